//! Lines over volume or time, with the bands, shades, stages and marks that belong to them, as data: in the units of the
//! plan, before anybody decides on pixels.

use super::color_role::ColorRole;
use super::unit::Unit;
use crate::prose::ResultId;

/// What is drawn of a chart of lines.
#[derive(Clone, Debug, PartialEq)]
pub struct LineChart {
    /// Whether both axes are linear whatever is asked for: months have no logarithm.
    pub is_linear: bool,
    /// Horizontal.
    pub x: Axis,
    /// Vertical.
    pub y: Axis,
    /// Lines, the most important last so that it lies on top.
    pub series: Vec<Series>,
    /// Shades between two lines, and the bands of lines on top of them.
    pub areas: Vec<Area>,
    /// Stages, left to right.
    pub stages: Vec<StageMark>,
    /// Other volumes worth marking.
    pub marks: Vec<Mark>,
    /// Points with a figure beside them.
    pub dots: Vec<Dot>,
    /// Points that are read and chosen one by one, in the place of all lines at once; none where lines are read.
    pub choices: Vec<ChartChoice>,
    /// A distance between two lines, named.
    pub gap: Option<Gap>,
    /// Figures that explain themselves, each with where it stands on the horizontal axis.
    pub explains: Vec<(f64, ResultId)>,
}

/// An axis and how its figures are written.
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// With its unit.
    pub label: String,
    /// How ticks are written.
    pub unit: Unit,
    /// The least and the greatest value drawn.
    pub range: (f64, f64),
}

/// How a line is drawn, so that colour never speaks alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dash {
    /// ────
    Solid,
    /// ─ ─ ─
    Dashed,
    /// · · · ·
    Dotted,
}

/// A line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Written at its end.
    pub name: String,
    /// What it means.
    pub role: ColorRole,
    /// How it is drawn.
    pub dash: Dash,
    /// In points.
    pub width: f32,
    /// In order of x; a repeated x is a step.
    pub points: Vec<[f64; 2]>,
}

impl Series {
    /// Its value at an x, between its points linearly in logarithms; at a step, the value after it.
    pub fn at(&self, x: f64) -> Option<f64> {
        let after = self.points.partition_point(|point| point[0] <= x);
        let before = self.points.get(after.checked_sub(1)?)?;
        let Some(next) = self.points.get(after) else {
            return (before[0] == x).then_some(before[1]);
        };
        Some(between(before[1], next[1], weight(before[0], next[0], x)))
    }
}

/// A shade between two lines over the same volumes, or the band of one.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// What it means.
    pub role: ColorRole,
    /// The line, by place, of which it holds eight in ten futures; none for a shade.
    pub band_of: Option<usize>,
    /// `[x, low, high]`; a band may reach below 0 and up to infinity.
    pub points: Vec<[f64; 3]>,
}

impl Area {
    /// From where to where it reaches at an x, between its points as lines are.
    pub fn at(&self, x: f64) -> Option<[f64; 2]> {
        let after = self.points.partition_point(|point| point[0] <= x);
        let before = self.points.get(after.checked_sub(1)?)?;
        let Some(next) = self.points.get(after) else {
            return (before[0] == x).then_some([before[1], before[2]]);
        };
        let weight = weight(before[0], next[0], x);
        Some([1, 2].map(|end| between(before[end], next[end], weight)))
    }
}

/// How far an x is from one to another: in logarithms where there are any.
fn weight(from: f64, to: f64, x: f64) -> f64 {
    if 0.0 < from { (x / from).ln() / (to / from).ln() } else { (x - from) / (to - from) }
}

/// The shades between two lines, `[x, cost, value]`, split where they cross.
pub(super) fn profit_and_loss(points: impl IntoIterator<Item = [f64; 3]>) -> Vec<Area> {
    let mut areas: Vec<Area> = Vec::new();
    let mut previous: Option<[f64; 3]> = None;
    for point in points {
        let [_, cost, value] = point;
        let role = if cost <= value { ColorRole::Value } else { ColorRole::Loss };
        let ordered = |[x, cost, value]: [f64; 3]| [x, cost.min(value), cost.max(value)];
        match (previous, areas.last_mut()) {
            (Some(_), Some(area)) if area.role == role => area.points.push(ordered(point)),
            (Some(before), Some(area)) => {
                let crossing = crossing(before, point);
                area.points.push(crossing);
                areas.push(Area { role, band_of: None, points: vec![crossing, ordered(point)] });
            }
            _ => areas.push(Area { role, band_of: None, points: vec![ordered(point)] }),
        }
        previous = Some(point);
    }
    areas.retain(|area| 1 < area.points.len());
    areas
}

/// Where cost and value meet between two neighbouring points, as a point of no height.
fn crossing([x0, cost0, value0]: [f64; 3], [x1, cost1, value1]: [f64; 3]) -> [f64; 3] {
    let (before, after) = (value0 - cost0, value1 - cost1);
    let weight = before / (before - after);
    let y = cost0 + (cost1 - cost0) * weight;
    [between(x0, x1, weight), y, y]
}

impl LineChart {
    /// How far above everything else the cost of today may lie and still be drawn to scale.
    pub const MOST_ABOVE: f64 = 3.0;

    /// What eight in ten futures of a line stay within at an x; at a step, what they do after it.
    pub fn band_at(&self, series: usize, x: f64) -> Option<[f64; 2]> {
        self.areas.iter().rev().filter(|area| area.band_of == Some(series)).find_map(|area| area.at(x))
    }
}

/// Where a stage begins.
#[derive(Clone, Debug, PartialEq)]
pub struct StageMark {
    /// Its base requests.
    pub x: f64,
    /// Its name.
    pub name: String,
    /// What comes and goes there.
    pub changes: Vec<String>,
    /// Whether the verdict speaks of it.
    pub is_target: bool,
}

/// A volume worth marking.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Requests a month.
    pub x: f64,
    /// What happens there.
    pub label: String,
}

/// A point with its figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Dot {
    /// Where.
    pub at: [f64; 2],
    /// What it means.
    pub role: ColorRole,
    /// Its figure.
    pub label: String,
}

/// A point that is read by itself, and that can be chosen.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartChoice {
    /// Where.
    pub at: [f64; 2],
    /// What is read where it is pointed at, a line each: what it is, and how much, which may be empty.
    pub figures: Vec<[String; 2]>,
    /// All of it, in a sentence.
    pub sentence: String,
    /// Whether it stands out from the others.
    pub is_chosen: bool,
}

/// A distance between two lines.
#[derive(Clone, Debug, PartialEq)]
pub struct Gap {
    /// At this x.
    pub x: f64,
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
    /// What it says.
    pub label: String,
}

/// Between two ends, as far as a weight says: in logarithms where there are any.
pub(super) fn between(start: f64, end: f64, weight: f64) -> f64 {
    if start == end || weight == 0.0 {
        start
    } else if weight == 1.0 {
        end
    } else if 0.0 < start && 0.0 < end {
        start * (end / start).powf(weight)
    } else {
        start + (end - start) * weight
    }
}

/// The least and the greatest positive value of some lines, or 1 to 10 where there is none.
pub(super) fn positive_range<'s>(series: impl IntoIterator<Item = &'s Series>) -> (f64, f64) {
    let values = series.into_iter().flat_map(|series| series.points.iter().map(|point| point[1]));
    let positive = values.filter(|value| 0.0 < *value && value.is_finite());
    let (low, high) = positive.fold((f64::INFINITY, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    if low <= high { (low, high) } else { (1.0, 10.0) }
}
