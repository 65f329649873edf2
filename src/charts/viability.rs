//! Where it pays: cost against value per outcome as the use case grows.

use super::band;
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::curve::stage_marks;
use super::line_chart::{Area, Axis, Dash, Dot, LineChart, Mark, Series, StageMark, positive_range, profit_and_loss};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::{AlternativeMonth, Assumptions, Curve, Engine, Evaluation, Plan, Results, Versions};
use crate::format::{self, Money};
use crate::language::{text, tr};
use crate::prose::{BreakEven, EIGHT_IN_TEN, ResultKind, interval_or_dash};
use crate::scenario::Scenario;
use crate::uncertainty::{BandPoint, Interval, Uncertainty};

/// Cost and value per outcome over the curve, with what eight in ten futures of each stay within.
pub fn viability_chart(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: &Uncertainty) -> Chart {
    let money = Money::new(&scenario.currency);
    let outcome = &scenario.outcome.name;
    let line = |name: &str, role, dash, width, of: &dyn Fn(&Versions) -> Option<f64>| Series {
        name: name.to_owned(),
        role,
        dash,
        width,
        points: results
            .curve
            .points()
            .filter_map(|versions| of(versions).map(|money| [versions.planned.volume, money]))
            .collect(),
    };
    let volumes = Curve::volumes(plan);
    let mut series = Vec::new();
    if let Some(today) = &scenario.outcome.today {
        let points = vec![[volumes.0, today.base()], [volumes.1, today.base()]];
        series.push(Series {
            name: tr!("today {}", money.full(today.base())),
            role: ColorRole::Today,
            dash: Dash::Dotted,
            width: 1.5,
            points,
        });
    }
    series.extend(alternative_lines(scenario, plan, results));
    let value =
        line(tr!("value"), ColorRole::Value, Dash::Solid, 2.5, &|versions| versions.planned.value_per_outcome());
    series.extend(held_lines(scenario, plan, results, &value));
    // The floor is the best net: what an outcome costs there may lie above the plan.
    series.push(line(tr!("best net (floor)"), ColorRole::Floor, Dash::Dashed, 1.5, &|versions| {
        versions.floor.evaluation.cost_per_outcome()
    }));
    if plan.strategies.iter().any(|strategy| strategy.enabled) {
        let baseline = |versions: &Versions| versions.baseline.cost_per_outcome();
        series.push(line(tr!("no strategies"), ColorRole::Baseline, Dash::Solid, 1.5, &baseline));
    }
    // The baseline has its band on the cost curve; here two are as many as can be told apart.
    let bands = &uncertainty.bands.planned;
    let mut band_areas = band::areas(series.len(), ColorRole::Value, bands, |point| point.value_per_outcome);
    series.push(value);
    band_areas.extend(band::areas(series.len(), ColorRole::Cost, bands, |point| point.cost_per_outcome));
    series.push(line(tr!("cost, planned"), ColorRole::Cost, Dash::Solid, 2.5, &|versions| {
        versions.planned.cost_per_outcome()
    }));

    let target = &results.stages[plan.target].planned;
    let target_name = &scenario.stages[plan.target].name;
    let title = match (target.cost_per_outcome(), target.value_per_outcome()) {
        (Some(cost), Some(value)) => {
            let pays = cost <= value;
            let [cost, value] = [cost, value].map(|amount| money.full(amount));
            match pays {
                true => tr!(
                    "At {target_name}, each {outcome} costs {cost} and brings {value}",
                    target_name,
                    outcome,
                    cost,
                    value
                ),
                false => tr!(
                    "At {target_name}, each {outcome} costs {cost} and brings only {value}",
                    target_name,
                    outcome,
                    cost,
                    value
                ),
            }
        }
        _ => tr!("At {target_name}, there is no {outcome} to pay for the cost", target_name, outcome),
    };
    let dots = results.stages.iter().filter_map(|versions| {
        let cost = versions.planned.cost_per_outcome()?;
        Some(Dot { at: [versions.planned.volume, cost], role: ColorRole::Cost, label: money.full(cost) })
    });
    let marks = marks(scenario, plan, results);
    let volumes_of_stages: Vec<f64> = plan.stages.iter().map(|stage| stage.requests).collect();
    let figures_of: [fn(&BandPoint) -> Interval; 2] = [|point| point.cost_per_outcome, |point| point.value_per_outcome];
    let intervals = figures_of.map(|of| band::at_stages(bands, &volumes_of_stages, of));
    let ranges = [tr!("cost"), tr!("value")].into_iter().zip(&intervals).filter_map(|(name, intervals)| {
        Some(format!("{name} {}", interval_or_dash(&money, Some(intervals[plan.target]?))))
    });
    let ranges = ranges.collect::<Vec<_>>().join(", ");
    let says = marks.iter().map(|mark| mark.label.clone()).filter(|label| !label.is_empty()).chain(
        (!ranges.is_empty() && !band_areas.is_empty()).then(|| {
            tr!(
                "{eight_in_ten} at {target_name}’s requests: {ranges}",
                eight_in_ten = text(EIGHT_IN_TEN),
                target_name,
                ranges
            )
        }),
    );
    let says = says.collect::<Vec<_>>().join("; ");
    let range =
        band::widened(positive_range(series.iter().filter(|series| series.role != ColorRole::Today)), &band_areas);
    let today = scenario.outcome.today.map(|today| today.base());
    let today = today.filter(|today| 0.0 < *today && *today <= LineChart::MOST_ABOVE * range.1);
    let range = today.map_or(range, |today| (range.0.min(today), range.1.max(today)));
    let mut areas: Vec<Area> = results
        .curve
        .runs
        .iter()
        .flat_map(|run| run.split(|versions| both(versions).is_none()))
        .flat_map(|piece| profit_and_loss(piece.iter().filter_map(both)))
        .collect();
    areas.extend(band_areas);
    Chart {
        head: ChartHead {
            key: ChartKind::Viability.into(),
            summary: if says.is_empty() { format!("{title}.") } else { format!("{title}. {says}.") },
            title,
            subtitle: tr!("cost and value per {outcome} in {} by requests a month", scenario.currency, outcome),
            table: table(scenario, plan, results, &intervals, &money),
        },
        body: ChartBody::Lines(LineChart {
            is_linear: false,
            x: Axis { label: tr!("requests a month").to_owned(), unit: Unit::Count, range: volumes },
            y: Axis {
                label: tr!("{} per {outcome}", scenario.currency, outcome),
                unit: Unit::Money(money.clone()),
                range,
            },
            areas,
            // What comes and goes stands on the cost curve; here it would only repeat.
            stages: stage_marks(scenario, plan, results)
                .into_iter()
                .map(|stage| StageMark { changes: Vec::new(), ..stage })
                .collect(),
            dots: dots.collect(),
            choices: Vec::new(),
            gap: None,
            explains: volumes_of_stages
                .into_iter()
                .zip((0..).map(|stage| ResultKind::CostPerOutcome.at_stage(stage)))
                .collect(),
            marks,
            series,
        }),
    }
}

/// Break-evens at the target's set-up, and stages that change the sign by beginning.
fn marks(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<Mark> {
    let target = &scenario.stages[plan.target].name;
    let break_even = BreakEven::of(results);
    let counted = (0..results.alternatives.len()).filter(|place| !scenario.lacks_people(*place));
    let meets = counted.map(|place| {
        let meets = BreakEven::with_alternative(results, place);
        (meets, meets.beside(scenario, plan, results, place))
    });
    let found = std::iter::once((break_even, break_even.finding(plan, results, target))).chain(meets);
    // Said once, at the first.
    let mut marks: Vec<Mark> = found
        .flat_map(|(found, finding)| {
            let mut label = finding.unwrap_or_default();
            found.volumes().into_iter().map(move |x| Mark { x, label: std::mem::take(&mut label) })
        })
        .collect();
    marks.extend(results.sign_changes.iter().map(|&stage| {
        let after = results.curve.runs[stage].first().map_or(0.0, |versions| versions.planned.net);
        let name = &scenario.stages[stage].name;
        Mark {
            x: plan.stages[stage].requests,
            label: match 0.0 <= after {
                true => tr!("steps up at {name}: it starts to pay there", name),
                false => tr!("steps up at {name}: it stops paying there", name),
            },
        }
    }));
    marks
}

/// How much further than to a break-even the line that it belongs to is drawn, as a factor on volume: far enough to be seen
/// crossing.
const BEYOND: f64 = 1.6;

/// By how much of itself a value has to be off to be told from the one that is drawn.
const TOLD_APART: f64 = 0.03;

/// What an outcome costs with the target's set-up at volumes where the curve has another one: as far as to its break-evens,
/// which would else stand where no lines cross. Also what it brings there, where that is something else than is drawn.
fn held_lines(scenario: &Scenario, plan: &Plan, results: &Results, drawn: &Series) -> Vec<Series> {
    let (lowest, highest) = Curve::volumes(plan);
    let own = plan.stages[plan.target].requests;
    let pays = results.break_even_held.iter().filter(|volume| (lowest..=highest).contains(*volume));
    // The first stage holds below itself, and the last one beyond.
    let first = pays.clone().find(|first| 0 < plan.target && **first < own);
    let last = pays.rev().find(|last| plan.target + 1 < plan.stages.len() && own < **last);
    let first = first.map(|first| [(first / BEYOND).max(lowest), own]);
    let last = last.map(|last| [own, (last * BEYOND).min(highest)]);
    if first.is_none() && last.is_none() {
        return Vec::new();
    }
    let (base, set) = (Assumptions::base(plan), plan.planned_mix().active_at(plan, plan.target));
    let mut engine = Engine::new(&base);
    let set_up = tr!("with {}’s set-up", scenario.stages[plan.target].name);
    let lines = |[from, to]: [f64; 2]| {
        let curve = results.curve.points().map(|versions| versions.planned.volume);
        let between = curve.filter(|volume| from < *volume && *volume < to);
        let volumes = std::iter::once(from).chain(between).chain(std::iter::once(to));
        let months: Vec<_> = volumes.map(|volume| engine.evaluate(&base.held(plan.target, volume), set)).collect();
        let line = |name: String, role, of: fn(&Evaluation<f64>) -> Option<f64>| {
            let points = months.iter().filter_map(|month| Some([month.volume, of(month)?])).collect();
            Series { name, role, dash: Dash::Dotted, width: 1.5, points }
        };
        let value = line(tr!("value {set_up}", set_up), ColorRole::Value, Evaluation::value_per_outcome);
        let is_off = |[volume, value]: &[f64; 2]| {
            drawn.at(*volume).is_some_and(|drawn| TOLD_APART * drawn.abs() < (value - drawn).abs())
        };
        let value = value.points.iter().any(is_off).then_some(value);
        value.into_iter().chain([line(set_up.clone(), ColorRole::Cost, Evaluation::cost_per_outcome)])
    };
    first.into_iter().chain(last).flat_map(lines).collect()
}

/// What an outcome costs with each alternative, the target's set-up held.
fn alternative_lines(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<Series> {
    let base = Assumptions::base(plan);
    let line = |(place, (named, alternative)): (usize, (&crate::scenario::Alternative, &_))| {
        let at = |volume: f64| AlternativeMonth::at(&base, alternative, &base.held(plan.target, volume));
        let volumes = results.curve.points().map(|versions| versions.planned.volume);
        Series {
            name: named.name.clone(),
            role: ColorRole::Alternative,
            dash: if place % 2 == 0 { Dash::Dashed } else { Dash::Dotted },
            width: 2.0,
            points: volumes.filter_map(|volume| Some([volume, cost_per_outcome(&at(volume))?])).collect(),
        }
    };
    let all = scenario.alternatives.iter().zip(&plan.alternatives).enumerate();
    all.filter(|(place, _)| !scenario.lacks_people(*place)).map(line).collect()
}

/// `None` without outcomes.
fn cost_per_outcome(month: &AlternativeMonth) -> Option<f64> {
    (0.0 < month.outcomes).then(|| month.cost / month.outcomes)
}

/// Cost and value per outcome, where there are outcomes.
fn both(versions: &Versions) -> Option<[f64; 3]> {
    let month = &versions.planned;
    Some([month.volume, month.cost_per_outcome()?, month.value_per_outcome()?])
}

fn table(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    intervals: &[Vec<Option<Interval>>; 2],
    money: &Money,
) -> Table {
    let headings = [
        tr!("Stage"),
        tr!("Requests a month"),
        tr!("Cost"),
        tr!("8 in 10 futures"),
        tr!("Value"),
        tr!("8 in 10 futures"),
        tr!("No strategies"),
        tr!("At the best net"),
        tr!("Value : cost"),
    ];
    let [costs, values] = intervals;
    let full = |amount: Option<f64>| TableCell::amount_or_dash(money, amount);
    let base = Assumptions::base(plan);
    let alternatives = |volume: f64| {
        let month = |alternative| AlternativeMonth::at(&base, alternative, &base.held(plan.target, volume));
        plan.alternatives.iter().map(|alternative| full(cost_per_outcome(&month(alternative)))).collect::<Vec<_>>()
    };
    let row = |(index, (stage, versions)): (usize, (&crate::scenario::Stage, &Versions))| {
        let cells = vec![
            stage.name.as_str().into(),
            TableCell::count(versions.planned.volume),
            full(versions.planned.cost_per_outcome()),
            TableCell::interval_or_dash(money, costs[index]),
            full(versions.planned.value_per_outcome()),
            TableCell::interval_or_dash(money, values[index]),
            full(versions.baseline.cost_per_outcome()),
            full(versions.floor.evaluation.cost_per_outcome()),
            versions
                .planned
                .ratio()
                .map_or_else(TableCell::dash, |ratio| TableCell::number(format::factor(ratio), ratio)),
        ];
        cells.into_iter().chain(alternatives(versions.planned.volume)).collect()
    };
    let names = scenario.alternatives.iter().map(|alternative| tr!("“{}”", alternative.name));
    let table = Table {
        headings: headings.map(str::to_owned).into_iter().chain(names).collect(),
        rows: scenario.stages.iter().zip(&results.stages).enumerate().map(row).collect(),
        ..Table::default()
    };
    table.explaining(|stage, column| match column {
        2 => Some(ResultKind::CostPerOutcome.at_stage(stage)),
        4 => Some(ResultKind::ValuePerOutcome.at_stage(stage)),
        6 => Some(ResultKind::CostPerOutcome.at_baseline(stage)),
        7 => Some(ResultKind::CostPerOutcome.at_floor(stage)),
        8 => Some(ResultKind::Ratio.at_stage(stage)),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::parse_scenario;
    use crate::reference::Preset;
    use crate::scenario::Estimate;
    use crate::uncertainty::Simulation;

    fn chart(change: impl FnOnce(&mut Scenario)) -> (ChartHead, LineChart, Results) {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/research_agent.ron");
        let mut scenario = parse_scenario(&std::fs::read_to_string(path).unwrap()).unwrap();
        change(&mut scenario);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(100, 1).of(&plan, &results);
        let Chart { head, body } = viability_chart(&scenario, &plan, &results, &uncertainty);
        let ChartBody::Lines(lines) = body else { panic!("it has lines") };
        (head, lines, results)
    }

    #[test]
    fn what_could_be_bought_has_a_line_and_a_mark_where_it_meets_the_plan() {
        let (head, lines, results) = chart(|_| ());
        let other = &results.alternatives[0];
        let line = lines.series.iter().find(|series| series.role == ColorRole::Alternative).unwrap();
        assert_eq!(line.name, "Buy seats of a product");
        let at_target = line.at(other.month.volume).unwrap();
        assert!((at_target - other.month.cost / other.month.outcomes).abs() < 1e-9, "{at_target}");
        let mark = lines.marks.iter().find(|mark| mark.x == other.meets[0]).unwrap();
        assert_eq!(mark.label, "building nets more than “Buy seats of a product” from 19k requests a month");
        assert!(head.summary.contains(&mark.label), "{}", head.summary);
        assert_eq!(head.table.headings.last().unwrap(), "“Buy seats of a product”");
        assert_eq!(head.table.rows[2].last().unwrap().text, "$2.79");
    }

    #[test]
    fn a_break_even_of_the_target_lies_where_its_line_crosses_the_value() {
        let crossing = |error_cost: f64, value: &str| {
            let (_, lines, results) = chart(|scenario| {
                *scenario = Preset::by_key("support_assistant").unwrap().scenario();
                scenario.outcome.error_cost = Estimate::Exact(error_cost);
            });
            let pays_from = results.break_even_held[0];
            assert!(lines.marks.iter().any(|mark| mark.x == pays_from));
            let names = ["with Production’s set-up", value];
            let ends = names.map(|name| lines.series.iter().find(|series| series.name == name).unwrap().at(pays_from));
            let has_value = lines.series.iter().any(|series| series.name.starts_with("value with"));
            (ends.map(Option::unwrap), has_value)
        };
        let ([cost, value], has_value) = crossing(0.0, "value");
        assert!((cost - value).abs() < 1e-3 * value && !has_value, "{cost} and {value}");
        let ([cost, value], _) = crossing(8.0, "value with Production’s set-up");
        assert!((cost - value).abs() < 1e-3 * value, "{cost} and {value}");
    }

    #[test]
    fn what_today_costs_is_drawn_to_scale_unless_it_dwarfs_all_else() {
        let range = |today: Option<f64>| {
            let (_, lines, _) = chart(|scenario| scenario.outcome.today = today.map(Estimate::Exact));
            lines.y.range
        };
        let (low, high) = range(None);
        assert_eq!(range(Some(2.0 * high)), (low, 2.0 * high));
        for today in [0.0, 4.0 * high] {
            assert_eq!(range(Some(today)), (low, high), "{today}");
        }
    }

    #[test]
    fn without_alternatives_nothing_is_added() {
        let (head, lines, _) = chart(|scenario| scenario.alternatives.clear());
        assert!(lines.series.iter().all(|series| series.role != ColorRole::Alternative));
        assert!(lines.marks.iter().all(|mark| !mark.label.contains("building")));
        assert_eq!(head.table.headings.last().unwrap(), "Value : cost");
    }
}
