//! Bubbles between two amounts of one kind, both on logarithmic axes, with the diagonal on which they are equal, as data:
//! before anybody decides on pixels.

use super::color_role::ColorRole;
use super::line_chart::Axis;
use crate::economics::Verdict;
use crate::language::tr;

/// What is drawn of bubbles. Both axes are logarithmic, so every place is above 0.
#[derive(Clone, Debug, PartialEq)]
pub struct BubbleChart {
    /// Horizontal.
    pub x: Axis,
    /// Vertical; its range is that of the horizontal one, so that the diagonal leads from corner to corner.
    pub y: Axis,
    /// What lies above the diagonal, and what lies below it.
    pub sides: [BubbleSide; 2],
    /// The largest first, so that smaller ones lie on top.
    pub bubbles: Vec<Bubble>,
    /// What a filled bubble is, and what one is that is but outlined.
    pub fills: [String; 2],
    /// What the crosses reach over, and what the area of a bubble stands for.
    pub measures: [String; 2],
    /// What can be done with the bubble that is pointed at; empty, if nothing can.
    pub hint: String,
    /// What else there is to say, a line each.
    pub notes: Vec<String>,
}

/// One side of the diagonal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BubbleSide {
    /// What is true there: `pays`.
    pub label: String,
    /// What it means.
    pub role: ColorRole,
}

/// One bubble.
#[derive(Clone, Debug, PartialEq)]
pub struct Bubble {
    /// Which one it is, by its place among what the chart was made of: a row of its table.
    pub place: usize,
    /// Written beside it.
    pub name: String,
    /// Its middle.
    pub at: [f64; 2],
    /// From where to where its cross reaches along each axis. What is 0 or less is beyond the lower end of an axis, what is
    /// infinite beyond the upper one.
    pub reach: [Option<[f64; 2]>; 2],
    /// Its area as a share of the largest, 0..=1.
    pub area: f64,
    /// By which its colour and its shape are chosen.
    pub verdict: Verdict,
    /// Whether it is filled rather than outlined.
    pub is_filled: bool,
    /// Whether it stands out from the others.
    pub is_chosen: bool,
    /// What is read where it is pointed at, a line each.
    pub figures: Vec<BubbleFigure>,
    /// All of it, in a sentence.
    pub sentence: String,
}

/// A figure of a bubble.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BubbleFigure {
    /// What it is.
    pub name: String,
    /// How much.
    pub value: String,
    /// What else there is to say of it.
    pub aside: Option<String>,
}

impl Bubble {
    /// Its number where there is no room for its name: that of its row, from 1 on.
    pub fn number(&self) -> usize {
        self.place + 1
    }
}

impl BubbleChart {
    /// The names of bubbles that only their numbers are written at, where there are `more` without a name: `3 Contract
    /// review · 7 Meeting notes · and 2 more in the table`.
    pub fn numbered(&self, bubbles: &[usize], more: usize) -> String {
        let bubbles = bubbles.iter().map(|bubble| &self.bubbles[*bubble]);
        let named = bubbles.map(|bubble| format!("{} {}", bubble.number(), bubble.name));
        let more = (more != 0).then(|| tr!("and {more} more in the table", more));
        named.chain(more).collect::<Vec<_>>().join(" · ")
    }
}

/// How far beyond the outermost middles crosses may widen the axes, as a factor.
const MOST_REACH: f64 = 4.0;
/// How far the range is at least, as a factor.
const LEAST_RANGE: f64 = 20.0;

/// The range of both axes: all middles, and of the crosses what is not far beyond them.
pub(super) fn range_of(bubbles: &[Bubble]) -> (f64, f64) {
    let (mut low, mut high) = extent(bubbles.iter().flat_map(|bubble| bubble.at)).unwrap_or((0.1, 10.0));
    let ends = bubbles.iter().flat_map(|bubble| bubble.reach).flatten().flatten();
    let within = |end: &f64| low / MOST_REACH <= *end && *end <= high * MOST_REACH;
    if let Some((least, most)) = extent(ends.filter(within)) {
        (low, high) = (low.min(least), high.max(most));
    }
    let missing = LEAST_RANGE / (high / low);
    if 1.0 < missing { (low / missing.sqrt(), high * missing.sqrt()) } else { (low, high) }
}

fn extent(values: impl Iterator<Item = f64>) -> Option<(f64, f64)> {
    let between = |(low, high): (f64, f64), value: f64| (low.min(value), high.max(value));
    values.map(|value| (value, value)).reduce(|ends, (value, _)| between(ends, value))
}
