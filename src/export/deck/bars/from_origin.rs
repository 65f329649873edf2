//! Bars that all begin at one number: there the axis of names crosses, and each bar is the number that it reaches.

use super::super::labels::labels;
use super::super::style::{MUTED, line, shape};
use super::super::{area::width, axes::ValueAxis, sheet::Sheet, style::LABEL, xml::Element};
use super::{Bars, group, label, written};
use crate::charts::{Dash, Row, RowBar};
use crate::language::{text, tr};
use crate::prose::EIGHT_IN_TEN;

/// The bars, their axis, their origin and their numbers.
pub fn from_origin(bars: &Bars<'_>, origin: f64) -> (Element, ValueAxis, Option<f64>, Sheet) {
    let rows: Vec<Vec<RowBar>> = bars.rows.iter().map(|row| ordered(row, bars, origin)).collect();
    let count = rows.iter().map(Vec::len).max().unwrap_or(0);
    let mut sheet = Sheet::default();
    let names = sheet.text("", bars.rows.iter().map(|row| row.name.clone()).collect());
    let (mut before, mut behind) = (Vec::new(), Vec::new());
    let mut all = Vec::new();
    for place in 0..count {
        let values = rows.iter().map(|row| row.get(place).map_or(f64::NAN, |bar| bars.number(bar.to))).collect();
        let name = match (count, place) {
            (1, _) => bars.label.to_owned(),
            (_, 0) => tr!("{}, one end", bars.label),
            _ => tr!("{}, other end", bars.label),
        };
        let column = sheet.numbers(name, &bars.cells(), values);
        let fills: Vec<_> = rows.iter().map(|row| row.get(place).map(|bar| (bar.role, bar.is_outline))).collect();
        let mut said = Vec::new();
        for (index, (row, own)) in bars.rows.iter().zip(&rows).enumerate() {
            let Some(bar) = own.get(place) else { continue };
            // The only one stands beside the bar, whichever way that reaches.
            let only = row.ends.first().filter(|_| row.ends.len() == 1 && own.len() == 1);
            let Some(end) = row.ends.iter().find(|end| end.at == bar.to).or(only) else { continue };
            let number = bars.number(bar.to);
            let is_left = number < origin;
            // Of two that reach to one side the shorter lies on the longer, and so would what is written at its end.
            let is_covered = place != 0 && is_one_sided(own, bars, origin);
            if is_covered {
                continue;
            }
            let text = written(end, number, is_left);
            let room = [bar.to, width(&text, LABEL) + 12.0];
            if is_left {
                before.push(room);
            } else {
                behind.push(room);
            }
            said.push(label(index, &text, number, "outEnd"));
        }
        let series = bars.series(&sheet, all.len(), column, &fills);
        let series = series.children(labels(&said));
        all.push(series.child(sheet.data("c:cat", names)).child(sheet.data("c:val", column)));
    }
    let bands = bars.rows.iter().filter_map(|row| row.band).filter(|_| bars.base.is_none());
    behind.extend(bands.map(|(_, high)| [high, 0.0]));
    let axis = bars.axis(&before, &behind);
    if bars.rows.iter().any(|row| row.band.is_some()) {
        all.push(whiskers(bars, origin, &axis, &mut sheet, names, all.len()));
    }
    (group("clustered", all, 60), axis, Some(origin), sheet)
}

/// The lesser end first; where both lie on one side the longer one, so that the other stays visible.
fn ordered(row: &Row, bars: &Bars<'_>, origin: f64) -> Vec<RowBar> {
    let mut own = row.bars.clone();
    if !is_one_sided(&own, bars, origin) {
        own.sort_by(|one, other| one.to.total_cmp(&other.to));
    }
    own
}

/// Whether no two bars of a row reach to different sides.
fn is_one_sided(own: &[RowBar], bars: &Bars<'_>, origin: f64) -> bool {
    let end = |bar: &RowBar| bars.number(bar.to);
    own.iter().all(|bar| end(bar) <= origin) || own.iter().all(|bar| origin <= end(bar))
}

/// What eight in ten futures stay within: thin lines that reach out from bars of no colour.
fn whiskers(bars: &Bars<'_>, origin: f64, axis: &ValueAxis, sheet: &mut Sheet, names: usize, place: usize) -> Element {
    let middle = |row: &Row| match bars.base {
        Some(_) => origin,
        None => row.mark.unwrap_or(origin),
    };
    let reach = |row: &Row| {
        let (low, high) = row.band?;
        let clamped = |position: f64| bars.number(position).clamp(axis.range.0, axis.range.1);
        Some([middle(row) - clamped(low), clamped(high) - middle(row)])
    };
    let format = bars.cells();
    let middles = bars.rows.iter().map(|row| if row.band.is_some() { middle(row) } else { f64::NAN }).collect();
    let column = sheet.numbers(text(EIGHT_IN_TEN), &format, middles);
    let mut side = |name: &str, end: usize| {
        let reach = bars.rows.iter().map(|row| reach(row).map_or(0.0, |reach| reach[end]));
        sheet.numbers(format!("{}: {name}", text(EIGHT_IN_TEN)), &format, reach.collect())
    };
    let [less, more] = [side(tr!("less by"), 0), side(tr!("more by"), 1)];
    let bars_of_errors = Element::new("c:errBars")
        .child(Element::val("c:errBarType", "both"))
        .child(Element::val("c:errValType", "cust"))
        .child(Element::val("c:noEndCap", 0))
        .child(sheet.data("c:plus", more))
        .child(sheet.data("c:minus", less))
        .child(shape(None, line(MUTED, 1.5, Dash::Solid)));
    bars.series(sheet, place, column, &[])
        .child(bars_of_errors)
        .child(sheet.data("c:cat", names))
        .child(sheet.data("c:val", column))
}
