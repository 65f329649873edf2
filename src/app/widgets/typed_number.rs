//! Numbers as people type them, sums of them, and from where to where: `1,000`, `120k`, `40 %`, `3000 × 0.8 × 21`,
//! `2000–5500`; with the marks of any language as far as they can be told apart.

use crate::number_style::NumberStyle;

/// Reads what people type: `1,000`, `120k`, `1.5M`, `40 %`, `−0.3`, and what they would else ask a calculator:
/// `3000*0.8*21`, `(120k + 30k) / 2`. In a field that shows percent, what comes to `40` is 40 % as well.
pub fn parse_number(text: &str, in_percent: bool) -> Option<f64> {
    let is_filler = |character: char| character.is_whitespace() || matches!(character, '_' | '\'' | '’');
    let text = text.replace(is_filler, "").replace('−', "-");
    let number = literal(&text).or_else(|| Calculation::result(&text))?;
    let is_percent = in_percent && !text.contains('%') && !text.ends_with(is_suffix);
    let number = if is_percent { number / 100.0 } else { number };
    is_number(number).then_some(number)
}

/// Reads from where to where, two numbers or three that go up, typed over what a field shows: `2000–5500`, `2..5k`,
/// `10 to 20 %`, `2000–3200–5500`. A hyphen between bare numbers that go up is no minus: nobody takes more from less.
pub fn parse_range(shown: &str, text: &str, in_percent: bool) -> Option<Vec<f64>> {
    let is_bare = |part: &str| !part.contains(['+', '*', '×', '/', '÷', '(', '-', '−']);
    let mut text = ["—", "...", "..", "…", " to "].iter().fold(text.to_owned(), |text, mark| text.replace(mark, "–"));
    if !text.contains('–') && text.split('-').all(is_bare) {
        text = text.replace('-', "–");
    }
    let parts: Vec<String> = text.split('–').map(|part| edited(shown, part.trim())).collect();
    let last = parts.last()?.chars().last()?;
    let each = |suffix: &str| -> Option<Vec<f64>> {
        let shares = |part: &str| is_bare(part) && !part.ends_with(is_suffix);
        let whole = |part: &String| if shares(part) { format!("{part}{suffix}") } else { part.clone() };
        parts.iter().map(|part| parse_number(&whole(part), in_percent)).collect()
    };
    let goes_up = |numbers: &Vec<f64>| numbers.is_sorted() && numbers.first() < numbers.last();
    let count = 2..=3;
    // `2–5k` means thousands both times, and `800–2k` does not.
    let shared = is_suffix(last).then(|| each(last.encode_utf8(&mut [0; 4]))).flatten();
    count.contains(&parts.len()).then(|| shared.filter(goes_up).or_else(|| each("").filter(goes_up))).flatten()
}

/// Whether people could mean it, far beyond what any domain allows and far from overflowing.
pub fn is_number(value: f64) -> bool {
    value.abs() <= 1e100
}

/// What may stand behind digits, and what they are multiplied by.
const SUFFIXES: [(char, f64); 7] =
    [('k', 1e3), ('K', 1e3), ('m', 1e6), ('M', 1e6), ('b', 1e9), ('B', 1e9), ('%', 0.01)];

fn is_suffix(character: char) -> bool {
    SUFFIXES.iter().any(|(suffix, _)| *suffix == character)
}

/// The same number with a point before its decimals and nothing between thousands. `1,234.5` and `1.234,5` are told apart
/// by themselves, and so are `0,5` and `1.234.567`; whether `1.234` has decimals is as the style has it.
fn with_point(text: &str, style: NumberStyle) -> Option<String> {
    let (last, other) = match (text.rfind(','), text.rfind('.')) {
        (None, None) => return Some(text.to_owned()),
        (Some(comma), Some(point)) if comma < point => ('.', Some(',')),
        (Some(_), Some(_)) => (',', Some('.')),
        (Some(_), None) => (',', None),
        (None, Some(_)) => ('.', None),
    };
    let marks = text.matches(last).count();
    let (whole, decimals) = text.rsplit_once(last)?;
    // What may be a group of thousands is one, unless this mark stands before decimals here.
    let digits = whole.trim_start_matches(['-', '+']);
    let is_grouped = has_groups(digits, decimals, last);
    let may_group = style.thousands_mark() == Some(last);
    match (marks, other) {
        (1, Some(other)) => {
            let (first, last_group) = digits.rsplit_once(other)?;
            has_groups(first, last_group, other).then(|| format!("{}.{decimals}", whole.replace(other, "")))
        }
        (1, None) if may_group && is_grouped => Some(text.replace(last, "")),
        // Neither groups of three nor anything that people write behind another mark.
        (1, None) if may_group && digits != "0" && 3 <= digits_of(decimals) => None,
        (1, None) => Some(format!("{whole}.{decimals}")),
        (_, None) if is_grouped => Some(text.replace(last, "")),
        _ => None,
    }
}

/// Whether digits are grouped by a mark, the last group apart: in threes, or as in India by twos before the last three.
fn has_groups(before: &str, last: &str, mark: char) -> bool {
    let is_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = before.split(mark);
    let first = groups.next().unwrap_or_default();
    let starts = (1..=3).contains(&first.len()) && is_digits(first) && first != "0";
    starts && digits_of(last) == 3 && groups.all(|group| (2..=3).contains(&group.len()) && is_digits(group))
}

/// How many digits a text begins with.
fn digits_of(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

/// What was typed into a field that shows a number in groups: where it is an edit of that, its groups say nothing any more,
/// `12,0000` of `12,000` is 120,000.
pub fn edited(shown: &str, typed: &str) -> String {
    let mark = NumberStyle::current().thousands_mark();
    let is_edit = mark.is_some_and(|mark| {
        let heads = shown.split_once(mark).zip(typed.split_once(mark));
        heads.is_some_and(|((before, _), (now, _))| now.starts_with(before) || now.ends_with(before))
    });
    match mark {
        Some(mark) if is_edit => typed.replace(mark, ""),
        _ => typed.to_owned(),
    }
}

/// A single number.
fn literal(text: &str) -> Option<f64> {
    let text = &with_point(text, NumberStyle::current())?;
    let last = text.chars().last()?;
    let Some(&(suffix, factor)) = SUFFIXES.iter().find(|(suffix, _)| last == *suffix) else { return text.parse().ok() };
    let digits = text.strip_suffix(suffix)?.parse::<f64>().ok()?;
    // Dividing rounds once, where multiplying by an inverse would round twice: 7 % is 0.07.
    Some(if factor < 1.0 { digits / 100.0 } else { digits * factor })
}

/// What is left of a calculation that is read from its beginning: sums of products of numbers and parentheses.
struct Calculation<'t> {
    rest: &'t str,
    /// How many more parentheses may open, and signs stand before numbers.
    depth: usize,
}

impl<'t> Calculation<'t> {
    fn result(text: &'t str) -> Option<f64> {
        let mut calculation = Self { rest: text, depth: 20 };
        calculation.sum().filter(|_| calculation.rest.is_empty())
    }

    fn take(&mut self, wanted: &[char]) -> Option<char> {
        let found = self.rest.chars().next().filter(|found| wanted.contains(found))?;
        self.rest = &self.rest[found.len_utf8()..];
        Some(found)
    }

    fn sum(&mut self) -> Option<f64> {
        let mut sum = self.product()?;
        while let Some(sign) = self.take(&['+', '-']) {
            let other = self.product()?;
            sum += if sign == '+' { other } else { -other };
        }
        Some(sum)
    }

    fn product(&mut self) -> Option<f64> {
        let mut product = self.factor()?;
        while let Some(sign) = self.take(&['*', '×', '/', '÷']) {
            let other = self.factor()?;
            product = if matches!(sign, '*' | '×') { product * other } else { product / other };
        }
        Some(product)
    }

    fn factor(&mut self) -> Option<f64> {
        if let Some(opens) = self.take(&['-', '(']) {
            self.depth = self.depth.checked_sub(1)?;
            if opens == '-' {
                return Some(-self.factor()?);
            }
            let sum = self.sum()?;
            return self.take(&[')']).map(|_| sum);
        }
        let digits =
            self.rest.find(|end: char| !end.is_ascii_digit() && !matches!(end, '.' | ',')).unwrap_or(self.rest.len());
        let suffix = self.rest[digits..].chars().next().filter(|next| is_suffix(*next));
        let (number, rest) = self.rest.split_at(digits + suffix.map_or(0, char::len_utf8));
        self.rest = rest;
        literal(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_of_any_language_are_read() {
        let cases = [
            ("1,234.5", Some(1234.5), Some(1234.5)),
            ("1.234,5", Some(1234.5), Some(1234.5)),
            ("0,5", Some(0.5), Some(0.5)),
            ("1,5", Some(1.5), Some(1.5)),
            ("12,25 %", Some(0.1225), Some(0.1225)),
            ("1.234.567", Some(1_234_567.0), Some(1_234_567.0)),
            ("12,34,567", Some(1_234_567.0), Some(1_234_567.0)),
            ("1.234", Some(1.234), Some(1234.0)),
            ("1,234", Some(1234.0), Some(1.234)),
            ("0.125", Some(0.125), Some(0.125)),
            ("0,125", Some(0.125), Some(0.125)),
            ("1’234.50", Some(1234.5), Some(1234.5)),
            ("1\u{202f}234,5", Some(1234.5), Some(1234.5)),
            ("-1,5k", Some(-1500.0), Some(-1500.0)),
            ("1,5 × 2", Some(3.0), Some(3.0)),
            ("1,23,4", None, None),
            ("12,0000", None, Some(12.0)),
            ("1100,000", None, Some(1100.0)),
            ("+1,000", Some(1000.0), Some(1.0)),
            ("+1,234.5", Some(1234.5), Some(1234.5)),
            ("1.2.3", None, None),
            ("1,,5", None, None),
            (",", None, None),
        ];
        for (text, in_points, in_commas) in cases {
            let read =
                |style| with_point(&text.replace(|letter: char| letter.is_whitespace() || letter == '’', ""), style);
            let simple = !text.contains(['×', '%', 'k']);
            if simple {
                let number = |style| read(style).and_then(|text| text.parse::<f64>().ok());
                assert_eq!((number(NumberStyle::Point), number(NumberStyle::Comma)), (in_points, in_commas), "{text}");
            }
            assert_eq!(parse_number(text, false), in_points, "{text}");
        }
    }

    #[test]
    fn from_where_to_where() {
        let cases: [(&str, Option<&[f64]>); 24] = [
            ("2000-5500", Some(&[2000.0, 5500.0])),
            ("2000–3200–5500", Some(&[2000.0, 3200.0, 5500.0])),
            ("2,000 - 5,500", Some(&[2000.0, 5500.0])),
            ("2..5k", Some(&[2000.0, 5000.0])),
            ("2...5", Some(&[2.0, 5.0])),
            ("800-2k", Some(&[800.0, 2000.0])),
            ("0.5 to 1.5 M", Some(&[500_000.0, 1_500_000.0])),
            ("10-20 %", Some(&[0.1, 0.2])),
            ("0-0-5", Some(&[0.0, 0.0, 5.0])),
            ("10*2–50", Some(&[20.0, 50.0])),
            ("2,000..5,500", Some(&[2000.0, 5500.0])),
            ("2-5,5k", Some(&[2000.0, 5500.0])),
            ("1000-200+900", None),
            ("5+10-3+20", None),
            ("20-10", None),
            ("100 - 10 %", None),
            ("5-5", None),
            ("−0.3", None),
            ("-5", None),
            ("1e-3", None),
            ("5–", None),
            ("1-2-3-4", None),
            ("12", None),
            ("", None),
        ];
        for (text, numbers) in cases {
            assert_eq!(parse_range("0.5", text, false).as_deref(), numbers, "{text}");
        }
        assert_eq!(parse_range("5 %", "10-20", true), Some(vec![0.1, 0.2]));
        assert_eq!(parse_range("5 %", "−5–10", true), Some(vec![-0.05, 0.1]));
        assert_eq!(parse_range("12,000", "12,00-15,000", false), Some(vec![1200.0, 15_000.0]));
    }

    #[test]
    fn groups_that_were_edited_say_nothing() {
        let cases = [
            ("12,000", "12,0000", 120_000.0),
            ("12,000", "12,00", 1200.0),
            ("100,000", "1100,000", 1_100_000.0),
            ("1,234,567", "1,234,56", 123_456.0),
            ("12,000", "1,5", 1.5),
            ("12,000", "1,500", 1500.0),
            ("0.5", "0,25", 0.25),
        ];
        for (shown, typed, number) in cases {
            assert_eq!(parse_number(&edited(shown, typed), false), Some(number), "{typed} over {shown}");
        }
    }

    #[test]
    fn a_french_keypad_types_points() {
        assert_eq!(with_point("2.375", NumberStyle::Space).as_deref(), Some("2.375"));
        assert_eq!(with_point("2,375", NumberStyle::Space).as_deref(), Some("2.375"));
    }

    #[test]
    fn what_people_type() {
        let cases = [
            ("1,000", Some(1000.0)),
            ("120k", Some(120_000.0)),
            ("1.5 M", Some(1_500_000.0)),
            ("40 %", Some(0.4)),
            ("−0.3", Some(-0.3)),
            ("1e3", Some(1000.0)),
            ("", None),
            ("abc", None),
            ("12x", None),
            ("1..5", None),
            ("inf", None),
            ("1e99k", None),
            ("3000*0.8*21", Some(50_400.0)),
            ("(120k + 30k) / 2", Some(75_000.0)),
            ("1,000 − 2 × (3 − 1)", Some(996.0)),
            ("-2*-3", Some(6.0)),
            ("100 - 10 %", Some(99.9)),
            ("1/0", None),
            ("2*", None),
            ("(2", None),
            ("2)", None),
            ("2 (3)", None),
            ("1:2", None),
            ("2026-01-05x", None),
            ("--", None),
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text, false), number, "{text}");
        }
        assert_eq!(parse_number("55", true), Some(0.55));
        assert_eq!(parse_number("7", true), Some(0.07));
        assert_eq!(parse_number("0.4 %", true), Some(0.004));
        assert_eq!(parse_number("100/8", true), Some(0.125));
        assert_eq!(parse_number("0.5 %*3", true), Some(0.015));
        assert_eq!(parse_number(&"(".repeat(100_000), false), None);
        assert_eq!(parse_number(&"-".repeat(100_000), false), None);
    }
}
