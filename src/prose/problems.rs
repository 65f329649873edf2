//! What people call a place in a scenario, and what is wrong there: `Merge and format · history and input tokens`, not
//! `workload.steps["merge and format"].conversation`. Paths are for files and programs.

use super::estimate_names::{capitalised, known_name};
use crate::advice::item_in_words;
use crate::language::{in_sentence, tr};
use crate::scenario::{Component, ComponentId, EstimatePath, Line, LinesOf, Problem, Scenario, ScenarioPart, path};

/// What the card calls what is at a path, whether that is an estimate or not. Never empty; of a path that leads nowhere,
/// its own words.
pub fn place_name(scenario: &Scenario, at: &str) -> String {
    if let Some(name) = known_name(scenario, &EstimatePath::from(at)) {
        return name.label();
    }
    for snapshot in &scenario.snapshots {
        let within = at.strip_prefix(format!("snapshots[{}].scenario.", snapshot.number).as_str());
        if let Some(within) = within {
            return tr!(
                "Snapshot {number} · {name}",
                number = snapshot.number,
                name = place_name(&snapshot.scenario, within)
            );
        }
    }
    // The innermost thing that has a name, and what of it is meant.
    let named = things(scenario).into_iter().filter_map(|(prefix, name)| {
        let rest = at.strip_prefix(prefix.as_str()).filter(|rest| rest.is_empty() || rest.starts_with(['.', '[']))?;
        Some((prefix.len(), name, rest))
    });
    match named.max_by_key(|(length, ..)| *length) {
        Some((_, name, "")) => name,
        Some((_, name, rest)) => format!("{name} · {}", words(rest)),
        None => capitalised(&words(at)),
    }
}

/// A problem as a sentence, in the words of the screen: where it is, and what is wrong there.
pub fn problem_in_words(scenario: &Scenario, problem: &Problem) -> String {
    // Put together as every problem is.
    Problem { path: place_name(scenario, &problem.path), message: message_in_words(scenario, problem) }.to_string()
}

/// What is wrong, with the names of the estimates that are spoken of.
pub fn message_in_words(scenario: &Scenario, problem: &Problem) -> String {
    // What stands between backticks is a path, or something else that has no other name.
    let parts = problem.message.split('`').enumerate().map(|(place, part)| {
        match known_name(scenario, &EstimatePath::from(part)) {
            _ if place % 2 == 0 => part.to_owned(),
            Some(name) => tr!("“{}”", name.label()),
            None => format!("`{part}`"),
        }
    });
    parts.collect()
}

/// Everything that has a name of its own, by where its path begins.
fn things(scenario: &Scenario) -> Vec<(String, String)> {
    let mut things: Vec<(String, String)> = [
        ("name", tr!("Name of the use case")),
        ("outcome", tr!("Outcome")),
        ("workload", tr!("Every request")),
        ("workload.steps", tr!("Model calls")),
        ("models", tr!("Models")),
        ("stages", tr!("Stages")),
        ("components", tr!("Cards")),
        ("strategies", tr!("Strategies")),
        ("plan", tr!("Plan and money")),
        ("plan.adoption", tr!("Adoption")),
        ("plan.commitment", tr!("Commitment to a provider")),
        ("kill_criteria", tr!("Limits")),
        ("readiness", tr!("Readiness")),
        ("alternatives", tr!("Buy instead")),
        ("actuals", tr!("Actuals")),
        ("correlations", tr!("Correlations")),
        ("bases", tr!("Sources")),
        ("decisions", tr!("Decisions")),
        ("snapshots", tr!("Snapshots")),
        ("workshop", tr!("Levers of the workshop")),
    ]
    .map(|(prefix, name)| (prefix.to_owned(), name.to_owned()))
    .to_vec();
    let mut add = |prefix: String, name: String| things.push((prefix, name));
    for step in &scenario.workload.steps {
        add(path::step(&step.name).into(), capitalised(&step.name));
        for (meter, _) in &step.meters {
            let name = tr!("{name} · meter {meter}", name = capitalised(&step.name), meter = in_sentence(meter));
            add(path::meter(&step.name, meter).into(), name);
        }
    }
    for (key, model) in &scenario.models {
        add(format!("models[\"{key}\"]"), model.name.clone());
    }
    for stage in &scenario.stages {
        add(path::stage(&stage.name).into(), stage.name.clone());
    }
    for component in &scenario.components {
        add_component(&mut add, ComponentId::of_plan(&component.id), component, component.name.clone());
    }
    for strategy in &scenario.strategies {
        let tag = strategy.kind.tag();
        add(path::strategy(tag).into(), tag.name().to_owned());
        add_lines(&mut add, &LinesOf::Strategy(tag), &strategy.rework, &tr!("{}, rework", tag.name()));
    }
    for alternative in &scenario.alternatives {
        add(path::alternative(&alternative.name).into(), alternative.name.clone());
        for component in &alternative.components {
            let own = ComponentId::of_alternative(&alternative.name, &component.id);
            let name = format!("{}, {}", alternative.name, in_sentence(&component.name));
            add_component(&mut add, own, component, name);
        }
    }
    for place in 0..scenario.plan.adoption.len() {
        add(format!("plan.adoption[{place}]"), tr!("Adoption · point {}", place + 1));
    }
    for place in 0..scenario.kill_criteria.len() {
        add(format!("kill_criteria[{place}]"), tr!("Criterion {}", place + 1));
    }
    for (place, item) in scenario.readiness.iter().enumerate() {
        let name =
            if item.item.trim().is_empty() { tr!("Readiness {}", place + 1) } else { item_in_words(item).to_owned() };
        add(format!("readiness[{place}]"), name);
    }
    for (place, actual) in scenario.actuals.iter().enumerate() {
        add(format!("actuals[{place}]"), actual.name.clone());
    }
    for place in 0..scenario.correlations.len() {
        add(format!("correlations[{place}]"), tr!("Correlation {}", place + 1));
    }
    for (place, decision) in scenario.decisions.iter().enumerate() {
        let name =
            if decision.decision.trim().is_empty() { tr!("Decision {}", place + 1) } else { decision.decision.clone() };
        add(format!("decisions[{place}]"), name);
    }
    for snapshot in &scenario.snapshots {
        add(format!("snapshots[{}]", snapshot.number), tr!("Snapshot {}", snapshot.number));
    }
    for at in scenario.bases.keys() {
        let name = known_name(scenario, at).map_or_else(|| tr!("Sources").to_owned(), |name| name.label());
        add(format!("bases[\"{at}\"]"), name);
    }
    things
}

/// A component that is called `name`, and what it charges.
fn add_component(add: &mut impl FnMut(String, String), own: ComponentId, component: &Component, name: String) {
    add_lines(add, &own.clone().lines(), &component.lines, &name);
    add_lines(add, &own.clone().rework(), &component.rework, &tr!("{name}, rework", name));
    add(ScenarioPart::Component(own).into(), name);
}

/// Lines of something that is called `name`, and their factors.
fn add_lines(add: &mut impl FnMut(String, String), of: &LinesOf, lines: &[Line], name: &str) {
    for line in lines {
        add(path::line_of(of.clone(), &line.name).into(), format!("{name} · {}", line.name));
        for (factor, _) in &line.factors {
            add(path::factor_of(of.clone(), &line.name, factor).into(), format!("{name} · {}: {factor}", line.name));
        }
    }
}

/// What cards call the rest of a path; of what they do not show, its own words.
fn words(rest: &str) -> String {
    let rest = rest.trim_start_matches('.');
    let rest = rest.strip_prefix("pricing.").unwrap_or(rest);
    let known = match rest {
        "month" => tr!("starts in month"),
        "model" => tr!("model"),
        "fallback_model" => tr!("falls back to"),
        "from_stage" => tr!("from"),
        "until_stage" => tr!("until"),
        "to" => tr!("easy calls go to"),
        "input" => tr!("price of input"),
        "output" => tr!("price of output"),
        "cache_read" => tr!("price of cache read"),
        "cache_write" => tr!("price of cache write"),
        "batch_discount" => tr!("batch discount"),
        "gpu_hour" => tr!("a GPU, an hour"),
        "gpus_per_replica" => tr!("GPUs a replica"),
        "prefill" => tr!("reads, tokens a second"),
        "decode" => tr!("writes, tokens a second"),
        "target_utilization" => tr!("busy at peak"),
        "min_replicas" => tr!("replicas at least"),
        "as_of" => tr!("price of"),
        "tariff" => tr!("tiers"),
        "tariff.capacity" => tr!("a unit holds"),
        "tariff.reference" => tr!("at a quantity of"),
        "tariff.exponent" => tr!("exponent"),
        "target_stage" => tr!("verdict at"),
        "horizon_months" => tr!("horizon"),
        "hurdle" => tr!("hurdle, value : cost"),
        "budget" => tr!("budget a month"),
        "repeat" => tr!("set-up again, months"),
        "rework" => tr!("rework"),
        "meters" => tr!("meters"),
        "action" => tr!("then"),
        "price" => tr!("price"),
        other => return plain_words(other.strip_prefix("tariff ").unwrap_or(other)),
    };
    known.to_owned()
}

/// Without the signs of a path.
fn plain_words(text: &str) -> String {
    let plain: String = text.chars().map(|sign| if "_.[]\"`".contains(sign) { ' ' } else { sign }).collect();
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    if plain.is_empty() { tr!("the use case").to_owned() } else { plain }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::Preset;
    use crate::scenario::{Alternative, Estimate, KillCriterion, Metric, StrategyTag};

    fn example() -> Scenario {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let criterion = KillCriterion { metric: Metric::Net, stage: 1, limit: 3.0, action: String::new(), stop: false };
        scenario.kill_criteria = vec![criterion];
        let rework = vec![Line::monthly("Tests".to_owned())];
        let routing = scenario.strategies.iter_mut().find(|strategy| strategy.kind.tag() == StrategyTag::ModelRouting);
        routing.unwrap().rework.clone_from(&rework);
        let answer = scenario.workload.steps.iter_mut().find(|step| step.name == "answer");
        answer.unwrap().meters = vec![("Web search".to_owned(), Estimate::Exact(1.0))];
        scenario.plan.adoption = vec![(0, 0.0), (6, 1.0)];
        let lines = vec![Line::monthly("Seat".to_owned())];
        let card =
            Component { id: "card".to_owned(), name: "Licence".to_owned(), lines, ..scenario.components[0].clone() };
        let later = Component { name: "New licence".to_owned(), rework, ..card.clone() };
        scenario.components.push(later);
        let setup_cost = Estimate::Exact(0.0);
        let seats = Alternative { name: "Seats".to_owned(), setup_cost, success_rate: None, components: vec![card] };
        scenario.alternatives = vec![seats];
        scenario.take_snapshot(3, "Calm".to_owned(), String::new());
        scenario
    }

    #[test]
    fn places_have_the_names_of_their_cards() {
        let scenario = example();
        let model = scenario.models.get_index(1).map(|(key, model)| (key.clone(), model.name.clone())).unwrap();
        let card = &scenario.components[0];
        let line = &card.lines[0];
        let cases = [
            ("workload.steps[\"answer\"].conversation".to_owned(), "Answer · history and input tokens".to_owned()),
            ("workload.steps[\"answer\"].model".to_owned(), "Answer · model".to_owned()),
            ("workload.steps".to_owned(), "Model calls".to_owned()),
            ("workload.fallback_model".to_owned(), "Every request · falls back to".to_owned()),
            ("stages[\"Pilot\"].month".to_owned(), "Pilot · starts in month".to_owned()),
            ("stages".to_owned(), "Stages".to_owned()),
            (format!("models[\"{}\"].pricing.input", model.0), format!("{} · price of input", model.1)),
            (format!("models[\"{}\"].name", model.0), format!("{} · name", model.1)),
            (format!("{}.from_stage", path::component(&card.id)), format!("{} · from", card.name)),
            (path::line(&card.id, &line.name).into(), format!("{} · {}", card.name, line.name)),
            (format!("{}.tariff", path::line(&card.id, &line.name)), format!("{} · {} · tiers", card.name, line.name)),
            (
                format!("{}.tariff tier 2", path::line(&card.id, &line.name)),
                format!("{} · {} · tier 2", card.name, line.name),
            ),
            ("strategies.ModelRouting.to".to_owned(), "Model routing · easy calls go to".to_owned()),
            ("strategies.ModelRouting".to_owned(), "Model routing".to_owned()),
            ("plan.hurdle".to_owned(), "Plan and money · hurdle, value : cost".to_owned()),
            ("plan.build_cost".to_owned(), "Cost to build".to_owned()),
            ("kill_criteria[0].stage".to_owned(), "Criterion 1 · stage".to_owned()),
            ("correlations".to_owned(), "Correlations".to_owned()),
            ("bases[\"outcome.success_rate\"].source".to_owned(), "Success rate · source".to_owned()),
            ("snapshots[3].note".to_owned(), "Snapshot 3 · note".to_owned()),
            ("snapshots[3].scenario.stages[\"Pilot\"].name".to_owned(), "Snapshot 3 · Pilot · name".to_owned()),
            ("name".to_owned(), "Name of the use case".to_owned()),
            ("plan.adoption[1]".to_owned(), "Adoption · point 2".to_owned()),
            ("plan.adoption".to_owned(), "Adoption".to_owned()),
            ("plan.commitment.from_stage".to_owned(), "Commitment to a provider · from".to_owned()),
            ("alternatives".to_owned(), "Buy instead".to_owned()),
            ("alternatives[\"Seats\"].name".to_owned(), "Seats · name".to_owned()),
            ("alternatives[\"Seats\"].setup_cost".to_owned(), "Seats · set-up cost".to_owned()),
            (
                "alternatives[\"Seats\"].components[\"card\"].until_stage".to_owned(),
                "Seats, licence · until".to_owned(),
            ),
            (
                "alternatives[\"Seats\"].components[\"card\"].lines[\"Seat\"].tariff".to_owned(),
                "Seats, licence · Seat · tiers".to_owned(),
            ),
            (
                "components[\"card\"].rework[\"Tests\"].tariff.capacity".to_owned(),
                "New licence, rework · Tests · a unit holds".to_owned(),
            ),
            ("strategies.ModelRouting.rework[\"Tests\"]".to_owned(), "Model routing, rework · Tests".to_owned()),
            (
                "workload.steps[\"answer\"].meters[\"Web search\"].name".to_owned(),
                "Answer · meter web search · name".to_owned(),
            ),
            ("outcome.some_new_field".to_owned(), "Outcome · some new field".to_owned()),
            ("some_list[3].new_field".to_owned(), "Some list 3 new field".to_owned()),
        ];
        for (at, expected) in cases {
            assert_eq!(place_name(&scenario, &at), expected, "{at}");
        }
    }

    #[test]
    fn a_message_names_the_estimates_that_it_speaks_of() {
        let mut scenario = example();
        let paths = ["outcome.success_rate", "stages[\"Pilot\"].requests", "outcome.worth"].map(EstimatePath::from);
        let [first, second, nobody] = paths;
        scenario.correlations = vec![
            (first.clone(), second.clone(), 0.2),
            (second.clone(), first.clone(), 0.3),
            (first.clone(), first, 0.1),
            (second, nobody, 0.1),
        ];
        let said: Vec<String> = scenario.check().iter().map(|problem| problem_in_words(&scenario, problem)).collect();
        assert_eq!(
            said,
            [
                "Correlation 2: “Pilot · requests” and “Success rate” are correlated twice: keep one of the two",
                "Correlation 3: “Success rate” is correlated with itself: name two estimates",
                "Correlation 4: `outcome.worth` is not an estimate of this scenario",
            ]
        );
    }
}
