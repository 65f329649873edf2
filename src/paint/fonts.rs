//! The font files behind the text: the same bytes for egui, for the names in the SVG and for the pixels.
//!
//! Holds no font itself; the theme lists its faces once and hands them to egui and to us.

use std::sync::Arc;

use egui::{FontFamily, FontTweak};
use resvg::usvg::fontdb;

/// Where icon fonts keep their glyphs.
const PRIVATE_USE_AREA: std::ops::RangeInclusive<char> = '\u{E000}'..='\u{F8FF}';

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

    /// The face that draws `character` in text of `family`.
    pub(super) fn face_of(&self, family: &FontFamily, character: char) -> Option<&Face> {
        let is_icon = PRIVATE_USE_AREA.contains(&character) && !self.icons.is_empty();
        let faces = if is_icon { &self.icons } else { &self.text };
        faces.iter().find(|face| face.family == *family).or(faces.first())
    }

    /// The same fonts for the renderer, and no others: a picture looks alike on every machine.
    pub(super) fn database(&self) -> Arc<fontdb::Database> {
        Arc::clone(&self.database)
    }
}
