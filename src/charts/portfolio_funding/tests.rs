//! Funding by month as data: what the title says, where the budget lies, and what is read.

use super::*;

/// Cash that goes down to a depth in some months and comes back in as many more, with a range around it.
fn input(depth: f64, budget: Option<f64>) -> FundingInput {
    let month = |month: u32| {
        let way = if month <= 6 { f64::from(month) / 6.0 } else { f64::from(12 - month) / 6.0 + 1.0 };
        let mean = if month <= 6 { -depth * way } else { -depth + depth * 0.3 * f64::from(month - 6) };
        FundingMonth { month, mean, p50: mean, range: [mean - 0.2 * depth, mean + 0.1 * depth] }
    };
    FundingInput {
        currency: "USD".to_owned(),
        funded: 3,
        budget,
        months: (0..13).map(month).collect(),
        month_names: Vec::new(),
        peak: [0.9 * depth, 1.2 * depth],
        exceeds_budget: budget.map(|_| Chance::of(23, 100)),
    }
}

fn lines(chart: &Chart) -> &LineChart {
    chart.lines().expect("it has lines")
}

#[test]
fn the_title_names_the_peak_and_the_budget() {
    let cases = [
        (input(300_000.0, Some(400_000.0)), "On average $300,000 is tied up at the peak in month 6, within $400,000"),
        (input(300_000.0, None), "On average $300,000 is tied up at the peak in month 6"),
        (
            FundingInput { months: input(30.0, None).months.into_iter().skip(11).collect(), ..input(30.0, None) },
            "Nothing is ever tied up on average",
        ),
        (
            FundingInput {
                month_names: (1..13).map(|month| format!("month {month} of 2027")).collect(),
                ..input(300_000.0, None)
            },
            "On average $300,000 is tied up at the peak in month 7 of 2027",
        ),
        (
            FundingInput { funded: 0, months: Vec::new(), ..input(1.0, Some(2.0)) },
            "Nothing is funded, so nothing is tied up",
        ),
    ];
    for (input, expected) in cases {
        let chart = funding_chart(&input);
        assert_eq!(chart.title(), expected);
        assert!(chart.summary().starts_with(expected), "{}", chart.summary());
    }
}

#[test]
fn the_budget_is_a_line_below_zero_that_the_mean_does_not_cross() {
    let chart = funding_chart(&input(300_000.0, Some(400_000.0)));
    let [budget, mean] = lines(&chart).series.as_slice() else { panic!("there are two lines") };
    assert_eq!((budget.name.as_str(), mean.name.as_str()), ("budget $400k", "mean"));
    assert!(budget.points.iter().all(|point| point[1] == -400_000.0));
    assert!(mean.points.iter().all(|point| -400_000.0 <= point[1]));
    assert_eq!(lines(&chart).y.range.0, -400_000.0);
    assert_eq!(lines(&chart).band_at(1, 6.0), Some([-360_000.0, -270_000.0]), "the band is that of the mean");
    assert_eq!(lines(&chart).dots[0].label, "$300,000 tied up");
    // One that is far below is named, and leaves the rest legible.
    let far = funding_chart(&input(1_000.0, Some(400_000.0)));
    assert_eq!(lines(&far).y.range.0, -1_200.0);
}

/// What comes back in later years would dwarf what is tied up before.
#[test]
fn what_is_drawn_is_what_is_tied_up() {
    let mut input = input(300_000.0, Some(400_000.0));
    let later = (13..60).map(|month| {
        let mean = 500_000.0 * f64::from(month);
        FundingMonth { month, mean, p50: mean, range: [0.9 * mean, 1.1 * mean] }
    });
    input.months.extend(later);
    let chart = funding_chart(&input);
    assert_eq!(lines(&chart).x.range, (0.0, 13.0), "nine in ten have it back from month 10 on");
    assert_eq!(lines(&chart).y.range, (-400_000.0, 800_000.0));
    assert!(chart.head.subtitle.contains("; 13 of 60 months"), "{}", chart.head.subtitle);
    assert_eq!(chart.table().rows.len(), 60, "the table has all of them");
}

#[test]
fn what_is_uncertain_is_said() {
    let chart = funding_chart(&input(300_000.0, Some(400_000.0)));
    let said = "23\u{a0}% of futures tie up more than the budget";
    assert!(chart.head.subtitle.contains(said), "{}", chart.head.subtitle);
    assert!(chart.summary().contains(". 8 in 10 futures: $270,000–$360,000 at their peaks. "), "{}", chart.summary());
    assert!(chart.summary().contains("On average it is above 0 from month 10 on."), "{}", chart.summary());
    assert!(chart.summary().ends_with("After 13 months $240,000 (8 in 10 futures: $180,000–$270,000)."));
}

#[test]
fn the_table_says_what_is_left_of_the_budget() {
    let table = funding_chart(&input(300_000.0, Some(400_000.0))).head.table;
    assert_eq!(table.rows.len(), 13);
    assert_eq!(table.headings.last().map(|cell| &**cell), Some("Left of the budget"));
    assert_eq!(table.rows[6].last().map(|cell| &**cell), Some("$100,000"));
    assert_eq!(table.rows[12].last().map(|cell| &**cell), Some("$400,000"), "never more than all of it");
    assert_eq!(funding_chart(&input(300_000.0, None)).head.table.headings.len(), 4);
}
