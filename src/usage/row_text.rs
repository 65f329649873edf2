//! The sums of a day and model as one line of text, which is how a file keeps them:
//! `2026-10-01 claude-sonnet-4-6 anthropic - records=1 calls=812 requests=700 output=91000 USD=12.5`.
//!
//! Day, model, provider and service come first, `-` where there is none; then what is known, by name.

use super::digest::{Day, RowKey};
use super::record::Currency;
use super::sums::Sums;

/// What a name of a meter begins with.
const METER: &str = "meter.";

/// Writes a line.
pub fn write_row(key: &RowKey, sums: &Sums) -> String {
    let name = |name: &Option<String>| name.as_deref().map_or("-".to_owned(), escaped);
    let day = key.day.and_then(Day::date).map_or("-".to_owned(), |day| day.to_string());
    let mut words = vec![day, name(&key.model), name(&key.provider), name(&key.service)];
    words.push(format!("records={}", sums.records));
    let mut copy = sums.clone();
    for (key, count) in copy.counts_mut() {
        words.extend(count.map(|count| format!("{key}={count}")));
    }
    if 0 < sums.unpriced_tokens {
        words.push(format!("unpriced={}", sums.unpriced_tokens));
    }
    for (currency, nanos) in &sums.costs {
        let sign = if *nanos < 0 { "-" } else { "" };
        let (whole, part) = (nanos.unsigned_abs() / 1_000_000_000, nanos.unsigned_abs() % 1_000_000_000);
        let amount = format!("{sign}{whole}.{part:09}");
        words.push(format!("{}={}", currency.as_str(), amount.trim_end_matches('0').trim_end_matches('.')));
    }
    words.extend(sums.meters.iter().map(|(meter, count)| format!("{METER}{}={count}", escaped(meter))));
    words.join(" ")
}

/// Reads a line; `None` where it is none.
pub fn read_row(text: &str) -> Option<(RowKey, Sums)> {
    let mut words = text.split(' ');
    let day = match words.next()? {
        "-" => None,
        day => Some(Day::of(crate::day::parse_day(day)?)),
    };
    let mut name = || match words.next() {
        Some("-") => Some(None),
        Some(name) => unescaped(name).map(Some),
        None => None,
    };
    let key = RowKey { day, model: name()?, provider: name()?, service: name()? };
    let mut sums = Sums::default();
    for word in words {
        let (name, value) = word.rsplit_once('=')?;
        if let Some(meter) = name.strip_prefix(METER) {
            sums.meters.insert(unescaped(meter)?, value.parse().ok()?);
        } else if let Some((_, count)) = sums.counts_mut().into_iter().find(|(key, _)| *key == name) {
            *count = Some(value.parse().ok()?);
        } else {
            match name {
                "records" => sums.records = value.parse().ok()?,
                "unpriced" => sums.unpriced_tokens = value.parse().ok()?,
                currency => drop(sums.costs.insert(Currency::parse(currency)?, nanos(value)?)),
            }
        }
    }
    Some((key, sums))
}

fn nanos(text: &str) -> Option<i64> {
    let (sign, text) = text.strip_prefix('-').map_or((1, text), |text| (-1, text));
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if 9 < part.len() {
        return None;
    }
    let whole: i64 = whole.parse().ok().filter(|whole| 0 <= *whole)?;
    let part: i64 = format!("{part:0<9}").parse().ok().filter(|part| 0 <= *part)?;
    whole.checked_mul(1_000_000_000)?.checked_add(part)?.checked_mul(sign)
}

/// Without blanks, so that it is one word; a lone `-` is told from a name that is missing.
fn escaped(name: &str) -> String {
    let escape = |letter: char| match letter {
        '%' => true,
        _ => letter.is_whitespace() || letter.is_control(),
    };
    let mut text = String::new();
    for letter in name.chars() {
        if escape(letter) || name == "-" {
            letter.encode_utf8(&mut [0; 4]).bytes().for_each(|byte| text.push_str(&format!("%{byte:02X}")));
        } else {
            text.push(letter);
        }
    }
    // Nothing at all would be no word.
    if text.is_empty() { "%".to_owned() } else { text }
}

fn unescaped(text: &str) -> Option<String> {
    if text == "%" {
        return Some(String::new());
    }
    let (mut bytes, mut rest) = (Vec::new(), text.as_bytes());
    while let [first, after @ ..] = rest {
        rest = after;
        if *first != b'%' {
            bytes.push(*first);
            continue;
        }
        let digits = std::str::from_utf8(rest.get(..2)?).ok()?;
        bytes.push(u8::from_str_radix(digits, 16).ok()?);
        rest = &rest[2..];
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_read_as_it_was_written() {
        let names = ["gpt 4o", "-", "", "100%", "ü\n=", "a=b"];
        for name in names {
            let key = RowKey {
                day: Some(Day(20_727)),
                model: Some(name.to_owned()),
                provider: None,
                service: Some("x".to_owned()),
            };
            let mut sums = Sums { records: 3, calls: Some(0), output: Some(7), ..Sums::default() };
            sums.costs.insert(Currency::USD, -1_250_000_000);
            sums.costs.insert(Currency::parse("eur").unwrap(), 5);
            sums.meters.insert(name.to_owned(), 9);
            let text = write_row(&key, &sums);
            assert_eq!(read_row(&text), Some((key, sums)), "{text}");
        }
        let text = write_row(&RowKey::default(), &Sums::default());
        assert_eq!(text, "- - - - records=0");
        for bad in [
            "",
            "-",
            "2026-13-01 - - -",
            "- - - - x",
            "- - - - calls=x",
            "- %4 - - calls=1",
            "- - - - USD=1.0000000001",
        ] {
            assert_eq!(read_row(bad), None, "{bad}");
        }
    }
}
