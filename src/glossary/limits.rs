//! What was agreed: when to stop, what must be ready, and how well a number is supported.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("When to stop"),
        &[
            tr_noop!("kill criterion"),
            tr_noop!("kill criteria"),
            tr_noop!("limit"),
            tr_noop!("limits"),
            tr_noop!("then"),
        ],
        &[],
        tr_noop!("A limit, agreed before anybody is invested in the answer, with what is done when it is crossed"),
        tr_noop!("More than $1.50 per outcome at Pilot: stop the roll-out"),
    ),
    term(
        tr_noop!("Its action is to stop"),
        &[tr_noop!("stops the plan")],
        &[],
        tr_noop!(
            "In futures that cross this limit at its stage, the use case ends two months later and nothing more is paid or earned"
        ),
        tr_noop!("Crossed at Pilot in 30 of 100 futures: these 30 lose the pilot and not production"),
    ),
    term(
        tr_noop!("What is watched"),
        &[tr_noop!("metric")],
        &[],
        tr_noop!("The figure that the limit is about, looked at in the month of the stage below"),
        tr_noop!("Cost per outcome at Pilot, today $0.43"),
    ),
    term(
        tr_noop!("At most"),
        &[tr_noop!("upper limit")],
        &[],
        tr_noop!("The most that the figure may be: above it, the limit is crossed"),
        tr_noop!("At most $1.50: $1.51 crosses it"),
    ),
    term(
        tr_noop!("At least"),
        &[tr_noop!("lower limit")],
        &[],
        tr_noop!("The least that the figure must be: below it, the limit is crossed"),
        tr_noop!("Value at least 1.2 times cost: 1.1 crosses it"),
    ),
    term(
        tr_noop!("At"),
        &[tr_noop!("at stage")],
        &[],
        tr_noop!("The stage whose month is looked at"),
        tr_noop!("At Pilot: the 12,000 requests of the pilot, not the 120,000 of production"),
    ),
    term(
        tr_noop!("Before"),
        &[tr_noop!("before stage")],
        &[],
        tr_noop!("The stage that must not begin until this is done"),
        tr_noop!("Before Production: open with 1 month to go, it delays the roll-out"),
    ),
    term(
        tr_noop!("Readiness"),
        &[tr_noop!("what must be ready"), tr_noop!("limits and readiness"), tr_noop!("ready")],
        &[],
        tr_noop!("What has to be done before a stage begins; some items are ticked by the plan itself"),
        tr_noop!("6 of 8 done: a budget alert and an owner are missing"),
    ),
    term(
        tr_noop!("Basis"),
        &[tr_noop!("badge"), tr_noop!("evidence"), tr_noop!("support")],
        &[],
        tr_noop!("What a number rests on: its source, with a link and a date, and how strong that is"),
        tr_noop!("B: a price list read on 2026-11-23"),
    ),
    term(
        tr_noop!("Measured"),
        &[tr_noop!("M")],
        &[],
        tr_noop!("Counted in this very use case, in a trial or in what runs already"),
        tr_noop!("550 of 1,000 drafts were sent in the first 4 weeks"),
    ),
    term(
        tr_noop!("Benchmark"),
        &[tr_noop!("B")],
        &[],
        tr_noop!("Taken from others: a price list, a study, a published test"),
        tr_noop!("Cached tokens cost a tenth, price list of 2026-11-23"),
    ),
    term(
        tr_noop!("Judgement"),
        &[tr_noop!("J")],
        &[],
        tr_noop!("What somebody in the room knows from experience, without a document to show for it"),
        tr_noop!("“Half of it, I think”: 50 %, said by 3 of 5 people"),
    ),
    term(
        tr_noop!("Unsupported"),
        &[tr_noop!("assumption")],
        &[],
        tr_noop!("Nobody has said yet where the number comes from: ask before you build on it"),
        tr_noop!("55 % accepted, by whom and when is not known"),
    ),
    term(
        tr_noop!("Exact"),
        &[tr_noop!("a known number")],
        &[],
        tr_noop!("You know the number, and no future has another one"),
        tr_noop!("A plan fee of $199 on a signed contract"),
    ),
    term(
        tr_noop!("Range"),
        &[tr_noop!("low"), tr_noop!("high")],
        &[],
        tr_noop!(
            "Two numbers that the truth lies between in 8 of 10 futures; in 1 of 10 it is lower, in 1 of 10 higher"
        ),
        tr_noop!("120,000 to 400,000 requests, the middle at 219,000"),
    ),
    term(
        tr_noop!("Spread"),
        &[tr_noop!("how single requests differ"), tr_noop!("seen")],
        &[],
        tr_noop!(
            "How one request differs from another in a log: half are below the first number, one in ten above the second; a month pays for their average"
        ),
        tr_noop!("Half below 1,000 tokens, one in ten above 4,000, of 100 seen: 1,795 on average"),
    ),
    term(
        tr_noop!("Three-point"),
        &[tr_noop!("likely")],
        &[],
        tr_noop!("The least, the most and the likeliest number: nothing lies outside, most lies near the likeliest"),
        tr_noop!("At least 40 %, most likely 55 %, at most 70 %"),
    ),
];
