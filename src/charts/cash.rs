//! Cash over the months: what it has cost or brought so far, when it pays back, and how deep it goes before.

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::line_chart::{Area, Axis, Dash, Dot, LineChart, Mark, Series, StageMark, profit_and_loss};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::{AlternativeResult, Month, Plan, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::{
    Payback, ResultKind, above_zero, adoption_note, at_risk, capitalised, cash_finding, eight_in_ten,
    ends_before_target, is_wide, more_at_risk, npv_label, of_futures, payback_notes, worth_notes,
};
use crate::scenario::{Alternative, Scenario};
use crate::uncertainty::{CashPoint, Uncertainty};

/// Cumulative cash of a plan, with what eight in ten futures stay within.
pub fn cash_chart(scenario: &Scenario, plan: &Plan, results: &Results, uncertainty: &Uncertainty) -> Chart {
    let months = results.months.months.as_slice();
    let context = CashContext { scenario, plan, results, uncertainty, months, money: Money::new(&scenario.currency) };
    let title = context.title();
    let line = line(months);
    let band = band(&uncertainty.cash.band);
    // The last month begins one before the horizon ends.
    let end = f64::from(plan.horizon_months).max(1.0);
    // Where there is a band, loss and gain would lie on it: not every eye tells their red from its grey.
    let areas = match band {
        Some(band) => vec![band],
        None => profit_and_loss(line.iter().map(|[month, cash]| [*month, 0.0, *cash])),
    };
    let ends = areas.iter().flat_map(|area| &area.points).flat_map(|[_, low, high]| [*low, *high]);
    let bought = context.alternatives();
    let ends = ends
        .chain(std::iter::once(&line).chain(bought.iter().map(|line| &line.points)).flatten().map(|point| point[1]));
    let ends = ends.filter(|cash| cash.is_finite());
    let range = ends.fold((0.0_f64, 0.0_f64), |(low, high), cash| (low.min(cash), high.max(cash)));
    let axis_label = tr!("{} so far", scenario.currency);
    let unit = Unit::Money(context.money.clone());
    let planned =
        Series { name: tr!("planned").to_owned(), role: ColorRole::Net, dash: Dash::Solid, width: 2.5, points: line };
    Chart {
        head: ChartHead {
            key: ChartKind::Cash.into(),
            summary: context.summary(&title),
            title,
            subtitle: context.subtitle(),
            table: context.table(),
        },
        body: ChartBody::Lines(LineChart {
            is_linear: true,
            x: Axis { label: tr!("month").to_owned(), unit: Unit::Month, range: (0.0, end) },
            y: Axis { label: axis_label, unit, range: if range.0 < range.1 { range } else { (0.0, 1.0) } },
            areas,
            stages: context.stages(),
            marks: context.marks(),
            dots: context.dots(),
            choices: Vec::new(),
            gap: None,
            explains: months
                .iter()
                .map(|month| (f64::from(month.month), ResultKind::CashSoFar.in_month(month.month)))
                .collect(),
            series: std::iter::once(planned).chain(bought).collect(),
        }),
    }
}

/// Cumulative cash month by month; what is paid once is a step down in its month.
fn line(months: &[Month<f64>]) -> Vec<[f64; 2]> {
    let points = months.iter().flat_map(|month| {
        let at = f64::from(month.month);
        let before = (month.one_offs != 0.0).then_some([at, month.cumulative + month.one_offs]);
        before.into_iter().chain([[at, month.cumulative]])
    });
    points.collect()
}

/// The band of the line, with the same steps; none where every future is the same.
fn band(band: &[CashPoint]) -> Option<Area> {
    let points = band.iter().flat_map(|point| {
        let month = f64::from(point.month);
        let before = point.before_one_offs.map(|[low, high]| [month, low, high]);
        before.into_iter().chain([[month, point.p10, point.p90]])
    });
    let points: Vec<[f64; 3]> = points.collect();
    let is_uncertain = points.iter().any(|[_, low, high]| is_wide([*low, *high]));
    is_uncertain.then_some(Area { role: ColorRole::Net, band_of: Some(0), points })
}

struct CashContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    results: &'a Results,
    uncertainty: &'a Uncertainty,
    months: &'a [Month<f64>],
    money: Money,
}

impl CashContext<'_> {
    /// What could be bought instead, each as a line of its own.
    fn alternatives(&self) -> Vec<Series> {
        let line = |(place, (named, bought)): (usize, (&Alternative, &AlternativeResult))| Series {
            name: named.name.clone(),
            role: ColorRole::Alternative,
            dash: if place % 2 == 0 { Dash::Dashed } else { Dash::Dotted },
            width: 2.0,
            points: (0..).map(f64::from).zip(&bought.cumulative).map(|(month, cash)| [month, *cash]).collect(),
        };
        self.bought().enumerate().map(line).collect()
    }

    fn bought(&self) -> impl Iterator<Item = (&Alternative, &AlternativeResult)> {
        let all = self.scenario.alternatives.iter().zip(&self.results.alternatives).enumerate();
        all.filter(|(place, _)| !self.scenario.lacks_people(*place)).map(|(_, bought)| bought)
    }

    /// `“Buy seats” costs $12,000 a month at Production and is worth $354,000`.
    fn bought_in_words(&self) -> Vec<String> {
        let stage = &self.scenario.stages[self.plan.target].name;
        let full = |amount: f64| self.money.full(amount);
        let said = |(named, bought): (&Alternative, &AlternativeResult)| {
            let (cost, npv) = (full(bought.month.cost), full(bought.npv));
            tr!("“{}” costs {cost} a month at {stage} and is worth {npv}", named.name, cost, stage, npv)
        };
        self.bought().map(said).collect()
    }

    fn title(&self) -> String {
        let months = &self.results.months;
        let horizon = self.plan.horizon_months;
        let finding = cash_finding(self.plan, self.results, &self.money);
        let finding = match (self.pays_back(), months.payback_month) {
            _ if months.cash_at_risk == 0.0 => finding,
            (Some(chance), Some(_)) => tr!("{finding}; {chance} do in {horizon} months", finding, chance, horizon),
            (Some(chance), None) => tr!("{finding}; {chance} do", finding, chance),
            (None, _) => finding,
        };
        match ends_before_target(self.plan, &self.scenario.stages[self.plan.target].name) {
            Some(ends) => tr!("{finding}; but {ends}", finding, ends),
            None => finding,
        }
    }

    fn more_at_risk(&self) -> Option<String> {
        more_at_risk(self.results, &self.uncertainty.cash, &self.money)
    }

    /// The futures that pay back within the horizon, where they differ at all.
    fn pays_back(&self) -> Option<String> {
        let cash = &self.uncertainty.cash;
        let is_uncertain = cash.band.iter().any(|point| is_wide([point.p10, point.p90]));
        is_uncertain.then(|| of_futures(cash.pays_back.share))
    }

    /// `NPV over 24 months $31,400, above 0 in 62 % of futures (8 in 10 futures −$9,000 to $80,000)`.
    fn worth(&self) -> String {
        let full = |amount: f64| self.money.full(amount);
        let npv = format!("{} {}", npv_label(self.plan.horizon_months), full(self.results.months.npv));
        let cash = &self.uncertainty.cash;
        let ends = [cash.npv_quantiles.p10, cash.npv_quantiles.p90];
        if !is_wide(ends) {
            return npv;
        }
        format!("{npv}, {} ({})", above_zero(&cash.npv_positive), eight_in_ten(ends, full))
    }

    fn subtitle(&self) -> String {
        // What is bought before what is cut first where there is little room.
        let bought = self.bought().map(|(named, bought)| {
            let (cost, npv) = (self.money.full(bought.month.cost), self.money.full(bought.npv));
            tr!("“{}” {cost} a month, worth {npv}", named.name, cost, npv)
        });
        let also = self.more_at_risk().into_iter().chain(worth_notes(self.results)).chain(bought);
        let also = also.chain(adoption_note(self.scenario));
        let also: String = also.map(|note| format!("; {note}")).collect();
        tr!("cash so far in {} by month; {}{also}", self.scenario.currency, self.worth(), also)
    }

    fn summary(&self, title: &str) -> String {
        let last = self.months.last().map(|month| {
            let cash = self.money.full(month.cumulative);
            match self.uncertainty.cash.band.last().filter(|point| is_wide([point.p10, point.p90])) {
                Some(point) => {
                    let range = eight_in_ten([point.p10, point.p90], |amount| self.money.full(amount));
                    tr!(" After {} months {cash} ({range}).", self.months.len(), cash, range)
                }
                None => tr!(" After {} months {cash}.", self.months.len(), cash),
            }
        });
        let tied_up = self.tied_up().map_or(String::new(), |tied_up| format!(" {tied_up}."));
        let also = [self.more_at_risk(), payback_notes(self.results), adoption_note(self.scenario)];
        let also = also.into_iter().flatten();
        let also: String = also.chain(self.bought_in_words()).map(|note| format!(" {}.", capitalised(&note))).collect();
        format!("{title}. {}.{}{tied_up}{also}", self.worth(), last.unwrap_or_default())
    }

    /// `$40,880 in month 6 is the most that is ever tied up`.
    fn tied_up(&self) -> Option<String> {
        let deepest = self.months.iter().min_by(|first, second| first.cumulative.total_cmp(&second.cumulative))?;
        (deepest.cumulative < 0.0).then(|| {
            let amount = self.money.full(-deepest.cumulative);
            tr!("{amount} in month {} is the most that is ever tied up", deepest.month, amount)
        })
    }

    /// Where each stage begins, and what is paid once in its month. Of several in one month the last.
    fn stages(&self) -> Vec<StageMark> {
        let stages = self.plan.stages.iter().zip(&self.scenario.stages).enumerate();
        let runs = stages.filter(|(index, (stage, _))| self.plan.stage_in_month(stage.month) == Some(*index));
        let mark = |(index, (resolved, stage)): (usize, (&crate::economics::PlanStage, &crate::scenario::Stage))| {
            let paid = self.months.get(resolved.month as usize).map_or(0.0, |month| month.one_offs);
            StageMark {
                x: f64::from(resolved.month),
                name: stage.name.clone(),
                changes: if paid == 0.0 { Vec::new() } else { vec![tr!("{} once", self.money.change(-paid))] },
                is_target: index == self.plan.target,
            }
        };
        runs.map(mark).collect()
    }

    fn marks(&self) -> Vec<Mark> {
        let month = self.results.months.payback_month.filter(|month| 0 < *month);
        // The axis counts months from 0, so that the month in which it pays back lies below the months until then.
        let payback = |month: u32| tr!("{}, in month {month}", Payback::of(self.plan, self.results).in_words(), month);
        // A month stands at its end: what flows evenly within it comes in on the way from the month before.
        let at = self.results.months.payback_months.map(|months| (months - 1.0).max(0.0));
        let mark = month.zip(at).map(|(month, x)| Mark { x, label: payback(month) });
        mark.into_iter().collect()
    }

    /// The deepest cash, and where it ends.
    fn dots(&self) -> Vec<Dot> {
        let lowest = self.months.iter().min_by(|first, second| first.cumulative.total_cmp(&second.cumulative));
        let lowest = lowest.filter(|month| month.cumulative < 0.0);
        let dot = |month: &Month<f64>, role, label| Dot { at: [f64::from(month.month), month.cumulative], role, label };
        let at_risk = lowest.map(|month| dot(month, ColorRole::Loss, at_risk(&self.money.full(-month.cumulative))));
        let last = self.months.last().filter(|last| lowest.is_none_or(|lowest| lowest.month != last.month));
        let last = last.map(|month| {
            let role = if month.cumulative < 0.0 { ColorRole::Loss } else { ColorRole::Value };
            dot(month, role, self.money.full(month.cumulative))
        });
        at_risk.into_iter().chain(last).collect()
    }

    fn table(&self) -> Table {
        let headings = [
            tr!("Month"),
            tr!("Stage"),
            tr!("Requests"),
            tr!("Paid once"),
            tr!("Cash of the month"),
            tr!("Cash so far"),
            tr!("8 in 10 futures"),
        ];
        let has_adoption = !self.scenario.plan.adoption.is_empty();
        let headings = headings.into_iter().chain(has_adoption.then_some(tr!("Adoption"))).map(str::to_owned);
        let headings = headings.chain(self.bought().map(|(named, _)| named.name.clone())).collect();
        let row = |(month, point): (&Month<f64>, &CashPoint)| {
            let stage = self.plan.stage_in_month(month.month);
            let adoption = has_adoption.then(|| {
                let adoption = self.plan.adoption_in(month.month);
                TableCell::share(format::percent(adoption), adoption)
            });
            let money = &self.money;
            let cells = vec![
                TableCell::number(month.month.to_string(), month.month.into()),
                stage.map_or_else(TableCell::dash, |stage| self.scenario.stages[stage].name.as_str().into()),
                TableCell { text: format::count(month.volume.round()), ..TableCell::count(month.volume) },
                TableCell::amount_or_dash(money, Some(month.one_offs).filter(|paid| *paid != 0.0)),
                TableCell::amount(money, month.cash),
                TableCell::amount(money, month.cumulative),
                TableCell::interval_or_dash(money, Some([point.p10, point.p90])),
            ];
            let bought = self.bought().map(|(_, bought)| bought.cumulative.get(month.month as usize));
            let bought = bought.map(|cash| TableCell::amount_or_dash(money, cash.copied()));
            cells.into_iter().chain(adoption).chain(bought).collect()
        };
        let rows = self.months.iter().zip(&self.uncertainty.cash.band).map(row);
        let table = Table { headings, rows: rows.collect(), ..Table::default() };
        table.explaining(|row, column| {
            let month = self.months[row].month;
            match column {
                2 => self.plan.stage_in_month(month).map(|_| ResultKind::Requests.in_month(month)),
                3 => Some(ResultKind::PaidOnce.in_month(month)),
                4 => Some(ResultKind::Cash.in_month(month)),
                5 => Some(ResultKind::CashSoFar.in_month(month)),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, Preset};
    use crate::uncertainty::Simulation;

    type Change = fn(&mut Scenario);

    fn chart(change: impl FnOnce(&mut Scenario)) -> (ChartHead, LineChart, Results) {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        chart_of(&scenario)
    }

    fn chart_of(scenario: &Scenario) -> (ChartHead, LineChart, Results) {
        let plan = Plan::new(scenario).unwrap();
        let results = Results::of(&plan);
        let uncertainty = Simulation::new(500, 1).of(&plan, &results);
        let chart = cash_chart(scenario, &plan, &results, &uncertainty);
        let Chart { head, body: ChartBody::Lines(lines) } = chart else { panic!("it has lines") };
        (head, lines, results)
    }

    #[test]
    fn titles_say_when_it_pays_back_and_what_is_at_risk() {
        let cases: [(Change, &str); 3] = [
            (|_| (), "Pays back in 17.2 months, with $42,561 at risk before; "),
            (|scenario| scenario.plan.horizon_months = 8, "Does not pay back in 8 months, with $"),
            (|scenario| scenario.plan.horizon_months = 3, "Does not pay back in 3 months, with $"),
        ];
        for (change, title) in cases {
            let (head, ..) = chart(change);
            assert!(head.title.starts_with(title), "{}", head.title);
        }
        let (early, ..) = chart(|scenario| scenario.plan.horizon_months = 3);
        assert!(early.title.ends_with("; but the 3 months end before Production begins"), "{}", early.title);
    }

    #[test]
    fn the_line_steps_down_by_what_is_paid_once_and_ends_in_the_last_month() {
        for preset in PRESETS {
            let (_, chart, results) = chart_of(&preset.scenario());
            let months = &results.months.months;
            let points = &chart.series[0].points;
            let steps: f64 =
                points.windows(2).filter(|pair| pair[0][0] == pair[1][0]).map(|pair| pair[0][1] - pair[1][1]).sum();
            let paid: f64 = months.iter().map(|month| month.one_offs).sum();
            assert!((steps - paid).abs() <= 1e-6, "{}: {steps} {paid}", preset.key);
            let last = months.last().unwrap();
            assert_eq!(*points.last().unwrap(), [f64::from(last.month), last.cumulative], "{}", preset.key);
            assert!(points.iter().all(|point| chart.y.range.0 <= point[1] && point[1] <= chart.y.range.1));
        }
    }

    #[test]
    fn what_is_tied_up_and_what_it_is_worth_is_said_beside_payback() {
        let (head, ..) = chart(|scenario| scenario.plan.adoption = vec![(0, 0.25), (12, 0.9)]);
        assert!(head.subtitle.contains("; benefit 0."), "{}", head.subtitle);
        assert!(
            head.subtitle.ends_with("; adoption 25\u{a0}% in month 0, 90\u{a0}% from month 12 on"),
            "{}",
            head.subtitle
        );
        assert!(head.summary.contains(" is the most that is ever tied up. "), "{}", head.summary);
        assert_eq!((head.table.headings[7].as_str(), &*head.table.rows[8][7]), ("Adoption", "68\u{a0}%"));
        let (head, ..) = chart(|_| ());
        assert!(
            head.summary.contains("Discounted, it pays back in 18.0 months; benefit 1.06× cost."),
            "{}",
            head.summary
        );
        assert!(!head.subtitle.contains("adoption") && head.table.headings.len() == 7, "{}", head.subtitle);
    }

    #[test]
    fn values_are_read_month_by_month() {
        let (_, chart, results) = chart(|_| ());
        for month in &results.months.months {
            let at = f64::from(month.month);
            assert_eq!(chart.series[0].at(at), Some(month.cumulative), "month {at}");
            let [low, high] = chart.band_at(0, at).unwrap();
            assert!(low <= high, "month {at}");
        }
        let deepest = &chart.dots[0];
        assert_eq!((deepest.at[1], deepest.label.as_str()), (-results.months.cash_at_risk, "$42,561 at risk"));
        let at_mark = chart.series[0].at(chart.marks[0].x).unwrap();
        // The line is read month by month, straight between them.
        assert!(
            at_mark.abs() < 1e-3 * results.months.cash_at_risk,
            "the line crosses 0 where the mark stands: {at_mark}"
        );
        assert_eq!(chart.x.range, (0.0, 24.0), "a horizon of 24 months ends at 24");
    }

    #[test]
    fn what_could_be_bought_is_a_line_of_its_own() {
        let scenario = Preset::by_key("copilot_seats").unwrap().scenario();
        let (head, chart, results) = chart_of(&scenario);
        let bought = &results.alternatives[0];
        let line = &chart.series[1];
        assert_eq!((line.name.as_str(), line.role), ("Buy seats", ColorRole::Alternative));
        let last = *bought.cumulative.last().unwrap();
        let end = results.months.months.last().unwrap().month;
        assert_eq!(*line.points.last().unwrap(), [f64::from(end), last], "as far as the plan");
        assert!(line.points.iter().all(|point| chart.y.range.0 <= point[1] && point[1] <= chart.y.range.1));
        let money = Money::new("USD");
        let (cost, npv) = (money.full(bought.month.cost), money.full(bought.npv));
        let said = format!("“Buy seats” costs {cost} a month at Everybody and is worth {npv}");
        assert!(head.summary.contains(&said), "{}", head.summary);
        let said = format!("; “Buy seats” {cost} a month, worth {npv}; adoption ");
        assert!(head.subtitle.contains(&said), "{}", head.subtitle);
        assert_eq!(head.table.headings.last().map(String::as_str), Some("Buy seats"));
        assert_eq!(head.table.rows.last().and_then(|row| row.last()), Some(&TableCell::amount(&money, last)));
        let (_, chart, _) = self::chart(|scenario| scenario.alternatives.clear());
        assert_eq!(chart.series.len(), 1);
    }
}
