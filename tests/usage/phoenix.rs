//! Phoenix's table of costs.

use super::{read_text, sums};

#[test]
fn a_row_is_a_call() {
    let text = "id,span_rowid,trace_rowid,span_start_time,model_id,total_cost,total_tokens,prompt_cost,prompt_tokens,completion_cost,completion_tokens\n\
        1,11,7,2026-05-01 10:00:00.000000,3,0.25,110,0.2,100,0.05,10\n\
        2,12,7,2026-05-01 10:00:01.000000,3,,55,,50,,5\n\
        1,11,7,2026-05-01 10:00:00.000000,3,0.25,110,0.2,100,0.05,10\n";
    let reading = read_text(text).expect("it is read");
    assert_eq!(sums(&reading), (Some(2), Some(150), Some(15), Some(0.25)));
    let total = reading.digest.total();
    assert_eq!((total.requests, total.unpriced_tokens, reading.import.leaves.duplicates), (Some(1), 55, 1));
}
