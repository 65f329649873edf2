//! What prefix caching has that no other strategy has: a hit rate that follows from traffic, and how long a prefix is kept.

use egui::{RichText, Ui};

use crate::app::widgets::{number_ui, row, tell};
use crate::glossary::Term;
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate, EstimatePath, StrategyTag, USUAL_MINUTES};

/// Minutes that providers keep a prefix for the price of an hour's write.
const AN_HOUR: f64 = 60.0;

/// Whether the hit rate is given. Returns the path of one that is given no longer.
pub(super) fn hit_rate_ui(ui: &mut Ui, hit_rate: &mut Option<Estimate>) -> Option<EstimatePath> {
    let was_given = hit_rate.is_some();
    let mut is_given = was_given;
    row(ui, "hit rate comes", |ui| {
        // From right to left.
        for (choice, name) in [(true, "as given"), (false, "from traffic")] {
            tell(ui.selectable_value(&mut is_given, choice, name), Term::of_label(name));
        }
    });
    if !is_given {
        let text = "The hit rate follows from traffic: requests, calls in a loop, and how long a prefix is kept";
        ui.add(egui::Label::new(RichText::new(text).small().color(Tokens::of(ui.ctx()).muted)).wrap());
    }
    if is_given == was_given {
        return None;
    }
    let numbers = StrategyTag::PrefixCaching.numbers();
    let typical = numbers.into_iter().find(|number| number.key == "hit_rate").map(|number| number.typical);
    *hit_rate = typical.filter(|_| is_given);
    was_given.then(|| EstimatePath::strategy(StrategyTag::PrefixCaching, "hit_rate"))
}

/// How long a prefix is kept: what providers offer, or a number of one's own.
pub(super) fn kept_ui(ui: &mut Ui, kept: &mut f64) {
    row(ui, "kept, minutes", |ui| {
        number_ui(ui, kept, Domain::Positive);
        for minutes in [AN_HOUR, USUAL_MINUTES] {
            let name = if minutes == AN_HOUR { "an hour" } else { "5 minutes" };
            tell(ui.selectable_value(kept, minutes, name), Term::of_label("kept"));
        }
    });
}
