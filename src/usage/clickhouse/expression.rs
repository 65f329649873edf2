//! Expressions of SQL that compute what the readers of files compute, of integers only where a file's reader has integers.

use crate::usage::cached_input::CachedInput;
use crate::usage::fields::EMPTY;
use crate::usage::record::hashed;

/// What the statement for a store has of its own.
pub struct Records {
    /// The query for one row a version of a record.
    pub rows: String,
    /// Further rows of the result: users and judgements of other tables.
    pub beside: String,
}

/// The bucket of a value in a [`Sketch`](crate::usage::Sketch): `bucket` in `sketch.rs`.
pub fn buckets(value: &str) -> String {
    format!(
        "if({value} < 128, toUInt64({value}), toUInt64(128 * (bitCount(toUInt64(roundToExp2({value}) - 1)) - 6) \
         + intDiv({value}, greatest(intDiv(roundToExp2({value}), 128), 1)) - 128))"
    )
}

/// How often each key comes, as text: `5:2 7:1`.
pub fn tallied(key: &str, condition: &str) -> String {
    text_of(&format!("sumMapIf([{key}], [toUInt64(1)], {condition})"))
}

/// A map that an aggregate gave, as text.
pub fn text_of(map: &str) -> String {
    format!(
        "arrayStringConcat(arrayMap((key, value) -> concat(replaceRegexpAll(toString(key), '[\\\\s:]', '_'), ':', \
         toString(value)), ({map} AS map_{number}).1, map_{number}.2), ' ')",
        number = name_of(map),
    )
}

/// A name for an expression, the same for the same one.
fn name_of(text: &str) -> String {
    format!("{:x}", hashed(&[text]) >> 40)
}

/// The sum of what is known; NULL where nothing is.
pub fn sum_of(parts: &[&str]) -> String {
    let nothing = parts.iter().map(|part| format!("isNull({part})")).collect::<Vec<_>>().join(" AND ");
    let sum = parts.iter().map(|part| format!("ifNull({part}, 0)")).collect::<Vec<_>>().join(" + ");
    format!("if({nothing}, NULL, {sum})")
}

/// The hash of a user, as `hashed(&["user", …])` in `record.rs`, by which registers count them.
pub fn user_hash(user: &str) -> String {
    format!("xxHash64(concat('user\\xff', {user}, '\\xff'))")
}

/// The run of zeros after the bits of a hash that choose its register: `Distinct::add` in `distinct.rs`.
pub fn runs(hash: &str) -> String {
    format!("toUInt64(64 - bitCount(toUInt64(roundToExp2(bitOr(bitShiftLeft({hash}, 11), 1024)) - 1)))")
}

/// A text without what stands for nothing.
pub fn said(text: &str) -> String {
    let empty = EMPTY.map(quoted).join(", ");
    format!("if(trimBoth({text}) IN ({empty}), '', trimBoth({text}))")
}

/// A name without the account of a resource of AWS: `without_account` in `name.rs`.
pub fn without_account(name: &str) -> String {
    let alone = format!("replaceRegexpOne({name}, '(?s)^.*(arn:aws)(.*/|[^/]*:)[0-9]*\\\\z', '\\\\1')");
    format!("replaceRegexpOne({alone}, '(?s)^.*arn:aws(.*/|.*:)', '')")
}

/// A text of SQL.
pub fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\\'"))
}

/// The first of several keys that a map has; NULL where it has none.
pub fn first_of(map: &str, keys: &[&str]) -> String {
    let each = keys.iter().map(|key| format!("mapContains({map}, {key}), {map}[{key}]", key = quoted(key)));
    format!("multiIf({}, NULL)", each.collect::<Vec<_>>().join(", "))
}

/// The query that makes of counts as stated counts in buckets that do not overlap, as `StatedCounts::disjoint`: of a query
/// that gives `stated_input`, `stated_read`, `stated_write_5m`, `stated_write_1h`, `other_input`, `stated_output`,
/// `stated_reasoning`, `other_output` and `stated_total`, nullable and not below 0. What else it gives comes through.
///
/// `rule` says what an input holds; cached input that is cut to an input that always holds it is not known here.
pub fn disjoint(stated: &str, rule: CachedInput) -> String {
    let layout = match rule {
        CachedInput::Included => "1".to_owned(),
        CachedInput::Excluded => "2".to_owned(),
        CachedInput::IncludedUnlessRefuted => filled(include_str!("layout.sql"), &[("usual", "1".to_owned())]),
        CachedInput::ExcludedUnlessRefuted => filled(include_str!("layout.sql"), &[("usual", "2".to_owned())]),
    };
    let parts = [
        ("layout", layout),
        ("input_and_other", sum_of(&["stated_input", "other_input"])),
        ("output_and_others", sum_of(&["stated_output", "stated_reasoning", "other_output"])),
        ("stated", stated.to_owned()),
    ];
    filled(include_str!("disjoint.sql"), &parts)
}

/// A text of SQL with a value for each `$name$` in it. Values of several lines stand as far to the right as their name does,
/// if it stands alone.
pub fn filled(sql: &str, parts: &[(&str, String)]) -> String {
    let mut lines = Vec::new();
    for line in sql.trim_end().lines() {
        let text = line.trim_start();
        let margin = &line[..line.len() - text.len()];
        let alone = parts
            .iter()
            .find(|(name, _)| text.strip_prefix('$').and_then(|text| text.strip_suffix('$')) == Some(*name));
        if let Some((_, value)) = alone {
            let below = value.trim_end().lines().map(|line| format!("{margin}{line}").trim_end().to_owned());
            lines.extend(below.filter(|line| !line.is_empty()));
            continue;
        }
        let filled = parts
            .iter()
            .fold(line.to_owned(), |line, (name, value)| line.replace(&format!("${name}$"), value.trim_end()));
        lines.push(filled);
    }
    lines.push(String::new());
    lines.join("\n")
}
