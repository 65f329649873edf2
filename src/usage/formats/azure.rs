//! Azure: exports of actual and amortized costs (CSV), of every kind of account and version.
//!
//! Direction, cache and model are in the name of the meter alone, and one bill counts some meters by 1,000 tokens and others by
//! 1,000,000. Days are written with the month first.

use super::bucket::{DAY, text_of};
use super::meter::{Meter, tokens_per_unit};
use crate::language::{tr, tr_noop};
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// Cost details.
pub const AZURE_COSTS: Format = Format {
    key: "azure_costs",
    name: tr_noop!("Azure cost export"),
    fingerprints: &[
        &["~metername", "~metercategory"],
        &["~metername", "~costinbillingcurrency"],
        &["~metername", "~pretaxcost"],
        &["~metername", "~quantity", "~cost"],
        &["~meter", "~metercategory", "~costinbillingcurrency"],
        // What cost analysis downloads.
        &["~usagedate", "~cost", "~costusd", "~currency"],
    ],
    wrappers: &["data", "rows"],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days are UTC, month before day; amounts are in the billing currency, refunds left out",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

const COSTS: [&str; 8] = [
    "costinbillingcurrency",
    "pretaxcost",
    "cost",
    "extendedcost",
    "paygcostinbillingcurrency",
    "costinpricingcurrency",
    "costinusd",
    "costusd",
];

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if !fields.has_like(&COSTS) {
        return Err(if fields.has_like(&["metername"]) {
            entries.refuse_without("`costInBillingCurrency`")
        } else {
            Skip::OtherKind
        });
    }
    const TIMES: [&str; 5] = ["date", "usagedate", "usagedatetime", "usagestart", "chargeperiodstart"];
    if fields.is_row() && !fields.has_like(&TIMES) {
        return Err(entries.refuse_timeless(tr!("Export cost details with their days")));
    }
    let from = day(fields.like(&TIMES), entries)?;
    let kind = text_of(fields, &["chargetype"]);
    if kind.eq_ignore_ascii_case("refund") || kind.eq_ignore_ascii_case("credit") {
        return Err(Skip::Credit);
    }
    let name = text_of(fields, &["metername", "meter"]);
    let category = text_of(fields, &["metercategory"]);
    let subcategory = text_of(fields, &["metersubcategory"]);
    let product = text_of(fields, &["productname", "product"]);
    let family = text_of(fields, &["servicefamily", "meterservicefamily"]);
    let consumed = text_of(fields, &["consumedservice", "resourcetype"]);
    let seller = format!("{category} {subcategory} {product} {family} {consumed}");
    let is_usage = kind.is_empty() || kind.eq_ignore_ascii_case("usage");
    let meter = Some(Meter::parse(&name)).filter(|meter| is_usage && meter.is_of_tokens(&seller));
    let quantity = fields.like(&["quantity", "usagequantity", "consumedquantity"]).number()?;
    let unit = text_of(fields, &["unitofmeasure", "unit", "meterunit"]);
    let counts = match (&meter, quantity) {
        (Some(meter), Some(quantity)) => {
            tokens(quantity, &unit, meter).map_or(StatedCounts::default(), |tokens| meter.counts(tokens))
        }
        _ => StatedCounts::default(),
    };
    let model = meter.as_ref().and_then(|meter| meter.model.clone()).map(|model| with_family(model, &seller));
    let service =
        [category, name, text_of(fields, &["servicename"]), consumed].into_iter().find(|name| !name.is_empty());
    let currency = text_of(fields, &["billingcurrency", "billingcurrencycode", "currencycode", "currency"]);
    // Costs that are there in US dollars alone are not in the currency of the bill.
    let is_billed = !fields.like(&COSTS[..6]).is_missing();
    let currency = Currency::parse(&currency).filter(|_| is_billed).unwrap_or(Currency::USD);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, from.saturating_add(DAY))),
        provider: Some(entries.name("Azure")),
        service: if model.is_some() { None } else { service.map(|name| entries.name(&name)) },
        model: model.map(|model| entries.name(&model)),
        is_bucket: true,
        is_key_shared: true,
        tokens: counts.disjoint(AZURE_COSTS.cached_input),
        batch: meter.as_ref().map(|meter| meter.is_batch).filter(|is_batch| *is_batch),
        tier: meter.as_ref().and_then(|meter| meter.tier).map(|tier| entries.name(tier)),
        cost: fields.like(&COSTS).number()?.and_then(|amount| Cost::billed(amount, currency)),
        key: Some(fields.hashed_without(|name| name.contains("cost") || name.contains("quantity"))),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// A day, which Azure writes with the month first.
fn day(field: Field<'_>, entries: &mut Entries) -> Result<i64, Skip> {
    let text = field.text().unwrap_or_default().into_owned();
    let parts: Vec<&str> = text.split(' ').next().unwrap_or_default().split('/').collect();
    let written = match parts.as_slice() {
        [month, day, year] if year.len() == 4 => format!("{year}-{month:0>2}-{day:0>2}"),
        _ if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{}-{}-{}", &text[..4], &text[4..6], &text[6..])
        }
        _ => return entries.instant_in(field)?.ok_or(Skip::NoTime),
    };
    entries.instant_in(Field::Cell(&written, false))?.ok_or(Skip::NoTime)
}

/// How many tokens: the unit says of how many a quantity is, or else the meter. Where neither does, a quantity is of single
/// tokens only if its unit is one.
fn tokens(quantity: f64, unit: &str, meter: &Meter) -> Option<f64> {
    let per_unit = tokens_per_unit(unit).or(meter.tokens_per_unit);
    per_unit.or((unit.trim() == "1").then_some(1.0)).map(|per_unit| quantity * per_unit)
}

/// Some meters leave out what model they are of: `5.4 inp Gl`.
fn with_family(model: String, seller: &str) -> String {
    let is_bare = model.starts_with(|letter: char| letter.is_ascii_digit());
    if is_bare && seller.to_lowercase().contains("openai") { format!("gpt-{model}") } else { model }
}
