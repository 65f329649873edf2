//! How the use case grows, from prototype to production.

use super::{Term, term};

pub(super) const TERMS: &[Term] = &[
    term(
        "Stage",
        &["stages", "the stage in focus", "prototype", "pilot", "production"],
        &[],
        "A step on the way from a first trial to everyday use, with its own number of requests and its own costs",
        "Prototype 1,600 requests a month, Pilot 12,000, Production 120,000",
    ),
    term(
        "Requests a month",
        &["requests"],
        &["stages.requests"],
        "How often the use case is asked for help in a month of this stage",
        "400 people × 15 times a day × 20 days: 120,000",
    ),
    term(
        "Starts in month",
        &[],
        &[],
        "When the stage begins, counted in months from the beginning of the plan, whose first month is 0",
        "6: the first half year belongs to the stage before",
    ),
    term(
        "Context ×",
        &["context", "context growth"],
        &["stages.context"],
        "How many times longer history and looked-up passages have become since the prototype: real conversations are longer than trials",
        "2,000 tokens in the prototype, 4,000 here: 2",
    ),
    term(
        "Calls ×",
        &["calls", "growth in calls"],
        &["stages.calls"],
        "How many times more model calls one request takes than in the prototype: checks, second tries and tools come on top",
        "1 call in the prototype, 1.3 on average here: 1.3",
    ),
    term(
        "Peak factor",
        &["peak", "load at peak", "peak load"],
        &["stages.peak"],
        "How many times busier the busiest hour is than the average one; machines are paid for the busiest",
        "1 request a second on average, 4 at noon: 4",
    ),
    term(
        "Retries per call",
        &["retries", "retry rate"],
        &["stages.retry_rate"],
        "How many calls fail or take too long and are sent, and paid, once more",
        "5 of 100 calls are repeated: 0.05",
    ),
    term(
        "Falls back",
        &["share of calls that fall back", "fallback share"],
        &["stages.fallback_share"],
        "How many calls of a hundred the first model leaves unanswered, so that a second model is asked and paid as well",
        "1 % of 100,000 calls: 1,000 more calls, at the price of the other model",
    ),
    term(
        "People",
        &["users", "people who have it"],
        &["stages.users"],
        "How many have it at hand: what is paid by the person counts them, and the number of requests can be worked out from them",
        "400 people × 15 times a day × 20 days: 120,000 requests a month",
    ),
    term(
        "Uses each a day",
        &[],
        &[],
        "How often one of them asks on a day of work, on average over those who do and those who do not",
        "Half of them 20 times, half of them 10 times: 15",
    ),
    term(
        "Days a month",
        &[],
        &[],
        "On how many days people work with it, weekends and holidays left out where nobody does",
        "21 days of work; 30 where customers ask at weekends too",
    ),
];
