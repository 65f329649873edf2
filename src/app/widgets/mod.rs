//! The controls that every panel is made of.

mod base_slider;
mod basis;
pub mod choices;
mod draft;
mod dragging;
mod drop_down;
mod estimate;
pub mod explain;
mod fold;
mod held_in_place;
pub mod icon;
mod keyboard_focus;
mod keycap;
mod number;
mod numbers;
pub mod problems;
mod slider;
mod surface;
mod switch;
mod tabs;
mod term;
pub mod text;
mod tooltip;
pub mod tracks;
mod typed;
mod typed_number;

pub use base_slider::{BaseSlider, Moved, base_number_ui, move_base};
pub use basis::{basis_editor_ui, basis_is_open};
pub use draft::{Taken, TypingFirst, forget_drafts};
pub(crate) use dragging::{is_drawn_again, is_only_dragging};
pub use drop_down::drop_down;
pub use estimate::{EstimateField, Fields, focus_estimate, track};
pub use fold::fold_ui;
pub use held_in_place::{hold_in_place, let_go, moves_with_pointer};
pub use keyboard_focus::{KeyboardFocus, focus_in_sight, follow_focus, steady, take_focus_in};
pub use keycap::{key_ui, paint_key};
pub use number::{number_between_ui, number_ui, whole_number_ui};
pub use numbers::tell_how_to_type;
pub use slider::{HeldTrack, Slider, Track};
pub use surface::{
    add_button, card_frame, confined, icon_button, left_end_ui, made_from_button, name_field, name_field_id,
    name_group, nothing_yet_ui, panel_frame, primary_button, right_end_ui, row, small_add_button,
};
pub use switch::{check_box_ui, radio_ui, switch_ui};
pub use tabs::tabs_ui;
pub use term::{tell, tell_more, term_label, wrapped_term_label};
pub use tooltip::{tell_side_panels, tooltip};
pub use typed::{Typed, edited_as, edited_day};
pub use typed_number::parse_number;
