//! The plan and its money: how long, how much, in which currency.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Verdict at"),
        &[tr_noop!("target"), tr_noop!("target stage")],
        &[],
        tr_noop!("The stage that the headlines speak of: the one that the plan is made for"),
        tr_noop!("Production: 120,000 requests in the month that is judged"),
    ),
    term(
        tr_noop!("Horizon"),
        &[tr_noop!("horizon, months")],
        &[],
        tr_noop!("How many months the plan looks ahead; what comes later counts for nothing"),
        tr_noop!("24 months: what is earned in the 25th is not in the sum"),
    ),
    term(
        tr_noop!("Hurdle"),
        &[tr_noop!("hurdle, value : cost")],
        &[],
        tr_noop!("How many times its running cost the value must be before you call it worth doing"),
        tr_noop!("1.5: a month that costs $10,000 must bring $15,000"),
    ),
    term(
        tr_noop!("Budget a month"),
        &[tr_noop!("budget"), tr_noop!("there is a monthly budget")],
        &[],
        tr_noop!(
            "What may be spent in a month of the stage that is judged; the headline says how likely it is to be exceeded"
        ),
        tr_noop!("$12,000: in 3 of 10 futures the month costs more"),
    ),
    term(
        tr_noop!("Cost to build"),
        &[tr_noop!("to build it, once"), tr_noop!("to build it"), tr_noop!("build")],
        &["plan.build_cost"],
        tr_noop!("What is spent before the first month, a single time: design, code, first tests"),
        tr_noop!("2 people for 3 months at $10,000 each: $60,000"),
    ),
    term(
        tr_noop!("Growth"),
        &[tr_noop!("growth a month after the last stage"), tr_noop!("growth a month")],
        &["plan.growth"],
        tr_noop!("By how much requests go on growing each month once the last stage has begun"),
        tr_noop!("2 %: 120,000 become 122,400, then 124,848"),
    ),
    term(
        tr_noop!("Token prices, change a year"),
        &[tr_noop!("token prices"), tr_noop!("price trend")],
        &["plan.price_trend"],
        tr_noop!("By how much models charge more or less from one year to the next"),
        tr_noop!("−30 %: $10 a million tokens become $7 after 12 months"),
    ),
    term(
        tr_noop!("Discount rate"),
        &[tr_noop!("discount rate, a year")],
        &["plan.discount_rate"],
        tr_noop!(
            "How much less money is worth to you if it comes a year later: what it could earn elsewhere meanwhile"
        ),
        tr_noop!("10 %: $110 in a year count as $100 today"),
    ),
    term(
        tr_noop!("Bought by the token"),
        &[tr_noop!("tokens by contract")],
        &[],
        tr_noop!("What is agreed with whoever sells the tokens, and how their bill behaves when nobody looks at it"),
        tr_noop!("10 % off the list price, and at least $2,000 a month from Pilot on"),
    ),
    term(
        tr_noop!("Commitment"),
        &[
            tr_noop!("commitment to a provider"),
            tr_noop!("there is a commitment to a provider"),
            tr_noop!("paid at least"),
            tr_noop!("commitment, US dollars a month"),
        ],
        &["plan.commitment.amount"],
        tr_noop!(
            "The least that you have promised a provider to pay a month, whether you use so much or not: saving below it saves nothing"
        ),
        tr_noop!("$2,000 promised and tokens for $1,400 used: $2,000 are paid"),
    ),
    term(
        tr_noop!("Committed from"),
        &[],
        &[],
        tr_noop!("The first stage that owes what was promised to the provider, also in a month that uses less"),
        tr_noop!("From Pilot: nothing is owed in the prototype, $2,000 a month after"),
    ),
    term(
        tr_noop!("Discount on tokens"),
        &[
            tr_noop!("there is a discount on tokens"),
            tr_noop!("discount"),
            tr_noop!("discount on what is bought by the token"),
        ],
        &["plan.discount"],
        tr_noop!("Which part of the list price you need not pay, because you have bargained for it"),
        tr_noop!("10 %: tokens that are listed at $5,000 cost $4,500"),
    ),
    term(
        tr_noop!("Drift"),
        &[
            tr_noop!("the bill for tokens grows while nobody watches it"),
            tr_noop!("drift of the bill for tokens a month"),
        ],
        &["plan.drift"],
        tr_noop!(
            "By how much models cost more each month while no card watches them: prompts grow, retries add up, and nobody sees it"
        ),
        tr_noop!("5 %: $1,000 become $1,050, then $1,103; a card of Observability stops it"),
    ),
    term(
        tr_noop!("Adoption"),
        &[tr_noop!("share of an outcome’s value that is money"), tr_noop!("adoption curve")],
        &[],
        tr_noop!(
            "Which part of what an outcome is worth has become money by a month of the plan: habits change later than software"
        ),
        tr_noop!("0 % at the start, 40 % in month 6, all from month 12 on"),
    ),
    term(
        tr_noop!("Value, change a year"),
        &[
            tr_noop!("value trend"),
            tr_noop!("value of an outcome, change a year"),
            tr_noop!("value of an outcome"),
            tr_noop!("the value of an outcome changes from year to year"),
        ],
        &["plan.value_trend"],
        tr_noop!(
            "By how much an accepted result is worth more or less from one year to the next, once others can do the same"
        ),
        tr_noop!("−10 %: $1.00 in the first month, $0.90 a year later"),
    ),
    term(
        tr_noop!("What moves together"),
        &[tr_noop!("rank correlation"), tr_noop!("correlation")],
        &[],
        tr_noop!(
            "Two numbers that tend to be high or low in the same future: 1 always, 0 not at all, −1 the other way round"
        ),
        tr_noop!("−0.3: with more users, a somewhat smaller part of answers is accepted"),
    ),
    term(
        tr_noop!("Currency"),
        &[],
        &[],
        tr_noop!("What all amounts of the plan are in, except the prices of models and graphics processors"),
        tr_noop!("CAD: a team at 12,000 a month means Canadian dollars"),
    ),
    term(
        tr_noop!("Exchange rate"),
        &[tr_noop!("per US dollar"), tr_noop!("exchange rate to the US dollar"), tr_noop!("model and GPU prices")],
        &["usd_rate"],
        tr_noop!(
            "How many units of your currency a US dollar costs: models and graphics processors are paid in US dollars"
        ),
        tr_noop!("1.40 CAD per US dollar: $1,000 of tokens are 1,400 CAD"),
    ),
];
