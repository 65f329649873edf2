//! Shares of futures in words. Every chance is written by [`format::chance`]: none below 1 is called 100 %, and none above
//! 0 is called 0 %.

use super::Phrasings;
use crate::advice::CriterionStatus;
use crate::economics::Choice;
use crate::format::{self, Money, is_nothing};
use crate::language::tr;
use crate::scenario::Scenario;
use crate::uncertainty::{ActionOutlook, Chance, Outlook, Uncertainty};

/// `64 % of futures`.
pub fn of_futures(share: f64) -> String {
    tr!("{} of futures", format::chance(share))
}

/// `a month pays in 64 % of futures`.
pub fn month_pays(share: f64) -> String {
    tr!("a month pays in {}", of_futures(share))
}

/// `clears the hurdle in 45 % of futures`.
pub fn clears_hurdle(outlook: &Outlook) -> String {
    tr!("clears the hurdle in {}", of_futures(outlook.clears_hurdle.share))
}

/// Of what a plan is worth: `above 0 in 62 % of futures`.
pub fn above_zero(npv_positive: &Chance) -> String {
    tr!("above 0 in {}", of_futures(npv_positive.share))
}

/// Of a limit, where futures were drawn: `crossed in 4 % of futures`.
pub fn crossed(standing: &CriterionStatus<'_>) -> Option<String> {
    standing.chance.map(|chance| tr!("crossed in {}", of_futures(chance.share)))
}

/// Of a budget, where there is one: `20 % chance of exceeding the budget of $15,000`.
pub fn exceeds_budget(outlook: &Outlook, budget: Option<f64>, money: &Money) -> Option<String> {
    let (budget, exceeds) = budget.zip(outlook.exceeds_budget)?;
    Some(tr!("{} chance of exceeding the budget of {}", format::chance(exceeds.share), money.full(budget)))
}

/// The same for a tile, with what else there is to say while there is room for it.
pub(super) fn exceeds_budget_phrasings(
    outlook: &Outlook,
    budget: Option<f64>,
    money: &Money,
    also: String,
) -> Phrasings {
    let Some((budget, exceeds)) = budget.zip(outlook.exceeds_budget) else { return vec![also] };
    let (chance, budget) = (format::chance(exceeds.share), money.short(budget));
    vec![
        tr!("{chance} chance of exceeding the {budget} budget · {also}", chance, budget, also),
        tr!("{chance} chance of over {budget} (budget) · {also}", chance, budget, also),
        tr!("{chance} chance of exceeding the {budget} budget", chance, budget),
        tr!("{chance}: over the {budget} budget", chance, budget),
        tr!("{chance}: over {budget}", chance, budget),
    ]
}

/// How often each action turns out best, where something could be bought instead: `Building is best in 62 % of futures,
/// “Buy seats” in 30 %, neither in 8 %`. `None` where there is but the plan, or where people of an alternative are not counted.
pub fn actions_in_words(scenario: &Scenario, actions: &[ActionOutlook]) -> Option<String> {
    let lacks_people = (0..scenario.alternatives.len()).any(|place| scenario.lacks_people(place));
    if actions.len() < 3 || lacks_people {
        return None;
    }
    let share = |outlook: &ActionOutlook| match outlook.action {
        Choice::Plan => tr!("Building is best in {}", of_futures(outlook.is_best.share)),
        Choice::Alternative(place) => {
            tr!("“{}” in {}", scenario.alternatives[place].name, format::chance(outlook.is_best.share))
        }
        Choice::Nothing => tr!("neither in {}", format::chance(outlook.is_best.share)),
    };
    Some(actions.iter().map(share).collect::<Vec<_>>().join(", "))
}

/// What a budget adds that suffices in 8 of 10 futures: `a budget at 80 % confidence adds $6,960 to the planned cost`.
/// `None` where the cost is the same in every future.
pub fn contingency_in_words(outlook: &Outlook, money: &Money) -> Option<String> {
    if money.full(outlook.cost.p10) == money.full(outlook.cost.p90) {
        return None;
    }
    Some(match outlook.contingency {
        more if 0.0 < more && !is_nothing(more) => {
            tr!("a budget at 80\u{a0}% confidence adds {} to the planned cost", money.full(more))
        }
        _ => tr!("a budget at 80\u{a0}% confidence needs no more than the planned cost").to_owned(),
    })
}

/// All of them for a line of text: `a month pays 64 %, clears the hurdle 45 %, exceeds the budget 20 %; NPV above 0 62 %`.
pub fn chances_line(uncertainty: &Uncertainty) -> String {
    let outlook = &uncertainty.outlook;
    let chance = |chance: Chance| format::chance(chance.share);
    let budget = outlook.exceeds_budget.map_or(String::new(), |it| tr!(", exceeds the budget {}", chance(it)));
    tr!(
        "a month pays {}, clears the hurdle {}{budget}; NPV above 0 {}",
        chance(outlook.pays),
        chance(outlook.clears_hurdle),
        chance(uncertainty.cash.npv_positive),
        budget
    )
}

/// How often the single numbers hold: `the cost in 40 % of futures, the net in 41 %`.
pub fn confidence_line(outlook: &Outlook) -> String {
    tr!(
        "the cost in {}, the net in {}",
        of_futures(outlook.confidence_in_cost.share),
        format::chance(outlook.confidence_in_net.share)
    )
}

/// "In 64 % of futures …", with the doubt that is due to drawing them where it would change the figure.
pub(super) fn in_futures(chance: &Chance, draws: usize, what: &str) -> String {
    tr!("In {}{} of futures {what}", format::chance(chance.share), doubt(chance, draws), what)
}

/// How far a chance may be off because futures are drawn; nothing where the figure would stay the same.
fn doubt(chance: &Chance, draws: usize) -> String {
    let shown = |share: f64| (100.0 * share).round();
    let ends = [chance.share - chance.error, chance.share + chance.error];
    if ends.into_iter().all(|end| shown(end) == shown(chance.share)) {
        return String::new();
    }
    tr!(" (± {} points, from {} futures)", format::decimals(100.0 * chance.error, 1), format::count(draws as f64))
}

/// How many points of a hundred one chance is above another: `+6 points`, `−6 points`. `None` where it is the same to a
/// whole point.
pub fn points(share: f64, other: f64) -> Option<String> {
    match (100.0 * share).round() - (100.0 * other).round() {
        0.0 => None,
        points => {
            let sign = if 0.0 < points { "+" } else { "−" };
            Some(tr!("{sign}{} points", points.abs(), sign))
        }
    }
}

/// The chance of an estimate being on one side of a value, in percent: whatever the shape that somebody gave it, it is
/// not called certain.
pub fn never_certain(chance: f64) -> String {
    match chance {
        chance if 0.99 < chance => tr!("over\u{a0}99\u{a0}%").to_owned(),
        chance if chance < 0.01 => tr!("under\u{a0}1\u{a0}%").to_owned(),
        chance => format::chance(chance),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubt_is_said_only_where_it_would_show() {
        let chance = |share: f64, error: f64| doubt(&Chance { share, error }, 10_000);
        assert_eq!(chance(0.64, 0.002), "");
        assert_eq!(chance(0.644, 0.004), " (± 0.4 points, from 10,000 futures)");
        assert_eq!(chance(1.0, 0.0), "");
    }

    #[test]
    fn no_share_of_any_number_of_futures_is_rounded_to_all_or_none() {
        for draws in [7, 1000, 10_000, 20_000] {
            for hits in 0..=draws {
                let said = format::chance(f64::from(hits) / f64::from(draws));
                assert_eq!(said == "0\u{a0}%", hits == 0, "{hits} of {draws}: {said}");
                assert_eq!(said == "100\u{a0}%", hits == draws, "{hits} of {draws}: {said}");
            }
        }
    }

    #[test]
    fn an_estimate_is_never_certain() {
        let cases = [
            (1.0, "over\u{a0}99\u{a0}%"),
            (0.82, "82\u{a0}%"),
            (0.0, "under\u{a0}1\u{a0}%"),
            (0.012, "1\u{a0}%"),
            (0.993, "over\u{a0}99\u{a0}%"),
        ];
        for (value, words) in cases {
            assert_eq!(never_certain(value), words);
        }
    }

    #[test]
    fn differences_are_in_points() {
        assert_eq!(points(0.64, 0.7).as_deref(), Some("−6 points"));
        assert_eq!(points(0.7, 0.64).as_deref(), Some("+6 points"));
        assert_eq!(points(0.641, 0.642), None);
    }
}
