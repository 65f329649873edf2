//! Google Cloud: its billing export (JSON and CSV of BigQuery) and the cost table of its console (CSV).
//!
//! The unit of a count of tokens is "requests" or "count"; the name of the SKU tells that they are tokens. Credits bring net
//! costs to 0, and a table that joins them repeats a row for each: what is read is the cost before credits, once.

use serde_json::Map;

use super::bucket::{DAY, text_of};
use super::meter::{Meter, tokens_per_unit};
use crate::language::{tr, tr_noop};
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// The billing export.
pub const GCP_BILLING: Format = Format {
    key: "gcp_billing",
    name: tr_noop!("Google Cloud billing export"),
    fingerprints: &[
        &["service.description", "sku.description", "cost"],
        &["service.description", "sku.description", "usage_start_time"],
        &["~servicedescription", "~skudescription", "~cost"],
        &["~servicedescription", "~skudescription", "~usageamount"],
        &["~service", "~sku", "~cost", "~usageamount"],
    ],
    wrappers: &["data", "rows"],
    nested: &["service", "sku", "usage"],
    cached_input: CachedInput::Excluded,
    units: "times without an offset are UTC; amounts are costs before credits, in the currency of each row",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    const COSTS: [&str; 3] = ["unroundedcost", "cost", "grosscost"];
    let amount = fields.like(&COSTS);
    if !fields.has_like(&COSTS) {
        let is_row = fields.has_like(&["sku", "skudescription"]);
        return Err(if is_row { entries.refuse_without("`cost`") } else { Skip::OtherKind });
    }
    if !fields.like(&["credittype", "creditname"]).is_missing() && !fields.has_like(&["creditsamount", "creditamount"])
    {
        // The console lists credits as rows of their own.
        return Err(Skip::Credit);
    }
    const TIMES: [&str; 5] = ["usagestarttime", "usagestartdate", "usagestart", "day", "date"];
    if fields.is_row() && !fields.has_like(&TIMES) {
        return Err(entries.refuse_timeless(tr!("Export the billing table, or the cost table grouped by day")));
    }
    let start = fields.like(&TIMES);
    let from = entries.instant_in(start)?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(fields.like(&["usageendtime", "usageenddate"]))?.unwrap_or(from.saturating_add(DAY));
    let kind = text_of(fields, &["costtype"]);
    let within = |name: &str, inner: &[&str]| {
        let map = fields.get(name).map();
        let empty = Map::new();
        let map = Fields::of_map(map.as_deref().unwrap_or(&empty));
        text_of(map, inner)
    };
    let described = |nested: &str, flat: &[&str]| {
        let own = within(nested, &["description", "name"]);
        if own.is_empty() { text_of(fields, flat) } else { own }
    };
    let service = described("service", &["servicedescription", "service"]);
    let sku = described("sku", &["skudescription", "sku"]);
    let meter = Meter::parse(&sku);
    let is_regular = kind.is_empty() || matches!(&*kind.to_lowercase(), "regular" | "usage");
    let meter = Some(meter).filter(|meter| is_regular && meter.is_of_tokens(&format!("{service} {sku}")));
    let usage = fields.get("usage").map();
    let empty = Map::new();
    let usage = Fields::of_map(usage.as_deref().unwrap_or(&empty));
    let flat = fields.like(&["usageamount"]).number()?;
    let quantity = usage.get("amount").number()?.or(flat);
    let unit = usage.get("unit").text().map_or_else(|| text_of(fields, &["usageunit"]), std::borrow::Cow::into_owned);
    let counts = match (&meter, quantity) {
        (Some(meter), Some(quantity)) => {
            per_unit(&unit).map_or(StatedCounts::default(), |size| meter.counts(quantity * size))
        }
        _ => StatedCounts::default(),
    };
    let model = meter.as_ref().and_then(|meter| meter.model.clone());
    let service = if kind.eq_ignore_ascii_case("tax") { "Tax".to_owned() } else { service };
    let currency = text_of(fields, &["currency", "currencycode"]);
    // Of a table that joins credits, rows that differ in nothing else are one.
    let is_joined =
        fields.names().any(|name| crate::usage::fields::plain(name).starts_with("credit") && name != "credits");
    let key = fields.hashed_without(|name| {
        name.starts_with("credit")
            || name.contains("cost")
            || name == "usage"
            || name.contains("amount")
            || name == "exporttime"
    });
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name("Google Cloud")),
        service: if model.is_some() {
            None
        } else {
            Some(service).filter(|name| !name.is_empty()).map(|name| entries.name(&name))
        },
        model: model.map(|model| entries.name(&model)),
        is_bucket: true,
        is_key_shared: !is_joined,
        tokens: counts.disjoint(GCP_BILLING.cached_input),
        batch: meter.as_ref().map(|meter| meter.is_batch).filter(|is_batch| *is_batch),
        tier: meter.as_ref().and_then(|meter| meter.tier).map(|tier| entries.name(tier)),
        cost: amount
            .number()?
            .and_then(|amount| Cost::billed(amount, Currency::parse(&currency).unwrap_or(Currency::USD))),
        key: Some(key),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// Tokens of a unit; of hours and bytes none.
fn per_unit(unit: &str) -> Option<f64> {
    let is_count = matches!(&*unit.to_lowercase(), "" | "count" | "counts" | "request" | "requests" | "1");
    tokens_per_unit(unit).or(is_count.then_some(1.0))
}
