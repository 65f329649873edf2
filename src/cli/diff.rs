//! `breakeven diff`: what makes one plan into another, and what that does to its results.

use std::path::{Path, PathBuf};

use breakeven::economics::{Plan, Results};
use breakeven::export::PlanDiff;
use breakeven::prose::ResultsInput;
use breakeven::scenario::Scenario;
use breakeven::scenario::letters::shown;
use breakeven::uncertainty::{Simulation, Uncertainty};
use clap::Args;

use super::load::{opened, plan};

/// What `diff` was asked for.
#[derive(Debug, Args)]
pub struct Diff {
    /// The earlier plan.
    old: PathBuf,
    /// The later one.
    #[arg(required_unless_present = "snapshot")]
    new: Option<PathBuf>,
    /// Instead of the earlier plan itself a snapshot that its file keeps, by number. Without NEW the plan of the same
    /// file is the later one.
    #[arg(long, value_name = "NUMBER")]
    snapshot: Option<u8>,
    /// As Markdown, for a pull request or a mail.
    #[arg(long)]
    markdown: bool,
    /// How many futures to draw of each.
    #[arg(long, default_value_t = Simulation::USUAL, value_parser = super::some_draws)]
    draws: usize,
    /// What shuffles the futures: both plans draw the same luck.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

impl Diff {
    /// Prints the difference.
    pub fn run(&self) -> Result<(), String> {
        let old = opened(&self.old)?;
        let (old_name, new_name) = (named(&self.old), self.new.as_deref().map_or_else(|| named(&self.old), named));
        let new = self.new.as_deref().map_or_else(|| Ok(old.clone()), opened)?;
        let (before, before_name) = match self.snapshot {
            None => (old, old_name),
            Some(number) => self.kept(&old, number)?,
        };
        let after_name = if before_name == new_name { format!("{new_name}, now") } else { new_name };
        let before = self.computed(before, &self.old)?;
        let after = self.computed(new, self.new.as_deref().unwrap_or(&self.old))?;
        let diff = PlanDiff::between(before.input(), after.input(), [before_name, after_name]);
        super::print(&if self.markdown { diff.markdown() } else { diff.text() })
    }

    /// A snapshot, and what it is called.
    fn kept(&self, scenario: &Scenario, number: u8) -> Result<(Scenario, String), String> {
        let snapshot = scenario.snapshot(number).ok_or_else(|| {
            let there: Vec<String> =
                scenario.snapshots.iter().map(|snapshot| format!("{} ({})", snapshot.number, snapshot.name)).collect();
            let there = if there.is_empty() { "none".to_owned() } else { there.join(", ") };
            format!("breakeven: {} has no snapshot {number}; it has {there}", shown(&self.old.to_string_lossy()))
        })?;
        Ok((Scenario::clone(&snapshot.scenario), snapshot.name.clone()))
    }

    fn computed(&self, scenario: Scenario, file: &Path) -> Result<ComputedPlan, String> {
        let plan = plan(&scenario, file)?;
        super::can_hold(&plan, self.draws, file)?;
        let (results, uncertainty) = Simulation::new(self.draws, self.seed).with_results(&plan);
        Ok(ComputedPlan { scenario, plan, results, uncertainty })
    }
}

/// A plan and what follows from it.
struct ComputedPlan {
    scenario: Scenario,
    plan: Plan,
    results: Results,
    uncertainty: Uncertainty,
}

impl ComputedPlan {
    fn input(&self) -> ResultsInput<'_> {
        ResultsInput::of(&self.scenario, &self.plan, &self.results, &self.uncertainty)
    }
}

fn named(file: &Path) -> String {
    file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned()
}
