//! The beta-PERT distribution (model, section 2): Beta(a, b) over [low, high] with a + b = 6.

/// Cells of the table through which columns of draws are inverted.
const CELLS: usize = 128;

/// A standard beta distribution whose parameters are at least 1 and add up to 6, with its table.
#[derive(Clone, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
    /// 1 / B(a, b).
    scale: f64,
    /// The chance of lying below each place of the table, and its slope there.
    table: Vec<(f64, f64)>,
}

/// Where a place of the table lies: flat at both ends, so that the chance is a smooth function of the place.
#[inline(always)]
fn place(t: f64) -> f64 {
    t * t * (3.0 - 2.0 * t)
}

impl Beta {
    /// The shape of a likely value that lies at `mode` between low (0) and high (1).
    pub fn pert(mode: f64) -> Self {
        let (a, b) = (1.0 + 4.0 * mode, 5.0 - 4.0 * mode);
        let scale = libm::exp(libm::lgamma(6.0) - libm::lgamma(a) - libm::lgamma(b));
        let mut beta = Self { a, b, scale, table: Vec::new() };
        let row = |index: usize| {
            let t = index as f64 / CELLS as f64;
            (beta.cdf(place(t)), beta.density(place(t)) * 6.0 * t * (1.0 - t) / CELLS as f64)
        };
        beta.table = (0..=CELLS).map(row).collect();
        beta
    }

    fn density(&self, x: f64) -> f64 {
        if x <= 0.0 || 1.0 <= x {
            let at_end = |exponent: f64| if exponent == 1.0 { 1.0 } else { 0.0 };
            return self.scale * if x <= 0.0 { at_end(self.a) } else { at_end(self.b) };
        }
        self.scale * libm::exp((self.a - 1.0) * libm::log(x) + (self.b - 1.0) * libm::log1p(-x))
    }

    /// The chance of lying at or below `x`: the regularised incomplete beta function, by Lentz's continued fraction
    /// (Numerical Recipes, 6.4; Abramowitz and Stegun 26.5.8).
    pub fn cdf(&self, x: f64) -> f64 {
        if x <= 0.0 || 1.0 <= x {
            return if x <= 0.0 { 0.0 } else { 1.0 };
        }
        let front = self.scale * libm::exp(self.a * libm::log(x) + self.b * libm::log1p(-x));
        if x < (self.a + 1.0) / (self.a + self.b + 2.0) {
            front * fraction(x, self.a, self.b) / self.a
        } else {
            1.0 - front * fraction(1.0 - x, self.b, self.a) / self.b
        }
    }

    /// The place below which it lies with chance `p`, to the last figures of [`cdf`](Self::cdf).
    pub fn quantile(&self, p: f64) -> f64 {
        let (mut low, mut high) = (0.0, 1.0);
        let mut x = self.quantiles(&[p])[0];
        for _ in 0..60 {
            let miss = self.cdf(x) - p;
            if miss < 0.0 {
                low = x;
            } else {
                high = x;
            }
            let next = x - miss / self.density(x);
            let next = if low < next && next < high { next } else { low + (high - low) / 2.0 };
            if (next - x).abs() <= 1e-15 {
                return next;
            }
            x = next;
        }
        x
    }

    /// The places for increasing chances: cubic in each cell of the table, within 1e-8 of the width but for the
    /// outermost draws.
    pub fn quantiles(&self, chances: &[f64]) -> Vec<f64> {
        let mut column = chances.to_vec();
        let mut rest = column.as_mut_slice();
        for (index, rows) in self.table.windows(2).enumerate() {
            // The last cell has all that are left.
            let count = if index + 1 < CELLS { rest.partition_point(|p| *p <= rows[1].0) } else { rest.len() };
            let (chances, above) = rest.split_at_mut(count);
            pulp::Arch::new().dispatch(Inversion { cell: Cell::new(index, rows[0], rows[1]), chances });
            rest = above;
        }
        column
    }
}

/// A cell of the table: the chance as a cubic function of how far into the cell a place is.
#[derive(Clone, Copy)]
struct Cell {
    index: f64,
    start: f64,
    rise: f64,
    slope: f64,
    quadratic: f64,
    cubic: f64,
}

impl Cell {
    fn new(index: usize, (start, slope): (f64, f64), (end, end_slope): (f64, f64)) -> Self {
        let rise = end - start;
        let (quadratic, cubic) = (3.0 * rise - 2.0 * slope - end_slope, slope + end_slope - 2.0 * rise);
        Self { index: index as f64, start, rise, slope, quadratic, cubic }
    }

    /// The place of a chance, by Newton's method.
    #[inline(always)]
    fn place_of(&self, p: f64) -> f64 {
        let Self { index, start, rise, slope, quadratic, cubic } = *self;
        let mut t = if 0.0 < rise { (p - start) / rise } else { 0.5 };
        for _ in 0..5 {
            let value = start + t * (slope + t * (quadratic + t * cubic)) - p;
            let tangent = slope + t * (2.0 * quadratic + t * 3.0 * cubic);
            // Computed even where it is not used, so that several draws can be computed at once.
            let next = (t - value / tangent).clamp(0.0, 1.0);
            t = if 0.0 < tangent { next } else { t };
        }
        place((index + t) / CELLS as f64)
    }
}

/// Puts places where chances are. A type and no closure, which would not be inlined into wide code.
struct Inversion<'a> {
    cell: Cell,
    chances: &'a mut [f64],
}

impl pulp::WithSimd for Inversion<'_> {
    type Output = ();

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) {
        self.chances.iter_mut().for_each(|p| *p = self.cell.place_of(*p));
    }
}

/// The continued fraction of the incomplete beta function.
fn fraction(x: f64, a: f64, b: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let away_from_zero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut c = 1.0;
    let mut d = 1.0 / away_from_zero(1.0 - (a + b) * x / (a + 1.0));
    let mut result = d;
    for step in 1..200 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        d = 1.0 / away_from_zero(1.0 + even * d);
        c = away_from_zero(1.0 + even / c);
        result *= d * c;
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        d = 1.0 / away_from_zero(1.0 + odd * d);
        c = away_from_zero(1.0 + odd / c);
        result *= d * c;
        if (d * c - 1.0).abs() < 1e-16 {
            break;
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use statrs::distribution::{Beta as Reference, ContinuousCDF};

    use super::*;

    const MODES: [f64; 7] = [0.0, 0.05, 0.3, 0.5, 0.61, 0.97, 1.0];

    #[test]
    fn chances_agree_with_a_statistics_library() {
        for mode in MODES {
            let beta = Beta::pert(mode);
            let reference = Reference::new(beta.a, beta.b).expect("parameters above 0");
            for step in 1..1000 {
                let x = f64::from(step) / 1000.0;
                let (found, expected) = (beta.cdf(x), reference.cdf(x));
                assert!((found - expected).abs() < 1e-13, "mode {mode} at {x}: {found}, not {expected}");
            }
        }
    }

    #[test]
    fn quantiles_undo_chances() {
        for mode in MODES {
            let beta = Beta::pert(mode);
            let chances: Vec<f64> = (0..10_000).map(|index| (f64::from(index) + 0.5) / 10_000.0).collect();
            let column = beta.quantiles(&chances);
            for (&p, &x) in chances.iter().zip(&column).step_by(7) {
                assert!((beta.cdf(beta.quantile(p)) - p).abs() < 1e-14, "mode {mode}, chance {p}");
                // A twentieth of a draw.
                assert!((beta.cdf(x) - p).abs() < 5e-6, "mode {mode}, chance {p}: {x} has {}", beta.cdf(x));
            }
            assert!(column.is_sorted());
        }
    }
}
