//! The window, driven by accessible names as a person with a mouse, a keyboard or a screen reader would.

mod anything;
mod cards;
mod documents;
mod keyboard;
mod lock_in;
mod overlaps;
mod palette;
mod presets;
mod review;
mod safekeeping;
mod snapshots;
mod story;
mod support;
mod tabs;
