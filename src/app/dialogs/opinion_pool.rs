//! Several people's low and high for one estimate, pooled into it.

use egui::{Grid, Label, Rect, RichText, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use crate::app::command::Command;
use crate::app::widgets::{add_button, follow_focus, icon, icon_button, parse_number, primary_button};
use crate::format::Money;
use crate::language::tr;
use crate::paint::theme::{Tokens, semibold_font};
use crate::prose::{EstimateName, is_in_percent, name_of};
use crate::scenario::{Basis, BasisKind, Domain, Estimate, EstimatePath, Scenario};
use crate::uncertainty::{Agreement, Opinion, PooledOpinions, by_ratio, pool};

/// One estimate, and what everyone thinks of it.
#[derive(Debug)]
pub struct OpinionPool {
    path: EstimatePath,
    name: EstimateName,
    money: Money,
    domain: Domain,
    by_ratio: bool,
    today: String,
    rows: Vec<OpinionRow>,
}

/// What one person said, as it was typed.
#[derive(Debug, Default)]
struct OpinionRow {
    name: String,
    low: String,
    high: String,
}

/// Room for what it comes to, in three lines, and a complaint.
const FINDING: f32 = 104.0;

/// What was decided.
#[derive(Debug)]
pub enum OpinionPoolDecision {
    /// Nothing yet.
    Open,
    /// Never mind.
    Cancel,
    /// Do this.
    Apply(Box<Command>),
}

impl OpinionPool {
    /// About the estimate at a path, if there is one.
    pub fn new(scenario: &Scenario, path: &EstimatePath, today: String) -> Option<Self> {
        let field = scenario.every_field().into_iter().find(|field| field.path == *path)?;
        Some(Self {
            name: name_of(scenario, path),
            money: Money::new(&scenario.currency),
            domain: field.domain,
            by_ratio: by_ratio(field.estimate, field.domain),
            path: field.path,
            today,
            rows: vec![OpinionRow::default(), OpinionRow::default(), OpinionRow::default()],
        })
    }

    /// The estimate that it is about.
    pub fn path(&self) -> &EstimatePath {
        &self.path
    }

    /// Whether anybody has said anything.
    pub fn holds_work(&self) -> bool {
        self.rows.iter().any(|row| [&row.name, &row.low, &row.high].iter().any(|text| !text.trim().is_empty()))
    }

    /// Takes over what was said when it was asked before.
    pub fn go_on_from(&mut self, earlier: Self) {
        self.rows = earlier.rows;
    }

    /// Shows the question.
    pub fn show(&mut self, ui: &mut Ui) -> OpinionPoolDecision {
        let tokens = Tokens::of(ui.ctx());
        ui.set_width(600.0_f32.min(ui.ctx().content_rect().width() - 80.0));
        ui.label(RichText::new(tr!("Ask the room: {}", self.name.label())).font(semibold_font(17.0)));
        let how = tr!(
            "A low that one future in ten falls below, and a high that one in ten exceeds. Everyone for themselves first."
        );
        ui.add(Label::new(RichText::new(how).color(tokens.muted)).wrap());
        ui.add_space(6.0);
        let opinions = self.opinions();
        let said: Vec<(usize, Opinion)> = opinions
            .iter()
            .enumerate()
            .filter_map(|(place, said)| Some((place, (*said).as_ref().ok().copied().flatten()?)))
            .collect();
        let pooled = pool(&said.iter().map(|(_, opinion)| *opinion).collect::<Vec<_>>(), self.domain, self.by_ratio);
        let height = (ui.ctx().content_rect().height() - 400.0).max(120.0);
        ScrollArea::vertical().max_height(height).min_scrolled_height(height).show(ui, |ui| {
            self.rows_ui(ui, &opinions, &said, pooled.as_ref());
            follow_focus(ui);
        });
        if add_button(ui, tr!("Add a person")).clicked() {
            self.rows.push(OpinionRow::default());
        }
        ui.add_space(6.0);
        ui.scope(|ui| {
            // What follows is as far down whatever is typed.
            ui.set_min_height(FINDING);
            if let Some(pooled) = &pooled {
                self.pooled_ui(ui, &said, pooled);
            }
            for complaint in opinions.iter().filter_map(|opinion| opinion.as_ref().err()) {
                let text = RichText::new(format!("{} {complaint}", icon::PROBLEM)).color(tokens.problem);
                ui.add(Label::new(text).wrap());
            }
        });
        ui.add_space(8.0);
        let is_ready = pooled.is_some() && opinions.iter().all(Result::is_ok);
        let mut decision = OpinionPoolDecision::Open;
        ui.horizontal(|ui| {
            let apply = primary_button(ui, is_ready, tr!("Apply"));
            if let Some(pooled) = pooled.filter(|_| apply.clicked()) {
                decision = OpinionPoolDecision::Apply(Box::new(self.answer(pooled.estimate, said.len())));
            }
            if ui.button(tr!("Cancel")).clicked() {
                decision = OpinionPoolDecision::Cancel;
            }
        });
        decision
    }

    /// The edit that it comes to.
    fn answer(&self, estimate: Estimate, people: usize) -> Command {
        let source = if people == 1 {
            tr!("one person’s judgement").to_owned()
        } else {
            tr!("pooled from {people} people", people)
        };
        let basis = Basis {
            kind: BasisKind::Judgement,
            source,
            url: String::new(),
            date: self.today.clone(),
            given_for: Some(estimate),
        };
        Command::SupportEstimate(self.path.clone(), estimate, Box::new(basis))
    }

    /// What each row says: nothing yet, an opinion, or why it is none.
    fn opinions(&self) -> Vec<Result<Option<Opinion>, String>> {
        self.rows.iter().enumerate().map(|(place, row)| self.opinion(place, row)).collect()
    }

    fn opinion(&self, place: usize, row: &OpinionRow) -> Result<Option<Opinion>, String> {
        if row.low.trim().is_empty() || row.high.trim().is_empty() {
            return Ok(None);
        }
        let who = self.who(place);
        let in_percent = is_in_percent(&self.path, self.domain);
        let number = |text: &str| {
            parse_number(text, in_percent).ok_or_else(|| tr!("{who}: “{}” is no number", text.trim(), who))
        };
        let (low, high) = (number(&row.low)?, number(&row.high)?);
        let write = |value| self.name.full(&self.money, value);
        let (least, greatest) = (self.domain.least(), self.domain.greatest());
        match () {
            () if high < low => Err(tr!("{who}: the low {} is above the high {}", write(low), write(high), who)),
            () if self.by_ratio && low <= 0.0 => Err(tr!("{who}: the low must be above 0", who)),
            () if low < least || greatest < high => {
                Err(tr!("{who}: it lies between {} and {}", write(least), write(greatest), who))
            }
            () => Ok(Some(Opinion { low, high })),
        }
    }

    fn who(&self, place: usize) -> String {
        // Whoever was just taken away is still told of in this pass.
        let name = self.rows.get(place).map_or("", |row| row.name.trim());
        if name.is_empty() { tr!("Person {}", place + 1) } else { name.to_owned() }
    }

    fn rows_ui(
        &mut self,
        ui: &mut Ui,
        opinions: &[Result<Option<Opinion>, String>],
        said: &[(usize, Opinion)],
        pooled: Option<&PooledOpinions>,
    ) {
        let scale = OpinionScale::around(said, self.by_ratio);
        let mut gone = None;
        Grid::new("opinions").num_columns(5).spacing(vec2(8.0, 6.0)).show(ui, |ui| {
            for (place, row) in self.rows.iter_mut().enumerate() {
                let number = place + 1;
                let mut field = |text: &mut String, hint: &str, width: f32| {
                    let response = ui.add_sized(vec2(width, 26.0), TextEdit::singleline(text).hint_text(hint));
                    let name = tr!("{hint}, person {number}", hint, number);
                    response.widget_info(|| WidgetInfo::labeled(Role::TextInput, true, &name));
                };
                field(&mut row.name, tr!("Name"), 130.0);
                field(&mut row.low, tr!("Low"), 76.0);
                field(&mut row.high, tr!("High"), 76.0);
                let opinion = opinions[place].as_ref().ok().copied().flatten();
                interval_ui(ui, scale, opinion.map(|opinion| (opinion.low, opinion.high)), pooled);
                if icon_button(ui, icon::REMOVE, &tr!("Remove person {number}", number)).clicked() {
                    gone = Some(place);
                }
                ui.end_row();
            }
        });
        if let Some(place) = gone {
            self.rows.remove(place);
        }
    }

    fn pooled_ui(&self, ui: &mut Ui, said: &[(usize, Opinion)], pooled: &PooledOpinions) {
        let write = |value: f64| self.name.full(&self.money, value);
        let from_to = |low, high| crate::format::interval([low, high], write);
        let people = if said.len() == 1 { tr!("1 person").to_owned() } else { tr!("{} people", said.len()) };
        let text = tr!("Pooled from {people}: 8 in 10 futures {}", from_to(pooled.low, pooled.high), people);
        ui.label(RichText::new(text).font(semibold_font(14.0)));
        if let Estimate::Pert { low, likely, high } = pooled.estimate {
            let points = [low, likely, high].map(write).join(" – ");
            ui.add(
                Label::new(tr!(
                    "Written as three points, of which the outer two are hardly ever reached: {points}",
                    points
                ))
                .wrap(),
            );
        }
        let sentence = match pooled.agreement {
            Agreement::Shared(..) if said.len() == 1 => return,
            Agreement::Shared(low, high) => tr!("All of them could live with {}", from_to(low, high)),
            Agreement::Apart(lowest, highest) => {
                let of = |place: usize| {
                    let (row, opinion) = said[place];
                    format!("{} ({})", self.who(row), from_to(opinion.low, opinion.high))
                };
                tr!("They overlap little: talk about it. {} and {} have nothing in common", of(lowest), of(highest))
            }
        };
        ui.add(Label::new(sentence).wrap());
    }
}

/// From where to where the intervals are drawn.
#[derive(Clone, Copy)]
struct OpinionScale {
    low: f64,
    high: f64,
    by_ratio: bool,
}

impl OpinionScale {
    fn around(said: &[(usize, Opinion)], by_ratio: bool) -> Self {
        let ends = said.iter().map(|(_, opinion)| (opinion.low, opinion.high));
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), (low, high)| (a.min(low), b.max(high)));
        Self { low, high, by_ratio }
    }

    fn place(self, value: f64) -> f32 {
        let measure = |value: f64| if self.by_ratio { value.ln() } else { value };
        let share = (measure(value) - measure(self.low)) / (measure(self.high) - measure(self.low));
        if share.is_finite() { share.clamp(0.0, 1.0) as f32 } else { 0.5 }
    }
}

/// One person's interval as a bar over the pooled one.
fn interval_ui(ui: &mut Ui, scale: OpinionScale, interval: Option<(f64, f64)>, pooled: Option<&PooledOpinions>) {
    let tokens = Tokens::of(ui.ctx());
    let (rect, _) = ui.allocate_exact_size(vec2(150.0, 26.0), Sense::hover());
    let inner = rect.shrink2(vec2(4.0, 0.0));
    let x = |value: f64| egui::lerp(inner.left()..=inner.right(), scale.place(value));
    let bar = |low: f64, high: f64, half: f32, color| {
        let (from, to) = (x(low), x(high).max(x(low) + 3.0));
        let bar = Rect::from_min_max(pos2(from, inner.center().y - half), pos2(to, inner.center().y + half));
        ui.painter().rect_filled(bar, 2.0, color);
    };
    if let Some(pooled) = pooled {
        bar(pooled.low, pooled.high, 13.0, tokens.focus.gamma_multiply(0.18));
    }
    if let Some((low, high)) = interval {
        bar(low, high, 3.5, tokens.text);
    }
}
