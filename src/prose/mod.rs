//! Results, estimates and differences in words: what is said of a plan wherever it is said, in as many lengths as there are
//! places for it.
//!
//! Charts, exports and the window lay these words out, and put none of their own beside them. Absent: charts, pages, tiles;
//! and how a bare number is written, which is for [`format`](mod@crate::format).
//!
//! - `words`: names inside and at the beginning of a sentence, lists of names
//! - `verdict`, `break_evens`, `payback`, `chances`, `ranges`, `best_net`: one result each
//! - `headlines`, `headline_difference`: the five headlines, each in several lengths, and how they differ from another plan's
//! - `earnings`, `strategy`: what a strategy saves, does, and is said to do
//! - `estimate_names`, `component_price`: what an estimate is called, what a card costs
//! - `adoption`: a curve of months and shares
//! - `evidence`, `evidence_summary`: what supports estimates
//! - `problems`: problems of a scenario, by the place where they are mended
//! - `changes`, `difference`, `plan_figures`: what makes one plan into another, and how their results compare
//! - `explanation`: which results explain themselves, and by what formula
//! - `recommendation`: what the figures recommend
//! - `subject`: what words about results, charts and reports are made from

mod adoption;
mod best_net;
mod break_evens;
mod calibration;
mod chances;
mod changes;
mod component_price;
mod difference;
mod earnings;
mod estimate_names;
mod evidence;
mod evidence_summary;
mod explanation;
mod funding_difference;
mod headline_difference;
mod headlines;
mod payback;
mod plan_figures;
mod portfolio;
mod problems;
mod ranges;
mod recommendation;
mod strategy;
mod subject;
mod verdict;
mod warnings;
mod words;

pub use adoption::{adoption_in_words, adoption_note};
pub use best_net::BestNet;
pub use break_evens::BreakEven;
pub use calibration::{
    NO_USAGE, READ_USAGE, assumed_in_words, bill_in_words, cause_in_words, day, month_in_words, position_in_words,
    remark_in_words, seen_in_words, source_in_words, times, unmeasured_in_words, unplanned_in_words, value_with_range,
    why_in_words, window_in_words,
};
pub use chances::{
    above_zero, actions_in_words, chances_line, clears_hurdle, confidence_line, contingency_in_words, crossed,
    exceeds_budget, month_pays, never_certain, of_futures, points,
};
pub use changes::{changes, first_changes};
pub use component_price::price_in_words;
pub use difference::Difference;
pub(crate) use earnings::{earning_in_full, value_in_words};
pub use earnings::{earning_in_short, earning_in_words, is_losing, saving_in_words, set_up_in_short};
pub use estimate_names::{Dimension, EstimateName, is_in_percent, name_of};
pub use evidence::{basis_in_words, kind_in_words, outdated};
pub use evidence_summary::{EvidenceSummary, price_dates};
pub use explanation::{Explanation, Mover, ResultId, ResultKind, ResultPlace, explain, name_of_part};
pub use funding_difference::{choice_in_words, funding_differences};
pub use headline_difference::differences as headline_differences;
pub use headlines::{Headline, Phrasings};
pub use payback::{
    Payback, at_risk, benefit_in_words, cash_finding, ends_before_target, irr_in_words, more_at_risk, npv_label,
    payback_notes, worth_notes,
};
pub use plan_figures::{PlanSummary, SnapshotResults};
pub use portfolio::{
    first_to_measure, funding_change_in_words, funding_error_in_words, funding_in_words, joint_in_words,
    never_build_in_words, portfolio_month, portfolio_month_in_sentence, use_cases_in_words,
};
pub use problems::{message_in_words, place_name, problem_in_words};
pub use ranges::{EIGHT_IN_TEN, eight_in_ten, interval_or_dash, is_wide, range_and_median};
pub use recommendation::recommendation;
pub use strategy::{claim, describe, describe_in_short, outside_published, prefix_hits_in_words};
pub use subject::ResultsInput;
pub use verdict::{
    Meaning, adoption_clause, choice_clause, floor_clause, growth_clause, hurdle_clause, meaning, ratio_clause,
    verdict_doubt, verdict_label, verdict_line,
};
pub use warnings::warning_in_short;
pub use words::{article, capitalised, listed};
