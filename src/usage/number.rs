//! Numbers as tables write them: with separators between thousands, decimals after a point or a comma, a sign of a currency.

/// An amount, which may have decimals; `None` for what is none. `NaN` and `inf` are numbers here, so that they are found.
///
/// Where a table is not separated by commas, a comma stands before decimals, unless a point follows it.
pub fn amount(text: &str, has_decimal_comma: bool) -> Option<f64> {
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
pub fn count(text: &str) -> Option<f64> {
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
