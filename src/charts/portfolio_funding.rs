//! Funding by month: what all use cases that are funded have cost or brought so far, and how near that comes to the budget.
//!
//! Absent: where the figures come from, and which use cases are funded. Whoever has a portfolio fills in a [`FundingInput`].

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_key::PortfolioChartKind;
use super::color_role::ColorRole;
use super::line_chart::{Area, Axis, Dash, Dot, LineChart, Series, profit_and_loss};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::format::{self, Money};
use crate::language::{text, tr};
use crate::prose::{EIGHT_IN_TEN, capitalised, eight_in_ten, is_wide};
use crate::uncertainty::{Chance, Interval};

/// A budget is drawn to scale where it lies no further below 0 than so many times what is ever tied up.
const MOST_BELOW: f64 = 3.0;
/// So many times as far as below 0 the axis reaches above it at most: what comes back later would dwarf what is tied up.
const MOST_ABOVE: f64 = 2.0;
/// So many months are drawn at least, if there are any.
const LEAST_MONTHS: u32 = 12;
/// So many times the months until nine in ten futures have it back are drawn.
const MONTHS_BEYOND: f64 = 1.25;

/// What the chart is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct FundingInput {
    /// By ISO code; that of all amounts.
    pub currency: String,
    /// How many use cases are funded.
    pub funded: usize,
    /// What may be tied up at any time.
    pub budget: Option<f64>,
    /// From month 0 on; empty where nothing is funded.
    pub months: Vec<FundingMonth>,
    /// What each of them is called within a sentence, where the calendar knows it: `January 2027`.
    pub month_names: Vec<String>,
    /// What eight in ten futures tie up at their peaks.
    pub peak: Interval,
    /// Chance that more than the budget is tied up; `None` without one.
    pub exceeds_budget: Option<Chance>,
}

/// Cash so far of all that are funded, at the end of a month.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FundingMonth {
    /// From 0.
    pub month: u32,
    /// Mean over the futures.
    pub mean: f64,
    /// Half of them are below.
    pub p50: f64,
    /// What eight in ten stay within.
    pub range: Interval,
}

/// Cash so far by month: its mean with what eight in ten futures stay within, and the budget as the line that it must not
/// cross.
pub fn funding_chart(input: &FundingInput) -> Chart {
    let context = FundingContext { input, money: Money::new(&input.currency) };
    let title = context.title();
    let unit = Unit::Money(context.money.clone());
    let end = context.end();
    Chart {
        head: ChartHead {
            key: PortfolioChartKind::FundingByMonth.into(),
            summary: context.summary(&title),
            title,
            subtitle: context.subtitle(),
            table: context.table(),
        },
        body: ChartBody::Lines(LineChart {
            is_linear: true,
            x: Axis { label: tr!("month").to_owned(), unit: Unit::Month, range: (0.0, end) },
            y: Axis { label: tr!("{} so far", input.currency), unit, range: context.range(end) },
            series: context.series(end),
            areas: context.areas(),
            stages: Vec::new(),
            marks: Vec::new(),
            dots: context.dots(),
            choices: Vec::new(),
            gap: None,
            explains: Vec::new(),
        }),
    }
}

struct FundingContext<'a> {
    input: &'a FundingInput,
    money: Money,
}

impl FundingContext<'_> {
    fn full(&self, amount: f64) -> String {
        self.money.full(amount)
    }

    /// The month in which most is tied up, in the mean of the futures; `None` where nothing ever is.
    fn peak(&self) -> Option<&FundingMonth> {
        let lowest = self.input.months.iter().min_by(|first, second| first.mean.total_cmp(&second.mean));
        lowest.filter(|month| month.mean < 0.0)
    }

    /// `month 9`, or as the calendar has it.
    fn called(&self, month: u32) -> String {
        let name = self.input.month_names.get(month as usize);
        name.map_or_else(|| tr!("month {month}", month), String::clone)
    }

    /// `On average $412,300 is tied up at the peak in month 9, within $500,000`.
    fn title(&self) -> String {
        if self.input.months.is_empty() {
            return tr!("Nothing is funded, so nothing is tied up").to_owned();
        }
        let within = self.input.budget.map_or(String::new(), |budget| tr!(", within {}", self.full(budget)));
        match self.peak() {
            Some(peak) => {
                let month = self.called(peak.month);
                tr!("On average {} is tied up at the peak in {month}{within}", self.full(-peak.mean), month, within)
            }
            None => tr!("Nothing is ever tied up on average{within}", within),
        }
    }

    /// `more than the budget is tied up in 23 % of futures`.
    fn exceeding(&self) -> Option<String> {
        let chance = self.input.exceeds_budget.filter(|_| !self.input.months.is_empty())?;
        Some(match chance.share {
            0.0 => tr!("no future ties up more than the budget").to_owned(),
            share => tr!("{} of futures tie up more than the budget", format::chance(share)),
        })
    }

    /// `8 in 10 futures: $300,000–$500,000 at their peaks`.
    fn at_peaks(&self) -> Option<String> {
        let is_uncertain = !self.input.months.is_empty() && is_wide(self.input.peak);
        is_uncertain.then(|| tr!("{} at their peaks", eight_in_ten(self.input.peak, |amount| self.full(amount))))
    }

    fn subtitle(&self) -> String {
        let use_cases = match self.input.funded {
            1 => tr!("the use case that is funded").to_owned(),
            funded => tr!("the {funded} use cases that are funded", funded),
        };
        let months = self.input.months.len();
        let until = Some(self.end() as usize).filter(|end| *end < months);
        let until = until.map(|end| tr!("{end} of {months} months", end, months));
        let drawn = match self.input.funded {
            0 => tr!("cash so far in {} by month", self.input.currency),
            _ => tr!("cash so far of {use_cases}, in {} by month, mean of the futures", self.input.currency, use_cases),
        };
        [Some(drawn), until, self.exceeding()].into_iter().flatten().collect::<Vec<_>>().join("; ")
    }

    fn summary(&self, title: &str) -> String {
        let pays_back = self.pays_back().map(|month| tr!("On average it is above 0 from {} on", self.called(month)));
        let last = self.input.months.last().map(|last| {
            let range = Some(last.range).filter(|range| is_wide(*range));
            let range =
                range.map_or(String::new(), |range| format!(" ({})", eight_in_ten(range, |amount| self.full(amount))));
            tr!("After {} months {}{range}", self.input.months.len(), self.full(last.mean), range)
        });
        let exceeding = self.exceeding().map(|said| capitalised(&said));
        let said = [exceeding, self.at_peaks(), pays_back, last].into_iter().flatten();
        format!("{title}.{}", said.map(|said| format!(" {said}.")).collect::<String>())
    }

    /// The first month from which on the mean stays above 0, after it was below.
    fn pays_back(&self) -> Option<u32> {
        let months = &self.input.months;
        let below = months.iter().rposition(|month| month.mean < 0.0)?;
        months.get(below + 1).map(|month| month.month)
    }

    /// The budget below the mean, which matters more.
    fn series(&self, end: f64) -> Vec<Series> {
        let budget = self.input.budget.map(|budget| Series {
            name: tr!("budget {}", self.money.short(budget)),
            role: ColorRole::Loss,
            dash: Dash::Dashed,
            width: 1.5,
            points: vec![[0.0, -budget], [end, -budget]],
        });
        let mean = self.input.months.iter().map(|month| [f64::from(month.month), month.mean]);
        let mean = Series {
            name: tr!("mean").to_owned(),
            role: ColorRole::Net,
            dash: Dash::Solid,
            width: 2.5,
            points: mean.collect(),
        };
        budget.into_iter().chain(Some(mean).filter(|mean| !mean.points.is_empty())).collect()
    }

    fn areas(&self) -> Vec<Area> {
        let months = || self.input.months.iter().map(|month| (f64::from(month.month), month));
        let mut areas = profit_and_loss(months().map(|(x, month)| [x, 0.0, month.mean]));
        let points: Vec<[f64; 3]> = months().map(|(x, month)| [x, month.range[0], month.range[1]]).collect();
        if points.iter().any(|[_, low, high]| is_wide([*low, *high])) {
            let band_of = Some(usize::from(self.input.budget.is_some()));
            areas.push(Area { role: ColorRole::Net, band_of, points });
        }
        areas
    }

    /// How many months are drawn: some more than it takes until nine in ten futures have their money back; all, where they
    /// never do.
    fn end(&self) -> f64 {
        let months = &self.input.months;
        let behind = months.iter().rposition(|month| month.range[0] < 0.0).map_or(0, |month| month + 1);
        let count = months.len() as f64;
        let shown = (MONTHS_BEYOND * behind as f64).ceil().max(f64::from(LEAST_MONTHS));
        shown.min(count).max(1.0)
    }

    /// All that is tied up in these months, and the budget where it is not so far below that nothing else could be read.
    fn range(&self, end: f64) -> (f64, f64) {
        let shown = self.input.months.iter().filter(|month| f64::from(month.month) <= end);
        let ends = shown.flat_map(|month| [month.range[0], month.mean, month.range[1]]);
        let ends = ends.filter(|cash| cash.is_finite());
        let (low, high) = ends.fold((0.0_f64, 0.0_f64), |(low, high), cash| (low.min(cash), high.max(cash)));
        let budget = self.input.budget.filter(|budget| low == 0.0 || *budget <= MOST_BELOW * -low);
        let low = budget.map_or(low, |budget| low.min(-budget));
        let high = if low < 0.0 { high.min(MOST_ABOVE * -low) } else { high };
        if low < high { (low, high) } else { (low, low + 1.0) }
    }

    /// The deepest cash, and where it ends.
    fn dots(&self) -> Vec<Dot> {
        let dot = |month: &FundingMonth, label| {
            let role = if month.mean < 0.0 { ColorRole::Loss } else { ColorRole::Value };
            Dot { at: [f64::from(month.month), month.mean], role, label }
        };
        let peak = self.peak();
        let tied_up = peak.map(|peak| dot(peak, tr!("{} tied up", self.full(-peak.mean))));
        let last = self.input.months.last().filter(|last| peak.is_none_or(|peak| peak.month != last.month));
        tied_up.into_iter().chain(last.map(|last| dot(last, self.full(last.mean)))).collect()
    }

    fn table(&self) -> Table {
        let budget = self.input.budget;
        let headings = [tr!("Month"), tr!("Cash so far, mean"), tr!("Half of futures below"), text(EIGHT_IN_TEN)];
        let headings = headings.into_iter().chain(budget.map(|_| tr!("Left of the budget"))).map(str::to_owned);
        let amount = |amount| TableCell::amount(&self.money, amount);
        let row = |month: &FundingMonth| {
            let cells = [
                TableCell::number(month.month.to_string(), month.month.into()),
                amount(month.mean),
                amount(month.p50),
                TableCell::interval_or_dash(&self.money, Some(month.range)),
            ];
            cells.into_iter().chain(budget.map(|budget| amount(budget + month.mean.min(0.0)))).collect()
        };
        Table { headings: headings.collect(), rows: self.input.months.iter().map(row).collect(), ..Table::default() }
    }
}

#[cfg(test)]
mod tests;
