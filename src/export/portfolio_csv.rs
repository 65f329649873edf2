//! A portfolio as tables: its use cases, and what stands before their stages.

use super::csv::{csv, number};
use crate::portfolio::{EvaluatedPortfolio, GateEntry, UseCase};
use crate::prose::{first_to_measure, never_build_in_words};
use crate::uncertainty::Quantiles;

/// A row a use case, in the order of the portfolio; money in its currency.
pub fn use_cases_csv(evaluation: &EvaluatedPortfolio) -> Vec<u8> {
    let currency = &evaluation.portfolio.currency;
    let money = |what: &str| format!("{what} ({currency})");
    let headings = [
        "file".to_owned(),
        "name".to_owned(),
        "verdict".to_owned(),
        "funded".to_owned(),
        money("mean NPV"),
        money("NPV, P10"),
        money("NPV, P90"),
        money("peak funding"),
        "payback, months".to_owned(),
        money("cost per outcome"),
        money("value per outcome"),
        "never to be built".to_owned(),
        "first to measure".to_owned(),
    ];
    let funded = evaluation.funded();
    let row = |(place, use_case): (usize, &UseCase)| {
        let UseCase { plan, results, rate, .. } = use_case;
        let target = &results.stages[plan.target].planned;
        let npv = Quantiles::of(&use_case.npv);
        let or_nothing = |figure: Option<f64>| figure.map_or(String::new(), number);
        let never = use_case.never_build.iter().map(|reason| never_build_in_words(use_case, reason));
        [
            use_case.file.clone(),
            evaluation.name(place).to_owned(),
            results.verdict.name().to_owned(),
            if funded.contains(&place) { "yes" } else { "no" }.to_owned(),
            number(use_case.mean_npv()),
            number(npv.p10),
            number(npv.p90),
            number(results.months.cash_at_risk * rate),
            or_nothing(results.months.payback_months),
            or_nothing(target.cost_per_outcome().map(|cost| cost * rate)),
            or_nothing(target.value_per_outcome().map(|value| value * rate)),
            never.collect::<Vec<_>>().join("; "),
            first_to_measure(use_case).unwrap_or_default(),
        ]
    };
    let use_cases = evaluation.use_cases.iter().map(|use_case| &**use_case).enumerate();
    csv(std::iter::once(headings).chain(use_cases.map(row)))
}

/// A row for each thing that stands before a stage of what is funded, by month; its first day where the portfolio says when it
/// begins.
pub fn gates_csv(evaluation: &EvaluatedPortfolio) -> Vec<u8> {
    let headings = ["month", "first day", "use case", "stage", "kind", "what", "owner", "met"].map(str::to_owned);
    let row = |entry: GateEntry| {
        let use_case = &evaluation.use_cases[entry.use_case];
        let first_day = evaluation.portfolio.first_day(entry.month);
        [
            entry.month.to_string(),
            first_day.map_or(String::new(), |day| day.to_string()),
            evaluation.name(entry.use_case).to_owned(),
            use_case.scenario.stages[entry.stage].name.clone(),
            entry.kind.name().to_owned(),
            entry.what,
            entry.owner,
            if entry.is_met { "yes" } else { "no" }.to_owned(),
        ]
    };
    csv(std::iter::once(headings).chain(evaluation.gates().into_iter().map(row)))
}
