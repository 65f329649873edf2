//! Anthropic's report on Claude Code (JSON): an object a day and person, with the tokens of each model in a list.
//!
//! Costs are estimated, in cents, also for people with a subscription, who pay nothing by the token.

use serde_json::{Map, Value};

use super::bucket::{self, DAY, text_of};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// The report on Claude Code.
pub const ANTHROPIC_ANALYTICS: Format = Format {
    key: "anthropic_analytics",
    name: tr_noop!("Anthropic report on Claude Code"),
    fingerprints: &[&["date", "actor", "model_breakdown"], &["date", "core_metrics", "model_breakdown"]],
    wrappers: &["data"],
    nested: &["actor", "model_breakdown"],
    cached_input: CachedInput::Excluded,
    units: "days are UTC; amounts are estimates, written in hundredths of the currency",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.has("has_more") {
        entries.has_more_pages = fields.get("has_more").flag();
    }
    let Some(models) = fields.get("model_breakdown").list() else { return Err(Skip::OtherKind) };
    let from = entries.instant_in(fields.get("date"))?.ok_or(Skip::NoTime)?;
    let empty = Map::new();
    let actor = fields.get("actor").map();
    let actor = Fields::of_map(actor.as_deref().unwrap_or(&empty));
    let person = actor.first(&["email_address", "api_key_name", "id"]).text().unwrap_or_default();
    let place =
        [text_of(fields, &["terminaltype"]), text_of(fields, &["customertype"]), text_of(fields, &["organizationid"])];
    for own in models.iter().filter_map(Value::as_object).map(Fields::of_map) {
        let model = own.get("model").text().unwrap_or_default();
        let tokens = own.get("tokens").map();
        let Some(tokens) = tokens.as_deref().map(Fields::of_map) else { continue };
        let cost = own.get("estimated_cost").map();
        let cost = Fields::of_map(cost.as_deref().unwrap_or(&empty));
        let counts = StatedCounts {
            input: tokens.get("input").count()?,
            cache_read: tokens.get("cache_read").count()?,
            cache_write_5m: tokens.get("cache_creation").count()?,
            output: tokens.get("output").count()?,
            ..StatedCounts::default()
        };
        let currency = cost.get("currency").text().and_then(|text| Currency::parse(&text)).unwrap_or(Currency::USD);
        let mut dimensions = vec![from.to_string(), person.to_string(), model.to_string()];
        dimensions.extend(place.iter().cloned());
        let record = UsageRecord {
            interval: Some(Interval::dated(from, from.saturating_add(DAY))),
            provider: Some(entries.name("Anthropic")),
            model: Some(entries.name(&model)),
            is_bucket: true,
            tokens: counts.disjoint(ANTHROPIC_ANALYTICS.cached_input),
            cost: cost.get("amount").number()?.and_then(|cents| Cost::billed(cents / 100.0, currency)),
            key: Some(bucket::key(&dimensions)),
            user: Some(hashed(&["user", &person])).filter(|_| !person.is_empty()),
            ..UsageRecord::default()
        };
        entries.usage(record);
    }
    if models.is_empty() { Err(Skip::Blank) } else { Ok(()) }
}
