//! What people type when they look for a card, and the word that the card has for it.

/// Typed, and said by cards: in small letters, one word each.
const SAID: &[(&str, &str)] = &[
    ("alert", "on-call"),
    ("approval", "oversight"),
    ("approve", "oversight"),
    ("attack", "red-teaming"),
    ("audio", "voice"),
    ("bandwidth", "egress"),
    ("benchmark", "evaluation"),
    ("call", "voice"),
    ("change", "training"),
    ("check", "oversight"),
    ("compliance", "audit"),
    ("content", "licensed"),
    ("dashboard", "observability"),
    ("data", "database"),
    ("database", "vector"),
    ("db", "database"),
    ("dictation", "voice"),
    ("documents", "document"),
    ("embedding", "vector"),
    ("engineer", "engineering"),
    ("eval", "evaluation"),
    ("feedback", "oversight"),
    ("filter", "guardrails"),
    ("finetuning", "fine-tuning"),
    ("gdpr", "pii"),
    ("google", "web"),
    ("hallucination", "evaluation"),
    ("human", "oversight"),
    ("incident", "on-call"),
    ("index", "vector"),
    ("internet", "web"),
    ("labelling", "evaluation"),
    ("labour", "people"),
    ("legal", "licensed"),
    ("licence", "licensed"),
    ("license", "licensed"),
    ("log", "tracing"),
    ("logging", "tracing"),
    ("maintenance", "engineering"),
    ("memory", "cache"),
    ("meeting", "voice"),
    ("moderation", "guardrails"),
    ("monitoring", "tracing"),
    ("network", "egress"),
    ("ocr", "document"),
    ("onboarding", "training"),
    ("ops", "engineering"),
    ("outage", "on-call"),
    ("pager", "on-call"),
    ("pdf", "document"),
    ("penetration", "red-teaming"),
    ("personal", "pii"),
    ("phone", "voice"),
    ("pinecone", "vector"),
    ("privacy", "pii"),
    ("proxy", "gateway"),
    ("quality", "evaluation"),
    ("rag", "vector"),
    ("rank", "re-ranking"),
    ("record", "audit"),
    ("redis", "cache"),
    ("retrain", "fine-tuning"),
    ("review", "oversight"),
    ("router", "gateway"),
    ("safety", "guardrails"),
    ("scan", "document"),
    ("search", "vector"),
    ("security", "red-teaming"),
    ("server", "load"),
    ("speech", "voice"),
    ("staff", "people"),
    ("support", "on-call"),
    ("team", "engineering"),
    ("telemetry", "tracing"),
    ("telephone", "voice"),
    ("test", "evaluation"),
    ("trace", "tracing"),
    ("transcribe", "voice"),
    ("transcription", "voice"),
    ("versioning", "prompt"),
    ("video", "voice"),
    ("whisper", "voice"),
];

/// From so many letters on a word that is not finished yet is guessed.
const GUESSED: usize = 4;

/// What cards may say for a word in small letters, whole or begun.
pub(crate) fn said_for(typed: &str) -> impl Iterator<Item = &'static str> {
    let is_meant = move |word: &str| word == typed || (GUESSED <= typed.len() && word.starts_with(typed));
    // `reviews`, `reviewing` and `reviewer` look for `review`.
    let is_form = move |word: &str| {
        ["s", "es", "ing", "er", "ed"].iter().any(|ending| typed.strip_suffix(ending).is_some_and(|stem| stem == word))
    };
    SAID.iter().filter(move |(word, _)| is_meant(word) || is_form(word)).map(|(_, said)| *said)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::cards;

    #[test]
    fn every_word_that_is_meant_is_one_that_a_card_has() {
        let cards = cards();
        for (typed, said) in SAID {
            let has = |card: &crate::reference::Card| {
                format!("{} {} {}", card.component.name, card.group, card.summary).to_lowercase().contains(said)
            };
            assert!(cards.iter().any(has), "{typed}: no card says {said}");
            assert_eq!((*typed, *said), (typed.to_lowercase().as_str(), said.to_lowercase().as_str()));
        }
    }

    #[test]
    fn words_are_guessed_from_their_beginnings_and_forms() {
        let said = |typed: &str| said_for(typed).collect::<Vec<_>>();
        for typed in ["review", "reviews", "reviewing", "reviewer", "revi"] {
            assert_eq!(said(typed), ["oversight"], "{typed}");
        }
        assert!(said("transcri").iter().all(|word| *word == "voice"));
        assert!(said("re").is_empty(), "too little to guess from");
        assert!(said("zeppelin").is_empty());
    }
}
