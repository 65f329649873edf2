//! Use cases between two amounts as a native chart of bubbles on logarithmic axes, a series a verdict. The diagonal is a line
//! of the slide: a chart of bubbles has no other.

use std::collections::HashMap;

use super::area::{Area, line_height, lines, width};
use super::axes::{ACROSS, ALONG, TOP_LEFT, ValueAxis, below};
use super::chart_part::{ChartPart, Plot};
use super::item::Item;
use super::labels::{Label, Says, labels};
use super::number_format;
use super::sheet::Sheet;
use super::style::{GROUND, Ink, LABEL, MUTED, SMALL, TEXT, faint, faint_line, line, shape, solid};
use super::xml::Element;
use crate::charts::{Bubble, BubbleChart, Dash};
use crate::economics::Verdict;
use crate::export::palette::LIGHT;
use crate::language::tr;

const VERDICTS: [Verdict; 5] =
    [Verdict::Viable, Verdict::Marginal, Verdict::Fixable, Verdict::TooSmall, Verdict::Broken];
/// The largest bubble, in percent of what a chart draws by itself: LibreOffice draws no other.
const LARGEST: u32 = 100;
/// How much of the shorter side of a plot the largest bubble is unless it is made smaller.
const OF_PLOT: f64 = 0.25;
/// The smallest area: none would not be drawn.
const SMALLEST: f64 = 0.01;
const OPACITY: f64 = 0.85;
const CROSS: f64 = 0.45;
const LEFT: f64 = 66.0;
const TOP: f64 = 34.0;
const RIGHT: f64 = 150.0;
const BOTTOM: f64 = 48.0;

/// Use cases on a map.
pub fn bubbles(chart: &BubbleChart, area: Area) -> Vec<Item> {
    let legend = tr!(
        "Filled: {}; outlined: {}. Area: {}; crosses: {}",
        chart.fills[0],
        chart.fills[1],
        chart.measures[1],
        chart.measures[0]
    );
    let notes: Vec<String> = std::iter::once(legend).chain(chart.notes.iter().cloned()).collect();
    let note_lines: usize = notes.iter().map(|note| lines(note, SMALL, area.width).min(2)).sum();
    let [upper, lower] = area.above(note_lines as f64 * line_height(SMALL) + 10.0);
    let layout = upper.shares(LEFT, TOP, RIGHT, BOTTOM);
    let x = ValueAxis::logarithmic(&chart.x.unit, chart.x.range, &chart.x.label);
    // The same range upwards, so that the diagonal leads from corner to corner.
    let mut y = ValueAxis::logarithmic(&chart.y.unit, chart.y.range, &chart.y.label);
    y.range = (x.range.0.min(y.range.0), x.range.1.max(y.range.1));
    let x = ValueAxis { range: y.range, ..x };
    let mut sheet = Sheet::default();
    let mut all = Vec::new();
    let of =
        |verdict: Verdict| (verdict, chart.bubbles.iter().filter(move |bubble| bubble.verdict == verdict).collect());
    let mut verdicts: Vec<(Verdict, Vec<&Bubble>)> = VERDICTS.map(of).into();
    verdicts.retain(|(_, own)| !own.is_empty());
    // The longest first: LibreOffice loses a first series that is shorter than another.
    verdicts.sort_by_key(|(_, own)| std::cmp::Reverse(own.len()));
    let plot = Area::new(
        upper.left + layout[0] * upper.width,
        upper.top + layout[1] * upper.height,
        layout[2] * upper.width,
        layout[3] * upper.height,
    );
    let sides = sides(chart, [&x, &y], plot);
    for (place, (verdict, own)) in verdicts.iter().enumerate() {
        all.push(series(chart, *verdict, own, [&x, &y], &sides, &mut sheet, place));
    }
    let group = Element::new("c:bubbleChart")
        .child(Element::val("c:varyColors", 0))
        .children(all)
        .child(Element::val("c:bubbleScale", LARGEST))
        .child(Element::val("c:showNegBubbles", 0))
        .child(Element::val("c:sizeRepresents", "area"))
        .children([ACROSS, ALONG].map(|axis| Element::val("c:axId", axis)));
    let axes = vec![x.element([ACROSS, ALONG], "b", below(layout, upper)), y.element([ALONG, ACROSS], "l", TOP_LEFT)];
    let part = ChartPart::new(Plot { layout, groups: vec![group], axes, has_legend: true }, sheet);
    let side = |place: usize, corner: Area| Item::Text {
        area: corner,
        text: chart.sides[place].label.clone(),
        ink: Ink::of(chart.sides[place].role),
        is_bold: true,
    };
    vec![
        Item::Line { from: [plot.left, plot.top + plot.height], to: [plot.left + plot.width, plot.top] },
        Item::Chart { area: upper, chart: Box::new(part) },
        side(0, Area::new(plot.left + 8.0, plot.top + 4.0, 160.0, 24.0)),
        side(1, Area::new(plot.left + plot.width - 168.0, plot.top + plot.height - 28.0, 160.0, 24.0)),
        Item::note(lower, &notes),
    ]
}

/// On which side of each bubble, by its place, its name lies on the least; the largest choose first.
fn sides(chart: &BubbleChart, [x, y]: [&ValueAxis; 2], plot: Area) -> HashMap<usize, &'static str> {
    let largest = OF_PLOT * f64::from(LARGEST) / 100.0 * plot.width.min(plot.height);
    let circle = |bubble: &Bubble| {
        let middle =
            [plot.left + x.share(bubble.at[0]) * plot.width, plot.top + (1.0 - y.share(bubble.at[1])) * plot.height];
        let size = largest * bubble.area.max(SMALLEST).sqrt();
        Area::new(middle[0] - size / 2.0, middle[1] - size / 2.0, size, size)
    };
    let mut taken: Vec<Area> = chart.bubbles.iter().map(circle).collect();
    let mut sides = HashMap::new();
    for bubble in &chart.bubbles {
        let own = circle(bubble);
        let (wide, tall) = (width(&bubble.name, LABEL), line_height(LABEL));
        let (middle, center) = (own.left + own.width / 2.0, own.top + own.height / 2.0);
        let right = Area::new(own.left + own.width + 3.0, center - tall / 2.0, wide, tall);
        let left = Area::new(own.left - wide - 3.0, center - tall / 2.0, wide, tall);
        let above = Area::new(middle - wide / 2.0, own.top - tall - 3.0, wide, tall);
        let below = Area::new(middle - wide / 2.0, own.top + own.height + 3.0, wide, tall);
        let cost = |area: Area| {
            let beyond = area.width * area.height - area.shared(plot);
            beyond + taken.iter().map(|other| area.shared(*other)).sum::<f64>()
        };
        let choices = [("r", right), ("l", left), ("b", below), ("t", above)];
        let best = choices.into_iter().min_by(|(_, one), (_, other)| cost(*one).total_cmp(&cost(*other)));
        if let Some((side, area)) = best {
            sides.insert(bubble.place, side);
            taken.push(area);
        }
    }
    sides
}

fn series(
    chart: &BubbleChart,
    verdict: Verdict,
    own: &[&Bubble],
    axes: [&ValueAxis; 2],
    sides: &HashMap<usize, &'static str>,
    sheet: &mut Sheet,
    place: usize,
) -> Element {
    let ink = Ink::Rgb(LIGHT.verdict(verdict));
    let [x_format, y_format] = [&chart.x, &chart.y].map(|axis| number_format::of_cells(&axis.unit));
    let across = sheet.numbers(chart.x.label.clone(), &x_format, own.iter().map(|bubble| bubble.at[0]).collect());
    let along = sheet.numbers(verdict.name(), &y_format, own.iter().map(|bubble| bubble.at[1]).collect());
    let areas = own.iter().map(|bubble| bubble.area.max(SMALLEST)).collect();
    let size = sheet.numbers(tr!("area"), "0.00", areas);
    sheet.text(tr!("use case"), own.iter().map(|bubble| bubble.name.clone()).collect());
    let names: Vec<Label> = own
        .iter()
        .enumerate()
        .map(|(place, bubble)| Label {
            place,
            says: Says::Text(bubble.name.clone()),
            position: sides.get(&bubble.place).copied().unwrap_or("r"),
            ink: TEXT,
            is_bold: bubble.is_chosen,
            moved: None,
            is_opaque: false,
        })
        .collect();
    let outlined = own.iter().enumerate().filter(|(_, bubble)| !bubble.is_filled).map(|(row, _)| {
        Element::new("c:dPt")
            .child(Element::val("c:idx", row))
            .child(Element::val("c:invertIfNegative", 0))
            .child(Element::val("c:bubble3D", 0))
            .child(shape(Some(solid(GROUND)), line(ink, 1.75, Dash::Solid)))
    });
    let outlined: Vec<Element> = outlined.collect();
    let crosses: Vec<Element> = ["x", "y"]
        .into_iter()
        .enumerate()
        .filter_map(|(axis, name)| cross(own, axis, name, axes[axis], sheet))
        .collect();
    sheet
        .series(place, along)
        .child(shape(Some(faint(ink, OPACITY)), line(ink, 1.0, Dash::Solid)))
        .child(Element::val("c:invertIfNegative", 0))
        .children(outlined)
        .children(labels(&names))
        .children(crosses)
        .child(sheet.data("c:xVal", across))
        .child(sheet.data("c:yVal", along))
        .child(sheet.data("c:bubbleSize", size))
        .child(Element::val("c:bubble3D", 0))
}

/// From where to where crosses reach along an axis, as far as it goes.
fn cross(own: &[&Bubble], axis: usize, name: &str, scale: &ValueAxis, sheet: &mut Sheet) -> Option<Element> {
    if own.iter().all(|bubble| bubble.reach[axis].is_none()) {
        return None;
    }
    let mut side = |end: usize, said: &str| {
        let reach = own.iter().map(|bubble| {
            let reach = bubble.reach[axis].map(|reach| reach[end].clamp(scale.range.0, scale.range.1));
            reach.map_or(0.0, |reach| (reach - bubble.at[axis]).abs())
        });
        sheet.numbers(format!("{name}: {said}"), "0.00####", reach.collect())
    };
    let [less, more] = [side(0, tr!("less by")), side(1, tr!("more by"))];
    let bars = Element::new("c:errBars")
        .child(Element::val("c:errDir", name))
        .child(Element::val("c:errBarType", "both"))
        .child(Element::val("c:errValType", "cust"))
        .child(Element::val("c:noEndCap", 0))
        .child(sheet.data("c:plus", more))
        .child(sheet.data("c:minus", less))
        .child(shape(None, faint_line(MUTED, CROSS, 1.0, Dash::Solid)));
    Some(bars)
}
