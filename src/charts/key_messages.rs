//! The three ideas to leave with, a simple chart each: what the multiple is made of, how much of the cost is not tokens,
//! and the floor, the best net, against the value.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, even_steps};
use super::breakdown::{Slice, slices};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::economics::Evaluation;
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::prose::{BestNet, ResultId, ResultKind, ResultsInput, capitalised};
use crate::scenario::{Category, EstimatePath, StageField, path};

/// What a chart of an idea is made of: the finding, and a bar for each of a few amounts.
struct Idea {
    key: ChartKind,
    /// The same finding in a few words, for a button.
    short: String,
    title: String,
    subtitle: String,
    label: String,
    bars: Vec<Amount>,
    /// What the details of the bars are.
    detail: Option<&'static str>,
    notes: Vec<String>,
}

struct Amount {
    name: String,
    path: String,
    from: f64,
    to: f64,
    role: ColorRole,
    /// The amount as it is written.
    value: TableCell,
    /// What stands behind it.
    detail: String,
    /// The figure that its formula is told of.
    explains: Option<ResultId>,
}

impl Amount {
    fn new(name: impl Into<String>, path: impl Into<String>, to: f64, role: ColorRole, value: TableCell) -> Self {
        Self { name: name.into(), path: path.into(), from: 0.0, to, role, value, detail: String::new(), explains: None }
    }
}

/// How the cost multiplied on the way to the target, and of what.
pub fn multiple_chart(input: ResultsInput<'_>) -> Chart {
    multiple(input).chart(&|position| format::factor(libm::pow(10.0, position)), &decades)
}

/// How much of what the target costs is not tokens, and what it is.
pub fn not_tokens_chart(input: ResultsInput<'_>) -> Chart {
    let money = Money::new(&input.scenario.currency);
    not_tokens(input).chart(&|amount| money.short(amount), &|low, high| even_steps(low, high).collect())
}

/// What an outcome costs at the best net, as planned, and what it is worth.
pub fn floor_chart(input: ResultsInput<'_>) -> Chart {
    let money = Money::new(&input.scenario.currency);
    floor(input).chart(&|amount| money.short(amount), &|low, high| even_steps(low, high).collect())
}

/// Each idea in a few words, with the chart that shows it: `322× Prototype`, `62 % not tokens`, `best net: cost $0.0410 < value $0.169`.
pub fn key_messages(input: ResultsInput<'_>) -> [(ChartKind, String); 3] {
    [multiple(input), not_tokens(input), floor(input)].map(|idea| (idea.key, idea.short))
}

fn multiple(input: ResultsInput<'_>) -> Idea {
    let ResultsInput { scenario, plan, results, .. } = input;
    let money = Money::new(&scenario.currency);
    let [first_name, target_name] = [0, plan.target].map(|stage| scenario.stages[stage].name.as_str());
    let [first, target] = [0, plan.target].map(|stage| &results.stages[stage].planned);
    let requests = EstimatePath::stage(target_name, StageField::Requests).to_string();
    let (title, bars) = match &results.multiple {
        None => (tr!("{first_name} costs nothing, so nothing multiplies", first_name), Vec::new()),
        Some(multiple) => {
            let per_request = multiple.cost_per_request;
            let title = tr!(
                "{target_name} costs {} what {first_name} does: {} as many requests, and each costs {} as much",
                format::factor(multiple.total),
                format::factor(multiple.volume),
                format::factor(per_request),
                target_name,
                first_name
            );
            let mut factors =
                vec![(tr!("Requests"), requests, multiple.volume, between(first.volume, target.volume, format::count))];
            match multiple.inference_per_request.zip(multiple.beyond_tokens) {
                Some((tokens, beyond)) => {
                    let each = |month: &Evaluation<f64>| month.inference() / month.volume;
                    let of_tokens = |month: &Evaluation<f64>| month.cost / month.inference();
                    let per_token_money = between(of_tokens(first), of_tokens(target), format::factor);
                    factors.push((
                        tr!("Tokens per request"),
                        "workload".to_owned(),
                        tokens,
                        between(each(first), each(target), |amount| money.full(amount)),
                    ));
                    factors.push((
                        tr!("Everything else"),
                        "components".to_owned(),
                        beyond,
                        tr!("{per_token_money} of tokens", per_token_money),
                    ));
                }
                None => {
                    let each = |month: &Evaluation<f64>| month.cost / month.volume;
                    let detail = between(each(first), each(target), |amount| money.full(amount));
                    factors.push((tr!("Cost of a request"), "workload".to_owned(), per_request, detail));
                }
            }
            let times = |factor| TableCell::number(format::factor(factor), factor);
            let mut reached = 0.0;
            let mut bars: Vec<Amount> = Vec::new();
            for (name, path, factor, detail) in factors {
                let from = reached;
                reached += libm::log10(factor);
                let value = times(factor);
                bars.push(Amount { from, detail, ..Amount::new(name, path, reached, ColorRole::Cost, value) });
            }
            let detail = between(first.cost, target.cost, |amount| money.full(amount));
            let total = libm::log10(multiple.total);
            let value = times(multiple.total);
            let explains = Some(ResultKind::Multiple.at_stage(plan.target));
            bars.push(Amount {
                detail,
                explains,
                ..Amount::new(tr!("Cost a month"), "plan", total, ColorRole::Cost, value)
            });
            (title, bars)
        }
    };
    Idea {
        key: ChartKind::Multiple,
        short: match results.multiple {
            Some(multiple) => format!("{} {first_name}", format::factor(multiple.total)),
            None => tr!("no multiple").to_owned(),
        },
        title,
        subtitle: tr!(
            "from {first_name} to {target_name}, what multiplies with what; each bar goes on where one ends",
            first_name,
            target_name
        ),
        label: tr!("times what it was").to_owned(),
        bars,
        detail: Some(tr!("from → to")),
        notes: Vec::new(),
    }
}

fn not_tokens(input: ResultsInput<'_>) -> Idea {
    let ResultsInput { scenario, plan, results, .. } = input;
    let money = Money::new(&scenario.currency);
    let stage = &scenario.stages[plan.target].name;
    let month = &results.stages[plan.target].planned;
    let share = month.share_beyond_tokens().unwrap_or(0.0);
    let slices = slices(scenario, plan, results);
    let others: Vec<(&Slice, f64)> =
        slices[1..].iter().map(|slice| (slice, slice.costs[plan.target])).filter(|(_, cost)| 0.0 < *cost).collect();
    let title = match others.first() {
        Some((slice, cost)) if 0.0 < share => {
            let (share, most) = (format::whole_percent(share), in_sentence(&slice.name));
            let [cost, all] = [*cost, month.cost].map(|cost| money.full(cost));
            match slice.category {
                Category::People => tr!(
                    "{share} of what {stage} costs is not tokens; {most} alone cost {cost} of {all}",
                    share,
                    stage,
                    most,
                    cost,
                    all
                ),
                _ => tr!(
                    "{share} of what {stage} costs is not tokens; {most} alone costs {cost} of {all}",
                    share,
                    stage,
                    most,
                    cost,
                    all
                ),
            }
        }
        _ if month.cost == 0.0 => tr!("{stage} costs nothing", stage),
        _ => tr!("All of what {stage} costs is tokens", stage),
    };
    let bar = |slice: &Slice, path: String, cost: f64| {
        let detail = if 0.0 < month.cost { format::chance(cost / month.cost) } else { String::new() };
        let explains = Some(slice.figure(plan.target));
        let role = ColorRole::Category(slice.category);
        Amount {
            detail,
            explains,
            ..Amount::new(slice.name.clone(), path, cost, role, TableCell::amount(&money, cost))
        }
    };
    let mut bars = vec![bar(&slices[0], "workload".to_owned(), month.inference())];
    bars.extend(others.iter().map(|(slice, cost)| {
        let cards = scenario.components.iter().enumerate();
        let card = cards.into_iter().find(|(place, card)| match &slice.cards {
            Some(cards) => cards.contains(place),
            None => card.category == slice.category && card.is_active_at(plan.target),
        });
        let path = card.map_or_else(|| slice.name.clone(), |(_, card)| path::component(&card.id).to_string());
        bar(slice, path, *cost)
    }));
    Idea {
        key: ChartKind::NotTokens,
        short: tr!("{} not tokens", format::whole_percent(share)),
        title,
        subtitle: tr!("cost of a month at {stage} in {}", scenario.currency, stage),
        label: scenario.currency.clone(),
        bars,
        detail: Some(tr!("share")),
        notes: Vec::new(),
    }
}

fn floor(input: ResultsInput<'_>) -> Idea {
    let ResultsInput { scenario, plan, results, .. } = input;
    let money = Money::new(&scenario.currency);
    let month = &results.stages[plan.target];
    let outcome = in_sentence(&scenario.outcome.name);
    let value = month.planned.value_per_outcome();
    let floor = &month.floor.evaluation;
    let best = floor.cost_per_outcome();
    let best_net = BestNet::of(plan, results, &money);
    let full = |amount: f64| money.full(amount);
    // Against its own value: with other strategies there are other answers.
    let (title, short) = match best.zip(floor.value_per_outcome()) {
        None => (tr!("There is no {outcome} to count a cost by", outcome), tr!("no outcomes").to_owned()),
        Some((best, worth)) if best < worth => (
            tr!(
                "At the best net each {outcome} costs {}, less than the {} that it is worth",
                full(best),
                full(worth),
                outcome
            ),
            tr!("best net: cost {} < value {}", full(best), full(worth)),
        ),
        Some((best, worth)) => (
            tr!(
                "Even at the best net each {outcome} costs {}, and it is worth {}: no listed strategy closes the gap",
                full(best),
                full(worth),
                outcome
            ),
            tr!("best net: cost {} > value {}", full(best), full(worth)),
        ),
    };
    let outcome_path = |what: &str| format!("outcome.{what}");
    let amounts = [
        (
            tr!("Value"),
            outcome_path("value"),
            value,
            ColorRole::Value,
            Some(ResultKind::ValuePerOutcome.at_stage(plan.target)),
        ),
        (
            tr!("Cost as planned"),
            outcome_path("success_rate"),
            month.planned.cost_per_outcome(),
            ColorRole::Cost,
            Some(ResultKind::CostPerOutcome.at_stage(plan.target)),
        ),
        (
            tr!("Cost without strategies"),
            "workload".to_owned(),
            month.baseline.cost_per_outcome(),
            ColorRole::Baseline,
            Some(ResultKind::CostPerOutcome.at_baseline(plan.target)),
        ),
        (
            tr!("Cost at the best net"),
            "plan".to_owned(),
            best,
            ColorRole::Floor,
            Some(ResultKind::CostPerOutcome.at_floor(plan.target)),
        ),
    ];
    let above = if best_net.outcomes_cost_more() { tr!(": an outcome costs more there, and more is left") } else { "" };
    let best_note = tr!("The best net (the floor): {}{above}", best_net.in_words(), above);
    let today = scenario.outcome.today.map(|today| tr!("Today, without AI, each costs {}", full(today.base())));
    let worth = floor.value_per_outcome().filter(|worth| value.is_some_and(|value| full(value) != full(*worth)));
    // Of no estimate of its own: a path leads to one row.
    let worth = (tr!("Value at the best net"), String::new(), worth, ColorRole::Value, None);
    let bars = amounts.into_iter().chain([worth]).filter_map(|(name, path, amount, role, explains)| {
        amount.map(|amount| Amount {
            explains,
            ..Amount::new(name, path, amount, role, TableCell::amount(&money, amount))
        })
    });
    Idea {
        key: ChartKind::Floor,
        short,
        title,
        subtitle: tr!("{} per {outcome} at {}", scenario.currency, scenario.stages[plan.target].name, outcome),
        label: scenario.currency.clone(),
        bars: bars.collect(),
        detail: None,
        notes: std::iter::once(best_note).chain(best_net.made_of()).chain(today).collect(),
    }
}

/// `1,600 → 219,089`.
fn between(from: f64, to: f64, write: impl Fn(f64) -> String) -> String {
    format!("{} → {}", write(from), write(to))
}

/// Whole powers of ten between two logarithms.
fn decades(low: f64, high: f64) -> Vec<f64> {
    (low.ceil() as i32..=high.floor() as i32).map(f64::from).collect()
}

impl Idea {
    fn chart(self, tick: &dyn Fn(f64) -> String, ticks: &dyn Fn(f64, f64) -> Vec<f64>) -> Chart {
        let ends = self.bars.iter().flat_map(|bar| [bar.from, bar.to]);
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), end| (low.min(end), high.max(end)));
        let high = if low < high { high } else { low + 1.0 };
        let sentence = |bar: &Amount| match bar.detail.as_str() {
            "" => format!("{}: {}", bar.name, bar.value.text),
            detail => format!("{}: {} ({detail})", bar.name, bar.value.text),
        };
        let said: Vec<String> = self.bars.iter().map(sentence).chain(self.notes.iter().cloned()).collect();
        let heading: Vec<String> = self.detail.iter().map(|detail| (*detail).to_owned()).collect();
        let row = |(bar, next): (&Amount, Option<&Amount>)| Row {
            ghost: None,
            share: None,
            explains: bar.explains,
            name: bar.name.clone(),
            path: bar.path.clone(),
            before: Vec::new(),
            band: None,
            bars: vec![RowBar { from: bar.from, to: bar.to, role: bar.role, is_outline: false }],
            link: next.filter(|next| next.from == bar.to).map(|next| next.from),
            mark: None,
            ends: vec![RowEnd { at: bar.from.max(bar.to), value: bar.value.text.clone(), figure: String::new() }],
            after: heading.iter().map(|_| bar.detail.clone()).collect(),
            sentence: sentence(bar),
        };
        let next = self.bars.iter().skip(1).map(Some).chain(std::iter::once(None));
        let rows: Vec<Row> = self.bars.iter().zip(next).map(row).collect();
        let cells = |bar: &Amount| {
            let detail = heading.iter().map(|_| bar.detail.as_str().into());
            [bar.name.as_str().into(), bar.value.clone()].into_iter().chain(detail).collect()
        };
        let headings = [tr!("What").to_owned(), self.label.clone()]
            .into_iter()
            .chain(heading.iter().map(|word| capitalised(word)));
        let table =
            Table { headings: headings.collect(), rows: self.bars.iter().map(cells).collect(), ..Table::default() };
        let table = table.explaining(|row, column| self.bars[row].explains.filter(|_| column == 1));
        Chart {
            head: ChartHead {
                key: self.key.into(),
                summary: format!("{}. {}.", self.title, said.join(". ")).replace("..", "."),
                title: self.title,
                subtitle: self.subtitle,
                table,
            },
            body: ChartBody::Bars(BarChart {
                before: Vec::new(),
                axis: RowAxis {
                    label: self.label,
                    range: (low, high),
                    ticks: ticks(low, high).into_iter().map(|at| (at, tick(at))).collect(),
                    lines: Vec::new(),
                },
                after: heading,
                omitted: vec![String::new(); rows.len() + 1],
                rows,
                notes: self.notes,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::reference::Preset;
    use crate::uncertainty::Simulation;

    fn with<R>(preset: &str, look: impl Fn(ResultsInput<'_>) -> R) -> R {
        let scenario = Preset::by_key(preset).unwrap().scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(200, 1).of(&plan, &results);
        look(ResultsInput::of(&scenario, &plan, &results, &uncertainty))
    }

    #[test]
    fn each_idea_says_its_finding() {
        let titles = |preset| {
            with(preset, |input| {
                [multiple_chart(input), not_tokens_chart(input), floor_chart(input)].map(|chart| chart.head.title)
            })
        };
        let expected = [
            "Production costs 341× what Prototype does: 137× as many requests, and each costs 2.49× as much",
            "62\u{a0}% of what Production costs is not tokens; people alone cost $6,876 of $15,973",
            "At the best net each accepted draft reply costs $0.103, less than the $0.171 that it is worth",
        ];
        assert_eq!(titles("support_assistant"), expected);
        let [_, _, floor] = titles("broken_economics");
        assert!(floor.starts_with("Even at the best net each summary read costs $"), "{floor}");
        let short = with("support_assistant", |input| key_messages(input).map(|(_, short)| short));
        assert_eq!(short, ["341× Prototype", "62\u{a0}% not tokens", "best net: cost $0.103 < value $0.171"]);
    }

    #[test]
    fn the_factors_meet_where_the_multiple_ends() {
        for preset in crate::reference::PRESETS {
            let chart = with(preset.key, multiple_chart);
            let [.., last_factor, total] = chart.bars().unwrap().rows.as_slice() else { panic!("{}", preset.key) };
            assert!((last_factor.bars[0].to - total.bars[0].to).abs() < 1e-9, "{}", preset.key);
            let costs = with(preset.key, not_tokens_chart);
            let sum: f64 = costs.bars().unwrap().rows.iter().map(|row| row.bars[0].to).sum();
            let cost = with(preset.key, |input| input.results.stages[input.plan.target].planned.cost);
            assert!((sum - cost).abs() < 1e-9 * cost, "{}: {sum} of {cost}", preset.key);
        }
    }
}
