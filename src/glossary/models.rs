//! What models charge, and what models of one's own take.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Price of"),
        &[tr_noop!("as of")],
        &[],
        tr_noop!("The day on which these prices were read from the provider’s list"),
        tr_noop!("2026-11-23: what changed on the 24th is not in the plan yet"),
    ),
    term(
        tr_noop!("Provider"),
        &[],
        &[],
        tr_noop!("Who runs the model and sends the bill; the same model may cost more elsewhere"),
        tr_noop!("Directly $3 a million tokens, through a cloud in Europe $3.30"),
    ),
    term(
        tr_noop!("By the token"),
        &[tr_noop!("per token")],
        &[],
        tr_noop!("You pay for what is read and written and for nothing else: no use, no cost"),
        tr_noop!("2,000 read at $3 a million and 400 written at $15: $0.012 a call"),
    ),
    term(
        tr_noop!("Self-hosted"),
        &[],
        &[],
        tr_noop!("You rent machines and run the model yourself: they cost the same by night, used or not"),
        tr_noop!("2 replicas of 4 GPUs at $2.50 an hour: $14,600 a month"),
    ),
    term(
        tr_noop!("Input"),
        &[tr_noop!("input price")],
        &[],
        tr_noop!("What a million tokens cost that the model reads: instructions, passages, history, question"),
        tr_noop!("4,000 tokens at $3 a million: $0.012"),
    ),
    term(
        tr_noop!("Output"),
        &[tr_noop!("output price")],
        &[],
        tr_noop!("What a million tokens cost that the model writes, hidden thoughts included"),
        tr_noop!("400 tokens at $15 a million: $0.006"),
    ),
    term(
        tr_noop!("Cache read"),
        &[tr_noop!("cache read has its own price")],
        &[],
        tr_noop!(
            "What a million tokens cost that the provider still has from the call before, mostly a tenth of reading them anew"
        ),
        tr_noop!("2,000 tokens at $0.30 a million: $0.0006 instead of $0.006"),
    ),
    term(
        tr_noop!("Cache write"),
        &[tr_noop!("cache write has its own price")],
        &[],
        tr_noop!(
            "What a million tokens cost when they are put into the provider’s cache, mostly a quarter more than reading them"
        ),
        tr_noop!("2,000 tokens at $3.75 a million: $0.0075"),
    ),
    term(
        tr_noop!("Write for an hour"),
        &[tr_noop!("write for an hour has its own price"), tr_noop!("hour’s cache write")],
        &[],
        tr_noop!("What a million tokens cost when the provider is to keep them for an hour and not for some minutes"),
        tr_noop!("2,000 tokens at $6 a million: $0.012 instead of $0.0075"),
    ),
    term(
        tr_noop!("Least cached prefix"),
        &[tr_noop!("cache minimum")],
        &[],
        tr_noop!(
            "How many tokens must open a call before the provider keeps them at all; what is shorter is read anew each time"
        ),
        tr_noop!("From 1,024 tokens on: an opening of 900 is never cached, and saves $0"),
    ),
    term(
        tr_noop!("Long prompts"),
        &[
            tr_noop!("long prompts cost more"),
            tr_noop!("longer than"),
            tr_noop!("long input"),
            tr_noop!("long output"),
            tr_noop!("long-context price"),
        ],
        &[],
        tr_noop!(
            "Some providers charge the whole call at a higher price as soon as what the model reads passes a length"
        ),
        tr_noop!("Above 200,000 tokens $6 a million instead of $3: 210,000 cost $1.26"),
    ),
    term(
        tr_noop!("Long cached prompts"),
        &[tr_noop!("long cache read"), tr_noop!("long cache write")],
        &[],
        tr_noop!(
            "What the provider’s cache costs in calls that are charged as long ones, where that is not the usual price"
        ),
        tr_noop!("$0.60 a million instead of $0.30: 200,000 tokens cost $0.12"),
    ),
    term(
        tr_noop!("Region and residency"),
        &[tr_noop!("region, residency"), tr_noop!("multiplier")],
        &[],
        tr_noop!("How much more everything costs by the token when it must stay in one country or on one continent"),
        tr_noop!("1.1: a call of $0.0100 costs $0.0110"),
    ),
    term(
        tr_noop!("Besides tokens"),
        &[tr_noop!("US dollars a unit")],
        &[],
        tr_noop!(
            "What the provider charges by the piece: searches on the web, minutes of speech; each step says how many it takes"
        ),
        tr_noop!("$10 per 1,000 searches: $0.01 each, 100,000 of them $1,000"),
    ),
    term(
        tr_noop!("Batch discount"),
        &[],
        &[],
        tr_noop!("How much less a call costs that may wait for hours instead of being answered at once"),
        tr_noop!("50 %: a call of $0.012 costs $0.006"),
    ),
    term(
        tr_noop!("GPU"),
        &[tr_noop!("a GPU"), tr_noop!("GPU hour")],
        &[],
        tr_noop!("What one graphics processor costs for an hour, rented or as a share of its purchase"),
        tr_noop!("$2.50 an hour: $1,825 for the 730 hours of a month"),
    ),
    term(
        tr_noop!("GPUs a replica"),
        &[tr_noop!("replica")],
        &[],
        tr_noop!("How many graphics processors hold one running copy of the model together"),
        tr_noop!("A model of 140 gigabytes on cards of 80, with room to work: 4"),
    ),
    term(
        tr_noop!("Reads"),
        &[tr_noop!("prefill"), tr_noop!("reads, tokens a second")],
        &[],
        tr_noop!("How fast one running copy of the model takes in what it is given"),
        tr_noop!("8,000 tokens a second: a prompt of 4,000 takes half a second"),
    ),
    term(
        tr_noop!("Writes"),
        &[tr_noop!("decode"), tr_noop!("writes, tokens a second")],
        &[],
        tr_noop!("How fast one running copy of the model writes, for all callers together"),
        tr_noop!("400 tokens a second: an answer of 200 takes half a second"),
    ),
    term(
        tr_noop!("Busy at peak"),
        &[tr_noop!("utilization")],
        &[],
        tr_noop!(
            "How much of its time a copy of the model may be at work in the busiest hour, so that nobody waits long"
        ),
        tr_noop!("60 %: 6 replicas for work that would fill 3.6"),
    ),
    term(
        tr_noop!("Replicas at least"),
        &[],
        &[],
        tr_noop!("How many copies of the model always run, so that one may fail or be replaced"),
        tr_noop!("2, although 1 could do the work: twice the cost at night"),
    ),
    term(
        tr_noop!("Idle hours paid"),
        &[tr_noop!("idle"), tr_noop!("scale to zero")],
        &[],
        tr_noop!("How much of the time in which your machines have nothing to do is on the bill nevertheless"),
        tr_noop!("0 % where they are switched off: 200 busy hours of 730 are paid, not 730"),
    ),
    term(
        tr_noop!("Provisioned"),
        &[tr_noop!("provisioned throughput"), tr_noop!("PTU")],
        &[],
        tr_noop!(
            "You rent a share of the provider’s machines by the hour: enough for the busiest minute, paid by night as well"
        ),
        tr_noop!("50 units at $1 an hour: $36,500 a month, used or not"),
    ),
    term(
        tr_noop!("Unit of throughput"),
        &[tr_noop!("a unit")],
        &[],
        tr_noop!("The smallest piece of the provider’s machines that can be rented, and what it costs for an hour"),
        tr_noop!("$1 an hour: $730 for the 730 hours of a month"),
    ),
    term(
        tr_noop!("A unit serves"),
        &[tr_noop!("tokens a minute a unit")],
        &[],
        tr_noop!("How many tokens one rented unit can read in a minute; what is written counts several times"),
        tr_noop!("3,000 a minute: 10 calls of 300 tokens"),
    ),
    term(
        tr_noop!("A written token counts as"),
        &[tr_noop!("output weight")],
        &[],
        tr_noop!("How many read tokens a rented unit could take in while it writes one"),
        tr_noop!("8: an answer of 100 takes as much room as 800 that are read"),
    ),
    term(
        tr_noop!("Sized by"),
        &[tr_noop!("their sum"), tr_noop!("the larger")],
        &[],
        tr_noop!(
            "Whether reading and writing share the rented units, or each has room of its own, so that the busier one decides"
        ),
        tr_noop!("6 units for reading and 4 for writing: 10 by their sum, 6 by the larger"),
    ),
    term(
        tr_noop!("Units by"),
        &[tr_noop!("scale increment")],
        &[],
        tr_noop!("In which steps units are rented: whoever needs a little more pays for a whole step"),
        tr_noop!("By 50: 51 are not to be had, only 100"),
    ),
    term(
        tr_noop!("Units at least"),
        &[],
        &[],
        tr_noop!("How many are rented as soon as there is a single call, because the provider sells no fewer"),
        tr_noop!("15 at $1 an hour: $10,950 a month for the first call"),
    ),
];
