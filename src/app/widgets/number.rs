//! A number that is typed or dragged: never clamped without a word.

use egui::{DragValue, Response, Ui};

use crate::charts::figures;
use crate::scenario::Domain;

/// Edits a number of a domain: shares and changes in percent, everything else as it is. Dragging stays in the domain;
/// what is typed stands as typed, and a problem says so.
pub fn number_ui(ui: &mut Ui, value: &mut f64, domain: Domain) -> Response {
    let in_percent = matches!(domain, Domain::Share | Domain::AboveMinusOne);
    let written = move |value: f64| if in_percent { figures::plain_percent(value) } else { figures::plain(value) };
    let least_speed = if in_percent { 0.002 } else { 0.01 };
    let before = *value;
    let response = ui.add(
        DragValue::new(value)
            .speed((before.abs() * 0.005).max(least_speed))
            .custom_formatter(move |value, _| written(value))
            .custom_parser(move |text| parse_number(text, in_percent)),
    );
    if !is_number(*value) || !response.dragged() && written(*value) == written(before) {
        // Entering what was shown is no edit: the digits that were not shown stay.
        *value = before;
    }
    if response.dragged() {
        *value = value.clamp(if domain == Domain::AboveMinusOne { -0.99 } else { domain.least() }, domain.greatest());
    }
    response
}

/// Reads what people type: `1,000`, `120k`, `1.5M`, `40 %`, `−0.3`. In a field that shows percent, `40` is 40 % as well.
pub fn parse_number(text: &str, in_percent: bool) -> Option<f64> {
    let is_filler = |character: char| character.is_whitespace() || matches!(character, ',' | '_' | '\'');
    let text = text.replace(is_filler, "").replace('−', "-");
    let last = text.chars().last()?;
    let factor = match last {
        'k' | 'K' => 1e3,
        'm' | 'M' => 1e6,
        'b' | 'B' => 1e9,
        '%' => 0.01,
        _ if in_percent => 0.01,
        _ => 1.0,
    };
    let digits = if last.is_ascii_digit() || last == '.' { text.as_str() } else { text.strip_suffix(last)? };
    let number = digits.parse::<f64>().ok()? * factor;
    is_number(number).then_some(number)
}

/// Whether people could mean it, far beyond what any [`Domain`] allows and far from overflowing.
pub fn is_number(value: f64) -> bool {
    value.abs() <= 1e100
}

#[cfg(test)]
mod tests {
    use super::*;

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
            ("inf", None),
            ("1e99k", None),
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text, false), number, "{text}");
        }
        assert_eq!(parse_number("55", true), Some(0.55));
        assert_eq!(parse_number("0.4 %", true), Some(0.004));
    }
}
