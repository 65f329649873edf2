//! Bills of clouds.

use breakeven::usage::{Reading, Skip, UsageError};

use super::{close, read_mutated, read_text, sums};

fn services(reading: &Reading) -> Vec<&str> {
    let mut services: Vec<_> = reading.digest.rows.keys().filter_map(|key| key.service.as_deref()).collect();
    services.dedup();
    services
}

fn models(reading: &Reading) -> Vec<&str> {
    let mut models: Vec<_> = reading.digest.rows.keys().filter_map(|key| key.model.as_deref()).collect();
    models.sort_unstable();
    models.dedup();
    models
}

const CUR: &str = "identity_line_item_id,identity_time_interval,line_item_usage_start_date,line_item_usage_end_date,line_item_line_item_type,line_item_product_code,\
line_item_usage_type,line_item_line_item_description,line_item_usage_amount,pricing_unit,line_item_currency_code,line_item_unblended_cost,product\n";

#[test]
fn a_report_of_aws_has_units_of_one_thousand_and_of_one_million() {
    let day = "2026-09-01T09:00:00Z/2026-09-01T10:00:00Z,2026-09-01T09:00:00Z,2026-09-01T10:00:00Z";
    let edition = r#""{""product_name"":""Claude Sonnet 4.6 (Amazon Bedrock Edition)""}""#;
    let text = format!(
        "{CUR}a,{day},Usage,AmazonBedrock,USE1-Claude4.6Opus-input-tokens,x,1234.567,1K tokens,USD,6.79,\n\
         b,{day},Usage,AmazonBedrock,USE1-Claude4.6Opus-cache-read-input-token-count-cross-region-global,x,10,,USD,0.5,\n\
         c,{day},Usage,AmazonBedrock,USE1-Claude4.6Opus-output-tokens-cross-region-global-batch,x,2,1K tokens,USD,0.1,\n\
         d,{day},Usage,AmazonBedrockFoundationModels,USW2-MP:USW2_InputTokenCount_Global-Units,x,0.5,Units,USD,1.5,{edition}\n\
         e,{day},Usage,AmazonBedrockFoundationModels,USW2-MP:USW2_CacheWriteInputTokenCount-Units,x,250,1K tokens,USD,1,{edition}\n\
         f,{day},Usage,AmazonEC2,USE1-DataTransfer-Out-Bytes,x,24,GB,USD,2.4192,\n\
         g,{day},Credit,AmazonBedrock,USE1-Claude4.6Opus-input-tokens,Promotion,0,1K tokens,USD,-1.25,\n\
         h,{day},Tax,AmazonBedrock,USE1-Claude4.6Opus-input-tokens,Tax,0,,USD,3.10,\n\
         a,{day},Usage,AmazonBedrock,USE1-Claude4.6Opus-input-tokens,x,1234.567,1K tokens,USD,6.79,\n"
    );
    let reading = read_text(&text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!(
        (total.uncached_input, total.cache_read, total.cache_write()),
        (Some(1_734_567), Some(10_000), Some(250_000))
    );
    assert_eq!((total.output, total.calls, total.batch_tokens), (Some(2_000), None, Some(2_000)));
    assert!(close(total.cost().expect("one currency").0, 6.79 + 0.5 + 0.1 + 1.5 + 1.0 + 2.4192 + 3.1));
    assert_eq!(
        (models(&reading), services(&reading)),
        (vec!["claude-sonnet-4.6", "claude4.6opus"], vec!["AmazonEC2", "Tax"])
    );
    assert_eq!((reading.import.skipped[&Skip::Credit].count, reading.import.leaves.duplicates), (1, 1));
    // The legacy report has other names and the same meaning.
    let header = CUR.lines().next().expect("it has one");
    let legacy = [
        ("identity_line_item_id", "identity/LineItemId"),
        ("identity_time_interval", "identity/TimeInterval"),
        ("line_item_usage_start_date", "lineItem/UsageStartDate"),
        ("line_item_usage_end_date", "lineItem/UsageEndDate"),
        ("line_item_line_item_type", "lineItem/LineItemType"),
        ("line_item_product_code", "lineItem/ProductCode"),
        ("line_item_usage_type", "lineItem/UsageType"),
        ("line_item_line_item_description", "lineItem/LineItemDescription"),
        ("line_item_usage_amount", "lineItem/UsageAmount"),
        ("pricing_unit", "pricing/unit"),
        ("line_item_currency_code", "lineItem/CurrencyCode"),
        ("line_item_unblended_cost", "lineItem/UnblendedCost"),
    ]
    .iter()
    .fold(header.to_owned(), |header, (new, old)| header.replace(new, old));
    assert_eq!(sums(&read_text(text.replacen(header, &legacy, 1)).expect("it is read")), sums(&reading));
    read_mutated(&text);
    let uncosted = text.replacen("line_item_unblended_cost", "nothing", 1);
    assert!(matches!(read_text(uncosted), Err(UsageError::Refused(..))));
}

#[test]
fn cost_explorer_groups_by_usage_type() {
    let group = |keys: &str, cost: &str, quantity: &str, unit: &str| {
        format!(
            r#"{{"Keys":[{keys}],"Metrics":{{"UnblendedCost":{{"Amount":"{cost}","Unit":"USD"}},"UsageQuantity":{{"Amount":"{quantity}","Unit":"{unit}"}}}}}}"#
        )
    };
    let groups = [
        group(r#""Amazon Bedrock","USE1-Claude4.6Opus-output-tokens-cross-region-global""#, "25", "1000", "1K tokens"),
        group(
            r#""Claude Opus 4.8 (Amazon Bedrock Edition)","USE2-MP:USE2_InputTokenCount-Units""#,
            "5.5",
            "1.5",
            "N/A",
        ),
        group(r#""Claude Opus 4.8 (Amazon Bedrock Edition)""#, "1102", "198.075", "N/A"),
        group(r#""Amazon Elastic Compute Cloud - Compute""#, "7", "24", "Hrs"),
    ];
    let text = format!(
        r#"{{"GroupDefinitions":[{{"Type":"DIMENSION","Key":"USAGE_TYPE"}}],"ResultsByTime":[{{"TimePeriod":{{"Start":"2026-09-01","End":"2026-09-02"}},
        "Total":{{}},"Groups":[{}],"Estimated":false}},{{"TimePeriod":{{"Start":"2026-09-02","End":"2026-09-03"}},
        "Total":{{"UnblendedCost":{{"Amount":"2","Unit":"USD"}}}},"Groups":[],"Estimated":true}}],"DimensionValueAttributes":[]}}"#,
        groups.join(",")
    );
    let reading = read_text(&text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!((total.output, total.uncached_input), (Some(1_000_000), Some(1_500_000)), "no unit, no tokens");
    assert!(close(total.cost().expect("one currency").0, 1141.5));
    assert_eq!(reading.import.skipped_rows(), 0);
    assert_eq!(models(&reading), ["claude-opus-4.8", "claude4.6opus"]);
    read_mutated(&text);
}

#[test]
fn the_console_of_cost_explorer_has_a_column_a_service() {
    let text = "\"Service\",\"Claude Opus 5 (Amazon Bedrock Edition)($)\",\"EC2-Instances($)\",\"Total costs($)\"\n\
        \"Service total\",\"5.5\",\"2\",\"7.5\"\n\"2026-09-01\",\"2.5\",\"2\",\"4.5\"\n\"2026-09-02\",\"3\",\"\",\"3\"\n";
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (None, None, None, Some(7.5)));
    assert_eq!((models(&reading), services(&reading)), (vec!["claude-opus-5"], vec!["EC2-Instances"]));
    assert_eq!(reading.import.skipped[&Skip::Totals].count, 1);
}

#[test]
fn azure_tells_direction_and_model_by_the_meter_alone() {
    let rows = [
        "09/01/2026,gpt-4o-mini-0718-Inp-glbl Tokens,Foundry Models,Azure OpenAI,77469.256,1K,11.62,EUR,Usage",
        "09/01/2026,5.4 inp Gl 1M Tokens,Foundry Models,Azure OpenAI GPT5,72.100917,1M,180.25,EUR,Usage",
        "09/02/2026,5.4 cd inp Gl 1M Tokens,Foundry Models,Azure OpenAI GPT5,104.36096,1M,26.09,EUR,Usage",
        "09/02/2026,GPT 5 Mini outpt Glbl,Foundry Models,Azure OpenAI GPT5,2.337559,1M,4.68,EUR,Usage",
        "09/02/2026,gpt-4o Batch inp glbl Tokens,Foundry Models,Azure OpenAI,10,1K,0.01,EUR,Usage",
        "09/02/2026,Standard Text Records,Cognitive Services,Language,3,1K,0.75,EUR,Usage",
        "09/02/2026,Standard Data Transfer Out,Bandwidth,,1000,1 GB,87,EUR,Usage",
        "09/02/2026,Standard Data Transfer Out,Bandwidth,,,,-5,EUR,Refund",
    ];
    let header = "date,meterName,meterCategory,meterSubCategory,quantity,unitOfMeasure,costInBillingCurrency,billingCurrency,chargeType";
    let text = format!("{header}\n{}\n", rows.join("\n"));
    let reading = read_text(&text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!(total.uncached_input, Some(77_469_256 + 72_100_917 + 10_000));
    assert_eq!(
        (total.cache_read, total.output, total.batch_tokens),
        (Some(104_360_960), Some(2_337_559), Some(10_000))
    );
    let (cost, currency) = total.cost().expect("one currency");
    assert!(close(cost, 310.4) && currency.as_str() == "EUR", "{cost}");
    assert_eq!((models(&reading)), ["gpt-4o", "gpt-4o-mini-0718", "gpt-5-mini", "gpt-5.4"]);
    assert_eq!(services(&reading), ["Bandwidth", "Cognitive Services"]);
    assert_eq!(reading.digest.blank_days(), Some(0));
    assert_eq!(reading.import.skipped[&Skip::Credit].count, 1);
    // Names of other accounts, and a spreadsheet's separators.
    let older = text.replacen(
        header,
        "UsageDateTime,MeterName,MeterCategory,MeterSubcategory,UsageQuantity,UnitOfMeasure,PreTaxCost,Currency,ChargeType",
        1,
    );
    assert_eq!(sums(&read_text(older).expect("it is read")), sums(&reading));
    let semicolons: String = text
        .lines()
        .enumerate()
        .map(|(place, line)| {
            if place == 0 {
                line.replace(',', ";") + "\n"
            } else {
                line.replace(',', ";").replace('.', ",").replace("5,4", "5.4") + "\n"
            }
        })
        .collect();
    assert_eq!(sums(&read_text(semicolons).expect("it is read")), sums(&reading));
    read_mutated(&text);
}

#[test]
fn google_counts_tokens_as_requests_and_credits_do_not_bring_costs_to_nothing() {
    let row = |sku: &str, cost: &str, amount: &str, unit: &str, kind: &str| {
        format!(
            r#"{{"billing_account_id":"b","service":{{"id":"C7E2","description":"Vertex AI"}},"sku":{{"id":"x","description":"{sku}"}},
            "usage_start_time":"2026-08-05 00:00:00 UTC","usage_end_time":"2026-08-05 01:00:00 UTC","location":{{"region":"global"}},
            "cost":{cost},"currency":"PLN","usage":{{"amount":{amount},"unit":"{unit}"}},"cost_type":"{kind}",
            "credits":[{{"name":"FreeTrialUpgrade","amount":-{cost}}},{{"name":"Discount","amount":-0.01}}]}}"#
        )
        .replace('\n', " ")
    };
    let text = [
        row("Gemini 2.5 Flash GA Text Input - Predictions", "1.2143", "1065040", "requests", "regular"),
        row("Gemini 2.5 Flash GA Thinking Text Output - Predictions", "0.5977", "62906", "requests", "regular"),
        row("Gemini 2.5 Flash Lite Text Input - Predictions", "0.1077", "283548", "requests", "regular"),
        row("Gemini 2.5 Flash GA Text Output (Thinking On) - Predictions", "0.0725", "7632", "requests", "regular"),
        row("Gemini 2.5 Flash Lite Text Output - Predictions", "0.0189", "12485", "requests", "regular"),
        row("Gemini 2.5 Flash Input Text Caching Storage", "0.5", "100", "h", "regular"),
        row("Gemini 2.5 Flash GA Text Input - Predictions", "0.77", "0", "requests", "tax"),
    ]
    .join("\n");
    let reading = read_text(&text).expect("it is read");
    let total = reading.digest.total();
    assert_eq!((total.input(), total.output, total.reasoning), (Some(1_348_588), Some(83_023), Some(62_906)));
    let (cost, currency) = total.cost().expect("one currency");
    assert!(close(cost, 3.2811) && currency.as_str() == "PLN", "{cost}");
    assert_eq!(models(&reading), ["gemini-2.5-flash", "gemini-2.5-flash-lite"]);
    assert_eq!(services(&reading), ["Tax", "Vertex AI"]);
    read_mutated(&text);
    // A table that joins the credits has each row twice.
    let joined = "service_description,sku_description,usage_start_time,cost,currency,usage_amount,usage_unit,credits_name,credits_amount\n\
        Vertex AI,Claude Opus 5 Output Tokens,2026-09-01 00:00:00 UTC,4.125,USD,150000,tokens,FreeTrialUpgrade,-4.125\n\
        Vertex AI,Claude Opus 5 Output Tokens,2026-09-01 00:00:00 UTC,4.125,USD,150000,tokens,Discount,-0.2\n";
    let reading = read_text(joined).expect("it is read");
    assert_eq!(sums(&reading), (None, None, Some(150_000), Some(4.125)));
    assert_eq!(reading.import.leaves.duplicates, 1);
    // The console lists credits as rows of their own.
    let console = "Invoice number,4711\nCurrency,USD\nTotal amount due,0.00\n\nProject name,Service description,SKU description,Credit type,Cost type,Usage start date,Usage end date,Usage amount,Usage unit,Unrounded Cost ($),Cost ($)\n\
        p,Vertex AI,Gemini 2.5 Flash GA Text Input - Predictions,,Usage,2026-08-01,2026-08-31,\"1,000\",count,0.0003,0.00\n\
        p,Vertex AI,Gemini 2.5 Flash GA Text Input - Predictions,Free trial,Usage,2026-08-01,2026-08-31,,,-0.0003,0.00\n";
    let reading = read_text(console).expect("it is read");
    assert_eq!(sums(&reading), (None, Some(1_000), None, Some(0.0003)));
    assert_eq!(reading.import.skipped[&Skip::Credit].count, 1);
}
