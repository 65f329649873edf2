//! A portfolio evaluated: its use cases, which of them to fund, and what these promise together.

use std::sync::Arc;

use super::candidate::{Candidate, Decision, Rules, SharedMember, SharedSetup};
use super::file::Portfolio;
use super::frontier::{FrontierPoint, Futures, frontier};
use super::funding::{Funded, fund};
use super::funding_error::FundingError;
use super::joint_futures::JointFutures;
use super::reading::{LeftOut, ReadPortfolio};
use super::use_case::{FutureOptions, UseCase, futures_with_room, mean_path};
use crate::scenario::Scenario;

/// Everything that is known of a portfolio.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// As it was read, and decided since.
    pub portfolio: Portfolio,
    /// How futures were drawn.
    pub options: FutureOptions,
    /// Those that could be computed, in the order of the portfolio.
    pub use_cases: Vec<Arc<UseCase>>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    /// What mathematics is told of each use case.
    candidates: Vec<Candidate>,
    rules: Rules,
    /// What to fund.
    pub choice: Result<FundedUseCases, FundingError>,
}

/// The use cases to fund, and what they promise together.
#[derive(Clone, Debug, PartialEq)]
pub struct FundedUseCases {
    /// Which, by place, and how good the choice is.
    pub funded: Funded,
    /// Together; `None` where nothing is funded.
    pub joint: Option<JointFutures>,
}

impl Evaluation {
    /// Computes the scenarios of a portfolio.
    pub fn new(read: ReadPortfolio, options: FutureOptions) -> Self {
        Self::after(read, options, None)
    }

    /// The same where the portfolio was evaluated before: only scenarios that have changed are computed.
    pub fn after(read: ReadPortfolio, options: FutureOptions, before: Option<&Self>) -> Self {
        let ReadPortfolio { portfolio, scenarios, mut left_out } = read;
        let months = scenarios.iter().map(|(_, scenario)| scenario.plan.horizon_months as usize).sum();
        let options = futures_with_room(options, months, scenarios.iter().map(|(_, scenario)| scenario));
        let mut use_cases = Vec::new();
        let before = before.filter(|before| before.options == options && before.portfolio.computes_like(&portfolio));
        let known = |file: &str, scenario: &Scenario| {
            let mut known = before?.use_cases.iter();
            known.find(|use_case| use_case.file == file && use_case.scenario == *scenario).map(Arc::clone)
        };
        for found in UseCase::all(&portfolio, &scenarios, options, known) {
            match found {
                Ok(use_case) => use_cases.push(use_case),
                Err(reason) => left_out.push(reason),
            }
        }
        let place = |left_out: &LeftOut| portfolio.scenarios.iter().position(|file| *file == left_out.file);
        left_out.sort_by_key(place);
        let means: Vec<Candidate> = use_cases.iter().map(|use_case| candidate(use_case)).collect();
        let mut evaluation = Self {
            portfolio,
            options,
            use_cases,
            left_out,
            candidates: means,
            rules: Rules::default(),
            choice: Err(FundingError::Budget),
        };
        evaluation.decide();
        evaluation
    }

    /// What to fund, after the budget or a decision has changed.
    pub fn decide(&mut self) {
        let portfolio = &self.portfolio;
        for (candidate, use_case) in self.candidates.iter_mut().zip(&self.use_cases) {
            let is_in = |files: &[String]| files.contains(&use_case.file);
            candidate.decision = if is_in(&portfolio.excluded) || !use_case.never_build.is_empty() {
                Decision::Excluded
            } else if is_in(&portfolio.must) {
                Decision::Must
            } else {
                Decision::Open
            };
        }
        let place = |file: &String| self.use_cases.iter().position(|use_case| use_case.file == *file);
        let needs = portfolio.needs.iter().filter_map(|(file, other)| Some((place(file)?, place(other))));
        // What needs a use case that is not there cannot be built.
        let (mut known, mut alone) = (Vec::new(), Vec::new());
        for (candidate, other) in needs {
            match other {
                Some(other) => known.push((candidate, other)),
                None => alone.push(candidate),
            }
        }
        alone.into_iter().for_each(|candidate| self.candidates[candidate].decision = Decision::Excluded);
        self.rules = Rules { needs: known, shared: self.shared_setups().collect() };
        let is_must = |place: &usize| portfolio.must.contains(&self.use_cases[*place].file);
        let is_both = |place: &usize| is_must(place) && self.candidates[*place].decision == Decision::Excluded;
        let chosen = match (0..self.use_cases.len()).find(is_both) {
            Some(both) => Err(FundingError::MustNeedsExcluded { must: both, excluded: both }),
            None => fund(&self.candidates, &self.rules, portfolio.budget),
        };
        self.choice = chosen.map(|funded| {
            let joint = (!funded.chosen.is_empty()).then(|| self.joint(&funded.chosen));
            FundedUseCases { funded, joint }
        });
    }

    /// What some use cases promise together; there is at least one.
    pub fn joint(&self, places: &[usize]) -> JointFutures {
        let use_cases: Vec<&UseCase> = places.iter().map(|place| &*self.use_cases[*place]).collect();
        JointFutures::of(&use_cases, self.portfolio.budget)
    }

    /// The places of those that are funded.
    pub fn funded(&self) -> &[usize] {
        self.choice.as_ref().map_or(&[], |choice| &choice.funded.chosen)
    }

    /// What more risk would bring: mean NPV against P10, of what the budget allows.
    ///
    /// # Errors
    /// Why nothing can be funded.
    pub fn frontier(&self) -> Result<Vec<FrontierPoint>, FundingError> {
        let npv: Vec<&[f64]> = self.use_cases.iter().map(|use_case| use_case.npv.as_slice()).collect();
        let saved = self.rules.shared.iter().enumerate().map(|(setup, shared)| {
            let column = |member: &SharedMember| {
                let savings = &self.use_cases[member.candidate].savings;
                savings.iter().find(|saving| saving.setup == setup).map_or(&[][..], |saving| &saving.npv)
            };
            shared.members.iter().map(column).collect()
        });
        let saved: Vec<Vec<&[f64]>> = saved.collect();
        frontier(&self.candidates, &self.rules, self.portfolio.budget, &Futures { npv: &npv, saved: &saved })
    }

    /// Each set-up that is shared, in the order of the portfolio.
    fn shared_setups(&self) -> impl Iterator<Item = SharedSetup> {
        (0..self.portfolio.shared_setup.len()).map(|setup| {
            let savings = self.use_cases.iter().enumerate().flat_map(|(candidate, use_case)| {
                use_case.savings.iter().filter(|saving| saving.setup == setup).map(move |saving| (candidate, saving))
            });
            let mut members: Vec<_> = savings.collect();
            members.sort_by_key(|(_, saving)| saving.place);
            let member = |(candidate, saving): (usize, &super::use_case::SetupSaving)| SharedMember {
                candidate,
                npv: mean(&saving.npv),
                cash: mean_path(&saving.cumulative, saving.npv.len()),
            };
            SharedSetup { members: members.into_iter().map(member).collect() }
        })
    }
}

/// What a use case brings and ties up on average.
fn candidate(use_case: &UseCase) -> Candidate {
    Candidate { npv: use_case.mean_npv(), cash: use_case.mean_cumulative.clone(), decision: Decision::Open }
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}
