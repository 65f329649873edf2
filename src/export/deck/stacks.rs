//! Stacks side by side as a native chart of stacked columns: shares of the whole unless axes shall be linear.
//!
//! The figures are the amounts either way: the chart itself makes shares of them.

use super::area::{Area, width};
use super::axes::{ACROSS, ALONG, CategoryAxis, Crossing, TOP_LEFT, ValueAxis};
use super::chart_part::{ChartPart, Plot};
use super::labels::{Label, Says, labels};
use super::number_format;
use super::sheet::Sheet;
use super::style::{GROUND, Ink, LABEL, TEXT, line, shape, solid};
use super::xml::Element;
use crate::charts::{Dash, Layer, Stack, StackedBarChart, Unit};
use crate::export::palette::LIGHT;

/// Less of the height than this has no room for a figure.
const LEAST: f64 = 0.045;
/// How much of the ground is in the lighter of two layers of one colour.
const LIGHTER: f64 = 0.4;
/// What looks alike in shade is hatched, in these ways.
const HATCHING: [&str; 3] = ["wdUpDiag", "wdDnDiag", "diagCross"];
const LEFT: f64 = 66.0;
const TOP: f64 = 30.0;
/// Below: the name of a stack, what it is of, and what it comes to.
const BOTTOM: f64 = 94.0;

/// Stacks side by side.
pub fn stacks(chart: &StackedBarChart, is_linear: bool, area: Area) -> ChartPart {
    let mut sheet = Sheet::default();
    let categories = sheet.text("", chart.stacks.iter().map(|stack| foot(chart, stack)).collect());
    let most = chart.stacks.iter().map(Stack::total).fold(0.0, f64::max);
    let mut series = Vec::new();
    for (place, layer) in chart.layers.iter().enumerate() {
        let amounts: Vec<f64> = chart.stacks.iter().map(|stack| stack.amounts[place]).collect();
        let figures = chart.stacks.iter().enumerate().filter_map(|(index, stack)| {
            let amount = stack.amounts[place];
            let whole = if is_linear { most } else { stack.total() };
            (LEAST * whole < amount).then(|| Label {
                place: index,
                says: Says::figure(&chart.unit.short(amount), amount),
                position: "ctr",
                ink: text_on(color(layer)),
                is_bold: true,
                moved: None,
                is_opaque: false,
            })
        });
        let figures: Vec<Label> = figures.collect();
        let column = sheet.numbers(layer.name.clone(), &number_format::of_cells(&chart.unit), amounts);
        series.push(
            sheet
                .series(place, column)
                .child(shape(Some(fill(layer)), line(GROUND, 0.75, Dash::Solid)))
                .child(Element::val("c:invertIfNegative", 0))
                .children(labels(&figures))
                .child(sheet.data("c:cat", categories))
                .child(sheet.data("c:val", column)),
        );
    }
    let group = Element::new("c:barChart")
        .child(Element::val("c:barDir", "col"))
        .child(Element::val("c:grouping", if is_linear { "stacked" } else { "percentStacked" }))
        .child(Element::val("c:varyColors", 0))
        .children(series)
        .child(Element::val("c:gapWidth", 90))
        .child(Element::val("c:overlap", 100))
        .children([ACROSS, ALONG].map(|axis| Element::val("c:axId", axis)));
    let mut y = match is_linear {
        true => ValueAxis::linear(&chart.unit, (0.0, if 0.0 < most { most } else { 1.0 }), &chart.amounts),
        false => ValueAxis::linear(&Unit::Share, (0.0, 1.0), &chart.shares),
    };
    y.is_between = true;
    let category = CategoryAxis { position: "b", crossing: Crossing::Begins, has_line: true, title: None, skip: 1 };
    let axes = vec![category.element(), y.element([ALONG, ACROSS], "l", TOP_LEFT)];
    let names = chart.layers.iter().map(|layer| width(&layer.name, LABEL)).fold(0.0, f64::max);
    let layout = area.shares(LEFT, TOP, names.min(0.25 * area.width) + 50.0, BOTTOM);
    ChartPart::new(Plot { layout, groups: vec![group], axes, has_legend: true }, sheet)
}

/// What stands below a stack, a line each: what is written from right to left turns nothing around that way.
fn foot(chart: &StackedBarChart, stack: &Stack) -> String {
    let beyond = stack.beyond_first.as_ref().map(|[figure, what]| format!("{figure} {what}"));
    let lines = [stack.name.clone(), stack.details[0].clone(), chart.unit.full(stack.total())];
    lines.into_iter().chain(beyond).collect::<Vec<_>>().join("\n")
}

/// The colour of a layer: of several of one colour every other one is lighter.
fn color(layer: &Layer) -> u32 {
    let own = LIGHT.role(layer.role);
    if layer.shade.is_multiple_of(2) {
        return own;
    }
    let channel = |shift: u32| {
        let [from, to] = [own, LIGHT.surface].map(|color| f64::from((color >> shift) & 0xFF));
        ((from + LIGHTER * (to - from)).round() as u32) << shift
    };
    channel(16) | channel(8) | channel(0)
}

/// Hatched where shades alone would not tell it from others.
fn fill(layer: &Layer) -> Element {
    let own = Ink::Rgb(color(layer));
    match layer.shade / 2 {
        0 => solid(own),
        kind => Element::new("a:pattFill")
            .with("prst", HATCHING[(kind - 1) % HATCHING.len()])
            .child(Element::new("a:fgClr").child(Element::val("a:srgbClr", format!("{:06X}", LIGHT.surface))))
            .child(Element::new("a:bgClr").child(Element::val("a:srgbClr", format!("{:06X}", color(layer))))),
    }
}

/// Dark or light, whichever reads better on a colour.
fn text_on(color: u32) -> Ink {
    let channel = |shift: u32| {
        let share = f64::from((color >> shift) & 0xFF) / 255.0;
        if share <= 0.04045 { share / 12.92 } else { libm::pow((share + 0.055) / 1.055, 2.4) }
    };
    let luminance = 0.2126 * channel(16) + 0.7152 * channel(8) + 0.0722 * channel(0);
    // Where both have the same contrast.
    if luminance < 0.179 { GROUND } else { TEXT }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_read_on_every_colour() {
        for (color, ink) in [(0xFFFFFF, TEXT), (0x000000, GROUND), (0x3A64E8, GROUND), (0xEFA937, TEXT)] {
            assert_eq!(text_on(color), ink, "{color:06X}");
        }
    }
}
