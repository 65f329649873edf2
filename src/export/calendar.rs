//! What is decided when, for people's calendars (RFC 5545): a day for each stage of a
//! funded use case before which something stands.

use jiff::civil::Date;

use crate::portfolio::{EvaluatedPortfolio, GateEntry, GateKind};

/// The stages of what is funded, as the text of an .ics file. The same portfolio gives the same text, so a calendar that has
/// it already moves its days instead of doubling them.
///
/// # Errors
/// The portfolio does not say in which month it begins.
pub fn calendar(evaluation: &EvaluatedPortfolio) -> Result<String, String> {
    let Some(start) = evaluation.portfolio.first_month() else {
        return Err("the portfolio does not say when it begins: give it a month, as start: \"2027-01\"".to_owned());
    };
    let entries = evaluation.gates();
    if entries.is_empty() {
        return Err("nothing stands before any stage of what is funded".to_owned());
    }
    let mut text = ContentLines::default();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Breakeven//Portfolio//EN"] {
        text.push(line);
    }
    // No clock: what was decided is as old as the plan.
    let stamp = first_day(start, 0).map(|day| format!("DTSTAMP:{}T000000Z", written(day))).unwrap_or_default();
    for stage in entries.chunk_by(|one, other| (one.use_case, one.stage) == (other.use_case, other.stage)) {
        let Some(day) = first_day(start, stage[0].month) else {
            return Err(format!("calendars end before month {} of the portfolio", stage[0].month));
        };
        let use_case = &evaluation.use_cases[stage[0].use_case];
        let name = &use_case.scenario.stages[stage[0].stage].name;
        text.push("BEGIN:VEVENT");
        // Whatever stands in it: the same stage of the same use case of the same portfolio.
        let own = format!("{}/{}/{}@breakeven", evaluation.portfolio.name, use_case.file, stage[0].stage);
        text.push(&format!("UID:{}", escaped(&own)));
        text.push(&stamp);
        text.push(&format!("DTSTART;VALUE=DATE:{}", written(day)));
        text.push(&format!("SUMMARY:{}", escaped(&format!("{}: {name} begins", use_case.name()))));
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
        let done = if entry.is_met && entry.kind == GateKind::Readiness { "done: " } else { "" };
        format!("{}: {done}{}{owner}", entry.kind.name(), entry.what)
    };
    entries.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The first day of a month, so many months after another.
fn first_day((year, month): (i16, i8), later: u32) -> Option<Date> {
    Date::new(year, month, 1).ok()?.checked_add(jiff::Span::new().try_months(i64::from(later)).ok()?).ok()
}
