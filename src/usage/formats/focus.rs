//! FOCUS, the open format of bills, 1.0 to 1.4, with the columns that clouds and gateways add to it.
//!
//! A row is a meter: input, output and each cache action have rows of their own, and none says how many calls there were.
//! `BilledCost` and `EffectiveCost` are the same money twice, so one of them is read: what is billed. What is no token of a
//! model is a service with its cost. The virtual currency "Token" of version 1.2 prices credits and is no token of a model.

use std::borrow::Cow;

use serde_json::Map;

use super::bucket::{DAY, text_of};
use super::meter::{self, Bucket, Meter, tokens_per_unit};
use crate::language::{tr, tr_noop};
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// Cost and usage.
pub const FOCUS: Format = Format {
    key: "focus",
    name: tr_noop!("FOCUS bill"),
    fingerprints: &[
        &["~billedcost", "~chargeperiodstart"],
        &["~effectivecost", "~chargeperiodstart"],
        &["~billedcost", "~effectivecost", "~chargeperiodstart", "~servicename"],
        &["~chargecategory", "~chargeperiodstart", "~servicename"],
        &["~xskumetername", "~billingcurrency"],
    ],
    wrappers: &["data", "rows", "items"],
    nested: &["SkuPriceDetails", "sku_price_details", "skuPriceDetails", "x_SkuDetails", "Tags", "tags"],
    cached_input: CachedInput::Excluded,
    units: "charge periods are UTC; amounts are BilledCost in the billing currency, credits left out",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

const BILLED: [&str; 2] = ["billedcost", "xbilledcostinusd"];
const EFFECTIVE: [&str; 5] = ["effectivecost", "dailycost", "totalcost", "cost", "contractedcost"];

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.is_wrapping() && !fields.has_like(&BILLED) && !fields.has_like(&EFFECTIVE) {
        return Err(Skip::OtherKind);
    }
    if !fields.has_like(&BILLED) && !fields.has_like(&EFFECTIVE) {
        return Err(entries.refuse_without("`BilledCost`"));
    }
    const TIMES: [&str; 5] = ["chargeperiodstart", "day", "date", "usagedate", "billingperiodstart"];
    if fields.is_row() && !fields.has_like(&TIMES) {
        return Err(entries.refuse_timeless(tr!("Export it with `ChargePeriodStart`")));
    }
    let start = fields.like(&TIMES);
    let from = entries.instant_in(start)?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(fields.like(&["chargeperiodend"]))?.unwrap_or(from.saturating_add(DAY));
    // Never both: the one is the other, spread over the time that was paid for.
    let amount = match fields.like(&BILLED).number()? {
        Some(amount) => Some(amount),
        None if fields.has_like(&["billedcost"]) => None,
        None => fields.like(&EFFECTIVE).number()?,
    };
    let category = text_of(fields, &["chargecategory"]);
    if category.eq_ignore_ascii_case("credit") {
        return Err(Skip::Credit);
    }
    let currency = fields.like(&["billingcurrency", "currency"]).text().and_then(|text| Currency::parse(&text));
    let service = fields.like(&["servicename", "xservicename", "servicesubcategory", "servicecategory"]).text();
    let is_usage = category.is_empty() || category.eq_ignore_ascii_case("usage");
    let details = fields.like(&["skupricedetails", "xskudetails"]).map();
    let empty = Map::new();
    let details = Fields::of_map(details.as_deref().unwrap_or(&empty));
    let meter = meter(fields, details).filter(|_| is_usage);
    let tokens = if meter.is_some() { tokens(fields, meter.as_ref())? } else { None };
    let counts = match (&meter, tokens) {
        (Some(meter), Some(tokens)) => meter.counts(tokens),
        _ => StatedCounts::default(),
    };
    let model = match &meter {
        Some(meter) => meter.model.clone(),
        None if is_usage => model_alone(fields, details),
        None => None,
    };
    // Costs of what has no price are 0, and are not known.
    let has_price = fields.like(&["xpricingstatus"]).text().is_none_or(|status| status == "priced");
    let amount = amount.filter(|amount| has_price || *amount != 0.0);
    let provider = fields.like(&["serviceprovidername", "providername", "publishername", "hostprovidername"]);
    let others = || match (&service, is_usage) {
        (_, false) if category.eq_ignore_ascii_case("tax") => Some(Cow::Borrowed("Tax")),
        (Some(service), _) => Some(service.clone()),
        (None, _) => fields.like(&["xskumetername", "skumeter", "chargedescription", "skuid"]).text(),
    };
    let service = if model.is_some() { None } else { others().map(|name| entries.name(&name)) };
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: entries.name_in(provider),
        service,
        model: model.map(|model| entries.name(&model)),
        is_bucket: true,
        is_key_shared: true,
        tokens: counts.disjoint(FOCUS.cached_input),
        batch: meter.as_ref().map(|meter| meter.is_batch).filter(|is_batch| *is_batch),
        tier: meter.as_ref().and_then(|meter| meter.tier).map(|tier| entries.name(tier)),
        cost: amount.and_then(|amount| Cost::billed(amount, currency.unwrap_or(Currency::USD))),
        key: Some(fields.hashed_without(is_measured)),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}

/// Whether a column says how much, and may have grown when a row is exported again.
fn is_measured(plain_name: &str) -> bool {
    plain_name.ends_with("cost") || plain_name.contains("quantity") || plain_name.ends_with("tokens")
}

/// What the row counts, if it is tokens of a model: by the properties of its price, else by the words of its meter.
fn meter(fields: Fields<'_>, details: Fields<'_>) -> Option<Meter> {
    const NAMES: [&str; 8] = [
        "xskumetername",
        "skumeter",
        "xusagetype",
        "xskudescription",
        "xskumeterid",
        "chargedescription",
        "skuid",
        "skupriceid",
    ];
    let own = |names: &[&str]| details.like(names).text().or_else(|| fields.like(names).text());
    let direction = own(&["tokendirection", "xtokendirection", "tokentype", "xtokentype"]).unwrap_or_default();
    let action =
        own(&["tokencacheaction", "cacheaction", "xcacheaction", "xcachestatus", "cachestatus"]).unwrap_or_default();
    let lifetime = own(&["tokencachelifetime", "cachelifetime", "cachettl", "xcachettl"]).unwrap_or_default();
    let seller: String = [
        "servicename",
        "servicesubcategory",
        "servicecategory",
        "publishername",
        "xskumetercategory",
        "xskumetersubcategory",
    ]
    .iter()
    .map(|name| text_of(fields, &[name]) + " ")
    .collect();
    let texts: Vec<Cow<'_, str>> = NAMES.iter().filter_map(|name| fields.like(&[name]).text()).collect();
    // Most rows of a bill are of other services; reading the words of them all takes time.
    let may_count = |text: &Cow<'_, str>| text.to_ascii_lowercase().contains("token");
    if direction.is_empty() && !meter::sells_models(&seller) && !texts.iter().any(may_count) {
        return None;
    }
    let meters: Vec<Meter> = texts.iter().map(|text| Meter::parse(text)).collect();
    let mut meter = meters.iter().find(|meter| meter.is_of_tokens(&seller)).cloned();
    let stated = Meter::parse(&format!("{action} {direction} {lifetime}"));
    let bucket = match (stated.bucket, &*action.to_lowercase()) {
        (Some(Bucket::Output), _) => Some(Bucket::Output),
        (_, "read" | "hit" | "cacheread" | "cached") => Some(Bucket::CacheRead),
        (_, "write" | "creation" | "cachewrite") if lifetime.contains('1') => Some(Bucket::CacheWrite1h),
        (_, "write" | "creation" | "cachewrite") => Some(Bucket::CacheWrite5m),
        (bucket, _) => bucket,
    };
    if let Some(bucket) = bucket {
        meter.get_or_insert_default().bucket = Some(bucket);
    }
    let mut meter = meter?;
    let model = own(&["modelid", "xmodelid", "modelname", "xmodelname", "xmodel", "model"]);
    let other = || {
        let named = text_of(fields, &["servicename", "resourcename"]);
        let is_edition = named.contains("Edition)");
        let of_meter = || meters.iter().filter(|_| !is_edition).find_map(|meter| meter.model.clone());
        of_meter()
            .or_else(|| Some(Meter::parse(&named)).filter(|meter| meter.is_of_family).and_then(|meter| meter.model))
    };
    meter.model = model.map(Cow::into_owned).or_else(other);
    Some(meter)
}

/// The model of a row that counts something else than tokens, as gateways write them: a row a day and model.
fn model_alone(fields: Fields<'_>, details: Fields<'_>) -> Option<String> {
    const NAMES: [&str; 3] = ["modelid", "xmodelid", "xmodel"];
    let named = details.like(&NAMES).text().or_else(|| fields.like(&NAMES).text()).map(Cow::into_owned);
    let is_generative = text_of(fields, &["servicesubcategory"]).eq_ignore_ascii_case("generative ai");
    let tagged = || {
        let tags = fields.like(&["tags"]).map().filter(|_| is_generative)?;
        Fields::of_map(&tags).get("model").text().map(Cow::into_owned)
    };
    named.or_else(tagged)
}

/// How many tokens; `None` where the unit does not say.
fn tokens(fields: Fields<'_>, meter: Option<&Meter>) -> Result<Option<f64>, Skip> {
    if let Some(tokens) = fields.like(&["xconsumedtokens", "consumedtokens"]).number()? {
        return Ok(Some(tokens));
    }
    let unit = |names: &[&str]| fields.like(names).text();
    let consumed = fields.like(&["consumedquantity", "usagequantity"]).number()?;
    let consumed_unit = unit(&["consumedunit", "usageunit"]).unwrap_or_default();
    let priced = fields.like(&["pricingquantity"]).number()?;
    if let (Some(consumed), Some(per_unit)) = (consumed, tokens_per_unit(&consumed_unit)) {
        return Ok(Some(consumed * per_unit));
    }
    let block = fields.like(&["xpricingblocksize"]).number()?.filter(|block| 1.0 < *block);
    let pricing_unit = unit(&["xpricingunitdescription"]).and_then(|unit| tokens_per_unit(&unit));
    let pricing_unit = pricing_unit.or_else(|| unit(&["pricingunit"]).and_then(|unit| tokens_per_unit(&unit)));
    let per_unit = pricing_unit.or(block).or(meter.and_then(|meter| meter.tokens_per_unit));
    if let (Some(priced), Some(per_unit)) = (priced, per_unit) {
        return Ok(Some(priced * per_unit));
    }
    let usage_type = text_of(fields, &["xusagetype"]);
    if let (Some(consumed), true) = (consumed.or(priced), usage_type.contains("oken")) {
        return Ok(Some(consumed * super::aws::per_unit("", &usage_type, &text_of(fields, &["chargedescription"]))));
    }
    // Google counts tokens as requests.
    let is_count = ["count", "counts", "requests", "request"].contains(&consumed_unit.to_lowercase().as_str());
    Ok(consumed.filter(|_| is_count))
}
