//! Tables for other programs, as RFC 4180 has them: numbers as they are, in the units that their headings name. No cell is a
//! formula: what a spreadsheet would run has an apostrophe before it.

use std::borrow::Cow;

use super::stages::has_users;
use crate::economics::{Evaluation, Plan, Results};
use crate::format::Money;
use crate::prose::{kind_in_words, name_of, outdated};
use crate::scenario::{Category, Scenario};

/// Each stage as planned, without strategies, and at its best; a column a category.
pub fn stages_csv(scenario: &Scenario, results: &Results) -> Vec<u8> {
    let money = |what: &str| format!("{what} ({} a month)", scenario.currency);
    let mut headings = ["stage", "version", "requests a month", "requests that reach a model", "tokens a month"]
        .map(str::to_owned)
        .to_vec();
    headings.extend(Category::ALL.map(|category| money(category.name())));
    headings.extend([money("cost"), "outcomes a month".to_owned(), money("value"), money("net")]);
    headings.push("model calls a month".to_owned());
    let has_users = has_users(scenario);
    headings.extend(has_users.then(|| "people who have it".to_owned()));
    let mut rows = vec![headings];
    for (stage, versions) in scenario.stages.iter().zip(&results.stages) {
        let months: [(&str, &Evaluation<f64>); 3] = [
            ("planned", &versions.planned),
            ("without strategies", &versions.baseline),
            ("floor", &versions.floor.evaluation),
        ];
        for (version, month) in months {
            let mut row = vec![stage.name.clone(), version.to_owned()];
            row.extend([month.volume, month.inferred, month.tokens].map(number));
            row.extend(month.categories.map(number));
            row.extend([month.cost, month.outcomes, month.value, month.net, month.calls].map(number));
            row.extend(has_users.then(|| number(stage.users.base())));
            rows.push(row);
        }
    }
    csv(&rows)
}

/// Requests and cash, month by month.
pub fn months_csv(scenario: &Scenario, results: &Results) -> Vec<u8> {
    let money = |what: &str| format!("{what} ({})", scenario.currency);
    let [paid, cash, cumulative] = ["paid once", "cash", "cumulative cash"].map(money);
    let [value, cost] = ["value", "running cost"].map(money);
    let headings = ["month".to_owned(), "requests".to_owned(), paid, cash, cumulative, value, cost];
    let rows = results.months.months.iter().map(|month| {
        let [volume, one_offs, cash, cumulative, value, cost] =
            [month.volume, month.one_offs, month.cash, month.cumulative, month.value, month.cost].map(number);
        [month.month.to_string(), volume, one_offs, cash, cumulative, value, cost]
    });
    csv(std::iter::once(headings).chain(rows))
}

/// Every estimate with what supports it.
pub fn assumptions_csv(scenario: &Scenario, plan: &Plan) -> Vec<u8> {
    let headings =
        ["path", "estimate", "low", "value in use", "high", "basis", "source", "link", "date", "basis was given for"];
    let money = Money::new(&scenario.currency);
    let mut rows = vec![headings.map(str::to_owned)];
    for field in &plan.inputs {
        let estimate = field.estimate;
        let basis = scenario.bases.get(&field.path);
        let [source, url, date] = basis.map_or([""; 3], |basis| [&basis.source, &basis.url, &basis.date]);
        let kind = basis.map_or(String::new(), |basis| kind_in_words(basis, &estimate));
        let name = name_of(scenario, &field.path);
        let was = basis.and_then(|basis| outdated(basis, &estimate));
        let was = was.map_or(String::new(), |was| name.estimate(&money, was));
        let [low, base, high] = [estimate.low(), estimate.base(), estimate.high()].map(number);
        let [source, url, date] = [source, url, date].map(str::to_owned);
        rows.push([field.path.to_string(), name.label(), low, base, high, kind, source, url, date, was]);
    }
    csv(&rows)
}

/// A number as it is; nothing where it has no end.
pub(super) fn number(value: f64) -> String {
    if value.is_finite() { value.to_string() } else { String::new() }
}

/// A cell that a spreadsheet program shows and does not run: one that begins as formulas do, and is no number, has an
/// apostrophe before it (OWASP, "CSV Injection").
fn harmless(cell: &str) -> Cow<'_, str> {
    let begins_a_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
    if begins_a_formula && !is_number { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Rows as a table that a spreadsheet program shows and does not run.
pub(super) fn csv<R: AsRef<[String]>>(rows: impl IntoIterator<Item = R>) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().flexible(true).terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        let cells: Vec<Cow<'_, str>> = row.as_ref().iter().map(|cell| harmless(cell)).collect();
        writer.write_record(cells.iter().map(|cell| cell.as_bytes())).expect("memory takes it");
    }
    writer.into_inner().expect("memory takes it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_basis_that_was_given_for_another_number_says_so() {
        let mut scenario = crate::reference::PRESETS[0].scenario();
        let of = |scenario: &Scenario| {
            let text = String::from_utf8(assumptions_csv(scenario, &Plan::new(scenario).unwrap())).unwrap();
            let line = text.lines().find(|line| line.starts_with("outcome.success_rate,")).unwrap();
            line.replace('\u{a0}', " ")
        };
        assert!(of(&scenario).contains(",judgement,") && of(&scenario).ends_with(",2026-11-23,"), "{}", of(&scenario));
        let before = scenario.clone();
        scenario.outcome.success_rate = crate::scenario::Estimate::Exact(0.6);
        scenario.keep_evidence(&before);
        assert!(of(&scenario).contains(",corrected judgement,"), "{}", of(&scenario));
        assert!(of(&scenario).ends_with(",2026-11-23,55 % (40 %–70 %)"), "{}", of(&scenario));
    }

    #[test]
    fn cells_are_quoted_where_they_must_be() {
        let rows = [["plain", "a, b"], ["say \"so\"", "two\nlines"]].map(|row| row.map(str::to_owned));
        let text = String::from_utf8(csv(&rows)).unwrap();
        assert_eq!(text, "plain,\"a, b\"\r\n\"say \"\"so\"\"\",\"two\nlines\"\r\n");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_shown_instead() {
        let cases = [
            ("=1+1", "'=1+1"),
            ("@SUM(1)", "'@SUM(1)"),
            ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("\t=1", "'\t=1"),
            ("\r=1", "'\r=1"),
            ("＝1+1", "'＝1+1"),
            ("-inf", "'-inf"),
            // Numbers, and what only looks like a beginning.
            ("-12.5", "-12.5"),
            ("-1e-7", "-1e-7"),
            ("−$634", "−$634"),
            ("+A1", "'+A1"),
            ("+$A$1", "'+$A$1"),
            ("a = b", "a = b"),
            ("", ""),
        ];
        for (cell, expected) in cases {
            assert_eq!(harmless(cell), expected);
        }
        let text = String::from_utf8(csv(&[["=1+1".to_owned(), number(-2.5)]])).unwrap();
        assert_eq!(text, "'=1+1,-2.5\r\n");
    }
}
