//! LiteLLM's spend logs and daily spend.

use breakeven::usage::{Skip, UsageError, read_usage};

use super::{read, read_text, sums};

#[test]
fn a_spend_log_has_its_true_sums() {
    let reading = read("litellm_spend_log.json");
    assert_eq!(sums(&reading), (Some(1), Some(10), Some(20), Some(0.000_225)));
    let total = reading.digest.total();
    assert_eq!((total.failed, total.requests, total.cache_read), (Some(0), Some(1), None));
}

const HEADER: &str = "request_id,call_type,api_key,spend,total_tokens,prompt_tokens,completion_tokens,startTime,endTime,model,\
    custom_llm_provider,metadata,cache_hit,end_user,session_id,status\n";

#[test]
fn caches_failures_and_retries_are_told_apart() {
    let usage = r#""{""attempted_retries"": 2, ""usage_object"": {""prompt_tokens"": 100, ""completion_tokens"": 10, ""total_tokens"": 110, ""prompt_tokens_details"": {""cached_tokens"": 60}, ""completion_tokens_details"": {""reasoning_tokens"": 4}}}""#;
    let text = format!(
        "{HEADER}r1,acompletion,k,0.5,110,100,10,2026-05-01 10:00:00.5,2026-05-01 10:00:02,gpt,openai,{usage},None,u1,s1,success\n\
         r2,acompletion,k,0,110,100,10,2026-05-01 10:01:00,2026-05-01 10:01:00,gpt,openai,{{}},True,u1,s2,success\n\
         r3,,k,0,0,0,0,2026-05-01 10:02:00,2026-05-01 10:02:01,gpt,openai,{{}},False,u2,s3,failure\n\
         r1,acompletion,k,0.5,110,100,10,2026-05-01 10:00:00.5,2026-05-01 10:00:02,gpt,openai,{usage},None,u1,s1,success\n"
    );
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(100), Some(10), Some(0.5)));
    let total = reading.digest.total();
    assert_eq!((total.cache_read, total.reasoning, total.failed), (Some(60), Some(4), Some(1)));
    assert_eq!((total.requests, reading.digest.users.estimate()), (Some(3), Some(2)));
    assert_eq!(total.meters["retries"], 2);
    assert_eq!(total.meters["answers from the gateway's cache"], 1);
    assert_eq!(reading.import.leaves.duplicates, 1);
    assert_eq!(reading.digest.decided.included_by_arithmetic, 1);
    // The failure used nothing, and says nothing of what a call uses.
    assert_eq!(reading.digest.all_call_tokens().output.count(), 1);
}

#[test]
fn days_of_one_division_add_up_and_of_two_never() {
    let header = "id,date,api_key,model,custom_llm_provider,prompt_tokens,completion_tokens,cache_read_input_tokens,\
        cache_creation_input_tokens,spend,api_requests,successful_requests,failed_requests";
    let row = "1,2026-05-01,k,gpt,openai,1000,100,400,0,2.5,12,10,2";
    let users = format!("{header},user_id\n{row},u\n");
    let teams = format!("{header},team_id\n{row},t\n");
    let reading = read_text(&users).expect("it is read");
    assert_eq!(sums(&reading), (Some(12), Some(1_000), Some(100), Some(2.5)));
    let total = reading.digest.total();
    assert_eq!((total.failed, total.cache_read, total.uncached_input), (Some(2), Some(400), Some(600)));
    let folder = tempfile::tempdir().expect("a folder");
    let files = [("users.csv", &users), ("teams.csv", &teams)].map(|(name, text)| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    });
    assert!(matches!(read_usage(&files), Err(UsageError::TwoFormats(..))));
    let tags = read_text(format!("{header},tag\n{row},a\n{row},b\n")).expect("it is read");
    assert_eq!((sums(&tags).0, tags.import.skipped[&Skip::Overlapping].count), (None, 2));
}

#[test]
fn the_answer_of_the_gateway_has_days_and_models() {
    let metrics = r#"{"spend":1.5,"prompt_tokens":100,"completion_tokens":10,"cache_read_input_tokens":0,"cache_creation_input_tokens":0,"total_tokens":110,"successful_requests":3,"failed_requests":1,"api_requests":4}"#;
    let text = format!(
        r#"{{"results":[{{"date":"2026-05-01","metrics":{metrics},"breakdown":{{"models":{{"gpt":{{"metrics":{metrics}}}}}}}}},
        {{"date":"2026-05-02","metrics":{{}},"breakdown":{{"models":{{}}}}}}],"metadata":{{"page":1}}}}"#
    );
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(4), Some(100), Some(10), Some(1.5)));
    assert_eq!(reading.import.skipped[&Skip::Blank].count, 1);
}

#[test]
fn no_account_number_is_part_of_a_name() {
    let header = "request_id,startTime,model,custom_llm_provider,prompt_tokens,completion_tokens,spend\n";
    let profile = "arn:aws:bedrock:us-east-1:123456789012:inference-profile/eu.claude-v1:0";
    let endpoint = "sagemaker/arn:aws-cn:sagemaker:cn-north-1:123456789012:endpoint:mine";
    let rows = [profile, &format!("bedrock/{profile}"), &format!("bedrock/converse/{profile}"), endpoint]
        .map(|model| format!("{model},2026-05-01 10:00:00,{model},arn:aws:iam::123456789012,100,10,0.5\n"));
    let reading = read_text(format!("{header}{}", rows.concat())).expect("it is read");
    assert!(!format!("{:?}", reading.digest).contains("123456789012"), "{:?}", reading.digest);
    let models: Vec<_> = reading.digest.grouped(|key| key.model.clone()).into_iter().collect();
    let models: Vec<_> = models.iter().map(|(model, sums)| (model.as_deref(), sums.calls)).collect();
    assert_eq!(models, [(Some("eu.claude-v1:0"), Some(3)), (Some("mine"), Some(1))]);
}
