//! What must be true: how far each estimate may move before the plan stops to pay, or must move before it does.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowLine};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::economics::{Plan, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::{EstimateName, ResultKind, article, capitalised, listed, name_of, never_certain};
use crate::scenario::{EstimatePath, Scenario};
use crate::uncertainty::{Distribution, Requirement};

/// What needs a greater factor is named in words: its bar would make all others look like nothing.
const FARTHEST: f64 = 5.0;
/// What grows by more is said as a multiple.
const MOST_IN_PERCENT: f64 = 10.0;
/// So many get a bar, however far they are.
const LEAST_ROWS: usize = 5;
/// So many are named in a note; the table lists them all.
const MOST_NAMES: usize = 3;
/// Where an axis may end.
const ENDS: [f64; 10] = [1.25, 1.5, 2.0, 3.0, 5.0, 10.0, 30.0, 100.0, 1e4, 1e9];

/// How far each estimate is from where a month at the target breaks even, the nearest of `requirements` first.
pub fn what_must_be_true_chart(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    requirements: &[Requirement],
    distributions: &[Distribution],
) -> Chart {
    let pays = 0.0 <= results.stages[plan.target].planned.net;
    let context = RequirementContext { scenario, plan, distributions, pays, money: Money::new(&scenario.currency) };
    let title = context.title(requirements);
    let measured = requirements.iter().filter(|requirement| requirement.distance().is_some()).enumerate();
    let near = measured.filter(|(place, requirement)| {
        *place < LEAST_ROWS || requirement.distance().is_some_and(|distance| distance <= FARTHEST)
    });
    let near: Vec<&Requirement> = near.map(|(_, requirement)| requirement).collect();
    let axis = context.axis(&near);
    let rows: Vec<Row> = near.iter().map(|requirement| context.row(requirement, axis.range)).collect();
    let notes = context.notes(requirements, rows.len());
    let mut said: Vec<String> = rows.iter().take(5).map(|row| row.sentence.clone()).collect();
    said.extend(notes.iter().cloned());
    let omitted = |shown: usize| match near.len() - shown {
        0 => String::new(),
        more => tr!("No room here for {more} more", more),
    };
    let stage = &scenario.stages[plan.target].name;
    Chart {
        head: ChartHead {
            key: ChartKind::WhatMustBeTrue.into(),
            summary: format!("{title}. {}.", said.join(". ")),
            title,
            subtitle: match pays {
                true => tr!(
                    "how far each estimate may move, all others as planned, while {article} {stage} month pays",
                    article = article(stage),
                    stage
                ),
                false => tr!(
                    "how far each estimate must move, all others as planned, before {article} {stage} month pays",
                    article = article(stage),
                    stage
                ),
            },
            table: context.table(requirements),
        },
        body: ChartBody::Bars(BarChart {
            before: [tr!("in the plan"), tr!("break-even"), if pays { tr!("may") } else { tr!("needs") }]
                .map(str::to_owned)
                .to_vec(),
            after: vec![if pays { tr!("holds in") } else { tr!("chance") }.to_owned()],
            omitted: (0..=near.len()).map(omitted).collect(),
            axis,
            rows,
            notes,
        }),
    }
}

/// What would change whether a month at the target pays, the nearest first, in one sentence: `The plan stops paying if A, or
/// if B, or if C`. Of each estimate alone, all others as planned; `None` where there is none.
pub fn what_must_change(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    requirements: &[Requirement],
    most: usize,
) -> Option<String> {
    let pays = 0.0 <= results.stages[plan.target].planned.net;
    let context =
        RequirementContext { scenario, plan, distributions: &[], pays, money: Money::new(&scenario.currency) };
    let conditions = requirements.iter().filter_map(|requirement| context.condition(requirement));
    let conditions: Vec<String> = conditions.take(most).collect();
    (!conditions.is_empty()).then(|| format!("{} {}", context.consequence(), conditions.join(tr!(", or "))))
}

struct RequirementContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    distributions: &'a [Distribution],
    /// Whether a month at the target pays at base values.
    pays: bool,
    money: Money,
}

impl RequirementContext<'_> {
    fn path(&self, requirement: &Requirement) -> &EstimatePath {
        &self.plan.inputs[requirement.input.index()].path
    }

    fn name(&self, requirement: &Requirement) -> EstimateName {
        name_of(self.scenario, self.path(requirement))
    }

    fn title(&self, requirements: &[Requirement]) -> String {
        match requirements.iter().find_map(|requirement| self.condition(requirement)) {
            Some(condition) => format!("{} {condition}", self.consequence()),
            None if self.pays => tr!("No estimate alone stops the plan paying, whatever its value").to_owned(),
            None => tr!("No estimate alone makes the plan pay, whatever its value").to_owned(),
        }
    }

    /// What follows from a condition.
    fn consequence(&self) -> &'static str {
        if self.pays { tr!("The plan stops paying") } else { tr!("The plan would pay") }
    }

    /// `if the success rate falls below 48 % (in the plan 60 %)`; `None` without a break-even.
    fn condition(&self, requirement: &Requirement) -> Option<String> {
        let at = requirement.break_even?;
        let name = self.name(requirement);
        let written = |value: f64| name.full(&self.money, value);
        let values = tr!("{} (in the plan {})", written(at), written(requirement.base));
        let is_plural = name.is_plural();
        let name = name.in_sentence();
        Some(match (self.pays, at < requirement.base, is_plural) {
            (true, true, false) => tr!("if {name} falls below {values}", name, values),
            (true, true, true) => tr!("if {name} fall below {values}", name, values),
            (true, false, false) => tr!("if {name} rises above {values}", name, values),
            (true, false, true) => tr!("if {name} rise above {values}", name, values),
            (false, true, false) => tr!("if {name} falls to {values}", name, values),
            (false, true, true) => tr!("if {name} fall to {values}", name, values),
            (false, false, false) => tr!("if {name} rises to {values}", name, values),
            (false, false, true) => tr!("if {name} rise to {values}", name, values),
        })
    }

    /// `fall 41 %`, `rise 220 %`, `rise to 12×`; `+18 %`, `−41 %`, `12×` where that is needed.
    fn room(&self, factor: f64) -> String {
        let change = format::percent((factor - 1.0).abs());
        match (self.pays, factor) {
            (true, factor) if MOST_IN_PERCENT <= factor => tr!("rise to {}", format::factor(factor)),
            (true, factor) if 1.0 <= factor => tr!("rise {change}", change),
            (true, _) => tr!("fall {change}", change),
            (false, factor) if MOST_IN_PERCENT <= factor => format::factor(factor),
            (false, factor) if 1.0 <= factor => format!("+{change}"),
            (false, _) => format!("−{change}"),
        }
    }

    fn row(&self, requirement: &Requirement, range: (f64, f64)) -> Row {
        let name = self.name(requirement);
        let factor = requirement.factor().unwrap_or(1.0);
        let position = libm::log(factor);
        let written = |value: f64| name.full(&self.money, value);
        let at = requirement.break_even.unwrap_or(requirement.base);
        let chance = requirement.chance.map(never_certain);
        let holds = chance.as_ref().map_or(String::new(), |chance| match self.pays {
            true => tr!("; holds in {chance} of futures", chance),
            false => tr!("; comes true in {chance} of futures", chance),
        });
        let distribution = &self.distributions[requirement.input.index()];
        let band = (distribution.p10 < distribution.p90).then(|| {
            let position = |value: f64| match value / requirement.base {
                factor if 0.0 < factor => libm::log(factor),
                // A share of nothing has no logarithm: as far left as there is room.
                _ => 2.0 * range.0,
            };
            (position(distribution.p10), position(distribution.p90))
        });
        let (label, planned, at, room) = (name.label(), written(requirement.base), written(at), self.room(factor));
        Row {
            path: self.path(requirement).to_string(),
            sentence: match self.pays {
                true => tr!(
                    "{label} in the plan {planned}, breaks even at {at}: may {room}{holds}",
                    label,
                    planned,
                    at,
                    room,
                    holds
                ),
                false => tr!(
                    "{label} in the plan {planned}, breaks even at {at}: needs {room}{holds}",
                    label,
                    planned,
                    at,
                    room,
                    holds
                ),
            },
            name: label,
            before: vec![planned, at, room],
            ghost: None,
            share: None,
            explains: Some(ResultKind::Net.at_stage(self.plan.target)),
            band,
            bars: vec![RowBar {
                from: 0.0,
                to: position,
                role: if self.pays { ColorRole::Value } else { ColorRole::Loss },
                is_outline: false,
            }],
            link: None,
            mark: Some(position),
            ends: Vec::new(),
            after: vec![chance.unwrap_or_else(|| "–".to_owned())],
        }
    }

    /// Factors, their logarithms as positions, the plan in the middle.
    fn axis(&self, near: &[&Requirement]) -> RowAxis {
        let farthest = near.iter().filter_map(|requirement| requirement.distance()).fold(1.0, f64::max);
        let end = ENDS.into_iter().find(|end| farthest <= *end).unwrap_or(farthest);
        let inner: &[f64] = match end {
            end if end <= 2.0 => &[],
            end if end <= 3.0 => &[1.5],
            end if end <= 10.0 => &[2.0],
            end if end <= 100.0 => &[3.0],
            _ => &[100.0],
        };
        let steps: Vec<f64> = inner.iter().copied().chain([end]).collect();
        let below = steps.iter().rev().map(|factor| (-libm::log(*factor), format!("÷{}", plain(*factor))));
        let above = steps.iter().map(|factor| (libm::log(*factor), format!("×{}", plain(*factor))));
        let reach = libm::log(end);
        RowAxis {
            label: tr!("times the plan’s value").to_owned(),
            range: (-reach, reach),
            ticks: below.chain(above).collect(),
            lines: vec![RowLine { at: 0.0, label: tr!("as planned").to_owned(), is_solid: true }],
        }
    }

    fn notes(&self, requirements: &[Requirement], shown: usize) -> Vec<String> {
        let labels = |wanted: &dyn Fn(&Requirement) -> bool| -> Vec<String> {
            requirements
                .iter()
                .filter(|requirement| wanted(requirement))
                .map(|found| self.name(found).label())
                .collect()
        };
        let measured = labels(&|requirement| requirement.distance().is_some());
        let from_zero = labels(&|requirement| requirement.break_even.is_some() && requirement.distance().is_none());
        let never = labels(&|requirement| requirement.break_even.is_none());
        let far = measured.get(shown..).unwrap_or_default();
        [
            (tr!("Farther away"), far),
            (tr!("Zero or less in the plan, so that no factor says how far"), from_zero.as_slice()),
            (tr!("No value of these changes the answer"), never.as_slice()),
        ]
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(what, names)| tr!("{what}: {}", listed(names, MOST_NAMES), what))
        .collect()
    }

    fn table(&self, requirements: &[Requirement]) -> Table {
        let room = capitalised(if self.pays { tr!("may") } else { tr!("needs") });
        let headings = [tr!("Estimate"), tr!("In the plan"), tr!("Breaks even at"), &room, tr!("Chance")];
        let row = |requirement: &Requirement| {
            let name = self.name(requirement);
            let or_dash = |cell: Option<TableCell>| cell.unwrap_or_else(TableCell::dash);
            let value = |value| TableCell::number(name.full(&self.money, value), value);
            let factor = requirement.factor().filter(|factor| 0.0 < *factor);
            vec![
                name.label().into(),
                value(requirement.base),
                or_dash(requirement.break_even.map(value)),
                or_dash(factor.map(|factor| TableCell::number(self.room(factor), factor))),
                or_dash(requirement.chance.map(|chance| TableCell::share(never_certain(chance), chance))),
            ]
        };
        let headings = headings.map(str::to_owned).to_vec();
        Table { headings, rows: requirements.iter().map(row).collect(), ..Table::default() }
    }
}

fn plain(factor: f64) -> String {
    format::short_count(factor)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, Preset};
    use crate::uncertainty::what_must_be_true;

    fn chart(scenario: &Scenario) -> (ChartHead, BarChart) {
        let plan = Plan::new(scenario).unwrap();
        let distributions: Vec<_> =
            plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
        let requirements = what_must_be_true(&plan, &distributions);
        let chart = what_must_be_true_chart(scenario, &plan, &Results::of(&plan), &requirements, &distributions);
        let Chart { head, body: ChartBody::Bars(bars) } = chart else { panic!("it has bars") };
        (head, bars)
    }

    #[test]
    fn titles_say_what_decides() {
        let cases = [
            (
                "support_assistant",
                "The plan stops paying if value per accepted draft reply falls below $0.68 (in the plan $0.82)",
            ),
            (
                "enterprise_search",
                "The plan would pay if share of value that becomes money rises to 11\u{a0}% (in the plan 10\u{a0}%)",
            ),
        ];
        for (preset, title) in cases {
            assert_eq!(chart(&Preset::by_key(preset).unwrap().scenario()).0.title, title);
        }
    }

    #[test]
    fn distances_depend_on_whether_the_plan_pays() {
        let scenario = PRESETS[0].scenario();
        let plan = Plan::new(&scenario).unwrap();
        let money = Money::new("USD");
        let context = |pays| RequirementContext {
            scenario: &scenario,
            plan: &plan,
            distributions: &[],
            pays,
            money: money.clone(),
        };
        let cases = [
            (true, 0.59, "fall 41\u{a0}%"),
            (true, 1.18, "rise 18\u{a0}%"),
            (true, 3.2, "rise 220\u{a0}%"),
            (true, 44.9, "rise to 44.9×"),
            (false, 1.18, "+18\u{a0}%"),
            (false, 0.59, "−41\u{a0}%"),
            (false, 44.9, "44.9×"),
        ];
        for (pays, factor, words) in cases {
            assert_eq!(context(pays).room(factor), words);
        }
    }

    #[test]
    fn every_preset_has_sound_rows() {
        for preset in PRESETS {
            let (head, chart) = chart(&preset.scenario());
            let (low, high) = chart.axis.range;
            for row in &chart.rows {
                let mark = row.mark.unwrap();
                assert!(low <= mark && mark <= high, "{}: {}", preset.key, row.name);
                assert_eq!((row.before.len(), row.after.len()), (chart.before.len(), chart.after.len()));
            }
            assert_eq!(chart.omitted.len(), chart.rows.len() + 1);
            assert!(head.table.rows.len() >= chart.rows.len());
        }
        let (_, support) = chart(&PRESETS[0].scenario());
        assert!(support.notes[2].starts_with("No value of these changes the answer: Production · share of calls"));
    }
}
