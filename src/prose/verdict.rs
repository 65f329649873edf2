//! The verdict, what it means, and what it rests on: the ratio of value to cost, what a further request is worth, and what
//! could be bought instead.

use super::words::capitalised;
use crate::economics::{Choice, Evaluation, Plan, Results, Verdict};
use crate::format::{self, Money, is_nothing};
use crate::language::tr;
use crate::scenario::Scenario;
use crate::uncertainty::Chance;

/// What stands before a verdict: `Verdict at Production`.
pub fn verdict_label(stage: &str) -> String {
    tr!("Verdict at {stage}", stage)
}

/// What a verdict says of itself where a month pays and yet fewer than half of the futures do: base values are the most
/// likely ones, and the sum of those is not the most likely sum.
pub fn verdict_doubt(verdict: Verdict, pays: &Chance) -> Option<&'static str> {
    let says_it_pays = matches!(verdict, Verdict::Viable | Verdict::Marginal);
    (says_it_pays && pays.share < 0.5).then_some(tr!("and more likely not to pay"))
}

/// The verdict with what it rests on, for a line of text: `Viable: value 2.05× cost, hurdle 1.5×`, with the chance that a
/// month pays where futures were drawn.
pub fn verdict_line(scenario: &Scenario, plan: &Plan, results: &Results, pays: Option<&Chance>) -> String {
    let money = Money::new(&scenario.currency);
    let ratio = results.stages[plan.target].planned.ratio();
    let ratio = ratio.map_or(tr!("no ratio").to_owned(), |ratio| tr!("value {} cost", format::factor(ratio)));
    let doubt = pays.and_then(|pays| verdict_doubt(results.verdict, pays));
    let doubt = doubt.map_or(String::new(), |doubt| format!(", {doubt}"));
    let more =
        [growth_clause(results, &money), choice_clause(scenario, results, &money), adoption_clause(scenario, plan)];
    let more: String = more.into_iter().flatten().map(|clause| format!("; {clause}")).collect();
    tr!(
        "{verdict}{doubt}: {ratio}, hurdle {hurdle}{more}",
        verdict = results.verdict.name(),
        hurdle = format::factor(plan.hurdle),
        doubt,
        ratio,
        more
    )
}

/// What more requests would do to a plan that nothing listed saves as it is: `pays at best from 86,000 requests a month`, `every
/// further request loses $0.011`.
pub fn growth_clause(results: &Results, money: &Money) -> Option<String> {
    let margin = &results.margin;
    match (results.verdict, margin.pays_from) {
        (Verdict::TooSmall, Some(volume)) => {
            Some(tr!("pays at best from {} requests a month", format::count(volume.ceil())))
        }
        (Verdict::Broken, _) if margin.per_request < 0.0 && !is_nothing(margin.per_request) => {
            Some(tr!("every further request loses {}", money.full(-margin.per_request)))
        }
        _ => None,
    }
}

/// What is worth most over the horizon, where something could be bought instead: `building is worth $850,000, “Buy seats”
/// $354,000`.
pub fn choice_clause(scenario: &Scenario, results: &Results, money: &Money) -> Option<String> {
    let name = |place: usize| tr!("“{}”", scenario.alternatives[place].name);
    choice_of(scenario, results, &name, &|amount| money.full(amount))
}

/// The same for a tile, in full, in short and without amounts: `buying is worth $354k, building $850k`, `building is worth
/// most`.
pub(super) fn choice_phrasings(scenario: &Scenario, results: &Results, money: &Money) -> Option<[String; 3]> {
    let name = |place: usize| tr!("“{}”", scenario.alternatives[place].name);
    let short = |amount: f64| money.short(amount);
    let most = match Choice::among_counted(scenario, results) {
        Choice::Plan => tr!("building is worth most"),
        Choice::Alternative(_) => tr!("buying is worth most"),
        Choice::Nothing => tr!("neither pays off"),
    };
    let buying = |_| tr!("buying").to_owned();
    let choice = |name| choice_of(scenario, results, name, &short);
    Some([choice(&name)?, choice(&buying)?, most.to_owned()])
}

/// `None` where nothing could be bought, as far as that can be told.
fn choice_of(
    scenario: &Scenario,
    results: &Results,
    name: &dyn Fn(usize) -> String,
    write: &dyn Fn(f64) -> String,
) -> Option<String> {
    let others = results.alternatives.iter().map(|other| other.npv).enumerate();
    let others = others.filter(|(place, _)| !scenario.lacks_people(*place));
    let (best, npv) = others.reduce(|best, next| if best.1 < next.1 { next } else { best })?;
    let planned = write(results.months.npv);
    Some(match Choice::among_counted(scenario, results) {
        Choice::Plan => {
            tr!("building is worth {planned}, {other} {worth}", other = name(best), worth = write(npv), planned)
        }
        Choice::Alternative(place) => {
            tr!(
                "{other} is worth {worth}, building {planned}",
                other = name(place),
                worth = write(results.alternatives[place].npv),
                planned
            )
        }
        Choice::Nothing => tr!(
            "doing nothing is worth more: building {planned}, {other} {worth}",
            other = name(best),
            worth = write(npv),
            planned
        ),
    })
}

/// Which adoption the verdict’s month speaks of, where the plan has less when its target begins: `its month is at full
/// adoption, Roll-out begins at 74 %`.
pub fn adoption_clause(scenario: &Scenario, plan: &Plan) -> Option<String> {
    let share = plan.adoption_in(plan.stages[plan.target].month);
    let stage = &scenario.stages[plan.target].name;
    (share < 1.0)
        .then(|| tr!("its month is at full adoption, {stage} begins at {}", format::whole_percent(share), stage))
}

/// Value over cost for a tile, in full, in short and as a figure alone: `2.05× running cost`, `2.05× cost`, `2.05×`.
pub(super) fn ratio_phrasings(planned: &Evaluation<f64>) -> [String; 3] {
    let all = |words: &str| [words.to_owned(), words.to_owned(), words.to_owned()];
    match planned.ratio() {
        Some(ratio) if ratio < 1.0 => {
            let covered = format::percent(ratio);
            [
                tr!("covers {covered} of running cost", covered),
                tr!("covers {covered} of cost", covered),
                tr!("covers {covered}", covered),
            ]
        }
        Some(ratio) => {
            let factor = format::factor(ratio);
            [tr!("{factor} running cost", factor), tr!("{factor} cost", factor), factor]
        }
        None if planned.cost == 0.0 => all(tr!("nothing to pay")),
        None => all(tr!("value below 0")),
    }
}

/// Value over cost beside the hurdle, as clauses: `value is 2.05× running cost, the hurdle is 1.5×`.
pub fn ratio_clause(plan: &Plan, results: &Results) -> String {
    let ratio = match results.stages[plan.target].planned.ratio() {
        Some(ratio) => tr!("value is {} running cost", format::factor(ratio)),
        None => tr!("it has no ratio of value to cost").to_owned(),
    };
    format!("{ratio}, {}", hurdle_clause(plan))
}

/// `the hurdle is 1.5×`.
pub fn hurdle_clause(plan: &Plan) -> String {
    tr!("the hurdle is {}", format::factor(plan.hurdle))
}

/// `the best net of the listed strategies is $9,164 a month`.
pub fn floor_clause(plan: &Plan, results: &Results, money: &Money) -> String {
    let floor = results.stages[plan.target].floor.evaluation.net;
    tr!("the best net of the listed strategies is {} a month", money.full(floor))
}

/// What a verdict means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// As a sentence of its own, with the reason.
    pub sentence: String,
    /// In fewer words, behind a figure.
    pub clause: String,
}

/// What the verdict on a plan means.
pub fn meaning(plan: &Plan, results: &Results, money: &Money) -> Meaning {
    let months = plan.horizon_months;
    let (sentence, clause) = match results.verdict {
        Verdict::Viable => (
            tr!("Planned value clears the hurdle and pays for the building of it.").to_owned(),
            tr!("value clears the hurdle and pays for the building of it").to_owned(),
        ),
        Verdict::Marginal => match (clears_hurdle(plan, results), 0.0 <= results.months.npv) {
            (true, _) => (
                tr!(
                    "Planned value clears the hurdle, but does not pay for the building of it within {months} months.",
                    months
                ),
                tr!("value clears the hurdle, but does not pay for the building of it within {months} months", months),
            ),
            (false, true) => (
                tr!("Planned value covers its running cost, but not the hurdle.").to_owned(),
                tr!("value covers running cost, but not the hurdle").to_owned(),
            ),
            (false, false) => (
                tr!(
                    "Planned value covers its running cost, but neither the hurdle nor the building of it within \
                     {months} months.",
                    months
                ),
                tr!(
                    "value covers running cost, but neither the hurdle nor the building of it within {months} months",
                    months
                ),
            ),
        },
        Verdict::Fixable => (
            tr!("It does not pay as set, but the listed strategies can still save it.").to_owned(),
            tr!("it does not pay as set, but the listed strategies can still save it").to_owned(),
        ),
        Verdict::TooSmall => {
            let from = results.margin.pays_from.map_or(String::new(), |volume| {
                tr!(
                    ", but from {} requests a month with the best of the listed strategies",
                    format::count(volume.ceil())
                )
            });
            let says = tr!("it does not pay at this volume{from}", from);
            (format!("{}.", capitalised(&says)), says)
        }
        Verdict::Broken => match growth_clause(results, money) {
            Some(loses) => (
                tr!("Nothing listed saves it, and more volume does not either: {loses}.", loses),
                tr!("nothing listed saves it: {loses}", loses),
            ),
            None => (
                tr!("Nothing listed saves it, at any volume up to ten times the last stage.").to_owned(),
                tr!("nothing listed saves it, at any volume up to ten times the last stage").to_owned(),
            ),
        },
    };
    Meaning { sentence, clause }
}

/// Whether a month’s value clears the hurdle.
fn clears_hurdle(plan: &Plan, results: &Results) -> bool {
    let planned = &results.stages[plan.target].planned;
    plan.hurdle * planned.cost <= planned.value
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::parse_scenario;
    use crate::reference::Preset;

    fn case(name: &str) -> Scenario {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
        parse_scenario(&std::fs::read_to_string(folder.join(format!("{name}.ron"))).unwrap()).unwrap()
    }

    fn said(scenario: &Scenario) -> [String; 2] {
        let plan = Plan::new(scenario).unwrap();
        let results = Results::of(&plan);
        let meaning = meaning(&plan, &results, &Money::new(&scenario.currency));
        [verdict_line(scenario, &plan, &results, None), meaning.sentence].map(|text| text.replace('\u{a0}', " "))
    }

    #[test]
    fn every_verdict_says_what_it_rests_on() {
        let cases = [
            (
                "too_small",
                "Too small: ",
                "; pays at best from 271,831 requests a month",
                "It does not pay at this volume, but",
            ),
            ("late_start", "Broken: ", "; every further request loses $0.0162; ", "Nothing listed saves it, and more"),
            (
                "research_agent",
                "Viable: ",
                "; building is worth $822,929, “Buy seats of a product” $354,029; ",
                "Planned value clears the hurdle and pays for the building of it.",
            ),
        ];
        for (name, verdict, also, sentence) in cases {
            let [line, meaning] = said(&case(name));
            assert!(line.starts_with(verdict) && line.contains(also), "{name}: {line}");
            assert!(meaning.starts_with(sentence), "{name}: {meaning}");
        }
        let [line, _] = said(&case("late_start"));
        assert!(line.contains("; “Bought” is worth $80,828, building −$"), "{line}");
        let [line, _] = said(&case("research_agent"));
        assert!(line.ends_with("; its month is at full adoption, Roll-out begins at 74 %"), "{line}");
    }

    #[test]
    fn a_marginal_plan_says_what_it_does_not_pay_for() {
        let sentence = |hurdle: f64, build: f64| {
            let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
            scenario.plan.hurdle = hurdle;
            scenario.plan.build_cost = crate::scenario::Estimate::Exact(build);
            said(&scenario)[1].clone()
        };
        let cases = [
            (1.5, 0.0, "Planned value covers its running cost, but not the hurdle."),
            (
                1.2,
                900_000.0,
                "Planned value clears the hurdle, but does not pay for the building of it within 24 months.",
            ),
            (
                1.5,
                900_000.0,
                "Planned value covers its running cost, but neither the hurdle nor the building of it within 24 months.",
            ),
        ];
        for (hurdle, build, expected) in cases {
            assert_eq!(sentence(hurdle, build), expected);
        }
    }

    #[test]
    fn only_what_is_said_to_pay_is_doubted() {
        let pays = |share: f64| Chance { share, error: 0.0 };
        assert!(verdict_doubt(Verdict::Viable, &pays(0.49)).is_some());
        assert_eq!(verdict_doubt(Verdict::Marginal, &pays(0.5)), None);
        assert_eq!(verdict_doubt(Verdict::Broken, &pays(0.1)), None);
    }
}
