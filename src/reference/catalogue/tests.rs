//! Prices as the source says them, what is left out, and what is frozen into a scenario.

use super::*;
use crate::reference::presets::PRESETS;

/// The one model of a file with this entry.
fn read(key: &str, entry: &str) -> Option<ListedModel> {
    let text = format!("{{{}: {entry}}}", serde_json::json!(key));
    parse_catalogue(text.as_bytes()).ok().map(|catalogue| catalogue.models[0].clone())
}

fn bundled(name: &str, provider: &str) -> &'static ListedModel {
    Catalogue::bundled().find(name, provider).unwrap_or_else(|| panic!("{provider} {name} is not bundled"))
}

#[test]
fn the_bundled_prices_are_those_of_the_source() {
    let price = |input, output, cache_read, cache_write| TokenPrice { input, output, cache_read, cache_write };
    let cases = [
        ("claude-sonnet-4-6", "anthropic", price(3.0, 15.0, Some(0.3), Some(3.75)), 0.5, Some(1_000_000), None),
        ("claude-haiku-4-5", "anthropic", price(1.0, 5.0, Some(0.1), Some(1.25)), 0.5, Some(200_000), None),
        ("gpt-5-mini", "openai", price(0.25, 2.0, Some(0.025), None), 0.5, Some(272_000), Some("2026-12-11")),
        ("gemini-2.5-pro", "gemini", price(1.25, 10.0, Some(0.125), None), 0.5, Some(1_048_576), None),
        ("text-embedding-3-small", "openai", price(0.02, 0.0, None, None), 0.5, Some(8191), None),
    ];
    for (name, provider, price, discount, context, retires) in cases {
        let model = bundled(name, provider);
        assert_eq!((model.price, model.batch_discount()), (price, discount), "{name}");
        assert_eq!((model.context, model.retires.as_deref()), (context, retires), "{name}");
    }
    let tier = bundled("gemini-2.5-pro", "gemini").tiers[0];
    assert_eq!((tier.above, tier.price), (200_000, price(2.5, 15.0, Some(0.25), None)));
}

#[test]
fn the_bundled_catalogue_is_well_formed() {
    let catalogue = Catalogue::bundled();
    assert_eq!((catalogue.as_of.as_str(), catalogue.origin.as_str()), ("2026-11-23", "LiteLLM 1.109.1"));
    for provider in provider::PROVIDERS {
        let models = catalogue.models.iter().filter(|model| model.provider == provider.key).count();
        assert!(4 < models, "{} has {models} models", provider.key);
    }
    for model in &catalogue.models {
        assert!((0.0..=1.0).contains(&model.batch_discount()), "{model:?}");
        assert!(model.tiers.is_sorted_by_key(|tier| tier.above), "{model:?}");
    }
    // Written again, it is the same to the byte.
    let text = include_str!("../../../assets/prices/prices.json");
    assert_eq!(write_catalogue(catalogue), text);
    assert!(text.len() < 500_000, "{} bytes", text.len());
}

#[test]
fn the_presets_hold_prices_of_the_catalogue() {
    let mut checked = 0;
    for preset in PRESETS {
        let scenario = preset.scenario();
        for (key, check) in PriceCheck::new(&scenario, Catalogue::bundled()).models {
            if matches!(check, ModelCheck::Changed(_)) {
                panic!("{} {key}: {check:?}", preset.key);
            }
            checked += usize::from(check == ModelCheck::Same);
        }
    }
    assert!(5 < checked, "only {checked}");
}

#[test]
fn entries_are_read_or_left_out() {
    let chat = |rest: &str| format!(r#"{{"litellm_provider": "openai", "mode": "chat", {rest}}}"#);
    let priced = r#""input_cost_per_token": 1.5e-07, "output_cost_per_token": 6e-07"#;
    let model = read("gpt-x", &chat(priced)).unwrap();
    assert_eq!((model.price.input, model.price.output, model.batch_discount()), (0.15, 0.6, 0.0));

    let cases = [
        ("a price that is a text", chat(r#""input_cost_per_token": "free", "output_cost_per_token": 1e-6"#)),
        ("no output price", chat(r#""input_cost_per_token": 1e-6"#)),
        ("a negative price", chat(r#""input_cost_per_token": -1e-6, "output_cost_per_token": 1e-6"#)),
        ("an absurd price", chat(r#""input_cost_per_token": 1e300, "output_cost_per_token": 1e-6"#)),
        ("nothing to pay", chat(r#""input_cost_per_token": 0, "output_cost_per_token": 0"#)),
        ("another mode", format!(r#"{{"litellm_provider": "openai", "mode": "rerank", {priced}}}"#)),
        ("another provider", format!(r#"{{"litellm_provider": "acme", "mode": "chat", {priced}}}"#)),
        ("no object", "7".to_owned()),
    ];
    for (what, entry) in cases {
        assert_eq!(read("gpt-x", &entry), None, "{what}");
    }
    assert_eq!(read("azure/eu/gpt-x", &format!(r#"{{"litellm_provider": "azure", "mode": "chat", {priced}}}"#)), None);
    let vertex = format!(r#"{{"litellm_provider": "vertex_ai-llama_models", "mode": "chat", {priced}}}"#);
    let model = read("vertex_ai/meta/llama", &vertex).unwrap();
    assert_eq!((model.provider, model.name.as_str()), ("vertex_ai", "meta/llama"));
    let odd = chat(&format!(r#"{priced}, "max_input_tokens": "many", "deprecation_date": "next year""#));
    let model = read("gpt-x", &odd).unwrap();
    assert_eq!((model.context, model.retires), (None, None));
}

#[test]
fn a_model_retires_on_a_day_of_the_calendar_or_on_none() {
    let model = bundled("gpt-5-mini", "openai");
    for (written, retires) in
        [("2026-02-28", true), ("2026-02-31", false), ("2026-02-29", false), ("2028-02-29", true), ("2026-2-28", false)]
    {
        let model = ListedModel { retires: Some(written.to_owned()), ..model.clone() };
        let catalogue = Catalogue { origin: String::new(), as_of: String::new(), models: vec![model] };
        let read = parse_catalogue(write_catalogue(&catalogue).as_bytes()).unwrap();
        assert_eq!(read.models[0].retires.as_deref(), Some(written).filter(|_| retires), "{written}");
    }
}

#[test]
fn a_leap_day_is_a_year_before_the_end_of_february() {
    let retiring = |day: &str| ListedModel { retires: Some(day.to_owned()), ..bundled("gpt-5-mini", "openai").clone() };
    assert!(retiring("2029-02-28").retires_within_a_year("2028-02-29"));
    assert!(!retiring("2029-03-01").retires_within_a_year("2028-02-29"));
    assert!(!retiring("2029-02-28").retires_within_a_year("2028-02-30"), "there is no such day");
}

#[test]
fn what_is_no_price_file_says_what_to_do() {
    let cases: [(&[u8], &str); 6] = [
        (b"", "line 1, column 0: EOF while parsing a value; a price file is LiteLLM's"),
        (b"(schema: 1)", "line 1, column 1: expected value"),
        (b"[1, 2]", "line 1, column 0: invalid type: sequence, expected a map"),
        (b"{\"a\": {\"b\": 1}", "line 1, column 14: EOF while parsing an object"),
        (b"{\"a\": {\"b\": 1}}", "no model of 1 entries has a price and a known provider: choose LiteLLM's"),
        (b"\xff\xfe", "line 1, column 1: expected value"),
    ];
    for (bytes, message) in cases {
        let error = parse_catalogue(bytes).unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
    }
    let deep = "[".repeat(1_000_000);
    assert!(parse_catalogue(deep.as_bytes()).is_err());
    assert!(matches!(parse_catalogue(&vec![b' '; 17 * 1024 * 1024]), Err(CatalogueError::TooLarge)));
}

#[test]
fn a_batch_discount_never_promises_more_than_the_invoice() {
    let model = |batch| ListedModel { batch, ..bundled("claude-haiku-4-5", "anthropic").clone() };
    for (batch, discount) in [
        (Some((0.5, 2.5)), 0.5),
        (Some((0.5, 4.0)), 0.2),
        (Some((2.0, 2.5)), 0.0),
        (Some((0.0, 0.0)), 1.0),
        (None, 0.0),
    ] {
        assert_eq!(model(batch).batch_discount(), discount, "{batch:?}");
    }
}

#[test]
fn models_are_found_by_what_people_call_them() {
    let catalogue = Catalogue::bundled();
    for (name, provider, expected) in [
        ("claude-haiku-4-5", "Anthropic", "claude-haiku-4-5"),
        ("gemini/gemini-2.5-pro", "gemini", "gemini-2.5-pro"),
        ("GPT-5-mini", " openai ", "gpt-5-mini"),
        ("anthropic.claude-sonnet-4-6", "aws bedrock", "anthropic.claude-sonnet-4-6"),
    ] {
        assert_eq!(catalogue.find(name, provider).map(|model| model.name.as_str()), Some(expected));
    }
    for (name, provider) in [("claude-haiku-4-5", "openai"), ("claude-haiku-4-5", ""), ("", "anthropic")] {
        assert_eq!(catalogue.find(name, provider), None, "{name} {provider}");
    }
}

#[test]
fn a_search_puts_the_likeliest_first() {
    let catalogue = Catalogue::bundled();
    let found = |typed: &str| catalogue.search(typed, "2026-11-24");
    for (typed, first) in [
        ("sonnet 4.6", "claude-sonnet-4-6"),
        ("gpt5mini", "gpt-5-mini"),
        ("haiku bedrock", "anthropic.claude-haiku"),
        ("cld hku 45", "claude-haiku-4-5"),
        ("text-embedding-3-s", "text-embedding-3-small"),
    ] {
        let model = found(typed).first().map(|place| catalogue.models[*place].name.clone()).unwrap_or_default();
        assert!(model.starts_with(first), "{typed}: {model}");
    }
    assert!(found("no such model").is_empty());
    let all = found("");
    assert!(all.iter().all(|place| !catalogue.models[*place].is_retired("2026-11-24")) && 500 < all.len());
    let embeddings = found("gpt-4");
    let is_retired: Vec<bool> =
        embeddings.iter().map(|place| catalogue.models[*place].is_retired("2026-11-24")).collect();
    assert!(is_retired.contains(&true) && is_retired.is_sorted(), "retired ones come last");
}

#[test]
fn choosing_freezes_the_price_once() {
    let mut scenario = PRESETS[0].scenario();
    let before = scenario.models.len();
    let model = bundled("gpt-5-mini", "openai");
    assert_eq!(model.add_to(&mut scenario, "2026-11-23"), "gpt-5-mini");
    assert_eq!(model.add_to(&mut scenario, "2026-12-01"), "gpt-5-mini", "it is there already");
    let frozen = &scenario.models["gpt-5-mini"];
    assert_eq!((frozen.as_of.as_str(), frozen.provider.as_str()), ("2026-11-23", "openai"));
    assert_eq!(Catalogue::bundled().retires(frozen), Some("2026-12-11"));
    for (today, is_soon) in [("2025-12-10", false), ("2025-12-11", true), ("2027-01-01", true), ("", false)] {
        assert_eq!(model.retires_within_a_year(today), is_soon, "{today}");
    }
    let cheaper = ListedModel { price: TokenPrice { input: 0.1, ..model.price }, ..model.clone() };
    assert_eq!(cheaper.add_to(&mut scenario, "2026-12-01"), "gpt-5-mini 2", "another price is another model");
    assert_eq!(scenario.models.len(), before + 2);
}

#[test]
fn only_what_is_chosen_is_applied() {
    let mut scenario = PRESETS[0].scenario();
    let keys = ["gpt-5-mini", "claude-haiku-4-5"].map(|name| {
        let provider = if name.starts_with("gpt") { "openai" } else { "anthropic" };
        bundled(name, provider).add_to(&mut scenario, "2026-11-23")
    });
    for key in &keys {
        let Pricing::Tokens { input, output, .. } = &mut scenario.models[key.as_str()].pricing else { panic!() };
        (*input, *output) = (9.0, 90.0);
    }
    scenario.models[keys[0].as_str()].as_of = "2026-01-01".to_owned();
    let as_it_was = scenario.clone();
    let mut check =
        PriceCheck::new(&scenario, &Catalogue { as_of: "2026-12-01".to_owned(), ..(**Catalogue::bundled()).clone() });
    assert_eq!(check.changes().count(), 4);
    check.apply(&mut scenario);
    assert_eq!(scenario, as_it_was, "nothing chosen applies nothing");

    for (key, model) in &mut check.models {
        if let ModelCheck::Changed(changes) = model
            && key == &keys[0]
        {
            assert_eq!((changes[0].kind, changes[0].old, changes[0].new), (PriceKind::Input, Some(9.0), Some(0.25)));
            assert!((changes[0].relative().unwrap() - (0.25 / 9.0 - 1.0)).abs() < 1e-12);
            changes[0].chosen = true;
        }
    }
    check.apply(&mut scenario);
    let mut expected = as_it_was;
    let model = &mut expected.models[keys[0].as_str()];
    let Pricing::Tokens { input, .. } = &mut model.pricing else { panic!() };
    *input = 0.25;
    model.as_of = "2026-12-01".to_owned();
    assert_eq!(scenario, expected);

    check.choose_all(true);
    check.apply(&mut scenario);
    assert_eq!(PriceCheck::new(&scenario, Catalogue::bundled()).changes().count(), 0);
}

#[test]
fn what_is_sold_beside_short_prompts_is_read_and_taken_over() {
    let entry = r#"{"litellm_provider": "anthropic", "mode": "chat", "input_cost_per_token": 3e-06,
        "output_cost_per_token": 1.5e-05, "cache_read_input_token_cost": 3e-07,
        "cache_creation_input_token_cost": 3.75e-06, "cache_creation_input_token_cost_above_1hr": 6e-06,
        "prompt_cache_min_tokens": 1024.0, "input_cost_per_audio_token": 1e-05,
        "search_context_cost_per_query": {"search_context_size_low": 0.01, "search_context_size_medium": 0.02},
        "input_cost_per_token_above_100k_tokens": 3e-06,
        "input_cost_per_token_above_200k_tokens": 6e-06, "output_cost_per_token_above_200k_tokens": 2.25e-05,
        "cache_creation_input_token_cost_above_200k_tokens": 7.5e-06}"#;
    let model = read("claude-x", entry).unwrap();
    let Pricing::Tokens { cache_write_long, cache_min, long, multiplier, meters, .. } = model.pricing() else {
        panic!()
    };
    assert_eq!((cache_write_long, cache_min, multiplier), (Some(6.0), 1024.0, 1.0));
    let expected =
        LongPrices { above: 200_000.0, input: Some(6.0), output: Some(22.5), cache_read: None, cache_write: Some(7.5) };
    assert_eq!(long, Some(expected), "a threshold that changes nothing is none");
    assert_eq!(meters.into_iter().collect::<Vec<_>>(), [("web search".to_owned(), 0.02), (AUDIO.to_owned(), 0.01)]);
    let catalogue = Catalogue { origin: String::new(), as_of: String::new(), models: vec![model.clone()] };
    assert_eq!(parse_catalogue(write_catalogue(&catalogue).as_bytes()).unwrap().models, [model]);

    let odd = entry.replace("1024.0", "0.5").replace("\"search_context_size_medium\": 0.02", "\"other\": 0.02");
    let model = read("claude-x", &odd.replace("1e-05", "3e-06")).unwrap();
    assert_eq!((model.cache_min, model.web_search, model.audio), (None, None, None));
}

#[test]
fn what_a_plan_says_nothing_of_is_no_change() {
    let mut scenario = PRESETS[0].scenario();
    let listed = bundled("gemini-2.5-pro", "gemini");
    let key = listed.add_to(&mut scenario, "2026-01-01");
    let as_listed = scenario.models[key.as_str()].pricing.clone();
    let by_token = Pricing::by_token(1.25, 10.0, listed.batch_discount());
    scenario.models.retain(|known, _| *known == key);
    scenario.models[key.as_str()].pricing = by_token.clone();
    if let Pricing::Tokens { cache_read, .. } = &mut scenario.models[key.as_str()].pricing {
        *cache_read = Some(0.125);
    }
    let mut check = PriceCheck::new(&scenario, Catalogue::bundled());
    assert_eq!(check.models[0].1, ModelCheck::Same);
    let names: Vec<&str> = check.all().map(|addition| addition.kind.name()).collect();
    assert_eq!(names, ["least cached prefix", "long prompts"], "a meter that no step counts is no price of the plan");
    // Ticked before, ticked again.
    check.choose_all(true);
    let mut again = PriceCheck::new(&scenario, Catalogue::bundled());
    again.choose_as_in(&check);
    assert_eq!(again, check);
    again.apply(&mut scenario);
    let Pricing::Tokens { long, cache_min, .. } = &scenario.models[key.as_str()].pricing else { panic!() };
    let Pricing::Tokens { long: long_listed, cache_min: min_listed, .. } = &as_listed else { panic!() };
    assert_eq!((long, cache_min), (long_listed, min_listed));

    // What both have is compared price by price.
    scenario.workload.steps[0].meters = vec![("web search".to_owned(), crate::scenario::Estimate::Exact(1.0))];
    if let Pricing::Tokens { long: Some(long), .. } = &mut scenario.models[key.as_str()].pricing {
        (long.above, long.input) = (128_000.0, Some(2.0));
    }
    let check = PriceCheck::new(&scenario, Catalogue::bundled());
    let changes: Vec<_> = check.changes().map(|change| (change.kind.name(), change.old, change.new)).collect();
    let above = ("long prompts, above", Some(128_000.0), Some(200_000.0));
    assert_eq!(changes, [above, ("long prompts, input", Some(2.0), Some(2.5))]);
    assert_eq!(check.all().last().map(|addition| addition.kind), Some(PriceKind::Meter("web search")));
}
