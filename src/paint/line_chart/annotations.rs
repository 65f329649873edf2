//! What is written into the plot: figures at dots, the gap, the marks, and names of lines that end early.

use std::sync::Arc;

use egui::text::{LayoutJob, TextFormat};
use egui::{Color32, Galley, Painter, Pos2, Rect, Shape, Stroke, StrokeKind, pos2, vec2};

use super::drawing::LineDrawing;
use crate::charts::{Area, ColorRole, Gap, Mark};
use crate::language::{self, tr};
use crate::paint::labels::{Alternative, Obstacles, around, beside};
use crate::paint::text;
use crate::paint::theme::{bold_font, regular_font, semibold_font};
use crate::prose::EIGHT_IN_TEN;

/// How much a label minds to lie on the line of a stage or a mark.
const GUIDE: f32 = 0.3;
/// How much it minds to lie on the edge of a band.
const EDGE: f32 = 0.15;
/// How much it minds to lie far from what it names: about as much as to lie on such a line.
const FAR: f32 = 80.0;
/// How much of what lies under a label is hidden where that is a line.
const PLATE: f32 = 0.88;

/// Paints everything inside the plot that carries a label, and returns the areas of the labels.
///
/// `unnamed` are the series whose line ends inside the plot.
pub fn paint(drawing: &LineDrawing<'_>, painter: &Painter, guides: &[[Pos2; 2]], unnamed: &[usize]) -> Vec<Rect> {
    let LineDrawing { chart, tokens, frame, look, .. } = drawing;
    let unit = look.text_size;
    let mut obstacles = obstacles(drawing, guides);
    let mut labels: Vec<Label> = Vec::new();

    let radius = 0.34 * unit + 0.6;
    let dots: Vec<_> = chart.dots.iter().filter_map(|dot| Some((drawing.position(dot.at)?, dot))).collect();
    let dots: Vec<_> = dots.into_iter().filter(|(center, _)| frame.contains(*center)).collect();
    for (center, dot) in &dots {
        obstacles.add_area(Rect::from_center_size(*center, vec2(2.0, 2.0) * radius));
        let figure = text::line(painter, &dot.label, bold_font(unit), tokens.text);
        let distances = [0.0, 0.5, 1.0, 1.5, 2.0, 3.0].map(|further| radius + (0.4 + further) * unit);
        let places = around(*center, figure.size(), distances[0], &distances);
        labels.push(Label::new(vec![near(figure, places)], Some([*center; 2])));
    }
    let arrow = chart.gap.as_ref().and_then(|gap| arrow(drawing, painter, gap));
    if let (Some(gap), Some([top, bottom])) = (&chart.gap, arrow) {
        obstacles.add_line(&[top, bottom], 1.0);
        let wrapped = broken(drawing, painter, &gap.label, tokens.role(ColorRole::Forecast));
        let middle = top.lerp(bottom, 0.5);
        let beside_it = wrapped.iter().map(|galley| {
            let size = galley.size();
            let mut places = beside(top.x, middle.y - size.y / 2.0, middle.y + size.y / 2.0, size, 0.6 * unit);
            places.extend(beside(top.x, top.y - size.y, bottom.y + size.y, size, 0.6 * unit));
            places.extend([top, bottom].into_iter().flat_map(|end| around(end, size, 0.6 * unit, &[unit, 2.5 * unit])));
            near(galley.clone(), places)
        });
        let elsewhere = wrapped.iter().map(|galley| {
            let distances = [3.0, 5.0, 7.0, 9.0].map(|distance| distance * unit);
            let candidates = around(middle, galley.size(), 2.5 * unit, &distances);
            (galley.clone(), Alternative { candidates, reluctance: FAR })
        });
        labels.push(Label::new(beside_it.chain(elsewhere).collect(), Some([top, bottom])));
    }
    for Mark { x, label } in &chart.marks {
        let Some(x) = drawing.x.position(*x).filter(|x| frame.x_range().contains(*x)) else { continue };
        if !label.is_empty() {
            let wrapped = broken(drawing, painter, label, tokens.text).into_iter();
            let (top, bottom) = (frame.top() + 2.0, frame.bottom() - 2.0);
            let choices = wrapped.map(|galley| near(galley.clone(), beside(x, top, bottom, galley.size(), 0.6 * unit)));
            labels.push(Label::new(choices.collect(), None));
        }
    }
    for &series in unnamed {
        let Some(end) = drawing.runs(series).pop().and_then(|run| run.last().copied()) else { continue };
        let (end, line) = (drawing.at_coordinates(end), &chart.series[series]);
        // The mark that it leads to says it.
        if chart.marks.iter().any(|mark| mark.label.starts_with(&line.name)) {
            continue;
        }
        let name = text::line(painter, &line.name, semibold_font(unit), tokens.role(line.role));
        let places = around(end, name.size(), 3.0, &[4.0, unit, 2.0 * unit]);
        labels.push(Label::new(vec![near(name, places)], Some([end; 2])));
    }
    labels.extend(key(drawing, painter));

    let mut placed = Vec::new();
    let (texts, alternatives): (Vec<_>, Vec<Vec<Alternative>>) = labels.into_iter().map(Label::split).unzip();
    let mut places: Vec<Option<(usize, Rect)>> = obstacles
        .arrange(&alternatives)
        .into_iter()
        .map(|place| place.map(|(choice, place)| (choice, place.rect)))
        .collect();
    let centers: Vec<Pos2> = dots.iter().map(|(center, _)| *center).collect();
    in_order(&centers, *frame, &mut places);
    for ((anchor, galleys, swatches), place) in texts.iter().zip(places) {
        let Some((choice, rect)) = place else { continue };
        let galley = &galleys[choice];
        if let Some(ends) = *anchor {
            leader(painter, ends, rect, radius, unit, galley);
        }
        // Where a line runs under it all the same, the line makes way.
        if obstacles.is_on_line(rect) {
            painter.rect_filled(rect.expand2(vec2(0.3 * unit, 0.0)), 3.0, tokens.surface.gamma_multiply(PLATE));
        }
        for (left, (fill, edge)) in swatches {
            let swatch = swatch(rect, *left, unit);
            painter.rect_filled(swatch, 2.0, tokens.surface);
            painter.rect(swatch, 2.0, *fill, Stroke::new(1.0, *edge), StrokeKind::Inside);
        }
        painter.galley(rect.min, galley.clone(), tokens.text);
        placed.push(rect);
    }
    // The first, which matter most, on top.
    for (center, dot) in dots.into_iter().rev() {
        painter.circle(center, radius, tokens.surface, Stroke::new(0.17 * unit, tokens.role(dot.role)));
    }
    placed
}

/// Figures of dots one above the other stand in the order of their dots, wherever there was room for them: two that have
/// changed places are read as each other's. They stay as they are where they would lie on something else then.
fn in_order(centers: &[Pos2], frame: Rect, places: &mut [Option<(usize, Rect)>]) {
    let mut left: Vec<usize> = (0..centers.len()).filter(|dot| places[*dot].is_some()).collect();
    while let Some(first) = left.first().copied() {
        let (column, others): (Vec<usize>, Vec<usize>) =
            left.into_iter().partition(|dot| (centers[*dot].x - centers[first].x).abs() < 1.0);
        left = others;
        let spot = |dot: &usize| places[*dot].map_or(Rect::NOTHING, |(_, rect)| rect);
        let mut dots = column.clone();
        dots.sort_by(|one, other| centers[*one].y.total_cmp(&centers[*other].y));
        let mut spots: Vec<Rect> = column.iter().map(spot).collect();
        spots.sort_by(|one, other| one.center().y.total_cmp(&other.center().y));
        let moved: Vec<Rect> =
            dots.iter().zip(&spots).map(|(dot, at)| moved_to(spot(dot), *at, centers[first].x)).collect();
        let elsewhere = places.iter().enumerate().filter(|(place, _)| !column.contains(place));
        let taken: Vec<Rect> = elsewhere.filter_map(|(_, place)| place.map(|(_, rect)| rect)).collect();
        let is_free = |(place, rect): (usize, &Rect)| {
            frame.contains_rect(*rect) && !taken.iter().chain(&moved[..place]).any(|other| other.intersects(*rect))
        };
        if moved.iter().enumerate().all(is_free) {
            for (dot, rect) in dots.iter().zip(moved) {
                if let Some(place) = &mut places[*dot] {
                    place.1 = rect;
                }
            }
        }
    }
}

/// A label where another one stood beside a line: on the same side of it, and as near.
fn moved_to(label: Rect, spot: Rect, line: f32) -> Rect {
    let left = if spot.center().x < line { spot.right() - label.width() } else { spot.left() };
    Rect::from_min_size(pos2(left, spot.center().y - label.height() / 2.0), label.size())
}

/// A label that wants a place.
struct Label {
    /// Ways to set it, the best first, each with its places.
    choices: Vec<(Arc<Galley>, Alternative)>,
    /// From where to where reaches what it names; a point, if both are the same.
    anchor: Anchor,
    /// Painted before its text, for which there must be room in it, each so far from its left end.
    swatches: Vec<(f32, LabelSwatch)>,
}

type Anchor = Option<[Pos2; 2]>;
/// What is painted of a label: where it points, its settings, its swatches.
type Looks = (Anchor, Vec<Arc<Galley>>, Vec<(f32, LabelSwatch)>);
/// What it is filled with, and its edge.
type LabelSwatch = (Color32, Color32);

impl Label {
    fn new(choices: Vec<(Arc<Galley>, Alternative)>, anchor: Anchor) -> Self {
        Self { choices, anchor, swatches: Vec::new() }
    }

    /// What is painted, and what is arranged.
    fn split(self) -> (Looks, Vec<Alternative>) {
        let (galleys, alternatives) = self.choices.into_iter().unzip();
        ((self.anchor, galleys, self.swatches), alternatives)
    }
}

/// What the bands are and whose, once for all of them, wherever in the plot there is room.
fn key(drawing: &LineDrawing<'_>, painter: &Painter) -> Option<Label> {
    let LineDrawing { chart, frame, look, tokens, .. } = drawing;
    let unit = look.text_size;
    let mut bands: Vec<(usize, LabelSwatch)> = Vec::new();
    for area in chart.areas.iter().rev() {
        let Some(series) = area.band_of else { continue };
        let colors = (drawing.area_color(area), drawing.edge_color(area));
        if !bands.iter().any(|(other, _)| *other == series) {
            bands.push((series, colors));
        }
    }
    bands.first()?;
    // The bands are named as their lines are: `8 in 10 at each volume: ▭ planned ▭ no strategies`. Over volumes the requests
    // are not what differs between futures.
    let font = regular_font(unit);
    let mut job = LayoutJob::default();
    let format = TextFormat::simple(font.clone(), tokens.muted);
    let heading = if chart.is_linear {
        tr!("{}:", language::text(EIGHT_IN_TEN))
    } else {
        tr!("8 in 10 at each volume:").to_owned()
    };
    let width = |content: &str| text::line(painter, content, font.clone(), tokens.muted).size().x;
    let mut right = width(&heading);
    job.append(&heading, 0.0, format.clone());
    let mut swatches = Vec::new();
    for (series, colors) in bands {
        let name = &chart.series[series].name;
        swatches.push((right + 0.6 * unit, colors));
        let room = 2.1 * unit;
        job.append(name, room, format.clone());
        right += room + width(name);
    }
    let galley = painter.layout_job(job);
    let size = galley.size();
    let corners = frame.shrink(0.4 * unit);
    let (right, bottom) = (corners.width() - size.x, corners.height() - size.y);
    let rows = ((bottom / (1.4 * size.y)) as usize).clamp(1, 11);
    // Left, then right, then between.
    let columns = [0.0, 1.0, 0.12, 0.25, 0.4, 0.55, 0.7, 0.85];
    let mut places: Vec<Rect> = Vec::new();
    for share in columns.into_iter().filter(|_| 0.0 < right && 0.0 < bottom) {
        places.extend((0..=rows).map(|row| {
            let away = vec2(share * right, row as f32 / rows as f32 * bottom);
            Rect::from_min_size(corners.min + away, size)
        }));
    }
    places.sort_by_cached_key(|place| lies_on_band(drawing, *place));
    Some(Label { swatches, ..Label::new(vec![near(galley, places)], None) })
}

fn lies_on_band(drawing: &LineDrawing<'_>, place: Rect) -> bool {
    let bands = drawing.chart.areas.iter().filter(|area| area.band_of.is_some());
    let xs = [place.left(), place.center().x, place.right()].map(|x| drawing.x.value(x));
    let is_under = |area: &Area, x: f64| {
        area.at(x).is_some_and(|ends| {
            let [low, high] = ends.map(|end| drawing.at_coordinates([0.0, drawing.y.coordinate_within_reach(end)]).y);
            place.top() < low && high < place.bottom()
        })
    };
    bands.into_iter().any(|area| xs.iter().any(|x| is_under(area, *x)))
}

/// Where a swatch of a label lies, so far from its left end.
fn swatch(label: Rect, left: f32, unit: f32) -> Rect {
    Rect::from_min_size(pos2(label.left() + left, label.center().y - 0.35 * unit), vec2(1.1 * unit, 0.7 * unit))
}

fn near(galley: Arc<Galley>, candidates: Vec<Rect>) -> (Arc<Galley>, Alternative) {
    (galley, Alternative { candidates, reluctance: 0.0 })
}

/// The lines of the chart, and the guides.
fn obstacles(drawing: &LineDrawing<'_>, guides: &[[Pos2; 2]]) -> Obstacles {
    let mut obstacles = Obstacles::new(drawing.frame.shrink(1.0));
    for series in 0..drawing.chart.series.len() {
        for run in drawing.runs(series) {
            let points: Vec<Pos2> = run.iter().map(|point| drawing.at_coordinates(*point)).collect();
            obstacles.add_line(&points, 1.0);
        }
    }
    let bands = drawing.chart.areas.iter().filter(|area| area.band_of.is_some());
    for (area, end) in bands.flat_map(|area| [(area, 1), (area, 2)]) {
        let point = |point: &[f64; 3]| {
            let y = drawing.y.coordinate_within_reach(point[end]);
            Some(drawing.at_coordinates([drawing.x.coordinate(point[0])?, y]))
        };
        let edge: Vec<Pos2> = area.points.iter().filter_map(point).collect();
        obstacles.add_line(&edge, EDGE);
    }
    for guide in guides {
        obstacles.add_line(guide, GUIDE);
    }
    obstacles
}

/// A label on one line if it is not too long, and broken over more and more lines.
fn broken(drawing: &LineDrawing<'_>, painter: &Painter, label: &str, color: Color32) -> Vec<Arc<Galley>> {
    let unit = drawing.look.text_size;
    let widths = [0.6 * drawing.frame.width(), 20.0 * unit, 15.0 * unit, 12.0 * unit, 9.0 * unit];
    let mut galleys: Vec<Arc<Galley>> = Vec::new();
    for width in widths {
        let galley = text::wrapped(painter, label, semibold_font(unit), color, width, 6);
        if galleys.last().is_none_or(|last| galley.size().x < last.size().x) {
            galleys.push(galley);
        }
    }
    galleys
}

/// A thin line from a label that had to go far to what it names.
fn leader(painter: &Painter, [top, bottom]: [Pos2; 2], rect: Rect, radius: f32, unit: f32, galley: &Galley) {
    let from = pos2(top.x, rect.center().y.clamp(top.y, bottom.y.max(top.y)));
    let to = rect.clamp(from);
    let way = to - from;
    if 1.4 * unit + radius < way.length() {
        let color = galley.job.sections.first().map_or(Color32::GRAY, |section| section.format.color);
        let stroke = Stroke::new(1.0, color.gamma_multiply(0.6));
        painter.line_segment([from + way.normalized() * radius, to - way.normalized() * 2.0], stroke);
    }
}

/// The double arrow between the ends of a gap, a little right of its volume; its ends if there is room for it.
fn arrow(drawing: &LineDrawing<'_>, painter: &Painter, gap: &Gap) -> Option<[Pos2; 2]> {
    let unit = drawing.look.text_size;
    let top = drawing.position([gap.x, gap.high])? + vec2(1.1 * unit, 0.0);
    let bottom = drawing.position([gap.x, gap.low])? + vec2(1.1 * unit, 0.0);
    if bottom.y - top.y < 0.8 * unit {
        return None;
    }
    let color = drawing.tokens.role(ColorRole::Forecast);
    painter.line_segment([top, bottom], Stroke::new(0.13 * unit, color));
    let length = (0.45 * unit).min(0.4 * (bottom.y - top.y));
    let half = 0.65 * length;
    for (tip, down) in [(top, length), (bottom, -length)] {
        let base = tip + vec2(0.0, down);
        let head = vec![tip, base + vec2(half, 0.0), base - vec2(half, 0.0)];
        painter.add(Shape::convex_polygon(head, color, Stroke::NONE));
    }
    Some([top, bottom])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_stand_in_the_order_of_their_dots() {
        let frame = Rect::from_min_size(pos2(0.0, 0.0), vec2(400.0, 400.0));
        let centers = [100.0, 300.0, 200.0, 50.0].map(|y| pos2(200.0, y));
        let label = |y: f32, width: f32| Some((0, Rect::from_min_size(pos2(210.0, y), vec2(width, 10.0))));
        // From the top they stood as 100, 300, 200, 50.
        let mut places = vec![label(60.0, 40.0), label(80.0, 30.0), label(120.0, 50.0), label(160.0, 20.0)];
        in_order(&centers, frame, &mut places);
        let tops: Vec<(f32, f32)> = places.iter().flatten().map(|(_, rect)| (rect.top(), rect.width())).collect();
        assert_eq!(tops, [(80.0, 40.0), (160.0, 30.0), (120.0, 50.0), (60.0, 20.0)]);
        // What is in the way stays free.
        let mut blocked = vec![label(80.0, 30.0), label(60.0, 190.0)];
        let before = blocked.clone();
        blocked.push(Some((0, Rect::from_min_size(pos2(300.0, 80.0), vec2(50.0, 10.0)))));
        in_order(&[pos2(200.0, 50.0), pos2(200.0, 90.0)], frame, &mut blocked);
        assert_eq!(blocked[..2], before);
    }
}
