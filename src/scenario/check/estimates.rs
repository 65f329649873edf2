//! What is wrong with one number or one estimate, by itself.

use crate::language::tr;
use crate::scenario::{Domain, Estimate, Field};

/// Its numbers, their order, and what they come to; `None` of a sound one.
pub fn estimate_problem(field: &Field<'_>) -> Option<String> {
    let numbers = match *field.estimate {
        Estimate::Exact(value) => return number_problem(value, field.domain),
        Estimate::Range { p10, p90 } => vec![p10, p90],
        Estimate::Pert { low, likely, high } => vec![low, likely, high],
        Estimate::Spread { p50, p90, .. } => vec![p50, p90],
    };
    if let Some(message) = numbers.iter().find_map(|&number| number_problem(number, field.domain)) {
        return Some(message);
    }
    match *field.estimate {
        Estimate::Range { p10, p90 } if p10 <= 0.0 || p90 <= 0.0 => {
            Some(tr!("the range {p10} to {p90} must lie above 0: use low, likely, high instead", p10, p90))
        }
        Estimate::Range { p10, p90 } if p90 < p10 => {
            Some(tr!("the low end {p10} is above the high end {p90}: swap them", p10, p90))
        }
        Estimate::Pert { low, likely, .. } if likely < low => {
            Some(tr!("the low value {low} is above the likely value {likely}", low, likely))
        }
        Estimate::Pert { likely, high, .. } if high < likely => {
            Some(tr!("the likely value {likely} is above the high value {high}", likely, high))
        }
        Estimate::Spread { p50, .. } if p50 <= 0.0 => Some(tr!(
            "half of the requests stay below {p50}, which must lie above 0: use low, likely, high instead",
            p50
        )),
        Estimate::Spread { p50, p90, .. } if p90 < p50 => {
            Some(tr!("half of the requests stay below {p50} and nine in ten below {p90}: swap them", p50, p90))
        }
        Estimate::Spread { seen, .. } if !(1.0..=Domain::LARGEST).contains(&seen) => {
            Some(tr!("a log of {seen} requests says nothing: write how many there are, 1 or more", seen))
        }
        Estimate::Spread { .. } if !field.domain.contains(field.estimate.base()) => {
            let average = field.estimate.base();
            Some(if average <= Domain::LARGEST {
                let average = format!("{average:.3}");
                tr!(
                    "requests that differ so much average {average}, which must be {}",
                    field.domain.describe(),
                    average
                )
            } else {
                let most = format!("{:e}", Domain::LARGEST);
                tr!("requests that differ so much average more than {most}: check both numbers", most)
            })
        }
        _ => None,
    }
}

/// Whether a number is finite and what its field can take; `None` of a sound one.
pub fn number_problem(value: f64, domain: Domain) -> Option<String> {
    if !value.is_finite() {
        Some(tr!("{value} is not a number to plan with: write a finite one", value))
    } else if domain.contains(value) {
        None
    } else if domain == Domain::Positive && 0.0 < value && value < Domain::SMALLEST {
        let value = format!("{value:e}");
        Some(tr!("{value} is too small to divide by: check the unit", value))
    } else if Domain::LARGEST < value {
        let (value, most) = (format!("{value:e}"), format!("{:e}", Domain::LARGEST));
        Some(tr!("{value} is larger than {most}: check the unit", value, most))
    } else {
        Some(tr!("{value} must be {}", domain.describe(), value))
    }
}
