//! The formula itself, recorded while the engine runs: for "every number explains itself" and for live spreadsheets.
//!
//! A [`Tape`] keeps the nodes; an [`Expression`] is a value that knows its node. Running the engine on expressions gives
//! the same values as running it on `f64`, and [`Tape::replay`] computes a node again for other inputs.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::ops::{Add, Div, Mul, Sub};

use super::{Input, Number};

/// Everything that was recorded.
#[derive(Debug, Default)]
pub struct Tape {
    nodes: RefCell<Vec<Node>>,
}

/// What a node is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Node {
    Input(Input),
    Constant(f64),
    Named(&'static str, usize),
    Binary(Operator, usize, usize),
    Ceil(usize),
    IfPositive(usize, usize, usize),
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
    /// Absent for constants that no input has touched.
    origin: Option<(&'t Tape, usize)>,
}

impl Tape {
    /// An input of the plan, with the value it has in this run.
    pub fn input(&self, input: Input, value: f64) -> Expression<'_> {
        Expression { value, origin: Some((self, self.push(Node::Input(input)))) }
    }

    fn push(&self, node: Node) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(node);
        nodes.len() - 1
    }

    /// The value that an expression has for other inputs.
    pub fn replay(&self, expression: &Expression<'_>, value_of: impl Fn(Input) -> f64) -> f64 {
        let Some((_, root)) = expression.origin else { return expression.value };
        let nodes = self.nodes.borrow();
        let mut values: Vec<f64> = Vec::with_capacity(root + 1);
        for node in &nodes[..=root] {
            values.push(match *node {
                Node::Input(input) => value_of(input),
                Node::Constant(value) => value,
                Node::Named(_, inner) => values[inner],
                Node::Binary(operator, left, right) => operator.apply(values[left], values[right]),
                Node::Ceil(inner) => <f64 as Number>::ceil(values[inner]),
                Node::IfPositive(condition, then, otherwise) => {
                    values[condition].if_positive(values[then], values[otherwise])
                }
            });
        }
        values[root]
    }

    /// The formula as a spreadsheet would have it, every input written by `cell` and every named part in full.
    pub fn formula(&self, expression: &Expression<'_>, cell: &impl Fn(Input) -> String) -> String {
        self.write(expression, &|input| cell(input), &|_| None)
    }

    /// The formula in words, named parts below the outermost one by their names.
    pub fn words(&self, expression: &Expression<'_>, name: &impl Fn(Input) -> String) -> String {
        self.write(expression, &|input| name(input), &|part| Some(part.to_owned()))
    }

    fn write(
        &self,
        expression: &Expression<'_>,
        input: &dyn Fn(Input) -> String,
        part: &dyn Fn(&'static str) -> Option<String>,
    ) -> String {
        let mut text = String::new();
        match expression.origin {
            None => text = number(expression.value),
            Some((_, mut root)) => {
                let nodes = self.nodes.borrow();
                while let Node::Named(_, inner) = nodes[root] {
                    root = inner;
                }
                write_node(&nodes, root, 0, input, part, &mut text);
            }
        }
        text
    }
}

fn write_node(
    nodes: &[Node],
    index: usize,
    binding: u8,
    input: &dyn Fn(Input) -> String,
    part: &dyn Fn(&'static str) -> Option<String>,
    text: &mut String,
) {
    let call = |name: &str, arguments: &[usize], text: &mut String| {
        let _ = write!(text, "{name}(");
        for (position, &argument) in arguments.iter().enumerate() {
            if 0 < position {
                text.push_str(", ");
            }
            write_node(nodes, argument, 0, input, part, text);
        }
        text.push(')');
    };
    match nodes[index] {
        Node::Input(which) => text.push_str(&input(which)),
        Node::Constant(value) => text.push_str(&number(value)),
        Node::Named(name, inner) => match part(name) {
            Some(name) => text.push_str(&name),
            None => write_node(nodes, inner, binding, input, part, text),
        },
        Node::Ceil(inner) => call("CEILING.MATH", &[inner], text),
        Node::IfPositive(condition, then, otherwise) => {
            text.push_str("IF(");
            write_node(nodes, condition, 0, input, part, text);
            text.push_str(" > 0, ");
            write_node(nodes, then, 0, input, part, text);
            text.push_str(", ");
            write_node(nodes, otherwise, 0, input, part, text);
            text.push(')');
        }
        Node::Binary(Operator::Min, left, right) => call("MIN", &[left, right], text),
        Node::Binary(Operator::Max, left, right) => call("MAX", &[left, right], text),
        Node::Binary(operator, left, right) => {
            let (sign, own, right_binding) = operator.sign();
            let brackets = own < binding;
            if brackets {
                text.push('(');
            }
            write_node(nodes, left, own, input, part, text);
            text.push_str(sign);
            write_node(nodes, right, right_binding, input, part, text);
            if brackets {
                text.push(')');
            }
        }
    }
}

fn number(value: f64) -> String {
    format!("{value}")
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

    /// How it is written, how tightly it binds, and how tightly its right side must.
    fn sign(self) -> (&'static str, u8, u8) {
        match self {
            Self::Add => (" + ", 1, 1),
            Self::Subtract => (" - ", 1, 2),
            Self::Multiply => (" * ", 2, 2),
            Self::Divide => (" / ", 2, 3),
            Self::Power => ("^", 3, 4),
            Self::Min | Self::Max => ("", 4, 4),
        }
    }
}

impl<'t> Expression<'t> {
    /// Its value in the run that recorded it.
    pub fn value(&self) -> f64 {
        self.value
    }

    fn is_constant(&self, value: f64) -> bool {
        self.origin.is_none() && self.value == value
    }

    fn node(&self, tape: &Tape) -> usize {
        self.origin.map_or_else(|| tape.push(Node::Constant(self.value)), |(_, node)| node)
    }

    fn binary(self, operator: Operator, other: Self) -> Self {
        let value = operator.apply(self.value, other.value);
        let Some((tape, _)) = self.origin.or(other.origin) else { return Self { value, origin: None } };
        let node = Node::Binary(operator, self.node(tape), other.node(tape));
        Self { value, origin: Some((tape, tape.push(node))) }
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
        Self { value, origin: None }
    }

    fn min(self, other: Self) -> Self {
        if other.is_constant(f64::INFINITY) { self } else { self.binary(Operator::Min, other) }
    }

    fn max(self, other: Self) -> Self {
        self.binary(Operator::Max, other)
    }

    fn ceil(self) -> Self {
        let value = <f64 as Number>::ceil(self.value);
        let origin = self.origin.map(|(tape, node)| (tape, tape.push(Node::Ceil(node))));
        Self { value, origin }
    }

    fn pow(self, exponent: Self) -> Self {
        self.binary(Operator::Power, exponent)
    }

    fn if_positive(self, then: Self, otherwise: Self) -> Self {
        let value = self.value.if_positive(then.value, otherwise.value);
        let Some((tape, condition)) = self.origin else { return if 0.0 < self.value { then } else { otherwise } };
        let node = Node::IfPositive(condition, then.node(tape), otherwise.node(tape));
        Self { value, origin: Some((tape, tape.push(node))) }
    }

    fn named(self, name: &'static str) -> Self {
        let origin = self.origin.map(|(tape, node)| (tape, tape.push(Node::Named(name, node))));
        Self { value: self.value, origin }
    }
}
