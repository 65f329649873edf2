//! Cells, formats and names.

use rust_xlsxwriter::{
    Color, ConditionalFormatFormula, Format, FormatAlign, FormatBorder, Formula, Note, Worksheet, XlsxError,
};

/// What a figure is, hence how its cell is formatted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Requests, tokens, units.
    Count,
    /// One of the horizon.
    Month,
    /// In the scenario's currency.
    Money,
    /// Unit prices, of which some are tiny.
    Price,
    /// In US dollars.
    Dollars,
    /// In percent.
    Share,
    /// `2.4×`.
    Factor,
    /// Anything else, with as many digits as it has.
    Plain,
}

/// The formats of a workbook.
pub struct CellFormats {
    currency: String,
    /// The name of the scenario.
    pub title: Format,
    /// Above columns.
    pub heading: Format,
    /// Above rows that belong together.
    pub section: Format,
    /// Above columns of words.
    pub heading_of_words: Format,
    /// Words.
    pub text: Format,
    /// Words right of a figure, which they must not touch.
    pub after: Format,
    /// Words of any length, on as many lines as they need.
    pub wrapped: Format,
    /// Words that explain.
    pub note: Format,
    /// Words that explain a figure on their left.
    pub note_after: Format,
    /// The answer.
    pub verdict: Format,
    /// What a sheet cannot recompute, once inputs are no longer as exported.
    pub out_of_date: Format,
}

impl CellFormats {
    /// For a scenario's currency.
    pub fn new(currency: &str) -> Self {
        let heading = Format::new().set_bold().set_border_bottom(FormatBorder::Thin).set_align(FormatAlign::Right);
        let text = Format::new().set_align(FormatAlign::Left).set_align(FormatAlign::Top);
        let note = Format::new().set_font_color(Color::RGB(0x5C_63_70)).set_align(FormatAlign::Left);
        Self {
            currency: currency.to_owned(),
            title: Format::new().set_bold().set_font_size(16),
            heading_of_words: heading.clone().set_align(FormatAlign::Left).set_indent(1),
            heading,
            section: Format::new().set_bold().set_font_color(Color::RGB(0x33_4E_B8)),
            after: text.clone().set_indent(1),
            wrapped: text.clone().set_indent(1).set_text_wrap(),
            text,
            note_after: note.clone().set_indent(1),
            note,
            out_of_date: Format::new().set_font_color(Color::RGB(0xB0_B5_BF)).set_italic(),
            verdict: Format::new().set_bold().set_font_size(12).set_align(FormatAlign::Right),
        }
    }

    /// What stands in the column of units.
    pub fn unit(&self, kind: Kind) -> String {
        match kind {
            Kind::Money | Kind::Price => self.currency.clone(),
            Kind::Dollars => "USD".to_owned(),
            Kind::Share => "share".to_owned(),
            Kind::Factor => "times".to_owned(),
            Kind::Month => "month".to_owned(),
            Kind::Count | Kind::Plain => String::new(),
        }
    }

    /// How a figure is written.
    pub fn number(&self, kind: Kind) -> Format {
        let code = self.currency.replace(['"', '\\'], "");
        let format = match kind {
            // At least one digit after the point, which would otherwise stand alone after whole numbers.
            Kind::Count => "[>=100]#,##0;[=0]0;0.0##".to_owned(),
            Kind::Month => "0".to_owned(),
            Kind::Money => format!("\"{code}\" #,##0.00;[Red]-\"{code}\" #,##0.00"),
            Kind::Price => format!("\"{code}\" #,##0.00####"),
            Kind::Dollars => "\"USD\" #,##0.00####".to_owned(),
            Kind::Share => "0.0##%".to_owned(),
            Kind::Factor => "0.00#\"×\"".to_owned(),
            Kind::Plain => "General".to_owned(),
        };
        Format::new().set_num_format(format).set_align(FormatAlign::Top)
    }

    /// A cell that is there to be changed.
    pub fn input(&self, kind: Kind) -> Format {
        yellow(self.number(kind))
    }

    /// A cell of words that is there to be changed.
    pub fn input_of_words(&self) -> Format {
        yellow(self.text.clone().set_align(FormatAlign::Right))
    }

    /// A day that is there to be changed.
    pub fn input_of_day(&self) -> Format {
        yellow(Format::new().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Top))
    }

    /// A figure as it was exported.
    pub fn as_exported(&self, kind: Kind) -> Format {
        self.number(kind).set_font_color(Color::RGB(0x8A_90_9C))
    }

    /// A total.
    pub fn total(&self, kind: Kind) -> Format {
        self.number(kind).set_bold().set_border_top(FormatBorder::Thin)
    }
}

/// The color of what is there to be changed.
fn yellow(format: Format) -> Format {
    format.set_font_color(Color::RGB(0x1F_3F_BF)).set_background_color(Color::RGB(0xFF_F7_DC))
}

/// A4, as the program's own pages are.
const A4: u8 = 9;

/// An empty sheet with a name.
pub fn sheet(name: &str) -> Result<Worksheet, XlsxError> {
    let mut sheet = Worksheet::new();
    sheet.set_name(name)?;
    sheet.set_landscape();
    sheet.set_paper_size(A4);
    sheet.set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.35);
    sheet.set_footer("&L&F · &A&RPage &P of &N");
    Ok(sheet)
}

/// What stands for an empty word until it is recomputed: readers that compute nothing show an empty result as 0.
const NOTHING: &str = " ";

/// The most characters that a formula may have.
const LONGEST: usize = 8192;

/// Writes a live formula with the value that it has; one that no cell can hold stands as that value.
pub fn formula(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    value: f64,
    format: &Format,
) -> Result<(), XlsxError> {
    if LONGEST <= text.len() {
        sheet.write_with_format(row, column, value, format)?;
        sheet.insert_note(row, column, &Note::new("Too long a formula for one cell: this is its value"))?;
    } else {
        let result = if value.is_finite() { value.to_string() } else { NOTHING.to_owned() };
        let formula = Formula::new(format!("={text}")).set_result(result);
        sheet.write_formula_with_format(row, column, formula, format)?;
    }
    Ok(())
}

/// Writes words that a formula puts together.
pub fn formula_of_words(
    sheet: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    words: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let words = if words.is_empty() { NOTHING } else { words };
    let formula = Formula::new(format!("={text}")).set_result(words);
    sheet.write_formula_with_format(row, column, formula, format)?;
    Ok(())
}

/// Words within a formula.
pub fn quoted(words: &str) -> String {
    format!("\"{}\"", words.replace('"', "\"\""))
}

/// Greys figures that the sheet cannot recompute, once inputs are no longer as exported.
pub fn grey_when_changed(
    sheet: &mut Worksheet,
    [top, bottom]: [u32; 2],
    [left, right]: [u16; 2],
    look: &CellFormats,
) -> Result<(), XlsxError> {
    let rule = ConditionalFormatFormula::new().set_rule("=inputs_changed>0").set_format(look.out_of_date.clone());
    sheet.add_conditional_format(top, left, bottom, right, &rule)?;
    Ok(())
}

/// A cell of a sheet, for formulas: `Inputs!$B$7`.
pub fn cell(sheet: &str, row: u32, column: u16) -> String {
    format!("{sheet}!${}${}", column_name(column), row + 1)
}

/// A to XFD.
pub fn column_name(column: u16) -> String {
    let mut name = String::new();
    let mut left = u32::from(column) + 1;
    while 0 < left {
        name.insert(0, char::from(b'A' + ((left - 1) % 26) as u8));
        left = (left - 1) / 26;
    }
    name
}

/// A name that a spreadsheet accepts for a cell: letters, digits and underscores.
pub fn defined_name(prefix: &str, text: &str) -> String {
    let mut name = prefix.to_owned();
    for character in text.chars() {
        match character {
            _ if character.is_ascii_alphanumeric() => name.push(character),
            _ if name.ends_with('_') => {}
            _ => name.push('_'),
        }
    }
    name.truncate(250);
    name.trim_end_matches('_').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_and_names_are_written_as_spreadsheets_want_them() {
        for (column, name) in [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")] {
            assert_eq!(column_name(column), name);
        }
        assert_eq!(cell("Inputs", 6, 1), "Inputs!$B$7");
        assert_eq!(defined_name("in_", "stages[\"Größe 1\"].requests"), "in_stages_Gr_e_1_requests");
    }
}
