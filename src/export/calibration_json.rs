//! A plan held against usage, as JSON: what is not known is null.

use serde_json::{Value, json};

use crate::calibration::{BillDifference, Calibration, Measurement, Unplanned};
use crate::prose::{
    assumed_in_words, cause_in_words, day, name_of, position_in_words, remark_in_words, unplanned_in_words,
    why_in_words,
};
use crate::scenario::{Estimate, Scenario};

/// Measurements, what could not be measured, and the bill explained.
pub fn calibration_json(scenario: &Scenario, calibration: &Calibration) -> Value {
    let Calibration { context, month, measurements, unmeasured, unplanned, bill, planned, months, evaluation } =
        calibration;
    json!({
        "scenario": scenario.name,
        "stage": scenario.stages[context.stage].name,
        "from": month.days.map(|(first, _)| day(first)),
        "to": month.days.map(|(_, last)| day(last)),
        "days": month.length,
        "scale": month.scale,
        "measurements": measurements.iter().map(|found| measurement_json(scenario, found)).collect::<Vec<_>>(),
        "cannot_say": unmeasured.iter().map(|unmeasured| json!({
            "path": unmeasured.path.to_string(),
            "name": name_of(scenario, &unmeasured.path).label(),
            "why": why_in_words(unmeasured.why),
        })).collect::<Vec<_>>(),
        "not_planned": unplanned.iter().map(unplanned_json).collect::<Vec<_>>(),
        "bill": bill.as_ref().map(bill_json),
        "planned_models_cost": { "base": planned.base, "p10": planned.p10, "p90": planned.p90 },
        "months": months.iter().map(|used| json!({
            "month": format!("{}-{:02}", used.month.0, used.month.1),
            "days": used.days,
            "days_with_usage": used.days_with_usage,
            "requests": used.requests,
            "calls": used.calls,
            "models_cost": used.cost,
            "priced_by_plan": used.is_priced_by_plan,
        })).collect::<Vec<_>>(),
        "actual_month": evaluation.as_ref().map(|month| json!({
            "requests": month.volume,
            "cost": month.cost,
            "inference": month.inference(),
            "outcomes": month.outcomes,
            "value": month.value,
            "net": month.net,
            "ratio": month.ratio(),
            "cost_per_request": month.cost_per_request(),
            "cost_per_outcome": month.cost_per_outcome(),
        })),
    })
}

fn measurement_json(scenario: &Scenario, found: &Measurement) -> Value {
    json!({
        "path": found.path.to_string(),
        "name": name_of(scenario, &found.path).label(),
        "planned": estimate_json(&found.planned, found.planned_interval),
        "measured": found.measured,
        "estimate": estimate_json(&found.estimate, found.interval),
        "ratio": found.ratio(),
        "position": position_in_words(found.position()),
        "n": found.seen,
        "n_of": format!("{:?}", found.seen_as).to_lowercase(),
        "remarks": found.remarks.iter().map(|remark| remark_in_words(*remark)).collect::<Vec<_>>(),
    })
}

fn estimate_json(estimate: &Estimate, [low, high]: [f64; 2]) -> Value {
    json!({ "estimate": estimate, "base": estimate.base(), "p10": low, "p90": high })
}

fn unplanned_json(unplanned: &Unplanned) -> Value {
    let (kind, name, share) = match unplanned {
        Unplanned::Model(name, share) => ("model", Some(name), *share),
        Unplanned::Caching(share) => ("caching", None, Some(*share)),
        Unplanned::Batch(share) => ("batch", None, Some(*share)),
        Unplanned::Price(name, ratio) => ("price", Some(name), Some(*ratio)),
    };
    json!({ "kind": kind, "name": name, "share": share, "words": unplanned_in_words(unplanned) })
}

fn bill_json(bill: &BillDifference) -> Value {
    json!({
        "planned": bill.planned,
        "actual": bill.actual,
        "difference": bill.actual - bill.planned,
        "ratio": bill.ratio(),
        "causes": bill.causes.iter().map(|share| json!({
            "cause": <&str>::from(share.cause),
            "name": cause_in_words(share.cause),
            "money": share.money,
            "factor": share.factor,
        })).collect::<Vec<_>>(),
        "assumed": bill.assumed.iter().map(|assumed| assumed_in_words(*assumed)).collect::<Vec<_>>(),
    })
}
