//! The prototype-to-production cost curve: what it costs as it grows, against what one would have thought.

use super::band;
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::line_chart::{Area, Axis, Dash, Dot, Gap, LineChart, Series, StageMark, positive_range};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::{Plan, Results, Versions};
use crate::format::{self, Money};
use crate::language::{in_sentence, text, tr};
use crate::prose::{EIGHT_IN_TEN, ResultKind, ResultsInput, capitalised, contingency_in_words};
use crate::scenario::{Category, Component, Scenario};
use crate::uncertainty::Interval;

/// The cost curve of a plan, with what eight in ten futures stay within.
pub fn cost_curve(input: ResultsInput<'_>) -> Chart {
    let ResultsInput { scenario, plan, results, uncertainty, calibrations, .. } = input;
    let money = Money::new(&scenario.currency);
    let first = &results.stages[0].planned;
    let target = &results.stages[plan.target].planned;
    let target_name = &scenario.stages[plan.target].name;
    let first_name = &scenario.stages[0].name;

    let line = |name: &str, role, dash, width, cost: &dyn Fn(&Versions) -> f64| Series {
        name: name.to_owned(),
        role,
        dash,
        width,
        points: results.curve.points().map(|versions| [versions.planned.volume, cost(versions)]).collect(),
    };
    let per_request = first.cost / first.volume;
    let forecast = tr!("{first_name}’s forecast", first_name);
    let mut series = vec![
        line(tr!("tokens only"), ColorRole::Cost, Dash::Dotted, 1.5, &|versions| versions.planned.inference()),
        line(&forecast, ColorRole::Forecast, Dash::Dashed, 1.5, &|versions| per_request * versions.planned.volume),
    ];
    let bands = &uncertainty.bands;
    let mut areas: Vec<Area> = Vec::new();
    if plan.strategies.iter().any(|strategy| strategy.enabled) {
        areas.extend(band::areas(series.len(), ColorRole::Baseline, &bands.baseline, |point| point.cost));
        series.push(line(tr!("no strategies"), ColorRole::Baseline, Dash::Solid, 1.5, &|versions| {
            versions.baseline.cost
        }));
    }
    let planned_areas = band::areas(series.len(), ColorRole::Cost, &bands.planned, |point| point.cost);
    series.push(line(tr!("planned"), ColorRole::Cost, Dash::Solid, 2.5, &|versions| versions.planned.cost));

    let volumes = crate::economics::Curve::volumes(plan);
    let (low, high) = positive_range(&series);
    // Cost of tokens alone may be next to nothing; the curve matters more than where that begins.
    let cost_low = positive_range(&series[1..]).0;
    let promised = per_request * target.volume;
    let growth = results.multiple.map(|multiple| multiple.total);
    let title = match growth.filter(|_| 0 < plan.target) {
        Some(total) => {
            tr!(
                "{target_name} costs {} a month, {} {first_name}",
                money.full(target.cost),
                format::factor(total),
                target_name,
                first_name
            )
        }
        None => tr!("{target_name} costs {} a month", money.full(target.cost), target_name),
    };
    let gap = (0 < plan.target && 0.0 < promised && promised * 1.05 < target.cost).then(|| Gap {
        x: target.volume,
        low: promised,
        high: target.cost,
        label: tr!("{} what {first_name} promised", format::factor(target.cost / promised), first_name),
    });
    let dots = results.stages.iter().map(|versions| Dot {
        at: [versions.planned.volume, versions.planned.cost],
        role: ColorRole::Cost,
        label: money.short(versions.planned.cost),
    });
    let measured = calibrations.iter().flatten().filter_map(|found| found.evaluation.as_ref());
    let measured = measured.filter(|month| volumes.0 <= month.volume && month.volume <= volumes.1).map(|month| Dot {
        at: [month.volume, month.cost],
        role: ColorRole::Actual,
        label: tr!("actual {}", money.short(month.cost)),
    });
    let volumes_of_stages: Vec<f64> = plan.stages.iter().map(|stage| stage.requests).collect();
    let intervals = band::at_stages(&bands.planned, &volumes_of_stages, |point| point.cost);
    let range = band::widened((low.max(cost_low / 30.0), high), &planned_areas);
    let is_uncertain = !planned_areas.is_empty();
    areas.extend(planned_areas);
    Chart {
        head: ChartHead {
            key: ChartKind::Curve.into(),
            summary: match contingency_in_words(&uncertainty.outlook, &money) {
                Some(adds) => {
                    let summary = summary(&title, scenario, results, &intervals, is_uncertain, &money);
                    tr!("{summary} {} at {target_name}.", capitalised(&adds), summary, target_name)
                }
                None => summary(&title, scenario, results, &intervals, is_uncertain, &money),
            },
            title,
            subtitle: tr!("cost a month in {} by requests a month", scenario.currency),
            table: table(scenario, results, &intervals, &money),
        },
        body: ChartBody::Lines(LineChart {
            is_linear: false,
            x: Axis { label: tr!("requests a month").to_owned(), unit: Unit::Count, range: volumes },
            y: Axis { label: tr!("{} a month", scenario.currency), unit: Unit::Money(money.clone()), range },
            dots: dots.chain(measured).collect(),
            stages: stage_marks(scenario, plan, results),
            areas,
            marks: Vec::new(),
            series,
            choices: Vec::new(),
            gap,
            explains: plan
                .stages
                .iter()
                .enumerate()
                .map(|(at, stage)| (stage.requests, ResultKind::Cost.at_stage(at)))
                .collect(),
        }),
    }
}

/// Where each stage begins and what changes there.
pub(super) fn stage_marks(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<StageMark> {
    let marks = scenario.stages.iter().zip(&plan.stages).enumerate().map(|(index, (stage, resolved))| StageMark {
        x: resolved.requests,
        name: stage.name.clone(),
        changes: if index == 0 { Vec::new() } else { changes(scenario, results, index) },
        is_target: index == plan.target,
    });
    marks.collect()
}

/// What comes and goes when a stage begins: "+ engineering", "− 40 % tokens".
fn changes(scenario: &Scenario, results: &Results, stage: usize) -> Vec<String> {
    let active = |component: &Component, stage| component.is_active_at(stage);
    let mut changes = Vec::new();
    for component in &scenario.components {
        match (active(component, stage - 1), active(component, stage)) {
            (false, true) => changes.push(format!("+ {}", in_sentence(&component.name))),
            (true, false) => changes.push(format!("− {}", in_sentence(&component.name))),
            _ => {}
        }
    }
    let ends = |run: usize, last: bool| {
        let run = &results.curve.runs[run];
        let end = if last { run.last() } else { run.first() };
        end.map_or(0.0, |versions| versions.planned.inference())
    };
    let (before, after) = (ends(stage - 1, true), ends(stage, false));
    let change = after / before - 1.0;
    if 0.0 < before && 0.005 < change.abs() {
        let sign = if change < 0.0 { "−" } else { "+" };
        changes.push(tr!("{sign} {} tokens", format::whole_percent(change.abs()), sign));
    }
    changes
}

fn table(scenario: &Scenario, results: &Results, intervals: &[Option<Interval>], money: &Money) -> Table {
    let headings = [
        tr!("Stage"),
        tr!("Requests a month"),
        tr!("Planned"),
        tr!("8 in 10 futures at these requests"),
        tr!("No strategies"),
        tr!("At the best net"),
        tr!("Tokens only"),
        tr!("Not tokens"),
    ];
    let row = |((stage, versions), interval): ((&crate::scenario::Stage, &Versions), &Option<Interval>)| {
        let planned = &versions.planned;
        let amount = |amount| TableCell::amount(money, amount);
        vec![
            stage.name.as_str().into(),
            TableCell::count(planned.volume),
            amount(planned.cost),
            TableCell::interval_or_dash(money, *interval),
            amount(versions.baseline.cost),
            amount(versions.floor.evaluation.cost),
            amount(planned.inference()),
            planned
                .share_beyond_tokens()
                .map_or_else(TableCell::dash, |share| TableCell::share(format::whole_percent(share), share)),
        ]
    };
    let table = Table {
        headings: headings.map(str::to_owned).to_vec(),
        rows: scenario.stages.iter().zip(&results.stages).zip(intervals).map(row).collect(),
        ..Table::default()
    };
    table.explaining(|stage, column| match column {
        2 => Some(ResultKind::Cost.at_stage(stage)),
        4 => Some(ResultKind::Cost.at_baseline(stage)),
        5 => Some(ResultKind::Cost.at_floor(stage)),
        6 => Some(ResultKind::OfCategory(Category::Inference).at_stage(stage)),
        7 => Some(ResultKind::NotTokens.at_stage(stage)),
        _ => None,
    })
}

fn summary(
    title: &str,
    scenario: &Scenario,
    results: &Results,
    intervals: &[Option<Interval>],
    is_uncertain: bool,
    money: &Money,
) -> String {
    let stages = scenario.stages.iter().zip(&results.stages).zip(intervals).map(|((stage, versions), interval)| {
        let planned = &versions.planned;
        let futures = match interval {
            Some(interval) if is_uncertain => {
                tr!(
                    " ({eight_in_ten} at that volume: {})",
                    format::interval(*interval, |amount| money.full(amount)),
                    eight_in_ten = text(EIGHT_IN_TEN)
                )
            }
            _ => String::new(),
        };
        tr!(
            "{}: {} at {} requests{futures}",
            stage.name,
            money.full(planned.cost),
            format::count(planned.volume),
            futures
        )
    });
    tr!("{title}. Cost a month by stage: {}.", stages.collect::<Vec<_>>().join("; "), title)
}
