//! How the prompt of a loop grows from turn to turn, in tokens: what is drawn on the card of a step. Knows no egui, and no
//! stage: a stage's factors come on top.

use crate::format;
use crate::language::tr;
use crate::scenario::Step;

/// More turns than anybody draws or counts.
const MOST_TURNS: u64 = 1_000_000_000;

/// A loop of a step, at its base values.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TurnPrompts {
    /// Calls in the loop.
    pub turns: f64,
    /// How they differ between requests: standard deviation over mean.
    pub turns_cv: f64,
    /// Share of each turn's new input and answer that later turns send again.
    pub carried: f64,
    /// The same in every turn.
    pub prefix: f64,
    /// Looked up anew in every turn.
    pub retrieved: f64,
    /// New in every turn.
    pub conversation: f64,
    /// Answered in every turn.
    pub output: f64,
    /// Written in every turn before the answer, and sent again by none.
    pub reasoning: f64,
}

/// What one turn sends and gets, in tokens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct TurnPrompt {
    /// From 1.
    pub number: u64,
    /// The stable prefix.
    pub prefix: f64,
    /// What earlier turns said.
    pub history: f64,
    /// New input and what is looked up.
    pub new: f64,
    /// The answer and the reasoning before it.
    pub written: f64,
    /// Of what it sends, that which an earlier turn has sent: not the last answer, which is sent for the first time.
    pub sent_before: f64,
}

impl TurnPrompts {
    /// Of a step.
    pub fn of(step: &Step) -> Self {
        Self {
            turns: step.turns.base(),
            turns_cv: step.turns_cv.base(),
            carried: step.carried.base(),
            prefix: step.prefix.base(),
            retrieved: step.retrieved.base(),
            conversation: step.conversation.base(),
            output: step.output.base(),
            reasoning: step.reasoning.base(),
        }
    }

    /// The number of the last turn: the nearest to their mean, 1 at least.
    pub fn last(&self) -> u64 {
        (self.turns.round() as u64).clamp(1, MOST_TURNS)
    }

    /// A turn, by number.
    pub fn turn(&self, number: u64) -> TurnPrompt {
        let before = number.saturating_sub(1) as f64;
        let history = self.carried * before * (self.conversation + self.output);
        let (old_prefix, last_answer) =
            if before < 1.0 { (0.0, 0.0) } else { (self.prefix, self.carried * self.output) };
        TurnPrompt {
            number,
            prefix: self.prefix,
            history,
            new: self.conversation + self.retrieved,
            written: self.output + self.reasoning,
            sent_before: old_prefix + history - last_answer,
        }
    }

    /// Turns from the first to the last, evenly apart where there are more than `most`.
    pub fn some(&self, most: usize) -> Vec<TurnPrompt> {
        let last = self.last();
        let count = last.min(most.max(2) as u64);
        let number = |place: u64| match count {
            1 => 1,
            count => 1 + (place as f64 * (last - 1) as f64 / (count - 1) as f64).round() as u64,
        };
        (0..count).map(|place| self.turn(number(place))).collect()
    }

    /// The history that a call sends on average over all calls: requests with more turns have more calls, each with more
    /// history (model, section 5).
    pub fn average_history(&self) -> f64 {
        let before = (self.turns * (1.0 + self.turns_cv * self.turns_cv) - 1.0) / 2.0;
        self.carried * (self.conversation + self.output) * before.max(0.0)
    }

    /// What a call sends on average.
    pub fn average_sent(&self) -> f64 {
        self.prefix + self.average_history() + self.conversation + self.retrieved
    }

    /// The average in words.
    pub fn average_in_words(&self) -> String {
        let [sent, history] = [self.average_sent(), self.average_history()].map(tokens);
        tr!("On average a call sends {sent} tokens, {history} of them history", sent, history)
    }

    /// All of it in words: the first turn and the last.
    pub fn in_words(&self) -> String {
        let (first, last) = (self.turn(1).in_words(), self.turn(self.last()).in_words());
        tr!("How the prompt grows: {first}; {last}.", first, last)
    }
}

impl TurnPrompt {
    /// What it sends.
    pub fn sent(&self) -> f64 {
        self.prefix + self.history + self.new
    }

    /// Its parts as they are drawn, from below, each with its name.
    pub fn parts(&self) -> [(&'static str, f64); 4] {
        [
            (tr!("prefix"), self.prefix),
            (tr!("history"), self.history),
            (tr!("new"), self.new),
            (tr!("written"), self.written),
        ]
    }

    /// The same in words.
    pub fn in_words(&self) -> String {
        let sent = tr!("turn {} sends {} tokens", format::count(self.number as f64), tokens(self.sent()));
        match self.sent_before.round() {
            before if before <= 0.0 => sent,
            _ => tr!("{sent}, of which {} were sent before", tokens(self.sent_before), sent),
        }
    }
}

fn tokens(count: f64) -> String {
    format::count(count.round())
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOOP: TurnPrompts = TurnPrompts {
        turns: 12.0,
        turns_cv: 0.5,
        carried: 0.8,
        prefix: 6000.0,
        retrieved: 100.0,
        conversation: 1000.0,
        output: 250.0,
        reasoning: 50.0,
    };

    #[test]
    fn each_turn_sends_what_the_turns_before_it_said() {
        let first = LOOP.turn(1);
        assert_eq!((first.history, first.sent(), first.sent_before), (0.0, 7100.0, 0.0));
        assert_eq!(first.in_words(), "turn 1 sends 7,100 tokens");
        // 0.8 × 11 × 1,250; the answer of turn 11 is sent for the first time.
        let last = LOOP.turn(12);
        assert_eq!((last.history, last.sent(), last.written), (11_000.0, 18_100.0, 300.0));
        assert_eq!(last.in_words(), "turn 12 sends 18,100 tokens, of which 16,800 were sent before");
        assert_eq!(
            LOOP.in_words(),
            "How the prompt grows: turn 1 sends 7,100 tokens; turn 12 sends 18,100 tokens, of which 16,800 were sent before."
        );
        let forgetful = TurnPrompts { carried: 0.0, ..LOOP };
        assert_eq!(forgetful.turn(12).sent(), 7100.0);
        assert_eq!(forgetful.turn(12).sent_before, 6000.0, "the prefix is sent again");
    }

    #[test]
    fn the_average_is_that_of_the_turns_and_more_where_they_differ() {
        let even = TurnPrompts { turns_cv: 0.0, ..LOOP };
        let sum: f64 = (1..=12).map(|number| even.turn(number).history).sum();
        assert!((even.average_history() - sum / 12.0).abs() < 1e-9);
        // 0.8 × 1,250 × (12 × 1.25 − 1)/2
        assert_eq!((LOOP.average_history(), LOOP.average_sent()), (7000.0, 14_100.0));
        assert_eq!(LOOP.average_in_words(), "On average a call sends 14,100 tokens, 7,000 of them history");
        assert_eq!(TurnPrompts { turns: 1.0, turns_cv: 0.0, ..LOOP }.average_history(), 0.0);
        assert_eq!(TurnPrompts { turns: 0.5, turns_cv: 0.0, ..LOOP }.average_history(), 0.0, "never less than none");
    }

    #[test]
    fn long_loops_are_drawn_by_some_of_their_turns() {
        let numbers = |turns: f64, most: usize| -> Vec<u64> {
            TurnPrompts { turns, ..LOOP }.some(most).iter().map(|turn| turn.number).collect()
        };
        assert_eq!(numbers(1.0, 40), [1]);
        assert_eq!(numbers(3.4, 40), [1, 2, 3]);
        assert_eq!(numbers(100.0, 4), [1, 34, 67, 100]);
        assert_eq!(numbers(f64::NAN, 4), [1]);
        let many = numbers(1e15, 40);
        assert_eq!((many.len(), many.first(), many.last()), (40, Some(&1), Some(&1_000_000_000)));
    }
}
