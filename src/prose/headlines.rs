//! What the headlines say, in several lengths each. Which estimates and formulas stand behind them is not here.

use super::chances::{contingency_in_words, exceeds_budget_phrasings, in_futures};
use super::ranges::{between, cost_in_futures, range_and_median};
use super::verdict::{choice_phrasings, growth_clause, ratio_phrasings};
use super::words::article;
use super::{
    BestNet, Payback, adoption_clause, at_risk, capitalised, choice_clause, ends_before_target, meaning, month_pays,
    more_at_risk, npv_label, of_futures, payback_notes, verdict_doubt, verdict_label,
};
use crate::economics::{Plan, Results, Versions};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
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
        let unsaid = vec![tr!("once everyone has guessed").to_owned(), tr!("after the guesses").to_owned()];
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
        let horizon = ends_before_target(plan, stage).map(|ends| tr!("{ends} in month {}", self.begins(), ends));
        let chances = match &horizon {
            Some(ends) => vec![
                format!("{} · {ends}", month_pays(pays.share)),
                tr!("pays in {}; plan ends before {stage}", of_futures(pays.share), stage),
                tr!("pays in {share} · plan ends before {stage}", share, stage),
            ],
            None => vec![
                tr!("{} · NPV above 0 in {worth}", month_pays(pays.share), worth),
                tr!("pays in {} · NPV above 0 in {worth}", of_futures(pays.share), worth),
                tr!("pays in {share}, NPV above 0 in {worth}", share, worth),
            ],
        };
        let chances = match choice_phrasings(scenario, results, money) {
            Some([choice, short_choice, most]) => vec![
                tr!("{choice} · a month pays in {share}", choice, share),
                tr!("{short_choice} · a month pays in {share}", short_choice, share),
                tr!("{short_choice} · pays in {share}", short_choice, share),
                short_choice,
                tr!("{most} · pays in {share}", most, share),
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
            label: vec![verdict_label(stage), tr!("Verdict").to_owned()],
            figure: results.verdict.name().to_owned(),
            doubt: doubt.map_or(Vec::new(), |doubt| vec![doubt.to_owned(), tr!("more likely not to pay").to_owned()]),
            details: [reasons, chances],
            hover: tr!(
                "{meaning}{doubt}\nHurdle: {hurdle}\nBest net of the listed strategies: {net} a month, \
                 {best}\n{pays}\n{worth}{ends}{notes}",
                meaning = meaning(plan, results, money).sentence,
                doubt = doubt.map_or("", |_| {
                    tr!("\nMore likely not to pay: the most likely numbers do not add up to the most likely sum")
                }),
                hurdle = format::factor(plan.hurdle),
                net = money.change(target.floor.evaluation.net),
                best = BestNet::of(plan, results, money).in_few_words(),
                pays = self.in_futures(pays, tr!("a month pays for its running cost")),
                worth = self.in_futures(npv, tr!("the plan is worth more than it costs (NPV above 0)")),
                ends = horizon.map_or(String::new(), |ends| tr!(
                    "\nBut {ends}: what comes in until then says nothing of it.",
                    ends
                )),
                notes
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
            .map_or(String::new(), |share| tr!("{} not tokens", format::whole_percent(share)));
        let exceeding = outlook.exceeds_budget.as_ref().zip(plan.budget).map_or(String::new(), |(exceeds, budget)| {
            let what = tr!("it costs more than the budget of {}", money.full(budget));
            format!("\n{}", self.in_futures(exceeds, &what))
        });
        let contingency = contingency_in_words(outlook, money);
        let contingency = contingency.map_or(String::new(), |adds| format!("\n{}", capitalised(&adds)));
        let cost = money.full(target.planned.cost);
        Headline {
            label: vec![tr!("Cost a month, {}", scenario.currency)],
            details: [cost_in_futures(outlook, money), exceeds_budget_phrasings(outlook, plan.budget, money, beyond)],
            hover: format!(
                "{}{contingency}\n{}{exceeding}{}",
                range_and_median(&outlook.cost, money, tr!("cost")),
                self.in_futures(&outlook.confidence_in_cost, &tr!("it costs at most {cost}", cost)),
                self.volume_note()
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
                    [
                        tr!("value {value} each · today {today}", value, today),
                        tr!("value {value} · today {today}", value, today),
                    ]
                });
                against
                    .into_iter()
                    .flatten()
                    .chain([tr!("value {value} each", value), tr!("value {value}", value)])
                    .collect()
            }
            None => vec![tr!("there are no outcomes").to_owned()],
        };
        let confidence = outlook.confidence_in_cost_per_outcome.as_ref().zip(planned.cost_per_outcome());
        let confidence = confidence.map_or(String::new(), |(chance, cost)| {
            format!("\n{}", self.in_futures(chance, &tr!("each costs at most {}", money.full(cost))))
        });
        Headline {
            label: vec![tr!("Cost per {}", in_sentence(&scenario.outcome.name)), tr!("Cost per outcome").to_owned()],
            figure: planned.cost_per_outcome().map_or_else(none, |cost| money.full(cost)),
            doubt: Vec::new(),
            details: [value, between(&outlook.cost_per_outcome, money)],
            hover: format!(
                "{}{confidence}{}",
                range_and_median(&outlook.cost_per_outcome, money, tr!("cost")),
                self.volume_note()
            ),
        }
    }

    fn multiple(&self) -> Headline {
        let Self { scenario, results, stage, .. } = self;
        let first = &scenario.stages[0].name;
        let label = vec![format!("{first} → {stage}"), tr!("to {stage}", stage)];
        let Some(multiple) = &results.multiple else {
            let detail = vec![tr!("{first} costs nothing", first), tr!("it costs nothing at first").to_owned()];
            return Headline {
                label,
                figure: "–".to_owned(),
                doubt: Vec::new(),
                details: [detail, Vec::new()],
                hover: tr!("Cost over a cost of 0 has no value").to_owned(),
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
                    tr!("volume {volume} · cost per request {per_request}", volume, per_request),
                    tr!("volume {volume} · a request {per_request}", volume, per_request),
                ],
                split.as_ref().map_or_else(Vec::new, |(tokens, beyond)| {
                    vec![
                        tr!("tokens per request {tokens} · everything else {beyond}", tokens, beyond),
                        tr!("tokens a request {tokens} · the rest {beyond}", tokens, beyond),
                        tr!("tokens {tokens} · all else {beyond}", tokens, beyond),
                    ]
                }),
            ],
            hover: match split {
                Some((tokens, beyond)) => tr!(
                    "{} = volume {volume} × tokens per request {tokens} × everything that is not tokens {beyond}",
                    format::factor(multiple.total),
                    volume,
                    tokens,
                    beyond
                ),
                None => tr!("There is no token cost to split it by").to_owned(),
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
                tr!("Chance {a} {stage} month pays", stage, a = article(stage)),
                tr!("Chance {stage} pays", stage),
                tr!("Chance a month pays").to_owned(),
            ],
            figure: format::chance(outlook.pays.share),
            doubt: Vec::new(),
            details: [
                vec![
                    tr!("clears the {factor} hurdle {hurdle}", factor, hurdle),
                    tr!("clears the hurdle {hurdle}", hurdle),
                    tr!("hurdle {hurdle}", hurdle),
                ],
                vec![
                    tr!("running cost, not what was spent before").to_owned(),
                    tr!("running cost, not payback").to_owned(),
                    tr!("running cost only").to_owned(),
                ],
            ],
            hover: tr!(
                "The share of {futures} futures in which a month at {stage} nets more than 0, its set-up held and its \
                 requests drawn too: not that what was spent before is paid \
                 back.\n{pays}\n{hurdle}\n{worth}\n{baseline}\n{confidence}\n{range}",
                futures = format::count(uncertainty.draws as f64),
                pays = self.in_futures(&outlook.pays, tr!("value exceeds running cost")),
                hurdle = self.in_futures(&outlook.clears_hurdle, &tr!("value is at least {factor} of cost", factor)),
                worth = self
                    .in_futures(&uncertainty.cash.npv_positive, &tr!("{} is above 0", npv_label(plan.horizon_months))),
                baseline = self.in_futures(&outlook.beats_baseline, tr!("the strategies earn more than none would")),
                confidence =
                    self.in_futures(&outlook.confidence_in_net, &tr!("a month nets at least {}", money.full(net))),
                range = range_and_median(&outlook.net, money, tr!("net")),
                stage
            ),
        }
    }

    fn in_futures(&self, chance: &Chance, what: &str) -> String {
        in_futures(chance, self.uncertainty.draws, what)
    }

    /// Why the range is wider than the band on the chart.
    fn volume_note(&self) -> String {
        if self.scenario.stages[self.plan.target].requests.is_uncertain() {
            tr!("\nThe number of requests is uncertain here too; the band on the chart is at each number of requests")
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
