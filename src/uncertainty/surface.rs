//! A month's figure in every future as a function of the place: volume, way to the next stage, token prices.
//!
//! The columns of a [`Polynomial`](super::polynomial::Polynomial), computed; what is left to do at a place is a weighted sum of them.

use std::sync::Arc;

use super::DrawColumn;
use super::column_graph::{BLOCK, Column, ColumnCache, Graph, Operation, PlanNumber};
use super::interval::{self, ANYTHING, Bounds, Outcome, bounds_of, product};
use super::polynomial::{Monomial, Nonlinear, PolynomialTerm, SYMBOLS};
use super::simd::wide;

/// A number at a place: known, or different in every future.
#[derive(Clone, Copy, Debug)]
pub enum SurfaceValue<'a> {
    /// The same in every future.
    Known(f64),
    /// One a future.
    Drawn(&'a [f64]),
}

/// Where on the curve, or in time.
#[derive(Clone, Copy, Debug)]
pub struct CurvePoint<'a> {
    /// Requests a month.
    pub volume: SurfaceValue<'a>,
    /// How far it is to the next stage.
    pub weight: f64,
    /// Factor on token prices.
    pub token_prices: SurfaceValue<'a>,
    /// Factor on what outcomes are worth.
    pub value_factor: SurfaceValue<'a>,
    /// Factor on the people of the stage.
    pub users: SurfaceValue<'a>,
}

/// A figure in every future at every place.
#[derive(Clone, Debug)]
pub struct Surface {
    parts: Vec<StagePart>,
    nonlinears: Vec<(Operation, [Vec<StagePart>; 3])>,
    count: usize,
}

#[derive(Clone, Debug)]
struct StagePart {
    powers: [u8; SYMBOLS],
    /// Places among the surface's own bends.
    nonlinears: Vec<usize>,
    scalar: f64,
    column: Option<Column>,
}

impl Surface {
    /// Computes the columns of several sums of terms, all that `kept` has not got, and makes surfaces of them.
    pub fn several(
        sums: &[Vec<PolynomialTerm>],
        graph: &Graph,
        nonlinears: &[Nonlinear],
        inputs: &[Arc<DrawColumn>],
        count: usize,
        kept: &mut ColumnCache,
    ) -> Vec<Self> {
        let used: Vec<Vec<usize>> = sums.iter().map(|sum| used_bends(sum, nonlinears)).collect();
        let wanted = nodes(sums, nonlinears);
        let columns = graph.compute(&wanted, inputs, count, kept);
        let parts = |terms: &[PolynomialTerm], used: &[usize]| -> Vec<StagePart> {
            let local = |nonlinear: &u32| used.binary_search(&(*nonlinear as usize - 1)).expect("it is used");
            let part = |term: &PolynomialTerm| {
                let (scalar, column) = match term.factor {
                    PlanNumber::Known(value) => (value, None),
                    PlanNumber::Drawn(node) => {
                        (1.0, wanted.binary_search(&node).ok().map(|place| columns[place].clone()))
                    }
                };
                let Monomial { powers, nonlinears } = term.monomial;
                StagePart {
                    powers,
                    nonlinears: nonlinears.iter().filter(|nonlinear| **nonlinear != 0).map(local).collect(),
                    scalar,
                    column,
                }
            };
            terms.iter().map(part).collect()
        };
        let surface = |(sum, used): (&Vec<PolynomialTerm>, &Vec<usize>)| Self {
            parts: parts(sum, used),
            nonlinears: used
                .iter()
                .map(|&nonlinear| {
                    (
                        nonlinears[nonlinear].operation,
                        nonlinears[nonlinear].arguments.each_ref().map(|terms| parts(terms, used)),
                    )
                })
                .collect(),
            count,
        };
        sums.iter().zip(&used).map(surface).collect()
    }

    /// Whether it is proportional to volume and depends on nothing else of the place.
    pub fn is_proportional_to_volume(&self) -> bool {
        self.parts.iter().all(|part| part.powers == [1, 0, 0, 0, 0] && part.nonlinears.is_empty())
    }

    /// Whether it jumps at a volume of its own in every future.
    pub fn jumps(&self) -> bool {
        self.nonlinears.iter().any(|(operation, arguments)| {
            *operation == Operation::Ceil
                && arguments[0].iter().any(|part| part.column.is_some() || !part.nonlinears.is_empty())
        })
    }

    /// Whether it is made of the same columns in the same way.
    pub fn is_same(&self, other: &Self) -> bool {
        let is_same = |(part, other): (&StagePart, &StagePart)| {
            let columns = match (&part.column, &other.column) {
                (Some(column), Some(other)) => Arc::ptr_eq(&column.values, &other.values),
                (None, None) => true,
                _ => false,
            };
            columns && (part.scalar, part.powers) == (other.scalar, other.powers)
        };
        self.nonlinears.is_empty()
            && other.nonlinears.is_empty()
            && self.parts.len() == other.parts.len()
            && self.parts.iter().zip(&other.parts).all(is_same)
    }

    /// The figure at a place. What jumps or bends only elsewhere is left out.
    pub fn at<'a>(&'a self, place: &CurvePoint<'a>) -> Bound<'a> {
        let bends = !self.nonlinears.is_empty();
        let symbols = place.symbols().map(|value| BoundSymbol::new(value, bends));
        let mut nonlinears: Vec<BoundBend<'a>> = Vec::with_capacity(self.nonlinears.len());
        for (operation, arguments) in &self.nonlinears {
            let sums = arguments.each_ref().map(|parts| BoundSum::new(parts, &symbols, &nonlinears));
            let bounds = sums.each_ref().map(|sum| sum.bounds);
            nonlinears.push(match (sums.each_ref().map(BoundSum::known), operation.outcome(bounds)) {
                ([Some(a), Some(b), Some(c)], _) => {
                    let mut out = [0.0];
                    operation.fill([&[a], &[b], &[c]], &mut out);
                    BoundBend::Sum(BoundSum::of(out[0]))
                }
                (_, Outcome::Known(value)) => BoundBend::Sum(BoundSum::of(value)),
                (_, Outcome::Argument(place)) => {
                    let [a, b, c] = sums;
                    BoundBend::Sum([a, b, c].into_iter().nth(place).expect("an operation has three arguments"))
                }
                (_, Outcome::Open) => BoundBend::Drawn(*operation, sums, operation.bounds(bounds)),
            });
        }
        Bound { sum: BoundSum::new(&self.parts, &symbols, &nonlinears), nonlinears, count: self.count }
    }
}

impl<'a> CurvePoint<'a> {
    /// The values of the symbols, in their order.
    fn symbols(&self) -> [SurfaceValue<'a>; SYMBOLS] {
        [self.volume, SurfaceValue::Known(self.weight), self.token_prices, self.value_factor, self.users]
    }
}

/// A symbol at a place.
#[derive(Clone, Copy)]
struct BoundSymbol<'a> {
    value: SurfaceValue<'a>,
    bounds: Bounds,
}

impl<'a> BoundSymbol<'a> {
    /// Its bounds only matter where something bends.
    fn new(value: SurfaceValue<'a>, bends: bool) -> Self {
        let bounds = match value {
            SurfaceValue::Known(value) => [value; 2],
            SurfaceValue::Drawn(values) if bends => bounds_of(values),
            SurfaceValue::Drawn(_) => ANYTHING,
        };
        Self { value, bounds }
    }
}

/// The nodes of the graph that some sums need, in increasing order.
pub fn nodes(sums: &[Vec<PolynomialTerm>], nonlinears: &[Nonlinear]) -> Vec<u32> {
    let drawn = |terms: &[PolynomialTerm]| -> Vec<u32> {
        let nodes = terms.iter().filter_map(|term| match term.factor {
            PlanNumber::Drawn(node) => Some(node),
            PlanNumber::Known(_) => None,
        });
        nodes.collect()
    };
    let mut wanted: Vec<u32> = sums.iter().flat_map(|sum| drawn(sum)).collect();
    for nonlinear in sums.iter().flat_map(|sum| used_bends(sum, nonlinears)) {
        wanted.extend(nonlinears[nonlinear].arguments.iter().flat_map(|terms| drawn(terms)));
    }
    wanted.sort_unstable();
    wanted.dedup();
    wanted
}

/// The bends that a sum needs, in increasing order: each after those it is made of.
fn used_bends(sum: &[PolynomialTerm], nonlinears: &[Nonlinear]) -> Vec<usize> {
    let mut used = Vec::new();
    let mut open: Vec<usize> = direct_bends(sum).collect();
    while let Some(nonlinear) = open.pop() {
        if !used.contains(&nonlinear) {
            used.push(nonlinear);
            open.extend(nonlinears[nonlinear].arguments.iter().flat_map(|terms| direct_bends(terms)));
        }
    }
    used.sort_unstable();
    used
}

fn direct_bends(terms: &[PolynomialTerm]) -> impl Iterator<Item = usize> {
    terms
        .iter()
        .flat_map(|term| term.monomial.nonlinears)
        .filter(|nonlinear| *nonlinear != 0)
        .map(|nonlinear| nonlinear as usize - 1)
}

/// A surface at a place: what is left is a sum of products of columns.
#[derive(Debug)]
pub struct Bound<'a> {
    sum: BoundSum<'a>,
    nonlinears: Vec<BoundBend<'a>>,
    count: usize,
}

#[derive(Debug)]
enum BoundBend<'a> {
    /// A sum like any other, here.
    Sum(BoundSum<'a>),
    Drawn(Operation, [BoundSum<'a>; 3], Bounds),
}

#[derive(Debug)]
struct BoundSum<'a> {
    known: f64,
    addends: Vec<Addend<'a>>,
    bounds: Bounds,
}

#[derive(Clone, Debug)]
struct Addend<'a> {
    scalar: f64,
    columns: Vec<&'a [f64]>,
    nonlinears: Vec<usize>,
    bounds: Bounds,
}

impl<'a> Addend<'a> {
    fn of(scalar: f64) -> Self {
        Self { scalar, columns: Vec::new(), nonlinears: Vec::new(), bounds: [1.0; 2] }
    }

    fn times(mut self, column: &'a [f64], bounds: Bounds) -> Self {
        self.columns.push(column);
        self.bounds = product(self.bounds, bounds);
        self
    }

    /// The product of two.
    fn with(&self, other: &Self) -> Self {
        let mut both = self.clone();
        both.scalar *= other.scalar;
        both.columns.extend(&other.columns);
        both.nonlinears.extend(&other.nonlinears);
        both.bounds = product(self.bounds, other.bounds);
        both
    }
}

impl<'a> BoundSum<'a> {
    /// A known number.
    fn of(known: f64) -> Self {
        Self { known, addends: Vec::new(), bounds: [known; 2] }
    }

    fn new(parts: &'a [StagePart], symbols: &[BoundSymbol<'a>; SYMBOLS], nonlinears: &[BoundBend<'a>]) -> Self {
        let mut sum = Self::of(0.0);
        sum.addends.reserve(parts.len());
        for part in parts {
            let mut addend = Addend::of(part.scalar);
            if let Some(column) = &part.column {
                addend = addend.times(&column.values, column.bounds);
            }
            for (symbol, power) in symbols.iter().zip(part.powers) {
                for _ in 0..power {
                    match symbol.value {
                        SurfaceValue::Known(value) => addend.scalar *= value,
                        SurfaceValue::Drawn(column) => addend = addend.times(column, symbol.bounds),
                    }
                }
            }
            let mut all = vec![addend];
            for &nonlinear in &part.nonlinears {
                match &nonlinears[nonlinear] {
                    BoundBend::Drawn(.., bounds) => {
                        for addend in &mut all {
                            addend.nonlinears.push(nonlinear);
                            addend.bounds = product(addend.bounds, *bounds);
                        }
                    }
                    BoundBend::Sum(sum) => {
                        let known = Addend::of(sum.known);
                        let factors = || sum.addends.iter().chain((sum.known != 0.0).then_some(&known));
                        all = all.iter().flat_map(|addend| factors().map(|factor| addend.with(factor))).collect();
                    }
                }
            }
            all.into_iter().for_each(|addend| sum.add(addend));
        }
        sum.bounds = sum
            .addends
            .iter()
            .fold([sum.known; 2], |bounds, addend| interval::sum(bounds, product(addend.bounds, [addend.scalar; 2])));
        sum
    }

    fn add(&mut self, addend: Addend<'a>) {
        if addend.columns.is_empty() && addend.nonlinears.is_empty() {
            self.known += addend.scalar;
        } else if addend.scalar != 0.0 {
            self.addends.push(addend);
        }
    }

    fn known(&self) -> Option<f64> {
        self.addends.is_empty().then_some(self.known)
    }

    /// Computes a block that starts at a future.
    fn fill(&self, start: usize, nonlinears: &[Vec<f64>], out: &mut [f64]) {
        let length = out.len();
        out.fill(self.known);
        for addend in &self.addends {
            let scalar = addend.scalar;
            let factor = |index: usize| match addend.columns.get(index) {
                Some(column) => &column[start..start + length],
                None => &nonlinears[addend.nonlinears[index - addend.columns.len()]][..length],
            };
            match addend.columns.len() + addend.nonlinears.len() {
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
                        *out += factors.iter().fold(scalar, |monomial, factor| monomial * factor[index]);
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
        let mut scratch: Vec<Vec<f64>> = self
            .nonlinears
            .iter()
            .map(|nonlinear| vec![0.0; if matches!(nonlinear, BoundBend::Drawn(..)) { BLOCK } else { 0 }])
            .collect();
        let mut arguments = [[0.0; BLOCK]; 3];
        for (block, out) in out.chunks_mut(BLOCK).enumerate() {
            let (start, length) = (block * BLOCK, out.len());
            for (index, nonlinear) in self.nonlinears.iter().enumerate() {
                let BoundBend::Drawn(operation, sums, _) = nonlinear else { continue };
                let (before, rest) = scratch.split_at_mut(index);
                for (sum, argument) in sums.iter().zip(&mut arguments) {
                    match sum.known() {
                        Some(value) => argument[0] = value,
                        None => sum.fill(start, before, &mut argument[..length]),
                    }
                }
                let slice = |place: usize| &arguments[place][..if sums[place].known().is_some() { 1 } else { length }];
                operation.fill([slice(0), slice(1), slice(2)], &mut rest[0][..length]);
            }
            self.sum.fill(start, &scratch, out);
        }
    }
}
