//! What is written into the plot: the sides of the diagonal, the names of bubbles, and their numbers where there is no
//! room for names.

use std::sync::Arc;

use egui::{Align2, Galley, Painter, Rect, Stroke, Vec2, vec2};

use super::drawing::BubbleDrawing;
use super::placement::{NamePlace, Placement};
use super::symbol::Symbol;
use crate::paint::text;
use crate::paint::theme::{regular_font, semibold_font, text_on};

/// How wide a name is at most on one line and on two, in letters.
const WIDTHS: [f32; 2] = [15.0, 12.0];
/// What it minds to be broken, in pixels further away.
const BROKEN: f32 = 5.0;
/// How much of what lies under a name is hidden where that is a line.
const PLATE: f32 = 0.75;
/// What it minds to be cut short.
const CUT: f32 = 12.0;
/// Between a bubble and its name, the nearest first, in letters.
const GAPS: [f32; 8] = [0.45, 0.9, 1.5, 2.5, 4.0, 6.0, 8.5, 11.5];
/// So many of them are near enough for a number.
const NUMBER_GAPS: usize = 2;

/// Everything that is written into a plot, and where.
pub struct Names {
    /// The two sides of the diagonal.
    sides: Vec<(Rect, Arc<Galley>)>,
    /// Those of bubbles, by place of the bubble.
    names: Vec<(usize, NamePlace, Arc<Galley>)>,
    /// Of bubbles without a name: those that are written in the bubble, and those beside it.
    numbers: [Vec<(usize, Rect, Arc<Galley>)>; 2],
}

impl Names {
    /// Finds a place for whatever has one: first what is chosen, then what is filled, the largest first.
    pub fn new(painter: &Painter, drawing: &BubbleDrawing<'_>) -> Self {
        let BubbleDrawing { chart, look, tokens, frame, .. } = drawing;
        let unit = look.text_size;
        let count = chart.bubbles.len();
        let arms = (0..count).flat_map(|bubble| drawing.arms(bubble));
        let lines = arms.chain(drawing.diagonal()).collect();
        let mut placement = Placement::new(frame.shrink(2.0), drawing.symbols.clone(), lines);
        let sides = sides(painter, drawing, &mut placement);

        let mut order: Vec<usize> = (0..count).collect();
        order.sort_by_key(|bubble| {
            let bubble = &chart.bubbles[*bubble];
            (!bubble.is_chosen, !bubble.is_filled)
        });
        let gaps = GAPS.map(|gap| gap * unit);
        let (mut names, mut unnamed) = (Vec::new(), Vec::new());
        for bubble in order {
            let ways = name_on_lines(painter, drawing, bubble);
            let reluctance = |galley: &Galley, broken| broken + if galley.elided { CUT } else { 0.0 };
            let sizes: Vec<(Vec2, f32)> = ways
                .iter()
                .zip([0.0, BROKEN])
                .map(|(galley, broken)| (galley.size(), reluctance(galley, broken)))
                .collect();
            match placement.place(bubble, &sizes, &gaps) {
                Some(place) => {
                    let galley = ways[place.size].clone();
                    names.push((bubble, place, galley));
                }
                None => unnamed.push(bubble),
            }
        }
        let [mut inner, mut outer] = [Vec::new(), Vec::new()];
        for bubble in unnamed {
            let on = if chart.bubbles[bubble].is_filled { text_on(drawing.color(bubble)) } else { tokens.text };
            let number = |color| {
                let number = chart.bubbles[bubble].number().to_string();
                text::line(painter, number, semibold_font(unit), color)
            };
            let Symbol { center, radius, .. } = drawing.symbols[bubble];
            let inside = Rect::from_center_size(center, number(on).size());
            // Nothing that lies on top of the bubble may lie on its number.
            let is_covered = drawing.symbols[bubble + 1..].iter().any(|above| above.overlaps(inside));
            if inside.size().length() < 1.8 * radius && !is_covered {
                inner.push((bubble, inside, number(on)));
            } else if let Some(place) = placement.place(bubble, &[(inside.size(), 0.0)], &gaps[..NUMBER_GAPS]) {
                outer.push((bubble, place.rect, number(tokens.text)));
            }
        }
        Self { sides, names, numbers: [inner, outer] }
    }

    /// The bubbles that only their numbers are written at.
    pub fn numbered(&self) -> impl Iterator<Item = usize> {
        self.numbers.iter().flatten().map(|(bubble, ..)| *bubble)
    }

    /// How many bubbles have a name.
    pub fn named(&self) -> usize {
        self.names.len()
    }

    /// The areas of what is written beside bubbles, for what must not lie on it.
    pub fn areas(&self) -> Vec<Rect> {
        let names = self.names.iter().map(|(_, place, _)| place.rect);
        let [_, beside] = &self.numbers;
        names.chain(beside.iter().map(|(_, area, _)| *area)).chain(self.sides.iter().map(|(area, _)| *area)).collect()
    }

    /// Paints all of it.
    pub fn paint(&self, painter: &Painter, drawing: &BubbleDrawing<'_>) {
        let tokens = drawing.tokens;
        for (area, galley) in &self.sides {
            painter.galley(area.min, galley.clone(), tokens.text);
        }
        for (_, place, galley) in &self.names {
            if let Some(leader) = place.leader {
                painter.line_segment(leader, Stroke::new(1.0, tokens.text.gamma_multiply(0.6)));
            }
            // The line makes way.
            if place.is_on_line {
                painter.rect_filled(place.rect.expand2(vec2(2.0, 0.0)), 3.0, tokens.surface.gamma_multiply(PLATE));
            }
            painter.galley(place.rect.min, galley.clone(), tokens.text);
        }
        for (_, area, galley) in self.numbers.iter().flatten() {
            painter.galley(area.min, galley.clone(), tokens.text);
        }
    }
}

/// A name on one line, and on two where that is narrower.
fn name_on_lines(painter: &Painter, drawing: &BubbleDrawing<'_>, bubble: usize) -> Vec<Arc<Galley>> {
    let bubble = &drawing.chart.bubbles[bubble];
    let unit = drawing.look.text_size;
    let (font, color) = match bubble.is_filled || bubble.is_chosen {
        true => (semibold_font(unit), drawing.tokens.text),
        false => (regular_font(unit), drawing.tokens.text),
    };
    let wrapped =
        |(width, rows): (f32, usize)| text::wrapped(painter, &bubble.name, font.clone(), color, width * unit, rows);
    let mut ways: Vec<Arc<Galley>> = WIDTHS.into_iter().zip(1..).map(wrapped).collect();
    // A name that is short enough for one line needs no second way.
    if ways[1].rows.len() < 2 {
        ways.truncate(1);
    }
    ways
}

/// What is said of both sides, along the diagonal and as near to its upper end as no bubble is in the way and no cross, if
/// there is such a place; else in the corners.
fn sides(painter: &Painter, drawing: &BubbleDrawing<'_>, placement: &mut Placement) -> Vec<(Rect, Arc<Galley>)> {
    let BubbleDrawing { chart, look, tokens, frame, .. } = drawing;
    let Some([low, high]) = drawing.diagonal() else { return Vec::new() };
    let unit = look.text_size;
    let galleys: Vec<Arc<Galley>> = chart
        .sides
        .iter()
        .map(|side| text::line(painter, side.label.as_str(), semibold_font(unit), tokens.role(side.role)))
        .collect();
    let [above, below] = galleys.as_slice() else { return Vec::new() };
    let off = Vec2::splat(0.35 * unit);
    let beside = |share: f32| {
        let at = low.lerp(high, share);
        let above = Align2::RIGHT_BOTTOM.anchor_size(at - off, above.size());
        [above, Align2::LEFT_TOP.anchor_size(at + off, below.size())]
    };
    let places = (1..=46).map(|step| beside(1.0 - 0.02 * step as f32));
    let is_free = |areas: &[Rect; 2]| areas.iter().all(|area| placement.is_free(*area));
    let is_on_line = |areas: &[Rect; 2]| areas.iter().any(|area| 0.0 < placement.on_lines(*area));
    let free: Vec<[Rect; 2]> = places.filter(is_free).collect();
    let found = free.iter().find(|areas| !is_on_line(areas)).or(free.first()).copied();
    let corners = || {
        let inner = frame.shrink(0.6 * unit);
        let above = Align2::LEFT_TOP.anchor_size(inner.left_top(), above.size());
        [above, Align2::RIGHT_BOTTOM.anchor_size(inner.right_bottom(), below.size())]
    };
    let areas = found.unwrap_or_else(corners);
    areas.into_iter().for_each(|area| placement.add_area(area.expand2(off)));
    areas.into_iter().zip(galleys).collect()
}
