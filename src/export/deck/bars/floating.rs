//! Bars that go on where others end: each stands on one that is not seen, both sides of zero by themselves.

use super::super::labels::labels;
use super::super::{area::width, axes::ValueAxis, sheet::Sheet, style::LABEL, xml::Element};
use super::{Bars, group, label, written};
use crate::charts::{ColorRole, Row, RowBar};
use crate::language::tr;

/// What a stretch of a row is.
#[derive(Clone, Copy, PartialEq)]
enum Stretch {
    /// What others stand on.
    Gap,
    /// What could be, below what is.
    CouldBeBefore,
    /// What is.
    Is,
    /// What could be, beyond what is.
    CouldBeBehind,
}

/// From zero outwards above it; below it the second and the last change places.
const STRETCHES: [Stretch; 4] = [Stretch::Gap, Stretch::CouldBeBefore, Stretch::Is, Stretch::CouldBeBehind];

impl Stretch {
    fn name(self) -> &'static str {
        match self {
            Self::Gap => tr!("begins at"),
            Self::CouldBeBefore => tr!("could be, below"),
            Self::Is => tr!("amount"),
            Self::CouldBeBehind => tr!("could be, above"),
        }
    }
}

/// The bars, their axis and their numbers.
pub fn floating(bars: &Bars<'_>) -> (Element, ValueAxis, Option<f64>, Sheet) {
    let rows: Vec<Layers> = bars.rows.iter().map(|row| Layers::of(row, bars)).collect();
    let mut sheet = Sheet::default();
    let names = sheet.text("", bars.rows.iter().map(|row| row.name.clone()).collect());
    let mut all: Vec<Element> = Vec::new();
    let mut add = |sheet: &mut Sheet, name: String, values: Vec<f64>, fills: &[_], said: &[_]| {
        let column = sheet.numbers(name, &bars.cells(), values);
        let series = bars.series(sheet, all.len(), column, fills).children(labels(said));
        all.push(series.child(sheet.data("c:cat", names)).child(sheet.data("c:val", column)));
    };
    for is_below in [false, true] {
        for stretch in STRETCHES {
            let values: Vec<f64> = rows.iter().map(|row| row.amount(stretch, is_below)).collect();
            let is_needed = values.iter().any(|value| *value != 0.0);
            if !is_needed && (is_below || !matches!(stretch, Stretch::Gap | Stretch::Is)) {
                continue;
            }
            let name = match is_below {
                false => stretch.name().to_owned(),
                true => tr!("{}, below zero", stretch.name()),
            };
            let fills: Vec<_> = rows.iter().map(|row| row.fill(stretch)).collect();
            add(&mut sheet, name, values, &fills, &[]);
        }
    }
    let (mut said, mut rooms, mut amounts) = (Vec::new(), Vec::new(), Vec::new());
    for (index, (row, layers)) in bars.rows.iter().zip(&rows).enumerate() {
        let amount = layers.said;
        amounts.push(if row.ends.is_empty() { f64::NAN } else { amount });
        if let Some(end) = row.ends.last() {
            let text = written(end, amount, false);
            rooms.push([layers.end, width(&text, LABEL) + 12.0]);
            said.push(label(index, &text, amount, "inBase"));
        }
    }
    add(&mut sheet, tr!("written at its end").to_owned(), amounts, &[], &said);
    let axis = bars.axis(&[], &rooms);
    (group("stacked", all, 60), axis, None, sheet)
}

/// A row as stretches from number to number.
struct Layers {
    stretches: Vec<(Stretch, [f64; 2])>,
    role: ColorRole,
    /// The number that is written.
    said: f64,
    /// The position beyond which nothing is drawn.
    end: f64,
}

impl Layers {
    fn of(row: &Row, bars: &Bars<'_>) -> Self {
        let ends = |bar: &RowBar| {
            let ends = [bar.from, bar.to].map(|position| bars.number(position));
            [ends[0].min(ends[1]), ends[0].max(ends[1])]
        };
        let is = row.bars.iter().find(|bar| !bar.is_outline);
        let could = row.bars.iter().find(|bar| bar.is_outline);
        let mut stretches = Vec::new();
        match (is.map(ends), could.map(ends)) {
            (Some([low, high]), could) => {
                let [least, most] = could.unwrap_or([low, high]);
                stretches.push((Stretch::CouldBeBefore, [least.min(low), low]));
                stretches.push((Stretch::Is, [low, high]));
                stretches.push((Stretch::CouldBeBehind, [high, most.max(high)]));
            }
            (None, Some(could)) => stretches.push((Stretch::CouldBeBefore, could)),
            (None, None) => {}
        }
        stretches.retain(|(_, [low, high])| low < high);
        let main = is.or(could);
        let said = main.map_or(0.0, |bar| match bars.base {
            Some(_) => bars.number(bar.to - bar.from),
            None => (bar.to - bar.from).abs(),
        });
        let positions = row.bars.iter().flat_map(|bar| [bar.from, bar.to]);
        Self {
            stretches,
            role: main.map_or(ColorRole::Baseline, |bar| bar.role),
            said,
            end: positions.fold(f64::NEG_INFINITY, f64::max),
        }
    }

    /// How long a stretch is above zero, or below it, where it is less than nothing.
    fn amount(&self, stretch: Stretch, is_below: bool) -> f64 {
        let clipped = |[low, high]: [f64; 2]| match is_below {
            false => [low.max(0.0), high.max(0.0)],
            true => [low.min(0.0), high.min(0.0)],
        };
        let length = |ends: [f64; 2]| clipped(ends)[1] - clipped(ends)[0];
        let sign = if is_below { -1.0 } else { 1.0 };
        if stretch == Stretch::Gap {
            let seen = self.stretches.iter().map(|(_, ends)| clipped(*ends)).filter(|[low, high]| low < high);
            return match is_below {
                false => seen.map(|[low, _]| low).reduce(f64::min).unwrap_or(0.0),
                true => seen.map(|[_, high]| high).reduce(f64::max).unwrap_or(0.0),
            };
        }
        // Below zero what is called before lies further out: the two that could be change places.
        let wanted = match (stretch, is_below) {
            (Stretch::CouldBeBefore, true) => Stretch::CouldBeBehind,
            (Stretch::CouldBeBehind, true) => Stretch::CouldBeBefore,
            (stretch, _) => stretch,
        };
        let found = self.stretches.iter().find(|(kind, _)| *kind == wanted);
        found.map_or(0.0, |(_, ends)| sign * length(*ends))
    }

    fn fill(&self, stretch: Stretch) -> Option<(ColorRole, bool)> {
        match stretch {
            Stretch::Gap => None,
            Stretch::Is => Some((self.role, false)),
            _ => Some((self.role, true)),
        }
    }
}
