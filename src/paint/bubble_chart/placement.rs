//! Where the names of bubbles go: near their bubble, and never on another name, on a bubble or beyond the edge. Whoever
//! finds no such place has none.
//!
//! One after the other, the most important first (greedy). Other than in `labels` an overlap is out of the question rather
//! than dear, for there may be far more names than room; and what is kept clear of has slopes. Holds only geometry in
//! screen space.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

use super::symbol::Symbol;
use crate::paint::labels::length_inside;

/// Free space kept around names.
const MARGIN: f32 = 2.0;
/// And between names on one line, which would read as one.
const BETWEEN: f32 = 6.0;
/// What a pixel of a line under a name costs, in pixels further away.
const ON_LINE: f32 = 0.5;
/// How much longer the way to a name may be than the nearest one before a line leads to it.
const LED_FROM: f32 = 7.0;

/// What names keep clear of, and those placed so far.
pub struct Placement {
    frame: Rect,
    /// Later ones lie on earlier ones.
    symbols: Vec<Symbol>,
    lines: Vec<[Pos2; 2]>,
    taken: Vec<Rect>,
    leaders: Vec<[Pos2; 2]>,
}

/// A place that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct NamePlace {
    /// Which of the sizes fitted.
    pub size: usize,
    /// The area of the name.
    pub rect: Rect,
    /// A line to its bubble, where it is not right beside it.
    pub leader: Option<[Pos2; 2]>,
    /// Whether it lies on a line all the same.
    pub is_on_line: bool,
}

impl Placement {
    /// Names stay inside `frame` and keep clear of `symbols`; they would rather not lie on `lines`.
    pub fn new(frame: Rect, symbols: Vec<Symbol>, lines: Vec<[Pos2; 2]>) -> Self {
        Self { frame, symbols, lines, taken: Vec::new(), leaders: Vec::new() }
    }

    /// An area that no name may cover.
    pub fn add_area(&mut self, area: Rect) {
        self.taken.push(area);
    }

    /// Whether an area is inside the frame and on no bubble, no name and no line that leads to one.
    pub fn is_free(&self, area: Rect) -> bool {
        let grown = area.expand(MARGIN);
        self.frame.contains_rect(area)
            && !self.taken.iter().any(|taken| taken.intersects(area.expand2(vec2(BETWEEN, MARGIN))))
            && !self.symbols.iter().any(|symbol| symbol.overlaps(grown))
            && !self.leaders.iter().any(|leader| 0.0 < length_inside(leader[0], leader[1], grown))
    }

    /// How much of the lines lies in an area.
    pub fn on_lines(&self, area: Rect) -> f32 {
        self.lines.iter().map(|line| length_inside(line[0], line[1], area)).sum()
    }

    /// The best free place for the name of a bubble, of whichever size; it is taken then. Sizes are tried with the gaps to
    /// the bubble in turn, and each size costs as much as a way of so many pixels.
    pub fn place(&mut self, bubble: usize, sizes: &[(Vec2, f32)], gaps: &[f32]) -> Option<NamePlace> {
        let mut best: Option<(f32, NamePlace)> = None;
        for gap in gaps {
            // Further away it only gets worse.
            if best.as_ref().is_some_and(|(cost, _)| *cost <= *gap) {
                break;
            }
            for (size, (extent, reluctance)) in sizes.iter().enumerate() {
                for (place, rect) in around(self.symbols[bubble].bounds(), *extent, *gap).into_iter().enumerate() {
                    let least = gap + reluctance + 0.01 * place as f32;
                    if best.as_ref().is_some_and(|(cost, _)| *cost <= least) || !self.is_free(rect) {
                        continue;
                    }
                    let leader = self.leader(bubble, rect);
                    if leader.is_some_and(|leader| !self.is_clear(bubble, leader)) {
                        continue;
                    }
                    let under = self.on_lines(rect);
                    let cost = least + ON_LINE * under;
                    if best.as_ref().is_none_or(|(dearest, _)| cost < *dearest) {
                        best = Some((cost, NamePlace { size, rect, leader, is_on_line: 0.0 < under }));
                    }
                }
            }
        }
        let (_, place) = best?;
        self.taken.push(place.rect);
        self.leaders.extend(place.leader);
        Some(place)
    }

    /// From a bubble to a name that is not right beside it.
    fn leader(&self, bubble: usize, rect: Rect) -> Option<[Pos2; 2]> {
        let Symbol { center, radius, .. } = self.symbols[bubble];
        let end = rect.clamp(center);
        let way = (end - center).normalized();
        let is_led = LED_FROM < self.symbols[bubble].bounds().distance_to_pos(end);
        is_led.then(|| [center + 0.8 * radius * way, end - way])
    }

    /// Whether a line to a name crosses no name, no other such line, and no bubble but those that its own lies on.
    fn is_clear(&self, bubble: usize, leader: [Pos2; 2]) -> bool {
        let [from, to] = leader;
        let center = self.symbols[bubble].center;
        let is_under =
            |(place, other): &(usize, &Symbol)| *place < bubble && center.distance(other.center) < other.radius;
        let others = self.symbols.iter().enumerate().filter(|other| other.0 != bubble && !is_under(other));
        !self.taken.iter().any(|taken| 0.0 < length_inside(from, to, taken.expand(1.0)))
            && !self.leaders.iter().any(|other| do_cross(*other, leader))
            && !others.into_iter().any(|(_, other)| distance(other.center, leader) < other.radius)
    }
}

/// Places of a size around a bubble, the most usual first.
fn around(bubble: Rect, size: Vec2, gap: f32) -> Vec<Rect> {
    let center = bubble.center();
    let half = size / 2.0;
    let outer = bubble.expand(gap);
    let (right, left) = (outer.right() + half.x, outer.left() - half.x);
    let (above, below) = (outer.top() - half.y, outer.bottom() + half.y);
    // Past the slopes or the curve at the corners.
    let inner = Rect::from_center_size(center, 0.71 * outer.size());
    let (right_of, left_of) = (inner.right() + half.x, inner.left() - half.x);
    let (over, under) = (inner.top() - half.y, inner.bottom() + half.y);
    let middles = [
        pos2(right, center.y),
        pos2(left, center.y),
        pos2(center.x, above),
        pos2(center.x, below),
        pos2(right_of, over),
        pos2(right_of, under),
        pos2(left_of, over),
        pos2(left_of, under),
        pos2(right, center.y - half.y),
        pos2(right, center.y + half.y),
        pos2(left, center.y - half.y),
        pos2(left, center.y + half.y),
        pos2(center.x + 0.7 * half.x, above),
        pos2(center.x - 0.7 * half.x, above),
        pos2(center.x + 0.7 * half.x, below),
        pos2(center.x - 0.7 * half.x, below),
    ];
    middles.into_iter().map(|middle| Rect::from_center_size(middle, size)).collect()
}

/// How far a point is from a line between two others.
fn distance(point: Pos2, [from, to]: [Pos2; 2]) -> f32 {
    let way = to - from;
    let share = ((point - from).dot(way) / way.length_sq().max(f32::EPSILON)).clamp(0.0, 1.0);
    point.distance(from + share * way)
}

fn do_cross([a, b]: [Pos2; 2], [c, d]: [Pos2; 2]) -> bool {
    let side = |from: Pos2, to: Pos2, of: Pos2| {
        let (way, off): (Vec2, Vec2) = (to - from, of - from);
        way.dot(vec2(-off.y, off.x))
    };
    side(a, b, c) * side(a, b, d) < 0.0 && side(c, d, a) * side(c, d, b) < 0.0
}

#[cfg(test)]
mod tests {
    use std::f32::consts::FRAC_PI_6;

    use super::*;
    use crate::economics::Verdict;

    const FRAME: Rect = Rect { min: Pos2::ZERO, max: pos2(400.0, 300.0) };
    const SIZE: [(Vec2, f32); 1] = [(vec2(60.0, 12.0), 0.0)];

    fn circle(x: f32, y: f32, radius: f32) -> Symbol {
        Symbol::new(Verdict::Viable, pos2(x, y), radius)
    }

    #[test]
    fn a_name_stands_right_of_its_bubble_and_left_of_it_at_the_edge() {
        for (x, is_right) in [(200.0, true), (370.0, false)] {
            let mut placement = Placement::new(FRAME, vec![circle(x, 150.0, 10.0)], Vec::new());
            let place = placement.place(0, &SIZE, &[3.0]).unwrap();
            assert_eq!((x < place.rect.left(), place.leader), (is_right, None), "{place:?}");
        }
    }

    #[test]
    fn names_of_a_crowd_share_out_what_is_around_it_until_there_is_no_more_room() {
        let in_rows =
            |place: u8| circle(145.0 + 11.0 * f32::from(place % 10), 120.0 + 11.0 * f32::from(place / 10), 4.0);
        let symbols: Vec<Symbol> = (0..60).map(in_rows).collect();
        let mut placement = Placement::new(FRAME, symbols.clone(), Vec::new());
        let gaps = [3.0, 8.0, 16.0, 28.0];
        let places: Vec<NamePlace> = (0..60).filter_map(|bubble| placement.place(bubble, &SIZE, &gaps)).collect();
        assert!((8..60).contains(&places.len()), "{}", places.len());
        for (index, place) in places.iter().enumerate() {
            assert!(FRAME.contains_rect(place.rect) && !symbols.iter().any(|symbol| symbol.overlaps(place.rect)));
            assert!(places[..index].iter().all(|other| !other.rect.intersects(place.rect)), "{place:?}");
            let leaders = places[..index].iter().filter_map(|other| other.leader);
            assert!(leaders.into_iter().all(|[from, to]| length_inside(from, to, place.rect) == 0.0), "{place:?}");
        }
    }

    #[test]
    fn what_has_to_go_far_is_led_to_and_nothing_lies_between() {
        let ring = (0..12).map(|step| pos2(200.0, 150.0) + 30.0 * Vec2::angled(FRAC_PI_6 * step as f32));
        let mut symbols = vec![circle(200.0, 150.0, 6.0)];
        symbols.extend(ring.map(|at| circle(at.x, at.y, 5.0)));
        let mut placement = Placement::new(FRAME, symbols.clone(), Vec::new());
        let place = placement.place(0, &SIZE, &[3.0, 14.0, 28.0, 40.0]).unwrap();
        let leader = place.leader.expect("it is led to");
        assert!(symbols[1..].iter().all(|symbol| symbol.radius <= distance(symbol.center, leader)), "{place:?}");
    }

    #[test]
    fn a_line_is_evaded_where_that_costs_little() {
        let line = [pos2(0.0, 150.0), pos2(400.0, 150.0)];
        let mut placement = Placement::new(FRAME, vec![circle(200.0, 150.0, 8.0)], vec![line]);
        let place = placement.place(0, &SIZE, &[3.0, 8.0]).unwrap();
        assert!(place.rect.bottom() < 150.0 || 150.0 < place.rect.top(), "{place:?}");
    }
}
