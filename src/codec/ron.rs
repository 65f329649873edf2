//! RON as this program reads and writes it: errors with line and column, short groups on one line.

use ron::extensions::Extensions;
use ron::ser::PrettyConfig;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::language::tr;

/// Why a text could not be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// The text is not what it should be.
    #[error("{}", tr!("line {line}, column {column}: {expected}", line, column, expected))]
    Syntax {
        /// From 1.
        line: usize,
        /// From 1.
        column: usize,
        /// What is wrong or was expected there.
        expected: String,
    },
    /// The file is from a later version of this program.
    #[error(
        "{}",
        tr!(
            "made by a newer version of Breakeven (schema {found}; this one reads up to {known}): update Breakeven to open it",
            found,
            known
        )
    )]
    Newer {
        /// The schema it says it has.
        found: u64,
        /// The newest that can be read.
        known: u32,
    },
    /// The file says a schema that never was.
    #[error("{}", tr!("schema {found} never existed: the first was 1", found))]
    Unknown {
        /// The schema it says it has.
        found: u64,
    },
}

/// A line of a written file is not folded below this many characters.
const LINE_WIDTH: usize = 110;

fn options() -> ron::Options {
    ron::Options::default().with_default_extension(Extensions::IMPLICIT_SOME)
}

/// A text without the mark that some editors put before it.
pub fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

/// Reads any RON value.
///
/// # Errors
/// [`TextError::Syntax`] with what was expected where.
pub fn parse<T: DeserializeOwned>(text: &str) -> Result<T, TextError> {
    options().from_str(text).map_err(|error| TextError::Syntax {
        line: error.span.start.line,
        column: error.span.start.col,
        expected: explain(&error.code),
    })
}

/// What the reader says, and what to write instead where a bare number stands for an estimate: the likeliest slip of
/// those who edit by hand.
fn explain(error: &ron::Error) -> String {
    let hint = match error {
        ron::Error::ExpectedIdentifier | ron::Error::SuggestRawIdentifier(_) | ron::Error::InvalidIdentifier(_) => {
            tr!(
                "; an estimate is written Exact(0.5), Range(p10: 1.0, p90: 2.0) or Pert(low: 1.0, likely: 2.0, high: 3.0)"
            )
        }
        ron::Error::IntegerOutOfBounds => tr!("; months, stages and counts are whole numbers from 0"),
        ron::Error::ExpectedComma => tr!("; where a whole number is expected, write it without a decimal point"),
        _ => "",
    };
    format!("{error}{hint}")
}

/// Writes any value as people would: a group on one line where it fits.
pub fn write<T: Serialize>(value: &T) -> String {
    let config = PrettyConfig::new().new_line("\n").struct_names(false);
    let text = ron::ser::to_string_pretty(value, config).expect("plain data in memory can always be written");
    let mut folded = fold_groups(&text);
    folded.push('\n');
    folded
}

/// Puts every group of brackets that fits on a line, and holds at most short groups, on one line.
fn fold_groups(text: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    // Where the groups that are still open begin.
    let mut open: Vec<usize> = Vec::new();
    for line in text.lines() {
        let content = line.trim_start();
        let closes = content.starts_with([')', ']', '}']);
        lines.push(line.to_owned());
        if closes && let Some(start) = open.pop() {
            let indent = lines[start].len() - lines[start].trim_start().len();
            let mut group = lines[start].clone();
            for part in &lines[start + 1..lines.len() - 1] {
                if !group.ends_with(['(', '[', '{']) {
                    group.push(' ');
                }
                group.push_str(part.trim_start());
            }
            let group = group.strip_suffix(',').unwrap_or(&group).to_owned() + content;
            if group.len() - indent <= LINE_WIDTH - indent.min(40) / 2 && nesting(&group) <= 3 {
                lines.truncate(start);
                lines.push(group);
            }
        }
        if content.ends_with(['(', '[', '{']) {
            open.push(lines.len() - 1);
        }
    }
    lines.join("\n")
}

/// How deep brackets nest in a line, those in strings not counted.
fn nesting(line: &str) -> usize {
    let (mut depth, mut deepest, mut in_string, mut escaped) = (0_usize, 0, false, false);
    for character in line.chars() {
        match character {
            _ if escaped => escaped = false,
            '\\' if in_string => escaped = true,
            '"' => in_string = !in_string,
            '(' | '[' | '{' if !in_string => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            ')' | ']' | '}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
