//! Objects of JSON: out of lines of one object each, and out of documents in which they stand in lists in objects in lists.
//!
//! A document streams: objects are held until what they stand in ends, since its fields may follow them, but where many or
//! large ones wait, they are handed over with what is known of it. Of each only what a reader may ask for is held: prompts and
//! answers are passed over as they are parsed, but for those below a name that the reader looks into.

use std::cell::Cell;
use std::io::{self, BufRead, Cursor, Read};
use std::ops::ControlFlow;
use std::rc::Rc;

use serde::de::{self, Deserialize as _, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Deserializer, Map, Value};

use super::fields::Fields;
use super::kept::{PlainValue, WholeValue, short, visit_scalars, weight};
use super::skip::Skip;
use super::source::{LONGEST_ROW, RowEnd, Source, SourceError};
use super::surrogates::{WithoutHalves, without_halves};

/// What of a document is looked at.
#[derive(Debug, Clone, Copy)]
pub struct Keep<'a> {
    /// The names of lists and objects in which objects of their own stand: `data`, `results`.
    pub wrappers: &'a [&'a str],
    /// The names below which maps, lists and long texts are kept. Of all others only numbers and short texts are.
    pub nested: &'a [&'a str],
    /// Whether everything is kept, to find out what it is.
    pub is_everything: bool,
}

/// So many names of an object are kept. What has more is no record of usage, but may be meant to fill the memory.
pub const MOST_NAMES: usize = 4096;

/// So many objects wait for the end of what they stand in, whose fields may follow them.
const MOST_WAITING: usize = 4096;

/// And with so much in them, as [`weight`] counts: some 12 megabytes of text.
const MOST_WEIGHT_WAITING: usize = 200_000;

/// Hands over each object, or why there is none, with the number of the line on which it ends.
pub type Each<'e> = dyn FnMut(Result<Fields<'_>, Skip>, u64) -> ControlFlow<()> + 'e;

/// How a source of JSON begins.
pub struct Beginning {
    /// Its first line that is not blank.
    pub text: Vec<u8>,
    /// The number of that line.
    pub line: u64,
    /// Whether each line is an object of its own: the first one is a complete one.
    pub is_lines: bool,
}

impl Beginning {
    /// Reads the first line that is not blank; `None` where there is none.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn of(source: &mut Source) -> Result<Option<Self>, SourceError> {
        let (mut text, mut line) = (Vec::new(), 0);
        while text.trim_ascii().is_empty() {
            text.clear();
            line += 1;
            let most = LONGEST_ROW - 1;
            if source.take(most).read_until(b'\n', &mut text).map_err(SourceError::of)? == 0 {
                return Ok(None);
            }
        }
        source.row_end().reached();
        let ends = text.ends_with(b"\n") || source.fill_buf().map_err(SourceError::of)?.is_empty();
        let is_lines = ends && serde_json::from_slice::<IgnoredAny>(&text).is_ok();
        Ok(Some(Self { text, line, is_lines }))
    }
}

/// Reads lines or documents, whichever the first line shows.
///
/// # Errors
/// The file cannot be read on.
pub fn read_documents(mut source: Source, keep: Keep<'_>, each: &mut Each<'_>) -> Result<(), SourceError> {
    let Some(beginning) = Beginning::of(&mut source)? else { return Ok(()) };
    if !beginning.is_lines {
        return read_stream(source, beginning, keep, each);
    }
    let row_end = source.row_end();
    let Beginning { text: mut line, line: mut number, .. } = beginning;
    loop {
        if !line.trim_ascii().is_empty() && read_line(&line, number, keep, each).is_break() {
            return Ok(());
        }
        line.clear();
        row_end.reached();
        number += 1;
        if source.read_until(b'\n', &mut line).map_err(SourceError::of)? == 0 {
            return Ok(());
        }
    }
}

/// Reads a line that is not blank.
pub fn read_line(line: &[u8], number: u64, keep: Keep<'_>, each: &mut Each<'_>) -> ControlFlow<()> {
    let at = Rc::new(Cell::new(number));
    let mut walk = Walk::new(keep, &at, None, each);
    let line = without_halves(line);
    let mut json = Deserializer::from_slice(&line);
    let done = Element { walk: &mut walk, name: None }.deserialize(&mut json).and_then(|_| json.end());
    if walk.is_stopped {
        return ControlFlow::Break(());
    }
    if done.is_err() { each(Err(Skip::NotJson), number) } else { ControlFlow::Continue(()) }
}

/// Reads documents of which a line has been read.
///
/// # Errors
/// The file cannot be read on.
pub fn read_stream(
    source: Source,
    beginning: Beginning,
    keep: Keep<'_>,
    each: &mut Each<'_>,
) -> Result<(), SourceError> {
    let row_end = &source.row_end();
    let at = Rc::new(Cell::new(beginning.line));
    let source = Cursor::new(beginning.text).chain(source);
    let mut source = Numbered { source: WithoutHalves::new(source), line: Rc::clone(&at) };
    while source.skip_space().map_err(SourceError::of)? {
        let mut walk = Walk::new(keep, &at, Some(row_end), each);
        let mut json = Deserializer::from_reader(&mut source);
        let done = Element { walk: &mut walk, name: None }.deserialize(&mut json);
        if walk.is_stopped {
            return Ok(());
        }
        if let Err(error) = done {
            if error.is_io() {
                return Err(SourceError::of(io::Error::from(error)));
            }
            // What follows broken JSON cannot be trusted.
            let _ = each(Err(Skip::NotJson), at.get());
            return Ok(());
        }
    }
    Ok(())
}

/// A source that counts its lines.
struct Numbered<R> {
    source: R,
    line: Rc<Cell<u64>>,
}

impl<R: BufRead> Numbered<R> {
    /// Passes over what may stand between two documents; whether something follows.
    fn skip_space(&mut self) -> io::Result<bool> {
        loop {
            let Some(byte) = self.source.fill_buf()?.first().copied() else { return Ok(false) };
            if !byte.is_ascii_whitespace() && byte != b',' {
                return Ok(true);
            }
            self.line.set(self.line.get() + u64::from(byte == b'\n'));
            self.source.consume(1);
        }
    }
}

impl<R: BufRead> Read for Numbered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let given = self.source.read(buffer)?;
        let ends = buffer[..given].iter().filter(|byte| **byte == b'\n').count();
        self.line.set(self.line.get() + ends as u64);
        Ok(given)
    }
}

/// Where in a document the walk is, and what it found that waits to be handed over.
struct Walk<'w, 'e> {
    keep: Keep<'w>,
    /// The names of the wrappers around this place.
    path: String,
    levels: Vec<Level>,
    waiting: Vec<Object>,
    each: &'w mut Each<'e>,
    line: &'w Rc<Cell<u64>>,
    row_end: Option<&'w RowEnd>,
    is_stopped: bool,
    /// The weight of all that wait.
    weight_waiting: usize,
}

/// An object whose end has not been reached.
struct Level {
    map: Map<String, Value>,
    /// Those that wait from here on stand in it.
    first: usize,
    is_wrapping: bool,
}

/// An object that was found.
struct Object {
    path: String,
    map: Map<String, Value>,
    outer: Vec<Rc<Map<String, Value>>>,
    line: u64,
    is_wrapping: bool,
}

impl<'w, 'e> Walk<'w, 'e> {
    fn new(keep: Keep<'w>, line: &'w Rc<Cell<u64>>, row_end: Option<&'w RowEnd>, each: &'w mut Each<'e>) -> Self {
        let (path, levels, waiting) = (String::new(), Vec::new(), Vec::new());
        Self { keep, path, levels, waiting, each, line, row_end, is_stopped: false, weight_waiting: 0 }
    }

    fn end_of_object(&mut self) {
        let Some(level) = self.levels.pop() else { return };
        self.stand_in(level.first, &level.map);
        let (path, line) = (self.path.clone(), self.line.get());
        if !level.map.is_empty() || !level.is_wrapping {
            let is_wrapping = level.is_wrapping;
            // The outermost does not wait.
            self.weight_waiting += if self.levels.is_empty() { 0 } else { weight(&level.map) };
            self.waiting.push(Object { path, map: level.map, outer: Vec::new(), line, is_wrapping });
        }
        if let Some(row_end) = self.row_end {
            row_end.reached();
        }
        if self.levels.is_empty() {
            self.hand_over();
        } else if MOST_WAITING <= self.waiting.len() || MOST_WEIGHT_WAITING <= self.weight_waiting {
            // Their surroundings are not complete, but they would fill the memory.
            let levels = std::mem::take(&mut self.levels);
            for level in levels.iter().rev() {
                self.stand_in(level.first, &level.map);
            }
            self.levels = levels;
            self.levels.iter_mut().for_each(|level| level.first = 0);
            self.hand_over();
        }
    }

    fn stand_in(&mut self, first: usize, map: &Map<String, Value>) {
        if map.is_empty() || self.waiting.len() <= first {
            return;
        }
        let map = Rc::new(map.clone());
        self.waiting[first..].iter_mut().for_each(|object| object.outer.push(Rc::clone(&map)));
    }

    fn hand_over(&mut self) {
        self.weight_waiting = 0;
        for object in std::mem::take(&mut self.waiting) {
            let mut fields = Fields::of_object(&object.map, &object.outer, &object.path);
            fields.wraps_others(object.is_wrapping);
            if !self.is_stopped && (self.each)(Ok(fields), object.line).is_break() {
                self.is_stopped = true;
            }
        }
    }
}

/// A place at which objects are looked for: a document, an element of its list, or what stands below a wrapper's name.
/// Gives back a value that is neither.
struct Element<'a, 'w, 'e> {
    walk: &'a mut Walk<'w, 'e>,
    name: Option<&'a str>,
}

impl<'de> DeserializeSeed<'de> for Element<'_, '_, '_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        let Some(name) = self.name else { return deserializer.deserialize_any(self) };
        let before = self.walk.path.len();
        if 0 < before {
            self.walk.path.push('/');
        }
        self.walk.path.push_str(name);
        let value = deserializer.deserialize_any(Element { walk: &mut *self.walk, name: None });
        self.walk.path.truncate(before);
        value
    }
}

impl<'de> Visitor<'de> for Element<'_, '_, '_> {
    type Value = Value;

    visit_scalars!(text => short(text));

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        while list.next_element_seed(Element { walk: &mut *self.walk, name: None })?.is_some() {
            if self.walk.is_stopped {
                return Err(de::Error::custom("enough is known"));
            }
        }
        Ok(Value::Array(Vec::new()))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Value, A::Error> {
        let walk = self.walk;
        walk.levels.push(Level { map: Map::new(), first: walk.waiting.len(), is_wrapping: false });
        while let Some(name) = object.next_key::<String>()? {
            let is_wrapper = walk.keep.wrappers.contains(&name.as_str());
            let value = if is_wrapper {
                object.next_value_seed(Element { walk: &mut *walk, name: Some(&name) })?
            } else {
                object.next_value_seed(Kept { keep: walk.keep, name: &name })?
            };
            let Some(level) = walk.levels.last_mut() else { break };
            match value {
                Value::Array(_) | Value::Object(_) if is_wrapper => level.is_wrapping = true,
                value if level.map.len() < MOST_NAMES => _ = level.map.insert(name, value),
                _ => {}
            }
        }
        walk.end_of_object();
        if walk.is_stopped {
            return Err(de::Error::custom("enough is known"));
        }
        Ok(Value::Object(Map::new()))
    }
}

/// The value of a field: the whole of it where it was asked for, else a number or a short text, or nothing.
struct Kept<'a> {
    keep: Keep<'a>,
    name: &'a str,
}

impl<'de> DeserializeSeed<'de> for Kept<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        if self.keep.is_everything || self.keep.nested.contains(&self.name) {
            return WholeValue::deserialize(deserializer).map(|WholeValue(value)| value);
        }
        PlainValue::deserialize(deserializer).map(|PlainValue(value)| value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_wait_for_what_follows_while_they_and_all_below_them_are_few_and_small() {
        let keep = Keep { wrappers: &["data"], nested: &["usage"], is_everything: false };
        let long = "x".repeat(50_000);
        let small = "[\"x\"],".repeat(1_000);
        for (how, usage, all, are_some_early) in [
            ("small", "{\"input\":1}".to_owned(), 4_000, false),
            ("many", "{\"input\":1}".to_owned(), 5_000, true),
            ("a long text", format!("\"{long}\""), 100, false),
            ("long texts", format!("\"{long}\""), 500, true),
            ("a long text in a map in a list", format!("[{{\"a\":\"{long}\"}}]"), 500, true),
            ("a long name", format!("{{\"{long}\":0}}"), 500, true),
            ("small lists", format!("[{small}0]"), 50, false),
            ("many small lists", format!("[{small}0]"), 500, true),
        ] {
            let objects: Vec<_> = (0..all).map(|id| format!("{{\"id\":{id},\"usage\":{usage}}}")).collect();
            let text = format!("{{\"data\":[{}],\"after\":1}}", objects.join(","));
            let (mut seen, mut early) = (0, 0);
            let done = read_line(text.as_bytes(), 1, keep, &mut |fields, _| {
                let fields = fields.expect("it is JSON");
                if fields.has("id") {
                    seen += 1;
                    early += usize::from(fields.inherited("after").is_missing());
                }
                ControlFlow::Continue(())
            });
            assert!(done.is_continue());
            assert_eq!((seen, 0 < early), (all, are_some_early), "{how}: {early} were handed over before the end");
        }
    }
}
