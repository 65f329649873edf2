//! What a strategy earns, in words with one sign: it *saves* or *costs*, and plus and minus are left to net.
//!
//! Its net is its Shapley share of planned net − baseline net (model, section 8), so that the nets of all strategies add
//! up to what they earn together; the net that it would take along as the last to be switched off does not.

use crate::economics::Contribution;
use crate::format::{Money, is_nothing};
use crate::language::tr;
use crate::scenario::Strategy;

/// `saves $143`, `costs $91.70`, `saves nothing`.
pub fn saving_in_words(money: &Money, saving: f64) -> String {
    let amount = money.full(saving.abs());
    match saving {
        _ if is_nothing(saving) => tr!("saves nothing").to_owned(),
        saving if saving < 0.0 => tr!("costs {amount}", amount),
        _ => tr!("saves {amount}", amount),
    }
}

/// What stands on the bill, and what becomes of it where that is the opposite: `saves $143, net −$644`.
pub fn earning_in_words(money: &Money, earns: &Contribution) -> String {
    let saving = saving_in_words(money, earns.share);
    if is_turned(earns) { tr!("{saving}, net {}", money.change(earns.net), saving) } else { saving }
}

/// The same where there is little room: what becomes of it where that is the opposite of what stands on the bill.
pub fn earning_in_short(money: &Money, earns: &Contribution) -> String {
    if is_turned(earns) { tr!("net {}", money.change(earns.net)) } else { saving_in_words(money, earns.share) }
}

/// The value that goes with it, where there is any: `loses $787 of value`, `adds $20.00 of value`.
pub fn value_in_words(money: &Money, earns: &Contribution) -> Option<String> {
    let lost = earns.share - earns.net;
    let is_seen = !is_nothing(lost) && money.full(earns.share) != money.full(earns.net);
    let amount = money.full(lost.abs());
    is_seen.then(|| {
        if lost < 0.0 { tr!("adds {amount} of value", amount) } else { tr!("loses {amount} of value", amount) }
    })
}

/// All of it: `saves $143, loses $787 of value: net −$644`.
pub fn earning_in_full(money: &Money, earns: &Contribution) -> String {
    let saving = saving_in_words(money, earns.share);
    match value_in_words(money, earns) {
        Some(value) => tr!("{saving}, {value}: net {}", money.change(earns.net), saving, value),
        None => saving,
    }
}

/// Whether money is lost by it, whatever it takes off the bill.
pub fn is_losing(net: f64) -> bool {
    net < 0.0 && !is_nothing(net)
}

/// Whether what it does to the bill and what it does to net are opposites.
fn is_turned(earns: &Contribution) -> bool {
    let is_seen = !is_nothing(earns.share) && !is_nothing(earns.net);
    is_seen && (earns.share < 0.0) != (earns.net < 0.0)
}

/// What bringing a strategy in costs once: `set-up $6k`; `None` where it is nothing.
pub fn set_up_in_short(money: &Money, strategy: &Strategy) -> Option<String> {
    let once = strategy.setup_cost.base();
    (0.0 < once).then(|| tr!("set-up {}", money.short(once)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minus_means_one_thing() {
        let money = Money::new("USD");
        let earns = |share, net| Contribution { share, net, alone: share };
        let cases = [
            (earns(5084.0, 5084.0), "saves $5,084", "saves $5,084", false),
            (earns(634.0, -91.7), "saves $634, net −$91.70", "saves $634, loses $726 of value: net −$91.70", true),
            (earns(-192.0, -192.0), "costs $192", "costs $192", true),
            (earns(-192.0, 50.0), "costs $192, net +$50.00", "costs $192, adds $242 of value: net +$50.00", false),
            (earns(3995.0, 2557.0), "saves $3,995", "saves $3,995, loses $1,438 of value: net +$2,557", false),
            (earns(-5.8e-11, -5.8e-11), "saves nothing", "saves nothing", false),
        ];
        for (earns, brief, full, is_lost) in cases {
            assert_eq!(earning_in_words(&money, &earns), brief);
            assert_eq!(earning_in_full(&money, &earns), full);
            assert_eq!(is_losing(earns.net), is_lost, "{full}");
            let short = earning_in_short(&money, &earns);
            assert!(
                brief.contains(&short) && (is_lost == (short.contains('−') || short.starts_with("costs"))),
                "{short}"
            );
        }
    }
}
