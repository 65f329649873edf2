//! Where a label goes: beside what it names, on no line and on no other label wherever there is room.
//!
//! Holds only geometry in screen space. Absent: text, colours, and what the labels say.

use egui::{Pos2, Rect, Vec2, pos2, vec2};

/// What a label costs for lying on another one, a pixel of its way across.
const ON_LABEL: f32 = 1000.0;
/// What a pixel of line under a label costs.
const ON_LINE: f32 = 10.0;
/// What each step down the list of candidates costs: less than any overlap, so that it only decides between free ones.
const NEXT_CANDIDATE: f32 = 0.01;
/// Free space kept around labels.
const MARGIN: f32 = 2.0;

/// What labels keep clear of, and the labels placed so far.
#[derive(Clone, Debug)]
pub struct Obstacles {
    frame: Rect,
    lines: Vec<(Pos2, Pos2, f32)>,
    taken: Vec<Rect>,
}

/// A place that was found for a label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Place {
    /// The area of the label.
    pub rect: Rect,
    /// 0 and a little where it lies on nothing.
    pub cost: f32,
}

impl Place {
    /// Whether it lies on no line and no label.
    pub fn is_free(&self) -> bool {
        self.cost < 1.0
    }
}

impl Obstacles {
    /// Nothing yet; labels stay inside `frame`.
    pub fn new(frame: Rect) -> Self {
        Self { frame, lines: Vec::new(), taken: Vec::new() }
    }

    /// A line through points, in order. `weight` 1 is a line that matters; a thin guide is less.
    pub fn add_line(&mut self, points: &[Pos2], weight: f32) {
        // Steps of a pixel or two say no more than the chord over them.
        let mut from: Option<Pos2> = None;
        for (index, &point) in points.iter().enumerate() {
            match from {
                Some(start) if index + 1 == points.len() || 4.0 < start.distance_sq(point) => {
                    self.lines.push((start, point, weight));
                    from = Some(point);
                }
                Some(_) => {}
                None => from = Some(point),
            }
        }
    }

    /// An area that no label may cover.
    pub fn add_area(&mut self, area: Rect) {
        self.taken.push(area);
    }

    /// The cheapest of some places for a label, earlier ones preferred; it is not taken yet.
    ///
    /// Places that leave the frame are moved back into it.
    pub fn best(&self, candidates: &[Rect]) -> Option<Place> {
        let inside: Vec<Rect> = candidates.iter().map(|rect| moved_into(*rect, self.frame)).collect();
        let reach = inside.iter().fold(Rect::NOTHING, |reach, rect| reach.union(rect.expand(MARGIN)));
        let near = |&&(from, to, _): &&(Pos2, Pos2, f32)| reach.intersects(Rect::from_two_pos(from, to));
        let lines: Vec<_> = self.lines.iter().filter(near).collect();
        let cost_of = |(index, rect): (usize, &Rect)| {
            let grown = rect.expand(MARGIN);
            let on_lines = lines.iter().map(|&&(from, to, weight)| ON_LINE * weight * length_inside(from, to, grown));
            let on_labels = self.taken.iter().map(|taken| {
                let shared = taken.intersect(grown);
                if shared.is_positive() { ON_LABEL * shared.width().min(shared.height()) } else { 0.0 }
            });
            let cost = on_lines.chain(on_labels).sum::<f32>() + NEXT_CANDIDATE * index as f32;
            Place { rect: *rect, cost }
        };
        inside.iter().enumerate().map(cost_of).min_by(|a, b| a.cost.total_cmp(&b.cost))
    }

    /// The cheapest of some places, which then is taken.
    pub fn place(&mut self, candidates: &[Rect]) -> Option<Place> {
        let place = self.best(candidates)?;
        self.add_area(place.rect);
        Some(place)
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
fn length_inside(from: Pos2, to: Pos2, rect: Rect) -> f32 {
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
mod tests {
    use super::*;

    const SIZE: Vec2 = vec2(40.0, 12.0);

    fn frame() -> Rect {
        Rect::from_min_size(Pos2::ZERO, vec2(400.0, 300.0))
    }

    #[test]
    fn a_free_place_is_found_beside_a_line() {
        let mut obstacles = Obstacles::new(frame());
        obstacles.add_line(&[pos2(0.0, 300.0), pos2(200.0, 150.0), pos2(400.0, 0.0)], 1.0);
        let place = obstacles.place(&around(pos2(200.0, 150.0), SIZE, 5.0, &[5.0, 12.0])).unwrap();
        assert!(place.is_free(), "{place:?}");
        assert!(place.rect.max.x < 200.0 && place.rect.max.y < 150.0, "above left of a rising line");
    }

    #[test]
    fn labels_of_one_point_do_not_overlap() {
        let mut obstacles = Obstacles::new(frame());
        let candidates = around(pos2(200.0, 150.0), SIZE, 5.0, &[5.0, 12.0]);
        let places: Vec<_> = (0..4).map(|_| obstacles.place(&candidates).unwrap()).collect();
        for (index, first) in places.iter().enumerate() {
            assert!(first.is_free());
            assert!(places[index + 1..].iter().all(|second| !first.rect.intersects(second.rect)));
        }
    }

    #[test]
    fn labels_stay_in_the_frame() {
        let obstacles = Obstacles::new(frame());
        for corner in [frame().left_top(), frame().right_bottom(), frame().right_top()] {
            let place = obstacles.best(&around(corner, SIZE, 5.0, &[5.0])).unwrap();
            assert!(frame().contains_rect(place.rect), "{place:?}");
        }
    }

    #[test]
    fn a_label_beside_a_vertical_line_evades_what_crosses_it() {
        let mut obstacles = Obstacles::new(frame());
        obstacles.add_line(&[pos2(200.0, 0.0), pos2(200.0, 300.0)], 0.3);
        obstacles.add_line(&[pos2(0.0, 8.0), pos2(400.0, 8.0)], 1.0);
        let place = obstacles.best(&beside(200.0, 0.0, 300.0, SIZE, 6.0)).unwrap();
        assert!(place.is_free() && 8.0 < place.rect.top(), "{place:?}");
    }

    #[test]
    fn lines_make_way() {
        let area = Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 20.0));
        let across = |y| [pos2(0.0, y), pos2(30.0, y)];
        assert_eq!(cut(across(5.0), &[area]), [across(5.0)]);
        let halves = [[pos2(0.0, 15.0), pos2(10.0, 15.0)], [pos2(20.0, 15.0), pos2(30.0, 15.0)]];
        assert_eq!(cut(across(15.0), &[area]), halves);
        assert_eq!(cut([pos2(12.0, 12.0), pos2(12.0, 40.0)], &[area]), [[pos2(12.0, 20.0), pos2(12.0, 40.0)]]);
        assert!(cut([pos2(12.0, 12.0), pos2(12.0, 18.0)], &[area]).is_empty());
    }

    #[test]
    fn lengths_inside() {
        let rect = Rect::from_min_max(pos2(10.0, 10.0), pos2(20.0, 20.0));
        let cases = [
            (pos2(0.0, 15.0), pos2(30.0, 15.0), 10.0),
            (pos2(15.0, 15.0), pos2(15.0, 18.0), 3.0),
            (pos2(0.0, 0.0), pos2(30.0, 5.0), 0.0),
            (pos2(0.0, 15.0), pos2(5.0, 15.0), 0.0),
            (pos2(15.0, 0.0), pos2(15.0, 30.0), 10.0),
        ];
        for (from, to, length) in cases {
            assert!((length_inside(from, to, rect) - length).abs() < 1e-3, "{from:?} {to:?}");
        }
    }
}
