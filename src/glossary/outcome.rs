//! What the use case is for, and what that is worth.

use super::{Term, term};

pub(super) const TERMS: &[Term] = &[
    term(
        "Request",
        &["volume"],
        &[],
        "One time that somebody, or a program, asks the use case for help, whatever comes of it",
        "A customer writes in: 1 request, even where 3 model calls are made for it",
    ),
    term(
        "Outcome",
        &["outcomes", "accepted outcome"],
        &[],
        "What the use case is there for, counted when a person keeps it: a request that led to nothing is none",
        "Of 1,000 requests 550 end in a reply that is sent: 550 outcomes",
    ),
    term(
        "Value",
        &["value per outcome", "value each"],
        &["outcome.value"],
        "What one accepted result is worth to you, before asking how much of that ever reaches the accounts",
        "A reply that saves 2 minutes of a person who costs $25 an hour: $0.83",
    ),
    term(
        "Accepted",
        &["success rate", "accepted outcomes"],
        &["outcome.success_rate"],
        "How many of a hundred requests end in something that people keep and use, instead of dropping it or doing it again",
        "550 of 1,000 drafts are sent: 55 %",
    ),
    term(
        "Becomes money",
        &["share of the value that becomes money", "share of value that becomes money", "realization"],
        &["outcome.realization"],
        "The part of the value that shows up in the accounts: time saved counts only where fewer hours are paid or more is sold",
        "Of $0.82 saved a reply a quarter leads to fewer paid hours: 25 %, or $0.21",
    ),
    term(
        "Harmful answers",
        &["share of harmful answers", "harm"],
        &["outcome.error_rate"],
        "How many of all requests end in something that does damage, such as a wrong refund or a leaked address",
        "4 of 1,000 requests: 0.4 %",
    ),
    term(
        "Cost of a harmful answer",
        &[],
        &["outcome.error_cost"],
        "What it takes on average to put such a mistake right: refunds, people’s time, customers who leave",
        "Nine cost $2 each and one costs $30: $4.80 on average",
    ),
    term(
        "Today",
        &["cost today", "cost without AI", "the cost without AI is known"],
        &["outcome.today"],
        "What it takes now to get one of these done by people alone; shown beside the plan, not part of any sum",
        "5 minutes of a person who costs $25 an hour: $2.08",
    ),
];
