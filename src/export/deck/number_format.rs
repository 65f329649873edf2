//! Figures as number formats of a spreadsheet: what a label says, told so that it stays live when the number is edited.

use crate::charts::Unit;
use crate::number_style::{NumberStyle, THIN_SPACE};

/// The longest that a spreadsheet takes.
const LONGEST: usize = 255;
const MINUS: char = '−';
const NO_BREAK: char = '\u{a0}';
/// What is written for so many.
const SCALES: [(char, f64, &str); 4] = [('k', 1e3, ","), ('M', 1e6, ",,"), ('B', 1e9, ",,,"), ('T', 1e12, ",,,,")];

/// The format that writes a number as a text does: `"saves $"#,##0` for 4036.2 as `saves $4,036`. `None` where no figure of
/// the text is that number.
pub fn written_as(text: &str, number: f64) -> Option<String> {
    let figure = figures(text).into_iter().find(|figure| figure.is_of(number))?;
    let (before, after) = (&text[..figure.start], &text[figure.end..]);
    let code = format!("#,##0{}{}", decimals(figure.decimals), figure.scale);
    let ends = format!("{}{}", figure.letter, after);
    let section = |before: &str| format!("{}{code}{}", quoted(before), quoted(&ends));
    let unsigned = before.replace(MINUS, "");
    let signed = match before.contains('+') {
        true => before.replace('+', &MINUS.to_string()),
        false => with_minus(&unsigned),
    };
    let format = match number < 0.0 {
        // Said without a sign: the words say which way.
        true if !before.contains(MINUS) => format!("{0};{0}", section(before)),
        true => format!("{};{}", section(&unsigned), section(before)),
        false => format!("{};{}", section(before), section(&signed)),
    };
    (format.chars().count() <= LONGEST).then_some(format)
}

/// How the ticks of an axis are written whose values are as large as this, in steps of this on a linear axis.
pub fn of_axis(unit: &Unit, largest: f64, step: Option<f64>) -> String {
    let prefix = match unit {
        Unit::Money(money) => money.prefix(),
        Unit::Share => return "0%".to_owned(),
        Unit::Month => return "0".to_owned(),
        Unit::Count => "",
    };
    let (minus, prefix) = (quoted(&format!("{MINUS}{prefix}")), quoted(prefix));
    let Some(step) = step else {
        // Powers of ten, each in its own way.
        return format!("[>=1000000]{prefix}#,##0,,\"M\";[>=1000]{prefix}0,\"k\";{prefix}General");
    };
    let scale = SCALES.iter().rev().find(|(_, size, _)| *size <= largest);
    let (letter, size, commas) =
        scale.map_or((String::new(), 1.0, ""), |(letter, size, commas)| (quoted(&letter.to_string()), *size, *commas));
    let digits = (0..9).find(|digits| is_whole(step / size * 10_f64.powi(*digits))).unwrap_or(0);
    let code = format!("#,##0{}{commas}{letter}", decimals(digits as usize));
    format!("{prefix}{code};{minus}{code};{prefix}0")
}

/// How the cells of a sheet are written that hold such values.
pub fn of_cells(unit: &Unit) -> String {
    match unit {
        Unit::Money(money) => {
            let (prefix, minus) = (money.prefix(), format!("{MINUS}{}", money.prefix()));
            format!("{}#,##0.00##;{}#,##0.00##", quoted(prefix), quoted(&minus))
        }
        Unit::Share => "0.0%".to_owned(),
        Unit::Count => "#,##0.##".to_owned(),
        Unit::Month => "0".to_owned(),
    }
}

/// Words of a format; what would end them is left out.
pub fn quoted(text: &str) -> String {
    let text: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if text.is_empty() { String::new() } else { format!("\"{}\"", text.replace('"', "”").replace('\\', "/")) }
}

fn is_whole(value: f64) -> bool {
    (value - value.round()).abs() < 1e-6 * value.abs().max(1e-3)
}

fn decimals(count: usize) -> String {
    if count == 0 { String::new() } else { format!(".{}", "0".repeat(count)) }
}

/// A minus before the last word, which is what stands before the figure.
fn with_minus(before: &str) -> String {
    let at = before.trim_end_matches(NO_BREAK).rfind(' ').map_or(0, |space| space + 1);
    format!("{}{MINUS}{}", &before[..at], &before[at..])
}

/// A figure of a text.
struct Figure {
    start: usize,
    /// Behind its last digit and its letter.
    end: usize,
    value: f64,
    decimals: usize,
    /// The commas that divide by a thousand each.
    scale: &'static str,
    letter: String,
}

impl Figure {
    /// Whether a number is written so, whatever its sign.
    fn is_of(&self, number: f64) -> bool {
        let unit = self.value_of_last_digit();
        number.is_finite() && (self.value - number.abs()).abs() <= 0.501 * unit
    }

    fn value_of_last_digit(&self) -> f64 {
        let scale = SCALES.iter().find(|(_, _, commas)| *commas == self.scale).map_or(1.0, |(_, size, _)| *size);
        scale * 10_f64.powi(-(self.decimals as i32))
    }
}

fn figures(text: &str) -> Vec<Figure> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(offset) = text[at..].find(|letter: char| letter.is_ascii_digit()) {
        let start = at + offset;
        let is_of_figure = |letter: char| letter.is_ascii_digit() || [',', '.', THIN_SPACE].contains(&letter);
        let length = text[start..].find(|letter| !is_of_figure(letter)).unwrap_or(text.len() - start);
        let digits = text[start..start + length].trim_end_matches([',', '.', THIN_SPACE]);
        let mut end = start + digits.len();
        at = end.max(start + 1);
        let plain = NumberStyle::current().unwritten(digits).replace(',', "");
        let Ok(mut value) = plain.parse::<f64>() else { continue };
        let decimals = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
        let (mut scale, mut letter) = ("", String::new());
        let rest = &text[end..];
        if let Some((name, size, commas)) = SCALES.iter().find(|(name, ..)| rest.starts_with(*name)) {
            (value, scale, letter) = (value * size, commas, name.to_string());
            end += 1;
        } else if rest.trim_start_matches(NO_BREAK).starts_with('%') {
            // Shares stay texts: no bar is as long as one.
            continue;
        }
        found.push(Figure { start, end, value, decimals, scale, letter });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::Money;

    #[test]
    fn formats_write_as_texts_do() {
        let cases = [
            ("saves $4,036", 4036.2, Some("\"saves $\"#,##0;\"saves −$\"#,##0")),
            ("−$1k", -1015.0, Some("\"$\"#,##0,\"k\";\"−$\"#,##0,\"k\"")),
            ("+$14k", 13613.0, Some("\"+$\"#,##0,\"k\";\"−$\"#,##0,\"k\"")),
            ("$0.134", 0.13398, Some("\"$\"#,##0.000;\"−$\"#,##0.000")),
            ("$42,561 at risk", -42560.7, Some("\"$\"#,##0\" at risk\";\"$\"#,##0\" at risk\"")),
            ("2.66×", 2.657, Some("#,##0.00\"×\";\"−\"#,##0.00\"×\"")),
            ("CHF\u{a0}1,200", 1200.0, Some("\"CHF\u{a0}\"#,##0;\"−CHF\u{a0}\"#,##0")),
            ("120k  −$1k", -1015.0, Some("\"120k  $\"#,##0,\"k\";\"120k  −$\"#,##0,\"k\"")),
            ("nothing", 0.0, None),
            ("$5", 7.0, None),
        ];
        for (text, number, format) in cases {
            assert_eq!(written_as(text, number).as_deref(), format, "{text}");
        }
    }

    #[test]
    fn axes_are_written_by_their_steps() {
        let money = Unit::Money(Money::new("USD"));
        let cases = [
            (16_000.0, Some(2000.0), "\"$\"#,##0,\"k\";\"−$\"#,##0,\"k\";\"$\"0"),
            (4000.0, Some(500.0), "\"$\"#,##0.0,\"k\";\"−$\"#,##0.0,\"k\";\"$\"0"),
            (0.2, Some(0.05), "\"$\"#,##0.00;\"−$\"#,##0.00;\"$\"0"),
        ];
        for (largest, step, format) in cases {
            assert_eq!(of_axis(&money, largest, step), format);
        }
        assert_eq!(of_axis(&Unit::Share, 1.0, Some(0.2)), "0%");
    }
}
