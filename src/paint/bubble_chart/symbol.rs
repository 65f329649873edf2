//! The shape of a verdict, so that colour never speaks alone. All shapes of one radius have the area of its circle.

use std::f32::consts::PI;

use egui::epaint::CircleShape;
use egui::{Color32, Pos2, Rect, Shape, Stroke, Vec2, vec2};

use crate::economics::Verdict;

/// Corners on the circle around a shape, as angles from the right, downwards, in quarters of a turn.
fn corners(verdict: Verdict) -> &'static [f32] {
    match verdict {
        Verdict::Viable => &[],
        Verdict::Marginal => &[0.0, 1.0, 2.0, 3.0],
        Verdict::Fixable => &[-1.0, 1.0 / 3.0, 5.0 / 3.0],
        Verdict::TooSmall => &[0.5, 1.5, 2.5, 3.5],
        Verdict::Broken => &[1.0, 7.0 / 3.0, 11.0 / 3.0],
    }
}

/// A shape somewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Symbol {
    /// Its middle.
    pub center: Pos2,
    /// That of a circle of its area.
    pub radius: f32,
    /// Around it; none of a circle.
    corners: Vec<Pos2>,
}

impl Symbol {
    /// The shape of a verdict.
    pub fn new(verdict: Verdict, center: Pos2, radius: f32) -> Self {
        let corners = corners(verdict);
        // n triangles from the middle, of which each has the area ½ R² sin(2π/n).
        let count = corners.len() as f32;
        let outer = radius * (2.0 * PI / (count * (2.0 * PI / count).sin())).sqrt();
        let corner = |quarters: &f32| center + outer * Vec2::angled(quarters * PI / 2.0);
        Self { center, radius, corners: corners.iter().map(corner).collect() }
    }

    /// How it is painted.
    pub fn shape(&self, fill: Color32, stroke: Stroke) -> Shape {
        match self.corners.as_slice() {
            [] => CircleShape { center: self.center, radius: self.radius, fill, stroke }.into(),
            corners => Shape::convex_polygon(corners.to_vec(), fill, stroke),
        }
    }

    /// What it is inside of.
    pub fn bounds(&self) -> Rect {
        match self.corners.as_slice() {
            [] => Rect::from_center_size(self.center, Vec2::splat(2.0 * self.radius)),
            corners => Rect::from_points(corners),
        }
    }

    /// Whether any of it lies in an area: no line along one of the sides of either keeps them apart.
    pub fn overlaps(&self, area: Rect) -> bool {
        if !self.bounds().intersects(area) {
            return false;
        }
        let sides = self.corners.iter().zip(self.corners.iter().cycle().skip(1));
        let is_apart = |(from, to): (&Pos2, &Pos2)| {
            let outwards = vec2(to.y - from.y, from.x - to.x);
            let beyond = |point: Pos2| outwards.dot(point - *from);
            let is_outwards = beyond(self.center) < 0.0;
            let corners = [area.left_top(), area.right_top(), area.right_bottom(), area.left_bottom()];
            corners.into_iter().all(|corner| (0.0 < beyond(corner)) == is_outwards)
        };
        match self.corners.len() {
            0 => area.distance_to_pos(self.center) < self.radius,
            _ => !sides.into_iter().any(is_apart),
        }
    }

    /// Of a line through its middle, along one of the axes: how far it leads inside the shape, either way.
    pub fn inner(&self, is_upright: bool) -> [f32; 2] {
        let bounds = self.bounds();
        if is_upright {
            return [bounds.top() - self.center.y, bounds.bottom() - self.center.y];
        }
        let half = match self.corners.len() {
            // A third of a side, at two thirds of the height.
            3 => bounds.width() / 3.0,
            _ => bounds.width() / 2.0,
        };
        [-half, half]
    }
}

/// A cross with short ends, as far as from the middle to either side.
pub fn cross(center: Pos2, half: Vec2, stroke: Stroke) -> Shape {
    let cap = 0.35 * half.min_elem();
    let bar = |way: Vec2, across: Vec2| {
        let ends = [center - way, center + way];
        let caps = ends.map(|end| Shape::line_segment([end - across, end + across], stroke));
        std::iter::once(Shape::line_segment(ends, stroke)).chain(caps)
    };
    Shape::Vec(bar(vec2(half.x, 0.0), vec2(0.0, cap)).chain(bar(vec2(0.0, half.y), vec2(cap, 0.0))).collect())
}

#[cfg(test)]
mod tests {
    use egui::pos2;

    use super::*;

    const WITH_CORNERS: [Verdict; 4] = [Verdict::Marginal, Verdict::Fixable, Verdict::TooSmall, Verdict::Broken];

    #[test]
    fn shapes_of_one_radius_have_one_area() {
        for verdict in WITH_CORNERS {
            let Symbol { corners, .. } = Symbol::new(verdict, pos2(3.0, 5.0), 7.0);
            let next = corners.iter().cycle().skip(1);
            let doubled: f32 = corners.iter().zip(next).map(|(from, to)| from.x * to.y - to.x * from.y).sum();
            assert!((doubled.abs() / 2.0 - PI * 49.0).abs() < 0.01, "{verdict:?}: {doubled}");
        }
    }

    #[test]
    fn an_area_beside_a_slope_lies_on_nothing() {
        let area = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(20.0, 8.0));
        // Beside the tip of a triangle of 27 by 23, on its middle, and at its foot.
        let cases = [(6.0, -16.0, false), (-10.0, -4.0, true), (12.0, 2.0, true), (14.0, 2.0, false)];
        for (x, y, expected) in cases {
            let tip_up = Symbol::new(Verdict::Fixable, Pos2::ZERO, 10.0);
            assert_eq!(tip_up.overlaps(area(x, y)), expected, "{x}, {y}");
            let tip_down = Symbol::new(Verdict::Broken, Pos2::ZERO, 10.0);
            let turned = Rect::from_min_max(pos2(x, -y - 8.0), pos2(x + 20.0, -y));
            assert_eq!(tip_down.overlaps(turned), expected, "turned {x}, {y}");
        }
        for verdict in WITH_CORNERS {
            let symbol = Symbol::new(verdict, Pos2::ZERO, 10.0);
            assert!(symbol.overlaps(Rect::from_center_size(Pos2::ZERO, vec2(2.0, 2.0))), "{verdict:?}: inside it");
            assert!(symbol.overlaps(Rect::from_center_size(Pos2::ZERO, vec2(99.0, 99.0))), "{verdict:?}: around it");
        }
    }
}
