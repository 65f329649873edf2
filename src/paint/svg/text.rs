//! Text that egui has laid out: a `<text>` for each run of one look, placed where egui placed it.
//!
//! Within a run the font's own spacing applies, which is what egui used too; so words stay whole, searchable and
//! editable, and letters that depend on their neighbours come out alike. Where egui departs from the font's spacing
//! (thin spaces, tabs, justified rows) the next letters get a position of their own. A word from right to left is a run by
//! itself: egui sets the words of a line from left to right, and figures keep their order.

use std::fmt::Write as _;

use egui::emath::GuiRounding as _;
use egui::epaint::text::{ByteIndex, Glyph, PlacedRow, TextFormat};
use egui::epaint::{TextShape, WHITE_UV};
use egui::{Color32, Pos2, Stroke, pos2, vec2};

use super::attributes::{Escaped, Fill, RotateAttribute, StrokeAttributes, SvgNumber, is_visible};
use super::{Document, mesh};
use crate::paint::Face;
use crate::paint::system_fonts::is_right_to_left;

/// Glyphs are drawn on whole pixels and their remembered positions are cut accordingly; up to this many pixels apart
/// from where the font's spacing would put them they still count as being there.
const CUT_PIXELS: f32 = 1.05;

/// How far egui leans italics, which it has no font for: a quarter of the height.
const ITALIC_LEAN: f32 = 0.25;

pub(super) fn text(document: &mut Document<'_>, shape: &TextShape) {
    if shape.galley.is_empty() || shape.opacity_factor <= 0.0 {
        return;
    }
    let origin = shape.pos.round_to_pixels(document.pixels_per_point);
    if shape.angle != 0.0 {
        let _ = writeln!(document.body, "<g{}>", RotateAttribute(shape.angle, origin));
    }

    let job = &shape.galley.job;
    let mut text = Offsets { text: &job.text, at: 0 };
    for (number, row) in shape.galley.rows.iter().enumerate() {
        let origin = origin + row.pos.to_vec2();
        background(document, shape, row, origin);

        let is_whole = row.ends_with_newline || number + 1 == shape.galley.rows.len();
        let mut runs: Vec<GlyphRun<'_>> = Vec::new();
        let mut pen = None;
        let mut glyphs = row.glyphs.as_slice();
        while let [glyph, rest @ ..] = glyphs {
            // Past the end there is the ellipsis of a shortened text, which looks like what it replaces.
            let format = job.format_at_byte(ByteIndex(text.at));
            let color = glyph_color(shape, row, glyph, format);
            let face = document.faces.face_of(&format.font_id.family, glyph.chr);
            if is_right_to_left(glyph.chr) {
                let count = glyphs.iter().take_while(|glyph| is_right_to_left(glyph.chr)).count();
                let (word, after) = glyphs.split_at(count);
                let mut run = GlyphRun::new(format, color, face, glyph, glyph.pos.x);
                run.take_word(word, text.next_word(word, is_whole || !after.is_empty()));
                pen = Some(run.end + format.extra_letter_spacing);
                runs.push(run);
                glyphs = after;
                continue;
            }
            text.next();
            let in_flow = pen.filter(|pen| is_near(*pen, glyph, shape));
            let x = in_flow.unwrap_or(glyph.pos.x);
            pen = Some(x + glyph.advance_width + format.extra_letter_spacing);
            // What has no width belongs to what it stands on.
            let mark_of = runs.last().filter(|_| glyph.advance_width == 0.0).and_then(|run| run.face);
            let face = mark_of.or(face);
            let run = match runs.last_mut() {
                Some(run) if run.continues(format, color, face, glyph) => run,
                _ => runs.push_mut(GlyphRun::new(format, color, face, glyph, x)),
            };
            run.push(glyph, x, in_flow.is_some(), document.faces.lacks(glyph.chr));
            glyphs = rest;
        }
        if row.ends_with_newline {
            text.next();
        }
        for run in runs {
            run.write(document, shape, origin);
        }
        if is_visible(shape.underline) {
            let bounds = row.visuals.mesh_bounds.translate(origin.to_vec2());
            let stroke = Stroke::new(shape.underline.width, resolved(shape, shape.underline.color));
            level_line(document, bounds.left_bottom(), bounds.width(), stroke);
        }
    }

    if shape.angle != 0.0 {
        document.body.push_str("</g>\n");
    }
}

/// Where in a text its glyphs are.
struct Offsets<'a> {
    text: &'a str,
    at: usize,
}

impl Offsets<'_> {
    /// Goes on by a character.
    fn next(&mut self) {
        self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
    }

    /// The word that some glyphs from the left on stand for, as it is read. Where it goes on in the next row, no more is
    /// known of it than its letters.
    fn next_word(&mut self, glyphs: &[Glyph], is_whole: bool) -> String {
        let rest = &self.text[self.at..];
        let end = rest.find(|letter| !is_right_to_left(letter)).unwrap_or(rest.len());
        if is_whole && 0 < end {
            self.at += end;
            return rest[..end].to_owned();
        }
        glyphs.iter().for_each(|_| self.next());
        glyphs.iter().rev().map(|glyph| glyph.chr).collect()
    }
}

/// Glyphs of one look on one baseline.
struct GlyphRun<'a> {
    format: &'a TextFormat,
    color: Color32,
    face: Option<&'a Face>,
    first: Glyph,
    /// Pieces with a position of their own.
    pieces: Vec<(f32, String)>,
    start: f32,
    /// Where the last glyph ends.
    end: f32,
    /// Where the last glyph ends that is not a space.
    ink_end: f32,
    /// Whether the next glyph needs a position of its own.
    is_broken: bool,
    /// Whether it is a word that is read from right to left, which nothing else may join: what shows the picture orders the
    /// letters of a run anew, and figures beside such a word would be turned around.
    is_right_to_left: bool,
}

impl<'a> GlyphRun<'a> {
    fn new(format: &'a TextFormat, color: Color32, face: Option<&'a Face>, first: &Glyph, start: f32) -> Self {
        Self {
            format,
            color,
            face,
            first: *first,
            pieces: Vec::new(),
            start,
            end: start,
            ink_end: start,
            is_broken: true,
            is_right_to_left: false,
        }
    }

    /// Is a word from right to left, as it is read, that `glyphs` draw from the left on.
    fn take_word(&mut self, glyphs: &[Glyph], word: String) {
        self.end = glyphs.last().map_or(self.start, |glyph| glyph.pos.x + glyph.advance_width);
        self.ink_end = self.end;
        self.pieces.push((self.start, word));
        self.is_right_to_left = true;
    }

    fn continues(&self, format: &TextFormat, color: Color32, face: Option<&Face>, glyph: &Glyph) -> bool {
        let family = |face: Option<&Face>| face.map(|face| (face.svg_family, face.weight));
        !self.is_right_to_left
            && std::ptr::eq(self.format, format)
            && (self.color == color || glyph.chr.is_whitespace())
            && family(self.face) == family(face)
            && self.first.pos.y == glyph.pos.y
    }

    /// Takes a glyph; one that no font has is a box of another width elsewhere, and stands by itself.
    fn push(&mut self, glyph: &Glyph, x: f32, in_flow: bool, is_lacking: bool) {
        self.is_broken |= !in_flow || is_lacking;
        match self.pieces.last_mut() {
            Some((_, piece)) if !self.is_broken => piece.push(glyph.chr),
            _ if glyph.chr.is_whitespace() => {}
            _ => {
                self.pieces.push((x, glyph.chr.into()));
                self.is_broken = false;
            }
        }
        // The font knows nothing of the width that egui gives to these.
        self.is_broken |= is_lacking || matches!(glyph.chr, '\t' | '\u{2009}' | '\u{202F}');
        self.end = x + glyph.advance_width;
        if !glyph.chr.is_whitespace() {
            self.ink_end = self.end;
        }
    }

    fn write(&self, document: &mut Document<'_>, shape: &TextShape, origin: Pos2) {
        self.write_glyphs(document, origin);
        let rect = self.first.logical_rect();
        for (stroke, y) in [(self.format.underline, rect.bottom()), (self.format.strikethrough, rect.center().y)] {
            let stroke = Stroke::new(stroke.width, resolved(shape, stroke.color));
            level_line(document, origin + vec2(self.start, y), self.end - self.start, stroke);
        }
    }

    fn write_glyphs(&self, document: &mut Document<'_>, origin: Pos2) {
        let Some((first_x, _)) = self.pieces.first() else { return };
        if self.color.a() == 0 {
            return;
        }
        let mut size = self.format.font_id.size;
        let mut drop = 0.0;
        if let Some(face) = self.face {
            size *= face.tweak.scale;
            drop = (size * face.tweak.y_offset_factor + face.tweak.y_offset).round_ui();
        }
        let (x, y) = (origin.x + first_x, origin.y + self.first.pos.y + drop);
        let body = &mut document.body;
        let _ = write!(body, r#"<text x="{}" y="{}""#, SvgNumber(x), SvgNumber(y));
        if let Some(face) = self.face {
            if document.faces.default_face().is_none_or(|default| default.svg_family != face.svg_family) {
                let _ = write!(body, r#" font-family="{}""#, Escaped(face.svg_family));
            }
            if face.weight != 400 {
                let _ = write!(body, r#" font-weight="{}""#, face.weight);
            }
        }
        let _ = write!(body, r#" font-size="{}"{}"#, SvgNumber(size), Fill(self.color));
        if self.format.italics {
            let _ = write!(body, r#" transform="matrix(1 0 -{ITALIC_LEAN} 1 {} 0)""#, SvgNumber(ITALIC_LEAN * y));
        }
        if self.format.extra_letter_spacing != 0.0 {
            let _ = write!(body, r#" letter-spacing="{}""#, SvgNumber(self.format.extra_letter_spacing));
        }
        if self.pieces.iter().any(|(_, piece)| piece.trim_end().contains("  ")) {
            body.push_str(r#" xml:space="preserve""#);
        }
        match self.pieces.as_slice() {
            [(_, piece)] => {
                let piece = piece.trim_end();
                let is_fitted = self.format.extra_letter_spacing == 0.0 && !self.is_right_to_left;
                if is_fitted && piece.chars().nth(1).is_some() {
                    let _ = write!(body, r#" textLength="{}""#, SvgNumber(self.ink_end - first_x));
                }
                let _ = write!(body, ">{}", Escaped(piece));
            }
            pieces => {
                body.push('>');
                for (index, (x, piece)) in pieces.iter().enumerate() {
                    // A space before the next piece is what keeps words apart when the text is copied.
                    let piece = if index + 1 < pieces.len() { piece } else { piece.trim_end() };
                    let _ = write!(body, r#"<tspan x="{}">{}</tspan>"#, SvgNumber(origin.x + x), Escaped(piece));
                }
            }
        }
        body.push_str("</text>\n");
    }
}

/// Whether `glyph` stands at `pen`, where the font's own spacing puts it.
fn is_near(pen: f32, glyph: &Glyph, shape: &TextShape) -> bool {
    let tolerance = if shape.galley.job.justify { 0.5 } else { CUT_PIXELS };
    glyph.advance_width == 0.0 || (pen - glyph.pos.x).abs() * shape.galley.pixels_per_point <= tolerance
}

/// The colour of a glyph as it was painted, which differs from its format where text is selected.
fn glyph_color(shape: &TextShape, row: &PlacedRow, glyph: &Glyph, format: &TextFormat) -> Color32 {
    let painted = row.visuals.mesh.vertices.get(glyph.first_vertex as usize);
    let painted = painted.filter(|_| !glyph.uv_rect.is_nothing()).map(|vertex| vertex.color);
    resolved(shape, shape.override_text_color.or(painted).unwrap_or(format.color))
}

/// The colour that `color` means in this text.
fn resolved(shape: &TextShape, color: Color32) -> Color32 {
    let color = if color == Color32::PLACEHOLDER { shape.fallback_color } else { color };
    if shape.opacity_factor < 1.0 { color.gamma_multiply(shape.opacity_factor) } else { color }
}

/// What lies behind the glyphs: the colour of code, the mark of selected text.
fn background(document: &mut Document<'_>, shape: &TextShape, row: &PlacedRow, origin: Pos2) {
    let mesh = &row.visuals.mesh;
    let is_plain = |triangle: &[u32; 3]| triangle.iter().all(|index| mesh.vertices[*index as usize].uv == WHITE_UV);
    let mut behind = mesh.triangles().take_while(is_plain).peekable();
    if behind.peek().is_none() || row.visuals.glyph_vertex_range.is_empty() {
        return;
    }
    let mut vertices = mesh.vertices.clone();
    for vertex in &mut vertices {
        vertex.pos += origin.to_vec2();
        vertex.color = resolved(shape, vertex.color);
    }
    mesh::triangles(document, &vertices, behind);
}

fn level_line(document: &mut Document<'_>, start: Pos2, length: f32, stroke: Stroke) {
    if !is_visible(stroke) {
        return;
    }
    let mut y = start.y;
    stroke.round_center_to_pixel(document.pixels_per_point, &mut y);
    let end = pos2(start.x + length, y);
    let (x1, x2, y) = (SvgNumber(start.x), SvgNumber(end.x), SvgNumber(y));
    let _ = writeln!(document.body, r#"<line x1="{x1}" y1="{y}" x2="{x2}" y2="{y}"{}/>"#, StrokeAttributes(stroke));
}
