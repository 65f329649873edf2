//! What all slides share: theme, master, the one layout, and the documents of a presentation that say nothing of charts.

use super::area::{Area, units};
use super::chart_part::DRAWING;
use super::slide::{
    BODY, FOOTNOTE, FOOTNOTE_SIZE, SUBTITLE, SUBTITLE_SIZE, TITLE, TITLE_SIZE, color_map, place, root, text_body,
    text_box, tree,
};
use super::style::{LABEL, MUTED, TEXT, properties};
use super::table::paragraph;
use super::xml::Element;
use crate::export::palette::LIGHT;
use crate::language::{Language, tr};

/// What everything is written in. Where it is missing, the digits of its classification lead to fonts that look like it.
const FONT: &str = "Inter";
const SANS_SERIF: &str = "020B0604020202020204";
/// Fonts for scripts that it lacks, by the names that themes have for them.
const SCRIPTS: [(&str, &str); 8] = [
    ("Jpan", "Yu Gothic"),
    ("Hang", "Malgun Gothic"),
    ("Hans", "Microsoft YaHei"),
    ("Hant", "Microsoft JhengHei"),
    ("Arab", "Arial"),
    ("Hebr", "Arial"),
    ("Thai", "Leelawadee UI"),
    ("Deva", "Nirmala UI"),
];
/// By which master and layout are known.
const MASTER_ID: u32 = 2_147_483_648;
const LAYOUT_ID: u32 = MASTER_ID + 1;
const FIRST_SLIDE_ID: u32 = 256;
/// The page on which slides are printed with notes.
const NOTES: [i64; 2] = [6_858_000, 9_144_000];

/// Colours, fonts and shapes. The accents are the roles of charts: cost, value, loss, best net, alternative, today.
pub fn theme() -> Element {
    let color =
        |name: &'static str, rgb: u32| Element::new(name).child(Element::val("a:srgbClr", format!("{rgb:06X}")));
    let colors = [
        ("a:dk1", LIGHT.text),
        ("a:lt1", LIGHT.surface),
        ("a:dk2", LIGHT.muted),
        ("a:lt2", LIGHT.canvas),
        ("a:accent1", LIGHT.cost),
        ("a:accent2", LIGHT.value),
        ("a:accent3", LIGHT.forecast),
        ("a:accent4", LIGHT.floor),
        ("a:accent5", LIGHT.alternative),
        ("a:accent6", LIGHT.today),
        ("a:hlink", LIGHT.focus),
        ("a:folHlink", LIGHT.floor),
    ];
    let fonts = |name: &'static str| {
        let empty = |name: &'static str| Element::new(name).with("typeface", "");
        let scripts =
            SCRIPTS.map(|(script, face)| Element::new("a:font").with("script", script).with("typeface", face));
        Element::new(name)
            .child(Element::new("a:latin").with("typeface", FONT).with("panose", SANS_SERIF))
            .child(empty("a:ea"))
            .child(empty("a:cs"))
            .children(scripts)
    };
    let placeholder = || Element::new("a:solidFill").child(Element::val("a:schemeClr", "phClr"));
    let fills = |name: &'static str| Element::new(name).children((0..3).map(|_| placeholder()));
    let lines = [6350, 12_700, 19_050].map(|width| Element::new("a:ln").with("w", width).child(placeholder()));
    let effects = (0..3).map(|_| Element::new("a:effectStyle").child(Element::new("a:effectLst")));
    Element::new("a:theme").with("xmlns:a", DRAWING).with("name", "Breakeven").child(
        Element::new("a:themeElements")
            .child(
                Element::new("a:clrScheme")
                    .with("name", "Breakeven")
                    .children(colors.map(|(name, rgb)| color(name, rgb))),
            )
            .child(
                Element::new("a:fontScheme")
                    .with("name", "Breakeven")
                    .child(fonts("a:majorFont"))
                    .child(fonts("a:minorFont")),
            )
            .child(
                Element::new("a:fmtScheme")
                    .with("name", "Breakeven")
                    .child(fills("a:fillStyleLst"))
                    .child(Element::new("a:lnStyleLst").children(lines))
                    .child(Element::new("a:effectStyleLst").children(effects))
                    .child(fills("a:bgFillStyleLst")),
            ),
    )
}

/// The master: where title and text are, and how they are written.
pub fn master() -> Element {
    let ground = Element::new("p:bg").child(
        Element::new("p:bgPr")
            .child(Element::new("a:solidFill").child(Element::val("a:schemeClr", "bg1")))
            .child(Element::new("a:effectLst")),
    );
    let shapes = vec![
        sample(2, tr!("Title"), Element::new("p:ph").with("type", "title"), TITLE, "b", None, tr!("The finding")),
        sample(3, tr!("Text"), Element::new("p:ph").with("type", "body").with("idx", 1), BODY, "t", None, tr!("Text")),
    ];
    let map = [
        ("bg1", "lt1"),
        ("tx1", "dk1"),
        ("bg2", "lt2"),
        ("tx2", "dk2"),
        ("accent1", "accent1"),
        ("accent2", "accent2"),
        ("accent3", "accent3"),
        ("accent4", "accent4"),
        ("accent5", "accent5"),
        ("accent6", "accent6"),
        ("hlink", "hlink"),
        ("folHlink", "folHlink"),
    ];
    let map = map.into_iter().fold(Element::new("p:clrMap"), |map, (name, color)| map.with(name, color));
    let layouts = Element::new("p:sldLayoutIdLst")
        .child(Element::new("p:sldLayoutId").with("id", LAYOUT_ID).with("r:id", "rId1"));
    let level = |size: u32, is_bold: bool, font: &str| {
        let look = Element::new("a:defRPr")
            .with("sz", size)
            .with("b", u8::from(is_bold))
            .with("kern", 1200)
            .child(super::style::solid(TEXT))
            .child(Element::new("a:latin").with("typeface", format!("+{font}-lt")))
            .child(Element::new("a:ea").with("typeface", format!("+{font}-ea")))
            .child(Element::new("a:cs").with("typeface", format!("+{font}-cs")));
        Element::new("a:lvl1pPr")
            .with("marL", 0)
            .with("indent", 0)
            .with("algn", "l")
            .child(Element::new("a:buNone"))
            .child(look)
    };
    let styles = Element::new("p:txStyles")
        .child(Element::new("p:titleStyle").child(level(TITLE_SIZE, true, "mj")))
        .child(Element::new("p:bodyStyle").child(level(LABEL, false, "mn")))
        .child(Element::new("p:otherStyle").child(level(LABEL, false, "mn")));
    root("p:sldMaster")
        .child(Element::new("p:cSld").child(ground).child(tree(shapes)))
        .child(map)
        .child(layouts)
        .child(styles)
}

/// The layout: title, what it is of, the chart, and what it rests on.
pub fn layout() -> Element {
    let title = Element::new("p:ph").with("type", "title");
    let mark = Area::new(1116.0, FOOTNOTE.top, 120.0, FOOTNOTE.height);
    let shapes = vec![
        sample(2, tr!("Title"), title, TITLE, "b", None, tr!("The finding, in a sentence")),
        sample(3, tr!("Subtitle"), place(0), SUBTITLE, "t", Some(SUBTITLE_SIZE), tr!("What is drawn")),
        sample(4, tr!("Chart"), place(1), BODY, "t", None, tr!("The chart")),
        sample(5, tr!("Footnote"), place(2), FOOTNOTE, "b", Some(FOOTNOTE_SIZE), tr!("What it rests on")),
        text_box(6, tr!("Made by"), mark, vec![paragraph("Breakeven", FOOTNOTE_SIZE, MUTED, true, "r")], "b"),
    ];
    root("p:sldLayout")
        .with("preserve", 1)
        .with("userDrawn", 1)
        .child(Element::new("p:cSld").with("name", tr!("Finding and chart")).child(tree(shapes)))
        .child(color_map())
}

/// A place with what stands in it until something does; its size only where it is not that of the master.
fn sample(id: u32, name: &str, place: Element, area: Area, anchor: &str, size: Option<u32>, text: &str) -> Element {
    let body = text_body("square", anchor).child(Element::new("a:normAutofit"));
    let level = size.map(|size| {
        let level = Element::new("a:lvl1pPr").with("marL", 0).with("indent", 0).child(Element::new("a:buNone"));
        level.child(properties("a:defRPr", size, MUTED, false))
    });
    let run = Element::new("a:r")
        .child(Element::new("a:rPr").with("lang", Language::current().tag()))
        .child(Element::new("a:t").saying(text));
    Element::new("p:sp")
        .child(
            Element::new("p:nvSpPr")
                .child(Element::new("p:cNvPr").with("id", id).with("name", name))
                .child(Element::new("p:cNvSpPr").child(Element::new("a:spLocks").with("noGrp", 1)))
                .child(Element::new("p:nvPr").child(place)),
        )
        .child(
            Element::new("p:spPr")
                .child(area.transform("a:xfrm"))
                .child(Element::new("a:prstGeom").with("prst", "rect").child(Element::new("a:avLst"))),
        )
        .child(
            Element::new("p:txBody")
                .child(body)
                .child(Element::new("a:lstStyle").children(level))
                .child(Element::new("a:p").child(run)),
        )
}

/// The presentation: its master by `rId1`, its slides from `rId2` on.
pub fn presentation(slides: usize) -> Element {
    let master = Element::new("p:sldMasterIdLst")
        .child(Element::new("p:sldMasterId").with("id", MASTER_ID).with("r:id", "rId1"));
    let listed = (0..slides).map(|place| {
        Element::new("p:sldId").with("id", FIRST_SLIDE_ID as usize + place).with("r:id", format!("rId{}", place + 2))
    });
    root("p:presentation")
        .with("saveSubsetFonts", 1)
        .child(master)
        .child(Element::new("p:sldIdLst").children(listed))
        .child(Element::new("p:sldSz").with("cx", units(1280.0)).with("cy", units(720.0)))
        .child(Element::new("p:notesSz").with("cx", NOTES[0]).with("cy", NOTES[1]))
}

/// What a presentation is shown with, where nothing else was chosen.
pub fn presentation_properties() -> Element {
    root("p:presentationPr")
}

/// How it was last looked at: in no particular way.
pub fn view_properties() -> Element {
    root("p:viewPr")
}

/// Styles of tables: none but the usual ones.
pub fn table_styles() -> Element {
    Element::new("a:tblStyleLst").with("xmlns:a", DRAWING).with("def", "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}")
}
