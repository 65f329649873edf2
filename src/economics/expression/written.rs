//! Recorded formulas written down: for a spreadsheet, and in words with the values that they have.

use std::fmt::Write as _;

use super::{Expression, ExpressionNode, Function, Operator, Origin, Recorded, Tape};
use crate::economics::{FormulaTerm, Input, Quantity};
use crate::language::tr;

/// Whom a formula is written for.
enum Reader<'w> {
    /// Every input is a cell, and so are the parts that have one.
    Spreadsheet { cell: &'w dyn Fn(Input) -> String, part: &'w dyn Fn(Quantity) -> Option<String> },
    /// Inputs and parts are told with their values; of branches the one in force, and nothing that changes nothing.
    Person { term: &'w dyn Fn(FormulaTerm, f64) -> String, number: &'w dyn Fn(f64) -> String },
}

impl Tape {
    /// The formula as a spreadsheet would have it: every input written by `cell`, every named part below the outermost
    /// one by `part`, or in full where that has no cell for it.
    pub fn formula(
        &self,
        expression: &Expression<'_>,
        cell: &impl Fn(Input) -> String,
        part: &impl Fn(Quantity) -> Option<String>,
    ) -> String {
        self.written(expression, &Reader::Spreadsheet { cell, part })
    }

    /// The named parts that the whole formula mentions below the outermost one, in every branch.
    pub fn parts<'t>(&'t self, expression: &Expression<'t>) -> Vec<(Quantity, Expression<'t>)> {
        let Origin::Recorded(_, root) = expression.origin else { return Vec::new() };
        let nodes = self.nodes.borrow();
        let mut parts = Vec::new();
        let mut seen = std::collections::HashSet::new();
        let mut places = vec![below_name(&nodes, root)];
        while let Some(place) = places.pop() {
            if !seen.insert(place) {
                continue;
            }
            match nodes[place].node {
                ExpressionNode::Named(part, _) => {
                    parts.push((part, Expression { value: nodes[place].value, origin: Origin::Recorded(self, place) }));
                }
                node => places.extend(node.made_of()),
            }
        }
        parts
    }

    /// The formula in words: each estimate and each named part below the outermost one as `term` tells it and its
    /// value, other numbers as `number` does.
    pub fn words(
        &self,
        expression: &Expression<'_>,
        term: &impl Fn(FormulaTerm, f64) -> String,
        number: &impl Fn(f64) -> String,
    ) -> String {
        self.written(expression, &Reader::Person { term, number })
    }

    /// What the formula in words mentions, from left to right, each once.
    pub fn terms<'t>(&'t self, expression: &Expression<'t>) -> Vec<(FormulaTerm, Expression<'t>)> {
        let Origin::Recorded(_, root) = expression.origin else { return Vec::new() };
        let nodes = self.nodes.borrow();
        let mut terms: Vec<(FormulaTerm, Expression<'t>)> = Vec::new();
        let mut places = vec![below_names(&nodes, root)];
        while let Some(place) = places.pop() {
            let Recorded { node, value } = nodes[place];
            let term = match node {
                ExpressionNode::Input(input) => FormulaTerm::Input(input),
                ExpressionNode::Named(part, _) => FormulaTerm::Part(part),
                ExpressionNode::IfPositive(..) | ExpressionNode::Unary(Function::Ceil, _) => {
                    places.push(in_force(&nodes, place));
                    continue;
                }
                _ => {
                    let parts: Vec<usize> = node.made_of().collect();
                    places.extend(parts.into_iter().rev());
                    continue;
                }
            };
            if terms.iter().all(|(known, _)| *known != term) {
                terms.push((term, Expression { value, origin: Origin::Recorded(self, place) }));
            }
        }
        terms
    }

    fn written(&self, expression: &Expression<'_>, reader: &Reader<'_>) -> String {
        let mut text = String::new();
        match expression.origin {
            Origin::Constant(_) => text = reader.number(expression.value),
            Origin::Recorded(_, root) => {
                let nodes = self.nodes.borrow();
                let top = if reader.is_person() { below_names(&nodes, root) } else { below_name(&nodes, root) };
                Writer { nodes: &nodes, reader, text: &mut text }.node(top, 0);
            }
        }
        text
    }
}

/// The formula behind a name, should it have one.
fn below_name(nodes: &[Recorded], place: usize) -> usize {
    match nodes[place].node {
        ExpressionNode::Named(_, inner) => inner,
        _ => place,
    }
}

/// The formula behind one or several names.
fn below_names(nodes: &[Recorded], mut place: usize) -> usize {
    while let ExpressionNode::Named(_, inner) = nodes[place].node {
        place = inner;
    }
    place
}

/// What a branch comes to, and what is made whole units of.
fn in_force(nodes: &[Recorded], place: usize) -> usize {
    match nodes[place].node {
        ExpressionNode::IfPositive(condition, then, _) if 0.0 < nodes[condition].value => then,
        ExpressionNode::IfPositive(_, _, otherwise) => otherwise,
        // Whole units are counted after a billionth is taken off.
        ExpressionNode::Unary(Function::Ceil, inner) => match nodes[inner].node {
            ExpressionNode::Binary(Operator::Subtract, quantity, _) => quantity,
            _ => inner,
        },
        _ => place,
    }
}

impl Reader<'_> {
    fn number(&self, value: f64) -> String {
        match self {
            Self::Spreadsheet { .. } => format!("{value}"),
            Self::Person { number, .. } => number(value),
        }
    }

    fn input(&self, input: Input, value: f64) -> String {
        match self {
            Self::Spreadsheet { cell, .. } => cell(input),
            Self::Person { term, .. } => term(FormulaTerm::Input(input), value),
        }
    }

    /// `None` writes it in full.
    fn part(&self, part: Quantity, value: f64) -> Option<String> {
        match self {
            Self::Spreadsheet { part: cell, .. } => cell(part),
            Self::Person { term, .. } => Some(term(FormulaTerm::Part(part), value)),
        }
    }

    fn is_person(&self) -> bool {
        matches!(self, Self::Person { .. })
    }
}

struct Writer<'w> {
    nodes: &'w [Recorded],
    reader: &'w Reader<'w>,
    text: &'w mut String,
}

impl Writer<'_> {
    fn node(&mut self, place: usize, binding: u8) {
        let Recorded { node, value } = self.nodes[place];
        match node {
            ExpressionNode::Constant(value) => self.text.push_str(&self.reader.number(value)),
            ExpressionNode::Input(input) => self.text.push_str(&self.reader.input(input, value)),
            ExpressionNode::Named(part, inner) => match self.reader.part(part, value) {
                Some(told) => self.text.push_str(&told),
                None => self.node(inner, binding),
            },
            ExpressionNode::IfPositive(..) if self.reader.is_person() => {
                self.node(in_force(self.nodes, place), binding);
            }
            ExpressionNode::IfPositive(condition, then, otherwise) => {
                self.text.push_str("IF(");
                self.node(condition, 0);
                self.text.push_str(" > 0, ");
                self.node(then, 0);
                self.text.push_str(", ");
                self.node(otherwise, 0);
                self.text.push(')');
            }
            ExpressionNode::Unary(Function::Ceil, _) if self.reader.is_person() => {
                self.text.push('(');
                self.node(in_force(self.nodes, place), 0);
                self.text.push_str(tr!(", in whole units)"));
            }
            ExpressionNode::Unary(Function::NormalCdf, inner) if self.reader.is_person() => {
                self.call(tr!("the normal chance of "), &[inner]);
            }
            ExpressionNode::Unary(Function::NormalCdf, inner) => {
                self.text.push_str("NORM.S.DIST(");
                self.node(inner, 0);
                self.text.push_str(", TRUE)");
            }
            ExpressionNode::Unary(function, inner) => {
                let name = match function {
                    Function::Exp => "EXP",
                    Function::Ln => "LN",
                    Function::Ceil | Function::NormalCdf => "CEILING.MATH",
                };
                self.call(name, &[inner]);
            }
            ExpressionNode::Binary(operator, left, right) => self.binary(operator, left, right, binding),
        }
    }

    fn call(&mut self, name: &str, arguments: &[usize]) {
        let _ = write!(self.text, "{name}(");
        for (position, &argument) in arguments.iter().enumerate() {
            if 0 < position {
                self.text.push_str(", ");
            }
            self.node(argument, 0);
        }
        self.text.push(')');
    }

    fn binary(&mut self, operator: Operator, left: usize, right: usize, binding: u8) {
        let is_person = self.reader.is_person();
        if let Some(rest) = self.without_neutral(operator, left, right).filter(|_| is_person) {
            return self.node(rest, binding);
        }
        let name = match (operator, is_person) {
            (Operator::Min, true) => tr!("the lesser of "),
            (Operator::Max, true) => tr!("the greater of "),
            (Operator::Min, false) => "MIN",
            (Operator::Max, false) => "MAX",
            _ => "",
        };
        if !name.is_empty() {
            return self.call(name, &[left, right]);
        }
        let (operator, divisor) = match (operator, self.nodes[right].node) {
            (Operator::Multiply, ExpressionNode::Constant(factor)) if is_person && is_divisor(1.0 / factor) => {
                (Operator::Divide, Some((1.0 / factor).round()))
            }
            _ => (operator, None),
        };
        let (sign, own, right_binding) = operator.sign(is_person);
        let brackets = own < binding;
        if brackets {
            self.text.push('(');
        }
        self.node(left, own);
        self.text.push_str(sign);
        match divisor {
            Some(divisor) => self.text.push_str(&self.reader.number(divisor)),
            None => self.node(right, right_binding),
        }
        if brackets {
            self.text.push(')');
        }
    }

    /// What is left of a sum without a nothing, of a product without a one.
    fn without_neutral(&self, operator: Operator, left: usize, right: usize) -> Option<usize> {
        let is = |place: usize, value: f64| self.nodes[place].value == value;
        match operator {
            Operator::Add if is(left, 0.0) => Some(right),
            Operator::Add | Operator::Subtract if is(right, 0.0) => Some(left),
            Operator::Multiply if is(left, 1.0) => Some(right),
            Operator::Multiply | Operator::Divide if is(right, 1.0) => Some(left),
            _ => None,
        }
    }
}

/// Whether people would rather divide by it than multiply by what it is a part of: a million, the seconds of a month.
fn is_divisor(divisor: f64) -> bool {
    let thousands = divisor / 1000.0;
    (1.0..1e9).contains(&thousands) && (thousands - thousands.round()).abs() < 1e-6 * thousands
}

impl Operator {
    /// How it is written, how tightly it binds, and how tightly its right side must.
    fn sign(self, is_person: bool) -> (&'static str, u8, u8) {
        match self {
            Self::Add => (" + ", 1, 1),
            Self::Subtract if is_person => (" − ", 1, 2),
            Self::Subtract => (" - ", 1, 2),
            Self::Multiply if is_person => (" × ", 2, 2),
            Self::Multiply => (" * ", 2, 2),
            Self::Divide if is_person => (" ÷ ", 2, 3),
            Self::Divide => (" / ", 2, 3),
            Self::Power => ("^", 3, 4),
            Self::Min | Self::Max => ("", 4, 4),
        }
    }
}
