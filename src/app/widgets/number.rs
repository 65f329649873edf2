//! A number that is typed or dragged: never clamped without a word.

use egui::{DragValue, Response, Ui};

use crate::charts::figures;
use crate::scenario::Domain;

/// Edits a number of a domain. Dragging stays in the domain; what is typed stands as typed, and a problem says so.
pub fn number_ui(ui: &mut Ui, value: &mut f64, domain: Domain) -> Response {
    let speed = (value.abs() * 0.005).max(if domain == Domain::Share { 0.002 } else { 0.01 });
    let before = *value;
    let response = ui.add(
        DragValue::new(value)
            .speed(speed)
            .custom_formatter(|value, _| figures::plain(value))
            .custom_parser(parse_number),
    );
    if !response.dragged() && figures::plain(*value) == figures::plain(before) {
        // Entering what was shown is no edit: the digits that were not shown stay.
        *value = before;
    }
    if response.dragged() {
        *value = value.clamp(if domain == Domain::AboveMinusOne { -0.99 } else { domain.least() }, domain.greatest());
    }
    response
}

/// Reads what people type: `1,000`, `120k`, `1.5M`, `40 %`, `−0.3`.
fn parse_number(text: &str) -> Option<f64> {
    let text: String =
        text.chars().filter(|character| !character.is_whitespace() && !matches!(character, ',' | '_' | '\'')).collect();
    let text = text.replace('−', "-");
    let (digits, factor) = match text.chars().last()? {
        'k' | 'K' => (&text[..text.len() - 1], 1e3),
        'm' | 'M' => (&text[..text.len() - 1], 1e6),
        'b' | 'B' => (&text[..text.len() - 1], 1e9),
        '%' => (&text[..text.len() - 1], 0.01),
        _ => (text.as_str(), 1.0),
    };
    let number: f64 = digits.parse().ok()?;
    number.is_finite().then_some(number * factor)
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
        ];
        for (text, number) in cases {
            assert_eq!(parse_number(text), number, "{text}");
        }
    }
}
