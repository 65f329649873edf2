//! How a value before and after is put into words.

use super::Changes;
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::estimate_names::{EstimateName, name_of};
use crate::scenario::{Estimate, EstimatePath, Scenario, ScenarioPart, StageField};

/// As it is written anyway.
pub(crate) fn same(value: &impl ToString) -> String {
    value.to_string()
}

/// A name that somebody gave.
pub(crate) fn quoted(name: &String) -> String {
    tr!("‘{name}’", name)
}

impl Changes<'_> {
    /// `Months planned 24 → 36`, if they differ.
    pub(crate) fn value<T: PartialEq>(&mut self, what: &str, before: &T, after: &T, write: impl Fn(&T) -> String) {
        if before != after {
            self.written(what, &write(before), &write(after), "");
        }
    }

    fn written(&mut self, what: &str, from: &str, to: &str, note: &str) {
        match from == to {
            true => self.say(tr!("{what} changed by less than its figures show", what)),
            false => self.say(format!("{what} {from} → {to}{note}")),
        }
    }

    /// A text that is too long to be repeated.
    pub(crate) fn text(&mut self, what: &str, before: &str, after: &str) {
        if before != after {
            let verb = match (before.is_empty(), after.is_empty()) {
                (true, _) => tr!("added"),
                (_, true) => tr!("removed"),
                _ => tr!("changed"),
            };
            self.say(format!("{what} {verb}"));
        }
    }

    /// Something that is so or not so, with words for becoming so and ceasing to be.
    pub(crate) fn switch(&mut self, what: &str, before: bool, after: bool, [on, off]: [&str; 2]) {
        if before != after {
            self.say(format!("{what} {}", if after { on } else { off }));
        }
    }

    /// A stage, by place.
    pub(crate) fn stage(&mut self, what: &str, before: Option<usize>, after: Option<usize>) {
        let name = |scenario: &Scenario, stage: Option<usize>| match stage {
            Some(place) => scenario.stages.get(place).map_or(tr!("stage {place}", place), |stage| stage.name.clone()),
            None => tr!("the end").to_owned(),
        };
        if before != after {
            let (from, to) = (name(self.before, before), name(self.after, after));
            self.written(what, &from, &to, "");
        }
    }

    /// The estimate at a path.
    pub(crate) fn estimate(&mut self, path: &EstimatePath) {
        self.moved(|at| at == path);
    }

    /// Every estimate of a part.
    pub(crate) fn estimates_of(&mut self, part: &ScenarioPart) {
        self.moved(|at| at.is_of(part));
    }

    /// Whether the estimate at a path is another one, has come or has gone.
    pub(crate) fn has_moved(&self, path: &EstimatePath) -> bool {
        let [before, after] = &self.estimates;
        let key = (path.to_string(), 1);
        before.get(&key).map(|(_, was)| was) != after.get(&key).map(|(_, is)| is)
    }

    /// Whether only one of both has the estimate at a path.
    pub(crate) fn has_come_or_gone(&self, path: &EstimatePath) -> bool {
        let key = (path.to_string(), 1);
        let [before, after] = self.estimates.each_ref().map(|estimates| estimates.contains_key(&key));
        before != after
    }

    /// Those estimates that both have and that moved.
    pub(crate) fn moved(&mut self, is_meant: impl Fn(&EstimatePath) -> bool) {
        let [before, after] = &self.estimates;
        let pairs = after.iter().filter(|(_, (path, _))| is_meant(path)).filter_map(|(key, (path, now))| {
            let (_, was) = before.get(key)?;
            (was != now).then(|| (path.clone(), *was, *now))
        });
        for (path, was, now) in pairs.collect::<Vec<_>>() {
            let name = name_of(self.after, &path);
            let monies = [self.before, self.after].map(|scenario| Money::new(&scenario.currency));
            let unit = if matches!(path, EstimatePath::Stage { field: StageField::Requests, .. }) {
                tr!(" a month")
            } else {
                ""
            };
            let bases = [was, now].map(|estimate| estimate.base());
            let [from, to] = [0, 1].map(|side| name.full(&monies[side], bases[side]));
            let what = name.first_in_sentence();
            if from != to {
                self.written(&what, &from, &to, &format!("{unit}{}", growth(&name, bases)));
            } else {
                let [from, to] = [was, now].map(|estimate| spread(&name, &monies[1], &estimate));
                self.written(&what, &from, &to, unit);
            }
        }
    }
}

/// ` (3×)`, ` (+18 %)`; nothing for shares, whose percent would be taken for points.
fn growth(name: &EstimateName, [before, after]: [f64; 2]) -> String {
    let factor = after / before;
    if name.is_share() || !factor.is_finite() || factor <= 0.0 {
        return String::new();
    }
    match factor {
        factor if 2.0 <= factor => format!(" ({})", format::factor(factor)),
        factor if 1.0 <= factor => format!(" (+{})", format::percent(factor - 1.0)),
        factor => format!(" (−{})", format::percent(1.0 - factor)),
    }
}

/// An estimate with all its doubt: `between 120,000 and 400,000 in 8 of 10 futures`.
fn spread(name: &EstimateName, money: &Money, estimate: &Estimate) -> String {
    let full = |value: f64| name.full(money, value);
    match *estimate {
        Estimate::Exact(value) => tr!("exactly {}", full(value)),
        Estimate::Range { p10, p90 } => {
            tr!("{} with 8 in 10 from {} to {}", full(estimate.base()), full(p10), full(p90))
        }
        Estimate::Pert { low, likely, high } => tr!("{} between {} and {}", full(likely), full(low), full(high)),
        Estimate::Spread { p50, p90, seen } => tr!(
            "{} on average, of {} requests half below {} and one in ten above {}",
            full(estimate.base()),
            format::count(seen),
            full(p50),
            full(p90)
        ),
    }
}
