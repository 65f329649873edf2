//! The innermost loops by themselves, for the benchmark that holds them against what a machine can do.

use std::hint::black_box;

use super::column_graph::{BLOCK, Operation};
use super::quantiles::QuantileFinder;
use super::surface::weighted_sum;

/// Columns of a weighted sum: about as many as the cost of a month has.
const COLUMNS: usize = 8;

/// One of the loops that nearly all of a recompute is spent in.
pub struct InnerLoop<'a> {
    /// What it computes.
    pub name: &'static str,
    /// How many values it comes to each time.
    pub values: u64,
    /// Bytes that it reads and writes for each.
    pub bytes: u64,
    /// Does it once.
    pub run: &'a mut dyn FnMut(),
}

/// Hands over each of them, over `count` futures; what is computed in blocks, over one block.
pub fn inner_loops(count: usize, each: &mut dyn FnMut(InnerLoop<'_>)) {
    // Between 1 and 2, in no order.
    let column = |seed: usize| -> Vec<f64> {
        (0..count).map(|future| 1.0 + ((future + 1) * (seed + 7) * 2_654_435_761 % 1_000_003) as f64 / 1e6).collect()
    };
    let columns: Vec<Vec<f64>> = (0..COLUMNS).map(column).collect();
    let weighted: Vec<(f64, &[f64])> = columns.iter().map(|column| (0.5, &column[..])).collect();
    let mut out = vec![0.0; count];
    each(InnerLoop {
        name: "weighted sum of 8 columns",
        values: count as u64,
        bytes: 8 * (COLUMNS as u64 + 1),
        run: &mut || weighted_sum(black_box(&weighted), black_box(&mut out)),
    });
    let mut finder = QuantileFinder::default();
    let windows = [[1.09, 1.11], [1.89, 1.91]];
    each(InnerLoop {
        name: "two quantiles, known nearly",
        values: count as u64,
        bytes: 2 * 8,
        run: &mut || {
            black_box(finder.quantiles_near(black_box(&columns[0]), [0.1, 0.9], windows));
        },
    });
    let (a, b) = (&columns[0][..BLOCK.min(count)], &columns[1][..BLOCK.min(count)]);
    let mut out = vec![0.0; a.len()];
    for (name, operation, bytes) in [
        ("product of two, a block", Operation::Multiply, 24),
        ("rounded up, a block", Operation::Ceil, 16),
        ("exponential, a block", Operation::Exp, 16),
    ] {
        each(InnerLoop {
            name,
            values: a.len() as u64,
            bytes,
            run: &mut || operation.fill(black_box([a, b, &[0.0]]), black_box(&mut out)),
        });
    }
}
