//! The map as data: which side of the diagonal, what stands in notes, and what it says.

use super::*;

fn use_case(name: &str, cost: f64, value: f64) -> MapUseCase {
    MapUseCase {
        name: name.to_owned(),
        outcome: "reply".to_owned(),
        verdict: if cost <= value { Verdict::Viable } else { Verdict::Fixable },
        cost_per_outcome: [0.8 * cost, cost, 1.3 * cost],
        value_per_outcome: [0.7 * value, value, 1.2 * value],
        monthly_value: 1000.0 * value,
        is_funded: false,
        is_chosen: false,
    }
}

fn input(use_cases: Vec<MapUseCase>, budget: Option<f64>) -> MapInput {
    MapInput { currency: "USD".to_owned(), budget, use_cases }
}

fn bubbles(chart: &Chart) -> &BubbleChart {
    chart.bubbles().expect("it has bubbles")
}

#[test]
fn the_title_counts_what_pays_and_what_is_funded() {
    let portfolio = |pay: usize, funded: usize, all: usize| -> Vec<MapUseCase> {
        let of = |place: usize| MapUseCase {
            is_funded: place < funded,
            ..use_case("Case", if place < pay { 1.0 } else { 3.0 }, 2.0)
        };
        (0..all).map(of).collect()
    };
    let cases = [
        (5, 3, 8, Some(250_000.0), "5 of 8 pay; 3 are funded within $250k"),
        (1, 1, 8, None, "1 of 8 pays; 1 is funded"),
        (0, 0, 8, Some(250_000.0), "None of 8 pays; none is funded within $250k"),
        (2, 2, 2, Some(9_500.0), "All 2 pay; all are funded within $9.5k"),
        (1, 1, 1, Some(250_000.0), "Case pays; it is funded within $250k"),
        (0, 0, 1, None, "Case does not pay; it is not funded"),
        (0, 0, 0, Some(1.0), "There is no use case on the map yet"),
    ];
    for (pay, funded, all, budget, expected) in cases {
        let chart = viability_map(&input(portfolio(pay, funded, all), budget));
        assert_eq!(chart.title(), expected);
        assert!(chart.summary().starts_with(expected), "{}", chart.summary());
    }
}

#[test]
fn what_pays_lies_below_the_diagonal() {
    let cases = vec![use_case("Pays", 0.1, 0.2), use_case("Loses", 5.0, 2.0), use_case("Even", 1.0, 1.0)];
    let chart = viability_map(&input(cases, None));
    let chart = bubbles(&chart);
    assert_eq!(chart.sides[1].label, "pays");
    for bubble in &chart.bubbles {
        let [value, cost] = bubble.at;
        assert_eq!(cost <= value, bubble.name != "Loses", "{}: {:?}", bubble.name, bubble.at);
        assert_eq!(bubble.reach, [Some([0.7 * value, 1.2 * value]), Some([0.8 * cost, 1.3 * cost])]);
    }
    assert_eq!(chart.x.range, chart.y.range, "a diagonal from corner to corner");
    let areas: Vec<(&str, f64)> = chart.bubbles.iter().map(|bubble| (bubble.name.as_str(), bubble.area)).collect();
    assert_eq!(areas, [("Loses", 1.0), ("Even", 0.5), ("Pays", 0.1)], "the largest first");
}

#[test]
fn what_has_no_logarithm_stands_in_a_note() {
    let mut cases = vec![
        use_case("Usual", 1.0, 2.0),
        use_case("Worthless", 1.0, 0.0),
        use_case("Without outcomes", f64::INFINITY, 2.0),
        use_case("Harmful", 1.0, -3.0),
        use_case("Unknown", f64::NAN, 2.0),
        use_case("Free", 0.0, 2.0),
    ];
    cases[0].monthly_value = f64::NAN;
    let chart = viability_map(&input(cases, None));
    let (map, table) = (bubbles(&chart), chart.table());
    assert_eq!(map.bubbles.iter().map(|bubble| bubble.name.as_str()).collect::<Vec<_>>(), ["Usual"]);
    let expected = "Not on the map, whose axes begin above 0: Worthless (value per reply $0), Without outcomes (no cost \
                    per reply), Harmful (value per reply −$3.00), Unknown (no cost per reply), Free (cost per reply $0)";
    assert_eq!(map.notes, [expected]);
    assert!(chart.summary().contains(expected));
    assert_eq!(chart.title(), "2 of 6 pay; none is funded", "what is free pays, too");
    assert_eq!(table.rows.len(), 6, "the table has all of them");
    assert!(table.rows.iter().all(|row| row.len() == table.headings.len()));
    let said = table.rows.iter().flatten().map(|cell| &**cell).chain([chart.summary()]);
    for text in said {
        assert!(!["NaN", "inf", "−$0", "  "].iter().any(|bad| text.contains(bad)), "{text}");
    }
}

#[test]
fn a_cross_reaches_as_far_as_its_futures_and_hardly_widens_the_axes() {
    let wild = MapUseCase {
        cost_per_outcome: [0.0, 1.0, f64::INFINITY],
        value_per_outcome: [-1.0, 2.0, 1e9],
        ..use_case("Wild", 1.0, 2.0)
    };
    let exact =
        MapUseCase { cost_per_outcome: [3.0; 3], value_per_outcome: [f64::NAN; 3], ..use_case("Exact", 3.0, 2.0) };
    let exact = MapUseCase { value_per_outcome: [f64::NAN, 4.0, f64::NAN], ..exact };
    let chart = viability_map(&input(vec![wild, exact], None));
    let map = bubbles(&chart);
    let of = |name: &str| map.bubbles.iter().find(|bubble| bubble.name == name).expect("it is there");
    assert_eq!(of("Wild").reach, [Some([-1.0, 1e9]), Some([0.0, f64::INFINITY])]);
    assert_eq!(of("Exact").reach, [None, None]);
    assert!(map.x.range.0 < 1.0 && 4.0 < map.x.range.1 && map.x.range.1 < 100.0, "{:?}", map.x.range);
    assert!(chart.summary().contains("Each reply costs $1.00 (8 in 10 futures: $0 and more) and is worth $2.00"));
}

#[test]
fn a_single_use_case_has_room_around_it() {
    let chart = viability_map(&input(vec![use_case("Only", 0.126, 0.171)], None));
    let (low, high) = bubbles(&chart).x.range;
    assert!(10.0 < high / low && low < 0.05 && 0.4 < high, "{low} to {high}");
    let empty = viability_map(&input(Vec::new(), None));
    assert_eq!(bubbles(&empty).x.range, (0.1, 10.0));
}

#[test]
fn many_are_told_of_in_the_table() {
    let cases = (0..60).map(|place| use_case(&format!("Case {place}"), 1.0, 2.0 + f64::from(place)));
    let chart = viability_map(&input(cases.collect(), None));
    assert!(chart.summary().ends_with(" And 48 more in the table."), "{}", chart.summary());
    assert_eq!(chart.table().rows.len(), 60);
    let map = bubbles(&chart);
    assert_eq!(map.bubbles[0].name, "Case 59");
    assert_eq!(map.numbered(&[59, 0], 0), "1 Case 0 · 60 Case 59");
    assert_eq!(map.numbered(&[0], 3), "60 Case 59 · and 3 more in the table");
}
