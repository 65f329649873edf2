//! Words and figures belong together: every explained figure of every preset is the one that is displayed.

use super::*;
use crate::charts::{ChartBody, ChartKind};
use crate::economics::{Assumptions, Breakdown, Multiple, Results, StrategySet, contributions};
use crate::prose::estimate_names::name_of;
use crate::prose::subject::ResultsInput;
use crate::reference::{PRESETS, Preset};
use crate::scenario::Category;
use crate::uncertainty::Simulation;

struct Explained {
    scenario: Scenario,
    plan: Plan,
    distributions: Vec<Distribution>,
}

impl Explained {
    fn preset(preset: &Preset) -> Self {
        let scenario = preset.scenario();
        let plan = Plan::new(&scenario).unwrap();
        let distributions = plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
        Self { scenario, plan, distributions }
    }

    fn explain(&self, figure: ResultId) -> Option<Explanation> {
        explain(&self.scenario, &self.plan, &self.distributions, figure)
    }

    /// Every figure that can be explained, with the value that the window and the tables show.
    fn displayed(&self) -> Vec<(ResultId, Option<f64>)> {
        let Self { plan, .. } = self;
        let base = Assumptions::base(plan);
        let results = Results::of(plan);
        let mut displayed = Vec::new();
        for (stage, versions) in results.stages.iter().enumerate() {
            let planned = &versions.planned;
            let point = base.at_stage(stage);
            let set = plan.planned_mix().active_at(plan, stage);
            let bill = Breakdown::at(&base, &point, set);
            let multiple = Multiple::between(&results.stages[0].planned, planned);
            displayed.extend([
                (ResultKind::Cost.at_stage(stage), Some(planned.cost)),
                (ResultKind::Value.at_stage(stage), Some(planned.value)),
                (ResultKind::Net.at_stage(stage), Some(planned.net)),
                (ResultKind::Ratio.at_stage(stage), planned.ratio()),
                (ResultKind::CostPerOutcome.at_stage(stage), planned.cost_per_outcome()),
                (ResultKind::ValuePerOutcome.at_stage(stage), planned.value_per_outcome()),
                (ResultKind::CostPerRequest.at_stage(stage), planned.cost_per_request()),
                (ResultKind::NotTokens.at_stage(stage), planned.share_beyond_tokens()),
                (ResultKind::Multiple.at_stage(stage), multiple.map(|multiple| multiple.total)),
                (ResultKind::OfStrategies.at_stage(stage), Some(bill.strategies)),
                (ResultKind::Savings.at_stage(stage), Some(versions.baseline.cost - planned.cost)),
                (ResultKind::Cost.at_baseline(stage), Some(versions.baseline.cost)),
                (ResultKind::CostPerOutcome.at_baseline(stage), versions.baseline.cost_per_outcome()),
                (ResultKind::Cost.at_floor(stage), Some(versions.floor.evaluation.cost)),
                (ResultKind::CostPerOutcome.at_floor(stage), versions.floor.evaluation.cost_per_outcome()),
            ]);
            let categories = Category::ALL.into_iter().zip(planned.categories);
            displayed.extend(
                categories.map(|(category, cost)| (ResultKind::OfCategory(category).at_stage(stage), Some(cost))),
            );
            let everything = contributions(&base, &point, StrategySet::of(plan, |_| true)).into_iter().enumerate();
            displayed.extend(
                everything.map(|(at, saving)| (ResultKind::SavingAlone(at).at_stage(stage), Some(saving.alone))),
            );
            displayed.extend(
                bill.steps.iter().enumerate().map(|(at, &cost)| (ResultKind::OfStep(at).at_stage(stage), Some(cost))),
            );
            let components = bill.components.iter().enumerate();
            displayed.extend(components.map(|(at, &cost)| (ResultKind::OfComponent(at).at_stage(stage), Some(cost))));
            let savings = contributions(&base, &point, set).into_iter().enumerate();
            displayed.extend(savings.map(|(at, saving)| {
                (ResultKind::Saving(at).at_stage(stage), set.contains(at).then_some(saving.share))
            }));
        }
        let months = &results.months;
        displayed.push((ResultKind::NetPresentValue.of_plan(), Some(months.npv)));
        displayed.push((ResultKind::CashAtRisk.of_plan(), Some(months.cash_at_risk)));
        displayed.push((ResultKind::BenefitOverCost.of_plan(), months.benefit_cost_ratio));
        displayed.push((ResultKind::FurtherRequest.at_floor(plan.target), Some(results.margin.per_request)));
        // The first month, those in which stages begin, the one that pays back and the last have it all.
        let begin = plan.stages.iter().map(|stage| stage.month);
        let last = plan.horizon_months - 1;
        for at in begin.chain([0, last]).chain(months.payback_month).filter(|month| *month <= last) {
            let month = &months.months[at as usize];
            displayed.extend([
                (ResultKind::Requests.in_month(at), Some(month.volume)),
                (ResultKind::PaidOnce.in_month(at), Some(month.one_offs)),
                (ResultKind::Cash.in_month(at), Some(month.cash)),
                (ResultKind::CashSoFar.in_month(at), Some(month.cumulative)),
            ]);
        }
        displayed
    }
}

#[test]
fn every_figure_that_a_chart_or_a_table_explains_has_an_explanation() {
    let mut seen = std::collections::HashSet::new();
    for preset in PRESETS.iter().take(3) {
        let explained = Explained::preset(preset);
        let Explained { scenario, plan, .. } = &explained;
        let results = Results::of(plan);
        let uncertainty = Simulation::new(50, 1).of(plan, &results);
        let input = ResultsInput::of(scenario, plan, &results, &uncertainty);
        for key in ChartKind::ALL.into_iter().filter(|key| key.has_content(scenario)) {
            let chart = key.chart(input);
            let cells = chart.table().explains.iter().map(|(&[row, column], &figure)| {
                let cell = &chart.table().rows[row][column];
                (figure, Some(cell.text.clone()))
            });
            let figures: std::collections::HashSet<_> = chart.table().explains.values().collect();
            assert_eq!(figures.len(), chart.table().explains.len(), "{}: each figure is known by itself", key.key());
            let painted: Vec<ResultId> = match &chart.body {
                ChartBody::Lines(chart) => chart.explains.iter().map(|(_, figure)| *figure).collect(),
                ChartBody::Bars(chart) => chart.rows.iter().filter_map(|row| row.explains).collect(),
                ChartBody::Stacks(chart) => {
                    let figures = chart.stacks.iter().map(|stack| &stack.explains);
                    figures.flat_map(|(layers, whole)| layers.iter().chain([whole])).copied().collect()
                }
                ChartBody::Matrix(chart) => chart.rows.iter().filter_map(|row| row.explains).collect(),
                ChartBody::Bubbles(_) => Vec::new(),
            };
            // What waiting costs is the difference of two plans, each of which explains its own worth.
            // What was decided has no figures at all.
            let has_none = [ChartKind::ChangingLater, ChartKind::Decided].contains(&key);
            assert!(!painted.is_empty() || has_none, "{} {}", preset.key, key.key());
            let painted = painted.into_iter().chain(key.figures(plan.target)).map(|figure| (figure, None));
            for (figure, cell) in cells.chain(painted) {
                // Months are many and alike.
                let is_later = match (figure.at, figure.what) {
                    (ResultPlace::Month(month), ResultKind::Cash) => 1 <= month,
                    (ResultPlace::Month(month), ResultKind::Requests | ResultKind::CashSoFar) => 3 <= month,
                    _ => false,
                };
                if is_later || (cell.is_none() && !seen.insert((preset.key, figure))) {
                    continue;
                }
                let found = explained.explain(figure);
                let told = found.map(|explanation| explanation.figure).unwrap_or_default();
                assert!(!told.is_empty(), "{} {} {figure:?}", preset.key, key.key());
                // Side by side, a chance and a month are explained by what they are chances and months of.
                if let Some(cell) = cell.filter(|_| key != ChartKind::Compare) {
                    // What a strategy saves or costs is said in words.
                    let has_digit = |word: &&str| word.contains(|letter: char| letter.is_ascii_digit());
                    let digits =
                        |text: &str| text.replace('−', "").split(['(', ' ']).find(has_digit).map(str::to_owned);
                    assert_eq!(digits(&cell), digits(&told), "{} {} {figure:?}", preset.key, key.key());
                }
            }
        }
    }
}

#[test]
fn a_result_is_explained_wherever_it_can_stand_and_nowhere_else() {
    let explained = Explained::preset(&PRESETS[0]);
    let stages = Results::of(&explained.plan).stages;
    let production = stages.last().expect("there is one");
    let last = stages.len() - 1;
    let value = |id: ResultId| explained.explain(id).map(|explanation| explanation.value);
    assert_eq!(value(ResultKind::Net.at_floor(last)), Some(production.floor.evaluation.net));
    assert_eq!(value(ResultKind::Ratio.at_baseline(last)), production.baseline.ratio());
    for nowhere in [
        ResultKind::Cash.at_stage(0),
        ResultKind::NetPresentValue.at_floor(0),
        ResultKind::Ratio.in_month(0),
        ResultKind::Cost.of_plan(),
        ResultKind::Cost.at_stage(last + 1),
        ResultKind::CashSoFar.in_month(explained.plan.horizon_months),
    ] {
        assert_eq!(value(nowhere), None, "{nowhere:?}");
    }
}

#[test]
fn every_explanation_comes_to_the_figure_that_is_displayed() {
    for preset in PRESETS {
        let explained = Explained::preset(preset);
        for (figure, displayed) in explained.displayed() {
            let explanation = explained.explain(figure);
            let value = explanation.as_ref().map(|explanation| explanation.value);
            assert_eq!(value, displayed, "{} {figure:?}", preset.key);
            let Some(explanation) = explanation else { continue };
            let start = format!("{} = ", figure.written(&Money::new(&explained.scenario.currency), explanation.value));
            assert!(explanation.formulas[0].starts_with(&start), "{}", explanation.formulas[0]);
        }
    }
}

#[test]
fn words_mention_every_estimate_that_matters() {
    for preset in PRESETS {
        let Explained { scenario, plan, .. } = &Explained::preset(preset);
        let tape = Tape::default();
        let recorded = plan.recorded(&tape);
        for figure in (0..plan.stages.len()).map(|stage| ResultKind::Net.at_stage(stage)) {
            let root = figure.record(&recorded).unwrap();
            let (mut open, mut mentioned, mut seen) = (vec![root], Vec::new(), Vec::new());
            while let Some(expression) = open.pop() {
                for (term, behind) in tape.terms(&expression) {
                    match term {
                        FormulaTerm::Input(input) => mentioned.push(input),
                        FormulaTerm::Part(part) if !seen.contains(&part) => {
                            seen.push(part);
                            open.push(behind);
                        }
                        FormulaTerm::Part(_) => {}
                    }
                }
            }
            for input in tape.inputs_of(&root) {
                let base = plan.inputs[input.index()].estimate.base();
                let value = |moved: f64| {
                    let at = |other: Input| {
                        if other == input { moved } else { plan.inputs[other.index()].estimate.base() }
                    };
                    tape.replay(&root, at)
                };
                let matters = value(base) != value(1.5 * base);
                let name = name_of(scenario, &plan.inputs[input.index()].path).label();
                assert!(!matters || mentioned.contains(&input), "{} {figure:?}: {name}", preset.key);
            }
        }
    }
}

#[test]
fn figures_explain_themselves_in_words() {
    let explained = Explained::preset(Preset::by_key("support_assistant").unwrap());
    let said = |figure| explained.explain(figure).unwrap();
    let each = said(ResultKind::CostPerOutcome.at_stage(2));
    assert_eq!(each.title, "Cost per accepted draft reply at Production");
    let expected = [
        "$0.134 = cost $15,973 ÷ outcomes 119,246",
        "cost $15,973 = inference $6,003 + retrieval $67.74 + observability $324 + reliability $250 + compliance $588 \
         + people $6,876 + quality $1,614 + optimization $251",
        "outcomes 119,246 = (requests 219,089 − wrong cached answers 87.6) × success rate 55\u{a0}% \
         × (1 − Model routing’s share of outcomes lost 1\u{a0}%)",
    ];
    assert_eq!(each.formulas, expected);
    let most = "Moves it most: Production’s requests (219,089). Between 120,000 and 400,000 it is $0.185 to $0.106";
    assert_eq!(each.moved_most().unwrap(), most);

    let units = said(ResultKind::OfComponent(1).at_stage(2));
    let expected = [
        "$324 = plan fee $199 + trace units $125",
        "trace units $125 = units in tier 2 900,000 × price $0.00008 + units in tier 3 752,712 × price $0.00007",
    ];
    assert_eq!(units.formulas, expected);
    let routing = said(ResultKind::Saving(1).at_stage(2));
    let expected = "$4,036 = what it takes off the bill, averaged over every order in which the 3 strategies can be \
                    switched on: $5,085 as the first, $3,071 as the last";
    assert_eq!(routing.formulas, [expected]);
}

#[test]
fn known_numbers_move_a_figure_by_a_tenth() {
    let explained = Explained::preset(Preset::by_key("trap_950x").unwrap());
    let cost = explained.explain(ResultKind::Cost.at_stage(explained.plan.target)).unwrap();
    let most = "Moves it most: Answer’s calls per request (1). A tenth more makes it $9,880";
    assert_eq!(cost.moved_most().unwrap(), most);
}
