//! What is decided when, for people's calendars (RFC 5545): a day for each stage of a
//! funded use case before which something stands.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::language::tr;
use crate::portfolio::{EvaluatedPortfolio, GateEntry, GateKind};

/// The stages of what is funded, as the text of an .ics file; `revised` is when they were last changed.
///
/// Each stage keeps its UID, whatever stands in it. A calendar that has it already takes the new text for it where it was
/// revised later: by a greater SEQUENCE, or by a later DTSTAMP where that is equal (RFC 5546, 2.1.5). Both follow from
/// `revised`, for nothing here remembers how often something was exported. Where that is not known, the text depends on the
/// portfolio alone.
///
/// # Errors
/// The portfolio does not say in which month it begins.
pub fn calendar(evaluation: &EvaluatedPortfolio, revised: Option<Timestamp>) -> Result<String, String> {
    let Some(start) = evaluation.portfolio.first_day(0) else {
        return Err(tr!("the portfolio does not say when it begins: give it a month, as start: \"2027-01\"").to_owned());
    };
    let entries = evaluation.gates();
    if entries.is_empty() {
        return Err(tr!("nothing stands before any stage of what is funded").to_owned());
    }
    let mut text = ContentLines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Breakeven//Portfolio//EN"] {
        text.push(line);
    }
    let stamp = revised.map_or_else(
        || format!("DTSTAMP:{}T000000Z", written(start)),
        |moment| format!("DTSTAMP:{}", moment.strftime("%Y%m%dT%H%M%SZ")),
    );
    let sequence = format!("SEQUENCE:{}", revised.map_or(0, sequence));
    for stage in entries.chunk_by(|one, other| (one.use_case, one.stage) == (other.use_case, other.stage)) {
        let Some(day) = evaluation.portfolio.first_day(stage[0].month) else {
            return Err(tr!("calendars end before month {} of the portfolio", stage[0].month));
        };
        let (use_case, called) = (&evaluation.use_cases[stage[0].use_case], evaluation.name(stage[0].use_case));
        let name = &use_case.scenario.stages[stage[0].stage].name;
        text.push("BEGIN:VEVENT");
        // Whatever stands in it: the same stage of the same use case of the same portfolio.
        let own = format!("{}/{}/{}@breakeven", evaluation.portfolio.name, use_case.file, stage[0].stage);
        text.push(&format!("UID:{}", escaped(&own)));
        text.push(&stamp);
        text.push(&sequence);
        text.push(&format!("DTSTART;VALUE=DATE:{}", written(day)));
        text.push(&format!("SUMMARY:{}", escaped(&tr!("{called}: {name} begins", called, name))));
        text.push(&format!("DESCRIPTION:{}", escaped(&description(stage))));
        text.push("END:VEVENT");
    }
    text.push("END:VCALENDAR");
    Ok(text.text)
}

/// Lines as the format has them: of at most 75 bytes, longer ones going on after a blank, each ended by two characters.
#[derive(Default)]
struct ContentLines {
    text: String,
}

impl ContentLines {
    fn push(&mut self, line: &str) {
        const LONGEST: usize = 75;
        let mut length = 0;
        for character in line.chars() {
            if LONGEST < length + character.len_utf8() {
                self.text.push_str("\r\n ");
                length = 1;
            }
            self.text.push(character);
            length += character.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// A text in which nothing means anything else.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\\' | ';' | ',' => escaped.extend(['\\', character]),
            '\n' => escaped.push_str("\\n"),
            // Nothing else below a blank may stand in a text.
            character if character.is_control() => {}
            character => escaped.push(character),
        }
    }
    escaped
}

/// As the format has it: `20270101`.
fn written(day: Date) -> String {
    day.strftime("%Y%m%d").to_string()
}

/// What is to be decided, what must be ready, and when the stage is stopped.
fn description(entries: &[GateEntry]) -> String {
    let line = |entry: &GateEntry| {
        let owner = if entry.owner.is_empty() { String::new() } else { format!(" ({})", entry.owner) };
        let done = if entry.is_met && entry.kind == GateKind::Readiness { tr!("done: ") } else { "" };
        format!("{}: {done}{}{owner}", entry.kind.name(), entry.what)
    };
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The first second of 2026: no calendar was written before, and until 2094 a number of this format counts on from there.
const FIRST_SECOND: i64 = 1_767_225_600;

/// A number that grows with every second, as large as the format allows.
fn sequence(revised: Timestamp) -> i64 {
    (revised.as_second() - FIRST_SECOND).clamp(0, i64::from(i32::MAX))
}

/// Whether two calendars say the same, whenever each of them was revised.
pub fn is_same_calendar(one: &str, other: &str) -> bool {
    // What goes on from the line before begins with a blank, and so with neither.
    let is_said = |line: &&str| !line.starts_with("DTSTAMP:") && !line.starts_with("SEQUENCE:");
    one.split("\r\n").filter(is_said).eq(other.split("\r\n").filter(is_said))
}
