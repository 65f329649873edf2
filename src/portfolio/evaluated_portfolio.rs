//! A portfolio evaluated: its use cases, which of them to fund, and what these promise together.

use std::sync::Arc;

use super::candidate::{Candidate, FundingDecision, Rules, SharedMember, SharedSetup};
use super::file::Portfolio;
use super::frontier::{FrontierPoint, NpvColumns, frontier_from};
use super::funding::{Funded, fund};
use super::funding_error::FundingError;
use super::gates::GateEntry;
use super::joint_futures::JointFutures;
use super::names::UseCaseName;
use super::reading::{LeftOut, ReadPortfolio};
use super::snapshot::PortfolioSnapshot;
use super::use_case::{FutureOptions, SetupSaving, UseCase, futures_with_room, mean, mean_path, named};
use crate::scenario::{PlanSettings, Scenario};

/// Everything that is known of a portfolio.
#[derive(Clone, Debug)]
pub struct EvaluatedPortfolio {
    /// As it was read, and decided since.
    pub portfolio: Portfolio,
    /// How futures were drawn.
    pub options: FutureOptions,
    /// Those that could be computed, in the order of the portfolio.
    pub use_cases: Vec<Arc<UseCase>>,
    /// The others.
    pub left_out: Vec<LeftOut>,
    names: Vec<UseCaseName>,
    question: FundingQuestion,
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

impl EvaluatedPortfolio {
    /// Computes the scenarios of a portfolio.
    pub fn new(read: ReadPortfolio, options: FutureOptions) -> Self {
        Self::after(read, options, None)
    }

    /// The same where the portfolio was evaluated before: only scenarios that have changed are computed.
    pub fn after(read: ReadPortfolio, options: FutureOptions, before: Option<&Self>) -> Self {
        let ReadPortfolio { portfolio, scenarios, mut left_out } = read;
        let paths = |file: &str| 1 + named(&portfolio.shared_setup, file).count();
        // One with a longer horizon is not computed.
        let months = |scenario: &Scenario| scenario.plan.horizon_months.min(PlanSettings::LONGEST_HORIZON) as usize;
        let months = scenarios.iter().map(|(file, scenario)| months(scenario) * paths(file)).sum();
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
        let question = FundingQuestion::new(&portfolio, &use_cases);
        let choice = question.choice(&portfolio, &use_cases, None);
        let names = UseCaseName::all(&use_cases);
        Self { portfolio, options, use_cases, left_out, names, question, choice }
    }

    /// What to fund, after the budget or a decision has changed.
    pub fn decide(&mut self) {
        self.question.decide(&self.portfolio, &self.use_cases);
        self.choice = self.question.choice(&self.portfolio, &self.use_cases, self.choice.as_ref().ok());
    }

    /// What would be funded if that were decided which was when a snapshot was taken.
    ///
    /// # Errors
    /// Why nothing could be.
    pub fn funded_as(&self, snapshot: &PortfolioSnapshot) -> Result<FundedUseCases, FundingError> {
        let mut portfolio = self.portfolio.clone();
        portfolio.recall_snapshot(snapshot);
        let mut question = self.question.clone();
        question.decide(&portfolio, &self.use_cases);
        question.choice(&portfolio, &self.use_cases, self.choice.as_ref().ok())
    }

    /// What some use cases promise together; there is at least one.
    pub fn joint(&self, places: &[usize]) -> JointFutures {
        joint(&self.use_cases, places, self.portfolio.budget)
    }

    /// What a use case is called wherever it is shown: by its name, and by its file in brackets where another has the same.
    ///
    /// # Panics
    ///
    /// Where there is none at this place.
    pub fn name(&self, place: usize) -> &str {
        &self.names[place].full
    }

    /// The file that tells a use case from another of the same name, if there is one: where the whole name may be cut, this
    /// must not be.
    pub fn file_beside_name(&self, place: usize) -> Option<&str> {
        self.names[place].has_namesake.then(|| self.use_cases[place].file.as_str())
    }

    /// The places of those that are funded.
    pub fn funded(&self) -> &[usize] {
        self.choice.as_ref().map_or(&[], |choice| &choice.funded.chosen)
    }

    /// All places, as lists show them: the funded first, then by mean NPV.
    pub fn ranking(&self) -> Vec<usize> {
        let mut places: Vec<usize> = (0..self.use_cases.len()).collect();
        let worth = |place: usize| (self.funded().contains(&place), self.use_cases[place].mean_npv());
        places.sort_by(|one, other| {
            let ((one, of_one), (other, of_other)) = (worth(*one), worth(*other));
            other.cmp(&one).then(of_other.total_cmp(&of_one))
        });
        places
    }

    /// What mathematics knows of each use case: its mean net present value, and its mean cash.
    pub fn candidates(&self) -> &[Candidate] {
        &self.question.candidates
    }

    /// What holds between use cases, by their places.
    pub fn rules(&self) -> &Rules {
        &self.question.rules
    }

    /// What stands before the stages of what is funded.
    pub fn gates(&self) -> Vec<GateEntry> {
        GateEntry::all(&self.use_cases, self.funded())
    }

    /// What more risk would bring: mean NPV against P10, of what the budget allows.
    ///
    /// # Errors
    /// Why nothing can be funded.
    pub fn frontier(&self) -> Result<Vec<FrontierPoint>, FundingError> {
        let best = &self.choice.as_ref().map_err(Clone::clone)?.funded;
        let npv: Vec<&[f64]> = self.use_cases.iter().map(|use_case| use_case.npv.as_slice()).collect();
        let FundingQuestion { candidates, rules } = &self.question;
        let saved = rules.shared.iter().enumerate().map(|(setup, shared)| {
            let column = |member: &SharedMember| {
                let savings = &self.use_cases[member.candidate].savings;
                savings.iter().find(|saving| saving.setup == setup).map_or(&[][..], |saving| &saving.npv)
            };
            shared.members.iter().map(column).collect()
        });
        let saved: Vec<Vec<&[f64]>> = saved.collect();
        let columns = NpvColumns { npv: &npv, saved: &saved };
        frontier_from(&best.chosen, candidates, rules, self.portfolio.budget, &columns)
    }
}

/// What is asked of mathematics: numbers alone, by the places of use cases.
#[derive(Clone, Debug)]
struct FundingQuestion {
    candidates: Vec<Candidate>,
    rules: Rules,
}

impl FundingQuestion {
    fn new(portfolio: &Portfolio, use_cases: &[Arc<UseCase>]) -> Self {
        let candidates = use_cases.iter().map(|use_case| candidate(use_case)).collect();
        let shared = (0..portfolio.shared_setup.len()).map(|setup| shared_setup(use_cases, setup)).collect();
        let mut question = Self { candidates, rules: Rules { needs: Vec::new(), shared } };
        question.decide(portfolio, use_cases);
        question
    }

    /// Takes what is decided in the portfolio.
    fn decide(&mut self, portfolio: &Portfolio, use_cases: &[Arc<UseCase>]) {
        for (candidate, use_case) in self.candidates.iter_mut().zip(use_cases) {
            let is_in = |files: &[String]| files.contains(&use_case.file);
            candidate.decision = if is_in(&portfolio.excluded) || !use_case.never_build.is_empty() {
                FundingDecision::Excluded
            } else if is_in(&portfolio.must) {
                FundingDecision::Must
            } else {
                FundingDecision::Open
            };
        }
        let place = |file: &String| use_cases.iter().position(|use_case| use_case.file == *file);
        self.rules.needs.clear();
        for (file, other) in &portfolio.needs {
            let Some(needing) = place(file) else { continue };
            match place(other) {
                Some(needed) => self.rules.needs.push((needing, needed)),
                // What needs a use case that is not there cannot be built.
                None => self.candidates[needing].decision = FundingDecision::Excluded,
            }
        }
    }

    /// What to fund, and what that promises, which is as before where the same is funded.
    fn choice(
        &self,
        portfolio: &Portfolio,
        use_cases: &[Arc<UseCase>],
        before: Option<&FundedUseCases>,
    ) -> Result<FundedUseCases, FundingError> {
        let is_there = |file: &String| use_cases.iter().any(|use_case| use_case.file == *file);
        let needed = portfolio.needs.iter().filter(|(file, _)| portfolio.must.contains(file)).map(|(_, other)| other);
        if let Some(file) = portfolio.must.iter().chain(needed).find(|file| !is_there(file)) {
            return Err(FundingError::LeftOut { file: file.clone() });
        }
        let is_both = |place: &usize| {
            self.candidates[*place].decision == FundingDecision::Excluded
                && portfolio.must.contains(&use_cases[*place].file)
        };
        if let Some(both) = (0..use_cases.len()).find(is_both) {
            return Err(FundingError::MustNeedsExcluded { must: both, excluded: both });
        }
        let funded = fund(&self.candidates, &self.rules, portfolio.budget)?;
        let same =
            before.filter(|before| before.funded.chosen == funded.chosen).and_then(|before| before.joint.clone());
        let new = || (!funded.chosen.is_empty()).then(|| joint(use_cases, &funded.chosen, portfolio.budget));
        let joint = same.map(|joint| joint.within(portfolio.budget)).or_else(new);
        Ok(FundedUseCases { funded, joint })
    }
}

fn joint(use_cases: &[Arc<UseCase>], places: &[usize], budget: Option<f64>) -> JointFutures {
    let chosen: Vec<&UseCase> = places.iter().map(|place| &*use_cases[*place]).collect();
    JointFutures::of(&chosen, budget)
}

/// A set-up that is shared: who has it, in the order in which they pay.
fn shared_setup(use_cases: &[Arc<UseCase>], setup: usize) -> SharedSetup {
    let savings = use_cases.iter().enumerate().flat_map(|(candidate, use_case)| {
        use_case.savings.iter().filter(|saving| saving.setup == setup).map(move |saving| (candidate, saving))
    });
    let mut members: Vec<(usize, &SetupSaving)> = savings.collect();
    members.sort_by_key(|(_, saving)| saving.place);
    let member = |(candidate, saving): (usize, &SetupSaving)| SharedMember {
        candidate,
        npv: mean(&saving.npv),
        cash: mean_path(&saving.cumulative, saving.npv.len()),
    };
    SharedSetup { members: members.into_iter().map(member).collect() }
}

/// What a use case brings and ties up on average.
fn candidate(use_case: &UseCase) -> Candidate {
    Candidate { npv: use_case.mean_npv(), cash: use_case.mean_cumulative.clone(), decision: FundingDecision::Open }
}
