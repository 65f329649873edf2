//! FOCUS bills.

use breakeven::usage::{Skip, UsageError};

use super::{close, read, read_text, sums};

#[test]
fn the_example_of_the_specification_has_its_published_sums() {
    let reading = read("focus_ai_prompt_caching_a.csv");
    let total = reading.digest.total();
    assert_eq!(sums(&reading), (None, Some(10_500_000), Some(1_500_000), Some(33.9)));
    assert_eq!(
        (total.uncached_input, total.cache_read, total.cache_write()),
        (Some(500_000), Some(8_000_000), Some(2_000_000))
    );
    let key = reading.digest.rows.keys().next().expect("there is one");
    assert_eq!((key.model.as_deref(), key.provider.as_deref()), (Some("solora-reasoning-pro"), Some("Solora AI")));
    assert_eq!((reading.digest.rows.len(), reading.import.skipped_rows()), (1, 0));
    // 1 January to 1 February 2025.
    assert_eq!(reading.digest.span, Some((1_735_689_600_000_000, 1_738_368_000_000_000)));
}

const HEADER: &str = "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,ServiceName,ServiceCategory,ChargeDescription,\
    ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit,BilledCost,EffectiveCost,BillingCurrency,SkuPriceDetails";

fn row(category: &str, service: &str, description: &str, quantities: &str, costs: &str, details: &str) -> String {
    format!(
        "2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,{category},{service},AI and Machine Learning,{description},{quantities},{costs},EUR,{details}\n"
    )
}

#[test]
fn one_cost_is_read_credits_are_left_out_and_the_rest_is_a_service() {
    let text = HEADER.to_owned()
        + "\n"
        + &row("Usage", "Models", "Input tokens for Alpha", "250,1000 Tokens,250,1000 Tokens", "2.5,1.25", "")
        + &row("Usage", "Models", "Output tokens for Alpha", "100,Units,0.1,1M Tokens", "1,1", "")
        + &row("Usage", "Vector search", "Index hours", "24,Hours,24,Hours", "12,12", "")
        + &row("Credit", "Models", "Promotion", ",,,", "-3.5,-3.5", "")
        + &row("Tax", "Models", "VAT", ",,,", "0.7,0.7", "");
    let reading = read_text(text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!((total.input(), total.output), (Some(250_000), Some(100_000)));
    let (cost, currency) = total.cost().expect("one currency");
    assert!(close(cost, 16.2) && currency.as_str() == "EUR");
    assert_eq!(reading.import.skipped[&Skip::Credit].count, 1);
    let services: Vec<_> = reading.digest.rows.keys().filter_map(|key| key.service.as_deref()).collect();
    assert_eq!(services, ["Tax", "Vector search"]);
}

#[test]
fn the_names_of_drafts_and_vendors_mean_the_same() {
    let details = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let text = HEADER.to_owned()
        + "\n"
        + &row(
            "Usage",
            "M",
            "a",
            "10,Tokens,,",
            "1,1",
            &details(r#"{"ModelId":"alpha","CacheAction":"None","TokenDirection":"Input"}"#),
        )
        + &row(
            "Usage",
            "M",
            "b",
            "20,Tokens,,",
            "1,1",
            &details(r#"{"ModelId":"alpha","CacheAction":"Read","TokenDirection":"Input"}"#),
        )
        + &row(
            "Usage",
            "M",
            "c",
            "30,Tokens,,",
            "1,1",
            &details(r#"{"ModelId":"alpha","CacheAction":"Write","TokenDirection":"Input"}"#),
        )
        + &row("Usage", "M", "d", "40,Tokens,,", "1,1", &details(r#"{"ModelId":"alpha","TokenDirection":"Output"}"#));
    let total = read_text(text).expect("it is read").digest.total();
    assert_eq!(
        (total.uncached_input, total.cache_read, total.cache_write_5m, total.output),
        (Some(10), Some(20), Some(30), Some(40))
    );
    let columns = "charge_period_start,billed_cost,billing_currency,service_name,pricing_unit,x_ConsumedTokens,x_TokenType,x_CacheStatus,x_ModelId\n\
        2026-05-01,1,USD,Gateway,tokens,10,input,,alpha\n2026-05-01,1,USD,Gateway,tokens,20,input,hit,alpha\n2026-05-01,1,USD,Gateway,tokens,40,output,,alpha\n";
    let total = read_text(columns).expect("it is read").digest.total();
    assert_eq!((total.uncached_input, total.cache_read, total.output), (Some(10), Some(20), Some(40)));
}

/// Rows of a FinOps hub: FOCUS with the names of Azure's meters, and no quantities.
#[test]
fn meters_of_azure_are_told_apart_by_their_names() {
    let text = "BillingCurrency,DailyCost,Day,x_SkuMeterName\n\
        USD,2.33786,2025-03-28,gpt 4o 0513 Input global Tokens\nUSD,0.82083,2025-03-28,gpt 4o 0513 Output global Tokens\n\
        USD,0.001125,2025-03-28,Standard Text Records\nUSD,1.01958,2025-03-29,gpt 4o 0513 Output global Tokens\n\
        USD,3.91811,2025-03-29,gpt 4o 0513 Input global Tokens\nUSD,3.36831,2025-03-30,gpt 4o 0513 Input global Tokens\n\
        USD,0.91419,2025-03-30,gpt 4o 0513 Output global Tokens\nUSD,1.869315,2025-03-31,gpt 4o 0513 Output global Tokens\n\
        USD,8.301505,2025-03-31,gpt 4o 0513 Input global Tokens\nUSD,0.0221184,2025-04-01,R1 Outp glbl Tokens\n\
        USD,3.52415,2025-04-01,gpt 4o 0513 Input global Tokens\nUSD,0.00207345,2025-04-01,gpt-4o-mini-0718-Inp-glbl Tokens\n\
        USD,0.0013644,2025-04-01,gpt-4o-mini-0718-Outp-glbl Tokens\nUSD,1.026495,2025-04-01,gpt 4o 0513 Output global Tokens\n\
        USD,0.0005076,2025-04-01,R1 Inp glbl Tokens\nUSD,0.0015,2025-04-01,Standard Text Records\n\
        USD,0.27478,2025-04-02,gpt 4o 0513 Input global Tokens\nUSD,0.067095,2025-04-02,gpt 4o 0513 Output global Tokens\n";
    let reading = read_text(text).expect("it is read");
    let (calls, input, output, cost) = sums(&reading);
    // Without quantities no tokens are made up.
    assert_eq!((calls, input, output), (None, None, None));
    assert!(close(cost.expect("a cost"), 27.470_908_85));
    let models = reading.digest.grouped(|key| key.model.clone());
    assert_eq!(models.keys().flatten().collect::<Vec<_>>(), ["gpt-4o-0513", "gpt-4o-mini-0718", "r1"]);
    assert!(close(models[&Some("gpt-4o-0513".to_owned())].cost().expect("a cost").0, 27.442_22));
}

#[test]
fn units_of_one_thousand_and_of_one_million_meet_in_one_bill() {
    let text = "ChargePeriodStart,BilledCost,BillingCurrency,ServiceName,x_SkuMeterName,ConsumedQuantity,ConsumedUnit,PricingQuantity,PricingUnit\n\
        2026-05-01,11.62,USD,Foundry Models,gpt-4o-mini-0718-Inp-glbl Tokens,77469.256,Units,77469.256,1K\n\
        2026-05-01,180.25,USD,Foundry Models,5.4 inp Gl 1M Tokens,72.100917,Units,72.100917,1M\n\
        2026-05-01,5,USD,Bandwidth,Standard Data Transfer Out,1000,GB,1000,1 GB\n";
    let reading = read_text(text).expect("it is read");
    assert_eq!(reading.digest.total().input(), Some(77_469_256 + 72_100_917));
    assert_eq!(reading.digest.total().output, None, "what goes out of a network is no output of a model");
}

#[test]
fn a_bill_exported_again_counts_once_and_equal_rows_of_one_file_twice() {
    let row = row("Usage", "Models", "Input tokens for Alpha", "100,Tokens,,", "1,1", "");
    let grown = row.replace(",100,", ",150,").replace("1,1,EUR", "1.5,1.5,EUR");
    let folder = tempfile::tempdir().expect("a folder");
    let files = [("a.csv", format!("{HEADER}\n{row}{row}")), ("b.csv", format!("{HEADER}\n{grown}{row}{row}"))];
    let files = files.map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    });
    let reading = breakeven::usage::read_usage(&files).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(350), None, Some(3.5)));
    assert_eq!((reading.import.leaves.duplicates, reading.import.repeated), (2, 2));
}

#[test]
fn a_bill_without_costs_is_refused() {
    let text =
        "ChargePeriodStart,ChargeCategory,ServiceName,ConsumedQuantity,ConsumedUnit\n2026-05-01,Usage,M,1,Tokens\n";
    assert!(matches!(read_text(text), Err(UsageError::Refused(..))));
}

/// LiteLLM writes a row a day and model, with one request each, which is no count of calls. Costroid writes 0 for what it has
/// no price for, and its tokens beside the columns of the specification.
#[test]
fn gateways_and_tools_that_write_bills_are_read_for_what_they_say() {
    let gateway = "BilledCost,BillingCurrency,ChargeCategory,ChargeDescription,ChargePeriodStart,ChargePeriodEnd,ConsumedQuantity,ConsumedUnit,ProviderName,ServiceCategory,ServiceSubcategory,ServiceName,Tags\n\
        0.5,USD,Usage,gpt-x,2026-05-01T00:00:00Z,2026-05-02T00:00:00Z,1,Requests,openai,AI and Machine Learning,Generative AI,group,\"{\"\"model\"\":\"\"gpt-x\"\",\"\"user_email\"\":\"\"a@b.c\"\"}\"\n";
    let reading = read_text(gateway).expect("it is read");
    assert_eq!(sums(&reading), (None, None, None, Some(0.5)));
    let key = reading.digest.rows.keys().next().expect("there is one");
    assert_eq!((key.model.as_deref(), key.service.as_deref()), (Some("gpt-x"), None));
    let tool = r#"{"focus_version":"1.3","rows":[
        {"BilledCost":1.5,"BillingCurrency":"USD","ChargePeriodStart":"2026-05-01T00:00:00Z","ConsumedUnit":"tokens","x_Model":"claude-opus-4.7",
         "x_TokenType":"cache_write","x_ConsumedTokens":100.0,"x_PricingStatus":"priced"},
        {"BilledCost":0,"BillingCurrency":"USD","ChargePeriodStart":"2026-05-01T00:00:00Z","ConsumedUnit":"tokens","x_Model":"new",
         "x_TokenType":"output","x_ConsumedTokens":40.0,"x_PricingStatus":"unknown_model"}]}"#;
    let reading = read_text(tool).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(100), Some(40), Some(1.5)));
    assert_eq!(reading.digest.total().unpriced_tokens, 40);
}
