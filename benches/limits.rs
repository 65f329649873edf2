//! What this machine can do at most, and what the innermost loops of a recompute do: bytes a second of either.

use std::hint::black_box;
use std::time::Duration;

use breakeven::uncertainty::{Simulation, inner_loops};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};

/// Kilobytes that fit into the first, the second and the third cache, and into none.
const KILOBYTES: [usize; 4] = [16, 512, 8_192, 262_144];

/// Sums that grow side by side, so that none waits for another.
const SUMS: usize = 32;

/// Reads as fast as it goes: an addition for each number.
struct Sum<'a>(&'a [f64]);

impl pulp::WithSimd for Sum<'_> {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> f64 {
        let mut sums = [0.0; SUMS];
        for values in self.0.as_chunks::<SUMS>().0 {
            for (sum, value) in sums.iter_mut().zip(values) {
                *sum += value;
            }
        }
        sums.iter().sum()
    }
}

/// Computes as fast as it goes: so often a product and a sum for each of some numbers that stay in registers.
struct Arithmetic(usize, f64);

impl pulp::WithSimd for Arithmetic {
    type Output = f64;

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> f64 {
        let mut sums = [1.0; SUMS];
        for _ in 0..self.0 {
            for sum in &mut sums {
                *sum = *sum * self.1 + 1.0;
            }
        }
        sums.iter().sum()
    }
}

fn machine(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("machine");
    for kilobytes in KILOBYTES {
        let values = vec![1.0; kilobytes * 1024 / 8];
        group.throughput(Throughput::Bytes(kilobytes as u64 * 1024));
        group.bench_function(BenchmarkId::new("reading, KB", kilobytes), |bencher| {
            bencher.iter(|| pulp::Arch::new().dispatch(Sum(black_box(&values))));
        });
    }
    let times = 1000;
    // A product and a sum each.
    group.throughput(Throughput::Elements((2 * SUMS * times) as u64));
    group.bench_function("arithmetic", |bencher| {
        bencher.iter(|| pulp::Arch::new().dispatch(Arithmetic(black_box(times), black_box(0.5))));
    });
    group.finish();
}

fn loops(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("loops");
    inner_loops(Simulation::USUAL, &mut |inner| {
        group.throughput(Throughput::Bytes(inner.values * inner.bytes));
        group.bench_function(inner.name, |bencher| bencher.iter(&mut *inner.run));
    });
    group.finish();
}

fn brief() -> Criterion {
    Criterion::default().warm_up_time(Duration::from_millis(200)).measurement_time(Duration::from_millis(1000))
}

criterion_group! {
    name = limits;
    config = brief();
    targets = machine, loops
}
criterion_main!(limits);
