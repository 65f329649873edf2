//! Named fields: a row of a table and an object of JSON, which are the same to a reader.
//!
//! A reader asks for a field by its name and for what it should hold. A field that is not there, is null, or holds a text
//! that stands for nothing is missing. A map written as text into a cell is a map.

use std::borrow::Cow;
use std::rc::Rc;

use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

use super::moment::Moment;
use super::number;
use super::record::hashed;
use super::row::Row;
use super::skip::Skip;
use super::surrogates::without_halves;

/// The fields of one object, and of those around it.
#[derive(Debug, Clone, Copy)]
pub struct Fields<'a> {
    own: Own<'a>,
    /// Of the objects that it stood in, the nearest first.
    outer: &'a [Rc<Map<String, Value>>],
    /// The names of the arrays and objects that it stood in, with a slash between: `data/results`.
    path: &'a str,
    is_wrapping: bool,
}

#[derive(Debug, Clone, Copy)]
enum Own<'a> {
    Row(&'a Row<'a>),
    Map(&'a Map<String, Value>),
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub enum Field<'a> {
    /// It is not there, or holds nothing.
    Missing,
    /// The text of a cell, and whether its table writes decimals after a comma.
    Cell(&'a str, bool),
    /// A number of JSON, as it is written.
    Number(&'a str),
    /// What JSON holds.
    Json(&'a Value),
}

impl<'a> Fields<'a> {
    /// Those of a row.
    pub fn of_row(row: &'a Row<'a>) -> Self {
        Self { own: Own::Row(row), outer: &[], path: "", is_wrapping: false }
    }

    /// Those of an object that stands in nothing.
    pub fn of_map(map: &'a Map<String, Value>) -> Self {
        Self { own: Own::Map(map), outer: &[], path: "", is_wrapping: false }
    }

    /// Those of an object in others.
    pub fn of_object(map: &'a Map<String, Value>, outer: &'a [Rc<Map<String, Value>>], path: &'a str) -> Self {
        Self { own: Own::Map(map), outer, path, is_wrapping: false }
    }

    /// Whether it is a row of a table, which has all columns or none.
    pub fn is_row(&self) -> bool {
        matches!(self.own, Own::Row(row) if !row.is_json)
    }

    /// Where the object stood: `data/results`; empty where it stood in nothing.
    pub fn path(&self) -> &'a str {
        self.path
    }

    /// Says whether it is an object around others, which have been or will be handed over themselves.
    pub fn wraps_others(&mut self, is_wrapping: bool) {
        self.is_wrapping = is_wrapping;
    }

    /// Whether it is an object around others.
    pub fn is_wrapping(&self) -> bool {
        self.is_wrapping
    }

    /// Whether nothing is in any field.
    pub fn is_blank(&self) -> bool {
        self.names().all(|name| self.get(name).is_missing())
    }

    /// A field of its own.
    #[inline(always)]
    pub fn get(&self, name: &str) -> Field<'a> {
        match self.own {
            Own::Row(row) => row.field(name).unwrap_or(Field::Missing),
            Own::Map(map) => map.get(name).map_or(Field::Missing, Field::Json),
        }
        .unless_empty()
    }

    /// The first of several names that holds something.
    pub fn first(&self, names: &[&str]) -> Field<'a> {
        names.iter().map(|name| self.get(name)).find(|field| !field.is_missing()).unwrap_or(Field::Missing)
    }

    /// The first of several names that holds something, in whichever case and with whichever separators it is written:
    /// `inputtokens` finds `Input Tokens`, `input_tokens` and `lineItem/…` alike.
    pub fn like(&self, plain_names: &[&str]) -> Field<'a> {
        let fields = plain_names.iter().filter_map(|plain_name| self.alike(plain_name));
        fields.map(Field::unless_empty).find(|field| !field.is_missing()).unwrap_or(Field::Missing)
    }

    /// Whether one of several names is there, as [`Fields::like`] finds it, with or without something in it.
    pub fn has_like(&self, plain_names: &[&str]) -> bool {
        plain_names.iter().any(|plain_name| self.alike(plain_name).is_some())
    }

    fn alike(&self, plain_name: &str) -> Option<Field<'a>> {
        match self.own {
            Own::Row(row) => row.layout.plain_place(plain_name).map(|place| row.at(place)),
            Own::Map(map) => {
                map.iter().find(|(name, _)| is_plainly(name, plain_name)).map(|(_, value)| Field::Json(value))
            }
        }
    }

    /// All that stands below names that are not left out, as a number: what tells a row of a bill from every other.
    pub fn hashed_without(&self, is_left_out: impl Fn(&str) -> bool) -> u64 {
        let map = match self.own {
            Own::Row(row) if row.is_json => {
                let names = row.layout.plain_names().iter().enumerate().filter(|(_, name)| !is_left_out(name));
                let texts: Vec<String> = names.flat_map(|(place, name)| [name.clone(), row.json_at(place)]).collect();
                return hashed(&texts.iter().map(String::as_str).collect::<Vec<_>>());
            }
            Own::Row(row) => {
                let names = row.layout.plain_names().iter().enumerate().filter(|(_, name)| !is_left_out(name));
                let text = |place| row.at(place).written().unwrap_or_default().trim();
                return hashed(&names.flat_map(|(place, name)| [name.as_str(), text(place)]).collect::<Vec<_>>());
            }
            Own::Map(map) => map,
        };
        let values = map.iter().map(|(name, value)| (plain(name), value)).filter(|(name, _)| !is_left_out(name));
        let texts: Vec<String> = values.flat_map(|(name, value)| [name, value.to_string()]).collect();
        hashed(&texts.iter().map(String::as_str).collect::<Vec<_>>())
    }

    /// A field of its own, or else of the nearest object around it that has one of that name.
    pub fn inherited(&self, name: &str) -> Field<'a> {
        let around = self.outer.iter().filter_map(|map| map.get(name)).map(|value| Field::Json(value).unless_empty());
        std::iter::once(self.get(name)).chain(around).find(|field| !field.is_missing()).unwrap_or(Field::Missing)
    }

    /// Whether the name is there, with or without something in it.
    #[inline(always)]
    pub fn has(&self, name: &str) -> bool {
        match self.own {
            Own::Row(row) => row.layout.place(name).is_some(),
            Own::Map(map) => map.contains_key(name),
        }
    }

    /// The names that are there, in their order.
    pub fn names(&self) -> Box<dyn Iterator<Item = &'a str> + 'a> {
        match self.own {
            Own::Row(row) => Box::new(row.layout.names().iter().map(String::as_str)),
            Own::Map(map) => Box::new(map.keys().map(String::as_str)),
        }
    }

    /// Whether each of these names is there; `message.usage` is the name `usage` in the map `message`, and `~inputtokens`
    /// a name that is written in any way.
    pub fn has_all(&self, names: &[&str]) -> bool {
        names.iter().all(|name| match name.split_once('.') {
            _ if self.has(name) => true,
            _ if name.starts_with('~') => self.alike(&name[1..]).is_some(),
            Some((outer, inner)) => self.get(outer).map().is_some_and(|map| map.contains_key(inner)),
            None => false,
        })
    }
}

/// What stands for nothing in a text.
pub(super) const EMPTY: [&str; 8] = ["null", "NULL", "None", "N/A", "n/a", "undefined", "\\N", "-"];

impl<'a> Field<'a> {
    #[inline(always)]
    fn unless_empty(self) -> Self {
        let is_empty = match self {
            Self::Missing | Self::Json(Value::Null) => true,
            Self::Cell(text, _) => is_empty(text),
            Self::Json(Value::String(text)) => is_empty(text),
            Self::Number(_) | Self::Json(_) => false,
        };
        if is_empty { Self::Missing } else { self }
    }

    /// Whether nothing is there.
    #[inline]
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Missing)
    }

    /// A text, without spaces around it; a number as its digits.
    #[inline]
    pub fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Cell(text, _) => Some(Cow::Borrowed(trimmed(text))),
            Self::Json(Value::String(text)) => Some(Cow::Borrowed(text.trim())),
            // A whole number is written as it is read; others have several ways to be written.
            Self::Number(digits) if digits.len() < 16 && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
                Some(Cow::Borrowed(digits))
            }
            Self::Number(number) => {
                serde_json::from_str(number).ok().map(|number: Number| Cow::Owned(number.to_string()))
            }
            Self::Json(value @ (Value::Number(_) | Value::Bool(_))) => Some(Cow::Owned(value.to_string())),
            _ => None,
        }
    }

    /// The text as it stands there.
    pub fn written(&self) -> Option<&'a str> {
        match self {
            Self::Cell(text, _) => Some(text),
            Self::Json(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// A number that may have decimals, such as an amount of money.
    ///
    /// # Errors
    /// Something is there that is no number.
    #[inline]
    pub fn number(&self) -> Result<Option<f64>, Skip> {
        self.read_number(number::amount)
    }

    /// A number of things: `1,234` and, where decimals follow a comma, `1.234` are a thousand and more.
    ///
    /// # Errors
    /// Something is there that is no number.
    #[inline]
    pub fn count(&self) -> Result<Option<f64>, Skip> {
        self.read_number(|text, _| number::count(text))
    }

    #[inline]
    fn read_number(&self, read: impl Fn(&str, bool) -> Option<f64>) -> Result<Option<f64>, Skip> {
        let number = match self {
            Self::Missing => return Ok(None),
            Self::Cell(text, has_decimal_comma) => read(text, *has_decimal_comma),
            Self::Number(number) => number::json(number),
            Self::Json(Value::Number(number)) => number.as_f64(),
            Self::Json(Value::String(text)) => read(text, false),
            Self::Json(_) => None,
        };
        number.map(Some).ok_or(Skip::UnreadableNumber)
    }

    /// Yes or no, in any spelling; `None` for anything else.
    pub fn flag(&self) -> Option<bool> {
        let text = self.text()?;
        let is_one_of = |words: [&str; 5]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        match () {
            () if is_one_of(["true", "1", "1.0", "yes", "t"]) => Some(true),
            () if is_one_of(["false", "0", "0.0", "no", "f"]) => Some(false),
            () => None,
        }
    }

    /// An instant.
    ///
    /// # Errors
    /// Something is there that is no time.
    #[inline]
    pub fn moment(&self) -> Result<Option<Moment>, Skip> {
        let moment = match self {
            Self::Missing => return Ok(None),
            Self::Number(number) => number::json(number).and_then(Moment::since_1970),
            Self::Json(Value::Number(number)) => number.as_f64().and_then(Moment::since_1970),
            _ => self.text().and_then(|text| Moment::parse(&text)),
        };
        moment.map(Some).ok_or(Skip::UnreadableTime)
    }

    /// A map, also one written as text.
    pub fn map(&self) -> Option<Cow<'a, Map<String, Value>>> {
        if let Self::Json(Value::Object(map)) = self {
            return Some(Cow::Borrowed(map));
        }
        let text = self.written()?.trim_start();
        if text.starts_with('{') { parsed(text).map(Cow::Owned) } else { None }
    }

    /// A list, also one written as text.
    pub fn list(&self) -> Option<Cow<'a, [Value]>> {
        if let Self::Json(Value::Array(list)) = self {
            return Some(Cow::Borrowed(list));
        }
        let text = self.written()?.trim_start();
        if text.starts_with('[') { parsed(text).map(Cow::Owned) } else { None }
    }
}

/// What JSON in a text says.
fn parsed<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).or_else(|_| serde_json::from_slice(&without_halves(text.as_bytes()))).ok()
}

/// A name without case and separators.
pub fn plain(name: &str) -> String {
    plain_letters(name).collect()
}

fn plain_letters(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase)
}

fn is_plainly(name: &str, plain_name: &str) -> bool {
    plain_name.len() <= name.len() && plain_letters(name).eq(plain_name.chars())
}

#[inline(always)]
fn is_empty(text: &str) -> bool {
    match text.as_bytes() {
        [] => true,
        // As most texts begin, and none that stands for nothing.
        [b'0'..=b'9' | b'A'..=b'M' | b'O'..=b'Z' | b'a'..=b'm' | b'o'..=b't' | b'v'..=b'z', ..] => false,
        _ => stands_for_nothing(text),
    }
}

fn stands_for_nothing(text: &str) -> bool {
    let text = text.trim();
    // None of them is longer than this.
    text.len() <= 9 && (text.is_empty() || EMPTY.contains(&text))
}

/// A text without spaces around it.
#[inline]
pub fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}
