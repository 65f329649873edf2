//! The statement for a store and a window, with what is bound to its parameters.

use jiff::civil::Date;

use super::Store;
use super::expression::{Records, buckets, filled, runs, sum_of, tallied, text_of, user_hash, without_account};

/// The days that count, in UTC; all where none is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Window {
    /// The first.
    pub from: Option<Date>,
    /// The last.
    pub to: Option<Date>,
}

/// A statement for a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// The statement, with `{name:Type}` where a parameter stands.
    pub statement: String,
    /// The names and values of its parameters.
    pub parameters: Vec<(&'static str, String)>,
}

/// When a window begins, in microseconds.
pub(super) const FROM: &str = "toUnixTimestamp64Micro(toDateTime64({from:Date}, 6, 'UTC'))";
/// The first instant after a window, in microseconds.
pub(super) const UNTIL: &str = "toUnixTimestamp64Micro(toDateTime64({until:Date}, 6, 'UTC'))";

impl Query {
    /// The statement for a store. Without a project all of them are added up.
    pub fn new(store: Store, window: Window, project: Option<&str>) -> Self {
        /// The years in which times are taken for possible, as of files.
        const FIRST: Date = Date::constant(2015, 1, 1);
        const END: Date = Date::constant(2101, 1, 1);
        let until = window.to.and_then(|to| to.tomorrow().ok()).map_or(END, |until| until.min(END));
        let from = window.from.map_or(FIRST, |from| from.max(FIRST));
        Self {
            statement: statement(store, &store.records()),
            parameters: vec![
                ("from", from.to_string()),
                ("until", until.to_string()),
                ("project", project.unwrap_or_default().to_owned()),
            ],
        }
    }

    /// The statement for somebody who runs it by hand: parameters are set before it.
    pub fn script(&self, database: Option<&str>) -> String {
        let mut script = String::new();
        if let Some(database) = database {
            script.push_str(&format!("USE `{}`;\n", database.replace('\\', "\\\\").replace('`', "\\`")));
        }
        for (name, value) in &self.parameters {
            script.push_str(&format!("SET param_{name} = '{}';\n", value.replace('\\', "\\\\").replace('\'', "\\'")));
        }
        script.push_str(&self.statement);
        script
    }
}

fn statement(store: Store, records: &Records) -> String {
    let read = |value: &str| {
        tallied(&buckets(&format!("assumeNotNull({value})")), &format!("is_measured AND isNotNull({value})"))
    };
    let minute = "intDiv(x.start, 60000000)";
    let parts = [
        ("records", records.rows.to_owned()),
        ("beside", records.beside.to_owned()),
        ("store", store.tables().join(", ")),
        ("key", store.format().to_owned()),
        ("model", without_account("x.model")),
        ("provider", without_account("x.provider")),
        ("input", sum_of(&["uncached", "read", "written_5m", "written_1h"])),
        ("user", user_hash("user")),
        ("minutes", tallied(minute, "is_single")),
        ("tiers", tallied("x.tier", "x.tier != '' AND isNotNull(call)")),
        ("users", users()),
        ("calls_of_requests", tallied(&buckets("toUInt64(calls_of_request)"), "has_calls_of_request")),
        ("inputs", read("all_input")),
        ("outputs", read("generated")),
        ("cache_reads", read("read")),
        ("reasonings", read("reasoned")),
        ("from", FROM.to_owned()),
        ("until", UNTIL.to_owned()),
    ];
    filled(include_str!("digest.sql"), &parts)
}

/// The registers of those who used it; `user` has to be their name, and `user_hash` its hash.
pub(super) fn users() -> String {
    text_of(&format!("maxMapIf([bitShiftRight(user_hash, 53)], [{}], user != '')", runs("user_hash")))
}

#[cfg(test)]
mod tests {
    use strum::IntoEnumIterator as _;

    use super::*;

    #[test]
    fn a_statement_has_its_parameters_beside_it_and_names_no_prompt() {
        let window = Window { from: Some(Date::constant(2026, 10, 1)), to: Some(Date::constant(2026, 10, 31)) };
        for store in Store::iter() {
            let query = Query::new(store, window, Some("it's a project"));
            let statement = &query.statement;
            assert!(!statement.contains('$') && !statement.contains(';'), "{statement}");
            assert!(!statement.contains("it's a project") && !statement.contains("2026"), "{store:?}");
            for name in ["{from:Date}", "{until:Date}", "{project:String}"] {
                assert!(statement.contains(name), "{store:?} {name}");
            }
            for table in store.tables() {
                assert!(statement.contains(&format!("FROM {table}\n")), "{store:?} {table}");
            }
            let words = || statement.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            for prompt in ["request_body", "response_body", "Events", "ResourceAttributes", "comment"] {
                assert!(words().all(|word| word != prompt), "{store:?} {prompt}");
            }
            let script = query.script(Some("a`b"));
            assert!(
                script.starts_with("USE `a\\`b`;\nSET param_from = '2026-10-01';\nSET param_until = '2026-11-01';\n")
            );
            assert!(script.contains("SET param_project = 'it\\'s a project';\n"));
        }
        let all = Query::new(Store::Otel, Window::default(), None);
        let values: Vec<&str> = all.parameters.iter().map(|(_, value)| value.as_str()).collect();
        assert_eq!(values, ["2015-01-01", "2101-01-01", ""]);
    }
}
