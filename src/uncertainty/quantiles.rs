//! Quantiles of columns.

/// The values that a tenth, half, eight tenths and nine tenths of all futures stay below.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantiles {
    /// One future in ten is below.
    pub p10: f64,
    /// Half of them are.
    pub p50: f64,
    /// Eight in ten.
    pub p80: f64,
    /// Nine in ten.
    pub p90: f64,
    /// How far each may be off because the futures were drawn: one standard error, at most.
    pub errors: [f64; 4],
}

impl Quantiles {
    /// The four shares.
    pub const SHARES: [f64; 4] = [0.1, 0.5, 0.8, 0.9];

    /// Of a column.
    pub fn of(values: &[f64]) -> Self {
        let last = (values.len() - 1) as f64;
        let rank = |share: f64| (share * last).clamp(0.0, last);
        // A count is off by √(n·p·(1 − p)), and a quantile by what lies that many ranks around it.
        let spread = |share: f64| libm::sqrt(share * (1.0 - share) / values.len() as f64);
        let places: Vec<[f64; 3]> = Self::SHARES
            .iter()
            .map(|&share| [rank(share - spread(share)), rank(share), rank(share + spread(share))])
            .collect();
        let mut ranks: Vec<usize> = places
            .iter()
            .flatten()
            .flat_map(|place| [libm::floor(*place) as usize, libm::ceil(*place) as usize])
            .collect();
        ranks.sort_unstable();
        ranks.dedup();
        let mut keys: Vec<i64> = values.iter().map(|value| ordered(value.to_bits() as i64)).collect();
        select(&mut keys, 0, &ranks);
        let value = |rank: f64| f64::from_bits(ordered(keys[rank as usize]) as u64);
        let at = |place: f64| between(value(libm::floor(place)), value(libm::ceil(place)), place);
        let [p10, p50, p80, p90] = [0, 1, 2, 3].map(|index| at(places[index][1]));
        let errors = [0, 1, 2, 3].map(|index| (at(places[index][2]) - at(places[index][0])) / 2.0);
        Self { p10, p50, p80, p90, errors: errors.map(|error| if error.is_nan() { f64::INFINITY } else { error }) }
    }

    /// In the order of [`SHARES`](Self::SHARES).
    pub fn values(&self) -> [f64; 4] {
        [self.p10, self.p50, self.p80, self.p90]
    }
}

/// Between two neighbours, as far as the fraction of the place says.
fn between(low: f64, high: f64, place: f64) -> f64 {
    if low == high { low } else { low + (high - low) * (place - libm::floor(place)) }
}

/// The bits of a number as an integer of the same order as [`f64::total_cmp`], which is faster to compare; and back.
fn ordered(bits: i64) -> i64 {
    bits ^ (((bits >> 63) as u64) >> 1) as i64
}

/// Puts the values of some ranks, in increasing order, where they belong.
fn select(values: &mut [i64], offset: usize, ranks: &[usize]) {
    let Some(&rank) = ranks.get(ranks.len() / 2) else { return };
    let (below, _, above) = values.select_nth_unstable(rank - offset);
    let (lower, upper) = (&ranks[..ranks.len() / 2], &ranks[ranks.len() / 2 + 1..]);
    select(below, offset, lower);
    select(above, rank + 1, upper);
}

/// Finds quantiles by counting: a guess says about where, one pass says exactly which.
#[derive(Debug, Default)]
pub struct QuantileFinder {
    sample: Vec<f64>,
    near: Vec<f64>,
    /// The values as integers of the same order.
    all: Vec<i64>,
}

/// A window that the values around a place are not within.
struct Missed {
    place: f64,
    /// How many values are below the window.
    below: usize,
    /// How many are within it.
    found: usize,
}

impl Missed {
    /// Where they are if values lie about as densely beside the window as within it.
    fn beside(&self, [low, high]: [f64; 2]) -> [f64; 2] {
        let below = self.below as f64;
        let reach = |ranks: f64| (1.0 + 2.0 * ranks) * (high - low) / self.found as f64;
        if self.place < below {
            [low - reach(below - self.place), low]
        } else {
            [high, high + reach(self.place - below - self.found as f64)]
        }
    }
}

/// How many values a sample skips.
const STRIDE: usize = 32;

impl QuantileFinder {
    /// The quantile of each share, 0 to 1. The values must be in no particular order.
    pub fn quantiles<const K: usize>(&mut self, values: &[f64], shares: [f64; K]) -> [f64; K] {
        self.sample.clear();
        self.sample.extend(values.iter().step_by(STRIDE));
        self.sample.sort_unstable_by(f64::total_cmp);
        shares.map(|share| {
            let guess = self.sample.len() as f64 * share;
            let doubt = 4.0 * libm::sqrt(self.sample.len() as f64 * share * (1.0 - share)) + 2.0;
            let last = self.sample.len() - 1;
            let low = self.sample[(guess - doubt).max(0.0) as usize];
            let high = self.sample[((guess + doubt) as usize).min(last)];
            self.quantile_between(values, share, [low, high]).unwrap_or_else(|_| self.quantile(values, share))
        })
    }

    /// The quantiles of shares that are guessed to lie within `windows`; the guess only decides how fast they are found.
    pub fn quantiles_near<const K: usize>(
        &mut self,
        values: &[f64],
        shares: [f64; K],
        windows: [[f64; 2]; K],
    ) -> [f64; K] {
        if windows.iter().flatten().any(|end| end.is_nan()) {
            return self.quantiles(values, shares);
        }
        std::array::from_fn(|index| {
            let (share, window) = (shares[index], windows[index]);
            self.quantile_between(values, share, window)
                .or_else(|missed| self.quantile_between(values, share, missed.beside(window)))
                .unwrap_or_else(|_| self.quantiles(values, [share])[0])
        })
    }

    fn quantile_between(&mut self, values: &[f64], share: f64, [low, high]: [f64; 2]) -> Result<f64, Missed> {
        let place = share * (values.len() - 1) as f64;
        let (first, second) = (libm::floor(place) as usize, libm::ceil(place) as usize);
        // Room for all of them, and for one group that is written over.
        let scratch = values.len() + Gather::GROUP + 1;
        if self.near.len() < scratch {
            self.near.resize(scratch, 0.0);
        }
        let (below, found) = pulp::Arch::new().dispatch(Gather { values, low, high, near: &mut self.near });
        if first < below || below + found <= second {
            return Err(Missed { place, below, found });
        }
        let near = &mut self.near[..found];
        let (_, &mut lower, above) = near.select_nth_unstable_by(first - below, f64::total_cmp);
        let upper = above.iter().copied().fold(f64::INFINITY, f64::min);
        Ok(if second == first { lower } else { between(lower, upper, place) })
    }

    fn quantile(&mut self, values: &[f64], share: f64) -> f64 {
        let place = share * (values.len() - 1) as f64;
        let ranks = [libm::floor(place) as usize, libm::ceil(place) as usize];
        self.all.clear();
        self.all.extend(values.iter().map(|value| ordered(value.to_bits() as i64)));
        select(&mut self.all, 0, if ranks[0] == ranks[1] { &ranks[..1] } else { &ranks });
        let [low, high] = ranks.map(|rank| f64::from_bits(ordered(self.all[rank]) as u64));
        between(low, high, place)
    }
}

/// Counts the values below a window, and collects those within it.
struct Gather<'a> {
    values: &'a [f64],
    low: f64,
    high: f64,
    near: &'a mut [f64],
}

impl Gather<'_> {
    /// Few enough that most groups have nothing within a narrow window.
    const GROUP: usize = 16;
}

impl pulp::WithSimd for Gather<'_> {
    type Output = (usize, usize);

    #[inline(always)]
    fn with_simd<S: pulp::Simd>(self, _: S) -> (usize, usize) {
        const GROUP: usize = Gather::GROUP;
        const LANES: usize = 4;
        let Self { values, low, high, near } = self;
        let one_if = |condition: bool| if condition { 1.0 } else { 0.0 };
        let (mut below, mut found) = ([0.0; LANES], 0);
        let (groups, rest) = values.as_chunks::<GROUP>();
        for group in groups {
            let mut within = [0.0; LANES];
            for four in group.as_chunks::<LANES>().0 {
                for lane in 0..LANES {
                    let is_above = one_if(low <= four[lane]);
                    below[lane] += 1.0 - is_above;
                    within[lane] += is_above * one_if(four[lane] <= high);
                }
            }
            if within != [0.0; LANES] {
                // Written where it belongs if it is within, and written over if it is not.
                let scratch = &mut near[found..=found + GROUP];
                let mut next = 0;
                for &value in group {
                    scratch[next] = value;
                    next += usize::from(low <= value && value <= high);
                }
                found += within.iter().sum::<f64>() as usize;
            }
        }
        for &value in rest {
            near[found] = value;
            found += usize::from(low <= value && value <= high);
        }
        let below = below.iter().sum::<f64>() as usize + rest.iter().filter(|value| **value < low).count();
        (below, found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_a_sorted_column() {
        let mut state = 1_u64;
        for count in [1, 2, 3, 10, 999, 10_000] {
            let mut next = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                // Few different values, so that ties are tried too.
                (state >> 40) as f64 % 5000.0
            };
            let values: Vec<f64> = (0..count).map(|_| next()).collect();
            let mut sorted = values.clone();
            sorted.sort_by(f64::total_cmp);
            let expected = Quantiles::SHARES.map(|share| {
                let place = share * f64::from(count - 1);
                between(sorted[place.floor() as usize], sorted[place.ceil() as usize], place)
            });
            assert_eq!(QuantileFinder::default().quantiles(&values, Quantiles::SHARES), expected, "{count}");
            for windows in [[[-5.0, -1.0]; 4], [[0.0, 5000.0]; 4], [[4000.0, 4100.0]; 4]] {
                let found = QuantileFinder::default().quantiles_near(&values, Quantiles::SHARES, windows);
                assert_eq!(found, expected, "{count} within {windows:?}");
            }
            let found = Quantiles::of(&values);
            assert_eq!(found.values(), expected, "{count}");
            assert!(found.errors.iter().all(|error| 0.0 <= *error));
        }
    }
}
