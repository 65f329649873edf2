//! The formulas are written once: on lanes of draws and on expressions they give what they give on `f64`.

use std::path::Path;

use breakeven::economics::{
    Assumptions, Engine, Evaluation, Expression, FormulaTerm, Input, Lanes, Month, Months, Number, Plan, Point,
    StrategySet, Switch, Tape,
};
use breakeven::files::open_scenario;
use breakeven::scenario::{Domain, EstimatePath, StageField, StrategyKind};

const CASES: [&str; 13] = [
    "article_baseline",
    "broken_economics",
    "corners",
    "corners3_a",
    "corners3_b",
    "corners3_c",
    "corners3_d",
    "late_start",
    "late_start_traffic",
    "research_agent",
    "self_hosted_summaries",
    "support_assistant",
    "trap_950x",
];

fn plan(name: &str) -> Plan {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let scenario = open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens");
    Plan::new(&scenario).expect("the case has no problems")
}

/// Values for every input: at `shift` 0 the base values, else moved, each a little differently, within its domain.
fn values(plan: &Plan, shift: f64) -> Vec<f64> {
    let moved = plan.inputs.iter().enumerate().map(|(index, field)| {
        let base = field.estimate.base();
        let value = base * (1.0 + shift * ((index % 7) as f64 - 2.0) / 10.0);
        let within = if field.domain == Domain::AboveMinusOne { value.max(-0.9) } else { value };
        within.max(field.domain.least()).min(field.domain.greatest())
    });
    moved.collect()
}

/// Every number of a month.
fn figures<N: Number>(month: &Evaluation<N>) -> Vec<N> {
    let mut figures = month.categories.to_vec();
    figures.extend([month.volume, month.inferred, month.wrong, month.tokens]);
    figures.extend([month.cost, month.outcomes, month.value, month.net]);
    figures
}

/// Each stage at its requests and held elsewhere, a place between stages, and a month after the last stage began.
fn points<N: Number>(assumptions: &Assumptions<'_, N>) -> Vec<Point<N>> {
    let stages = &assumptions.plan.stages;
    let mut points = Vec::new();
    for (stage, start) in stages.iter().enumerate() {
        points.push(assumptions.at_stage(stage));
        points.push(assumptions.held(stage, N::constant(start.requests * 0.3)));
        points.push(assumptions.at_volume(start.requests * 1.7));
    }
    points.extend(assumptions.in_month(stages[0].month + 1));
    points.extend(assumptions.in_month(assumptions.plan.horizon_months - 1));
    points
}

/// The planned strategies at each of the points.
fn months<N: Number>(assumptions: &Assumptions<'_, N>) -> Vec<Evaluation<N>> {
    let plan = assumptions.plan;
    let mut engine = Engine::new(assumptions);
    let mix = |point: &Point<N>| plan.planned_mix().active_at(plan, point.stage);
    points(assumptions).iter().map(|point| engine.evaluate(point, mix(point))).collect()
}

fn assert_close(found: f64, expected: f64, scale: f64, what: &str) {
    assert!((found - expected).abs() <= 1e-12 * scale.abs().max(expected.abs()), "{what}: {found}, not {expected}");
}

/// Whether base requests say more than how many there are: people come with them, or they keep a cache warm.
fn has_base_requests(plan: &Plan) -> bool {
    let has_users =
        plan.inputs.iter().any(|input| matches!(input.path, EstimatePath::Stage { field: StageField::Users, .. }));
    let is_from_traffic =
        |kind: &StrategyKind<Input, usize>| matches!(kind, StrategyKind::PrefixCaching { hit_rate: None, .. });
    has_users || plan.strategies.iter().any(|strategy| is_from_traffic(&strategy.kind))
}

#[test]
fn four_lanes_are_four_runs() {
    for name in CASES {
        let plan = plan(name);
        let draws = [0.0, 0.3, 1.0, -0.7].map(|shift| values(&plan, shift));
        let lanes = (0..plan.inputs.len()).map(|input| Lanes(draws.each_ref().map(|draw| draw[input]))).collect();
        let together = months(&Assumptions::new(&plan, lanes));
        for (lane, draw) in draws.iter().enumerate() {
            let alone = months(&Assumptions::new(&plan, draw.clone()));
            for (together, alone) in together.iter().zip(&alone) {
                let bits: Vec<u64> = figures(together).iter().map(|lanes: &Lanes<4>| lanes.0[lane].to_bits()).collect();
                let expected: Vec<u64> = figures(alone).iter().map(|number| number.to_bits()).collect();
                assert_eq!(bits, expected, "{name}, lane {lane}, stage {}", alone.stage);
            }
        }
    }
}

fn inputs(plan: &Plan) -> Vec<Input> {
    plan.inputs.iter().map(|field| plan.input(&field.path).expect("the path is there")).collect()
}

fn recorded<'t>(tape: &'t Tape, plan: &Plan) -> Vec<Expression<'t>> {
    inputs(plan).into_iter().zip(values(plan, 0.0)).map(|(input, value)| tape.input(input, value)).collect()
}

#[test]
fn an_expression_has_the_value_of_a_run_and_can_be_replayed() {
    for name in CASES {
        let plan = plan(name);
        let tape = Tape::default();
        let expressions = months(&Assumptions::new(&plan, recorded(&tape, &plan)));
        let run = months(&Assumptions::base(&plan));
        let mut moved_values = values(&plan, 0.4);
        if has_base_requests(&plan) {
            // A formula takes what is moved for the base, a run for a draw: they agree only where both are one.
            for (value, field) in moved_values.iter_mut().zip(&plan.inputs) {
                if matches!(field.path, EstimatePath::Stage { field: StageField::Requests, .. }) {
                    *value = field.estimate.base();
                }
            }
        }
        let moved = months(&Assumptions::new(&plan, moved_values.clone()));
        for ((expressions, run), moved) in expressions.iter().zip(&run).zip(&moved) {
            for ((expression, value), moved_value) in figures(expressions).iter().zip(figures(run)).zip(figures(moved))
            {
                assert_eq!(expression.value(), value, "{name} at stage {}", run.stage);
                let replayed = tape.replay(expression, |input| moved_values[input.index()]);
                assert_close(replayed, moved_value, moved.cost, name);
            }
        }
    }
}

#[test]
fn the_formula_computes_in_a_spreadsheet() {
    for name in CASES {
        let plan = plan(name);
        let tape = Tape::default();
        let expressions = Assumptions::new(&plan, recorded(&tape, &plan));
        let mix = plan.planned_mix().active_at(&plan, plan.target);
        let month = Engine::new(&expressions).evaluate(&expressions.at_stage(plan.target), mix);
        for expression in figures(&month) {
            let formula = tape.formula(&expression, &|input| format!("Inputs!B{}", input.index() + 2), &|_| None);
            for shift in [0.0, 0.4] {
                let values = values(&plan, shift);
                let computed = Spreadsheet { formula: &formula, at: 0, values: &values }.compute();
                let expected = tape.replay(&expression, |input| values[input.index()]);
                assert_close(computed, expected, month.cost.value(), &formula);
            }
        }
    }
}

#[test]
fn a_number_explains_itself_in_words() {
    let plan = plan("support_assistant");
    let tape = Tape::default();
    let expressions = Assumptions::new(&plan, recorded(&tape, &plan));
    let mix = plan.planned_mix().active_at(&plan, plan.target);
    let month = Engine::new(&expressions).evaluate(&expressions.at_stage(plan.target), mix);
    let term = |term, _| match term {
        FormulaTerm::Input(input) => plan.inputs[input.index()].path.to_string(),
        FormulaTerm::Part(part) => format!("{part:?}"),
    };
    let words = |number: &Expression<'_>| tape.words(number, &term, &|number| number.to_string());
    let explained =
        [month.net, month.cost, month.inference(), month.value, month.outcomes, month.inferred].map(|n| words(&n));
    let expected = [
        "Value − Cost",
        "Category(Inference) + Category(Retrieval) + Category(Observability) + Category(Reliability) \
         + Category(Compliance) + Category(People) + Category(Quality) + Category(Optimization)",
        "ModelBill(0) + ModelBill(1)",
        "Outcomes × outcome.value × outcome.realization \
         − (Requests × outcome.error_rate + WrongAnswers) × outcome.error_cost",
        "(Requests − WrongAnswers) × outcome.success_rate × (1 − strategies.ModelRouting.quality_loss)",
        "Requests × (1 − strategies.SemanticCaching.hit_rate × strategies.SemanticCaching.eligible)",
    ];
    assert_eq!(explained, expected);
}

/// A spreadsheet that knows what our formulas use: + − * / ^ with their usual precedence, all from left to right,
/// brackets, MIN, MAX, CEILING.MATH, EXP, LN, the cumulative NORM.S.DIST, and IF with a comparison.
struct Spreadsheet<'f> {
    formula: &'f str,
    at: usize,
    values: &'f [f64],
}

impl Spreadsheet<'_> {
    fn compute(mut self) -> f64 {
        let value = self.comparison();
        assert_eq!(self.rest(), "", "all of it is read");
        value
    }

    fn rest(&self) -> &str {
        self.formula[self.at..].trim_start()
    }

    fn skip(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        if found {
            self.at = self.formula.len() - self.rest().len() + token.len();
        }
        found
    }

    fn word(&mut self, belongs: impl Fn(char) -> bool) -> String {
        let word: String = self.rest().chars().take_while(|&character| belongs(character)).collect();
        assert!(self.skip(&word));
        word
    }

    fn comparison(&mut self) -> f64 {
        let left = self.sum();
        if self.skip(">") { f64::from(u8::from(self.sum() < left)) } else { left }
    }

    fn sum(&mut self) -> f64 {
        let mut sum = self.product();
        loop {
            if self.skip("+") {
                sum += self.product();
            } else if self.skip("-") {
                sum -= self.product();
            } else {
                return sum;
            }
        }
    }

    fn product(&mut self) -> f64 {
        let mut product = self.power();
        loop {
            if self.skip("*") {
                product *= self.power();
            } else if self.skip("/") {
                product /= self.power();
            } else {
                return product;
            }
        }
    }

    fn power(&mut self) -> f64 {
        let mut power = self.operand();
        while self.skip("^") {
            power = libm::pow(power, self.operand());
        }
        power
    }

    fn operand(&mut self) -> f64 {
        if self.skip("-") {
            return -self.operand();
        }
        if self.skip("(") {
            let value = self.comparison();
            assert!(self.skip(")"), "a bracket is closed before {}", self.rest());
            return value;
        }
        if self.rest().starts_with(|character: char| character.is_ascii_digit()) {
            let digits = self.word(|character| character.is_ascii_digit() || character == '.');
            return digits.parse().expect("a number");
        }
        if self.skip("Inputs!B") {
            let row: usize = self.word(|character| character.is_ascii_digit()).parse().expect("a row");
            return self.values[row - 2];
        }
        if self.skip("TRUE") { 1.0 } else { self.call() }
    }

    fn call(&mut self) -> f64 {
        let name = self.word(|character| character.is_ascii_uppercase() || character == '.');
        assert!(self.skip("("), "{name} is called before {}", self.rest());
        let mut arguments = vec![self.comparison()];
        while self.skip(",") {
            arguments.push(self.comparison());
        }
        assert!(self.skip(")"), "{name} is closed before {}", self.rest());
        match (name.as_str(), arguments.as_slice()) {
            ("MIN", &[left, right]) => left.min(right),
            ("MAX", &[left, right]) => left.max(right),
            ("CEILING.MATH", &[number]) => number.ceil(),
            ("EXP", &[number]) => libm::exp(number),
            ("LN", &[number]) => libm::log(number),
            ("NORM.S.DIST", &[number, 1.0]) => 0.5 * libm::erfc(-number * std::f64::consts::FRAC_1_SQRT_2),
            ("IF", &[condition, then, otherwise]) => {
                if condition == 0.0 {
                    otherwise
                } else {
                    then
                }
            }
            _ => panic!("no function {name} of {} arguments", arguments.len()),
        }
    }
}

#[test]
fn the_spreadsheet_of_these_tests_reads_formulas_as_others_do() {
    for (formula, value) in [
        ("1 + 2 * 3", 7.0),
        ("(1 + 2) * 3", 9.0),
        ("8 - 4 - 2", 2.0),
        ("8 / 4 / 2", 1.0),
        ("2^3^2", 64.0),
        ("-2^2", 4.0),
        ("IF(Inputs!B2 > 0, MIN(1, 2), MAX(3, CEILING.MATH(4.2)))", 5.0),
        ("LN(EXP(2)) + NORM.S.DIST(Inputs!B2, TRUE)", 2.5),
    ] {
        assert_eq!(Spreadsheet { formula, at: 0, values: &[0.0] }.compute(), value, "{formula}");
    }
}

/// Switched by numbers, each card and each strategy leaves what the plan with it turned comes to.
#[test]
fn off_by_numbers_is_off() {
    let mut compared = 0;
    for name in CASES {
        let plan = plan(name);
        for switch in plan.switches() {
            let mut turned = plan.clone();
            match switch {
                Switch::Component(place) => turned.components[place].enabled ^= true,
                Switch::Strategy(place) => turned.strategies[place].enabled ^= true,
            }
            let expected = Months::of(&Assumptions::base(&turned), turned.planned_mix()).months;
            let all_on = turned.with_all_on();
            let assumptions = Assumptions::switched(&all_on, &turned);
            // Prefix caching is switched by which formula holds.
            let is_without = |place| Some(place) == turned.prefix_caching() && !turned.strategies[place].enabled;
            let set = all_on.planned_mix();
            let set = set.places().filter(|&place| !is_without(place)).fold(StrategySet::NONE, StrategySet::with);
            for (found, expected) in Month::each(&assumptions, set).zip(&expected) {
                let near = |found: f64, expected: f64| (found - expected).abs() <= 1e-9 * expected.abs().max(1.0);
                assert!(near(found.cost, expected.cost), "{name}, {switch:?}: {found:?}, not {expected:?}");
                assert!(near(found.cash, expected.cash), "{name}, {switch:?}: {found:?}, not {expected:?}");
                compared += 1;
            }
        }
    }
    assert!(1000 < compared, "{compared}");
}
