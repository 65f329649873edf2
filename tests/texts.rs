//! Every text of a scenario is listed, bounded, and free of what cannot be seen.

use breakeven::codec::parse_scenario;
use breakeven::files::{open_scenario, write_scenario};
use breakeven::reference::PRESETS;
use breakeven::scenario::{Decision, Scenario, TextKind};

/// A scenario in which every text there can be is written.
fn full() -> Scenario {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut scenario = open_scenario(&folder.join("cases/support_assistant.ron")).expect("the case opens");
    scenario.author = "Someone".to_owned();
    scenario.notes = "A story\n\nand more".to_owned();
    scenario.workload.fallback_model = Some("haiku".to_owned());
    scenario.correlations.push(("usd_rate".into(), "outcome.value".into(), 0.1));
    scenario.workshop.pins.push("outcome.value".into());
    scenario.take_snapshot(1, "As it was".to_owned(), "2026-11-23".to_owned());
    scenario.snapshots[0].note = "Before the workshop".to_owned();
    let texts = ["Start small", "Everybody", "2026-11-24", "It can grow"].map(str::to_owned);
    let [decision, owner, date, note] = texts;
    scenario.decisions.push(Decision { decision, owner, date, note });
    assert!(scenario.check().is_empty(), "{:?}", scenario.check());
    scenario
}

/// What stands between quotes in a file, with where it begins and ends: names of fields and of kinds have none.
fn quoted(file: &str) -> Vec<std::ops::Range<usize>> {
    let mut found = Vec::new();
    let mut begun = None;
    let mut is_escaped = false;
    for (place, letter) in file.char_indices() {
        match letter {
            _ if is_escaped => is_escaped = false,
            '\\' if begun.is_some() => is_escaped = true,
            '"' => match begun.take() {
                Some(start) => found.push(start..place),
                None => begun = Some(place + 1),
            },
            _ => {}
        }
    }
    found
}

#[test]
fn what_stands_between_quotes_in_a_file_is_listed() {
    let scenarios = PRESETS.iter().map(breakeven::reference::Preset::scenario).chain([full()]);
    for scenario in scenarios {
        let file = write_scenario(&scenario);
        let unescaped =
            |text: &str| text.replace("\\n", "\n").replace("\\'", "'").replace("\\\"", "\"").replace("\\\\", "\\");
        let mut expected: Vec<String> = quoted(&file).into_iter().map(|at| unescaped(&file[at])).collect();
        let mut found: Vec<String> = scenario.texts().iter().map(|text| text.text.to_string()).collect();
        for texts in [&mut expected, &mut found] {
            texts.retain(|text| !text.is_empty());
            texts.sort();
        }
        assert!(!found.is_empty());
        assert_eq!(found, expected, "{}", scenario.name);
    }
}

/// The problems of the full scenario with something put at the end of each of its texts in turn.
fn problems_with(added: &str) -> Vec<(String, Vec<String>)> {
    let file = write_scenario(&full());
    let places = quoted(&file);
    let problems = places.into_iter().map(|at| {
        let mangled = format!("{}{added}{}", &file[..at.end], &file[at.end..]);
        let scenario = parse_scenario(&mangled).expect("a scenario with problems is a scenario");
        let said = scenario.check().iter().map(ToString::to_string).collect();
        (file[at].to_owned(), said)
    });
    problems.collect()
}

#[test]
fn no_text_of_a_scenario_holds_what_is_not_seen() {
    for (text, said) in problems_with("\\u{1b}[2J") {
        assert!(said.iter().any(|problem| problem.contains("the control character U+001B")), "{text}: {said:?}");
        let unseen = said.iter().find(|problem| problem.contains(breakeven::scenario::letters::is_unseen));
        assert_eq!(unseen, None, "a problem is shown on one line, written out");
    }
}

#[test]
fn what_is_not_seen_is_named() {
    let cases = [
        ("\u{0}", "the control character U+0000"),
        ("\u{9b}", "the control character U+009B"),
        ("\u{7f}", "the control character U+007F"),
        ("\t", "a tab"),
        ("\r", "a line break"),
        ("\u{2028}", "a line break"),
        ("\u{202e}", "the mark U+202E"),
        ("\u{2066}", "the mark U+2066"),
        ("\u{200f}", "the mark U+200F"),
        ("\u{61c}", "the mark U+061C"),
        ("\u{ffff}", "U+FFFF, which is no character"),
        ("\u{fdd0}", "U+FDD0, which is no character"),
    ];
    for (unseen, words) in cases {
        let mut scenario = full();
        scenario.notes = format!("Notes{unseen} too");
        scenario.author = format!("Some{unseen}one");
        let said: Vec<String> = scenario.check().iter().map(ToString::to_string).collect();
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("author: a name holds ") && said[0].contains(words), "{said:?}");
        assert!(said[1].starts_with("notes: a text holds ") && said[1].contains(words), "{said:?}");
    }
}

#[test]
fn only_notes_have_lines() {
    let full = full();
    let texts = full.texts();
    let notes = texts.iter().filter(|text| text.kind == TextKind::Notes).map(|text| &*text.text);
    let mut notes: Vec<&str> = notes.collect();
    notes.retain(|text| !text.is_empty());
    assert!(notes.contains(&"It can grow") && notes.contains(&"Before the workshop"));
    for (text, said) in problems_with("\\nVerdict: Viable") {
        let is_refused = said.iter().any(|problem| problem.contains("holds a line break"));
        let is_note = text.is_empty() || notes.contains(&&*text.replace("\\n", "\n"));
        assert!(is_refused || is_note, "{text}: {said:?}");
        assert!(!is_refused || !notes.contains(&&*text), "{text}: {said:?}");
    }
}

#[test]
fn no_text_is_longer_than_its_kind() {
    for (most, kind) in [(200, TextKind::Name), (12, TextKind::Currency), (20_000, TextKind::Notes)] {
        assert_eq!(kind.most(), most);
    }
    for (text, said) in problems_with(&"x".repeat(20_001)) {
        assert!(said.iter().any(|problem| problem.contains("shorten it")), "{text}: {said:?}");
        assert!(said.iter().all(|problem| problem.chars().count() < 1_000), "a problem is shown in a few lines");
    }
    let mut scenario = full();
    scenario.name = "é".repeat(200);
    scenario.currency = "€".repeat(12);
    scenario.notes = "é\n".repeat(10_000);
    assert_eq!(scenario.check(), []);
    scenario.name.push('é');
    scenario.currency.push('€');
    scenario.notes.push('é');
    let said: Vec<String> = scenario.check().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "name: a name of 201 characters, more than 200: shorten it",
            "currency: a currency of 13 characters, more than 12: shorten it",
            "notes: a text of 20001 characters, more than 20000: shorten it",
        ]
    );
}

#[test]
fn a_problem_says_where_in_a_text_it_is() {
    let mut scenario = full();
    scenario.stages[1].name = "Pilot for everybody in Europe\u{1b}[2K".to_owned();
    scenario.outcome.name = "\u{202e}reply".to_owned();
    let said: Vec<String> = scenario.check().iter().map(ToString::to_string).collect();
    let stage = "stages[\"Pilot for everybody in Europe\\u{1b}[2K\"].name: a name holds the control character U+001B, \
                 after “ everybody in Europe”: remove it";
    let outcome = "outcome.name: a name holds the mark U+202E, which turns the direction of a text around, at its \
                   beginning: remove it";
    assert!(said.iter().any(|problem| problem == stage), "{said:#?}");
    assert!(said.iter().any(|problem| problem == outcome), "{said:#?}");
}

/// Notes over several lines of a file that an editor of another system has saved.
#[test]
fn lines_of_notes_may_end_as_on_any_system() {
    let file = write_scenario(&full());
    let edited = file.replace("A story\\n\\nand more", "A story\r\n\r\nand more").replace('\n', "\r\n");
    assert_ne!(file, edited);
    let edited = edited.replace("\r\r", "\r");
    assert_eq!(parse_scenario(&edited).expect("a scenario"), full());
}
