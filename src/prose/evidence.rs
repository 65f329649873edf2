//! What supports an estimate, as people read it: also once the estimate is another one.

use super::estimate_names::{EstimateName, capitalised};
use crate::format::Money;
use crate::language::tr;
use crate::scenario::{Basis, BasisKind, Estimate};

/// Kind and source: `Measured: counted from 2 pasted texts`. Of a basis that was given for another number, that it was and
/// for which: `was: Measured: counted from 2 pasted texts, for 2 tokens`. A judgement is one still: `Judgement,
/// corrected from 2 tokens: the team`.
pub fn basis_in_words(name: &EstimateName, money: &Money, basis: &Basis, estimate: &Estimate) -> String {
    let kind = capitalised(basis.kind.name());
    let source = basis.source.trim();
    let with_source = |kind: String| if source.is_empty() { kind } else { format!("{kind}: {source}") };
    let words = with_source(kind.clone());
    match outdated(basis, estimate) {
        Some(was) if basis.kind == BasisKind::Judgement => {
            with_source(tr!("{kind}, corrected from {}", name.estimate(money, was), kind))
        }
        Some(was) => tr!("was: {words}, for {}", name.estimate(money, was), words),
        None => words,
    }
}

/// `measured`; of a basis that was given for another number, `was measured` or `corrected judgement`.
pub fn kind_in_words(basis: &Basis, estimate: &Estimate) -> String {
    let kind = basis.kind.name();
    match (basis.is_for(estimate), basis.kind_for(estimate)) {
        (true, _) => kind.to_owned(),
        (false, Some(_)) => tr!("corrected {kind}", kind),
        (false, None) => tr!("was {kind}", kind),
    }
}

/// What a basis was given for, where that is not this estimate.
pub fn outdated<'b>(basis: &'b Basis, estimate: &Estimate) -> Option<&'b Estimate> {
    basis.given_for.as_ref().filter(|_| !basis.is_for(estimate))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prose::estimate_names::name_of;
    use crate::reference::Preset;

    #[test]
    fn a_basis_says_what_it_was_given_for() {
        let scenario = Preset::by_key("support_assistant").unwrap().scenario();
        let money = Money::new(&scenario.currency);
        let pert = |low, likely, high| Estimate::Pert { low, likely, high };
        let cases = [
            ("outcome.value", None, Estimate::Exact(0.82), "Measured: a log"),
            ("outcome.value", Some(Estimate::Exact(0.82)), Estimate::Exact(0.82), "Measured: a log"),
            ("outcome.value", Some(Estimate::Exact(0.82)), Estimate::Exact(15.0), "was: Measured: a log, for $0.82"),
            (
                "workload.steps[\"answer\"].retrieved",
                Some(Estimate::Exact(2.0)),
                Estimate::Exact(3000.0),
                "was: Measured: a log, for 2 tokens",
            ),
            (
                "workload.steps[\"answer\"].conversation",
                Some(Estimate::Exact(1.0)),
                Estimate::Exact(3000.0),
                "was: Measured: a log, for 1 token",
            ),
            (
                "outcome.success_rate",
                Some(pert(0.4, 0.55, 0.7)),
                pert(0.4, 0.55, 0.8),
                "was: Measured: a log, for 55 % (40 %–70 %)",
            ),
        ];
        for (path, given_for, estimate, expected) in cases {
            let [source, url, date] = ["a log", "", ""].map(str::to_owned);
            let basis = Basis { kind: BasisKind::Measured, source, url, date, given_for };
            let words = basis_in_words(&name_of(&scenario, &path.into()), &money, &basis, &estimate);
            assert_eq!(words.replace('\u{a0}', " "), expected, "{path}");
        }
    }
}
