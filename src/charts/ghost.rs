//! Another plan's lines and bars behind a chart's own: thin, dashed or outlined, and named.

use super::bar_chart::BarChart;
use super::chart::{Chart, ChartBody};
use super::chart_kind::ChartKind;
use super::line_chart::{Dash, LineChart, Series};
use super::stacked_bar_chart::{Ghost, StackedBarChart};
use crate::language::tr;

/// What is drawn heavier than this is what a chart is about.
const HEAVY: f32 = 2.0;
const THIN: f32 = 1.2;

impl Chart {
    /// This chart with the same chart of another plan, which has a name, behind it.
    #[must_use]
    pub fn with_ghost(&self, other: &Self, name: &str) -> Self {
        let mut chart = self.clone();
        let is_drawn = match (&mut chart.body, &other.body) {
            (ChartBody::Lines(lines), ChartBody::Lines(other)) => add_lines(lines, other, name),
            (ChartBody::Bars(bars), ChartBody::Bars(other)) => add_reaches(bars, other, name),
            (ChartBody::Stacks(stacks), ChartBody::Stacks(other)) => {
                chart.head.subtitle = tr!("{}; narrow bars: {name}", chart.head.subtitle, name);
                add_stacks(stacks, other)
            }
            // Its finding stands below; what it loses cell by cell would be read as this plan's.
            (ChartBody::Matrix(matrix), ChartBody::Matrix(_)) if self.key() == ChartKind::ChangingLater => {
                matrix.notes.push(tr!("{name}: {}", other.head.title, name));
                true
            }
            _ => false,
        };
        if is_drawn {
            chart.head.summary = tr!("{} Beside it, {name}: {}", chart.head.summary, other.head.summary, name);
        }
        chart
    }
}

/// The most important lines of another plan, thin and dashed. Returns whether there is anything to tell of.
fn add_lines(chart: &mut LineChart, other: &LineChart, name: &str) -> bool {
    let (from, to) = chart.x.range;
    let heavy: Vec<&Series> = other.series.iter().filter(|series| HEAVY < series.width).collect();
    let ghost = |series: &&Series| {
        let points = series.points.iter().filter(|point| from <= point[0] && point[0] <= to).copied();
        Series {
            name: match series.name.split(',').next() {
                Some(what) if 1 < heavy.len() => tr!("{what} of {name}", what, name),
                _ => name.to_owned(),
            },
            dash: Dash::Dashed,
            width: THIN,
            points: points.collect(),
            ..Series::clone(series)
        }
    };
    let ghosts: Vec<Series> = heavy.iter().map(ghost).collect();
    let (low, high) = &mut chart.y.range;
    for [_, value] in ghosts.iter().flat_map(|ghost| &ghost.points).filter(|[_, value]| value.is_finite()) {
        // A logarithmic axis has no room for 0.
        if chart.is_linear || 0.0 < *value {
            (*low, *high) = (low.min(*value), high.max(*value));
        }
    }
    for area in &mut chart.areas {
        area.band_of = area.band_of.map(|place| place + ghosts.len());
    }
    // The most important lines are painted last.
    chart.series.splice(0..0, ghosts);
    true
}

/// As far as the bars of another plan reach, a line below each. Returns whether any is drawn.
fn add_reaches(chart: &mut BarChart, other: &BarChart, name: &str) -> bool {
    for row in &mut chart.rows {
        let same = other.rows.iter().find(|other| (&other.path, &other.name) == (&row.path, &row.name));
        let ends =
            same.iter().flat_map(|same| &same.bars).filter(|bar| !bar.is_outline).flat_map(|bar| [bar.from, bar.to]);
        let reach = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), at| (low.min(at), high.max(at)));
        row.ghost = (reach.0 < reach.1).then_some(reach);
    }
    let ghosts = chart.rows.iter().filter_map(|row| row.ghost);
    chart.axis.range = ghosts.fold(chart.axis.range, |(low, high), (from, to)| (low.min(from), high.max(to)));
    let is_drawn = chart.rows.iter().any(|row| row.ghost.is_some());
    if is_drawn {
        chart.notes.insert(0, tr!("Line below a bar: {name}", name));
    }
    is_drawn
}

/// The stacks of another plan, narrow, in the layers of this chart.
fn add_stacks(chart: &mut StackedBarChart, other: &StackedBarChart) -> bool {
    let places: Vec<Option<usize>> =
        chart.layers.iter().map(|layer| other.layers.iter().position(|other| other.name == layer.name)).collect();
    for stack in &mut chart.stacks {
        let same = other.stacks.iter().find(|other| other.name == stack.name);
        stack.ghost = same.map(|same| {
            let amount = |place: &Option<usize>| place.map_or(0.0, |place| same.amounts[place]);
            Ghost { amounts: places.iter().map(amount).collect(), total: same.total() }
        });
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::prose::ResultsInput;
    use crate::reference::Preset;
    use crate::scenario::Scenario;
    use crate::uncertainty::Simulation;

    fn charts(change: impl FnOnce(&mut Scenario)) -> Vec<Chart> {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(200, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        ChartKind::ALL.iter().filter(|key| key.has_content(&scenario)).map(|key| key.chart(input)).collect()
    }

    #[test]
    fn the_other_plan_stands_behind_and_fits() {
        let plan = charts(|_| ());
        let other = charts(|scenario| scenario.strategies.iter_mut().for_each(|strategy| strategy.enabled = false));
        for (plain, other) in plan.iter().zip(&other) {
            let key = plain.key();
            match (&plain.body, plain.with_ghost(other, "‘B’").body) {
                (ChartBody::Lines(plain), ChartBody::Lines(chart)) => {
                    let more = chart.series.len() - plain.series.len();
                    let ghosts = &chart.series[..more];
                    assert!((1..=2).contains(&more) && ghosts.iter().all(|ghost| ghost.name.ends_with("‘B’")));
                    let target = plain.stages.iter().find(|stage| stage.is_target).unwrap().x;
                    let planned = other.lines().unwrap().series.last().unwrap().at(target);
                    assert_eq!(ghosts[more - 1].at(target), planned, "{key:?}");
                    let band = |chart: &LineChart| chart.band_at(chart.series.len() - 1, target);
                    assert_eq!(band(&chart), band(plain), "bands stay with their lines");
                    let (low, high) = chart.y.range;
                    let values = ghosts.iter().flat_map(|ghost| &ghost.points).map(|point| point[1]);
                    assert!(values.into_iter().all(|value| low <= value && value <= high), "{key:?}");
                }
                (ChartBody::Bars(_), ChartBody::Bars(chart)) => {
                    assert!(chart.rows.iter().any(|row| row.ghost.is_some()), "{key:?}");
                    assert!(chart.notes[0].contains("‘B’"));
                }
                (ChartBody::Stacks(_), ChartBody::Stacks(chart)) => {
                    for stack in &chart.stacks {
                        let ghost = stack.ghost.as_ref().unwrap();
                        assert_eq!(ghost.amounts.len(), stack.amounts.len());
                        assert!(ghost.amounts.iter().sum::<f64>() <= ghost.total * (1.0 + 1e-9));
                    }
                }
                (ChartBody::Matrix(plain), ChartBody::Matrix(chart)) => {
                    assert_eq!(plain.rows, chart.rows, "{key:?}");
                    let is_later = key == ChartKind::ChangingLater;
                    assert_eq!(chart.notes.len() - plain.notes.len(), usize::from(is_later), "{key:?}");
                    assert!(!is_later || chart.notes.last().unwrap().starts_with("‘B’: Nothing is planned"));
                }
                _ => panic!("another kind of chart"),
            }
        }
    }
}
