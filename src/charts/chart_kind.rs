//! Every chart that there is: the one list that window, menus, report, command line and tests go through. How each is made
//! of results stands in the module above.

use strum::{EnumCount, IntoStaticStr, VariantArray};

use crate::language::tr;
use crate::prose::{ResultId, ResultKind};
use crate::scenario::Scenario;

/// Which chart, in the order in which menus show them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumCount, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
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
    /// What it costs to bring something in later.
    ChangingLater,
    /// Why the bill differs from the plan.
    Bill,
    /// Months as they were used, on what was planned.
    Actuals,
    /// Plans side by side.
    Compare,
    /// How the cost multiplied, and of what.
    Multiple,
    /// The share of cost that is not tokens.
    NotTokens,
    /// What an outcome costs at its best, and what it is worth.
    Floor,
    /// What was decided, and who answers for it.
    Decided,
}

impl ChartKind {
    /// Every chart.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().expect("it counts them");

    /// The three ideas to leave with.
    pub const KEY_MESSAGES: [Self; 3] = [Self::Multiple, Self::NotTokens, Self::Floor];

    /// For file names and the command line: `curve`, `what_must_be_true`.
    pub fn key(self) -> &'static str {
        self.into()
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curve => tr!("Cost curve"),
            Self::Viability => tr!("Cost against value"),
            Self::Breakdown => tr!("Cost breakdown"),
            Self::Savings => tr!("Savings"),
            Self::Sensitivity => tr!("Sensitivity"),
            Self::WhatMustBeTrue => tr!("What must be true"),
            Self::Cash => tr!("Cash"),
            Self::ChangingLater => tr!("Changing later"),
            Self::Bill => tr!("The bill explained"),
            Self::Actuals => tr!("Plan against actuals"),
            Self::Multiple => tr!("The multiple"),
            Self::NotTokens => tr!("What is not tokens"),
            Self::Floor => tr!("Floor against value"),
            Self::Compare => tr!("Plans side by side"),
            Self::Decided => tr!("What was decided"),
        }
    }

    /// The figures that its finding speaks of, at the target.
    pub fn figures(self, target: usize) -> Vec<ResultId> {
        match self {
            Self::Curve => vec![ResultKind::Cost.at_stage(target), ResultKind::Multiple.at_stage(target)],
            Self::Viability | Self::Floor => {
                vec![ResultKind::CostPerOutcome.at_stage(target), ResultKind::ValuePerOutcome.at_stage(target)]
            }
            Self::Breakdown | Self::NotTokens => vec![ResultKind::NotTokens.at_stage(target)],
            Self::Savings => vec![ResultKind::Savings.at_stage(target), ResultKind::OfStrategies.at_stage(target)],
            Self::Sensitivity | Self::WhatMustBeTrue => vec![ResultKind::Net.at_stage(target)],
            Self::Cash => {
                let figures = [ResultKind::CashAtRisk, ResultKind::NetPresentValue, ResultKind::BenefitOverCost];
                figures.map(ResultKind::of_plan).to_vec()
            }
            Self::Bill | Self::Actuals => vec![ResultKind::Cost.at_stage(target)],
            Self::Multiple => vec![ResultKind::Multiple.at_stage(target)],
            Self::ChangingLater | Self::Compare => vec![ResultKind::NetPresentValue.of_plan()],
            Self::Decided => Vec::new(),
        }
    }

    /// The tab of the window on which it stands.
    pub fn tab(self) -> Tab {
        match self {
            Self::Curve | Self::Viability => Tab::Curve,
            Self::Breakdown => Tab::Breakdown,
            Self::Savings => Tab::Savings,
            Self::Sensitivity => Tab::Sensitivity,
            Self::WhatMustBeTrue => Tab::WhatMustBeTrue,
            Self::Cash => Tab::Cash,
            Self::ChangingLater => Tab::ChangingLater,
            Self::Bill | Self::Actuals => Tab::Actuals,
            Self::Compare => Tab::Compare,
            Self::Multiple | Self::NotTokens | Self::Floor => Tab::Ideas,
            Self::Decided => Tab::Decided,
        }
    }

    /// The part of the report in which it stands, by its heading.
    pub fn part(self) -> &'static str {
        match self {
            Self::Curve | Self::Viability => tr!("What it costs, and what it is worth"),
            Self::Breakdown | Self::Multiple | Self::NotTokens => tr!("What the cost is made of"),
            Self::Savings | Self::Floor => tr!("What the strategies earn"),
            Self::Sensitivity | Self::WhatMustBeTrue => tr!("What moves it"),
            Self::Cash | Self::ChangingLater => tr!("Cash"),
            Self::Bill | Self::Actuals => tr!("Plan against actuals"),
            Self::Compare => tr!("Plans side by side"),
            Self::Decided => tr!("What was decided"),
        }
    }

    /// Whether there is anything to show: those of usage need some.
    pub fn has_content(self, scenario: &Scenario) -> bool {
        !matches!(self, Self::Bill | Self::Actuals) || !scenario.actuals.is_empty()
    }

    /// Whether it has anything to say to those who were not in the room: one that only invites to do something is no
    /// slide.
    pub fn has_finding(self, scenario: &Scenario) -> bool {
        let has_strategies = scenario.strategies.iter().any(|strategy| strategy.enabled);
        self.has_content(scenario)
            && match self {
                Self::Compare => !scenario.snapshots.is_empty(),
                Self::Decided => !scenario.decisions.is_empty(),
                Self::Savings => has_strategies,
                Self::Multiple => 1 < scenario.stages.len(),
                Self::ChangingLater => {
                    let later = |from_stage: usize| from_stage + 1 < scenario.stages.len();
                    let strategies = scenario.strategies.iter().filter(|strategy| strategy.enabled);
                    let cards = scenario.components.iter().filter(|card| card.enabled && !card.rework.is_empty());
                    strategies.map(|strategy| strategy.from_stage).chain(cards.map(|card| card.from_stage)).any(later)
                }
                _ => true,
            }
    }
}

/// A tab of the window with some of the charts, from left to right.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumCount, VariantArray)]
pub enum Tab {
    /// What it costs as it grows, and where it pays.
    #[default]
    Curve,
    /// What each stage's cost is made of.
    Breakdown,
    /// What each strategy earns.
    Savings,
    /// Which estimate swings it most.
    Sensitivity,
    /// How far each estimate is from breaking even.
    WhatMustBeTrue,
    /// Cash over the months.
    Cash,
    /// What it costs to bring something in later.
    ChangingLater,
    /// What was used, held against the plan.
    Actuals,
    /// Plans side by side.
    Compare,
    /// The three ideas to leave with.
    Ideas,
    /// What was decided, and who answers for it.
    Decided,
}

impl Tab {
    /// Every tab.
    pub const ALL: [Self; Self::COUNT] = *Self::VARIANTS.first_chunk().expect("it counts them");

    /// The charts on it, from top to bottom.
    pub fn charts(self) -> Vec<ChartKind> {
        ChartKind::ALL.into_iter().filter(|chart| chart.tab() == self).collect()
    }

    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curve => tr!("Curve"),
            Self::Breakdown => tr!("Breakdown"),
            Self::Savings => tr!("Savings"),
            Self::Sensitivity => tr!("Sensitivity"),
            Self::WhatMustBeTrue => tr!("Must be true"),
            Self::Cash => tr!("a tab"; "Cash"),
            Self::ChangingLater => tr!("Later"),
            Self::Actuals => tr!("Actuals"),
            Self::Compare => tr!("a tab"; "Compare"),
            Self::Ideas => tr!("Ideas"),
            Self::Decided => tr!("Decided"),
        }
    }
}
