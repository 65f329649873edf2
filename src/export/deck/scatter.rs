//! Lines over volumes as a native chart of points joined by lines, on logarithmic axes unless they shall be linear.
//!
//! An area cannot lie beside such lines, so the ends of each band are thin lines of their own. Stages, marks and the gap are
//! series as well: they move with the axes.

use super::area::{Area, LONGEST_NAME, MOST_SHELVES, Shelves, line_height, spread, width};
use super::axes::{ACROSS, ALONG, TOP_LEFT, ValueAxis, below};
use super::chart_part::{ChartPart, Plot};
use super::labels::{Label, Says, labels};
use super::number_format;
use super::sheet::Sheet;
use super::style::{Ink, LABEL, MUTED, TEXT, circle, faint_line, line, no_line, no_marker, shape};
use super::xml::Element;
use crate::charts::{ColorRole, Dash, LineChart};
use crate::language::{text, tr};
use crate::prose::EIGHT_IN_TEN;
use crate::scenario::letters::shortened;

/// How much of the ends of bands shows.
const EDGE: f64 = 0.55;
/// Above the lines, as a share of their height: room for the names of stages.
const HEADROOM: f64 = 0.22;
/// A name more on top takes so much.
const A_NAME: f64 = 0.06;
/// What ends where the axis does would have no label there.
const BEYOND: f64 = 1.002;
/// How far beyond the last stage linear axes reach.
const LINEAR_REACH: f64 = 1.25;
/// Room around the plot: for ticks, and for what is measured.
const LEFT: f64 = 66.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 48.0;

/// Lines over volumes.
pub fn scatter(chart: &LineChart, is_linear: bool, area: Area) -> ChartPart {
    let [x, y] = axes(chart, is_linear);
    let names = chart.series.iter().filter(|series| !series.points.is_empty());
    let right = names.map(|series| width(&series.name, LABEL)).fold(60.0, f64::max).min(0.2 * area.width) + 18.0;
    let layout = area.shares(LEFT, TOP, right, BOTTOM);
    let mut points = Points { chart, x, y, area, layout, sheet: Sheet::default(), series: Vec::new() };
    points.bands();
    points.lines();
    points.uprights();
    points.dots();
    let group = Element::new("c:scatterChart")
        .child(Element::val("c:scatterStyle", "lineMarker"))
        .child(Element::val("c:varyColors", 0))
        .children(points.series)
        .children([ACROSS, ALONG].map(|axis| Element::val("c:axId", axis)));
    let axes = vec![
        points.x.element([ACROSS, ALONG], "b", below(layout, area)),
        points.y.element([ALONG, ACROSS], "l", TOP_LEFT),
    ];
    ChartPart::new(Plot { layout, groups: vec![group], axes, has_legend: false }, points.sheet)
}

/// Horizontal and vertical.
fn axes(chart: &LineChart, is_linear: bool) -> [ValueAxis; 2] {
    let (x, y) = (&chart.x, &chart.y);
    if chart.is_linear {
        let (low, high) = y.range;
        return [
            ValueAxis::linear(&x.unit, x.range, &x.label),
            ValueAxis::linear(&y.unit, (low, high + A_NAME * (high - low)), &y.label),
        ];
    }
    if !is_linear {
        let (low, high) = y.range;
        // A label of what lies beyond the axis would not be shown.
        let today = chart.series.iter().filter(|series| series.role == ColorRole::Today);
        let high = today.flat_map(|series| &series.points).fold(high, |high, point| high.max(point[1]));
        let lines = 1.0 + chart.marks.iter().filter(|mark| !mark.label.is_empty()).count() as f64;
        let high = high * libm::pow(high / low, HEADROOM.max(A_NAME * lines));
        return [
            ValueAxis::logarithmic(&x.unit, (x.range.0, BEYOND * x.range.1), &x.label),
            ValueAxis::logarithmic(&y.unit, (low, high), &y.label),
        ];
    }
    let last = chart.stages.iter().map(|stage| stage.x).fold(0.0, f64::max);
    let right = if 0.0 < last { (LINEAR_REACH * last).min(x.range.1) } else { x.range.1 };
    let highest = |is_today: bool| {
        let lines = chart.series.iter().filter(|series| (series.role == ColorRole::Today) == is_today);
        let points = lines.flat_map(|series| &series.points).filter(|point| point[0] <= right && point[1].is_finite());
        points.fold(0.0_f64, |most, point| most.max(point[1]))
    };
    let most = highest(false);
    let most = if highest(true) <= LineChart::MOST_ABOVE * most { most.max(highest(true)) } else { most };
    let most = if 0.0 < most { most } else { 1.0 };
    [
        ValueAxis::linear(&x.unit, (0.0, right), &x.label),
        ValueAxis::linear(&y.unit, (0.0, (1.0 + HEADROOM) * most), &y.label),
    ]
}

struct Points<'a> {
    chart: &'a LineChart,
    x: ValueAxis,
    y: ValueAxis,
    area: Area,
    layout: [f64; 4],
    sheet: Sheet,
    series: Vec<Element>,
}

/// How a series of points is drawn.
struct Look {
    line: Element,
    marker: Option<Ink>,
    labels: Vec<Label>,
}

impl Points<'_> {
    /// Adds a series; what has no place on the axes is left empty, so that the line breaks there.
    fn add(&mut self, name: &str, points: &[[f64; 2]], look: Look) {
        let is_logarithmic = self.y.step.is_none();
        let y = |value: f64| if is_logarithmic && value <= 0.0 { f64::NAN } else { value };
        let [x_format, y_format] = [&self.chart.x, &self.chart.y].map(|axis| number_format::of_cells(&axis.unit));
        let across = points.iter().map(|point| point[0]).collect();
        let x = self.sheet.numbers(self.chart.x.label.clone(), &x_format, across);
        let along = self.sheet.numbers(name, &y_format, points.iter().map(|point| y(point[1])).collect());
        let marker = look.marker.map_or_else(no_marker, circle);
        let series = self.sheet.series(self.series.len(), along);
        let series = series
            .child(shape(None, look.line))
            .child(marker)
            .children(labels(&look.labels))
            .child(self.sheet.data("c:xVal", x))
            .child(self.sheet.data("c:yVal", along))
            .child(Element::val("c:smooth", 0));
        self.series.push(series);
    }

    /// The ends of what eight in ten futures stay within: under the lines.
    fn bands(&mut self) {
        for (place, series) in self.chart.series.iter().enumerate() {
            let areas: Vec<_> = self.chart.areas.iter().filter(|area| area.band_of == Some(place)).collect();
            for end in [1, 2].into_iter().filter(|_| !areas.is_empty()) {
                let points: Vec<[f64; 2]> =
                    areas.iter().flat_map(|area| &area.points).map(|point| [point[0], point[end]]).collect();
                let edge = faint_line(Ink::of(series.role), EDGE, 0.75, Dash::Solid);
                let name = match end {
                    1 => tr!("{}, {futures} from", series.name, futures = text(EIGHT_IN_TEN)),
                    _ => tr!("{}, {futures} to", series.name, futures = text(EIGHT_IN_TEN)),
                };
                self.add(&name, &points, Look { line: edge, marker: None, labels: Vec::new() });
            }
        }
    }

    /// The lines, each with its name where it ends.
    fn lines(&mut self) {
        let height = self.layout[3] * self.area.height;
        let named: Vec<usize> = (0..self.chart.series.len()).filter(|place| self.end(*place).is_some()).collect();
        let at = |value: f64| (1.0 - self.y.share(value)).clamp(0.0, 1.0) * height;
        let wanted: Vec<f64> = named.iter().filter_map(|place| self.end(*place)).map(|end| at(end[1])).collect();
        let places = spread(&wanted, line_height(LABEL), 0.0, height);
        let chart = self.chart;
        for (place, series) in chart.series.iter().enumerate() {
            let label = named.iter().position(|named| *named == place).map(|at| Label {
                place: self.end_place(place),
                says: Says::Series,
                position: "r",
                ink: Ink::of(series.role),
                is_bold: true,
                moved: Some([0.0, (places[at] - wanted[at]) / self.area.height]).filter(|moved| 0.001 < moved[1].abs()),
                is_opaque: false,
            });
            let stroke = line(Ink::of(series.role), 0.9 * f64::from(series.width), series.dash);
            let look = Look { line: stroke, marker: None, labels: label.into_iter().collect() };
            self.add(&series.name, &series.points, look);
        }
    }

    /// The last point of a line that lies inside the plot, by its row.
    fn end_place(&self, series: usize) -> usize {
        let points = &self.chart.series[series].points;
        let is_inside = |point: &[f64; 2]| {
            let is_drawn = self.y.step.is_some() || 0.0 < point[1];
            is_drawn && point[1].is_finite() && point[0] <= 1.0001 * self.x.range.1
        };
        points.iter().rposition(is_inside).unwrap_or(0)
    }

    fn end(&self, series: usize) -> Option<[f64; 2]> {
        let point = *self.chart.series[series].points.get(self.end_place(series))?;
        let is_drawn = self.y.step.is_some() || 0.0 < point[1];
        (is_drawn && point[1].is_finite()).then_some(point)
    }

    /// Where each stage begins, and other volumes worth marking, their names on top.
    fn uprights(&mut self) {
        let (chart, across) = (self.chart, self.x.range);
        let mut shelves = Shelves::default();
        for stage in chart.stages.iter().filter(|stage| is_within(across, stage.x)) {
            let ink = if stage.is_target { TEXT } else { MUTED };
            self.upright(stage.x, &shortened(&stage.name, LONGEST_NAME), &mut shelves, ink, Dash::Dashed);
        }
        for mark in chart.marks.iter().filter(|mark| is_within(across, mark.x)) {
            self.upright(mark.x, &mark.label, &mut shelves, TEXT, Dash::Dotted);
        }
        if let Some(gap) = &chart.gap {
            let ink = Ink::of(ColorRole::Forecast);
            let arrow = line(ink, 1.5, Dash::Solid)
                .child(Element::new("a:headEnd").with("type", "triangle"))
                .child(Element::new("a:tailEnd").with("type", "triangle"));
            let label = Label {
                place: 0,
                says: Says::Series,
                position: "r",
                ink,
                is_bold: true,
                moved: Some([0.0, line_height(LABEL) / self.area.height]),
                is_opaque: false,
            };
            let look = Look { line: arrow, marker: None, labels: vec![label] };
            self.add(&gap.label, &[[gap.x, gap.low], [gap.x, gap.high]], look);
        }
    }

    /// A line from the bottom to the top, named where no other name is.
    fn upright(&mut self, x: f64, name: &str, shelves: &mut Shelves, ink: Ink, dash: Dash) {
        let (low, high) = self.y.range;
        let [wide, tall] = [self.layout[2] * self.area.width, self.layout[3] * self.area.height];
        let (at, room) = (self.x.share(x) * wide, width(name, LABEL) + 12.0);
        // On the right unless there is too little room.
        let is_left = wide < at + room && wide - at < at;
        let (from, to) = if is_left { (at - room, at) } else { (at, at + room) };
        let level = if name.is_empty() { 0 } else { shelves.place(from, to) };
        let down = ((level as f64 + 0.5) * line_height(LABEL) / tall).min(1.0);
        let named = match self.y.step {
            Some(_) => high - down * (high - low),
            None => high / libm::pow(high / low, down),
        };
        let position = if is_left { "l" } else { "r" };
        let is_bold = ink == TEXT;
        let label = Label { place: 1, says: Says::Series, position, ink, is_bold, moved: None, is_opaque: false };
        let labels = if name.is_empty() || MOST_SHELVES <= level { Vec::new() } else { vec![label] };
        let look = Look { line: line(MUTED, 0.75, dash), marker: None, labels };
        self.add(name, &[[x, low], [x, named], [x, high]], look);
    }

    /// Whether the nearest line above a point is further from it than the nearest below.
    fn has_room_above(&self, [x, y]: [f64; 2]) -> bool {
        // Below hangs the arrow of the gap.
        if self.chart.gap.as_ref().is_some_and(|gap| gap.x == x && gap.high == y) {
            return true;
        }
        let own = self.y.share(y);
        let lines = self.chart.series.iter().filter_map(|series| series.at(x));
        let ways = lines.map(|value| self.y.share(value) - own).filter(|way| 0.004 < way.abs());
        let (above, below) = ways.fold((f64::INFINITY, f64::INFINITY), |(above, below), way| match 0.0 < way {
            true => (above.min(way), below),
            false => (above, below.min(-way)),
        });
        below <= above
    }

    /// Points with their figures, those of one meaning together.
    fn dots(&mut self) {
        let (chart, across) = (self.chart, self.x.range);
        let choices: Vec<[f64; 2]> = chart.choices.iter().map(|choice| choice.at).collect();
        if !choices.is_empty() {
            self.add(tr!("choices"), &choices, Look { line: no_line(), marker: Some(MUTED), labels: Vec::new() });
        }
        let mut roles: Vec<ColorRole> = Vec::new();
        for dot in &chart.dots {
            if !roles.contains(&dot.role) {
                roles.push(dot.role);
            }
        }
        for role in roles {
            let own = chart.dots.iter().filter(|dot| dot.role == role && is_within(across, dot.at[0]));
            let dots: Vec<_> = own.collect();
            if dots.is_empty() {
                continue;
            }
            let label = |(place, dot): (usize, &&crate::charts::Dot)| Label {
                place,
                says: Says::figure(&dot.label, dot.at[1]),
                position: if self.has_room_above(dot.at) { "t" } else { "b" },
                ink: TEXT,
                is_bold: true,
                moved: None,
                is_opaque: false,
            };
            let points: Vec<[f64; 2]> = dots.iter().map(|dot| dot.at).collect();
            let labels = dots.iter().enumerate().map(label).collect();
            let name = match role {
                ColorRole::Cost => tr!("stages"),
                ColorRole::Actual => tr!("actual"),
                _ => dots[0].label.split_once(':').map_or(&*dots[0].label, |(name, _)| name),
            };
            self.add(name, &points, Look { line: no_line(), marker: Some(Ink::of(role)), labels });
        }
    }
}

fn is_within((low, high): (f64, f64), value: f64) -> bool {
    (low..=high).contains(&value)
}
