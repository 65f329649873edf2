//! What the headlines say of another plan, in several lengths each. Knows no egui.

use super::difference::Difference;
use super::plan_figures::PlanSummary;
use super::{Phrasings, points};
use crate::format::{self, Money};
use crate::language::tr;

/// How each headline of a plan differs from another one, which has a name, in the order of the headlines.
pub fn differences(plan: &PlanSummary, name: &str, other: &PlanSummary) -> [Phrasings; 5] {
    // Another stage is another question: then the name says so.
    let name = &if plan.stage == other.stage { name.to_owned() } else { tr!("{name} at {}", other.stage, name) };
    [
        verdict(plan, name, other),
        amounts(plan, name, other, |plan| Some(plan.cost)),
        amounts(plan, name, other, |plan| plan.cost_per_outcome),
        multiple(name, other),
        chance(plan, name, other),
    ]
}

fn verdict(plan: &PlanSummary, name: &str, other: &PlanSummary) -> Phrasings {
    let verdict = other.verdict.name();
    let also = if plan.verdict == other.verdict { tr!("also ") } else { "" };
    if plan.currency != other.currency {
        return vec![tr!("{also}{verdict}: {name}", also, verdict, name)];
    }
    let money = Money::new(&plan.currency);
    let more = plan.npv - other.npv;
    let size = money.full(more.abs());
    let (npv, than) = match money.full(plan.npv) == money.full(other.npv) {
        true => (tr!("same NPV").to_owned(), tr!("same NPV as {name}", name)),
        false if more < 0.0 => (tr!("NPV {size} less", size), tr!("NPV {size} less than {name}", size, name)),
        false => (tr!("NPV {size} more", size), tr!("NPV {size} more than {name}", size, name)),
    };
    vec![format!("{than}, {also}{verdict}"), than, npv]
}

fn amounts(plan: &PlanSummary, name: &str, other: &PlanSummary, of: impl Fn(&PlanSummary) -> Option<f64>) -> Phrasings {
    let theirs = Money::new(&other.currency);
    match (of(plan), of(other)) {
        (Some(amount), Some(other_amount)) if plan.currency == other.currency => {
            let money = Money::new(&plan.currency);
            let full = |amount| money.full(amount);
            Difference::between(amount, other_amount, full, |by| money.change(by)).than(name)
        }
        (_, Some(amount)) => vec![tr!("{} in {name}", theirs.full(amount), name), theirs.full(amount)],
        (_, None) => vec![tr!("none in {name}", name), tr!("none").to_owned()],
    }
}

fn multiple(name: &str, other: &PlanSummary) -> Phrasings {
    let multiple = other.multiple.map_or("–".to_owned(), format::factor);
    vec![tr!("{multiple} in {name}", multiple, name), multiple]
}

fn chance(plan: &PlanSummary, name: &str, other: &PlanSummary) -> Phrasings {
    let theirs = format::chance(other.pays);
    match points(plan.pays, other.pays) {
        None => vec![tr!("the same as {name}", name), tr!("the same").to_owned()],
        Some(points) => {
            vec![
                tr!("{points} against {name}, {theirs}", points, name, theirs),
                tr!("{points} against {name}", points, name),
                points,
            ]
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::Verdict;

    fn plan() -> PlanSummary {
        PlanSummary {
            currency: "USD".to_owned(),
            stage: "Production".to_owned(),
            verdict: Verdict::Marginal,
            cost: 15_000.0,
            cost_per_outcome: Some(0.12),
            value_per_outcome: Some(0.17),
            net: 5000.0,
            pays: 0.64,
            npv: 40_000.0,
            months: 24,
            payback_month: Some(15),
            payback_months: Some(15.1),
            cash_at_risk: 40_000.0,
            multiple: Some(322.0),
        }
    }

    #[test]
    fn differences_in_plain_words() {
        let other = PlanSummary {
            verdict: Verdict::Viable,
            cost: 20_000.0,
            cost_per_outcome: None,
            npv: 30_000.0,
            pays: 0.7,
            multiple: Some(200.0),
            ..plan()
        };
        let said = differences(&plan(), "‘B’", &other).map(|ways| ways[0].replace('\u{a0}', " "));
        let expected = [
            "NPV $10,000 more than ‘B’, Viable",
            "−$5,000, 25 % less than ‘B’",
            "none in ‘B’",
            "200× in ‘B’",
            "−6 points against ‘B’, 70 %",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn what_cannot_be_compared_is_only_told() {
        let other = PlanSummary { currency: "CAD".to_owned(), stage: "Pilot".to_owned(), ..plan() };
        let said = differences(&plan(), "‘B’", &other).map(|ways| ways[0].replace('\u{a0}', " "));
        assert_eq!(said[0], "also Marginal: ‘B’ at Pilot");
        assert_eq!(said[1], "CAD 15,000 in ‘B’ at Pilot");
        assert_eq!(said[4], "the same as ‘B’ at Pilot");
    }
}
