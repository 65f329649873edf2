//! Runs a user interface without a window and keeps what it painted.

use egui::epaint::ClippedShape;
use egui::{Context, Pos2, RawInput, Rect, Ui, Vec2, ViewportId};

/// Passes until panels, plots and anything that measures itself first have settled.
const PASSES: u32 = 3;

/// Seconds between two passes: longer than any animation that a theme might ask for.
const PASS_SECONDS: f64 = 10.0;

/// What egui painted, in points, with the origin at the top left.
#[derive(Clone, Debug)]
pub struct Picture {
    size: Vec2,
    pixels_per_point: f32,
    shapes: Vec<ClippedShape>,
}

impl Picture {
    /// A picture of shapes that some context has painted: a running window, a test harness.
    ///
    /// `pixels_per_point` must be that of the context, since text was laid out for it.
    pub fn from_shapes(size: Vec2, pixels_per_point: f32, shapes: Vec<ClippedShape>) -> Self {
        Self { size, pixels_per_point, shapes }
    }

    /// Width and height in points.
    pub fn size(&self) -> Vec2 {
        self.size
    }

    /// The pixel grid that lines and edges are aligned to.
    pub fn pixels_per_point(&self) -> f32 {
        self.pixels_per_point
    }

    /// What was painted, back to front.
    pub fn shapes(&self) -> &[ClippedShape] {
        &self.shapes
    }

    /// The same picture with some of its shapes alone.
    pub fn part(&self, shapes: std::ops::Range<usize>) -> Self {
        Self { shapes: self.shapes[shapes].to_vec(), ..*self }
    }

    /// The area of the picture.
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(Pos2::ZERO, self.size)
    }
}

/// Paint `ui` on an area of `size` points, in a context that nothing else shares.
///
/// `setup` installs fonts and theme; without fonts, egui draws boxes for letters. The area is transparent until `ui`
/// fills it. `ui` runs several times, so that layouts which measure themselves settle; only the last run is kept.
/// The clock is fixed and animations have ended, hence the same input always gives the same picture.
pub fn paint(size: Vec2, pixels_per_point: f32, setup: impl FnOnce(&Context), ui: impl FnMut(&mut Ui)) -> Picture {
    OffscreenContext::new(size, pixels_per_point, setup).paint(ui)
}

/// Where several pictures of one size are painted after each other, with fonts set up once.
pub struct OffscreenContext {
    context: Context,
    size: Vec2,
    pixels_per_point: f32,
    passes: u32,
}

impl OffscreenContext {
    /// As [`paint`], without anything painted yet.
    pub fn new(size: Vec2, pixels_per_point: f32, setup: impl FnOnce(&Context)) -> Self {
        let context = Context::default();
        setup(&context);
        context.all_styles_mut(|style| {
            style.animation_time = 0.0;
            // Debug builds of egui mark what is off the grid, which is no business of a picture.
            #[cfg(debug_assertions)]
            {
                style.debug.show_unaligned = false;
            }
        });
        Self { context, size, pixels_per_point, passes: 0 }
    }

    /// As [`paint`].
    pub fn paint(&mut self, mut ui: impl FnMut(&mut Ui)) -> Picture {
        let mut shapes = Vec::new();
        for _ in 0..PASSES {
            let time = PASS_SECONDS * f64::from(self.passes);
            self.passes += 1;
            let mut output = self.context.run_ui(input(self.size, self.pixels_per_point, time), &mut ui);
            // Nobody uploads textures here, and egui insists on hearing so.
            output.textures_delta.clear();
            shapes = output.shapes;
        }
        Picture::from_shapes(self.size, self.pixels_per_point, shapes)
    }
}

fn input(size: Vec2, pixels_per_point: f32, time: f64) -> RawInput {
    let mut input = RawInput {
        screen_rect: Some(Rect::from_min_size(Pos2::ZERO, size)),
        max_texture_side: Some(8192),
        time: Some(time),
        focused: false,
        ..Default::default()
    };
    if let Some(viewport) = input.viewports.get_mut(&ViewportId::ROOT) {
        viewport.native_pixels_per_point = Some(pixels_per_point);
    }
    input
}
