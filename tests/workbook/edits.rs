//! Yellow cells that were changed, and cards and strategies that were switched, against the engine with the same edits.

use std::fs;

use breakeven::economics::{Parameter, Plan, Quantity, Results, Switch, Verdict};
use breakeven::export::{Case, WorkbookEdits, workbook_of};
use breakeven::scenario::{Estimate, Pricing, Scenario, Strategy, StrategyKind, StrategyTag, Tariff};
use strum::VariantArray;

use super::{Computed, compare, preset, recalculate, sheet};

/// As many presets as there are here, each edited twenty times.
const EDITED: [&str; 5] =
    ["support_assistant", "self_hosted_summaries", "research_agent", "copilot_seats", "document_extraction"];
const EDITS: usize = 20;

#[test]
fn a_workbook_with_edited_cells_recalculates_to_what_the_engine_makes_of_the_same_edits() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut written = Vec::new();
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    for key in EDITED {
        let scenario = preset(key);
        let base = Computed::of(scenario);
        let mut count = 0;
        while count < EDITS {
            let edits = dice.edits(&base);
            let Some(expected) = edited(&base, &edits) else { continue };
            let path = folder.path().join(format!("{key}-{count}.xlsx"));
            fs::write(&path, workbook_of(&base.content(), &edits).expect("a workbook")).expect("it is written");
            written.push((path, expected, edits));
            count += 1;
        }
    }
    if !recalculate(folder.path(), written.iter().map(|(path, ..)| path)) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    for (path, expected, edits) in &written {
        eprintln!("{}: {edits:?}", path.display());
        compare(path, expected);
        let summary = sheet(path, "Summary");
        let verdict = &summary["Verdict"][1];
        match expected.results.verdict {
            known @ (Verdict::Viable | Verdict::Marginal) => assert_eq!(verdict, known.name(), "{}", path.display()),
            _ => assert_eq!(verdict, "Recompute in Breakeven", "{}", path.display()),
        }
        let checks = sheet(path, "Checks");
        assert_eq!(checks["Overall"][1], "OK", "{}: {checks:?}", path.display());
        assert_ne!(checks["Yellow cells that are not as exported"][1], "0", "{}", path.display());
    }
}

/// Of two strategies of one kind only one may be on: the other one changes nothing, whichever comes first.
#[test]
fn a_workbook_with_two_strategies_of_each_kind_recalculates_to_our_numbers() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut written = Vec::new();
    for is_first in [false, true] {
        let mut scenario = preset("support_assistant");
        let typical = |tag: &StrategyTag| Strategy::typical(*tag, "haiku", 0);
        let missing =
            StrategyTag::VARIANTS.iter().filter(|tag| scenario.strategies.iter().all(|own| own.kind.tag() != **tag));
        let missing: Vec<_> = missing.map(typical).collect();
        scenario.strategies.extend(missing.into_iter().map(|own| Strategy { enabled: true, ..own }));
        let others = StrategyTag::VARIANTS.iter().map(|tag| {
            let [setup_cost, monthly_cost, quality_loss] = [12_345.0, 777.0, 0.03].map(Estimate::Exact);
            let mut other = Strategy { enabled: false, setup_cost, monthly_cost, quality_loss, ..typical(tag) };
            for estimate in other.kind.estimates_mut() {
                *estimate = Estimate::Exact(0.5 * estimate.base());
            }
            if let StrategyKind::ContinuousBatching { throughput_gain } = &mut other.kind {
                *throughput_gain = Estimate::Exact(1.5);
            }
            if let StrategyKind::PrefixCaching { prefixes, .. } = &mut other.kind {
                *prefixes = Estimate::Exact(50.0);
            }
            other
        });
        let at = if is_first { 0 } else { scenario.strategies.len() };
        scenario.strategies.splice(at..at, others.collect::<Vec<_>>());
        let base = Computed::of(scenario);
        let all = base.plan.switches();
        let strategies: Vec<_> = all.into_iter().filter(|switch| matches!(switch, Switch::Strategy(_))).collect();
        assert_eq!(strategies.len(), StrategyTag::VARIANTS.len(), "{strategies:?}");
        for switched in [Vec::new(), strategies] {
            let edits = WorkbookEdits { switched, ..WorkbookEdits::default() };
            let expected = edited(&base, &edits).expect("it can be computed");
            let path = folder.path().join(format!("{is_first}-{}.xlsx", edits.switched.len()));
            fs::write(&path, workbook_of(&base.content(), &edits).expect("a workbook")).expect("it is written");
            written.push((path, expected));
        }
    }
    if !recalculate(folder.path(), written.iter().map(|(path, _)| path)) {
        eprintln!("LibreOffice is missing: formulas are not recalculated here");
        return;
    }
    for (path, expected) in &written {
        compare(path, expected);
        assert_eq!(sheet(path, "Checks")["Overall"][1], "OK", "{}", path.display());
    }
}

/// The same edits in the scenario; nothing where that is none to compute.
fn edited(base: &Computed, edits: &WorkbookEdits) -> Option<Computed> {
    let mut scenario = base.scenario.clone();
    for field in &base.plan.inputs {
        let value = match edits.case {
            Case::Low if field.estimate.is_uncertain() => field.estimate.low(),
            Case::High if field.estimate.is_uncertain() => field.estimate.high(),
            _ => match edits.estimates.get(&field.path) {
                Some(&value) => value,
                None => continue,
            },
        };
        let value = value.max(field.domain.least()).min(field.domain.greatest());
        *scenario.estimate_mut(&field.path).expect("the path is there") = Estimate::Exact(value);
    }
    for switch in &edits.switched {
        match *switch {
            Switch::Component(place) => scenario.components[place].enabled ^= true,
            Switch::Strategy(place) => scenario.strategies[place].enabled ^= true,
        }
    }
    for (&price, &value) in &edits.prices {
        match price {
            Quantity::PriceInTier(component, line, tier) => tiers(&mut scenario, component, line)[tier].1 = value,
            Quantity::Parameter(Parameter::TierLimit(component, line, tier)) => {
                tiers(&mut scenario, component, line)[tier].0 = value;
            }
            _ => *price_mut(&mut scenario, price)? = value,
        }
    }
    let settings = &mut scenario.plan;
    settings.target_stage = edits.target.unwrap_or(settings.target_stage);
    settings.horizon_months = edits.horizon.unwrap_or(settings.horizon_months);
    settings.hurdle = edits.hurdle.unwrap_or(settings.hurdle);
    let plan = Plan::new(&scenario).ok()?;
    Some(Computed { results: Results::of(&plan), scenario, plan })
}

fn tiers(scenario: &mut Scenario, component: usize, line: usize) -> &mut Vec<(f64, f64)> {
    match &mut scenario.components[component].lines[line].tariff {
        Tariff::Graduated(tiers) => tiers,
        other => panic!("{other:?} has no tiers"),
    }
}

fn price_mut(scenario: &mut Scenario, price: Quantity) -> Option<&mut f64> {
    let (Quantity::InputPrice(model)
    | Quantity::OutputPrice(model)
    | Quantity::Parameter(Parameter::BatchDiscount(model) | Parameter::ReadRate(model))) = price
    else {
        return None;
    };
    let (_, model) = scenario.models.get_index_mut(model)?;
    match (&mut model.pricing, price) {
        (Pricing::Tokens { input, .. }, Quantity::InputPrice(_)) => Some(input),
        (Pricing::Tokens { output, .. }, Quantity::OutputPrice(_)) => Some(output),
        (Pricing::Tokens { batch_discount, .. }, Quantity::Parameter(Parameter::BatchDiscount(_))) => {
            Some(batch_discount)
        }
        (Pricing::SelfHosted { prefill, .. }, Quantity::Parameter(Parameter::ReadRate(_))) => Some(prefill),
        _ => None,
    }
}

/// Chance that is the same every time.
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() % count as u64) as usize
    }

    fn share(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A few yellow cells of a workbook.
    fn edits(&mut self, base: &Computed) -> WorkbookEdits {
        let Computed { scenario, plan, .. } = base;
        let mut edits = WorkbookEdits { case: Case::ALL[self.below(3)], ..WorkbookEdits::default() };
        for _ in 0..1 + self.below(8) {
            let field = &plan.inputs[self.below(plan.inputs.len())];
            let moved = field.estimate.base() * (0.7 + 0.6 * self.share()) + 0.01 * self.share();
            let value = moved.max(field.domain.least()).min(field.domain.greatest());
            edits.estimates.insert(field.path.clone(), value);
        }
        let switches = plan.switches();
        for _ in 0..self.below(4) {
            let switch = switches[self.below(switches.len())];
            if !edits.switched.contains(&switch) {
                edits.switched.push(switch);
            }
        }
        let graduated = |(place, component): (usize, &breakeven::scenario::Component)| {
            let lines = component.lines.iter().enumerate();
            let lines = lines.filter_map(move |(line, own)| match &own.tariff {
                Tariff::Graduated(tiers) => Some((place, line, tiers.clone())),
                _ => None,
            });
            lines.collect::<Vec<_>>()
        };
        let graduated: Vec<_> = scenario.components.iter().enumerate().flat_map(graduated).collect();
        if !graduated.is_empty() && self.below(2) == 0 {
            let (component, line, tiers) = &graduated[self.below(graduated.len())];
            let (limit, price) = tiers[0];
            edits.prices.insert(Quantity::PriceInTier(*component, *line, 0), price + self.share());
            if limit.is_finite() {
                let limit = Parameter::TierLimit(*component, *line, 0);
                edits.prices.insert(Quantity::Parameter(limit), tiers[0].0 * (0.5 + 0.5 * self.share()));
            }
        }
        if self.below(2) == 0 {
            let model = self.below(scenario.models.len());
            let parts = [
                Quantity::InputPrice(model),
                Quantity::OutputPrice(model),
                Quantity::Parameter(Parameter::BatchDiscount(model)),
                Quantity::Parameter(Parameter::ReadRate(model)),
            ];
            let part = parts[self.below(parts.len())];
            let mut scenario = scenario.clone();
            if let Some(price) = price_mut(&mut scenario, part) {
                edits.prices.insert(part, *price * (0.5 + 0.5 * self.share()));
            }
        }
        if self.below(3) == 0 {
            edits.target = Some(self.below(plan.stages.len()));
        }
        if self.below(3) == 0 {
            edits.horizon = Some(1 + self.below(plan.horizon_months as usize) as u32);
        }
        if self.below(3) == 0 {
            edits.hurdle = Some(1.0 + 2.0 * self.share());
        }
        edits
    }
}
