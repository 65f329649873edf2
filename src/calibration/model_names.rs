//! Which model of a plan a name on a bill means.

use crate::scenario::Scenario;

/// A name without what gateways and clouds put around it: provider, region, date, version, case and punctuation.
///
/// `us.anthropic.claude-haiku-4-5-20251001-v1:0`, `anthropic/claude-haiku-4.5` and `Claude Haiku 4.5` are one.
pub fn plain_name(name: &str) -> String {
    let name = name.trim().to_lowercase();
    let name = name.rsplit('/').next().unwrap_or_default();
    let name = name.split([':', '@']).next().unwrap_or_default();
    let words: Vec<&str> =
        name.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_prefix = |word: &&str| PREFIXES.contains(word);
    let skipped = words.iter().take_while(|word| is_prefix(word)).count();
    let mut words = &words[skipped.min(words.len().saturating_sub(1))..];
    while let [before @ .., last] = words
        && !before.is_empty()
        && (SUFFIXES.contains(last) || is_date(words))
    {
        words = &words[..words.len() - date_words(words).max(1)];
    }
    words.join("-")
}

/// Whom and where a name begins with.
const PREFIXES: [&str; 16] = [
    "us",
    "eu",
    "apac",
    "global",
    "anthropic",
    "openai",
    "azure",
    "bedrock",
    "google",
    "vertex",
    "ai",
    "amazon",
    "meta",
    "mistralai",
    "deepseekai",
    "models",
];

/// What stands at the end of a name and is no part of it.
const SUFFIXES: [&str; 5] = ["latest", "v1", "v2", "v3", "default"];

fn is_date(words: &[&str]) -> bool {
    0 < date_words(words)
}

/// How many words at the end are a day: `20251001`, `2024-07-18`, `0613`.
fn date_words(words: &[&str]) -> usize {
    let digits = |word: &str, count: usize| word.len() == count && word.bytes().all(|byte| byte.is_ascii_digit());
    match words {
        [_, .., year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => 3,
        [_, .., last] if digits(last, 8) || digits(last, 4) => 1,
        _ => 0,
    }
}

/// The model of a plan that a name means: by its key or by its provider's name for it.
pub fn model_of(scenario: &Scenario, name: &str) -> Option<usize> {
    let wanted = plain_name(name);
    let is_wanted = |known: &str| !wanted.is_empty() && plain_name(known) == wanted;
    let by_key = || scenario.models.keys().position(|key| is_wanted(key));
    scenario.models.values().position(|model| is_wanted(&model.name)).or_else(by_key)
}

#[cfg(test)]
mod tests {
    use super::plain_name;

    #[test]
    fn a_name_is_known_whoever_writes_it() {
        for (names, plain) in [
            (
                &[
                    "us.anthropic.claude-haiku-4-5-20251001-v1:0",
                    "anthropic/claude-haiku-4.5",
                    "Claude Haiku 4.5",
                    "claude-haiku-4-5@20251001",
                    "claude-haiku-4-5-latest",
                ][..],
                "claude-haiku-4-5",
            ),
            (&["gpt-4o-mini-2024-07-18", "openai/gpt-4o-mini", "azure/gpt-4o-mini", "GPT-4o mini"][..], "gpt-4o-mini"),
            (&["gpt-4-0613", "gpt-4"][..], "gpt-4"),
            (&["meta-llama/Llama-3.3-70B-Instruct:free"][..], "llama-3-3-70b-instruct"),
            (&["models/gemini-2.5-pro"][..], "gemini-2-5-pro"),
            (&["2024", ""][..1], "2024"),
            (&["", " / "][..], ""),
        ] {
            for name in names {
                assert_eq!(plain_name(name), plain, "{name}");
            }
        }
    }
}
