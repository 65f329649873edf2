//! Results as a table that people like to read in a terminal.

use std::fmt::Write as _;

use super::bought::{option_name, option_rows};
use super::later::{NEVER, later_rows};
use super::returns::{contingency, returns_line};
use super::stages::{bill_rows, load_rows, stage_rows};
use crate::advice::Severity;
use crate::economics::{Choice, Plan, Results};
use crate::format::{self, Money};
use crate::prose::{BestNet, BreakEven, Payback, at_risk, chances_line, confidence_line, name_of, verdict_label};
use crate::scenario::Scenario;
use crate::uncertainty::{Chance, Quantiles, Uncertainty};

const LABEL_WIDTH: usize = 26;
const COLUMN_WIDTH: usize = 16;

/// Results of a scenario as text, with what its futures say where they were drawn.
pub fn results_table(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: Option<&Uncertainty>) -> String {
    let money = Money::new(&scenario.currency);
    let mut table = TextTable::default();
    table.title(&scenario.name);
    verdict_line(&mut table, scenario, plan, results, uncertainty.map(|found| &found.outlook.pays));
    horizon(&mut table, scenario, plan, results, &money);
    if let Some(uncertainty) = uncertainty {
        futures(&mut table, scenario, plan, uncertainty, &money);
    }
    stages(&mut table, scenario, results, &money);
    bill(&mut table, scenario, results, &money);
    strategies(&mut table, plan, results, &money);
    bought_instead(&mut table, scenario, plan, results, &money);
    changing_later(&mut table, scenario, plan, results, &money);
    table.text
}

#[derive(Default)]
pub(super) struct TextTable {
    pub text: String,
}

impl TextTable {
    pub fn title(&mut self, title: &str) {
        let gap = if self.text.is_empty() { "" } else { "\n" };
        let _ = writeln!(self.text, "{gap}{title}\n{}", "─".repeat(title.chars().count()));
    }

    pub fn row(&mut self, label: &str, cells: impl IntoIterator<Item = String>) {
        self.wide_row(LABEL_WIDTH, label, cells);
    }

    /// A row whose label may be so wide.
    pub fn wide_row(&mut self, width: usize, label: &str, cells: impl IntoIterator<Item = String>) {
        let _ = write!(self.text, "{label:<width$}");
        for cell in cells {
            let _ = write!(self.text, "{cell:>COLUMN_WIDTH$}");
        }
        let kept = self.text.trim_end().len();
        self.text.truncate(kept);
        self.text.push('\n');
    }

    pub fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    pub fn note(&mut self, label: &str, note: &str) {
        let _ = writeln!(self.text, "{label:<LABEL_WIDTH$}  {note}");
    }
}

/// The verdict and the ratio that it rests on.
pub(super) fn verdict_line(
    table: &mut TextTable,
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    pays: Option<&Chance>,
) {
    let label = verdict_label(&scenario.stages[plan.target].name);
    table.note(&label, &crate::prose::verdict_line(scenario, plan, results, pays));
}

fn horizon(table: &mut TextTable, scenario: &Scenario, plan: &Plan, results: &Results, money: &Money) {
    let target = &results.stages[plan.target];
    let name = &scenario.stages[plan.target].name;
    let best = BestNet::of(plan, results, money).in_words();
    table.note("Floor, best net", &format!("{} a month: {best}", money.full(target.floor.evaluation.net)));
    let months = &results.months;
    let (payback, risk) = (Payback::of(plan, results).in_words(), at_risk(&money.full(months.cash_at_risk)));
    table.note("Over the horizon", &format!("{payback}, {risk}, NPV {}", money.full(months.npv)));
    if let Some(returns) = returns_line(results) {
        table.note("Returns", &returns);
    }
    if let Some(multiple) = &results.multiple {
        let split = match (multiple.inference_per_request, multiple.beyond_tokens) {
            (Some(inference), Some(beyond)) => format!(
                " = volume {} · inference per request {} · beyond tokens {}",
                format::factor(multiple.volume),
                format::factor(inference),
                format::factor(beyond)
            ),
            _ => String::new(),
        };
        table.note("From the first stage", &format!("cost {}{split}", format::factor(multiple.total)));
    }
    table.note("Break-even", &BreakEven::of(results).in_words(name));
    for warning in crate::advice::warnings(scenario, plan, results) {
        table.note(if warning.weight == Severity::Problem { "Problem" } else { "Mind" }, &warning.sentence);
    }
    if let Some(budget) = budget_in_words(plan, results, money) {
        table.note("Budget", &budget);
    }
}

/// What a month at the target takes of the budget, where there is one: `80 % of $20,000`.
pub(super) fn budget_in_words(plan: &Plan, results: &Results, money: &Money) -> Option<String> {
    let budget = plan.budget?;
    let share = results.stages[plan.target].planned.cost / budget;
    Some(format!("{} of {}", format::whole_percent(share), money.full(budget)))
}

fn futures(table: &mut TextTable, scenario: &Scenario, plan: &Plan, found: &Uncertainty, money: &Money) {
    let outlook = &found.outlook;
    table.title(&format!(
        "{} futures of a month at {}",
        format::count(found.draws as f64),
        scenario.stages[plan.target].name
    ));
    table.row("", ["1 in 10 below", "half below", "8 in 10 below", "9 in 10 below"].map(str::to_owned));
    let mut row = |label: &str, quantiles: &Quantiles| {
        let cell = |value: f64| if value.is_finite() { money.full(value) } else { "–".to_owned() };
        table.row(label, quantiles.values().map(cell));
    };
    row("Cost", &outlook.cost);
    row("Cost per outcome", &outlook.cost_per_outcome);
    row("Net", &outlook.net);
    if let Some(contingency) = contingency(outlook, money) {
        table.note("Contingency", &contingency);
    }
    table.note("Chances", &chances_line(found));
    table.note("Single numbers hold", &confidence_line(outlook));
    for swing in found.tornado(plan).iter().take(3) {
        let name = name_of(scenario, &plan.inputs[swing.input.index()].path).label();
        table.note("Swings net", &format!("{name}: {} to {}", money.change(swing.net[0]), money.change(swing.net[1])));
    }
    if let Some(worth) = found.pilot.inputs.first().filter(|worth| !format::is_nothing(worth.worth)) {
        let name = name_of(scenario, &plan.inputs[worth.input.index()].path).label();
        table.note("Worth measuring first", &format!("{name}: at most {}", money.full(worth.worth)));
    }
}

fn stages(table: &mut TextTable, scenario: &Scenario, results: &Results, money: &Money) {
    table.title("Stages, planned, a month");
    table.row("", scenario.stages.iter().map(|stage| stage.name.clone()));
    for (label, cells) in stage_rows(results, money) {
        table.row(label, cells);
    }
    for (label, cells) in load_rows(scenario, results) {
        table.row(label, cells);
    }
    table.row("Cost without strategies", results.stages.iter().map(|versions| money.full(versions.baseline.cost)));
    table.row("Cost at the best net", results.stages.iter().map(|versions| money.full(versions.floor.evaluation.cost)));
}

fn bill(table: &mut TextTable, scenario: &Scenario, results: &Results, money: &Money) {
    table.title("Bill, planned, a month");
    table.row("", scenario.stages.iter().map(|stage| stage.name.clone()));
    for (label, cells) in bill_rows(results, money) {
        table.row(label, cells);
    }
}

fn strategies(table: &mut TextTable, plan: &Plan, results: &Results, money: &Money) {
    if !plan.strategies.iter().any(|strategy| strategy.enabled) {
        return;
    }
    table.title("Strategies at the target, a month");
    table.row("", ["saves", "adds to net", "alone"].map(str::to_owned));
    for (strategy, contribution) in plan.strategies.iter().zip(&results.contributions) {
        if strategy.enabled {
            let cells = [contribution.share, contribution.net, contribution.alone];
            table.row(strategy.kind.tag().name(), cells.map(|amount| money.full(amount)));
        }
    }
    let names: Vec<&str> =
        results.best_mix(plan).best.set.places().map(|place| plan.strategies[place].kind.tag().name()).collect();
    let names = if names.is_empty() { "none".to_owned() } else { names.join(", ") };
    table.note("Worth most", &format!("{names}: NPV {}", money.full(results.best_mix(plan).best.npv)));
}

fn bought_instead(table: &mut TextTable, scenario: &Scenario, plan: &Plan, results: &Results, money: &Money) {
    let rows = option_rows(scenario, plan, results, money);
    if rows.is_empty() {
        return;
    }
    table.title(&format!("Buying instead, a month at {}", scenario.stages[plan.target].name));
    table.row("", ["cost", "value", "net", "NPV", "pays back"].map(str::to_owned));
    for option in &rows {
        let figures = option.month.iter().chain([&option.npv, &option.payback]);
        table.row(option.name, figures.cloned());
    }
    for option in &rows[1..] {
        table.note("Nets as the plan", &format!("{}: {}", option.name, option.meets));
    }
    table.note("Worth most", option_name(scenario, Choice::among_counted(scenario, results)));
}

fn changing_later(table: &mut TextTable, scenario: &Scenario, plan: &Plan, results: &Results, money: &Money) {
    let rows = later_rows(scenario, plan, results);
    if rows.is_empty() {
        return;
    }
    table.title("Changing later, what NPV loses");
    table.row("", scenario.stages.iter().skip(1).map(|stage| format!("at {}", stage.name)));
    for decision in rows {
        let cells = decision.cells.iter().map(|delay| match delay.map(|delay| delay.late) {
            Some(Some(late)) => money.change(late),
            Some(None) => NEVER.to_owned(),
            None => "–".to_owned(),
        });
        table.row(decision.name, cells);
    }
}
