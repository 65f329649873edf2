//! The font files behind the text: the same bytes for egui, for the names in the SVG and for the pixels.
//!
//! Holds no font itself; the theme lists its faces once and hands them to egui and to us. What none of them has comes from
//! `system_fonts`.

use std::sync::Arc;

use egui::{FontFamily, FontTweak};
use resvg::usvg::fontdb;

use super::system_fonts;

/// Where icon fonts keep their glyphs.
const PRIVATE_USE_AREA: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

/// Whether nothing is drawn for a character in any font: blanks, and what only joins or selects others.
fn is_blank(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{206F}')
        || matches!(character, '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{E0000}'..='\u{E01EF}')
}

/// One font file, under the name egui knows it by and the name an SVG viewer does.
#[derive(Clone, Debug)]
pub struct Face {
    /// The family that text is laid out with in egui.
    pub family: FontFamily,
    /// The family name as it stands in the font file.
    pub svg_family: &'static str,
    /// The weight as it stands in the font file: 400 is regular, 700 is bold.
    pub weight: u16,
    /// What egui was told to change about the glyphs; only scale and vertical offset matter here.
    pub tweak: FontTweak,
    /// The font file.
    pub bytes: &'static [u8],
    /// Which of the faces in it.
    pub index: u32,
}

impl Face {
    /// Whether it has a letter. Plain ASCII is not looked up: every font of text has it.
    fn has(&self, letter: char) -> bool {
        letter.is_ascii()
            || ttf_parser::Face::parse(self.bytes, self.index).is_ok_and(|face| face.glyph_index(letter).is_some())
    }
}

/// All faces that pictures may use, ready for text of any family and for rendering.
///
/// Cheap to clone; make it once and keep it.
#[derive(Clone, Debug)]
pub struct FontFaces {
    text: Vec<Face>,
    icons: Vec<Face>,
    database: Arc<fontdb::Database>,
}

impl FontFaces {
    /// Faces for text; the first also stands in for families that are not listed.
    ///
    /// Characters of the private use area (U+E000 to U+F8FF) are drawn with one of `icons`: that of their family, or
    /// else the first, because that is where egui falls back to.
    pub fn new(text: Vec<Face>, icons: Vec<Face>) -> Self {
        let mut database = fontdb::Database::new();
        for face in text.iter().chain(&icons) {
            database.load_font_source(fontdb::Source::Binary(Arc::new(face.bytes)));
        }
        if let Some(first) = text.first() {
            database.set_serif_family(first.svg_family);
            database.set_sans_serif_family(first.svg_family);
        }
        Self { text, icons, database: Arc::new(database) }
    }

    /// The face that unstyled text is set in.
    pub(super) fn default_face(&self) -> Option<&Face> {
        self.text.first()
    }

    /// The face that draws `character` in text of `family`; that of the family where no font has it.
    pub(super) fn face_of(&self, family: &FontFamily, character: char) -> Option<&Face> {
        let is_icon = PRIVATE_USE_AREA.contains(&character) && !self.icons.is_empty();
        let faces = if is_icon { &self.icons } else { &self.text };
        let face = faces.iter().find(|face| face.family == *family).or(faces.first())?;
        if is_icon || is_blank(character) || face.has(character) {
            return Some(face);
        }
        system_fonts::face_for(character).or(Some(face))
    }

    /// Whether no font draws a letter, neither ours nor any of this system.
    pub fn lacks(&self, letter: char) -> bool {
        let is_ours = self.text.iter().chain(&self.icons).any(|face| face.has(letter));
        !is_blank(letter) && !is_ours && system_fonts::face_for(letter).is_none()
    }

    /// The same fonts for the renderer, with those of this system that drew what ours lack, and no others: where letters are
    /// bundled, a picture looks alike on every machine.
    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        system_fonts::with_found(&self.database)
    }
}
