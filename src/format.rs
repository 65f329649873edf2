//! How numbers are written for people: the same on screen, in pictures, tables and messages. `number_style` says with which marks.

use crate::language::tr;
use crate::number_style::local;

/// How amounts of a currency are written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    code: String,
    prefix: String,
}

const NO_BREAK: char = '\u{a0}';
const MINUS: char = '−';
/// Of an amount that was computed, less than this is what rounding leaves behind, a ten-thousandth of a cent.
const LEAST: f64 = 1e-6;
/// Of what a month or a plan comes to, less than half a cent is nothing.
const HALF_A_CENT: f64 = 0.005;

impl Money {
    /// By ISO code; currencies whose sign is theirs alone get it, the others their code.
    pub fn new(currency: &str) -> Self {
        let prefix = match currency {
            "USD" => "$".to_owned(),
            "EUR" => "€".to_owned(),
            "GBP" => "£".to_owned(),
            "INR" => "₹".to_owned(),
            code => format!("{code}{NO_BREAK}"),
        };
        Self { code: currency.to_owned(), prefix }
    }

    /// Its ISO code.
    pub fn code(&self) -> &str {
        &self.code
    }

    /// What stands before every amount: `$`, or a code and a space.
    pub fn prefix(&self) -> &str {
        &self.prefix
    }

    /// In full: `$15,071`, `$12.40`, `$0.126`, `−$7,309`.
    ///
    /// Of less than 1 always three figures, zeros among them, so that nothing jumps while a slider is dragged past
    /// `$0.110`.
    pub fn full(&self, amount: f64) -> String {
        self.signed(amount, |size| match size {
            _ if size < LEAST => "0".to_owned(),
            _ if 1.0 <= size => whole_or_cents(size),
            _ => three_figures(size),
        })
    }

    /// In full, as somebody has set it: `$0.10`, `$0.025`, `$0.00004`; from 1 on as [`full`](Self::full).
    pub fn price(&self, amount: f64) -> String {
        self.signed(amount, |size| match size {
            _ if size == 0.0 => "0".to_owned(),
            _ if 1.0 <= size => whole_or_cents(size),
            _ => with_cents(significant(size, 3)),
        })
    }

    /// What a month or a plan comes to, where less than half a cent is no amount: `$1,310`, `nothing`.
    pub fn or_nothing(&self, amount: f64) -> String {
        if is_nothing(amount) { tr!("nothing").to_owned() } else { self.full(amount) }
    }

    /// In full, of less than 1 no more than two figures: as exact as the end of a range is.
    pub fn rounded(&self, amount: f64) -> String {
        if 1.0 <= amount.abs() {
            return self.full(amount);
        }
        self.signed(amount, |size| if size < LEAST { "0".to_owned() } else { with_cents(significant(size, 2)) })
    }

    /// For axes and labels: `$15k`, `$1.4k`, `$47`, `$0.01`.
    pub fn short(&self, amount: f64) -> String {
        self.signed(amount, |size| match size {
            _ if size < LEAST => "0".to_owned(),
            _ if size < 1.0 => significant(size, 2),
            _ => short(size),
        })
    }

    /// To the cent, however much it is: `$9,512.40`.
    pub fn cents(&self, amount: f64) -> String {
        self.signed(amount, |size| grouped(size, 2))
    }

    /// To the cent, always with a sign: `+$812.05`.
    pub fn change_in_cents(&self, amount: f64) -> String {
        if HALF_A_CENT <= amount { format!("+{}", self.cents(amount)) } else { self.cents(amount) }
    }

    /// In full, always with a sign: `+$5,064`, `−$7,309`.
    pub fn change(&self, amount: f64) -> String {
        if LEAST <= amount { format!("+{}", self.full(amount)) } else { self.full(amount) }
    }

    fn signed(&self, amount: f64, write: impl Fn(f64) -> String) -> String {
        let size = write(amount.abs());
        let is_zero = size.chars().all(|character| !character.is_ascii_digit() || character == '0');
        let sign = if amount < 0.0 && !is_zero { MINUS.to_string() } else { String::new() };
        format!("{sign}{}{}", self.prefix, local(size))
    }
}

/// Whether what a month or a plan comes to is no amount: less than half a cent.
pub fn is_nothing(amount: f64) -> bool {
    amount.abs() < HALF_A_CENT
}

/// Parts rounded to cents so that they add up to their sum as it is rounded: those that lose most by rounding down get the
/// cents that are left.
pub fn rounded_to_cents(parts: &[f64], sum: f64) -> Vec<f64> {
    let mut cents: Vec<f64> = parts.iter().map(|part| (part * 100.0).floor()).collect();
    let left = (sum * 100.0).round() - cents.iter().sum::<f64>();
    let mut places: Vec<usize> = (0..parts.len()).collect();
    let lost = |place: &usize| parts[*place] * 100.0 - (parts[*place] * 100.0).floor();
    places.sort_by(|one, other| lost(other).total_cmp(&lost(one)));
    for place in places.into_iter().take(left.max(0.0) as usize) {
        cents[place] += 1.0;
    }
    cents.into_iter().map(|cents| cents / 100.0).collect()
}

/// A count in full: `219,089`; below 100 with the figures that matter.
pub fn count(value: f64) -> String {
    let size = value.abs();
    let text = match size {
        _ if 100.0 <= size || (size.fract() == 0.0) => grouped(size, 0),
        _ => significant(size, 3),
    };
    let text = local(text);
    if value < 0.0 { format!("{MINUS}{text}") } else { text }
}

/// A count for axes and labels: `219k`, `1.6k`, `20M`.
pub fn short_count(value: f64) -> String {
    local(if value.abs() < 1.0 { significant(value, 2) } else { short(value) })
}

/// A share: `55 %`, `0.4 %`.
pub fn percent(share: f64) -> String {
    let percent = share * 100.0;
    let text = match percent.abs() {
        size if 10.0 <= size || size == 0.0 => format!("{percent:.0}"),
        _ => trimmed(format!("{percent:.*}", decimals_for(percent, 2))),
    };
    format!("{}{NO_BREAK}%", local(text.replace('-', "−")))
}

/// A share in whole percent, for the shares of a whole.
pub fn whole_percent(share: f64) -> String {
    format!("{:.0}{NO_BREAK}%", share * 100.0).replace('-', "−")
}

/// A share of futures in whole percent that never says all or none where it is not: `64 %`, `under 1 %`, `over 99 %`.
pub fn chance(share: f64) -> String {
    match share {
        share if 0.0 < share && share <= 0.005 => tr!("under\u{a0}1\u{a0}%").to_owned(),
        share if (0.995..1.0).contains(&share) => tr!("over\u{a0}99\u{a0}%").to_owned(),
        share => whole_percent(share),
    }
}

/// From one figure to another: `$9,100–$17,800`; with signs or without an upper end in words.
pub fn interval([low, high]: [f64; 2], write: impl Fn(f64) -> String) -> String {
    let (from, to) = (write(low), write(high));
    match (low, high) {
        _ if high.is_infinite() => tr!("{from} and more", from),
        _ if from == to => from,
        (low, high) if low < 0.0 || high < 0.0 => tr!("{from} to {to}", from, to),
        // A code is said once.
        _ => match to.split_once(NO_BREAK) {
            Some((code, rest)) if from.starts_with(code) => format!("{from}–{rest}"),
            _ => format!("{from}–{to}"),
        },
    }
}

/// A factor: `322×`, `2.35×`, `0.9×`.
pub fn factor(value: f64) -> String {
    let text = match value.abs() {
        size if 1000.0 <= size => grouped(value, 0),
        size if 100.0 <= size => format!("{value:.0}"),
        size if 10.0 <= size => trimmed(format!("{value:.1}")),
        _ => significant(value, 3),
    };
    format!("{}×", local(text))
}

/// Any number, with as many figures as matter, to be typed over: `0.0004`, `12,000`, `3.5`.
pub fn plain(value: f64) -> String {
    local(if value.abs() < 1000.0 { significant(value, 4) } else { grouped(value, 0) })
}

/// A number with so many decimals: `17.2`.
pub fn decimals(value: f64, decimals: usize) -> String {
    local(grouped(value, decimals))
}

/// A number as a field shows it, with every figure that somebody may have typed: `1,234.5`; a long one as [`plain`].
pub fn typed(value: f64) -> String {
    let short = (0..=9).map(|decimals| grouped(value, decimals)).find(|text| {
        let is_same = text.replace(',', "").replace(MINUS, "-").parse().is_ok_and(|read: f64| read == value);
        is_same && text.chars().filter(char::is_ascii_digit).count() <= 9
    });
    short.map_or_else(|| plain(value), local)
}

/// A share as a field shows it: `55 %`, `0.4 %`.
pub fn typed_percent(share: f64) -> String {
    // 0.07 times 100 is 7.000000000000001.
    let percent = format!("{:.9}", share * 100.0).parse().unwrap_or(share * 100.0);
    format!("{}{NO_BREAK}%", typed(percent))
}

fn short(size: f64) -> String {
    const UNITS: [(f64, &str); 5] = [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "k"), (1.0, "")];
    // 999,950 is 1.0M, not 1000k.
    let (unit, letter) = UNITS.into_iter().find(|(unit, _)| 0.9995 * unit <= size.abs()).unwrap_or((1.0, ""));
    let scaled = size / unit;
    if 1e5 <= scaled.abs() {
        return format!("{size:.1e}");
    }
    let decimals = usize::from(scaled.abs() < 9.95);
    format!("{}{letter}", trimmed(format!("{scaled:.decimals$}")))
}

/// With a number of significant figures, trailing zeros cut.
fn significant(value: f64, figures: usize) -> String {
    if value == 0.0 {
        return "0".to_owned();
    }
    if value.abs() < 1e-6 {
        return format!("{value:.1e}");
    }
    trimmed(format!("{value:.*}", decimals_for(value, figures)))
}

fn decimals_for(value: f64, figures: usize) -> usize {
    let magnitude = value.abs().log10().floor() as i32;
    usize::try_from(figures as i32 - 1 - magnitude).unwrap_or(0)
}

/// An amount from 1 on: with cents below 100.
fn whole_or_cents(size: f64) -> String {
    grouped(size, if size < 100.0 { 2 } else { 0 })
}

/// An amount below 1 with three significant figures, of which none is cut: `0.110`, `0.0811`.
fn three_figures(size: f64) -> String {
    let decimals = decimals_for(size, 3);
    // 0.09996 is 0.100, and 0.9996 is 1.00.
    let text = format!("{size:.decimals$}");
    let rounded: f64 = text.parse().unwrap_or(size);
    match rounded {
        rounded if 1.0 <= rounded => format!("{rounded:.2}"),
        rounded => format!("{rounded:.*}", decimals_for(rounded, 3)),
    }
}

/// With at least two decimals, as prices are written.
fn with_cents(text: String) -> String {
    match text.split_once('.') {
        Some((_, decimals)) if decimals.len() == 1 => format!("{text}0"),
        _ => text,
    }
}

fn trimmed(text: String) -> String {
    if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
}

/// With thousands separated.
fn grouped(value: f64, decimals: usize) -> String {
    if 1e15 <= value.abs() {
        return format!("{value:.2e}");
    }
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').map_or((text.as_str(), ""), |(whole, fraction)| (whole, fraction));
    let digits = whole.trim_start_matches('-');
    let mut grouped = if whole.len() == digits.len() { String::new() } else { MINUS.to_string() };
    for (index, digit) in digits.chars().enumerate() {
        if 0 < index && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    if fraction.is_empty() { grouped } else { format!("{grouped}.{fraction}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_in_full() {
        let dollars = Money::new("USD");
        let cases = [
            (15070.6, "$15,071"),
            (99.996, "$100.00"),
            (12.4, "$12.40"),
            (0.126_38, "$0.126"),
            (0.00004, "$0.0000400"),
            (-7309.0, "−$7,309"),
            (-0.0, "$0"),
            (0.1, "$0.100"),
            (0.099_96, "$0.100"),
            (0.9996, "$1.00"),
            (1_234_567.8, "$1,234,568"),
            (5.8e-11, "$0"),
            (-5.8e-11, "$0"),
        ];
        for (amount, text) in cases {
            assert_eq!(dollars.full(amount), text);
        }
        assert_eq!(
            [0.1, 0.025, 0.00004, 12.4].map(|price| dollars.price(price)),
            ["$0.10", "$0.025", "$0.00004", "$12.40"]
        );
        assert_eq!([5.8e-11, -0.004, 0.25].map(|amount| dollars.or_nothing(amount)), ["nothing", "nothing", "$0.250"]);
        assert_eq!([5.8e-11, -5.8e-11].map(|amount| dollars.change(amount)), ["$0", "$0"]);
        assert_eq!((dollars.short(5.8e-11), dollars.rounded(-5.8e-11)), ("$0".to_owned(), "$0".to_owned()));
        assert_eq!([0.0997, 0.2161, 22_081.7].map(|amount| dollars.rounded(amount)), ["$0.10", "$0.22", "$22,082"]);
        assert_eq!(Money::new("CAD").full(5.0), "CAD\u{a0}5.00");
        assert_eq!(dollars.change(5063.8), "+$5,064");
    }

    #[test]
    fn amounts_below_1_keep_their_width_while_something_is_dragged() {
        let dollars = Money::new("USD");
        for (low, high, letters) in [(0.1, 0.9994, 6), (0.01, 0.099_94, 7), (1.0, 9.99, 5)] {
            let steps = (0..1000).map(|step| low + (high - low) * f64::from(step) / 999.0);
            let ragged = steps.map(|amount| dollars.full(amount)).find(|text| text.chars().count() != letters);
            assert_eq!(ragged, None, "{low} to {high}");
        }
    }

    #[test]
    fn money_for_labels() {
        let dollars = Money::new("USD");
        let cases = [
            (15070.6, "$15k"),
            (1394.3, "$1.4k"),
            (46.8, "$47"),
            (0.1, "$0.1"),
            (999_960.0, "$1M"),
            (1e5, "$100k"),
            (2.5e6, "$2.5M"),
            (-1000.0, "−$1k"),
        ];
        for (amount, text) in cases {
            assert_eq!(dollars.short(amount), text);
        }
    }

    #[test]
    fn intervals() {
        let cases = [
            ([9100.0, 17_800.0], "$9,100–$17,800"),
            ([-5.0, 3.0], "−$5.00 to $3.00"),
            ([12.0, f64::INFINITY], "$12.00 and more"),
            ([0.1, 0.1], "$0.100"),
        ];
        for (ends, text) in cases {
            assert_eq!(interval(ends, |amount| Money::new("USD").full(amount)), text);
        }
        let dollars = Money::new("CAD");
        assert_eq!(interval([12.0, 300.0], |amount| dollars.full(amount)), "CAD\u{a0}12.00–300");
    }

    #[test]
    fn counts_shares_and_factors() {
        assert_eq!(count(219_089.02), "219,089");
        assert_eq!(count(0.5), "0.5");
        assert_eq!(short_count(128_900.0), "129k");
        assert_eq!(short_count(1600.0), "1.6k");
        assert_eq!(percent(0.55), "55\u{a0}%");
        assert_eq!(percent(0.004), "0.4\u{a0}%");
        assert_eq!(percent(-0.3), "−30\u{a0}%");
        let chances = [
            (0.0, "0\u{a0}%"),
            (0.001, "under\u{a0}1\u{a0}%"),
            (0.005, "under\u{a0}1\u{a0}%"),
            (0.644, "64\u{a0}%"),
            (0.9999, "over\u{a0}99\u{a0}%"),
            (1.0, "100\u{a0}%"),
        ];
        for (share, text) in chances {
            assert_eq!(chance(share), text);
        }
        assert_eq!(factor(321.79), "322×");
        assert_eq!(factor(2.35), "2.35×");
        assert_eq!(plain(12000.0), "12,000");
        assert_eq!(plain(0.0004), "0.0004");
        assert_eq!(
            [1795.12, 0.0004, 12_000.0, -2.5, 1.0 / 3.0].map(typed),
            ["1,795.12", "0.0004", "12,000", "−2.5", "0.3333"]
        );
        assert_eq!([0.07, 0.123_45, 0.004].map(typed_percent), ["7\u{a0}%", "12.345\u{a0}%", "0.4\u{a0}%"]);
    }
}
