//! Net of a month with one line of a card moved, all else held: what comes after the line is added up, and no other line
//! is charged again.
//!
//! Everything is added in the order of `evaluation`, so that every net is the number that it would be there.

use super::bill::{Ledger, Quantities, line_alone};
use super::demand::Demand;
use super::evaluation::evaluate;
use super::plan::{PlanLine, PlanTariff};
use super::strategy_effects::StrategyEffects;
use super::{Assumptions, Input, Lanes, Number, Point, StrategySet};
use crate::scenario::{Category, Driver};

/// A month whose lines can be moved one at a time, to `W` values at once.
#[derive(Clone, Debug)]
pub struct MonthByLine<'p, const W: usize> {
    assumptions: Assumptions<'p, Lanes<W>>,
    quantities: Quantities<Lanes<W>>,
    /// In the order of [`Category::ALL`].
    categories: Vec<CategorySum>,
    moves: Vec<Moves>,
    value: f64,
    net: f64,
}

/// What an input moves in such a month.
#[derive(Clone, Copy, Debug)]
pub enum Moves {
    /// Nothing: its card is not active, or it is paid once.
    Nothing,
    /// One line of a card.
    Line(MovedLine),
    /// Whatever there is.
    Anything,
}

/// A line of a card, and where it stands among the active lines of its category.
#[derive(Clone, Copy, Debug)]
pub struct MovedLine {
    component: usize,
    line: usize,
    category: usize,
    place: usize,
}

/// What a category comes to, line by line.
#[derive(Clone, Debug, Default)]
struct CategorySum {
    /// Before the first line, and after each.
    sums: Vec<f64>,
    /// Of each line.
    costs: Vec<f64>,
    /// How much the sum may be after each line for the month to pay, whatever it was before. Not known of numbers that are
    /// not finite.
    most: Option<Vec<f64>>,
}

/// What the engine writes down.
#[derive(Default)]
struct Recorded {
    quantities: Option<Quantities<f64>>,
    categories: Vec<CategorySum>,
    lines: Vec<f64>,
}

impl Ledger<f64> for Recorded {
    fn before_cards(&mut self, quantities: &Quantities<f64>, categories: &[f64; Category::COUNT]) {
        self.quantities = Some(quantities.clone());
        let sum = |&before: &f64| CategorySum { sums: vec![before], ..CategorySum::default() };
        self.categories = categories.iter().map(sum).collect();
    }

    fn line(&mut self, _component: usize, _driver: Driver, cost: f64) {
        self.lines.push(cost);
    }
}

impl<'p, const W: usize> MonthByLine<'p, W> {
    /// A month at a point with a set of strategies, all of them active.
    pub fn new(assumptions: &Assumptions<'p, f64>, point: &Point<f64>, set: StrategySet) -> Self {
        let plan = assumptions.plan;
        let effects = StrategyEffects::of(assumptions, set);
        let (mut demand, mut recorded) = (Demand::new(), Recorded::default());
        demand.fill(assumptions, &point.growth, &effects, set);
        let month = evaluate(assumptions, point, &effects, &demand, &mut recorded);
        let Recorded { quantities, mut categories, lines } = recorded;
        let mut costs = lines.into_iter();
        let mut moves = vec![Moves::Anything; plan.inputs.len()];
        // What the scenario leaves out is no input.
        let mut note = |input: Input, moved: Moves| {
            if let Some(moves) = moves.get_mut(input.index()) {
                *moves = moved;
            }
        };
        for (component, card) in plan.components.iter().enumerate() {
            note(card.setup_cost, Moves::Nothing);
            card.rework.iter().flat_map(inputs).for_each(|input| note(input, Moves::Nothing));
            let category = card.category as usize;
            for (line, planned) in card.lines.iter().enumerate() {
                let cost = if card.is_active_at(point.stage) { costs.next() } else { None };
                let moved = cost.map_or(Moves::Nothing, |cost| {
                    let place = categories[category].add(cost);
                    Moves::Line(MovedLine { component, line, category, place })
                });
                inputs(planned).for_each(|input| note(input, moved));
            }
        }
        let quantities = quantities.expect("the engine writes down what drives lines").in_lanes();
        let assumptions = assumptions.in_lanes();
        let mut found = Self { assumptions, quantities, categories, moves, value: month.value, net: month.net };
        found.find_most();
        found
    }

    /// Net with every input as it is.
    pub fn net(&self) -> f64 {
        self.net
    }

    /// What an input moves.
    pub fn moves(&self, input: Input) -> Moves {
        self.moves[input.index()]
    }

    /// Net with an input at each of some values, of which a line is made.
    pub fn net_with(&mut self, line: MovedLine, input: Input, values: [f64; W]) -> [f64; W] {
        let after = self.after(line, input, values);
        let later = &self.categories[line.category].costs[line.place + 1..];
        let total = later.iter().fold(after, |sum, &cost| sum + Lanes::constant(cost));
        self.net_of(line.category, total).0
    }

    /// Whether net is not below 0 then.
    pub fn pays_with(&mut self, line: MovedLine, input: Input, values: [f64; W]) -> [bool; W] {
        match &self.categories[line.category].most {
            Some(most) => {
                let most = most[line.place];
                self.after(line, input, values).0.map(|sum| sum <= most)
            }
            None => self.net_with(line, input, values).map(|net| 0.0 <= net),
        }
    }

    /// What the category of a line comes to after the line, with an input at each of some values.
    fn after(&mut self, line: MovedLine, input: Input, values: [f64; W]) -> Lanes<W> {
        let MovedLine { component, line, category, place } = line;
        let base = self.assumptions.replace(input, Lanes(values));
        let planned = &self.assumptions.plan.components[component].lines[line];
        let cost = line_alone(&self.assumptions, planned, &self.quantities);
        self.assumptions.replace(input, base);
        Lanes::constant(self.categories[category].sums[place]) + cost
    }

    /// Net with a category that comes to something else.
    fn net_of<N: Number>(&self, category: usize, total: N) -> N {
        let categories = self.categories.iter().enumerate();
        let cost = categories.fold(N::zero(), |sum, (place, other)| {
            sum + if place == category { total } else { N::constant(other.total()) }
        });
        N::constant(self.value) - cost
    }

    /// From the last line of each category back: a sum that grows can only make net fall, rounded or not.
    fn find_most(&mut self) {
        let sums = self.categories.iter().flat_map(|category| category.sums.iter().chain(&category.costs));
        if !sums.chain([&self.value]).all(|number| number.is_finite()) {
            return;
        }
        for category in 0..self.categories.len() {
            let costs = &self.categories[category].costs;
            let mut most = vec![greatest(|total| 0.0 <= self.net_of(category, total)); costs.len()];
            for place in (1..costs.len()).rev() {
                most[place - 1] = greatest(|sum| sum + costs[place] <= most[place]);
            }
            self.categories[category].most = Some(most);
        }
    }
}

impl CategorySum {
    /// Adds a line, and says which it is.
    fn add(&mut self, cost: f64) -> usize {
        self.sums.push(self.total() + cost);
        self.costs.push(cost);
        self.costs.len() - 1
    }

    fn total(&self) -> f64 {
        *self.sums.last().expect("a sum begins with what comes before lines")
    }
}

/// Every input that a line is made of.
fn inputs(line: &PlanLine) -> impl Iterator<Item = Input> {
    let price = match line.tariff {
        PlanTariff::Flat(price) | PlanTariff::Step(_, price) | PlanTariff::Power(_, price, _) => Some(price),
        PlanTariff::Graduated(_) => None,
    };
    line.factors.iter().copied().chain(price)
}

/// The greatest number below infinity for which something holds that holds for all numbers below it, too; NaN where it
/// holds for none.
fn greatest(holds: impl Fn(f64) -> bool) -> f64 {
    // As integers of the same order, as `f64::total_cmp` has it.
    let ordered = |bits: i64| bits ^ (((bits >> 63) as u64) >> 1) as i64;
    let number = |place: i64| f64::from_bits(ordered(place) as u64);
    let [mut low, mut high] = [f64::NEG_INFINITY, f64::INFINITY].map(|end| ordered(end.to_bits() as i64));
    if !holds(number(low)) {
        return f64::NAN;
    }
    while low + 1 < high {
        let middle = low.midpoint(high);
        if holds(number(middle)) { low = middle } else { high = middle }
    }
    number(low)
}
