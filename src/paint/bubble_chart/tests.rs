//! Maps of random portfolios, painted: readable, nothing on top of each other, always the same.

use egui::accesskit::{self, Node};
use egui::{Context, Event, Key, Modifiers, PointerButton, Pos2, RawInput, Theme};

use super::*;
use crate::charts::{Chart, ChartBody, MapInput, MapUseCase, viability_map};
use crate::economics::Verdict;
use crate::export::SlideNotes;
use crate::paint::theme::{self, Contrast};
use crate::paint::{BubbleResponse, heading_ui, paint, slide_png, slide_svg};

const NAMES: [&str; 20] = [
    "Customer support assistant",
    "Contract review",
    "Meeting notes",
    "Code assistant",
    "Invoice matching",
    "Product descriptions",
    "Claims triage",
    "Research agent",
    "Onboarding tutor",
    "Search over the wiki",
    "Sales call summaries",
    "Lead scoring",
    "RFP answers",
    "Fraud alerts explained",
    "Translation of manuals",
    "HR questions",
    "Ticket routing",
    "Medical letters drafted from dictation",
    "Forecast commentary",
    "Data entry",
];

/// Numbers from 0 to 1 that are the same every time (SplitMix64).
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A share of both signs, mostly a small one.
    fn about_zero(&mut self) -> f64 {
        self.next() + self.next() + self.next() - 1.5
    }

    fn use_case(&mut self, place: usize) -> MapUseCase {
        let value = 10_f64.powf(1.4 * self.about_zero());
        let cost = value * 10_f64.powf(0.6 * self.about_zero() - 0.1);
        let verdict = match (cost <= value, self.next()) {
            (true, chance) if chance < 0.7 => Verdict::Viable,
            (true, _) => Verdict::Marginal,
            (false, chance) if chance < 0.4 => Verdict::Fixable,
            (false, chance) if chance < 0.7 => Verdict::TooSmall,
            (false, _) => Verdict::Broken,
        };
        let mut around = |base: f64| [base * (1.0 - 0.5 * self.next()), base, base * (1.1 + 0.9 * self.next())];
        let name = NAMES[place % NAMES.len()];
        MapUseCase {
            name: if place < NAMES.len() { name.to_owned() } else { format!("{name} {}", place / NAMES.len() + 1) },
            outcome: "case closed".to_owned(),
            verdict,
            cost_per_outcome: around(cost),
            value_per_outcome: around(value),
            monthly_value: 10_f64.powf(4.0 + self.about_zero()),
            is_funded: cost <= value && self.next() < 0.6,
            is_chosen: place == 2,
        }
    }
}

/// A map of random use cases, two of them without a place on it.
fn map_of(count: usize, seed: u64) -> Chart {
    let mut random = Random(seed);
    let mut use_cases: Vec<MapUseCase> = (0..count).map(|place| random.use_case(place)).collect();
    if 5 < count {
        use_cases[4].value_per_outcome = [0.0; 3];
        use_cases[5].cost_per_outcome = [f64::INFINITY; 3];
    }
    viability_map(&MapInput { currency: "USD".to_owned(), budget: Some(250_000.0), use_cases })
}

fn bubbles(chart: &Chart) -> &BubbleChart {
    chart.bubbles().expect("it has bubbles")
}

fn set_up(theme: Theme, contrast: Contrast) -> impl FnOnce(&Context) {
    move |context: &Context| {
        theme::install(context);
        contrast.apply(context);
        context.set_theme(theme);
    }
}

/// What tests ask about, and the SVG.
fn painted_on(chart: &Chart, size: Vec2, theme: Theme, contrast: Contrast) -> (Painted, String) {
    let look = ChartLook::default();
    let mut seen = Painted::default();
    let picture = paint(size, 1.0, set_up(theme, contrast), |ui| {
        let surface = Tokens::of(ui.ctx()).surface;
        ui.painter().rect_filled(Rect::from_min_size(Pos2::ZERO, size), 0.0, surface);
        heading_ui(ui, &chart.head, &look);
        seen = painted(ui, &chart.head, bubbles(chart), ui.available_size(), &look);
    });
    (seen, picture.to_svg(theme::faces()))
}

const SIZES: [Vec2; 2] = [vec2(620.0, 420.0), vec2(1100.0, 640.0)];

#[test]
fn names_lie_on_no_name_and_no_bubble() {
    // How many names or numbers find room at least, at either size.
    for (count, least) in [(1, [1, 1]), (8, [6, 6]), (60, [15, 30])] {
        for (size, least) in SIZES.into_iter().zip(least) {
            for seed in 0..5 {
                let chart = map_of(count, seed);
                let (Painted { names, symbols, frame, .. }, svg) =
                    painted_on(&chart, size, Theme::Light, Contrast::Usual);
                let what = format!("{count} at {size}, seed {seed}");
                let frame = frame.expect("it is seen");
                assert!(2 + least <= names.len(), "{what}: {} names", names.len());
                for (index, name) in names.iter().enumerate() {
                    assert!(frame.contains_rect(*name), "{what}: {name} leaves {frame}");
                    let other = names[..index].iter().find(|other| other.intersects(*name));
                    assert_eq!(other, None, "{what}: {name}");
                    let under = symbols.iter().find(|symbol| symbol.overlaps(*name));
                    assert_eq!(under, None, "{what}: {name}");
                    // Whatever its shape, no name comes that near to its middle.
                    let near = symbols.iter().find(|symbol| name.distance_to_pos(symbol.center) < 0.77 * symbol.radius);
                    assert_eq!(near, None, "{what}: {name}");
                }
                for symbol in symbols {
                    assert!(frame.contains(symbol.center), "{what}: {symbol:?}");
                }
                for said in ["loses", "pays"] {
                    assert!(svg.contains(&format!(">{said}<")), "{what}: {said}");
                }
            }
        }
    }
}

#[test]
fn what_pays_is_painted_below_the_diagonal() {
    let chart = map_of(60, 7);
    let map = bubbles(&chart);
    let frame = Rect::from_min_size(pos2(50.0, 30.0), vec2(900.0, 500.0));
    let look = ChartLook::default();
    let drawing = BubbleDrawing::new(map, &look, Tokens::of_look(theme::ThemeVariant::ALL[0]), frame);
    let [from, to] = drawing.diagonal().expect("both axes have one range");
    assert!(from.x < to.x && to.y < from.y, "it rises");
    for (bubble, symbol) in map.bubbles.iter().zip(&drawing.symbols) {
        let ([value, cost], center) = (bubble.at, symbol.center);
        let diagonal = from.y + (center.x - from.x) / (to.x - from.x) * (to.y - from.y);
        assert_eq!(cost < value, diagonal < center.y, "{}", bubble.name);
        let circle = Rect::from_center_size(center, Vec2::splat(2.0 * symbol.radius));
        assert!(frame.expand(0.1).contains_rect(circle), "{}", bubble.name);
    }
}

#[test]
fn a_bubble_has_the_area_of_its_value() {
    let chart = map_of(8, 1);
    let look = ChartLook::default();
    let frame = Rect::from_min_size(Pos2::ZERO, vec2(900.0, 500.0));
    let drawing = BubbleDrawing::new(bubbles(&chart), &look, Tokens::of_look(theme::ThemeVariant::ALL[0]), frame);
    let largest = drawing.symbols[0].radius;
    let told: Vec<_> =
        bubbles(&chart).bubbles.iter().zip(&drawing.symbols).filter(|(bubble, _)| 0.1 < bubble.area).collect();
    assert!(2 < told.len());
    for (bubble, symbol) in told {
        let share = (symbol.radius / largest).powi(2);
        assert!((share - bubble.area as f32).abs() < 1e-3, "{}: {share}", bubble.name);
    }
}

#[test]
fn ticks_are_round_amounts_on_both_axes() {
    let (_, svg) = painted_on(&map_of(60, 3), SIZES[1], Theme::Light, Contrast::Usual);
    for tick in ["$0.1", "$1", "$10"] {
        assert!(2 <= svg.matches(&format!(">{tick}<")).count(), "{tick} on both axes");
    }
}

#[test]
fn whoever_has_no_name_has_a_number_that_is_listed() {
    let chart = map_of(60, 2);
    let map = bubbles(&chart);
    let look = ChartLook::default();
    let mut numbered = Vec::new();
    let picture = paint(SIZES[0], 1.0, set_up(Theme::Light, Contrast::Usual), |ui| {
        let layout = Layout::new(ui.painter(), map, &look, Rect::from_min_size(Pos2::ZERO, SIZES[0]));
        numbered = layout.names.numbered().collect();
        layout.paint_around(ui.painter(), ui.max_rect());
    });
    assert!(5 < numbered.len(), "{numbered:?}");
    let svg = picture.to_svg(theme::faces());
    assert!(svg.contains(" more in the table"), "and those that have neither");
    let first = numbered.iter().map(|bubble| &map.bubbles[*bubble]).min_by_key(|bubble| bubble.place).expect("there");
    let listed = format!("{} {}", first.number(), first.name);
    assert!(svg.contains(&listed), "{listed} in {svg}");
    assert_eq!(chart.table().rows[first.place][..2], [first.name.as_str(), first.number().to_string().as_str()]);
}

#[test]
fn the_same_map_is_the_same_picture() {
    let notes = SlideNotes { scenario: "A portfolio".to_owned(), ..SlideNotes::default() };
    for count in [0, 1, 8, 60] {
        let chart = map_of(count, 1);
        let svg = slide_svg(&chart, &notes, 1920);
        assert_eq!(svg, slide_svg(&chart, &notes, 1920), "{count}");
        for word in chart.title().split_whitespace() {
            assert!(svg.contains(word), "{count}: {word}");
        }
    }
}

#[test]
fn nothing_to_draw_is_drawn_too() {
    for count in [0, 1, 60] {
        for size in [vec2(0.0, 0.0), vec2(30.0, 20.0), vec2(160.0, 90.0), vec2(900.0, 420.0)] {
            painted_on(&map_of(count, 1), size, Theme::Dark, Contrast::High);
        }
    }
}

/// What a window has shown: what was done, what was painted, and what a screen reader finds.
struct Shown {
    done: BubbleResponse,
    svg: String,
    nodes: Vec<Node>,
}

/// Passes of a window with a map, one for each list of events. Returns what the last has shown.
fn passes(chart: &Chart, events: impl IntoIterator<Item = Vec<Event>>) -> Shown {
    let context = Context::default();
    set_up(Theme::Light, Contrast::Usual)(&context);
    context.enable_accesskit();
    let mut last = (BubbleResponse::default(), Vec::new(), Vec::new());
    for (pass, events) in events.into_iter().enumerate() {
        let input = RawInput {
            screen_rect: Some(Rect::from_min_size(Pos2::ZERO, SIZES[1])),
            time: Some(0.05 * pass as f64),
            events,
            ..RawInput::default()
        };
        let mut output = context.run_ui(input, |ui| {
            let ChartBody::Bubbles(map) = &chart.body else { panic!("it has bubbles") };
            last.0 = bubble_chart_ui(ui, &chart.head, map, SIZES[1] - vec2(0.0, 40.0), &ChartLook::default());
            drop(ui.button("What follows"));
        });
        output.textures_delta.clear();
        last.1 = output.shapes;
        let update = output.platform_output.accesskit_update.expect("it is enabled");
        last.2 = update.nodes.into_iter().map(|(_, node)| node).collect();
    }
    let picture = crate::paint::Picture::from_shapes(SIZES[1], 1.0, last.1);
    Shown { done: last.0, svg: picture.to_svg(theme::faces()), nodes: last.2 }
}

fn key(key: Key) -> Vec<Event> {
    let event = |pressed| Event::Key { key, physical_key: None, pressed, repeat: false, modifiers: Modifiers::NONE };
    vec![event(true), event(false)]
}

#[test]
fn bubbles_are_reached_and_opened_by_keyboard() {
    let chart = map_of(8, 1);
    let mut by_value: Vec<_> = bubbles(&chart).bubbles.iter().collect();
    by_value.sort_by(|first, second| first.at[0].total_cmp(&second.at[0]));
    let largest = bubbles(&chart).bubbles[0].place;
    let steps = |keys: &[Key]| -> Vec<Vec<Event>> {
        let presses = keys.iter().flat_map(|pressed| [key(*pressed), Vec::new()]);
        [Vec::new(), Vec::new()].into_iter().chain(presses).collect()
    };
    let Shown { done, svg, .. } = passes(&chart, steps(&[Key::Tab]));
    assert_eq!(
        done,
        BubbleResponse { hovered: Some(largest), ..BubbleResponse::default() },
        "Tab leads to the largest"
    );
    assert!(svg.contains("Double click or Enter opens it"), "and it is told of");
    let Shown { done, .. } = passes(&chart, steps(&[Key::Tab, Key::Home, Key::ArrowRight]));
    assert_eq!(done.hovered, Some(by_value[1].place), "the second in order of value");
    let Shown { done, .. } = passes(&chart, steps(&[Key::Tab, Key::Tab]));
    assert_eq!(done.hovered, None, "all of them are one stop of Tab");
    let mut entered = steps(&[Key::Tab, Key::End, Key::Enter]);
    entered.pop();
    let Shown { done, .. } = passes(&chart, entered);
    assert_eq!(done.opened, by_value.last().map(|bubble| bubble.place));
}

#[test]
fn a_screen_reader_finds_the_finding_and_each_bubble() {
    let chart = map_of(8, 1);
    let Shown { nodes, .. } = passes(&chart, [Vec::new(), Vec::new()]);
    let labelled = |role: accesskit::Role, label: &str| {
        nodes.iter().filter(|node| node.role() == role && node.label() == Some(label)).count()
    };
    assert_eq!(labelled(accesskit::Role::Image, chart.summary()), 1);
    for bubble in &bubbles(&chart).bubbles {
        assert_eq!(labelled(accesskit::Role::Button, &bubble.sentence), 1, "{}", bubble.sentence);
    }
}

#[test]
fn bubbles_are_clicked_and_opened_by_pointer() {
    let chart = map_of(8, 1);
    let (mut place, size) = (None, SIZES[1] - vec2(0.0, 40.0));
    paint(SIZES[1], 1.0, set_up(Theme::Light, Contrast::Usual), |ui| {
        let ChartBody::Bubbles(map) = &chart.body else { panic!("it has bubbles") };
        place = painted(ui, &chart.head, map, size, &ChartLook::default()).symbols.first().cloned();
    });
    let at = place.expect("there is one").center;
    let button =
        |pressed| Event::PointerButton { pos: at, button: PointerButton::Primary, pressed, modifiers: Modifiers::NONE };
    let largest = Some(bubbles(&chart).bubbles[0].place);
    let moved = || [Vec::new(), vec![Event::PointerMoved(at)], Vec::new()];
    let Shown { done, svg, .. } = passes(&chart, moved());
    assert_eq!(done, BubbleResponse { hovered: largest, ..BubbleResponse::default() });
    assert!(svg.contains(&bubbles(&chart).bubbles[0].figures[1].value));
    let click = || [vec![button(true)], vec![button(false)]];
    let Shown { done, .. } = passes(&chart, moved().into_iter().chain(click()));
    assert_eq!((done.clicked, done.opened), (largest, None));
    let Shown { done, .. } = passes(&chart, moved().into_iter().chain(click()).chain(click()));
    assert_eq!((done.clicked, done.opened), (None, largest));
}

/// `REVIEW_FOLDER` names the folder for pictures of maps of every size, in every look.
#[test]
#[ignore = "writes pictures to look at"]
fn review() {
    let folder = std::env::var_os("REVIEW_FOLDER").expect("where to");
    let folder = std::path::Path::new(&folder);
    for count in [1, 8, 60] {
        let chart = map_of(count, 1);
        for (size, theme, contrast, look) in [
            (SIZES[0], Theme::Light, Contrast::Usual, "light"),
            (SIZES[1], Theme::Light, Contrast::Usual, "light"),
            (SIZES[1], Theme::Dark, Contrast::Usual, "dark"),
            (SIZES[1], Theme::Light, Contrast::High, "contrast"),
        ] {
            let (_, svg) = painted_on(&chart, size, theme, contrast);
            let png = crate::paint::png::render(&svg, theme::faces(), 1.5, 1.0).unwrap();
            std::fs::write(folder.join(format!("map_{count}_{look}_{}.png", size.x)), png).unwrap();
        }
        let pointed =
            ["tab", "pointer"].into_iter().zip([key(Key::Tab), vec![Event::PointerMoved(pos2(540.0, 300.0))]]);
        for (name, events) in pointed {
            let Shown { svg, .. } = passes(&chart, [Vec::new(), Vec::new(), events, Vec::new(), Vec::new()]);
            let png = crate::paint::png::render(&svg, theme::faces(), 1.5, 1.0).unwrap();
            std::fs::write(folder.join(format!("map_{count}_{name}.png")), png).unwrap();
        }
        let notes = SlideNotes { scenario: "A portfolio".to_owned(), ..SlideNotes::default() };
        let png = slide_png(&chart, &notes, 1280, 1.0).unwrap();
        std::fs::write(folder.join(format!("map_{count}_slide.png")), png).unwrap();
    }
}
