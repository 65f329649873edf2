//! Turns pictures into the pages of a PDF file, in which lines stay lines and text can be searched and copied.

use egui::epaint::ClippedShape;
use egui::{Rect, Shape};
use krilla::action::{Action, LinkAction};
use krilla::annotation::{self, Annotation, LinkAnnotation};
use krilla::destination::XyzDestination;
use krilla::geom::{self, Point, Size};
use krilla::metadata::{DateTime, Metadata};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};
use resvg::usvg;

use super::tagged::{Role, TaggedRun, tag_tree};
use super::{FontFaces, Picture, png};
use crate::language::{Language, tr};

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

/// A part of a page that leads elsewhere.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The page that it is on, counted from 0.
    pub page: usize,
    /// Where on it, in points.
    pub area: Rect,
    /// Where to.
    pub to: Target,
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Target {
    /// To a page of the web.
    Address(String),
    /// To a page of the document, counted from 0, and how far down it.
    Place(usize, f32),
}

/// What a PDF says of itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DocumentInfo {
    /// The name of the document.
    pub title: String,
    /// What is in it, in a sentence.
    pub description: String,
    /// Who wrote it, if it is known.
    pub author: Option<String>,
    /// The day, `YYYY-MM-DD`, if it should be said.
    pub date: Option<String>,
    /// Where its parts begin.
    pub bookmarks: Vec<Bookmark>,
    /// What leads elsewhere.
    pub links: Vec<Link>,
    /// What is on each page, in reading order; a page without is told as a whole by the description.
    pub runs: Vec<Vec<TaggedRun>>,
}

/// Pictures as a PDF file, a page each, a point of the picture to a point on paper times `scale`.
///
/// The file holds no time but the day that it is told, and no random number: the same pages always give the same bytes.
///
/// # Errors
/// If a picture is empty or cannot be read back.
pub fn pdf(pages: &[Picture], scale: f32, about: &DocumentInfo, faces: &FontFaces) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new_with(SerializeSettings::default());
    let mut content = Vec::new();
    for (number, picture) in pages.iter().enumerate() {
        let size = picture.size() * scale;
        let size = Size::from_wh(size.x, size.y).ok_or(PdfError::Size(number + 1))?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        let whole = [TaggedRun { shapes: 0..picture.shapes().len(), role: Role::Figure(about.description.clone()) }];
        let runs = about.runs.get(number).filter(|runs| !runs.is_empty()).map_or(&whole[..], Vec::as_slice);
        for TaggedRun { shapes, role } in runs {
            let tree = png::tree(&picture.part(shapes.clone()).to_svg(faces), faces);
            let tree = tree.map_err(|error| PdfError::Svg { page: number + 1, error })?;
            let text = match &picture.shapes()[shapes.clone()] {
                [ClippedShape { shape: Shape::Text(text), .. }] if 1 < text.galley.rows.len() => {
                    Some(text.galley.text())
                }
                _ => None,
            };
            let identifier = surface.start_tagged(role.content(text));
            surface.draw_svg(&tree, size, SvgSettings::default());
            surface.end_tagged();
            if *role != Role::Decoration {
                content.push((role.clone(), identifier));
            }
        }
        surface.finish();
        about.links.iter().filter(|link| link.page == number).for_each(|link| {
            page.add_annotation(annotation(link, scale));
        });
        page.finish();
    }
    document.set_tag_tree(tag_tree(content));
    if !about.bookmarks.is_empty() {
        document.set_outline(outline(&about.bookmarks, scale));
    }
    let mut metadata = Metadata::new().title(about.title.clone()).description(about.description.clone());
    if let Some(author) = &about.author {
        metadata = metadata.authors(vec![author.clone()]);
    }
    if let Some(day) = about.date.as_deref().and_then(day) {
        metadata = metadata.creation_date(day);
    }
    let creator = concat!("Breakeven ", env!("CARGO_PKG_VERSION")).to_owned();
    document.set_metadata(metadata.creator(creator).language(Language::current().code().to_owned()));
    document.finish().map_err(|error| PdfError::Encode(format!("{error:?}")))
}

fn annotation(link: &Link, scale: f32) -> Annotation {
    let [left, top, right, bottom] =
        [link.area.left(), link.area.top(), link.area.right(), link.area.bottom()].map(|edge| edge * scale);
    let area = geom::Rect::from_ltrb(left, top, right, bottom).expect("a link has an area");
    let (target, name) = match &link.to {
        Target::Address(address) => {
            let action = Action::Link(LinkAction::new(address.clone()));
            (annotation::Target::Action(action), address.clone())
        }
        Target::Place(page, top) => {
            let place = XyzDestination::new(*page, Point::from_xy(0.0, top * scale));
            (annotation::Target::Destination(place.into()), tr!("Page {}", page + 1))
        }
    };
    Annotation::new_link(LinkAnnotation::new(area, target), Some(name))
}

/// A day as PDF has it.
fn day(text: &str) -> Option<DateTime> {
    let mut parts = text.splitn(3, '-');
    let day = DateTime::new(parts.next()?.parse().ok()?).month(parts.next()?.parse().ok()?);
    Some(day.day(parts.next()?.parse().ok()?))
}

fn outline(bookmarks: &[Bookmark], scale: f32) -> Outline {
    let mut outline = Outline::new();
    for bookmark in bookmarks {
        let place = Point::from_xy(0.0, bookmark.top * scale);
        outline.push_child(OutlineNode::new(bookmark.title.clone(), XyzDestination::new(bookmark.page, place)));
    }
    outline
}
