//! The formula itself, recorded while the engine runs: for "every number explains itself" and for live spreadsheets.
//!
//! A [`Tape`] keeps the nodes; an [`Expression`] is a value that knows its node. Running the engine on expressions gives
//! the same values as running it on `f64`, and [`Tape::replay`] computes a node again for other inputs.

mod written;

use std::cell::RefCell;
use std::ops::{Add, Div, Mul, Sub};

use super::{Assumptions, Input, Number, Plan, Quantity};

/// Everything that was recorded.
#[derive(Debug, Default)]
pub struct Tape {
    nodes: RefCell<Vec<Recorded>>,
    keeps_parameters: bool,
}

/// A node and its value in the run that recorded it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Recorded {
    node: ExpressionNode,
    value: f64,
}

/// What a node is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum ExpressionNode {
    Input(Input),
    Constant(f64),
    Named(Quantity, usize),
    Binary(Operator, usize, usize),
    Unary(Function, usize),
    IfPositive(usize, usize, usize),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Function {
    Ceil,
    Exp,
    Ln,
    NormalCdf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Min,
    Max,
    Power,
}

/// A number that remembers how it came about.
#[derive(Clone, Copy, Debug)]
pub struct Expression<'t> {
    value: f64,
    origin: Origin<'t>,
}

/// Where a number comes from.
#[derive(Clone, Copy, Debug)]
enum Origin<'t> {
    /// A constant that no input has touched, and what it is called.
    Constant(Option<Quantity>),
    Recorded(&'t Tape, usize),
}

impl<'p> Plan {
    /// Every input at its base value, recorded.
    pub fn recorded<'t>(&'p self, tape: &'t Tape) -> Assumptions<'p, Expression<'t>> {
        Assumptions::base(self).recorded(tape)
    }
}

impl<'p> Assumptions<'p, f64> {
    /// Every input at the value that it has here, recorded.
    pub fn recorded<'t>(&self, tape: &'t Tape) -> Assumptions<'p, Expression<'t>> {
        let inputs = self.plan.all_inputs();
        Assumptions::new(self.plan, inputs.map(|input| tape.input(input, self.value(input))).collect())
    }
}

impl Tape {
    /// One that keeps every [`Parameter`](super::Parameter) by name, also where it is 0 or 1 and changes nothing.
    pub fn with_parameters() -> Self {
        Self { keeps_parameters: true, ..Self::default() }
    }

    /// An input of the plan, with the value it has in this run.
    pub fn input(&self, input: Input, value: f64) -> Expression<'_> {
        self.record(ExpressionNode::Input(input), value)
    }

    fn record(&self, node: ExpressionNode, value: f64) -> Expression<'_> {
        Expression { value, origin: Origin::Recorded(self, self.push(node, value)) }
    }

    fn push(&self, node: ExpressionNode, value: f64) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Recorded { node, value });
        nodes.len() - 1
    }

    /// The value that an expression has for other inputs.
    pub fn replay(&self, expression: &Expression<'_>, value_of: impl Fn(Input) -> f64) -> f64 {
        let Origin::Recorded(_, root) = expression.origin else { return expression.value };
        let nodes = self.nodes.borrow();
        let mut values: Vec<f64> = Vec::with_capacity(root + 1);
        for Recorded { node, .. } in &nodes[..=root] {
            values.push(match *node {
                ExpressionNode::Input(input) => value_of(input),
                ExpressionNode::Constant(value) => value,
                ExpressionNode::Named(_, inner) => values[inner],
                ExpressionNode::Binary(operator, left, right) => operator.apply(values[left], values[right]),
                ExpressionNode::Unary(function, inner) => function.apply(values[inner]),
                ExpressionNode::IfPositive(condition, then, otherwise) => {
                    values[condition].if_positive(values[then], values[otherwise])
                }
            });
        }
        values[root]
    }

    /// Every input that an expression depends on, in the order of the plan.
    pub fn inputs_of(&self, expression: &Expression<'_>) -> Vec<Input> {
        let Origin::Recorded(_, root) = expression.origin else { return Vec::new() };
        let nodes = self.nodes.borrow();
        let mut is_needed = vec![false; root + 1];
        is_needed[root] = true;
        let mut inputs = Vec::new();
        for place in (0..=root).rev() {
            if !is_needed[place] {
                continue;
            }
            match nodes[place].node {
                ExpressionNode::Input(input) => inputs.push(input),
                node => node.made_of().for_each(|part| is_needed[part] = true),
            }
        }
        inputs.sort_unstable();
        inputs
    }
}

impl ExpressionNode {
    /// The places of the nodes that it is made of.
    fn made_of(self) -> impl Iterator<Item = usize> {
        let parts = match self {
            Self::Input(_) | Self::Constant(_) => [None; 3],
            Self::Named(_, inner) | Self::Unary(_, inner) => [Some(inner), None, None],
            Self::Binary(_, left, right) => [Some(left), Some(right), None],
            Self::IfPositive(condition, then, otherwise) => [Some(condition), Some(then), Some(otherwise)],
        };
        parts.into_iter().flatten()
    }
}

impl Function {
    fn apply(self, argument: f64) -> f64 {
        match self {
            Self::Ceil => <f64 as Number>::ceil(argument),
            Self::Exp => <f64 as Number>::exp(argument),
            Self::Ln => <f64 as Number>::ln(argument),
            Self::NormalCdf => argument.normal_cdf(),
        }
    }
}

impl Operator {
    fn apply(self, left: f64, right: f64) -> f64 {
        match self {
            Self::Add => left + right,
            Self::Subtract => left - right,
            Self::Multiply => left * right,
            Self::Divide => left / right,
            Self::Min => <f64 as Number>::min(left, right),
            Self::Max => <f64 as Number>::max(left, right),
            Self::Power => left.pow(right),
        }
    }
}

impl<'t> Expression<'t> {
    /// Its value in the run that recorded it.
    pub fn value(&self) -> f64 {
        self.value
    }

    fn is_constant(&self, value: f64) -> bool {
        matches!(self.origin, Origin::Constant(None)) && self.value == value
    }

    fn tape(&self) -> Option<&'t Tape> {
        match self.origin {
            Origin::Constant(_) => None,
            Origin::Recorded(tape, _) => Some(tape),
        }
    }

    fn place(&self, tape: &Tape) -> usize {
        match self.origin {
            Origin::Recorded(_, place) => place,
            Origin::Constant(part) => {
                let place = tape.push(ExpressionNode::Constant(self.value), self.value);
                part.map_or(place, |part| tape.push(ExpressionNode::Named(part, place), self.value))
            }
        }
    }

    fn unary(self, function: Function) -> Self {
        let value = function.apply(self.value);
        match self.tape() {
            None => Self::constant(value),
            Some(tape) => tape.record(ExpressionNode::Unary(function, self.place(tape)), value),
        }
    }

    fn binary(self, operator: Operator, other: Self) -> Self {
        let value = operator.apply(self.value, other.value);
        match self.tape().or(other.tape()) {
            None => Self::constant(value),
            Some(tape) => tape.record(ExpressionNode::Binary(operator, self.place(tape), other.place(tape)), value),
        }
    }
}

impl Add for Expression<'_> {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        if other.is_constant(0.0) {
            self
        } else if self.is_constant(0.0) {
            other
        } else {
            self.binary(Operator::Add, other)
        }
    }
}

impl Sub for Expression<'_> {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        if other.is_constant(0.0) { self } else { self.binary(Operator::Subtract, other) }
    }
}

impl Mul for Expression<'_> {
    type Output = Self;

    fn mul(self, other: Self) -> Self {
        if self.is_constant(0.0) || other.is_constant(0.0) {
            Self::constant(0.0)
        } else if other.is_constant(1.0) {
            self
        } else if self.is_constant(1.0) {
            other
        } else {
            self.binary(Operator::Multiply, other)
        }
    }
}

impl Div for Expression<'_> {
    type Output = Self;

    fn div(self, other: Self) -> Self {
        if other.is_constant(1.0) { self } else { self.binary(Operator::Divide, other) }
    }
}

impl Number for Expression<'_> {
    fn constant(value: f64) -> Self {
        Self { value, origin: Origin::Constant(None) }
    }

    fn min(self, other: Self) -> Self {
        if other.is_constant(f64::INFINITY) { self } else { self.binary(Operator::Min, other) }
    }

    fn max(self, other: Self) -> Self {
        self.binary(Operator::Max, other)
    }

    fn ceil(self) -> Self {
        self.unary(Function::Ceil)
    }

    fn exp(self) -> Self {
        self.unary(Function::Exp)
    }

    fn ln(self) -> Self {
        self.unary(Function::Ln)
    }

    fn normal_cdf(self) -> Self {
        self.unary(Function::NormalCdf)
    }

    fn held_at(self, _base: f64) -> Self {
        self
    }

    fn pow(self, exponent: Self) -> Self {
        self.binary(Operator::Power, exponent)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        let Some(tape) = self.tape() else { return if 0.0 < self.value { then } else { otherwise } };
        let value = self.value.if_positive(then.value, otherwise.value);
        tape.record(ExpressionNode::IfPositive(self.place(tape), then.place(tape), otherwise.place(tape)), value)
    }

    fn parameter(self, value: f64, part: Quantity) -> Self {
        match self.origin {
            Origin::Recorded(tape, _) if tape.keeps_parameters => {
                let place = tape.push(ExpressionNode::Constant(value), value);
                tape.record(ExpressionNode::Named(part, place), value)
            }
            _ => Self::constant(value),
        }
    }

    fn named(self, part: Quantity) -> Self {
        match self.origin {
            // Nothing needs no name: it leaves every sum.
            Origin::Constant(_) if self.value == 0.0 => self,
            Origin::Constant(_) => Self { origin: Origin::Constant(Some(part)), ..self },
            Origin::Recorded(tape, place) => {
                let is_named = tape.nodes.borrow()[place].node == ExpressionNode::Named(part, place.wrapping_sub(1));
                if is_named { self } else { tape.record(ExpressionNode::Named(part, place), self.value) }
            }
        }
    }
}
