//! A portfolio as JSON; what is undefined is null.

use serde_json::{Value, json};

use crate::portfolio::{EvaluatedPortfolio, FrontierPoint, JointFutures, LeftOut, UseCase};
use crate::prose::{first_to_measure, funding_error_in_words, never_build_in_words};
use crate::uncertainty::{Chance, Quantiles};

/// Everything that is known of a portfolio, its use cases in the order of its file.
pub fn portfolio_json(evaluation: &EvaluatedPortfolio) -> Value {
    let portfolio = &evaluation.portfolio;
    let funded = evaluation.funded();
    let use_cases = evaluation.use_cases.iter().enumerate();
    let names = |places: &[usize]| -> Vec<&str> {
        places.iter().map(|place| evaluation.use_cases[*place].file.as_str()).collect()
    };
    let choice = match &evaluation.choice {
        Ok(choice) => json!({
            "use_cases": names(&choice.funded.chosen),
            "mean_npv": choice.funded.npv,
            "mean_peak_funding": choice.funded.peak_funding,
            "bound": choice.funded.bound,
            "is_exact": choice.funded.is_exact(),
            "joint": choice.joint.as_ref().map(joint_json),
        }),
        Err(error) => json!({ "error": funding_error_in_words(evaluation, error) }),
    };
    let all: Vec<usize> = (0..evaluation.use_cases.len()).collect();
    let gates = evaluation.gates();
    let point =
        |point: FrontierPoint| json!({ "use_cases": names(&point.chosen), "mean_npv": point.mean, "p10": point.p10 });
    json!({
        "portfolio": portfolio,
        "draws": evaluation.options.count,
        "seed": evaluation.options.seed,
        "use_cases": use_cases.map(|(place, use_case)| use_case_json(use_case, funded.contains(&place))).collect::<Value>(),
        "left_out": evaluation.left_out.iter().map(left_out_json).collect::<Value>(),
        "all": (!all.is_empty()).then(|| joint_json(&evaluation.joint(&all))),
        "funded": choice,
        "frontier": evaluation.frontier().ok().map(|points| points.into_iter().map(point).collect::<Value>()),
        "gates": gates.iter().map(|entry| json!({
            "use_case": evaluation.use_cases[entry.use_case].file,
            "stage": evaluation.use_cases[entry.use_case].scenario.stages[entry.stage].name,
            "month": entry.month,
            "first_day": portfolio.first_day(entry.month).map(|day| day.to_string()),
            "kind": entry.kind.key(),
            "what": entry.what,
            "owner": entry.owner,
            "is_met": entry.is_met,
        })).collect::<Value>(),
    })
}

fn use_case_json(use_case: &UseCase, is_funded: bool) -> Value {
    let UseCase { scenario, plan, results, futures, .. } = use_case;
    let target = &results.stages[plan.target].planned;
    let outlook = &futures.outlook;
    json!({
        "file": use_case.file,
        "name": scenario.name,
        "currency": scenario.currency,
        "rate": use_case.rate,
        "verdict": results.verdict.key(),
        "is_funded": is_funded,
        "never_build": use_case.never_build.iter().map(|reason| never_build_in_words(use_case, reason)).collect::<Value>(),
        "value": target.value * use_case.rate,
        "cost": target.cost * use_case.rate,
        "cost_per_outcome": per_outcome(target.cost_per_outcome(), &outlook.cost_per_outcome, use_case.rate),
        "value_per_outcome": per_outcome(target.value_per_outcome(), &futures.value_per_outcome, use_case.rate),
        "mean_npv": use_case.mean_npv(),
        "npv": quantiles_json(&Quantiles::of(&use_case.npv)),
        "npv_positive": chance_json(futures.cash.npv_positive),
        "pays": chance_json(outlook.pays),
        "peak_funding": results.months.cash_at_risk * use_case.rate,
        "payback_months": results.months.payback_months,
        "first_to_measure": first_to_measure(use_case),
    })
}

fn per_outcome(base: Option<f64>, futures: &Quantiles, rate: f64) -> Value {
    json!({ "base": base.map(|base| base * rate), "p10": futures.p10 * rate, "p90": futures.p90 * rate })
}

fn joint_json(joint: &JointFutures) -> Value {
    json!({
        "mean_npv": joint.mean_npv,
        "npv": quantiles_json(&joint.npv_quantiles),
        "pays": chance_json(joint.pays),
        "peak_funding": quantiles_json(&joint.peak_funding),
        "mean_peak_funding": joint.mean_peak_funding(),
        "exceeds_budget": joint.exceeds_budget.map(chance_json),
        "cash": joint.cash.iter().map(|month| json!({
            "month": month.month, "mean": month.mean, "p10": month.p10, "p50": month.p50, "p90": month.p90,
        })).collect::<Value>(),
    })
}

fn quantiles_json(quantiles: &Quantiles) -> Value {
    let Quantiles { p10, p50, p80, p90, .. } = quantiles;
    json!({ "p10": p10, "p50": p50, "p80": p80, "p90": p90 })
}

fn chance_json(chance: Chance) -> Value {
    json!({ "share": chance.share, "error": chance.error })
}

fn left_out_json(left_out: &LeftOut) -> Value {
    json!({ "file": left_out.file, "reason": left_out.reason })
}
