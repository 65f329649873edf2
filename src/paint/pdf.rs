//! Turns pictures into the pages of a PDF file, in which lines stay lines and text can be searched and copied.

use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings, destination::XyzDestination};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

use super::{FontFaces, Picture, png};

/// Why there is no PDF.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    /// A page is not valid SVG.
    #[error("Page {page} is not valid SVG: {error}")]
    Svg {
        /// Counted from 1.
        page: usize,
        /// What is wrong with it.
        error: usvg::Error,
    },
    /// A page has no area.
    #[error("Page {0} has no area")]
    Size(usize),
    /// The pages could not be packed.
    #[error("The pages cannot be written as PDF: {0}")]
    Encode(String),
}

/// An entry of the list that a reader shows beside the pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Bookmark {
    /// What it says.
    pub title: String,
    /// The page, counted from 0.
    pub page: usize,
    /// How far down the page, in points.
    pub top: f32,
}

/// What a PDF says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct About {
    /// The name of the document.
    pub title: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// Where its parts begin.
    pub bookmarks: Vec<Bookmark>,
}

/// Pictures as a PDF file, a page each, a point of the picture to a point on paper times `scale`.
///
/// The file holds no time and no random number: the same pages always give the same bytes.
///
/// # Errors
/// If a picture is empty or cannot be read back.
pub fn pdf(pages: &[Picture], scale: f32, about: &About, faces: &FontFaces) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new_with(SerializeSettings::default());
    for (page, picture) in pages.iter().enumerate() {
        let tree = png::tree(&picture.to_svg(faces), faces);
        let tree = tree.map_err(|error| PdfError::Svg { page: page + 1, error })?;
        let size = picture.size() * scale;
        let size = Size::from_wh(size.x, size.y).ok_or(PdfError::Size(page + 1))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface.draw_svg(&tree, size, SvgSettings::default());
        surface.finish();
        page.finish();
    }
    if !about.bookmarks.is_empty() {
        document.set_outline(outline(&about.bookmarks, scale));
    }
    let metadata = Metadata::new().title(about.title.clone()).description(about.description.clone());
    document.set_metadata(metadata.creator("Breakeven".to_owned()).language("en".to_owned()));
    document.finish().map_err(|error| PdfError::Encode(format!("{error:?}")))
}

fn outline(bookmarks: &[Bookmark], scale: f32) -> Outline {
    let mut outline = Outline::new();
    for bookmark in bookmarks {
        let place = Point::from_xy(0.0, bookmark.top * scale);
        outline.push_child(OutlineNode::new(bookmark.title.clone(), XyzDestination::new(bookmark.page, place)));
    }
    outline
}
