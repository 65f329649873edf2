//! From where to where the sliders of strategies and volumes go.

use super::Track;
use crate::charts::ColorRole;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::prose::is_losing;
use crate::scenario::{Domain, Estimate, Scenario, Stage};

/// By what it does to net: what loses more in value than it saves is no saving.
pub fn saving_color(tokens: &Tokens, net: f64) -> egui::Color32 {
    if is_losing(net) { tokens.problem } else { tokens.role(ColorRole::Value) }
}

/// The track of a strategy's lead number: a share, a factor, or a number of things.
pub fn lead_track(domain: Domain, lead: &Estimate) -> Track {
    match domain {
        Domain::Share => Track::linear(0.0..=1.0),
        Domain::AtLeastOne => Track::logarithmic(1.0..=(lead.high() * 10.0).max(100.0)),
        _ => Track::linear(1.0..=(lead.high() * 1.25).max(4.0)),
    }
}

/// How far the volume of a stage may move: up to its neighbours, for stages must grow; else two decades.
pub struct VolumeTrack {
    /// From where to where; none where the neighbours leave no room.
    pub track: Option<Track>,
    /// The neighbours at both ends, where there are any.
    pub ends: [String; 2],
    /// What stands at both ends: the volumes of the neighbours, or those of the track.
    pub volumes: [f64; 2],
}

impl VolumeTrack {
    /// Of a stage, by place.
    pub fn of(scenario: &Scenario, opened: &Scenario, place: usize) -> Self {
        let before = place.checked_sub(1).map(|index| &scenario.stages[index]);
        let after = scenario.stages.get(place + 1);
        let stage = &scenario.stages[place];
        // What was typed may be no volume at all.
        let base = stage.requests.base().clamp(Domain::SMALLEST, Domain::LARGEST);
        let usable = |value: f64| Some(value).filter(|value| value.is_finite() && Domain::SMALLEST < *value);
        // A little inside, for stages must grow.
        let [least, most] = [before, after].map(|stage| stage.and_then(|stage| usable(stage.requests.base())));
        let (low, high) = (least.map(|least| least * 1.001), most.map(|most| most * 0.999));
        let opened = opened.stages.iter().find(|opened| opened.name == stage.name);
        let opened = opened.and_then(|opened| usable(opened.requests.base()));
        let decade =
            |value: f64, exponent: f64| 10f64.powf((value.log10() + exponent).round()).clamp(1e-3, Domain::LARGEST);
        // Around what was opened, so that the track stays where it is; around what was typed if that lies beyond.
        let is_near = |opened: &f64| (decade(*opened, -2.0)..=decade(*opened, 2.0)).contains(&base);
        let middle = opened.filter(is_near).unwrap_or(base);
        let name = |stage: Option<&Stage>| stage.map_or_else(String::new, |stage| stage.name.clone());
        let (low, high) = (low.unwrap_or_else(|| decade(middle, -2.0)), high.unwrap_or_else(|| decade(middle, 2.0)));
        let track = (0.0 < low && low < high).then(|| Track::logarithmic(low..=high));
        let volumes = [least.unwrap_or(low), most.unwrap_or(high)];
        Self { track, ends: [name(before), name(after)], volumes }
    }

    /// Why the track ends where it does.
    pub fn hint(&self) -> String {
        let [before, after] = &self.ends;
        match (before.is_empty(), after.is_empty()) {
            (true, true) => tr!("Drag, or type the number").to_owned(),
            (false, true) => tr!("Stages must grow: the track begins at {before}", before),
            (true, false) => tr!("Stages must grow: the track ends at {after}", after),
            (false, false) => tr!("Stages must grow: the track runs from {before} to {after}", before, after),
        }
    }
}
