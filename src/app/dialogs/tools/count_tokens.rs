//! Counts the tokens of pasted texts as they are typed, and makes them the estimates of a step, marked as measured.

use std::sync::mpsc;

use egui::{Button, Context, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::layout::{ToolContext, ToolResponse, buttons_ui, heading_ui, muted, scrolled};
use crate::app::widgets::check_box_ui;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::semibold_font;
use crate::scenario::{Basis, BasisKind, Estimate, EstimatePath, Scenario, Step, StepField};
use crate::{format, tokens};

/// What is pasted for what.
struct PastedPart {
    /// What is pasted.
    title: &'static str,
    /// Which estimate of the step.
    field: StepField,
    /// The estimate as people say it.
    estimate: &'static str,
    of: fn(&mut Step) -> &mut Estimate,
}

const PARTS: [PastedPart; 4] = [
    PastedPart {
        title: tr_noop!("System prompt and tools"),
        field: StepField::Prefix,
        estimate: tr_noop!("stable prefix"),
        of: |step| &mut step.prefix,
    },
    PastedPart {
        title: tr_noop!("Example context"),
        field: StepField::Retrieved,
        estimate: tr_noop!("retrieved context"),
        of: |step| &mut step.retrieved,
    },
    PastedPart {
        title: tr_noop!("History and user input"),
        field: StepField::Conversation,
        estimate: tr_noop!("history and input"),
        of: |step| &mut step.conversation,
    },
    PastedPart {
        title: tr_noop!("Answer"),
        field: StepField::Output,
        estimate: tr_noop!("answer"),
        of: |step| &mut step.output,
    },
];

/// What is said where nothing can be counted.
const NOT_IN_A_PAGE: &str = tr_noop!(
    "The vocabulary that counts makes the program 4 MB larger, so this page goes without it. Open the \
    scenario in the Breakeven program to count, or enter the numbers by hand"
);
/// How high the field of a part is, whatever is pasted into it.
const TEXT: f32 = 130.0;

/// What is pasted so far.
pub(crate) struct CountTokens {
    step: String,
    pasted: [Pasted; PARTS.len()],
    counter: Counter,
}

#[derive(Default)]
struct Pasted {
    text: String,
    /// The tokens of each example; `None` while they are being counted.
    counts: Option<Vec<usize>>,
    left_out: bool,
}

impl CountTokens {
    pub(crate) fn new(context: &Context, step: &str) -> Self {
        let mut pasted: [Pasted; PARTS.len()] = std::array::from_fn(|_| Pasted::default());
        pasted.iter_mut().for_each(|pasted| pasted.counts = Some(Vec::new()));
        Self { step: step.to_owned(), pasted, counter: Counter::new(context.clone()) }
    }

    /// The step that they are counted for.
    pub(crate) fn step(&self) -> &str {
        &self.step
    }

    /// Whether anything is pasted.
    pub(crate) fn holds_work(&self) -> bool {
        self.pasted.iter().any(|pasted| !pasted.text.trim().is_empty())
    }

    /// Shows it.
    pub(crate) fn ui(&mut self, ui: &mut Ui, tool_context: &mut ToolContext<'_>) -> ToolResponse {
        if !tokens::CAN_COUNT {
            heading_ui(ui, &tr!("Count the tokens of {}", self.step), text(NOT_IN_A_PAGE));
            return buttons_ui(ui, |ui| {
                if ui.button(tr!("Close")).clicked() { ToolResponse::Done } else { ToolResponse::Open }
            });
        }
        let note = tr!(
            "Paste what a typical call holds. Counted on this machine with {}, the vocabulary of OpenAI's models; those \
             of others count some percent differently. Several examples, parted by lines of ---, make a range",
            tokens::VOCABULARY
        );
        heading_ui(ui, &tr!("Count the tokens of {}", self.step), &note);
        for (part, counts) in self.counter.poll() {
            self.pasted[part].counts = Some(counts);
        }
        scrolled(ui).show(ui, |ui| {
            let width = (ui.available_width() - 28.0) / 2.0;
            for pair in [0, 2] {
                ui.horizontal_top(|ui| {
                    ui.spacing_mut().item_spacing.x = 16.0;
                    for part in [pair, pair + 1] {
                        ui.allocate_ui(vec2(width, 0.0), |ui| {
                            ui.vertical(|ui| {
                                ui.set_width(width);
                                self.part_ui(ui, part);
                            });
                        });
                    }
                });
                ui.add_space(8.0);
            }
        });
        let is_counting = self.pasted.iter().any(|pasted| pasted.counts.is_none());
        let estimates = self.estimates();
        buttons_ui(ui, |ui| {
            let count = estimates.len();
            let apply =
                if count == 1 { tr!("Apply {count} estimate", count) } else { tr!("Apply {count} estimates", count) };
            let apply = Button::new(apply).min_size(vec2(140.0, 0.0));
            if ui.add_enabled(!estimates.is_empty() && !is_counting, apply).clicked() {
                self.apply(tool_context.scenario, &estimates, tool_context.today);
                return ToolResponse::Done;
            }
            let stays = if ui.button(tr!("Cancel")).clicked() { ToolResponse::Done } else { ToolResponse::Open };
            if is_counting {
                ui.label(muted(ui, tr!("Counting…")));
            }
            stays
        })
    }

    fn part_ui(&mut self, ui: &mut Ui, index: usize) {
        let (part, pasted) = (&PARTS[index], &mut self.pasted[index]);
        let label = ui.label(RichText::new(text(part.title)).font(semibold_font(13.0)));
        let width = ui.available_width();
        let area = ScrollArea::vertical().id_salt(part.field.as_ref()).max_height(TEXT).min_scrolled_height(TEXT);
        area.auto_shrink([true, false]).show(ui, |ui| {
            let field = TextEdit::multiline(&mut pasted.text).desired_rows(7).desired_width(width);
            let field = ui.add(field.hint_text(tr!("Paste here"))).labelled_by(label.id);
            if field.changed() {
                pasted.counts = None;
                self.counter.count(index, pasted.text.clone());
            }
        });
        let estimate = pasted.counts.as_deref().and_then(tokens::estimate);
        ui.horizontal(|ui| {
            let Some(estimate) = estimate else {
                let text =
                    if pasted.counts.is_none() { tr!("counting…") } else { tr!("nothing pasted: stays as it is") };
                ui.label(muted(ui, text));
                return;
            };
            let mut chosen = !pasted.left_out;
            check_box_ui(ui, &mut chosen, format!("{}: {}", text(part.estimate), in_words(&estimate)));
            pasted.left_out = !chosen;
            let examples = pasted.counts.as_ref().map_or(0, Vec::len);
            if 1 < examples {
                ui.label(muted(ui, &tr!("{examples} examples", examples)));
            }
        });
    }

    /// What is ticked: the part, its estimate, and from how many examples it is.
    fn estimates(&self) -> Vec<(&'static PastedPart, Estimate, usize)> {
        let ticked = PARTS.iter().zip(&self.pasted).filter(|(_, pasted)| !pasted.left_out);
        ticked
            .filter_map(|(part, pasted)| {
                let counts = pasted.counts.as_ref()?;
                Some((part, tokens::estimate(counts)?, counts.len()))
            })
            .collect()
    }

    fn apply(&self, scenario: &mut Scenario, estimates: &[(&'static PastedPart, Estimate, usize)], today: &str) {
        let Some(step) = scenario.workload.steps.iter_mut().find(|step| step.name == self.step) else { return };
        for (part, estimate, examples) in estimates {
            *(part.of)(step) = *estimate;
            let of =
                if *examples == 1 { tr!("pasted text").to_owned() } else { tr!("{examples} pasted texts", examples) };
            let basis = Basis {
                kind: BasisKind::Measured,
                source: tr!("counted from {of} with {}", tokens::VOCABULARY, of),
                url: String::new(),
                date: today.to_owned(),
                given_for: Some(*estimate),
            };
            scenario.bases.insert(EstimatePath::step(&self.step, part.field), basis);
        }
    }
}

fn in_words(estimate: &Estimate) -> String {
    match *estimate {
        Estimate::Range { p10, p90 } => tr!("{} to {} tokens", format::count(p10), format::count(p90)),
        estimate if estimate.base() == 1.0 => tr!("1 token").to_owned(),
        estimate => tr!("{} tokens", format::count(estimate.base())),
    }
}

/// A part, which turn of it this is, and its text.
type CountRequest = (usize, u64, String);

/// Counts on a thread of its own, so that neither loading the vocabulary nor a long text holds up the window.
struct Counter {
    asked: mpsc::Sender<CountRequest>,
    counted: mpsc::Receiver<(usize, u64, Vec<usize>)>,
    /// How many counts of each part were asked for: only the last one matters.
    latest: [u64; PARTS.len()],
}

impl Counter {
    fn new(context: Context) -> Self {
        let (asked, texts) = mpsc::channel::<CountRequest>();
        let (answers, counted) = mpsc::channel();
        let work = move || {
            tokens::count("");
            while let Ok(first) = texts.recv() {
                // Of what was typed meanwhile, the last of each part.
                let mut newest: [Option<CountRequest>; PARTS.len()] = Default::default();
                for asked in std::iter::once(first).chain(texts.try_iter()) {
                    let part = asked.0;
                    newest[part] = Some(asked);
                }
                for (part, turn, text) in newest.into_iter().flatten() {
                    let counts = tokens::examples(&text).into_iter().map(tokens::count).collect();
                    if answers.send((part, turn, counts)).is_err() {
                        return;
                    }
                }
                context.request_repaint();
            }
        };
        if tokens::CAN_COUNT {
            // Without a thread nothing is counted, and nothing can be applied.
            drop(std::thread::Builder::new().name("token counter".to_owned()).spawn(work));
        }
        Self { asked, counted, latest: [0; PARTS.len()] }
    }

    fn count(&mut self, part: usize, text: String) {
        self.latest[part] += 1;
        // Its thread ends only with this.
        let _ = self.asked.send((part, self.latest[part], text));
    }

    /// The latest counts that have come in.
    fn poll(&mut self) -> Vec<(usize, Vec<usize>)> {
        let answers = self.counted.try_iter();
        let latest = &self.latest;
        answers.filter(|(part, turn, _)| latest[*part] == *turn).map(|(part, _, counts)| (part, counts)).collect()
    }
}
