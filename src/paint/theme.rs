//! Colours, fonts and spacing: one colour has one meaning, on screen and in pictures.

use std::sync::{Arc, LazyLock};

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, FontTweak, Stroke, TextStyle, Theme,
    Ui, vec2,
};

use super::{Face, FontFaces};
use crate::charts::Ink;
use crate::economics::Verdict;
use crate::scenario::Category;

/// What each colour is for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind the panels.
    pub canvas: Color32,
    /// Panels and cards.
    pub surface: Color32,
    /// Under the pointer, and behind what is chosen.
    pub hover: Color32,
    /// Around panels, cards and fields.
    pub border: Color32,
    /// Grid lines and empty tracks.
    pub track: Color32,
    /// What matters.
    pub text: Color32,
    /// What explains it; still 4.5 : 1 on surface and canvas.
    pub muted: Color32,
    /// The one button that leads on.
    pub primary: Color32,
    /// On the one button that leads on.
    pub on_primary: Color32,
    /// Focus, selection.
    pub focus: Color32,
    /// What is wrong.
    pub problem: Color32,
    cost: Color32,
    value: Color32,
    floor: Color32,
    baseline: Color32,
    forecast: Color32,
    today: Color32,
    verdicts: [(Color32, Color32, Color32); 4],
    categories: [Color32; Category::COUNT],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Tokens = Tokens {
    canvas: rgb(0xF3F5F8),
    surface: rgb(0xFFFFFF),
    hover: rgb(0xEEF1F5),
    border: rgb(0xD5DAE3),
    track: rgb(0xE6E9EF),
    text: rgb(0x12141C),
    muted: rgb(0x5F6775),
    primary: rgb(0x12141C),
    on_primary: rgb(0xFFFFFF),
    focus: rgb(0x3B62E3),
    problem: rgb(0xB42318),
    cost: rgb(0x3B62E3),
    value: rgb(0x0B7F58),
    floor: rgb(0x8E2FA8),
    baseline: rgb(0x6A7281),
    forecast: rgb(0xD1242F),
    today: rgb(0x8A5A00),
    verdicts: [
        (rgb(0xE4F5ED), rgb(0xA6DCC4), rgb(0x0A6B4A)),
        (rgb(0xFFF3DC), rgb(0xF2D79B), rgb(0x8F5200)),
        (rgb(0xFFEBDD), rgb(0xF5C3A0), rgb(0xA33F00)),
        (rgb(0xFDE7E7), rgb(0xF2B8B8), rgb(0xA61B1B)),
    ],
    categories: [
        rgb(0x3B62E3),
        rgb(0x0E8A94),
        rgb(0xE08A00),
        rgb(0xD9541E),
        rgb(0xC2327A),
        rgb(0x5B6478),
        rgb(0x5C8A1E),
        rgb(0x8D6E4F),
        rgb(0x1A6FA8),
        rgb(0x8A93A3),
        rgb(0xA8324A),
    ],
};

static DARK: Tokens = Tokens {
    canvas: rgb(0x0E1015),
    surface: rgb(0x171A21),
    hover: rgb(0x222630),
    border: rgb(0x2C313C),
    track: rgb(0x2A2F3A),
    text: rgb(0xF1F3F7),
    muted: rgb(0x9EA7B7),
    primary: rgb(0xF1F3F7),
    on_primary: rgb(0x12141C),
    focus: rgb(0x7C9BFF),
    problem: rgb(0xFF8A80),
    cost: rgb(0x7C9BFF),
    value: rgb(0x3CC08F),
    floor: rgb(0xCB86E0),
    baseline: rgb(0x97A0B0),
    forecast: rgb(0xFF7B7B),
    today: rgb(0xE0B35A),
    verdicts: [
        (rgb(0x12281F), rgb(0x245C45), rgb(0x5BD6A5)),
        (rgb(0x2C2310), rgb(0x63501F), rgb(0xF0C165)),
        (rgb(0x301D11), rgb(0x6B3E20), rgb(0xFFA66B)),
        (rgb(0x311617), rgb(0x6E2B2D), rgb(0xFF8A80)),
    ],
    categories: [
        rgb(0x7C9BFF),
        rgb(0x35B7C1),
        rgb(0xF0A93A),
        rgb(0xF07F4C),
        rgb(0xE96BA6),
        rgb(0x97A2B8),
        rgb(0x93C24F),
        rgb(0xC09F7C),
        rgb(0x5AAEE6),
        rgb(0x9AA3B2),
        rgb(0xE0788C),
    ],
};

impl Tokens {
    /// Those of the theme in force.
    pub fn of(context: &Context) -> &'static Self {
        Self::of_theme(context.theme())
    }

    /// Those of a theme.
    pub fn of_theme(theme: Theme) -> &'static Self {
        match theme {
            Theme::Light => &LIGHT,
            Theme::Dark => &DARK,
        }
    }

    /// The colour of a line.
    pub fn ink(&self, ink: Ink) -> Color32 {
        match ink {
            Ink::Cost => self.cost,
            Ink::Value => self.value,
            Ink::Floor => self.floor,
            Ink::Baseline => self.baseline,
            Ink::Forecast | Ink::Loss => self.forecast,
            Ink::Today => self.today,
        }
    }

    /// Switches and tracks that are off.
    pub fn baseline_fill(&self) -> Color32 {
        self.baseline.gamma_multiply(0.55)
    }

    /// The colour of a category.
    pub fn category(&self, category: Category) -> Color32 {
        self.categories[category as usize]
    }

    /// Background, border and text of a verdict.
    pub fn verdict(&self, verdict: Verdict) -> (Color32, Color32, Color32) {
        self.verdicts[verdict as usize]
    }
}

static REGULAR: &[u8] = include_bytes!("../../assets/fonts/Inter-Regular.ttf");
static SEMIBOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-SemiBold.ttf");
static BOLD: &[u8] = include_bytes!("../../assets/fonts/Inter-Bold.ttf");
static ICONS: &[u8] = include_bytes!("../../assets/fonts/Phosphor.ttf");

/// Labels and headings.
pub fn semibold() -> FontFamily {
    FontFamily::Name("semibold".into())
}

/// Figures that matter most.
pub fn bold() -> FontFamily {
    FontFamily::Name("bold".into())
}

/// Text of a size.
pub fn regular_font(size: f32) -> FontId {
    FontId::proportional(size)
}

/// Labels and headings of a size.
pub fn semibold_font(size: f32) -> FontId {
    FontId::new(size, semibold())
}

/// Figures that matter most, of a size.
pub fn bold_font(size: f32) -> FontId {
    FontId::new(size, bold())
}

/// The fonts of every picture, loaded once.
pub fn faces() -> &'static FontFaces {
    static FACES: LazyLock<FontFaces> = LazyLock::new(|| FontFaces::new(text_faces(), vec![icon_face()]));
    &FACES
}

fn text_faces() -> Vec<Face> {
    let face = |family, weight, bytes| Face { family, svg_family: "Inter", weight, tweak: FontTweak::default(), bytes };
    vec![face(FontFamily::Proportional, 400, REGULAR), face(semibold(), 600, SEMIBOLD), face(bold(), 700, BOLD)]
}

fn icon_face() -> Face {
    let tweak = FontTweak { scale: 1.15, y_offset_factor: 0.08, ..FontTweak::default() };
    Face { family: FontFamily::Name("icons".into()), svg_family: "Phosphor", weight: 400, tweak, bytes: ICONS }
}

/// Fonts and style for a context, both themes. Call it before the first pass.
pub fn install(context: &Context) {
    context.set_fonts(font_definitions());
    // The window has commands for that, and remembers the size.
    context.options_mut(|options| options.zoom_with_keyboard = false);
    for theme in [Theme::Light, Theme::Dark] {
        context.style_mut_of(theme, |style| style_with(Tokens::of_theme(theme), 1.0, style));
    }
}

/// The size of usual text where nothing is scaled.
const BODY: f32 = 13.0;

/// How much larger than usual text is, and with it every control.
pub fn text_scale(ui: &Ui) -> f32 {
    TextStyle::Body.resolve(ui.style()).size / BODY
}

/// Makes all text, and every control with it, as many times as large as usual.
pub fn set_text_scale(ui: &mut Ui, scale: f32) {
    if TextStyle::Body.resolve(&ui.ctx().global_style()).size == BODY * scale {
        return;
    }
    for theme in [Theme::Light, Theme::Dark] {
        ui.ctx().style_mut_of(theme, |style| style_with(Tokens::of_theme(theme), scale, style));
    }
    ui.set_style(ui.ctx().global_style());
}

fn font_definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::empty();
    let name = |face: &Face| format!("{} {}", face.svg_family, face.weight);
    let icons = icon_face();
    for face in text_faces().iter().chain([&icons]) {
        let data = FontData::from_static(face.bytes).tweak(face.tweak.clone());
        fonts.font_data.insert(name(face), Arc::new(data));
        fonts.families.insert(face.family.clone(), vec![name(face), name(&icons)]);
    }
    let proportional = fonts.families[&FontFamily::Proportional].clone();
    fonts.families.insert(FontFamily::Monospace, proportional);
    fonts
}

fn style_with(tokens: &Tokens, scale: f32, style: &mut egui::Style) {
    style.text_styles = [
        (TextStyle::Small, regular_font(11.5 * scale)),
        (TextStyle::Body, regular_font(BODY * scale)),
        (TextStyle::Button, regular_font(BODY * scale)),
        (TextStyle::Monospace, regular_font(BODY * scale)),
        (TextStyle::Heading, semibold_font(15.0 * scale)),
    ]
    .into();
    style.animation_time = 0.08;
    let usual = egui::Spacing::default();
    style.spacing.item_spacing = scale * vec2(8.0, 6.0);
    style.spacing.button_padding = scale * vec2(10.0, 5.0);
    style.spacing.interact_size = scale * vec2(usual.interact_size.x, 26.0);
    style.spacing.icon_width = scale * usual.icon_width;
    style.spacing.icon_width_inner = scale * usual.icon_width_inner;
    style.spacing.icon_spacing = scale * usual.icon_spacing;
    style.spacing.combo_width = scale * usual.combo_width;
    style.spacing.tooltip_width = scale * usual.tooltip_width;
    style.spacing.scroll = egui::style::ScrollStyle::thin();

    let visuals = &mut style.visuals;
    visuals.panel_fill = tokens.canvas;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.border);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.hover;
    visuals.override_text_color = None;
    visuals.selection.bg_fill = tokens.track;
    visuals.selection.stroke = Stroke::new(1.5, tokens.text);
    visuals.hyperlink_color = tokens.focus;
    visuals.error_fg_color = tokens.problem;
    visuals.warn_fg_color = tokens.problem;
    visuals.weak_text_color = Some(tokens.muted);
    let widgets = &mut visuals.widgets;
    let looks = [
        (&mut widgets.noninteractive, tokens.surface, tokens.border),
        (&mut widgets.inactive, tokens.surface, tokens.border),
        (&mut widgets.hovered, tokens.hover, tokens.muted),
        (&mut widgets.active, tokens.hover, tokens.text),
        (&mut widgets.open, tokens.hover, tokens.muted),
    ];
    for (look, fill, border) in looks {
        look.bg_fill = fill;
        look.weak_bg_fill = fill;
        look.bg_stroke = Stroke::new(1.0, border);
        look.fg_stroke = Stroke::new(1.0, tokens.text);
        look.corner_radius = CornerRadius::same(6);
        look.expansion = 0.0;
    }
}

#[cfg(test)]
mod tests {
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
            assert!(
                digits[0] > 30.0 && digits.iter().all(|width| *width == digits[0]),
                "{family:?} {size}: {digits:?}"
            );
        }
    }

    /// WCAG 2's contrast between two opaque colours.
    fn contrast(a: Color32, b: Color32) -> f32 {
        let luminance = |color: Color32| {
            let channels = [color.r(), color.g(), color.b()].map(|channel| {
                let share = f32::from(channel) / 255.0;
                if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
            });
            0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
        };
        let (bright, dim) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
        (bright + 0.05) / (dim + 0.05)
    }

    #[test]
    fn text_stands_out_from_what_it_lies_on() {
        for theme in [Theme::Light, Theme::Dark] {
            let tokens = Tokens::of_theme(theme);
            let inks = [Ink::Cost, Ink::Value, Ink::Floor, Ink::Baseline, Ink::Forecast, Ink::Today];
            let on_surface =
                inks.map(|ink| tokens.ink(ink)).into_iter().chain([tokens.text, tokens.muted, tokens.problem]);
            for ink in on_surface {
                assert!(4.5 <= contrast(ink, tokens.surface), "{theme:?} {ink:?}: {}", contrast(ink, tokens.surface));
            }
            for (fill, _, ink) in tokens.verdicts {
                assert!(4.5 <= contrast(ink, fill), "{theme:?} {ink:?} on {fill:?}: {}", contrast(ink, fill));
            }
            assert!(4.5 <= contrast(tokens.muted, tokens.hover), "{theme:?}");
            assert!(4.5 <= contrast(tokens.on_primary, tokens.primary), "{theme:?}");
        }
    }
}
