//! What component cards are made of: everything on the bill that is not a model.

use super::{Term, term};
use crate::language::tr_noop;

const FACTORS: &[&str] = &[super::FACTOR];

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Card"),
        &[tr_noop!("component"), tr_noop!("component card")],
        &[],
        tr_noop!("Something on the bill that is not a model: a service, machines, people, data"),
        tr_noop!("Tracing: $199 a month, and $8 per 100,000 units"),
    ),
    term(
        tr_noop!("Buy instead"),
        &[
            tr_noop!("alternative"),
            tr_noop!("alternatives"),
            tr_noop!("add an alternative"),
            tr_noop!("buying instead"),
        ],
        &["alternatives.setup_cost"],
        tr_noop!(
            "A product that would answer the same requests at prices of its own, without your models: a plan has to beat it"
        ),
        tr_noop!("300 people at $30 a seat: $9,000 a month; the plan costs $7,500 and $60,000 to build"),
    ),
    term(
        tr_noop!("Success rate of its own"),
        &[tr_noop!("it has a success rate of its own"), tr_noop!("own success rate")],
        &["alternatives.success_rate"],
        tr_noop!(
            "How many of a hundred requests the product answers so that people accept it, where you know that it differs from the plan"
        ),
        tr_noop!("45 % where the plan has 55 %: 4,500 outcomes instead of 5,500 from 10,000 requests"),
    ),
    term(
        tr_noop!("Category"),
        &[],
        &[],
        tr_noop!("Under which heading of the bill the cost is added up, which also gives the card its colour"),
        tr_noop!("Reviews for $4,000 and on-call for $1,000: People $5,000"),
    ),
    term(
        tr_noop!("From"),
        &[tr_noop!("from stage")],
        &[],
        tr_noop!("The first stage that has it; before that stage it costs nothing and does nothing"),
        tr_noop!("From Pilot: $0 in the prototype, $199 a month after"),
    ),
    term(
        tr_noop!("Until"),
        &[tr_noop!("for good")],
        &[],
        tr_noop!("The last stage that has it; what stays for good has no end"),
        tr_noop!("Until Pilot: 100 % of answers are reviewed in the pilot, none after"),
    ),
    term(
        tr_noop!("To take back"),
        &[tr_noop!("lock-in"), tr_noop!("reversibility"), tr_noop!("easy"), tr_noop!("costly"), tr_noop!("one-way")],
        &[],
        tr_noop!("How hard the choice is to undo once it runs: easy, costly, or one-way, which means hardly at all"),
        tr_noop!("Moving 2 million documents to another search engine takes 3 weeks: costly"),
    ),
    term(
        tr_noop!("Set-up, once"),
        &[tr_noop!("set-up"), tr_noop!("set-up cost"), tr_noop!("setup cost")],
        &["components.setup_cost", "strategies.setup_cost"],
        tr_noop!("What is paid a single time, in the month in which it first runs, and never again"),
        tr_noop!("4 weeks of two engineers at $1,900 a week each: $15,200"),
    ),
    term(
        tr_noop!("Effect on success"),
        &[tr_noop!("success rate, times that without it"), tr_noop!("factor on the success rate")],
        &["components.success"],
        tr_noop!(
            "By how much more, or less, of what is asked is done well enough while this is there; 1 changes nothing"
        ),
        tr_noop!("1.1 on a success rate of 50 %: 55 %"),
    ),
    term(
        tr_noop!("Set-up falls due again"),
        &[tr_noop!("every")],
        &[],
        tr_noop!("After how many months the set-up has to be done and paid once more, as long as it is there"),
        tr_noop!("A test set for $6,000 every 12 months: $18,000 in 3 years"),
    ),
    term(
        tr_noop!("What it takes to bring it in later"),
        &[tr_noop!("rework")],
        &[],
        tr_noop!(
            "What has to be done over if it only comes at a later stage: paid once, at the prices and amounts of that month"
        ),
        tr_noop!("200 hours at $60 to instrument what runs already: $12,000"),
    ),
    term(
        tr_noop!("Line"),
        &[],
        &[],
        tr_noop!("One thing that the card charges for: how often, times what, at which price"),
        tr_noop!("10,000 requests × 0.5 % reviewed × 0.1 hours × $40: $200 a month"),
    ),
    term(
        tr_noop!("Charged"),
        &[tr_noop!("driver"), tr_noop!("grows with")],
        &[],
        tr_noop!(
            "What makes the line cost more: how many requests there are, tokens, outcomes, or nothing but another month"
        ),
        tr_noop!("$0.002 per request: $200 at 100,000 requests, $400 at 200,000"),
    ),
    term(
        tr_noop!("Once a month"),
        &[tr_noop!("monthly fee")],
        &[],
        tr_noop!("A fixed fee: the same however much is used"),
        tr_noop!("$199 at 1,000 requests, $199 at 1,000,000"),
    ),
    term(
        tr_noop!("Per request"),
        &[],
        &[],
        tr_noop!("Every request counts, also one that is answered from a cache"),
        tr_noop!("100,000 requests at $0.002: $200"),
    ),
    term(
        tr_noop!("Per request that reaches a model"),
        &[tr_noop!("model request")],
        &[],
        tr_noop!("Only requests that no cache has answered count"),
        tr_noop!("100,000 requests, 25,000 of them from the cache: 75,000 count"),
    ),
    term(
        tr_noop!("Per retrieval"),
        &[],
        &[],
        tr_noop!("Every search of your documents counts, and a request may need several or none"),
        tr_noop!("75,000 requests with 1.5 searches each: 112,500 count"),
    ),
    term(
        tr_noop!("Per million tokens"),
        &[],
        &[],
        tr_noop!("All that models read and write counts, in millions of tokens"),
        tr_noop!("75,000 requests of 4,000 tokens: 300 million tokens"),
    ),
    term(
        tr_noop!("Per model call"),
        &[tr_noop!("each model call")],
        &[],
        tr_noop!("Every time that a model is asked counts: loops, repeats and second models included"),
        tr_noop!("75,000 requests of 4 calls each: 300,000 count"),
    ),
    term(
        tr_noop!("Per failed attempt"),
        &[tr_noop!("failed attempt"), tr_noop!("miss")],
        &[],
        tr_noop!("Every request counts that led to nothing, so that somebody has to do the work after all"),
        tr_noop!("45 % of 100,000 requests at $2 of a clerk’s time: $90,000"),
    ),
    term(
        tr_noop!("Per person who has it"),
        &[tr_noop!("person who has it"), tr_noop!("per seat")],
        &[],
        tr_noop!("Everybody counts who may use it, however often they do: a licence, a training, a device"),
        tr_noop!("400 people at $20 a month: $8,000"),
    ),
    term(
        tr_noop!("Per model call a second at peak"),
        &[],
        &[],
        tr_noop!(
            "How many times models are asked in one second of the busiest hour: what a gateway or a limit is bought for"
        ),
        tr_noop!("300,000 calls a month are 0.11 a second; with a peak factor of 4, 0.46"),
    ),
    term(
        tr_noop!("Per outcome"),
        &[],
        &[],
        tr_noop!("Only what people have accepted counts, not every try"),
        tr_noop!("55 % of 100,000 requests: 55,000 count"),
    ),
    term(
        tr_noop!("Per request a second at peak"),
        &[],
        &[],
        tr_noop!("How many requests come in one second of the busiest hour: what machines have to be bought for"),
        tr_noop!("100,000 a month are 0.04 a second; with a peak factor of 4, 0.15"),
    ),
    term(
        tr_noop!("Priced by"),
        &[tr_noop!("tariff")],
        &[],
        tr_noop!(
            "How the price follows the amount: each one the same, cheaper by tiers, in whole units, or falling with scale"
        ),
        tr_noop!("250 units at $1 each: $250; in packs of 100 at $80: 3 packs, $240"),
    ),
    term(
        tr_noop!("Price each"),
        &[tr_noop!("a price each"), tr_noop!("price")],
        &["components.lines.price"],
        tr_noop!("Every one of them costs the same, the first and the last"),
        tr_noop!("250 hours at $40: $10,000"),
    ),
    term(
        tr_noop!("Graduated tiers"),
        &[tr_noop!("up to · price each"), tr_noop!("tiers"), tr_noop!("the rest")],
        &[],
        tr_noop!("The more is used, the less a further one costs: each slice has a price of its own"),
        tr_noop!("The first 100,000 free, then $0.00008 each: 300,000 cost $16"),
    ),
    term(
        tr_noop!("Whole units"),
        &[tr_noop!("a unit costs")],
        &["components.lines.price"],
        tr_noop!("Only whole packs, seats or machines can be had: whoever needs a little more pays for one more"),
        tr_noop!("A server for 1,000 requests a second at $300: 1,100 need 2, $600"),
    ),
    term(
        tr_noop!("Capacity"),
        &[tr_noop!("a unit holds")],
        &[],
        tr_noop!("How much one pack, seat or machine is good for before another is needed"),
        tr_noop!("1,000 requests a second per server: 2,500 need 3"),
    ),
    term(
        tr_noop!("Power of scale"),
        &[tr_noop!("a power of scale"), tr_noop!("it costs"), tr_noop!("exponent"), tr_noop!("by scale")],
        &["components.lines.price"],
        tr_noop!(
            "Ten times as much does not cost ten times as much: the exponent says by how much less the cost grows"
        ),
        tr_noop!("Exponent 0.7: ten times the amount costs 5 times as much"),
    ),
    term(
        tr_noop!("Reference quantity"),
        &[tr_noop!("at a quantity of")],
        &[],
        tr_noop!("The amount at which the cost below it is known; more and less are worked out from there"),
        tr_noop!("$3,000 at 1,000 reviews; with an exponent of 0.7, $4,874 at 2,000"),
    ),
    term(
        tr_noop!("Factor"),
        &[tr_noop!("factors")],
        FACTORS,
        tr_noop!("A number that the amount on this line is multiplied by, named by whoever made the card"),
        tr_noop!("10,000 requests × 0.5 % reviewed × 0.1 hours: 5 hours"),
    ),
    term(
        tr_noop!("Share reviewed"),
        &[tr_noop!("share audited"), tr_noop!("share judged")],
        FACTORS,
        tr_noop!("How many of a hundred answers a person looks at before or after they go out"),
        tr_noop!("0.5 % of 100,000 answers: 500 a month"),
    ),
    term(
        tr_noop!("Hours per review"),
        &[tr_noop!("hours per audit"), tr_noop!("hours per report"), tr_noop!("hours per escalation")],
        FACTORS,
        tr_noop!("How long a person takes for one of them, reading and writing down included"),
        tr_noop!("6 minutes: 0.1 hours"),
    ),
    term(
        tr_noop!("FTE"),
        &[tr_noop!("share of a team")],
        FACTORS,
        tr_noop!("A person who works on this and nothing else, as a part of a whole position"),
        tr_noop!("Two people for one day a week each: 0.4"),
    ),
    term(
        tr_noop!("Hours"),
        &[tr_noop!("hours per change"), tr_noop!("hours per run")],
        FACTORS,
        tr_noop!("How many hours of work go into it each time that the line is charged"),
        tr_noop!("20 hours a month at $60: $1,200"),
    ),
    term(
        tr_noop!("Units per request"),
        &[tr_noop!("units per task"), tr_noop!("units per document")],
        FACTORS,
        tr_noop!(
            "How many of what the vendor counts one request uses up: a trace and each of its steps are often one each"
        ),
        tr_noop!("1 trace and 7 steps: 8 units"),
    ),
    term(
        tr_noop!("Months kept"),
        &[],
        FACTORS,
        tr_noop!("How long what is stored stays there, and is paid for, before it is deleted"),
        tr_noop!("10 gigabytes a month kept for 6 months: 60 gigabytes are paid"),
    ),
];
