//! What one request is: a kind with rules of thumb for its tokens, each of which can be typed over.

use strum::EnumIter;

use super::answers::{Correction, corrected, spread, taken};
use crate::format;
use crate::language::{text, tr, tr_noop};
use crate::scenario::{Domain, Estimate, Step, StepField, TextKind};

/// Kinds of requests that people can tell apart without counting tokens, in the order in which they are offered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumIter)]
pub enum RequestKind {
    /// A question in a sentence or two.
    #[default]
    Question,
    /// An e-mail to answer, with those before it.
    Mail,
    /// Some ten pages to read.
    Document,
    /// A talk of several turns, sent again with each.
    Conversation,
    /// An hour of speech.
    Meeting,
    /// A change to code, with the files that it touches.
    Code,
    /// A task that a model works on in turns, with tools.
    Agent,
}

impl RequestKind {
    /// As people say it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => tr!("Short question"),
            Self::Mail => tr!("E-mail to answer"),
            Self::Document => tr!("Document to read"),
            Self::Conversation => tr!("Conversation"),
            Self::Meeting => tr!("Hour of speech"),
            Self::Code => tr!("Code change"),
            Self::Agent => tr!("Agent with tools"),
        }
    }

    /// A rule of thumb for what it takes.
    pub fn rule_of_thumb(self) -> &'static str {
        match self {
            Self::Question => {
                tr!("Rule of thumb: a question or a short answer is 50 to 200 tokens, 100 words about 130")
            }
            Self::Mail => tr!("Rule of thumb: an e-mail is 200 to 300 tokens, and those before it come along"),
            Self::Document => tr!("Rule of thumb: a page is 500 to 700 tokens, so ten pages are about 6,000"),
            Self::Conversation => {
                tr!("Rule of thumb: a turn is 100 to 200 tokens, and each sends the turns before it again")
            }
            Self::Meeting => tr!("Rule of thumb: an hour of speech is 8,000 to 10,000 words, so about 12,000 tokens"),
            Self::Agent => {
                tr!(
                    "Rule of thumb: 5 to 20 turns, each of which sends those before it again; a tool returns 500 to 2,000 tokens, which are input"
                )
            }
            Self::Code => {
                tr!("Rule of thumb: a line of code is about 10 tokens, so five files of 300 lines are 15,000")
            }
        }
    }

    /// Instructions, context, input and answer, in tokens.
    pub fn tokens(self) -> [f64; 4] {
        match self {
            Self::Question => [500.0, 0.0, 100.0, 200.0],
            Self::Mail => [600.0, 1000.0, 250.0, 250.0],
            Self::Document => [800.0, 6000.0, 200.0, 500.0],
            Self::Conversation => [800.0, 0.0, 2000.0, 250.0],
            Self::Meeting => [800.0, 12000.0, 100.0, 700.0],
            Self::Code => [3000.0, 15000.0, 500.0, 1500.0],
            Self::Agent => [2500.0, 0.0, 1200.0, 300.0],
        }
    }

    /// Calls of the model in a row, each with what was said before.
    pub fn turns(self) -> f64 {
        if self == Self::Agent { 12.0 } else { 1.0 }
    }

    /// The 90th percentile of what is not instructions, over its median; the same below.
    fn spread(self) -> f64 {
        match self {
            Self::Question | Self::Mail => 1.6,
            Self::Meeting => 1.8,
            Self::Document | Self::Conversation => 2.5,
            Self::Code => 3.0,
            Self::Agent => 2.0,
        }
    }

    /// What is put around what is not instructions.
    pub(super) fn spread_in_words(self) -> String {
        tr!("8 in 10 within {} of it, our spread", format::factor(self.spread()))
    }
}

/// What one request is.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// What people call the use case.
    pub name: String,
    /// What sort of request it is.
    pub kind: RequestKind,
    /// What is sent with every call, in tokens.
    pub instructions: f64,
    /// What is looked up or handed over for it, in tokens.
    pub context: f64,
    /// What its user writes, in tokens.
    pub input: f64,
    /// What comes back, in tokens.
    pub answer: f64,
    /// Calls of the model in a row, each with what was said before; tokens are those of one.
    pub turns: f64,
}

impl Default for Request {
    fn default() -> Self {
        Self::of(RequestKind::default())
    }
}

/// The names that the window and the bases give the four numbers, and the fields of a step that they become.
const NUMBERS: [(&str, StepField); 4] = [
    (tr_noop!("instructions"), StepField::Prefix),
    (tr_noop!("context"), StepField::Retrieved),
    (tr_noop!("input"), StepField::Conversation),
    (tr_noop!("answer"), StepField::Output),
];
const TOKENS: (f64, f64) = (0.0, 1e9);
const TURNS: (f64, f64) = (1.0, 1e4);

impl Request {
    /// One of a kind, with the kind's tokens.
    pub fn of(kind: RequestKind) -> Self {
        let [instructions, context, input, answer] = kind.tokens();
        Self { name: String::new(), kind, instructions, context, input, answer, turns: kind.turns() }
    }

    /// What the use case is called.
    pub(crate) fn title(&self) -> String {
        let name = TextKind::Name.cleaned(self.name.trim());
        if name.is_empty() { tr!("New use case").to_owned() } else { name }
    }

    fn numbers(&self) -> [f64; 4] {
        [self.instructions, self.context, self.input, self.answer]
    }

    /// What is taken for something else than it says.
    pub(crate) fn correction(&self) -> Option<Correction> {
        let pairs = NUMBERS.iter().zip(self.numbers());
        let tokens = pairs.into_iter().find_map(|((name, _), value)| corrected(text(name), value, TOKENS));
        tokens.or_else(|| corrected(tr!("turns"), self.turns, TURNS))
    }

    /// The model call that a request makes.
    pub(crate) fn step(&self, name: String) -> Step {
        let [instructions, context, input, answer] = self.numbers().map(|value| taken(value, TOKENS));
        let spread = self.kind.spread();
        let around = |tokens: f64| match tokens {
            0.0 => Estimate::Exact(0.0),
            _ => Estimate::Range { p10: tokens / spread, p90: tokens * spread },
        };
        Step {
            prefix: Estimate::Exact(instructions),
            retrieved: around(context),
            conversation: around(input),
            output: around(answer),
            turns: match taken(self.turns, TURNS) {
                1.0 => Estimate::Exact(1.0),
                turns => Estimate::Exact(turns).to_pert(Domain::AtLeastOne),
            },
            carried: Estimate::Exact(if 1.0 < self.turns { 1.0 } else { 0.0 }),
            ..Step::plain(name, String::new())
        }
    }

    /// What supports each number of the step, by field.
    pub(crate) fn sources(&self) -> Vec<(StepField, String)> {
        let typical = self.kind.tokens();
        let mut place = 0;
        let turns = (1.0 < self.turns).then(|| {
            let said = if self.turns == self.kind.turns() {
                self.kind.rule_of_thumb()
            } else {
                tr!("Typed when the plan was begun")
            };
            (StepField::Turns, format!("{said}; {}", spread()))
        });
        let tokens = NUMBERS.map(|(name, field)| {
            let (value, usual) = (self.numbers()[place], typical[place]);
            place += 1;
            let spread = if field == StepField::Prefix || taken(value, TOKENS) == 0.0 {
                String::new()
            } else {
                format!("; {}", self.kind.spread_in_words())
            };
            let source = if value == usual {
                let chosen = tr!("“{}” was chosen when the plan was begun", self.kind.name());
                format!("{}; {chosen}{spread}", self.kind.rule_of_thumb())
            } else {
                let tokens = format::count(taken(value, TOKENS));
                let typed = tr!("Typed when the plan was begun: {tokens} tokens of {name}", tokens, name = text(name));
                format!("{typed}{spread}")
            };
            (field, source)
        });
        tokens.into_iter().chain(turns).collect()
    }
}
