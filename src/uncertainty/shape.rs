//! The number that the engine computes with to serve all futures and all volumes at once.
//!
//! A [`Shape`] is a sum of terms: a coefficient, which is a known number or a column of draws, times powers of what a
//! place on the curve is made of (its volume, how far it is to the next stage, token prices). Sums and products stay
//! sums of such terms; what jumps or bends (a ceil, a tier, a power) becomes a part of its own, computed where it is asked
//! for. So a month's cost at ten thousand futures is a handful of columns, whatever the number of cards.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

use super::graph::{Factor, Graph, Operation};
use crate::economics::Number;

/// What a place on the curve is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Symbol {
    /// Requests a month.
    Volume,
    /// How far it is to the next stage, 0 to 1.
    Weight,
    /// Factor on token prices.
    TokenPrices,
}

/// Powers of the symbols, and up to two bent parts (numbered from 1; 0 is none).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Product {
    /// Of volume, weight and token prices.
    pub powers: [u8; 3],
    /// In increasing order, the empty places first.
    pub bends: [u32; 2],
}

/// One addend.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// What it is proportional to.
    pub product: Product,
    /// How much of it.
    pub factor: Factor,
}

/// A part that is no sum of products: an operation on shapes.
#[derive(Clone, Debug)]
pub struct Bend {
    /// Which.
    pub operation: Operation,
    /// On what.
    pub arguments: [Vec<Term>; 3],
}

/// Where shapes are written down.
#[derive(Debug, Default)]
pub struct Shapes {
    inner: RefCell<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    graph: Graph,
    terms: Vec<Term>,
    bends: Vec<Bend>,
}

/// A number in every future at every place.
#[derive(Clone, Copy, Debug)]
pub struct Shape<'t> {
    extent: Extent,
    shapes: Option<&'t Shapes>,
}

#[derive(Clone, Copy, Debug)]
enum Extent {
    Known(f64),
    /// Where its terms are.
    Terms(u32, u32),
}

impl Shapes {
    /// The same number everywhere, from a known number or a column.
    pub fn factor(&self, factor: Factor) -> Shape<'_> {
        self.shape(&[Term { product: Product::default(), factor }])
    }

    /// A symbol.
    pub fn symbol(&self, symbol: Symbol) -> Shape<'_> {
        let mut product = Product::default();
        product.powers[symbol as usize] = 1;
        self.shape(&[Term { product, factor: Factor::Known(1.0) }])
    }

    /// Does something with the graph beneath.
    pub fn with_graph<R>(&self, work: impl FnOnce(&mut Graph) -> R) -> R {
        work(&mut self.inner.borrow_mut().graph)
    }

    /// The terms of a shape.
    pub fn terms(&self, shape: &Shape<'_>) -> Vec<Term> {
        self.inner.borrow().of(shape)
    }

    /// Every bent part, each after those it is made of.
    pub fn into_parts(self) -> (Graph, Vec<Bend>) {
        let inner = self.inner.into_inner();
        (inner.graph, inner.bends)
    }

    fn shape(&self, terms: &[Term]) -> Shape<'_> {
        let extent = match terms {
            [] => Extent::Known(0.0),
            [Term { product, factor: Factor::Known(value) }] if *product == Product::default() => Extent::Known(*value),
            _ => {
                let mut inner = self.inner.borrow_mut();
                let start = inner.terms.len() as u32;
                inner.terms.extend_from_slice(terms);
                Extent::Terms(start, inner.terms.len() as u32)
            }
        };
        Shape { extent, shapes: Some(self) }
    }

    /// The sum of two, the second times `sign`.
    fn sum(&self, first: &Shape<'_>, second: &Shape<'_>, operation: Operation) -> Shape<'_> {
        let mut sum = Vec::new();
        {
            let mut inner = self.inner.borrow_mut();
            let (first, second) = (inner.of(first), inner.of(second));
            let (mut first, mut second) = (first.into_iter().peekable(), second.into_iter().peekable());
            loop {
                let order = match (first.peek(), second.peek()) {
                    (None, None) => break,
                    (Some(_), None) => std::cmp::Ordering::Less,
                    (None, Some(_)) => std::cmp::Ordering::Greater,
                    (Some(first), Some(second)) => first.product.cmp(&second.product),
                };
                let left = if order.is_le() { first.next() } else { None };
                let right = if order.is_ge() { second.next() } else { None };
                let product = left.or(right).map_or(Product::default(), |term| term.product);
                let factor = |term: Option<Term>| term.map_or(Factor::Known(0.0), |term| term.factor);
                let arguments = [factor(left), factor(right), Factor::Known(0.0)];
                sum.push(Term { product, factor: inner.graph.apply(operation, arguments) });
            }
        }
        sum.retain(|term| term.factor != Factor::Known(0.0));
        self.shape(&sum)
    }

    /// The product of two, if its terms can be written.
    fn product(&self, first: &Shape<'_>, second: &Shape<'_>) -> Option<Shape<'_>> {
        let mut product: Vec<Term> = Vec::new();
        {
            let mut inner = self.inner.borrow_mut();
            let (first, second) = (inner.of(first), inner.of(second));
            for a in &first {
                for b in &second {
                    let both = a.product.times(&b.product)?;
                    let factor = inner.graph.apply(Operation::Multiply, [a.factor, b.factor, Factor::Known(0.0)]);
                    match product.binary_search_by(|term| term.product.cmp(&both)) {
                        Ok(place) => {
                            let arguments = [product[place].factor, factor, Factor::Known(0.0)];
                            product[place].factor = inner.graph.apply(Operation::Add, arguments);
                        }
                        Err(place) => product.insert(place, Term { product: both, factor }),
                    }
                }
            }
        }
        product.retain(|term| term.factor != Factor::Known(0.0));
        Some(self.shape(&product))
    }

    /// Any operation: on factors where there is nothing else, otherwise as a part of its own.
    fn operation(&self, operation: Operation, arguments: [&Shape<'_>; 3]) -> Shape<'_> {
        let mut inner = self.inner.borrow_mut();
        let terms = arguments.map(|argument| inner.of(argument));
        let factors = terms.each_ref().map(|terms| match terms.as_slice() {
            [] => Some(Factor::Known(0.0)),
            [Term { product, factor }] if *product == Product::default() => Some(*factor),
            _ => None,
        });
        let term = if let [Some(a), Some(b), Some(c)] = factors {
            Term { product: Product::default(), factor: inner.graph.apply(operation, [a, b, c]) }
        } else {
            inner.bends.push(Bend { operation, arguments: terms });
            let number = inner.bends.len() as u32;
            let product = Product { bends: [0, number], ..Product::default() };
            Term { product, factor: Factor::Known(1.0) }
        };
        drop(inner);
        self.shape(&[term])
    }
}

impl Inner {
    fn of(&self, shape: &Shape<'_>) -> Vec<Term> {
        match shape.extent {
            Extent::Known(0.0) => Vec::new(),
            Extent::Known(value) => vec![Term { product: Product::default(), factor: Factor::Known(value) }],
            Extent::Terms(start, end) => self.terms[start as usize..end as usize].to_vec(),
        }
    }
}

impl Product {
    fn times(&self, other: &Self) -> Option<Self> {
        let mut powers = self.powers;
        for (power, more) in powers.iter_mut().zip(other.powers) {
            *power += more;
        }
        let mut bends: Vec<u32> = self.bends.iter().chain(&other.bends).copied().filter(|&bend| bend != 0).collect();
        bends.sort_unstable();
        match bends.as_slice() {
            [] => Some(Self { powers, bends: [0, 0] }),
            [one] => Some(Self { powers, bends: [0, *one] }),
            [one, two] => Some(Self { powers, bends: [*one, *two] }),
            _ => None,
        }
    }
}

impl<'t> Shape<'t> {
    fn home(&self, other: &Self) -> Option<&'t Shapes> {
        self.shapes.or(other.shapes)
    }

    fn binary(self, operation: Operation, other: Self, known: impl Fn(f64, f64) -> f64) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(known(a, b)),
            (_, _, Some(shapes)) => shapes.operation(operation, [&self, &other, &Self::zero()]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Add for Shape<'_> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a + b),
            (_, Extent::Known(0.0), _) => self,
            (Extent::Known(0.0), ..) => other,
            (_, _, Some(shapes)) => shapes.sum(&self, &other, Operation::Add),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Sub for Shape<'_> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a - b),
            (_, Extent::Known(0.0), _) => self,
            (_, _, Some(shapes)) => shapes.sum(&self, &other, Operation::Subtract),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Mul for Shape<'_> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a * b),
            (_, Extent::Known(0.0), _) | (Extent::Known(0.0), ..) => Self::zero(),
            (_, Extent::Known(1.0), _) => self,
            (Extent::Known(1.0), ..) => other,
            (_, _, Some(shapes)) => shapes
                .product(&self, &other)
                .unwrap_or_else(|| shapes.operation(Operation::Multiply, [&self, &other, &Self::zero()])),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Div for Shape<'_> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        match other.extent {
            Extent::Known(divisor) => self * Self::constant(1.0 / divisor),
            Extent::Terms(..) => self.binary(Operation::Divide, other, |a, b| a / b),
        }
    }
}

impl Number for Shape<'_> {
    fn constant(value: f64) -> Self {
        Self { extent: Extent::Known(value), shapes: None }
    }

    fn min(self, other: Self) -> Self {
        match other.extent {
            Extent::Known(f64::INFINITY) => self,
            _ => self.binary(Operation::Min, other, <f64 as Number>::min),
        }
    }

    fn max(self, other: Self) -> Self {
        self.binary(Operation::Max, other, <f64 as Number>::max)
    }

    fn ceil(self) -> Self {
        match (self.extent, self.shapes) {
            (Extent::Known(value), _) => Self::constant(<f64 as Number>::ceil(value)),
            (_, Some(shapes)) => shapes.operation(Operation::Ceil, [&self, &Self::zero(), &Self::zero()]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }

    fn pow(self, exponent: Self) -> Self {
        match (self.extent, exponent.extent, self.home(&exponent)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a.pow(b)),
            (_, Extent::Known(0.0), _) => Self::one(),
            (_, Extent::Known(1.0), _) => self,
            (_, _, Some(shapes)) => {
                let none = Self::zero();
                let logarithm = shapes.operation(Operation::Ln, [&self, &none, &none]);
                shapes.operation(Operation::Exp, [&(exponent * logarithm), &none, &none])
            }
            _ => unreachable!("what is not known is written somewhere"),
        }
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        match (self.extent, self.shapes) {
            (Extent::Known(value), _) => {
                if 0.0 < value {
                    then
                } else {
                    otherwise
                }
            }
            (_, Some(shapes)) => shapes.operation(Operation::IfPositive, [&self, &then, &otherwise]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}
