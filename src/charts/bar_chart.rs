//! Estimates or strategies one below the other, each with bars on one axis, as data: before anybody decides on pixels.

use super::color_role::ColorRole;
use crate::language::tr;
use crate::prose::ResultId;

/// What is drawn of a chart of bars.
#[derive(Clone, Debug, PartialEq)]
pub struct BarChart {
    /// Headings of the figures between the names and the bars.
    pub before: Vec<String>,
    /// What lies along the bars.
    pub axis: RowAxis,
    /// Headings of the figures behind the bars.
    pub after: Vec<String>,
    /// From top to bottom, what matters most first.
    pub rows: Vec<Row>,
    /// `omitted[n]` says what is left out where only the first `n` rows are shown; one more than there are rows.
    pub omitted: Vec<String>,
    /// What else there is to say, a line each.
    pub notes: Vec<String>,
}

/// What lies along the bars. Positions are linear; whoever makes the chart has taken the logarithm, if there is one.
#[derive(Clone, Debug, PartialEq)]
pub struct RowAxis {
    /// What is measured along it.
    pub label: String,
    /// The least and the greatest position.
    pub range: (f64, f64),
    /// Where a figure is written, and which, in order.
    pub ticks: Vec<(f64, String)>,
    /// Lines through all rows, in order.
    pub lines: Vec<RowLine>,
}

/// A line through all rows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowLine {
    /// Where.
    pub at: f64,
    /// What it means.
    pub label: String,
    /// Whether it is drawn in full rather than dotted.
    pub is_solid: bool,
}

/// One estimate or strategy.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What people call it.
    pub name: String,
    /// Where it stands in the scenario; empty for what stands nowhere.
    pub path: String,
    /// As many figures as there are headings before the bars.
    pub before: Vec<String>,
    /// A light stretch behind the bars: where it may well lie.
    pub band: Option<(f64, f64)>,
    /// Drawn one after the other.
    pub bars: Vec<RowBar>,
    /// In place of bars: how much of a whole it is, 0 to 1, as a thin bar whose whole is as wide as the axis, whatever that
    /// measures; what is written at its end stands at that of the axis.
    pub share: Option<f64>,
    /// Where a thin line leads on to the next row.
    pub link: Option<f64>,
    /// As far as the bars reach in the plan that this one is compared with.
    pub ghost: Option<(f64, f64)>,
    /// Where an upright stroke ends the bar.
    pub mark: Option<f64>,
    /// What is written beside the bars, from left to right.
    pub ends: Vec<RowEnd>,
    /// As many figures as there are headings behind the bars.
    pub after: Vec<String>,
    /// All of it, in a sentence.
    pub sentence: String,
    /// The figure that its formula is told of.
    pub explains: Option<ResultId>,
}

impl Row {
    /// A row without anything in it yet.
    pub(super) fn empty(name: &str, sentence: String) -> Self {
        Self {
            name: name.to_owned(),
            path: String::new(),
            before: Vec::new(),
            band: None,
            bars: Vec::new(),
            share: None,
            link: None,
            ghost: None,
            mark: None,
            ends: Vec::new(),
            after: Vec::new(),
            explains: None,
            sentence,
        }
    }
}

/// A stretch of colour.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RowBar {
    /// One end.
    pub from: f64,
    /// The other.
    pub to: f64,
    /// What it means.
    pub role: ColorRole,
    /// Whether it is but outlined: it could be, but is not.
    pub is_outline: bool,
}

/// What is written at an end of a bar.
#[derive(Clone, Debug, PartialEq)]
pub struct RowEnd {
    /// Where the bar ends.
    pub at: f64,
    /// The estimate's value there, next to the bar.
    pub value: String,
    /// What follows from it, further out; may be empty.
    pub figure: String,
}

/// What is said of so many rows that are left out.
pub(super) fn omitted(more: usize) -> String {
    if more == 0 { String::new() } else { tr!("And {more} more in the table", more) }
}

/// Round values from one to another, four to nine of them.
pub(super) fn even_steps(low: f64, high: f64) -> impl Iterator<Item = f64> {
    let rough = (high - low) / 5.0;
    let unit = libm::pow(10.0, libm::floor(libm::log10(rough)));
    let step = [1.0, 2.0, 5.0, 10.0].into_iter().map(|digit| digit * unit).find(|step| rough <= *step).unwrap_or(unit);
    let (first, last) = ((low / step).ceil(), (high / step).floor());
    let count = if (last - first) < 20.0 { (last - first) as usize + 1 } else { 0 };
    (0..count).map(move |index| (first + index as f64) * step)
}
