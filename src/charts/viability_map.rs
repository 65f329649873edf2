//! The use cases of a portfolio on one map: what an outcome of each costs, against what it is worth.
//!
//! Absent: where the figures come from, and which use cases are funded. Whoever has a portfolio fills in a [`MapInput`].

use super::bubble_chart::{Bubble, BubbleChart, BubbleFigure, BubbleSide, range_of};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_key::PortfolioChartKind;
use super::color_role::ColorRole;
use super::line_chart::Axis;
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::Verdict;
use crate::format::{self, Money};
use crate::language::{in_sentence, text, tr};
use crate::prose::{EIGHT_IN_TEN, eight_in_ten, is_wide};
use crate::uncertainty::Interval;

/// So many use cases are told of in the summary; the rest are in the table.
const MOST_TOLD: usize = 12;

/// What the map is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct MapInput {
    /// By ISO code; that of all amounts.
    pub currency: String,
    /// What the peak funding of all that is funded may come to.
    pub budget: Option<f64>,
    /// In the order of the table, and of the places that bubbles are known by.
    pub use_cases: Vec<MapUseCase>,
}

/// One use case at its target stage.
#[derive(Clone, Debug, PartialEq)]
pub struct MapUseCase {
    /// What people call it.
    pub name: String,
    /// What an outcome is called, one of them.
    pub outcome: String,
    /// What its base values say.
    pub verdict: Verdict,
    /// The 10th percentile, at base values, and the 90th percentile. What is not finite at base is on no axis.
    pub cost_per_outcome: [f64; 3],
    /// Likewise.
    pub value_per_outcome: [f64; 3],
    /// What all outcomes of a month are worth.
    pub monthly_value: f64,
    /// Whether it is among those that are funded.
    pub is_funded: bool,
    /// Whether it stands out.
    pub is_chosen: bool,
}

impl MapUseCase {
    fn cost(&self) -> f64 {
        self.cost_per_outcome[1]
    }

    fn value(&self) -> f64 {
        self.value_per_outcome[1]
    }

    /// Whether an outcome is worth what it costs; not if it has no cost because there is none.
    fn pays(&self) -> bool {
        self.cost().is_finite() && self.cost() <= self.value()
    }

    /// Why it has no place on the axes, if it has none.
    fn missing(&self, money: &Money) -> Option<String> {
        let amounts = [(tr!("value"), self.value()), (tr!("cost"), self.cost())];
        amounts.into_iter().find_map(|(what, amount)| match amount {
            amount if !amount.is_finite() => Some(tr!("no {what} per {}", self.outcome, what)),
            amount if amount <= 0.0 => Some(tr!("{what} per {} {}", self.outcome, money.full(amount), what)),
            _ => None,
        })
    }

    fn funded(&self) -> &'static str {
        if self.is_funded { tr!("funded") } else { tr!("not funded") }
    }
}

/// Each use case as a bubble: the value of an outcome to the right, its cost upwards, so that what pays lies below the
/// diagonal. Those without a place on a logarithmic axis stand in a note.
pub fn viability_map(input: &MapInput) -> Chart {
    let money = Money::new(&input.currency);
    let missing: Vec<Option<String>> = input.use_cases.iter().map(|use_case| use_case.missing(&money)).collect();
    let shown = |place: &usize| missing[*place].is_none();
    let most = (0..input.use_cases.len()).filter(shown).map(|place| input.use_cases[place].monthly_value);
    let most = most.filter(|value| value.is_finite()).fold(0.0, f64::max);
    let mut bubbles: Vec<Bubble> =
        (0..input.use_cases.len()).filter(shown).map(|place| bubble(input, place, most, &money)).collect();
    bubbles.sort_by(|first, second| second.area.total_cmp(&first.area));

    let named = input.use_cases.iter().zip(&missing);
    let named = named.filter_map(|(of, why)| Some(format!("{} ({})", of.name, why.as_ref()?)));
    let named = named.collect::<Vec<_>>().join(", ");
    let notes: Vec<String> = match named.as_str() {
        "" => Vec::new(),
        named => vec![tr!("Not on the map, whose axes begin above 0: {named}", named)],
    };
    let range = range_of(&bubbles);
    let axis = |label: String| Axis { label, unit: Unit::Money(money.clone()), range };
    let side = |label: &str, role| BubbleSide { label: label.to_owned(), role };
    let title = title(input, &money);
    Chart {
        head: ChartHead {
            key: PortfolioChartKind::ViabilityMap.into(),
            summary: summary(&title, &bubbles, &notes),
            title,
            subtitle: tr!("cost per outcome in {} by what it is worth", input.currency),
            table: table(input, &money),
        },
        body: ChartBody::Bubbles(BubbleChart {
            x: axis(tr!("value per outcome in {}", input.currency)),
            y: axis(tr!("cost per outcome in {}", input.currency)),
            sides: [side(tr!("loses"), ColorRole::Loss), side(tr!("pays"), ColorRole::Value)],
            bubbles,
            fills: [tr!("funded"), tr!("not funded")].map(str::to_owned),
            measures: [text(EIGHT_IN_TEN), tr!("value a month")].map(str::to_owned),
            hint: tr!("Double click or Enter opens it").to_owned(),
            notes,
        }),
    }
}

/// `5 of 8 pay; 3 are funded within $250k`.
fn title(input: &MapInput, money: &Money) -> String {
    let count = |holds: fn(&MapUseCase) -> bool| input.use_cases.iter().filter(|use_case| holds(use_case)).count();
    let within = input.budget.map_or(String::new(), |budget| tr!(" within {}", money.short(budget)));
    let (pay, funded) = (count(MapUseCase::pays), count(|use_case| use_case.is_funded));
    match (input.use_cases.as_slice(), pay, funded) {
        ([], ..) => return tr!("There is no use case on the map yet").to_owned(),
        ([only], ..) => {
            return match only.pays() {
                true => tr!("{} pays; it is {}{within}", only.name, only.funded(), within),
                false => tr!("{} does not pay; it is {}{within}", only.name, only.funded(), within),
            };
        }
        _ => {}
    }
    let pay = match (pay, input.use_cases.len()) {
        (0, all) => tr!("None of {all} pays", all),
        (1, all) => tr!("1 of {all} pays", all),
        (pay, all) if pay == all => tr!("All {all} pay", all),
        (pay, all) => tr!("{pay} of {all} pay", pay, all),
    };
    let funded = match funded {
        0 => tr!("none is funded").to_owned(),
        1 => tr!("1 is funded").to_owned(),
        funded if funded == input.use_cases.len() => tr!("all are funded").to_owned(),
        funded => tr!("{funded} are funded", funded),
    };
    format!("{pay}; {funded}{within}")
}

fn bubble(input: &MapInput, place: usize, most: f64, money: &Money) -> Bubble {
    let use_case = &input.use_cases[place];
    let [cost, value] = [use_case.cost_per_outcome, use_case.value_per_outcome].map(interval);
    let full = |amount: f64| amount_or_dash(money, amount);
    let aside = |interval: Option<Interval>| Some(tr!("· 8 in 10: {}", format::interval(interval?, full)));
    let figure = |name: String, value: String, aside| BubbleFigure { name, value, aside };
    let range = |interval: Option<Interval>| {
        interval.map_or(String::new(), |interval| format!(" ({})", eight_in_ten(interval, full)))
    };
    let area = use_case.monthly_value / most;
    let (verdict, outcome) = (use_case.verdict.name(), &use_case.outcome);
    Bubble {
        place,
        name: use_case.name.clone(),
        at: [use_case.value(), use_case.cost()],
        reach: [value, cost],
        area: if area.is_finite() { area.clamp(0.0, 1.0) } else { 0.0 },
        verdict: use_case.verdict,
        is_filled: use_case.is_funded,
        is_chosen: use_case.is_chosen,
        figures: vec![
            figure(use_case.name.clone(), verdict.to_owned(), Some(format!("· {}", use_case.funded()))),
            figure(tr!("cost per {outcome}", outcome), full(use_case.cost()), aside(cost)),
            figure(tr!("value per {outcome}", outcome), full(use_case.value()), aside(value)),
            figure(tr!("value a month").to_owned(), full(use_case.monthly_value), None),
        ],
        sentence: tr!(
            "{}: {}, {}. Each {outcome} costs {}{} and is worth {}{}; all of a month are worth {}",
            use_case.name,
            in_sentence(verdict),
            use_case.funded(),
            full(use_case.cost()),
            range(cost),
            full(use_case.value()),
            range(value),
            full(use_case.monthly_value),
            outcome
        ),
    }
}

fn amount_or_dash(money: &Money, amount: f64) -> String {
    if amount.is_finite() { money.full(amount) } else { "–".to_owned() }
}

/// From where to where eight in ten futures reach, if that is any way.
fn interval([low, _, high]: [f64; 3]) -> Option<Interval> {
    let interval = [low, high];
    (low.is_finite() && !high.is_nan() && is_wide(interval)).then_some(interval)
}

fn summary(title: &str, bubbles: &[Bubble], notes: &[String]) -> String {
    let mut told: Vec<&str> = bubbles.iter().take(MOST_TOLD).map(|bubble| bubble.sentence.as_str()).collect();
    let more = bubbles.len().saturating_sub(MOST_TOLD);
    let more = if more == 0 { String::new() } else { tr!("And {more} more in the table", more) };
    told.extend(notes.iter().map(String::as_str).chain([more.as_str()]).filter(|said| !said.is_empty()));
    let said: String = told.into_iter().map(|said| format!(" {said}.")).collect();
    format!("{title}.{said}")
}

fn table(input: &MapInput, money: &Money) -> Table {
    let headings = [
        tr!("Use case"),
        tr!("No."),
        tr!("Outcome"),
        tr!("Verdict"),
        tr!("Cost per outcome"),
        text(EIGHT_IN_TEN),
        tr!("Value per outcome"),
        text(EIGHT_IN_TEN),
        tr!("Value a month"),
        tr!("Funded"),
    ];
    let full = |amount: f64| TableCell::amount_or_dash(money, Some(amount).filter(|amount| amount.is_finite()));
    let interval = |quantiles| TableCell::interval_or_dash(money, interval(quantiles));
    let row = |(place, use_case): (usize, &MapUseCase)| {
        vec![
            use_case.name.as_str().into(),
            TableCell::number((place + 1).to_string(), (place + 1) as f64),
            use_case.outcome.as_str().into(),
            use_case.verdict.name().into(),
            full(use_case.cost()),
            interval(use_case.cost_per_outcome),
            full(use_case.value()),
            interval(use_case.value_per_outcome),
            full(use_case.monthly_value),
            if use_case.is_funded { tr!("yes") } else { tr!("no") }.into(),
        ]
    };
    Table {
        headings: headings.map(str::to_owned).into(),
        rows: input.use_cases.iter().enumerate().map(row).collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests;
