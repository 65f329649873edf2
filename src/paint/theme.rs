//! Colours, fonts and spacing: one colour has one meaning, on screen and in pictures.

mod high_contrast;

use std::sync::{Arc, LazyLock};

use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, FontTweak, RichText, Stroke,
    TextStyle, Theme, Ui, vec2,
};

use super::{Face, FontFaces, system_fonts};
use crate::charts::ColorRole;
use crate::economics::Verdict;
use crate::export::palette;
use crate::scenario::Category;

/// Whose tokens are in force.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ThemeVariant {
    /// Light or dark.
    pub theme: Theme,
    /// How much everything stands out.
    pub contrast: Contrast,
}

impl ThemeVariant {
    /// Every look there is.
    pub const ALL: [Self; 4] = [
        Self { theme: Theme::Light, contrast: Contrast::Usual },
        Self { theme: Theme::Dark, contrast: Contrast::Usual },
        Self { theme: Theme::Light, contrast: Contrast::High },
        Self { theme: Theme::Dark, contrast: Contrast::High },
    ];
}

/// How much everything stands out from what it lies on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Contrast {
    /// Text at 4.5 : 1 and more.
    #[default]
    Usual,
    /// Text at 7 : 1 and more, and borders that can be seen by themselves.
    High,
}

impl Contrast {
    fn of(context: &Context) -> Self {
        context.data(|data| data.get_temp(Self::id())).unwrap_or_default()
    }

    fn id() -> egui::Id {
        egui::Id::unique("contrast")
    }

    /// Puts it in force, in both themes.
    pub fn apply(self, context: &Context) {
        context.data_mut(|data| data.insert_temp(Self::id(), self));
        for theme in [Theme::Light, Theme::Dark] {
            let tokens = Tokens::of_look(ThemeVariant { theme, contrast: self });
            context.style_mut_of(theme, |style| style_with(tokens, 1.0, style));
        }
    }
}

/// What each colour is for.
#[derive(Debug)]
pub struct Tokens {
    /// Behind the panels.
    pub canvas: Color32,
    /// Panels and cards.
    pub surface: Color32,
    /// Under the pointer.
    pub hover: Color32,
    /// Around panels, cards and fields.
    pub border: Color32,
    /// Around what lies over others: menus, dialogs, what the pointer reads.
    pub edge: Color32,
    /// Behind what is chosen.
    pub chosen: Color32,
    /// Empty tracks.
    pub track: Color32,
    /// Grid lines of charts.
    pub grid: Color32,
    /// Switches and tracks that are off.
    off: Color32,
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
    alternative: Color32,
    verdicts: [(Color32, Color32, Color32); 5],
    categories: [Color32; Category::COUNT],
}

const fn rgb(hex: u32) -> Color32 {
    Color32::from_rgb((hex >> 16) as u8, (hex >> 8) as u8, hex as u8)
}

static LIGHT: Tokens = Tokens {
    canvas: rgb(palette::LIGHT.canvas),
    surface: rgb(palette::LIGHT.surface),
    hover: rgb(0xEEF1F5),
    border: rgb(0xD5DAE3),
    edge: rgb(0xD5DAE3),
    chosen: rgb(0xE6E9EF),
    track: rgb(0xE6E9EF),
    grid: rgb(palette::LIGHT.grid),
    off: rgb(0x868E9B),
    text: rgb(palette::LIGHT.text),
    muted: rgb(palette::LIGHT.muted),
    primary: rgb(0x12141C),
    on_primary: rgb(0xFFFFFF),
    focus: rgb(palette::LIGHT.focus),
    problem: rgb(0xB42318),
    cost: rgb(palette::LIGHT.cost),
    value: rgb(palette::LIGHT.value),
    floor: rgb(palette::LIGHT.floor),
    baseline: rgb(palette::LIGHT.baseline),
    forecast: rgb(palette::LIGHT.forecast),
    today: rgb(palette::LIGHT.today),
    alternative: rgb(palette::LIGHT.alternative),
    verdicts: verdicts(palette::LIGHT.verdicts),
    categories: categories(palette::LIGHT.categories),
};

/// Colours of a palette as those of the window.
const fn verdicts(colors: [(u32, u32, u32); 5]) -> [(Color32, Color32, Color32); 5] {
    let mut all = [(Color32::BLACK, Color32::BLACK, Color32::BLACK); 5];
    let mut place = 0;
    while place < all.len() {
        let (ground, border, text) = colors[place];
        all[place] = (rgb(ground), rgb(border), rgb(text));
        place += 1;
    }
    all
}

const fn categories(colors: [u32; Category::COUNT]) -> [Color32; Category::COUNT] {
    let mut all = [Color32::BLACK; Category::COUNT];
    let mut place = 0;
    while place < all.len() {
        all[place] = rgb(colors[place]);
        place += 1;
    }
    all
}

static DARK: Tokens = Tokens {
    canvas: rgb(0x0E1015),
    surface: rgb(0x171A21),
    hover: rgb(0x222630),
    border: rgb(0x2C313C),
    // Nobody sees a shadow on the dark.
    edge: rgb(0x525A68),
    chosen: rgb(0x2A2F3A),
    track: rgb(0x2A2F3A),
    grid: rgb(0x2A2F3A),
    off: rgb(0x656D7C),
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
    alternative: rgb(0xFF8FC4),
    verdicts: [
        (rgb(0x12281F), rgb(0x245C45), rgb(0x5BD6A5)),
        (rgb(0x2C2310), rgb(0x63501F), rgb(0xF0C165)),
        (rgb(0x301D11), rgb(0x6B3E20), rgb(0xFFA66B)),
        (rgb(0x2E1424), rgb(0x692B4F), rgb(0xFF8FC4)),
        (rgb(0x311617), rgb(0x6E2B2D), rgb(0xFF8A80)),
    ],
    categories: [
        rgb(0x7D9AFF),
        rgb(0x199EA8),
        rgb(0xEFA937),
        rgb(0xE67642),
        rgb(0xE3619C),
        rgb(0x97ADCB),
        rgb(0x9CCB5A),
        rgb(0xC1A07D),
        rgb(0x5AB1EA),
        rgb(0xADB2BD),
        rgb(0xDE798B),
    ],
};

impl Tokens {
    /// Those of the look in force.
    pub fn of(context: &Context) -> &'static Self {
        Self::of_look(ThemeVariant { theme: context.theme(), contrast: Contrast::of(context) })
    }

    /// Those of a look.
    pub fn of_look(look: ThemeVariant) -> &'static Self {
        match (look.theme, look.contrast) {
            (Theme::Light, Contrast::Usual) => &LIGHT,
            (Theme::Dark, Contrast::Usual) => &DARK,
            (Theme::Light, Contrast::High) => &high_contrast::LIGHT,
            (Theme::Dark, Contrast::High) => &high_contrast::DARK,
        }
    }

    /// The colour of a line.
    pub fn role(&self, role: ColorRole) -> Color32 {
        match role {
            ColorRole::Cost => self.cost,
            ColorRole::Value => self.value,
            ColorRole::Floor => self.floor,
            ColorRole::Baseline => self.baseline,
            ColorRole::Forecast | ColorRole::Loss => self.forecast,
            ColorRole::Actual => self.text,
            ColorRole::Today => self.today,
            ColorRole::Alternative => self.alternative,
            ColorRole::Net => self.text,
            ColorRole::Category(category) => self.category(category),
        }
    }

    /// Switches and tracks that are off.
    pub fn baseline_fill(&self) -> Color32 {
        self.off
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

/// Black or white, whichever reads better on a colour; one of them always has a contrast of 4.5 : 1.
pub fn text_on(fill: Color32) -> Color32 {
    if contrast(Color32::BLACK, fill) < contrast(Color32::WHITE, fill) { Color32::WHITE } else { Color32::BLACK }
}

/// WCAG 2's contrast between two opaque colours.
fn contrast(a: Color32, b: Color32) -> f32 {
    let luminance = |color: Color32| {
        let [red, green, blue] = linear(color);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    };
    let (bright, dim) = (luminance(a).max(luminance(b)), luminance(a).min(luminance(b)));
    (bright + 0.05) / (dim + 0.05)
}

/// The amounts of light that sRGB stands for, 0..=1.
fn linear(color: Color32) -> [f32; 3] {
    [color.r(), color.g(), color.b()].map(|channel| {
        let share = f32::from(channel) / 255.0;
        if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
    })
}

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
    let face = |family, weight, bytes| Face {
        family,
        svg_family: "Inter",
        weight,
        tweak: FontTweak::default(),
        bytes,
        index: 0,
    };
    vec![face(FontFamily::Proportional, 400, REGULAR), face(semibold(), 600, SEMIBOLD), face(bold(), 700, BOLD)]
}

fn icon_face() -> Face {
    let tweak = FontTweak { scale: 1.15, y_offset_factor: 0.08, ..FontTweak::default() };
    Face {
        family: FontFamily::Name("icons".into()),
        svg_family: "Phosphor",
        weight: 400,
        tweak,
        bytes: ICONS,
        index: 0,
    }
}

/// Fonts and style for a context, both themes. Call it before the first pass.
pub fn install(context: &Context) {
    context.set_fonts(font_definitions());
    system_fonts::install(context);
    // The window has commands for that, and remembers the size.
    context.options_mut(|options| options.zoom_with_keyboard = false);
    Contrast::Usual.apply(context);
    set_motion(context, false);
}

/// Whether controls glide and lists scroll into place, or are there at once.
pub fn set_motion(context: &Context, is_reduced: bool) {
    context.all_styles_mut(|style| {
        (style.animation_time, style.scroll_animation) = match is_reduced {
            true => (0.0, egui::style::ScrollAnimation::none()),
            false => (GLIDE, egui::style::ScrollAnimation::default()),
        };
    });
}

/// How long a control glides, in seconds.
const GLIDE: f32 = 0.08;
/// The size of usual text where nothing is scaled.
const BODY: f32 = 13.0;

/// How much larger than usual text is, and with it every control.
pub fn text_scale(ui: &Ui) -> f32 {
    TextStyle::Body.resolve(ui.style()).size / BODY
}

/// What is told beside a figure or a name, a little smaller than usual text.
pub fn told(ui: &Ui, text: impl Into<String>) -> RichText {
    RichText::new(text).size(12.5 * text_scale(ui))
}

/// As large as usual within a `Ui`, however large all else is: for a page that is laid out to the point.
pub fn at_usual_scale(ui: &mut Ui) {
    let tokens = Tokens::of(ui.ctx());
    style_with(tokens, 1.0, ui.style_mut());
}

/// Makes all text, and every control with it, as many times as large as usual.
pub fn set_text_scale(ui: &mut Ui, scale: f32) {
    if TextStyle::Body.resolve(&ui.ctx().global_style()).size == BODY * scale {
        return;
    }
    for theme in [Theme::Light, Theme::Dark] {
        let tokens = Tokens::of_look(ThemeVariant { theme, contrast: Contrast::of(ui.ctx()) });
        ui.ctx().style_mut_of(theme, |style| style_with(tokens, scale, style));
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
    // A development build would write "Unaligned" over dialogs of a scale.
    #[cfg(debug_assertions)]
    {
        style.debug.show_unaligned = false;
    }
    style.text_styles = [
        (TextStyle::Small, regular_font(11.5 * scale)),
        (TextStyle::Body, regular_font(BODY * scale)),
        (TextStyle::Button, regular_font(BODY * scale)),
        (TextStyle::Monospace, regular_font(BODY * scale)),
        (TextStyle::Heading, semibold_font(15.0 * scale)),
    ]
    .into();
    let usual = egui::Spacing::default();
    style.spacing.item_spacing = scale * vec2(8.0, 6.0);
    style.spacing.button_padding = scale * vec2(10.0, 5.0);
    style.spacing.interact_size = scale * vec2(usual.interact_size.x, 26.0);
    style.spacing.icon_width = scale * usual.icon_width;
    style.spacing.icon_width_inner = scale * usual.icon_width_inner;
    style.spacing.icon_spacing = scale * usual.icon_spacing;
    style.spacing.combo_width = scale * usual.combo_width;
    // Of a list of choices so many rows are seen at once; what is longer shows its scroll bar.
    style.spacing.combo_height = scale * 460.0;
    style.spacing.tooltip_width = scale * usual.tooltip_width;
    // In the colour of text: in that of a surface, nobody would see that there is more.
    style.spacing.scroll = egui::style::ScrollStyle {
        foreground_color: true,
        dormant_background_opacity: 0.0,
        active_background_opacity: 0.0,
        interact_background_opacity: 0.2,
        dormant_handle_opacity: 0.25,
        active_handle_opacity: 0.4,
        ..egui::style::ScrollStyle::thin()
    };

    let visuals = &mut style.visuals;
    visuals.panel_fill = tokens.canvas;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.edge);
    visuals.window_corner_radius = CornerRadius::same(10);
    visuals.menu_corner_radius = CornerRadius::same(8);
    visuals.extreme_bg_color = tokens.surface;
    visuals.faint_bg_color = tokens.hover;
    visuals.override_text_color = None;
    visuals.selection.bg_fill = tokens.chosen;
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
mod tests;
