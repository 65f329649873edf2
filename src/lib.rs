//! Breakeven plans what an AI use case costs from prototype to production, and whether it pays.
//!
//! Layers of meaning, each of which knows only those before it:
//!
//! - [`mod@format`]: how numbers are written for people, the same everywhere. Knows only the next two.
//! - [`number_style`]: with which marks they are written, as a language has it. Knows nothing else.
//! - [`language`]: the language that texts are shown in, and their tables. Knows nothing else.
//! - [`disk`]: the disk of the system, or what stands for it in a page. Knows nothing else.
//! - [`day`]: days of the calendar as text, read in one way and written as a language has them.
//! - [`glossary`]: what the words on screen mean, as data. Knows nothing else.
//! - [`usage`]: what exports of traces, gateways and bills say was used, read into digests. No clock, no threads.
//! - [`scenario`]: what people assume and decide, as permissive plain data with paths and checks. No IO, no clock, no
//!   randomness.
//! - [`economics`]: a scenario resolved to a plan, and everything that follows from it. Formulas are written once and
//!   are generic over the number they compute with.
//! - [`uncertainty`]: what follows from not knowing: draws, bands, chances, what swings a plan. No clock, no disk.
//! - [`calibration`]: usage held against a plan: what was measured, and why the bill differs. No files, no clock.
//! - [`codec`]: the text of a scenario file: RON, its schema, its comments. No disk.
//! - [`files`]: what is read from and written to disk, so that nothing is lost: saving, backups, unsaved work.
//! - [`mod@reference`]: what others know: presets, component cards, published savings, model prices, the questionnaire.
//! - [`advice`]: what a plan's owner should be told although it can be computed, as small named rules.
//! - [`prose`]: results, estimates and differences in words, each written once. No layout.
//! - [`charts`]: results as data to be painted, read as a table, or told in a sentence. No pixels.
//! - [`portfolio`]: several use cases in the same futures, and which of them to fund. No text, no clock.
//! - [`export`]: results for other tools: JSON, CSV, workbook, the text of the report. No IO.
//! - `tokens`: the tokens of pasted texts, counted here. Feature `tokens`.
//! - `paint`: charts painted once, for the window and for pictures; shapes to SVG to PNG. Feature `gui` from here on.
//! - [`artifacts`]: every file that a plan can be exported as, one list for the command line and the window.
//! - `app`: the window. Nobody knows it but the command line.
//!
//! Data flows one way: a control edits the scenario, a pure function of the scenario gives results, charts are data made
//! from results, and painting shows them. Results are never stored in the document and never edited.

pub mod advice;
#[cfg(feature = "gui")]
pub mod app;
pub mod artifacts;
pub mod calibration;
pub mod charts;
pub mod codec;
pub mod day;
pub mod disk;
pub mod economics;
pub mod export;
pub mod files;
pub mod format;
pub mod glossary;
pub mod language;
pub mod number_style;
#[cfg(feature = "gui")]
pub mod paint;
pub mod portfolio;
pub mod prose;
pub mod reference;
pub mod scenario;
#[cfg(feature = "tokens")]
pub mod tokens;
pub mod uncertainty;
pub mod usage;
