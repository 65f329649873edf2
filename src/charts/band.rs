//! What eight in ten futures stay within, as areas beside the lines they belong to.

use super::color_role::ColorRole;
use super::line_chart::{Area, between};
use crate::prose::is_wide;
use crate::uncertainty::{BandPoint, Interval};

/// How far a band may widen an axis, as a share of what the lines take of it.
const MOST_WIDENING: f64 = 0.2;
/// And as a factor, where the lines take next to nothing.
const LEAST_WIDENING: f64 = 1.6;

/// The band of one line, an area a stage; none where nothing uncertain moves it, and none where it is no number.
pub fn areas(series: usize, role: ColorRole, runs: &[Vec<BandPoint>], of: fn(&BandPoint) -> Interval) -> Vec<Area> {
    let mut areas = Vec::new();
    for run in runs {
        let pieces = run.split(|point| of(point)[0].is_infinite() || of(point).iter().any(|end| end.is_nan()));
        for piece in pieces.filter(|piece| 1 < piece.len() && piece.iter().any(|point| is_wide(of(point)))) {
            let points = piece.iter().map(|point| [point.volume, of(point)[0], of(point)[1]]).collect();
            areas.push(Area { role, band_of: Some(series), points });
        }
    }
    areas
}

/// A range of a logarithmic axis that also holds the bands, as far as they do not dwarf the lines.
pub fn widened((low, high): (f64, f64), areas: &[Area]) -> (f64, f64) {
    let most = (high / low).powf(MOST_WIDENING).max(LEAST_WIDENING);
    let ends = areas.iter().filter(|area| area.band_of.is_some()).flat_map(|area| &area.points);
    ends.fold((low, high), |(lowest, highest), [_, from, to]| {
        (
            if 0.0 < *from { lowest.min(from.max(low / most)) } else { lowest },
            if 0.0 < *to { highest.max(to.min(high * most)) } else { highest },
        )
    })
}

/// What eight in ten futures stay within at each stage's own requests, with that stage's set-up.
pub fn at_stages(runs: &[Vec<BandPoint>], volumes: &[f64], of: fn(&BandPoint) -> Interval) -> Vec<Option<Interval>> {
    let at = |(run, volume): (&Vec<BandPoint>, &f64)| {
        // Every stage's run begins with it, apart from the first, which begins below.
        let after = run.partition_point(|point| point.volume < *volume);
        let (next, before) = (run.get(after)?, &run[after.saturating_sub(1)]);
        let span = (next.volume / before.volume).ln();
        let weight = if 0.0 < span { (volume / before.volume).ln() / span } else { 1.0 };
        let [[low, high], [next_low, next_high]] = [of(before), of(next)];
        let ends = [(low, next_low), (high, next_high)].map(|(start, end)| between(start, end, weight));
        (!ends[0].is_nan() && ends[0].is_finite()).then_some(ends)
    };
    runs.iter().zip(volumes).map(at).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::charts::{Chart, LineChart, cost_curve, viability_chart};
    use crate::economics::{Plan, Results};
    use crate::prose::ResultsInput;
    use crate::reference::Preset;
    use crate::uncertainty::Simulation;

    /// The charts of the example, the bands changed by somebody.
    fn charts(change: fn(&mut BandPoint)) -> [(Chart, LineChart); 2] {
        let scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let mut uncertainty = Simulation::new(500, 1).of(&plan, &results);
        let bands = &mut uncertainty.bands;
        bands.planned.iter_mut().chain(&mut bands.baseline).flatten().for_each(change);
        [
            cost_curve(ResultsInput::of(&scenario, &plan, &results, &uncertainty)),
            viability_chart(&scenario, &plan, &results, &uncertainty),
        ]
        .map(|chart| (chart.clone(), chart.lines().unwrap().clone()))
    }

    fn point(volume: f64, interval: Interval) -> BandPoint {
        BandPoint { volume, stage: 0, cost: interval, cost_per_outcome: interval, value_per_outcome: interval }
    }

    #[test]
    fn every_stage_has_its_band_around_the_plan() {
        for (Chart { head, .. }, chart) in charts(|_| ()) {
            let planned = chart.series.len() - 1;
            let bands: Vec<&Area> = chart.areas.iter().filter(|area| area.band_of == Some(planned)).collect();
            assert_eq!(bands.len(), chart.stages.len(), "{}", head.key.key());
            for stage in &chart.stages {
                let [low, high] = chart.band_at(planned, stage.x).unwrap();
                let cost = chart.series[planned].at(stage.x).unwrap();
                assert!(low < cost && cost < high, "{}: {cost} in {low} to {high}", head.key.key());
            }
            assert!(head.summary.contains("8 in 10"), "{}", head.summary);
            assert!(head.table.headings.iter().any(|heading| heading.contains("8 in 10")), "{}", head.key.key());
        }
    }

    #[test]
    fn what_is_certain_has_no_band() {
        let certain = |point: &mut BandPoint| {
            for interval in [&mut point.cost, &mut point.cost_per_outcome, &mut point.value_per_outcome] {
                interval[1] = interval[0];
            }
        };
        for (Chart { head, .. }, chart) in charts(certain) {
            assert!(chart.areas.iter().all(|area| area.band_of.is_none()), "{}", head.key.key());
            assert!(!head.summary.contains("8 in 10"), "{}", head.summary);
        }
    }

    #[test]
    fn bands_leave_out_what_is_no_number() {
        let run = vec![
            point(1.0, [1.0, 2.0]),
            point(2.0, [1.0, f64::INFINITY]),
            point(3.0, [f64::INFINITY, f64::INFINITY]),
            point(4.0, [2.0, 3.0]),
            point(5.0, [3.0, 4.0]),
        ];
        let found = areas(0, ColorRole::Cost, &[run], |point| point.cost);
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].points, [[1.0, 1.0, 2.0], [2.0, 1.0, f64::INFINITY]]);
        let exact = vec![point(1.0, [5.0, 5.0]), point(2.0, [7.0, 7.0])];
        assert!(areas(0, ColorRole::Cost, &[exact], |point| point.cost).is_empty());
    }

    #[test]
    fn bands_widen_an_axis_only_so_far() {
        let area = |low, high| Area { role: ColorRole::Cost, band_of: Some(0), points: vec![[1.0, low, high]] };
        let cases = [
            ((8.0, 12.0), (8.0, 100.0)),
            ((8.0, 150.0), (8.0, 150.0)),
            ((-3.0, f64::INFINITY), (10.0, 160.0)),
            ((1e-9, 1e9), (10.0 / 1.6, 160.0)),
        ];
        for ((low, high), expected) in cases {
            assert_eq!(widened((10.0, 100.0), &[area(low, high)]), expected, "{low} to {high}");
        }
    }
}
