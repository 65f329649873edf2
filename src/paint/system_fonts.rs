//! Fonts of this system for letters that the bundled fonts lack: searched when such a letter is first to be drawn.
//!
//! Whoever writes with letters that are bundled never gets here, so that a picture is the same on every machine; others get
//! their own letters, from the same font in the window, in pictures and on pages. Absent: a choice of style, since a letter
//! that is drawn matters more than one that is bold, and colour, since a picture has outlines only.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use egui::epaint::text::{
    FallbackRequest, FontInsert, FontProvider, GlyphBitmap, GlyphRasterizer, GlyphRasterizerRequest, RasterizedGlyph,
};
use egui::{Color32, ColorImage, Context, FontData, FontFamily, FontPriority, FontTweak, vec2};
use resvg::usvg::fontdb::{Database, FaceInfo, ID, Source, Stretch, Style};
use ttf_parser::OutlineBuilder;

use super::{Face, theme};

/// Families that are bundled, under whose names another font would take their place.
const BUNDLED: [&str; 2] = ["Inter", "Phosphor"];

/// What was found for which letters.
#[derive(Default)]
struct FoundFont {
    /// All fonts there are, the best first; empty until a letter is missing.
    candidates: Option<(Database, Vec<ID>)>,
    /// Those that drew something, in the order in which they were needed.
    faces: Vec<(ID, &'static Face)>,
    /// Which of them draws a letter, or that none does.
    letters: HashMap<char, Option<usize>>,
    /// The bundled fonts and those that were found.
    database: Option<(usize, Arc<Database>)>,
}

static FOUND: LazyLock<Mutex<FoundFont>> = LazyLock::new(Mutex::default);

/// The font of this system that draws a letter.
pub(super) fn face_for(letter: char) -> Option<&'static Face> {
    FOUND.lock().unwrap_or_else(PoisonError::into_inner).face_for(letter)
}

/// `bundled` fonts with all that were found so far.
pub(super) fn with_found(bundled: &Arc<Database>) -> Arc<Database> {
    FOUND.lock().unwrap_or_else(PoisonError::into_inner).with_found(bundled)
}

/// Makes a context ask for fonts of this system, and keeps figures from being turned around where there are none.
pub fn install(context: &Context) {
    context.set_font_providers(vec![Arc::new(SystemFonts)]);
    let boxes = GlyphRasterizer::new("breakeven::right_to_left", missing_right_to_left);
    context.add_glyph_rasterizer(boxes.with_priority(FontPriority::Highest));
}

impl FoundFont {
    fn face_for(&mut self, letter: char) -> Option<&'static Face> {
        if let Some(known) = self.letters.get(&letter) {
            return known.map(|place| self.faces[place].1);
        }
        let found = self.search(letter);
        self.letters.insert(letter, found);
        found.map(|place| self.faces[place].1)
    }

    /// Loads the first font that has a letter, unless it was loaded for another, and keeps it as long as the program runs.
    fn search(&mut self, letter: char) -> Option<usize> {
        let (database, order) = self.candidates.get_or_insert_with(|| {
            let mut database = Database::new();
            database.load_system_fonts();
            let mut order: Vec<&FaceInfo> = database.faces().filter(|face| rank(face).is_some()).collect();
            order.sort_by(|one, other| {
                let key = |face: &FaceInfo| (rank(face), face.families[0].0.clone(), face.index);
                key(one).cmp(&key(other))
            });
            let order = order.into_iter().map(|face| face.id).collect();
            (database, order)
        });
        let has_letter = |id: &ID| database.with_face_data(*id, |bytes, index| draws(bytes, index, letter));
        let id = *order.iter().find(|id| has_letter(id) == Some(true))?;
        if let Some(place) = self.faces.iter().position(|(known, _)| *known == id) {
            return Some(place);
        }
        let info = database.face(id)?;
        let (name, weight) = (info.families[0].0.clone(), info.weight.0);
        let (bytes, index) = database.with_face_data(id, |bytes, index| (bytes.to_vec(), index))?;
        let face = Face {
            family: FontFamily::Name(name.clone().into()),
            svg_family: name.leak(),
            weight,
            tweak: FontTweak::default(),
            bytes: bytes.leak(),
            index,
        };
        self.faces.push((id, Box::leak(Box::new(face))));
        Some(self.faces.len() - 1)
    }

    fn with_found(&mut self, bundled: &Arc<Database>) -> Arc<Database> {
        let count = self.faces.len();
        if count == 0 {
            return Arc::clone(bundled);
        }
        match &self.database {
            Some((known, database)) if *known == count => Arc::clone(database),
            _ => {
                let mut database = Database::clone(bundled);
                for (_, face) in &self.faces {
                    database.load_font_source(Source::Binary(Arc::new(face.bytes)));
                }
                let database = Arc::new(database);
                self.database = Some((count, Arc::clone(&database)));
                database
            }
        }
    }
}

/// How far a font is from plain text; `None` where it must not be used.
fn rank(face: &FaceInfo) -> Option<(u8, u16)> {
    let (name, _) = face.families.first()?;
    if BUNDLED.iter().any(|bundled| name.starts_with(bundled)) {
        return None;
    }
    let is_plain = face.style == Style::Normal && face.stretch == Stretch::Normal && !face.monospaced;
    let family = match name {
        _ if !is_plain => 3,
        name if name.starts_with("Noto Sans") => 0,
        name if name.contains("Sans") => 1,
        _ => 2,
    };
    Some((family, face.weight.0.abs_diff(400)))
}

/// Whether a font has a letter as an outline: what has only pixels cannot be drawn in a picture.
fn draws(bytes: &[u8], index: u32, letter: char) -> bool {
    struct Nothing;
    impl OutlineBuilder for Nothing {
        fn move_to(&mut self, _: f32, _: f32) {}
        fn line_to(&mut self, _: f32, _: f32) {}
        fn quad_to(&mut self, _: f32, _: f32, _: f32, _: f32) {}
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {}
    }
    let Ok(face) = ttf_parser::Face::parse(bytes, index) else { return false };
    let Some(glyph) = face.glyph_index(letter) else { return false };
    face.outline_glyph(glyph, &mut Nothing).is_some()
}

/// Answers egui, which asks once for each letter that no font has.
struct SystemFonts;

impl FontProvider for SystemFonts {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let face = face_for(request.cluster.chars().next()?)?;
        let data = FontData::from_blob(Arc::new(face.bytes), face.index);
        Some(FontInsert::new(&format!("{} {}", face.svg_family, face.weight), data, Vec::new()))
    }
}

/// Whether a letter belongs to a script that is written from right to left.
pub(super) fn is_right_to_left(letter: char) -> bool {
    matches!(
        letter,
        '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}' | '\u{10800}'..='\u{10FFF}'
            | '\u{1E800}'..='\u{1EFFF}'
    )
}

/// A box for a letter from a script that is written from right to left, where no font has it. By itself: in a run with the
/// figures after it, egui would set them from right to left as well.
fn missing_right_to_left(request: &GlyphRasterizerRequest<'_>) -> Option<RasterizedGlyph> {
    let letter = request.cluster.chars().next().filter(|letter| is_right_to_left(*letter))?;
    if !theme::faces().lacks(letter) {
        return None;
    }
    let [width, height] =
        [0.5, 0.7].map(|share: f32| (share * request.font_size_px).round().clamp(3.0, 512.0) as usize);
    let mut image = ColorImage::filled([width, height], Color32::TRANSPARENT);
    for y in 0..height {
        for x in 0..width {
            if x == 0 || y == 0 || x + 1 == width || y + 1 == height {
                image[(x, y)] = Color32::WHITE;
            }
        }
    }
    let gap = (0.06 * request.font_size_px).round();
    let bitmap = GlyphBitmap { image, offset_px: vec2(gap, -(height as f32)), is_color: false };
    Some(RasterizedGlyph { bitmap, advance_px: width as f32 + 2.0 * gap })
}

#[cfg(test)]
mod tests;
