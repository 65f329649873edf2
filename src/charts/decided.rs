//! What was decided: a row a decision, with who answers for it and why, on what the plan says and what would change that.
//! The last slide of a workshop.

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::comparison_matrix::{Cell, ComparisonMatrix, Measure, PlanColumn};
use super::table::{Table, TableCell};
use super::what_must_be_true::what_must_change;
use crate::day::local_day;
use crate::language::tr;
use crate::prose::{ResultsInput, changes, first_changes, recommendation};
use crate::scenario::Decision;
use crate::scenario::letters::shortened;

/// So many letters of a text are told; the table has all of them.
const LONGEST: usize = 300;
/// So many decisions have a row, the last ones; the table has all of them.
const MOST_ROWS: usize = 10;
/// So many estimates are named that would change the answer.
const MOST_CONDITIONS: usize = 2;
/// So many changes of the plan are told.
const MOST_CHANGES: usize = 4;

/// A decision a row.
pub fn decided_chart(input: ResultsInput<'_>) -> Chart {
    let decisions = &input.scenario.decisions;
    let omitted = decisions.len().saturating_sub(MOST_ROWS);
    let title = title(decisions);
    let notes = notes(input, omitted);
    let said = decisions[omitted..].iter().map(sentence).chain(notes.iter().cloned());
    Chart {
        head: ChartHead {
            key: ChartKind::Decided.into(),
            summary: format!("{title}. {}.", said.collect::<Vec<_>>().join(". ")),
            title,
            subtitle: tr!("who answers for it, when it was decided, and why").to_owned(),
            table: table(decisions),
        },
        body: ChartBody::Matrix(ComparisonMatrix {
            columns: if decisions.is_empty() { Vec::new() } else { columns() },
            rows: decisions[omitted..].iter().map(row).collect(),
            notes,
        }),
    }
}

fn title(decisions: &[Decision]) -> String {
    let taken = match decisions.len() {
        0 => return tr!("Nothing is decided yet").to_owned(),
        1 => tr!("1 decision is taken").to_owned(),
        count => tr!("{count} decisions are taken", count),
    };
    let unowned = decisions.iter().filter(|entry| entry.owner.trim().is_empty()).count();
    match (decisions.len(), unowned) {
        (1, 0) => tr!("{taken}, and {} answers for it", decisions[0].owner.trim(), taken),
        (_, 0) => tr!("{taken}, and somebody answers for each", taken),
        (1, _) => tr!("{taken}, and nobody answers for it yet", taken),
        (count, unowned) if unowned == count => tr!("{taken}, and nobody answers for any of them yet", taken),
        (_, unowned) => tr!("{taken}, and nobody answers for {unowned} of them yet", taken, unowned),
    }
}

fn columns() -> Vec<PlanColumn> {
    let column = |name: &str| PlanColumn { number: None, name: name.to_owned(), detail: String::new() };
    vec![column(tr!("Who answers for it")), column(tr!("Why"))]
}

fn row(entry: &Decision) -> Measure {
    let words =
        |text: &str| Cell { text: shortened(text.trim(), LONGEST).into_owned(), is_words: true, ..Cell::none() };
    let owner = Cell { difference: local_day(entry.date.trim()), ..words(owner(entry)) };
    let name = shortened(entry.decision.trim(), LONGEST).into_owned();
    Measure { name, cells: vec![owner, words(&entry.note)], explains: None }
}

fn owner(entry: &Decision) -> &str {
    match entry.owner.trim() {
        "" => tr!("nobody yet"),
        owner => owner,
    }
}

/// `Start with one team (2026-11-24): Platform answers for it. It is the smallest step`.
fn sentence(entry: &Decision) -> String {
    let decided = match entry.date.trim() {
        "" => String::new(),
        date => format!(" ({})", local_day(date)),
    };
    let why = match entry.note.trim().trim_end_matches('.') {
        "" => String::new(),
        why => format!(". {}", shortened(why, LONGEST)),
    };
    let decision = shortened(entry.decision.trim().trim_end_matches('.'), LONGEST);
    tr!("{decision}{decided}: {} answers for it{why}", owner(entry), decision, decided, why)
}

/// On what the decisions rest, and when to look at them again.
fn notes(input: ResultsInput<'_>, omitted: usize) -> Vec<String> {
    let ResultsInput { scenario, plan, results, uncertainty, kept, .. } = input;
    let mut notes = Vec::new();
    if 0 < omitted {
        notes.push(tr!("Before these: {omitted} more, which are in the table", omitted));
    }
    notes.push(recommendation(scenario, plan, results, uncertainty));
    notes.extend(what_must_change(scenario, plan, results, uncertainty.what_must_be_true(plan), MOST_CONDITIONS));
    notes.extend(kept.first().and_then(|kept| {
        let changes = changes(&kept.scenario.plan_alone(), &scenario.plan_alone());
        (!changes.is_empty()).then(|| tr!("Since ‘{}’: {}", kept.name, first_changes(&changes, MOST_CHANGES)))
    }));
    // They stand in a line of their own each.
    notes.iter().map(|note| note.trim_end_matches('.').to_owned()).collect()
}

fn table(decisions: &[Decision]) -> Table {
    let row = |entry: &Decision| {
        let cell = |text: &str| match text.trim() {
            "" => TableCell::dash(),
            text => text.into(),
        };
        [&entry.decision, &entry.owner, &entry.date, &entry.note].map(|text| cell(text)).to_vec()
    };
    Table {
        headings: [tr!("Decision"), tr!("Who answers for it"), tr!("Date"), tr!("Why")].map(str::to_owned).to_vec(),
        rows: decisions.iter().map(row).collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::reference::PRESETS;
    use crate::uncertainty::Simulation;

    fn decision(decision: &str, owner: &str) -> Decision {
        Decision { decision: decision.to_owned(), owner: owner.to_owned(), ..Decision::default() }
    }

    fn chart(decisions: Vec<Decision>) -> (ChartHead, ComparisonMatrix) {
        let mut scenario = PRESETS[0].scenario();
        scenario.decisions = decisions;
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(200, 1).of(&plan, &results);
        let chart = decided_chart(ResultsInput::of(&scenario, &plan, &results, &uncertainty));
        let Chart { head, body: ChartBody::Matrix(matrix) } = chart else { panic!("decisions stand below each other") };
        (head, matrix)
    }

    #[test]
    fn titles_say_who_is_missing() {
        let [owned, open] = ["Platform", " "].map(|owner| decision("Start with one team", owner));
        let cases = [
            (vec![], "Nothing is decided yet"),
            (vec![&owned], "1 decision is taken, and Platform answers for it"),
            (vec![&open], "1 decision is taken, and nobody answers for it yet"),
            (vec![&owned, &owned], "2 decisions are taken, and somebody answers for each"),
            (vec![&owned, &open], "2 decisions are taken, and nobody answers for 1 of them yet"),
            (vec![&open, &open], "2 decisions are taken, and nobody answers for any of them yet"),
        ];
        for (decisions, title) in cases {
            assert_eq!(chart(decisions.into_iter().cloned().collect()).0.title, title);
        }
    }

    #[test]
    fn the_last_decisions_have_a_row_and_all_are_in_the_table() {
        let (head, matrix) = chart((1..=12).map(|number| decision(&format!("Step {number}"), "Platform")).collect());
        assert_eq!((matrix.rows.len(), head.table.rows.len()), (MOST_ROWS, 12));
        assert_eq!((&*matrix.rows[0].name, &*matrix.rows[9].name), ("Step 3", "Step 12"));
        assert_eq!(matrix.notes[0], "Before these: 2 more, which are in the table");
        assert!(matrix.notes[2].starts_with("The plan stops paying if "), "{:?}", matrix.notes);
    }

    #[test]
    fn a_decision_is_told_with_what_is_known_of_it() {
        let whole = Decision {
            date: "2026-11-24".to_owned(),
            note: "It is the smallest step.".to_owned(),
            ..decision("Start with one team.", "Platform")
        };
        let told = "Start with one team (2026-11-24): Platform answers for it. It is the smallest step";
        assert_eq!(sentence(&whole), told);
        assert_eq!(sentence(&decision("No voice", "")), "No voice: nobody yet answers for it");
    }
}
