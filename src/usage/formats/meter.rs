//! Names of meters on bills, which say in words what was counted: `gpt-4o-mini-0718-Inp-glbl Tokens`,
//! `USE1-Claude4.6Opus-cache-read-input-token-count`, `Gemini 2.5 Flash GA Thinking Text Output - Predictions`.
//!
//! A name decides only what its words say. One without a direction counts no tokens that could be told apart, and its
//! quantity is not guessed at.

use crate::usage::cached_input::StatedCounts;

/// What tokens a meter counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bucket {
    /// Input that had nothing to do with a cache.
    Input,
    /// Input read from a cache.
    CacheRead,
    /// Input written to a cache for minutes.
    CacheWrite5m,
    /// Input written to a cache for an hour.
    CacheWrite1h,
    /// Output.
    Output,
    /// Output that is reasoning.
    Reasoning,
}

/// What the name of a meter says.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Meter {
    /// Which tokens it counts, if any that can be told.
    pub bucket: Option<Bucket>,
    /// Whether it has the word token in it.
    pub says_tokens: bool,
    /// Whether it is of a batch interface.
    pub is_batch: bool,
    /// The service tier.
    pub tier: Option<&'static str>,
    /// The model, in small letters with hyphens.
    pub model: Option<String>,
    /// Whether the model begins with the name of a family of models.
    pub is_of_family: bool,
    /// How many tokens its unit is, where the name says that.
    pub tokens_per_unit: Option<f64>,
}

impl Meter {
    /// Reads a name.
    pub fn parse(text: &str) -> Self {
        let words = words(text);
        let has = |of: &[&str]| words.iter().any(|word| of.contains(&word.text.as_str()));
        let says_tokens = has(&["token", "tokens", "tkn", "tkns"]);
        let is_embedding = words.iter().any(|word| word.text.starts_with("embed"));
        let bucket = match () {
            () if has(&["storage", "searchunits", "images", "training", "hosting", "transfer"]) => None,
            () if has(OUTPUT) && is_reasoning(&words) => Some(Bucket::Reasoning),
            () if has(OUTPUT) => Some(Bucket::Output),
            () if has(CACHE) && has(WRITE) || has(&["cachewrite"]) => {
                Some(if is_of_an_hour(&words) { Bucket::CacheWrite1h } else { Bucket::CacheWrite5m })
            }
            () if has(CACHE) && has(&["miss"]) => Some(Bucket::Input),
            () if has(CACHE) && (says_tokens || has(READ) || has(INPUT)) || has(&["cacheread"]) => {
                Some(Bucket::CacheRead)
            }
            () if has(INPUT) || is_embedding && says_tokens => Some(Bucket::Input),
            () => None,
        };
        let tier = match () {
            () if has(&["priority", "prty"]) => Some("priority"),
            () if has(&["flex"]) => Some("flex"),
            () => None,
        };
        let is_batch = has(&["batch", "batched", "batches"]);
        let tokens_per_unit = words.iter().find_map(|word| match word.text.as_str() {
            "1k" | "1000" => Some(1e3),
            "1m" | "1000000" => Some(1e6),
            _ => None,
        });
        let is_of_family = words.iter().any(Word::is_family);
        Self { bucket, says_tokens, is_batch, tier, model: model(text, &words), is_of_family, tokens_per_unit }
    }

    /// Whether it counts tokens of a model: it says so itself, or by who sells it. `Data Transfer Out` is no output.
    pub fn is_of_tokens(&self, seller: &str) -> bool {
        self.bucket.is_some() && (self.says_tokens || sells_models(seller))
    }

    /// The counts of so many tokens.
    pub fn counts(&self, tokens: f64) -> StatedCounts {
        self.bucket.map_or(StatedCounts::default(), |bucket| bucket.counts(tokens))
    }
}

impl Bucket {
    /// The counts of so many tokens.
    pub fn counts(self, tokens: f64) -> StatedCounts {
        let mut counts = StatedCounts::default();
        let count = match self {
            Self::Input => &mut counts.input,
            Self::CacheRead => &mut counts.cache_read,
            Self::CacheWrite5m => &mut counts.cache_write_5m,
            Self::CacheWrite1h => &mut counts.cache_write_1h,
            Self::Output => &mut counts.output,
            Self::Reasoning => {
                counts.reasoning = Some(tokens);
                &mut counts.output
            }
        };
        *count = Some(tokens);
        counts
    }
}

/// Whether a service is one that sells models.
pub fn sells_models(seller: &str) -> bool {
    const SELLERS: [&str; 14] = [
        "anthropic",
        "bedrock",
        "claude",
        "cognitive",
        "foundry",
        "gemini",
        "generative",
        "machine learning",
        "mistral",
        "openai",
        "vertex",
        "llm",
        "language model",
        "ai and ",
    ];
    let seller = seller.to_lowercase();
    SELLERS.iter().any(|of_models| seller.contains(of_models))
}

const INPUT: &[&str] = &["input", "inputs", "inp", "inpt", "prompt", "prompts"];
const OUTPUT: &[&str] =
    &["output", "outputs", "outp", "outpt", "out", "opt", "completion", "completions", "response", "generated"];
const CACHE: &[&str] = &["cache", "cached", "caching", "cchd", "cachd", "cd", "chd", "cacheread", "cachewrite"];
const READ: &[&str] = &["read", "reads", "rd", "hit", "hits"];
const WRITE: &[&str] = &["write", "writes", "wr", "wrt", "creation", "create", "written"];

/// Words before which the name of a model ends.
const AFTER_MODEL: &[&str] = &[
    "token",
    "tokens",
    "count",
    "batch",
    "ga",
    "text",
    "audio",
    "video",
    "image",
    "live",
    "short",
    "long",
    "global",
    "glbl",
    "gl",
    "regional",
    "regnl",
    "data",
    "zone",
    "dz",
    "dzone",
    "thinking",
    "reasoning",
    "non",
    "predictions",
    "priority",
    "prty",
    "flex",
    "standard",
    "std",
    "latency",
    "cross",
    "provisioned",
    "storage",
    "ft",
    "grounding",
];

/// The beginnings of words with which names of models begin.
const FAMILIES: &[&str] = &[
    "gemini",
    "gemma",
    "claude",
    "anthropic",
    "gpt",
    "llama",
    "mistral",
    "ministral",
    "mixtral",
    "nova",
    "titan",
    "deepseek",
    "qwen",
    "cohere",
    "command",
    "jamba",
    "grok",
    "kimi",
    "phi",
    "imagen",
    "veo",
];

/// Thinking output, but not output without it, nor the answer while it is on.
fn is_reasoning(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(place, word)| {
        let next = words.get(place + 1).map_or("", |next| next.text.as_str());
        let before = place.checked_sub(1).map_or("", |before| words[before].text.as_str());
        matches!(word.text.as_str(), "thinking" | "reasoning") && !matches!(next, "on" | "off") && before != "non"
    })
}

fn is_of_an_hour(words: &[Word]) -> bool {
    words.iter().enumerate().any(|(place, word)| match word.text.as_str() {
        "1h" | "1hr" | "1hour" | "60m" | "60min" => true,
        "1" => words.get(place + 1).is_some_and(|next| matches!(next.text.as_str(), "h" | "hr" | "hour")),
        _ => false,
    })
}

/// The model: from the first word that is one, or the first after the region, to the first word that says something else.
fn model(text: &str, words: &[Word]) -> Option<String> {
    let is_other = |word: &Word| {
        [INPUT, OUTPUT, CACHE, READ, WRITE, AFTER_MODEL].iter().any(|of| of.contains(&word.text.as_str()))
    };
    let first = words.iter().position(Word::is_family);
    // `Input tokens for Alpha`.
    let after_for =
        || words.iter().position(|word| word.text == "for").map(|place| place + 1).filter(|at| *at < words.len());
    let first = first.or_else(after_for);
    let first =
        first.or_else(|| words.iter().position(|word| !is_place(word) && !matches!(word.text.as_str(), "batch")))?;
    let ends = words[first..]
        .iter()
        .enumerate()
        .position(|(place, word)| is_other(word) && (0 < place || word.text != "text"));
    let last = ends.map_or(words.len(), |ends| first + ends).checked_sub(1).filter(|last| first <= *last)?;
    let name = text.get(words[first].from..words[last].to)?;
    let name = name.split('(').next().unwrap_or(name).trim_matches(|letter: char| !letter.is_alphanumeric());
    let hyphened = name.split([' ', '_', '/']).filter(|part| !part.is_empty()).collect::<Vec<_>>().join("-");
    Some(hyphened.to_lowercase()).filter(|name| name.chars().any(char::is_alphanumeric))
}

/// `USE1`, `MP` and the like, with which usage types of AWS begin.
fn is_place(word: &Word) -> bool {
    let letters = word.written.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let digits = word.written.len() - letters.len();
    word.written == "MP"
        || matches!(letters.len(), 3 | 4)
            && digits == 1
            && letters.bytes().all(|letter| letter.is_ascii_uppercase())
            && !word.text.starts_with("gpt")
}

/// A word of a name, and where it stands.
#[derive(Debug)]
struct Word {
    /// In small letters.
    text: String,
    written: String,
    from: usize,
    to: usize,
}

impl Word {
    fn is_family(&self) -> bool {
        FAMILIES.iter().any(|family| self.text.starts_with(family))
    }
}

/// The words of a name. `InputTokenCount` are three; `4.6` is one.
fn words(text: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut is_open = false;
    let mut letters = text.char_indices().peekable();
    let mut last = ' ';
    while let Some((at, letter)) = letters.next() {
        let next = letters.peek().map_or(' ', |(_, next)| *next);
        let is_point = letter == '.' && last.is_ascii_digit() && next.is_ascii_digit();
        if !letter.is_alphanumeric() && !is_point {
            (is_open, last) = (false, letter);
            continue;
        }
        let begins = letter.is_uppercase() && (last.is_lowercase() || last.is_ascii_digit() && next.is_lowercase());
        if !is_open || begins {
            words.push(Word { text: String::new(), written: String::new(), from: at, to: at });
        }
        if let Some(word) = words.last_mut() {
            word.text.extend(letter.to_lowercase());
            word.written.push(letter);
            word.to = at + letter.len_utf8();
        }
        (is_open, last) = (true, letter);
    }
    words
}

/// How many tokens a unit is: `1K tokens`, `1000000 Tokens`, `1M`, `Tokens`. `None` for units of anything else.
pub fn tokens_per_unit(unit: &str) -> Option<f64> {
    let small = unit.to_lowercase().replace([',', ' ', '_', '-', '/'], "");
    let small = small.strip_prefix("per").unwrap_or(&small);
    let digits = small.bytes().take_while(u8::is_ascii_digit).count();
    let number: f64 = if digits == 0 { 1.0 } else { small[..digits].parse().ok()? };
    let rest = small[digits..]
        .trim_end_matches("tokens")
        .trim_end_matches("token")
        .trim_end_matches("toks")
        .trim_end_matches("tok")
        .trim_end_matches("tkn");
    let says_tokens = rest.len() < small.len() - digits;
    let size = match rest {
        "" if says_tokens || 1 < digits => 1.0,
        "k" | "thousand" | "thousands" => 1e3,
        "m" | "mm" | "million" | "millions" => 1e6,
        "b" | "billion" => 1e9,
        _ => return None,
    };
    let is_possible = says_tokens || 1.0 < number * size;
    is_possible.then_some(number * size).filter(|tokens| (1.0..=1e12).contains(tokens))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_meters_say_which_tokens_of_which_model() {
        use Bucket::{CacheRead, CacheWrite1h, CacheWrite5m, Input, Output, Reasoning};
        for (text, bucket, model) in [
            ("gpt 4o 0513 Input global Tokens", Some(Input), "gpt-4o-0513"),
            ("gpt-4o-mini-0718-Inp-glbl Tokens", Some(Input), "gpt-4o-mini-0718"),
            ("gpt-4o-mini-0718-Outp-glbl Tokens", Some(Output), "gpt-4o-mini-0718"),
            ("R1 Outp glbl Tokens", Some(Output), "r1"),
            ("5.4 inp Gl 1M Tokens", Some(Input), "5.4"),
            ("5.4 cd inp Gl 1M Tokens", Some(CacheRead), "5.4"),
            ("5.4 Cd Wr inp Gl 1M Tokens", Some(CacheWrite5m), "5.4"),
            ("GPT 5 Mini outpt Glbl 1M Tokens", Some(Output), "gpt-5-mini"),
            ("gpt 4.1 Outp regnl Tokens", Some(Output), "gpt-4.1"),
            ("text-embedding-3-small-glbl Tokens", Some(Input), "text-embedding-3-small"),
            ("USE1-Claude4.6Opus-input-tokens", Some(Input), "claude4.6opus"),
            ("USE1-Claude4.6Opus-input-tokens-cross-region-global-batch", Some(Input), "claude4.6opus"),
            ("USE1-Claude4.6Opus-cache-read-input-token-count-cross-region-global", Some(CacheRead), "claude4.6opus"),
            ("USE1-Claude4.6Opus-cache-write-1h-input-token-count", Some(CacheWrite1h), "claude4.6opus"),
            (
                "USW2-anthropic.claude-opus-4-8-mantle-cache-write-tokens-global-standard",
                Some(CacheWrite5m),
                "anthropic.claude-opus-4-8-mantle",
            ),
            ("USE1-Nova2.0Lite-output-tokens-flex", Some(Output), "nova2.0lite"),
            ("Gemini 2.5 Flash GA Text Input - Predictions", Some(Input), "gemini-2.5-flash"),
            ("Gemini 2.5 Flash Lite Text Output - Predictions", Some(Output), "gemini-2.5-flash-lite"),
            ("Gemini 2.5 Flash GA Text Output (Thinking On) - Predictions", Some(Output), "gemini-2.5-flash"),
            ("Gemini 2.5 Flash GA Thinking Text Output - Predictions", Some(Reasoning), "gemini-2.5-flash"),
            (" Gemini 2.5 Flash GA Input Text Caching (Long)", Some(CacheRead), "gemini-2.5-flash"),
            ("Gemini 2.5 Flash Input Text Caching Storage", None, "gemini-2.5-flash"),
            (
                "Generate content output token count gemini 2.5 flash lite short output text non-thinking",
                Some(Output),
                "gemini-2.5-flash-lite",
            ),
            ("Input tokens for Alpha", Some(Input), "alpha"),
            ("Claude Sonnet 5 Cache Read Tokens", Some(CacheRead), "claude-sonnet-5"),
            ("Claude Opus 4.8 (Amazon Bedrock Edition)", None, "claude-opus-4.8"),
        ] {
            let meter = Meter::parse(text);
            assert_eq!((meter.bucket, meter.model.as_deref()), (bucket, Some(model)), "{text}");
        }
        for (text, bucket) in [
            ("USW2-MP:USW2_InputTokenCount-Units", Some(Input)),
            ("USW2-MP:USW2_OutputTokenCount_Global-Units", Some(Output)),
            ("USE1-MP:USE1_CacheReadInputTokenCount_Global-Units", Some(CacheRead)),
            ("USE2_CacheWriteInputTokenCount", Some(CacheWrite5m)),
            ("USW2-MP:USW2_input_tokens_global_standard-Units", Some(Input)),
            ("Cache Write Input Tokens", Some(CacheWrite5m)),
            ("Standard Text Records", None),
            ("USE1-BedrockKnowledgeBase-searchunits-token", None),
            ("USE1-BoxUsage:m7i.large", None),
            ("", None),
        ] {
            let meter = Meter::parse(text);
            assert_eq!(meter.bucket, bucket, "{text}");
        }
        assert_eq!(Meter::parse("USW2-MP:USW2_InputTokenCount-Units").model, None);
        assert!(Meter::parse("gpt-4o Batch inp Tokens").is_batch);
    }

    #[test]
    fn units_say_how_many_tokens_they_are() {
        for (unit, tokens) in [
            ("Tokens", Some(1.0)),
            ("tokens", Some(1.0)),
            ("1K tokens", Some(1e3)),
            ("1K", Some(1e3)),
            ("1000 Tokens", Some(1e3)),
            ("1M", Some(1e6)),
            ("1M Tokens", Some(1e6)),
            ("1,000,000 Tokens", Some(1e6)),
            ("1 Million", Some(1e6)),
            ("Million tokens", Some(1e6)),
            ("1000000", Some(1e6)),
            ("1 Hour", None),
            ("Hrs", None),
            ("1", None),
            ("Units", None),
            ("N/A", None),
            ("GB", None),
            ("", None),
        ] {
            assert_eq!(tokens_per_unit(unit), tokens, "{unit}");
        }
    }
}
