//! Between which values a number lies in all futures: what jumps or bends only elsewhere need not be computed.
//!
//! Bounds may be wider than the truth. They are rounded like all arithmetic, so whoever decides by them leaves a little room.

use super::column_graph::Operation;
use super::simd::wide;
use crate::economics::Number;

/// The least and the greatest value, both included.
pub type Bounds = [f64; 2];

/// Nothing is known.
pub const ANYTHING: Bounds = [f64::NEG_INFINITY, f64::INFINITY];

/// How much room is left for rounding, relative to the larger number.
const ROOM: f64 = 1e-9;

/// Of some values.
pub fn bounds_of(values: &[f64]) -> Bounds {
    const LANES: usize = 8;
    let (mut low, mut high) = ([f64::INFINITY; LANES], [f64::NEG_INFINITY; LANES]);
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut take = |lane: usize, value: f64| {
        low[lane] = if value < low[lane] { value } else { low[lane] };
        high[lane] = if high[lane] < value { value } else { high[lane] };
    };
    wide(|| chunks.iter().for_each(|chunk| (0..LANES).for_each(|lane| take(lane, chunk[lane]))));
    rest.iter().for_each(|&value| take(0, value));
    let (low, high) =
        (low.into_iter().fold(f64::INFINITY, f64::min), high.into_iter().fold(f64::NEG_INFINITY, f64::max));
    if low <= high { [low, high] } else { ANYTHING }
}

/// Of a sum.
pub fn sum([a, b]: Bounds, [c, d]: Bounds) -> Bounds {
    sound([a + c, b + d])
}

/// Of a product.
pub fn product(first: Bounds, second: Bounds) -> Bounds {
    let products = first.map(|a| second.map(|b| if a == 0.0 || b == 0.0 { 0.0 } else { a * b }));
    let all = products.into_iter().flatten();
    sound([all.clone().fold(f64::INFINITY, f64::min), all.fold(f64::NEG_INFINITY, f64::max)])
}

/// Whether one number is never below another.
pub fn is_never_below([low, _]: Bounds, [_, high]: Bounds) -> bool {
    high + ROOM * high.abs().max(low.abs()) <= low
}

fn sound(bounds: Bounds) -> Bounds {
    if bounds[0].is_nan() || bounds[1].is_nan() { ANYTHING } else { bounds }
}

/// What an operation comes to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Outcome {
    /// One of its arguments, by place.
    Argument(usize),
    /// The same number in every future.
    Known(f64),
    /// It has to be computed.
    Open,
}

impl Operation {
    /// What it comes to where its arguments lie between bounds.
    pub fn outcome(self, [a, b, _]: [Bounds; 3]) -> Outcome {
        match self {
            Self::Min if is_never_below(b, a) => Outcome::Argument(0),
            Self::Min if is_never_below(a, b) => Outcome::Argument(1),
            Self::Max if is_never_below(a, b) => Outcome::Argument(0),
            Self::Max if is_never_below(b, a) => Outcome::Argument(1),
            Self::IfPositive if 0.0 < a[0] => Outcome::Argument(1),
            Self::IfPositive if a[1] <= 0.0 => Outcome::Argument(2),
            Self::Ceil => {
                let room = ROOM * a[0].abs().max(a[1].abs());
                let [low, high] = [a[0] - room, a[1] + room].map(<f64 as Number>::ceil);
                if low == high { Outcome::Known(low) } else { Outcome::Open }
            }
            _ => Outcome::Open,
        }
    }

    /// Between which values it lies where its arguments lie between bounds.
    pub fn bounds(self, [a, b, c]: [Bounds; 3]) -> Bounds {
        let each = |function: fn(f64) -> f64| sound(a.map(function));
        match self {
            Self::Input(_) => ANYTHING,
            Self::Add => sum(a, b),
            Self::Subtract => sum(a, [-b[1], -b[0]]),
            Self::Multiply => product(a, b),
            Self::Divide if 0.0 < b[0] || b[1] < 0.0 => product(a, [1.0 / b[1], 1.0 / b[0]]),
            Self::Divide => ANYTHING,
            Self::Min => [a[0].min(b[0]), a[1].min(b[1])],
            Self::Max => [a[0].max(b[0]), a[1].max(b[1])],
            Self::Exp => each(libm::exp),
            Self::Ln if 0.0 < a[0] => each(libm::log),
            Self::Ln => ANYTHING,
            Self::NormalCdf => [0.0, 1.0],
            Self::Ceil => each(<f64 as Number>::ceil),
            Self::IfPositive => [b[0].min(c[0]), b[1].max(c[1])],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_clear_is_not_computed() {
        let cases = [
            (Operation::Max, [2.0, 3.0], [0.0, 1.0], Outcome::Argument(0)),
            (Operation::Max, [0.0, 1.0], [2.0, 3.0], Outcome::Argument(1)),
            (Operation::Max, [0.0, 2.0], [1.0, 3.0], Outcome::Open),
            // Equal but for rounding: whichever is larger in a future must be found there.
            (Operation::Max, [1.0, 1.0], [1.0, 1.0], Outcome::Open),
            (Operation::Min, [0.0, 1.0], [2.0, f64::INFINITY], Outcome::Argument(0)),
            (Operation::Ceil, [1.2, 1.9], [0.0, 0.0], Outcome::Known(2.0)),
            (Operation::Ceil, [1.2, 2.1], [0.0, 0.0], Outcome::Open),
            (Operation::Ceil, [1.0, 2.0], [0.0, 0.0], Outcome::Open),
            (Operation::IfPositive, [0.1, 9.0], [0.0, 0.0], Outcome::Argument(1)),
            (Operation::IfPositive, [-1.0, 0.0], [0.0, 0.0], Outcome::Argument(2)),
            (Operation::Add, [0.0, 0.0], [0.0, 0.0], Outcome::Open),
        ];
        for (operation, a, b, outcome) in cases {
            assert_eq!(operation.outcome([a, b, [0.0, 0.0]]), outcome, "{operation:?} of {a:?} and {b:?}");
        }
    }

    #[test]
    fn bounds_hold_what_is_between_them() {
        let ends = [[-2.0, 3.0], [0.5, 4.0], [-5.0, -1.0], [0.0, 0.0], [0.0, f64::INFINITY]];
        let inside = |[low, high]: Bounds, weight: f64| {
            let high = high.min(1e6);
            low + (high - low) * weight
        };
        let operations = [
            Operation::Add,
            Operation::Subtract,
            Operation::Multiply,
            Operation::Divide,
            Operation::Min,
            Operation::Max,
            Operation::Exp,
            Operation::Ln,
            Operation::NormalCdf,
            Operation::Ceil,
            Operation::IfPositive,
        ];
        for operation in operations {
            for a in ends {
                for b in ends {
                    let [low, high] = operation.bounds([a, b, [7.0, 7.0]]);
                    for (first, second) in [(0.0, 1.0), (1.0, 0.0), (0.3, 0.6), (1.0, 1.0), (0.0, 0.0)] {
                        let mut out = [0.0];
                        operation.fill([&[inside(a, first)], &[inside(b, second)], &[7.0]], &mut out);
                        let [found] = out;
                        let room = 1e-9 * found.abs().max(1.0);
                        assert!(
                            found.is_nan() || low - room <= found && found <= high + room,
                            "{operation:?} {a:?} {b:?}"
                        );
                    }
                }
            }
        }
    }
}
