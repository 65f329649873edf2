//! The controls that every panel is made of.

mod basis;
mod estimate;
pub mod icon;
mod keycap;
mod number;
mod slider;
mod surface;
mod switch;
mod term;

pub use basis::{basis_editor_ui, basis_is_open};
pub use estimate::{EstimateField, Fields, focus_estimate, moved, track};
pub use keycap::{key_ui, paint_key};
pub use number::{number_ui, parse_number};
pub use slider::{HeldTrack, Slider, Track};
pub use surface::{
    card_frame, confined, icon_button, left_end_ui, name_field, name_field_id, name_group, panel_frame, right_end_ui,
    row,
};
pub use switch::switch_ui;
pub use term::{tell, tell_more, term_label};
