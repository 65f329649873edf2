//! Whole pictures: what is painted comes out, as text, at the right size, and always the same.

use std::f32::consts::TAU;
use std::sync::Arc;

use egui::epaint::{
    BandPoint, BandShape, CircleShape, ClippedShape, CubicBezierShape, QuadraticBezierShape, RectShape, TextShape,
};
use egui::{
    Align2, Color32, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, FontTweak, Rect, Shape, Stroke,
    StrokeKind, pos2, vec2,
};
use egui_plot::{FilledArea, Line, LineStyle, Plot, PlotPoint, PlotPoints, Text, VLine};
use resvg::usvg;

use super::{Face, FontFaces, Picture, PngError, paint, png};

fn faces() -> Vec<Face> {
    let face = |family: FontFamily, weight, bytes: &'static [u8]| Face {
        family,
        svg_family: "Inter",
        weight,
        tweak: FontTweak::default(),
        bytes,
        index: 0,
    };
    vec![
        face(FontFamily::Proportional, 400, include_bytes!("../../assets/fonts/Inter-Regular.ttf")),
        face(FontFamily::Name("semibold".into()), 600, include_bytes!("../../assets/fonts/Inter-SemiBold.ttf")),
        face(FontFamily::Name("bold".into()), 700, include_bytes!("../../assets/fonts/Inter-Bold.ttf")),
    ]
}

fn icons() -> Vec<Face> {
    vec![Face {
        family: FontFamily::Name("icons".into()),
        svg_family: "Phosphor",
        weight: 400,
        tweak: FontTweak { y_offset_factor: 0.1, ..FontTweak::default() },
        bytes: include_bytes!("../../assets/fonts/Phosphor.ttf"),
        index: 0,
    }]
}

fn all() -> FontFaces {
    FontFaces::new(faces(), icons())
}

fn install(context: &egui::Context) {
    let mut fonts = FontDefinitions::empty();
    for face in faces().iter().chain(&icons()) {
        let name = format!("{}-{}", face.svg_family, face.weight);
        let data = FontData::from_static(face.bytes).tweak(face.tweak.clone());
        fonts.font_data.insert(name.clone(), Arc::new(data));
        fonts.families.entry(face.family.clone()).or_default().extend([name, "Phosphor-400".to_owned()]);
    }
    let text = fonts.families[&FontFamily::Proportional].clone();
    fonts.families.insert(FontFamily::Monospace, text);
    context.set_fonts(fonts);
}

fn chart(ui: &mut egui::Ui) {
    let xs: Vec<f64> = (0..60).map(|index| f64::from(index) * 0.1).collect();
    let low: Vec<f64> = xs.iter().map(|x| x * 20.0).collect();
    let high: Vec<f64> = xs.iter().map(|x| x * 30.0 + 10.0).collect();
    let middle: PlotPoints<'_> = xs.iter().map(|x| [*x, x * 25.0 + 5.0]).collect();
    Plot::new("chart").show(ui, |plot| {
        plot.add(
            FilledArea::new("Range", &xs, &low, &high).fill_color(Color32::from_rgba_unmultiplied(0, 90, 200, 60)),
        );
        plot.line(Line::new("Cost", middle).color(Color32::from_rgb(0, 90, 200)).width(2.0));
        plot.vline(VLine::new("Break-even", 3.0).style(LineStyle::dashed_loose()).color(Color32::RED));
        plot.text(Text::new("", PlotPoint::new(3.0, 100.0), "Break-even").color(Color32::RED).anchor(Align2::LEFT_TOP));
    });
}

fn sample() -> Picture {
    paint(vec2(400.0, 300.0), 2.0, install, |ui| {
        let painter = ui.painter().clone();
        painter.rect_filled(ui.max_rect(), CornerRadius::ZERO, Color32::WHITE);
        painter.rect_stroke(
            Rect::from_min_size(pos2(10.0, 10.0), vec2(80.0, 30.0)),
            CornerRadius { nw: 8, ne: 0, sw: 0, se: 8 },
            Stroke::new(2.0, Color32::RED),
            StrokeKind::Inside,
        );
        painter.circle_filled(pos2(120.0, 25.0), 12.0, Color32::GREEN);
        painter.text(pos2(150.0, 12.0), Align2::LEFT_TOP, "Cost $12,345", FontId::proportional(14.0), Color32::BLACK);
        painter.text(pos2(300.0, 12.0), Align2::LEFT_TOP, "\u{E3D4} R&D", FontId::proportional(14.0), Color32::BLACK);
        let below = Rect::from_min_max(pos2(10.0, 50.0), pos2(390.0, 290.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(below), chart);
    })
}

#[test]
fn text_stays_text() {
    let svg = sample().to_svg(&all());
    for text in [">Cost $12,345</text>", ">Break-even</text>", ">R&amp;D</text>"] {
        assert!(svg.contains(text), "{text} in {svg}");
    }
    assert!(svg.contains(r#"font-family="Phosphor""#));
}

#[test]
fn text_stands_where_egui_put_it() {
    let painted = paint(vec2(200.0, 50.0), 2.0, install, |ui| {
        ui.painter().text(
            pos2(20.0, 10.0),
            Align2::LEFT_TOP,
            "Cost",
            FontId::new(16.0, FontFamily::Name("bold".into())),
            Color32::BLACK,
        );
    });
    let [clipped] = painted.shapes() else { panic!("one shape: {:?}", painted.shapes()) };
    let Shape::Text(text) = &clipped.shape else { panic!("a text: {clipped:?}") };
    let row = &text.galley.rows[0];
    let (x, y) = (text.pos.x + row.glyphs[0].pos.x, text.pos.y + row.pos.y + row.glyphs[0].pos.y);
    let svg = painted.to_svg(&all());
    assert!(svg.contains(&format!(r#"<text x="{x}" y="{y}" font-weight="700" font-size="16""#)), "{svg}");

    let end = row.glyphs.last().map_or(0.0, |glyph| glyph.pos.x + glyph.advance_width);
    let tree = usvg::Tree::from_str(&svg, &usvg::Options { fontdb: all().database(), ..Default::default() }).unwrap();
    let bounds = tree.root().abs_bounding_box();
    assert!((bounds.width() - end).abs() < 1.5, "egui: {end} wide, usvg: {}", bounds.width());
}

#[test]
fn an_area_is_one_outline() {
    let svg = sample().to_svg(&all());
    assert_eq!(svg.matches("<path fill-rule").count(), 1);
    assert!(!svg.contains("crispEdges"));
}

#[test]
fn pictures_have_the_size_asked_for() {
    let svg = sample().to_svg(&all());
    for scale in [1.0, 2.0, 1.5] {
        let pixels = png::render_rgba(&svg, &all(), scale).unwrap();
        assert_eq!((pixels.width as f32, pixels.height as f32), (400.0 * scale, 300.0 * scale));
        assert_eq!(pixels.rgba.len(), 4 * pixels.width as usize * pixels.height as usize);
        let blank = pixels.rgba.chunks_exact(4).all(|pixel| pixel == [255; 4]);
        assert!(!blank);
    }
    let file = png::render(&svg, &all(), 1.0, 1.0).unwrap();
    assert_eq!(&file[1..4], b"PNG");
    assert!(matches!(png::render(&svg, &all(), 1000.0, 1.0), Err(PngError::Size { .. })));
    assert!(matches!(png::render("no", &all(), 1.0, 1.0), Err(PngError::Svg(_))));
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    let (first, second) = (sample().to_svg(&all()), sample().to_svg(&all()));
    assert_eq!(first, second);
    assert_eq!(png::render(&first, &all(), 1.0, 1.0).unwrap(), png::render(&second, &all(), 1.0, 1.0).unwrap());
}

#[test]
fn what_nothing_paints_is_transparent() {
    let svg = paint(vec2(20.0, 10.0), 1.0, install, |_| {}).to_svg(&all());
    assert!(png::render_rgba(&svg, &all(), 1.0).unwrap().rgba.iter().all(|byte| *byte == 0));
}

#[test]
fn every_shape_has_its_markup() {
    let red = Color32::RED;
    let unit = Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 10.0));
    let stroke = Stroke::new(2.0, red);
    let rect = |kind| RectShape::new(unit, 4, Color32::WHITE, stroke, kind);
    let points = vec![pos2(0.0, 0.0), pos2(10.0, 0.0), pos2(10.0, 10.0)];
    let [a, b, c] = [pos2(1.0, 2.0), pos2(3.0, 4.0), pos2(5.0, 6.0)];
    let band = vec![BandPoint::new(1.0, 2.0..=4.0), BandPoint::new(5.0, 3.0..=6.0)];
    let cases: Vec<(Shape, &str)> = vec![
        (rect(StrokeKind::Inside).into(), r#"<rect x="11" y="11" width="18" height="8" rx="3""#),
        (rect(StrokeKind::Middle).into(), r#"<rect x="10" y="10" width="20" height="10" rx="4""#),
        (rect(StrokeKind::Outside).into(), r#"<rect x="9" y="9" width="22" height="12" rx="5""#),
        (RectShape::filled(unit, 0, red).with_blur_width(10.0).into(), r##"fill="#ff0000" filter="url(#blur-2.89-"##),
        (RectShape::filled(unit, 0, red).with_angle(TAU / 4.0).into(), r#"transform="rotate(90 20 15)""#),
        (RectShape::filled(Rect::EVERYTHING, 0, red).into(), r#"width="20000000""#),
        (Shape::circle_stroke(a, 4.0, stroke), r#"<circle cx="1" cy="2" r="5" fill="none""#),
        (
            CircleShape { center: a, radius: 4.0, fill: red, stroke: Stroke::new(2.0, Color32::TRANSPARENT) }.into(),
            r#"r="4""#,
        ),
        (Shape::ellipse_filled(a, vec2(4.0, 2.0), red), r#"<ellipse cx="1" cy="2" rx="4" ry="2""#),
        (Shape::line_segment([a, b], stroke), r#"<line x1="1" y1="2" x2="3" y2="4""#),
        (Shape::hline(0.0..=9.0, 3.2, Stroke::new(1.0, red)), r#"<line x1="0" y1="3.5" x2="9" y2="3.5""#),
        (Shape::line(points.clone(), stroke), r#"<polyline points="0,0 10,0 10,10" fill="none""#),
        (Shape::convex_polygon(points, red, Stroke::NONE), r##"<polygon points="0,0 10,0 10,10" fill="#ff0000"/>"##),
        (
            QuadraticBezierShape::from_points_stroke([a, b, c], false, Color32::TRANSPARENT, stroke).into(),
            r#"<path d="M1,2 Q3,4 5,6""#,
        ),
        (
            CubicBezierShape::from_points_stroke([a, b, c, a], true, red, Stroke::NONE).into(),
            r#"<path d="M1,2 C3,4 5,6 1,2Z""#,
        ),
        (BandShape::filled(band, red).into(), r#"<polygon points="1,2 5,3 5,6 1,4""#),
        (
            Shape::image(egui::TextureId::User(1), unit, unit, Color32::WHITE),
            "text-rendering=\"geometricPrecision\">\n</svg>",
        ),
    ];
    for (shape, expected) in cases {
        let painted = ClippedShape::new(Rect::EVERYTHING, shape);
        let svg = Picture::from_shapes(vec2(50.0, 50.0), 1.0, vec![painted]).to_svg(&all());
        assert!(svg.contains(expected), "{expected} in {svg}");
        assert!(png::render(&svg, &all(), 1.0, 1.0).is_ok(), "{svg}");
    }
}

#[test]
fn shapes_are_cut_where_they_overhang() {
    let clip = Rect::from_min_size(pos2(10.0, 10.0), vec2(20.0, 20.0));
    let circle = |x: f32| ClippedShape::new(clip, Shape::circle_filled(pos2(x, 20.0), 4.0, Color32::RED));
    let svg = |xs: &[f32]| {
        let shapes = xs.iter().map(|x| circle(*x)).collect();
        Picture::from_shapes(vec2(50.0, 50.0), 1.0, shapes).to_svg(&all())
    };
    let clips = |svg: &str| svg.matches("<g clip-path").count();
    assert_eq!(clips(&svg(&[20.0])), 0, "well inside");
    assert_eq!(clips(&svg(&[10.0, 30.0])), 1, "neighbours share a group");
    assert_eq!(clips(&svg(&[10.0, 20.0, 30.0])), 1, "also with those that need none");
    assert!(!svg(&[45.0]).contains("<circle"), "outside");
}

#[test]
fn colours_of_text_are_resolved() {
    let svg = paint(vec2(100.0, 50.0), 1.0, install, |ui| {
        let font = FontId::proportional(12.0);
        let galley = ui.painter().layout_no_wrap("A  B".to_owned(), font, Color32::PLACEHOLDER);
        let shape = |y| TextShape::new(pos2(1.0, y), galley.clone(), Color32::RED);
        ui.painter().add(shape(0.0));
        ui.painter().add(shape(15.0).with_override_text_color(Color32::BLUE));
        ui.painter().add(shape(30.0).with_opacity_factor(0.5).with_angle(0.1));
    })
    .to_svg(&all());
    for expected in ["#ff0000\"", "#0000ff\"", "fill-opacity=\"0.5", "rotate(5.73 1 30)", ">A  B<", "xml:space"] {
        assert!(svg.contains(expected), "{expected} in {svg}");
    }
}
