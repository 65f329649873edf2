//! One call, or one bucket of calls, as every format says it in the end: plain data without texts of anybody.

use std::hash::Hasher as _;

use twox_hash::XxHash64;

pub use super::name::Name;
use super::tokens::Tokens;

/// When something was: microseconds since 1970 in UTC, both ends the same where only one is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Interval {
    /// When it began.
    pub from: i64,
    /// When it ended; of a bucket the first instant after it.
    pub to: i64,
    /// Whether these are days of the calendar. A trace that counts from its own start has none.
    pub is_dated: bool,
}

impl Interval {
    /// Between two instants of the calendar, in whichever order they stand.
    pub fn dated(from: i64, to: i64) -> Self {
        Self { from: from.min(to), to: from.max(to), is_dated: true }
    }

    /// An instant of the calendar.
    pub fn at(instant: i64) -> Self {
        Self::dated(instant, instant)
    }

    /// An instant after the start of a trace that says no day.
    pub fn since_start(instant: i64) -> Self {
        Self { from: instant, to: instant, is_dated: false }
    }

    /// The day in UTC, counted from 1970; `None` where there is no calendar.
    pub fn day(&self) -> Option<i32> {
        self.is_dated.then(|| day_of(self.from))
    }
}

/// The day in UTC of an instant, counted from 1970.
pub fn day_of(instant: i64) -> i32 {
    const DAY: i64 = 86_400_000_000;
    i32::try_from(instant.div_euclid(DAY)).unwrap_or(i32::MAX)
}

/// An amount of money: billionths of a unit of a currency, so that sums are exact in whatever order they are made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Billionths of a unit.
    pub nanos: i64,
    /// Three letters, upper case.
    pub currency: Currency,
}

/// The code of a currency, such as `USD`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// What most formats bill in.
    pub const USD: Self = Self(*b"USD");

    /// Reads three letters, in either case.
    pub fn parse(text: &str) -> Option<Self> {
        let letters: [u8; 3] = text.trim().as_bytes().try_into().ok()?;
        letters.iter().all(u8::is_ascii_alphabetic).then(|| Self(letters.map(|letter| letter.to_ascii_uppercase())))
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("only letters are taken")
    }
}

impl Cost {
    /// An amount in units of a currency. `None` for what is no amount, and for −1, by which several tools say that they do
    /// not know the price.
    pub fn new(amount: f64, currency: Currency) -> Option<Self> {
        const MOST: f64 = 9e9;
        let is_amount = amount.is_finite() && amount.abs() < MOST && amount != -1.0;
        is_amount.then(|| Self { nanos: rounded(amount * 1e9), currency })
    }

    /// An amount on a bill, where −1 is an amount like any other.
    pub fn billed(amount: f64, currency: Currency) -> Option<Self> {
        if amount == -1.0 { Some(Self { nanos: -1_000_000_000, currency }) } else { Self::new(amount, currency) }
    }

    /// An amount in US dollars.
    pub fn dollars(amount: f64) -> Option<Self> {
        Self::new(amount, Currency::USD)
    }
}

/// As `f64::round`, which is a call of a function on machines of common make, of a number below 2^53 in size; larger ones are
/// whole.
fn rounded(number: f64) -> i64 {
    let whole = number as i64;
    let rest = number - whole as f64;
    whole.saturating_add(i64::from(0.5 <= rest)).saturating_sub(i64::from(rest <= -0.5))
}

/// What the meter of answers is called that a gateway gave from its own cache.
pub const GATEWAY_ANSWERS: &str = "answers from the gateway's cache";

/// One call, one bucket of calls, or a step between calls that carries nothing but whose child it is.
///
/// What a source does not say is `None`, never 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct UsageRecord {
    /// When; nothing is counted without it.
    pub interval: Option<Interval>,
    /// Who ran the model.
    pub provider: Option<Name>,
    /// Which model.
    pub model: Option<Name>,
    /// What was paid for where it was no model: a service of a bill.
    pub service: Option<Name>,
    /// How many calls: 1 for a call; 0 for a request that needed none; `None` for a bucket that does not say.
    pub calls: Option<u64>,
    /// Whether it adds up calls of a time, as usage pages and bills do: it says nothing of a single call, however few it has.
    pub is_bucket: bool,
    /// Whether several rows of one file may have its key, and are told apart by their order.
    pub is_key_shared: bool,
    /// Whether it is a step between others, and no call: it is kept for its parent and its cost only.
    pub is_step: bool,
    /// Tokens in buckets that do not overlap.
    pub tokens: Tokens,
    /// What else was counted, such as web searches.
    pub meters: Vec<(Name, u64)>,
    /// Whether it went by a batch interface.
    pub batch: Option<bool>,
    /// The service tier.
    pub tier: Option<Name>,
    /// What it cost, before credits.
    pub cost: Option<Cost>,
    /// How many of the calls failed.
    pub failed: Option<u64>,
    /// Tells this record from every other of its source. Of several with one key one is kept.
    pub key: Option<u64>,
    /// The key of the record that this is part of.
    pub parent: Option<u64>,
    /// Which request it served: its trace, session or conversation.
    pub request: Option<u64>,
    /// For whom.
    pub user: Option<u64>,
    /// Of two records with one key the one with the higher version is kept, and of equal versions the one with more output.
    pub version: i64,
    /// Whether this version says that the record is gone.
    pub is_deleted: bool,
}

impl UsageRecord {
    /// Whether it says what was used: tokens above 0.
    pub fn has_usage(&self) -> bool {
        self.tokens.sum() > 0
    }
}

/// What else a row may say beside what was used.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// What was judged; the only name that a digest keeps, because a threshold is chosen for it.
    pub name: Name,
    /// The judgement; of true and false 1 and 0.
    pub value: f64,
    /// Tells it from every other score.
    pub key: Option<u64>,
}

/// An identifier as a number that does not give it away at a glance. The same on every machine and in every version,
/// because registers made of it are kept; xxHash, because databases have it too.
pub fn hashed(parts: &[&str]) -> u64 {
    const ROOM: usize = 160;
    let length: usize = parts.iter().map(|part| part.len() + 1).sum();
    let mut room = [0; ROOM];
    if let Some(room) = room.get_mut(..length) {
        let mut at = 0;
        for part in parts {
            room[at..at + part.len()].copy_from_slice(part.as_bytes());
            room[at + part.len()] = 0xff;
            at += part.len() + 1;
        }
        return XxHash64::oneshot(0, room);
    }
    let mut hash = XxHash64::with_seed(0);
    for part in parts {
        hash.write(part.as_bytes());
        hash.write(&[0xff]);
    }
    hash.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_rounded_to_the_nearest() {
        for number in [0.0, 0.5, -0.5, 0.499_999_999_999_999_94, 1.5, -2.5, 11_610_000.000_000_002, 9e18, -9e18] {
            assert_eq!(rounded(number), number.round() as i64, "{number}");
        }
    }

    #[test]
    fn an_identifier_is_the_same_number_on_every_machine() {
        // xxh64 of `user`, 0xff, `u1`, 0xff.
        assert_eq!(hashed(&["user", "u1"]), XxHash64::oneshot(0, b"user\xffu1\xff"));
        // What `xxHash64(concat('user\xff', 'u1', '\xff'))` is in ClickHouse.
        assert_eq!(hashed(&["user", "u1"]), 5_639_860_277_156_645_668);
        let long = "x".repeat(400);
        assert_eq!(
            hashed(&["user", &long]),
            XxHash64::oneshot(0, [b"user\xff", long.as_bytes(), b"\xff"].concat().as_slice())
        );
        assert_ne!(hashed(&["user", "u1"]), hashed(&["useru", "1"]));
        assert_eq!(XxHash64::oneshot(0, b""), 0xef46_db37_51d8_e999);
    }
}
