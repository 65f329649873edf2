//! The frontier as data: what the title says, and what is read at a point.

use super::*;

fn choice(names: &[&str], mean: f64, p10: f64) -> FrontierChoice {
    let use_cases = names.iter().map(|name| (*name).to_owned()).collect();
    FrontierChoice { use_cases, mean, p10, is_funded: false, is_chosen: false }
}

fn input(mut choices: Vec<FrontierChoice>) -> FrontierInput {
    if let Some(last) = choices.last_mut() {
        last.is_funded = true;
    }
    FrontierInput { currency: "USD".to_owned(), budget: Some(250_000.0), choices }
}

fn three() -> FrontierInput {
    input(vec![
        choice(&["Minutes"], 100_000.0, 20_000.0),
        choice(&["Minutes", "Search"], 180_000.0, 5_000.0),
        choice(&["Minutes", "Search", "Agent"], 250_000.0, -60_000.0),
    ])
}

#[test]
fn the_title_says_what_safety_costs() {
    let cases = [
        (three(), "The safest choice gives up $150k of mean NPV and lifts its P10 from −$60k to $20k"),
        (
            input(vec![choice(&[], 0.0, 0.0), choice(&["Agent"], 50.0, -20.0)]),
            "Funding nothing gives up $50 of mean NPV and lifts its P10 from −$20 to $0",
        ),
        (
            input(vec![choice(&["A"], 3e6, 2.02e6), choice(&["B"], 4e6, 2.01e6)]),
            "The safest choice gives up $1M of mean NPV and lifts its P10 from $2,010,000 to $2,020,000",
        ),
        (input(vec![choice(&["Agent"], 50.0, 20.0)]), "What is worth most is also the safest choice"),
        (input(vec![choice(&[], 0.0, 0.0)]), "Funding nothing is the best choice and the safest"),
        (input(Vec::new()), "Nothing can be funded, so there is no choice"),
    ];
    for (input, expected) in cases {
        let chart = frontier_chart(&input);
        assert_eq!(chart.title(), expected);
        assert!(chart.summary().starts_with(expected), "{}", chart.summary());
    }
}

#[test]
fn every_choice_is_a_point_on_the_line() {
    let chart = frontier_chart(&three());
    let lines = chart.lines().expect("it has lines");
    let points = &lines.series[0].points;
    assert!(points.windows(2).all(|pair| pair[0][0] < pair[1][0]), "in order of x: {points:?}");
    for choice in &lines.choices {
        assert!(points.contains(&choice.at), "{:?}", choice.at);
        assert!(lines.x.range.0 < choice.at[0] && choice.at[0] < lines.x.range.1);
        assert!(lines.y.range.0 < choice.at[1] && choice.at[1] < lines.y.range.1);
    }
    let read: Vec<&str> = lines.choices[1].figures.iter().map(|[what, _]| what.as_str()).collect();
    assert_eq!(read, ["2 use cases", "mean NPV", "P10 of NPV", "Minutes", "Search"]);
    assert_eq!(lines.choices[2].figures[0], ["3 use cases", "funded"]);
    let labels: Vec<&str> = lines.dots.iter().map(|dot| dot.label.as_str()).collect();
    assert_eq!(labels, ["funded: $250,000 on average", "safest: $100,000 on average"]);
    assert_eq!(lines.marks.len(), 1, "some choices lose in one future of ten and some do not");
    assert_eq!(frontier_chart(&input(vec![choice(&["A"], 2.0, 1.0)])).lines().expect("lines").marks, []);
}

#[test]
fn the_table_has_the_most_valuable_choice_first_and_names_everything() {
    let table = frontier_chart(&three()).head.table;
    assert_eq!(table.rows[0], ["1", "$250,000", "−$60,000", "3", "Minutes, Search and Agent", "yes"]);
    assert_eq!(table.rows[2], ["3", "$100,000", "$20,000", "1", "Minutes", "no"]);
    let many: Vec<String> = (0..40).map(|place| format!("Case {place}")).collect();
    let names: Vec<&str> = many.iter().map(String::as_str).collect();
    let chart = frontier_chart(&input(vec![choice(&names, 2.0, 1.0)]));
    assert!(chart.table().rows[0][4].ends_with("and Case 39"), "{:?}", chart.table().rows[0]);
    let read = &chart.lines().expect("lines").choices[0].figures;
    assert_eq!((read.len(), read[read.len() - 1][0].as_str()), (3 + 8 + 1, "and 32 more"));
}
