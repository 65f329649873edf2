//! A file in no format that is known here, whose columns somebody has assigned.

use std::borrow::Cow;

use super::bucket::{DAY, whole};
use crate::language::tr_noop;
use crate::usage::cached_input::{CachedInput, StatedCounts};
use crate::usage::columns::{Columns, Role};
use crate::usage::fields::{Field, Fields};
use crate::usage::format::{Entries, Format, Reader};
use crate::usage::record::{Cost, Currency, Interval, UsageRecord, hashed};
use crate::usage::skip::Skip;

/// Columns by hand; no file is recognised as it.
pub const GENERIC: Format = Format {
    key: "columns",
    name: tr_noop!("columns assigned by hand"),
    fingerprints: &[],
    wrappers: &["data", "results", "rows", "items", "records", "entries", "logs", "events"],
    nested: &[],
    cached_input: CachedInput::IncludedUnlessRefuted,
    units: "times without an offset are UTC; amounts are US dollars unless a currency is assigned",
    is_ordered: false,
    row_limits: &[],
    reader: || Box::new(|_: Fields<'_>, _: &mut Entries| Err(Skip::OtherKind)),
};

/// Reads by assigned columns.
#[derive(Debug)]
pub struct ByColumns(pub Columns);

impl Reader for ByColumns {
    fn read(&mut self, fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
        let columns = &self.0;
        self.check(fields, entries)?;
        let count = |role| self.of(fields, role, |field| field.count());
        let text = |role| self.of(fields, role, |field| field.text().map(Cow::into_owned));
        let at = |role, entries: &mut Entries| match columns.name(role) {
            Some(name) => with(fields, name, |field| entries.instant_in(field)),
            None => Ok(None),
        };
        let time = at(Role::Time, entries)?;
        let from = match time {
            Some(time) => time,
            None => at(Role::Day, entries)?.ok_or(Skip::NoTime)?,
        };
        let end = at(Role::End, entries)?;
        let calls = count(Role::Calls)?;
        let is_call = time.is_some() && columns.name(Role::Calls).is_none();
        let usual = if time.is_some() { 0 } else { DAY };
        let uncached = count(Role::UncachedInput)?;
        let stated = StatedCounts {
            input: count(Role::Input)?.or(uncached),
            cache_read: count(Role::CacheRead)?,
            cache_write_5m: count(Role::CacheWrite)?,
            cache_write_1h: count(Role::CacheWrite1h)?,
            output: count(Role::Output)?,
            reasoning: count(Role::Reasoning)?,
            total: count(Role::Total)?,
            ..StatedCounts::default()
        };
        let rule = if columns.name(Role::Input).is_none() && columns.name(Role::UncachedInput).is_some() {
            CachedInput::Excluded
        } else {
            GENERIC.cached_input
        };
        let amount = match self.of(fields, Role::Cost, |field| field.number())? {
            Some(amount) => Some(amount),
            None => self.of(fields, Role::Cents, |field| field.number())?.map(|cents| cents / 100.0),
        };
        let is_blank = [stated.input, stated.output, stated.cache_read, calls, amount].iter().all(Option::is_none);
        if is_blank {
            return Err(Skip::Blank);
        }
        // Three letters name a currency where no column is called so.
        let fixed = columns.name(Role::Currency).and_then(Currency::parse);
        let currency = text(Role::Currency).and_then(|text| Currency::parse(&text)).or(fixed).unwrap_or(Currency::USD);
        let id = text(Role::Id);
        let failed = match self.of(fields, Role::Failed, |field| field.flag()) {
            Some(failed) if is_call => Some(u64::from(failed)),
            _ => whole(count(Role::Failed)?),
        };
        let record = UsageRecord {
            interval: Some(Interval::dated(from, end.unwrap_or(from.saturating_add(usual)))),
            provider: text(Role::Provider).map(|name| entries.name(&name)),
            model: text(Role::Model).map(|name| entries.name(&name)),
            service: text(Role::Service).map(|name| entries.name(&name)),
            calls: if is_call { Some(1) } else { whole(calls) },
            is_bucket: !is_call,
            tokens: stated.disjoint(rule),
            batch: self.of(fields, Role::Batch, |field| field.flag()),
            cost: amount.and_then(|amount| Cost::new(amount, currency)),
            failed,
            key: id.map(|id| hashed(&["id", &id])),
            request: text(Role::Request).map(|request| hashed(&["request", &request])),
            user: text(Role::User).map(|user| hashed(&["user", &user])),
            ..UsageRecord::default()
        };
        entries.usage(record);
        Ok(())
    }
}

impl ByColumns {
    /// The first column that is assigned and is not there.
    pub fn missing(&self, fields: Fields<'_>) -> Option<&str> {
        let missing = self.0.assigned().find(|(role, name)| {
            let is_letters = *role == Role::Currency && Currency::parse(name).is_some();
            !is_letters && !has(fields, name)
        });
        missing.map(|(_, name)| name)
    }

    /// What is read in a column; nothing where none is assigned.
    fn of<T>(&self, fields: Fields<'_>, role: Role, read: impl FnOnce(Field<'_>) -> T) -> T {
        match self.0.name(role) {
            Some(name) => with(fields, name, read),
            None => read(Field::Missing),
        }
    }

    /// A table has to have every column that is assigned; an object some that say how much.
    fn check(&self, fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
        let Some(name) = self.missing(fields) else { return Ok(()) };
        if fields.is_row() {
            let found: Vec<&str> = fields.names().collect();
            return Err(entries.refuse(format!("it has no column `{name}`; it has {}", found.join(", "))));
        }
        let amounts = [Role::Input, Role::UncachedInput, Role::Output, Role::Total, Role::Cost, Role::Cents];
        let says_how_much = amounts.iter().filter_map(|role| self.0.name(*role)).any(|name| has(fields, name));
        if says_how_much { Ok(()) } else { Err(Skip::OtherKind) }
    }
}

fn has(fields: Fields<'_>, name: &str) -> bool {
    let plain_name = crate::usage::fields::plain(name);
    fields.has(name) || fields.has_like(&[&plain_name]) || with(fields, name, |field| !field.is_missing())
}

/// Reads the field of a name as it is written, else as it is spelt, else within maps by the names with a point between, else
/// in what stands around.
fn with<T>(fields: Fields<'_>, name: &str, read: impl FnOnce(Field<'_>) -> T) -> T {
    let own = fields.get(name);
    if !own.is_missing() {
        return read(own);
    }
    if let Some((outer, inner)) = name.split_once('.')
        && let Some(map) = fields.inherited(outer).map()
    {
        return with(Fields::of_map(&map), inner, read);
    }
    let plain_name = crate::usage::fields::plain(name);
    let alike = fields.like(&[&plain_name]);
    read(if alike.is_missing() { fields.inherited(name) } else { alike })
}
