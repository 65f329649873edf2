//! Problems of a scenario at the place where they are mended, and results that are older than the scenario.

use egui::{Label, RichText, Ui};

use super::icon;
use crate::app::document::Session;
use crate::language::tr;
use crate::paint::theme::Tokens;
use crate::prose::problem_in_words;

/// Greys what belongs to an older plan.
pub(crate) fn grey_if_old(ui: &mut Ui, is_current: bool) {
    if !is_current {
        ui.set_opacity(0.45);
    }
}

/// What must be mended before there are newer results.
pub(crate) fn problems_ui(ui: &mut Ui, session: &Session) {
    let problems = &session.computed.problems;
    let tokens = Tokens::of(ui.ctx());
    let Some(first) = problems.first() else { return };
    let more = if 1 < problems.len() { tr!(" (and {} more)", problems.len() - 1) } else { String::new() };
    let meanwhile = match session.computed.valid {
        Some(_) => tr!("What you see is the last valid plan"),
        None => tr!("Results follow once it is mended"),
    };
    let first = problem_in_words(&session.scenario, first);
    let text = format!("{} {first}{more}. {meanwhile}", icon::PROBLEM);
    ui.add(Label::new(RichText::new(text).color(tokens.problem)).wrap());
}
