//! The window, driven by accessible names as a person with a mouse, a keyboard or a screen reader would.

mod audit;
mod basis;
mod cards;
mod catalogue;
mod documents;
mod everything;
mod explanations;
mod exporting;
mod gallery;
mod heads;
mod keyboard;
mod legible;
mod lock_in;
mod monkey;
mod overlaps;
mod palette;
mod presets;
mod readiness;
mod review;
mod safekeeping;
mod side_panels;
mod snapshots;
mod story;
mod support;
mod tabs;
mod workshop;
