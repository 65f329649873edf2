//! Text on the head of a card: two lines at most, and whole parts left out rather than a word cut.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Color32, FontId, Galley, Painter};

use crate::language::tr;
use crate::paint::theme::regular_font;

/// So many lines.
pub const MOST_LINES: usize = 2;
/// What stands between the parts of a list.
const JOINTS: [&str; 2] = [" · ", " → "];
/// Where a sentence or a product can end early.
fn pauses() -> [&'static str; 6] {
    [". ", "; ", ": ", ", ", tr!(" and "), " × "]
}

/// Text that is wrapped; only what is too long for all lines ends in an ellipsis.
pub fn lines(painter: &Painter, text: &str, font: FontId, color: Color32, width: f32) -> Arc<Galley> {
    lines_of(painter, text, font, (color, width, MOST_LINES))
}

/// The same with another number of lines, the last.
pub fn lines_of(
    painter: &Painter,
    text: &str,
    font: FontId,
    (color, width, most): (Color32, f32, usize),
) -> Arc<Galley> {
    let mut job = LayoutJob::simple(text.to_owned(), font, color, width.max(40.0));
    job.wrap = TextWrapping { max_rows: most, ..job.wrap };
    painter.layout_job(job)
}

/// What a card is made of, as much of it as has room.
pub struct Substance {
    /// Laid out.
    pub galley: Arc<Galley>,
    /// Whether there is more than it says.
    pub is_shortened: bool,
}

impl Substance {
    /// All of a text, or as many of its parts as fit on so many lines; `lead` stands before them and is no part.
    pub fn fit(painter: &Painter, lead: &str, text: &str, look: (Color32, f32, usize)) -> Self {
        let lay = |text: &str| lines_of(painter, text, regular_font(11.5), look);
        let whole = lay(&led(lead, text));
        if !whole.elided {
            return Self { galley: whole, is_shortened: false };
        }
        let alone = Some(lead.to_owned()).filter(|lead| !lead.is_empty());
        let shorter = shorter(text).map(|text| led(lead, &text)).chain(alone);
        let shorter = shorter.map(|text| lay(&text)).find(|galley| !galley.elided);
        Self { galley: shorter.unwrap_or(whole), is_shortened: true }
    }
}

/// `Off · gateway, queue $250`, or what there is of it.
pub fn led(lead: &str, text: &str) -> String {
    [lead, text].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Shorter and shorter ways to say something: the first parts of a list and how many there are more, the beginning of
/// prose.
fn shorter(text: &str) -> impl Iterator<Item = String> {
    let joint = JOINTS.iter().find(|joint| text.contains(**joint)).copied();
    let parts: Vec<String> = joint.map_or_else(Vec::new, |joint| text.split(joint).map(str::to_owned).collect());
    let count = parts.len();
    let of_list = (1..count).rev().map(move |kept| {
        let said = parts[..kept].join(joint.unwrap_or_default());
        tr!("{said} and {} more", count - kept, said)
    });
    let mut ends: Vec<usize> =
        pauses().into_iter().flat_map(|pause| text.match_indices(pause).map(|(at, _)| at)).collect();
    ends.sort_unstable();
    let of_prose: Vec<String> = ends.into_iter().rev().map(|end| format!("{}…", &text[..end])).collect();
    of_list.chain(of_prose)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_says_how_many_are_left_out() {
        let said: Vec<String> = shorter("one · two, or so · three").take(2).collect();
        assert_eq!(said, ["one · two, or so and 1 more", "one and 2 more"]);
    }

    #[test]
    fn prose_ends_at_a_pause() {
        let said: Vec<String> = shorter("It reads, writes and files: all day").collect();
        assert_eq!(said, ["It reads, writes and files…", "It reads, writes…", "It reads…"]);
        assert_eq!(shorter("nothing to leave out").count(), 0);
    }
}
