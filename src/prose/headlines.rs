//! What the headlines say, in several lengths each. Which estimates and formulas stand behind them is not here.

use super::chances::{contingency_in_words, exceeds_budget_phrasings, in_futures};
use super::ranges::{between, cost_in_futures, range_and_median};
use super::verdict::{choice_phrasings, growth_clause, ratio_phrasings};
use super::words::{article, in_sentence};
use super::{
    BestNet, Payback, adoption_clause, at_risk, capitalised, choice_clause, ends_before_target, meaning, month_pays,
    more_at_risk, npv_label, of_futures, payback_notes, verdict_doubt, verdict_label,
};
use crate::economics::{Plan, Results, Versions};
use crate::format::{self, Money};
use crate::scenario::Scenario;
use crate::uncertainty::{Chance, Uncertainty};

/// Several ways to say the same, the fullest first.
pub type Phrasings = Vec<String>;

/// One headline, ready to be laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// What it is about.
    pub label: Phrasings,
    /// The one figure.
    pub figure: String,
    /// What it says of itself, behind it, where there is room; mostly nothing.
    pub doubt: Phrasings,
    /// Lines below it.
    pub details: [Phrasings; 2],
    /// What else there is to say where it is pointed at: its range, its chances.
    pub hover: String,
}

impl Headline {
    /// All of them: the verdict, the cost of a month, the cost per outcome, how the cost multiplied, and the chance that a
    /// month pays.
    pub fn all(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: &Uncertainty) -> [Self; 5] {
        let target = &results.stages[plan.target];
        let stage = &scenario.stages[plan.target].name;
        let money = Money::new(&scenario.currency);
        let context = Context { scenario, plan, results, uncertainty, target, stage, money };
        [context.verdict(), context.cost(), context.cost_per_outcome(), context.multiple(), context.chance()]
    }

    /// What it is about, without what it says.
    pub fn unsaid(self) -> Self {
        let unsaid = vec!["once everyone has guessed".to_owned(), "after the guesses".to_owned()];
        Self {
            label: self.label,
            figure: "?".to_owned(),
            doubt: Vec::new(),
            details: [unsaid, Vec::new()],
            hover: String::new(),
        }
    }
}

/// What the headlines speak of.
struct Context<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    results: &'a Results,
    uncertainty: &'a Uncertainty,
    /// The target stage.
    target: &'a Versions,
    /// What it is called.
    stage: &'a str,
    money: Money,
}

impl Context<'_> {
    fn verdict(&self) -> Headline {
        let Self { scenario, plan, results, uncertainty, target, stage, money } = self;
        let [ratio, short_ratio, figure] = ratio_phrasings(&target.planned);
        let growth = growth_clause(results, money);
        // What more requests would do matters more than what can be lost until then.
        let [ratio, full_ratio, short_ratio, figure] = match &growth {
            Some(growth) => [format!("{ratio}, {growth}"), growth.clone(), growth.clone(), growth.clone()],
            None => [ratio.clone(), ratio, short_ratio, figure],
        };
        let payback = Payback::of(plan, results).in_few_words();
        let deepest = results.months.cash_at_risk;
        let [full, short] = [money.full(deepest), money.short(deepest)].map(|amount| at_risk(&amount));
        let pays = &uncertainty.outlook.pays;
        let npv = &uncertainty.cash.npv_positive;
        let (share, worth) = (format::chance(pays.share), format::chance(npv.share));
        let horizon = ends_before_target(plan, stage).map(|ends| format!("{ends} in month {}", self.begins()));
        let chances = match &horizon {
            Some(ends) => vec![
                format!("{} · {ends}", month_pays(pays.share)),
                format!("pays in {}; plan ends before {stage}", of_futures(pays.share)),
                format!("pays in {share} · plan ends before {stage}"),
            ],
            None => vec![
                format!("{} · NPV above 0 in {worth}", month_pays(pays.share)),
                format!("pays in {} · NPV above 0 in {worth}", of_futures(pays.share)),
                format!("pays in {share}, NPV above 0 in {worth}"),
            ],
        };
        let chances = match choice_phrasings(scenario, results, money) {
            Some([choice, short_choice, most]) => vec![
                format!("{choice} · a month pays in {share}"),
                format!("{short_choice} · a month pays in {share}"),
                format!("{short_choice} · pays in {share}"),
                short_choice,
                format!("{most} · pays in {share}"),
                most,
            ],
            None => chances,
        };
        let mut reasons = vec![
            format!("{ratio} · {payback}, {full}"),
            format!("{ratio} · {payback}, {short}"),
            format!("{full_ratio} · {payback}, {short}"),
            format!("{short_ratio} · {payback}, {short}"),
            format!("{figure} · {payback}, {short}"),
            format!("{figure} · {payback}"),
        ];
        reasons.extend(growth);
        reasons.dedup();
        let doubt = verdict_doubt(results.verdict, pays);
        let notes = [
            more_at_risk(results, &uncertainty.cash, money),
            choice_clause(scenario, results, money),
            adoption_clause(scenario, plan),
            payback_notes(results),
        ];
        let notes: String = notes.into_iter().flatten().map(|note| format!("\n{}", capitalised(&note))).collect();
        Headline {
            label: vec![verdict_label(stage), "Verdict".to_owned()],
            figure: results.verdict.name().to_owned(),
            doubt: doubt.map_or(Vec::new(), |doubt| vec![doubt.to_owned(), "more likely not to pay".to_owned()]),
            details: [reasons, chances],
            hover: format!(
                "{}{}\nHurdle: {}\nBest net of the listed strategies: {} a month, {}\n{}\n{}{}{notes}",
                meaning(plan, results, money).sentence,
                doubt.map_or("", |_| {
                    "\nMore likely not to pay: the most likely numbers do not add up to the most likely sum"
                }),
                format::factor(plan.hurdle),
                money.change(target.floor.evaluation.net),
                BestNet::of(plan, results, money).in_few_words(),
                self.in_futures(pays, "a month pays for its running cost"),
                self.in_futures(npv, "the plan is worth more than it costs (NPV above 0)"),
                horizon.map_or(String::new(), |ends| format!(
                    "\nBut {ends}: what comes in until then says nothing of it."
                )),
            ),
        }
    }

    /// The month in which the target begins.
    fn begins(&self) -> u32 {
        self.plan.stages[self.plan.target].month
    }

    fn cost(&self) -> Headline {
        let Self { scenario, plan, uncertainty, target, money, .. } = self;
        let outlook = &uncertainty.outlook;
        let beyond = target
            .planned
            .share_beyond_tokens()
            .map_or(String::new(), |share| format!("{} not tokens", format::whole_percent(share)));
        let exceeding = outlook.exceeds_budget.as_ref().zip(plan.budget).map_or(String::new(), |(exceeds, budget)| {
            let what = format!("it costs more than the budget of {}", money.full(budget));
            format!("\n{}", self.in_futures(exceeds, &what))
        });
        let contingency = contingency_in_words(outlook, money);
        let contingency = contingency.map_or(String::new(), |adds| format!("\n{}", capitalised(&adds)));
        let cost = money.full(target.planned.cost);
        Headline {
            label: vec![format!("Cost a month, {}", scenario.currency)],
            details: [cost_in_futures(outlook, money), exceeds_budget_phrasings(outlook, plan.budget, money, beyond)],
            hover: format!(
                "{}{contingency}\n{}{exceeding}{}",
                range_and_median(&outlook.cost, money, "cost"),
                self.in_futures(&outlook.confidence_in_cost, &format!("it costs at most {cost}")),
                self.volume_note(),
            ),
            figure: cost,
            doubt: Vec::new(),
        }
    }

    fn cost_per_outcome(&self) -> Headline {
        let Self { scenario, uncertainty, target, money, .. } = self;
        let (planned, outlook) = (&target.planned, &uncertainty.outlook);
        let none = || "–".to_owned();
        let value = match planned.value_per_outcome() {
            Some(value) => {
                let value = money.full(value);
                let today = scenario.outcome.today.map(|today| money.full(today.base()));
                let against = today.map(|today| {
                    [format!("value {value} each · today {today}"), format!("value {value} · today {today}")]
                });
                against.into_iter().flatten().chain([format!("value {value} each"), format!("value {value}")]).collect()
            }
            None => vec!["there are no outcomes".to_owned()],
        };
        let confidence = outlook.confidence_in_cost_per_outcome.as_ref().zip(planned.cost_per_outcome());
        let confidence = confidence.map_or(String::new(), |(chance, cost)| {
            format!("\n{}", self.in_futures(chance, &format!("each costs at most {}", money.full(cost))))
        });
        Headline {
            label: vec![format!("Cost per {}", in_sentence(&scenario.outcome.name)), "Cost per outcome".to_owned()],
            figure: planned.cost_per_outcome().map_or_else(none, |cost| money.full(cost)),
            doubt: Vec::new(),
            details: [value, between(&outlook.cost_per_outcome, money)],
            hover: format!(
                "{}{confidence}{}",
                range_and_median(&outlook.cost_per_outcome, money, "cost"),
                self.volume_note(),
            ),
        }
    }

    fn multiple(&self) -> Headline {
        let Self { scenario, results, stage, .. } = self;
        let first = &scenario.stages[0].name;
        let label = vec![format!("{first} → {stage}"), format!("to {stage}")];
        let Some(multiple) = &results.multiple else {
            let detail = vec![format!("{first} costs nothing"), "it costs nothing at first".to_owned()];
            return Headline {
                label,
                figure: "–".to_owned(),
                doubt: Vec::new(),
                details: [detail, Vec::new()],
                hover: "Cost over a cost of 0 has no value".to_owned(),
            };
        };
        let volume = format::factor(multiple.volume);
        let per_request = if multiple.cost_per_request < 0.1 {
            format!("÷ {}", format::count((1.0 / multiple.cost_per_request).round()))
        } else {
            format::factor(multiple.cost_per_request)
        };
        let split = multiple.inference_per_request.zip(multiple.beyond_tokens);
        let split = split.map(|(tokens, beyond)| (format::factor(tokens), format::factor(beyond)));
        Headline {
            label,
            figure: format::factor(multiple.total),
            doubt: Vec::new(),
            details: [
                vec![
                    format!("volume {volume} · cost per request {per_request}"),
                    format!("volume {volume} · a request {per_request}"),
                ],
                split.as_ref().map_or_else(Vec::new, |(tokens, beyond)| {
                    vec![
                        format!("tokens per request {tokens} · everything else {beyond}"),
                        format!("tokens a request {tokens} · the rest {beyond}"),
                        format!("tokens {tokens} · all else {beyond}"),
                    ]
                }),
            ],
            hover: match split {
                Some((tokens, beyond)) => format!(
                    "{} = volume {volume} × tokens per request {tokens} × everything that is not tokens {beyond}",
                    format::factor(multiple.total),
                ),
                None => "There is no token cost to split it by".to_owned(),
            },
        }
    }

    fn chance(&self) -> Headline {
        let Self { plan, uncertainty, target, stage, money, .. } = self;
        let outlook = &uncertainty.outlook;
        let hurdle = format::chance(outlook.clears_hurdle.share);
        let factor = format::factor(plan.hurdle);
        let net = target.planned.net;
        Headline {
            label: vec![
                format!("Chance {} {stage} month pays", article(stage)),
                format!("Chance {stage} pays"),
                "Chance a month pays".to_owned(),
            ],
            figure: format::chance(outlook.pays.share),
            doubt: Vec::new(),
            details: [
                vec![
                    format!("clears the {factor} hurdle {hurdle}"),
                    format!("clears the hurdle {hurdle}"),
                    format!("hurdle {hurdle}"),
                ],
                vec![
                    "running cost, not what was spent before".to_owned(),
                    "running cost, not payback".to_owned(),
                    "running cost only".to_owned(),
                ],
            ],
            hover: format!(
                "The share of {} futures in which a month at {stage} nets more than 0, its set-up held and its requests drawn too: not that what was spent before is paid back.\n{}\n{}\n{}\n{}\n{}\n{}",
                format::count(uncertainty.draws as f64),
                self.in_futures(&outlook.pays, "value exceeds running cost"),
                self.in_futures(&outlook.clears_hurdle, &format!("value is at least {factor} of cost")),
                self.in_futures(
                    &uncertainty.cash.npv_positive,
                    &format!("{} is above 0", npv_label(plan.horizon_months))
                ),
                self.in_futures(&outlook.beats_baseline, "the strategies earn more than none would"),
                self.in_futures(&outlook.confidence_in_net, &format!("a month nets at least {}", money.full(net))),
                range_and_median(&outlook.net, money, "net"),
            ),
        }
    }

    fn in_futures(&self, chance: &Chance, what: &str) -> String {
        in_futures(chance, self.uncertainty.draws, what)
    }

    /// Why the range is wider than the band on the chart.
    fn volume_note(&self) -> String {
        if self.scenario.stages[self.plan.target].requests.is_uncertain() {
            "\nThe number of requests is uncertain here too; the band on the chart is at each number of requests"
                .to_owned()
        } else {
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;
    use crate::scenario::Estimate;
    use crate::uncertainty::Simulation;

    fn said(change: impl FnOnce(&mut Scenario)) -> (Uncertainty, [Headline; 5]) {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(500, 1).of(&plan, &results);
        let headlines = Headline::all(&scenario, &plan, &results, &uncertainty);
        (uncertainty, headlines)
    }

    #[test]
    fn every_headline_says_its_range_or_chance() {
        let (uncertainty, [verdict, cost, per_outcome, _, chance]) = said(|_| ());
        let outlook = &uncertainty.outlook;
        let pays = format::chance(outlook.pays.share);
        assert!(verdict.details[1].iter().all(|way| way.contains(&pays)), "{:?}", verdict.details);
        assert!(verdict.hover.contains(&format!("In {pays}")), "{}", verdict.hover);
        let under = Money::new("USD").full(outlook.cost.p80);
        let more = format::chance(1.0 - outlook.confidence_in_cost.share);
        assert_eq!(cost.details[0][0], format!("{more} of futures cost more · 8 in 10 futures stay under {under}"));
        assert!(cost.details[1].iter().all(|way| way.contains("$16k")), "{:?}", cost.details);
        assert!(per_outcome.details[1][1].starts_with("8 in 10 between $0."), "{:?}", per_outcome.details);
        assert_eq!(chance.figure, pays);
        assert!(chance.hover.contains("not that what was spent before is paid back"), "{}", chance.hover);
    }

    #[test]
    fn a_cost_that_most_futures_hold_to_needs_no_warning() {
        let cautious = |scenario: &mut Scenario| {
            let requests = Estimate::Pert { low: 120_000.0, likely: 390_000.0, high: 400_000.0 };
            scenario.stages[scenario.plan.target_stage].requests = requests;
        };
        let (uncertainty, [_, cost, ..]) = said(cautious);
        assert!(0.4 < uncertainty.outlook.confidence_in_cost.share);
        assert!(cost.details[0][0].starts_with("8 in 10 futures stay under"), "{:?}", cost.details);
    }

    #[test]
    fn without_a_budget_nothing_is_exceeded() {
        let (_, [_, cost, ..]) = said(|scenario| scenario.plan.budget = None);
        assert!(cost.details[1][0].ends_with("not tokens"), "{:?}", cost.details);
        assert!(!cost.hover.contains("the budget"), "{}", cost.hover);
    }

    #[test]
    fn a_plan_that_ends_too_early_says_so() {
        let (_, [verdict, ..]) = said(|scenario| scenario.plan.horizon_months = scenario.stages[2].month);
        assert!(verdict.details[1].iter().all(|way| way.contains("before Production")), "{:?}", verdict.details);
        assert!(verdict.hover.contains("end before Production begins in month"), "{}", verdict.hover);
        let (_, [verdict, ..]) = said(|scenario| scenario.plan.horizon_months = scenario.stages[2].month + 1);
        assert!(!verdict.hover.contains("end before"), "{}", verdict.hover);
    }
}
