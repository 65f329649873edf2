//! Vercel AI Gateway: its report (JSON), a row a day or hour and whatever it was grouped by.

use super::bucket::{self, end_of, text_of, whole};
use crate::language::{tr, tr_noop};
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::fields::Fields;
use crate::usage::format::{Entries, Format};
use crate::usage::record::{Cost, Interval, UsageRecord};
use crate::usage::skip::Skip;

/// The report.
pub const VERCEL_GATEWAY: Format = Format {
    key: "vercel_gateway",
    name: tr_noop!("Vercel AI Gateway report"),
    fingerprints: &[
        &["~totalcost", "~inputtokens", "~outputtokens", "~requestcount"],
        &["~totalcost", "~inputtokens", "~outputtokens", "~day"],
        &["~totalcost", "~inputtokens", "~outputtokens", "~hour"],
    ],
    wrappers: &["results", "data"],
    nested: &[],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "days and hours are UTC; amounts are US dollars",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(read),
};

fn read(fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
    if fields.is_wrapping() {
        return Err(Skip::OtherKind);
    }
    let field = fields.like(&["hour", "day", "date", "timestamp"]);
    if field.is_missing() && !fields.has_like(&["hour", "day", "date", "timestamp"]) {
        return Err(entries.refuse_timeless(tr!("Ask for the report with `date_part=day`")));
    }
    let from = entries.instant_in(field)?.ok_or(Skip::NoTime)?;
    let is_hour = !fields.like(&["hour"]).is_missing();
    let to = end_of(from, if is_hour { ":" } else { "" });
    let counts = StatedCounts {
        input: fields.like(&["inputtokens"]).count()?,
        cache_read: fields.like(&["cachedinputtokens", "cachereadinputtokens"]).count()?,
        cache_write_5m: fields.like(&["cachecreationinputtokens", "cachewriteinputtokens"]).count()?,
        output: fields.like(&["outputtokens"]).count()?,
        reasoning: fields.like(&["reasoningtokens"]).count()?,
        total: fields.like(&["totaltokens"]).count()?,
        ..StatedCounts::default()
    };
    let dimensions: Vec<String> = ["model", "provider", "user", "tag", "credentialtype", "apikeyid", "zone"]
        .iter()
        .map(|name| text_of(fields, &[name]))
        .chain([from.to_string(), to.to_string()])
        .collect();
    let record = UsageRecord {
        interval: Some(Interval::dated(from, to)),
        provider: entries.name_in(fields.like(&["provider"])),
        model: entries.name_in(fields.like(&["model"])),
        calls: whole(fields.like(&["requestcount"]).count()?),
        is_bucket: true,
        tokens: counts.disjoint(VERCEL_GATEWAY.cached_input),
        cost: fields.like(&["totalcost"]).number()?.and_then(Cost::dollars),
        key: Some(bucket::key(&dimensions)),
        ..UsageRecord::default()
    };
    entries.usage(record);
    Ok(())
}
