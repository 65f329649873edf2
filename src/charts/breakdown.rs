//! What each stage's cost is made of, and how much of it is not tokens.

use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::stacked_bar_chart::{Layer, Stack, StackedBarChart};
use super::table::{Table, TableCell};
use super::unit::Unit;
use crate::economics::{Assumptions, Breakdown, Evaluation, Plan, Results};
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::{ResultId, ResultKind};
use crate::scenario::{Category, Scenario};

/// So many cards of one's own have a layer each; what is left has one together.
const MOST_CARDS: usize = 6;

/// The cost of each stage at its own requests by category, tokens at the bottom; cards under *Other* one by one.
pub fn breakdown_chart(scenario: &Scenario, plan: &Plan, results: &Results) -> Chart {
    let money = Money::new(&scenario.currency);
    let planned = || results.stages.iter().map(|versions| &versions.planned);
    let target = &results.stages[plan.target].planned;
    let slices = slices(scenario, plan, results);
    let stacks = scenario.stages.iter().zip(planned()).enumerate().map(|(index, (stage, month))| Stack {
        name: stage.name.clone(),
        details: [tr!("{} requests a month", format::short_count(month.volume)), format::short_count(month.volume)],
        amounts: slices.iter().map(|slice| slice.costs[index]).collect(),
        explains: (slices.iter().map(|slice| slice.figure(index)).collect(), ResultKind::Cost.at_stage(index)),
        ghost: None,
        beyond_first: month
            .share_beyond_tokens()
            .filter(|share| 0.0 < *share)
            .map(|share| [format::chance(share), tr!("not tokens").to_owned()]),
        is_target: index == plan.target,
    });
    let title = title(scenario, plan, results);
    Chart {
        head: ChartHead {
            key: ChartKind::Breakdown.into(),
            summary: summary(&title, scenario, plan, target, &slices, &money),
            title,
            subtitle: tr!("what each stage costs a month in {}, by category", scenario.currency),
            table: table(scenario, planned(), &slices, &money),
        },
        body: ChartBody::Stacks(StackedBarChart {
            amounts: tr!("{} a month", scenario.currency),
            shares: tr!("share of a month’s cost").to_owned(),
            layers: slices
                .iter()
                .map(|slice| Layer {
                    name: slice.name.clone(),
                    role: ColorRole::Category(slice.category),
                    shade: slice.shade,
                })
                .collect(),
            stacks: stacks.collect(),
            unit: Unit::Money(money),
        }),
    }
}

/// What the cost of a month is cut into: a category, a card under *Other*, or the rest of those.
pub(super) struct Slice {
    pub name: String,
    pub category: Category,
    /// The cards that it is made of, where it is not the whole category.
    pub cards: Option<Vec<usize>>,
    /// At each stage.
    pub costs: Vec<f64>,
    shade: usize,
}

impl Slice {
    /// What explains it at a stage: several cards together have no formula but the whole cost's.
    pub fn figure(&self, stage: usize) -> ResultId {
        match self.cards.as_deref() {
            None => ResultKind::OfCategory(self.category).at_stage(stage),
            Some([card]) => ResultKind::OfComponent(*card).at_stage(stage),
            Some(_) => ResultKind::Cost.at_stage(stage),
        }
    }
}

/// What costs anything at any stage: tokens, then what costs most at the target. Cards of one's own are filed under
/// *Other*, where only their names tell them apart.
pub(super) fn slices(scenario: &Scenario, plan: &Plan, results: &Results) -> Vec<Slice> {
    let categories = Category::ALL.into_iter().filter(|category| *category != Category::Other);
    let whole = categories.map(|category| Slice {
        name: name(category).to_owned(),
        category,
        cards: None,
        costs: results.stages.iter().map(|versions| versions.planned.categories[category as usize]).collect(),
        shade: 0,
    });
    let mut slices: Vec<Slice> = whole.chain(own_cards(scenario, plan)).collect();
    slices.retain(|slice| slice.category == Category::Inference || slice.costs.iter().any(|cost| 0.0 < *cost));
    // Whatever is filed under tokens, they are the bottom.
    slices[1..].sort_by(|first, second| second.costs[plan.target].total_cmp(&first.costs[plan.target]));
    slices
}

/// A slice a card under *Other*, the greatest at the target first; beyond [`MOST_CARDS`] the rest together.
fn own_cards(scenario: &Scenario, plan: &Plan) -> Vec<Slice> {
    let base = Assumptions::base(plan);
    let bill = |stage: usize| {
        Breakdown::at(&base, &base.at_stage(stage), plan.planned_mix().active_at(plan, stage)).components
    };
    let bills: Vec<Vec<f64>> = (0..plan.stages.len()).map(bill).collect();
    let of_other = scenario.components.iter().enumerate().filter(|(_, card)| card.category == Category::Other);
    let mut cards: Vec<(usize, String, Vec<f64>)> = of_other
        .map(|(place, card)| (place, card.name.clone(), bills.iter().map(|bill| bill[place]).collect()))
        .collect();
    cards.retain(|(.., costs): &(usize, String, Vec<f64>)| costs.iter().any(|cost| 0.0 < *cost));
    cards.sort_by(|first, second| second.2[plan.target].total_cmp(&first.2[plan.target]));
    // One more card is shorter than a rest of one.
    let shown = if cards.len() <= MOST_CARDS + 1 { cards.len() } else { MOST_CARDS };
    let rest = cards.split_off(shown);
    let mut slices: Vec<Slice> = Vec::new();
    for (place, card, costs) in cards {
        let count = slices.iter().filter(|slice| slice.name.starts_with(&card)).count();
        let name = if slices.iter().any(|slice| slice.name == card) { format!("{card} ({})", count + 1) } else { card };
        slices.push(Slice { name, category: Category::Other, cards: Some(vec![place]), costs, shade: slices.len() });
    }
    if !rest.is_empty() {
        let costs = (0..plan.stages.len()).map(|stage| rest.iter().map(|(.., costs)| costs[stage]).sum()).collect();
        slices.push(Slice {
            name: tr!("{} more cards", rest.len()),
            category: Category::Other,
            cards: Some(rest.iter().map(|(place, ..)| *place).collect()),
            costs,
            shade: slices.len(),
        });
    }
    slices
}

/// The models' bill is what people call tokens.
fn name(category: Category) -> &'static str {
    if category == Category::Inference { tr!("Tokens") } else { category.name() }
}

fn title(scenario: &Scenario, plan: &Plan, results: &Results) -> String {
    let stage = &scenario.stages[plan.target].name;
    let share = |stage: usize| results.stages[stage].planned.share_beyond_tokens();
    let Some(beyond) = share(plan.target) else { return tr!("{stage} costs nothing", stage) };
    let finding = match beyond {
        share if share <= 0.0 => return tr!("All of {stage}’s cost is tokens", stage),
        share if 1.0 <= share => return tr!("None of {stage}’s cost is tokens", stage),
        share => tr!("{} of {stage}’s cost is not tokens", format::chance(share), stage),
    };
    let first = share(0).filter(|first| 0 < plan.target && format::chance(*first) != format::chance(beyond));
    match first {
        Some(first) => {
            let is_more = first < beyond;
            let first = if first <= 0.0 { tr!("none").to_owned() } else { format::chance(first) };
            match is_more {
                true => tr!("{finding}, up from {first} at {}", scenario.stages[0].name, finding, first),
                false => tr!("{finding}, down from {first} at {}", scenario.stages[0].name, finding, first),
            }
        }
        None => finding,
    }
}

fn summary(
    title: &str,
    scenario: &Scenario,
    plan: &Plan,
    target: &Evaluation<f64>,
    slices: &[Slice],
    money: &Money,
) -> String {
    let share = |cost: f64| if 0.0 < target.cost { format::chance(cost / target.cost) } else { "–".to_owned() };
    let costs = slices.iter().map(|slice| (&slice.name, slice.costs[plan.target]));
    let parts = costs
        .filter(|(_, cost)| 0.0 < *cost)
        .map(|(name, cost)| format!("{name} {} ({})", money.full(cost), share(cost)));
    let parts = parts.collect::<Vec<_>>().join(", ");
    let stage = &scenario.stages[plan.target].name;
    if parts.is_empty() {
        format!("{title}.")
    } else {
        tr!("{title}. A month at {stage}: {parts}.", title, stage, parts)
    }
}

fn table<'e>(
    scenario: &Scenario,
    months: impl Iterator<Item = &'e Evaluation<f64>> + Clone,
    slices: &[Slice],
    money: &Money,
) -> Table {
    let with_share = |cost: f64, month: &Evaluation<f64>| {
        let amount = TableCell::amount(money, cost);
        match month.cost {
            total if 0.0 < total && 0.0 < cost => {
                TableCell { text: format!("{} ({})", amount.text, format::chance(cost / total)), ..amount }
            }
            _ => amount,
        }
    };
    let mut rows: Vec<Vec<TableCell>> = Vec::new();
    for slice in slices {
        let cells = slice.costs.iter().zip(months.clone()).map(|(cost, month)| with_share(*cost, month));
        rows.push(std::iter::once(slice.name.as_str().into()).chain(cells).collect());
    }
    let mut row = |heading: &str, cell: &dyn Fn(&Evaluation<f64>) -> TableCell| {
        rows.push(std::iter::once(heading.into()).chain(months.clone().map(cell)).collect());
    };
    row(tr!("Together"), &|month| TableCell::amount(money, month.cost));
    // As an amount for other programs, like all that stands above it.
    row(tr!("Not tokens"), &|month| match month.share_beyond_tokens() {
        Some(share) => {
            TableCell { text: format::chance(share), ..TableCell::amount(money, month.cost - month.inference()) }
        }
        None => TableCell::dash(),
    });
    let headings = std::iter::once(tr!("Category").to_owned());
    let stages = scenario.stages.iter().map(|stage| tr!("{}, {} a month", stage.name, scenario.currency));
    let table = Table { headings: headings.chain(stages).collect(), rows, ..Table::default() };
    table.explaining(|row, column| {
        let stage = column.checked_sub(1)?;
        match slices.get(row) {
            Some(slice) if slice.cards.as_ref().is_some_and(|cards| 1 < cards.len()) => None,
            Some(slice) => (0.0 < slice.costs[stage]).then(|| slice.figure(stage)),
            None if row == slices.len() => Some(ResultKind::Cost.at_stage(stage)),
            None => Some(ResultKind::NotTokens.at_stage(stage)),
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, Preset};

    fn chart(scenario: &Scenario) -> (ChartHead, StackedBarChart) {
        let plan = Plan::new(scenario).unwrap();
        parts(breakdown_chart(scenario, &plan, &Results::of(&plan)))
    }

    fn parts(chart: Chart) -> (ChartHead, StackedBarChart) {
        let Chart { head, body: ChartBody::Stacks(stacks) } = chart else { panic!("it has stacks") };
        (head, stacks)
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
            assert_eq!(chart(&scenario).0.title, title);
        }
    }

    #[test]
    fn stacks_add_up_to_the_cost_of_their_stage() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            let results = Results::of(&plan);
            let (_, chart) = parts(breakdown_chart(&scenario, &plan, &results));
            assert_eq!(chart.layers[0].role, ColorRole::Category(Category::Inference), "{}", preset.key);
            for (stack, versions) in chart.stacks.iter().zip(&results.stages) {
                let cost = versions.planned.cost;
                assert!((stack.total() - cost).abs() <= 1e-9 * cost, "{} {}", preset.key, stack.name);
                assert_eq!(stack.amounts.len(), chart.layers.len());
            }
        }
    }

    /// The example with cards of one's own, which cost this much from the first stage on.
    fn with_own_cards(costs: &[(&str, f64)]) -> Scenario {
        let mut scenario = PRESETS[0].scenario();
        let card = scenario.components[0].clone();
        for (place, (name, cost)) in costs.iter().enumerate() {
            let mut own = card.clone();
            (own.id, own.name) = (format!("own_{place}"), (*name).to_owned());
            (own.category, own.enabled, own.from_stage, own.until_stage) = (Category::Other, true, 0, None);
            own.lines.truncate(1);
            own.lines[0].driver = crate::scenario::Driver::Month;
            own.lines[0].factors.clear();
            own.lines[0].tariff = crate::scenario::Tariff::Flat(crate::scenario::Estimate::Exact(*cost));
            scenario.components.push(own);
        }
        scenario
    }

    #[test]
    fn each_card_of_ones_own_has_its_layer_its_name_and_its_formula() {
        let scenario =
            with_own_cards(&[("Speech to text", 900.0), ("Works council", 2500.0), ("Speech to text", 400.0)]);
        let (head, chart) = chart(&scenario);
        let own: Vec<(&str, usize)> = chart
            .layers
            .iter()
            .filter(|layer| layer.role == ColorRole::Category(Category::Other))
            .map(|layer| (layer.name.as_str(), layer.shade))
            .collect();
        assert_eq!(own, [("Works council", 0), ("Speech to text", 1), ("Speech to text (2)", 2)]);
        assert!(!chart.layers.iter().any(|layer| layer.name == "Other"));
        let row = head.table.rows.iter().position(|row| row[0] == "Works council").unwrap();
        assert!(head.table.rows[row][1].starts_with("$2,500"), "{:?}", head.table.rows[row]);
        let place = scenario.components.iter().position(|card| card.name == "Works council").unwrap();
        assert_eq!(head.table.explains[&[row, 1]], ResultKind::OfComponent(place).at_stage(0));
        assert!(head.summary.contains("Works council $2,500"), "{}", head.summary);
    }

    #[test]
    fn many_cards_of_ones_own_end_in_a_rest() {
        let names: Vec<String> = (0..10).map(|place| format!("Card {place}")).collect();
        let costs: Vec<(&str, f64)> = names.iter().map(|name| (name.as_str(), 100.0)).collect();
        let (_, chart) = chart(&with_own_cards(&costs));
        let rest = chart.layers.iter().position(|layer| layer.name == "4 more cards").unwrap();
        assert!((chart.stacks[0].amounts[rest] - 400.0).abs() < 1e-9, "{:?}", chart.stacks[0].amounts);
        let stack = &chart.stacks[0];
        let own = stack.total() - stack.amounts[0];
        assert!((1000.0 - 1e-6..).contains(&own), "{own}");
    }

    #[test]
    fn a_category_that_costs_nothing_is_left_out() {
        let mut scenario = PRESETS[0].scenario();
        let layers = |scenario: &Scenario| chart(scenario).1.layers.iter().map(|layer| layer.name.clone()).collect();
        let before: Vec<String> = layers(&scenario);
        assert!(before.contains(&"People".to_owned()) && !before.contains(&"Data".to_owned()), "{before:?}");
        scenario.components.retain(|component| component.category != Category::People);
        let after: Vec<String> = layers(&scenario);
        assert!(!after.contains(&"People".to_owned()), "{after:?}");
    }
}
