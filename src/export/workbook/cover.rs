//! The first sheet: what this is, by whom and when, what is asked for, and what stands on which sheet.

use rust_xlsxwriter::{Url, Worksheet, XlsxError};

use super::controls::Controls;
use super::sheets::{Kind, formula, formula_of_words, sheet};
use crate::prose::verdict_label;

/// Its name.
pub const COVER: &str = "Cover";

/// What a sheet of the workbook holds.
pub fn purpose(sheet: &str) -> &'static str {
    match sheet {
        "Summary" => "what it comes to, now and as exported, with charts",
        "Checks" => "whether it adds up and is what the engine computed",
        "Controls" => "case, target, horizon, hurdle, budget, calendar, what is on",
        "Inputs" => "every estimate with its range and what supports it",
        "Prices" => "what models and tiers cost, limits and rates",
        "Stages" => "a month at each stage, a formula a figure",
        "Months" => "month by month, a formula a figure",
        "Years" => "fiscal years",
        "Return" => "how the internal rate of return is found",
        "Alternatives" => "what could be bought instead",
        "Changing later" => "what waiting costs, as exported",
        "Actuals" => "what was used, as exported",
        _ => "",
    }
}

/// The sheet; `sheets` are the others, in their order.
pub fn cover(controls: &Controls<'_>, sheets: &[String]) -> Result<Worksheet, XlsxError> {
    let (content, look) = (controls.content, controls.look);
    let (scenario, plan, results) = (content.scenario, content.plan, content.results);
    let mut cover = sheet(COVER)?;
    cover.write_string_with_format(0, 0, &scenario.name, &look.title)?;
    let mut row = 2;
    let futures = content.uncertainty.map(|uncertainty| {
        let count = crate::format::count(uncertainty.draws as f64);
        format!("{count} futures, shuffled by seed {}", uncertainty.seed)
    });
    let facts = [
        ("Author", scenario.author.trim().to_owned()),
        ("Date", content.date.unwrap_or_default().to_owned()),
        ("Made by", format!("Breakeven {}, schema {}", env!("CARGO_PKG_VERSION"), scenario.schema)),
        ("Ranges and chances from", futures.unwrap_or_else(|| "no futures were drawn".to_owned())),
        ("Currency", scenario.currency.clone()),
    ];
    for (name, fact) in facts {
        cover.write_with_format(row, 0, name, &look.text)?;
        let fact = if fact.is_empty() { "–" } else { fact.as_str() };
        cover.write_string_with_format(row, 1, fact, &look.text)?;
        row += 1;
    }
    row += 1;
    let stage = &scenario.stages[plan.target].name;
    let label = format!("\"{}\"&{}", verdict_label(""), controls.target_name());
    formula_of_words(&mut cover, (row, 0), &label, &verdict_label(stage), &look.text)?;
    formula_of_words(&mut cover, (row, 1), "plan_verdict", results.verdict.name(), &look.verdict)?;
    row += 1;
    cover.write_with_format(row, 0, "Checks", &look.text)?;
    formula_of_words(&mut cover, (row, 1), "check_state", "OK", &look.verdict)?;
    row += 1;
    cover.write_with_format(row, 0, "Yellow cells that are not as exported", &look.text)?;
    formula(&mut cover, (row, 1), "inputs_changed", 0.0, &look.number(Kind::Plain))?;
    row += 2;
    cover.write_with_format(row, 0, "What is asked for", &look.section)?;
    row += 1;
    let months = &results.months;
    let one_offs: f64 = months.months.iter().map(|month| month.one_offs).sum();
    let running: f64 = months.months.iter().map(|month| month.cost).sum();
    let asked = [
        ("Paid once over the horizon", "plan_one_offs", one_offs, Kind::Money),
        ("Cost a month at the target stage", "target_cost", results.stages[plan.target].planned.cost, Kind::Money),
        ("Running cost over the horizon", "plan_running_cost", running, Kind::Money),
        ("Total over the horizon", "plan_total", one_offs + running, Kind::Money),
        ("Peak funding", "plan_cash_at_risk", months.cash_at_risk, Kind::Money),
    ];
    for (name, cell, value, kind) in asked {
        cover.write_with_format(row, 0, name, &look.text)?;
        formula(&mut cover, (row, 1), cell, value, &look.number(kind))?;
        row += 1;
    }
    let payback =
        months.payback_month.map_or("not within the horizon".to_owned(), |month| format!("until month {month}"));
    let text = format!(
        "IF(plan_payback_month < {}, \"until month \"&plan_payback_month, \"not within the horizon\")",
        controls.horizon()
    );
    cover.write_with_format(row, 0, "Tied up", &look.text)?;
    formula_of_words(
        &mut cover,
        (row, 1),
        &text,
        &payback,
        &look.text.clone().set_align(rust_xlsxwriter::FormatAlign::Right),
    )?;
    row += 1;
    cover.write_with_format(row, 0, "Net present value over the horizon", &look.text)?;
    formula(&mut cover, (row, 1), "plan_npv", months.npv, &look.number(Kind::Money))?;
    row += 2;
    cover.write_with_format(row, 0, "Colours", &look.section)?;
    row += 1;
    cover.write_with_format(row, 0, "yellow", &look.input_of_words().set_align(rust_xlsxwriter::FormatAlign::Left))?;
    cover.write_with_format(row, 1, "to be changed: every other figure follows", &look.text)?;
    row += 1;
    cover.write_with_format(row, 0, "grey", &look.as_exported(Kind::Plain))?;
    cover.write_with_format(row, 1, "as exported: does not follow", &look.text)?;
    row += 1;
    cover.write_with_format(row, 0, "black", &look.text)?;
    cover.write_with_format(row, 1, "a formula, or what was exported where the heading says so", &look.text)?;
    row += 2;
    cover.write_with_format(row, 0, "Sheets", &look.section)?;
    for name in sheets {
        row += 1;
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        cover.write_url(row, 0, link)?;
        cover.write_with_format(row, 1, purpose(name), &look.text)?;
    }
    cover.set_column_width(0, 42)?;
    cover.set_column_width(1, 24)?;
    cover.set_portrait().set_print_fit_to_pages(1, 1);
    Ok(cover)
}
