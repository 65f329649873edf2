//! What was agreed, decided and kept.

use indexmap::IndexMap;

use super::Changes;
use super::values::{quoted, same};
use crate::advice::item_in_words;
use crate::day::local_day;
use crate::format::{self, Money};
use crate::language::tr;
use crate::prose::estimate_names::name_of;
use crate::scenario::{
    Actual, Basis, BasisKind, Decision, EstimatePath, KillCriterion, Metric, ReadinessItem, Snapshot, Workshop,
};

impl<'a> Changes<'a> {
    pub(crate) fn kill_criteria(&mut self, before: &'a [KillCriterion], after: &'a [KillCriterion]) {
        let scenario = self.after;
        let key = |criterion: &&KillCriterion| format!("{:?} {}", criterion.metric, criterion.stage);
        let shown = |criterion: &&KillCriterion| {
            let stage = scenario.stages.get(criterion.stage).map_or(tr!("a stage that is gone"), |stage| &stage.name);
            tr!("{} at {stage}", watched(criterion.metric), stage)
        };
        for (criterion, now) in self.list(tr!("Kill criterion"), [before, after], key, shown) {
            let KillCriterion { metric, stage: _, limit, action, stop } = criterion;
            let what = tr!("Kill criterion {}", shown(&criterion));
            let money = Money::new(&scenario.currency);
            let write = |limit: &f64| match metric {
                Metric::Ratio => format::factor(*limit),
                _ => money.price(*limit),
            };
            self.value(&tr!("{what}: limit", what), limit, &now.limit, write);
            self.value(&tr!("{what}: action", what), action, &now.action, quoted);
            self.switch(&what, *stop, now.stop, [tr!("stops the plan"), tr!("no longer stops the plan")]);
        }
    }

    pub(crate) fn readiness(&mut self, before: &'a [ReadinessItem], after: &'a [ReadinessItem]) {
        let item = |item: &&ReadinessItem| item_in_words(item).to_owned();
        for (item, now) in self.list(tr!("Readiness item"), [before, after], item, item) {
            let ReadinessItem { item, stage, done, owner, note } = item;
            self.switch(item, *done, now.done, [tr!("is done"), tr!("is open again")]);
            self.stage(&tr!("{item}: needed before", item), Some(*stage), Some(now.stage));
            self.value(&tr!("{item}: owner", item), owner, &now.owner, quoted);
            self.text(&tr!("{item}: note", item), note, &now.note);
        }
    }

    pub(crate) fn actuals(&mut self, before: &'a [Actual], after: &'a [Actual]) {
        let name = |actual: &&Actual| actual.name.clone();
        for (actual, now) in self.list(tr!("Usage"), [before, after], name, name) {
            let Actual { name, source, from: _, to: _, stage, step, sample_rate, success, digest } = actual;
            self.stage(&tr!("{name}: held against", name), Some(*stage), Some(now.stage));
            let of = |step: &Option<String>| step.as_ref().map_or(tr!("all steps").to_owned(), quoted);
            self.value(&tr!("{name}: usage of", name), step, &now.step, of);
            self.value(&tr!("{name}: share recorded", name), sample_rate, &now.sample_rate, |rate| {
                format::percent(*rate)
            });
            let success_of = |success: &Option<(String, f64)>| match success {
                Some((score, threshold)) => tr!("{score} above {}", format::plain(*threshold), score),
                None => tr!("no score").to_owned(),
            };
            self.value(&tr!("{name}: success is", name), success, &now.success, success_of);
            self.text(&tr!("{name}: source", name), source, &now.source);
            if *digest != now.digest {
                self.say(tr!("{name}: read again", name));
            }
        }
    }

    pub(crate) fn correlations(
        &mut self,
        before: &'a [(EstimatePath, EstimatePath, f64)],
        after: &'a [(EstimatePath, EstimatePath, f64)],
    ) {
        let scenario = self.after;
        let key = |(first, second, _): &&(EstimatePath, EstimatePath, f64)| format!("{first} {second}");
        let shown = |(first, second, _): &&(EstimatePath, EstimatePath, f64)| {
            let [first, second] = [first, second].map(|path| name_of(scenario, path).in_sentence());
            tr!("of {first} with {second}", first, second)
        };
        for (pair, now) in self.list(tr!("Correlation"), [before, after], key, shown) {
            let rho = |rho: &f64| format::plain(*rho).replace('-', "−");
            self.value(&tr!("Correlation {}", shown(&pair)), &pair.2, &now.2, rho);
        }
    }

    pub(crate) fn bases(
        &mut self,
        before: &'a IndexMap<EstimatePath, Basis>,
        after: &'a IndexMap<EstimatePath, Basis>,
    ) {
        let scenario = self.after;
        let key = |(path, _): &(&EstimatePath, &Basis)| path.to_string();
        let shown = |(path, _): &(&EstimatePath, &Basis)| tr!("of {}", name_of(scenario, path).in_sentence());
        // What came or went with its estimate is not told.
        let [before, after] =
            [before, after].map(|bases| bases.iter().filter(|(path, _)| !self.has_come_or_gone(path)));
        let [before, after] = [before, after].map(Iterator::collect::<Vec<_>>);
        for (entry, (_, now)) in self.list(tr!("Source"), [before, after], key, shown) {
            let Basis { kind, source, url, date, given_for } = entry.1;
            let what = tr!("Source {}", shown(&entry));
            self.value(&format!("{what}:"), kind, &now.kind, strength);
            self.value(&format!("{what}:"), source, &now.source, quoted);
            self.value(&tr!("{what}: address", what), url, &now.url, same);
            self.value(&tr!("{what}: date", what), date, &now.date, |day| local_day(day));
            // Where the number has moved, that is told already.
            if *given_for != now.given_for && !self.has_moved(entry.0) {
                self.say(match now.given_for {
                    Some(_) => tr!("{what} is for another number", what),
                    None => tr!("{what} still holds", what),
                });
            }
        }
    }

    pub(crate) fn decisions(&mut self, before: &'a [Decision], after: &'a [Decision]) {
        let key = |decision: &&Decision| decision.decision.clone();
        let shown = |decision: &&Decision| quoted(&decision.decision);
        for (decision, now) in self.list(tr!("Decision"), [before, after], key, shown) {
            let Decision { decision, owner, date, note } = decision;
            let what = tr!("Decision {}", quoted(decision));
            self.value(&tr!("{what}: owner", what), owner, &now.owner, quoted);
            self.value(&tr!("{what}: date", what), date, &now.date, |day| local_day(day));
            self.text(&tr!("{what}: note", what), note, &now.note);
        }
    }

    pub(crate) fn snapshots(&mut self, before: &'a [Snapshot], after: &'a [Snapshot]) {
        let key = |snapshot: &&Snapshot| snapshot.number.to_string();
        let shown = |snapshot: &&Snapshot| format!("{} {}", snapshot.number, quoted(&snapshot.name));
        for (snapshot, now) in self.list(tr!("Snapshot"), [before, after], key, shown) {
            let Snapshot { number, name, note, date, scenario } = snapshot;
            let what = tr!("Snapshot {number}", number);
            self.value(&tr!("{what}: name", what), name, &now.name, quoted);
            self.value(&tr!("{what}: date", what), date, &now.date, |day| local_day(day));
            self.text(&tr!("{what}: note", what), note, &now.note);
            if scenario != &now.scenario {
                self.say(tr!("{what} taken anew", what));
            }
        }
    }

    pub(crate) fn workshop(&mut self, before: &'a Workshop, after: &'a Workshop) {
        let Workshop { pins } = before;
        let scenario = self.after;
        let path = |path: &&EstimatePath| path.to_string();
        self.list(tr!("Pin of"), [pins, &after.pins], path, |path| name_of(scenario, path).in_sentence());
    }
}

fn watched(metric: Metric) -> &'static str {
    match metric {
        Metric::MonthlyCost => tr!("cost a month"),
        Metric::CostPerOutcome => tr!("cost per outcome"),
        Metric::CostPerRequest => tr!("cost per request"),
        Metric::Ratio => tr!("value : cost"),
        Metric::Net => tr!("net a month"),
    }
}

fn strength(kind: &BasisKind) -> String {
    kind.name().to_owned()
}
