//! The ways to optimise, and the numbers that say how well each works.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Strategy"),
        &[tr_noop!("strategies"), tr_noop!("optimisation")],
        &[],
        tr_noop!(
            "A way to get the same done for less, which acts on what is read, written or paid, and has costs of its own"
        ),
        tr_noop!("60 % fewer tokens where tokens are half of the bill: 30 % off the bill"),
    ),
    term(
        tr_noop!("Semantic caching"),
        &[tr_noop!("semantic cache")],
        &[],
        tr_noop!("A question that means the same as an earlier one gets the earlier answer, without a model"),
        tr_noop!("25 % of 80,000 such questions: 20,000 requests that cost next to nothing"),
    ),
    term(
        tr_noop!("Hit rate"),
        &[tr_noop!("of the semantic cache")],
        &["strategies.SemanticCaching.hit_rate"],
        tr_noop!("How many of the questions that may be answered from the cache find an answer there"),
        tr_noop!("80,000 may, 20,000 do: 25 %"),
    ),
    term(
        tr_noop!("Eligible"),
        &[tr_noop!("share of requests eligible")],
        &["strategies.SemanticCaching.eligible"],
        tr_noop!(
            "How many requests may be answered from a cache at all: what depends on who asks, or on today, may not"
        ),
        tr_noop!("A fifth are about one’s own order: 80 % remain"),
    ),
    term(
        tr_noop!("Wrong hits"),
        &[tr_noop!("share of hits that are wrong"), tr_noop!("wrong hit rate")],
        &["strategies.SemanticCaching.wrong_hit_rate"],
        tr_noop!(
            "How often the cache gives an answer that belongs to another question; each does harm and is no outcome"
        ),
        tr_noop!("1 % of 20,000 hits: 200 wrong answers a month"),
    ),
    term(
        tr_noop!("Look-up"),
        &[tr_noop!("money per look-up"), tr_noop!("lookup cost")],
        &["strategies.SemanticCaching.lookup_cost"],
        tr_noop!("What it costs to search the cache once, found or not"),
        tr_noop!("100,000 requests at $0.0001: $10 a month"),
    ),
    term(
        tr_noop!("Model routing"),
        &[tr_noop!("routing")],
        &[],
        tr_noop!("Easy calls go to a cheaper model, and come back to the better one where that does not suffice"),
        tr_noop!("70 % at a third of the price, a tenth of them twice: about 40 % saved"),
    ),
    term(
        tr_noop!("Easy calls go to"),
        &[tr_noop!("small model")],
        &[],
        tr_noop!("The cheaper model that answers what the router takes for easy"),
        tr_noop!("$1 a million tokens instead of $3"),
    ),
    term(
        tr_noop!("Routed share"),
        &[tr_noop!("share"), tr_noop!("share to")],
        &["strategies.ModelRouting.share"],
        tr_noop!("How many calls of a hundred the router sends to the cheaper model"),
        tr_noop!("70 of 100: 70 %"),
    ),
    term(
        tr_noop!("Escalation"),
        &[tr_noop!("share that comes back")],
        &["strategies.ModelRouting.escalation"],
        tr_noop!(
            "How many of the routed calls the cheaper model does not do well enough, so that both models are paid"
        ),
        tr_noop!("10 % of 70,000 routed calls: 7,000 are paid twice"),
    ),
    term(
        tr_noop!("Router"),
        &[tr_noop!("money per routed call"), tr_noop!("router cost")],
        &["strategies.ModelRouting.router_cost"],
        tr_noop!("What it costs to decide about one call where it should go"),
        tr_noop!("100,000 calls at $0.0001: $10 a month"),
    ),
    term(
        tr_noop!("Prompt compression"),
        &[tr_noop!("compression")],
        &[],
        tr_noop!("Instructions and history are shortened before the model reads them"),
        tr_noop!("2,700 tokens become 1,620: 40 % fewer"),
    ),
    term(
        tr_noop!("Tokens saved"),
        &[tr_noop!("share of tokens saved")],
        &["strategies.PromptCompression.saving", "strategies.RetrievalTrimming.saving"],
        tr_noop!("How many of the tokens that this works on need not be read any more"),
        tr_noop!("3,600 tokens become 2,160: 40 %"),
    ),
    term(
        tr_noop!("Retrieval trimming"),
        &[tr_noop!("trimming")],
        &[],
        tr_noop!("Fewer or shorter passages are put before the model: only those that answer the question"),
        tr_noop!("4 passages instead of 6: a third fewer tokens"),
    ),
    term(
        tr_noop!("Output limits"),
        &[],
        &[],
        tr_noop!("The model is held to shorter answers and to less thinking"),
        tr_noop!("350 tokens become 280: 20 % fewer"),
    ),
    term(
        tr_noop!("Output saved"),
        &[tr_noop!("share of output saved")],
        &["strategies.OutputLimits.output"],
        tr_noop!("By how much shorter the answers become that people see"),
        tr_noop!("350 tokens become 280: 20 %"),
    ),
    term(
        tr_noop!("Reasoning saved"),
        &[tr_noop!("share of reasoning saved")],
        &["strategies.OutputLimits.reasoning"],
        tr_noop!("By how much less the model thinks before it answers"),
        tr_noop!("1,000 tokens become 700: 30 %"),
    ),
    term(
        tr_noop!("Prefix caching"),
        &[tr_noop!("prompt caching")],
        &[],
        tr_noop!("The provider keeps the text that opens every call, and charges a fraction for reading it again"),
        tr_noop!("2,000 tokens at $0.30 a million instead of $3: $0.0006 a call"),
    ),
    term(
        tr_noop!("Prefix hit rate"),
        &[tr_noop!("of the prefix cache")],
        &["strategies.PrefixCaching.hit_rate"],
        tr_noop!("How many calls find their opening still in the provider’s cache, which forgets after some minutes"),
        tr_noop!("80 of 100 calls follow another one in time: 80 %"),
    ),
    term(
        tr_noop!("Hit rate comes"),
        &[tr_noop!("from traffic"), tr_noop!("as given")],
        &[],
        tr_noop!(
            "Whether the plan works out from its own requests how often an opening is found, or takes a number from you"
        ),
        tr_noop!("An opening used every 2 minutes and kept for 5 is found 92 times in 100"),
    ),
    term(
        tr_noop!("Kept"),
        &[tr_noop!("5 minutes"), tr_noop!("an hour")],
        &[],
        tr_noop!("How long the provider holds an opening after its last use; more than 5 minutes costs more to write"),
        tr_noop!("With a call every 20 minutes, 5 minutes find nothing and an hour nearly all"),
    ),
    term(
        tr_noop!("Different prefixes"),
        &[tr_noop!("prefixes")],
        &["strategies.PrefixCaching.prefixes"],
        tr_noop!(
            "How many openings share the traffic, one a tenant or a version: each must be kept warm by its own calls"
        ),
        tr_noop!("12 tenants with 3,000 calls a day: each opening is asked for 250 times"),
    ),
    term(
        tr_noop!("Batch processing"),
        &[tr_noop!("batch")],
        &[],
        tr_noop!("What may wait for hours is sent together, which providers do for about half of the price"),
        tr_noop!("20 % of requests at half of the price: 10 % off the tokens"),
    ),
    term(
        tr_noop!("Can wait"),
        &[tr_noop!("share of requests that can wait"), tr_noop!("share of requests can wait")],
        &["strategies.BatchProcessing.share"],
        tr_noop!("How many requests need no answer at once, such as reports made overnight"),
        tr_noop!("20,000 of 100,000: 20 %"),
    ),
    term(
        tr_noop!("Continuous batching"),
        &[],
        &[],
        tr_noop!(
            "A model on one’s own machines writes for many callers at the same time instead of one after the other"
        ),
        tr_noop!("400 tokens a second become 1,000: 2.5 times"),
    ),
    term(
        tr_noop!("Throughput"),
        &[tr_noop!("throughput, times today’s"), tr_noop!("throughput gain"), tr_noop!("decode throughput")],
        &["strategies.ContinuousBatching.throughput_gain"],
        tr_noop!("How many times faster a machine of one’s own writes than it does now"),
        tr_noop!("400 tokens a second become 1,000: 2.5"),
    ),
    term(
        tr_noop!("Money a month"),
        &[tr_noop!("monthly cost")],
        &["strategies.monthly_cost"],
        tr_noop!("What keeping it costs in every month in which it is on: licences, machines, care"),
        tr_noop!("A cache server at $200"),
    ),
    term(
        tr_noop!("Outcomes lost"),
        &[tr_noop!("share of outcomes lost"), tr_noop!("quality loss")],
        &["strategies.quality_loss"],
        tr_noop!("How many results that people would have accepted are lost because answers get a little worse"),
        tr_noop!("1 % of 55,000: 550 fewer a month"),
    ),
    term(
        tr_noop!("What it saves here"),
        &[tr_noop!("Shapley share"), tr_noop!("saving")],
        &[],
        tr_noop!(
            "Its fair part of what all strategies save together at this stage: such parts add up, whatever overlaps"
        ),
        tr_noop!("Alone one saves $300 and another $200, together $400: $250 and $150"),
    ),
    term(
        tr_noop!("Alone"),
        &[tr_noop!("saves alone"), tr_noop!("as the only one")],
        &[],
        tr_noop!(
            "What it would save if every other strategy were off; such figures do not add up, for two may save the same token"
        ),
        tr_noop!("Alone $300 and $200, but together $400 and not $500"),
    ),
    term(
        tr_noop!("Published"),
        &[tr_noop!("published band"), tr_noop!("above what is published")],
        &[],
        tr_noop!("What others have reported of it, with the source: a band on the slider’s track"),
        tr_noop!("“40–60 % of prompt tokens”: 75 % is above what is published"),
    ),
    term(
        tr_noop!("What strategies cost"),
        &[tr_noop!("optimization")],
        &[],
        tr_noop!(
            "Look-ups, routers and monthly fees of the strategies that are on: part of the bill like everything else"
        ),
        tr_noop!("$10 of look-ups and a $200 server: $210 a month"),
    ),
];
