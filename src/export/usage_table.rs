//! A usage digest as a table for a terminal.

use super::table::TextTable;
use super::usage_json::instant;
use crate::format::{Money, count, percent};
use crate::usage::{Noted, Reading, Sketch, Sums};

/// So many models are listed.
const SHOWN_MODELS: usize = 12;

/// What stands for what is unknown.
const UNKNOWN: &str = "–";

/// What was used, and how it was read.
pub fn usage_table(reading: &Reading) -> String {
    let Reading { digest, import } = reading;
    let total = digest.total();
    let mut table = TextTable::default();
    let formats: Vec<&str> = digest.formats.iter().map(String::as_str).collect();
    let files = if import.files.len() == 1 { "1 file".to_owned() } else { format!("{} files", import.files.len()) };
    table.title(&format!("Usage: {}, {files}", formats.join(", ")));
    let window = digest
        .span
        .map_or("no days of the calendar".to_owned(), |(from, to)| format!("{} to {}", instant(from), instant(to)));
    table.note("Window", &window);
    table.note("Requests", &known(total.requests));
    let failed = total.failed.map_or(String::new(), |failed| format!(", {} failed", count(failed as f64)));
    table.note("Calls", &format!("{}{failed}", known(total.calls)));
    table.note("Input tokens", &known(total.input()));
    let share = |part: Option<u64>, whole: Option<u64>| match (part, whole) {
        (Some(part), Some(whole)) if 0 < whole => format!(" ({})", percent(part as f64 / whole as f64)),
        _ => String::new(),
    };
    table.note("  read from caches", &format!("{}{}", known(total.cache_read), share(total.cache_read, total.input())));
    table.note("  written to caches", &known(total.cache_write()));
    table.note("Output tokens", &known(total.output));
    table.note("  reasoning", &format!("{}{}", known(total.reasoning), share(total.reasoning, total.output)));
    table.note("Cost", &cost(&total));
    if 0 < total.unpriced_tokens {
        table.note("  tokens without a price", &count(total.unpriced_tokens as f64));
    }
    table.note(
        "Users",
        &digest.users.estimate().map_or(UNKNOWN.to_owned(), |users| format!("about {}", count(users as f64))),
    );
    calls(&mut table, reading);
    models(&mut table, reading);
    scores(&mut table, reading);
    rows(&mut table, reading);
    table.text
}

fn known(number: Option<u64>) -> String {
    number.map_or(UNKNOWN.to_owned(), |number| count(number as f64))
}

/// All costs, a currency each; of small ones as many digits as they need.
fn cost(sums: &Sums) -> String {
    let amount = |(currency, nanos): (&crate::usage::Currency, &i64)| {
        let amount = *nanos as f64 / 1e9;
        let text = if amount.abs() < 1.0 { format!("{amount:.6}") } else { Money::new("").full(amount) };
        format!("{text} {}", currency.as_str())
    };
    let costs: Vec<String> = sums.costs.iter().map(amount).collect();
    if costs.is_empty() { UNKNOWN.to_owned() } else { costs.join(" + ") }
}

fn calls(table: &mut TextTable, Reading { digest, .. }: &Reading) {
    let calls = digest.all_call_tokens();
    let lines: [(&str, &Sketch); 5] = [
        ("Input", &calls.input),
        ("  read from caches", &calls.cache_read),
        ("Output", &calls.output),
        ("  reasoning", &calls.reasoning),
        ("Calls of a request", &digest.calls_per_request),
    ];
    if lines.iter().any(|(_, sketch)| 0 < sketch.count()) {
        table.title("Tokens of a call");
        table.row("", ["mean", "p50", "p90", "p99"].map(str::to_owned));
    }
    for (label, sketch) in lines.into_iter().filter(|(_, sketch)| 0 < sketch.count()) {
        let quantile = |share| sketch.quantile(share).unwrap_or_default();
        let cells = [sketch.mean().unwrap_or_default(), quantile(0.5), quantile(0.9), quantile(0.99)];
        table.row(label, cells.map(|cell| if cell < 100.0 { count(cell) } else { count(cell.round()) }));
    }
    if let Some(peak) = digest.minutes.peak() {
        let text = format!(
            "{} in the busiest minute, {:.1} times the mean of {}; 99 of 100 minutes have at most {}",
            count(peak.busiest as f64),
            peak.busiest as f64 / peak.mean,
            count(peak.mean),
            count(peak.p99),
        );
        table.note("Calls a minute", &text);
    }
}

fn models(table: &mut TextTable, Reading { digest, .. }: &Reading) {
    let name = |key: &crate::usage::RowKey| key.service.clone().or_else(|| key.model.clone());
    let mut models: Vec<(Option<String>, Sums)> = digest.grouped(name).into_iter().collect();
    if models.iter().all(|(name, _)| name.is_none()) {
        return;
    }
    models.sort_by_key(|(_, sums)| {
        std::cmp::Reverse((sums.costs.values().copied().max(), sums.input().unwrap_or(0) + sums.output.unwrap_or(0)))
    });
    table.title("Models");
    table.row("", ["calls", "input", "output", "cost"].map(str::to_owned));
    for (name, sums) in models.iter().take(SHOWN_MODELS) {
        let name = name.as_deref().unwrap_or("(no model)");
        let label: String =
            if name.chars().count() < 26 { name.to_owned() } else { name.chars().take(24).chain(['…']).collect() };
        table.row(&label, [known(sums.calls), known(sums.input()), known(sums.output), cost(sums)]);
    }
    if SHOWN_MODELS < models.len() {
        table.note("", &format!("and {} more", models.len() - SHOWN_MODELS));
    }
}

fn scores(table: &mut TextTable, Reading { digest, .. }: &Reading) {
    if !digest.scores.is_empty() {
        table.title("Scores");
        table.row("", ["mean", "of"].map(str::to_owned));
    }
    for (name, score) in &digest.scores {
        let label: String = name.chars().take(25).collect();
        table.row(&label, [count(score.mean().unwrap_or_default()), count(score.count as f64)]);
    }
}

fn rows(table: &mut TextTable, Reading { digest, import }: &Reading) {
    table.title("How it was read");
    table.note("Rows", &format!("{}, of which {} count", count(import.rows as f64), count(import.leaves.kept as f64)));
    let place = |(file, line): &(usize, u64)| match import.files.len() {
        1 => line.to_string(),
        _ => format!("{}:{line}", import.files.get(*file).map_or("", String::as_str)),
    };
    let first = |noted: &Noted| {
        let places: Vec<String> = noted.first.iter().map(place).collect();
        if places.is_empty() {
            // A store counted them, and does not say where they are.
            return "in the store".to_owned();
        }
        let noun = if places.len() == 1 { "line" } else { "lines" };
        let more = if places.len() < noted.count as usize { ", …" } else { "" };
        format!("{noun} {}{more}", places.join(", "))
    };
    for (skip, noted) in &import.skipped {
        table.note("Skipped", &format!("{} {}: {}", count(noted.count as f64), skip.words(), first(noted)));
    }
    for (impossible, noted) in &import.impossible {
        table.note(
            "Impossible",
            &format!("{} with {}: {}", count(noted.count as f64), impossible.words(), first(noted)),
        );
    }
    let leaves = &import.leaves;
    if 0 < leaves.duplicates {
        table.note("Duplicates", &format!("{}, counted once", count(leaves.duplicates as f64)));
    }
    if 0 < leaves.roll_ups {
        let (records, tokens) = (count(leaves.roll_ups as f64), count(leaves.roll_up_tokens as f64));
        table.note(
            "Rolled up",
            &format!("{records} with {tokens} tokens repeat what is inside them, and are not counted"),
        );
    }
    if 0 < import.silent_calls {
        let words = "say nothing of what they used, and are not counted";
        table.note("Silent", &format!("{} calls {words}", count(import.silent_calls as f64)));
    }
    if 0 < import.repeated {
        let words = "equal one before and are counted all the same: two buckets may be equal";
        table.note("Repeated", &format!("{} {words}", count(import.repeated as f64)));
    }
    if let Some((expected, rows)) = import.expected_rows.filter(|(expected, rows)| expected != rows) {
        let (expected, rows) = (count(expected as f64), count(rows as f64));
        table.note("Manifest", &format!("{expected} rows are listed, {rows} were there"));
    }
    for (file, rows) in &import.cut {
        let file = import.files.get(*file).map_or("", String::as_str);
        table.note("Maybe cut", &format!("{file} has {} rows, the most that an export holds", count(*rows as f64)));
    }
    for file in &import.unfinished {
        let file = import.files.get(*file).map_or("", String::as_str);
        table.note("Unfinished", &format!("{file} says that more pages follow, which are missing"));
    }
    if 0 < leaves.late {
        table.note("Late", &format!("{} of requests that had been counted before", count(leaves.late as f64)));
    }
    if let Some(days) = digest.blank_days().filter(|days| 0 < *days) {
        table.note("Blank days", &count(days as f64));
    }
    let decided = &digest.decided;
    for (records, words) in [
        (decided.included_by_arithmetic, "input holds what was cached, as their numbers prove"),
        (decided.excluded_by_arithmetic, "input does not hold what was cached, as their numbers prove"),
        (decided.included_by_rule, "input holds what was cached, as the format says"),
        (decided.excluded_by_rule, "input does not hold what was cached, as the format says"),
    ] {
        if 0 < records {
            table.note("Cached input", &format!("{}: {words}", count(records as f64)));
        }
    }
    if 0 < import.times_without_offset {
        table.note("Times", &format!("{} without an offset, read as UTC", count(import.times_without_offset as f64)));
    }
    table.note("Units", import.units);
    for (file, why) in &import.files_left_out {
        table.note("Not read whole", &format!("{file}: {why}"));
    }
}
