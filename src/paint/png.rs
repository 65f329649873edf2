//! Turns the SVG of a picture into pixels.

use png::{BitDepth, ColorType, Encoder, Filter, PixelDimensions, Unit};
use resvg::{tiny_skia, usvg};

use super::FontFaces;

/// The longest side that a picture may have, in pixels.
const MAX_SIDE: f32 = 16_384.0;

/// Why there is no picture.
#[derive(Debug, thiserror::Error)]
pub enum PngError {
    /// The SVG is not one.
    #[error("The picture is not valid SVG: {0}")]
    Svg(#[from] usvg::Error),
    /// Nothing to draw on, or more than memory should be spent on.
    #[error("A picture of {width} × {height} pixels cannot be made; the longest side is 1 to 16384 pixels")]
    Size {
        /// Requested width in pixels.
        width: f32,
        /// Requested height in pixels.
        height: f32,
    },
    /// The pixels could not be packed.
    #[error("The picture cannot be written as PNG: {0}")]
    Encode(String),
}

/// Pixels as the clipboard wants them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pixels {
    /// Pixels in a row.
    pub width: u32,
    /// Rows.
    pub height: u32,
    /// Red, green, blue and straight alpha of each pixel, row by row from the top.
    pub rgba: Vec<u8>,
}

/// The picture as a PNG file, with `scale` pixels to each point, as large as it is where it is laid on a page: `inches`
/// wide.
///
/// # Errors
/// If `svg` does not parse, or the picture would have no pixels or too many.
pub fn render(svg: &str, faces: &FontFaces, scale: f32, inches: f32) -> Result<Vec<u8>, PngError> {
    const METRES_AN_INCH: f32 = 0.0254;
    let pixmap = pixmap(svg, faces, scale)?;
    let (width, height) = (pixmap.width(), pixmap.height());
    let (color, bytes) =
        opaque(&pixmap).map_or_else(|| (ColorType::Rgba, straight(&pixmap)), |rgb| (ColorType::Rgb, rgb));
    let density = (width as f32 / (inches * METRES_AN_INCH)).round() as u32;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    // What is drawn is flat: without differences between neighbours it is packed faster, and is smaller.
    encoder.set_filter(Filter::NoFilter);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&bytes)?;
        writer.finish()
    });
    written.map_err(|error| PngError::Encode(error.to_string()))?;
    Ok(file)
}

/// The picture as plain pixels, with `scale` of them to each point.
///
/// # Errors
/// As for [`render`].
pub fn render_rgba(svg: &str, faces: &FontFaces, scale: f32) -> Result<Pixels, PngError> {
    let pixmap = pixmap(svg, faces, scale)?;
    Ok(Pixels { width: pixmap.width(), height: pixmap.height(), rgba: straight(&pixmap) })
}

/// Red, green, blue and straight alpha of each pixel.
fn straight(pixmap: &tiny_skia::Pixmap) -> Vec<u8> {
    let channels = pixmap.pixels().iter().flat_map(|pixel| {
        let color = pixel.demultiply();
        [color.red(), color.green(), color.blue(), color.alpha()]
    });
    channels.collect()
}

/// Red, green and blue of each pixel; `None` where something shines through one.
fn opaque(pixmap: &tiny_skia::Pixmap) -> Option<Vec<u8>> {
    let (pixels, _) = pixmap.data().as_chunks::<4>();
    let mut rgb = Vec::with_capacity(3 * pixels.len());
    for &[red, green, blue, alpha] in pixels {
        if alpha != u8::MAX {
            return None;
        }
        rgb.extend([red, green, blue]);
    }
    Some(rgb)
}

/// The same drawing without text: letters are outlines.
pub(super) fn outlines(svg: &str, faces: &FontFaces) -> Result<String, usvg::Error> {
    // Hundredths of a point are finer than any print.
    let options = usvg::WriteOptions {
        coordinates_precision: 2,
        transforms_precision: 4,
        indent: usvg::Indent::None,
        ..usvg::WriteOptions::default()
    };
    Ok(tree(svg, faces)?.to_string(&options))
}

/// What an SVG draws, with text set in `faces` and no other fonts.
pub(super) fn tree(svg: &str, faces: &FontFaces) -> Result<usvg::Tree, usvg::Error> {
    let mut options = usvg::Options { fontdb: faces.database(), ..usvg::Options::default() };
    if let Some(face) = faces.default_face() {
        options.font_family = face.svg_family.to_owned();
    }
    usvg::Tree::from_str(svg, &options)
}

fn pixmap(svg: &str, faces: &FontFaces, scale: f32) -> Result<tiny_skia::Pixmap, PngError> {
    let tree = tree(svg, faces)?;
    let width = (tree.size().width() * scale).round();
    let height = (tree.size().height() * scale).round();
    let possible = 1.0..=MAX_SIDE;
    let pixmap = (possible.contains(&width) && possible.contains(&height))
        .then(|| tiny_skia::Pixmap::new(width as u32, height as u32))
        .flatten();
    let mut pixmap = pixmap.ok_or(PngError::Size { width, height })?;
    resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    Ok(pixmap)
}
