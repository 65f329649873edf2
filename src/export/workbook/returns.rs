//! What cash comes to, as formulas over rows of months: payback, the internal rate of return, benefit over cost.

use super::months::{DISCOUNTED_SO_FAR, WrittenRows};
use super::sheets::Kind;
use super::summary::SummaryFigure;
use crate::economics::{Months, Plan, Quantity};

/// From 1 on, the places of a row of months.
fn places(row: &str) -> String {
    let first = row.split(':').next().unwrap_or(row);
    format!("COLUMN({row}) - COLUMN({first}) + 1")
}

/// The first month from which what has come in stays above what has gone out: the last that is below 0, counted from 1. The
/// horizon where there is none.
pub fn payback_month(cumulative: &str) -> String {
    format!("SUMPRODUCT(MAX(({cumulative} < 0) * ({})))", places(cumulative))
}

/// Months until then, cash flowing evenly within a month; nothing where there is none.
fn payback_months(month: &str, cumulative: &str, horizon: u32) -> String {
    let [before, then] = [month.to_owned(), format!("{month} + 1")].map(|at| format!("INDEX({cumulative}, 1, {at})"));
    format!("IF({month} >= {horizon}, \"\", IF({month} = 0, 0, {month} - {before} / ({then} - {before})))")
}

/// The yearly rate at which a row of cash is worth nothing; nothing unless cash turns once, from out to in. Found from `near`,
/// a monthly rate.
fn rate_of_return(cash: &str, horizon: u32, near: Option<f64>) -> String {
    let last_out = format!("SUMPRODUCT(MAX(({cash} < 0) * ({})))", places(cash));
    // Counted from the end.
    let first_in = format!("SUMPRODUCT(MAX(({cash} > 0) * ({horizon} + 1 - ({}))))", places(cash));
    let near = near.map_or(String::new(), |rate| format!(", {rate}"));
    // What a year multiplies money by, between −99 % and 100,000 % as everywhere.
    let year = format!("(1 + IRR({cash}{near}))^12");
    let rate = format!("IFERROR(IF(AND(0.01 <= {year}, {year} <= 1001), {year} - 1, \"\"), \"\")");
    format!("IF(AND({last_out} > 0, {first_in} > 0, {last_out} < {horizon} + 1 - {first_in}), {rate}, \"\")")
}

/// The lines of the summary that say what the cash of a plan comes to, below its payback month.
pub fn returns(plan: &Plan, months: &Months, written: &WrittenRows) -> Vec<SummaryFigure> {
    let horizon = plan.horizon_months;
    let [cash, cumulative, discount, one_offs] =
        [Quantity::Cash, Quantity::CumulativeCash(0), Quantity::Discount, Quantity::OneOffs]
            .map(|part| written.row(part));
    let discounted = written.row_called(DISCOUNTED_SO_FAR);
    let present = |row: &str| format!("SUMPRODUCT({row}, {discount})");
    let present_of = |part| written.row_if_any(part).map_or("0".to_owned(), |row| present(&row));
    let paid = format!("({} + {})", present_of(Quantity::Cost), present(&one_offs));
    let near = months.irr.map(|rate| (libm::expm1(libm::log1p(rate) / 12.0) * 1e4).round() / 1e4);
    let line = |key, name: &str, formula, value: Option<f64>, kind, note: &str| SummaryFigure {
        key,
        name: name.to_owned(),
        formula: Some(formula),
        value: value.unwrap_or(f64::NAN),
        kind,
        note: note.to_owned(),
    };
    vec![
        line(
            "plan_payback_months",
            "Months until it has paid back",
            payback_months("plan_payback_month", &cumulative, horizon),
            months.payback_months,
            Kind::Count,
            "cash flowing evenly within a month; empty: not within the horizon",
        ),
        line(
            "plan_discounted_payback_months",
            "The same with discounted cash",
            payback_months(&payback_month(&discounted), &discounted, horizon),
            months.discounted_payback_months,
            Kind::Count,
            "empty: not within the horizon",
        ),
        line(
            "plan_irr",
            "Internal rate of return, a year",
            rate_of_return(&cash, horizon, near),
            months.irr,
            Kind::Share,
            "empty unless cash turns once, from out to in",
        ),
        line(
            "plan_benefit_over_cost",
            "Benefit over cost, discounted",
            format!("IF({paid} > 0, {} / {paid}, \"\")", present_of(Quantity::Value)),
            months.benefit_cost_ratio,
            Kind::Factor,
            "running costs and what is paid once",
        ),
    ]
}
