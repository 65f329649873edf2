//! What follows from not knowing: futures, ranges, chances, what swings the plan.

use super::{Term, term};

pub(super) const TERMS: &[Term] = &[
    term(
        "Future",
        &["futures", "draws", "simulation"],
        &[],
        "One way in which it may turn out: every uncertain number takes a value within its range, and the plan is worked out with them",
        "10,000 futures, in 6,400 of which the month pays: 64 %",
    ),
    term(
        "8 in 10",
        &["8 in 10 futures", "P10–P90", "band", "P10", "P90"],
        &[],
        "The span that remains when the lowest tenth and the highest tenth of all futures are left out",
        "8 in 10 between $10,400 and $21,400: 1 in 10 costs more",
    ),
    term(
        "8 in 10 stay under",
        &["P80"],
        &[],
        "The amount that suffices in 8 of 10 futures: a budget that is exceeded in two of ten",
        "8 in 10 futures stay under $19,600",
    ),
    term(
        "Contingency",
        &["a budget at 80 % confidence", "reserve"],
        &[],
        "What must be put on top of the planned cost for a budget that suffices in 8 of 10 futures",
        "Planned $15,000, 8 in 10 stay under $22,000: $7,000",
    ),
    term(
        "Chance a month pays",
        &["chance", "pays"],
        &[],
        "In how many of all futures a month’s value is above its running cost; what was spent before is not asked about",
        "6,400 of 10,000 futures: 64 %",
    ),
    term(
        "Sensitivity",
        &["swing", "tornado"],
        &[],
        "What a month earns when one number alone goes to its low end and then to its high end: the widest bar matters most",
        "Accepted at 40 % loses $2,000, at 70 % earns $7,000",
    ),
    term(
        "What must be true",
        &["requirement"],
        &[],
        "How far one number alone would have to move before the month neither earns nor loses",
        "Accepted is 55 % and may fall to 46 %",
    ),
    term(
        "Goal seek",
        &["seek", "makes it viable"],
        &[],
        "Looks for the value of one number at which the plan is viable and pays in as many futures as you ask for",
        "For 80 % of futures, 63 % must be accepted instead of 55 %",
    ),
    term(
        "What a pilot is worth",
        &["EVPI", "what knowing is worth"],
        &[],
        "The most that knowing a number for sure could be worth, because you would then not build what loses: never pay more to find out",
        "It loses $50,000 in 2 of 10 futures: knowing is worth up to $10,000",
    ),
    term(
        "Guess first",
        &["ask the room", "guesses"],
        &[],
        "The room says what a month will cost before it sees the curve, and learns more from the difference",
        "Guessed $3,000, $5,000 and $12,000; it costs $15,000",
    ),
];
