//! Numbers as tables write them: with separators between thousands, decimals after a point or a comma, a sign of a currency.

/// An amount, which may have decimals; `None` for what is none. `NaN` and `inf` are numbers here, so that they are found.
///
/// Where a table is not separated by commas, a comma stands before decimals, unless a point follows it.
#[inline]
pub fn amount(text: &str, has_decimal_comma: bool) -> Option<f64> {
    if let Some(number) = plain(text) {
        return Some(number);
    }
    let text = bare(text);
    let decimal = match (text.rfind('.'), text.rfind(',')) {
        (Some(point), Some(comma)) if point < comma => ',',
        (None, Some(_)) if has_decimal_comma && text.matches(',').count() == 1 => ',',
        _ => '.',
    };
    parse(&text, decimal)
}

/// A number of things. Three digits after a separator are a thousand's; other decimals are kept, since some exports print
/// `3.0`.
#[inline]
pub fn count(text: &str) -> Option<f64> {
    // Three digits after a point are a thousand's.
    if let Some(number) = plain(text).filter(|_| text.len() < 4 || text.as_bytes()[text.len() - 4] != b'.') {
        return Some(number);
    }
    let text = bare(text);
    let separated = text.split(['.', ',', '\'']).count() - 1;
    let last = text.rfind(['.', ',', '\'']);
    match last {
        // `1.234` is a count of a thousand; `0.123` is none.
        Some(at) if text.len() - at == 4 && !text.starts_with(['0', '.', ',']) => {
            text.chars().filter(|letter| !matches!(letter, '.' | ',' | '\'')).collect::<String>().parse().ok()
        }
        Some(at) if separated == 1 => parse(&text, char::from(text.as_bytes()[at])),
        Some(_) => amount(&text, false),
        None => text.parse().ok(),
    }
}

/// A number of JSON, as it is written.
pub fn json(text: &str) -> Option<f64> {
    plain(text).or_else(|| text.parse().ok()).filter(|number: &f64| number.is_finite())
}

/// Digits with at most one point between them, as nearly all numbers are written: a whole number and a power of ten that
/// are both exact, so that their quotient is rounded once. `None` for any other text.
#[inline]
fn plain(text: &str) -> Option<f64> {
    const POWERS: [f64; 16] = [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];
    if text.is_empty() || 16 < text.len() {
        return None;
    }
    let (mut digits, mut decimals) = (0_u64, None);
    for (place, byte) in text.bytes().enumerate() {
        match byte {
            b'0'..=b'9' => digits = digits * 10 + u64::from(byte - b'0'),
            b'.' if decimals.is_none() && 0 < place && place + 1 < text.len() => {
                let after = text.len() - place - 1;
                decimals = Some(after);
            }
            _ => return None,
        }
    }
    const EXACT: u64 = 1 << 53;
    (digits < EXACT).then(|| digits as f64 / POWERS[decimals.unwrap_or(0)])
}

/// Without what stands around the digits of an amount, and without spaces between them.
fn bare(text: &str) -> String {
    let drop =
        |letter: &char| !letter.is_whitespace() && !matches!(letter, '\u{a0}' | '\u{202f}' | '$' | '€' | '£' | '_');
    let bare: String = text.chars().filter(drop).collect();
    bare.replace('−', "-")
}

fn parse(text: &str, decimal: char) -> Option<f64> {
    let (whole, decimals) = match text.rfind(decimal) {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, ""),
    };
    let mut plain: String = whole.chars().filter(|letter| !matches!(letter, '.' | ',' | '\'')).collect();
    if !decimals.is_empty() {
        plain.push('.');
        plain.push_str(decimals);
    }
    plain.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_their_table_writes_them() {
        for (text, has_decimal_comma, expected) in [
            ("0.000153", false, 0.000_153),
            ("1,234.50", false, 1234.5),
            ("$1,234", false, 1234.0),
            ("1.234,50", true, 1234.5),
            ("0,25", true, 0.25),
            ("0.25", true, 0.25),
            ("1 234,5 €", true, 1234.5),
            ("-0.5", false, -0.5),
            ("−3", false, -3.0),
            ("1e-5", false, 1e-5),
            ("2.250000000000000000000000000000", false, 2.25),
        ] {
            assert_eq!(amount(text, has_decimal_comma), Some(expected), "{text}");
        }
        assert!(amount("NaN", false).is_some_and(f64::is_nan));
        assert_eq!(amount("=1+1", false), None);
        assert_eq!(amount("", false), None);
    }

    #[test]
    fn plain_digits_are_read_as_the_standard_library_reads_them() {
        let mut state = 7_u64;
        for _ in 0..20_000 {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let digits = (state >> (11 + state % 50)).to_string();
            let point = state as usize % (digits.len() + 1);
            let text = format!("{}.{}", &digits[..point], &digits[point..]);
            for text in [digits.as_str(), text.as_str()] {
                if let Some(number) = plain(text) {
                    assert_eq!(Some(number), text.parse().ok(), "{text}");
                }
            }
        }
        assert_eq!((plain("."), plain("1."), plain(".5"), plain("1.2.3"), plain("-1")), (None, None, None, None, None));
        assert_eq!((json("1e3"), json("-0.5"), json("1e999")), (Some(1000.0), Some(-0.5), None));
    }

    #[test]
    fn counts_have_thousands_and_no_decimals_but_zero() {
        for (text, expected) in [
            ("1,124,832", 1_124_832.0),
            ("1.124.832", 1_124_832.0),
            ("4,808", 4808.0),
            ("1.234", 1234.0),
            ("3.0", 3.0),
            ("59200.0", 59200.0),
            ("1,124,832.0", 1_124_832.0),
            ("-1", -1.0),
            ("0.123", 0.123),
            ("12'345", 12345.0),
            ("5e3", 5000.0),
        ] {
            assert_eq!(count(text), Some(expected), "{text}");
        }
        assert_eq!(count("a lot"), None);
    }
}
