//! What is kept of a value of JSON: of most only a number or a short text, of some the whole.

use std::cell::Cell;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

/// So many numbers of a list are kept.
const MOST_LISTED: usize = 16;

/// The longest text that is kept below a name that a reader did not ask to be kept.
pub const SHORT: usize = 512;

/// A text, if it is short.
pub fn short(text: &str) -> Value {
    if text.len() <= SHORT { text.into() } else { Value::Null }
}

/// How a scalar is read: as it is, but for texts, of which not everybody keeps all.
macro_rules! visit_scalars {
    ($text:ident => $kept:expr) => {
        fn expecting(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("JSON")
        }

        fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
            Ok(value.into())
        }

        fn visit_str<E>(self, $text: &str) -> Result<Value, E> {
            Ok($kept)
        }

        fn visit_unit<E>(self) -> Result<Value, E> {
            Ok(Value::Null)
        }
    };
}

pub(super) use visit_scalars;

/// What an object takes of the memory, roughly: one for each value in it, however deep, and one for each 64 letters.
pub fn weight(object: &Map<String, Value>) -> usize {
    object.iter().map(|(name, value)| name.len() / 64 + weight_of(value)).sum()
}

fn weight_of(value: &Value) -> usize {
    1 + match value {
        Value::String(text) => text.len() / 64,
        Value::Array(list) => list.iter().map(weight_of).sum(),
        Value::Object(map) => weight(map),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    }
}

/// The whole of a value, up to so many lists, maps and what stands in them that no record of usage has more.
pub struct WholeValue(pub Value);

impl<'de> de::Deserialize<'de> for WholeValue {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        const MOST: u32 = 50_000;
        Whole(&Cell::new(MOST)).deserialize(deserializer).map(Self)
    }
}

/// A value, as long as there is room for more of them.
#[derive(Clone, Copy)]
struct Whole<'r>(&'r Cell<u32>);

impl Whole<'_> {
    /// Whether there is room for one more.
    fn takes(self) -> bool {
        self.0.replace(self.0.get().saturating_sub(1)) != 0
    }
}

impl<'de> DeserializeSeed<'de> for Whole<'_> {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Whole<'_> {
    type Value = Value;

    visit_scalars!(text => text.into());

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut kept = Vec::new();
        while let Some(value) = list.next_element_seed(self)? {
            if self.takes() {
                kept.push(value);
            }
        }
        Ok(Value::Array(kept))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut kept = Map::new();
        while let Some(name) = map.next_key::<String>()? {
            let value = map.next_value_seed(self)?;
            if self.takes() {
                kept.insert(name, value);
            }
        }
        Ok(Value::Object(kept))
    }
}

/// What a reader may ask for below a name that its format does not list.
pub struct PlainValue(pub Value);

impl<'de> de::Deserialize<'de> for PlainValue {
    fn deserialize<D: de::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Plain.deserialize(deserializer).map(Self)
    }
}

/// A number, a short text, or a short list of numbers; of anything else only that something is there.
#[derive(Clone, Copy)]
struct Plain;

impl<'de> DeserializeSeed<'de> for Plain {
    type Value = Value;

    fn deserialize<D: de::Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Plain {
    type Value = Value;

    visit_scalars!(text => short(text));

    /// Of a list its first numbers and truths.
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut kept = Vec::new();
        while let Some(value) = list.next_element_seed(Plain)? {
            if kept.len() < MOST_LISTED && matches!(value, Value::Number(_) | Value::Bool(_)) {
                kept.push(value);
            }
        }
        Ok(if kept.is_empty() { Value::Null } else { Value::Array(kept) })
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Null)
    }
}
