//! `breakeven calibrate`: a plan held against usage, and what was measured written into it.

use std::path::{Path, PathBuf};

use breakeven::calibration::{Calibration, Measurement, UsageContext, adopt, kept_usage};
use breakeven::economics::Plan;
use breakeven::export::{calibration_json, calibration_table};
use breakeven::files::{Replace, ScenarioFile};
use breakeven::prose::{day, problem_in_words, source_in_words};
use breakeven::scenario::letters::shown;
use breakeven::scenario::{EstimatePath, Scenario};
use breakeven::usage::{UsageDigest, read_usage};
use clap::Args;

use super::load::{opened, plan};

/// Which usage, and what it is usage of.
#[derive(Debug, Args)]
pub struct UsageOf {
    /// Exports of traces, gateways or bills: files of one format, or folders of them.
    #[arg(long, value_name = "FILE", num_args = 1..)]
    usage: Vec<PathBuf>,
    /// The stage that it is held against; the plan's target unless given.
    #[arg(long, requires = "usage")]
    stage: Option<String>,
    /// The step that all of its calls are of; their models tell unless given.
    #[arg(long, requires = "usage")]
    step: Option<String>,
    /// The month that counts, of the calendar; the last 30 days unless given.
    #[arg(long, value_name = "YYYY-MM", requires = "usage", value_parser = month)]
    month: Option<(i16, i8)>,
    /// Which share of the traffic was recorded, where it is a sample.
    #[arg(long, value_name = "SHARE", requires = "usage", value_parser = sample_rate)]
    sample: Option<f64>,
    /// A score, and the value above which a request is a success.
    #[arg(long, value_name = "SCORE>THRESHOLD", requires = "usage", value_parser = success)]
    success: Option<(String, f64)>,
}

impl UsageOf {
    /// Whether any was given.
    pub fn is_given(&self) -> bool {
        !self.usage.is_empty()
    }

    /// Reads the usage, and holds it against a plan.
    pub fn of(&self, scenario: &Scenario, plan: &Plan) -> Result<Used, String> {
        let place = |kind: &str, wanted: &str, names: Vec<&str>| {
            names.iter().position(|name| *name == wanted).ok_or_else(|| {
                format!("breakeven: there is no {kind} “{}”; there are: {}", shown(wanted), names.join(", "))
            })
        };
        let stages = || scenario.stages.iter().map(|stage| stage.name.as_str()).collect();
        let steps = || scenario.workload.steps.iter().map(|step| step.name.as_str()).collect();
        let stage = self.stage.as_ref().map_or(Ok(plan.target), |stage| place("stage", stage, stages()))?;
        let step = self.step.as_ref().map(|step| place("step", step, steps())).transpose()?;
        let context = UsageContext {
            stage,
            step,
            sample_rate: self.sample.unwrap_or(1.0),
            month: self.month,
            success: self.success.clone(),
        };
        let reading = read_usage(&self.usage).map_err(|error| format!("breakeven: {error}"))?;
        let calibration = Calibration::of(scenario, plan, &reading.digest, &context);
        let calibration = calibration.ok_or("breakeven: no usage lies within that month")?;
        Ok(Used { digest: reading.digest, calibration })
    }

    /// What the usage is called.
    fn name(&self) -> String {
        let name = |file: &PathBuf| file.file_name().unwrap_or(file.as_os_str()).to_string_lossy().into_owned();
        self.usage.iter().map(name).collect::<Vec<_>>().join(", ")
    }
}

/// Usage that was read and held against a plan.
pub struct Used {
    digest: UsageDigest,
    /// What it says of the plan.
    pub calibration: Calibration,
}

/// What `calibrate` was asked for.
#[derive(Debug, Args)]
#[command(mut_arg("usage", |usage| usage.required(true)))]
pub struct Calibrate {
    /// The scenario file.
    scenario: PathBuf,
    #[command(flatten)]
    usage: UsageOf,
    /// What to write into the plan: all that was measured, or estimates by path.
    #[arg(long, value_name = "all|PATH", num_args = 1.., requires = "out")]
    adopt: Vec<String>,
    /// Keep the usage in the new file, beside the plan: sums and distributions, no prompt and no name.
    #[arg(long, requires = "out")]
    keep: bool,
    /// The file for the plan that has adopted or kept it.
    #[arg(long, value_name = "NEW.ron")]
    out: Option<PathBuf>,
    /// All of it as JSON, with what is unknown as null.
    #[arg(long)]
    json: bool,
}

impl Calibrate {
    /// Prints what was measured, and writes the plan that has adopted it.
    pub fn run(&self) -> Result<(), String> {
        let scenario = opened(&self.scenario)?;
        let plan = plan(&scenario, &self.scenario)?;
        let used = self.usage.of(&scenario, &plan)?;
        if let Some(out) = &self.out {
            self.write(scenario.clone(), &used, out)?;
        }
        let calibration = used.calibration;
        let text = if self.json {
            format!("{:#}\n", calibration_json(&scenario, &calibration))
        } else {
            calibration_table(&scenario, &calibration)
        };
        super::print(&text)
    }

    fn write(&self, mut scenario: Scenario, used: &Used, out: &Path) -> Result<(), String> {
        let Used { digest, calibration } = used;
        let adopted = self.adopted(calibration)?;
        let name = self.usage.name();
        let source = |found: &Measurement| source_in_words(&name, &calibration.month, found);
        let date = calibration.month.days.map_or(String::new(), |(_, last)| day(last));
        adopt(&mut scenario, adopted, source, &date);
        if self.keep {
            let actual = kept_usage(&scenario, &name, digest.clone(), &calibration.context);
            scenario.actuals.push(actual);
        }
        ScenarioFile::write(&scenario, out, Replace::Nothing)
            .map_err(|error| format!("breakeven: {}", shown(&error.to_string())))?;
        for problem in scenario.check() {
            eprintln!("breakeven: {}: {}", shown(&out.to_string_lossy()), problem_in_words(&scenario, &problem));
        }
        Ok(())
    }

    /// The measurements to adopt.
    fn adopted<'c>(&self, calibration: &'c Calibration) -> Result<Vec<&'c Measurement>, String> {
        if self.adopt.iter().any(|path| path == "all") {
            return Ok(calibration.measurements.iter().collect());
        }
        let measured = |path: &String| {
            let wanted = EstimatePath::from(path.as_str());
            calibration.measurements.iter().find(|found| found.path == wanted).ok_or_else(|| {
                let all: Vec<String> = calibration.measurements.iter().map(|found| found.path.to_string()).collect();
                format!("breakeven: {} was not measured; these were: {}", shown(path), all.join(" "))
            })
        };
        self.adopt.iter().map(measured).collect()
    }
}

fn month(text: &str) -> Result<(i16, i8), String> {
    let parts = text.split_once('-').and_then(|(year, month)| Some((year.parse().ok()?, month.parse().ok()?)));
    let is_month = |(year, month): &(i16, i8)| (2015..=2100).contains(year) && (1..=12).contains(month);
    parts.filter(is_month).ok_or_else(|| "a month is written YYYY-MM".to_owned())
}

fn sample_rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| 0.0 < *rate && *rate <= 1.0);
    rate.ok_or_else(|| "a share above 0 and at most 1".to_owned())
}

fn success(text: &str) -> Result<(String, f64), String> {
    let parts =
        text.rsplit_once('>').and_then(|(name, value)| Some((name.trim().to_owned(), value.trim().parse().ok()?)));
    parts
        .filter(|(name, value): &(String, f64)| !name.is_empty() && value.is_finite())
        .ok_or_else(|| "the name of a score, > and a threshold, such as \"accepted>0.5\"".to_owned())
}
