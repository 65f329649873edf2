//! Scenarios without problems, made from a row of numbers: every shape, the corners, and now and then the extreme.
//!
//! The row is what proptest shrinks: a smaller number is a plainer choice, and a row that has run out goes on with
//! zeros. Whoever includes this file says where `scenario` is, so that unit tests can include it, too.

use proptest::collection::vec;
use proptest::prelude::any;
use proptest::strategy::Strategy as Generator;
use proptest::test_runner::{Config, RngSeed};

use super::scenario::{
    Alternative, Basis, BasisKind, Category, Commitment, Component, Decision, Domain, Driver, Estimate, KillCriterion,
    Line, LongPrices, Metric, Model, Outcome, PlanSettings, Pricing, ReadinessItem, Reversibility, SCHEMA, Scenario,
    Snapshot, Stage, Step, Strategy, StrategyKind, StrategyTag, Tariff, Workload,
};

/// Scenarios without problems.
pub fn scenarios() -> impl Generator<Value = Scenario> {
    vec(any::<u32>(), 200..1200).prop_map(|row| scenario(&row))
}

/// So many cases, the same ones every time. With `PROPTEST_CASES` set: as many as it says, different ones every time.
pub fn cases(count: u32) -> Config {
    let config = Config { failure_persistence: None, ..Config::default() };
    if std::env::var_os("PROPTEST_CASES").is_some() {
        return config;
    }
    Config { cases: count, rng_seed: RngSeed::Fixed(950), ..config }
}

fn scenario(row: &[u32]) -> Scenario {
    let mut choices = Choices { row: row.iter(), third: false };
    choices.third = choices.one_in(2);
    let models: Vec<String> = (0..1 + choices.below(4)).map(|index| choices.name("model", index)).collect();
    let stages = choices.stages();
    let (steps, components) = (1 + choices.below(3), choices.below(7));
    let mut scenario = Scenario {
        schema: SCHEMA,
        name: choices.name("scenario", 0),
        author: choices.name("author", 0),
        currency: "EUR".to_owned(),
        usd_rate: choices.estimate(Domain::NonNegative, 0.9),
        notes: format!("{}\nnew \"line\"", choices.name("notes", 0)),
        outcome: choices.outcome(),
        workload: Workload {
            steps: (0..steps).map(|index| choices.step(index, &models)).collect(),
            retrievals: choices.estimate(Domain::NonNegative, 1.0),
            fallback_model: choices.one_in(2).then(|| choices.of(&models).clone()),
        },
        models: models.iter().map(|key| (key.clone(), choices.model(key))).collect(),
        components: (0..components).map(|index| choices.component(index, stages.len())).collect(),
        strategies: choices.strategies(stages.len(), &models),
        plan: choices.terms(stages.len()),
        kill_criteria: Vec::new(),
        readiness: Vec::new(),
        alternatives: choices.alternatives(stages.len()),
        actuals: Vec::new(),
        correlations: Vec::new(),
        bases: Default::default(),
        decisions: Vec::new(),
        snapshots: Vec::new(),
        workshop: Default::default(),
        stages,
    };
    choices.agreements(&mut scenario);
    choices.snapshots(&mut scenario);
    scenario
}

/// Names that files, paths and formulas must survive.
const NAMES: [&str; 7] = ["", "quo\"te ", "顧客 ", "br(ack]et{ ", "back\\slash ", "größer € ", "// "];

struct Choices<'r> {
    row: std::slice::Iter<'r, u32>,
    /// Whether the scenario has what the third schema added.
    third: bool,
}

impl Choices<'_> {
    fn next(&mut self) -> u32 {
        self.row.next().copied().unwrap_or(0)
    }

    fn below(&mut self, count: usize) -> usize {
        ((u64::from(self.next()) * count as u64) >> 32) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) + 1 == count
    }

    fn of<'o, T>(&mut self, options: &'o [T]) -> &'o T {
        &options[self.below(options.len())]
    }

    /// 0 to 1, corners included.
    fn share(&mut self) -> f64 {
        match self.below(8) {
            0 => 0.0,
            7 => 1.0,
            _ => f64::from(self.next()) / f64::from(u32::MAX),
        }
    }

    fn name(&mut self, noun: &str, index: usize) -> String {
        let odd = if self.one_in(6) { *self.of(&NAMES) } else { "" };
        format!("{odd}{noun} {index}")
    }

    /// Something like `typical`, at times a corner, seldom far away from it.
    fn number(&mut self, domain: Domain, typical: f64) -> f64 {
        let number = match (domain, self.below(40)) {
            (Domain::Share, _) => self.share(),
            (_, 0..10) => typical,
            (_, 10..13) => 0.0,
            (_, 13..15) => 1.0,
            (_, 39) => *self.of(&[1e-9, 1e12]),
            _ => typical * libm::pow(10.0, 2.0 * self.share() - 1.0),
        };
        match domain {
            Domain::AboveMinusOne | Domain::Loss if self.one_in(2) => -number.min(0.9),
            Domain::AboveMinusOne | Domain::Loss => number.min(1.0),
            Domain::AtLeastOne => number.max(1.0),
            Domain::Positive => number.max(Domain::SMALLEST),
            Domain::Share | Domain::NonNegative => number,
        }
    }

    /// Something that the third schema added, and that may be left out.
    fn added(&mut self, domain: Domain, neutral: f64, typical: f64) -> Estimate {
        if self.third && self.one_in(2) { self.estimate(domain, typical) } else { Estimate::Exact(neutral) }
    }

    fn has(&mut self, count: usize) -> bool {
        self.third && self.one_in(count)
    }

    fn rework(&mut self) -> Vec<Line> {
        let lines = if self.third { self.below(3) } else { 0 };
        (0..lines).map(|index| self.line(index)).collect()
    }

    fn estimate(&mut self, domain: Domain, typical: f64) -> Estimate {
        let number = self.number(domain, typical);
        self.doubt(domain, number)
    }

    /// An estimate whose base value is `number`, or next to it.
    fn doubt(&mut self, domain: Domain, number: f64) -> Estimate {
        let (least, greatest) = match domain {
            Domain::AboveMinusOne | Domain::Loss => (-0.95, 1.0),
            Domain::Positive => (Domain::SMALLEST, number * 3.0),
            Domain::Share => (0.0, 1.0),
            Domain::NonNegative | Domain::AtLeastOne => (domain.least(), number * 3.0),
        };
        match self.below(4) {
            2 => {
                let low = (number - (number - least) * self.share()).max(least).min(number);
                let high = (number + (greatest - number) * self.share()).min(greatest).max(number);
                Estimate::Pert { low, likely: number, high }
            }
            3 if 0.0 < number => {
                let spread = 1.0 + 2.0 * self.share();
                let p90 = (number * spread).min(greatest).max(number);
                Estimate::Range { p10: (number / spread).max(least).min(p90).max(f64::MIN_POSITIVE), p90 }
            }
            0 if self.third && domain == Domain::NonNegative && 0.0 < number => {
                let spread = 1.0 + 2.0 * self.share();
                Estimate::Spread { p50: number, p90: number * spread, seen: 1.0 + 400.0 * self.share() }
            }
            _ => Estimate::Exact(number),
        }
    }

    fn outcome(&mut self) -> Outcome {
        Outcome {
            name: self.name("outcome", 0),
            value: self.estimate(Domain::NonNegative, 0.5),
            success_rate: self.estimate(Domain::Share, 0.5),
            realization: self.estimate(Domain::Share, 0.5),
            error_rate: self.estimate(Domain::Share, 0.01),
            error_cost: self.estimate(Domain::NonNegative, 0.1),
            today: self.one_in(2).then(|| self.estimate(Domain::NonNegative, 2.0)),
        }
    }

    fn step(&mut self, index: usize, models: &[String]) -> Step {
        Step {
            name: self.name("step", index),
            model: self.of(models).clone(),
            calls: self.estimate(Domain::NonNegative, 1.5),
            prefix: self.estimate(Domain::NonNegative, 1000.0),
            retrieved: self.estimate(Domain::NonNegative, 2000.0),
            conversation: self.estimate(Domain::NonNegative, 500.0),
            output: self.estimate(Domain::NonNegative, 300.0),
            reasoning: self.estimate(Domain::NonNegative, 200.0),
            routable: self.one_in(2),
            turns: self.added(Domain::AtLeastOne, 1.0, 8.0).with_base_below(1e3),
            carried: self.added(Domain::Share, 0.0, 0.8),
            turns_cv: self.added(Domain::NonNegative, 0.0, 0.5).with_base_below(1e2),
            length_sigma: self.added(Domain::NonNegative, 0.0, 0.4),
            meters: if self.has(2) {
                vec![("search".to_owned(), self.estimate(Domain::NonNegative, 0.5))]
            } else {
                vec![]
            },
        }
    }

    fn model(&mut self, key: &str) -> Model {
        let pricing = if self.one_in(3) {
            Pricing::SelfHosted {
                gpu_hour: self.number(Domain::NonNegative, 2.0),
                gpus_per_replica: self.number(Domain::NonNegative, 2.0),
                prefill: self.number(Domain::Positive, 8000.0),
                decode: self.number(Domain::Positive, 400.0),
                target_utilization: self.number(Domain::Share, 0.6).max(0.05),
                min_replicas: self.below(4) as u32,
                idle: if self.has(2) { self.share() } else { 1.0 },
            }
        } else if self.has(4) {
            Pricing::Provisioned {
                unit_hour: self.number(Domain::NonNegative, 0.8),
                tokens_per_minute: self.number(Domain::Positive, 3000.0),
                output_weight: self.number(Domain::NonNegative, 4.0),
                larger: self.one_in(2),
                increment: 1 + self.below(10) as u32,
                min_units: 1 + self.below(10) as u32,
            }
        } else {
            Pricing::Tokens {
                input: self.number(Domain::NonNegative, 3.0),
                output: self.number(Domain::NonNegative, 15.0),
                cache_read: self.one_in(2).then(|| self.number(Domain::NonNegative, 0.3)),
                cache_write: self.one_in(2).then(|| self.number(Domain::NonNegative, 3.75)),
                batch_discount: self.number(Domain::Share, 0.5),
                cache_write_long: self.has(3).then(|| self.number(Domain::NonNegative, 6.0)),
                cache_min: if self.has(3) { self.number(Domain::NonNegative, 1500.0) } else { 0.0 },
                long: self.has(3).then(|| LongPrices {
                    above: self.number(Domain::Positive, 4000.0),
                    input: self.one_in(2).then(|| self.number(Domain::NonNegative, 6.0)),
                    output: self.one_in(2).then(|| self.number(Domain::NonNegative, 22.0)),
                    cache_read: self.one_in(2).then(|| self.number(Domain::NonNegative, 0.6)),
                    cache_write: self.one_in(2).then(|| self.number(Domain::NonNegative, 7.0)),
                }),
                multiplier: if self.has(3) { self.number(Domain::NonNegative, 1.1) } else { 1.0 },
                meters: if self.has(2) {
                    [("search".to_owned(), self.share())].into_iter().collect()
                } else {
                    Default::default()
                },
            }
        };
        Model { name: key.to_owned(), provider: "anybody".to_owned(), as_of: "2026-11-23".to_owned(), pricing }
    }

    fn stages(&mut self) -> Vec<Stage> {
        let count = 1 + self.below(4);
        let mut requests = if self.one_in(20) { *self.of(&[1e-9, 1e9]) } else { self.number(Domain::Positive, 1000.0) };
        requests = requests.clamp(1e-9, 1e10);
        let mut month = self.below(3);
        (0..count)
            .map(|index| {
                requests *= 1.05 + 9.0 * self.share();
                month += self.below(5);
                Stage {
                    name: self.name("stage", index),
                    month: month as u32,
                    requests: self.doubt(Domain::Positive, requests),
                    context: self.estimate(Domain::NonNegative, 1.5),
                    calls: self.estimate(Domain::NonNegative, 1.2),
                    peak: self.estimate(Domain::AtLeastOne, 3.0),
                    retry_rate: self.estimate(Domain::NonNegative, 0.05),
                    fallback_share: self.estimate(Domain::Share, 0.02),
                    users: self.added(Domain::NonNegative, 0.0, 50.0),
                }
            })
            .collect()
    }

    fn component(&mut self, index: usize, stages: usize) -> Component {
        let lines = self.below(3);
        Component {
            id: self.name("component", index),
            name: self.name("component", index),
            category: *self.of(&Category::ALL),
            from_stage: self.below(stages),
            until_stage: self.one_in(3).then(|| self.below(stages)),
            enabled: !self.one_in(4),
            setup_cost: self.estimate(Domain::NonNegative, 3000.0),
            reversibility: *self.of(&[Reversibility::Reversible, Reversibility::Costly, Reversibility::OneWay]),
            lines: (0..lines).map(|index| self.line(index)).collect(),
            success: self.added(Domain::NonNegative, 1.0, 1.05).with_base_below(1e3),
            repeat: self.has(3).then(|| 1 + self.below(12) as u32),
            rework: self.rework(),
        }
    }

    fn line(&mut self, index: usize) -> Line {
        let driver = *self.of(&Driver::ALL);
        let price = if driver == Driver::Month { 500.0 } else { 0.02 };
        let factors = self.below(3);
        Line {
            name: self.name("line", index),
            driver,
            factors: (0..factors)
                .map(|index| (self.name("factor", index), self.estimate(Domain::NonNegative, 2.0)))
                .collect(),
            tariff: match self.below(4) {
                0 => Tariff::Flat(self.estimate(Domain::NonNegative, price)),
                1 => Tariff::Graduated(self.tiers(price)),
                2 => Tariff::Step(
                    self.number(Domain::Positive, 500.0).max(1e-3),
                    self.estimate(Domain::NonNegative, price * 1000.0),
                ),
                _ => Tariff::Power(
                    self.number(Domain::Positive, 1000.0),
                    self.estimate(Domain::NonNegative, price * 1000.0),
                    *self.of(&[0.0, 0.5, 0.8, 1.0, 1.5]),
                ),
            },
        }
    }

    fn tiers(&mut self, price: f64) -> Vec<(f64, f64)> {
        let mut up_to = 100.0;
        let mut tiers: Vec<(f64, f64)> = (0..self.below(4))
            .map(|_| {
                up_to *= 1.5 + 20.0 * self.share();
                (up_to, self.number(Domain::NonNegative, price))
            })
            .collect();
        tiers.push((f64::INFINITY, self.number(Domain::NonNegative, price)));
        tiers
    }

    /// None to all kinds in any order; at times one stands there again, switched off.
    fn strategies(&mut self, stages: usize, models: &[String]) -> Vec<Strategy> {
        let mut tags = StrategyTag::ALL.to_vec();
        let mut strategies: Vec<Strategy> = (0..self.below(tags.len() + 1))
            .map(|_| {
                let tag = tags.remove(self.below(tags.len()));
                self.strategy(tag, stages, models)
            })
            .collect();
        if !strategies.is_empty() && self.one_in(4) {
            let tag = self.of(&strategies).kind.tag();
            let again = Strategy { enabled: false, ..self.strategy(tag, stages, models) };
            strategies.insert(self.below(strategies.len() + 1), again);
        }
        strategies
    }

    fn strategy(&mut self, tag: StrategyTag, stages: usize, models: &[String]) -> Strategy {
        let mut kind = Strategy::typical(tag, "", 0).kind;
        if let StrategyKind::PrefixCaching { hit_rate, kept, .. } = &mut kind {
            *hit_rate = (!self.has(2)).then_some(Estimate::Exact(0.5));
            if self.has(2) {
                *kept = *self.of(&[1.0, 60.0, 300.0]);
            }
        }
        let keys: Vec<&str> = kind.estimates().into_iter().map(|(key, ..)| key).collect();
        for (key, estimate) in keys.into_iter().zip(kind.estimates_mut()) {
            let number = tag.numbers().into_iter().find(|number| number.key == key).expect("it is one of them");
            if key == "prefixes" && !self.third {
                continue;
            }
            let scale = match number.domain {
                Domain::Share => 0.3,
                Domain::NonNegative => 0.0001,
                _ => 2.0,
            };
            *estimate = self.estimate(number.domain, scale);
        }
        if let Some(model) = kind.model_mut() {
            self.of(models).clone_into(model);
        }
        Strategy {
            kind,
            enabled: self.one_in(2),
            from_stage: self.below(stages),
            setup_cost: self.estimate(Domain::NonNegative, 5000.0),
            monthly_cost: self.estimate(Domain::NonNegative, 50.0),
            quality_loss: match self.below(2) {
                1 if self.third => self.estimate(Domain::Loss, 0.01),
                1 => self.estimate(Domain::Share, 0.01),
                _ => Estimate::Exact(0.01),
            },
            rework: self.rework(),
        }
    }

    fn terms(&mut self, stages: usize) -> PlanSettings {
        PlanSettings {
            horizon_months: 1 + self.below(60) as u32,
            target_stage: self.below(stages),
            growth: self.estimate(Domain::AboveMinusOne, 0.05),
            price_trend: self.estimate(Domain::AboveMinusOne, 0.3),
            build_cost: self.estimate(Domain::NonNegative, 20000.0),
            discount_rate: self.estimate(Domain::NonNegative, 0.1),
            hurdle: self.number(Domain::AtLeastOne, 1.5),
            budget: self.one_in(2).then(|| self.number(Domain::Positive, 10000.0)),
            adoption: self.adoption(),
            value_trend: self.added(Domain::AboveMinusOne, 0.0, 0.1),
            drift: self.added(Domain::AboveMinusOne, 0.0, 0.02).with_base_below(0.3),
            discount: self.added(Domain::Share, 0.0, 0.1),
            commitment: self.has(3).then(|| Commitment {
                from_stage: self.below(stages),
                amount: self.estimate(Domain::NonNegative, 2000.0),
            }),
        }
    }

    fn adoption(&mut self) -> Vec<(u32, f64)> {
        let mut month = 0;
        let points = if self.third { self.below(4) } else { 0 };
        (0..points)
            .map(|_| {
                month += self.below(5) as u32;
                (month, self.share())
            })
            .collect()
    }

    fn alternatives(&mut self, stages: usize) -> Vec<Alternative> {
        let count = if self.third { self.below(3) } else { 0 };
        (0..count)
            .map(|index| Alternative {
                name: self.name("alternative", index),
                setup_cost: self.estimate(Domain::NonNegative, 3000.0),
                success_rate: self.one_in(2).then(|| self.estimate(Domain::Share, 0.5)),
                components: (0..self.below(3)).map(|index| self.component(index, stages)).collect(),
            })
            .collect()
    }

    fn agreements(&mut self, scenario: &mut Scenario) {
        let stage = self.below(scenario.stages.len());
        if self.one_in(2) {
            let metric = *self.of(&[Metric::MonthlyCost, Metric::CostPerOutcome, Metric::Ratio, Metric::Net]);
            let limit = self.number(Domain::NonNegative, 1.5);
            scenario.kill_criteria.push(KillCriterion {
                metric,
                stage,
                limit,
                action: self.name("action", 0),
                stop: self.has(2),
            });
        }
        if self.one_in(2) {
            let (item, owner, note) = (self.name("item", 0), self.name("owner", 0), self.name("note", 0));
            scenario.readiness.push(ReadinessItem { item, stage, done: self.one_in(2), owner, note });
        }
        let paths: Vec<_> = scenario.fields().into_iter().map(|field| field.path).collect();
        let (first, second) = (self.of(&paths).clone(), self.of(&paths).clone());
        if self.one_in(2) && first != second {
            scenario.correlations.push((first.clone(), second, self.share() - 0.5));
        }
        if self.one_in(2) {
            let basis = Basis {
                kind: *self.of(&[BasisKind::Measured, BasisKind::Benchmark, BasisKind::Judgement]),
                source: self.name("source", 0),
                url: String::new(),
                date: "2026-11-23".to_owned(),
                given_for: self.one_in(3).then(|| self.estimate(Domain::NonNegative, 2.0)),
            };
            scenario.bases.insert(first, basis);
        }
    }
    fn snapshots(&mut self, scenario: &mut Scenario) {
        for number in Snapshot::NUMBERS {
            if self.one_in(9) {
                scenario.take_snapshot(number, self.name("snapshot", number.into()), "2026-11-24".to_owned());
            }
        }
        if self.one_in(2) {
            let (decision, owner, note) = (self.name("decision", 0), self.name("owner", 0), self.name("note", 0));
            scenario.decisions.push(Decision { decision, owner, date: "2026-11-24".to_owned(), note });
        }
    }
}

/// Where a number must not be extreme: beyond it nothing can be computed.
trait Bounded {
    /// This, or what is near `most` if its base is above it.
    fn with_base_below(self, most: f64) -> Self;
}

impl Bounded for Estimate {
    fn with_base_below(self, most: f64) -> Self {
        if self.high() <= most { self } else { Self::Exact(self.base().min(most)) }
    }
}
