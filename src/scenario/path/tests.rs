//! Each kind of path as text, and what holds of paths of any name.

use std::hash::{BuildHasher, RandomState};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed};
use strum::VariantArray;

use super::*;
use crate::scenario::path;

#[track_caller]
fn check(path: &EstimatePath, text: &str) {
    assert_eq!(path.to_string(), text);
    // Equal paths need but read the same; these are also made of the same.
    assert_eq!(format!("{:?}", EstimatePath::from(text)), format!("{path:?}"), "{text}");
}

#[test]
fn each_kind_of_path_has_its_text() {
    check(&EstimatePath::UsdRate, "usd_rate");
    check(&EstimatePath::Outcome(OutcomeField::ErrorCost), "outcome.error_cost");
    check(&EstimatePath::step("answer", StepField::Retrieved), "workload.steps[\"answer\"].retrieved");
    check(&EstimatePath::Retrievals, "workload.retrievals");
    check(&EstimatePath::stage("Roll-out", StageField::FallbackShare), "stages[\"Roll-out\"].fallback_share");
    check(&EstimatePath::setup_cost("team"), "components[\"team\"].setup_cost");
    check(&EstimatePath::price("team", "Upkeep"), "components[\"team\"].lines[\"Upkeep\"].price");
    check(&EstimatePath::factor("team", "Upkeep", "FTE"), "components[\"team\"].lines[\"Upkeep\"].factors[\"FTE\"]");
    let path = EstimatePath::strategy(StrategyTag::SemanticCaching, "wrong_hit_rate");
    check(&path, "strategies.SemanticCaching.wrong_hit_rate");
    check(&EstimatePath::Plan(PlanField::PriceTrend), "plan.price_trend");
    check(&EstimatePath::Plan(PlanField::CommitmentAmount), "plan.commitment.amount");
    check(&EstimatePath::step("answer", StepField::TurnsCv), "workload.steps[\"answer\"].turns_cv");
    check(&EstimatePath::meter("answer", "web search"), "workload.steps[\"answer\"].meters[\"web search\"]");
    check(&EstimatePath::component("team", ComponentPath::Success), "components[\"team\"].success");
    let rework = ComponentId::of_plan("team").rework();
    check(&EstimatePath::price_of(&rework, "again"), "components[\"team\"].rework[\"again\"].price");
    let rework = LinesOf::Strategy(StrategyTag::ModelRouting);
    let path = EstimatePath::factor_of(&rework, "again", "hours");
    check(&path, "strategies.ModelRouting.rework[\"again\"].factors[\"hours\"]");
    let licence = ComponentId::of_alternative("Seats", "licence").lines();
    let path = EstimatePath::price_of(&licence, "Seat");
    check(&path, "alternatives[\"Seats\"].components[\"licence\"].lines[\"Seat\"].price");
    let path = EstimatePath::alternative("Seats", AlternativeField::SuccessRate);
    check(&path, "alternatives[\"Seats\"].success_rate");
    for text in
        ["", "usd_rate.", "outcome.worth", "stages[\"a\"].month", "strategies.Magic.share", "components", "é[\""]
    {
        check(&EstimatePath::Unknown(text.to_owned()), text);
    }
    let misspelt = ComponentPath::Unknown("lines[\"Upkeep\"].cost".to_owned());
    check(&EstimatePath::component("team", misspelt), "components[\"team\"].lines[\"Upkeep\"].cost");
}

/// Names that nobody means well with: the signs of a path, and what turns or breaks a line.
fn name() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "\"].",
        "\"]",
        "[\"",
        "\"",
        ".",
        "\\",
        "\n",
        "\u{202e}",
        "שלום",
        "é",
        "a",
        "b",
        "\"].lines[\"",
        "\"].factors[\"",
        "\"].price",
        "\"].setup_cost",
        "\"].calls",
        "\"].meters[\"",
        "\"].rework[\"",
        "\"].components[\"",
        "",
    ]);
    prop::collection::vec(signs, 0..4).prop_map(|signs| signs.concat())
}

/// Names that hold no sign of a path, of so few that they meet.
fn plain_name() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["a", "b", "a b", "é", "lines"]).prop_map(str::to_owned)
}

fn path_of(name: impl Strategy<Value = String> + Clone) -> impl Strategy<Value = EstimatePath> {
    let select = |place: prop::sample::Index, names: [String; 3]| {
        let [first, second, third] = &names;
        let mut all = vec![EstimatePath::UsdRate, EstimatePath::Retrievals];
        all.extend(OutcomeField::VARIANTS.iter().map(|field| EstimatePath::Outcome(*field)));
        all.extend(StepField::VARIANTS.iter().map(|field| EstimatePath::step(first, *field)));
        all.extend(StageField::VARIANTS.iter().map(|field| EstimatePath::stage(first, *field)));
        all.extend(PlanField::VARIANTS.iter().map(|field| EstimatePath::Plan(*field)));
        for tag in StrategyTag::ALL {
            all.extend(tag.numbers().into_iter().map(|number| EstimatePath::strategy(tag, number.key)));
        }
        for _ in 0..20 {
            all.extend([EstimatePath::setup_cost(first), EstimatePath::price(first, second)]);
            all.push(EstimatePath::factor(first, second, third));
            all.push(EstimatePath::meter(first, second));
            all.push(EstimatePath::component(first, ComponentPath::Success));
            all.push(EstimatePath::price_of(&ComponentId::of_plan(first).rework(), second));
            all.push(EstimatePath::factor_of(&LinesOf::Strategy(StrategyTag::ModelRouting), first, second));
            all.push(EstimatePath::alternative(first, AlternativeField::SetupCost));
            all.push(EstimatePath::factor_of(&ComponentId::of_alternative(third, first).lines(), second, third));
        }
        place.get(&all).clone()
    };
    (any::<prop::sample::Index>(), [name.clone(), name.clone(), name])
        .prop_map(move |(place, names)| select(place, names))
}

/// The text of a path, or of one that is misspelt or cut off.
fn text_of(path: &EstimatePath, cut: prop::sample::Index, more: &str) -> String {
    let text = path.to_string();
    let letters: Vec<char> = text.chars().collect();
    letters[..=cut.index(letters.len())].iter().collect::<String>() + more
}

/// The same cases every time.
fn config() -> Config {
    Config { failure_persistence: None, rng_seed: RngSeed::Fixed(950), ..Config::default() }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn whatever_it_is_called_a_path_is_read_as_it_was_written(path in path_of(name().boxed())) {
        let read = EstimatePath::from(&*path.to_string());
        prop_assert_eq!(read.to_string(), path.to_string());
        prop_assert_eq!(&read, &path);
        prop_assert!(read == *path.to_string());
        let hasher = RandomState::new();
        prop_assert_eq!(hasher.hash_one(&read), hasher.hash_one(&path));
        let text = path.to_string();
        let is_plain = !["lines[\"", "rework[\"", "components[\"", "meters[\"", "factors[\""].iter().any(|sign| text.contains(sign));
        prop_assert!(!is_plain || format!("{read:?}") == format!("{path:?}"), "{:?} is read as {:?}", path, read);
    }

    #[test]
    fn any_text_is_kept(path in path_of(name().boxed()), cut in any::<prop::sample::Index>(), more in "\\PC{0,3}") {
        let text = text_of(&path, cut, &more);
        let read = EstimatePath::from(text.as_str());
        prop_assert_eq!(read.to_string(), text.as_str());
        let json = serde_json::to_string(&read).unwrap();
        prop_assert_eq!(&json, &serde_json::to_string(&text).unwrap());
        prop_assert_eq!(serde_json::from_str::<EstimatePath>(&json).unwrap(), read);
    }

    #[test]
    fn paths_are_sorted_as_they_are_written(one in path_of(name().boxed()), other in path_of(name().boxed())) {
        prop_assert_eq!(one.cmp(&other), one.to_string().cmp(&other.to_string()));
        prop_assert_eq!(one == other, one.to_string() == other.to_string());
    }

    #[test]
    fn what_is_of_a_part_begins_with_it(
        path in path_of(plain_name().boxed()),
        names in [plain_name(), plain_name(), plain_name()],
        cut in any::<prop::sample::Index>(),
        is_cut in any::<bool>(),
    ) {
        let text = if is_cut { text_of(&path, cut, ".more") } else { path.to_string() };
        let path = EstimatePath::from(text.as_str());
        let [first, second, third] = &names;
        let parts = [
            path::step(first),
            path::stage(first),
            path::component(first),
            path::line(first, second),
            path::factor(first, second, third),
            path::strategy(StrategyTag::ModelRouting),
        ];
        for part in parts {
            let rest = text.strip_prefix(&part.to_string()).filter(|rest| rest.is_empty() || rest.starts_with('.'));
            prop_assert_eq!(path.is_of(&part), rest.is_some(), "{} of {}", &text, &part);
            let renamed = path.renamed(&part, "new").map(|path| path.to_string());
            prop_assert_eq!(renamed, rest.map(|rest| format!("{}{rest}", part.named("new"))));
        }
    }
}
