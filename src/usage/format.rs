//! What a format is: how it is recognised, what of it is looked at, and who turns its fields into records.

use std::fmt;

use super::cached_input::CachedInput;
use super::digest::UsageDigest;
use super::fields::{Field, Fields};
use super::leaves::LeafCounts;
use super::name::without_account;
use super::packed::Packed;
use super::record::{Name, Score, UsageRecord};
use super::skip::Skip;
use super::tokens::Impossible;
use crate::language::tr;

/// A format of usage exports. Each is a constant in a file of its own below `formats`.
pub struct Format {
    /// What names it in JSON and in digests.
    pub key: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// Names that have to be there together, in a header or in an object, for a file to be of this format; any of several
    /// sets. `message.usage` is the name `usage` in the map `message`; `~inputtokens` a name in any case and with any
    /// separators. A set that begins with `?` counts only where nothing else in a file is recognised: an answer without
    /// results, an export without use.
    pub fingerprints: &'static [&'static [&'static str]],
    /// The names of JSON in which objects of their own stand, in lists or alone.
    pub wrappers: &'static [&'static str],
    /// The names of JSON below which the reader looks into maps, lists and long texts.
    pub nested: &'static [&'static str],
    /// What the format documents about its count of input.
    pub cached_input: CachedInput,
    /// In which zone its times are, and in which unit its money, in a sentence for the report.
    pub units: &'static str,
    /// Whether a row means something only after those before it: a file of such rows must be read from its start.
    pub is_ordered: bool,
    /// How many rows a file of it holds at most, as its source cuts them: one with exactly as many lacks some.
    pub row_limits: &'static [u64],
    /// Makes a reader for one file.
    pub reader: fn() -> Box<dyn Reader>,
}

impl fmt::Debug for Format {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.key)
    }
}

impl Format {
    /// How many names of its best fingerprint are all in these fields; `None` where none is there as a whole.
    pub fn matched(&self, fields: &Fields<'_>) -> Option<usize> {
        self.fingerprints.iter().filter(|names| fields.has_all(names)).map(|names| names.len()).max()
    }

    /// Whether these fields are of a file of this format in which nothing was used.
    pub fn matched_empty(&self, fields: &Fields<'_>) -> bool {
        self.fingerprints.iter().any(|names| matches!(names, ["?", names @ ..] if fields.has_all(names)))
    }
}

/// Turns named fields into records.
pub trait Reader {
    /// Reads a row or an object.
    ///
    /// # Errors
    /// Why there is nothing to be read in it.
    fn read(&mut self, fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip>;
}

/// A format whose rows stand for themselves needs no more than a function.
impl<F: FnMut(Fields<'_>, &mut Entries) -> Result<(), Skip>> Reader for F {
    fn read(&mut self, fields: Fields<'_>, entries: &mut Entries) -> Result<(), Skip> {
        self(fields, entries)
    }
}

/// What a store added up, and how it was read there.
#[derive(Debug, Clone, PartialEq)]
pub struct Digested {
    /// What was used.
    pub digest: UsageDigest,
    /// Rows that the store read.
    pub rows: u64,
    /// Which of its records count.
    pub leaves: LeafCounts,
    /// Calls that say nothing of what they used.
    pub silent_calls: u64,
    /// Rows with more reasoning than output, of which it is part.
    pub reasoning_above_output: u64,
}

/// Where a reader puts what it reads.
#[derive(Debug, Default)]
pub struct Entries {
    /// Single calls that have a key or serve a request, of all rows so far.
    pub calls: Vec<Packed>,
    /// Single calls that stand for themselves, of this row.
    pub alone: Vec<Packed>,
    /// Buckets of calls, of all rows so far.
    pub buckets: Vec<UsageRecord>,
    /// Why a record of this row cannot be counted.
    pub skip: Option<Skip>,
    /// What cannot be so in this row.
    pub impossible: Vec<Impossible>,
    /// How something was judged.
    pub scores: Vec<Score>,
    /// For whom something was done.
    pub users: Vec<u64>,
    /// What a store added up.
    pub digested: Vec<Digested>,
    /// How many rows should be there, as a manifest beside the files says.
    pub expected_rows: Option<u64>,
    names: Vec<Option<Name>>,
    /// Times that had no offset and were taken for UTC.
    pub times_without_offset: u64,
    /// Calls that say nothing of what they used, and so are none.
    pub silent_calls: u64,
    /// What the last page of an answer says: whether more pages follow.
    pub has_more_pages: Option<bool>,
    /// Why the file must not be read, once a row has shown it.
    pub refusal: Option<String>,
}

impl Entries {
    /// Adds a record.
    pub fn usage(&mut self, record: UsageRecord) {
        if let Some(skip) = unreadable(&record) {
            self.skip = self.skip.or(Some(skip));
            return;
        }
        if !record.tokens.impossible.is_empty() {
            self.impossible.extend(record.tokens.impossible.iter());
        }
        let stands_for_itself = record.key.is_none() && record.request.is_none();
        if record.is_bucket || stands_for_itself && record.calls != Some(1) {
            self.buckets.push(record);
        } else if let Some(record) = Packed::new(record) {
            let calls = if stands_for_itself { &mut self.alone } else { &mut self.calls };
            calls.push(record);
        }
    }

    /// Adds a judgement.
    pub fn score(&mut self, score: Score) {
        self.scores.push(score);
    }

    /// Adds somebody for whom something was done.
    pub fn user(&mut self, user: u64) {
        self.users.push(user);
    }

    /// Adds what a store added up.
    pub fn digested(&mut self, digested: Digested) {
        self.digested.push(digested);
    }

    /// Says how many rows should be there.
    pub fn expect_rows(&mut self, rows: u64) {
        self.expected_rows = Some(self.expected_rows.unwrap_or(0).saturating_add(rows));
    }

    /// Notes what a page of an answer says: whether more pages follow.
    pub fn note_page(&mut self, page: Fields<'_>) {
        if page.has("has_more") {
            self.has_more_pages = page.get("has_more").flag();
        }
    }

    /// Refuses the file for what it lacks: reading it without would make what was used look nearly free.
    pub fn refuse_without(&mut self, missing: &str) -> Skip {
        self.refuse(tr!(
            "{missing} is missing in it: without that, what was used would look nearly free. Export it again with it",
            missing
        ))
    }

    /// Refuses the file because nothing in it says when: it cannot be laid on the days of a plan.
    pub fn refuse_timeless(&mut self, hint: &str) -> Skip {
        self.refuse(tr!("nothing in it says when something was used. {hint}", hint))
    }

    /// Refuses the file.
    pub fn refuse(&mut self, why: String) -> Skip {
        self.refusal.get_or_insert(why);
        Skip::MissingField
    }

    /// A name that many records share, without the account that it may name.
    pub fn name(&mut self, text: &str) -> Name {
        /// So many of the last ones are found without asking the list that all threads share.
        const LAST: usize = 64;
        let letters = text.as_bytes();
        let (Some(first), Some(last)) = (letters.first(), letters.last()) else { return Name::from(text) };
        let place = (letters.len() * 5 + usize::from(*first) * 3 + usize::from(*last)) % LAST;
        if let Some(Some(name)) = self.names.get(place)
            && **name == *text
        {
            return *name;
        }
        // None that was found before has one.
        let bare = without_account(text);
        if bare.len() < text.len() {
            return self.name(bare);
        }
        let name = Name::from(text);
        self.names.resize(LAST, None);
        self.names[place] = Some(name);
        name
    }

    /// The name in a field.
    pub fn name_in(&mut self, field: Field<'_>) -> Option<Name> {
        field.text().map(|text| self.name(&text))
    }

    /// The instant in a field, in microseconds since 1970.
    ///
    /// # Errors
    /// Something is there that is no time.
    pub fn instant_in(&mut self, field: Field<'_>) -> Result<Option<i64>, Skip> {
        let Some(moment) = field.moment()? else { return Ok(None) };
        self.times_without_offset += u64::from(!moment.has_offset);
        Ok(Some(moment.micros))
    }
}

/// Why a record cannot be counted.
fn unreadable(record: &UsageRecord) -> Option<Skip> {
    /// The years 2015 to 2100, in microseconds.
    const YEARS: std::ops::Range<i64> = 1_420_070_400_000_000..4_133_980_800_000_000;
    let Some(interval) = record.interval else { return Some(Skip::NoTime) };
    let is_possible = !interval.is_dated || YEARS.contains(&interval.from) && interval.to <= YEARS.end;
    (!is_possible).then_some(Skip::TimeOutOfRange)
}
