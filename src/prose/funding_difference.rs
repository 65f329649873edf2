//! How what is funded differs from what other decisions would fund.

use super::Phrasings;
use super::chances::points;
use super::difference::Difference;
use super::portfolio::{funding_error_in_words, use_cases_in_words};
use crate::format::{self, Money};
use crate::language::tr;
use crate::portfolio::{EvaluatedPortfolio, FundedUseCases, FundingError, JointFutures};

/// So many use cases are named on either side of what a choice changes.
const MOST_NAMED: usize = 6;

/// What each headline says of other decisions, which have a name: of which use cases are funded, what they are worth, what
/// they tie up, and the chance that they pay; each in several lengths.
pub fn funding_differences(
    evaluation: &EvaluatedPortfolio,
    name: &str,
    then: &Result<FundedUseCases, FundingError>,
) -> [Phrasings; 4] {
    let money = Money::new(&evaluation.portfolio.currency);
    let (now, then) = match (&evaluation.choice, then) {
        (Ok(now), Ok(then)) => (now, then),
        (Err(_), Ok(then)) => {
            let count = then.funded.chosen.len();
            return [vec![tr!("{count} in {name}", count, name)], Vec::new(), Vec::new(), Vec::new()];
        }
        (_, Err(error)) => {
            let why = funding_error_in_words(evaluation, error);
            return [vec![tr!("not possible in {name}: {why}", name, why)], Vec::new(), Vec::new(), Vec::new()];
        }
    };
    let amounts = |now: f64, then: f64| {
        Difference::between(now, then, |amount| money.full(amount), |by| money.change(by)).than(name)
    };
    let peak = |funded: &FundedUseCases| funded.joint.as_ref().map_or(0.0, JointFutures::mean_peak_funding);
    let pays = |funded: &FundedUseCases| funded.joint.as_ref().map(|joint| joint.pays.share);
    let chance = match (pays(now), pays(then)) {
        (Some(now), Some(then)) => match points(now, then) {
            None => vec![tr!("the same as {name}", name), tr!("the same").to_owned()],
            Some(points) => {
                let theirs = format::chance(then);
                vec![
                    tr!("{points} against {name}, {theirs}", points, name, theirs),
                    tr!("{points} against {name}", points, name),
                    points,
                ]
            }
        },
        _ => Vec::new(),
    };
    [
        use_cases(&now.funded.chosen, &then.funded.chosen, name),
        amounts(now.funded.npv, then.funded.npv),
        amounts(peak(now), peak(then)),
        chance,
    ]
}

/// `2 more and 1 less than Board`.
fn use_cases(now: &[usize], then: &[usize], name: &str) -> Phrasings {
    let missing = |from: &[usize], of: &[usize]| from.iter().filter(|place| !of.contains(place)).count();
    let short = match (missing(now, then), missing(then, now)) {
        (0, 0) => return vec![tr!("the same as {name}", name), tr!("the same").to_owned()],
        (more, 0) => tr!("{more} more", more),
        (0, fewer) => tr!("{fewer} fewer", fewer),
        (in_place, others) => return vec![tr!("{in_place} in place of {others} in {name}", in_place, others, name)],
    };
    vec![tr!("{short} than {name}", short, name), short]
}

/// What a choice would fund, held against what is funded: `It would fund A in place of B`.
pub fn choice_in_words(evaluation: &EvaluatedPortfolio, chosen: &[usize]) -> String {
    let funded = evaluation.funded();
    let named = |places: &[usize], of: &[usize]| {
        let missing: Vec<usize> = places.iter().filter(|place| !of.contains(place)).copied().collect();
        // One more name is shorter than a count of one.
        let shown = if missing.len() <= MOST_NAMED + 1 { missing.len() } else { MOST_NAMED };
        let names = use_cases_in_words(evaluation, &missing[..shown]);
        (!missing.is_empty()).then(|| match missing.len() - shown {
            0 => names,
            more => tr!("{names}, and {more} more", names, more),
        })
    };
    match (named(chosen, funded), named(funded, chosen)) {
        (None, None) => tr!("It is what is funded").to_owned(),
        (None, Some(_)) if chosen.is_empty() => tr!("It would fund nothing").to_owned(),
        (Some(more), None) => tr!("It would also fund {more}", more),
        (None, Some(fewer)) => tr!("It would not fund {fewer}", fewer),
        (Some(more), Some(fewer)) => tr!("It would fund {more} in place of {fewer}", more, fewer),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::portfolio::{FutureOptions, ReadPortfolio};

    #[test]
    fn a_choice_is_told_by_what_it_changes() {
        let options = FutureOptions { count: 300, ..FutureOptions::default() };
        let evaluation = EvaluatedPortfolio::new(ReadPortfolio::example(), options);
        let funded = evaluation.funded().to_vec();
        let other = (0..evaluation.use_cases.len()).find(|place| !funded.contains(place)).expect("not all are funded");
        let name = |place: usize| evaluation.use_cases[place].name();
        let with = |places: &[usize]| places.iter().copied().chain([other]).collect::<Vec<_>>();
        let cases = [
            (funded.clone(), "It is what is funded".to_owned()),
            (Vec::new(), "It would fund nothing".to_owned()),
            (funded[1..].to_vec(), format!("It would not fund {}", name(funded[0]))),
            (with(&funded), format!("It would also fund {}", name(other))),
            (with(&funded[1..]), format!("It would fund {} in place of {}", name(other), name(funded[0]))),
        ];
        for (chosen, expected) in cases {
            assert_eq!(choice_in_words(&evaluation, &chosen), expected);
        }
    }

    #[test]
    fn decisions_are_held_against_others() {
        let options = FutureOptions { count: 300, ..FutureOptions::default() };
        let mut evaluation = EvaluatedPortfolio::new(ReadPortfolio::example(), options);
        evaluation.portfolio.take_snapshot(1, "Board".to_owned(), String::new());
        let kept = evaluation.portfolio.snapshot(1).expect("it was taken").clone();
        let said = |evaluation: &EvaluatedPortfolio| {
            funding_differences(evaluation, "Board", &evaluation.funded_as(&kept)).map(|ways| ways[0].clone())
        };
        assert_eq!(said(&evaluation), ["the same as Board"; 4]);
        let npv = |evaluation: &EvaluatedPortfolio| evaluation.choice.as_ref().ok().map(|choice| choice.funded.npv);
        let before = npv(&evaluation).expect("it can be funded");
        evaluation.portfolio.excluded.push(evaluation.use_cases[evaluation.funded()[0]].file.clone());
        evaluation.portfolio.budget = None;
        evaluation.decide();
        let by = Money::new("USD").change(npv(&evaluation).expect("it can be funded") - before);
        let now = said(&evaluation);
        assert!(now[0].ends_with("Board") && now[0] != "the same as Board", "{now:?}");
        assert!(now[1].starts_with(&by), "{now:?}, not {by}");
        // What was decided then cannot be funded any more.
        let impossible = crate::portfolio::PortfolioSnapshot {
            budget: Some(1.0),
            must: vec![evaluation.use_cases[evaluation.funded()[0]].file.clone()],
            ..kept.clone()
        };
        let said = funding_differences(&evaluation, "Board", &evaluation.funded_as(&impossible));
        assert!(said[0][0].starts_with("not possible in Board: "), "{said:?}");
    }
}
