//! Something to mind in a few words, where its sentence has no room.

use crate::advice::Warning;
use crate::language::tr;

/// What a rule found, without its figures.
pub fn warning_in_short(warning: &Warning) -> &'static str {
    match warning.rule {
        "kill_criterion_crossed" => tr!("A limit is crossed"),
        "stopping_costs_more" => tr!("Stopping costs more"),
        "alternative_is_better" => tr!("Buying is better"),
        "seats_without_people" => tr!("Nobody has a seat yet"),
        "nothing_is_better" => tr!("Nothing would be better"),
        "wrong_cached_answers" => tr!("Cached answers may be wrong"),
        "strategy_loses_value" => tr!("A strategy loses value"),
        "prefix_cache_cannot_pay" => tr!("A prefix cache cannot pay"),
        "prefix_below_minimum" => tr!("A prefix is too short to cache"),
        "headlines_added_up" => tr!("Savings were added up"),
        "average_where_peak_decides" => tr!("An average where peaks decide"),
        "only_api_fees" => tr!("Only models are budgeted"),
        "meter_without_price" => tr!("A meter has no price"),
        "long_prompts_left_out" => tr!("Prices of long prompts left out"),
        "drift_without_tracing" => tr!("Drift that nothing shows"),
        "no_observability" => tr!("Nothing watches it"),
        "cache_beyond_measured" => tr!("A hit rate beyond any measured"),
        "saving_beyond_published" => tr!("A saving beyond any published"),
        "everything_becomes_money" => tr!("All value becomes money"),
        "worth_more_than_today" => tr!("Worth more than today’s cost"),
        "retiring_model" => tr!("A model retires"),
        "horizon_before_target" => tr!("The horizon ends too early"),
        "stages_that_never_run" => tr!("A stage never runs"),
        "cards_that_never_run" => tr!("A card never runs"),
        _ => tr!("Something to mind"),
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
