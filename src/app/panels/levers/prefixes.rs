//! What prefix caching has that no other strategy has: a hit rate that follows from traffic, and how long a prefix is kept.

use egui::{Align, Layout, RichText, Role, Ui, WidgetInfo};

use crate::app::widgets::{number_ui, row, tell};
use crate::glossary::Term;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::scenario::{Domain, Estimate, EstimatePath, StrategyTag, USUAL_MINUTES};

/// Minutes that providers keep a prefix for the price of an hour's write.
const AN_HOUR: f64 = 60.0;

/// Whether the hit rate is given, and what `hits` says of the one that follows. Returns the path of one that is given no longer.
pub(super) fn hit_rate_ui(ui: &mut Ui, hit_rate: &mut Option<Estimate>, hits: Option<&str>) -> Option<EstimatePath> {
    let was_given = hit_rate.is_some();
    let mut is_given = was_given;
    ui.horizontal(|ui| {
        let term = Term::of_label("hit rate comes");
        tell(ui.label(RichText::new(tr!("hit rate")).color(Tokens::of(ui.ctx()).muted)), term);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            ui.spacing_mut().button_padding.x = 6.0;
            for (choice, name) in [(true, tr!("as given")), (false, tr!("from traffic"))] {
                tell(ui.selectable_value(&mut is_given, choice, name), term);
            }
        });
    });
    let follows = tr!("The hit rate follows from traffic: requests, calls in a loop, and how long a prefix is kept");
    for text in (!is_given).then_some(follows).into_iter().chain(hits) {
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
    row(ui, tr!("kept, minutes"), |ui| {
        number_ui(ui, kept, Domain::Positive);
        ui.spacing_mut().item_spacing.x = 2.0;
        for (minutes, shown, name) in [(AN_HOUR, "60", tr!("an hour")), (USUAL_MINUTES, "5", tr!("5 minutes"))] {
            let is_chosen = *kept == minutes;
            let choice = tell(ui.selectable_value(kept, minutes, shown), Term::of_label("kept"));
            choice.widget_info(|| WidgetInfo::selected(Role::Button, true, is_chosen, name));
        }
    });
}
