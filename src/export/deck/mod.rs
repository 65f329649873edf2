//! Charts as a deck of slides that can be restyled, checked and edited: native charts and tables, each with its numbers.
//!
//! - `body`: what stands on a slide below its finding, an `item` each; `scatter`, `cash`, `bars`, `stacks`, `bubbles` and
//!   `table` are the shapes of charts
//! - `axes`, `labels`, `style`, `number_format`: what native charts are put together from; `sheet`: the numbers behind one
//! - `slide`, `master`: slides, and what they share; `area`: where things lie
//! - `xml`, `package`: how all of it is written
//!
//! The order of elements in elements is the schema's (ECMA-376, part 1), on which PowerPoint insists. What a native chart
//! cannot draw is left out: the shades of profit and loss, and what is pointed at.

mod area;
mod axes;
mod bars;
mod body;
mod bubbles;
mod cash;
mod chart_part;
mod item;
mod labels;
mod master;
mod number_format;
mod package;
mod scatter;
mod sheet;
mod slide;
mod stacks;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod xml;

use rust_xlsxwriter::XlsxError;
use thiserror::Error;
use zip::result::ZipError;

use crate::charts::Chart;
use crate::export::SlideNotes;
use crate::language::tr;
use body::{body, has_body};
use chart_part::ChartPart;
use item::Item;
use package::{Package, Reference};
use slide::{BODY, SlideText, slide};
use xml::Element;

/// Why there is no deck.
#[derive(Debug, Error)]
pub enum DeckError {
    /// No chart has anything to draw.
    #[error("{}", tr!("none of the charts has anything to show"))]
    Empty,
    /// The numbers of a chart are too many.
    #[error(transparent)]
    Sheet(#[from] XlsxError),
    /// It is too large.
    #[error(transparent)]
    Archive(#[from] ZipError),
}

/// Charts as a PowerPoint deck, a slide each; those without anything to draw are left out. The same charts give the same
/// bytes.
///
/// # Errors
/// If no chart is left, or what is left is more than a file can hold.
pub fn deck(charts: &[&Chart], notes: &SlideNotes) -> Result<Vec<u8>, DeckError> {
    let slides: Vec<Slide> =
        charts.iter().filter(|chart| has_body(chart)).map(|chart| Slide::of(chart, notes)).collect();
    if slides.is_empty() {
        return Err(DeckError::Empty);
    }
    let mut package = Package::default();
    let masters = "presentationml";
    let document = |kind: &str| format!("officedocument.{kind}");
    package.refer("officeDocument", "ppt/presentation.xml");
    package.refer("core-properties", "docProps/core.xml");
    package.refer("extended-properties", "docProps/app.xml");
    package.document("docProps/core.xml", "package.core-properties", &core_properties(notes), Vec::new());
    package.document("docProps/app.xml", &document("extended-properties"), &app_properties(slides.len()), Vec::new());

    let mut references = vec![Reference::new("slideMaster", "ppt/slideMasters/slideMaster1.xml")];
    references.extend((1..=slides.len()).map(|number| Reference::new("slide", slide_path(number))));
    let own = [
        ("presProps", "ppt/presProps.xml", "presProps", master::presentation_properties()),
        ("viewProps", "ppt/viewProps.xml", "viewProps", master::view_properties()),
        ("theme", "ppt/theme/theme1.xml", "theme", master::theme()),
        ("tableStyles", "ppt/tableStyles.xml", "tableStyles", master::table_styles()),
    ];
    references.extend(own.iter().map(|(kind, path, ..)| Reference::new(kind, *path)));
    let presentation = master::presentation(slides.len());
    package.document(
        "ppt/presentation.xml",
        &document(&format!("{masters}.presentation.main")),
        &presentation,
        references,
    );
    for (_, path, content, element) in own {
        let content = match content {
            "theme" => document("theme"),
            content => document(&format!("{masters}.{content}")),
        };
        package.document(path, &content, &element, Vec::new());
    }
    package.document(
        "ppt/slideMasters/slideMaster1.xml",
        &document(&format!("{masters}.slideMaster")),
        &master::master(),
        vec![
            Reference::new("slideLayout", "ppt/slideLayouts/slideLayout1.xml"),
            Reference::new("theme", "ppt/theme/theme1.xml"),
        ],
    );
    package.document(
        "ppt/slideLayouts/slideLayout1.xml",
        &document(&format!("{masters}.slideLayout")),
        &master::layout(),
        vec![Reference::new("slideMaster", "ppt/slideMasters/slideMaster1.xml")],
    );
    let mut count = 0;
    for (place, Slide { document: element, charts }) in slides.into_iter().enumerate() {
        let mut references = vec![Reference::new("slideLayout", "ppt/slideLayouts/slideLayout1.xml")];
        references.extend((1..=charts.len()).map(|more| Reference::new("chart", chart_path(count + more))));
        package.document(&slide_path(place + 1), &document(&format!("{masters}.slide")), &element, references);
        for ChartPart { space, sheet } in charts {
            count += 1;
            let workbook = format!("ppt/embeddings/Microsoft_Excel_Sheet{count}.xlsx");
            let reference = Reference::new("package", workbook.clone());
            package.document(&chart_path(count), &document("drawingml.chart"), &space, vec![reference]);
            package.workbook(&workbook, sheet.workbook()?);
        }
    }
    Ok(package.bytes()?)
}

/// A slide with the charts that it refers to.
struct Slide {
    document: Element,
    charts: Vec<ChartPart>,
}

impl Slide {
    fn of(chart: &Chart, notes: &SlideNotes) -> Self {
        let text = SlideText {
            name: chart.key().name().to_owned(),
            title: chart.title().to_owned(),
            subtitle: notes.subtitle(chart),
            footnote: notes.footnote.clone(),
            summary: chart.summary().to_owned(),
        };
        let items: Vec<Item> = body(chart, &notes.currency, notes.linear, BODY);
        let (document, charts) = slide(&text, items);
        Self { document, charts }
    }
}

fn slide_path(number: usize) -> String {
    format!("ppt/slides/slide{number}.xml")
}

fn chart_path(number: usize) -> String {
    format!("ppt/charts/chart{number}.xml")
}

/// What the deck is called, by whom and when: on a day that is always the same unless one is told.
fn core_properties(notes: &SlideNotes) -> Element {
    let day = notes.date.as_deref().unwrap_or("2000-01-01");
    let time =
        |name: &'static str| Element::new(name).with("xsi:type", "dcterms:W3CDTF").saying(format!("{day}T00:00:00Z"));
    Element::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(Element::new("dc:title").saying(notes.scenario.clone()))
        .child(Element::new("dc:creator").saying("Breakeven"))
        .child(time("dcterms:created"))
        .child(time("dcterms:modified"))
}

fn app_properties(slides: usize) -> Element {
    Element::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(Element::new("Application").saying("Breakeven"))
        .child(Element::new("PresentationFormat").saying("Widescreen"))
        .child(Element::new("Slides").saying(slides.to_string()))
}
