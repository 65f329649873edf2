//! What the compiler does not see: which layer may know which, and how files look.

mod imports;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use imports::Imports;

/// Each layer, and those before it that it may know. Nobody knows `app`.
const MAY_KNOW: [(&str, &[&str]); 19] = [
    ("glossary", &[]),
    ("disk", &[]),
    ("usage", &["disk"]),
    ("scenario", &["usage"]),
    ("economics", &["scenario"]),
    ("uncertainty", &["scenario", "economics"]),
    ("calibration", &["usage", "scenario", "economics", "uncertainty"]),
    ("codec", &["scenario"]),
    ("files", &["disk", "scenario", "codec"]),
    ("reference", &["disk", "usage", "scenario", "codec", "files"]),
    ("advice", &["scenario", "economics", "uncertainty", "reference"]),
    ("portfolio", &["disk", "scenario", "economics", "uncertainty", "codec", "files", "reference", "advice"]),
    ("prose", &["usage", "scenario", "economics", "uncertainty", "calibration", "reference", "advice", "portfolio"]),
    ("charts", &["scenario", "economics", "uncertainty", "calibration", "advice", "prose"]),
    ("tokens", &["scenario"]),
    (
        "export",
        &[
            "glossary",
            "usage",
            "scenario",
            "economics",
            "uncertainty",
            "calibration",
            "advice",
            "portfolio",
            "prose",
            "charts",
        ],
    ),
    ("paint", &["scenario", "economics", "uncertainty", "advice", "prose", "charts", "export"]),
    (
        "artifacts",
        &[
            "disk",
            "scenario",
            "economics",
            "uncertainty",
            "files",
            "reference",
            "portfolio",
            "prose",
            "charts",
            "export",
            "paint",
        ],
    ),
    (
        "app",
        &[
            "glossary",
            "disk",
            "usage",
            "scenario",
            "economics",
            "uncertainty",
            "calibration",
            "codec",
            "files",
            "reference",
            "advice",
            "portfolio",
            "prose",
            "charts",
            "tokens",
            "export",
            "paint",
            "artifacts",
        ],
    ),
];

/// The folders of `app`, each of which knows only those before it. Its own files (the window's state and its start) know
/// all but the last, which is what they do.
const APP_ORDER: [&str; 10] =
    ["results", "document", "command", "widgets", "state", "dialogs", "panels", "workshop", "portfolio", "dispatch"];

/// So many files may import from each other in a circle.
const LARGEST_CIRCLE: usize = 3;

const LONGEST_FILE: usize = 500;

pub struct Source {
    /// From `src` on.
    pub path: String,
    pub text: String,
}

impl Source {
    /// The folder of `src` that it is in.
    fn layer(&self) -> Option<&str> {
        self.path.split_once('/').map(|(layer, _)| layer)
    }

    /// Whether all of it is compiled for tests only.
    pub fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs") || self.path.contains("/tests/")
    }

    /// Without its unit tests.
    fn shipped(&self) -> &str {
        let end = if self.is_test() { 0 } else { self.text.find("#[cfg(test)]\nmod ").unwrap_or(self.text.len()) };
        &self.text[..end]
    }
}

pub fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut paths = Vec::new();
    collect(&root, &mut paths);
    let read = |path: PathBuf| Source {
        path: path.strip_prefix(&root).expect("it is below").to_string_lossy().replace('\\', "/"),
        text: fs::read_to_string(&path).expect("it can be read"),
    };
    paths.into_iter().filter(|path| path.extension().is_some_and(|ending| ending == "rs")).map(read).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { collect(&path, paths) } else { paths.push(path) }
    }
}

/// The layers that a text names: `crate::charts::…`, and each of `crate::{charts, files::open}`.
fn named_layers(text: &str) -> BTreeSet<&str> {
    let mut layers = BTreeSet::new();
    for (start, found) in text.match_indices("crate::") {
        let rest = &text[start + found.len()..];
        match rest.strip_prefix('{') {
            Some(group) => layers.extend(first_names(group)),
            None => layers.extend(leading_name(rest)),
        }
    }
    layers
}

/// The first name of each path in a group whose bracket has just been opened.
fn first_names(group: &str) -> Vec<&str> {
    let (mut names, mut depth, mut start) = (Vec::new(), 1, 0);
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 1 => {
                names.extend(leading_name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
        if depth == 0 {
            names.extend(leading_name(&group[start..at]));
            break;
        }
    }
    names
}

fn leading_name(path: &str) -> Option<&str> {
    let path = path.trim_start();
    let end = path.find(|character: char| !character.is_alphanumeric() && character != '_').unwrap_or(path.len());
    (0 < end).then(|| &path[..end])
}

fn report(complaints: Vec<String>) {
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn names_of_layers_are_found() {
    let text = "use crate::{charts, files::{open, save},\n economics::Plan}; fn at(plan: &crate::scenario::Plan) {}";
    assert_eq!(named_layers(text), BTreeSet::from(["charts", "economics", "files", "scenario"]));
}

#[test]
fn each_layer_knows_only_those_before_it() {
    let mut complaints = Vec::new();
    for source in sources() {
        // The command line is no part of the library.
        let Some(layer) = source.layer().filter(|layer| *layer != "cli") else { continue };
        let Some((_, may_know)) = MAY_KNOW.iter().find(|(known, _)| *known == layer) else {
            complaints.push(format!("src/{}: the layer {layer} is not in the table", source.path));
            continue;
        };
        // Tests may read whole scenarios to try things on.
        let text = if layer == "scenario" || layer == "economics" { &source.text } else { source.shipped() };
        for named in named_layers(text) {
            let is_layer = MAY_KNOW.iter().any(|(known, _)| *known == named);
            if is_layer && named != layer && !may_know.contains(&named) {
                complaints.push(format!("src/{}: {layer} must not know {named}", source.path));
            }
        }
    }
    report(complaints);
}

/// Where a file stands in [`APP_ORDER`]; its own files stand before the last folder.
fn place_in_app(path: &str) -> Option<usize> {
    let path = path.strip_prefix("app/")?;
    match path.split_once('/') {
        Some((folder, _)) => APP_ORDER.iter().position(|known| *known == folder).map(|place| 2 * place),
        None => Some(2 * APP_ORDER.len() - 3),
    }
}

#[test]
fn each_folder_of_the_window_knows_only_those_before_it() {
    let imports = Imports::of(&sources());
    let mut complaints = BTreeSet::new();
    let defining = imports.edges.iter().flat_map(|(file, others)| others.keys().map(move |other| (file, other)));
    let named = imports.named.iter().flat_map(|(file, others)| others.iter().map(move |other| (file, other)));
    for (file, other) in defining.chain(named).filter(|(file, _)| file.starts_with("app/")) {
        match place_in_app(file) {
            None => _ = complaints.insert(format!("src/{file}: its folder is not in the order")),
            Some(place) if place_in_app(other).is_some_and(|known| place < known) => {
                complaints.insert(format!("src/{file} must not know src/{other}"));
            }
            Some(_) => {}
        }
    }
    report(complaints.into_iter().collect());
}

#[test]
fn no_large_circle_of_files_imports_from_itself() {
    let imports = Imports::of(&sources());
    let circles = imports.circles();
    let large = circles.iter().filter(|circle| LARGEST_CIRCLE < circle.len());
    report(large.map(|circle| format!("{} files import from each other: {circle:?}", circle.len())).collect());
}

#[test]
fn the_wall_stands_before_egui() {
    let windowed = ["egui", "eframe", "rfd::", "resvg", "usvg"];
    let mut complaints = Vec::new();
    for source in sources() {
        if !matches!(source.layer(), None | Some("paint" | "app")) {
            let code = source.text.lines().filter(|line| !line.trim_start().starts_with("//"));
            for line in code.filter(|line| windowed.iter().any(|name| line.contains(name))) {
                complaints.push(format!("src/{}: {}", source.path, line.trim()));
            }
        }
    }
    report(complaints);
}

#[test]
fn the_first_layers_have_no_clock_disk_or_dice() {
    let outside = ["std::fs", "std::io", "std::time", "std::env", "SystemTime", "Instant", "rand::", "std::thread"];
    let mut complaints = Vec::new();
    for source in sources().iter().filter(|source| matches!(source.layer(), Some("scenario" | "economics"))) {
        for name in outside.iter().filter(|name| source.shipped().contains(**name)) {
            complaints.push(format!("src/{}: {name}", source.path));
        }
    }
    report(complaints);
}

/// Cargo looks for no tests itself (`autotests = false`): a file that no program names would never run.
#[test]
fn every_file_of_tests_is_in_a_program() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let mut complaints = Vec::new();
    for program in [root.clone(), root.join("ui"), root.join("window")] {
        let main = fs::read_to_string(program.join("main.rs")).expect("it can be read");
        let listed: BTreeSet<&str> =
            main.lines().filter_map(|line| line.strip_prefix("mod ")?.strip_suffix(';')).collect();
        for entry in fs::read_dir(&program).expect("the folder is there") {
            let path = entry.expect("an entry").path();
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let is_source = path.extension().is_some_and(|ending| ending == "rs") || path.join("mod.rs").is_file();
            if is_source && stem != "main" && !listed.contains(&*stem) {
                complaints.push(format!("{} is in no main.rs", path.display()));
            }
        }
    }
    report(complaints);
}

#[test]
fn nothing_is_left_unfinished() {
    let mut complaints = Vec::new();
    for source in sources() {
        for mark in ["todo!", "unimplemented!", "dbg!", "TODO", "FIXME", "XXX"] {
            for (number, line) in source.text.lines().enumerate().filter(|(_, line)| line.contains(mark)) {
                complaints.push(format!("src/{}:{}: {}", source.path, number + 1, line.trim()));
            }
        }
        for (number, line) in source.shipped().lines().enumerate().filter(|(_, line)| line.contains(".unwrap()")) {
            complaints.push(format!("src/{}:{}: {}", source.path, number + 1, line.trim()));
        }
    }
    report(complaints);
}

#[test]
fn every_module_says_what_it_holds_and_is_short() {
    let mut complaints = Vec::new();
    for source in sources() {
        if !source.text.starts_with("//! ") {
            complaints.push(format!("src/{} does not start with what it holds", source.path));
        }
        let lines = source.text.lines().count();
        if LONGEST_FILE < lines {
            complaints.push(format!("src/{} has {lines} lines", source.path));
        }
        if ["util", "utils", "helpers", "common", "types", "misc"]
            .iter()
            .any(|name| source.path.contains(&format!("{name}.")))
        {
            complaints.push(format!("src/{} has a name that says nothing", source.path));
        }
    }
    report(complaints);
}
