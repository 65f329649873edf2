//! Objects of JSON, one on each line: nearly all lines of a file have the same names in the same order, and a reader looks
//! at numbers and short texts. Such a line is read where it stands; any other is left to `documents`, which also decides
//! what is no JSON.

use std::ops::ControlFlow;

use memchr::{memchr, memchr_iter, memchr2};
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::{Deserializer, Value};

use super::documents::{Each, Keep, MOST_NAMES, read_line};
use super::fields::Fields;
use super::kept::{PlainValue, SHORT, WholeValue};
use super::layout::Layout;
use super::row::{Cell, CellKind, Row};

/// So many shapes of objects are told apart.
const MOST_SHAPES: usize = 64;

/// Reads lines, and remembers which names they had.
pub struct Lines<'k> {
    keep: Keep<'k>,
    shapes: Vec<Shape>,
    /// That of the last line.
    shape: usize,
    names: Vec<(usize, usize)>,
    cells: Vec<Cell>,
    unescaped: String,
    nested: Vec<Value>,
}

/// Names in their order.
#[derive(Default)]
struct Shape {
    layout: Layout,
    /// What may stand below each name, and the name as it is written: with the quote and the colon behind it.
    places: Vec<(Place, Box<[u8]>)>,
}

/// What may stand below a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Objects of their own.
    Wrapper,
    /// Maps, lists and long texts that the reader looks into.
    Nested,
    /// Anything, of which numbers and short texts are kept.
    Plain,
}

impl<'k> Lines<'k> {
    /// Keeps what a format looks at.
    pub fn new(keep: Keep<'k>) -> Self {
        let (names, cells, unescaped, nested) = (Vec::new(), Vec::new(), String::new(), Vec::new());
        Self { keep, shapes: vec![Shape::default()], shape: 0, names, cells, unescaped, nested }
    }

    /// Hands over the object of each line, or why there is none, with the number of the line.
    pub fn read(&mut self, text: &[u8], mut number: u64, each: &mut Each<'_>) {
        let controls = text.iter().filter(|byte| **byte < b' ').count();
        // A text of JSON holds none of them; between texts they are rare.
        let has_controls = controls != memchr_iter(b'\n', text).count();
        let whole = std::str::from_utf8(text).ok();
        let mut start = 0;
        while start < text.len() {
            let end = memchr(b'\n', &text[start..]).map_or(text.len(), |length| start + length);
            let line = text[start..end].trim_ascii();
            let is_usual = !has_controls || line.iter().all(|byte| b' ' <= *byte);
            let known = whole.and_then(|whole| whole.get(start..end)).or_else(|| std::str::from_utf8(line).ok());
            let known = known.filter(|_| is_usual).map(str::trim_ascii);
            let done = match known {
                _ if line.is_empty() => ControlFlow::Continue(()),
                Some(line) if self.flat(line).is_some() => {
                    let layout = &self.shapes[self.shape].layout;
                    let (cells, unescaped, nested) = (&self.cells, &self.unescaped, &self.nested);
                    let row =
                        Row { layout, cells, text: line, unescaped, nested, is_json: true, has_decimal_comma: false };
                    each(Ok(Fields::of_row(&row)), number)
                }
                _ => read_line(line, number, self.keep, each),
            };
            if done.is_break() {
                return;
            }
            number += 1;
            start = end + 1;
        }
    }

    /// Takes an object apart; `None` where it is not of the usual sort.
    fn flat(&mut self, text: &str) -> Option<()> {
        self.names.clear();
        self.cells.clear();
        self.unescaped.clear();
        self.nested.clear();
        let bytes = text.as_bytes();
        let mut at = 0;
        let mut is_same = true;
        expect(bytes, &mut at, b'{')?;
        loop {
            skip_space(bytes, &mut at);
            let before = &self.shapes[self.shape];
            let count = self.names.len();
            if bytes.get(at) != Some(&b'"') || MOST_NAMES <= count {
                return None;
            }
            let start = at + 1;
            let known = before.places.get(count).filter(|(_, written)| is_same && bytes[start..].starts_with(written));
            let place = match known {
                Some((place, written)) => {
                    at = start + written.len();
                    self.names.push((start, at - 2));
                    *place
                }
                None => {
                    is_same = false;
                    let end = start + memchr2(b'"', b'\\', &bytes[start..])?;
                    if bytes[end] == b'\\' {
                        return None;
                    }
                    self.names.push((start, end));
                    at = end + 1;
                    skip_space(bytes, &mut at);
                    expect(bytes, &mut at, b':')?;
                    self.place(&text[start..end])
                }
            };
            skip_space(bytes, &mut at);
            let cell = self.value(text, &mut at, place)?;
            self.cells.push(cell);
            skip_space(bytes, &mut at);
            match bytes.get(at)? {
                b',' => at += 1,
                b'}' if at + 1 == bytes.len() => break,
                _ => return None,
            }
        }
        if is_same && self.names.len() == self.shapes[self.shape].places.len() {
            Some(())
        } else {
            self.find_shape(text)
        }
    }

    fn place(&self, name: &str) -> Place {
        match name {
            name if self.keep.wrappers.contains(&name) => Place::Wrapper,
            name if self.keep.is_everything || self.keep.nested.contains(&name) => Place::Nested,
            _ => Place::Plain,
        }
    }

    /// The shape with the names of this line.
    fn find_shape(&mut self, text: &str) -> Option<()> {
        let names = || self.names.iter().map(|(start, end)| &text[*start..*end]);
        let same = |shape: &Shape| shape.places.len() == self.names.len() && shape.layout.names().iter().eq(names());
        if let Some(place) = self.shapes.iter().position(same) {
            self.shape = place;
            return Some(());
        }
        let layout = Layout::new(names().map(str::to_owned).collect());
        // Of two equal names the last one counts, which is rare enough to be left to others.
        if layout.names().iter().enumerate().any(|(place, name)| layout.place(name) != Some(place)) {
            return None;
        }
        let places = names().map(|name| (self.place(name), format!("{name}\":").into_bytes().into())).collect();
        if MOST_SHAPES <= self.shapes.len() {
            self.shapes.clear();
        }
        self.shape = self.shapes.len();
        self.shapes.push(Shape { layout, places });
        Some(())
    }

    /// Reads a value, and moves on behind it.
    fn value(&mut self, text: &str, at: &mut usize, place: Place) -> Option<Cell> {
        let bytes = text.as_bytes();
        let start = *at;
        let literal = |at: &mut usize, word: &str, kind| {
            *at += word.len();
            bytes[start..].starts_with(word.as_bytes()).then(|| Cell::new(kind, start, *at))
        };
        match bytes.get(start)? {
            b'"' => self.string(text, at, place),
            b't' => literal(at, "true", CellKind::True),
            b'f' => literal(at, "false", CellKind::False),
            b'n' => literal(at, "null", CellKind::Null),
            b'{' | b'[' if place == Place::Wrapper => None,
            b'{' | b'[' => {
                let value = match (place, bytes[start]) {
                    (Place::Nested, _) => whole(text, at).map(|WholeValue(value)| value)?,
                    (_, b'{') => whole(text, at).map(|IgnoredAny| Value::Null)?,
                    _ => whole(text, at).map(|PlainValue(value)| value)?,
                };
                if value.is_null() {
                    return Some(Cell::new(CellKind::Null, 0, 0));
                }
                self.nested.push(value);
                Some(Cell::new(CellKind::Nested, self.nested.len() - 1, 0))
            }
            _ => number(text, at),
        }
    }

    fn string(&mut self, text: &str, at: &mut usize, place: Place) -> Option<Cell> {
        let bytes = text.as_bytes();
        let start = *at;
        let (mut end, mut has_escapes) = (start + 1, false);
        loop {
            end += memchr2(b'"', b'\\', bytes.get(end..)?)?;
            if bytes[end] == b'"' {
                break;
            }
            has_escapes = true;
            end += 2;
        }
        *at = end + 1;
        let is_short = |length| length <= SHORT || place == Place::Nested;
        if !has_escapes {
            let kind = if is_short(end - start - 1) { CellKind::Text } else { CellKind::Null };
            return Some(Cell::new(kind, start + 1, end));
        }
        // An escape is at most six bytes for one: what is longer is passed over without being written out.
        if !is_short((end - start - 1) / 6) {
            let IgnoredAny = serde_json::from_str(&text[start..=end]).ok()?;
            return Some(Cell::new(CellKind::Null, 0, 0));
        }
        // Half a surrogate pair is left to others too.
        let unescaped: String = serde_json::from_str(&text[start..=end]).ok()?;
        if !is_short(unescaped.len()) {
            return Some(Cell::new(CellKind::Null, 0, 0));
        }
        let from = self.unescaped.len();
        self.unescaped.push_str(&unescaped);
        Some(Cell::new(CellKind::Unescaped, from, self.unescaped.len()))
    }
}

fn expect(bytes: &[u8], at: &mut usize, byte: u8) -> Option<()> {
    let is_there = bytes.get(*at) == Some(&byte);
    *at += 1;
    is_there.then_some(())
}

fn skip_space(bytes: &[u8], at: &mut usize) {
    while let Some(b' ' | b'\t') = bytes.get(*at) {
        *at += 1;
    }
}

/// Reads something nested, and moves on behind it.
fn whole<'t, T: Deserialize<'t>>(text: &'t str, at: &mut usize) -> Option<T> {
    let mut values = Deserializer::from_str(&text[*at..]).into_iter();
    let value = values.next()?.ok()?;
    *at += values.byte_offset();
    Some(value)
}

/// A number as JSON writes it.
fn number(text: &str, at: &mut usize) -> Option<Cell> {
    let bytes = text.as_bytes();
    let start = *at;
    let digits = |from: usize| bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = start + usize::from(bytes[start] == b'-');
    let whole = digits(end);
    if whole == 0 || 1 < whole && bytes[end] == b'0' {
        return None;
    }
    end += whole;
    if bytes.get(end) == Some(&b'.') {
        let decimals = digits(end + 1);
        if decimals == 0 {
            return None;
        }
        end += 1 + decimals;
    }
    if let Some(b'e' | b'E') = bytes.get(end) {
        end += 1 + usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
        let exponent = digits(end);
        // One without end is no JSON.
        if exponent == 0 || 2 < exponent {
            return None;
        }
        end += exponent;
    }
    *at = end;
    (end - start < 100).then(|| Cell::new(CellKind::Number, start, end))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usage::fields::Field;
    use crate::usage::skip::Skip;

    /// What readers see of a text: for each object the line, and each name with its text and its count.
    type Seen = Vec<(u64, Result<Vec<(String, Option<String>, Result<Option<String>, Skip>, bool)>, Skip>)>;

    fn seen(read: impl FnOnce(&mut Each<'_>)) -> Seen {
        let mut seen = Vec::new();
        read(&mut |fields, line| {
            let all = fields.map(|fields| {
                let all = fields.names().map(|name| {
                    let field: Field<'_> = fields.get(name);
                    let text = field.text().map(std::borrow::Cow::into_owned);
                    let has_parts = field.map().is_some() || field.list().is_some();
                    // What serde_json reads may be off by the last bit.
                    let count = field.count().map(|count| count.map(|count| format!("{count:.12e}")));
                    (name.to_owned(), text, count, has_parts)
                });
                all.collect()
            });
            seen.push((line, all));
            ControlFlow::Continue(())
        });
        seen
    }

    fn compare(text: &[u8]) {
        let keep = Keep { wrappers: &["data"], nested: &["usage"], is_everything: false };
        let flat = seen(|each| Lines::new(keep).read(text, 1, each));
        let slow = seen(|each| {
            for (number, line) in (1..).zip(text.split(|byte| *byte == b'\n')) {
                let line = line.trim_ascii();
                let _ = if line.is_empty() { ControlFlow::Continue(()) } else { read_line(line, number, keep, each) };
            }
        });
        assert_eq!(flat, slow, "{}", String::from_utf8_lossy(text));
    }

    const LINES: &str = concat!(
        r#"{"id":"a","model":"m","usage":{"input":12,"more":[1]},"tokens":17,"cost":0.25,"ok":true,"no":null}"#,
        "\n",
        r#"{"id":"b","model":"m\u00fc \"x\"","usage":"{\"input\":1}","tokens":-1,"cost":1.5e-3,"ok":false,"no":[]}"#,
        "\n\n",
        r#" { "id" : 17 , "messages" : [ { "role" : "user" } ], "times":[1.5,2,"x"], "tokens":"1,234" }"#,
        "\r\n",
        r#"{"id":"c","data":[{"id":"d","tokens":3},{"tokens":4}],"tokens":1}"#,
        "\n",
        r#"{"id":"h\ud83d","usage":{"a":"\ud83d\ude00\ude00"},"list":["\ud83d"],"deep":{"a":"\ud83d"},"tokens":5}"#,
        "\n",
        r#"{"id":"e","id":"f","tokens":9007199254740993,"x":{"y":{}},"big":1e30,"exp":12E2}"#,
        "\n{}\n[1,{\"id\":2}]\n",
    );

    #[test]
    fn lines_are_read_as_documents_are() {
        compare(LINES.as_bytes());
        let long = format!("{{\"id\":\"{}\",\"usage\":\"{}\"}}\n", "x".repeat(600), "y".repeat(600));
        compare(long.as_bytes());
        for times in [85, 86, 513, 600, 3100] {
            for escape in [r"\u00e9", r"\n", r"\ud83d\ude00", r"\ud83d", r"\u00", r"\x", "\u{e9}\\\""] {
                let text = escape.repeat(times);
                compare(format!("{{\"id\":\"{text}\",\"usage\":\"{text}\",\"tokens\":1}}\n").as_bytes());
            }
        }
        let mut state = 3_u64;
        let mut random = || {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as usize
        };
        for _ in 0..20_000 {
            let mut text = LINES.as_bytes().to_vec();
            for _ in 0..3 {
                let at = random() % text.len().max(1);
                match random() % 4 {
                    0 if at < text.len() => text[at] = b"\"{}[]:,0-.eE\\n\t u\xff"[random() % 18],
                    1 if 2 < text.len() => _ = text.remove(at),
                    1 => {}
                    2 => text.insert(at, b"\"{}[]:,0-.eE\\n\t u\xff"[random() % 18]),
                    _ => text.truncate(at.max(1)),
                }
            }
            compare(&text);
        }
    }
}
