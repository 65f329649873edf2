//! A window without a display, and the few gestures that the tests are made of.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use breakeven::app::{App, Appearance, Clock, Settings, SimulationOptions, Stopwatch};
use breakeven::paint::{Picture, png, theme};
use breakeven::scenario::Scenario;
use egui::{Key, Modifiers, Pos2, Role, Theme, Vec2, vec2};
use egui_kittest::kittest::{NodeT as _, Queryable as _};
use egui_kittest::{Harness, Node};

use crate::translated::shown;

/// The app as eframe shows it, so that nothing is around it.
pub struct Shown(pub App);

impl eframe::App for Shown {
    fn ui(&mut self, ui: &mut egui::Ui, _frame: &mut eframe::Frame) {
        self.0.ui(ui);
    }
}

/// A running window.
pub type Window = Harness<'static, Shown>;

/// It is always Tuesday evening.
fn clock() -> Clock {
    Clock::Fixed(jiff::civil::datetime(2026, 11, 24, 18, 0, 0, 0))
}

/// The app with as many futures as an unoptimised build has time for, and time that stands still.
pub fn app(file: Option<&Path>, settings: Settings) -> App {
    let options =
        SimulationOptions { futures: 300, stopwatch: Stopwatch::Fixed(Duration::from_millis(6)), clock: clock() };
    App::with_options(file, settings, options)
}

/// The window at its usual size, on the example.
pub fn window() -> Window {
    window_of(app(None, Settings::default()), vec2(1600.0, 1000.0), 1.0)
}

/// A window on anything, of any size in points.
pub fn window_of(app: App, size: Vec2, pixels_per_point: f32) -> Window {
    let settings = app.settings().clone();
    let theme = if settings.appearance == Appearance::Dark { Theme::Dark } else { Theme::Light };
    let mut window = Harness::builder()
        .with_size(size)
        .with_pixels_per_point(pixels_per_point)
        .with_theme(theme)
        .with_max_steps(12)
        .with_context_setup(move |context| {
            theme::install(context);
            settings.apply(context);
        })
        .build_eframe(|_| Shown(app.without_native_dialogs()));
    window.run();
    window
}

/// The theme of the settings that a window of it needs.
pub fn settings(theme: Theme) -> Settings {
    let appearance = if theme == Theme::Dark { Appearance::Dark } else { Appearance::Light };
    Settings { appearance, ..Settings::default() }
}

/// What is edited.
pub fn scenario(window: &Window) -> &Scenario {
    &window.state().0.session().scenario
}

/// Clicks what has exactly this name, and lets everything settle.
#[track_caller]
pub fn click(window: &mut Window, name: &str) {
    click_seen(window, &shown(name));
}

/// Clicks what has exactly this name on screen, whatever the language is.
#[track_caller]
pub fn click_seen(window: &mut Window, name: &str) {
    window.get_by_label(name).click_accesskit();
    window.run();
}

/// Clicks the button that has exactly this name, whatever else has it.
#[track_caller]
pub fn click_button(window: &mut Window, name: &str) {
    window.get_by_role_and_label(Role::Button, &shown(name)).click_accesskit();
    window.run();
}

/// Clicks the first thing whose name contains this.
#[track_caller]
pub fn click_first(window: &mut Window, part: &str) {
    let part = shown(part);
    let node = window.get_all_by_label_contains(&part).next().expect("it is there");
    node.click_accesskit();
    window.run();
}

/// Opens or closes a card, whose name starts with this.
#[track_caller]
pub fn card(window: &mut Window, name: &str) {
    let start = format!("{name}, ");
    let mut heads = nodes(window, Role::Button).into_iter().filter(|node| label(node).starts_with(&start));
    heads.next().unwrap_or_else(|| panic!("there is no card {name}")).click_accesskit();
    drop(heads);
    window.run();
}

/// Every node of a role, from top to bottom of the tree.
pub fn nodes(window: &Window, role: Role) -> Vec<Node<'_>> {
    window.query_all_by_role(role).collect()
}

/// The name that a screen reader says.
pub fn label(node: &Node<'_>) -> String {
    node.accesskit_node().label().unwrap_or_default()
}

/// Every text on screen.
pub fn texts(window: &Window) -> Vec<String> {
    nodes(window, Role::Label).iter().map(|node| node.value().unwrap_or_else(|| label(node))).collect()
}

/// Whether some text on screen contains this.
pub fn says(window: &Window, part: &str) -> bool {
    texts(window).iter().any(|text| text.contains(part))
}

/// Waits until a thread has done what is asked for.
#[track_caller]
pub fn eventually(window: &mut Window, is_done: impl Fn(&Window) -> bool) {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(120) {
        window.step();
        if is_done(window) {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it never happened: {:?}", texts(window));
}

/// The number field with a name; the first where one label names several.
#[track_caller]
pub fn number<'w>(window: &'w Window, name: &str) -> Node<'w> {
    let shown = shown(name);
    let mut fields = nodes(window, Role::SpinButton).into_iter().filter(|node| label(node) == shown);
    fields.next().unwrap_or_else(|| panic!("there is no number {name}"))
}

/// Types into a number field and presses Enter, as people do.
#[track_caller]
pub fn type_number(window: &mut Window, name: &str, text: &str) {
    number(window, name).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(text.to_owned()));
    window.key_press(Key::Enter);
    window.run();
}

/// Types into the text field with a name and presses Enter.
#[track_caller]
pub fn type_text(window: &mut Window, name: &str, text: &str) {
    window.get_by_role_and_label(Role::TextInput, &shown(name)).click();
    window.run();
    window.key_press_modifiers(Modifiers::COMMAND, Key::A);
    window.event(egui::Event::Text(text.to_owned()));
    window.run();
    window.key_press(Key::Enter);
    window.run();
}

/// Presses the primary button at `from`, moves to `to` in steps, releases.
pub fn drag(window: &mut Window, from: Pos2, to: Pos2) {
    window.hover_at(from);
    window.run();
    window.drag_at(from);
    window.run();
    for step in 1..=6 {
        window.hover_at(from.lerp(to, step as f32 / 6.0));
        window.run();
    }
    window.drop_at(to);
    window.run();
}

/// Ctrl and a key.
pub fn control(window: &mut Window, key: Key) {
    window.key_press_modifiers(Modifiers::COMMAND, key);
    window.run();
}

/// What is on screen, as PNG.
pub fn screenshot(window: &Window, scale: f32) -> Vec<u8> {
    let size = window.ctx.content_rect().size();
    let picture = Picture::from_shapes(size, window.ctx.pixels_per_point(), window.output().shapes.clone());
    png::render(&picture.to_svg(theme::faces()), theme::faces(), scale, 1.0).expect("the picture can be drawn")
}

/// A file that is dropped on the window.
#[derive(Debug)]
pub struct Dropped(pub PathBuf);

impl egui::DroppedFile for Dropped {
    fn path(&self) -> &Path {
        &self.0
    }

    fn bytes(&self) -> Result<Vec<u8>, String> {
        std::fs::read(&self.0).map_err(|error| error.to_string())
    }
}
