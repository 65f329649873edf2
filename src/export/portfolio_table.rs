//! `breakeven portfolio`: use cases, what to fund, and what stands before their stages, for people at a terminal.

use super::table::TextTable;
use crate::format::{self, Money};
use crate::portfolio::{EvaluatedPortfolio, GateKind, UseCase};
use crate::prose::{
    Payback, first_to_measure, funding_in_words, joint_in_words, never_build_in_words, portfolio_month,
    use_cases_in_words,
};
use crate::uncertainty::Quantiles;

/// So wide is the column of names.
const NAME_WIDTH: usize = 44;

/// So many files that are left out are named.
const MOST_LEFT_OUT: usize = 20;

/// A portfolio as text.
pub fn portfolio_table(evaluation: &EvaluatedPortfolio) -> String {
    let money = Money::new(&evaluation.portfolio.currency);
    let mut table = TextTable::default();
    table.title(&evaluation.portfolio.name);
    table.line(&funding_in_words(evaluation));
    table.line(&format!("{} futures that all use cases share", format::count(evaluation.options.count as f64)));
    if let Ok(choice) = &evaluation.choice {
        if let Some(joint) = &choice.joint {
            joint_in_words(joint, &money).iter().for_each(|line| table.line(line));
        }
        if !choice.funded.is_exact() {
            table.line(&format!(
                "the best that was found: no other choice brings more than {}",
                money.full(choice.funded.bound)
            ));
        }
    }
    use_cases(&mut table, evaluation, &money);
    frontier(&mut table, evaluation, &money);
    gates(&mut table, evaluation);
    if !evaluation.left_out.is_empty() {
        table.title("Left out");
        for left_out in evaluation.left_out.iter().take(MOST_LEFT_OUT) {
            table.line(&format!("{}: {}", left_out.file, left_out.reason));
        }
        let more = evaluation.left_out.len().saturating_sub(MOST_LEFT_OUT);
        if 0 < more {
            table.line(&format!("and {more} more"));
        }
    }
    table.text
}

/// The funded first, then by what they are worth.
fn use_cases(table: &mut TextTable, evaluation: &EvaluatedPortfolio, money: &Money) {
    table.title("Use cases");
    let headings = ["", "verdict", "mean NPV", "NPV, P10", "NPV, P90", "peak funding"].map(str::to_owned);
    table.wide_row(NAME_WIDTH, "", headings);
    let funded = evaluation.funded();
    for place in evaluation.ranking() {
        let use_case = &evaluation.use_cases[place];
        let quantiles = Quantiles::of(&use_case.npv);
        let standing = match (funded.contains(&place), use_case.never_build.is_empty()) {
            (true, _) => "fund",
            (false, true) => "",
            (false, false) => "never",
        };
        let peak = use_case.results.months.cash_at_risk * use_case.rate;
        let cells = [
            standing.to_owned(),
            use_case.results.verdict.name().to_owned(),
            money.full(use_case.mean_npv()),
            money.full(quantiles.p10),
            money.full(quantiles.p90),
            money.full(peak),
        ];
        table.wide_row(NAME_WIDTH, &shortened(evaluation, place), cells);
        table.line(&format!("  {}", about(use_case)));
    }
}

/// When it pays back, what rules it out, and what to measure first.
fn about(use_case: &UseCase) -> String {
    let mut parts = vec![Payback::of(&use_case.plan, &use_case.results).in_words()];
    parts.extend(use_case.never_build.iter().map(|reason| never_build_in_words(use_case, reason)));
    parts.extend(first_to_measure(use_case).map(|name| format!("first measure {name}")));
    parts.join("; ")
}

/// The name of a use case within its column. The file that tells it from another stays: of a long one its end.
fn shortened(evaluation: &EvaluatedPortfolio, place: usize) -> String {
    let full = evaluation.name(place);
    if full.chars().count() < NAME_WIDTH {
        return full.to_owned();
    }
    let beginning = |text: &str, most: usize| text.chars().take(most).chain(['…']).collect::<String>();
    let Some(file) = evaluation.file_beside_name(place) else { return beginning(full, NAME_WIDTH - 2) };
    let (length, most) = (file.chars().count(), NAME_WIDTH * 2 / 3);
    let file = if length <= most {
        file.to_owned()
    } else {
        format!("…{}", file.chars().skip(length + 1 - most).collect::<String>())
    };
    let name = evaluation.use_cases[place].name();
    let room = NAME_WIDTH - 4 - file.chars().count();
    let name = if name.chars().count() <= room { name.to_owned() } else { beginning(name, room - 1) };
    format!("{name} ({file})")
}

fn frontier(table: &mut TextTable, evaluation: &EvaluatedPortfolio, money: &Money) {
    let Ok(points) = evaluation.frontier() else { return };
    if points.len() < 2 {
        return;
    }
    table.title("Less risk for less");
    table.row("", ["mean NPV", "NPV, P10"].map(str::to_owned));
    for point in points.iter().rev() {
        let label = match point.chosen.len() {
            0 => "nothing at all".to_owned(),
            1 => "1 use case".to_owned(),
            count => format!("{count} use cases"),
        };
        table.row(&label, [money.full(point.mean), money.full(point.p10)]);
        if !point.chosen.is_empty() {
            table.line(&format!("  {}", use_cases_in_words(evaluation, &point.chosen)));
        }
    }
}

/// What must be true before each next stage of what is funded.
fn gates(table: &mut TextTable, evaluation: &EvaluatedPortfolio) {
    let entries = evaluation.gates();
    let open = entries.iter().filter(|entry| !entry.is_met && entry.kind != GateKind::Decision).count();
    if entries.is_empty() {
        return;
    }
    table.title(&format!("Before each stage: {} open", format::count(open as f64)));
    let mut last = None;
    for entry in &entries {
        let use_case = &evaluation.use_cases[entry.use_case];
        if last.replace((entry.use_case, entry.stage)) != Some((entry.use_case, entry.stage)) {
            table.line(&format!(
                "{}: {} · {}",
                portfolio_month(&evaluation.portfolio, entry.month),
                evaluation.name(entry.use_case),
                use_case.scenario.stages[entry.stage].name
            ));
        }
        let mark = if entry.is_met { "✓" } else { " " };
        let owner = if entry.owner.is_empty() { String::new() } else { format!(" ({})", entry.owner) };
        table.line(&format!("  {mark} {:<8} {}{owner}", entry.kind.name(), entry.what));
    }
}
