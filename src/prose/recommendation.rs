//! What the figures recommend, in a sentence, with the reason: whether to build, to buy, to measure first, or to leave it.

use super::words::listed;
use super::{Payback, name_of, of_futures};
use crate::economics::{Bounds, Choice, Plan, Results, Verdict};
use crate::format::{self, Money, is_nothing};
use crate::language::{in_sentence, tr};
use crate::scenario::Scenario;
use crate::uncertainty::Uncertainty;

/// So many strategies are named.
const MOST_NAMES: usize = 4;

/// From this share of futures on, of months that pay and of plans that are worth it, nothing more has to be known.
const SURE: f64 = 0.8;

/// What to do about a plan, and why: `Build it in steps: …`.
pub fn recommendation(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: &Uncertainty) -> String {
    let money = Money::new(&scenario.currency);
    let months = &results.months;
    let target = &results.stages[plan.target];
    let planned = &target.planned;
    let worth = |npv: f64| tr!("{worth} over {months} months", worth = money.full(npv), months = plan.horizon_months);
    let choice = Choice::among_counted(scenario, results);
    if let Choice::Alternative(place) = choice {
        let best = uncertainty.pilot.actions.iter().find(|outlook| outlook.action == choice);
        let best = best.map_or(String::new(), |best| tr!(", and it is the best in {}", of_futures(best.is_best.share)));
        return tr!(
            "Buy “{name}” rather than build: it is worth {worth}, building {building}{best}.",
            name = scenario.alternatives[place].name,
            worth = worth(results.alternatives[place].npv),
            building = money.full(months.npv),
            best
        );
    }
    let ratio = planned.ratio().map_or(tr!("no multiple of").to_owned(), format::factor);
    let [pays, worth_it] = [uncertainty.outlook.pays.share, uncertainty.cash.npv_positive.share];
    match results.verdict {
        Verdict::Broken => {
            let margin = results.margin.per_request;
            if margin < 0.0 && !is_nothing(margin) {
                let loses = money.full(-margin);
                tr!("Do not build it: every further request loses {loses}, and no strategy listed changes that.", loses)
            } else {
                tr!("Do not build it: nothing listed makes a month pay, at any volume up to ten times the last stage.")
                    .to_owned()
            }
        }
        Verdict::TooSmall => {
            let from = results.margin.pays_from.map_or(tr!("a greater volume").to_owned(), |volume| {
                tr!("{} requests a month", format::count(volume.ceil()))
            });
            tr!(
                "Do not build it for this volume: with the best of the listed strategies it pays from {from}, and {} \
                 are planned.",
                format::count(planned.volume),
                from
            )
        }
        Verdict::Fixable => {
            let floor = &target.floor;
            let names: Vec<String> =
                floor.set.places().map(|place| in_sentence(plan.strategies[place].kind.tag().name())).collect();
            let names = listed(&names, MOST_NAMES);
            let how = match floor.bounds {
                _ if names.is_empty() => tr!("Without its strategies").to_owned(),
                Bounds::Favourable => tr!("With {names} at their best", names),
                _ => tr!("With {names} from the start", names),
            };
            tr!(
                "Do not build it as it is set: a month loses {loses}. {how} it would net {net}: try that in a pilot \
                 first.",
                loses = money.full(-planned.net),
                net = money.full(floor.evaluation.net),
                how
            )
        }
        Verdict::Marginal if months.npv < 0.0 => tr!(
            "Do not build it yet: value is {ratio} running cost, which does not pay for the building of it within {} \
             months.",
            plan.horizon_months,
            ratio
        ),
        Verdict::Marginal | Verdict::Viable if pays < 0.5 => {
            let first = first_to_know(scenario, plan, uncertainty);
            tr!(
                "Measure before you build: the single numbers pay, yet a month pays only in {}{first}.",
                of_futures(pays),
                first
            )
        }
        Verdict::Marginal | Verdict::Viable => {
            let is_sure = results.verdict == Verdict::Viable && SURE <= pays.min(worth_it);
            let how = if is_sure { tr!("Build it") } else { tr!("Build it in steps") };
            let hurdle = format::factor(plan.hurdle);
            let reason = match results.verdict {
                Verdict::Viable => tr!("it {}", Payback::of(plan, results).in_words()),
                _ if ratio == hurdle => tr!("just below the hurdle of {hurdle}", hurdle),
                _ => tr!("below the hurdle of {hurdle}", hurdle),
            };
            let first = if is_sure { String::new() } else { first_to_know(scenario, plan, uncertainty) };
            tr!(
                "{how}: value is {ratio} running cost, {reason}, a month pays in {futures} and NPV is above 0 in \
                 {share}{first}.",
                futures = of_futures(pays),
                share = format::chance(worth_it),
                how,
                ratio,
                reason,
                first
            )
        }
    }
}

/// `; to be measured first: success rate`, where anything is worth measuring.
fn first_to_know(scenario: &Scenario, plan: &Plan, uncertainty: &Uncertainty) -> String {
    let first = uncertainty.pilot.inputs.first().filter(|worth| !is_nothing(worth.worth));
    first.map_or(String::new(), |worth| {
        let name = name_of(scenario, &plan.inputs[worth.input.index()].path);
        tr!("; to be measured first: {}", name.in_sentence())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::parse_scenario;
    use crate::reference::Preset;
    use crate::scenario::Estimate;
    use crate::uncertainty::Simulation;

    fn said(scenario: &Scenario) -> String {
        let plan = Plan::new(scenario).unwrap();
        let (results, uncertainty) = Simulation::new(1000, 1).with_results(&plan);
        recommendation(scenario, &plan, &results, &uncertainty).replace('\u{a0}', " ")
    }

    #[test]
    fn each_verdict_recommends_something_else() {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
        let case =
            |name: &str| parse_scenario(&std::fs::read_to_string(folder.join(format!("{name}.ron"))).unwrap()).unwrap();
        let mut bought = case("research_agent");
        bought.plan.build_cost = Estimate::Exact(2e6);
        let mut unpaid = Preset::by_key("support_assistant").unwrap().scenario();
        unpaid.plan.build_cost = Estimate::Exact(9e5);
        let cases = [
            (
                case("too_small"),
                "Do not build it for this volume: with the best of the listed strategies it pays from 271,831 requests a month, and ",
            ),
            (case("broken_economics"), "Do not build it: "),
            (bought, "Buy “Buy seats of a product” rather than build: it is worth $"),
            (
                unpaid,
                "Do not build it yet: value is 1.26× running cost, which does not pay for the building of it within 24 months.",
            ),
            (
                Preset::by_key("support_assistant").unwrap().scenario(),
                "Build it in steps: value is 1.26× running cost, ",
            ),
            (case("research_agent"), "Build it"),
        ];
        for (scenario, begins) in cases {
            let said = said(&scenario);
            assert!(said.starts_with(begins), "{}: {said}", scenario.name);
            assert!(said.ends_with('.') && !said.contains("  "), "{said}");
        }
    }
}
