//! Where a figure comes from: its formula in words with the values in it, and which estimate moves it most.
//!
//! The formula is what the engine itself recorded, so that words and figures cannot drift apart.

pub use formula::name_of_part;
pub use result_id::{ResultId, ResultKind, ResultPlace};

use crate::economics::{Assumptions, Expression, FormulaTerm, Input, Plan, Quantity, Tape};
use crate::format::Money;
use crate::language::tr;
use crate::scenario::{EstimatePath, Scenario};
use crate::uncertainty::Distribution;
use formula::FormulaWriter;

/// So many of the parts that a formula mentions are explained as well.
const MOST_PARTS: usize = 2;
/// A longer formula explains nothing to anybody.
const LONGEST: usize = 260;

/// A figure, explained.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// What it is a figure of: `Cost a month at Production`.
    pub title: String,
    /// The value that the explanation comes to.
    pub value: f64,
    /// The same, written as people read it.
    pub figure: String,
    /// Its formula with the values in it, then those of its greatest parts, a line each.
    pub formulas: Vec<String>,
    /// What moves it, the most first.
    pub movers: Vec<Mover>,
}

/// An estimate that moves a figure.
#[derive(Clone, Debug, PartialEq)]
pub struct Mover {
    /// Where it stands in the scenario.
    pub path: EstimatePath,
    /// What people call it, and its value: `success rate (55 %)`.
    pub name: String,
    /// How it moves the figure: `Between 40 % and 68 % it is $0.174 to $0.102`.
    pub effect: String,
    /// How far it moves it.
    width: f64,
}

impl Explanation {
    /// What moves the figure most, in a sentence.
    pub fn moved_most(&self) -> Option<String> {
        self.movers
            .first()
            .map(|mover| tr!("Moves it most: {name}. {effect}", name = mover.name, effect = mover.effect))
    }
}

/// Explains a figure of a plan; `None` where it has no value.
pub fn explain(
    scenario: &Scenario,
    plan: &Plan,
    distributions: &[Distribution],
    figure: ResultId,
) -> Option<Explanation> {
    let tape = Tape::default();
    let assumptions = figure.assumptions(plan);
    let expression = figure.record(&assumptions.recorded(&tape))?;
    let money = Money::new(&scenario.currency);
    let value = expression.value();
    let terms = FormulaWriter { scenario, plan, money: &money };
    let about = figure.owners(scenario);
    let written = figure.written(&money, value);
    let formulas = match figure.in_words(scenario, plan, &money) {
        Some(words) => vec![format!("{written} = {words}")],
        None => {
            let whole = terms.formula(&tape, &written, &expression, &about);
            std::iter::once(whole).chain(parts(&tape, &terms, &expression, &about)).collect()
        }
    };
    Some(Explanation {
        title: figure.title(scenario),
        value,
        figure: written,
        formulas,
        movers: movers(&tape, &terms, &expression, &assumptions, distributions, |value| figure.written(&money, value)),
    })
}

/// The greatest parts that a formula mentions, each with its own formula.
fn parts(tape: &Tape, terms: &FormulaWriter<'_>, expression: &Expression<'_>, about: &[String]) -> Vec<String> {
    let mut parts: Vec<(Quantity, Expression<'_>)> = tape
        .terms(expression)
        .into_iter()
        .filter_map(|(term, expression)| match term {
            // A share of a bill is worked out on single requests, whose tokens are nobody's figures.
            // What was before has the same formula, month by month.
            FormulaTerm::Part(Quantity::ShareOfBill(_) | Quantity::CumulativeCash(_)) | FormulaTerm::Input(_) => None,
            FormulaTerm::Part(part) => Some((part, expression)),
        })
        .filter(|(_, expression)| !matches!(tape.terms(expression).as_slice(), [] | [(FormulaTerm::Input(_), _)]))
        .collect();
    if MOST_PARTS < parts.len() {
        parts.sort_by(|(_, a), (_, b)| b.value().abs().total_cmp(&a.value().abs()));
    }
    let lines = parts.iter().map(|(part, expression)| terms.part(tape, *part, expression, about));
    lines.filter(|line| line.chars().count() <= LONGEST).take(MOST_PARTS).collect()
}

/// Every estimate that moves an expression, the most first: from its low to its high, eight in ten futures between;
/// where all that matter are known, by a tenth more of each.
fn movers(
    tape: &Tape,
    terms: &FormulaWriter<'_>,
    expression: &Expression<'_>,
    assumptions: &Assumptions<'_, f64>,
    distributions: &[Distribution],
    written: impl Fn(f64) -> String,
) -> Vec<Mover> {
    let inputs = tape.inputs_of(expression);
    let base_of = |input: Input| assumptions.value(input);
    let with =
        |moved: Input, value: f64| tape.replay(expression, |input| if input == moved { value } else { base_of(input) });
    let mover = |input: Input, ends: [f64; 2], effect: &dyn Fn([String; 2]) -> String| {
        let found = ends.map(|value| with(input, value));
        let width = (found[1] - found[0]).abs();
        let name = terms.name(input);
        let value = name.full(terms.money, base_of(input));
        let shown = found
            .map(|value| if value.is_finite() { written(value) } else { tr!("nothing that has a value").to_owned() });
        (0.0 < width || width.is_nan()).then(|| Mover {
            path: terms.plan.inputs[input.index()].path.clone(),
            name: format!("{} ({value})", name.in_sentence()),
            effect: effect(shown),
            width: if width.is_nan() { f64::INFINITY } else { width },
        })
    };
    let uncertain = inputs.iter().filter_map(|&input| {
        let Distribution { p10, p90, .. } = distributions[input.index()];
        let name = terms.name(input);
        let [low, high] = [p10, p90].map(|value| name.full(terms.money, value));
        let effect = |[at_low, at_high]: [String; 2]| {
            tr!("Between {low} and {high} it is {at_low} to {at_high}", low, high, at_low, at_high)
        };
        (p10 < p90).then(|| mover(input, [p10, p90], &effect))?
    });
    let mut movers: Vec<Mover> = uncertain.collect();
    if movers.is_empty() {
        // One dollar is always one dollar.
        let is_fixed = |input: Input| {
            terms.scenario.currency == "USD" && terms.plan.inputs[input.index()].path == EstimatePath::UsdRate
        };
        let known = inputs.iter().filter(|&&input| !is_fixed(input)).filter_map(|&input| {
            let base = base_of(input);
            let greatest = terms.plan.inputs[input.index()].domain.greatest();
            let (other, change) =
                if 1.1 * base <= greatest { (1.1 * base, tr!("more")) } else { (0.9 * base, tr!("less")) };
            mover(input, [base, other], &|[_, moved]| tr!("A tenth {change} makes it {moved}", change, moved))
        });
        movers = known.collect();
    }
    movers.sort_by(|a, b| b.width.total_cmp(&a.width));
    movers
}

mod formula;
mod result_id;
#[cfg(test)]
mod tests;
