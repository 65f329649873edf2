//! What a room guessed a month would cost, drawn beside what it does.

use super::chart::{Chart, ChartBody};
use super::color_role::ColorRole;
use super::line_chart::{Dot, Gap};
use crate::format::{self, Money};
use crate::language::tr;

/// What somebody guessed before the curve was shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// Who, if they said so.
    pub name: String,
    /// Money a month.
    pub amount: f64,
}

/// What a guess was about.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Truth<'a> {
    /// Requests a month that were asked about.
    pub asked: f64,
    /// Requests a month at the stage now.
    pub requests: f64,
    /// What a month there costs.
    pub cost: f64,
    /// How amounts are written.
    pub money: &'a Money,
}

impl Truth<'_> {
    /// Whether what a month costs is what was asked: a guess about another volume is neither right nor wrong.
    fn is_as_asked(&self) -> bool {
        (self.requests - self.asked).abs() <= 1e-9 * self.asked
    }
}

/// Guesses nearer to the truth than this share of it are right.
const RIGHT: f64 = 0.05;

/// The middle guess; of an even number, the mean of the two in the middle. `None` without guesses.
pub fn median(guesses: &[Guess]) -> Option<f64> {
    let mut amounts: Vec<f64> = guesses.iter().map(|guess| guess.amount).collect();
    amounts.sort_by(f64::total_cmp);
    let upper = *amounts.get(amounts.len() / 2)?;
    Some(if amounts.len() % 2 == 1 { upper } else { (amounts[amounts.len() / 2 - 1] + upper) / 2.0 })
}

/// How far off the room was: `The room guessed $3k–$20k; it is $15,071 a month, 2.5× the median guess`.
pub fn finding(guesses: &[Guess], truth: Truth<'_>) -> Option<String> {
    let median = median(guesses)?;
    let Truth { cost, money, .. } = truth;
    let (low, high) = extent(guesses);
    let guessed = format::interval([low, high], |amount| money.short(amount));
    if !truth.is_as_asked() {
        let [asked, now] = [truth.asked, truth.requests].map(format::count);
        return Some(tr!(
            "The room guessed {guessed} for {asked} requests a month; {now} cost {}",
            money.full(cost),
            guessed,
            asked,
            now
        ));
    }
    let is_one = guesses.len() == 1;
    let how_far = match cost / median {
        ratio if (ratio - 1.0).abs() <= RIGHT && is_one => tr!("just what the guess was").to_owned(),
        ratio if (ratio - 1.0).abs() <= RIGHT => tr!("just what the median guess was").to_owned(),
        ratio if 1.0 < ratio && is_one => tr!("{} the guess", format::factor(ratio)),
        ratio if 1.0 < ratio => tr!("{} the median guess", format::factor(ratio)),
        ratio if is_one => tr!("{} of the guess", format::percent(ratio)),
        ratio => tr!("{} of the median guess", format::percent(ratio)),
    };
    Some(tr!("The room guessed {guessed}; it is {} a month, {how_far}", money.full(cost), guessed, how_far))
}

/// The cost curve with every guess beside the truth; as it is without guesses.
///
/// Guesses have the colour of what somebody would have thought; equal ones share a point.
pub fn guessed_curve(curve: &Chart, guesses: &[Guess], truth: Truth<'_>) -> Chart {
    let mut chart = curve.clone();
    let (Some(title), Some(median)) = (finding(guesses, truth), median(guesses)) else { return chart };
    let ChartBody::Lines(lines) = &mut chart.body else { return chart };
    let Truth { asked, requests, cost, money } = truth;
    let mut sorted: Vec<&Guess> = guesses.iter().collect();
    sorted.sort_by(|first, second| first.amount.total_cmp(&second.amount));
    for equal in sorted.chunk_by(|first, second| first.amount == second.amount) {
        let mut names: Vec<&str> =
            equal.iter().map(|guess| guess.name.as_str()).filter(|name| !name.is_empty()).collect();
        let nameless = equal.len() - names.len();
        let times = tr!("{nameless} guesses", nameless);
        if 1 < nameless || (nameless == 1 && !names.is_empty()) {
            names.push(if nameless == 1 { tr!("one more") } else { &times });
        }
        let amount = money.short(equal[0].amount);
        let label = if names.is_empty() { amount } else { format!("{} {amount}", names.join(", ")) };
        lines.dots.push(Dot { at: [asked, equal[0].amount], role: ColorRole::Forecast, label });
    }
    // The distance that the room is to remember; what the prototype promised is another story.
    let (low, high) = (median.min(cost), median.max(cost));
    lines.gap = (truth.is_as_asked() && low * (1.0 + RIGHT) < high).then(|| Gap {
        x: requests,
        low,
        high,
        label: if median < cost {
            tr!("{} the median guess", format::factor(high / low))
        } else {
            tr!("the median guess is {} what it costs", format::factor(high / low))
        },
    });
    let (least, most) = extent(guesses);
    lines.y.range = (lines.y.range.0.min(least / 1.5), lines.y.range.1.max(most * 1.5));
    chart.head.summary = format!("{title}. {}", chart.head.summary);
    chart.head.title = title;
    chart
}

fn extent(guesses: &[Guess]) -> (f64, f64) {
    let amounts = guesses.iter().map(|guess| guess.amount);
    amounts.fold((f64::INFINITY, 0.0), |(low, high), amount| (low.min(amount), high.max(amount)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guesses(amounts: &[f64]) -> Vec<Guess> {
        amounts.iter().map(|&amount| Guess { name: String::new(), amount }).collect()
    }

    #[test]
    fn how_far_off_the_room_was() {
        let money = Money::new("USD");
        let truth = Truth { asked: 219_089.0, requests: 219_089.0, cost: 15_071.0, money: &money };
        let cases: [(&[f64], &str); 5] = [
            (&[3e3, 6e3, 20e3], "The room guessed $3k–$20k; it is $15,071 a month, 2.51× the median guess"),
            (&[6e3], "The room guessed $6k; it is $15,071 a month, 2.51× the guess"),
            (&[10e3, 20e3], "The room guessed $10k–$20k; it is $15,071 a month, just what the median guess was"),
            (&[30e3, 90e3, 40e3], "The room guessed $30k–$90k; it is $15,071 a month, 38\u{a0}% of the median guess"),
            (&[15e3, 15e3], "The room guessed $15k; it is $15,071 a month, just what the median guess was"),
        ];
        for (amounts, said) in cases {
            assert_eq!(finding(&guesses(amounts), truth).as_deref(), Some(said), "{amounts:?}");
        }
        assert_eq!(finding(&[], truth), None);
    }
}
