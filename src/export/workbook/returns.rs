//! What cash comes to, as formulas over rows of months: payback, the internal rate of return, benefit over cost. Months
//! beyond the horizon count for nothing.

use super::controls::Controls;
use super::months::{COUNTED_CASH, COUNTS, DISCOUNTED_SO_FAR};
use super::rate::WrittenRate;
use super::sheets::Kind;
use super::summary::SummaryFigure;
use super::written_rows::WrittenRows;
use crate::economics::{Months, Quantity};

/// From 1 on, the places of a row of months.
fn places(row: &str) -> String {
    let first = row.split(':').next().unwrap_or(row);
    format!("COLUMN({row}) - COLUMN({first}) + 1")
}

/// The first month from which what has come in stays above what has gone out: the last that is below 0, counted from 1. The
/// horizon where there is none. `counts` says which months count.
pub fn payback_month(cumulative: &str, counts: &str) -> String {
    format!("SUMPRODUCT(MAX(({cumulative} < 0) * {counts} * ({})))", places(cumulative))
}

/// Months until then, cash flowing evenly within a month; nothing where there is none.
fn payback_months(month: &str, cumulative: &str, horizon: &str) -> String {
    let [before, then] = [month.to_owned(), format!("{month} + 1")].map(|at| format!("INDEX({cumulative}, 1, {at})"));
    format!("IF({month} >= {horizon}, \"\", IF({month} = 0, 0, {month} - {before} / ({then} - {before})))")
}

/// The yearly rate at which a row of cash is worth nothing; nothing unless cash turns once, from out to in.
fn rate_of_return(cash: &str, rate: &WrittenRate) -> String {
    let last_out = format!("SUMPRODUCT(MAX(({cash} < 0) * ({})))", places(cash));
    // Counted from the end.
    let first_in = format!("SUMPRODUCT(MAX(({cash} > 0) * (COLUMNS({cash}) + 1 - ({}))))", places(cash));
    let [least, greatest] = &rate.worth;
    let at = &rate.logarithm;
    // Where it is known already, IRR finds it at once.
    let found = format!("IFERROR((1 + IRR({cash}, EXP({at} / 12) - 1))^12 - 1, EXP({at}) - 1)");
    format!(
        "IF(AND({last_out} > 0, {first_in} > 0, {last_out} < COLUMNS({cash}) + 1 - {first_in}, {least} > 0, \
         {greatest} <= 0), {found}, \"\")"
    )
}

/// The lines of the summary that say what the cash of a plan comes to, below its payback month.
pub fn returns(
    months: &Months,
    written: &WrittenRows,
    controls: &Controls<'_>,
    rate: &WrittenRate,
) -> Vec<SummaryFigure> {
    let horizon = controls.horizon();
    let [cumulative, discount, one_offs] =
        [Quantity::CumulativeCash(0), Quantity::Discount, Quantity::OneOffs].map(|part| written.row(part));
    let [cash, counts, discounted] = [COUNTED_CASH, COUNTS, DISCOUNTED_SO_FAR].map(|name| written.row_called(name));
    let total = |row: &str| format!("SUMPRODUCT({row}, {counts})");
    let present = |row: &str| format!("SUMPRODUCT({row}, {discount}, {counts})");
    let of = |part, sum: &dyn Fn(&str) -> String| written.row_if_any(part).map_or("0".to_owned(), |row| sum(&row));
    let paid = format!("({} + {})", of(Quantity::Cost, &present), present(&one_offs));
    let line = |key, name: &str, formula, value: Option<f64>, kind, note: &str| SummaryFigure {
        key,
        name: name.to_owned(),
        formula: Some(formula),
        value: value.unwrap_or(f64::NAN),
        kind,
        range: String::new(),
        note: note.to_owned(),
    };
    let sum = |of: fn(&crate::economics::Month<f64>) -> f64| Some(months.months.iter().map(of).sum());
    vec![
        line(
            "plan_payback_months",
            "Months until it has paid back",
            payback_months("plan_payback_month", &cumulative, &horizon),
            months.payback_months,
            Kind::Count,
            "cash flowing evenly; empty: not within it",
        ),
        line(
            "plan_discounted_payback_months",
            "The same with discounted cash",
            payback_months(&payback_month(&discounted, &counts), &discounted, &horizon),
            months.discounted_payback_months,
            Kind::Count,
            "empty: not within it",
        ),
        line(
            "plan_irr",
            "Internal rate of return, a year",
            rate_of_return(&cash, rate),
            months.irr,
            Kind::Share,
            "empty unless cash turns once, from out to in",
        ),
        line(
            "plan_benefit_over_cost",
            "Benefit over cost, discounted",
            format!("IF({paid} > 0, {} / {paid}, \"\")", of(Quantity::Value, &present)),
            months.benefit_cost_ratio,
            Kind::Factor,
            "running costs and what is paid once",
        ),
        line(
            "plan_one_offs",
            "Paid once over the horizon: capex",
            total(&one_offs),
            sum(|month| month.one_offs),
            Kind::Money,
            "building it and setting it up",
        ),
        line(
            "plan_running_cost",
            "Running cost over the horizon: opex",
            of(Quantity::Cost, &total),
            sum(|month| month.cost),
            Kind::Money,
            "",
        ),
        line(
            "plan_total",
            "Total asked for over the horizon",
            "plan_one_offs + plan_running_cost".to_owned(),
            sum(|month| month.one_offs + month.cost),
            Kind::Money,
            "both together, before any value",
        ),
        line(
            "plan_funding_month",
            "Deepest in month",
            deepest_month(&cumulative, &counts),
            Some(deepest(months)),
            Kind::Month,
            "from 0: until then more goes out than in",
        ),
    ]
}

/// The month in which cumulative cash is at its lowest, from 0; 0 where it is never below 0.
fn deepest_month(cumulative: &str, counts: &str) -> String {
    let place = places(cumulative);
    let lowest = "0 - plan_cash_at_risk";
    // The first that is as low.
    let from_end =
        format!("SUMPRODUCT(MAX(({cumulative} <= {lowest}) * {counts} * (COLUMNS({cumulative}) + 1 - ({place}))))");
    format!("IF(plan_cash_at_risk > 0, COLUMNS({cumulative}) - {from_end}, 0)")
}

fn deepest(months: &Months) -> f64 {
    let is_deepest = |month: &&crate::economics::Month<f64>| month.cumulative <= -months.cash_at_risk;
    match months.cash_at_risk {
        0.0 => 0.0,
        _ => months.months.iter().find(is_deepest).map_or(0.0, |month| f64::from(month.month)),
    }
}
