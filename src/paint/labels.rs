//! Where a label goes: beside what it names, on no line and on no other label wherever there is room.
//!
//! Holds only geometry in screen space. Absent: text, colours, and what the labels say.

use std::cell::OnceCell;

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// What a label costs for lying on another one, a pixel of its way across.
const ON_LABEL: f32 = 1000.0;
/// What a pixel of line under a label costs.
const ON_LINE: f32 = 10.0;
/// What each step down the list of candidates costs: less than any overlap, so that it only decides between free ones.
const NEXT_CANDIDATE: f32 = 0.01;
/// A place that costs less lies on nothing.
const FREE: f32 = 1.0;
/// Free space kept around labels.
const MARGIN: f32 = 2.0;

/// What labels keep clear of, and the labels placed so far.
#[derive(Clone, Debug)]
pub struct Obstacles {
    frame: Rect,
    lines: Vec<Polyline>,
    taken: Vec<Rect>,
}

#[derive(Clone, Debug)]
struct Polyline {
    /// From left to right, by where they begin.
    pieces: Vec<(Pos2, Pos2)>,
    /// How far the widest reaches to the right.
    widest: f32,
    weight: f32,
}

impl Polyline {
    /// How much of it lies in `rect`.
    fn length_inside(&self, rect: Rect) -> f32 {
        let first = self.pieces.partition_point(|(from, _)| from.x < rect.left() - self.widest);
        let near = self.pieces[first..].iter().take_while(|(from, _)| from.x <= rect.right());
        let beside = |(from, to): &&(Pos2, Pos2)| from.y.max(to.y) < rect.top() || rect.bottom() < from.y.min(to.y);
        near.filter(|piece| !beside(piece)).map(|&(from, to)| length_inside(from, to, rect)).sum()
    }
}

/// A place for a label while one is chosen. What lies under it is measured once, and only if anybody asks.
struct Candidate {
    rect: Rect,
    on_lines: OnceCell<f32>,
}

/// A place that was found for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LabelPlace {
    /// The area of the label.
    pub rect: Rect,
    /// 0 and a little where it lies on nothing.
    pub cost: f32,
}

impl LabelPlace {
    /// Whether it lies on no line and no label.
    pub fn is_free(&self) -> bool {
        self.cost < FREE
    }
}

/// One way to set a label.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// Where it may go, the best first.
    pub candidates: Vec<Rect>,
    /// How much worse it is than the ones before it, in the cost of a place.
    pub reluctance: f32,
}

impl Obstacles {
    /// Nothing yet; labels stay inside `frame`.
    pub fn new(frame: Rect) -> Self {
        Self { frame, lines: Vec::new(), taken: Vec::new() }
    }

    /// A line through points, in order. `weight` 1 is a line that matters; a thin guide is less.
    pub fn add_line(&mut self, points: &[Pos2], weight: f32) {
        // Steps of a few pixels say no more than the chord over them.
        let mut corners: Vec<Pos2> = Vec::with_capacity(points.len());
        for (index, point) in points.iter().enumerate() {
            let is_last = index + 1 == points.len();
            if is_last || corners.last().is_none_or(|last| 16.0 < last.distance_sq(*point)) {
                corners.push(*point);
            }
        }
        let ordered = |pair: &[Pos2]| if pair[0].x <= pair[1].x { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
        let mut pieces: Vec<(Pos2, Pos2)> = corners.windows(2).map(ordered).collect();
        pieces.sort_by(|first, second| first.0.x.total_cmp(&second.0.x));
        let widest = pieces.iter().map(|(from, to)| to.x - from.x).fold(0.0, f32::max);
        self.lines.push(Polyline { pieces, widest, weight });
    }

    /// An area that no label may cover.
    pub fn add_area(&mut self, area: Rect) {
        self.taken.push(area);
    }

    /// Whether a line runs through an area.
    pub fn is_on_line(&self, area: Rect) -> bool {
        self.lines.iter().any(|line| 0.0 < line.length_inside(area))
    }

    /// Places for a label; those that leave the frame are moved back into it.
    fn candidates(&self, places: &[Rect]) -> Vec<Candidate> {
        let candidate = |place: &Rect| Candidate { rect: moved_into(*place, self.frame), on_lines: OnceCell::new() };
        places.iter().map(candidate).collect()
    }

    /// The cheapest of some places for a label, earlier ones preferred.
    fn best(&self, candidates: &[Candidate]) -> Option<LabelPlace> {
        let mut best: Option<LabelPlace> = None;
        for (index, Candidate { rect, on_lines }) in candidates.iter().enumerate() {
            let grown = rect.expand(MARGIN);
            let on_labels = self.taken.iter().map(|taken| {
                let shared = taken.intersect(grown);
                if shared.is_positive() { ON_LABEL * shared.width().min(shared.height()) } else { 0.0 }
            });
            let mut cost = NEXT_CANDIDATE * index as f32 + on_labels.sum::<f32>();
            if best.is_some_and(|best| best.cost <= cost) {
                continue;
            }
            let measure = || self.lines.iter().map(|line| ON_LINE * line.weight * line.length_inside(grown)).sum();
            let under: f32 = *on_lines.get_or_init(measure);
            cost += under;
            if best.is_none_or(|best| cost < best.cost) {
                best = Some(LabelPlace { rect: *rect, cost });
            }
        }
        best
    }

    /// The cheapest alternative up to the first with a free place, and that place; it is taken then. Its cost includes
    /// the reluctance.
    fn place(&mut self, alternatives: &[(Vec<Candidate>, f32)]) -> Option<(f32, usize, LabelPlace)> {
        let mut chosen: Option<(f32, usize, LabelPlace)> = None;
        for (index, (candidates, reluctance)) in alternatives.iter().enumerate() {
            let Some(place) = self.best(candidates) else { continue };
            let cost = place.cost + reluctance;
            if chosen.is_none_or(|(cheapest, ..)| cost < cheapest - FREE) {
                chosen = Some((cost, index, place));
            }
            if place.is_free() {
                break;
            }
        }
        let (cost, index, place) = chosen?;
        self.taken.push(place.rect);
        Some((cost, index, place))
    }

    /// Places for several labels, each with alternatives (one line, two lines…), the best first.
    ///
    /// Labels are placed one after the other. Where that ends with one on a line or another label, other orders are
    /// tried: last to first, and the one that suffered most first.
    pub fn arrange(&mut self, labels: &[Vec<Alternative>]) -> Vec<Option<(usize, LabelPlace)>> {
        let measured = |label: &Vec<Alternative>| -> Vec<(Vec<Candidate>, f32)> {
            label.iter().map(|way| (self.candidates(&way.candidates), way.reluctance)).collect()
        };
        let labels: Vec<_> = labels.iter().map(measured).collect();
        let mut order: Vec<usize> = (0..labels.len()).collect();
        let before = self.taken.len();
        let mut best = Vec::new();
        let mut cheapest = f32::INFINITY;
        for attempt in 0..3 {
            self.taken.truncate(before);
            let mut places = vec![None; labels.len()];
            for &label in &order {
                places[label] = self.place(&labels[label]);
            }
            let cost_of = |label: usize| places[label].map_or(0.0, |(cost, ..)| cost);
            let cost: f32 = (0..labels.len()).map(cost_of).sum();
            let worst = (0..labels.len()).max_by(|first, second| cost_of(*first).total_cmp(&cost_of(*second)));
            let all_free = (0..labels.len()).all(|label| cost_of(label) < FREE);
            // Another order must be worth it: the first one puts what matters most first.
            if attempt == 0 || cost < cheapest - FREE {
                (cheapest, best) = (cost, places);
            }
            match (attempt, worst) {
                _ if all_free => break,
                (0, Some(worst)) => order.sort_by_key(|label| *label != worst),
                _ => order = (0..labels.len()).rev().collect(),
            }
        }
        self.taken.truncate(before);
        self.taken.extend(best.iter().flatten().map(|(.., place)| place.rect));
        best.into_iter().map(|place| place.map(|(_, index, place)| (index, place))).collect()
    }
}

/// Places of a size around a point, the nearest first: in eight directions at growing distances, no nearer than `least`.
pub fn around(point: Pos2, size: Vec2, least: f32, distances: &[f32]) -> Vec<Rect> {
    // Above left and below right first: most curves rise.
    const DIRECTIONS: [(f32, f32); 8] =
        [(-1.0, -1.0), (1.0, 1.0), (0.0, -1.0), (0.0, 1.0), (1.0, 0.0), (-1.0, 0.0), (1.0, -1.0), (-1.0, 1.0)];
    let mut places = Vec::with_capacity(2 * DIRECTIONS.len() * distances.len());
    for distance in distances {
        for (right, down) in DIRECTIONS {
            let is_diagonal = right != 0.0 && down != 0.0;
            let aways: &[Vec2] = if is_diagonal {
                &[vec2(0.7 * least, *distance), vec2(*distance, 0.7 * least), vec2(0.7, 0.7) * *distance]
            } else {
                &[vec2(*distance, *distance)]
            };
            for away in aways {
                let away = vec2(right, down) * (*away + size / 2.0);
                places.push(Rect::from_center_size(point + away, size));
            }
        }
    }
    places.retain(|place| least <= place.distance_to_pos(point) + 0.5);
    places.sort_by(|first, second| first.distance_to_pos(point).total_cmp(&second.distance_to_pos(point)));
    places
}

/// Places of a size beside a vertical line, from top to bottom, right of it before left.
pub fn beside(x: f32, top: f32, bottom: f32, size: Vec2, distance: f32) -> Vec<Rect> {
    let rows = ((bottom - top - size.y) / (size.y / 2.0)).floor().max(0.0) as usize;
    let row = |row: usize| {
        let y = top + row as f32 * size.y / 2.0;
        [x + distance, x - distance - size.x].map(|left| Rect::from_min_size(pos2(left, y), size))
    };
    (0..=rows).flat_map(row).collect()
}

/// What is left of a horizontal or vertical line where it makes way for some areas.
pub fn cut(line: [Pos2; 2], areas: &[Rect]) -> Vec<[Pos2; 2]> {
    let mut pieces = vec![line];
    for area in areas {
        let cut_one = |[from, to]: [Pos2; 2]| {
            let bounds = Rect::from_two_pos(from, to);
            if !bounds.intersects(*area) {
                return vec![[from, to]];
            }
            // Along the line, the area leaves what lies before it and what lies behind it.
            let (before, behind) = if bounds.height() < bounds.width() {
                (pos2(area.left(), from.y), pos2(area.right(), from.y))
            } else {
                (pos2(from.x, area.top()), pos2(from.x, area.bottom()))
            };
            let left = (bounds.min.x < before.x || bounds.min.y < before.y).then_some([bounds.min, before]);
            let right = (behind.x < bounds.max.x || behind.y < bounds.max.y).then_some([behind, bounds.max]);
            left.into_iter().chain(right).collect()
        };
        pieces = pieces.into_iter().flat_map(cut_one).collect();
    }
    pieces
}

/// `rect`, moved so that it lies in `frame` or at least begins there.
fn moved_into(rect: Rect, frame: Rect) -> Rect {
    let inside = |low: f32, high: f32, size: f32, at: f32| at.min(high - size).max(low);
    let left = inside(frame.left(), frame.right(), rect.width(), rect.left());
    let top = inside(frame.top(), frame.bottom(), rect.height(), rect.top());
    Rect::from_min_size(pos2(left, top), rect.size())
}

/// How much of the way from one point to another leads through `rect` (after Liang and Barsky).
pub(super) fn length_inside(from: Pos2, to: Pos2, rect: Rect) -> f32 {
    let way = to - from;
    let (mut enter, mut leave) = (0.0_f32, 1.0_f32);
    for (start, step, low, high) in
        [(from.x, way.x, rect.left(), rect.right()), (from.y, way.y, rect.top(), rect.bottom())]
    {
        if step == 0.0 {
            if start < low || high < start {
                return 0.0;
            }
            continue;
        }
        let (first, second) = ((low - start) / step, (high - start) / step);
        enter = enter.max(first.min(second));
        leave = leave.min(first.max(second));
    }
    if enter < leave { (leave - enter) * way.length() } else { 0.0 }
}

#[cfg(test)]
mod tests;
