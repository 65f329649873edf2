//! What is taken away: every file, none lost to another, none replaced unasked.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::artifact::{Artifact, Format};
use super::write::{WriteEvent, write_all};
use super::{Look, Source, kept};
use crate::charts::ChartKind;
use crate::economics::{Plan, Results};
use crate::files::Replace;
use crate::language::Language;
use crate::prose::ResultsInput;
use crate::reference::PRESETS;
use crate::uncertainty::Simulation;

/// Writes pieces of the first preset to a folder, as long as `goes_on` with each step.
fn write(
    artifacts: &[Artifact],
    folder: &Path,
    replace: Replace,
    goes_on: impl FnMut(&WriteEvent) -> bool,
) -> Vec<WriteEvent> {
    write_of(None, artifacts, folder, replace, goes_on)
}

/// The same of the file of a scenario.
fn write_of(
    scenario_file: Option<&Path>,
    artifacts: &[Artifact],
    folder: &Path,
    replace: Replace,
    mut goes_on: impl FnMut(&WriteEvent) -> bool,
) -> Vec<WriteEvent> {
    let scenario = &PRESETS[0].scenario();
    let plan = &Plan::new(scenario).unwrap();
    let results = &Results::of(plan);
    let mut futures = Simulation::new(100, 1);
    let uncertainty = &futures.of(plan, results);
    let kept = &kept(scenario, &mut futures);
    let input = ResultsInput { kept, ..ResultsInput::of(scenario, plan, results, uncertainty) };
    let files: Vec<(Artifact, PathBuf)> =
        artifacts.iter().map(|artifact| (*artifact, folder.join(artifact.file_name("plan")))).collect();
    let mut steps = Vec::new();
    write_all(Source { input, charts: &[], look: &Look::default() }, scenario_file, &files, replace, |step| {
        let goes_on = goes_on(&step);
        steps.push(step);
        goes_on
    });
    steps
}

fn failures(steps: &[WriteEvent]) -> Vec<&str> {
    let failed = steps.iter().filter_map(|step| match step {
        WriteEvent::Failed(error) => Some(&**error),
        _ => None,
    });
    failed.collect()
}

fn in_folder(folder: &Path) -> usize {
    fs::read_dir(folder).map_or(0, Iterator::count)
}

const TABLES: [Artifact; 3] = [Artifact::Stages, Artifact::Months, Artifact::Assumptions];

/// The files that other programs read, made while a language is in force, and charts are looked at in it.
fn for_programs(language: Language) -> Vec<Vec<u8>> {
    let scenario = &PRESETS[0].scenario();
    let plan = &Plan::new(scenario).unwrap();
    let results = &Results::of(plan);
    let uncertainty = &Simulation::new(100, 1).of(plan, results);
    let input = ResultsInput::of(scenario, plan, results, uncertainty);
    language
        .within(|| {
            let charts = ChartKind::ALL.map(|key| key.chart(input));
            let look = &Look { date: Some("2026-11-24".to_owned()), ..Look::default() };
            let bytes = |artifact: Artifact| artifact.bytes(Source { input, charts: &charts, look }).unwrap();
            [Artifact::Stages, Artifact::Months, Artifact::Assumptions, Artifact::Results, Artifact::Workbook]
                .map(bytes)
        })
        .into()
}

#[test]
fn what_other_programs_read_is_the_same_in_every_language() {
    let english = for_programs(Language::English);
    for language in [Language::German, Language::French] {
        assert!(for_programs(language) == english, "{language:?}");
    }
}

#[test]
fn everything_is_what_all_formats_give_and_no_two_share_a_name() {
    let formats = <Format as clap::ValueEnum>::value_variants().iter();
    let asked: Vec<Artifact> = formats.flat_map(|format| format.artifacts(&ChartKind::ALL)).collect();
    let all = Artifact::all();
    let names: HashSet<String> = all.iter().map(|artifact| artifact.file_name("plan")).collect();
    assert_eq!(names.len(), all.len());
    // The page needs more than the plan: the workbench.
    let (pages, of_plan): (Vec<Artifact>, Vec<Artifact>) =
        asked.into_iter().partition(|asked| *asked == Artifact::Page);
    assert_eq!(pages.len(), 1);
    assert!(of_plan.iter().all(|artifact| all.contains(artifact)));
    if cfg!(feature = "gui") {
        assert_eq!(of_plan.len(), all.len());
    }
}

#[test]
fn a_file_that_fails_does_not_cost_the_others() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("plan-months.csv")).unwrap();
    let steps = write(&TABLES, folder.path(), Replace::Anything, |_| true);
    assert_eq!(failures(&steps).len(), 1, "{steps:?}");
    assert!(failures(&steps)[0].contains("plan-months.csv"), "{steps:?}");
    assert!(["plan-stages.csv", "plan-assumptions.csv"].iter().all(|name| folder.path().join(name).is_file()));
}

#[test]
fn nothing_is_replaced_unless_it_may_be() {
    let folder = tempfile::tempdir().unwrap();
    let there = folder.path().join("plan-stages.csv");
    fs::write(&there, "mine").unwrap();
    let steps = write(&TABLES, folder.path(), Replace::Nothing, |_| true);
    assert!(failures(&steps)[0].ends_with("is there already"), "{steps:?}");
    assert_eq!((fs::read_to_string(&there).unwrap().as_str(), in_folder(folder.path())), ("mine", 3));
    write(&TABLES, folder.path(), Replace::Anything, |_| true);
    assert!(fs::read_to_string(&there).unwrap().starts_with("stage,"));
}

#[test]
fn it_stops_where_it_is_told_to_and_where_a_folder_takes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let missing = folder.path().join("some/where");
    let steps = write(
        &TABLES,
        &missing,
        Replace::Nothing,
        |step| !matches!(step, WriteEvent::Begun(path) if path.ends_with("plan-months.csv")),
    );
    assert_eq!((steps.len(), in_folder(&missing)), (3, 1), "{steps:?}");

    let file = folder.path().join("file");
    fs::write(&file, "no folder").unwrap();
    let steps = write(&TABLES, &file.join("below"), Replace::Nothing, |_| true);
    assert_eq!(failures(&steps).len(), 1, "said once: {steps:?}");
    assert!(failures(&steps)[0].contains("its folder is not there"), "{steps:?}");
}

/// Before, the scenario was replaced by what was made from it, also where a link led to it.
#[cfg(unix)]
#[test]
fn the_scenario_itself_is_never_replaced_and_no_link_is_followed() {
    use std::os::unix::fs::symlink;

    for replace in [Replace::Anything, Replace::Nothing] {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        let outside = tempfile::tempdir().unwrap();
        let mine = outside.path().join("mine");
        fs::write(&mine, "mine").unwrap();
        fs::write(at("plan-stages.csv"), "scenario").unwrap();
        symlink(&mine, at("plan-months.csv")).unwrap();
        symlink(outside.path().join("nothing yet"), at("plan-assumptions.csv")).unwrap();
        symlink(folder.path(), outside.path().join("around")).unwrap();
        let spelled_otherwise = outside.path().join("around/plan-stages.csv");
        let steps = write_of(Some(&spelled_otherwise), &TABLES, folder.path(), replace, |_| true);
        let failed = failures(&steps);
        assert!(failed.len() == 3 && failed[0].ends_with("rename one of the two"), "{steps:?}");
        assert!(failed[1..].iter().all(|error| error.contains("is a link to another file")), "{steps:?}");
        assert_eq!(fs::read_to_string(at("plan-stages.csv")).unwrap(), "scenario");
        assert_eq!(fs::read_to_string(&mine).unwrap(), "mine");
        assert_eq!(in_folder(outside.path()), 2, "nothing came there");
        assert!(at("plan-months.csv").is_symlink() && at("plan-assumptions.csv").is_symlink());
    }
    // A folder that somebody names may be a link.
    let folder = tempfile::tempdir().unwrap();
    symlink(folder.path(), folder.path().join("link")).unwrap();
    let steps = write(&TABLES, &folder.path().join("link"), Replace::Nothing, |_| true);
    assert_eq!(failures(&steps), [""; 0]);
}
