//! A plan with a value for every input: the base values, favourable bounds, one draw, or formulas.

use super::{Input, Lanes, Number, Parameter, Plan, Quantity};

/// A plan and the values to compute it with.
#[derive(Clone, Debug)]
pub struct Assumptions<'p, N> {
    /// What is computed.
    pub plan: &'p Plan,
    values: Vec<N>,
    /// The product of each line's factors, components and lines in order.
    line_factors: Vec<N>,
}

impl<'p> Assumptions<'p, f64> {
    /// Every input at its base value.
    pub fn base(plan: &'p Plan) -> Self {
        Self::new(plan, plan.inputs.iter().map(|field| field.estimate.base()).collect())
    }

    /// Base values, but what strategies do at the bound that favours them (model, section 7, floor).
    pub fn favourable(plan: &'p Plan) -> Self {
        let mut values: Vec<f64> = plan.inputs.iter().map(|field| field.estimate.base()).collect();
        for strategy in &plan.strategies {
            let (high, low) = strategy.favourable();
            for input in high {
                let field = &plan.inputs[input.index()];
                values[input.index()] = <f64 as Number>::min(field.estimate.high(), field.domain.greatest());
            }
            for input in low {
                let field = &plan.inputs[input.index()];
                values[input.index()] = <f64 as Number>::max(field.estimate.low(), field.domain.least());
            }
        }
        Self::new(plan, values)
    }
}

impl<'p> Assumptions<'p, f64> {
    /// The same values in every lane.
    pub fn in_lanes<const W: usize>(&self) -> Assumptions<'p, Lanes<W>> {
        let inputs = self.plan.all_inputs();
        Assumptions::new(self.plan, inputs.map(|input| Lanes::constant(self.value(input))).collect())
    }
}

impl<'p, N: Number> Assumptions<'p, N> {
    /// A plan with one value an input, in the order of [`Plan::inputs`].
    ///
    /// # Panics
    /// If there are not as many values as inputs.
    pub fn new(plan: &'p Plan, values: Vec<N>) -> Self {
        assert_eq!(values.len(), plan.inputs.len(), "one value an input");
        let neutral = [N::zero(), N::one()];
        let values = values.into_iter().chain(neutral).collect();
        let lines = plan.components.iter().map(|component| component.lines.len()).sum();
        let mut assumptions = Self { plan, values, line_factors: vec![N::one(); lines] };
        assumptions.multiply_factors(|_| true);
        assumptions
    }

    /// Gives an input another value.
    pub fn set(&mut self, input: Input, value: N) {
        self.values[input.index()] = value;
        self.multiply_factors(|factors| factors.contains(&input));
    }

    /// The same for who multiplies factors anew; returns the value that it had.
    pub(super) fn replace(&mut self, input: Input, value: N) -> N {
        std::mem::replace(&mut self.values[input.index()], value)
    }

    fn multiply_factors(&mut self, concerns: impl Fn(&[Input]) -> bool) {
        let lines = self.plan.components.iter().flat_map(|component| &component.lines);
        for (line, product) in lines.zip(&mut self.line_factors).filter(|(line, _)| concerns(&line.factors)) {
            *product = line.factors.iter().fold(N::one(), |product, factor| product * self.values[factor.index()]);
        }
    }

    /// The value of an input.
    pub fn value(&self, input: Input) -> N {
        self.values[input.index()]
    }

    /// A number of the plan, which a [tape that keeps them](super::Tape::with_parameters) records.
    pub(super) fn parameter(&self, value: f64, parameter: Parameter) -> N {
        self.first_value().parameter(value, Quantity::Parameter(parameter))
    }

    /// A number of the plan that has a name in explanations, which such a tape keeps also where it is 0.
    pub(super) fn known(&self, value: f64, part: Quantity) -> N {
        self.first_value().known(value, part)
    }

    /// Any value, of which there is always one: the neutral ones stand at the end.
    fn first_value(&self) -> N {
        self.values[0]
    }

    pub(super) fn line_factors(&self) -> &[N] {
        &self.line_factors
    }
}
