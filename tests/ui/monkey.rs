//! Twenty thousand random inputs against the whole window: drags, keys, typed numbers and texts, drops, wheels, sizes. No
//! panic, nothing on screen that is not a number, and undo all the way back gives the scenario that was opened.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use breakeven::files::write_scenario;
use breakeven::reference::PRESETS;
use egui::{
    Event, Key, Modifiers, MouseWheelSource, MouseWheelUnit, PointerButton, Pos2, Role, Theme, TouchPhase, vec2,
};
use egui_kittest::kittest::{NodeT as _, Queryable as _};

use crate::legible::texts_on_screen;
use crate::support::*;

/// So many seeds with so many inputs each: 20,000 where the code is optimised, a taste of them elsewhere.
const SEEDS: u64 = if cfg!(debug_assertions) { 2 } else { 20 };
const INPUTS: usize = if cfg!(debug_assertions) { 150 } else { 1000 };

/// Chance that is the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % count.max(1)
    }

    fn of<'o, T>(&mut self, options: &'o [T]) -> &'o T {
        &options[self.below(options.len())]
    }

    fn place(&mut self, window: &Window) -> Pos2 {
        let screen = window.ctx.content_rect();
        screen.min + vec2(self.below(screen.width() as usize) as f32, self.below(screen.height() as usize) as f32)
    }
}

/// What can be pointed at, by what it is.
const ROLES: [Role; 9] = [
    Role::Button,
    Role::Button,
    Role::Button,
    Role::Switch,
    Role::Slider,
    Role::SpinButton,
    Role::TextInput,
    Role::Tab,
    Role::CheckBox,
];
const KEYS: [Key; 28] = [
    Key::Tab,
    Key::Enter,
    Key::Space,
    Key::Escape,
    Key::ArrowLeft,
    Key::ArrowRight,
    Key::ArrowUp,
    Key::ArrowDown,
    Key::Home,
    Key::End,
    Key::Backspace,
    Key::Delete,
    Key::F1,
    Key::F5,
    Key::F6,
    Key::A,
    Key::B,
    Key::D,
    Key::K,
    Key::L,
    Key::N,
    Key::Y,
    Key::Z,
    Key::Num0,
    Key::Num1,
    Key::Num2,
    Key::Plus,
    Key::Questionmark,
];
const TYPED: [&str; 16] = [
    "0",
    "-1",
    "1e9",
    "1e308",
    "1e400",
    "0/0",
    "40 %",
    "120k",
    "1,000",
    "0.000001",
    "",
    "größer € é",
    "\"]}(",
    "a",
    "12k",
    "?",
];

/// Good scenarios and bad files, to be dropped.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files: Vec<(String, String)> =
        PRESETS.iter().map(|preset| (format!("{}.ron", preset.key), write_scenario(&preset.scenario()))).collect();
    files.push(("broken.ron".to_owned(), "(schema: 1, name: ".to_owned()));
    files.push(("not_a_scenario.json".to_owned(), "{\"a\": [1, null]}".to_owned()));
    files.push(("empty.ron".to_owned(), String::new()));
    let written = files.into_iter().map(|(name, text)| {
        let path = folder.join(name);
        std::fs::write(&path, text).expect("it can be written");
        path
    });
    written.chain([folder.to_owned(), folder.join("not_there.ron")]).collect()
}

/// What writes files where it wants to, or leaves.
fn leads_away(name: &str) -> bool {
    ["Save", "Write", "Export", "Quit", "Open file"].iter().any(|part| name.starts_with(part))
}

/// Does one thing, and says what.
fn one_input(window: &mut Window, dice: &mut Dice, files: &[PathBuf]) -> String {
    // Paths would be written to.
    if window.query_by_role_and_label(Role::TextInput, "Path").is_some() {
        window.key_press(Key::Escape);
        return "Escape from a path".to_owned();
    }
    match dice.below(20) {
        0..=9 => {
            let role = *dice.of(&ROLES);
            let found: Vec<_> = nodes(window, role).into_iter().filter(|node| !leads_away(&label(node))).collect();
            let Some(node) = found.get(dice.below(found.len())) else { return "nothing to point at".to_owned() };
            let (name, at) = (format!("{role:?} {}", label(node)), node.rect().center());
            match dice.below(4) {
                0 => node.click_accesskit(),
                1 if node.accesskit_node().numeric_value().is_some() => {
                    let value = node.accesskit_node().numeric_value().unwrap_or(1.0);
                    node.set_value_accesskit(value * *dice.of(&[0.0, 0.5, 1.0, 3.0, 1e6, -1.0]));
                }
                1 => node.focus(),
                _ => {
                    press(window, at, true);
                    if dice.below(3) == 0 {
                        let to = dice.place(window);
                        window.event(Event::PointerMoved(at.lerp(to, 0.5)));
                        window.step();
                        window.event(Event::PointerMoved(to));
                        window.step();
                        press(window, to, false);
                        return format!("drag {name} from {at:?} to {to:?}");
                    }
                    press(window, at, false);
                }
            }
            name
        }
        10..=11 => {
            let (from, to) = (dice.place(window), dice.place(window));
            press(window, from, true);
            window.event(Event::PointerMoved(to));
            window.step();
            press(window, to, false);
            format!("drag from {from:?} to {to:?}")
        }
        12..=15 => {
            let key = *dice.of(&KEYS);
            let modifiers = *dice.of(&[Modifiers::NONE, Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND]);
            // Held keys stay held for a while.
            for pressed in [true, dice.below(8) == 0] {
                window.event(Event::Key { key, physical_key: None, pressed, repeat: false, modifiers });
                window.step();
            }
            format!("{modifiers:?} {key:?}")
        }
        16..=17 => {
            let text = *dice.of(&TYPED);
            window.key_press_modifiers(Modifiers::COMMAND, Key::A);
            window.event(Event::Text(text.to_owned()));
            window.step();
            window.key_press(*dice.of(&[Key::Enter, Key::Tab, Key::Escape]));
            format!("typed {text:?}")
        }
        18 => {
            window.event(Event::MouseWheel {
                unit: MouseWheelUnit::Point,
                delta: vec2(0.0, dice.below(600) as f32 - 300.0),
                modifiers: *dice.of(&[Modifiers::NONE, Modifiers::SHIFT, Modifiers::COMMAND]),
                phase: TouchPhase::Move,
                source: MouseWheelSource::Unknown,
            });
            "wheel".to_owned()
        }
        _ => match dice.below(4) {
            0 => {
                let file = dice.of(files).clone();
                let name = format!("drop {}", file.display());
                window.input_mut().dropped_files.push(Arc::new(Dropped(file)));
                name
            }
            1 => {
                let size = *dice.of(&[vec2(1280.0, 720.0), vec2(1600.0, 1000.0), vec2(900.0, 500.0)]);
                window.set_size(size);
                format!("size {size:?}")
            }
            _ => {
                window.event(Event::PointerGone);
                "pointer gone".to_owned()
            }
        },
    }
}

fn press(window: &mut Window, pos: Pos2, pressed: bool) {
    window.event(Event::PointerMoved(pos));
    window.step();
    window.event(Event::PointerButton { pos, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE });
    window.step();
}

/// Words of texts on screen that are no numbers.
fn nonsense(window: &Window) -> Option<String> {
    let is_nonsense =
        |word: &str| ["NaN", "inf", "-inf", "−inf"].contains(&word.trim_matches(['$', '%', '×', ',', '(', ')']));
    let mut texts = texts_on_screen(window).into_iter().map(|text| text.said);
    texts.find(|text| text.split_whitespace().any(is_nonsense))
}

/// Lets go of everything, and undoes every edit.
fn undo_all_the_way(window: &mut Window) {
    for key in KEYS {
        window.event(Event::Key { key, physical_key: None, pressed: false, repeat: false, modifiers: Modifiers::NONE });
    }
    window.event(Event::PointerGone);
    window.step();
    // Out of fields, menus and dialogs.
    for _ in 0..4 {
        window.key_press(Key::Escape);
        window.step();
    }
    for _ in 0..INPUTS {
        if !window.state().0.session().can_undo() {
            break;
        }
        // A field that has the keyboard takes back its own typing first.
        if window.ctx.memory(egui::Memory::focused).is_some() {
            window.key_press(Key::Escape);
            window.step();
        }
        window.key_press_modifiers(Modifiers::COMMAND, Key::Z);
        window.step();
    }
}

#[track_caller]
fn survives(seeds: std::ops::Range<u64>) {
    let folder = tempfile::tempdir().expect("a folder for this test");
    let files = files(folder.path());
    for seed in seeds {
        let mut dice = Dice(seed);
        let theme = if seed % 2 == 0 { Theme::Light } else { Theme::Dark };
        let mut window = window_of(app(None, settings(theme)), vec2(1280.0, 800.0), 1.0);
        let mut edits = 0;
        println!("seed {seed}");
        for input in 0..INPUTS {
            let before = scenario(&window).clone();
            let what = one_input(&mut window, &mut dice, &files);
            window.step();
            edits += usize::from(before != *scenario(&window));
            let wrong = nonsense(&window);
            assert!(wrong.is_none(), "seed {seed}, input {input}, {what}: {wrong:?}");
        }
        assert!(INPUTS / 40 < edits, "seed {seed}: only {edits} edits");
        undo_all_the_way(&mut window);
        let session = window.state().0.session();
        assert!(!session.can_undo(), "seed {seed}: more edits than can be undone");
        assert_eq!(session.scenario, session.computed.opened, "seed {seed}");
    }
}

#[test]
fn whatever_is_done_to_it_the_window_survives() {
    survives(0..SEEDS / 2);
}

#[test]
fn and_whatever_else_is_done_to_it() {
    survives(SEEDS / 2..SEEDS);
}
