//! What could be bought instead, what waiting costs and how people are counted stand in tables and in the report, and nowhere
//! where a plan has none of it.

use std::path::Path;

use breakeven::charts::ChartKind;
use breakeven::economics::{Choice, Plan, Results};
use breakeven::export::{Grid, ReportBlock, months_csv, report, results_table, stages_csv};
use breakeven::files::open_scenario;
use breakeven::prose::{ResultsInput, recommendation};
use breakeven::reference::{PRESETS, alternatives};
use breakeven::scenario::{Driver, Estimate, Scenario};
use breakeven::uncertainty::Simulation;

fn case(name: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens")
}

/// The text for a terminal, the tables for other programs, and the report's tables by what stands over them.
fn told(scenario: &Scenario) -> (String, [String; 2], Vec<(String, Grid)>) {
    let plan = Plan::new(scenario).expect("it has no problems");
    let results = Results::of(&plan);
    let uncertainty = Simulation::new(500, 1).of(&plan, &results);
    let input = ResultsInput::of(scenario, &plan, &results, &uncertainty);
    let mut over = String::new();
    let mut tables = Vec::new();
    for block in report(input, None).blocks {
        match block {
            ReportBlock::Heading(text) | ReportBlock::Subheading(text) => over = text,
            ReportBlock::Table(grid) => tables.push((over.clone(), grid)),
            _ => {}
        }
    }
    let text = results_table(scenario, &plan, &results, Some(&uncertainty)).replace('\u{a0}', " ");
    let csv = [stages_csv(scenario, &results), months_csv(scenario, &results)];
    (text, csv.map(|bytes| String::from_utf8(bytes).expect("it is text")), tables)
}

fn line<'t>(text: &'t str, start: &str) -> Vec<&'t str> {
    let found =
        text.lines().find(|line| line.starts_with(start)).unwrap_or_else(|| panic!("no line {start} in\n{text}"));
    found[start.len()..].split_whitespace().collect()
}

fn row<'t>(tables: &'t [(String, Grid)], over: &str, name: &str) -> &'t [String] {
    let (_, grid) = tables.iter().find(|(heading, _)| heading == over).expect("the part is there");
    &grid.rows.iter().find(|row| row[0] == name).expect("the row is there")[1..]
}

#[test]
fn what_is_bought_instead_stands_beside_the_plan() {
    let (text, _, tables) = told(&case("research_agent"));
    assert_eq!(line(&text, "Buy seats of a product "), ["$54,000", "$89,411", "$35,411", "$354,029", "month", "14"]);
    assert!(text.contains("Buy seats of a product: 18,700 requests"), "{text}");
    assert!(text.ends_with("Index                              +$5,498         +$4,756\n"), "{text}");
    let bought = row(&tables, "Buying instead", "Buy seats of a product");
    assert_eq!(bought[..4], ["$54,000", "$89,411", "$35,411", "$354,029"]);
    assert_eq!(bought[5..], ["month 14", "18,700 requests"]);
    assert_eq!(row(&tables, "What it costs to change later", "Index"), ["+$5,498", "+$4,756"]);
    assert_eq!(row(&tables, "What it costs to change later", "Model routing"), ["–", "+$19,897"]);
}

#[test]
fn what_cash_comes_to_is_told() {
    let (text, [stages, months], tables) = told(&case("research_agent"));
    assert!(
        text.contains("paid back after 13.9 months, 14.2 discounted; internal rate of return 256 % a year"),
        "{text}"
    );
    let over = "What it comes to over the horizon";
    assert_eq!(row(&tables, over, "Paid back after"), ["13.9 months"]);
    assert_eq!(row(&tables, over, "Peak funding"), ["$165,101"]);
    assert_eq!(row(&tables, over, "Benefit over cost, discounted"), ["1.44×"]);
    assert!(stages.lines().next().is_some_and(|heading| heading.ends_with("model calls a month,people who have it")));
    assert!(stages.lines().skip(1).take(3).all(|line| line.ends_with(",5")), "{stages}");
    assert!(months.lines().next().is_some_and(|heading| heading.ends_with("value (USD),running cost (USD)")));
    let (text, _, tables) = told(&case("late_start"));
    assert!(text.contains("Returns                     discounted benefit 0.674× cost\n"), "{text}");
    assert_eq!(row(&tables, over, "Paid back after"), ["not within 20 months"]);
    assert_eq!(row(&tables, over, "Internal rate of return, a year"), ["–"]);
}

#[test]
fn prices_beyond_those_by_the_token_are_told() {
    let (.., tables) = told(&case("research_agent"));
    let models = "Models and their prices";
    assert_eq!(
        row(&tables, models, "large-long-context")[1],
        "$3.00 in, $15.00 out a million tokens, $0.30 read from cache; $6.00 written to be kept for an hour; prefixes are \
         cached from 1,024 tokens; prompts above 200,000 tokens: $6.00 in, $22.50 out, $0.60 read from cache; web search: \
         $0.01 a unit"
    );
    let small = &row(&tables, models, "small")[1];
    assert!(
        small.ends_with("prefixes are cached from 4,096 tokens; all times 1.1; web search: $0.01 a unit"),
        "{small}"
    );
}

#[test]
fn a_plan_with_none_of_it_says_nothing_of_it() {
    for preset in PRESETS {
        let scenario = preset.scenario();
        let (text, [stages, _], tables) = told(&scenario);
        let is_quiet = |what: &str| !text.contains(what) && tables.iter().all(|(over, _)| !over.contains(what));
        if scenario.alternatives.is_empty() {
            assert!(is_quiet("Buying instead"), "{}", preset.key);
        }
        if scenario.components.iter().all(|card| card.rework.is_empty())
            && scenario.strategies.iter().all(|strategy| strategy.rework.is_empty())
        {
            assert!(is_quiet("hanging later") && is_quiet("change later"), "{}", preset.key);
        }
        if scenario.stages.iter().all(|stage| stage.users.base() == 0.0) {
            assert!(!text.contains("People who have it") && !stages.contains("people who have it"), "{}", preset.key);
        }
    }
}

#[test]
fn seats_stand_beside_nothing_until_people_are_counted() {
    let mut scenario = PRESETS[0].scenario();
    let cards = alternatives();
    let is_by_person = |scenario: &Scenario| {
        scenario.alternatives[0].components.iter().any(|component| component.lines[0].driver == Driver::User)
    };
    let seats = cards.iter().find(|card| {
        let mut other = scenario.clone();
        card.add_to(&mut other);
        is_by_person(&other)
    });
    seats.expect("one is charged by the person").add_to(&mut scenario);
    let name = scenario.alternatives[0].name.clone();
    for people in [0.0, 400.0] {
        let is_counted = 0.0 < people;
        scenario.stages.iter_mut().for_each(|stage| stage.users = Estimate::Exact(people));
        let plan = Plan::new(&scenario).expect("it has no problems");
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(500, 1).of(&plan, &results);
        let input = ResultsInput::of(&scenario, &plan, &results, &uncertainty);
        assert_eq!(scenario.lacks_people(0), !is_counted);
        if !is_counted {
            assert_eq!(results.choice, Choice::Alternative(0), "the model takes them as they stand");
            assert!(!matches!(Choice::among_counted(&scenario, &results), Choice::Alternative(_)));
        }
        let advised = recommendation(&scenario, &plan, &results, &uncertainty);
        assert_eq!(advised.contains(&name), is_counted && results.choice == Choice::Alternative(0), "{advised}");
        for kind in [ChartKind::Cash, ChartKind::Viability] {
            let chart = kind.chart(input);
            let has_line = chart.lines().is_some_and(|lines| lines.series.iter().any(|line| line.name == name));
            assert_eq!(has_line, is_counted, "{kind:?}");
        }
        let sensitivity = ChartKind::Sensitivity.chart(input);
        assert_eq!(sensitivity.summary().contains("best in"), is_counted, "{}", sensitivity.summary());
        let (text, ..) = told(&scenario);
        assert_eq!(text.contains("people are missing"), !is_counted, "{text}");
    }
}
