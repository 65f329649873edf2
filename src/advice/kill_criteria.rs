//! Kill criteria as they stand: what each watches, what the plan says of it, and how likely it is crossed.

use super::{Finding, RuleContext};
use crate::economics::{Evaluation, Plan, Results};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::scenario::{KillCriterion, Metric, Scenario};
use crate::uncertainty::{Chance, Uncertainty};

/// A kill criterion and how the plan stands to it.
#[derive(Clone, Debug, PartialEq)]
pub struct CriterionStatus<'a> {
    /// Metric, stage, limit and what is done then.
    pub criterion: &'a KillCriterion,
    /// The plan’s figure: of a month at its stage, at base values. Infinite where there is nothing to divide by.
    pub figure: f64,
    /// Whether that crosses the limit.
    pub is_breached: bool,
    /// How likely a month at its stage crosses it; `None` where no futures were drawn.
    pub chance: Option<Chance>,
}

impl CriterionStatus<'_> {
    /// The plan’s figure, written.
    pub fn figure_in_words(&self, money: &Money) -> String {
        written(self.criterion.metric, self.figure, money)
    }

    /// `Cost per outcome at Production: $0.430 in the plan, must not be above $1.50`.
    pub fn sentence(&self, scenario: &Scenario, money: &Money) -> String {
        self.sentence_of(scenario, money, tr!("in the plan"))
    }

    /// The same of a figure that is where `origin` says.
    pub fn sentence_of(&self, scenario: &Scenario, money: &Money, origin: &str) -> String {
        let KillCriterion { metric, stage, limit, .. } = self.criterion;
        tr!(
            "{metric} at {stage}: {figure} {origin}, must not be {side} {limit}",
            metric = metric.name(),
            stage = scenario.stages[*stage].name,
            figure = self.figure_in_words(money),
            side = if metric.is_breached_above() { tr!("above") } else { tr!("below") },
            limit = written(*metric, *limit, money),
            origin
        )
    }

    /// The same at the end of a sentence: `; agreed: go home`, or nothing.
    pub fn agreed_in_words(&self) -> String {
        self.agreed().map_or(String::new(), |action| tr!("; agreed: {action}", action))
    }

    /// What was agreed to do about it, once the limit is crossed.
    pub fn agreed(&self) -> Option<&str> {
        Some(self.criterion.action.trim()).filter(|action| self.is_breached && !action.is_empty())
    }
}

fn written(metric: Metric, figure: f64, money: &Money) -> String {
    match metric {
        _ if figure.is_infinite() => tr!("without end").to_owned(),
        Metric::Ratio => format::factor(figure),
        _ => money.full(figure),
    }
}

/// A limit that was agreed is crossed already.
pub(super) fn crossed(context: &RuleContext<'_>) -> Vec<Finding> {
    let standings = kill_criteria(context.plan, context.results, None);
    let crossed = standings.iter().enumerate().filter(|(_, status)| status.is_breached);
    let finding = |(place, status): (usize, &CriterionStatus<'_>)| {
        let sentence = format!("{}{}", status.sentence(context.scenario, &context.money), status.agreed_in_words());
        Finding::problem(format!("kill_criteria[{place}]"), sentence)
    };
    crossed.map(finding).collect()
}

/// A team that stops where it agreed to is worse off on average than one that goes on.
pub(super) fn stopping_costs_more(context: &RuleContext<'_>) -> Vec<Finding> {
    let Some(pilot) = context.uncertainty.map(|uncertainty| &uncertainty.pilot) else { return Vec::new() };
    let Some(stopping) = pilot.expected_with_kill_criteria else { return Vec::new() };
    let lost = pilot.expected - stopping;
    if lost <= 0.0 || format::is_nothing(lost) {
        return Vec::new();
    }
    let stops: Vec<(usize, &KillCriterion)> =
        context.plan.kill_criteria.iter().enumerate().filter(|(_, criterion)| criterion.stop).collect();
    let [stopping, expected, lost] = [stopping, pilot.expected, lost].map(|amount| context.money.full(amount));
    let (subject, remedy) = match stops[..] {
        [(_, KillCriterion { metric, stage, limit, .. })] => {
            let side = if metric.is_breached_above() { tr!("above") } else { tr!("below") };
            let limit = written(*metric, *limit, &context.money);
            let stage = &context.scenario.stages[*stage].name;
            (
                tr!(
                    "Stopping at {stage} when {} is {side} {limit} costs",
                    in_sentence(metric.name()),
                    stage,
                    side,
                    limit
                ),
                tr!("loosen the limit, or do something else than stop"),
            )
        }
        _ => (
            tr!("The {} kill criteria that stop the plan cost", stops.len()),
            tr!("loosen their limits, or do something else than stop"),
        ),
    };
    let sentence = tr!(
        "{subject} {lost} more than it saves: the plan is worth {stopping} on average with it, {expected} without; \
         {remedy}",
        subject,
        lost,
        stopping,
        expected,
        remedy
    );
    let at = stops.first().map_or(String::new(), |(place, _)| format!("kill_criteria[{place}]"));
    vec![Finding::problem(at, sentence)]
}

/// How a plan stands to each of its kill criteria, in their order.
pub fn kill_criteria<'a>(
    plan: &'a Plan,
    results: &Results,
    uncertainty: Option<&Uncertainty>,
) -> Vec<CriterionStatus<'a>> {
    let status = |(place, criterion): (usize, &'a KillCriterion)| {
        let figure = criterion.metric.in_month(&results.stages[criterion.stage].planned);
        CriterionStatus {
            criterion,
            figure,
            is_breached: criterion.is_breached_by(figure),
            chance: uncertainty.map(|found| found.breaches[place]),
        }
    };
    plan.kill_criteria.iter().enumerate().map(status).collect()
}

/// How an actual month at a stage stands to the kill criteria of that stage.
pub fn actual_criteria<'a>(plan: &'a Plan, stage: usize, month: &Evaluation<f64>) -> Vec<CriterionStatus<'a>> {
    let of_stage = plan.kill_criteria.iter().filter(|criterion| criterion.stage == stage);
    let status = |criterion: &'a KillCriterion| {
        let figure = criterion.metric.in_month(month);
        CriterionStatus { criterion, figure, is_breached: criterion.is_breached_by(figure), chance: None }
    };
    of_stage.map(status).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;
    use crate::uncertainty::Simulation;

    #[test]
    fn a_limit_at_the_median_is_crossed_in_half_of_the_futures() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let results = Results::of(&Plan::new(&scenario).unwrap());
        let target = scenario.plan.target_stage;
        let outlook = Simulation::new(1000, 1).of(&Plan::new(&scenario).unwrap(), &results).outlook;
        let limit = |metric, quantile: f64| KillCriterion {
            metric,
            stage: target,
            limit: quantile,
            action: String::new(),
            stop: false,
        };
        scenario.kill_criteria = vec![
            limit(Metric::MonthlyCost, outlook.cost.p50),
            limit(Metric::CostPerOutcome, outlook.cost_per_outcome.p90),
            limit(Metric::Net, outlook.net.p10),
            KillCriterion { stage: 0, ..limit(Metric::Ratio, 1e9) },
        ];
        let plan = Plan::new(&scenario).unwrap();
        let uncertainty = Simulation::new(1000, 1).of(&plan, &results);
        let standings = kill_criteria(&plan, &results, Some(&uncertainty));
        for (status, share) in standings.iter().zip([0.5, 0.1, 0.1, 1.0]) {
            let found = status.chance.unwrap().share;
            assert!((found - share).abs() < 0.002, "{:?}: {found}", status.criterion);
        }
        assert_eq!(standings[0].figure, results.stages[target].planned.cost);
        assert!(standings[3].is_breached && !standings[1].is_breached);
    }
}
