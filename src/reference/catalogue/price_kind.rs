//! Which prices of a model by the token a catalogue knows: read from a scenario's price, and written into it.

use crate::language::tr;
use crate::scenario::{LongPrices, Pricing};

/// A price of a model.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum PriceKind {
    /// Prompt tokens.
    Input,
    /// Answer tokens.
    Output,
    /// Cached prompt tokens, read.
    CacheRead,
    /// Cached prompt tokens, written.
    CacheWrite,
    /// What a batched call saves, a share.
    BatchDiscount,
    /// Cached prompt tokens, written to be kept for an hour.
    CacheWriteLong,
    /// The least prefix that is cached, tokens.
    CacheMin,
    /// All that long prompts cost, as the catalogue has it: by the length above which they are long.
    Long(Option<LongPrices>),
    /// The length above which a prompt is long, tokens.
    LongAbove,
    /// Prompt tokens of long prompts.
    LongInput,
    /// Answer tokens to long prompts.
    LongOutput,
    /// Cached tokens of long prompts, read.
    LongCacheRead,
    /// Cached tokens of long prompts, written.
    LongCacheWrite,
    /// A unit of a meter.
    Meter(&'static str),
}

/// The kinds that two prices of one model are compared by, in the order in which they are shown.
pub(super) fn kinds(pricing: &Pricing, listed: &Pricing) -> Vec<PriceKind> {
    use PriceKind as Kind;
    let mut kinds = vec![
        Kind::Input,
        Kind::Output,
        Kind::CacheRead,
        Kind::CacheWrite,
        Kind::BatchDiscount,
        Kind::CacheWriteLong,
        Kind::CacheMin,
    ];
    match (long(pricing), long(listed)) {
        (Some(_), Some(_)) => kinds.extend([
            Kind::LongAbove,
            Kind::LongInput,
            Kind::LongOutput,
            Kind::LongCacheRead,
            Kind::LongCacheWrite,
        ]),
        (_, listed) => kinds.push(Kind::Long(listed)),
    }
    kinds.extend(super::METERS.map(Kind::Meter));
    kinds
}

fn long(pricing: &Pricing) -> Option<LongPrices> {
    if let Pricing::Tokens { long, .. } = pricing { *long } else { None }
}

impl PriceKind {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Input => tr!("input"),
            Self::Output => tr!("output"),
            Self::CacheRead => tr!("cache read"),
            Self::CacheWrite => tr!("cache write"),
            Self::BatchDiscount => tr!("batch discount"),
            Self::CacheWriteLong => tr!("cache write for an hour"),
            Self::CacheMin => tr!("least cached prefix"),
            Self::Long(_) => tr!("long prompts"),
            Self::LongAbove => tr!("long prompts, above"),
            Self::LongInput => tr!("long prompts, input"),
            Self::LongOutput => tr!("long prompts, output"),
            Self::LongCacheRead => tr!("long prompts, cache read"),
            Self::LongCacheWrite => tr!("long prompts, cache write"),
            Self::Meter(name) => name,
        }
    }

    /// Whether every price list has it, so that one without it says that there is none.
    pub(super) fn is_usual(self) -> bool {
        matches!(self, Self::Input | Self::Output | Self::CacheRead | Self::CacheWrite | Self::BatchDiscount)
    }

    /// Whether it is an amount of money; else it is a share or a number of tokens.
    pub fn is_money(self) -> bool {
        !matches!(self, Self::BatchDiscount | Self::CacheMin | Self::LongAbove | Self::Long(_))
    }

    /// The price of this kind; none where a model has no such price of its own.
    pub(super) fn of(self, pricing: &Pricing) -> Option<f64> {
        let Pricing::Tokens {
            input,
            output,
            cache_read,
            cache_write,
            batch_discount,
            cache_write_long,
            cache_min,
            long,
            multiplier: _,
            meters,
        } = pricing
        else {
            return None;
        };
        match self {
            Self::Input => Some(*input),
            Self::Output => Some(*output),
            Self::CacheRead => *cache_read,
            Self::CacheWrite => *cache_write,
            Self::BatchDiscount => Some(*batch_discount),
            Self::CacheWriteLong => *cache_write_long,
            Self::CacheMin => Some(*cache_min).filter(|tokens| 0.0 < *tokens),
            Self::Long(_) | Self::LongAbove => long.map(|long| long.above),
            Self::LongInput => long.and_then(|long| long.input),
            Self::LongOutput => long.and_then(|long| long.output),
            Self::LongCacheRead => long.and_then(|long| long.cache_read),
            Self::LongCacheWrite => long.and_then(|long| long.cache_write),
            Self::Meter(name) => meters.get(name).copied(),
        }
    }

    /// What is paid: what has no price of its own costs what stands for it.
    pub(super) fn cost(self, pricing: &Pricing) -> Option<f64> {
        let stands_for_it = match self {
            Self::CacheRead | Self::CacheWrite => Some(Self::Input),
            Self::CacheWriteLong | Self::LongCacheWrite => Some(Self::CacheWrite),
            Self::LongCacheRead => Some(Self::CacheRead),
            _ => None,
        };
        self.of(pricing).or_else(|| stands_for_it?.cost(pricing))
    }

    /// Gives a model another price of this kind.
    pub(super) fn set(self, pricing: &mut Pricing, price: Option<f64>) {
        let Pricing::Tokens {
            input,
            output,
            cache_read,
            cache_write,
            batch_discount,
            cache_write_long,
            cache_min,
            long,
            multiplier: _,
            meters,
        } = pricing
        else {
            return;
        };
        match (self, price) {
            (Self::Input, Some(price)) => *input = price,
            (Self::Output, Some(price)) => *output = price,
            (Self::BatchDiscount, Some(share)) => *batch_discount = share,
            (Self::CacheRead, price) => *cache_read = price,
            (Self::CacheWrite, price) => *cache_write = price,
            (Self::CacheWriteLong, price) => *cache_write_long = price,
            (Self::CacheMin, tokens) => *cache_min = tokens.unwrap_or(0.0),
            (Self::Long(listed), _) => *long = listed,
            (Self::Meter(name), Some(price)) => {
                meters.insert(name.to_owned(), price);
            }
            (kind, price) => {
                let Some(long) = long else { return };
                match (kind, price) {
                    (Self::LongAbove, Some(tokens)) => long.above = tokens,
                    (Self::LongInput, price) => long.input = price,
                    (Self::LongOutput, price) => long.output = price,
                    (Self::LongCacheRead, price) => long.cache_read = price,
                    (Self::LongCacheWrite, price) => long.cache_write = price,
                    // A price that every model has is changed, never taken away.
                    _ => {}
                }
            }
        }
    }
}
