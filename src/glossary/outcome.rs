//! What the use case is for, and what that is worth.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Request"),
        &[tr_noop!("volume")],
        &[],
        tr_noop!("One time that somebody, or a program, asks the use case for help, whatever comes of it"),
        tr_noop!("A customer writes in: 1 request, even where 3 model calls are made for it"),
    ),
    term(
        tr_noop!("Outcome"),
        &[tr_noop!("outcomes"), tr_noop!("accepted outcome")],
        &[],
        tr_noop!(
            "What the use case is there for, counted when a person keeps it: a request that led to nothing is none"
        ),
        tr_noop!("Of 1,000 requests 550 end in a reply that is sent: 550 outcomes"),
    ),
    term(
        tr_noop!("Value"),
        &[tr_noop!("value per outcome"), tr_noop!("value each")],
        &["outcome.value"],
        tr_noop!("What one accepted result is worth to you, before asking how much of that ever reaches the accounts"),
        tr_noop!("A reply that saves 2 minutes of a person who costs $25 an hour: $0.83"),
    ),
    term(
        tr_noop!("Accepted"),
        &[tr_noop!("success rate"), tr_noop!("accepted outcomes")],
        &["outcome.success_rate"],
        tr_noop!(
            "How many of a hundred requests end in something that people keep and use, instead of dropping it or doing it again"
        ),
        tr_noop!("550 of 1,000 drafts are sent: 55 %"),
    ),
    term(
        tr_noop!("Becomes money"),
        &[
            tr_noop!("share of the value that becomes money"),
            tr_noop!("share of value that becomes money"),
            tr_noop!("realization"),
        ],
        &["outcome.realization"],
        tr_noop!(
            "The part of the value that shows up in the accounts: time saved counts only where fewer hours are paid or more is sold"
        ),
        tr_noop!("Of $0.82 saved a reply a quarter leads to fewer paid hours: 25 %, or $0.21"),
    ),
    term(
        tr_noop!("Harmful answers"),
        &[tr_noop!("share of harmful answers"), tr_noop!("harm")],
        &["outcome.error_rate"],
        tr_noop!(
            "How many of all requests end in something that does damage, such as a wrong refund or a leaked address"
        ),
        tr_noop!("4 of 1,000 requests: 0.4 %"),
    ),
    term(
        tr_noop!("Cost of a harmful answer"),
        &[],
        &["outcome.error_cost"],
        tr_noop!("What it takes on average to put such a mistake right: refunds, people’s time, customers who leave"),
        tr_noop!("Nine cost $2 each and one costs $30: $4.80 on average"),
    ),
    term(
        tr_noop!("Today"),
        &[tr_noop!("cost today"), tr_noop!("cost without AI"), tr_noop!("the cost without AI is known")],
        &["outcome.today"],
        tr_noop!(
            "What it takes now to get one of these done by people alone; shown beside the plan, not part of any sum"
        ),
        tr_noop!("5 minutes of a person who costs $25 an hour: $2.08"),
    ),
];
