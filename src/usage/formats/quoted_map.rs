//! Maps as ClickHouse writes them into a cell of text, `{'gen_ai.system':'openai','tokens':14}`, and as Python prints them,
//! `{'model': 'gpt', 'cached': None, 'is_batch': False}`.

use serde_json::{Map, Value};

/// The map in a text; `None` where it is none.
pub fn parse(text: &str) -> Option<Map<String, Value>> {
    let mut reader = Reader { rest: text.trim(), depth: 0 };
    let map = reader.map()?;
    reader.rest.trim().is_empty().then_some(map)
}

struct Reader<'a> {
    rest: &'a str,
    depth: u8,
}

impl Reader<'_> {
    fn map(&mut self) -> Option<Map<String, Value>> {
        let mut map = Map::new();
        self.open('{')?;
        while !self.skip('}') {
            let name = match self.value()? {
                Value::String(name) => name,
                Value::Number(name) => name.to_string(),
                _ => return None,
            };
            if !self.skip(':') {
                return None;
            }
            let value = self.value()?;
            map.insert(name, value);
            if !self.skip(',') && !self.rest.trim_start().starts_with('}') {
                return None;
            }
        }
        self.depth -= 1;
        Some(map)
    }

    fn list(&mut self, (start, end): (char, char)) -> Option<Vec<Value>> {
        let mut list = Vec::new();
        self.open(start)?;
        while !self.skip(end) {
            list.push(self.value()?);
            if !self.skip(',') && !self.rest.trim_start().starts_with(end) {
                return None;
            }
        }
        self.depth -= 1;
        Some(list)
    }

    fn open(&mut self, bracket: char) -> Option<()> {
        const DEEPEST: u8 = 32;
        self.depth += 1;
        (self.depth < DEEPEST && self.skip(bracket)).then_some(())
    }

    /// Takes a sign, if it is what follows.
    fn skip(&mut self, sign: char) -> bool {
        let rest = self.rest.trim_start();
        let after = rest.strip_prefix(sign);
        self.rest = after.unwrap_or(rest);
        after.is_some()
    }

    fn value(&mut self) -> Option<Value> {
        self.rest = self.rest.trim_start();
        match self.rest.chars().next()? {
            quote @ ('\'' | '"') => self.quoted(quote).map(Value::String),
            '{' => self.map().map(Value::Object),
            '[' => self.list(('[', ']')).map(Value::Array),
            '(' => self.list(('(', ')')).map(Value::Array),
            _ => {
                let end = self.rest.find([',', ':', '}', ']', ')']).unwrap_or(self.rest.len());
                let (word, rest) = self.rest.split_at(end);
                self.rest = rest;
                match word.trim() {
                    "True" | "true" => Some(Value::Bool(true)),
                    "False" | "false" => Some(Value::Bool(false)),
                    "None" | "NULL" | "null" | "nan" => Some(Value::Null),
                    number => number.parse::<serde_json::Number>().ok().map(Value::Number),
                }
            }
        }
    }

    /// A text between quotes, in which a backslash or a second quote takes its meaning from a quote.
    fn quoted(&mut self, quote: char) -> Option<String> {
        let mut text = String::new();
        let mut letters = self.rest.char_indices().skip(1).peekable();
        while let Some((at, letter)) = letters.next() {
            match letter {
                '\\' => text.push(match letters.next()?.1 {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    '0' => '\0',
                    other => other,
                }),
                _ if letter == quote && letters.peek().is_some_and(|(_, next)| *next == quote) => {
                    letters.next();
                    text.push(quote);
                }
                _ if letter == quote => {
                    self.rest = &self.rest[at + letter.len_utf8()..];
                    return Some(text);
                }
                _ => text.push(letter),
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_of_clickhouse_and_of_python_are_read() {
        for (text, expected) in [
            ("{}", serde_json::json!({})),
            (
                r"{'gen_ai.system':'openai','prompt':'it\'s {a,b}: \\ ''x'' é','n':'14'}",
                serde_json::json!({"gen_ai.system": "openai", "prompt": "it's {a,b}: \\ 'x' é", "n": "14"}),
            ),
            (
                r#"{'a': 1, "b": -2.5e3, 'c': None, 'd': True, 'e': ['x', (1, 2)], 'f': {'g': 0}}"#,
                serde_json::json!({"a": 1, "b": -2500.0, "c": null, "d": true, "e": ["x", [1, 2]], "f": {"g": 0}}),
            ),
        ] {
            assert_eq!(parse(text).map(Value::Object), Some(expected), "{text}");
        }
        let deep = "{'a':".repeat(5_000);
        for text in ["", "{", "{'a'", "{'a':}", "{'a':1", "{'a' 1}", "{'a':1}x", "[1]", "{'a':'b", "{é}", &deep] {
            assert_eq!(parse(text), None, "{text}");
        }
    }
}
