//! What follows from not knowing: futures, ranges, chances, what swings the plan.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Future"),
        &[tr_noop!("futures"), tr_noop!("draws"), tr_noop!("simulation")],
        &[],
        tr_noop!(
            "One way in which it may turn out: every uncertain number takes a value within its range, and the plan is worked out with them"
        ),
        tr_noop!("10,000 futures, in 6,400 of which the month pays: 64 %"),
    ),
    term(
        tr_noop!("8 in 10"),
        &[tr_noop!("8 in 10 futures"), tr_noop!("P10–P90"), tr_noop!("band"), tr_noop!("P10"), tr_noop!("P90")],
        &[],
        tr_noop!("The span that remains when the lowest tenth and the highest tenth of all futures are left out"),
        tr_noop!("8 in 10 between $10,400 and $21,400: 1 in 10 costs more"),
    ),
    term(
        tr_noop!("8 in 10 stay under"),
        &[tr_noop!("P80")],
        &[],
        tr_noop!("The amount that suffices in 8 of 10 futures: a budget that is exceeded in two of ten"),
        tr_noop!("8 in 10 futures stay under $19,600"),
    ),
    term(
        tr_noop!("Contingency"),
        &[tr_noop!("a budget at 80 % confidence"), tr_noop!("reserve")],
        &[],
        tr_noop!("What must be put on top of the planned cost for a budget that suffices in 8 of 10 futures"),
        tr_noop!("Planned $15,000, 8 in 10 stay under $22,000: $7,000"),
    ),
    term(
        tr_noop!("Chance a month pays"),
        &[tr_noop!("chance"), tr_noop!("pays")],
        &[],
        tr_noop!(
            "In how many of all futures a month’s value is above its running cost; what was spent before is not asked about"
        ),
        tr_noop!("6,400 of 10,000 futures: 64 %"),
    ),
    term(
        tr_noop!("Sensitivity"),
        &[tr_noop!("swing"), tr_noop!("tornado")],
        &[],
        tr_noop!(
            "What a month earns when one number alone goes to its low end and then to its high end: the widest bar matters most"
        ),
        tr_noop!("Accepted at 40 % loses $2,000, at 70 % earns $7,000"),
    ),
    term(
        tr_noop!("What must be true"),
        &[tr_noop!("requirement")],
        &[],
        tr_noop!("How far one number alone would have to move before the month neither earns nor loses"),
        tr_noop!("Accepted is 55 % and may fall to 46 %"),
    ),
    term(
        tr_noop!("Goal seek"),
        &[tr_noop!("seek"), tr_noop!("makes it viable")],
        &[],
        tr_noop!(
            "Looks for the value of one number at which the plan is viable and pays in as many futures as you ask for"
        ),
        tr_noop!("For 80 % of futures, 63 % must be accepted instead of 55 %"),
    ),
    term(
        tr_noop!("What a pilot is worth"),
        &[tr_noop!("EVPI"), tr_noop!("what knowing is worth")],
        &[],
        tr_noop!(
            "The most that knowing a number for sure could be worth, because you would then not build what loses: never pay more to find out"
        ),
        tr_noop!("It loses $50,000 in 2 of 10 futures: knowing is worth up to $10,000"),
    ),
    term(
        tr_noop!("Guess first"),
        &[tr_noop!("ask the room"), tr_noop!("guesses")],
        &[],
        tr_noop!("The room says what a month will cost before it sees the curve, and learns more from the difference"),
        tr_noop!("Guessed $3,000, $5,000 and $12,000; it costs $15,000"),
    ),
];
