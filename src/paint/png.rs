//! Turns the SVG of a picture into pixels.

use png::{BitDepth, ColorType, Encoder, PixelDimensions, Unit};
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
    let Pixels { width, height, rgba } = render_rgba(svg, faces, scale)?;
    let density = (width as f32 / (inches * METRES_AN_INCH)).round() as u32;
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, width, height);
    encoder.set_color(ColorType::Rgba);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_pixel_dims(Some(PixelDimensions { xppu: density, yppu: density, unit: Unit::Meter }));
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&rgba)?;
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
    let rgba = pixmap
        .pixels()
        .iter()
        .flat_map(|pixel| {
            let color = pixel.demultiply();
            [color.red(), color.green(), color.blue(), color.alpha()]
        })
        .collect();
    Ok(Pixels { width: pixmap.width(), height: pixmap.height(), rgba })
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
