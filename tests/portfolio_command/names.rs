//! What use cases and months are called: told apart where names are the same, and by the calendar where that is known.

use std::fs;

use super::{folder, json, portfolio, preset, printed, scenario};

/// The cells of a table whose cells have no commas.
fn cells(text: &str) -> Vec<Vec<&str>> {
    text.split_terminator("\r\n").map(|line| line.split(',').collect()).collect()
}

#[test]
fn use_cases_of_one_name_are_told_apart_by_their_files() {
    let folder = folder();
    let long = "a_file_with_a_name_that_is_longer_than_its_column.ron";
    let mut same = preset("support_assistant");
    same.name = "Assistant".to_owned();
    scenario(&folder, "north.ron", &same);
    scenario(&folder, "south.ron", &same);
    scenario(&folder, long, &same);
    scenario(&folder, "other.ron", &preset("coding_agent"));
    let listed = format!(
        "scenarios: [\"north.ron\", \"south.ron\", \"{long}\", \"other.ron\"], \
        must: [\"north.ron\", \"south.ron\"], budget: 1e9"
    );
    let file = portfolio(&folder, &listed);
    let text = printed(&file, &[]);
    for name in ["Assistant (north.ron)", "Assistant (south.ron)"] {
        assert!(text.lines().any(|line| line.starts_with(&format!("{name} "))), "no {name} in the list:\n{text}");
        assert!(text.contains(&format!("Month 2: {name} · ")), "no {name} before a stage:\n{text}");
    }
    let shortened = text.lines().find(|line| line.contains("its_column.ron")).expect("the end of a long file stays");
    assert!(shortened.starts_with("Assistant (…") && shortened.contains(".ron)"), "{shortened}");
    assert!(!text.contains("other.ron"), "a name that stands once needs no file:\n{text}");
    let clash = portfolio(&folder, &format!("{listed}, excluded: [\"north.ron\"]"));
    let text = printed(&clash, &[]);
    assert!(text.contains("Assistant (north.ron) must be funded and is excluded"), "{text}");
}

#[test]
fn months_are_those_of_the_calendar_where_the_portfolio_begins() {
    let folder = folder();
    let minutes = preset("meeting_summariser");
    scenario(&folder, "a.ron", &minutes);
    let listed = "scenarios: [\"a.ron\"], must: [\"a.ron\"]";
    let out = folder.path().join("out");
    let name = out.to_str().expect("a path in plain letters");
    let gates = |fields: &str| {
        let text = printed(&portfolio(&folder, &format!("{listed}{fields}")), &["--out", name]);
        (text, fs::read_to_string(out.join("some-gates.csv")).expect("it is written"))
    };
    let (text, table) = gates("");
    assert!(text.contains("Month 2: Meeting minutes with review"), "{text}");
    let rows = cells(&table);
    assert_eq!(rows[0][..3], ["month", "first day", "use case"]);
    assert!(rows[1..].iter().all(|row| row[1].is_empty()), "{table}");
    let (text, table) = gates(", start: \"2027-11\"");
    assert!(text.contains("January 2028: Meeting minutes with review · Pilot") && !text.contains("Month "), "{text}");
    let rows = cells(&table);
    assert!(rows[1..].iter().any(|row| row[..2] == ["2", "2028-01-01"]), "{table}");
    let results = json(&portfolio(&folder, &format!("{listed}, start: \"2027-11\"")), &[]);
    for gate in results["gates"].as_array().expect("a list") {
        let month = gate["month"].as_u64().expect("a month");
        let first_day = format!("{}-{:02}-01", 2027 + (10 + month) / 12, 1 + (10 + month) % 12);
        assert_eq!(gate["first_day"], first_day);
    }
    // Beyond the last year that there is, a month has but its number.
    let text = printed(&portfolio(&folder, &format!("{listed}, start: \"9999-12\"")), &[]);
    assert!(text.contains("Month 2: Meeting minutes"), "{text}");
}
