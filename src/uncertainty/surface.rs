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

impl BoundBend<'_> {
    fn bounds(&self) -> Bounds {
        match self {
            Self::Sum(sum) => sum.bounds,
            Self::Drawn(.., bounds) => *bounds,
        }
    }
}

/// A known number, and what differs from future to future, by what it is multiplied by.
#[derive(Debug)]
struct BoundSum<'a> {
    linear: Linear<'a>,
    groups: Vec<(Vec<Factor<'a>>, Linear<'a>)>,
    bounds: Bounds,
}

/// A known number and columns, each times a number.
#[derive(Debug, Default)]
struct Linear<'a> {
    known: f64,
    columns: Vec<(f64, &'a [f64])>,
}

#[derive(Clone, Copy, Debug)]
enum Factor<'a> {
    Column(&'a [f64]),
    /// By place.
    Bend(usize),
}

/// A product on its way into a sum.
#[derive(Clone, Debug)]
struct Addend<'a> {
    scalar: f64,
    column: Option<&'a [f64]>,
    factors: Vec<Factor<'a>>,
}

impl PartialEq for Factor<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Column(column), Self::Column(other)) => std::ptr::eq(*column, *other),
            (Self::Bend(place), Self::Bend(other)) => place == other,
            _ => false,
        }
    }
}

impl<'a> Addend<'a> {
    fn times(&self, scalar: f64, column: Option<&'a [f64]>, factors: &[Factor<'a>]) -> Self {
        let mut factors = [&self.factors, factors].concat();
        if self.column.is_some() {
            factors.extend(column.map(Factor::Column));
        }
        Self { scalar: self.scalar * scalar, column: self.column.or(column), factors }
    }
}

impl<'a> BoundSum<'a> {
    /// A known number.
    fn of(known: f64) -> Self {
        Self { linear: Linear { known, columns: Vec::new() }, groups: Vec::new(), bounds: [known; 2] }
    }

    fn new(parts: &'a [StagePart], symbols: &[BoundSymbol<'a>; SYMBOLS], bends: &[BoundBend<'a>]) -> Self {
        let mut sum = Self::of(0.0);
        for part in parts {
            let column = part.column.as_ref();
            let mut bounds = product([part.scalar; 2], column.map_or([1.0; 2], |column| column.bounds));
            let column = column.map(|column| column.values.as_slice());
            let mut addend = Addend { scalar: part.scalar, column, factors: Vec::new() };
            for (symbol, power) in symbols.iter().zip(part.powers) {
                for _ in 0..power {
                    bounds = product(bounds, symbol.bounds);
                    match symbol.value {
                        SurfaceValue::Known(value) => addend.scalar *= value,
                        SurfaceValue::Drawn(column) => addend.factors.push(Factor::Column(column)),
                    }
                }
            }
            bounds = part.nonlinears.iter().fold(bounds, |bounds, &bend| product(bounds, bends[bend].bounds()));
            sum.bounds = interval::sum(sum.bounds, bounds);
            sum.add_with_bends(addend, &part.nonlinears, bends);
        }
        sum
    }

    /// Adds the product of an addend and some bends.
    fn add_with_bends(&mut self, addend: Addend<'a>, open: &[usize], bends: &[BoundBend<'a>]) {
        let Some((&bend, open)) = open.split_first() else { return self.add(addend) };
        match &bends[bend] {
            BoundBend::Drawn(..) => self.add_with_bends(addend.times(1.0, None, &[Factor::Bend(bend)]), open, bends),
            BoundBend::Sum(sum) => {
                let groups = sum.groups.iter().map(|(factors, linear)| (&factors[..], linear));
                for (factors, Linear { known, columns }) in std::iter::once((&[][..], &sum.linear)).chain(groups) {
                    self.add_with_bends(addend.times(*known, None, factors), open, bends);
                    for &(scalar, column) in columns {
                        self.add_with_bends(addend.times(scalar, Some(column), factors), open, bends);
                    }
                }
            }
        }
    }

    fn add(&mut self, Addend { scalar, column, factors }: Addend<'a>) {
        if scalar == 0.0 {
            return;
        }
        let linear = if factors.is_empty() {
            &mut self.linear
        } else {
            let place = self.groups.iter().position(|(others, _)| *others == factors).unwrap_or_else(|| {
                self.groups.push((factors, Linear::default()));
                self.groups.len() - 1
            });
            &mut self.groups[place].1
        };
        match column {
            Some(column) => linear.columns.push((scalar, column)),
            None => linear.known += scalar,
        }
    }

    fn known(&self) -> Option<f64> {
        (self.linear.columns.is_empty() && self.groups.is_empty()).then_some(self.linear.known)
    }

    /// Computes a block that starts at a future.
    fn fill(&self, start: usize, bends: &[Vec<f64>], out: &mut [f64]) {
        let length = out.len();
        let factor = |factor: &Factor<'a>| match *factor {
            Factor::Column(column) => &column[start..start + length],
            Factor::Bend(place) => &bends[place][..length],
        };
        let mut scratch = [0.0; BLOCK];
        let scratch = &mut scratch[..length];
        self.linear.fill(start, out);
        for (factors, linear) in &self.groups {
            let (last, others) = factors.split_last().expect("what has no factors is linear");
            let last = factor(last);
            if linear.columns.is_empty() && others.is_empty() {
                let known = linear.known;
                wide(|| out.iter_mut().zip(last).for_each(|(out, last)| *out += known * last));
                continue;
            }
            linear.fill(start, scratch);
            for other in others {
                let other = factor(other);
                wide(|| scratch.iter_mut().zip(other).for_each(|(product, other)| *product *= other));
            }
            wide(|| out.iter_mut().zip(&*scratch).zip(last).for_each(|((out, product), last)| *out += product * last));
        }
    }
}

impl<'a> Linear<'a> {
    /// Computes a block; several columns at a time, as `out` would else be read and written as often.
    fn fill(&self, start: usize, out: &mut [f64]) {
        let length = out.len();
        let block = |(scalar, column): (f64, &'a [f64])| (scalar, &column[start..start + length]);
        let known = self.known;
        let (fours, rest) = self.columns.as_chunks::<4>();
        let mut is_empty = true;
        for four in fours {
            let [(p, a), (q, b), (r, c), (s, d)] = four.map(block);
            let all = a.iter().zip(b).zip(c).zip(d).map(|(((a, b), c), d)| (p * a + q * b) + (r * c + s * d));
            put(out, all, &mut is_empty, known);
        }
        for &one in rest {
            let (scalar, column) = block(one);
            put(out, column.iter().map(|a| scalar * a), &mut is_empty, known);
        }
        if is_empty {
            out.fill(known);
        }
    }
}

/// A weighted sum of columns by itself, as a month at a place is one.
pub(super) fn weighted_sum(columns: &[(f64, &[f64])], out: &mut [f64]) {
    let sum = Linear { known: 1.0, columns: columns.to_vec() };
    out.chunks_mut(BLOCK).enumerate().for_each(|(block, out)| sum.fill(block * BLOCK, out));
}

/// Adds values to what is there, or to a known number where nothing is yet.
#[inline(always)]
fn put(out: &mut [f64], values: impl Iterator<Item = f64>, is_empty: &mut bool, known: f64) {
    if std::mem::take(is_empty) {
        wide(|| out.iter_mut().zip(values).for_each(|(out, value)| *out = known + value));
    } else {
        wide(|| out.iter_mut().zip(values).for_each(|(out, value)| *out += value));
    }
}

impl Bound<'_> {
    /// Whether it jumps near here, each future at a volume of its own.
    pub fn jumps(&self) -> bool {
        self.nonlinears.iter().any(|bend| matches!(bend, BoundBend::Drawn(Operation::Ceil, ..)))
    }

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
