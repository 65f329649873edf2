//! A portfolio in words: its months, why a use case is ruled out, what to measure first, and what funding some of them means.

use super::chances::of_futures;
use super::estimate_names::name_of;
use super::words::listed;
use crate::day::month_of;
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::portfolio::{EvaluatedPortfolio, FundingError, JointFutures, NeverBuild, Portfolio, UseCase};

/// Why a use case is never to be built: `loses at every volume, with the best strategies`.
pub fn never_build_in_words(use_case: &UseCase, reason: &NeverBuild) -> String {
    let money = Money::new(&use_case.scenario.currency);
    match reason {
        NeverBuild::EveryRequestLoses(loss) => {
            tr!("every further request loses {}, with the best strategies", money.full(-loss))
        }
        NeverBuild::LosesAtEveryVolume => tr!("loses at every volume, with the best strategies").to_owned(),
        NeverBuild::AnotherIsBetter(chance) => {
            let other = if use_case.plan.alternatives.is_empty() {
                tr!("doing nothing")
            } else {
                tr!("buying or doing nothing")
            };
            tr!("{other} is worth more in {}", of_futures(chance.share), other)
        }
    }
}

/// The estimate that is most worth knowing before a use case is decided about; `None` where knowing changes nothing.
pub fn first_to_measure(use_case: &UseCase) -> Option<String> {
    let worth = use_case.futures.pilot.inputs.first().filter(|worth| !format::is_nothing(worth.worth))?;
    Some(name_of(&use_case.scenario, &use_case.plan.inputs[worth.input.index()].path).label())
}

/// Why nothing can be funded, and what to do.
pub fn funding_error_in_words(evaluation: &EvaluatedPortfolio, error: &FundingError) -> String {
    let money = Money::new(&evaluation.portfolio.currency);
    let is_there = |place: &usize| *place < evaluation.use_cases.len();
    let name = |place: &usize| if is_there(place) { evaluation.name(*place) } else { tr!("a use case") };
    match error {
        FundingError::MustNeedsExcluded { must, excluded } if must == excluded => {
            let reasons = &evaluation.use_cases[*must].never_build;
            match reasons.first() {
                Some(reason) => tr!(
                    "{name} must be funded, but is never to be built: it {reason}",
                    name = name(must),
                    reason = never_build_in_words(&evaluation.use_cases[*must], reason)
                ),
                None => tr!("{} must be funded and is excluded: take one of both back", name(must)),
            }
        }
        FundingError::MustNeedsExcluded { must, excluded } => {
            tr!(
                "{name} must be funded and needs {needed}, which is not to be built",
                name = name(must),
                needed = name(excluded)
            )
        }
        FundingError::OverBudget { least, bound, budget } if bound <= budget => tr!(
            "nothing was found within the budget of {budget}: of what holds all that must be funded, the least that \
             was found ties up {least}",
            budget = money.full(*budget),
            least = money.full(*least)
        ),
        FundingError::OverBudget { least, budget, .. } => tr!(
            "what must be funded ties up {least} at its peak, more than the budget of {budget}",
            least = money.full(*least),
            budget = money.full(*budget)
        ),
        FundingError::Amount { candidate } => {
            tr!("the amounts of {} are too large to be added up", name(candidate))
        }
        FundingError::Unknown { .. } | FundingError::Budget | FundingError::LeftOut { .. } => error.to_string(),
    }
}

/// The finding of a portfolio: `3 of 8 use cases are funded within $400,000: they bring $1.2M on average`.
pub fn funding_in_words(evaluation: &EvaluatedPortfolio) -> String {
    let money = Money::new(&evaluation.portfolio.currency);
    let choice = match &evaluation.choice {
        Ok(choice) => choice,
        Err(error) => return tr!("Nothing can be funded: {}", funding_error_in_words(evaluation, error)),
    };
    let within = evaluation.portfolio.budget.map_or(String::new(), |budget| tr!(" within {}", money.full(budget)));
    let (funded, all) = (choice.funded.chosen.len(), evaluation.use_cases.len());
    if all == 0 {
        return tr!("None of its scenarios can be computed").to_owned();
    }
    if funded == 0 {
        return tr!("None of {all} use cases is worth funding{within}", all, within);
    }
    if all == 1 {
        return tr!("The use case is funded{within}, worth {} on average", money.full(choice.funded.npv), within);
    }
    let verb = if funded == 1 { tr!("is") } else { tr!("are") };
    tr!(
        "{funded} of {all} use cases {verb} funded{within}, worth {} on average",
        money.full(choice.funded.npv),
        funded,
        all,
        verb,
        within
    )
}

/// What they promise together: `pays in 87 % of futures; 8 in 10 between …; ties up …`.
pub fn joint_in_words(joint: &JointFutures, money: &Money) -> Vec<String> {
    let npv = format::interval([joint.npv_quantiles.p10, joint.npv_quantiles.p90], |amount| money.full(amount));
    let peak = format::interval([joint.peak_funding.p10, joint.peak_funding.p90], |amount| money.full(amount));
    let mut lines = vec![
        tr!("pays in {}; NPV {npv} in 8 of 10 futures", of_futures(joint.pays.share), npv),
        tr!(
            "ties up {} at most in the mean of the futures; {peak} at the peaks of 8 in 10 of them",
            money.full(joint.mean_peak_funding()),
            peak
        ),
    ];
    lines.extend(
        joint.exceeds_budget.map(|chance| tr!("{} chance of exceeding the budget", format::chance(chance.share))),
    );
    lines
}

/// A month of a portfolio, counted from 0: `January 2027`, or `Month 2` where it is open when that begins.
pub fn portfolio_month(portfolio: &Portfolio, month: u32) -> String {
    match portfolio.first_day(month) {
        Some(day) => month_of(day),
        None => tr!("Month {month}", month),
    }
}

/// The same within a sentence: `January 2027`, `month 2`.
pub fn portfolio_month_in_sentence(portfolio: &Portfolio, month: u32) -> String {
    let said = portfolio_month(portfolio, month);
    // The names of the calendar keep their capital.
    if portfolio.first_day(month).is_some() { said } else { in_sentence(&said) }
}

/// So many use cases of a change are named.
const MOST_CHANGED: usize = 4;

/// How one choice of use cases differs from what is funded: `without Coding agent`, `Research agent instead of Coding agent`.
pub fn funding_change_in_words(evaluation: &EvaluatedPortfolio, chosen: &[usize]) -> String {
    let funded = evaluation.funded();
    let names = |of: &[usize], not_in: &[usize]| {
        let changed = of.iter().filter(|place| !not_in.contains(place));
        let names: Vec<String> = changed.map(|place| evaluation.name(*place).to_owned()).collect();
        listed(&names, MOST_CHANGED)
    };
    match (names(chosen, funded).as_str(), names(funded, chosen).as_str()) {
        ("", "") => tr!("as funded").to_owned(),
        _ if chosen.is_empty() => tr!("nothing at all").to_owned(),
        ("", without) => tr!("without {without}", without),
        (with, "") => tr!("with {with}", with),
        (with, without) => tr!("{with} instead of {without}", with, without),
    }
}

/// Names of use cases by place, in a list.
pub fn use_cases_in_words(evaluation: &EvaluatedPortfolio, places: &[usize]) -> String {
    let names: Vec<String> = places.iter().map(|place| evaluation.name(*place).to_owned()).collect();
    listed(&names, names.len())
}
