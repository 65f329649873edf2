//! The number that the engine computes with to serve all futures and all volumes at once.
//!
//! A [`Polynomial`] is a sum of terms: a coefficient, which is a known number or a column of draws, times powers of what a
//! place on the curve is made of (its volume, how far it is to the next stage, token prices). Sums and products stay
//! sums of such terms; what jumps or bends (a ceil, a tier, a power) becomes a part of its own, computed where it is asked
//! for. So a month's cost at ten thousand futures is a handful of columns, whatever the number of cards.

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

use super::column_graph::{Graph, Operation, PlanNumber};
use super::interval::{self, Bounds, Outcome};
use super::normal;
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
    /// Factor on what outcomes are worth.
    ValueFactor,
    /// Factor on the people of a stage.
    Users,
}

/// How many there are.
pub const SYMBOLS: usize = 5;

/// Powers of the symbols, and up to two bent parts (numbered from 1; 0 is none).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Monomial {
    /// Of the symbols, in their order.
    pub powers: [u8; SYMBOLS],
    /// In increasing order, the empty places first.
    pub nonlinears: [u32; 2],
}

/// One addend.
#[derive(Clone, Copy, Debug)]
pub struct PolynomialTerm {
    /// What it is proportional to.
    pub monomial: Monomial,
    /// How much of it.
    pub factor: PlanNumber,
}

/// A part that is no sum of products: an operation on shapes.
#[derive(Clone, Debug)]
pub struct Nonlinear {
    /// Which.
    pub operation: Operation,
    /// On what.
    pub arguments: [Vec<PolynomialTerm>; 3],
}

/// Where shapes are written down.
#[derive(Debug, Default)]
pub struct Shapes {
    inner: RefCell<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    graph: Graph,
    terms: Vec<PolynomialTerm>,
    nonlinears: Vec<Nonlinear>,
}

/// A number in every future at every place.
#[derive(Clone, Copy, Debug)]
pub struct Polynomial<'t> {
    extent: Extent,
    polynomials: Option<&'t Shapes>,
}

#[derive(Clone, Copy, Debug)]
enum Extent {
    Known(f64),
    /// Where its terms are.
    Terms(u32, u32),
}

impl Shapes {
    /// The same number everywhere, from a known number or a column.
    pub fn factor(&self, factor: PlanNumber) -> Polynomial<'_> {
        self.polynomial(&[PolynomialTerm { monomial: Monomial::default(), factor }])
    }

    /// A symbol.
    pub fn symbol(&self, symbol: Symbol) -> Polynomial<'_> {
        let mut monomial = Monomial::default();
        monomial.powers[symbol as usize] = 1;
        self.polynomial(&[PolynomialTerm { monomial, factor: PlanNumber::Known(1.0) }])
    }

    /// Does something with the graph beneath.
    pub fn with_graph<R>(&self, work: impl FnOnce(&mut Graph) -> R) -> R {
        work(&mut self.inner.borrow_mut().graph)
    }

    /// The terms of a shape.
    pub fn terms(&self, polynomial: &Polynomial<'_>) -> Vec<PolynomialTerm> {
        self.inner.borrow().of(polynomial)
    }

    /// Every bent part, each after those it is made of.
    pub fn into_parts(self) -> (Graph, Vec<Nonlinear>) {
        let inner = self.inner.into_inner();
        (inner.graph, inner.nonlinears)
    }

    fn polynomial(&self, terms: &[PolynomialTerm]) -> Polynomial<'_> {
        let extent = match terms {
            [] => Extent::Known(0.0),
            [PolynomialTerm { monomial, factor: PlanNumber::Known(value) }] if *monomial == Monomial::default() => {
                Extent::Known(*value)
            }
            _ => {
                let mut inner = self.inner.borrow_mut();
                let start = inner.terms.len() as u32;
                inner.terms.extend_from_slice(terms);
                Extent::Terms(start, inner.terms.len() as u32)
            }
        };
        Polynomial { extent, polynomials: Some(self) }
    }

    /// The sum of two, the second times `sign`.
    fn sum(&self, first: &Polynomial<'_>, second: &Polynomial<'_>, operation: Operation) -> Polynomial<'_> {
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
                    (Some(first), Some(second)) => first.monomial.cmp(&second.monomial),
                };
                let left = if order.is_le() { first.next() } else { None };
                let right = if order.is_ge() { second.next() } else { None };
                let monomial = left.or(right).map_or(Monomial::default(), |term| term.monomial);
                let factor = |term: Option<PolynomialTerm>| term.map_or(PlanNumber::Known(0.0), |term| term.factor);
                let arguments = [factor(left), factor(right), PlanNumber::Known(0.0)];
                sum.push(PolynomialTerm { monomial, factor: inner.graph.apply(operation, arguments) });
            }
        }
        sum.retain(|term| term.factor != PlanNumber::Known(0.0));
        self.polynomial(&sum)
    }

    /// The product of two, if its terms can be written.
    fn monomial(&self, first: &Polynomial<'_>, second: &Polynomial<'_>) -> Option<Polynomial<'_>> {
        let mut monomial: Vec<PolynomialTerm> = Vec::new();
        {
            let mut inner = self.inner.borrow_mut();
            let (first, second) = (inner.of(first), inner.of(second));
            for a in &first {
                for b in &second {
                    let both = a.monomial.times(&b.monomial)?;
                    let factor = inner.graph.apply(Operation::Multiply, [a.factor, b.factor, PlanNumber::Known(0.0)]);
                    match monomial.binary_search_by(|term| term.monomial.cmp(&both)) {
                        Ok(place) => {
                            let arguments = [monomial[place].factor, factor, PlanNumber::Known(0.0)];
                            monomial[place].factor = inner.graph.apply(Operation::Add, arguments);
                        }
                        Err(place) => monomial.insert(place, PolynomialTerm { monomial: both, factor }),
                    }
                }
            }
        }
        monomial.retain(|term| term.factor != PlanNumber::Known(0.0));
        Some(self.polynomial(&monomial))
    }

    /// Any operation: on factors where there is nothing else, otherwise as a part of its own; what its bounds decide is
    /// decided.
    fn operation(&self, operation: Operation, arguments: [&Polynomial<'_>; 3]) -> Polynomial<'_> {
        match operation.outcome(arguments.map(|argument| self.inner.borrow().bounds(argument))) {
            Outcome::Argument(place) => return Polynomial { extent: arguments[place].extent, polynomials: Some(self) },
            Outcome::Known(value) => return Polynomial { extent: Extent::Known(value), polynomials: Some(self) },
            Outcome::Open => {}
        }
        let mut inner = self.inner.borrow_mut();
        let terms = arguments.map(|argument| inner.of(argument));
        let factors = terms.each_ref().map(|terms| match terms.as_slice() {
            [] => Some(PlanNumber::Known(0.0)),
            [PolynomialTerm { monomial, factor }] if *monomial == Monomial::default() => Some(*factor),
            _ => None,
        });
        let term = if let [Some(a), Some(b), Some(c)] = factors {
            PolynomialTerm { monomial: Monomial::default(), factor: inner.graph.apply(operation, [a, b, c]) }
        } else {
            inner.nonlinears.push(Nonlinear { operation, arguments: terms });
            let number = inner.nonlinears.len() as u32;
            let monomial = Monomial { nonlinears: [0, number], ..Monomial::default() };
            PolynomialTerm { monomial, factor: PlanNumber::Known(1.0) }
        };
        drop(inner);
        self.polynomial(&[term])
    }
}

impl Inner {
    /// Between which values a shape lies, wherever on the curve. What bends may be anything.
    fn bounds(&self, polynomial: &Polynomial<'_>) -> Bounds {
        let (start, end) = match polynomial.extent {
            Extent::Known(value) => return [value; 2],
            Extent::Terms(start, end) => (start as usize, end as usize),
        };
        self.terms[start..end].iter().fold([0.0; 2], |all, term| {
            let Monomial { powers, nonlinears } = term.monomial;
            if nonlinears != [0; 2] {
                return interval::ANYTHING;
            }
            let is_on_the_way =
                powers.iter().enumerate().all(|(symbol, power)| symbol == Symbol::Weight as usize || *power == 0);
            let place = match (powers == [0; SYMBOLS], is_on_the_way) {
                (true, _) => [1.0; 2],
                (false, true) => [0.0, 1.0],
                (false, false) => [0.0, f64::INFINITY],
            };
            interval::sum(all, interval::product(self.graph.bounds(term.factor), place))
        })
    }

    fn of(&self, polynomial: &Polynomial<'_>) -> Vec<PolynomialTerm> {
        match polynomial.extent {
            Extent::Known(0.0) => Vec::new(),
            Extent::Known(value) => {
                vec![PolynomialTerm { monomial: Monomial::default(), factor: PlanNumber::Known(value) }]
            }
            Extent::Terms(start, end) => self.terms[start as usize..end as usize].to_vec(),
        }
    }
}

impl Monomial {
    fn times(&self, other: &Self) -> Option<Self> {
        let mut powers = self.powers;
        for (power, more) in powers.iter_mut().zip(other.powers) {
            *power += more;
        }
        let mut nonlinears: Vec<u32> =
            self.nonlinears.iter().chain(&other.nonlinears).copied().filter(|&nonlinear| nonlinear != 0).collect();
        nonlinears.sort_unstable();
        match nonlinears.as_slice() {
            [] => Some(Self { powers, nonlinears: [0, 0] }),
            [one] => Some(Self { powers, nonlinears: [0, *one] }),
            [one, two] => Some(Self { powers, nonlinears: [*one, *two] }),
            _ => None,
        }
    }
}

impl<'t> Polynomial<'t> {
    fn home(&self, other: &Self) -> Option<&'t Shapes> {
        self.polynomials.or(other.polynomials)
    }

    fn unary(self, operation: Operation, known: impl Fn(f64) -> f64) -> Self {
        match (self.extent, self.polynomials) {
            (Extent::Known(value), _) => Self::constant(known(value)),
            (_, Some(polynomials)) => polynomials.operation(operation, [&self, &Self::zero(), &Self::zero()]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }

    fn binary(self, operation: Operation, other: Self, known: impl Fn(f64, f64) -> f64) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(known(a, b)),
            (_, _, Some(polynomials)) => polynomials.operation(operation, [&self, &other, &Self::zero()]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Add for Polynomial<'_> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a + b),
            (_, Extent::Known(0.0), _) => self,
            (Extent::Known(0.0), ..) => other,
            (_, _, Some(polynomials)) => polynomials.sum(&self, &other, Operation::Add),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Sub for Polynomial<'_> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a - b),
            (_, Extent::Known(0.0), _) => self,
            (_, _, Some(polynomials)) => polynomials.sum(&self, &other, Operation::Subtract),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Mul for Polynomial<'_> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        match (self.extent, other.extent, self.home(&other)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a * b),
            (_, Extent::Known(0.0), _) | (Extent::Known(0.0), ..) => Self::zero(),
            (_, Extent::Known(1.0), _) => self,
            (Extent::Known(1.0), ..) => other,
            (_, _, Some(polynomials)) => polynomials
                .monomial(&self, &other)
                .unwrap_or_else(|| polynomials.operation(Operation::Multiply, [&self, &other, &Self::zero()])),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}

impl Div for Polynomial<'_> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        match other.extent {
            Extent::Known(divisor) => self * Self::constant(1.0 / divisor),
            Extent::Terms(..) => self.binary(Operation::Divide, other, |a, b| a / b),
        }
    }
}

impl Number for Polynomial<'_> {
    fn constant(value: f64) -> Self {
        Self { extent: Extent::Known(value), polynomials: None }
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
        self.unary(Operation::Ceil, <f64 as Number>::ceil)
    }

    fn pow(self, exponent: Self) -> Self {
        match (self.extent, exponent.extent, self.home(&exponent)) {
            (Extent::Known(a), Extent::Known(b), _) => Self::constant(a.pow(b)),
            (_, Extent::Known(0.0), _) => Self::one(),
            (_, Extent::Known(1.0), _) => self,
            (_, _, Some(polynomials)) => {
                let none = Self::zero();
                let logarithm = polynomials.operation(Operation::Ln, [&self, &none, &none]);
                polynomials.operation(Operation::Exp, [&(exponent * logarithm), &none, &none])
            }
            _ => unreachable!("what is not known is written somewhere"),
        }
    }

    fn exp(self) -> Self {
        self.unary(Operation::Exp, normal::exp)
    }

    fn ln(self) -> Self {
        self.unary(Operation::Ln, normal::ln)
    }

    fn normal_cdf(self) -> Self {
        self.unary(Operation::NormalCdf, normal::cdf)
    }

    fn surely_reaches(self, least: f64) -> bool {
        let bounds = match (self.extent, self.polynomials) {
            (Extent::Known(value), _) => [value; 2],
            (_, Some(polynomials)) => polynomials.inner.borrow().bounds(&self),
            _ => unreachable!("what is not known is written somewhere"),
        };
        interval::is_never_below(bounds, [least; 2])
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        match (self.extent, self.polynomials) {
            (Extent::Known(value), _) => {
                if 0.0 < value {
                    then
                } else {
                    otherwise
                }
            }
            (_, Some(polynomials)) => polynomials.operation(Operation::IfPositive, [&self, &then, &otherwise]),
            _ => unreachable!("what is not known is written somewhere"),
        }
    }
}
