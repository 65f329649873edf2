//! What the workbook turns on.

use std::fs;
use std::io::{Cursor, Write};

use breakeven::economics::Results;
use breakeven::export::{WorkbookContent, WorkbookEdits, workbook, workbook_of};
use breakeven::scenario::Estimate;
use breakeven::uncertainty::Simulation;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Computed, compare, part, preset, recalculate, sheet};

/// The same with another text in a cell of a sheet.
fn with_text(workbook: &[u8], sheet: &str, at: &str, text: &str) -> Vec<u8> {
    let mut read = ZipArchive::new(Cursor::new(workbook)).expect("an archive");
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    let names: Vec<String> = read.file_names().map(|name| name.expect("a name").into_owned()).collect();
    assert!(names.iter().any(|name| name == sheet), "{names:?}");
    for name in names {
        let mut content = Vec::new();
        std::io::Read::read_to_end(&mut read.by_name(&name).expect("a part"), &mut content).expect("it is read");
        if name == sheet {
            let own = String::from_utf8(content).expect("text");
            let start = own.find(&format!("<c r=\"{at}\"")).expect("the cell");
            let end = start + own[start..].find("</c>").expect("its end");
            let cell = format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is>");
            content = [&own[..start], &cell, &own[end..]].concat().into_bytes();
        }
        written.start_file(name, SimpleFileOptions::default()).expect("a part");
        written.write_all(&content).expect("it is written");
    }
    written.finish().expect("an archive").into_inner()
}

/// The names of stages may differ in capitals alone, and a name that is none has no figures.
#[test]
fn the_target_is_found_by_its_exact_name() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut scenario = preset("support_assistant");
    let last = scenario.stages.len() - 1;
    scenario.plan.target_stage = 0;
    scenario.stages[0].name = "live".to_owned();
    scenario.stages[last].name = "LIVE".to_owned();
    let base = Computed::of(scenario.clone());
    scenario.plan.target_stage = last;
    let other = Computed::of(scenario);
    let bytes = workbook(&base.content()).expect("a workbook");
    let edits = WorkbookEdits { target: Some(last), ..WorkbookEdits::default() };
    let names = part(&bytes, "xl/workbook.xml");
    let sheets = names.split("<sheet name=\"").skip(1);
    let place = sheets.into_iter().position(|sheet| sheet.starts_with("Controls")).expect("the sheet") + 1;
    let nobody = with_text(&bytes, &format!("xl/worksheets/sheet{place}.xml"), "B6", "liv");
    let files =
        [("base", bytes), ("other", workbook_of(&base.content(), &edits).expect("a workbook")), ("nobody", nobody)];
    let paths = files.map(|(name, bytes)| {
        let path = folder.path().join(name).with_extension("xlsx");
        fs::write(&path, bytes).expect("it is written");
        path
    });
    if !recalculate(folder.path(), paths.iter()) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    let changed = "Yellow cells that are not as exported";
    for (path, expected, count) in [(&paths[0], &base, "0"), (&paths[1], &other, "1")] {
        compare(path, expected);
        assert_eq!(sheet(path, "Checks")[changed][1], count, "{}", path.display());
    }
    let controls = fs::read_to_string(folder.path().join("nobody-Controls.csv")).expect("a sheet");
    let target = controls.lines().find(|row| row.contains("Target stage")).expect("its row");
    assert!(target.contains("liv") && target.contains("#N/A"), "{target}");
}

/// Where futures have no outcomes, what an outcome costs in 8 in 10 of them is not said.
#[test]
fn no_range_without_end_is_written() {
    let mut scenario = preset("support_assistant");
    scenario.outcome.success_rate = Estimate::Exact(0.0);
    let base = Computed::of(scenario);
    let uncertainty = Simulation::new(200, 1).of(&base.plan, &Results::of(&base.plan));
    assert!(uncertainty.outlook.cost_per_outcome.p90.is_infinite(), "{:?}", uncertainty.outlook.cost_per_outcome);
    let content = WorkbookContent { uncertainty: Some(&uncertainty), ..base.content() };
    let words = part(&workbook(&content).expect("a workbook"), "xl/sharedStrings.xml");
    let ranges: Vec<&str> =
        words.split("8 in 10 futures: ").skip(1).filter_map(|rest| rest.split('<').next()).collect();
    assert!(ranges.len() == 2 && ranges.iter().all(|range| !range.contains("more")), "{ranges:?}");
}
