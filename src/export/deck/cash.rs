//! Lines over months as a native chart of lines over the area of a band. What is paid once is in the figure of its month.

use super::area::{Area, LONGEST_NAME, MOST_SHELVES, Shelves, line_height, width};
use super::axes::{ACROSS, ALONG, CategoryAxis, Crossing, TOP_LEFT, ValueAxis, below};
use super::chart_part::{ChartPart, Plot};
use super::labels::{Label, Says, labels};
use super::number_format;
use super::sheet::Sheet;
use super::style::{Ink, LABEL, MUTED, TEXT, circle, faint, line, no_fill, no_line, no_marker, shape};
use super::xml::Element;
use crate::charts::{Dash, Dot, LineChart, Series};
use crate::language::{text, tr};
use crate::prose::EIGHT_IN_TEN;
use crate::scenario::letters::shortened;

/// How much of the band shows.
const BAND: f64 = 0.16;
/// Above the lines, as a share of their height: room for the names of stages.
const HEADROOM: f64 = 0.16;
/// Below the lines.
const FOOTROOM: f64 = 0.06;
const LEFT: f64 = 66.0;
const TOP: f64 = 34.0;
const BOTTOM: f64 = 48.0;
/// So many months are written at most.
const MOST_TICKS: usize = 13;

/// Lines over months.
pub fn cash(chart: &LineChart, area: Area) -> ChartPart {
    // Some charts show but the first of their months.
    let last = chart.series.iter().flat_map(|series| &series.points).fold(0.0_f64, |most, point| most.max(point[0]));
    let months: Vec<f64> = (0..=last.min(chart.x.range.1.ceil()) as u32).map(f64::from).collect();
    let (low, high) = chart.y.range;
    // What is written below a line that dips finds room as well.
    let foot = if low < 0.0 { FOOTROOM * (high - low) } else { 0.0 };
    let y = ValueAxis::linear(&chart.y.unit, (low - foot, high + HEADROOM * (high - low)), &chart.y.label);
    let names = chart.series.iter().map(|series| width(&series.name, LABEL));
    let right = names.fold(60.0, f64::max).min(0.2 * area.width) + 18.0;
    let layout = area.shares(LEFT, TOP, right, BOTTOM);
    let mut sheet = Sheet::default();
    let categories = sheet.text(tr!("month"), months.iter().map(f64::to_string).collect());
    let mut lines = Lines { chart, months, y, area, layout, sheet, categories, count: 0 };
    let band = lines.band();
    let mut series: Vec<Element> = lines.lines();
    series.extend(lines.uprights());
    let axes = [ACROSS, ALONG].map(|axis| Element::val("c:axId", axis));
    let band = (!band.is_empty()).then(|| {
        Element::new("c:areaChart")
            .child(Element::val("c:grouping", "stacked"))
            .child(Element::val("c:varyColors", 0))
            .children(band)
            .children(axes.clone())
    });
    let group = Element::new("c:lineChart")
        .child(Element::val("c:grouping", "standard"))
        .child(Element::val("c:varyColors", 0))
        .children(series)
        .child(Element::val("c:marker", 1))
        .children(axes);
    let category = CategoryAxis {
        position: "b",
        crossing: Crossing::Begins,
        has_line: true,
        title: Some((chart.x.label.clone(), below(layout, area))),
        skip: skip(lines.months.len()),
    };
    let axes = vec![category.element(), lines.y.element([ALONG, ACROSS], "l", TOP_LEFT)];
    let groups = band.into_iter().chain([group]).collect();
    ChartPart::new(Plot { layout, groups, axes, has_legend: false }, lines.sheet)
}

/// Every so many months are written.
fn skip(months: usize) -> usize {
    [1, 2, 3, 6, 12, 24, 60].into_iter().find(|step| months / step <= MOST_TICKS).unwrap_or(120)
}

struct Lines<'a> {
    chart: &'a LineChart,
    months: Vec<f64>,
    y: ValueAxis,
    area: Area,
    layout: [f64; 4],
    sheet: Sheet,
    categories: usize,
    count: usize,
}

impl Lines<'_> {
    /// A series so far, and its data.
    fn begin(&mut self, name: &str, values: Vec<f64>) -> (Element, [Element; 2]) {
        let column = self.sheet.numbers(name, &number_format::of_cells(&self.chart.y.unit), values);
        let series = self.sheet.series(self.count, column);
        self.count += 1;
        (series, [self.sheet.data("c:cat", self.categories), self.sheet.data("c:val", column)])
    }

    /// What stands in a month, once everything of that month is paid; between two points what lies on the line.
    fn of_months(&self, points: &[[f64; 2]]) -> Vec<f64> {
        let at = |month: &f64| {
            let before = points.iter().rfind(|point| point[0] <= *month);
            let after = points.iter().find(|point| *month < point[0]);
            match (before, after) {
                (Some([x, y]), _) if x == month => *y,
                (Some([x, y]), Some([end, last])) => y + (month - x) / (end - x) * (last - y),
                _ => f64::NAN,
            }
        };
        self.months.iter().map(at).collect()
    }

    fn band(&mut self) -> Vec<Element> {
        let Some(area) = self.chart.areas.iter().find(|area| area.band_of.is_some()) else { return Vec::new() };
        let end = |place: usize| area.points.iter().map(|point| [point[0], point[place]]).collect::<Vec<_>>();
        let [from, to] = [1, 2].map(|place| self.of_months(&end(place)));
        let span = from.iter().zip(&to).map(|(from, to)| to - from).collect();
        let role = area.band_of.and_then(|of| self.chart.series.get(of)).map_or(MUTED, |series| Ink::of(series.role));
        let futures = text(EIGHT_IN_TEN);
        let looks = [
            (tr!("{futures} from", futures), from, no_fill()),
            (tr!("{futures} up by", futures), span, faint(role, BAND)),
        ];
        looks
            .into_iter()
            .map(|(name, values, fill)| {
                let (series, data) = self.begin(&name, values);
                series.child(shape(Some(fill), no_line())).children(data)
            })
            .collect()
    }

    fn lines(&mut self) -> Vec<Element> {
        let chart = self.chart;
        let mut lines = Vec::new();
        for (place, series) in chart.series.iter().enumerate() {
            let ink = Ink::of(series.role);
            let stroke = || line(ink, 0.9 * f64::from(series.width), series.dash);
            let values = self.of_months(&series.points);
            let last = values.iter().rposition(|value| value.is_finite()).unwrap_or(0);
            let mut dots = self.dots();
            dots.retain(|(_, dot)| self.line_of(dot) == Some(place));
            let circles = dots.iter().map(|(month, _)| {
                Element::new("c:dPt")
                    .child(Element::val("c:idx", month))
                    .child(circle(ink))
                    .child(Element::val("c:bubble3D", 0))
                    .child(shape(None, stroke()))
            });
            let circles: Vec<Element> = circles.collect();
            let said = named(series, &dots, last);
            let (begun, data) = self.begin(&series.name, values);
            lines.push(
                begun
                    .child(shape(None, stroke()))
                    .child(no_marker())
                    .children(circles)
                    .children(labels(&said))
                    .children(data)
                    .child(Element::val("c:smooth", 0)),
            );
        }
        lines
    }

    /// Points with a figure, by their months.
    fn dots(&self) -> Vec<(usize, &Dot)> {
        let place = |dot: &Dot| self.months.iter().position(|month| *month == dot.at[0]);
        let mut dots: Vec<_> = self.chart.dots.iter().filter_map(|dot| Some((place(dot)?, dot))).collect();
        dots.sort_by_key(|(month, _)| *month);
        dots
    }

    /// The line that a point is on, or the nearest to it; of several the first.
    fn line_of(&self, dot: &Dot) -> Option<usize> {
        let away = |series: &Series| {
            let value = series.points.iter().rfind(|point| point[0] == dot.at[0])?[1];
            Some((value - dot.at[1]).abs()).filter(|away| away.is_finite())
        };
        let lines = self.chart.series.iter().enumerate().filter_map(|(place, series)| Some((place, away(series)?)));
        lines.min_by(|one, other| one.1.total_cmp(&other.1)).map(|(place, _)| place)
    }

    /// Stages and other months that are marked: a point on top each, from which a line hangs down.
    fn uprights(&mut self) -> Vec<Element> {
        let chart = self.chart;
        let stages = chart.stages.iter().map(|stage| {
            let name = shortened(&stage.name, LONGEST_NAME);
            let said: Vec<&str> = std::iter::once(&*name).chain(stage.changes.iter().map(String::as_str)).collect();
            (stage.x, said.join(" "), if stage.is_target { TEXT } else { MUTED }, Dash::Dashed)
        });
        let marks = chart.marks.iter().map(|mark| (mark.x, mark.label.clone(), TEXT, Dash::Dotted));
        let mut shelves = Shelves::default();
        let across = self.layout[2] * self.area.width;
        let (low, high) = self.y.range;
        let mut uprights = Vec::new();
        for (month, name, ink, dash) in stages.chain(marks) {
            // Within a month nothing stands: a mark there has the end of it.
            let Some(place) = self.months.iter().position(|at| month <= *at) else { continue };
            let left = across * place as f64 / (self.months.len() - 1).max(1) as f64;
            let room = width(&name, LABEL) + 14.0;
            let is_left = across < left + room && across - left < left;
            let (from, to) = if is_left { (left - room, left) } else { (left, left + room) };
            let level = shelves.place(from, to);
            let down = (level as f64 + 0.5) * line_height(LABEL) / (self.layout[3] * self.area.height);
            let top = high - down * (high - low);
            let mut values = vec![f64::NAN; self.months.len()];
            values[place] = top;
            let label = Label {
                place,
                says: Says::Series,
                position: if is_left { "l" } else { "r" },
                ink,
                is_bold: ink == TEXT,
                moved: None,
                is_opaque: false,
            };
            let hanging = Element::new("c:errBars")
                .child(Element::val("c:errDir", "y"))
                .child(Element::val("c:errBarType", "minus"))
                .child(Element::val("c:errValType", "fixedVal"))
                .child(Element::val("c:noEndCap", 1))
                .child(Element::val("c:val", top - low))
                .child(shape(None, line(MUTED, 0.75, dash)));
            let (series, data) = self.begin(&name, values);
            uprights.push(
                series
                    .child(shape(None, no_line()))
                    .child(no_marker())
                    .children(Some(label).filter(|_| level < MOST_SHELVES).and_then(|label| labels(&[label])))
                    .child(hanging)
                    .children(data)
                    .child(Element::val("c:smooth", 0)),
            );
        }
        uprights
    }
}

/// The labels of a line: its figures, and its name where it ends. A point has one label, so there the name goes before the
/// figure.
fn named(series: &Series, dots: &[(usize, &Dot)], last: usize) -> Vec<Label> {
    let mut said: Vec<Label> = Vec::new();
    for (month, dot) in dots {
        let (text, position) = match *month == last {
            true => (format!("{} {}", series.name, dot.label), "r"),
            false => (dot.label.clone(), if dot.at[1] < 0.0 { "b" } else { "t" }),
        };
        let says = Says::figure(&text, dot.at[1]);
        said.push(Label { place: *month, says, position, ink: TEXT, is_bold: true, moved: None, is_opaque: false });
    }
    if said.iter().all(|label| label.place != last) {
        let ink = Ink::of(series.role);
        said.push(Label {
            place: last,
            says: Says::Series,
            position: "r",
            ink,
            is_bold: true,
            moved: None,
            is_opaque: false,
        });
        said.sort_by_key(|label| label.place);
    }
    said
}
