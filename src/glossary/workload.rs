//! What one request asks of the models.

use super::{Term, term};

pub(super) const TERMS: &[Term] = &[
    term(
        "Token",
        &["tokens", "tokens a call"],
        &[],
        "A word or a piece of one: what models read, write and charge by",
        "1,000 tokens are about 750 English words, a page and a half",
    ),
    term(
        "Model",
        &["model call"],
        &[],
        "Which of the listed models does this part of the work; what it charges stands on the card Models",
        "2,000 tokens read at $3 a million: $0.006 a call",
    ),
    term(
        "Calls per request",
        &["model calls"],
        &["workload.steps.calls"],
        "How often the model on this card is asked before one request is done; what fails and is repeated is counted as retries",
        "One answer, and a second look at every fifth: 1.2",
    ),
    term(
        "Stable prefix",
        &["prefix", "prefix tokens", "system prompt"],
        &["workload.steps.prefix"],
        "The text that opens every call unchanged, such as instructions and descriptions of tools: always the same, so that it can be cached",
        "3 pages of instructions are about 2,000 tokens, read again in every call",
    ),
    term(
        "Retrieved context",
        &["retrieved", "retrieved tokens", "RAG"],
        &["workload.steps.retrieved"],
        "Passages of your own documents that are looked up and put before the model, so that it answers from them",
        "6 passages of 600 tokens: 3,600 tokens a call",
    ),
    term(
        "History and input",
        &["history", "history tokens", "conversation"],
        &["workload.steps.conversation"],
        "What was said before in the same conversation, read again in each call, and the new question itself",
        "5 messages of 100 tokens and a question of 170: 670 tokens",
    ),
    term(
        "Answer",
        &["answer tokens", "out", "output tokens"],
        &["workload.steps.output"],
        "What the model writes for people to see; a token written costs several times what a token read costs",
        "A reply of 260 words: about 350 tokens",
    ),
    term(
        "Hidden reasoning",
        &["reasoning", "reasoning tokens", "thinking"],
        &["workload.steps.reasoning"],
        "What a model writes for itself before it answers: nobody sees it, and it is paid like the answer",
        "1,000 tokens of thought before a reply of 300: 1,300 are paid as written",
    ),
    term(
        "Routable",
        &["a router may send it elsewhere"],
        &[],
        "Whether easy calls of this kind may go to a cheaper model while model routing is on",
        "With 70 % routed, 70 of 100 such calls are paid at the cheaper price",
    ),
    term(
        "Retrievals per request",
        &["retrieval", "retrievals"],
        &["workload.retrievals"],
        "How often your documents are searched on the way to one answer",
        "One search, and a second for every other request: 1.5",
    ),
    term(
        "Falls back to",
        &["fallback", "fallback model"],
        &[],
        "The model that is asked instead when the first one fails or is too busy",
        "Where 1 % of 100,000 calls fall back, it is paid for 1,000 calls",
    ),
];
