//! Arithmetic on columns of draws, written down first and done later, block by block.
//!
//! The same sum of the same columns is written down once; what is known is computed at once; only columns that are asked
//! for, and have not been computed for the recompute before, are computed.

use std::collections::HashMap;
use std::sync::Arc;

use super::draws::mixed;
use super::interval::{Bounds, Outcome, bounds_of};
use super::simd::wide;
use super::{DrawColumn, normal};
use crate::economics::Number;

/// A number of a plan: the same in every future, or a column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PlanNumber {
    /// The same in every future.
    Known(f64),
    /// A node of the graph.
    Drawn(u32),
}

/// How a column comes about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// An input of the plan, by its place.
    Input(u32),
    /// First + second.
    Add,
    /// First − second.
    Subtract,
    /// First · second.
    Multiply,
    /// First / second.
    Divide,
    /// The lesser of two.
    Min,
    /// The greater of two.
    Max,
    /// e to the power of the first.
    Exp,
    /// The natural logarithm of the first.
    Ln,
    /// The chance that a standard normal number is at most the first.
    NormalCdf,
    /// The first, rounded up.
    Ceil,
    /// The second where the first is above 0, else the third.
    IfPositive,
}

#[derive(Clone, Copy, Debug)]
struct ColumnNode {
    operation: Operation,
    arguments: [PlanNumber; 3],
    bounds: Bounds,
    key: u64,
}

/// A column that has been computed.
#[derive(Clone, Debug)]
pub struct Column {
    /// One value a future.
    pub values: Arc<Vec<f64>>,
    /// The least and the greatest of them.
    pub bounds: Bounds,
}

/// Columns by what they are made of, kept from one recompute to the next.
pub type ColumnCache = HashMap<u64, Column>;

/// What was written down.
#[derive(Debug, Default)]
pub struct Graph {
    nodes: Vec<ColumnNode>,
    places: HashMap<u64, u32>,
}

/// How many futures are computed at a time: few enough that what is being computed stays in the nearest caches, and enough
/// that starting a loop costs little.
pub const BLOCK: usize = 1024;

/// Where the values of a node are while a block is computed.
#[derive(Clone, Copy, Debug)]
enum Place {
    /// Among the inputs.
    Input(usize),
    /// Among the columns that are asked for.
    Column(usize),
    /// In a block of its own, until nothing more is made of it.
    Block(usize),
}

struct Places {
    of_node: Vec<Place>,
    blocks: usize,
}

impl ColumnNode {
    fn drawn(&self) -> impl Iterator<Item = u32> {
        self.arguments.into_iter().filter_map(|argument| match argument {
            PlanNumber::Known(_) => None,
            PlanNumber::Drawn(node) => Some(node),
        })
    }
}

impl Column {
    fn of(values: Vec<f64>) -> Self {
        Self { bounds: bounds_of(&values), values: Arc::new(values) }
    }
}

impl Operation {
    fn of_known(self, arguments: [f64; 3]) -> f64 {
        let [a, b, c] = arguments;
        match self {
            Self::Input(_) => f64::NAN,
            Self::Add => a + b,
            Self::Subtract => a - b,
            Self::Multiply => a * b,
            Self::Divide => a / b,
            Self::Min => <f64 as Number>::min(a, b),
            Self::Max => <f64 as Number>::max(a, b),
            Self::Exp => normal::exp(a),
            Self::Ln => normal::ln(a),
            Self::NormalCdf => normal::cdf(a),
            Self::Ceil => <f64 as Number>::ceil(a),
            Self::IfPositive => a.if_positive(b, c),
        }
    }

    fn code(self) -> u64 {
        match self {
            Self::Input(place) => u64::from(place) << 8,
            Self::Add => 1,
            Self::Subtract => 2,
            Self::Multiply => 3,
            Self::Divide => 4,
            Self::Min => 5,
            Self::Max => 6,
            Self::Exp => 7,
            Self::Ln => 8,
            Self::Ceil => 9,
            Self::IfPositive => 10,
            Self::NormalCdf => 11,
        }
    }

    /// Does it for a block; a known argument is a slice of one.
    pub fn fill(self, [a, b, c]: [&[f64]; 3], out: &mut [f64]) {
        match self {
            Self::Input(_) => out.copy_from_slice(a),
            Self::Add => two(a, b, out, |a, b| a + b),
            Self::Subtract => two(a, b, out, |a, b| a - b),
            Self::Multiply => two(a, b, out, |a, b| a * b),
            Self::Divide => two(a, b, out, |a, b| a / b),
            Self::Min => two(a, b, out, <f64 as Number>::min),
            Self::Max => two(a, b, out, <f64 as Number>::max),
            Self::Exp => one(a, out, normal::exp),
            Self::Ln => one(a, out, normal::ln),
            Self::NormalCdf => one(a, out, normal::cdf),
            Self::Ceil => one(a, out, rounded_up),
            Self::IfPositive => {
                let at = |values: &[f64], index: usize| if values.len() == 1 { values[0] } else { values[index] };
                for (index, out) in out.iter_mut().enumerate() {
                    *out = at(a, index).if_positive(at(b, index), at(c, index));
                }
            }
        }
    }
}

#[inline(always)]
fn one(a: &[f64], out: &mut [f64], operation: impl Fn(f64) -> f64) {
    wide(|| out.iter_mut().zip(a).for_each(|(out, &a)| *out = operation(a)));
}

#[inline(always)]
fn two(a: &[f64], b: &[f64], out: &mut [f64], operation: impl Fn(f64, f64) -> f64) {
    match (a, b) {
        (&[a], b) => wide(|| out.iter_mut().zip(b).for_each(|(out, &b)| *out = operation(a, b))),
        (a, &[b]) => wide(|| out.iter_mut().zip(a).for_each(|(out, &a)| *out = operation(a, b))),
        _ => wide(|| out.iter_mut().zip(a).zip(b).for_each(|((out, &a), &b)| *out = operation(a, b))),
    }
}

/// The least whole number not below; by adding and subtracting what leaves no room for fractions, which compilers can
/// do for several draws at a time.
#[inline(always)]
fn rounded_up(x: f64) -> f64 {
    const NO_ROOM: f64 = 4_503_599_627_370_496.0;
    let rounded = (x.abs() + NO_ROOM) - NO_ROOM;
    let rounded = if x < 0.0 { -rounded } else { rounded };
    let up = if rounded < x { rounded + 1.0 } else { rounded };
    if x.abs() < NO_ROOM { up } else { x }
}

impl Graph {
    /// An input that is drawn.
    pub fn input(&mut self, place: usize, column: &DrawColumn) -> PlanNumber {
        self.push(Operation::Input(place as u32), [PlanNumber::Known(0.0); 3], column.bounds, column.key)
    }

    /// Writes an operation down, unless it can be done or left out at once.
    pub fn apply(&mut self, operation: Operation, arguments: [PlanNumber; 3]) -> PlanNumber {
        use Operation::{Add, Divide, Multiply, Subtract};
        use PlanNumber::Known;
        if let [Known(a), Known(b), Known(c)] = arguments {
            return Known(operation.of_known([a, b, c]));
        }
        match (operation, arguments) {
            (Add, [Known(0.0), other, _]) | (Add | Subtract, [other, Known(0.0), _]) => return other,
            (Multiply, [Known(0.0), ..] | [_, Known(0.0), _]) => return Known(0.0),
            (Multiply, [Known(1.0), other, _]) | (Multiply | Divide, [other, Known(1.0), _]) => return other,
            _ => {}
        }
        let bounds = arguments.map(|argument| self.bounds(argument));
        match operation.outcome(bounds) {
            Outcome::Argument(place) => return arguments[place],
            Outcome::Known(value) => return Known(value),
            Outcome::Open => {}
        }
        let key = arguments.iter().fold(operation.code(), |key, argument| {
            mixed(
                key,
                match *argument {
                    Known(value) => value.to_bits(),
                    PlanNumber::Drawn(node) => self.nodes[node as usize].key,
                },
            )
        });
        self.push(operation, arguments, operation.bounds(bounds), key)
    }

    /// Between which values a number lies.
    pub fn bounds(&self, number: PlanNumber) -> Bounds {
        match number {
            PlanNumber::Known(value) => [value; 2],
            PlanNumber::Drawn(node) => self.nodes[node as usize].bounds,
        }
    }

    fn push(&mut self, operation: Operation, arguments: [PlanNumber; 3], bounds: Bounds, key: u64) -> PlanNumber {
        let next = self.nodes.len() as u32;
        let node = *self.places.entry(key).or_insert(next);
        if node == next {
            self.nodes.push(ColumnNode { operation, arguments, bounds, key });
        }
        PlanNumber::Drawn(node)
    }

    /// Computes nodes, those that `kept` has not got, and leaves in it exactly the ones asked for.
    pub fn compute(
        &self,
        wanted: &[u32],
        inputs: &[Arc<DrawColumn>],
        count: usize,
        kept: &mut ColumnCache,
    ) -> Vec<Column> {
        let key_of = |node: u32| self.nodes[node as usize].key;
        let mut missing: Vec<u32> = wanted.iter().copied().filter(|&node| !kept.contains_key(&key_of(node))).collect();
        missing.sort_unstable();
        missing.dedup();
        let steps = self.steps(&missing);
        let Places { of_node, blocks } = self.places(&steps, &missing);
        let mut computed = vec![vec![0.0; count]; missing.len()];
        let mut scratch = vec![vec![0.0; BLOCK]; blocks];
        for start in (0..count).step_by(BLOCK) {
            let end = (start + BLOCK).min(count);
            for &node in &steps {
                let ColumnNode { operation, arguments, .. } = self.nodes[node as usize];
                let known = arguments.map(|argument| match argument {
                    PlanNumber::Known(value) => [value],
                    PlanNumber::Drawn(_) => [0.0],
                });
                // Taken out, so that the others can be read.
                let place = of_node[node as usize];
                let mut room = match place {
                    Place::Input(_) => continue,
                    Place::Column(at) => std::mem::take(&mut computed[at]),
                    Place::Block(at) => std::mem::take(&mut scratch[at]),
                };
                let values = |index: usize| match arguments[index] {
                    PlanNumber::Known(_) => &known[index][..],
                    PlanNumber::Drawn(node) => match of_node[node as usize] {
                        Place::Input(at) => &inputs[at].values[start..end],
                        Place::Column(at) => &computed[at][start..end],
                        Place::Block(at) => &scratch[at][..end - start],
                    },
                };
                let out = match place {
                    Place::Column(_) => &mut room[start..end],
                    _ => &mut room[..end - start],
                };
                operation.fill([values(0), values(1), values(2)], out);
                match place {
                    Place::Column(at) => computed[at] = room,
                    Place::Block(at) => scratch[at] = room,
                    Place::Input(_) => {}
                }
            }
        }
        for (&node, column) in missing.iter().zip(&mut computed) {
            if let Place::Input(place) = of_node[node as usize] {
                column.copy_from_slice(&inputs[place].values);
            }
        }
        let mut now: ColumnCache =
            missing.iter().zip(computed).map(|(&node, values)| (key_of(node), Column::of(values))).collect();
        let columns = wanted.iter().map(|&node| {
            let key = key_of(node);
            now.entry(key).or_insert_with(|| kept[&key].clone()).clone()
        });
        let columns = columns.collect();
        *kept = now;
        columns
    }

    /// Where each step's values are while a block is computed: a block is used again once nothing more is made of it, so
    /// that few are needed, and they stay in the nearest cache.
    fn places(&self, steps: &[u32], wanted: &[u32]) -> Places {
        let mut last_use = vec![0; self.nodes.len()];
        for (step, &node) in steps.iter().enumerate() {
            for argument in self.nodes[node as usize].drawn() {
                last_use[argument as usize] = step;
            }
        }
        let mut of_node = vec![Place::Block(0); self.nodes.len()];
        let (mut free, mut blocks) = (Vec::new(), 0);
        for (step, &node) in steps.iter().enumerate() {
            let place = match (self.nodes[node as usize].operation, wanted.binary_search(&node)) {
                (Operation::Input(place), _) => Place::Input(place as usize),
                (_, Ok(column)) => Place::Column(column),
                (_, Err(_)) => Place::Block(free.pop().unwrap_or_else(|| {
                    blocks += 1;
                    blocks - 1
                })),
            };
            of_node[node as usize] = place;
            let mut over: Vec<u32> = self.nodes[node as usize].drawn().collect();
            over.sort_unstable();
            over.dedup();
            for argument in over.into_iter().filter(|&argument| last_use[argument as usize] == step) {
                if let Place::Block(block) = of_node[argument as usize] {
                    free.push(block);
                }
            }
        }
        Places { of_node, blocks }
    }

    /// Whether each of `count` inputs has a part in some nodes.
    pub fn inputs_of(&self, nodes: &[u32], count: usize) -> Vec<bool> {
        let mut has_part = vec![false; count];
        for node in self.steps(nodes) {
            if let Operation::Input(place) = self.nodes[node as usize].operation {
                has_part[place as usize] = true;
            }
        }
        has_part
    }

    /// The nodes that others are made of, and they themselves, each after what it is made of.
    fn steps(&self, wanted: &[u32]) -> Vec<u32> {
        let mut is_needed = vec![false; self.nodes.len()];
        for &node in wanted {
            is_needed[node as usize] = true;
        }
        for node in (0..self.nodes.len()).rev() {
            if is_needed[node] {
                for argument in self.nodes[node].arguments {
                    if let PlanNumber::Drawn(argument) = argument {
                        is_needed[argument as usize] = true;
                    }
                }
            }
        }
        (0..self.nodes.len() as u32).filter(|&node| is_needed[node as usize]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rounding_up_agrees_with_the_library() {
        for x in [0.0, 0.2, 1.0, 1.000_000_1, -0.3, -1.5, 2.5, 1e15 + 0.5, 1e300, -1e300] {
            assert_eq!(rounded_up(x), libm::ceil(x), "{x}");
        }
    }
}
