//! Something to mind in a few words, where its sentence has no room.

use crate::advice::Warning;

/// What a rule found, without its figures.
pub fn warning_in_short(warning: &Warning) -> &'static str {
    match warning.rule {
        "kill_criterion_crossed" => "A limit is crossed",
        "stopping_costs_more" => "Stopping costs more",
        "alternative_is_better" => "Buying is better",
        "seats_without_people" => "Nobody has a seat yet",
        "nothing_is_better" => "Nothing would be better",
        "wrong_cached_answers" => "Cached answers may be wrong",
        "strategy_loses_value" => "A strategy loses value",
        "prefix_cache_cannot_pay" => "A prefix cache cannot pay",
        "prefix_below_minimum" => "A prefix is too short to cache",
        "headlines_added_up" => "Savings were added up",
        "average_where_peak_decides" => "An average where peaks decide",
        "only_api_fees" => "Only models are budgeted",
        "meter_without_price" => "A meter has no price",
        "long_prompts_left_out" => "Prices of long prompts left out",
        "drift_without_tracing" => "Drift that nothing shows",
        "no_observability" => "Nothing watches it",
        "cache_beyond_measured" => "A hit rate beyond any measured",
        "saving_beyond_published" => "A saving beyond any published",
        "everything_becomes_money" => "All value becomes money",
        "worth_more_than_today" => "Worth more than today’s cost",
        "retiring_model" => "A model retires",
        "horizon_before_target" => "The horizon ends too early",
        "stages_that_never_run" => "A stage never runs",
        "cards_that_never_run" => "A card never runs",
        _ => "Something to mind",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::advice::{Severity, rules};

    #[test]
    fn every_rule_is_said_in_few_words_of_its_own() {
        let mut said = Vec::new();
        for rule in rules() {
            let warning = Warning { rule, weight: Severity::Note, sentence: String::new(), at: String::new() };
            let short = warning_in_short(&warning);
            assert!(short != "Something to mind" && short.len() <= 32, "{rule}: {short}");
            assert!(!said.contains(&short), "{rule}: {short}");
            said.push(short);
        }
    }
}
