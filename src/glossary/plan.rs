//! The plan and its money: how long, how much, in which currency.

use super::{Term, term};

pub(super) const TERMS: &[Term] = &[
    term(
        "Verdict at",
        &["target", "target stage"],
        &[],
        "The stage that the headlines speak of: the one that the plan is made for",
        "Production: 120,000 requests in the month that is judged",
    ),
    term(
        "Horizon",
        &["horizon, months"],
        &[],
        "How many months the plan looks ahead; what comes later counts for nothing",
        "24 months: what is earned in the 25th is not in the sum",
    ),
    term(
        "Hurdle",
        &["hurdle, value : cost"],
        &[],
        "How many times its running cost the value must be before you call it worth doing",
        "1.5: a month that costs $10,000 must bring $15,000",
    ),
    term(
        "Budget a month",
        &["budget", "there is a monthly budget"],
        &[],
        "What may be spent in a month of the stage that is judged; the headline says how likely it is to be exceeded",
        "$12,000: in 3 of 10 futures the month costs more",
    ),
    term(
        "Cost to build",
        &["to build it, once", "to build it", "build"],
        &["plan.build_cost"],
        "What is spent before the first month, a single time: design, code, first tests",
        "2 people for 3 months at $10,000 each: $60,000",
    ),
    term(
        "Growth",
        &["growth a month after the last stage", "growth a month"],
        &["plan.growth"],
        "By how much requests go on growing each month once the last stage has begun",
        "2 %: 120,000 become 122,400, then 124,848",
    ),
    term(
        "Token prices, change a year",
        &["token prices", "price trend"],
        &["plan.price_trend"],
        "By how much models charge more or less from one year to the next",
        "−30 %: $10 a million tokens become $7 after 12 months",
    ),
    term(
        "Discount rate",
        &["discount rate, a year"],
        &["plan.discount_rate"],
        "How much less money is worth to you if it comes a year later: what it could earn elsewhere meanwhile",
        "10 %: $110 in a year count as $100 today",
    ),
    term(
        "What moves together",
        &["rank correlation", "correlation"],
        &[],
        "Two numbers that tend to be high or low in the same future: 1 always, 0 not at all, −1 the other way round",
        "−0.3: with more users, a somewhat smaller part of answers is accepted",
    ),
    term(
        "Currency",
        &[],
        &[],
        "What all amounts of the plan are in, except the prices of models and graphics processors",
        "CAD: a team at 12,000 a month means Canadian dollars",
    ),
    term(
        "Exchange rate",
        &["per US dollar", "exchange rate to the US dollar", "model and GPU prices"],
        &["usd_rate"],
        "How many units of your currency a US dollar costs: models and graphics processors are paid in US dollars",
        "1.40 CAD per US dollar: $1,000 of tokens are 1,400 CAD",
    ),
];
