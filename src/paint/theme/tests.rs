//! Every colour stands out from what it lies on, in every look, for every eye.

use super::*;

/// Figures that change under the pointer must not make what follows them tremble.
#[test]
fn digits_are_equally_wide() {
    let context = Context::default();
    install(&context);
    let mut widths = Vec::new();
    let mut output = context.run_ui(egui::RawInput::default(), |ui| {
        widths.clear();
        for family in [FontFamily::Proportional, semibold(), bold()] {
            for size in [11.5, 13.0, 25.0] {
                let width = |text: String| {
                    let font = FontId::new(size, family.clone());
                    ui.painter().layout_no_wrap(text, font, Color32::BLACK).size().x
                };
                let digits: Vec<f32> =
                    (0..10).map(|digit| width(format!("${digit},{digit}{digit}{digit}.{digit}%"))).collect();
                widths.push((family.clone(), size, digits));
            }
        }
    });
    output.textures_delta.clear();
    assert_eq!(widths.len(), 9);
    for (family, size, digits) in widths {
        assert!(digits[0] > 30.0 && digits.iter().all(|width| *width == digits[0]), "{family:?} {size}: {digits:?}");
    }
}

const INKS: [ColorRole; 8] = [
    ColorRole::Cost,
    ColorRole::Value,
    ColorRole::Floor,
    ColorRole::Baseline,
    ColorRole::Forecast,
    ColorRole::Today,
    ColorRole::Alternative,
    ColorRole::Loss,
];

/// What text is written in, and everything that it is written on.
fn text_uses(tokens: &Tokens) -> Vec<(&'static str, Color32, Vec<Color32>)> {
    let Tokens { canvas, surface, hover, chosen, .. } = *tokens;
    let mut uses = vec![
        ("text", tokens.text, vec![canvas, surface, hover, chosen]),
        ("muted", tokens.muted, vec![canvas, surface, hover, chosen]),
        ("problem", tokens.problem, vec![canvas, surface, hover]),
        ("focus, for what was typed in the palette", tokens.focus, vec![surface, hover]),
        ("on the primary button", tokens.on_primary, vec![tokens.primary]),
    ];
    uses.extend(INKS.map(|role| ("ink", tokens.role(role), vec![surface])));
    uses.extend(tokens.verdicts.map(|(fill, _, role)| ("verdict", role, vec![fill])));
    uses
}

/// What is seen without being read, and everything that it lies on.
fn shape_uses(tokens: &Tokens, contrast: Contrast) -> Vec<(&'static str, Color32, Vec<Color32>)> {
    let Tokens { canvas, surface, hover, chosen, .. } = *tokens;
    let mut uses = vec![
        ("focus ring", tokens.focus, vec![canvas, surface, hover, chosen]),
        ("what is off", tokens.off, vec![surface]),
        ("knob", tokens.text, vec![surface]),
        ("primary button", tokens.primary, vec![surface]),
    ];
    uses.extend(Category::ALL.map(|category| (category.name(), tokens.category(category), vec![surface, hover])));
    if contrast == Contrast::High {
        // Elsewhere they are ornament: what they surround is named and stands out by itself.
        uses.extend([("border", tokens.border, vec![canvas, surface]), ("track", tokens.track, vec![surface])]);
        uses.extend(tokens.verdicts.map(|(fill, border, _)| ("verdict's border", border, vec![fill, canvas])));
    }
    uses
}

#[test]
fn everything_stands_out_from_what_it_lies_on() {
    for look in ThemeVariant::ALL {
        let tokens = Tokens::of_look(look);
        let least = if look.contrast == Contrast::High { 7.0 } else { 4.5 };
        let texts = text_uses(tokens).into_iter().map(|found| (found, least));
        let shapes = shape_uses(tokens, look.contrast).into_iter().map(|found| (found, 3.0));
        for ((name, role, surfaces), least) in texts.chain(shapes) {
            for surface in surfaces {
                let found = contrast(role, surface);
                assert!(least <= found, "{look:?}: {name} {role:?} on {surface:?} has {found}, not {least}");
            }
        }
    }
}

/// What is written on the colour of a category is black or white, whichever stands out more.
#[test]
fn text_on_a_category_stands_out() {
    for look in ThemeVariant::ALL {
        for fill in Tokens::of_look(look).categories {
            assert!(4.5 <= contrast(text_on(fill), fill), "{look:?} on {fill:?}");
        }
    }
}

/// How colour-blind eyes see linear RGB, complete loss of one kind of cone: Machado, Oliveira and Fernandes, "A
/// Physiologically-based Model for Simulation of Color Vision Deficiency" (2009), table 1, severity 1.0.
const EYES: [(&str, [[f32; 3]; 3]); 4] = [
    ("trichromat", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "protanope",
        [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]],
    ),
    (
        "deuteranope",
        [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]],
    ),
    (
        "tritanope",
        [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]],
    ),
];

/// CIE L*a*b*, D65, of a colour as an eye sees it.
fn seen(color: Color32, eye: [[f32; 3]; 3]) -> [f32; 3] {
    let dot = |row: [f32; 3], of: [f32; 3]| row.iter().zip(of).map(|(a, b)| a * b).sum::<f32>();
    let rgb = eye.map(|row| dot(row, linear(color)).clamp(0.0, 1.0));
    let xyz = [
        dot([0.412_456, 0.357_576, 0.180_438], rgb) / 0.950_47,
        dot([0.212_673, 0.715_152, 0.072_175], rgb),
        dot([0.019_334, 0.119_192, 0.950_304], rgb) / 1.088_83,
    ];
    let [x, y, z] = xyz.map(|value| if 0.008_856 < value { value.cbrt() } else { 7.787 * value + 16.0 / 116.0 });
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// ΔE*ab: 1 is the least difference that anybody sees, 10 is seen at a glance.
fn difference(a: Color32, b: Color32, eye: [[f32; 3]; 3]) -> f32 {
    let (a, b) = (seen(a, eye), seen(b, eye));
    a.iter().zip(b).map(|(a, b)| (a - b).powi(2)).sum::<f32>().sqrt()
}

/// Any two categories may be neighbours on a bar or in the column of cards; each is named beside its colour as well.
#[test]
fn categories_differ_for_every_eye() {
    for look in ThemeVariant::ALL {
        let tokens = Tokens::of_look(look);
        for (name, eye) in EYES {
            for (place, one) in Category::ALL.into_iter().enumerate() {
                for other in &Category::ALL[..place] {
                    let found = difference(tokens.category(one), tokens.category(*other), eye);
                    assert!(10.0 <= found, "{look:?}: for a {name}, {one:?} and {other:?} differ by {found}");
                }
            }
        }
    }
}

/// Cost against value is what the charts are about.
#[test]
fn cost_and_value_differ_for_every_eye() {
    for look in ThemeVariant::ALL {
        let tokens = Tokens::of_look(look);
        for (name, eye) in EYES {
            let found = difference(tokens.role(ColorRole::Cost), tokens.role(ColorRole::Value), eye);
            assert!(20.0 <= found, "{look:?}: for a {name}, cost and value differ by {found}");
        }
    }
}
