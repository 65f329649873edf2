//! What it comes to: live where a sheet can recompute it, and as computed where it takes the futures.

use rust_xlsxwriter::{
    Chart, ChartAxisLabelPosition, ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartType, Color,
    DataValidation, DataValidationRule, Worksheet, XlsxError,
};

use super::cells::{calendar_month, moment, words_formula};
use super::content::{BUDGET, PortfolioContent};
use super::funding::FundingSheet;
use super::use_cases::UseCaseSheet;
use crate::export::workbook::sheets::{Kind, cell, formula};
use crate::portfolio::{FundedUseCases, npv, peak_funding};
use crate::prose::{funding_error_in_words, funding_in_words};
use crate::uncertainty::{Chance, Quantiles};

/// The first sheet.
pub const SUMMARY: &str = "Summary";

/// What stands under the title, a row each.
const HOW_TO_READ: [&str; 3] = [
    "Change the yellow budget here, or a yellow 1 or 0 in Use cases: what is live follows.",
    "Live are sums of means: what is funded is worth on average, and ties up in the mean of the futures.",
    "As computed are ranges, chances and the frontier: these take the futures, which the program has and a sheet has not.",
];

/// The row of the first heading; that of the budget follows, and is where [`BUDGET`] says it is.
const FIRST: u32 = 5;

/// Writes the first sheet; returns what its cells are called.
pub fn write(
    sheet: &mut Worksheet,
    content: &PortfolioContent<'_>,
    use_cases: &UseCaseSheet,
    funding: &FundingSheet,
) -> Result<Vec<(&'static str, String)>, XlsxError> {
    let PortfolioContent { evaluation, look, .. } = content;
    sheet.write_with_format(0, 0, evaluation.portfolio.name.as_str(), &look.title)?;
    for (row, line) in (1..).zip(HOW_TO_READ) {
        sheet.write_with_format(row, 0, line, &look.note)?;
    }
    let below = live(sheet, content, use_cases, funding)?;
    let below = as_computed(sheet, content, below + 1)?;
    let below = about(sheet, content, below + 1)?;
    chart(sheet, content, funding, below + 1)?;
    for (column, width) in [(0, 44), (1, 24), (2, 80)] {
        sheet.set_column_width(column, width)?;
    }
    sheet.set_print_fit_to_pages(1, 1);
    let named = [("portfolio_budget", 1), ("portfolio_funded", 2), ("portfolio_npv", 3), ("portfolio_peak_funding", 4)];
    Ok(named.map(|(name, row)| (name, cell(SUMMARY, FIRST + row, 1))).to_vec())
}

/// What follows from the cells; returns the row below.
fn live(
    sheet: &mut Worksheet,
    content: &PortfolioContent<'_>,
    use_cases: &UseCaseSheet,
    funding: &FundingSheet,
) -> Result<u32, XlsxError> {
    let PortfolioContent { evaluation, chosen, look, .. } = content;
    let (candidates, rules, budget) = (evaluation.candidates(), evaluation.rules(), evaluation.portfolio.budget);
    sheet.write_with_format(FIRST, 0, "What is funded, live", &look.section)?;
    let row = FIRST + 1;
    sheet.write_with_format(row, 0, "Budget for the most that is tied up at any time", &look.text)?;
    match budget {
        Some(budget) => sheet.write_with_format(row, 1, budget, &look.input(Kind::Money))?,
        None => sheet.write_blank(row, 1, &look.input(Kind::Money))?,
    };
    sheet.write_with_format(row, 2, "empty: no budget", &look.note_after)?;
    let validation = DataValidation::new()
        .allow_decimal_number(DataValidationRule::GreaterThan(0.0))
        .set_error_title("Budget")?
        .set_error_message("An amount above 0, or nothing")?;
    sheet.add_data_validation(row, 1, row, 1, &validation)?;

    sheet.write_with_format(row + 1, 0, "Use cases funded", &look.text)?;
    formula(sheet, (row + 1, 1), &use_cases.count, chosen.len() as f64, &look.number(Kind::Month))?;
    sheet.write_with_format(row + 1, 2, format!("of {}", candidates.len()), &look.note_after)?;

    sheet.write_with_format(row + 2, 0, "Mean net present value", &look.text)?;
    formula(sheet, (row + 2, 1), &use_cases.npv, npv(candidates, rules, chosen), &look.number(Kind::Money))?;

    let peak = peak_funding(candidates, rules, chosen);
    sheet.write_with_format(row + 3, 0, "Tied up at most, in the mean of the futures", &look.text)?;
    formula(sheet, (row + 3, 1), &funding.peak, peak, &look.number(Kind::Money))?;

    let own_peak = cell(SUMMARY, row + 3, 1);
    sheet.write_with_format(row + 4, 0, "Within the budget", &look.text)?;
    let text = format!("IF(ISNUMBER({BUDGET}), IF({own_peak} <= {BUDGET}, \"yes\", \"no\"), \"no budget\")");
    let within = budget.map_or("no budget", |budget| if peak <= budget { "yes" } else { "no" });
    words_formula(sheet, (row + 4, 1), &text, within, &look.verdict)?;

    sheet.write_with_format(row + 5, 0, "Most is tied up in", &look.text)?;
    let FundingSheet { months, sums, .. } = funding;
    let text = format!("IF({own_peak} > 0, INDEX({months}, MATCH(MIN({sums}), {sums}, 0)), \"\")");
    let is_calendar = evaluation.portfolio.first_day(0).is_some();
    let deepest = match funding.deepest.map(|month| (month, evaluation.portfolio.first_day(month))) {
        None => f64::NAN,
        Some((_, Some(day))) => moment(day)?.to_excel(),
        Some((month, None)) => f64::from(month),
    };
    let format = if is_calendar { calendar_month() } else { look.number(Kind::Month) };
    formula(sheet, (row + 5, 1), &text, deepest, &format)?;
    let note = if is_calendar { "" } else { "month, counted from 0" };
    sheet.write_with_format(row + 5, 2, note, &look.note_after)?;

    let changed = &use_cases.changed;
    sheet.write_with_format(row + 6, 0, "Choice", &look.text)?;
    let text = format!("IF({changed} = 0, \"as computed\", \"changed\")");
    let is_same = chosen.as_slice() == evaluation.funded();
    words_formula(sheet, (row + 6, 1), &text, if is_same { "as computed" } else { "changed" }, &look.verdict)?;
    sheet.write_with_format(
        row + 6,
        2,
        "changed: what stands below is still of the choice as computed",
        &look.note_after,
    )?;
    let Some((broken, count)) = &use_cases.broken else { return Ok(row + 7) };
    sheet.write_with_format(row + 7, 0, "Rules that are broken", &look.text)?;
    formula(sheet, (row + 7, 1), broken, *count, &look.number(Kind::Month))?;
    sheet.write_with_format(row + 7, 2, "which, at the end of Use cases", &look.note_after)?;
    Ok(row + 8)
}

/// What stands under a heading: a name, a figure, and what else there is to say.
type ComputedRow = (&'static str, f64, Kind, String);

/// What cannot be recomputed; returns the row below.
fn as_computed(sheet: &mut Worksheet, content: &PortfolioContent<'_>, top: u32) -> Result<u32, XlsxError> {
    let PortfolioContent { evaluation, look, .. } = content;
    sheet.write_with_format(top, 0, "As computed", &look.section)?;
    sheet.write_with_format(top + 1, 0, funding_in_words(evaluation), &look.text)?;
    let rows = match &evaluation.choice {
        Ok(choice) => figures(content, choice),
        Err(error) => {
            sheet.write_with_format(top + 2, 0, funding_error_in_words(evaluation, error), &look.note)?;
            return Ok(top + 3);
        }
    };
    let mut row = top + 2;
    for (name, figure, kind, note) in rows {
        sheet.write_with_format(row, 0, name, &look.text)?;
        sheet.write_with_format(row, 1, figure, &look.number(kind))?;
        sheet.write_with_format(row, 2, note, &look.note_after)?;
        row += 1;
    }
    Ok(row)
}

fn figures(content: &PortfolioContent<'_>, choice: &FundedUseCases) -> Vec<ComputedRow> {
    let mut rows = Vec::new();
    let mut add = |name, figure, kind, note: &str| rows.push((name, figure, kind, note.to_owned()));
    let chance = |chance: Chance| chance.share;
    if let Some(joint) = &choice.joint {
        let Quantiles { p10, p90, .. } = joint.npv_quantiles;
        add("Net present value, P10", p10, Kind::Money, "one future in ten is below");
        add("Net present value, P90", p90, Kind::Money, "nine futures in ten are below");
        add("Chance that all of it together pays", chance(joint.pays), Kind::Share, "NPV above 0");
        let Quantiles { p10, p90, .. } = joint.peak_funding;
        add("Tied up at most, P10", p10, Kind::Money, "each future in its own worst month");
        add("Tied up at most, P90", p90, Kind::Money, "each future in its own worst month");
        if let (Some(exceeds), Some(budget)) = (joint.exceeds_budget, content.evaluation.portfolio.budget) {
            let note = format!("of {}", crate::format::Money::new(&content.evaluation.portfolio.currency).full(budget));
            add("Chance of exceeding the budget", chance(exceeds), Kind::Share, &note);
        }
    }
    let note = if choice.funded.is_exact() { "that is what is funded" } else { "the best that was found may be less" };
    add("No other choice is worth more than", choice.funded.bound, Kind::Money, note);
    rows
}

/// Where the figures come from; returns the row below.
fn about(sheet: &mut Worksheet, content: &PortfolioContent<'_>, top: u32) -> Result<u32, XlsxError> {
    let PortfolioContent { evaluation, date, look, .. } = content;
    sheet.write_with_format(top, 0, "About", &look.section)?;
    let portfolio = &evaluation.portfolio;
    let right = look.text.clone().set_align(rust_xlsxwriter::FormatAlign::Right);
    let begins = portfolio.first_day(0).map_or("open".to_owned(), |_| crate::prose::portfolio_month(portfolio, 0));
    let rows = [
        ("Date", date.unwrap_or_default().to_owned(), ""),
        ("Begins", begins, "month 0"),
        ("Currency", portfolio.currency.clone(), "use cases in others are converted, in each future by its own rate"),
        ("Futures", crate::format::count(evaluation.options.count as f64), "that all use cases share"),
        ("Seed", evaluation.options.seed.to_string(), "the same seed gives the same futures"),
        ("Engine", format!("Breakeven {}", env!("CARGO_PKG_VERSION")), ""),
    ];
    let mut row = top + 1;
    for (name, words, note) in rows.iter().filter(|(_, words, _)| !words.is_empty()) {
        sheet.write_with_format(row, 0, *name, &look.text)?;
        sheet.write_with_format(row, 1, words.as_str(), &right)?;
        sheet.write_with_format(row, 2, *note, &look.note_after)?;
        row += 1;
    }
    Ok(row)
}

/// What is funded and the budget, month by month.
fn chart(
    sheet: &mut Worksheet,
    content: &PortfolioContent<'_>,
    funding: &FundingSheet,
    row: u32,
) -> Result<(), XlsxError> {
    let light = ChartLine::new().set_color(Color::RGB(0xE3_E6_EC)).clone();
    let mut cash = Chart::new(ChartType::Line);
    let [months, sums, budget] = &funding.drawn;
    for (name, values, color) in [("what is funded", sums, 0x33_66_DD), ("budget", budget, 0xC0_39_2B)] {
        let series = cash.add_series();
        series.set_name(name).set_values(values.as_str()).set_categories(months.as_str());
        series.set_format(ChartFormat::new().set_line(ChartLine::new().set_color(Color::RGB(color)).set_width(2.25)));
    }
    cash.title().set_name("Cumulated cash of what is funded, until it is back").set_font(ChartFont::new().set_size(12));
    if content.evaluation.portfolio.first_day(0).is_some() {
        cash.x_axis().set_num_format("mmm yyyy");
    }
    cash.x_axis().set_label_position(ChartAxisLabelPosition::Low);
    cash.y_axis().set_num_format("#,##0").set_major_gridlines_line(&light);
    // A currency is three letters, which no spreadsheet takes for the address of a cell.
    cash.y_axis().set_name(content.evaluation.portfolio.currency.as_str());
    cash.legend().set_position(ChartLegendPosition::Bottom);
    cash.set_width(900).set_height(340);
    sheet.insert_chart(row, 0, &cash)?;
    Ok(())
}
