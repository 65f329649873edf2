//! Icons of the bundled Phosphor font, by what they mean.

use crate::scenario::Reversibility;

/// How hard something is to take back: an open lock where it has its price, a closed one where it is for good.
pub fn reversibility(reversibility: Reversibility) -> &'static str {
    match reversibility {
        Reversibility::Reversible => "",
        Reversibility::Costly => "\u{E306}",
        Reversibility::OneWay => "\u{E2FA}",
    }
}

/// What is in force.
pub const CHOSEN: &str = "\u{E182}";
/// Add something.
pub const ADD: &str = "\u{E3D4}";
/// Take something away.
pub const REMOVE: &str = "\u{E4A6}";
/// Make another one.
pub const DUPLICATE: &str = "\u{E1CA}";
/// Open in place.
pub const OPEN: &str = "\u{E13A}";
/// Close what is open.
pub const CLOSE: &str = "\u{E136}";
/// Move up.
pub const UP: &str = "\u{E08E}";
/// Move down.
pub const DOWN: &str = "\u{E03E}";
/// Something is wrong.
pub const PROBLEM: &str = "\u{E4E2}";
/// Copy a picture.
pub const COPY_PICTURE: &str = "\u{E2CA}";
/// Save a picture.
pub const SAVE_PICTURE: &str = "\u{E20C}";
/// The same as a table.
pub const TABLE: &str = "\u{E476}";
/// Leads to a page in the browser.
pub const BROWSE: &str = "\u{E5DE}";
/// Give it another name.
pub const EDIT: &str = "\u{E3B4}";
/// Close what lies over the rest.
pub const LEAVE: &str = "\u{E4F6}";
/// What else can be done with it.
pub const MORE: &str = "\u{E1FE}";
/// It can be dragged.
pub const GRIP: &str = "\u{EAE2}";
/// The cards of one's own.
pub const LIBRARY: &str = "\u{E758}";
/// Write a file.
pub const SAVE: &str = "\u{E248}";
/// People.
pub const PEOPLE: &str = "\u{E4D6}";
/// One step back.
pub const UNDO: &str = "\u{E08A}";
/// One step forward.
pub const REDO: &str = "\u{E08C}";
/// The one before.
pub const PREVIOUS: &str = "\u{E138}";
/// The one after.
pub const NEXT: &str = "\u{E13A}";
/// A lever of the room.
pub const PIN: &str = "\u{E3E2}";
/// No lever of the room any more.
pub const UNPIN: &str = "\u{E3E4}";
/// Keep the plan as it stands.
pub const SNAPSHOT: &str = "\u{E10E}";
/// What was decided.
pub const DECISIONS: &str = "\u{EADC}";
/// Say it in sentences.
pub const EXPLAIN: &str = "\u{E17A}";
/// What the presenter reads.
pub const PRESENTER: &str = "\u{E654}";
/// Time that runs out.
pub const TIMER: &str = "\u{E492}";
/// Put something away.
pub const DISMISS: &str = "\u{E4F6}";
