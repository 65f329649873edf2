//! Every chart that there is: the one list that window, menus, command line and tests go through.

use super::breakdown::breakdown_chart;
use super::cash::cash_chart;
use super::chart::{Chart, Table};
use super::compare::{CompareChart, compare_chart};
use super::curve::cost_curve;
use super::key_messages::{floor_chart, multiple_chart, not_tokens_chart};
use super::rows::RowChart;
use super::savings::savings_chart;
use super::sensitivity::sensitivity_chart;
use super::stacks::StackChart;
use super::viability::viability_chart;
use super::what_must_be_true::what_must_be_true_chart;
use crate::prose::ResultsInput;
use crate::prose::{Figure, PlanSummary};
use crate::uncertainty::Uncertainty;

/// Which chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ChartKind {
    /// What it costs as it grows.
    Curve,
    /// Cost against value per outcome.
    Viability,
    /// What each stage's cost is made of.
    Breakdown,
    /// What each strategy earns.
    Savings,
    /// Which estimate swings a month most.
    Sensitivity,
    /// How far each estimate is from breaking even.
    WhatMustBeTrue,
    /// Cash over the months.
    Cash,
    /// Plans side by side.
    Compare,
    /// How the cost multiplied, and of what.
    Multiple,
    /// The share of cost that is not tokens.
    NotTokens,
    /// What an outcome costs at its best, and what it is worth.
    Floor,
}

impl ChartKind {
    /// Every chart, in the order in which menus show them.
    pub const ALL: [Self; 11] = [
        Self::Curve,
        Self::Viability,
        Self::Breakdown,
        Self::Savings,
        Self::Sensitivity,
        Self::WhatMustBeTrue,
        Self::Cash,
        Self::Compare,
        Self::Multiple,
        Self::NotTokens,
        Self::Floor,
    ];

    /// The three ideas to leave with.
    pub const KEY_MESSAGES: [Self; 3] = [Self::Multiple, Self::NotTokens, Self::Floor];

    /// For file names and the command line: `curve`, `what_must_be_true`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Curve => "curve",
            Self::Viability => "viability",
            Self::Breakdown => "breakdown",
            Self::Savings => "savings",
            Self::Sensitivity => "sensitivity",
            Self::WhatMustBeTrue => "what_must_be_true",
            Self::Cash => "cash",
            Self::Multiple => "multiple",
            Self::NotTokens => "not_tokens",
            Self::Floor => "floor",
            Self::Compare => "compare",
        }
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curve => "Cost curve",
            Self::Viability => "Cost against value",
            Self::Breakdown => "Cost breakdown",
            Self::Savings => "Savings",
            Self::Sensitivity => "Sensitivity",
            Self::WhatMustBeTrue => "What must be true",
            Self::Cash => "Cash",
            Self::Multiple => "The multiple",
            Self::NotTokens => "Not tokens",
            Self::Floor => "Floor against value",
            Self::Compare => "Plans side by side",
        }
    }

    /// The figures that its finding speaks of, at the target.
    pub fn figures(self, target: usize) -> Vec<Figure> {
        match self {
            Self::Curve => vec![Figure::Cost(target), Figure::Multiple(target)],
            Self::Viability | Self::Floor => vec![Figure::CostPerOutcome(target), Figure::ValuePerOutcome(target)],
            Self::Breakdown | Self::NotTokens => vec![Figure::NotTokens(target)],
            Self::Savings => vec![Figure::Savings(target), Figure::Strategies(target)],
            Self::Sensitivity | Self::WhatMustBeTrue => vec![Figure::Net(target)],
            Self::Cash => vec![Figure::CashAtRisk, Figure::NetPresentValue],
            Self::Multiple => vec![Figure::Multiple(target)],
            Self::Compare => vec![Figure::NetPresentValue],
        }
    }

    /// The chart of a plan.
    pub fn chart(self, input: ResultsInput<'_>) -> AnyChart {
        let ResultsInput { scenario, plan, results, uncertainty, kept } = input;
        match self {
            Self::Curve => AnyChart::Lines(cost_curve(scenario, plan, results, uncertainty)),
            Self::Viability => AnyChart::Lines(viability_chart(scenario, plan, results, uncertainty)),
            Self::Breakdown => AnyChart::Stacks(breakdown_chart(scenario, plan, results)),
            Self::Savings => AnyChart::Rows(savings_chart(scenario, plan, results)),
            Self::Sensitivity => {
                let Uncertainty { tornado, pilot, .. } = uncertainty;
                AnyChart::Rows(sensitivity_chart(scenario, plan, results, tornado, Some(pilot)))
            }
            Self::WhatMustBeTrue => {
                let Uncertainty { what_must_be_true, distributions, .. } = uncertainty;
                AnyChart::Rows(what_must_be_true_chart(scenario, plan, results, what_must_be_true, distributions))
            }
            Self::Cash => AnyChart::Lines(cash_chart(scenario, plan, results, uncertainty)),
            Self::Multiple => AnyChart::Rows(multiple_chart(input)),
            Self::NotTokens => AnyChart::Rows(not_tokens_chart(input)),
            Self::Floor => AnyChart::Rows(floor_chart(input)),
            Self::Compare => {
                let now = PlanSummary::of(scenario, plan, results, uncertainty);
                AnyChart::Plans(compare_chart(scenario, &now, kept))
            }
        }
    }
}

/// A chart of any kind.
#[derive(Clone, Debug, PartialEq)]
pub enum AnyChart {
    /// Lines over volume or time.
    Lines(Chart),
    /// Rows of bars.
    Rows(RowChart),
    /// Stacks side by side.
    Stacks(StackChart),
    /// Plans side by side.
    Plans(CompareChart),
}

/// What every chart has, whatever is drawn.
macro_rules! of_any {
    ($chart:expr, $field:ident) => {
        match $chart {
            AnyChart::Lines(chart) => &chart.$field,
            AnyChart::Rows(chart) => &chart.$field,
            AnyChart::Stacks(chart) => &chart.$field,
            AnyChart::Plans(chart) => &chart.$field,
        }
    };
}

impl AnyChart {
    /// Which it is.
    pub fn key(&self) -> ChartKind {
        *of_any!(self, key)
    }

    /// The finding, in a sentence.
    pub fn title(&self) -> &str {
        of_any!(self, title)
    }

    /// The same in a few sentences.
    pub fn summary(&self) -> &str {
        of_any!(self, summary)
    }

    /// The same as rows of text.
    pub fn table(&self) -> &Table {
        of_any!(self, table)
    }

    /// What one key switches it between, if anything.
    pub fn scales(&self) -> Option<[&'static str; 2]> {
        match self {
            Self::Lines(chart) if !chart.is_linear => Some(["logarithmic", "linear"]),
            Self::Stacks(_) => Some(["shares", "amounts"]),
            _ => None,
        }
    }

    /// Whether plans stand side by side and there is but one: then a snapshot is what is missing.
    pub fn has_one_plan(&self) -> bool {
        matches!(self, Self::Plans(chart) if chart.columns.len() < 2)
    }

    /// Its lines, if it has any.
    pub fn lines(&self) -> Option<&Chart> {
        match self {
            Self::Lines(chart) => Some(chart),
            _ => None,
        }
    }

    /// Its rows, if it has any.
    pub fn rows(&self) -> Option<&RowChart> {
        match self {
            Self::Rows(chart) => Some(chart),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::reference::PRESETS;
    use crate::uncertainty::Simulation;

    #[test]
    fn every_chart_of_every_preset_says_its_finding() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            let results = Results::of(&plan);
            let uncertainty = Simulation::new(300, 1).of(&plan, &results);
            let input = ResultsInput {
                scenario: &scenario,
                plan: &plan,
                results: &results,
                uncertainty: &uncertainty,
                kept: &[],
            };
            for (place, key) in ChartKind::ALL.into_iter().enumerate() {
                assert_eq!(key as usize, place, "listed in the order of the enum");
                let chart = key.chart(input);
                let what = format!("{} {}", preset.key, key.key());
                assert_eq!(chart.key(), key, "{what}");
                assert!(chart.summary().starts_with(chart.title()), "{what}: {}", chart.summary());
                let Table { headings, rows, .. } = chart.table();
                assert!(rows.iter().all(|row| row.len() == headings.len()), "{what}");
                let said =
                    [chart.title(), chart.summary()].into_iter().chain(rows.iter().flatten().map(String::as_str));
                for text in said {
                    assert!(!["NaN", "inf", "−$0", "  "].iter().any(|bad| text.contains(bad)), "{what}: {text}");
                }
            }
        }
    }
}
