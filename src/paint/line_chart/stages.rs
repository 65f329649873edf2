//! The strip above the plot: each stage's name and what comes and goes there, at the top of its line.

use std::sync::Arc;

use egui::{Galley, Painter, Pos2, Rect, pos2};

use crate::charts::StageMark;
use crate::language::tr;
use crate::paint::chart_look::ChartLook;
use crate::paint::scale::Scale;
use crate::paint::text;
use crate::paint::theme::{Tokens, regular_font, semibold_font};

/// The most lines of changes under a name.
const MOST_LINES: usize = 4;
/// The most stages that stand above each other for want of room beside each other.
const MOST_NARROW: usize = 8;
/// How many times the size of the text is room enough to break changes over lines.
const LEAST_ROOM: f32 = 9.0;

/// The strip, laid out but not yet painted.
pub struct Strip {
    texts: Vec<(Pos2, Arc<Galley>)>,
    /// Where the line of each stage begins, left to right.
    pub tops: Vec<Pos2>,
    /// Where the strip ends and the plot may begin.
    pub bottom: f32,
}

impl Strip {
    /// Lays out the stages on the part of `area` that they need.
    ///
    /// A stage with room up to the next one has its changes below its name. One without has them on the same line,
    /// above its neighbours, whose lines then begin lower: so no text ever crosses a line.
    pub fn new(painter: &Painter, stages: &[StageMark], look: &ChartLook, x: &Scale, area: Rect) -> Self {
        let tokens = Tokens::of(painter.ctx());
        let row = look.row_height();
        let padding = look.text_size * 0.4;
        let placed: Vec<(f32, &StageMark)> = stages
            .iter()
            .filter_map(|stage| Some((x.position(stage.x)?, stage)))
            .filter(|(left, _)| (x.screen.0..=x.screen.1).contains(left))
            .collect();
        let columns: Vec<StageColumn> = placed
            .iter()
            .enumerate()
            .map(|(index, &(left, stage))| {
                let color = if stage.is_target { tokens.text } else { tokens.muted };
                let room = placed.get(index + 1).map_or(area.right(), |next| next.0) - left - 2.0 * padding;
                let to_the_end = area.right() - left - 2.0 * padding;
                let name = text::wrapped(painter, &stage.name, semibold_font(look.text_size), color, to_the_end, 1);
                let least = if stage.changes.is_empty() { 0.0 } else { LEAST_ROOM * look.text_size };
                StageColumn { left: left + padding, room, is_narrow: room < name.size().x.max(least), name, stage }
            })
            .collect();

        let narrow = columns.iter().filter(|column| column.is_narrow).count();
        // Stages without a row of their own keep their line and lose their name; the target keeps both.
        let mut rows_of_narrow = ((area.height() / row) as usize).saturating_sub(1).clamp(1, MOST_NARROW);
        let mut are_left = columns.iter().any(|column| column.is_narrow && column.stage.is_target);
        let rows = ((area.height() / row) as usize).saturating_sub(1 + narrow).min(MOST_LINES);
        let change = |content: &str, width: f32| {
            text::wrapped(painter, content, regular_font(look.text_size), tokens.muted, width, 1)
        };
        let width_of = |content: &str| change(content, f32::INFINITY).size().x;
        let mut strip = Self { texts: Vec::new(), tops: Vec::new(), bottom: area.top() };
        let mut top = area.top();
        for column in columns {
            strip.tops.push(pos2(column.left - padding, top + 0.1 * row));
            if column.is_narrow {
                let is_target = column.stage.is_target;
                let kept = usize::from(are_left && !is_target);
                if rows_of_narrow <= kept {
                    continue;
                }
                rows_of_narrow -= 1;
                are_left &= !is_target;
            }
            let name_right = column.left + column.name.size().x + 2.0 * padding;
            strip.texts.push((pos2(column.left, top), column.name));
            let changes = &column.stage.changes;
            if column.is_narrow {
                let room = area.right() - name_right;
                if let Some(line) = flowed(changes, room, 1, &width_of).first().filter(|_| 4.0 * row < room) {
                    strip.texts.push((pos2(name_right, top), change(line, room)));
                }
                top += row;
                strip.bottom = strip.bottom.max(top);
            } else {
                let lines = flowed(changes, column.room, rows, &width_of);
                for (index, line) in lines.iter().enumerate() {
                    let position = pos2(column.left, top + (index + 1) as f32 * row);
                    strip.texts.push((position, change(line, column.room)));
                }
                strip.bottom = strip.bottom.max(top + (lines.len() + 1) as f32 * row);
            }
        }
        strip
    }

    /// Where its texts stand.
    pub fn areas(&self) -> Vec<Rect> {
        self.texts.iter().map(|(corner, galley)| Rect::from_min_size(*corner, galley.size())).collect()
    }

    /// Paints the text; the lines belong to the plot.
    pub fn paint(self, painter: &Painter) {
        let tokens = Tokens::of(painter.ctx());
        for (position, galley) in self.texts {
            painter.galley(position, galley, tokens.muted);
        }
    }
}

/// One stage while it is laid out.
struct StageColumn<'a> {
    left: f32,
    room: f32,
    is_narrow: bool,
    name: Arc<Galley>,
    stage: &'a StageMark,
}

/// Items in a row on at most `rows` lines of `room`; the last says how many did not fit.
///
/// Lines are broken between items, within one only where it is longer than a line.
fn flowed(items: &[String], room: f32, rows: usize, width_of: &dyn Fn(&str) -> f32) -> Vec<String> {
    if rows == 0 {
        return Vec::new();
    }
    let space = width_of(" ");
    let width_of_items: Vec<f32> = items.iter().map(|item| width_of(item) + width_of(",")).collect();
    let attempt = |shown: usize| {
        let more = (shown < items.len()).then(|| match shown {
            0 if items.len() == 1 => tr!("1 change").to_owned(),
            0 => tr!("{} changes", items.len()),
            _ => tr!("and {} more", items.len() - shown),
        });
        let mut lines: Vec<(String, f32)> = Vec::new();
        for (index, item) in items[..shown].iter().chain(&more).enumerate() {
            let item = if index + 1 < shown { format!("{item},") } else { item.clone() };
            let width = if index < shown { width_of_items[index] } else { width_of(&item) };
            let pieces = if width <= room {
                vec![(item.as_str(), width)]
            } else {
                words(&item).into_iter().map(|word| (word, width_of(word))).collect()
            };
            let is_whole = pieces.len() == 1;
            for (index, (piece, width)) in pieces.into_iter().enumerate() {
                match lines.last_mut() {
                    Some((line, used)) if (is_whole || 0 < index) && *used + space + width <= room => {
                        line.push(' ');
                        line.push_str(piece);
                        *used += space + width;
                    }
                    _ => lines.push((piece.to_owned(), width)),
                }
            }
        }
        lines.into_iter().map(|(line, _)| line).collect::<Vec<String>>()
    };
    (0..=items.len()).rev().map(attempt).find(|lines| lines.len() <= rows).unwrap_or_default()
}

/// The words of an item, its sign together with the first.
fn words(item: &str) -> Vec<&str> {
    let after_sign = item.find(' ').map_or(0, |sign| sign + 1);
    let first = item[after_sign..].find(' ').map_or(item.len(), |end| after_sign + end);
    std::iter::once(&item[..first]).chain(item[first..].split(' ').filter(|word| !word.is_empty())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_flow_between_items_and_count_the_rest() {
        let items: Vec<String> = ["+ engineering", "+ compliance", "− 40 % tokens"].map(str::to_owned).to_vec();
        let letters = |text: &str| text.chars().count() as f32;
        let cases: [(f32, usize, &[&str]); 6] = [
            (60.0, 4, &["+ engineering, + compliance, − 40 % tokens"]),
            (28.0, 4, &["+ engineering, + compliance,", "− 40 % tokens"]),
            (15.0, 2, &["+ engineering", "and 2 more"]),
            (14.0, 9, &["+ engineering,", "+ compliance,", "− 40 % tokens"]),
            (5.0, 1, &["3 changes"]),
            (60.0, 0, &[]),
        ];
        for (room, rows, expected) in cases {
            assert_eq!(flowed(&items, room, rows, &letters), expected, "{room} × {rows}");
        }
    }
}
