//! Every version of the scenario file opens for ever, and the written form changes only when somebody means it to.

use std::fs;
use std::path::{Path, PathBuf};

use breakeven::codec::parse_scenario;
use breakeven::files::{open_scenario, write_scenario};
use breakeven::scenario::SCHEMA;

/// The files of a version, each as that version wrote it.
fn fixtures(version: u32) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions").join(version.to_string());
    let files =
        fs::read_dir(&folder).unwrap_or_else(|_| panic!("{} holds what version {version} wrote", folder.display()));
    let mut files: Vec<PathBuf> = files.map(|file| file.expect("a file").path()).collect();
    files.sort();
    assert!(!files.is_empty(), "version {version}");
    files
}

#[test]
fn every_version_opens_and_is_written_as_the_newest() {
    for version in 1..=SCHEMA {
        for path in fixtures(version) {
            let text = fs::read_to_string(&path).expect("text");
            assert!(text.contains(&format!("schema: {version},")), "{}", path.display());
            let scenario = open_scenario(&path).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(scenario.check(), vec![], "{}", path.display());
            assert_eq!(scenario.schema, SCHEMA);
            let written = write_scenario(&scenario);
            assert!(written.contains(&format!("schema: {SCHEMA},")));
            assert_eq!(parse_scenario(&written).as_ref(), Ok(&scenario), "{}", path.display());
        }
    }
}

/// What is written is read by older versions, compared by people and kept in repositories. Where a change of it is meant,
/// a new schema or an optional field, the fixture is written anew in the same commit.
#[test]
fn the_written_form_is_locked() {
    for path in fixtures(SCHEMA) {
        let locked = fs::read_to_string(&path).expect("text");
        let written = write_scenario(&open_scenario(&path).expect("it opens"));
        if written != locked {
            let now = Path::new(env!("CARGO_TARGET_TMPDIR")).join(path.file_name().expect("a name"));
            fs::write(&now, &written).expect("it can be written");
            let line = written.lines().zip(locked.lines()).position(|(now, then)| now != then);
            let line = line.unwrap_or_else(|| written.lines().count().min(locked.lines().count())) + 1;
            panic!("{} is written differently from line {line} on: compare it with {}", path.display(), now.display());
        }
    }
}

#[test]
fn a_newer_file_is_refused_by_name_before_the_rest_is_read() {
    for (text, expected) in [
        (
            "(schema: 9, tomorrow: [1, 2], name: Later(\"x\"))",
            "made by a newer version of Breakeven (schema 9; this one reads up to",
        ),
        ("(name: \"x\", colours: {}, schema: 18446744073709551615)", "made by a newer version"),
        ("(schema: 0)", "schema 0 never existed"),
        ("(name: \"x\")", "schema"),
    ] {
        let error = parse_scenario(text).expect_err("it is not ours").to_string();
        assert!(error.contains(expected), "{text}: {error}");
    }
}
