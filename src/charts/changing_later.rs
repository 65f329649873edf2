//! Changing later: what it costs to bring something in only at a later stage, decision by stage.

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::comparison_matrix::{Cell, ComparisonMatrix, Measure, PlanColumn};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::{Delay, DelayedPart, Plan, Results};
use crate::format::{Money, is_nothing};
use crate::language::{in_sentence, tr};
use crate::prose::npv_label;
use crate::scenario::{Reversibility, Scenario};

/// A decision a row, a later stage a column, and in between what waiting until then costs.
pub fn changing_later_chart(scenario: &Scenario, plan: &Plan, results: &Results) -> Chart {
    let context = LaterContext {
        scenario,
        plan,
        delays: &results.changing_later,
        money: Money::new(&scenario.currency),
        decisions: decisions(&results.changing_later),
    };
    let title = context.title();
    let notes = context.notes();
    let said = context.sentences().into_iter().chain(notes.iter().cloned());
    Chart {
        head: ChartHead {
            key: ChartKind::ChangingLater.into(),
            summary: format!("{}.", std::iter::once(title.clone()).chain(said).collect::<Vec<_>>().join(". ")),
            title,
            subtitle: tr!(
                "what {} loses in {} by coming only at a later stage, rework included",
                npv_label(plan.horizon_months),
                scenario.currency
            ),
            table: context.table(),
        },
        body: ChartBody::Matrix(ComparisonMatrix { columns: context.columns(), rows: context.rows(), notes }),
    }
}

/// What could come later, as listed.
fn decisions(delays: &[Delay]) -> Vec<DelayedPart> {
    let mut decisions: Vec<DelayedPart> = delays.iter().map(|delay| delay.part).collect();
    decisions.dedup();
    decisions
}

struct LaterContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    delays: &'a [Delay],
    money: Money,
    decisions: Vec<DelayedPart>,
}

impl LaterContext<'_> {
    fn name(&self, part: DelayedPart) -> String {
        match part {
            DelayedPart::Strategy(place) => self.scenario.strategies[place].kind.tag().name().to_owned(),
            DelayedPart::Component(place) => self.scenario.components[place].name.clone(),
        }
    }

    /// The stage that has it first, as planned.
    fn planned_from(&self, part: DelayedPart) -> usize {
        match part {
            DelayedPart::Strategy(place) => self.plan.strategies[place].from_stage,
            DelayedPart::Component(place) => self.plan.components[place].from_stage,
        }
    }

    fn stage(&self, stage: usize) -> &str {
        &self.scenario.stages[stage].name
    }

    /// What waiting until a stage loses; `None` where that is no later than planned.
    fn delay(&self, part: DelayedPart, stage: usize) -> Option<&Delay> {
        self.delays.iter().find(|delay| delay.part == part && delay.stage == stage)
    }

    fn title(&self) -> String {
        let known = || self.delays.iter().filter_map(|delay| Some((delay, delay.late?)));
        let bringing = |delay: &Delay| {
            tr!("Bringing {} in only at {}", in_sentence(&self.name(delay.part)), self.stage(delay.stage))
        };
        let Some((worst, lost)) = known().max_by(|first, second| first.1.total_cmp(&second.1)) else {
            return match self.delays.is_empty() {
                true => tr!("Nothing is planned that could come later").to_owned(),
                false => tr!("What comes later would not come within {} months", self.plan.horizon_months),
            };
        };
        if 0.0 < lost && !is_nothing(lost) {
            return tr!("{} costs {}", bringing(worst), self.money.full(lost));
        }
        let gains = known().min_by(|first, second| first.1.total_cmp(&second.1));
        match gains.filter(|(_, late)| *late < 0.0 && !is_nothing(*late)) {
            Some((best, late)) => {
                tr!("Waiting costs nothing: {} gains {}", in_sentence(&bringing(best)), self.money.full(-late))
            }
            None => tr!("Waiting costs nothing").to_owned(),
        }
    }

    /// The stages that something could wait for.
    fn later_stages(&self) -> std::ops::Range<usize> {
        let first = self.delays.iter().map(|delay| delay.stage).min();
        first.map_or(0..0, |first| first..self.plan.stages.len())
    }

    fn columns(&self) -> Vec<PlanColumn> {
        let column = |name: String, detail: String| PlanColumn { number: None, name, detail };
        let later = self.later_stages().map(|stage| {
            let month = self.plan.stages[stage].month;
            column(tr!("Only at {}", self.stage(stage)), tr!("month {month}", month))
        });
        // A head with nothing below it says nothing.
        let planned = if self.decisions.is_empty() { "" } else { tr!("Planned from") };
        std::iter::once(column(planned.to_owned(), String::new())).chain(later).collect()
    }

    fn rows(&self) -> Vec<Measure> {
        let longest = self.delays.iter().filter_map(|delay| delay.late).map(f64::abs).fold(0.0, f64::max);
        let cell = |part: DelayedPart, stage: usize| {
            let Some(delay) = self.delay(part, stage) else { return Cell { text: String::new(), ..Cell::none() } };
            let late = delay.late.filter(|late| !is_nothing(*late));
            let [text, difference] = self.waiting(delay);
            Cell {
                text,
                difference,
                bar: late.filter(|_| 0.0 < longest).map(|late| [0.0, late.abs() / longest]),
                is_loss: late.is_some_and(|late| 0.0 < late),
                is_gain: late.is_some_and(|late| late < 0.0),
                ..Cell::none()
            }
        };
        let row = |part: &DelayedPart| {
            let planned = Cell { text: self.stage(self.planned_from(*part)).to_owned(), ..Cell::none() };
            Measure {
                name: self.name(*part),
                cells: std::iter::once(planned).chain(self.later_stages().map(|stage| cell(*part, stage))).collect(),
                explains: None,
            }
        };
        self.decisions.iter().map(row).collect()
    }

    /// The figure, and what it is: `$19,897` and `waiting costs`.
    fn waiting(&self, delay: &Delay) -> [String; 2] {
        let said = |figure: String, what: &str| [figure, what.to_owned()];
        match delay.late {
            None => said(tr!("never").to_owned(), tr!("not within the horizon")),
            Some(late) if is_nothing(late) => said(tr!("the same").to_owned(), ""),
            Some(late) if 0.0 < late => said(self.money.full(late), tr!("waiting costs")),
            Some(late) => said(self.money.full(-late), tr!("waiting gains")),
        }
    }

    /// A decision each: `Model routing, planned from Pilot: only at Roll-out, waiting costs $19,897`.
    fn sentences(&self) -> Vec<String> {
        let at = |delay: &Delay| {
            let [figure, what] = self.waiting(delay);
            let stage = self.stage(delay.stage);
            match delay.late {
                Some(late) if !is_nothing(late) => tr!("only at {stage}, {what} {figure}", stage, what, figure),
                Some(_) => tr!("only at {stage}, {figure}", stage, figure),
                None => tr!("only at {stage}, {figure} within the horizon", stage, figure),
            }
        };
        let sentence = |part: &DelayedPart| {
            let delays = self.delays.iter().filter(|delay| delay.part == *part).map(at);
            let planned = self.stage(self.planned_from(*part));
            tr!("{}, planned from {planned}: {}", self.name(*part), delays.collect::<Vec<_>>().join("; "), planned)
        };
        self.decisions.iter().map(sentence).collect()
    }

    /// What stands here, and what to do for the rest to stand here too.
    fn notes(&self) -> Vec<String> {
        let last = self.plan.stages.len() - 1;
        let cards = self.scenario.components.iter().zip(&self.plan.components);
        let unsaid = cards.filter(|(card, resolved)| {
            let is_hard = card.reversibility != Reversibility::Reversible;
            resolved.enabled && resolved.from_stage < last && !resolved.can_come_later && is_hard
        });
        let mut notes = Vec::new();
        if self.delays.is_empty() {
            notes.push(
                tr!("Switch a strategy on before the last stage, or say what it takes to bring a card in later")
                    .to_owned(),
            );
        }
        notes.extend(match unsaid.count() {
            0 => None,
            _ if self.delays.is_empty() => None,
            1 => {
                Some(tr!("1 card that is hard to take back does not say what it takes to bring it in later").to_owned())
            }
            count => Some(tr!(
                "{count} cards that are hard to take back do not say what it takes to bring them in later",
                count
            )),
        });
        notes
    }

    fn table(&self) -> Table {
        let stages = self.later_stages();
        let headings = [tr!("Decision").to_owned(), tr!("Planned from").to_owned()];
        let later = stages.clone().map(|stage| tr!("Only at {}", self.stage(stage)));
        let cell = |part: DelayedPart, stage: usize| match self.delay(part, stage) {
            None => TableCell::dash(),
            Some(delay) => {
                let [figure, what] = self.waiting(delay);
                let text =
                    if delay.late.is_some_and(|late| !is_nothing(late)) { format!("{what} {figure}") } else { figure };
                let numbers = delay.late.into_iter().collect();
                TableCell { text, numbers, unit: Some(Unit::Money(self.money.clone())) }
            }
        };
        let row = |part: &DelayedPart| {
            let planned = self.stage(self.planned_from(*part)).into();
            let cells = stages.clone().map(|stage| cell(*part, stage));
            [self.name(*part).into(), planned].into_iter().chain(cells).collect()
        };
        Table {
            headings: headings.into_iter().chain(later).collect(),
            rows: self.decisions.iter().map(row).collect(),
            ..Table::default()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codec::parse_scenario;
    use crate::reference::Preset;

    fn research() -> Scenario {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/research_agent.ron");
        parse_scenario(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn chart(scenario: &Scenario) -> (ChartHead, ComparisonMatrix) {
        let plan = Plan::new(scenario).unwrap();
        let Chart { head, body } = changing_later_chart(scenario, &plan, &Results::of(&plan));
        let ChartBody::Matrix(matrix) = body else { panic!("decision by stage") };
        (head, matrix)
    }

    #[test]
    fn titles_say_what_waiting_costs_most() {
        let mut scenario = research();
        assert_eq!(chart(&scenario).0.title, "Bringing prefix caching in only at Roll-out costs $57,277");
        scenario.strategies[0].enabled = false;
        let (head, _) = chart(&scenario);
        assert!(head.title.starts_with("Bringing model routing in only at Roll-out costs $"), "{}", head.title);
        assert!(head.summary.starts_with(&head.title), "{}", head.summary);
    }

    #[test]
    fn a_row_says_its_stage_and_what_each_later_one_costs() {
        let (head, matrix) = chart(&research());
        let names: Vec<&str> = matrix.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, ["Planned from", "Only at Pilot", "Only at Roll-out"]);
        let index = matrix.rows.iter().find(|row| row.name == "Index").unwrap();
        let texts: Vec<&str> = index.cells.iter().map(|cell| cell.text.as_str()).collect();
        assert_eq!(texts, ["Prototype", "$5,498", "$4,756"]);
        assert!(index.cells[1].is_loss && !index.cells[1].is_gain);
        let routing = head.table.rows.iter().find(|row| row[0] == "Model routing").unwrap();
        assert_eq!(routing[1..], ["Pilot", "–", "waiting costs $19,897"], "a stage no later than planned is no delay");
        let longest = matrix
            .rows
            .iter()
            .flat_map(|row| &row.cells)
            .filter_map(|cell| cell.bar)
            .map(|[_, to]| to)
            .fold(0.0, f64::max);
        assert_eq!(longest, 1.0, "all bars are measured alike");
    }

    #[test]
    fn what_never_comes_and_what_makes_no_difference_is_said() {
        let mut scenario = research();
        scenario.plan.horizon_months = scenario.stages[2].month;
        let (head, matrix) = chart(&scenario);
        let last = |name: &str| matrix.rows.iter().find(|row| row.name == name).unwrap().cells[2].clone();
        assert_eq!((last("Index").text.as_str(), last("Index").bar), ("never", None));
        assert!(head.summary.contains("only at Roll-out, never within the horizon"), "{}", head.summary);
    }

    #[test]
    fn where_nothing_could_come_later_it_says_what_to_do() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        scenario.strategies.iter_mut().for_each(|strategy| strategy.enabled = false);
        let (head, matrix) = chart(&scenario);
        assert_eq!(head.title, "Nothing is planned that could come later");
        assert!(matrix.rows.is_empty() && matrix.notes[0].contains("say what it takes to bring a card in later"));
    }
}
