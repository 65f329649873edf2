//! How many values were how large, in buckets less than 1 % wide: what remains of any number of calls, and still gives their
//! percentiles.
//!
//! A value below 128 has a bucket of its own; above that each power of two is cut into 128 steps. Only integers are used,
//! and no logarithm, so that every machine and an SQL statement find the same bucket.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::language::tr;

/// Steps of each power of two.
const STEPS: u64 = 128;

/// A histogram that two readings can add up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sketch {
    /// How many values fell into each bucket; as long as the largest needs.
    buckets: Vec<u64>,
    count: u64,
    sum: u64,
}

impl Sketch {
    /// Adds a value.
    #[inline]
    pub fn add(&mut self, value: u64) {
        self.add_many(value, 1);
    }

    /// Adds a value so many times.
    #[inline]
    pub fn add_many(&mut self, value: u64, times: u64) {
        self.fill(bucket(value), times);
        self.sum = self.sum.saturating_add(value.saturating_mul(times));
    }

    /// What counts of buckets and the sum of all values make; `None` where no value has such a bucket.
    pub(super) fn of_buckets(counts: impl IntoIterator<Item = (u64, u64)>, sum: u64) -> Option<Self> {
        let mut sketch = Self { sum, ..Self::default() };
        for (bucket, times) in counts {
            sketch.fill(usize::try_from(bucket).ok().filter(|bucket| *bucket <= LAST)?, times);
        }
        Some(sketch)
    }

    #[inline]
    fn fill(&mut self, bucket: usize, times: u64) {
        if self.buckets.len() <= bucket {
            self.buckets.resize(bucket + 1, 0);
        }
        self.buckets[bucket] = self.buckets[bucket].saturating_add(times);
        self.count = self.count.saturating_add(times);
    }

    /// Adds what another holds.
    pub fn merge(&mut self, other: &Self) {
        for (bucket, times) in other.filled() {
            self.fill(bucket, times);
        }
        self.sum = self.sum.saturating_add(other.sum);
    }

    /// How many values there are.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Their mean, exactly; `None` without any.
    pub fn mean(&self) -> Option<f64> {
        (0 < self.count).then(|| self.sum as f64 / self.count as f64)
    }

    /// The mean square distance from the mean, each value taken at the middle of its bucket. `None` without any.
    pub fn variance(&self) -> Option<f64> {
        let mean = self.mean()?;
        let square = |value: f64| (value - mean) * (value - mean);
        let sum: f64 = self.filled().map(|(bucket, times)| times as f64 * square(middle(bucket))).sum();
        Some(sum / self.count as f64)
    }

    /// The value below which a share of all values lies, by nearest rank: the middle of its bucket, less than 0.4 % off.
    /// `None` without any value.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        self.quantile_of(share, self.count)
    }

    /// The same of more values than were added: the others are 0.
    pub fn quantile_of(&self, share: f64, count: u64) -> Option<f64> {
        let count = count.max(self.count);
        if count == 0 {
            return None;
        }
        let rank = ((share * count as f64).ceil() as u64).clamp(1, count);
        let mut below = count - self.count;
        if rank <= below {
            return Some(0.0);
        }
        for (bucket, times) in self.filled() {
            below = below.saturating_add(times);
            if rank <= below {
                return Some(middle(bucket));
            }
        }
        None
    }

    /// The buckets that hold something, and how much.
    pub fn filled(&self) -> impl Iterator<Item = (usize, u64)> {
        self.buckets.iter().copied().enumerate().filter(|(_, times)| 0 < *times)
    }
}

/// The bucket of a value.
#[inline]
pub fn bucket(value: u64) -> usize {
    if value < STEPS {
        return value as usize;
    }
    let power = u64::from(value.ilog2()) - 7;
    (STEPS * (power + 1) + (value >> power) - STEPS) as usize
}

/// The middle of a bucket.
fn middle(bucket: usize) -> f64 {
    let bucket = bucket as u64;
    if bucket < STEPS {
        return bucket as f64;
    }
    let (power, step) = (bucket / STEPS - 1, bucket % STEPS);
    let width = (1_u64 << power) as f64;
    (STEPS + step) as f64 * width + (width - 1.0) / 2.0
}

/// The highest bucket that a value can have.
const LAST: usize = 58 * STEPS as usize - 1;

/// Written as the sum of all values and a text: for each bucket that holds something how much, with its distance from the
/// one before and a colon in front unless it is the next one.
#[derive(Serialize, Deserialize)]
struct Written {
    sum: u64,
    buckets: String,
}

impl Serialize for Sketch {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut next = 0;
        let mut words = Vec::new();
        for (bucket, times) in self.filled() {
            words.push(if bucket == next { times.to_string() } else { format!("{}:{times}", bucket - next) });
            next = bucket + 1;
        }
        Written { sum: self.sum, buckets: words.join(" ") }.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Sketch {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let written = Written::deserialize(deserializer)?;
        let mut sketch = Self { sum: written.sum, ..Self::default() };
        let mut next = 0_usize;
        for word in written.buckets.split_whitespace() {
            let (gap, times) = word.split_once(':').unwrap_or(("0", word));
            let bad = || {
                let word = format!("{word:?}");
                de::Error::custom(tr!("a bucket is written {word}", word))
            };
            next = next.saturating_add(gap.parse().map_err(|_| bad())?);
            if LAST < next {
                return Err(bad());
            }
            sketch.fill(next, times.parse().map_err(|_| bad())?);
            next += 1;
        }
        Ok(sketch)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_lies_in_a_bucket_less_than_one_percent_wide() {
        let mut before = 0;
        for value in (0..4096)
            .chain((12..63).flat_map(|power| [(1 << power) - 1, 1 << power, (1 << power) + (1 << (power - 1))]))
        {
            let found = bucket(value);
            assert!(before <= found, "{value}");
            before = found;
            let off = (middle(found) - value as f64).abs();
            assert!(off <= 0.004 * value as f64, "{value} is {off} off");
        }
        assert_eq!(bucket(127) + 1, bucket(128));
        assert_eq!(bucket(u64::MAX), LAST);
    }

    #[test]
    fn what_is_written_is_read() {
        let mut sketch = Sketch::default();
        for value in [0, 0, 1, 127, 128, 5000, 5000, 1 << 40] {
            sketch.add(value);
        }
        let text = serde_json::to_string(&sketch).expect("it is plain");
        assert_eq!(text, r#"{"sum":1099511638032,"buckets":"2 1 125:1 1 667:2 3555:1"}"#);
        assert_eq!(serde_json::from_str::<Sketch>(&text).expect("it was written so"), sketch);
        for bad in ["x", "1:x", "99999:1", "1:-1"] {
            let text = format!(r#"{{"sum":0,"buckets":"{bad}"}}"#);
            assert!(serde_json::from_str::<Sketch>(&text).is_err(), "{bad}");
        }
    }

    #[test]
    fn percentiles_are_by_nearest_rank() {
        let mut sketch = Sketch::default();
        (1..=100).for_each(|value| sketch.add(value));
        assert_eq!(
            [0.0, 0.5, 0.9, 0.99, 1.0].map(|share| sketch.quantile(share)),
            [1.0, 50.0, 90.0, 99.0, 100.0].map(Some)
        );
        assert_eq!(sketch.mean(), Some(50.5));
        assert_eq!(sketch.quantile_of(0.5, 200), Some(0.0));
        assert_eq!(sketch.quantile_of(0.99, 200), Some(98.0));
        assert_eq!(Sketch::default().quantile(0.5), None);
    }
}
