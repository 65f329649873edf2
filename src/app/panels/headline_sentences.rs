//! What the headlines say, in several lengths each. Knows no egui.

use crate::app::results::PlanResults;
use crate::charts::BestNet;
use crate::economics::Verdict;
use crate::format;
use crate::format::Money;
use crate::prose::{Figure, in_sentence};
use crate::uncertainty::{Chance, Quantiles};

/// Several ways to say the same, the fullest first.
pub type Phrasings = Vec<String>;

/// One headline, ready to be painted.
pub struct Headline {
    /// What it is about.
    pub label: Phrasings,
    /// The one figure.
    pub figure: String,
    /// Lines below it.
    pub details: [Phrasings; 2],
    /// The figures that it says, each explained, the first in full.
    pub explains: Vec<Figure>,
    /// What else there is to say where it is pointed at: its range, its chances.
    pub hover: String,
}

impl Headline {
    /// All of them, the verdict first.
    pub fn all(valid: &PlanResults) -> [Self; 5] {
        [verdict(valid), cost(valid), cost_per_outcome(valid), multiple(valid), chance(valid)]
    }

    /// What it is about, without what it says.
    pub fn unsaid(self) -> Self {
        let unsaid = vec!["once everyone has guessed".to_owned(), "after the guesses".to_owned()];
        Self {
            label: self.label,
            figure: "?".to_owned(),
            details: [unsaid, Vec::new()],
            hover: String::new(),
            explains: Vec::new(),
        }
    }
}

fn target_name(valid: &PlanResults) -> &str {
    &valid.scenario.stages[valid.plan.target].name
}

/// Said where the plan ends before the stage that the verdict speaks of begins.
fn ends_before_target(valid: &PlanResults) -> Option<String> {
    let PlanResults { plan, .. } = valid;
    let begins = plan.stages[plan.target].month;
    (plan.horizon_months <= begins).then(|| {
        format!("the {} months end before {} begins in month {begins}", plan.horizon_months, target_name(valid))
    })
}

fn verdict(valid: &PlanResults) -> Headline {
    let PlanResults { scenario, plan, results, uncertainty, .. } = valid;
    let money = Money::new(&scenario.currency);
    let target = &results.stages[plan.target];
    let (ratio, short_ratio) = match target.planned.ratio() {
        Some(ratio) if ratio < 1.0 => {
            (format!("covers {} of running cost", format::percent(ratio)), format!("covers {}", format::percent(ratio)))
        }
        Some(ratio) => (format!("{} running cost", format::factor(ratio)), format::factor(ratio)),
        None if target.planned.cost == 0.0 => ("nothing to pay".to_owned(), "nothing to pay".to_owned()),
        None => ("value below 0".to_owned(), "value below 0".to_owned()),
    };
    let months = &results.months;
    let payback = match months.payback_month {
        Some(month) => format!("pays back in month {month}"),
        None => format!("no payback in {} months", plan.horizon_months),
    };
    let at_risk = [money.full(months.cash_at_risk), money.short(months.cash_at_risk)];
    let pays = format::chance(uncertainty.outlook.pays.share);
    let npv = &uncertainty.cash.npv_positive;
    let worth = format::chance(npv.share);
    let horizon = ends_before_target(valid);
    let chances = match &horizon {
        Some(ends) => vec![
            format!("a month pays in {pays} of futures · {ends}"),
            format!("pays in {pays} of futures; plan ends before {}", target_name(valid)),
            format!("pays in {pays} · plan ends before {}", target_name(valid)),
        ],
        None => vec![
            format!("a month pays in {pays} of futures · NPV above 0 in {worth}"),
            format!("pays in {pays} of futures · NPV above 0 in {worth}"),
            format!("pays in {pays}, NPV above 0 in {worth}"),
        ],
    };
    let meaning = match results.verdict {
        Verdict::Viable => "Planned value clears the hurdle.",
        Verdict::Marginal => "Planned value covers its running cost, but not the hurdle.",
        Verdict::Fixable => "It does not pay as set, but the listed strategies can still save it.",
        Verdict::Broken => "Nothing listed saves it: the cheapest version costs more than it is worth.",
    };
    let [full, short] = at_risk;
    Headline {
        label: vec![format!("Verdict at {}", target_name(valid)), "Verdict".to_owned()],
        figure: results.verdict.name().to_owned(),
        details: [
            vec![
                format!("{ratio} · {payback}, {full} at risk"),
                format!("{ratio} · {payback}, {short} at risk"),
                format!("{short_ratio} · {payback}, {short} at risk"),
                format!("{short_ratio} · {payback}"),
            ],
            chances,
        ],
        explains: vec![Figure::Ratio(plan.target), Figure::CashAtRisk, Figure::NetPresentValue],
        hover: format!(
            "{meaning}\nHurdle: {}\nBest net of the listed strategies: {} a month, {}\n{}\n{}{}",
            format::factor(plan.hurdle),
            money.change(target.floor.evaluation.net),
            BestNet::of(plan, results, &money).in_few_words(),
            in_futures(valid, &uncertainty.outlook.pays, "a month pays for its running cost"),
            in_futures(valid, npv, "the plan is worth more than it costs (NPV above 0)"),
            horizon.map_or(String::new(), |ends| format!("\nBut {ends}: what comes in until then says nothing of it.")),
        ),
    }
}

fn cost(valid: &PlanResults) -> Headline {
    let PlanResults { scenario, plan, results, uncertainty, .. } = valid;
    let money = Money::new(&scenario.currency);
    let target = &results.stages[plan.target];
    let outlook = &uncertainty.outlook;
    let beyond = target
        .planned
        .share_beyond_tokens()
        .map_or(String::new(), |share| format!("{} not tokens", format::whole_percent(share)));
    let budget = match (plan.budget, &outlook.exceeds_budget) {
        (Some(budget), Some(exceeds)) => {
            let (chance, budget) = (format::chance(exceeds.share), money.short(budget));
            vec![
                format!("{chance} chance of exceeding the {budget} budget · {beyond}"),
                format!("{chance} chance of exceeding {budget} · {beyond}"),
                format!("{chance} chance of exceeding {budget}"),
                format!("{chance} chance of over {budget}"),
                format!("{chance}: over {budget}"),
            ]
        }
        _ => vec![beyond],
    };
    let exceeding = outlook.exceeds_budget.as_ref().zip(plan.budget).map_or(String::new(), |(exceeds, budget)| {
        format!("\n{}", in_futures(valid, exceeds, &format!("it costs more than the budget of {}", money.full(budget))))
    });
    Headline {
        label: vec![format!("Cost a month, {}", scenario.currency)],
        figure: money.full(target.planned.cost),
        details: [stay_under(&outlook.cost, &money), budget],
        explains: vec![Figure::Cost(plan.target), Figure::NotTokens(plan.target)],
        hover: format!(
            "{}\n{}{exceeding}\n{}",
            range(&outlook.cost, &money, "8 in 10 futures cost"),
            in_futures(
                valid,
                &outlook.confidence_in_cost,
                &format!("it costs at most {}", money.full(target.planned.cost))
            ),
            volume_note(valid),
        ),
    }
}

/// The value that eight in ten futures stay under.
fn stay_under(quantiles: &Quantiles, money: &Money) -> Phrasings {
    if money.full(quantiles.p10) == money.full(quantiles.p90) {
        return vec!["the same in every future".to_owned()];
    }
    let (full, short) = (money.full(quantiles.p80), money.short(quantiles.p80));
    vec![
        format!("8 in 10 futures stay under {full}"),
        format!("8 in 10 stay under {full}"),
        format!("8 in 10 under {short}"),
    ]
}

fn cost_per_outcome(valid: &PlanResults) -> Headline {
    let PlanResults { scenario, plan, results, uncertainty, .. } = valid;
    let money = Money::new(&scenario.currency);
    let planned = &results.stages[plan.target].planned;
    let outlook = &uncertainty.outlook;
    let none = || "–".to_owned();
    let value = match planned.value_per_outcome() {
        Some(value) => {
            let value = money.full(value);
            let today = scenario.outcome.today.map(|today| money.full(today.base()));
            let against = today
                .map(|today| [format!("value {value} each · today {today}"), format!("value {value} · today {today}")]);
            against.into_iter().flatten().chain([format!("value {value} each"), format!("value {value}")]).collect()
        }
        None => vec!["there are no outcomes".to_owned()],
    };
    let confidence = outlook.confidence_in_cost_per_outcome.as_ref().zip(planned.cost_per_outcome());
    let confidence = confidence.map_or(String::new(), |(chance, cost)| {
        format!("\n{}", in_futures(valid, chance, &format!("each costs at most {}", money.full(cost))))
    });
    Headline {
        label: vec![format!("Cost per {}", in_sentence(&scenario.outcome.name)), "Cost per outcome".to_owned()],
        figure: planned.cost_per_outcome().map_or_else(none, |cost| money.full(cost)),
        details: [value, between(&outlook.cost_per_outcome, &money)],
        explains: vec![Figure::CostPerOutcome(plan.target), Figure::ValuePerOutcome(plan.target)],
        hover: format!("{}{confidence}", range(&outlook.cost_per_outcome, &money, "8 in 10 futures cost")),
    }
}

/// What eight in ten futures stay between.
fn between(quantiles: &Quantiles, money: &Money) -> Phrasings {
    let (low, high) = (quantiles.p10, quantiles.p90);
    if low.is_infinite() {
        return vec!["most futures have no outcomes".to_owned(), "mostly no outcomes".to_owned()];
    }
    if high.is_infinite() {
        let low = money.rounded(low);
        return vec![format!("9 in 10 futures above {low}"), format!("9 in 10 above {low}")];
    }
    if money.full(low) == money.full(high) {
        return vec!["the same in every future".to_owned()];
    }
    let [from, to] = [low, high].map(|end| money.rounded(end));
    // Whole amounts where their cents would not fit; of less than 1 the two figures that there are.
    let brief = |end: f64| if end.abs() < 1.0 { money.rounded(end) } else { money.short(end) };
    let [short_from, short_to] = [low, high].map(brief);
    vec![
        format!("8 in 10 futures between {from} and {to}"),
        format!("8 in 10 between {from} and {to}"),
        format!("8 in 10 between {short_from} and {short_to}"),
        format!("8 in 10: {}", format::interval([low, high], |amount| money.rounded(amount))),
        format!("8 in 10: {}", format::interval([low, high], brief)),
    ]
}

fn multiple(valid: &PlanResults) -> Headline {
    let PlanResults { scenario, plan, results, .. } = valid;
    let label = vec![
        format!("{} → {}", scenario.stages[0].name, scenario.stages[plan.target].name),
        format!("to {}", scenario.stages[plan.target].name),
    ];
    let Some(multiple) = &results.multiple else {
        let detail = vec![format!("{} costs nothing", scenario.stages[0].name), "it costs nothing at first".to_owned()];
        return Headline {
            label,
            figure: "–".to_owned(),
            details: [detail, Vec::new()],
            explains: vec![Figure::Multiple(plan.target)],
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
        explains: vec![Figure::Multiple(plan.target)],
        hover: match split {
            Some((tokens, beyond)) => format!(
                "{} = volume {volume} × tokens per request {tokens} × everything that is not tokens {beyond}",
                format::factor(multiple.total),
            ),
            None => "There is no token cost to split it by".to_owned(),
        },
    }
}

fn chance(valid: &PlanResults) -> Headline {
    let PlanResults { scenario, plan, results, uncertainty, .. } = valid;
    let money = Money::new(&scenario.currency);
    let outlook = &uncertainty.outlook;
    let stage = target_name(valid);
    let hurdle = format::chance(outlook.clears_hurdle.share);
    let factor = format::factor(plan.hurdle);
    let net = results.stages[plan.target].planned.net;
    Headline {
        label: vec![
            format!("Chance a {stage} month pays"),
            format!("Chance {stage} pays"),
            "Chance a month pays".to_owned(),
        ],
        figure: format::chance(outlook.pays.share),
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
        explains: vec![Figure::Net(plan.target)],
        hover: format!(
            "The share of {} futures in which a month at {stage} nets more than 0, its set-up held and its requests drawn too: not that what was spent before is paid back.\n{}\n{}\n{}\n{}\n{}\n{}",
            format::count(uncertainty.draws as f64),
            in_futures(valid, &outlook.pays, "value exceeds running cost"),
            in_futures(valid, &outlook.clears_hurdle, &format!("value is at least {factor} of cost")),
            in_futures(
                valid,
                &uncertainty.cash.npv_positive,
                &format!("NPV over {} months is above 0", plan.horizon_months)
            ),
            in_futures(valid, &outlook.beats_baseline, "the strategies earn more than none would"),
            in_futures(valid, &outlook.confidence_in_net, &format!("a month nets at least {}", money.full(net))),
            range(&outlook.net, &money, "8 in 10 futures net"),
        ),
    }
}

/// "In 64 % of futures …", with the doubt that is due to drawing them where it would change the figure.
fn in_futures(valid: &PlanResults, chance: &Chance, what: &str) -> String {
    format!("In {}{} of futures {what}", format::chance(chance.share), doubt(chance, valid.uncertainty.draws))
}

/// How far a chance may be off because futures are drawn; nothing where the figure would stay the same.
fn doubt(chance: &Chance, draws: usize) -> String {
    let shown = |share: f64| (100.0 * share).round();
    let ends = [chance.share - chance.error, chance.share + chance.error];
    if ends.into_iter().all(|end| shown(end) == shown(chance.share)) {
        return String::new();
    }
    format!(" (± {:.1} points, from {} futures)", 100.0 * chance.error, format::count(draws as f64))
}

fn range(quantiles: &Quantiles, money: &Money, start: &str) -> String {
    let interval = format::interval([quantiles.p10, quantiles.p90], |amount| money.full(amount));
    match quantiles.p50.is_finite() {
        true => format!("{start} {interval}, half of all less than {}", money.full(quantiles.p50)),
        false => format!("{start} {interval}"),
    }
}

/// Why the range is wider than the band on the chart.
fn volume_note(valid: &PlanResults) -> String {
    if valid.scenario.stages[valid.plan.target].requests.is_uncertain() {
        "The number of requests is uncertain here too; the band on the chart is at each number of requests".to_owned()
    } else {
        String::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::SimulationOptions;
    use crate::app::results::Recompute;
    use crate::reference::Preset;
    use crate::scenario::Scenario;

    fn said(change: impl FnOnce(&mut Scenario)) -> (PlanResults, [Headline; 5]) {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        let valid = Recompute::new(&scenario, SimulationOptions { futures: 500, ..SimulationOptions::default() })
            .valid
            .unwrap();
        let headlines = Headline::all(&valid);
        (valid, headlines)
    }

    #[test]
    fn every_headline_says_its_range_or_chance() {
        let (valid, [verdict, cost, per_outcome, _, chance]) = said(|_| ());
        let outlook = &valid.uncertainty.outlook;
        let pays = format::chance(outlook.pays.share);
        assert!(verdict.details[1].iter().all(|way| way.contains(&pays)), "{:?}", verdict.details);
        assert!(verdict.hover.contains(&format!("In {pays}")), "{}", verdict.hover);
        let under = Money::new("USD").full(outlook.cost.p80);
        assert_eq!(cost.details[0][0], format!("8 in 10 futures stay under {under}"));
        assert!(cost.details[1].iter().all(|way| way.contains("$15k")), "{:?}", cost.details);
        assert!(per_outcome.details[1][1].starts_with("8 in 10 between $0."), "{:?}", per_outcome.details);
        assert_eq!(chance.figure, pays);
        assert!(chance.hover.contains("not that what was spent before is paid back"), "{}", chance.hover);
    }

    #[test]
    fn without_a_budget_nothing_is_exceeded() {
        let (_, [_, cost, ..]) = said(|scenario| scenario.plan.budget = None);
        assert!(cost.details[1][0].ends_with("not tokens"), "{:?}", cost.details);
        assert!(!cost.hover.contains("budget"), "{}", cost.hover);
    }

    #[test]
    fn a_plan_that_ends_too_early_says_so() {
        let (_, [verdict, ..]) = said(|scenario| scenario.plan.horizon_months = scenario.stages[2].month);
        assert!(verdict.details[1].iter().all(|way| way.contains("before Production")), "{:?}", verdict.details);
        assert!(verdict.hover.contains("end before Production begins in month"), "{}", verdict.hover);
        let (_, [verdict, ..]) = said(|scenario| scenario.plan.horizon_months = scenario.stages[2].month + 1);
        assert!(!verdict.hover.contains("end before"), "{}", verdict.hover);
    }

    #[test]
    fn doubt_is_said_only_where_it_would_show() {
        let chance = |share: f64, error: f64| doubt(&Chance { share, error }, 10_000);
        assert_eq!(chance(0.64, 0.002), "");
        assert_eq!(chance(0.644, 0.004), " (± 0.4 points, from 10,000 futures)");
        assert_eq!(chance(1.0, 0.0), "");
    }

    #[test]
    fn ranges_without_an_end_and_without_a_width() {
        let money = Money::new("USD");
        let quantiles = |p10, p90| Quantiles { p10, p50: p10, p80: p90, p90, errors: [0.0; 4] };
        assert_eq!(between(&quantiles(1.0, 2.0), &money)[1], "8 in 10 between $1.00 and $2.00");
        assert_eq!(between(&quantiles(1.0, f64::INFINITY), &money)[0], "9 in 10 futures above $1.00");
        assert_eq!(between(&quantiles(1.0, 1.0), &money)[0], "the same in every future");
        assert_eq!(stay_under(&quantiles(1.0, 1.0), &money)[0], "the same in every future");
    }
}
