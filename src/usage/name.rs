//! Names that many records share: of models, providers, services, tiers, scores.
//!
//! A record holds a place in one list of names of the whole program, so that it can be moved between threads without
//! counting who holds it: counting was what threads waited for. Names are never forgotten, so only so many are taken: a
//! name beyond these is one of `(others)`, in whichever file it stands, for as long as the program runs.

use std::collections::HashMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;
use std::sync::{LazyLock, RwLock};

/// A name.
#[derive(Clone, Copy)]
pub struct Name(&'static Shared);

struct Shared {
    text: Box<str>,
    /// A number for each name, from 0 on.
    place: u32,
}

/// The longest name that is kept, in letters.
const LONGEST: usize = 96;

/// Beyond so many names, all new ones become [`OTHERS`] until the program ends.
const MOST: usize = 1 << 16;

/// What names are called together for which there is no room.
pub const OTHERS: &str = "(others)";

static NAMES: LazyLock<RwLock<HashMap<&'static str, Name>>> = LazyLock::new(RwLock::default);

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        let is_short = text.len() <= LONGEST;
        let end = if is_short { None } else { text.char_indices().nth(LONGEST).map(|(end, _)| end) };
        let text = &text[..end.unwrap_or(text.len())];
        let known = NAMES.read().unwrap_or_else(std::sync::PoisonError::into_inner).get(text).copied();
        if let Some(name) = known {
            return name;
        }
        let mut names = NAMES.write().unwrap_or_else(std::sync::PoisonError::into_inner);
        let text = if names.len() < MOST { text } else { OTHERS };
        if let Some(name) = names.get(text) {
            return *name;
        }
        let shared: &'static Shared = Box::leak(Box::new(Shared { text: text.into(), place: names.len() as u32 }));
        let name = Self(shared);
        names.insert(&shared.text, name);
        name
    }
}

/// A name without the account that a resource of AWS is named after: of `bedrock/arn:aws:bedrock:…:123456789012:model/x` only
/// `x`, what is behind the last slash, or else the last colon. An account alone has no name.
pub fn without_account(text: &str) -> &str {
    const BEGIN: &str = "arn:aws";
    let Some(start) = text.rfind(BEGIN) else { return text };
    let resource = &text[start + BEGIN.len()..];
    let name = resource.rfind('/').or_else(|| resource.rfind(':')).map_or("", |end| &resource[end + 1..]);
    if name.bytes().all(|letter| letter.is_ascii_digit()) { BEGIN } else { name }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0.text
    }
}

impl fmt::Display for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, formatter)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        self.0.place == other.0.place
    }
}

impl Eq for Name {}

impl Hash for Name {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.place.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_wherever_it_is_read() {
        let there = std::thread::spawn(|| Name::from("a model")).join().expect("it does not fail");
        assert_eq!((there, &*there), (Name::from("a model"), "a model"));
        assert_ne!(there, Name::from("another model"));
        assert_eq!(Name::from(&*"ü".repeat(200)).chars().count(), LONGEST);
    }

    #[test]
    fn a_resource_is_called_what_it_is_and_not_whose() {
        for (text, expected) in [
            ("gpt-x", "gpt-x"),
            ("us.anthropic.claude-v1:0", "us.anthropic.claude-v1:0"),
            ("arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.claude-v1:0", "us.claude-v1:0"),
            ("bedrock/converse/arn:aws-us-gov:bedrock:us-gov-west-1::foundation-model/m", "m"),
            ("arn:aws:sagemaker:us-east-1:123456789012:endpoint:mine", "mine"),
            ("arn:aws:bedrock:us-east-1:123456789012:x/arn:aws:bedrock:us-east-1:123456789012:model/y", "y"),
            ("arn:aws:iam::123456789012:", "arn:aws"),
            ("arn:aws:iam::123456789012", "arn:aws"),
            ("arn:aws", "arn:aws"),
        ] {
            assert_eq!(without_account(text), expected, "{text}");
        }
    }
}
