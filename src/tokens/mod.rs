//! How many tokens a text has, counted on this machine, and what such counts say of an estimate. No window.
//!
//! Counts are those of `o200k_base`, the vocabulary of OpenAI's models since GPT-4o. Other providers cut text in other
//! ways: their counts differ by some percent, for code and other languages by more.

use crate::scenario::Estimate;

/// The vocabulary that counts.
pub const VOCABULARY: &str = "o200k_base";

/// Whether tokens can be counted here: a page that is sent around goes without the 4 MB of the vocabulary.
pub const CAN_COUNT: bool = !cfg!(target_arch = "wasm32");

/// How many tokens a text has; none where they cannot be counted. The first call loads the vocabulary.
pub fn count(text: &str) -> usize {
    #[cfg(target_arch = "wasm32")]
    {
        let _ = text;
        0
    }
    #[cfg(not(target_arch = "wasm32"))]
    tiktoken_rs::o200k_base_singleton().count_ordinary(text)
}

/// Parts a pasted text into its examples, at lines of `---`; blank ones are none.
pub fn examples(text: &str) -> Vec<&str> {
    let mut examples = Vec::new();
    let (mut start, mut at) = (0, 0);
    for line in text.split_inclusive('\n') {
        if line.trim() == "---" {
            examples.push(&text[start..at]);
            start = at + line.len();
        }
        at += line.len();
    }
    examples.push(&text[start..]);
    examples.into_iter().map(str::trim).filter(|example| !example.is_empty()).collect()
}

/// What the counts of examples say: of one, its count; of several, the range in which 8 in 10 of them lie. `None` of
/// none.
pub fn estimate(counts: &[usize]) -> Option<Estimate> {
    let mut sorted = counts.to_vec();
    sorted.sort_unstable();
    let (p10, p90) = (quantile(&sorted, 0.1)?, quantile(&sorted, 0.9)?);
    Some(if 0.0 < p10 && p10 < p90 { Estimate::Range { p10, p90 } } else { Estimate::Exact(p90) })
}

/// The quantile of sorted counts in whole tokens, between neighbours in proportion.
fn quantile(sorted: &[usize], share: f64) -> Option<f64> {
    let place = share * sorted.len().checked_sub(1)? as f64;
    let below = *sorted.get(place.floor() as usize)? as f64;
    let above = *sorted.get(place.ceil() as usize)? as f64;
    Some((below + (above - below) * place.fract()).round())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_the_vocabulary() {
        // The first three are published in OpenAI's guide to counting tokens.
        let cases = [
            ("antidisestablishmentarianism", 6),
            ("2 + 2 = 4", 7),
            ("お誕生日おめでとう", 8),
            ("hello world", 2),
            // What tiktoken 0.14 says.
            ("Answer only from the context below; say so if it is not there.\n", 15),
            ("fn main() {\n    println!(\"{}\", 1 << 20);\n}\n", 14),
            ("Les coûts d’une requête 🙂\u{200d}↔️ n’ont pas baissé", 16),
            ("", 0),
        ];
        for (text, tokens) in cases {
            assert_eq!(count(text), tokens, "{text}");
        }
    }

    #[test]
    fn whatever_is_pasted_is_counted() {
        for text in [" ".repeat(300_000), "a".repeat(300_000), "\u{0}\u{ffff}🙂‍↔️".repeat(1000), "^\n".repeat(100_000)]
        {
            assert!(0 < count(&text) && count(&text) <= text.len());
        }
    }

    #[test]
    fn examples_are_parted_by_lines() {
        let cases: [(&str, &[&str]); 6] = [
            ("", &[]),
            ("one", &["one"]),
            ("one\n---\ntwo\n", &["one", "two"]),
            ("---\n\n --- \r\none\n---", &["one"]),
            ("a --- b\n----\n", &["a --- b\n----"]),
            ("日本\n---\n語", &["日本", "語"]),
        ];
        for (text, expected) in cases {
            assert_eq!(examples(text), expected, "{text}");
        }
    }

    #[test]
    fn several_counts_are_a_range() {
        let cases = [
            (vec![], None),
            (vec![700], Some(Estimate::Exact(700.0))),
            (vec![5, 5, 5], Some(Estimate::Exact(5.0))),
            (vec![200, 100], Some(Estimate::Range { p10: 110.0, p90: 190.0 })),
            ((0..=100).collect(), Some(Estimate::Range { p10: 10.0, p90: 90.0 })),
            (vec![0, 0, 3], Some(Estimate::Exact(2.0))),
        ];
        for (counts, expected) in cases {
            assert_eq!(estimate(&counts), expected, "{counts:?}");
        }
    }
}
