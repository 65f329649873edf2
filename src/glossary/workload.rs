//! What one request asks of the models.

use super::{Term, term};
use crate::language::tr_noop;

pub(super) const TERMS: &[Term] = &[
    term(
        tr_noop!("Token"),
        &[tr_noop!("tokens"), tr_noop!("tokens a call")],
        &[],
        tr_noop!("A word or a piece of one: what models read, write and charge by"),
        tr_noop!("1,000 tokens are about 750 English words, a page and a half"),
    ),
    term(
        tr_noop!("Model"),
        &[tr_noop!("model call")],
        &[],
        tr_noop!("Which of the listed models does this part of the work; what it charges stands on the card Models"),
        tr_noop!("2,000 tokens read at $3 a million: $0.006 a call"),
    ),
    term(
        tr_noop!("Calls per request"),
        &[tr_noop!("model calls")],
        &["workload.steps.calls"],
        tr_noop!(
            "How often the model on this card is asked before one request is done; what fails and is repeated is counted as retries"
        ),
        tr_noop!("One answer, and a second look at every fifth: 1.2"),
    ),
    term(
        tr_noop!("Stable prefix"),
        &[tr_noop!("prefix"), tr_noop!("prefix tokens"), tr_noop!("system prompt")],
        &["workload.steps.prefix"],
        tr_noop!(
            "The text that opens every call unchanged, such as instructions and descriptions of tools: always the same, so that it can be cached"
        ),
        tr_noop!("3 pages of instructions are about 2,000 tokens, read again in every call"),
    ),
    term(
        tr_noop!("Retrieved context"),
        &[tr_noop!("retrieved"), tr_noop!("retrieved tokens"), tr_noop!("RAG")],
        &["workload.steps.retrieved"],
        tr_noop!(
            "Passages of your own documents that are looked up and put before the model, so that it answers from them"
        ),
        tr_noop!("6 passages of 600 tokens: 3,600 tokens a call"),
    ),
    term(
        tr_noop!("History and input"),
        &[tr_noop!("history"), tr_noop!("history tokens"), tr_noop!("conversation")],
        &["workload.steps.conversation"],
        tr_noop!("What was said before in the same conversation, read again in each call, and the new question itself"),
        tr_noop!("5 messages of 100 tokens and a question of 170: 670 tokens"),
    ),
    term(
        tr_noop!("New in a turn"),
        &[tr_noop!("new input"), tr_noop!("new a turn")],
        &["workload.steps.conversation"],
        tr_noop!(
            "What one turn of a loop adds for the model to read, such as a question or what a tool found: what was said before is counted as history"
        ),
        tr_noop!("A tool finds 900 tokens: 900, whatever was said in the turns before"),
    ),
    term(
        tr_noop!("Answer"),
        &[tr_noop!("answer tokens"), tr_noop!("out"), tr_noop!("output tokens")],
        &["workload.steps.output"],
        tr_noop!(
            "What the model writes for people to see; a token written costs several times what a token read costs"
        ),
        tr_noop!("A reply of 260 words: about 350 tokens"),
    ),
    term(
        tr_noop!("Hidden reasoning"),
        &[tr_noop!("reasoning"), tr_noop!("reasoning tokens"), tr_noop!("thinking")],
        &["workload.steps.reasoning"],
        tr_noop!("What a model writes for itself before it answers: nobody sees it, and it is paid like the answer"),
        tr_noop!("1,000 tokens of thought before a reply of 300: 1,300 are paid as written"),
    ),
    term(
        tr_noop!("Turns"),
        &[tr_noop!("loop"), tr_noop!("agent loop"), tr_noop!("calls in a loop")],
        &["workload.steps.turns"],
        tr_noop!(
            "How many calls follow one another until the work is done: an agent acts, looks at what came of it, and acts again"
        ),
        tr_noop!("Search, read, search again, write: 4 turns"),
    ),
    term(
        tr_noop!("History resent"),
        &[tr_noop!("carried"), tr_noop!("carried history")],
        &["workload.steps.carried"],
        tr_noop!(
            "How much of what a turn adds and answers is sent again, and paid again, in every later turn of the loop; what is retrieved or reasoned is not"
        ),
        tr_noop!("At 100 %, turn 10 sends all that the 9 turns before it said"),
    ),
    term(
        tr_noop!("How turns differ"),
        &[tr_noop!("deviation of turns")],
        &["workload.steps.turns_cv"],
        tr_noop!(
            "How far requests differ in their number of turns, as a part of the average: long loops have more turns and longer histories, so they cost more than they save elsewhere"
        ),
        tr_noop!("12 turns on average, most between 6 and 18: 0.5"),
    ),
    term(
        tr_noop!("How prompts differ in length"),
        &[tr_noop!("length of prompts")],
        &["workload.steps.length_sigma"],
        tr_noop!(
            "How far calls differ in the length of their prompts; it matters only where the model has a price of its own for long prompts"
        ),
        tr_noop!("0.5: two of three prompts are between 0.6 and 1.6 times the middle one"),
    ),
    term(
        tr_noop!("Meter"),
        &[tr_noop!("meters"), tr_noop!("units a call")],
        &["workload.steps.meters"],
        tr_noop!(
            "What a call uses besides tokens and the provider charges by the piece, such as a web search; its price stands at the model"
        ),
        tr_noop!("Three searches in five calls at $10 a thousand: 0.6 a call, $0.006"),
    ),
    term(
        tr_noop!("Routable"),
        &[tr_noop!("a router may send it elsewhere")],
        &[],
        tr_noop!("Whether easy calls of this kind may go to a cheaper model while model routing is on"),
        tr_noop!("With 70 % routed, 70 of 100 such calls are paid at the cheaper price"),
    ),
    term(
        tr_noop!("Retrievals per request"),
        &[tr_noop!("retrieval"), tr_noop!("retrievals")],
        &["workload.retrievals"],
        tr_noop!("How often your documents are searched on the way to one answer"),
        tr_noop!("One search, and a second for every other request: 1.5"),
    ),
    term(
        tr_noop!("Falls back to"),
        &[tr_noop!("fallback"), tr_noop!("fallback model")],
        &[],
        tr_noop!("The model that is asked instead when the first one fails or is too busy"),
        tr_noop!("Where 1 % of 100,000 calls fall back, it is paid for 1,000 calls"),
    ),
];
