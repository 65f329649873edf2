//! Plans side by side: what each costs, brings and risks, and which does best at what.

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::comparison_matrix::{Cell, ComparisonMatrix, Measure, PlanColumn};
use super::table::{Table, TableCell};
use crate::day::local_day;
use crate::economics::{AlternativeMonth, AlternativeResult, Verdict};
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::prose::{Difference, PlanSummary, ResultKind, SnapshotResults, changes, first_changes, npv_label, points};
use crate::scenario::{Alternative, Scenario};

/// What a plan is called that has not been kept.
const NOW: &str = tr_noop!("The plan now");
/// What is said of an alternative below its name.
const BOUGHT: &str = tr_noop!("bought instead");
/// So many changes of a plan are told in its note.
const MOST_CHANGES: usize = 4;

/// What is known of a plan, or of what could be bought instead of it.
struct Compared {
    currency: String,
    stage: String,
    verdict: Option<Verdict>,
    cost: f64,
    cost_per_outcome: Option<f64>,
    value_per_outcome: Option<f64>,
    net: f64,
    pays: Option<f64>,
    npv: f64,
    months: u32,
    payback_month: Option<u32>,
    payback_months: Option<f64>,
    cash_at_risk: Option<f64>,
    multiple: Option<f64>,
}

impl Compared {
    fn of(plan: &PlanSummary) -> Self {
        Self {
            currency: plan.currency.clone(),
            stage: plan.stage.clone(),
            verdict: Some(plan.verdict),
            cost: plan.cost,
            cost_per_outcome: plan.cost_per_outcome,
            value_per_outcome: plan.value_per_outcome,
            net: plan.net,
            pays: Some(plan.pays),
            npv: plan.npv,
            months: plan.months,
            payback_month: plan.payback_month,
            payback_months: plan.payback_months,
            cash_at_risk: Some(plan.cash_at_risk),
            multiple: plan.multiple,
        }
    }

    /// An alternative serves the requests of the plan now.
    fn bought(now: &PlanSummary, bought: &AlternativeResult) -> Self {
        let AlternativeMonth { outcomes, cost, value, net, .. } = bought.month;
        let per_outcome = |amount: f64| (0.0 < outcomes).then(|| amount / outcomes);
        let deepest = bought.cumulative.iter().copied().fold(0.0, f64::min);
        Self {
            verdict: None,
            cost,
            cost_per_outcome: per_outcome(cost),
            value_per_outcome: per_outcome(value),
            net,
            pays: None,
            npv: bought.npv,
            payback_month: bought.payback_month,
            payback_months: bought.payback_months,
            cash_at_risk: Some(-deepest),
            multiple: None,
            ..Self::of(now)
        }
    }
}

/// The plan now beside those that were kept.
///
/// What could be bought instead stands between them, with what is known of it.
pub fn compare_chart(
    scenario: &Scenario,
    now: &PlanSummary,
    alternatives: &[AlternativeResult],
    kept: &[SnapshotResults<'_>],
) -> Chart {
    let head = |kept: &SnapshotResults<'_>| PlanColumn {
        number: Some(kept.number),
        name: kept.name.to_owned(),
        detail: local_day(kept.date),
    };
    let first = PlanColumn { number: None, name: text(NOW).to_owned(), detail: now.stage.clone() };
    let sound: Vec<(&SnapshotResults<'_>, &PlanSummary)> =
        kept.iter().filter_map(|kept| Some((kept, kept.figures.as_ref()?))).collect();
    let (uncounted, bought): (Vec<_>, Vec<_>) = scenario
        .alternatives
        .iter()
        .zip(alternatives)
        .enumerate()
        .partition(|(place, _)| scenario.lacks_people(*place));
    let instead = |(_, (alternative, _)): &(usize, (&Alternative, _))| PlanColumn {
        number: None,
        name: alternative.name.clone(),
        detail: text(BOUGHT).to_owned(),
    };
    let columns: Vec<PlanColumn> = std::iter::once(first)
        .chain(bought.iter().map(instead))
        .chain(sound.iter().map(|(kept, _)| head(kept)))
        .collect();
    let plans: Vec<Compared> = std::iter::once(Compared::of(now))
        .chain(bought.iter().map(|(_, (_, bought))| Compared::bought(now, bought)))
        .chain(sound.iter().map(|(_, figures)| Compared::of(figures)))
        .collect();
    let rows = measures(&plans, scenario.plan.target_stage);
    let title = title(&columns, &plans);
    let uncounted = uncounted.iter().map(|(_, (alternative, _))| {
        tr!("“{}” is charged by the person: it stands here once the stages say how many have it", alternative.name)
    });
    let notes: Vec<String> = kept.iter().map(|kept| note(scenario, kept)).chain(uncounted).collect();
    let said = notes.iter().map(|note| format!("{note}. "));
    Chart {
        head: ChartHead {
            key: ChartKind::Compare.into(),
            summary: format!("{title}. {}", said.collect::<String>()).trim_end().to_owned(),
            title,
            subtitle: tr!("at {}, in {}; what is best of each measure is marked", now.stage, now.currency),
            table: table(&columns, &rows),
        },
        body: ChartBody::Matrix(ComparisonMatrix { columns, rows, notes }),
    }
}

/// What has changed since a plan was kept.
fn note(scenario: &Scenario, kept: &SnapshotResults<'_>) -> String {
    if kept.figures.is_none() {
        return tr!("‘{}’ has problems and cannot be computed: recall it to mend them", kept.name);
    }
    let changes = changes(kept.scenario, &scenario.plan_alone());
    match changes.is_empty() {
        true => tr!("‘{}’ is the plan now", kept.name),
        false => tr!("Since ‘{}’: {}", kept.name, first_changes(&changes, MOST_CHANGES)),
    }
}

fn title(columns: &[PlanColumn], plans: &[Compared]) -> String {
    let is_comparable = plans.iter().all(|plan| plan.currency == plans[0].currency);
    if plans.len() < 2 {
        return tr!("There is one plan so far: take a snapshot to compare with").to_owned();
    }
    if !is_comparable {
        return tr!("{} plans in different currencies", plans.len());
    }
    let money = Money::new(&plans[0].currency);
    let worth = |place: usize| money.full(plans[place].npv);
    let mut order: Vec<usize> = (0..plans.len()).collect();
    order.sort_by(|first, second| plans[*second].npv.total_cmp(&plans[*first].npv));
    let (best, last) = (order[0], order[order.len() - 1]);
    if worth(best) == worth(last) {
        return match plans.len() {
            2 => tr!("Both plans are worth the same: NPV {}", worth(best)),
            all => tr!("All {all} plans are worth the same: NPV {}", worth(best), all),
        };
    }
    let name = |place: usize| if place == 0 { text(NOW).to_owned() } else { tr!("‘{}’", columns[place].name) };
    // The plan now is what the others are measured by.
    let behind = order.iter().copied().find(|place| worth(*place) != worth(best));
    let other = if best == 0 { behind.unwrap_or(last) } else { 0 };
    let other_name = if other == 0 { tr!("the plan now").to_owned() } else { name(other) };
    let more = money.full(plans[best].npv - plans[other].npv);
    tr!("{} is worth most: NPV {}, {more} more than {other_name}", name(best), worth(best), more, other_name)
}

/// Which value is the best one.
#[derive(Clone, Copy, PartialEq)]
enum Best {
    Least,
    Greatest,
    /// None is better than another.
    Neither,
}

fn measures(plans: &[Compared], target: usize) -> Vec<Measure> {
    let currency = &plans[0].currency;
    let is_comparable = plans.iter().all(|plan| plan.currency == *currency);
    let unit = if is_comparable { format!(", {currency}") } else { String::new() };
    let amounts = |name: String, best: Best, of: &dyn Fn(&Compared) -> Option<f64>| {
        let best = if is_comparable { best } else { Best::Neither };
        let write = |plan: &Compared, amount: f64| Money::new(&plan.currency).full(amount);
        let money = Money::new(currency);
        let difference = |amount: f64, now: f64| {
            let written = |amount| money.full(amount);
            Difference::between(amount, now, written, |by| money.change(by)).short()
        };
        let difference = |amount, now| if is_comparable { difference(amount, now) } else { String::new() };
        measure(name, plans, best, of, &write, &difference)
    };
    let months = plans.iter().map(|plan| plan.months);
    let horizon = if months.clone().all(|other| other == plans[0].months) {
        format!("{}{unit}", npv_label(plans[0].months))
    } else {
        tr!("NPV{unit}", unit)
    };
    let points = |amount: f64, now: f64| points(amount, now).unwrap_or_else(|| tr!("the same").to_owned());
    let factors = |amount: f64, now: f64| Difference::between(amount, now, format::factor, format::factor).short();
    let later = |amount: f64, now: f64| match (10.0 * amount).round() - (10.0 * now).round() {
        0.0 => tr!("the same").to_owned(),
        tenths if tenths < 0.0 => tr!("{} months earlier", format::decimals(-tenths / 10.0, 1)),
        tenths => tr!("{} months later", format::decimals(tenths / 10.0, 1)),
    };
    // What is not drawn in futures is neither better nor worse.
    let drawn = plans.iter().filter(|plan| plan.pays.is_some()).count();
    let mut measures = vec![
        verdicts(plans),
        amounts(tr!("Cost a month{unit}", unit), Best::Least, &|plan| Some(plan.cost)),
        amounts(tr!("Cost per outcome{unit}", unit), Best::Least, &|plan| plan.cost_per_outcome),
        amounts(tr!("Value per outcome{unit}", unit), Best::Greatest, &|plan| plan.value_per_outcome),
        amounts(tr!("Net a month{unit}", unit), Best::Greatest, &|plan| Some(plan.net)),
        measure(
            tr!("Chance that a month pays").to_owned(),
            plans,
            if drawn < 2 { Best::Neither } else { Best::Greatest },
            &|plan| plan.pays,
            &|_, share| format::chance(share),
            &points,
        ),
        amounts(horizon, Best::Greatest, &|plan| Some(plan.npv)),
        measure(
            tr!("Pays back in, months").to_owned(),
            plans,
            Best::Least,
            &|plan| plan.payback_months,
            &|_, months| format::decimals(months, 1),
            &later,
        ),
        amounts(tr!("Cash at risk{unit}", unit), Best::Least, &|plan| plan.cash_at_risk),
        measure(
            tr!("Cost from first stage on").to_owned(),
            plans,
            Best::Neither,
            &|plan| plan.multiple,
            &|_, multiple| format::factor(multiple),
            &factors,
        ),
    ];
    let at = |kind: ResultKind| Some(kind.at_stage(target));
    let payback = plans[0].payback_month.map(|month| ResultKind::CashSoFar.in_month(month));
    let costs =
        [at(ResultKind::Ratio), at(ResultKind::Cost), at(ResultKind::CostPerOutcome), at(ResultKind::ValuePerOutcome)];
    let rest = [
        at(ResultKind::Net),
        None,
        Some(ResultKind::NetPresentValue.of_plan()),
        payback,
        Some(ResultKind::CashAtRisk.of_plan()),
    ];
    let figures = costs.into_iter().chain(rest).chain([at(ResultKind::Multiple)]);
    measures.iter_mut().zip(figures).for_each(|(measure, figure)| measure.explains = figure);
    if plans.iter().any(|plan| plan.stage != plans[0].stage) {
        let cell = |plan: &Compared| Cell { text: plan.stage.clone(), ..Cell::none() };
        let cells = plans.iter().map(cell).collect();
        measures.insert(0, Measure { name: tr!("Stage").to_owned(), cells, explains: None });
    }
    measures
}

fn verdicts(plans: &[Compared]) -> Measure {
    let judged = || plans.iter().filter_map(|plan| plan.verdict);
    let best = judged().map(|verdict| verdict as usize).min();
    let is_worse = |verdict: Verdict| Some(verdict as usize) != best;
    let differ = judged().any(is_worse);
    let cell = |plan: &Compared| {
        let Some(verdict) = plan.verdict else { return Cell::none() };
        let is_best = differ && !is_worse(verdict);
        Cell { text: verdict.name().to_owned(), verdict: Some(verdict), is_best, ..Cell::none() }
    };
    Measure { name: tr!("Verdict").to_owned(), cells: plans.iter().map(cell).collect(), explains: None }
}

fn measure(
    name: String,
    plans: &[Compared],
    best: Best,
    of: &dyn Fn(&Compared) -> Option<f64>,
    write: &dyn Fn(&Compared, f64) -> String,
    difference: &dyn Fn(f64, f64) -> String,
) -> Measure {
    let values: Vec<Option<f64>> = plans.iter().map(of).collect();
    let texts: Vec<Option<String>> =
        plans.iter().zip(&values).map(|(plan, value)| value.map(|value| write(plan, value))).collect();
    let known = || values.iter().flatten().copied();
    // From nothing to both sides, where some are losses; one amount alone is long beside nothing.
    let (low, high) = known().fold((0.0_f64, 0.0_f64), |(low, high), value| (low.min(value), high.max(value)));
    let has_bars = low < high && 1 < known().count();
    let along = |value: f64| (value - low) / (high - low);
    let winner = match best {
        Best::Least => known().reduce(f64::min),
        Best::Greatest => known().reduce(f64::max),
        Best::Neither => None,
    };
    // What is written like the best is as good.
    let winning = winner.and_then(|winner| {
        let place = values.iter().position(|value| *value == Some(winner))?;
        texts[place].clone()
    });
    let differ = texts.iter().any(|text| *text != texts[0]);
    let cell = |(place, value): (usize, &Option<f64>)| {
        let (Some(value), Some(text)) = (value, &texts[place]) else { return Cell::none() };
        let now = values[0].filter(|_| 0 < place);
        Cell {
            is_best: differ && winning.as_ref() == Some(text),
            difference: now.map_or(String::new(), |now| difference(*value, now)),
            bar: has_bars.then(|| [along(value.min(0.0)), along(value.max(0.0))]),
            is_loss: *value < 0.0,
            text: text.clone(),
            number: Some(*value),
            ..Cell::none()
        }
    };
    Measure { name, cells: values.iter().enumerate().map(cell).collect(), explains: None }
}

fn table(columns: &[PlanColumn], rows: &[Measure]) -> Table {
    let heading = |column: &PlanColumn| match column.number {
        Some(number) => format!("{number} {}", column.name),
        None => column.name.clone(),
    };
    let cell = |cell: &Cell| TableCell {
        text: if cell.is_best { tr!("{} (best)", cell.text) } else { cell.text.clone() },
        numbers: cell.number.into_iter().collect(),
        unit: None,
    };
    let table = Table {
        headings: std::iter::once(String::new()).chain(columns.iter().map(heading)).collect(),
        rows: rows
            .iter()
            .map(|row| std::iter::once(row.name.as_str().into()).chain(row.cells.iter().map(cell)).collect())
            .collect(),
        ..Table::default()
    };
    table.explaining(|row, column| rows[row].explains.filter(|_| column == 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::reference::PRESETS;

    fn figures(npv: f64, cost: f64) -> PlanSummary {
        PlanSummary {
            currency: "USD".to_owned(),
            stage: "Production".to_owned(),
            verdict: if 0.0 < npv { Verdict::Viable } else { Verdict::Broken },
            cost,
            cost_per_outcome: Some(cost / 1e5),
            value_per_outcome: Some(0.2),
            net: 2e4 - cost,
            pays: 0.6,
            npv,
            months: 24,
            payback_month: (0.0 < npv).then_some(12),
            payback_months: (0.0 < npv).then_some(12.6),
            cash_at_risk: 5e4,
            multiple: Some(300.0),
        }
    }

    /// The plan now beside two that were kept.
    fn chart(plans: [PlanSummary; 3]) -> (ChartHead, ComparisonMatrix) {
        let scenario = PRESETS[0].scenario();
        let [now, first, second] = plans;
        let kept = [("Calm", 1, first), ("Bold", 4, second)];
        let kept = kept.map(|(name, number, figures)| SnapshotResults {
            number,
            name,
            date: "2026-11-24",
            scenario: &scenario,
            figures: Some(figures),
        });
        parts(compare_chart(&scenario, &now, &[], &kept))
    }

    fn parts(chart: Chart) -> (ChartHead, ComparisonMatrix) {
        let Chart { head, body: ChartBody::Matrix(matrix) } = chart else { panic!("plans stand side by side") };
        (head, matrix)
    }

    #[test]
    fn titles_say_which_plan_is_worth_most() {
        let cases = [
            ([30.0, 10.0, 20.0], "The plan now is worth most: NPV $30,000, $10,000 more than ‘Bold’"),
            ([10.0, 30.0, 20.0], "‘Calm’ is worth most: NPV $30,000, $20,000 more than the plan now"),
            ([30.0, 10.0, 30.0], "The plan now is worth most: NPV $30,000, $20,000 more than ‘Calm’"),
            ([10.0, 10.0, 10.0], "All 3 plans are worth the same: NPV $10,000"),
        ];
        for (npvs, title) in cases {
            let (head, _) = chart(npvs.map(|npv| figures(1000.0 * npv, 1e4)));
            assert_eq!(head.title, title);
            assert!(head.summary.starts_with(title), "{}", head.summary);
        }
    }

    #[test]
    fn what_is_best_is_marked() {
        let (head, chart) = chart([figures(1e4, 1.5e4), figures(-1e4, 1e4), figures(1e4, 3e4)]);
        let best = |name: &str| {
            let row = chart.rows.iter().find(|row| row.name.starts_with(name)).unwrap();
            let best: Vec<usize> = (0..3).filter(|place| row.cells[*place].is_best).collect();
            best
        };
        assert_eq!(best("Verdict"), [0, 2]);
        assert_eq!(best("Cost a month"), [1]);
        assert_eq!(best("Net a month"), [1]);
        assert_eq!(best("NPV"), [0, 2]);
        assert_eq!(best("Pays back"), [0, 2]);
        assert!(best("Value per outcome").is_empty(), "all are the same");
        assert!(best("Cost from first stage on").is_empty(), "more growth is neither better nor worse");
        let cost = &chart.rows[1];
        assert_eq!(cost.name, "Cost a month, USD");
        let differences = cost.cells.iter().map(|cell| cell.difference.replace('\u{a0}', " "));
        assert_eq!(differences.collect::<Vec<_>>(), ["", "33 % less", "2× as much"]);
        assert_eq!(head.table.rows[1][2], "$10,000 (best)");
        assert!(head.table.rows.iter().all(|row| row.len() == head.table.headings.len()));
    }

    #[test]
    fn other_currencies_and_stages_are_not_compared() {
        let foreign = PlanSummary { currency: "CAD".to_owned(), stage: "Pilot".to_owned(), ..figures(9e4, 1e4) };
        let (head, chart) = chart([figures(1e4, 2e4), figures(1e4, 1e4), foreign]);
        assert_eq!(head.title, "3 plans in different currencies");
        assert_eq!(chart.rows[0].cells[2].text, "Pilot");
        let cost = chart.rows.iter().find(|row| row.name == "Cost a month").unwrap();
        assert!(cost.cells.iter().all(|cell| !cell.is_best && cell.difference.is_empty()));
        assert_eq!(cost.cells[2].text, "CAD\u{a0}10,000");
    }

    #[test]
    fn a_plan_with_problems_is_left_out_by_name() {
        let scenario = PRESETS[0].scenario();
        let kept = SnapshotResults { number: 1, name: "Draft", date: "", scenario: &scenario, figures: None };
        let (_, chart) = parts(compare_chart(&scenario, &figures(1e4, 1e4), &[], &[kept]));
        assert_eq!(chart.columns.len(), 1);
        assert!(chart.notes[0].contains("‘Draft’ has problems"), "{:?}", chart.notes);
    }

    #[test]
    fn what_could_be_bought_stands_beside_the_plan() {
        let mut scenario = PRESETS.iter().find(|preset| preset.key == "copilot_seats").unwrap().scenario();
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let now = PlanSummary { npv: 1e4, ..figures(1e4, 1e4) };
        let (head, chart) = parts(compare_chart(&scenario, &now, &results.alternatives, &[]));
        let names: Vec<&str> = chart.columns.iter().map(|column| column.name.as_str()).collect();
        assert_eq!(names, [NOW, "Buy seats"]);
        assert_eq!((chart.columns[1].detail.as_str(), chart.columns[1].number), (BOUGHT, None));
        let cell = |name: &str| {
            let row = chart.rows.iter().find(|row| row.name.starts_with(name)).unwrap();
            row.cells[1].text.as_str()
        };
        let money = Money::new("USD");
        let bought = &results.alternatives[0];
        assert_eq!(cell("Cost a month"), money.full(bought.month.cost));
        assert_eq!(cell("NPV"), money.full(bought.npv));
        assert_eq!(cell("Net a month"), money.full(bought.month.net));
        assert_eq!((cell("Verdict"), cell("Chance")), ("–", "–"), "of what is bought nothing is drawn");
        let chance = chart.rows.iter().find(|row| row.name.starts_with("Chance")).unwrap();
        assert!(chart.rows.iter().any(|row| row.cells[0].is_best) && !chance.cells[0].is_best, "of one none is best");
        assert!(head.title.starts_with("The plan now is worth most: NPV $10,000, "), "{}", head.title);
        scenario.alternatives.clear();
        let (_, chart) = parts(compare_chart(&scenario, &now, &[], &[]));
        assert_eq!(chart.columns.len(), 1, "nothing is bought");
    }
}
