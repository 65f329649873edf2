//! A slide: the finding as its title, what it is of, the chart, and what it rests on.

use super::area::{Area, lines, units};
use super::chart_part::{CHART, ChartPart, DRAWING, RELATIONS};
use super::item::Item;
use super::style::{LABEL, MUTED, SMALL, line};
use super::table::paragraph;
use super::xml::Element;
use crate::charts::Dash;
use crate::language::{Language, tr};

/// The name of presentations.
pub const PRESENTATION: &str = "http://schemas.openxmlformats.org/presentationml/2006/main";
/// The places of a slide of 1280 × 720 pixels.
pub const TITLE: Area = Area::new(44.0, 22.0, 1192.0, 70.0);
pub const SUBTITLE: Area = Area::new(44.0, 94.0, 1192.0, 44.0);
pub const BODY: Area = Area::new(44.0, 146.0, 1192.0, 498.0);
pub const FOOTNOTE: Area = Area::new(44.0, 660.0, 1060.0, 40.0);
/// By which a slide's places are those of its layout.
const PLACES: [(&str, u32); 3] = [("subtitle", 13), ("body", 14), ("footnote", 15)];
/// Hundredths of a point.
pub const TITLE_SIZE: u32 = 2000;
pub const SUBTITLE_SIZE: u32 = 1150;
pub const FOOTNOTE_SIZE: u32 = 1000;
/// The smallest that a title may get.
const LEAST_TITLE: u32 = 1200;

/// What is said on a slide, apart from the chart.
#[derive(Clone, Debug)]
pub struct SlideText {
    /// What the chart is called: the name of its frame.
    pub name: String,
    /// The finding.
    pub title: String,
    /// What is drawn.
    pub subtitle: String,
    /// What it rests on.
    pub footnote: String,
    /// All of it in a few sentences, for those who do not see it.
    pub summary: String,
}

/// A slide as a document, and its charts in the order of their references, from `rId2` on.
pub fn slide(text: &SlideText, items: Vec<Item>) -> (Element, Vec<ChartPart>) {
    let mut shapes = vec![
        placeholder(2, tr!("Title"), Element::new("p:ph").with("type", "title"), &text.title, title_size(&text.title)),
        placeholder(3, tr!("Subtitle"), place(0), &text.subtitle, None),
    ];
    let mut charts = Vec::new();
    let mut is_told = false;
    for (item, id) in items.into_iter().zip(10..) {
        // The first frame is the chart; what stands beside it belongs to it.
        let (told, own) = (text.summary.as_str(), !is_told);
        is_told |= matches!(item, Item::Chart { .. } | Item::Table { .. });
        let shape = match item {
            Item::Chart { area, chart } => {
                charts.push(*chart);
                let reference = Element::new("c:chart")
                    .with("xmlns:c", CHART)
                    .with("xmlns:r", RELATIONS)
                    .with("r:id", format!("rId{}", charts.len() + 1));
                frame(id, text, told, own, area, CHART, reference)
            }
            Item::Table { area, table } => {
                frame(id, text, told, own, area, "http://schemas.openxmlformats.org/drawingml/2006/table", table)
            }
            Item::Line { from, to } => connector(id, from, to),
            Item::Text { area, text, ink, is_bold } => {
                text_box(id, tr!("Label"), area, vec![paragraph(&text, LABEL, ink, is_bold, "ctr")], "b")
            }
            Item::Note { area, said, ink } => {
                let said = said.iter().map(|note| paragraph(note, SMALL, ink, false, "l")).collect();
                text_box(id, tr!("Notes"), area, said, "t")
            }
        };
        shapes.push(shape);
    }
    shapes.push(placeholder(4, tr!("Footnote"), place(2), &text.footnote, None));
    let data = Element::new("p:cSld").child(tree(shapes));
    let document = root("p:sld").child(data).child(color_map());
    (document, charts)
}

/// A root with the names that documents of presentations use.
pub fn root(name: &'static str) -> Element {
    Element::new(name).with("xmlns:a", DRAWING).with("xmlns:r", RELATIONS).with("xmlns:p", PRESENTATION)
}

/// That colours are those of the master.
pub fn color_map() -> Element {
    Element::new("p:clrMapOvr").child(Element::new("a:masterClrMapping"))
}

/// Shapes, the first one furthest behind.
pub fn tree(shapes: Vec<Element>) -> Element {
    let group = Element::new("p:nvGrpSpPr")
        .child(Element::new("p:cNvPr").with("id", 1).with("name", ""))
        .child(Element::new("p:cNvGrpSpPr"))
        .child(Element::new("p:nvPr"));
    let zero = |name: &'static str, keys: [&'static str; 2]| Element::new(name).with(keys[0], 0).with(keys[1], 0);
    let transform = Element::new("a:xfrm")
        .child(zero("a:off", ["x", "y"]))
        .child(zero("a:ext", ["cx", "cy"]))
        .child(zero("a:chOff", ["x", "y"]))
        .child(zero("a:chExt", ["cx", "cy"]));
    Element::new("p:spTree").child(group).child(Element::new("p:grpSpPr").child(transform)).children(shapes)
}

/// A place of the layout, by its own number.
pub fn place(which: usize) -> Element {
    let (name, index) = PLACES[which];
    let place = Element::new("p:ph");
    // A place of any kind takes a chart as well as a table.
    let place = if name == "body" { place } else { place.with("type", "body").with("sz", "quarter") };
    place.with("idx", index)
}

fn placeholder(id: u32, name: &str, place: Element, text: &str, size: Option<u32>) -> Element {
    let look = Element::new("a:rPr").with("lang", Language::current().tag());
    let look = size.map_or(look.clone(), |size| look.with("sz", size));
    let run = Element::new("a:r").child(look).child(Element::new("a:t").saying(text));
    let body = Element::new("p:txBody")
        .child(Element::new("a:bodyPr"))
        .child(Element::new("a:lstStyle"))
        .child(Element::new("a:p").children(Some(run).filter(|_| !text.is_empty())));
    Element::new("p:sp")
        .child(
            Element::new("p:nvSpPr")
                .child(Element::new("p:cNvPr").with("id", id).with("name", name))
                .child(Element::new("p:cNvSpPr").child(Element::new("a:spLocks").with("noGrp", 1)))
                .child(Element::new("p:nvPr").child(place)),
        )
        .child(Element::new("p:spPr"))
        .child(body)
}

/// A smaller size where a title would not find room on two lines; none where it does.
fn title_size(title: &str) -> Option<u32> {
    let fits = |size: &u32| {
        let most = (TITLE.height / super::area::line_height(*size)) as usize;
        lines(title, *size, TITLE.width) <= most.max(2)
    };
    let sizes = (LEAST_TITLE..=TITLE_SIZE).rev().step_by(100);
    let size = sizes.clone().find(fits).unwrap_or(LEAST_TITLE);
    (size < TITLE_SIZE).then_some(size)
}

fn frame(id: u32, text: &SlideText, told: &str, is_first: bool, area: Area, kind: &str, content: Element) -> Element {
    let properties = Element::new("p:cNvPr").with("id", id);
    let (properties, own) = match is_first {
        true => {
            let properties = properties.with("name", &text.name).with("descr", told);
            (properties, Element::new("p:nvPr").child(place(1)))
        }
        false => {
            let properties = properties.with("name", tr!("{}, figures", text.name));
            (properties.with("descr", tr!("Figures beside the bars, a row each")), Element::new("p:nvPr"))
        }
    };
    Element::new("p:graphicFrame")
        .child(
            Element::new("p:nvGraphicFramePr")
                .child(properties)
                .child(Element::new("p:cNvGraphicFramePr").child(Element::new("a:graphicFrameLocks").with("noGrp", 1)))
                .child(own),
        )
        .child(area.transform("p:xfrm"))
        .child(Element::new("a:graphic").child(Element::new("a:graphicData").with("uri", kind).child(content)))
}

fn connector(id: u32, [x0, y0]: [f64; 2], [x1, y1]: [f64; 2]) -> Element {
    let area = Area::new(x0.min(x1), y0.min(y1), (x1 - x0).abs(), (y1 - y0).abs());
    let transform = area.transform("a:xfrm");
    let transform = if y1 < y0 { transform.with("flipV", 1) } else { transform };
    Element::new("p:cxnSp")
        .child(
            Element::new("p:nvCxnSpPr")
                .child(Element::new("p:cNvPr").with("id", id).with("name", tr!("Line")))
                .child(Element::new("p:cNvCxnSpPr"))
                .child(Element::new("p:nvPr")),
        )
        .child(
            Element::new("p:spPr")
                .child(transform)
                .child(Element::new("a:prstGeom").with("prst", "line").child(Element::new("a:avLst")))
                .child(line(MUTED, 1.25, Dash::Dashed)),
        )
}

/// How words lie in their place.
pub fn text_body(wrap: &str, anchor: &str) -> Element {
    let body = Element::new("a:bodyPr").with("vert", "horz").with("wrap", wrap);
    body.with("lIns", 0).with("tIns", 0).with("rIns", 0).with("bIns", units(2.0)).with("anchor", anchor)
}

/// Words where they are put, on as many lines as they need.
pub fn text_box(id: u32, name: &str, area: Area, said: Vec<Element>, anchor: &str) -> Element {
    // What is one line stays one, whatever font there is.
    let wrap = if anchor == "b" { "none" } else { "square" };
    let body = text_body(wrap, anchor).child(Element::new("a:noAutofit"));
    Element::new("p:sp")
        .child(
            Element::new("p:nvSpPr")
                .child(Element::new("p:cNvPr").with("id", id).with("name", name))
                .child(Element::new("p:cNvSpPr").with("txBox", 1))
                .child(Element::new("p:nvPr")),
        )
        .child(
            Element::new("p:spPr")
                .child(area.transform("a:xfrm"))
                .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst")))
                .child(super::style::no_fill()),
        )
        .child(Element::new("p:txBody").child(body).child(Element::new("a:lstStyle")).children(said))
}
