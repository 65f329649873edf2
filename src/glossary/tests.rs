//! That every word has one meaning in plain words, and is found where it stands on screen.

use std::collections::BTreeSet;

use super::*;
use crate::scenario::{EstimatePath, StrategyTag};

/// Words of those who built it, not of those who use it.
const JARGON: [&str; 14] = [
    "quantile",
    "percentile",
    "lognormal",
    "distribution",
    "copula",
    "estimator",
    "stochastic",
    "parameter",
    "p10",
    "p90",
    "shapley",
    "evpi",
    "kpi",
    "utilization",
];
const LONGEST: usize = 35;

fn words(text: &str) -> Vec<String> {
    let words = text.split(|letter: char| !(letter.is_alphanumeric() || letter == '-' || letter == '’'));
    words.filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

fn report(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_term_is_one_plain_sentence_and_an_example_with_numbers() {
    let mut complaints = Vec::new();
    for term in Term::all() {
        let Term { name, sentence, example, .. } = term;
        let mut expect = |holds: bool, what: &str| {
            if !holds {
                complaints.push(format!("{name}: {what}: {sentence} | {example}"));
            }
        };
        let said = words(sentence);
        expect(said.len() <= LONGEST, "too long");
        expect(7 <= said.len(), "too short to explain anything");
        let called: BTreeSet<String> =
            std::iter::once(name).chain(term.labels).flat_map(|label| words(label)).collect();
        let new = said.iter().filter(|word| 3 < word.len() && !called.contains(*word)).count();
        expect(3 <= new, "repeats its label");
        expect(!JARGON.iter().any(|word| said.iter().any(|said| said == word)), "not in plain words");
        expect(!sentence.ends_with('.') && !example.ends_with('.'), "ends with a period");
        expect(!sentence.contains(". "), "more than a sentence");
        expect(sentence.starts_with(char::is_uppercase), "begins small");
        expect(example.contains(|letter: char| letter.is_ascii_digit()), "an example without a number");
        expect(words(example).len() <= 25, "a long example");
    }
    report(complaints);
}

#[test]
fn no_word_means_two_things() {
    let mut seen = BTreeSet::new();
    let mut complaints = Vec::new();
    for term in Term::all() {
        let own: BTreeSet<String> =
            std::iter::once(&term.name).chain(term.labels).map(|label| label.to_lowercase()).collect();
        complaints
            .extend(own.iter().filter(|label| seen.contains(*label)).map(|label| format!("{label} is there twice")));
        seen.extend(own);
    }
    report(complaints);
}

#[test]
fn labels_lead_to_what_they_mean() {
    let cases = [
        ("hurdle, value : cost", Some("Hurdle")),
        ("budget a month, CAD", Some("Budget a month")),
        ("Falls back to", Some("Falls back to")),
        ("success rate", Some("Accepted")),
        ("EVPI", Some("What a pilot is worth")),
        ("P10–P90", Some("8 in 10")),
        ("hours", None),
        ("a name of somebody’s own", None),
    ];
    for (label, name) in cases {
        assert_eq!(Term::of_label(label).map(|term| term.name), name, "{label}");
    }
}

#[test]
fn estimates_lead_to_what_they_are() {
    let cases = [
        ("outcome.value", "value, USD per outcome", "Value"),
        ("workload.steps.prefix", "stable prefix, tokens a call", "Stable prefix"),
        ("workload.steps.output", "answer, tokens a call", "Answer"),
        ("stages.fallback_share", "falls back, share of calls", "Falls back"),
        ("stages.calls", "calls, times the prototype’s", "Calls ×"),
        ("components.lines.price", "price each, USD", "Price each"),
        ("components.lines.price", "a unit costs, USD", "Whole units"),
        ("components.lines.price", "it costs, USD", "Power of scale"),
        ("components.lines.factors", "FTE", "FTE"),
        ("components.lines.factors", "value", "Factor"),
        ("components.setup_cost", "set-up, once, USD", "Set-up, once"),
        ("strategies.PrefixCaching.hit_rate", "hit rate", "Prefix hit rate"),
        ("strategies.SemanticCaching.hit_rate", "hit rate", "Hit rate"),
        ("strategies.quality_loss", "share of outcomes lost", "Outcomes lost"),
    ];
    for (path, label, name) in cases {
        assert_eq!(Term::of_estimate(path, label).map(|term| term.name), Some(name), "{path}");
    }
    assert_eq!(Term::of_estimate("nowhere.at_all", "value"), None);
}

#[test]
fn every_strategy_and_each_of_its_numbers_is_explained() {
    let mut complaints = Vec::new();
    for tag in StrategyTag::ALL {
        if Term::of_label(tag.name()).is_none() {
            complaints.push(format!("{} is no term", tag.name()));
        }
        for number in tag.numbers() {
            let path = EstimatePath::strategy(tag, number.key).without_names();
            if Term::of_estimate(&path, number.label).is_none() {
                complaints.push(format!("{path} has no term"));
            }
        }
    }
    report(complaints);
}

#[test]
fn what_is_searched_for_comes_first() {
    let first = |search: &str| Term::found(search).first().map(|term| term.name);
    assert_eq!(first("stable"), Some("Stable prefix"));
    assert_eq!(first("  HIDDEN  "), Some("Hidden reasoning"));
    assert_eq!(first("realization"), Some("Becomes money"));
    assert_eq!(first("kill"), Some("When to stop"));
    assert_eq!(first("leaked address"), Some("Harmful answers"), "also by what it says");
    assert_eq!(first("zeppelin"), None);
    assert_eq!(Term::found("").len(), Term::all().count());
}
