//! Letters that are not bundled are drawn or said, whatever fonts the machine has; figures stay as they are.

use egui::{RichText, Shape, Vec2};

use super::is_right_to_left;
use crate::artifacts::missing_letters;
use crate::paint::{Picture, paint, png, theme};
use crate::scenario::Scenario;

fn picture_of(text: &str) -> Picture {
    let label = |ui: &mut egui::Ui| {
        for font in [theme::regular_font(13.0), theme::semibold_font(15.0), theme::bold_font(25.0)] {
            ui.label(RichText::new(text).font(font));
        }
    };
    paint(Vec2::new(900.0, 160.0), 2.0, theme::install, label)
}

fn glyphs(shape: &Shape, found: &mut Vec<String>) {
    match shape {
        Shape::Vec(shapes) => shapes.iter().for_each(|shape| glyphs(shape, found)),
        Shape::Text(text) => {
            found.extend(text.galley.rows.iter().map(|row| row.glyphs.iter().map(|glyph| glyph.chr).collect()));
        }
        _ => {}
    }
}

/// What each `<text>` of a picture says.
fn texts(svg: &str) -> Vec<String> {
    let tree = svg.split("<text").skip(1).map(|rest| &rest[rest.find('>').unwrap_or(0) + 1..]);
    let inner = tree.map(|rest| rest.split("</text>").next().unwrap_or_default());
    let plain = |markup: &str| {
        let parts = markup.split('<').map(|part| part.rsplit('>').next().unwrap_or_default());
        parts.collect::<String>()
    };
    inner.map(plain).collect()
}

#[test]
fn figures_beside_words_from_right_to_left_keep_their_order() {
    let cases = [
        "שירות 15,071 ועוד",
        "ש״ח\u{a0}170,51",
        "Cost at ייצור: $1,234.56 (was $98)",
        "خدمة العملاء 15,071",
        "15,071 שירות",
        "a שירות, 12 %",
    ];
    for text in cases {
        let picture = picture_of(text);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        let mut rows = Vec::new();
        picture.shapes().iter().for_each(|clipped| glyphs(&clipped.shape, &mut rows));
        assert_eq!(rows.len(), 3, "{rows:?}");
        assert!(rows.iter().all(|row| digits(row) == digits(text)), "{text}: {rows:?} in the window");
        let found = texts(&picture.to_svg(theme::faces()));
        assert_eq!(digits(&found.concat()), digits(text).repeat(3), "{found:?}");
        for word in text.split(|letter| !is_right_to_left(letter)).filter(|word| !word.is_empty()) {
            assert!(found.iter().filter(|text| *text == word).count() >= 3, "{word} is a run by itself: {found:?}");
        }
        let is_mixed = |text: &String| text.contains(is_right_to_left) && text.chars().any(|letter| letter.is_ascii());
        assert!(!found.iter().any(is_mixed), "whatever shows the picture would turn figures around: {found:?}");
    }
}

/// A box looks like any other box.
#[test]
fn letters_that_are_not_bundled_are_drawn_or_said() {
    let faces = theme::faces();
    let png =
        |letter: char| png::render(&picture_of(&letter.to_string()).to_svg(faces), faces, 1.0, 1.0).expect("pixels");
    for [one, other] in
        [['顧', '客'], ['ж', 'ф'], ['ế', 'ự'], ['ש', 'ר'], ['한', '국'], ['😀', '🚀'], ['\u{10A00}', '\u{10A10}']]
    {
        let mut scenario = crate::reference::PRESETS[0].scenario();
        scenario.name = format!("{one}{other}");
        let said = missing_letters(&scenario).unwrap_or_default();
        for letter in [one, other] {
            assert_eq!(said.contains(letter), faces.lacks(letter), "{letter}: {said}");
        }
        if !faces.lacks(one) && !faces.lacks(other) {
            assert_ne!(png(one), png(other), "{one} and {other} are drawn");
        }
    }
}

#[test]
fn bundled_letters_come_from_the_bundled_fonts() {
    let text = "Größe, naïve façade – “so” … 12 × $5 ≈ €60 −1 · 50 % ½ → ≤ ≥";
    let faces = theme::faces();
    assert!(text.chars().all(|letter| !faces.lacks(letter)));
    for preset in crate::reference::PRESETS {
        assert_eq!(missing_letters(&preset.scenario()), None, "{}", preset.key);
    }
    let families = |scenario: &Scenario| {
        let texts = scenario.texts();
        let letters = texts.iter().flat_map(|text| text.text.chars()).filter(|letter| !letter.is_whitespace());
        letters.filter_map(|letter| faces.face_of(&theme::bold(), letter)).all(|face| face.svg_family == "Inter")
    };
    assert!(
        crate::reference::PRESETS.iter().all(|preset| families(&preset.scenario())),
        "a picture is alike everywhere"
    );
}

#[test]
fn a_missing_letter_leaves_the_others_of_its_line_alone() {
    // Nobody has a font for this plane.
    let (with, without) = (picture_of("Cost of \u{50000} a month"), picture_of("Cost of"));
    let faces = theme::faces();
    assert!(faces.lacks('\u{50000}'));
    let svg = with.to_svg(faces);
    let first = texts(&svg);
    assert!(first.iter().any(|text| text.contains("Cost of")), "{first:?}");
    assert!(!svg.contains("textLength"), "a line with a box is not fitted to a width: {svg}");
    assert!(without.to_svg(faces).contains("textLength"));
}
