//! AWS: cost and usage reports (2.0 and legacy, CSV), and answers of Cost Explorer (JSON, and CSV of its console).
//!
//! The usage type names region, model, direction and tier. Bedrock's own models are counted by 1,000 tokens, those of the
//! marketplace by 1,000,000, unless the unit of the row says otherwise; their model is in the name of the product alone.

use serde_json::{Map, Value};

use super::bucket::{self, DAY, text_of};
use super::meter::{Meter, tokens_per_unit};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// Cost and usage reports.
pub const AWS_CUR: Format = Format {
    key: "aws_cur",
    name: tr_noop!("AWS cost and usage report"),
    fingerprints: &[
        &["~lineitemusagetype", "~lineitemusagestartdate"],
        &["~lineitemusagetype", "~lineitemunblendedcost"],
        &["~usagetype", "~usagestartdate", "~unblendedcost"],
    ],
    wrappers: &["data", "rows"],
    nested: &["product"],
    cached_input: CachedInput::Excluded,
    units: "times are UTC; amounts are unblended costs in the currency of each row, credits and refunds left out",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_report),
};

/// Answers of Cost Explorer's interface.
pub const AWS_COST_EXPLORER: Format = Format {
    key: "aws_cost_explorer",
    name: tr_noop!("AWS Cost Explorer"),
    fingerprints: &[&["TimePeriod", "Total", "Estimated"], &["Keys", "Metrics"], &["TimePeriod", "Total"]],
    wrappers: &["ResultsByTime", "Groups"],
    nested: &["TimePeriod", "Total", "Keys", "Metrics"],
    cached_input: CachedInput::Excluded,
    units: "days are UTC; amounts are in the unit of each metric",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_answer),
};

/// What the console of Cost Explorer saves: a row a day and a column a service or usage type.
pub const AWS_COST_TABLE: Format = Format {
    key: "aws_cost_table",
    name: tr_noop!("AWS Cost Explorer, as its console saves it"),
    fingerprints: &[&["~totalcosts"]],
    wrappers: &[],
    nested: &[],
    cached_input: CachedInput::Excluded,
    units: "days are UTC; amounts are US dollars",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read_table),
};

fn read_report(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    const COSTS: [&str; 5] = [
        "lineitemunblendedcost",
        "unblendedcost",
        "lineitemnetunblendedcost",
        "pricingpublicondemandcost",
        "lineitemblendedcost",
    ];
    if !fields.has_like(&COSTS) {
        return Err(entries.refuse_without("`line_item_unblended_cost`"));
    }
    let start = fields.like(&["lineitemusagestartdate", "usagestartdate", "billbillingperiodstartdate"]);
    let from = entries.instant_in(start)?.ok_or(Skip::NoTime)?;
    let end = entries.instant_in(fields.like(&["lineitemusageenddate", "usageenddate"]))?;
    let kind = text_of(fields, &["lineitemlineitemtype", "lineitemtype"]);
    if matches!(&*kind, "Credit" | "Refund") {
        return Err(Skip::Credit);
    }
    let amount = fields.like(&COSTS).number()?;
    let usage_type = text_of(fields, &["lineitemusagetype", "usagetype"]);
    let description = text_of(fields, &["lineitemlineitemdescription", "itemdescription"]);
    let details = fields.like(&["product"]).map();
    let empty = Map::new();
    let details = Fields::of_map(details.as_deref().unwrap_or(&empty));
    let product = [
        text_of(fields, &["productproductname", "productservicename", "productname", "servicename"]),
        text_of(details, &["productname", "servicename"]),
        text_of(fields, &["lineitemproductcode", "productcode", "productservicecode"]),
    ];
    let code = product.iter().rev().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    let name = product.iter().find(|name| !name.is_empty()).cloned().unwrap_or_default();
    let is_usage = matches!(&*kind, "" | "Usage" | "DiscountedUsage" | "SavingsPlanCoveredUsage");
    let meter = Meter::parse(&usage_type);
    let meter = Some(meter).filter(|meter| is_usage && meter.is_of_tokens(&format!("{name} {code}")));
    let unit = text_of(fields, &["pricingunit", "lineitemusageunit", "usageunit", "unit"]);
    let quantity = fields.like(&["lineitemusageamount", "usageamount", "usagequantity"]).number()?;
    let counts = match (&meter, quantity) {
        (Some(meter), Some(quantity)) => meter.counts(quantity * per_unit(&unit, &usage_type, &description)),
        _ => StatedCounts::default(),
    };
    let model = text_of(fields, &["productmodel", "productmodelname"]);
    let model = [model, text_of(details, &["model", "modelname"])].into_iter().find(|model| !model.is_empty());
    let model = meter.as_ref().and_then(|meter| model.or_else(|| model_of(meter, &name)));
    let service = match &*kind {
        "Tax" => "Tax".to_owned(),
        _ => name,
    };
    let currency = fields.like(&["lineitemcurrencycode", "currencycode", "currency"]).text();
    let currency = currency.and_then(|text| Currency::parse(&text)).unwrap_or(Currency::USD);
    let item = text_of(fields, &["identitylineitemid", "lineitemid"]);
    let interval = text_of(fields, &["identitytimeinterval"]);
    let record = UsageRecord {
        interval: Some(Interval::dated(from, end.unwrap_or(from.saturating_add(DAY)))),
        provider: Some(entries.name("AWS")),
        service: if model.is_some() {
            None
        } else {
            Some(service).filter(|name| !name.is_empty()).map(|name| entries.name(&name))
        },
        is_bucket: true,
        is_key_shared: item.is_empty(),
        cost: amount.and_then(|amount| Cost::billed(amount, currency)),
        key: Some(if item.is_empty() {
            fields
                .hashed_without(|name| name.ends_with("cost") || name.ends_with("amount") || name.ends_with("quantity"))
        } else {
            bucket::key(&[item, interval, from.to_string(), kind])
        }),
        ..of_meter(meter.as_ref(), counts, model, entries)
    };
    entries.usage(record);
    Ok(())
}

/// What a meter says of a record.
fn of_meter(meter: Option<&Meter>, counts: StatedCounts, model: Option<String>, entries: &mut Entries) -> UsageRecord {
    UsageRecord {
        model: model.map(|model| entries.name(&model)),
        tokens: counts.disjoint(CachedInput::Excluded),
        batch: meter.map(|meter| meter.is_batch).filter(|is_batch| *is_batch),
        tier: meter.and_then(|meter| meter.tier).map(|tier| entries.name(tier)),
        ..UsageRecord::default()
    }
}

/// The model in the usage type, else in the name of the product: `Claude Sonnet 4.6 (Amazon Bedrock Edition)`.
fn model_of(meter: &Meter, product: &str) -> Option<String> {
    let own = || Some(Meter::parse(product)).filter(|meter| meter.is_of_family || product.contains("Edition)"));
    meter.model.clone().or_else(|| own().and_then(|meter| meter.model))
}

/// How many tokens a unit is.
pub(super) fn per_unit(unit: &str, usage_type: &str, description: &str) -> f64 {
    const OWN: f64 = 1e3;
    const MARKETPLACE: f64 = 1e6;
    let described = description.to_lowercase();
    let described = described.split_once(" per ").and_then(|(_, unit)| {
        let words: Vec<&str> = unit.split_whitespace().collect();
        let joined = |count: usize| words.get(..count).and_then(|words| tokens_per_unit(&words.join(" ")));
        joined(2).filter(|_| described.contains("token")).or_else(|| joined(1))
    });
    let is_of_marketplace = usage_type.contains("MP:") || usage_type.ends_with("-Units");
    tokens_per_unit(unit).or(described).unwrap_or(if is_of_marketplace { MARKETPLACE } else { OWN })
}

fn read_answer(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if !fields.get("NextPageToken").is_missing() {
        entries.has_more_pages = Some(true);
    }
    let metrics = fields.get("Metrics").map().or_else(|| fields.get("Total").map());
    let Some(metrics) = metrics.filter(|metrics| !metrics.is_empty()) else { return Err(Skip::OtherKind) };
    let period = fields.inherited("TimePeriod").map().ok_or(Skip::NoTime)?;
    let period = Fields::of_map(&period);
    let from = entries.instant_in(period.get("Start"))?.ok_or(Skip::NoTime)?;
    let to = entries.instant_in(period.get("End"))?.unwrap_or(from.saturating_add(DAY));
    let keys = fields.get("Keys").list();
    let keys: Vec<&str> = keys.iter().flat_map(|keys| keys.iter()).filter_map(Value::as_str).collect();
    let metric = |names: [&str; 4]| {
        let named = names.iter().find_map(|name| metrics.get(*name)).and_then(Value::as_object);
        named.map(Fields::of_map)
    };
    let cost = metric(["UnblendedCost", "NetUnblendedCost", "AmortizedCost", "BlendedCost"]);
    let quantity = metric(["UsageQuantity", "NormalizedUsageAmount", "UsageQuantity", "UsageQuantity"]);
    let amount = cost.map(|cost| cost.get("Amount").number()).transpose()?.flatten();
    let currency = cost.and_then(|cost| cost.get("Unit").text()).and_then(|text| Currency::parse(&text));
    let all = keys.join(" ");
    let meters = keys.iter().map(|key| (Meter::parse(key), *key));
    let found = meters.into_iter().find(|(meter, _)| meter.is_of_tokens(&all));
    let tokens = match (&found, quantity) {
        (Some((_, usage_type)), Some(quantity)) => {
            let unit = quantity.get("Unit").text().unwrap_or_default();
            quantity.get("Amount").number()?.map(|amount| amount * per_unit(&unit, usage_type, ""))
        }
        _ => None,
    };
    let meter = found.map(|(meter, _)| meter);
    let counts = match (&meter, tokens) {
        (Some(meter), Some(tokens)) => meter.counts(tokens),
        _ => StatedCounts::default(),
    };
    let service = keys.first().map(|key| key.trim_start_matches("SERVICE$").to_owned());
    let edition =
        keys.iter().map(|key| Meter::parse(key)).find(|meter| meter.is_of_family).and_then(|meter| meter.model);
    let model = match &meter {
        Some(meter) => edition.or_else(|| meter.model.clone()),
        None => edition.filter(|_| all.contains("Edition)")),
    };
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: Some(entries.name("AWS")),
        service: if model.is_some() { None } else { service.map(|name| entries.name(&name)) },
        is_bucket: true,
        cost: amount.and_then(|amount| Cost::billed(amount, currency.unwrap_or(Currency::USD))),
        key: Some(bucket::key(&[from.to_string(), to.to_string(), keys.join("\u{1f}")])),
        ..of_meter(meter.as_ref(), counts, model, entries)
    };
    entries.usage(record);
    Ok(())
}

fn read_table(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    let Some(first) = fields.names().next() else { return Err(Skip::Blank) };
    let day = fields.get(first).text().unwrap_or_default();
    if day.ends_with("total") {
        return Err(Skip::Totals);
    }
    let from = entries.instant_in(fields.get(first))?.ok_or(Skip::NoTime)?;
    let mut has_any = false;
    for column in fields.names().skip(1) {
        let name = column.trim_end_matches("($)").trim();
        let field = fields.get(column);
        if name.eq_ignore_ascii_case("total costs") || matches!(field, Field::Missing) {
            continue;
        }
        let amount = field.number()?;
        let meter = Meter::parse(name);
        let is_model = meter.is_of_tokens(name) || name.contains("Edition)");
        let model = meter.model.clone().filter(|_| is_model);
        let record = UsageRecord {
            interval: Some(Interval::dated(from, from.saturating_add(DAY))),
            provider: Some(entries.name("AWS")),
            service: if model.is_some() { None } else { Some(entries.name(name)) },
            is_bucket: true,
            cost: amount.and_then(Cost::dollars),
            key: Some(bucket::key(&[from.to_string(), name.to_owned()])),
            ..of_meter(None, StatedCounts::default(), model, entries)
        };
        entries.usage(record);
        has_any = true;
    }
    if has_any { Ok(()) } else { Err(Skip::Blank) }
}
