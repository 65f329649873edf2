//! What was agreed, decided and kept.

use indexmap::IndexMap;

use super::Changes;
use super::values::{quoted, same};
use crate::format::{self, Money};
use crate::prose::estimate_names::name_of;
use crate::scenario::{
    Actual, Basis, BasisKind, Decision, EstimatePath, KillCriterion, Metric, ReadinessItem, Snapshot, Workshop,
};

impl<'a> Changes<'a> {
    pub(crate) fn kill_criteria(&mut self, before: &'a [KillCriterion], after: &'a [KillCriterion]) {
        let scenario = self.after;
        let key = |criterion: &&KillCriterion| format!("{:?} {}", criterion.metric, criterion.stage);
        let shown = |criterion: &&KillCriterion| {
            let stage = scenario.stages.get(criterion.stage).map_or("a stage that is gone", |stage| &stage.name);
            format!("{} at {stage}", watched(criterion.metric))
        };
        for (criterion, now) in self.list("Kill criterion", [before, after], key, shown) {
            let KillCriterion { metric, stage: _, limit, action, stop } = criterion;
            let what = format!("Kill criterion {}", shown(&criterion));
            let money = Money::new(&scenario.currency);
            let write = |limit: &f64| match metric {
                Metric::Ratio => format::factor(*limit),
                _ => money.price(*limit),
            };
            self.value(&format!("{what}: limit"), limit, &now.limit, write);
            self.value(&format!("{what}: action"), action, &now.action, quoted);
            self.switch(&what, *stop, now.stop, ["stops the plan", "no longer stops the plan"]);
        }
    }

    pub(crate) fn readiness(&mut self, before: &'a [ReadinessItem], after: &'a [ReadinessItem]) {
        let item = |item: &&ReadinessItem| item.item.clone();
        for (item, now) in self.list("Readiness item", [before, after], item, item) {
            let ReadinessItem { item, stage, done, owner, note } = item;
            self.switch(item, *done, now.done, ["is done", "is open again"]);
            self.stage(&format!("{item}: needed before"), Some(*stage), Some(now.stage));
            self.value(&format!("{item}: owner"), owner, &now.owner, quoted);
            self.text(&format!("{item}: note"), note, &now.note);
        }
    }

    pub(crate) fn actuals(&mut self, before: &'a [Actual], after: &'a [Actual]) {
        let name = |actual: &&Actual| actual.name.clone();
        for (actual, now) in self.list("Usage", [before, after], name, name) {
            let Actual { name, source, from: _, to: _, stage, step, sample_rate, success, digest } = actual;
            self.stage(&format!("{name}: held against"), Some(*stage), Some(now.stage));
            let of = |step: &Option<String>| step.as_ref().map_or("all steps".to_owned(), quoted);
            self.value(&format!("{name}: usage of"), step, &now.step, of);
            self.value(&format!("{name}: share recorded"), sample_rate, &now.sample_rate, |rate| {
                format::percent(*rate)
            });
            let success_of = |success: &Option<(String, f64)>| match success {
                Some((score, threshold)) => format!("{score} above {}", format::plain(*threshold)),
                None => "no score".to_owned(),
            };
            self.value(&format!("{name}: success is"), success, &now.success, success_of);
            self.text(&format!("{name}: source"), source, &now.source);
            if *digest != now.digest {
                self.say(format!("{name}: read again"));
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
            format!("of {first} with {second}")
        };
        for (pair, now) in self.list("Correlation", [before, after], key, shown) {
            let rho = |rho: &f64| format::plain(*rho).replace('-', "−");
            self.value(&format!("Correlation {}", shown(&pair)), &pair.2, &now.2, rho);
        }
    }

    pub(crate) fn bases(
        &mut self,
        before: &'a IndexMap<EstimatePath, Basis>,
        after: &'a IndexMap<EstimatePath, Basis>,
    ) {
        let scenario = self.after;
        let key = |(path, _): &(&EstimatePath, &Basis)| path.to_string();
        let shown = |(path, _): &(&EstimatePath, &Basis)| format!("of {}", name_of(scenario, path).in_sentence());
        // What came or went with its estimate is not told.
        let [before, after] =
            [before, after].map(|bases| bases.iter().filter(|(path, _)| !self.has_come_or_gone(path)));
        let [before, after] = [before, after].map(Iterator::collect::<Vec<_>>);
        for (entry, (_, now)) in self.list("Source", [before, after], key, shown) {
            let Basis { kind, source, url, date, given_for } = entry.1;
            let what = format!("Source {}", shown(&entry));
            self.value(&format!("{what}:"), kind, &now.kind, strength);
            self.value(&format!("{what}:"), source, &now.source, quoted);
            self.value(&format!("{what}: address"), url, &now.url, same);
            self.value(&format!("{what}: date"), date, &now.date, same);
            // Where the number has moved, that is told already.
            if *given_for != now.given_for && !self.has_moved(entry.0) {
                let verb = if now.given_for.is_some() { "is for another number" } else { "still holds" };
                self.say(format!("{what} {verb}"));
            }
        }
    }

    pub(crate) fn decisions(&mut self, before: &'a [Decision], after: &'a [Decision]) {
        let key = |decision: &&Decision| decision.decision.clone();
        let shown = |decision: &&Decision| quoted(&decision.decision);
        for (decision, now) in self.list("Decision", [before, after], key, shown) {
            let Decision { decision, owner, date, note } = decision;
            let what = format!("Decision {}", quoted(decision));
            self.value(&format!("{what}: owner"), owner, &now.owner, quoted);
            self.value(&format!("{what}: date"), date, &now.date, same);
            self.text(&format!("{what}: note"), note, &now.note);
        }
    }

    pub(crate) fn snapshots(&mut self, before: &'a [Snapshot], after: &'a [Snapshot]) {
        let key = |snapshot: &&Snapshot| snapshot.number.to_string();
        let shown = |snapshot: &&Snapshot| format!("{} {}", snapshot.number, quoted(&snapshot.name));
        for (snapshot, now) in self.list("Snapshot", [before, after], key, shown) {
            let Snapshot { number, name, note, date, scenario } = snapshot;
            let what = format!("Snapshot {number}");
            self.value(&format!("{what}: name"), name, &now.name, quoted);
            self.value(&format!("{what}: date"), date, &now.date, same);
            self.text(&format!("{what}: note"), note, &now.note);
            if scenario != &now.scenario {
                self.say(format!("{what} taken anew"));
            }
        }
    }

    pub(crate) fn workshop(&mut self, before: &'a Workshop, after: &'a Workshop) {
        let Workshop { pins } = before;
        let scenario = self.after;
        let path = |path: &&EstimatePath| path.to_string();
        self.list("Pin of", [pins, &after.pins], path, |path| name_of(scenario, path).in_sentence());
    }
}

fn watched(metric: Metric) -> &'static str {
    match metric {
        Metric::MonthlyCost => "cost a month",
        Metric::CostPerOutcome => "cost per outcome",
        Metric::CostPerRequest => "cost per request",
        Metric::Ratio => "value : cost",
        Metric::Net => "net a month",
    }
}

fn strength(kind: &BasisKind) -> String {
    kind.name().to_owned()
}
