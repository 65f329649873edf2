//! The calendar of a portfolio, read as strictly as RFC 5545 is written.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;

use super::{EXAMPLE, folder, json, portfolio, preset, printed, scenario, strings};

/// A content line of a calendar: a name, parameters, and a value as it is written.
type ContentLine = (String, Vec<(String, String)>, String);

/// The content lines of a calendar, if every rule of RFC 5545 about lines is kept (section 3.1).
fn content_lines(bytes: &[u8]) -> Vec<ContentLine> {
    let text = std::str::from_utf8(bytes).expect("UTF-8");
    let body = text.strip_suffix("\r\n").expect("the last line ends too");
    let mut lines: Vec<String> = Vec::new();
    for line in body.split("\r\n") {
        assert!(line.len() <= 75, "{} octets: {line}", line.len());
        assert!(!line.chars().any(|letter| letter.is_control() && letter != '\t'), "{line:?}");
        match line.strip_prefix([' ', '\t']) {
            Some(more) => lines.last_mut().expect("something goes on").push_str(more),
            None => lines.push(line.to_owned()),
        }
    }
    let parts = |line: &String| {
        let (head, value) = line.split_once(':').unwrap_or_else(|| panic!("no value: {line}"));
        let mut parts = head.split(';');
        let name = parts.next().expect("a name").to_owned();
        let is_name =
            |name: &str| !name.is_empty() && name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
        let parameters = parts.map(|part| part.split_once('=').expect("a parameter has a value"));
        let parameters: Vec<(String, String)> =
            parameters.map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
        assert!(is_name(&name) && parameters.iter().all(|(name, _)| is_name(name)), "{line}");
        (name, parameters, value.to_owned())
    };
    lines.iter().map(parts).collect()
}

/// A value of text without its escapes, if there are none but those that RFC 5545 knows (section 3.3.11).
fn unescaped(value: &str) -> String {
    let (mut text, mut letters) = (String::new(), value.chars());
    while let Some(letter) = letters.next() {
        match letter {
            '\\' => match letters.next() {
                Some(letter @ ('\\' | ';' | ',')) => text.push(letter),
                Some('n' | 'N') => text.push('\n'),
                other => panic!("\\{other:?} in {value}"),
            },
            ';' | ',' => panic!("a bare {letter} in {value}"),
            letter => text.push(letter),
        }
    }
    text
}

/// An event: what identifies it, its day as it is written, its summary, its description.
type Event = (String, String, String, String);

/// When events were revised: moments as they are written, and numbers.
type Revisions = BTreeSet<(String, u64)>;

/// The events of a calendar that keeps the rules: each property that is required once, and none that is not known here.
fn events(bytes: &[u8]) -> (Vec<Event>, Revisions) {
    let lines = content_lines(bytes);
    let is = |line: &ContentLine, name: &str, value: &str| line.0 == name && line.1.is_empty() && line.2 == value;
    assert!(is(&lines[0], "BEGIN", "VCALENDAR") && is(lines.last().expect("lines"), "END", "VCALENDAR"));
    let mut rest = lines[1..lines.len() - 1].iter().peekable();
    let mut head = BTreeSet::new();
    while let Some((name, _, value)) = rest.next_if(|line| line.0 != "BEGIN") {
        assert!(head.insert(name.as_str()), "{name} twice");
        assert!(if name == "VERSION" { value == "2.0" } else { name == "PRODID" }, "{name}:{value}");
    }
    assert_eq!(head.len(), 2, "a version and a product");
    let is_digits = |text: &str, count| text.len() == count && text.chars().all(|letter| letter.is_ascii_digit());
    let (mut events, mut revisions) = (Vec::new(), Revisions::new());
    while let Some(begin) = rest.next() {
        assert!(is(begin, "BEGIN", "VEVENT"), "{begin:?}");
        let property = |place: usize, line: &ContentLine| -> String {
            let (name, parameters, value) = line;
            assert_eq!(name, ["UID", "DTSTAMP", "SEQUENCE", "DTSTART", "SUMMARY", "DESCRIPTION"][place]);
            let day = [("VALUE".to_owned(), "DATE".to_owned())];
            assert_eq!(parameters[..], day[..usize::from(name == "DTSTART")]);
            value.clone()
        };
        let lines: Vec<&ContentLine> = std::iter::from_fn(|| rest.next_if(|line| line.0 != "END")).collect();
        assert_eq!(lines.len(), 6);
        let [uid, stamp, sequence, day, summary, description] =
            [0, 1, 2, 3, 4, 5].map(|place| property(place, lines[place]));
        assert!(is(rest.next().expect("it ends"), "END", "VEVENT"));
        let (date, time) = stamp.split_once('T').expect("a day and a time");
        assert!(is_digits(date, 8) && is_digits(time.strip_suffix('Z').expect("UTC"), 6), "{stamp}");
        assert!(is_digits(&day, 8), "{day}");
        let sequence =
            sequence.parse().ok().filter(|number| *number <= i32::MAX as u64).expect("a number of the format");
        revisions.insert((stamp, sequence));
        events.push((uid, day, unescaped(&summary), unescaped(&description)));
    }
    let uids: BTreeSet<&str> = events.iter().map(|event| event.0.as_str()).collect();
    assert_eq!(uids.len(), events.len(), "each identifier once");
    (events, revisions)
}

/// The calendar of a portfolio, which is the same when it is written again over what is there, and its gates.
fn calendar(file: &Path) -> (Vec<Event>, Value) {
    let folder = folder();
    let path = folder.path().join("decisions.ics");
    let name = path.to_str().expect("a path in plain letters");
    let results = json(file, &["--calendar", name]);
    let written = fs::read(&path).expect("it is written");
    printed(file, &["--calendar", name]);
    assert_eq!(fs::read(&path).expect("it is written again"), written);
    (events(&written).0, results)
}

#[test]
fn the_calendar_has_a_day_for_each_stage() {
    let (events, results) = calendar(Path::new(EXAMPLE));
    let gates = results["gates"].as_array().expect("a list");
    let stages: BTreeSet<(&str, &str)> = gates
        .iter()
        .map(|gate| (gate["use_case"].as_str().expect("a file"), gate["stage"].as_str().expect("a name")))
        .collect();
    assert_eq!(events.len(), stages.len());
    for gate in gates {
        let use_cases = results["use_cases"].as_array().expect("a list");
        let use_case = use_cases.iter().find(|one| one["file"] == gate["use_case"]).expect("a use case");
        let (name, stage) = (use_case["name"].as_str().expect("a name"), gate["stage"].as_str().expect("a name"));
        let event = events.iter().find(|event| event.2 == format!("{name}: {stage} begins")).expect("an event");
        let month = gate["month"].as_u64().expect("a month");
        assert_eq!(event.1, format!("{}{:02}01", 2027 + month / 12, 1 + month % 12), "{event:?}");
        for part in ["what", "owner"] {
            assert!(event.3.contains(gate[part].as_str().expect("text")), "no {} in {event:?}", gate[part]);
        }
    }
}

#[test]
fn a_calendar_takes_any_name() {
    let folder = folder();
    let mut odd = preset("support_assistant");
    odd.name = format!("Minutes; hours, \\days\\ \"at: work\" {} {}", "größer ".repeat(12), "🦀".repeat(30));
    odd.name.truncate(odd.name.trim_end().len());
    odd.stages[1].name = "Pilot, then: what\\nnext;".to_owned();
    scenario(&folder, "odd, or even.ron", &odd);
    let listed = "scenarios: [\"odd, or even.ron\"], must: [\"odd, or even.ron\"], start: \"2030-12\"";
    let (events, results) = calendar(&portfolio(&folder, listed));
    assert_eq!(strings(&results["funded"]["use_cases"]), ["odd, or even.ron"]);
    let summary = format!("{}: {} begins", odd.name, odd.stages[1].name);
    let event = events.iter().find(|event| event.2 == summary).unwrap_or_else(|| panic!("no {summary} in {events:?}"));
    let month = 11 + odd.stages[1].month;
    assert_eq!(event.1, format!("{}{:02}01", 2030 + month / 12, 1 + month % 12));
}

#[test]
fn what_has_changed_is_taken_in_place_of_what_a_calendar_has() {
    let folder = folder();
    let listed = "scenarios: [\"a.ron\"], must: [\"a.ron\"], start: \"2030-12\"";
    let mut later = preset("support_assistant");
    scenario(&folder, "a.ron", &later);
    let file = portfolio(&folder, listed);
    let path = folder.path().join("decisions.ics");
    let name = path.to_str().expect("a path in plain letters");
    let write = |more: &[&str]| {
        printed(&file, &[&["--calendar", name], more].concat());
        fs::read(&path).expect("it is written")
    };
    let first = write(&[]);
    // The least that a stamp can tell apart.
    sleep(Duration::from_millis(1100));
    assert_eq!(write(&[]), first, "nothing has changed");
    later.stages[1].month += 1;
    scenario(&folder, "a.ron", &later);
    let second = write(&[]);
    let [(before, was), (after, is)] = [&first, &second].map(|bytes| events(bytes));
    let uids = |events: &[Event]| events.iter().map(|event| event.0.clone()).collect::<BTreeSet<_>>();
    assert_eq!(uids(&before), uids(&after), "the same events");
    assert_ne!(before, after, "on other days");
    assert_eq!((was.len(), is.len()), (1, 1), "one moment for all");
    let (was, is) = (was.first().expect("one"), is.first().expect("one"));
    assert!(was.0 < is.0 && was.1 < is.1, "{was:?} and then {is:?}");
    let out = folder.path().join("out");
    printed(&file, &["--out", out.to_str().expect("a path in plain letters")]);
    let of_all = fs::read(out.join("some.ics")).expect("it is among all files");
    assert_eq!(events(&of_all).0, after);
}
