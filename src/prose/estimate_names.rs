//! What people call an estimate, and how its values are written: `Production · requests`, `120k`.

use super::words::belonging;
use crate::format::{self, Money};
use crate::language::{Language, in_sentence, tr};
use crate::scenario::{
    Alternative, AlternativeField, Component, ComponentPath, Domain, Estimate, EstimatePath, Line, LineList,
    OutcomeField, PlanField, Scenario, StageField, StepField, StrategyTag, Tariff,
};

pub(crate) use crate::prose::capitalised;

/// An estimate in plain words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EstimateName {
    /// The card, stage or strategy that it stands on; `None` where it needs none.
    pub of: Option<String>,
    /// What it is.
    pub what: String,
    quantity: Dimension,
}

/// What an estimate counts, hence how its values are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dimension {
    /// In percent.
    Share,
    /// In the scenario’s currency.
    Money,
    /// By the piece.
    Count,
    /// Times something.
    Factor,
}

impl EstimateName {
    /// For a row: `Production · requests`, `Success rate`.
    pub fn label(&self) -> String {
        match &self.of {
            Some(of) => format!("{of} · {}", self.what),
            None => self.what.clone(),
        }
    }

    /// Inside a sentence: `Production’s requests`, `success rate`.
    pub fn in_sentence(&self) -> String {
        match &self.of {
            Some(of) => belonging(of, &in_sentence(&self.what)),
            None => in_sentence(&self.what),
        }
    }

    /// At the beginning of a sentence: `Production’s requests`, `Success rate`.
    pub(crate) fn first_in_sentence(&self) -> String {
        match &self.of {
            Some(_) => self.in_sentence(),
            None => self.what.clone(),
        }
    }

    /// At the beginning of a sentence about a stage, which needs not be named twice: `Requests`.
    pub fn first_in_sentence_about(&self, stage: &str) -> String {
        match &self.of {
            Some(of) if of == stage => capitalised(&self.what),
            _ => self.first_in_sentence(),
        }
    }

    /// What it counts.
    pub fn quantity(&self) -> Dimension {
        self.quantity
    }

    /// Whether a verb after it stands in the plural: "requests fall", "success rate falls". Other languages say it in a way
    /// that fits both.
    pub fn is_plural(&self) -> bool {
        if Language::current() != Language::English {
            return false;
        }
        let ends = [" per ", " of ", " that ", ", "];
        let end = ends.iter().filter_map(|end| self.what.find(end)).min().unwrap_or(self.what.len());
        let noun = &self.what[..end];
        noun.ends_with('s') && !["ss", "us", "is"].iter().any(|ending| noun.ends_with(ending))
    }

    /// Whether its values are shares of something.
    pub(crate) fn is_share(&self) -> bool {
        self.quantity == Dimension::Share
    }

    /// A value, as short as a label wants it: `120k`, `55 %`, `$0.82`.
    pub fn short(&self, money: &Money, value: f64) -> String {
        match self.quantity {
            Dimension::Count => format::short_count(value),
            _ => self.full(money, value),
        }
    }

    /// All of an estimate, with its unit where the name ends in it: `2,000 tokens`, `55 % (40 %–70 %)`.
    pub fn estimate(&self, money: &Money, estimate: &Estimate) -> String {
        let units = [(tr!("token"), tr!("tokens")), (tr!("request"), tr!("requests"))];
        let unit = units.into_iter().find(|(_, many)| self.what.ends_with(many));
        let unit = match unit {
            Some((one, _)) if estimate.base() == 1.0 => format!(" {one}"),
            Some((_, many)) => format!(" {many}"),
            None => String::new(),
        };
        let base = format!("{}{unit}", self.full(money, estimate.base()));
        if !estimate.is_uncertain() {
            return base;
        }
        let range = format::interval([estimate.low(), estimate.high()], |value| self.full(money, value));
        format!("{base} ({range})")
    }

    /// A value in full: `120,000`, `55 %`, `$0.82`.
    pub fn full(&self, money: &Money, value: f64) -> String {
        match self.quantity {
            Dimension::Share => format::percent(value),
            Dimension::Money => money.price(value),
            Dimension::Count => format::count(value),
            Dimension::Factor => format::factor(value),
        }
    }
}

/// What the estimate at a path is called. A path that the scenario does not have is its own name.
pub fn name_of(scenario: &Scenario, at: &EstimatePath) -> EstimateName {
    known_name(scenario, at).unwrap_or_else(|| named(None, at.to_string(), Dimension::Count))
}

/// What the estimate at a path is called; `None` of a path that the scenario does not have.
pub(crate) fn known_name(scenario: &Scenario, at: &EstimatePath) -> Option<EstimateName> {
    match at {
        EstimatePath::UsdRate => Some(usd_rate(scenario)),
        EstimatePath::Outcome(field) => Some(outcome(scenario, *field)),
        EstimatePath::Step { step, field } => {
            scenario.workload.steps.iter().any(|known| known.name == *step).then(|| step_name(step, *field))
        }
        EstimatePath::Retrievals => Some(named(None, tr!("Retrievals per request"), Dimension::Count)),
        EstimatePath::Stage { stage, field } => {
            scenario.stages.iter().any(|known| known.name == *stage).then(|| stage_name(stage, *field))
        }
        EstimatePath::Component { component: id, within } => {
            let components = match &id.alternative {
                None => &scenario.components,
                Some(name) => &alternative_named(scenario, name)?.components,
            };
            let mut components = components.iter().filter(|component| component.id == id.id);
            let name = components.find_map(|component| component_name(component, within))?;
            let of = id.alternative.as_ref().map(|alternative| {
                let of = name.of.iter().map(|of| in_sentence(of));
                std::iter::once(alternative.clone()).chain(of).collect::<Vec<_>>().join(", ")
            });
            Some(EstimateName { of: of.or(name.of), ..name })
        }
        EstimatePath::Meter { step, meter } => {
            let mut steps = scenario.workload.steps.iter().filter(|known| known.name == *step);
            steps
                .any(|step| step.meters.iter().any(|(name, _)| name == meter))
                .then(|| named(Some(step), tr!("units of {} per call", in_sentence(meter)), Dimension::Count))
        }
        EstimatePath::Rework { strategy, line, factor } => {
            let mut strategies = scenario.strategies.iter().filter(|known| known.kind.tag() == *strategy);
            let (what, quantity) = strategies.find_map(|known| line_name(&known.rework, line, factor.as_deref()))?;
            Some(named(Some(strategy.name()), tr!("rework: {what}", what), quantity))
        }
        EstimatePath::Alternative { alternative, field } => {
            let known = alternative_named(scenario, alternative)?;
            let (what, quantity) = match field {
                AlternativeField::SetupCost => (tr!("set-up cost"), Dimension::Money),
                AlternativeField::SuccessRate => {
                    known.success_rate?;
                    (tr!("success rate"), Dimension::Share)
                }
            };
            Some(named(Some(alternative), what, quantity))
        }
        EstimatePath::Strategy { strategy, field } => {
            let mut strategies = scenario.strategies.iter();
            strategies.find(|known| known.kind.tag() == *strategy).and_then(|_| strategy_name(*strategy, field))
        }
        EstimatePath::Plan(field) => Some(plan_name(*field)),
        EstimatePath::Unknown(_) => None,
    }
}

fn named(of: Option<&str>, what: impl Into<String>, quantity: Dimension) -> EstimateName {
    EstimateName { of: of.map(capitalised), what: what.into(), quantity }
}

fn usd_rate(scenario: &Scenario) -> EstimateName {
    match scenario.currency.as_str() {
        // One dollar is always one dollar; what the number does is to multiply these prices.
        "USD" => named(None, tr!("Model and GPU prices"), Dimension::Factor),
        _ => named(None, tr!("Exchange rate to the US dollar"), Dimension::Count),
    }
}

fn outcome(scenario: &Scenario, field: OutcomeField) -> EstimateName {
    let outcome = in_sentence(&scenario.outcome.name);
    let (what, quantity) = match field {
        OutcomeField::Value => (tr!("Value per {outcome}", outcome), Dimension::Money),
        OutcomeField::SuccessRate => (tr!("Success rate").to_owned(), Dimension::Share),
        OutcomeField::Realization => (tr!("Share of value that becomes money").to_owned(), Dimension::Share),
        OutcomeField::ErrorRate => (tr!("Share of harmful answers").to_owned(), Dimension::Share),
        OutcomeField::ErrorCost => (tr!("Cost of a harmful answer").to_owned(), Dimension::Money),
        OutcomeField::Today => (tr!("Cost today per {outcome}", outcome), Dimension::Money),
    };
    named(None, what, quantity)
}

fn step_name(step: &str, field: StepField) -> EstimateName {
    let what = match field {
        StepField::Calls => tr!("calls per request"),
        StepField::Prefix => tr!("prefix tokens"),
        StepField::Retrieved => tr!("retrieved tokens"),
        StepField::Conversation => tr!("history and input tokens"),
        StepField::Output => tr!("answer tokens"),
        StepField::Reasoning => tr!("reasoning tokens"),
        StepField::Turns => tr!("turns per loop"),
        StepField::Carried => return named(Some(step), tr!("share of a turn that is resent"), Dimension::Share),
        StepField::TurnsCv => tr!("how turns differ, deviation over mean"),
        StepField::LengthSigma => tr!("how prompts differ, deviation of the logarithm"),
    };
    named(Some(step), what, Dimension::Count)
}

fn stage_name(stage: &str, field: StageField) -> EstimateName {
    let (what, quantity) = match field {
        StageField::Requests => (tr!("requests"), Dimension::Count),
        StageField::Context => (tr!("context growth"), Dimension::Factor),
        StageField::Calls => (tr!("growth in calls"), Dimension::Factor),
        StageField::Peak => (tr!("peak load"), Dimension::Factor),
        StageField::RetryRate => (tr!("retries per call"), Dimension::Count),
        StageField::FallbackShare => (tr!("share of calls that fall back"), Dimension::Share),
        StageField::Users => (tr!("users"), Dimension::Count),
    };
    named(Some(stage), what, quantity)
}

fn component_name(component: &Component, within: &ComponentPath) -> Option<EstimateName> {
    let of_list = |list, line: &str, factor: Option<&str>| match list {
        LineList::Lines => line_name(&component.lines, line, factor),
        LineList::Rework => {
            let (what, quantity) = line_name(&component.rework, line, factor)?;
            Some((tr!("rework: {what}", what), quantity))
        }
    };
    let (what, quantity) = match within {
        ComponentPath::SetupCost => (tr!("set-up cost").to_owned(), Dimension::Money),
        ComponentPath::Success => (tr!("factor on the success rate").to_owned(), Dimension::Factor),
        ComponentPath::Factor { list, line, factor } => of_list(*list, line, Some(factor))?,
        ComponentPath::Price { list, line } => of_list(*list, line, None)?,
        ComponentPath::Unknown(_) => return None,
    };
    Some(named(Some(&component.name), what, quantity))
}

/// What a factor of a line is called, or its price.
fn line_name(lines: &[Line], line: &str, factor: Option<&str>) -> Option<(String, Dimension)> {
    let has_factor = |known: &Line| factor.is_none_or(|factor| known.factors.iter().any(|(name, _)| name == factor));
    let line = lines.iter().find(|known| known.name == line && has_factor(known))?;
    let (what, quantity) = match factor {
        Some(factor) => (factor.to_owned(), if is_share(factor) { Dimension::Share } else { Dimension::Count }),
        None => (price_name(line), Dimension::Money),
    };
    Some((if lines.len() == 1 { what } else { format!("{}: {what}", in_sentence(&line.name)) }, quantity))
}

fn alternative_named<'s>(scenario: &'s Scenario, name: &str) -> Option<&'s Alternative> {
    scenario.alternatives.iter().find(|alternative| alternative.name == *name)
}

/// Whether a factor of this name counts in shares of something.
fn is_share(factor: &str) -> bool {
    factor.starts_with("share ") || factor.ends_with(" share")
}

/// Whether the estimate at a path is shown and typed in percent.
pub fn is_in_percent(at: &EstimatePath, domain: Domain) -> bool {
    match at {
        EstimatePath::Plan(PlanField::DiscountRate) => true,
        EstimatePath::Component { within: ComponentPath::Factor { factor, .. }, .. }
        | EstimatePath::Rework { factor: Some(factor), .. }
            if is_share(factor) =>
        {
            true
        }
        _ => matches!(domain, Domain::Share | Domain::AboveMinusOne | Domain::Loss),
    }
}

/// What a price is the price of, where the line says so.
fn price_name(line: &Line) -> String {
    match (&line.tariff, line.factors.as_slice()) {
        (Tariff::Flat(_), []) if line.driver == crate::scenario::Driver::Month => tr!("cost a month").to_owned(),
        (Tariff::Flat(_), []) => tr!("price per {}", line.driver.name()),
        (_, [(factor, _)]) if factor.chars().all(char::is_uppercase) => tr!("cost per {factor}", factor),
        _ => tr!("price").to_owned(),
    }
}

fn strategy_name(strategy: StrategyTag, field: &str) -> Option<EstimateName> {
    let number = strategy.numbers().into_iter().find(|number| number.key == field)?;
    let quantity = match number.domain {
        Domain::Share | Domain::AboveMinusOne | Domain::Loss => Dimension::Share,
        Domain::AtLeastOne if number.key == "prefixes" => Dimension::Count,
        Domain::Positive | Domain::AtLeastOne => Dimension::Factor,
        Domain::NonNegative => Dimension::Money,
    };
    Some(named(Some(strategy.name()), number.label, quantity))
}

fn plan_name(field: PlanField) -> EstimateName {
    let (what, quantity) = match field {
        PlanField::Growth => (tr!("Growth a month"), Dimension::Share),
        PlanField::PriceTrend => (tr!("Token prices, change a year"), Dimension::Share),
        PlanField::BuildCost => (tr!("Cost to build"), Dimension::Money),
        PlanField::DiscountRate => (tr!("Discount rate"), Dimension::Share),
        PlanField::ValueTrend => (tr!("Value of an outcome, change a year"), Dimension::Share),
        PlanField::Drift => (tr!("Drift of the bill for tokens a month"), Dimension::Share),
        PlanField::Discount => (tr!("Discount on what is bought by the token"), Dimension::Share),
        PlanField::CommitmentAmount => (tr!("Commitment, US dollars a month"), Dimension::Count),
    };
    named(None, what, quantity)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::files::open_scenario;
    use crate::reference::{PRESETS, Preset, alternatives};

    #[test]
    fn names_in_plain_words() {
        let scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let money = Money::new(&scenario.currency);
        let team = "components[\"engineering\"].lines[\"Team\"]";
        let cases = [
            ("outcome.value", "Value per accepted draft reply", 0.82, "$0.82"),
            ("outcome.success_rate", "Success rate", 0.55, "55\u{a0}%"),
            ("stages[\"Production\"].requests", "Production · requests", 120_000.0, "120k"),
            ("stages[\"Production\"].context", "Production · context growth", 2.0, "2×"),
            ("workload.steps[\"answer\"].retrieved", "Answer · retrieved tokens", 2000.0, "2k"),
            ("strategies.ModelRouting.share", "Model routing · share", 0.7, "70\u{a0}%"),
            ("strategies.SemanticCaching.lookup_cost", "Semantic caching · money per look-up", 0.0001, "$0.0001"),
            (&format!("{team}.factors[\"FTE\"]"), "Engineering and prompt upkeep · FTE", 0.5, "0.5"),
            (&format!("{team}.price"), "Engineering and prompt upkeep · cost per FTE", 12000.0, "$12,000"),
            ("plan.build_cost", "Cost to build", 8000.0, "$8,000"),
            ("usd_rate", "Model and GPU prices", 1.88, "1.88×"),
            ("nowhere.at_all", "nowhere.at_all", 1.0, "1"),
        ];
        for (path, label, value, written) in cases {
            let name = name_of(&scenario, &path.into());
            assert_eq!(name.label(), label);
            assert_eq!(name.short(&money, value), written, "{label}");
        }
    }

    /// Presets, files of the third schema, and a plan beside all that could be bought instead, twice.
    fn scenarios() -> Vec<(String, Scenario)> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/versions/3");
        let files = ["agent", "corners", "full"].map(|name| {
            let path = folder.join(name).with_extension("ron");
            (name.to_owned(), open_scenario(&path).unwrap())
        });
        let mut buying = Preset::by_key("support_assistant").unwrap().scenario();
        for card in alternatives().into_iter().chain(alternatives()) {
            card.add_to(&mut buying);
        }
        buying.alternatives.iter_mut().for_each(|alternative| alternative.success_rate = Some(Estimate::Exact(0.5)));
        let presets = PRESETS.iter().map(|preset| (preset.key.to_owned(), preset.scenario()));
        presets.chain(files).chain([("alternatives".to_owned(), buying)]).collect()
    }

    #[test]
    fn every_estimate_has_a_name_of_its_own() {
        for (key, scenario) in scenarios() {
            let fields = scenario.fields();
            let mut labels: Vec<String> = fields.iter().map(|field| name_of(&scenario, &field.path).label()).collect();
            for (field, label) in fields.iter().zip(&labels) {
                assert_ne!(field.path.to_string(), *label, "{key}");
            }
            labels.sort();
            let twice: Vec<_> = labels.windows(2).filter(|pair| pair[0] == pair[1]).collect();
            assert!(twice.is_empty(), "{key}: {twice:?}");
        }
    }

    #[test]
    fn what_is_bought_instead_is_named_after_the_alternative() {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let card = alternatives().into_iter().find(|card| card.alternative.name.contains("Copilot")).unwrap();
        card.add_to(&mut scenario);
        let name = scenario.alternatives[0].name.clone();
        scenario.alternatives[0].success_rate = Some(Estimate::Exact(0.4));
        let money = Money::new(&scenario.currency);
        let at = format!("alternatives[\"{name}\"]");
        let cases = [
            (format!("{at}.setup_cost"), format!("{name} · set-up cost"), 25_000.0, "$25,000"),
            (format!("{at}.success_rate"), format!("{name} · success rate"), 0.4, "40\u{a0}%"),
            (
                format!("{at}.components[\"licence\"].lines[\"Seat\"].price"),
                format!("{name}, licence · price per person who has it"),
                30.0,
                "$30.00",
            ),
            (
                format!("{at}.components[\"owner\"].lines[\"Owner\"].factors[\"FTE\"]"),
                format!("{name}, owner of the product · FTE"),
                0.25,
                "0.25",
            ),
        ];
        for (path, label, value, written) in cases {
            let name = name_of(&scenario, &EstimatePath::from(path.as_str()));
            assert_eq!(name.label(), label);
            assert_eq!(name.short(&money, value), written, "{label}");
        }
    }

    #[test]
    fn shares_of_later_work_and_of_the_plan_are_typed_in_percent() {
        let rework = EstimatePath::from("strategies.ModelRouting.rework[\"Tests\"].factors[\"share tested\"]");
        assert!(is_in_percent(&rework, Domain::NonNegative));
        for field in [PlanField::Drift, PlanField::ValueTrend] {
            assert!(is_in_percent(&EstimatePath::Plan(field), Domain::AboveMinusOne));
        }
        assert!(is_in_percent(&EstimatePath::Plan(PlanField::Discount), Domain::Share));
        assert!(!is_in_percent(&EstimatePath::Plan(PlanField::CommitmentAmount), Domain::NonNegative));
    }

    #[test]
    fn verbs_agree() {
        let cases = [
            ("requests", true),
            ("Success rate", false),
            ("hours per review", true),
            ("calls per request", true),
            ("share of hits that are wrong", false),
            ("corpus, million tokens", false),
            ("context loss", false),
        ];
        for (what, is_plural) in cases {
            assert_eq!(named(None, what, Dimension::Count).is_plural(), is_plural, "{what}");
        }
    }
}
