//! Cards and strategies switched on and off by a number, for formulas that are written down once and stay: while something
//! is off, what it charges, saves and loses is what changes nothing.

use std::collections::HashMap;

use super::plan::{PlanLine, PlanTariff};
use super::{Assumptions, Input, Plan, StrategySet};
use crate::scenario::{Category, StrategyKind, StrategyTag};

/// What can be on or off, by its place in the plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Switch {
    /// A component.
    Component(usize),
    /// A strategy.
    Strategy(usize),
}

/// What an input of something is while that is off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SwitchedInput {
    /// What it belongs to.
    pub switch: Switch,
    /// 0 or 1.
    pub off: f64,
}

impl Plan {
    /// Whether formulas can switch a component. Where the bill for tokens drifts while nobody watches it, a card that
    /// watches shapes months by more than what it charges.
    pub fn can_switch(&self, component: usize) -> bool {
        self.is_neutral(self.drift) || self.components[component].category != Category::Observability
    }

    /// Everything that formulas can switch, components first. Of strategies of one kind only one may be on, so that only one
    /// can be switched: that which is on, else the first that is listed.
    pub fn switches(&self) -> Vec<Switch> {
        let components = (0..self.components.len()).filter(|&place| self.can_switch(place)).map(Switch::Component);
        let strategies = StrategySet::of(self, |strategy| strategy.enabled);
        let strategies = (0..self.strategies.len()).fold(strategies, |set, place| {
            if set.allows(self, &self.strategies[place]) { set.with(place) } else { set }
        });
        components.chain(strategies.places().map(Switch::Strategy)).collect()
    }

    /// Whether the plan has it on.
    pub fn is_on(&self, switch: Switch) -> bool {
        match switch {
            Switch::Component(place) => self.components[place].enabled,
            Switch::Strategy(place) => self.strategies[place].enabled,
        }
    }

    /// The inputs that something off leaves at what changes nothing.
    pub fn switched_inputs(&self) -> HashMap<Input, SwitchedInput> {
        let mut inputs = HashMap::new();
        for switch in self.switches() {
            let neutral = match switch {
                Switch::Component(place) => self.neutral_in_component(place),
                Switch::Strategy(place) => self.neutral_in_strategy(place),
            };
            let neutral = neutral.into_iter().filter(|(input, _)| !self.is_neutral(*input));
            inputs.extend(neutral.map(|(input, off)| (input, SwitchedInput { switch, off })));
        }
        inputs
    }

    fn neutral_in_component(&self, place: usize) -> Vec<(Input, f64)> {
        let component = &self.components[place];
        let price = |line: &PlanLine| match line.tariff {
            PlanTariff::Flat(price) | PlanTariff::Step(_, price) | PlanTariff::Power(_, price, _) => Some((price, 0.0)),
            PlanTariff::Graduated(_) => None,
        };
        let prices = component.lines.iter().filter_map(price);
        prices.chain([(component.setup_cost, 0.0), (component.success, 1.0)]).collect()
    }

    /// Prefix caching apart, which is another formula while it is off.
    fn neutral_in_strategy(&self, place: usize) -> Vec<(Input, f64)> {
        let strategy = &self.strategies[place];
        let own = match strategy.kind {
            StrategyKind::SemanticCaching { hit_rate, lookup_cost, .. } => vec![(hit_rate, 0.0), (lookup_cost, 0.0)],
            StrategyKind::ModelRouting { share, router_cost, .. } => vec![(share, 0.0), (router_cost, 0.0)],
            StrategyKind::PromptCompression { saving } | StrategyKind::RetrievalTrimming { saving } => {
                vec![(saving, 0.0)]
            }
            StrategyKind::OutputLimits { output, reasoning } => vec![(output, 0.0), (reasoning, 0.0)],
            StrategyKind::BatchProcessing { share } => vec![(share, 0.0)],
            StrategyKind::ContinuousBatching { throughput_gain } => vec![(throughput_gain, 1.0)],
            StrategyKind::PrefixCaching { .. } => Vec::new(),
        };
        let common = [strategy.setup_cost, strategy.monthly_cost, strategy.quality_loss].map(|input| (input, 0.0));
        own.into_iter().chain(common).collect()
    }

    /// The same with everything on that can be switched; what is graduated costs nothing where it was off.
    #[must_use]
    pub fn with_all_on(&self) -> Self {
        let mut plan = self.clone();
        for switch in self.switches() {
            match switch {
                Switch::Component(place) => {
                    let component = &mut plan.components[place];
                    for line in component.lines.iter_mut().filter(|_| !component.enabled) {
                        if let PlanTariff::Graduated(tiers) = &mut line.tariff {
                            tiers.iter_mut().for_each(|(_, price)| *price = 0.0);
                        }
                    }
                    component.enabled = true;
                }
                Switch::Strategy(place) => plan.strategies[place].enabled = true,
            }
        }
        plan
    }

    /// The place among the strategies of the prefix caching that formulas can switch.
    pub fn prefix_caching(&self) -> Option<usize> {
        self.switches().into_iter().find_map(|switch| match switch {
            Switch::Strategy(place) if self.strategies[place].kind.tag() == StrategyTag::PrefixCaching => Some(place),
            _ => None,
        })
    }
}

impl<'p> Assumptions<'p, f64> {
    /// The base values of `plan`, on a plan that has more on: what `plan` has off changes nothing.
    pub fn switched(all_on: &'p Plan, plan: &Plan) -> Self {
        let mut assumptions = Self::base(all_on);
        for (input, SwitchedInput { switch, off }) in plan.switched_inputs() {
            if !plan.is_on(switch) {
                assumptions.set(input, off);
            }
        }
        assumptions
    }
}
