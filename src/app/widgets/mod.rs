//! The controls that every panel is made of.

mod base_slider;
mod basis;
pub mod choices;
mod draft;
mod estimate;
pub mod explain;
mod fold;
pub mod icon;
mod keycap;
mod number;
mod numbers;
pub mod problems;
mod slider;
mod surface;
mod switch;
mod term;
pub mod text;
pub mod tracks;
mod typed;

pub use base_slider::{BaseSlider, Moved, move_base};
pub use basis::{basis_editor_ui, basis_is_open};
pub use draft::{Taken, TypingFirst, forget_drafts};
pub use estimate::{EstimateField, Fields, focus_estimate, track};
pub use fold::fold_ui;
pub use keycap::{key_ui, paint_key};
pub use number::{number_between_ui, number_ui, parse_number, whole_number_ui};
pub use slider::{HeldTrack, Slider, Track};
pub use surface::{
    card_frame, confined, icon_button, left_end_ui, name_field, name_field_id, name_group, panel_frame, right_end_ui,
    row,
};
pub use switch::switch_ui;
pub use term::{tell, tell_more, term_label, wrapped_term_label};
pub use typed::Typed;
