//! The geometry of an adoption curve: where months and shares lie on a plot, and where its points may go. Absent: painting,
//! and what is pressed.

use std::cmp::Reverse;

use egui::{Pos2, Rect, pos2};

use crate::scenario::PlanSettings;

/// A point of the curve: a month of the plan, and the share of an outcome's value that is money by then.
pub type Point = (u32, f64);

/// A plot of the months of a plan, from the first to the last, against shares from none to all.
#[derive(Clone, Copy, Debug)]
pub struct CurvePlot {
    rect: Rect,
    last_month: u32,
}

impl CurvePlot {
    /// On a rectangle, for a plan of so many months.
    pub fn new(rect: Rect, horizon_months: u32) -> Self {
        Self { rect, last_month: horizon_months.max(1) }
    }

    /// Where it lies.
    pub fn rect(&self) -> Rect {
        self.rect
    }

    /// Where a point lies; beyond the right end where its month comes after the horizon.
    pub fn position(&self, (month, share): Point) -> Pos2 {
        let along = f64::from(month) / f64::from(self.last_month);
        let x = self.rect.left() + self.rect.width() * along as f32;
        pos2(x, self.rect.bottom() - self.rect.height() * share.clamp(0.0, 1.0) as f32)
    }

    /// The point at a position, in whole months and whole percent; what lies outside is taken to the edge.
    pub fn point(&self, position: Pos2) -> Point {
        let at = |from: f32, to: f32, value: f32| f64::from((value - from) / (to - from)).clamp(0.0, 1.0);
        let along = at(self.rect.left(), self.rect.right(), position.x);
        let share = at(self.rect.bottom(), self.rect.top(), position.y);
        ((along * f64::from(self.last_month)).round() as u32, (100.0 * share).round() / 100.0)
    }

    /// Whether a month can be seen.
    pub fn shows(&self, month: u32) -> bool {
        month <= self.last_month
    }

    /// The whole curve as corners of a line, from the first month to the last: level before its first point and after its
    /// last, and at the top where there is none.
    pub fn line(&self, points: &[Point]) -> Vec<Pos2> {
        let first = points.first().map_or(1.0, |(_, share)| *share);
        let last = points.last().map_or(1.0, |(_, share)| *share);
        let inner = points.iter().map(|point| self.position(*point));
        let end = pos2(self.rect.right(), self.position((0, last)).y);
        // A point beyond the horizon leads there; what is painted is cut at the end of the plot.
        let end = points.last().is_none_or(|(month, _)| self.shows(*month)).then_some(end);
        std::iter::once(self.position((0, first))).chain(inner).chain(end).collect()
    }

    /// What somebody begins with who puts a first point: from nothing at the start to that point.
    fn first(point: Point) -> Vec<Point> {
        if point.0 == 0 { vec![point] } else { vec![(0, 0.0), point] }
    }

    /// Puts a point among the others, after those of its month. Returns its place.
    pub fn add(points: &mut Vec<Point>, point: Point) -> usize {
        if points.is_empty() {
            *points = Self::first(point);
            return points.len() - 1;
        }
        let place = points.iter().take_while(|(month, _)| *month <= point.0).count();
        points.insert(place, point);
        place
    }

    /// Takes a point to another, between its neighbours: months never go back.
    pub fn take(points: &mut [Point], place: usize, (month, share): Point) {
        let [from, to] = months_between(points, place);
        if let Some(point) = points.get_mut(place) {
            *point = (month.clamp(from, to.max(from)), share.clamp(0.0, 1.0));
        }
    }

    /// Where a further point has the most room, on the curve to the nearest percent: in the middle of the widest way between
    /// two points, or from the last to the horizon. The first is all of it halfway.
    pub fn next(&self, points: &[Point]) -> Point {
        let Some(&last) = points.last() else { return (self.last_month.div_ceil(2), 1.0) };
        let end = (self.last_month.max(last.0), last.1);
        let ends = points.iter().skip(1).copied().chain([end]);
        let ways = points.iter().copied().zip(ends).map(|(from, to)| (to.0.saturating_sub(from.0), from, to));
        // The first of those that are as wide.
        let (width, from, to) = ways.min_by_key(|(width, ..)| Reverse(*width)).unwrap_or((0, last, end));
        let half = width / 2;
        let along = if width == 0 { 0.0 } else { f64::from(half) / f64::from(width) };
        (from.0 + half, (100.0 * (from.1 + (to.1 - from.1) * along)).round() / 100.0)
    }
}

/// The months that a point may have: from the one before it to the one after it.
pub fn months_between(points: &[Point], place: usize) -> [u32; 2] {
    let month = |place: usize| points.get(place).map(|(month, _)| *month);
    let from = place.checked_sub(1).and_then(month).unwrap_or(0);
    [from, month(place + 1).unwrap_or(PlanSettings::LONGEST_HORIZON).max(from)]
}

#[cfg(test)]
mod tests {
    use egui::vec2;

    use super::*;

    /// Ten points of the screen a month, and one a percent.
    fn plot() -> CurvePlot {
        CurvePlot::new(Rect::from_min_size(pos2(20.0, 50.0), vec2(240.0, 100.0)), 24)
    }

    #[test]
    fn positions_and_points_are_inverse() {
        for point in [(0, 0.0), (0, 1.0), (6, 0.4), (24, 1.0), (13, 0.87)] {
            assert_eq!(plot().point(plot().position(point)), point);
        }
        assert_eq!(plot().position((6, 0.25)), pos2(80.0, 125.0));
    }

    #[test]
    fn a_position_snaps_to_whole_months_and_percent_within_the_plot() {
        let cases = [
            (pos2(84.0, 125.3), (6, 0.25)),
            (pos2(86.0, 124.4), (7, 0.26)),
            (pos2(-50.0, 500.0), (0, 0.0)),
            (pos2(900.0, 0.0), (24, 1.0)),
        ];
        for (position, point) in cases {
            assert_eq!(plot().point(position), point, "{position}");
        }
        assert_eq!(CurvePlot::new(plot().rect(), 0).point(pos2(900.0, 50.0)), (1, 1.0), "no plan is without months");
    }

    #[test]
    fn a_point_that_is_dragged_stays_between_its_neighbours() {
        let before = [(0, 0.0), (6, 0.4), (12, 1.0)];
        let cases = [
            (1, (9, 0.5), (9, 0.5)),
            (1, (20, 0.5), (12, 0.5)),
            (0, (8, 0.1), (6, 0.1)),
            (2, (3, 0.9), (6, 0.9)),
            (2, (24, 1.7), (24, 1.0)),
        ];
        for (place, to, expected) in cases {
            let mut points = before;
            CurvePlot::take(&mut points, place, to);
            assert_eq!(points[place], expected);
            assert!(points.is_sorted_by_key(|(month, _)| *month));
        }
        // A file whose months go back is not made worse, and nothing fails.
        let mut points = [(9, 0.1), (5, 0.2), (3, 0.3)];
        CurvePlot::take(&mut points, 1, (4, 0.5));
        assert_eq!(points[1], (9, 0.5));
        CurvePlot::take(&mut points, 7, (4, 0.5));
    }

    #[test]
    fn a_first_point_begins_with_nothing_at_the_start() {
        let added = |point: Point| {
            let mut points = Vec::new();
            let place = CurvePlot::add(&mut points, point);
            (points, place)
        };
        assert_eq!(added((6, 0.8)), (vec![(0, 0.0), (6, 0.8)], 1));
        assert_eq!(added((0, 0.8)), (vec![(0, 0.8)], 0));
    }

    #[test]
    fn further_points_stand_in_the_order_of_their_months() {
        let mut points = vec![(0, 0.0), (6, 0.4), (12, 1.0)];
        assert_eq!(CurvePlot::add(&mut points, (6, 0.9)), 2);
        assert_eq!(CurvePlot::add(&mut points, (20, 0.9)), 4);
        assert_eq!(points, [(0, 0.0), (6, 0.4), (6, 0.9), (12, 1.0), (20, 0.9)]);
    }

    #[test]
    fn the_next_point_is_where_there_is_room() {
        let cases: [(&[Point], Point); 6] = [
            (&[], (12, 1.0)),
            (&[(0, 0.0), (12, 1.0)], (6, 0.5)),
            (&[(0, 0.0), (6, 0.4)], (15, 0.4)),
            (&[(0, 0.2)], (12, 0.2)),
            (&[(0, 0.0), (2, 0.1), (24, 1.0)], (13, 0.55)),
            (&[(24, 1.0), (30, 1.0)], (27, 1.0)),
        ];
        for (points, expected) in cases {
            assert_eq!(plot().next(points), expected, "{points:?}");
        }
    }

    #[test]
    fn the_line_is_level_before_and_after() {
        let shares = |points: &[Point]| -> Vec<(f32, f32)> {
            plot().line(points).into_iter().map(|at| ((at.x - 20.0) / 10.0, 150.0 - at.y)).collect()
        };
        assert_eq!(shares(&[]), [(0.0, 100.0), (24.0, 100.0)]);
        assert_eq!(shares(&[(6, 0.4)]), [(0.0, 40.0), (6.0, 40.0), (24.0, 40.0)]);
        assert_eq!(shares(&[(6, 0.5), (12, 1.0)]), [(0.0, 50.0), (6.0, 50.0), (12.0, 100.0), (24.0, 100.0)]);
        assert_eq!(shares(&[(0, 0.0), (36, 1.0)]).last(), Some(&(36.0, 100.0)), "cut where the plot ends");
    }
}
