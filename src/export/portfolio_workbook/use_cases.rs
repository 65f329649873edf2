//! The use cases, a row each, with a cell that says whether it is funded; set-ups that are paid once; rules between them.

use rust_xlsxwriter::{DataValidation, DataValidationRule, Worksheet, XlsxError};

use super::cells::words_formula;
use super::content::PortfolioContent;
use crate::export::workbook::sheets::{CellFormats, Kind, cell, column_name, formula, sheet};
use crate::portfolio::{FundingDecision, SharedMember, UseCase, npv};
use crate::prose::{first_to_measure, never_build_in_words};
use crate::uncertainty::Quantiles;

/// The sheet as formulas name it.
const SHEET: &str = "'Use cases'";

/// The row of the first use case.
const FIRST: u32 = 4;

const NAME: u16 = 1;
const FILE: u16 = 2;
const FUNDED: u16 = 3;
const COMPUTED: u16 = 4;
const VERDICT: u16 = 5;
const NPV: u16 = 6;
const MEASURE: u16 = 12;

/// Headings, whether figures stand under them, and how wide they are.
const COLUMNS: [(&str, bool, u16); 15] = [
    ("No.", true, 6),
    ("Use case", false, 34),
    ("File", false, 24),
    ("Funded", true, 10),
    ("As computed", true, 12),
    ("Verdict", false, 12),
    ("Mean NPV", true, 19),
    ("NPV, P10", true, 19),
    ("NPV, P90", true, 19),
    ("Peak funding", true, 17),
    ("Payback, months", true, 17),
    ("NPV above 0", true, 13),
    ("To measure first", false, 30),
    ("Decided", false, 12),
    ("Never to be built", false, 44),
];

/// Where other sheets find what is here.
pub struct UseCaseSheet {
    /// Whether each use case is funded, by row.
    pub funded: Vec<String>,
    /// Whether each member of a shared set-up saves, in the order of the rows.
    pub saves: Vec<(usize, usize, String)>,
    /// How many are funded.
    pub count: String,
    /// What they are worth on average.
    pub npv: String,
    /// How many cells differ from what was computed.
    pub changed: String,
    /// How many rules are broken, where there are any.
    pub broken: Option<(String, f64)>,
}

impl UseCaseSheet {
    /// Writes the sheet.
    pub fn write(content: &PortfolioContent<'_>) -> Result<(Self, Worksheet), XlsxError> {
        let PortfolioContent { evaluation, order, chosen, look, .. } = content;
        let mut sheet = sheet("Use cases")?;
        sheet.write_with_format(0, 0, "Use cases", &look.title)?;
        let note = "Funded: 1 or 0. Change a yellow cell: totals here, Funding by month and Summary follow. Ranges are as computed.";
        sheet.write_with_format(1, 0, note, &look.note)?;
        for (column, (heading, is_figure, width)) in (0..).zip(COLUMNS) {
            let format = if is_figure { &look.heading } else { &look.heading_of_words };
            sheet.write_with_format(FIRST - 1, column, heading, format)?;
            sheet.set_column_width(column, width)?;
        }
        for (row, place) in (FIRST..).zip(order) {
            write_row(&mut sheet, content, row, *place)?;
        }
        let last = FIRST + order.len() as u32 - 1;
        let validation = DataValidation::new()
            .allow_whole_number(DataValidationRule::Between(0, 1))
            .set_error_title("1 or 0")?
            .set_error_message("1 where it is funded, 0 where it is not")?;
        sheet.add_data_validation(FIRST, FUNDED, last, FUNDED, &validation)?;
        let row_of = |place: usize| FIRST + order.iter().position(|of| *of == place).map_or(0, |row| row as u32);
        let funded_cell = |place: usize| local(FUNDED, row_of(place));
        let total = last + 1;
        let setups = Setups::write(&mut sheet, content, total + 2, funded_cell)?;
        let rules = rules(&mut sheet, content, setups.below, funded_cell)?;

        let within = |column: u16| format!("{}:{}", local(column, FIRST), local(column, last));
        let [funded, npvs] = [FUNDED, NPV].map(within);
        let saved = setups.rows.map_or(String::new(), |(first, last)| {
            let [saves, saved] =
                [FUNDED, NPV].map(|column| format!("{}:{}", local(column, first), local(column, last)));
            format!(" + SUMPRODUCT({saves}, {saved})")
        });
        sheet.write_with_format(total, NAME, "Together", &look.total(Kind::Month))?;
        formula(&mut sheet, (total, FUNDED), &format!("SUM({funded})"), chosen.len() as f64, &look.total(Kind::Month))?;
        let worth = npv(evaluation.candidates(), evaluation.rules(), chosen);
        let text = format!("SUMPRODUCT({funded}, {npvs}){saved}");
        formula(&mut sheet, (total, NPV), &text, worth, &look.total(Kind::Money))?;
        sheet.set_freeze_panes(FIRST, NAME + 1)?;
        // No filter: sorted rows would part from the columns of the months, which follow their places.
        let found = Self {
            funded: order.iter().map(|place| cell(SHEET, row_of(*place), FUNDED)).collect(),
            saves: setups.saves,
            count: cell(SHEET, total, FUNDED),
            npv: cell(SHEET, total, NPV),
            changed: format!("SUMPRODUCT(ABS({SHEET}!{} - {SHEET}!{}))", within(FUNDED), within(COMPUTED)),
            broken: rules.map(|Rules { first, last, broken }| {
                let [first, last] = [first, last].map(|row| local(FUNDED, row));
                (format!("COUNTIF({SHEET}!{first}:{last}, \"broken\")"), broken as f64)
            }),
        };
        Ok((found, sheet))
    }
}

/// A cell of this sheet: `$D$5`.
fn local(column: u16, row: u32) -> String {
    format!("${}${}", column_name(column), row + 1)
}

fn write_row(sheet: &mut Worksheet, content: &PortfolioContent<'_>, row: u32, place: usize) -> Result<(), XlsxError> {
    let PortfolioContent { evaluation, chosen, look, .. } = content;
    let use_case: &UseCase = &evaluation.use_cases[place];
    let never = use_case.never_build.iter().map(|reason| never_build_in_words(use_case, reason));
    let never = never.collect::<Vec<_>>().join("; ");
    let decided = match evaluation.candidates()[place].decision {
        FundingDecision::Open => "",
        FundingDecision::Must => "must",
        FundingDecision::Excluded if never.is_empty() => "excluded",
        FundingDecision::Excluded => "never",
    };
    let npv = Quantiles::of(&use_case.npv);
    sheet.write_with_format(row, 0, (place + 1) as f64, &look.number(Kind::Month))?;
    sheet.write_with_format(row, NAME, evaluation.name(place), &look.wrapped)?;
    sheet.write_with_format(row, FILE, use_case.file.as_str(), &look.wrapped)?;
    sheet.write_with_format(row, FUNDED, of_1(chosen.contains(&place)), &look.input(Kind::Month))?;
    sheet.write_with_format(row, COMPUTED, of_1(evaluation.funded().contains(&place)), &look.number(Kind::Month))?;
    sheet.write_with_format(row, VERDICT, use_case.results.verdict.name(), &look.after)?;
    let figures = [
        (Some(use_case.mean_npv()), Kind::Money),
        (Some(npv.p10), Kind::Money),
        (Some(npv.p90), Kind::Money),
        (Some(use_case.results.months.cash_at_risk * use_case.rate), Kind::Money),
        (use_case.results.months.payback_months, Kind::Count),
        (Some(use_case.futures.cash.npv_positive.share), Kind::Share),
    ];
    for (column, (figure, kind)) in (NPV..).zip(figures) {
        if let Some(figure) = figure {
            sheet.write_with_format(row, column, figure, &look.number(kind))?;
        }
    }
    let words = [first_to_measure(use_case).unwrap_or_default(), decided.to_owned(), never];
    for (column, words) in (MEASURE..).zip(words) {
        sheet.write_with_format(row, column, words, &look.wrapped)?;
    }
    Ok(())
}

/// 1 where it is so.
fn of_1(is_so: bool) -> f64 {
    f64::from(u8::from(is_so))
}

/// Set-ups that several use cases share: all that are funded but the first of each list save it.
struct Setups {
    /// By set-up and place in its list, where it says whether that one saves.
    saves: Vec<(usize, usize, String)>,
    /// The first and the last row, where there are any.
    rows: Option<(u32, u32)>,
    /// The first row below.
    below: u32,
}

impl Setups {
    fn write(
        sheet: &mut Worksheet,
        content: &PortfolioContent<'_>,
        top: u32,
        funded_cell: impl Fn(usize) -> String,
    ) -> Result<Self, XlsxError> {
        let PortfolioContent { evaluation, chosen, look, .. } = content;
        let shared = &evaluation.rules().shared;
        let has_any = shared.iter().any(|setup| !setup.members.is_empty());
        if !has_any {
            return Ok(Self { saves: Vec::new(), rows: None, below: top });
        }
        heading(sheet, look, top, "Set-ups that are paid once, by the first of a list that is funded")?;
        for (column, heading) in [(FUNDED, "Saves"), (NPV, "NPV saved")] {
            sheet.write_with_format(top, column, heading, &look.heading)?;
        }
        let (mut row, mut saves) = (top + 1, Vec::new());
        for (setup, list) in shared.iter().enumerate() {
            let saving: Vec<usize> = list.saving(chosen).collect();
            for (place, SharedMember { candidate, npv, .. }) in list.members.iter().enumerate() {
                let before: Vec<String> =
                    list.members[..place].iter().map(|earlier| funded_cell(earlier.candidate)).collect();
                let text = match before.as_slice() {
                    [] => "0".to_owned(),
                    before => format!("{} * MIN(1, {})", funded_cell(*candidate), before.join(" + ")),
                };
                sheet.write_with_format(row, NAME, evaluation.portfolio.shared_setup[setup].0.as_str(), &look.after)?;
                sheet.write_with_format(row, FILE, evaluation.name(*candidate), &look.after)?;
                let result = of_1(saving.contains(&place));
                formula(sheet, (row, FUNDED), &text, result, &look.number(Kind::Month))?;
                sheet.write_with_format(row, NPV, *npv, &look.number(Kind::Money))?;
                saves.push((setup, place, cell(SHEET, row, FUNDED)));
                row += 1;
            }
        }
        Ok(Self { saves, rows: Some((top + 1, row - 1)), below: row + 1 })
    }
}

/// The rows of the rules, and how many of these are broken.
struct Rules {
    first: u32,
    last: u32,
    broken: usize,
}

/// Which use cases must be funded or must not, which need others, and whether that is so.
fn rules(
    sheet: &mut Worksheet,
    content: &PortfolioContent<'_>,
    top: u32,
    funded_cell: impl Fn(usize) -> String,
) -> Result<Option<Rules>, XlsxError> {
    let PortfolioContent { evaluation, chosen, look, .. } = content;
    let decided = |decision: FundingDecision| {
        let candidates = evaluation.candidates().iter().enumerate();
        candidates.filter(move |(_, candidate)| candidate.decision == decision).map(|(place, _)| place)
    };
    let has = |place: usize| chosen.contains(&place);
    let must = decided(FundingDecision::Must).map(|place| {
        (format!("{} must be funded", evaluation.name(place)), format!("{} = 1", funded_cell(place)), has(place))
    });
    let excluded = decided(FundingDecision::Excluded).map(|place| {
        (format!("{} is not to be funded", evaluation.name(place)), format!("{} = 0", funded_cell(place)), !has(place))
    });
    let needs = evaluation.rules().needs.iter().map(|&(needing, needed)| {
        let words = format!("{} only together with {}", evaluation.name(needing), evaluation.name(needed));
        (words, format!("{} <= {}", funded_cell(needing), funded_cell(needed)), !has(needing) || has(needed))
    });
    let all: Vec<(String, String, bool)> = must.chain(excluded).chain(needs).collect();
    if all.is_empty() {
        return Ok(None);
    }
    heading(sheet, look, top, "Rules")?;
    for (row, (words, text, is_kept)) in (top + 1..).zip(&all) {
        sheet.write_with_format(row, NAME, words, &look.after)?;
        let text = format!("IF({text}, \"kept\", \"broken\")");
        words_formula(sheet, (row, FUNDED), &text, if *is_kept { "kept" } else { "broken" }, &look.after)?;
    }
    let broken = all.iter().filter(|(.., is_kept)| !is_kept).count();
    Ok(Some(Rules { first: top + 1, last: top + all.len() as u32, broken }))
}

fn heading(sheet: &mut Worksheet, look: &CellFormats, row: u32, words: &str) -> Result<(), XlsxError> {
    sheet.write_with_format(row, NAME, words, &look.section)?;
    Ok(())
}
