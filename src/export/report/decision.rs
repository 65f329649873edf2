//! Page 1: what is recommended, what is asked for, how the cost grows, three numbers with their ranges, and what would be
//! better.

use super::{ReportBlock, ReportHeadline};
use crate::advice::decide_before;
use crate::charts::ChartKind;
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::prose::{
    BestNet, ResultsInput, above_zero, capitalised, choice_clause, eight_in_ten, exceeds_budget, listed, npv_label,
    of_futures, recommendation,
};
use crate::uncertainty::{Chance, Quantiles};

/// So many are named.
const MOST_NAMES: usize = 5;

/// All of it.
pub fn decision(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let ResultsInput { scenario, plan, results, uncertainty, .. } = input;
    let mut blocks = vec![
        ReportBlock::Lead(recommendation(scenario, plan, results, uncertainty)),
        ReportBlock::Paragraph(responsibility(input)),
        ReportBlock::Subheading(tr!("What is asked for").to_owned()),
        ReportBlock::Figures(asked_for(input)),
        ReportBlock::Chart(Box::new(ChartKind::Curve.chart(input))),
        ReportBlock::Subheading(tr!("What it costs and brings at {}", scenario.stages[plan.target].name)),
        ReportBlock::Figures(three_numbers(input)),
    ];
    let better = better(input);
    if !better.is_empty() {
        blocks.push(ReportBlock::Subheading(tr!("What would be better").to_owned()));
        blocks.push(ReportBlock::Points(better));
    }
    blocks
}

/// Who, and which choices that are hard to take back come next.
fn responsibility(input: ResultsInput<'_>) -> String {
    let scenario = input.scenario;
    let owner = match scenario.author.trim() {
        "" => tr!("Nobody is named yet who answers for it.").to_owned(),
        author => tr!("{author} answers for it.", author),
    };
    let next = (0..scenario.stages.len().saturating_sub(1)).map(|focus| decide_before(scenario, focus));
    let next = next.filter(|before| !before.choices.is_empty()).map(|before| {
        let names: Vec<String> = before.choices.iter().map(|choice| in_sentence(&choice.name)).collect();
        let stage = &scenario.stages[before.stage];
        let (stage, when, names) = (&stage.name, after(stage.month), listed(&names, MOST_NAMES));
        tr!(" To be decided before {stage}, {when}: {names}.", stage, when, names)
    });
    format!("{owner}{}", next.take(1).collect::<String>())
}

/// How many months it takes, as people count them.
fn after(months: u32) -> String {
    match months {
        0 => tr!("from the start").to_owned(),
        1 => tr!("after 1 month").to_owned(),
        months => tr!("after {months} months", months),
    }
}

/// Once, a month, and at most at any time.
fn asked_for(input: ResultsInput<'_>) -> Vec<ReportHeadline> {
    let ResultsInput { scenario, plan, results, uncertainty, .. } = input;
    let money = Money::new(&scenario.currency);
    let months = &results.months;
    let once: f64 = months.months.iter().map(|month| month.one_offs).sum();
    let last = months.months.iter().rev().find(|month| 0.0 < month.one_offs).map(|month| month.month);
    let (stage, planned) = (&scenario.stages[plan.target], &results.stages[plan.target].planned);
    let deepest = months.months.iter().min_by(|one, other| one.cumulative.total_cmp(&other.cumulative));
    let deepest = deepest.filter(|_| 0.0 < months.cash_at_risk).map(|month| tr!("reached {}", after(month.month)));
    let back = match months.payback_months {
        Some(months) if 0.0 < months => tr!("back after {} months", format::decimals(months, 1)),
        Some(_) => tr!("never in the red").to_owned(),
        None => tr!("not back within {} months", plan.horizon_months),
    };
    vec![
        ReportHeadline::new(
            tr!("Once"),
            money.full(once),
            vec![last.map(|month| {
                if month == 0 { tr!("at the start").to_owned() } else { tr!("the last of it {}", after(month)) }
            })],
        ),
        ReportHeadline::new(
            tr!("A month at {}", stage.name),
            money.full(planned.cost),
            vec![Some(after(stage.month)), exceeds_budget(&uncertainty.outlook, plan.budget, &money)],
        ),
        ReportHeadline::new(tr!("At most tied up"), money.full(months.cash_at_risk), vec![deepest, Some(back)]),
    ]
}

/// Cost, net and NPV, each with where it lies among the futures.
fn three_numbers(input: ResultsInput<'_>) -> Vec<ReportHeadline> {
    let ResultsInput { scenario, plan, results, uncertainty, .. } = input;
    let money = Money::new(&scenario.currency);
    let (month, outlook, cash) = (&results.stages[plan.target].planned, &uncertainty.outlook, &uncertainty.cash);
    let range = |quantiles: &Quantiles| range(quantiles, &money);
    let is_open = |quantiles: &Quantiles| range(quantiles).is_some();
    let among = |quantiles: &Quantiles, chance: &Chance, say: fn(String, String) -> String| {
        is_open(quantiles).then(|| say(of_futures(chance.share), money.rounded(quantiles.p50)))
    };
    vec![
        ReportHeadline::new(
            tr!("Cost a month"),
            money.full(month.cost),
            vec![
                among(&outlook.cost, &outlook.confidence_in_cost, |futures, half| {
                    tr!("{futures} cost this or less, half cost under {half}", futures, half)
                }),
                range(&outlook.cost),
            ],
        ),
        ReportHeadline::new(
            tr!("Net a month: value less cost"),
            money.full(month.net),
            vec![
                among(&outlook.net, &outlook.confidence_in_net, |futures, half| {
                    tr!("{futures} net this or more, half net above {half}", futures, half)
                }),
                range(&outlook.net),
            ],
        ),
        ReportHeadline::new(
            npv_label(plan.horizon_months),
            money.full(results.months.npv),
            vec![Some(above_zero(&cash.npv_positive)), range(&cash.npv_quantiles)],
        ),
    ]
}

/// Other strategies that are worth more, and what could be bought.
fn better(input: ResultsInput<'_>) -> Vec<String> {
    let ResultsInput { scenario, plan, results, .. } = input;
    let money = Money::new(&scenario.currency);
    let (best, planned) = (&results.best_mix(plan).best, results.months.npv);
    let is_better = 0.0 < best.npv && planned < best.npv && money.full(best.npv) != money.full(planned);
    let mix = is_better.then(|| {
        let names: Vec<String> =
            best.set.places().map(|place| in_sentence(plan.strategies[place].kind.tag().name())).collect();
        let names = if names.is_empty() { tr!("no strategy at all").to_owned() } else { listed(&names, MOST_NAMES) };
        tr!(
            "Other strategies: with {names} it is worth {} rather than {}, for {} of set-up",
            money.full(best.npv),
            money.full(planned),
            money.full(best.setup_cost),
            names
        )
    });
    let best_net = BestNet::of(plan, results, &money);
    let net = (mix.is_none() && !best_net.is_planned()).then(|| {
        tr!("At their best, bounds favourable, the listed strategies net {} more a month", money.full(best_net.more()))
    });
    let buying = choice_clause(scenario, results, &money).map(|clause| tr!("Buying: {clause}", clause));
    [mix, net, buying].into_iter().flatten().map(|sentence| format!("{}.", capitalised(&sentence))).collect()
}

/// Where eight in ten futures lie; `None` where they have no end or all say the same.
pub fn range(quantiles: &Quantiles, money: &Money) -> Option<String> {
    let ends = [quantiles.p10, quantiles.p90];
    let is_told = ends.iter().all(|end| end.is_finite()) && money.full(ends[0]) != money.full(ends[1]);
    is_told.then(|| eight_in_ten(ends, |amount| money.rounded(amount)))
}

/// So that nobody takes a share for a certainty: what ranges are of.
pub fn what_ranges_are(input: ResultsInput<'_>) -> String {
    tr!(
        "Ranges say where 8 in 10 of {} futures lie, in which every uncertain number differs, the requests of the stage too.",
        format::count(input.uncertainty.draws as f64)
    )
}
