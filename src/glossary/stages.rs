//! How the use case grows, from prototype to production.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Stage"),
        &[
            tr_noop!("stages"),
            tr_noop!("the stage in focus"),
            tr_noop!("prototype"),
            tr_noop!("pilot"),
            tr_noop!("production"),
        ],
        &[],
        tr_noop!(
            "A step on the way from a first trial to everyday use, with its own number of requests and its own costs"
        ),
        tr_noop!("Prototype 1,600 requests a month, Pilot 12,000, Production 120,000"),
    ),
    term(
        tr_noop!("Requests a month"),
        &[tr_noop!("requests")],
        &["stages.requests"],
        tr_noop!("How often the use case is asked for help in a month of this stage"),
        tr_noop!("400 people × 15 times a day × 20 days: 120,000"),
    ),
    term(
        tr_noop!("Starts in month"),
        &[],
        &[],
        tr_noop!("When the stage begins, counted in months from the beginning of the plan, whose first month is 0"),
        tr_noop!("6: the first half year belongs to the stage before"),
    ),
    term(
        tr_noop!("Context ×"),
        &[tr_noop!("context"), tr_noop!("context growth")],
        &["stages.context"],
        tr_noop!(
            "How many times longer history and looked-up passages have become since the prototype: real conversations are longer than trials"
        ),
        tr_noop!("2,000 tokens in the prototype, 4,000 here: 2"),
    ),
    term(
        tr_noop!("Calls ×"),
        &[tr_noop!("calls"), tr_noop!("growth in calls")],
        &["stages.calls"],
        tr_noop!(
            "How many times more model calls one request takes than in the prototype: checks, second tries and tools come on top"
        ),
        tr_noop!("1 call in the prototype, 1.3 on average here: 1.3"),
    ),
    term(
        tr_noop!("Peak factor"),
        &[tr_noop!("peak"), tr_noop!("load at peak"), tr_noop!("peak load")],
        &["stages.peak"],
        tr_noop!("How many times busier the busiest hour is than the average one; machines are paid for the busiest"),
        tr_noop!("1 request a second on average, 4 at noon: 4"),
    ),
    term(
        tr_noop!("Retries per call"),
        &[tr_noop!("retries"), tr_noop!("retry rate")],
        &["stages.retry_rate"],
        tr_noop!("How many calls fail or take too long and are sent, and paid, once more"),
        tr_noop!("5 of 100 calls are repeated: 0.05"),
    ),
    term(
        tr_noop!("Falls back"),
        &[tr_noop!("share of calls that fall back"), tr_noop!("fallback share")],
        &["stages.fallback_share"],
        tr_noop!(
            "How many calls of a hundred the first model leaves unanswered, so that a second model is asked and paid as well"
        ),
        tr_noop!("1 % of 100,000 calls: 1,000 more calls, at the price of the other model"),
    ),
    term(
        tr_noop!("People who have it"),
        &[tr_noop!("users"), tr_noop!("people")],
        &["stages.users"],
        tr_noop!(
            "How many have it at hand: what is paid by the person counts them, and the number of requests can be worked out from them"
        ),
        tr_noop!("400 people × 15 times a day × 20 days: 120,000 requests a month"),
    ),
    term(
        tr_noop!("Uses each a day"),
        &[],
        &[],
        tr_noop!("How often one of them asks on a day of work, on average over those who do and those who do not"),
        tr_noop!("Half of them 20 times, half of them 10 times: 15"),
    ),
    term(
        tr_noop!("Days a month"),
        &[],
        &[],
        tr_noop!("On how many days people work with it, weekends and holidays left out where nobody does"),
        tr_noop!("21 days of work; 30 where customers ask at weekends too"),
    ),
];
