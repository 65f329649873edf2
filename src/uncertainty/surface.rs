//! A month's figure in every future as a function of the place: volume, way to the next stage, token prices.
//!
//! The columns of a [`Shape`](super::shape::Shape), computed; what is left to do at a place is a weighted sum of them.

use std::sync::Arc;

use super::draws::Column;
use super::graph::{BLOCK, Factor, Graph, Kept, Operation};
use super::shape::{Bend, Product, Term};
use super::wide::wide;

/// A number at a place: known, or different in every future.
#[derive(Clone, Copy, Debug)]
pub enum Quantity<'a> {
    /// The same in every future.
    Known(f64),
    /// One a future.
    Drawn(&'a [f64]),
}

/// Where on the curve, or in time.
#[derive(Clone, Copy, Debug)]
pub struct Place<'a> {
    /// Requests a month.
    pub volume: Quantity<'a>,
    /// How far it is to the next stage.
    pub weight: f64,
    /// Factor on token prices.
    pub token_prices: Quantity<'a>,
}

/// A figure in every future at every place.
#[derive(Clone, Debug)]
pub struct Surface {
    parts: Vec<Part>,
    bends: Vec<(Operation, [Vec<Part>; 3])>,
    count: usize,
}

#[derive(Clone, Debug)]
struct Part {
    powers: [u8; 3],
    /// Places among the surface's own bends.
    bends: Vec<usize>,
    scalar: f64,
    column: Option<Arc<[f64]>>,
}

impl Surface {
    /// Computes the columns of several sums of terms, all that `kept` has not got, and makes surfaces of them.
    pub fn several(
        sums: &[Vec<Term>],
        graph: &Graph,
        bends: &[Bend],
        inputs: &[Arc<Column>],
        count: usize,
        kept: &mut Kept,
    ) -> Vec<Self> {
        let used: Vec<Vec<usize>> = sums.iter().map(|sum| used_bends(sum, bends)).collect();
        let wanted = nodes(sums, bends);
        let columns = graph.compute(&wanted, inputs, count, kept);
        let parts = |terms: &[Term], used: &[usize]| -> Vec<Part> {
            let local = |bend: &u32| used.binary_search(&(*bend as usize - 1)).expect("it is used");
            let part = |term: &Term| {
                let (scalar, column) = match term.factor {
                    Factor::Known(value) => (value, None),
                    Factor::Drawn(node) => {
                        (1.0, wanted.binary_search(&node).ok().map(|place| Arc::clone(&columns[place])))
                    }
                };
                let Product { powers, bends } = term.product;
                Part { powers, bends: bends.iter().filter(|bend| **bend != 0).map(local).collect(), scalar, column }
            };
            terms.iter().map(part).collect()
        };
        let surface = |(sum, used): (&Vec<Term>, &Vec<usize>)| Self {
            parts: parts(sum, used),
            bends: used
                .iter()
                .map(|&bend| (bends[bend].operation, bends[bend].arguments.each_ref().map(|terms| parts(terms, used))))
                .collect(),
            count,
        };
        sums.iter().zip(&used).map(surface).collect()
    }

    /// Whether it is proportional to volume and depends on nothing else of the place.
    pub fn is_proportional_to_volume(&self) -> bool {
        self.parts.iter().all(|part| part.powers == [1, 0, 0] && part.bends.is_empty())
    }

    /// Whether it jumps at a volume of its own in every future.
    pub fn jumps(&self) -> bool {
        self.bends.iter().any(|(operation, arguments)| {
            *operation == Operation::Ceil
                && arguments[0].iter().any(|part| part.column.is_some() || !part.bends.is_empty())
        })
    }

    /// Whether it is made of the same columns in the same way.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same = |(part, other): (&Part, &Part)| {
            let columns = match (&part.column, &other.column) {
                (Some(column), Some(other)) => Arc::ptr_eq(column, other),
                (None, None) => true,
                _ => false,
            };
            columns && (part.scalar, part.powers) == (other.scalar, other.powers)
        };
        self.bends.is_empty()
            && other.bends.is_empty()
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(is_same)
    }

    /// The figure at a place.
    pub fn at<'a>(&'a self, place: &Place<'a>) -> Bound<'a> {
        let mut bends: Vec<BoundBend<'a>> = Vec::with_capacity(self.bends.len());
        for (operation, arguments) in &self.bends {
            let sums = arguments.each_ref().map(|parts| BoundSum::new(parts, place, &bends));
            bends.push(match sums.each_ref().map(BoundSum::known) {
                [Some(a), Some(b), Some(c)] => {
                    let mut out = [0.0];
                    operation.fill([&[a], &[b], &[c]], &mut out);
                    BoundBend::Known(out[0])
                }
                _ => BoundBend::Drawn(*operation, sums),
            });
        }
        Bound { sum: BoundSum::new(&self.parts, place, &bends), bends, count: self.count }
    }
}

/// The nodes of the graph that some sums need, in increasing order.
pub fn nodes(sums: &[Vec<Term>], bends: &[Bend]) -> Vec<u32> {
    let drawn = |terms: &[Term]| -> Vec<u32> {
        let nodes = terms.iter().filter_map(|term| match term.factor {
            Factor::Drawn(node) => Some(node),
            Factor::Known(_) => None,
        });
        nodes.collect()
    };
    let mut wanted: Vec<u32> = sums.iter().flat_map(|sum| drawn(sum)).collect();
    for bend in sums.iter().flat_map(|sum| used_bends(sum, bends)) {
        wanted.extend(bends[bend].arguments.iter().flat_map(|terms| drawn(terms)));
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The bends that a sum needs, in increasing order: each after those it is made of.
fn used_bends(sum: &[Term], bends: &[Bend]) -> Vec<usize> {
    let mut used = Vec::new();
    let mut open: Vec<usize> = direct_bends(sum).collect();
    while let Some(bend) = open.pop() {
        if !used.contains(&bend) {
            used.push(bend);
            open.extend(bends[bend].arguments.iter().flat_map(|terms| direct_bends(terms)));
        }
    }
    used.sort_unstable();
    used
}

fn direct_bends(terms: &[Term]) -> impl Iterator<Item = usize> {
    terms.iter().flat_map(|term| term.product.bends).filter(|bend| *bend != 0).map(|bend| bend as usize - 1)
}

/// A surface at a place: what is left is a sum of products of columns.
#[derive(Debug)]
pub struct Bound<'a> {
    sum: BoundSum<'a>,
    bends: Vec<BoundBend<'a>>,
    count: usize,
}

#[derive(Debug)]
enum BoundBend<'a> {
    Known(f64),
    Drawn(Operation, [BoundSum<'a>; 3]),
}

#[derive(Debug)]
struct BoundSum<'a> {
    known: f64,
    addends: Vec<Addend<'a>>,
}

#[derive(Debug)]
struct Addend<'a> {
    scalar: f64,
    columns: Vec<&'a [f64]>,
    bends: Vec<usize>,
}

impl<'a> BoundSum<'a> {
    fn new(parts: &'a [Part], place: &Place<'a>, bends: &[BoundBend<'a>]) -> Self {
        let mut sum = Self { known: 0.0, addends: Vec::with_capacity(parts.len()) };
        for part in parts {
            let mut addend = Addend { scalar: part.scalar, columns: Vec::new(), bends: Vec::new() };
            addend.columns.extend(part.column.as_deref());
            let symbols = [place.volume, Quantity::Known(place.weight), place.token_prices];
            for (quantity, power) in symbols.into_iter().zip(part.powers) {
                for _ in 0..power {
                    match quantity {
                        Quantity::Known(value) => addend.scalar *= value,
                        Quantity::Drawn(column) => addend.columns.push(column),
                    }
                }
            }
            for &bend in &part.bends {
                match bends[bend] {
                    BoundBend::Known(value) => addend.scalar *= value,
                    BoundBend::Drawn(..) => addend.bends.push(bend),
                }
            }
            if addend.columns.is_empty() && addend.bends.is_empty() {
                sum.known += addend.scalar;
            } else if addend.scalar != 0.0 {
                sum.addends.push(addend);
            }
        }
        sum
    }

    fn known(&self) -> Option<f64> {
        self.addends.is_empty().then_some(self.known)
    }

    /// Computes a block that starts at a future.
    fn fill(&self, start: usize, bends: &[Vec<f64>], out: &mut [f64]) {
        let length = out.len();
        out.fill(self.known);
        for addend in &self.addends {
            let scalar = addend.scalar;
            let factor = |index: usize| match addend.columns.get(index) {
                Some(column) => &column[start..start + length],
                None => &bends[addend.bends[index - addend.columns.len()]][..length],
            };
            match addend.columns.len() + addend.bends.len() {
                1 => {
                    let a = factor(0);
                    wide(|| out.iter_mut().zip(a).for_each(|(out, a)| *out += scalar * a));
                }
                2 => {
                    let (a, b) = (factor(0), factor(1));
                    wide(|| out.iter_mut().zip(a).zip(b).for_each(|((out, a), b)| *out += scalar * a * b));
                }
                count => {
                    let factors: Vec<&[f64]> = (0..count).map(factor).collect();
                    for (index, out) in out.iter_mut().enumerate() {
                        *out += factors.iter().fold(scalar, |product, factor| product * factor[index]);
                    }
                }
            }
        }
    }
}

impl Bound<'_> {
    /// Its value where it is the same in every future.
    pub fn known(&self) -> Option<f64> {
        self.sum.known()
    }

    /// One value a future.
    pub fn fill(&self, out: &mut Vec<f64>) {
        out.resize(self.count, 0.0);
        let mut room: Vec<Vec<f64>> = self
            .bends
            .iter()
            .map(|bend| vec![0.0; if matches!(bend, BoundBend::Drawn(..)) { BLOCK } else { 0 }])
            .collect();
        let mut arguments = [[0.0; BLOCK]; 3];
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            let (start, length) = (block * BLOCK, out.len());
            for (index, bend) in self.bends.iter().enumerate() {
                let BoundBend::Drawn(operation, sums) = bend else { continue };
                let (before, rest) = room.split_at_mut(index);
                for (sum, argument) in sums.iter().zip(&mut arguments) {
                    match sum.known() {
                        Some(value) => argument[0] = value,
                        None => sum.fill(start, before, &mut argument[..length]),
                    }
                }
                let slice = |place: usize| &arguments[place][..if sums[place].known().is_some() { 1 } else { length }];
                operation.fill([slice(0), slice(1), slice(2)], &mut rest[0][..length]);
            }
            self.sum.fill(start, &room, out);
        }
    }
}
