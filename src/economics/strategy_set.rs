//! Which strategies are on.

use super::{Plan, PlanStrategy};

/// A set of listed strategies, by their places in the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct StrategySet(u16);

impl StrategySet {
    /// No strategy at all.
    pub const NONE: Self = Self(0);

    /// The strategies for which `keep` holds.
    pub fn of(plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Self {
        let kept = plan.strategies.iter().enumerate().filter(|(_, strategy)| keep(strategy));
        kept.fold(Self::NONE, |set, (index, _)| set.with(index))
    }

    /// Every subset that may be on together: no two strategies of one kind, those for which `keep` holds; in order of
    /// size, then as listed.
    pub fn subsets(plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Vec<Self> {
        Self::subsets_of(plan, Self::of(plan, keep))
    }

    /// Every subset of a set that may be on together, in the same order.
    pub(super) fn subsets_of(plan: &Plan, set: Self) -> Vec<Self> {
        let mut subsets = vec![Self::NONE];
        for index in set.places() {
            let strategy = &plan.strategies[index];
            let grown: Vec<Self> =
                subsets.iter().filter(|set| set.allows(plan, strategy)).map(|set| set.with(index)).collect();
            subsets.extend(grown);
        }
        subsets.sort_by_key(|set| set.order());
        subsets
    }

    /// The strategies of this set that a stage already has.
    #[must_use]
    pub fn active_at(self, plan: &Plan, stage: usize) -> Self {
        self.filter(plan, |strategy| strategy.from_stage <= stage)
    }

    /// Those that are in another set, too.
    #[must_use]
    pub fn among(self, others: Self) -> Self {
        Self(self.0 & others.0)
    }

    /// The places of the strategies in it, as listed.
    pub fn places(self) -> impl Iterator<Item = usize> {
        (0..u16::BITS as usize).filter(move |&index| self.contains(index))
    }

    /// Whether the strategy at a place is in it.
    pub fn contains(self, index: usize) -> bool {
        self.0 >> index & 1 == 1
    }

    /// With the strategy at a place.
    #[must_use]
    pub fn with(self, index: usize) -> Self {
        Self(self.0 | 1 << index)
    }

    /// Without the strategy at a place.
    #[must_use]
    pub fn without(self, index: usize) -> Self {
        Self(self.0 & !(1 << index))
    }

    /// How many are in it.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// Whether none is in it.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a strategy's kind is still free.
    pub(super) fn allows(self, plan: &Plan, strategy: &PlanStrategy) -> bool {
        self.places().all(|place| plan.strategies[place].kind.tag() != strategy.kind.tag())
    }

    /// By size, then as listed: of two sets of one size, the one that has the first strategy they differ in.
    pub(super) fn order(self) -> (u32, std::cmp::Reverse<u16>) {
        (self.len(), std::cmp::Reverse(self.0.reverse_bits()))
    }

    fn filter(self, plan: &Plan, keep: impl Fn(&PlanStrategy) -> bool) -> Self {
        self.places().filter(|&place| keep(&plan.strategies[place])).fold(Self::NONE, Self::with)
    }
}
