//! Whatever is shown, in either theme and at any size: no text lies on another, none is cut off, no glyph is missing (a
//! missing one, or an input without a name, ends in a panic).

use breakeven::language::Language;
use egui::{Rect, Role, Shape, Theme, Vec2, vec2};

use crate::everything::{Whole, first_steps};
use crate::support::*;

/// A row of text that can be seen.
pub struct SeenText {
    /// Where its letters are.
    pub letters: Rect,
    /// What part of the screen it may be painted on.
    pub clip: Rect,
    /// Whether a menu or a dialog covers part of it.
    pub is_covered: bool,
    /// What it says.
    pub said: String,
}

impl SeenText {
    /// Less what letters seldom reach.
    fn core(&self) -> Rect {
        self.letters.shrink2(vec2(1.0, 3.0)).intersect(self.clip)
    }

    /// Cut off at its side; above and below, text is scrolled to.
    fn is_cut(&self) -> bool {
        let beyond = (self.clip.left() - self.letters.left()).max(self.letters.right() - self.clip.right());
        !self.is_covered && 1.5 < beyond
    }
}

/// What is left of a text where something opaque is painted over it; none where nothing is.
fn uncovered(letters: Rect, cover: Rect) -> Option<Rect> {
    let covered = letters.intersect(cover);
    if !covered.is_positive() {
        return Some(letters);
    }
    let artifacts = [
        letters.with_max_x(covered.left()),
        letters.with_min_x(covered.right()),
        letters.with_max_y(covered.top()),
        letters.with_min_y(covered.bottom()),
    ];
    let largest = artifacts.into_iter().max_by(|first, second| first.area().total_cmp(&second.area()))?;
    largest.is_positive().then_some(largest)
}

/// Every text that can be seen, menus and dialogs covering what is below them.
pub fn texts_on_screen(window: &Window) -> Vec<SeenText> {
    fn collect(shape: &Shape, clip: Rect, found: &mut Vec<SeenText>) {
        match shape {
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, clip, found)),
            Shape::Rect(rect) if rect.fill.is_opaque() => {
                let cover = rect.rect.intersect(clip);
                found.retain_mut(|text| match uncovered(text.core(), cover) {
                    Some(seen) => {
                        text.is_covered |= seen != text.core();
                        text.clip = text.clip.intersect(seen);
                        true
                    }
                    None => false,
                });
            }
            Shape::Text(text) => {
                for row in &text.galley.rows {
                    let letters = row.rect_without_leading_space().translate(text.pos.to_vec2());
                    let text = SeenText { letters, clip, is_covered: false, said: row.text() };
                    if text.core().is_positive() && !text.said.trim().is_empty() {
                        found.push(text);
                    }
                }
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    let screen = window.ctx.content_rect();
    for clipped in &window.output().shapes {
        collect(&clipped.shape, clipped.clip_rect.intersect(screen), &mut found);
    }
    found
}

/// Which texts lie on which others.
pub fn overlaps(window: &Window) -> Vec<String> {
    let texts = texts_on_screen(window);
    let pairs =
        texts.iter().enumerate().flat_map(|(place, first)| texts[..place].iter().map(move |second| (first, second)));
    pairs
        .filter(|(first, second)| first.core().intersect(second.core()).is_positive())
        .map(|(first, second)| format!("`{}` on `{}` at {:?}", first.said, second.said, second.letters.min))
        .collect()
}

/// What is wrong with the texts on screen. Fields scroll what is typed into them, tables what is too wide.
fn illegible(window: &Window, is_table: bool) -> Vec<String> {
    let texts = texts_on_screen(window);
    let fields: Vec<Rect> = [Role::TextInput, Role::MultilineTextInput]
        .into_iter()
        .flat_map(|role| nodes(window, role))
        .map(|node| node.rect())
        .collect();
    let is_typed = |text: &SeenText| fields.iter().any(|field| field.contains(text.core().center()));
    let cut = texts.iter().filter(|text| !is_table && text.is_cut() && !is_typed(text));
    let cut = cut.map(|text| format!("`{}` is cut off at {:?} by {:?}", text.said, text.letters, text.clip));
    cut.chain(overlaps(window)).collect()
}

#[track_caller]
fn everything_is_legible(theme: Theme, size: Vec2) {
    let mut found = Vec::new();
    let mut look = |window: &Window, place: &str| {
        let here = illegible(window, place.starts_with("View as table"));
        found.extend(here.into_iter().map(|what| format!("{place}: {what}")));
    };
    Whole::new(theme, size).everywhere(&mut look);
    first_steps(theme, size, &mut look);
    assert!(found.is_empty(), "{theme:?} {size:?}\n{}", found.join("\n"));
}

#[test]
fn everything_is_legible_on_a_small_screen() {
    everything_is_legible(Theme::Light, vec2(1280.0, 720.0));
}

#[test]
fn everything_is_legible_on_a_small_dark_screen() {
    everything_is_legible(Theme::Dark, vec2(1280.0, 720.0));
}

#[test]
fn everything_is_legible_on_a_usual_screen() {
    everything_is_legible(Theme::Light, vec2(1600.0, 1000.0));
}

#[test]
fn everything_is_legible_on_a_usual_dark_screen() {
    everything_is_legible(Theme::Dark, vec2(1600.0, 1000.0));
}

#[test]
fn everything_is_legible_in_4k() {
    everything_is_legible(Theme::Light, vec2(3840.0, 2160.0));
}

#[test]
fn everything_is_legible_in_dark_4k() {
    everything_is_legible(Theme::Dark, vec2(3840.0, 2160.0));
}

#[test]
fn the_five_questions_are_legible_in_the_workshop() {
    for size in [vec2(1280.0, 720.0), vec2(1600.0, 1000.0)] {
        let mut window = window_of(app(None, settings(Theme::Light)), size, 1.0);
        window.key_press(egui::Key::F5);
        window.run();
        control(&mut window, egui::Key::K);
        window.event(egui::Event::Text("new from nothing".to_owned()));
        window.run();
        window.key_press(egui::Key::Enter);
        window.run();
        assert!(says(&window, "From nothing: five questions"));
        let found = illegible(&window, false);
        assert!(found.is_empty(), "{size:?}\n{}", found.join("\n"));
    }
}

#[test]
fn everything_is_legible_in_german() {
    Language::German.within(|| everything_is_legible(Theme::Light, vec2(1280.0, 720.0)));
}

#[test]
fn everything_is_legible_in_french() {
    Language::French.within(|| everything_is_legible(Theme::Dark, vec2(1280.0, 720.0)));
}
