//! What each stage's cost is made of, and how much of it is not tokens.

use super::chart::{Ink, Table, Unit};
use super::explanation::Figure;
use super::key::ChartKey;
use super::stacks::{Layer, Stack, StackChart};
use crate::economics::{Evaluation, Plan, Results};
use crate::figures::{self, Money};
use crate::scenario::{Category, Scenario};

/// The cost of each stage at its own requests by category, tokens at the bottom.
pub fn breakdown_chart(scenario: &Scenario, plan: &Plan, results: &Results) -> StackChart {
    let money = Money::new(&scenario.currency);
    let planned = || results.stages.iter().map(|versions| &versions.planned);
    let target = &results.stages[plan.target].planned;
    let categories = categories(planned(), target);
    let stacks = scenario.stages.iter().zip(planned()).enumerate().map(|(index, (stage, month))| Stack {
        name: stage.name.clone(),
        details: [
            format!("{} requests a month", figures::short_count(month.volume)),
            figures::short_count(month.volume),
        ],
        amounts: categories.iter().map(|category| month.categories[*category as usize]).collect(),
        explains: (categories.iter().map(|category| Figure::Category(index, *category)).collect(), Figure::Cost(index)),
        ghost: None,
        beyond_first: month
            .share_beyond_tokens()
            .filter(|share| 0.0 < *share)
            .map(|share| [figures::chance(share), "not tokens".to_owned()]),
        is_target: index == plan.target,
    });
    let title = title(scenario, plan, results);
    StackChart {
        key: ChartKey::Breakdown,
        summary: summary(&title, scenario, plan, target, &categories, &money),
        title,
        subtitle: format!("what each stage costs a month in {}, by category", scenario.currency),
        amounts: format!("{} a month", scenario.currency),
        shares: "share of a month’s cost".to_owned(),
        layers: categories
            .iter()
            .map(|category| Layer { name: name(*category).to_owned(), ink: Ink::Category(*category) })
            .collect(),
        stacks: stacks.collect(),
        table: table(scenario, planned(), &categories, &money),
        unit: Unit::Money(money),
    }
}

/// The categories that cost anything at any stage: tokens, then what costs most at the target.
fn categories<'e>(months: impl Iterator<Item = &'e Evaluation<f64>>, target: &Evaluation<f64>) -> Vec<Category> {
    let mut most = [0.0_f64; Category::COUNT];
    for month in months {
        for (most, cost) in most.iter_mut().zip(month.categories) {
            *most = most.max(cost);
        }
    }
    let costs_anything = |category: &Category| *category == Category::Inference || 0.0 < most[*category as usize];
    let mut categories: Vec<Category> = Category::ALL.into_iter().filter(costs_anything).collect();
    let cost = |category: &Category| target.categories[*category as usize];
    categories[1..].sort_by(|first, second| cost(second).total_cmp(&cost(first)));
    categories
}

/// The models' bill is what people call tokens.
fn name(category: Category) -> &'static str {
    if category == Category::Inference { "Tokens" } else { category.name() }
}

fn title(scenario: &Scenario, plan: &Plan, results: &Results) -> String {
    let stage = &scenario.stages[plan.target].name;
    let share = |stage: usize| results.stages[stage].planned.share_beyond_tokens();
    let Some(beyond) = share(plan.target) else { return format!("{stage} costs nothing") };
    let finding = match beyond {
        share if share <= 0.0 => return format!("All of {stage}’s cost is tokens"),
        share if 1.0 <= share => return format!("None of {stage}’s cost is tokens"),
        share => format!("{} of {stage}’s cost is not tokens", figures::chance(share)),
    };
    let first = share(0).filter(|first| 0 < plan.target && figures::chance(*first) != figures::chance(beyond));
    match first {
        Some(first) => {
            let way = if first < beyond { "up" } else { "down" };
            let first = if first <= 0.0 { "none".to_owned() } else { figures::chance(first) };
            format!("{finding}, {way} from {first} at {}", scenario.stages[0].name)
        }
        None => finding,
    }
}

fn summary(
    title: &str,
    scenario: &Scenario,
    plan: &Plan,
    target: &Evaluation<f64>,
    categories: &[Category],
    money: &Money,
) -> String {
    let share = |cost: f64| if 0.0 < target.cost { figures::chance(cost / target.cost) } else { "–".to_owned() };
    let costs = categories.iter().map(|category| (name(*category), target.categories[*category as usize]));
    let parts = costs
        .filter(|(_, cost)| 0.0 < *cost)
        .map(|(name, cost)| format!("{name} {} ({})", money.full(cost), share(cost)));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let stage = &scenario.stages[plan.target].name;
    if parts.is_empty() { format!("{title}.") } else { format!("{title}. A month at {stage}: {parts}.") }
}

fn table<'e>(
    scenario: &Scenario,
    months: impl Iterator<Item = &'e Evaluation<f64>> + Clone,
    categories: &[Category],
    money: &Money,
) -> Table {
    let with_share = |cost: f64, month: &Evaluation<f64>| match month.cost {
        total if 0.0 < total && 0.0 < cost => format!("{} ({})", money.full(cost), figures::chance(cost / total)),
        _ => money.full(cost),
    };
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut row = |heading: &str, cell: &dyn Fn(&Evaluation<f64>) -> String| {
        rows.push(std::iter::once(heading.to_owned()).chain(months.clone().map(cell)).collect());
    };
    for category in categories {
        row(name(*category), &|month| with_share(month.categories[*category as usize], month));
    }
    row("Together", &|month| money.full(month.cost));
    row("Not tokens", &|month| month.share_beyond_tokens().map_or("–".to_owned(), figures::chance));
    let headings = std::iter::once("Category".to_owned());
    let stages = scenario.stages.iter().map(|stage| format!("{}, {} a month", stage.name, scenario.currency));
    let costs: Vec<[f64; Category::COUNT]> = months.map(|month| month.categories).collect();
    let table = Table { headings: headings.chain(stages).collect(), rows, ..Table::default() };
    table.explaining(|row, column| {
        let stage = column.checked_sub(1)?;
        match categories.get(row) {
            Some(&category) => (0.0 < costs[stage][category as usize]).then_some(Figure::Category(stage, category)),
            None if row == categories.len() => Some(Figure::Cost(stage)),
            None => Some(Figure::NotTokens(stage)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{PRESETS, Preset};

    fn chart(scenario: &Scenario) -> StackChart {
        let plan = Plan::new(scenario).unwrap();
        breakdown_chart(scenario, &plan, &Results::of(&plan))
    }

    #[test]
    fn titles_say_how_much_is_not_tokens() {
        let mut free = Preset::by_key("support_assistant").unwrap().scenario();
        free.components.clear();
        free.strategies.clear();
        let cases = [
            (free.clone(), "All of Production’s cost is tokens"),
            (PRESETS[0].scenario(), "62\u{a0}% of Production’s cost is not tokens, up from none at Prototype"),
        ];
        for (scenario, title) in cases {
            assert_eq!(chart(&scenario).title, title);
        }
    }

    #[test]
    fn stacks_add_up_to_the_cost_of_their_stage() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            let results = Results::of(&plan);
            let chart = breakdown_chart(&scenario, &plan, &results);
            assert_eq!(chart.layers[0].ink, Ink::Category(Category::Inference), "{}", preset.key);
            for (stack, versions) in chart.stacks.iter().zip(&results.stages) {
                let cost = versions.planned.cost;
                assert!((stack.total() - cost).abs() <= 1e-9 * cost, "{} {}", preset.key, stack.name);
                assert_eq!(stack.amounts.len(), chart.layers.len());
            }
        }
    }

    #[test]
    fn a_category_that_costs_nothing_is_left_out() {
        let mut scenario = PRESETS[0].scenario();
        let layers = |scenario: &Scenario| chart(scenario).layers.iter().map(|layer| layer.name.clone()).collect();
        let before: Vec<String> = layers(&scenario);
        assert!(before.contains(&"People".to_owned()) && !before.contains(&"Data".to_owned()), "{before:?}");
        scenario.components.retain(|component| component.category != Category::People);
        let after: Vec<String> = layers(&scenario);
        assert!(!after.contains(&"People".to_owned()), "{after:?}");
    }
}
