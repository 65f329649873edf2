//! The efficient frontier: what each choice of use cases is worth on average, against what it brings in the worst tenth of
//! its futures.
//!
//! Absent: how the choices are found. Whoever has a portfolio fills in a [`FrontierInput`].

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_key::PortfolioChartKind;
use super::color_role::ColorRole;
use super::line_chart::{Axis, ChartChoice, Dash, Dot, LineChart, Mark, Series};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::format::Money;
use crate::language::tr;
use crate::prose::{capitalised, listed};

/// So much of what the points take is added to an axis at each end.
const MARGIN: f64 = 0.06;
/// So many use cases are named where a point is read; the rest are counted.
const MOST_NAMED: usize = 8;
/// So many choices are told of in the summary; the rest are in the table.
const MOST_TOLD: usize = 8;

/// What the chart is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierInput {
    /// By ISO code; that of all amounts.
    pub currency: String,
    /// What the peak funding of each choice may come to.
    pub budget: Option<f64>,
    /// By increasing mean, and so by decreasing P10.
    pub choices: Vec<FrontierChoice>,
}

/// A choice on the frontier.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontierChoice {
    /// The names of its use cases.
    pub use_cases: Vec<String>,
    /// Mean net present value.
    pub mean: f64,
    /// What its net present value stays below in one future of ten.
    pub p10: f64,
    /// Whether it is what is funded.
    pub is_funded: bool,
    /// Whether somebody looks at it.
    pub is_chosen: bool,
}

impl FrontierChoice {
    fn at(&self) -> [f64; 2] {
        [self.p10, self.mean]
    }

    /// `Invoice extraction; Coding agent and 3 more`, or that there is none.
    fn named(&self) -> String {
        if self.use_cases.is_empty() { tr!("no use case").to_owned() } else { listed(&self.use_cases, MOST_NAMED) }
    }

    /// `4 use cases`.
    fn counted(&self) -> String {
        match self.use_cases.len() {
            0 => tr!("no use case").to_owned(),
            1 => tr!("1 use case").to_owned(),
            count => tr!("{count} use cases", count),
        }
    }
}

/// Each choice as a point on one line: its P10 to the right, its mean upwards. What is funded is named, and what is safest.
pub fn frontier_chart(input: &FrontierInput) -> Chart {
    let money = Money::new(&input.currency);
    let title = title(input, &money);
    let unit = || Unit::Money(money.clone());
    let axis = |label: String, of: fn(&FrontierChoice) -> f64| Axis { label, unit: unit(), range: range(input, of) };
    let points: Vec<[f64; 2]> = input.choices.iter().rev().map(FrontierChoice::at).collect();
    let x = axis(tr!("P10 of NPV in {}", input.currency), |choice| choice.p10);
    // Where some choices lose in one future of ten and some do not, the border between them matters.
    let has = |holds: fn(&FrontierChoice) -> bool| input.choices.iter().any(holds);
    let is_between = has(|choice| choice.p10 < 0.0) && has(|choice| 0.0 < choice.p10);
    let mark = Mark { x: 0.0, label: tr!("right of it NPV is above 0 in 9 of 10 futures").to_owned() };
    let within = input.budget.map_or(String::new(), |budget| tr!(" within {}", money.full(budget)));
    let line = Series { name: tr!("frontier").to_owned(), role: ColorRole::Net, dash: Dash::Solid, width: 1.5, points };
    Chart {
        head: ChartHead {
            key: PortfolioChartKind::Frontier.into(),
            summary: summary(input, &title, &money),
            title,
            subtitle: tr!(
                "mean NPV of each choice{within} that no other one beats, by what one future in ten stays below (P10)",
                within
            ),
            table: table(input, &money),
        },
        body: ChartBody::Lines(LineChart {
            is_linear: true,
            x,
            y: axis(tr!("mean NPV in {}", input.currency), |choice| choice.mean),
            series: Some(line).filter(|line| 1 < line.points.len()).into_iter().collect(),
            areas: Vec::new(),
            stages: Vec::new(),
            marks: Some(mark).filter(|_| is_between).into_iter().collect(),
            dots: dots(input, &money),
            choices: input.choices.iter().map(|choice| read(choice, &money)).collect(),
            gap: None,
            explains: Vec::new(),
        }),
    }
}

/// `The safest choice gives up $120k of mean NPV and lifts its P10 from −$40k to $10k`.
fn title(input: &FrontierInput, money: &Money) -> String {
    match input.choices.as_slice() {
        [] => tr!("Nothing can be funded, so there is no choice").to_owned(),
        [only] if only.use_cases.is_empty() => tr!("Funding nothing is the best choice and the safest").to_owned(),
        [_] => tr!("What is worth most is also the safest choice").to_owned(),
        [safest, .., best] => {
            let amounts = [best.mean - safest.mean, best.p10, safest.p10];
            let [lost, from, to] = amounts.map(|amount| money.short(amount));
            // Where they are so near that they would read the same.
            let [from, to] =
                if from == to { [best.p10, safest.p10].map(|amount| money.full(amount)) } else { [from, to] };
            match safest.use_cases.is_empty() {
                true => tr!(
                    "Funding nothing gives up {lost} of mean NPV and lifts its P10 from {from} to {to}",
                    lost,
                    from,
                    to
                ),
                false => tr!(
                    "The safest choice gives up {lost} of mean NPV and lifts its P10 from {from} to {to}",
                    lost,
                    from,
                    to
                ),
            }
        }
    }
}

fn summary(input: &FrontierInput, title: &str, money: &Money) -> String {
    let told = input.choices.iter().rev().take(MOST_TOLD).map(|choice| format!(" {}.", sentence(choice, money)));
    let more = input.choices.len().saturating_sub(MOST_TOLD);
    let more = if more == 0 { String::new() } else { tr!(" And {more} more in the table.", more) };
    format!("{title}.{}{more}", told.collect::<String>())
}

/// `4 use cases, what is funded: mean NPV $1,200,000, P10 −$40,000. A; B; C and D`.
fn sentence(choice: &FrontierChoice, money: &Money) -> String {
    let funded = if choice.is_funded { tr!(", what is funded") } else { "" };
    let names = if choice.use_cases.is_empty() { String::new() } else { format!(": {}", choice.named()) };
    let (mean, p10) = (money.full(choice.mean), money.full(choice.p10));
    let count = capitalised(&choice.counted());
    tr!("{count}{funded}, with a mean NPV of {mean} and a P10 of {p10}{names}", count, funded, mean, p10, names)
}

/// What is read where a point is pointed at.
fn read(choice: &FrontierChoice, money: &Money) -> ChartChoice {
    let funded = if choice.is_funded { tr!("funded") } else { tr!("not funded") };
    let figures = [
        [choice.counted(), funded.to_owned()],
        [tr!("mean NPV").to_owned(), money.full(choice.mean)],
        [tr!("P10 of NPV").to_owned(), money.full(choice.p10)],
    ];
    // One more name is shorter than a count of one.
    let shown = if choice.use_cases.len() <= MOST_NAMED + 1 { choice.use_cases.len() } else { MOST_NAMED };
    let more = choice.use_cases.len() - shown;
    let more = (more != 0).then(|| tr!("and {more} more", more));
    let names = choice.use_cases[..shown].iter().cloned().chain(more).map(|name| [name, String::new()]);
    ChartChoice {
        at: choice.at(),
        figures: figures.into_iter().chain(names).collect(),
        sentence: sentence(choice, money),
        is_chosen: choice.is_chosen,
    }
}

/// What is funded, and what is safest where that is another choice.
fn dots(input: &FrontierInput, money: &Money) -> Vec<Dot> {
    let dot = |choice: &FrontierChoice, role, what: &str| Dot {
        at: choice.at(),
        role,
        label: tr!("{what}: {} on average", money.full(choice.mean), what),
    };
    let funded = input.choices.iter().find(|choice| choice.is_funded);
    let safest = input.choices.first().filter(|safest| !safest.is_funded && 1 < input.choices.len());
    let safest = safest.map(|safest| match safest.use_cases.is_empty() {
        true => Dot { at: safest.at(), role: ColorRole::Baseline, label: tr!("nothing funded").to_owned() },
        false => dot(safest, ColorRole::Baseline, tr!("safest")),
    });
    funded.map(|funded| dot(funded, ColorRole::Value, tr!("funded"))).into_iter().chain(safest).collect()
}

/// All choices with some room around them.
fn range(input: &FrontierInput, of: fn(&FrontierChoice) -> f64) -> (f64, f64) {
    let amounts = input.choices.iter().map(of).filter(|amount| amount.is_finite());
    let ends = amounts.map(|amount| (amount, amount)).reduce(|ends, (low, high)| (ends.0.min(low), ends.1.max(high)));
    let Some((low, high)) = ends else { return (0.0, 1.0) };
    let room = MARGIN * (high - low);
    if low < high { (low - room, high + room) } else { (low - 0.1 * low.abs() - 1.0, high + 0.1 * high.abs() + 1.0) }
}

fn table(input: &FrontierInput, money: &Money) -> Table {
    let headings = [tr!("Choice"), tr!("Mean NPV"), tr!("P10 of NPV"), tr!("Use cases"), tr!("Which"), tr!("Funded")];
    let row = |(place, choice): (usize, &FrontierChoice)| {
        vec![
            TableCell::number((place + 1).to_string(), (place + 1) as f64),
            TableCell::amount(money, choice.mean),
            TableCell::amount(money, choice.p10),
            TableCell::count(choice.use_cases.len() as f64),
            match choice.use_cases.is_empty() {
                true => TableCell::dash(),
                false => listed(&choice.use_cases, usize::MAX - 1).into(),
            },
            if choice.is_funded { tr!("yes") } else { tr!("no") }.into(),
        ]
    };
    Table {
        headings: headings.map(str::to_owned).into(),
        // The most valuable first, as lists of use cases have it.
        rows: input.choices.iter().rev().enumerate().map(row).collect(),
        ..Table::default()
    }
}

#[cfg(test)]
mod tests;
