//! Measurements, what could not be measured, and the difference of a bill, in words.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::estimate_names::{EstimateName, name_of};
use super::words::listed;
use crate::calibration::{
    ActualMonth, Assumed, BillDifference, Cause, Measurement, MonthUsed, Position, Remark, Seen, Unmeasured, Unplanned,
    Why,
};
use crate::day::{local_day, month_of};
use crate::format::{self, Money};
use crate::language::{in_sentence, tr, tr_noop};
use crate::scenario::Scenario;
use crate::uncertainty::Interval;
use crate::usage::Day;

/// What stands where there is no usage yet.
pub const NO_USAGE: &str = tr_noop!("No usage is held against the plan yet");
/// What can be done about that.
pub const READ_USAGE: &str = tr_noop!(
    "Drop an export of traces, of a gateway or of a bill on the window, or read one here: Langfuse, LiteLLM, OpenRouter, \
     OpenTelemetry, OpenAI, Anthropic, cloud bills and more."
);

/// What a cause is called where a bill is split.
pub fn cause_in_words(cause: Cause) -> &'static str {
    match cause {
        Cause::Volume => tr!("Volume"),
        Cause::CallsPerRequest => tr!("Calls per request"),
        Cause::TokensPerCall => tr!("Tokens per call"),
        Cause::ModelMix => tr!("Which models"),
        Cause::CachingAndBatch => tr!("Caching and batches"),
        Cause::Prices => tr!("Prices"),
        Cause::Retries => tr!("Retries"),
        Cause::OtherCategories => tr!("Other categories"),
        Cause::NoWord => tr!("Not in the plan"),
    }
}

/// `5.1× what was planned: tokens per call explain 3.2×, volume 1.4×.` The largest causes first, those that do anything.
pub fn bill_in_words(bill: &BillDifference, money: &Money) -> String {
    const MOST: usize = 3;
    const WORTH_SAYING: f64 = 0.02;
    let ratio = match bill.ratio() {
        None => return tr!("{} a month, and nothing was planned.", money.full(bill.actual)),
        Some(ratio) if ratio <= 0.0 => {
            return tr!("{} a month was planned, and nothing was billed.", money.full(bill.planned));
        }
        Some(ratio) => ratio,
    };
    let factors = bill.causes.iter().filter_map(|share| Some((share.cause, share.factor?)));
    let size = |factor: f64| libm::fabs(libm::log(factor));
    let mut causes: Vec<(Cause, f64)> = factors.filter(|(_, factor)| WORTH_SAYING < size(*factor)).collect();
    causes.sort_by(|one, other| size(other.1).total_cmp(&size(one.1)));
    let parts = causes.iter().take(MOST).enumerate().map(|(place, (cause, factor))| {
        let is_plural = is_plural(*cause);
        let cause = in_sentence(cause_in_words(*cause));
        let factor = format::factor(*factor);
        match place {
            0 if is_plural => tr!("{cause} explain {factor}", cause, factor),
            0 => tr!("{cause} explains {factor}", cause, factor),
            _ => format!("{cause} {factor}"),
        }
    });
    let parts: Vec<String> = parts.collect();
    let said = if (ratio - 1.0).abs() < 0.005 {
        tr!("As planned").to_owned()
    } else {
        tr!("{} what was planned", format::factor(ratio))
    };
    if parts.is_empty() { format!("{said}.") } else { format!("{said}: {}.", parts.join(", ")) }
}

/// What a cause multiplies the bill by: `3.2×`; nothing where there is no factor.
pub fn times(factor: Option<f64>) -> String {
    factor.map_or(String::new(), format::factor)
}

fn is_plural(cause: Cause) -> bool {
    !matches!(cause, Cause::Volume | Cause::NoWord)
}

/// The days that count: `2026-10-01 to 2026-10-31`.
pub fn window_in_words(month: &ActualMonth) -> String {
    let days = |length: f64| match length {
        length if length < 1.0 / 24.0 => tr!("{} minutes", format::count((length * 24.0 * 60.0).round())),
        length if length < 2.0 => tr!("{} hours", format::count((length * 240.0).round() / 10.0)),
        _ => tr!("{} days", format::count((length * 10.0).round() / 10.0)),
    };
    match month.days {
        None => tr!("{} on no day of the calendar, scaled to a month", days(month.length)),
        Some((first, last)) if month.is_calendar_month => {
            let all = format::count(month.length);
            let seen = match month.days_with_usage as f64 {
                seen if seen < month.length => tr!(", usage on {} of {all} days", format::count(seen), all),
                _ => String::new(),
            };
            tr!("{} to {}{seen}", day(first), day(last), seen)
        }
        Some((first, last)) => {
            tr!("{} to {}, {} scaled to a month of 30.42", day(first), day(last), days(month.length))
        }
    }
}

/// A day as people write it.
pub fn day(day: Day) -> String {
    day.date().map(|date| local_day(&date.to_string())).unwrap_or_default()
}

/// A month of the calendar: `October 2026`.
pub fn month_in_words(used: &MonthUsed) -> String {
    let (year, month) = used.month;
    Date::new(year, month, 1).map(month_of).unwrap_or_default()
}

/// `above 8 in 10`: of the futures of the plan.
pub fn position_in_words(position: Position) -> &'static str {
    match position {
        Position::Inside => tr!("within 8 in 10"),
        Position::Below => tr!("below 8 in 10"),
        Position::Above => tr!("above 8 in 10"),
    }
}

/// How many it was measured on: `8,819 calls`.
pub fn seen_in_words(seen: u64, seen_as: Seen) -> String {
    let [one, many] = match seen_as {
        Seen::Calls => [tr!("call"), tr!("calls")],
        Seen::Requests => [tr!("request"), tr!("requests")],
        Seen::Weeks => [tr!("week"), tr!("weeks")],
        Seen::Minutes => [tr!("minute"), tr!("minutes")],
        Seen::Users => [tr!("person"), tr!("people")],
        Seen::Judgements => [tr!("judgement"), tr!("judgements")],
        Seen::Tokens => [tr!("token"), tr!("tokens")],
    };
    let count = if seen_as == Seen::Tokens { format::short_count(seen as f64) } else { format::count(seen as f64) };
    format!("{count} {}", if seen == 1 { one } else { many })
}

/// What supports a measured estimate: `traces.csv, 2026-10-01 to 2026-10-30, 8,819 calls`.
pub fn source_in_words(name: &str, month: &ActualMonth, measurement: &Measurement) -> String {
    let days = month.days.map_or(String::new(), |(first, last)| tr!(", {} to {}", day(first), day(last)));
    format!("{name}{days}, {}", seen_in_words(measurement.seen, measurement.seen_as))
}

/// What to know of a measurement, as a sentence.
pub fn remark_in_words(remark: Remark) -> &'static str {
    match remark {
        Remark::ShortSpan => tr!("Fewer than seven days were seen: a month may hold other days."),
        Remark::FollowsCalls => {
            tr!("Requests are not told apart: these are calls, at the planned number of calls a request.")
        }
        Remark::MovedToMean => {
            tr!("Median and 90th percentile are moved so that the average is the measured one: a few calls are far \
                 above the rest.")
        }
        Remark::SumsOnly => tr!("Only sums were seen, no single calls: how far they differ is not known."),
        Remark::RetrievedAsPlanned => tr!("The retrieved part of the input is taken as planned."),
        Remark::PrefixAsPlanned => tr!("The prefix is taken as planned: what was written to caches is not told."),
        Remark::FailuresAreRetried => tr!("Calls that failed are taken to have been made again."),
        Remark::LessThanPlanned => tr!("The whole input is less than what the plan retrieves and repeats."),
        Remark::GrowthTakenOut => tr!("The stage's own factor is taken out."),
    }
}

/// Why something could not be measured, to follow its name and a colon.
pub fn why_in_words(why: Why) -> &'static str {
    match why {
        Why::NoRequests => tr!("requests are not told apart"),
        Why::NoFailures => tr!("it is not told which calls failed"),
        Why::NoCacheCounts => tr!("it is not told what caches held"),
        Why::NoCacheWrites => tr!("it is not told what was written to caches"),
        Why::NoReasoning => tr!("reasoning is not told from the rest of the output"),
        Why::NoBatch => tr!("it is not told what waited for a discount"),
        Why::NoCost => tr!("no cost is told in this currency"),
        Why::NoUsers => tr!("users are not told apart"),
        Why::NoTimes => tr!("there are no single calls with a time"),
        Why::FewAMinute => {
            tr!("there is less than one call a minute, and the busiest minute is chance rather than load")
        }
        Why::TooShort => tr!("fewer than four whole weeks were seen"),
        Why::NoJudgement => tr!("it needs a score and the threshold of a success"),
        Why::SharedModel => tr!("several steps share a model, and usage tells only models apart"),
        Why::NotSolved => tr!("the plan does not change with it, or cannot have what was measured"),
        Why::NotCalled => tr!("its model was not called"),
        Why::FromTraffic => tr!("it follows from traffic"),
        Why::PricesRose => tr!("more is paid than the plan's prices say: renew them"),
        Why::LongPrices => tr!("part of the calls may be sold at the price of long prompts"),
    }
}

/// What was used that the plan does not have, as a sentence.
pub fn unplanned_in_words(unplanned: &Unplanned) -> String {
    match unplanned {
        Unplanned::Model(name, share) => {
            let share = share.map_or(String::new(), |share| tr!(", {} of calls", format::percent(share)));
            tr!("{name}{share}: the plan has no such model.", name, share)
        }
        Unplanned::Caching(share) => {
            tr!(
                "{} of input was read from caches: the plan has no prefix caching at this stage.",
                format::percent(*share)
            )
        }
        Unplanned::Batch(share) => {
            tr!("{} of tokens waited for a discount: the plan has no batches at this stage.", format::percent(*share))
        }
        Unplanned::Price(name, ratio) => {
            tr!("{name} is paid at {} its price in the plan.", format::factor(*ratio), name)
        }
    }
}

/// What was assumed where the file leaves something open, as a sentence.
pub fn assumed_in_words(assumed: Assumed) -> &'static str {
    match assumed {
        Assumed::RequestsFollowCalls => tr!("Requests are not told apart: they follow from calls."),
        Assumed::CallsFollowTokens => tr!("Calls are not counted: they follow from tokens."),
        Assumed::CallsFollowCost => tr!("Only costs are told: calls follow from them, at the planned cost of a call."),
        Assumed::FailuresAsPlanned => tr!("Failures are not told: as many as planned."),
        Assumed::CachingAsPlanned => tr!("What caches held is not told: as the plan has it."),
        Assumed::PricedByPlan => tr!("No cost is told: tokens cost what the plan says."),
        Assumed::UnpricedLikeOthers => tr!("Tokens without a cost cost what the others of their model do."),
        Assumed::UnknownPrice => tr!("A model that is not in the plan has no cost: it is left out."),
        Assumed::ModelsTogether => tr!("Models are not told: those of the plan are taken together."),
    }
}

/// So many estimates are named that could not be measured.
const MOST_NAMES: usize = 6;

/// What could not be measured, a sentence a reason: `Production · peak; Growth: there are no single calls with a time.`
pub fn unmeasured_in_words(scenario: &Scenario, unmeasured: &[Unmeasured]) -> Vec<String> {
    let mut reasons: BTreeMap<Why, Vec<String>> = BTreeMap::new();
    for Unmeasured { path, why } in unmeasured {
        reasons.entry(*why).or_default().push(name_of(scenario, path).label());
    }
    let sentence = |(why, names): (Why, Vec<String>)| format!("{}: {}.", listed(&names, MOST_NAMES), why_in_words(why));
    reasons.into_iter().map(sentence).collect()
}

/// A value with what eight in ten lie between, where that is anything else: `504 (496–513)`.
pub fn value_with_range(name: &EstimateName, money: &Money, value: f64, interval: Interval) -> String {
    let full = name.full(money, value);
    let range = format::interval(interval, |value| name.full(money, value));
    if interval[0] < interval[1] && range != full { format!("{full} ({range})") } else { full }
}
