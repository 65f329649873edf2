//! What the plan comes to: costs, value, verdict, months.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Cost a month"),
        &[tr_noop!("running cost")],
        &[],
        tr_noop!(
            "All that is paid in one month of a stage: models, cards, and what the strategies cost; not what is paid once"
        ),
        tr_noop!("$6,000 for models, $8,000 for people, $1,000 for services: $15,000"),
    ),
    term(
        tr_noop!("Cost per outcome"),
        &[tr_noop!("cost per accepted outcome")],
        &[],
        tr_noop!("A month’s cost shared among what people have accepted, failed tries paid by those that worked"),
        tr_noop!("$15,000 for 55,000 accepted replies: $0.27 each"),
    ),
    term(
        tr_noop!("Cost per request"),
        &[],
        &[],
        tr_noop!("A month’s cost shared among all that was asked, whatever came of it"),
        tr_noop!("$15,000 for 100,000 requests: $0.15 each"),
    ),
    term(
        tr_noop!("Value a month"),
        &[],
        &[],
        tr_noop!("What all accepted results of a month bring in money, less what harmful answers cost"),
        tr_noop!("55,000 at $0.82, a quarter of it money: $11,275"),
    ),
    term(
        tr_noop!("Net a month"),
        &[tr_noop!("net")],
        &[],
        tr_noop!("What is left of the value once everything that runs is paid; below 0 the month loses money"),
        tr_noop!("$20,000 less $15,000: $5,000"),
    ),
    term(
        tr_noop!("Value : cost"),
        &[tr_noop!("ratio"), tr_noop!("value over cost")],
        &[],
        tr_noop!("How many times its running cost a month brings back; below 1 it loses money"),
        tr_noop!("$20,000 for $15,000: 1.33×"),
    ),
    term(
        tr_noop!("Verdict"),
        &[],
        &[],
        tr_noop!(
            "In one word whether the plan pays in a month of the stage that it is made for, at the likeliest numbers"
        ),
        tr_noop!("Value 1.33 times cost, hurdle 1.5: Marginal"),
    ),
    term(
        tr_noop!("Viable"),
        &[],
        &[],
        tr_noop!(
            "The month brings at least as many times its cost as you have asked for, and all months together pay for the building"
        ),
        tr_noop!("$20,000 for $12,000 is 1.67 times, the hurdle 1.5; after 24 months $30,000 are left"),
    ),
    term(
        tr_noop!("Marginal"),
        &[],
        &[],
        tr_noop!(
            "The month pays for itself, but not as well as you have asked for, or not well enough to pay for the building"
        ),
        tr_noop!("$20,000 for $15,000 is 1.33 times, the hurdle 1.5"),
    ),
    term(
        tr_noop!("Fixable"),
        &[],
        &[],
        tr_noop!("As it is set the month loses money, but the listed strategies can still turn that"),
        tr_noop!("A loss of $2,000; with the best of them $1,000 above 0"),
    ),
    term(
        tr_noop!("Too small"),
        &[tr_noop!("too little volume"), tr_noop!("TooSmall"), tr_noop!("pays from")],
        &[],
        tr_noop!("The month loses money and no listed strategy changes that, but with more requests it would pay"),
        tr_noop!("A loss of $2,000 at 20,000 requests, a gain from 60,000 on"),
    ),
    term(
        tr_noop!("Broken"),
        &[tr_noop!("further request")],
        &[],
        tr_noop!(
            "The month loses money, and none of the listed strategies changes that at any volume up to ten times the last stage’s"
        ),
        tr_noop!("A loss of $2,000; with the best of them $800, and with ten times the requests more"),
    ),
    term(
        tr_noop!("Margin of a further request"),
        &[tr_noop!("margin"), tr_noop!("margin per request")],
        &[],
        tr_noop!(
            "What each request beyond those that are planned adds or takes away, on average; below 0, growth loses money"
        ),
        tr_noop!("At 120,000 requests $2,000 are lost, at 1,200,000 $34,400: $0.03 less each"),
    ),
    term(
        tr_noop!("Multiple"),
        &[tr_noop!("the multiple"), tr_noop!("times the prototype")],
        &[],
        tr_noop!(
            "How many times a month of the prototype a month at this stage costs: more requests, more tokens each, and all that is not tokens"
        ),
        tr_noop!("$46 in the prototype, $15,000 in production: 326×"),
    ),
    term(
        tr_noop!("Not tokens"),
        &[tr_noop!("share that is not tokens"), tr_noop!("everything else")],
        &[],
        tr_noop!("The part of the bill that no cheaper model takes away: people, services, checks"),
        tr_noop!("$9,000 of $15,000: 60 %"),
    ),
    term(
        tr_noop!("Floor"),
        &[tr_noop!("floor against value"), tr_noop!("the best that strategies can do")],
        &[],
        tr_noop!("What is left when the listed strategies do their very best: no optimisation gets below it"),
        tr_noop!("Planned $0.27 per outcome, floor $0.21: if the value is $0.18, nothing listed helps"),
    ),
    term(
        tr_noop!("Baseline"),
        &[tr_noop!("without strategies"), tr_noop!("no strategies")],
        &[],
        tr_noop!("The same plan with every strategy switched off; hold B to see it"),
        tr_noop!("$21,000 a month without, $15,000 with: $6,000 saved"),
    ),
    term(
        tr_noop!("Naive forecast"),
        &[tr_noop!("what the prototype promised"), tr_noop!("what the pilot promised")],
        &[],
        tr_noop!("What people expect who multiply the prototype’s cost by the number of requests, and forget the rest"),
        tr_noop!("$46 for 1,600 requests, so $3,450 for 120,000; it becomes $15,000"),
    ),
    term(
        tr_noop!("Break-even"),
        &[tr_noop!("break-even volume")],
        &[],
        tr_noop!(
            "The number of requests at which value and running cost are the same: on one side it earns, on the other it loses"
        ),
        tr_noop!("Fees of $6,000, and $0.10 left of each request: 60,000 a month"),
    ),
    term(
        tr_noop!("Payback"),
        &[tr_noop!("pays back"), tr_noop!("payback month")],
        &[],
        tr_noop!("The month from which on everything spent so far, building included, has come back for good"),
        tr_noop!("$40,000 spent, then $5,000 earned a month: after 8 months"),
    ),
    term(
        tr_noop!("Payback in months"),
        &[tr_noop!("months to pay back"), tr_noop!("discounted payback")],
        &[],
        tr_noop!("How long it takes until all that was spent has come back, with parts of a month counted evenly"),
        tr_noop!("$4,000 are missing after 7 months, $5,500 come in the eighth: 7.7 months"),
    ),
    term(
        tr_noop!("Cash at risk"),
        &[tr_noop!("at risk")],
        &[],
        tr_noop!("The most money that is ever out before it comes back: what you lose if you stop at the worst moment"),
        tr_noop!("$60,000 to build and 3 months that lose $5,000: $75,000"),
    ),
    term(
        tr_noop!("NPV"),
        &[tr_noop!("net present value")],
        &[],
        tr_noop!("What all money in and out over the horizon is worth today: what comes later counts for less"),
        tr_noop!("$60,000 now and $5,500 back a month for 12 months at 10 % a year: about $3,200"),
    ),
    term(
        tr_noop!("Peak funding"),
        &[tr_noop!("most money tied up")],
        &[],
        tr_noop!(
            "How much money has to be there at the deepest point of the plan, before anything of it returns: what a budget office asks for"
        ),
        tr_noop!("$60,000 to build and 3 months that lose $5,000: $75,000 have to be there"),
    ),
    term(
        tr_noop!("IRR"),
        &[tr_noop!("internal rate of return")],
        &[],
        tr_noop!(
            "The yearly interest at which the plan is worth exactly nothing today: above what money costs you, it pays"
        ),
        tr_noop!("$60,000 now and $5,500 back a month for 12 months: about 20 % a year"),
    ),
    term(
        tr_noop!("Benefit-cost ratio"),
        &[tr_noop!("benefit over cost")],
        &[],
        tr_noop!(
            "How many times all spending of the horizon, building included, comes back as value, both as worth today"
        ),
        tr_noop!("$240,000 of value for $200,000 spent: 1.2×"),
    ),
    term(
        tr_noop!("Changing later"),
        &[tr_noop!("what waiting costs"), tr_noop!("decide later")],
        &[],
        tr_noop!("How much poorer the plan is at the end when a decision comes at a later stage, its rework paid then"),
        tr_noop!("A cheaper model from the start or only at Production: $22,000 less"),
    ),
    term(
        tr_noop!("Snapshot"),
        &[tr_noop!("snapshots")],
        &[],
        tr_noop!("The plan as it stood at one moment, kept under a number, to go back to or to compare with"),
        tr_noop!("1: as agreed on Monday; press 1 to see it again"),
    ),
    term(
        tr_noop!("Pin"),
        &[tr_noop!("pinned"), tr_noop!("lever")],
        &[],
        tr_noop!("Makes a number one of the levers that a room sees in the workshop, where there is space for four"),
        tr_noop!("Requests, accepted, routed share and price of a review: all 4 places are taken"),
    ),
];
