//! The right side: the stage in focus, its volume, and one block per strategy.

use egui::{Button, RichText, Ui};

use super::computed::{Computed, StageBill, Valid};
use super::view::{View, VolumeHelper};
use super::widgets::{EstimateField, Fields, Slider, Track, icon, number_ui, row, switch_ui};
use crate::charts::figures::Money;
use crate::charts::{Ink, figures, in_sentence};
use crate::files::published;
use crate::paint::theme::{Tokens, bold_font, regular_font, semibold_font};
use crate::scenario::{Domain, Estimate, Scenario, Strategy, StrategyKind, StrategyTag, path};

/// The levers of a scenario.
pub fn levers_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed, view: &mut View) {
    stages_ui(ui, scenario, view);
    if view.focus < scenario.stages.len() {
        volume_ui(ui, scenario, computed, view);
    }
    ui.add_space(6.0);
    strategies_ui(ui, scenario, computed, view);
}

fn stages_ui(ui: &mut Ui, scenario: &Scenario, view: &mut View) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 2.0;
        ui.spacing_mut().button_padding.x = 6.0;
        for (index, stage) in scenario.stages.iter().enumerate() {
            let name = RichText::new(&stage.name);
            let response = ui.add(Button::selectable(view.focus == index, name)).on_hover_text("The stage in focus");
            if response.clicked() {
                view.focus = index;
            }
        }
    });
}

/// The volume of the stage in focus: its track ends at the neighbouring stages.
fn volume_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed, view: &mut View) {
    let tokens = Tokens::of(ui.ctx());
    let before = view.focus.checked_sub(1).map(|index| &scenario.stages[index]);
    let after = scenario.stages.get(view.focus + 1);
    let stage = &scenario.stages[view.focus];
    let base = stage.requests.base();
    let usable = |value: f64| Some(value).filter(|value| value.is_finite() && Domain::SMALLEST < *value);
    // A little inside, for stages must grow.
    let low = before.and_then(|stage| usable(stage.requests.base())).map(|least| least * 1.001);
    let high = after.and_then(|stage| usable(stage.requests.base())).map(|most| most * 0.999);
    let decades = |exponent: f64| 10f64.powf((base.log10() + exponent).round()).clamp(1e-3, Domain::LARGEST);
    let ends = [
        before.map_or_else(String::new, |stage| stage.name.clone()),
        after.map_or_else(String::new, |stage| stage.name.clone()),
    ];
    let limits = (low.unwrap_or_else(|| decades(-2.0)), high.unwrap_or_else(|| decades(2.0)));
    let id = ui.scope_id().with(("volume", view.focus));
    let dragging = ui.ctx().dragged_id().is_some();
    let held = ui.data(|data| data.get_temp::<(f64, f64)>(id)).filter(|_| dragging);
    let (low, high) = held.unwrap_or(limits);

    let estimate = &mut scenario.stages[view.focus].requests;
    ui.add_space(2.0);
    ui.horizontal(|ui| {
        let label = ui.label(RichText::new("requests a month").color(tokens.muted));
        ui.label_inputs_by(label.id, |ui| {
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let mut value = base;
                ui.style_mut().override_font_id = Some(bold_font(15.0));
                if number_ui(ui, &mut value, Domain::Positive).changed() {
                    *estimate = estimate.with_base(value);
                }
            });
        });
    });
    let spread = estimate.is_uncertain().then(|| (estimate.low(), estimate.high()));
    let mut value = base;
    if 0.0 < low && low < high {
        let slider = Slider::new("Requests a month", Track::logarithmic(low..=high)).spread(spread);
        let response = slider.show(ui, &mut value).on_hover_text(volume_hint(&ends));
        if response.changed() {
            *estimate = estimate.with_base(value);
        }
        if response.dragged() {
            ui.data_mut(|data| data.insert_temp(id, (low, high)));
        }
    }
    let end = |name: &str, value: f64| format!("{name} {}", figures::short_count(value)).trim_start().to_owned();
    let middle = spread.map(|(low, high)| format!("{} – {}", figures::short_count(low), figures::short_count(high)));
    let response = line_ui(ui, [&end(&ends[0], low), middle.as_deref().unwrap_or_default(), &end(&ends[1], high)]);
    if let Some(middle) = middle {
        response.on_hover_text(format!("8 in 10 futures: {middle}"));
    }
    helper_ui(ui, estimate, &mut view.volume_helper);
    let stage_path = path::stage(&scenario.stages[view.focus].name);
    let fields = Fields { problems: &computed.problems, bases: &scenario.bases };
    fields.problem_ui(ui, &format!("{stage_path}.requests"));
}

/// Three small texts on one line: left, middle, right.
fn line_ui(ui: &mut Ui, [left, middle, right]: [&str; 3]) -> egui::Response {
    let tokens = Tokens::of(ui.ctx());
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 15.0), egui::Sense::hover());
    let [left, middle, right] = [left, middle, right]
        .map(|text| ui.painter().layout_no_wrap(text.to_owned(), regular_font(11.5), tokens.muted));
    // In the middle of the line where it fits, else in the middle of what the others leave, else nowhere.
    let (from, to) = (rect.left() + left.size().x + 8.0, rect.right() - right.size().x - 8.0);
    let half = middle.size().x / 2.0;
    let center = (from + half <= to - half).then(|| rect.center().x.clamp(from + half, to - half));
    let middle = center.map(|center| (center - half, middle));
    for (x, galley) in [(rect.left(), left), (rect.right() - right.size().x, right)].into_iter().chain(middle) {
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(x, y), galley, tokens.muted);
    }
    response
}

fn volume_hint(ends: &[String; 2]) -> String {
    match (ends[0].is_empty(), ends[1].is_empty()) {
        (true, true) => "Drag, or type the number".to_owned(),
        (false, true) => format!("Stages must grow: the track begins at {}", ends[0]),
        (true, false) => format!("Stages must grow: the track ends at {}", ends[1]),
        (false, false) => format!("Stages must grow: the track runs from {} to {}", ends[0], ends[1]),
    }
}

/// Puts a volume together from people × uses a day × days.
fn helper_ui(ui: &mut Ui, requests: &mut Estimate, helper: &mut Option<VolumeHelper>) {
    let tokens = Tokens::of(ui.ctx());
    let title = RichText::new(format!("{} from people × uses × days", icon::PEOPLE)).small().color(tokens.muted);
    let response = ui.add(Button::new(title).frame_when_inactive(false));
    if response.clicked() {
        *helper = match helper {
            Some(_) => None,
            None => {
                let (uses_a_day, days) = (5.0, 21.0);
                Some(VolumeHelper { people: (requests.base() / uses_a_day / days).round().max(1.0), uses_a_day, days })
            }
        };
        return;
    }
    let Some(helper) = helper else { return };
    let mut changed = false;
    for (label, value) in [
        ("people", &mut helper.people),
        ("uses each a day", &mut helper.uses_a_day),
        ("days a month", &mut helper.days),
    ] {
        changed |= row(ui, label, |ui| number_ui(ui, value, Domain::NonNegative)).changed();
    }
    let volume = helper.people * helper.uses_a_day * helper.days;
    if changed && 0.0 < volume {
        *requests = requests.with_base(volume);
    }
}

fn strategies_ui(ui: &mut Ui, scenario: &mut Scenario, computed: &Computed, view: &mut View) {
    let tokens = Tokens::of(ui.ctx());
    let valid = computed.valid.as_ref();
    let bill = valid.and_then(|valid| valid.stages.get(view.focus));
    let money = Money::new(&scenario.currency);
    ui.horizontal(|ui| {
        ui.label(RichText::new("Strategies").font(semibold_font(13.5)));
        let saved: f64 =
            bill.map_or(0.0, |bill| bill.contributions.iter().map(|contribution| contribution.share).sum());
        if let Some(valid) = valid.filter(|_| saved != 0.0) {
            let stage = &valid.scenario.stages[view.focus.min(valid.scenario.stages.len() - 1)].name;
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let text = RichText::new(format!("{} a month", money.full(-saved))).font(semibold_font(13.0));
                ui.label(text.color(saving_color(tokens, saved))).on_hover_text(format!(
                    "What the strategies that are on take off the bill at {stage}, after what they cost themselves"
                ));
            });
        }
    });
    let mut removed = None;
    let mut strategies = std::mem::take(&mut scenario.strategies);
    for (place, strategy) in strategies.iter_mut().enumerate() {
        ui.add(egui::Separator::default().spacing(3.0));
        ui.push_id(("strategy", place), |ui| {
            let lever = Lever { place, bill, valid, money: &money };
            if lever.show(ui, scenario, strategy, computed, view) {
                removed = Some(place);
            }
        });
    }
    scenario.strategies = strategies;
    if let Some(place) = removed {
        let strategy = scenario.strategies.remove(place);
        scenario.forget_paths(&path::strategy(strategy.kind.tag()));
        view.open_strategy = None;
    }
    missing_ui(ui, scenario);
}

fn saving_color(tokens: &Tokens, saving: f64) -> egui::Color32 {
    if saving < 0.0 { tokens.problem } else { tokens.ink(Ink::Value) }
}

/// One strategy's block.
struct Lever<'a> {
    place: usize,
    bill: Option<&'a StageBill>,
    valid: Option<&'a Valid>,
    money: &'a Money,
}

impl Lever<'_> {
    /// Returns whether the strategy is to be removed.
    fn show(
        &self,
        ui: &mut Ui,
        scenario: &Scenario,
        strategy: &mut Strategy,
        computed: &Computed,
        view: &mut View,
    ) -> bool {
        let tokens = Tokens::of(ui.ctx());
        let tag = strategy.kind.tag();
        let is_open = view.open_strategy == Some(self.place);
        ui.spacing_mut().item_spacing.y = 1.0;
        ui.spacing_mut().interact_size.y = 18.0;
        ui.spacing_mut().button_padding.y = 1.0;
        ui.horizontal(|ui| {
            switch_ui(ui, &mut strategy.enabled, tag.name());
            let color = if strategy.enabled { tokens.text } else { tokens.muted };
            let name = Button::new(RichText::new(tag.name()).font(semibold_font(13.0)).color(color))
                .frame_when_inactive(false);
            ui.spacing_mut().button_padding.x = 2.0;
            if ui.add(name).on_hover_text("Open its details").clicked() {
                view.open_strategy = if is_open { None } else { Some(self.place) };
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let (text, color) = self.saving(tokens, strategy, view.focus);
                ui.label(RichText::new(text).font(semibold_font(13.0)).color(color));
            });
        });
        self.slider_ui(ui, strategy);
        self.detail_ui(ui, scenario, strategy);
        let fields = Fields { problems: &computed.problems, bases: &scenario.bases };
        let prefix = path::strategy(tag);
        fields.problem_ui(ui, &prefix);
        let details_ui = |ui: &mut Ui, strategy: &mut Strategy| details_ui(ui, scenario, strategy, fields);
        is_open && details_ui(ui, strategy)
    }

    /// What it saves here: its Shapley share, so that the shares add up.
    fn saving(&self, tokens: &Tokens, strategy: &Strategy, focus: usize) -> (String, egui::Color32) {
        if !strategy.enabled {
            return ("off".to_owned(), tokens.muted);
        }
        if focus < strategy.from_stage {
            return ("not yet".to_owned(), tokens.muted);
        }
        match self.bill.and_then(|bill| bill.contributions.get(self.place)) {
            Some(contribution) => (self.money.full(-contribution.share), saving_color(tokens, contribution.share)),
            None => (String::new(), tokens.muted),
        }
    }

    fn slider_ui(&self, ui: &mut Ui, strategy: &mut Strategy) {
        let tag = strategy.kind.tag();
        let active = strategy.enabled;
        let mut numbers = strategy.kind.estimates_mut();
        let Some(lead) = numbers.first_mut() else { return };
        let mut value = lead.base();
        let track = match tag {
            StrategyTag::ContinuousBatching => Track::linear(1.0..=(lead.high() * 1.25).max(4.0)),
            _ => Track::linear(0.0..=1.0),
        };
        let claim = published(tag);
        let reset = self.valid.and_then(|valid| valid.scenario.strategies.get(self.place)).map(|_| middle(lead));
        let response = Slider::new(tag.name(), track)
            .spread(lead.is_uncertain().then(|| (lead.low(), lead.high())))
            .published(claim.and_then(|claim| claim.band))
            .reset(reset)
            .active(active)
            .show(ui, &mut value);
        if response.changed() {
            **lead = lead.with_likely(value);
        }
        if let Some(claim) = claim {
            response.on_hover_text(format!("{}\n{}, {}\n{}", claim.headline, claim.source, claim.date, claim.url));
        }
    }

    fn detail_ui(&self, ui: &mut Ui, scenario: &Scenario, strategy: &Strategy) {
        let tokens = Tokens::of(ui.ctx());
        let tag = strategy.kind.tag();
        let outside = outside_published(strategy);
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let small = |text: &str| RichText::new(text).small().color(tokens.muted);
            let (figure, rest) = describe(scenario, &strategy.kind);
            ui.label(RichText::new(figure).font(semibold_font(11.5)));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let alone = self.bill.and_then(|bill| bill.alone.get(self.place)).copied();
                let claim = published(tag).map(|claim| claim.headline.clone());
                let text = match (strategy.enabled, alone, claim) {
                    (true, Some(alone), _) => format!("alone {}", self.money.full(-alone)),
                    (_, _, Some(claim)) => claim,
                    _ => String::new(),
                };
                ui.label(small(&text))
                    .on_hover_text("What it would save if it were the only one; such figures do not add up");
                ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                    ui.add(egui::Label::new(small(&rest)).truncate());
                });
            });
        });
        if let Some(note) = outside {
            ui.add(egui::Label::new(RichText::new(note).small().color(tokens.problem)).wrap());
        }
    }
}

/// Where a double click goes: the middle of what is believed.
fn middle(estimate: &Estimate) -> f64 {
    match *estimate {
        Estimate::Pert { low, high, .. } => f64::midpoint(low, high),
        _ => estimate.base(),
    }
}

/// A soft word where the value is outside what others have published.
fn outside_published(strategy: &Strategy) -> Option<String> {
    let claim = published(strategy.kind.tag())?;
    let (_, high) = claim.band?;
    let (_, lead, _) = strategy.kind.estimates().into_iter().next()?;
    (strategy.enabled && high < lead.base()).then(|| format!("above what is published: {}", claim.source))
}

/// The lead figure and what it is a figure of.
fn describe(scenario: &Scenario, kind: &StrategyKind) -> (String, String) {
    let percent = |estimate: &Estimate| figures::percent(estimate.base());
    match kind {
        StrategyKind::SemanticCaching { hit_rate, eligible, .. } => {
            (percent(hit_rate), format!("hit rate, {} eligible", percent(eligible)))
        }
        StrategyKind::ModelRouting { share, to, .. } => {
            let name = scenario.models.get(to).map_or(to.as_str(), |model| model.name.as_str());
            (percent(share), format!("share to {name}"))
        }
        StrategyKind::PromptCompression { saving } => (percent(saving), "of prompt tokens".to_owned()),
        StrategyKind::RetrievalTrimming { saving } => (percent(saving), "of retrieved tokens".to_owned()),
        StrategyKind::OutputLimits { output, .. } => (percent(output), "of output tokens".to_owned()),
        StrategyKind::PrefixCaching { hit_rate } => (percent(hit_rate), "hit rate".to_owned()),
        StrategyKind::BatchProcessing { share } => (percent(share), "of requests can wait".to_owned()),
        StrategyKind::ContinuousBatching { throughput_gain } => {
            (figures::factor(throughput_gain.base()), "decode throughput".to_owned())
        }
    }
}

/// Every number of a strategy. Returns whether it is to be removed.
fn details_ui(ui: &mut Ui, scenario: &Scenario, strategy: &mut Strategy, fields: Fields<'_>) -> bool {
    let prefix = path::strategy(strategy.kind.tag());
    ui.spacing_mut().item_spacing.y = 4.0;
    ui.spacing_mut().interact_size.y = 22.0;
    row(ui, "from", |ui| super::cards::stage_choice_ui(ui, scenario, "from", &mut strategy.from_stage));
    fields.problem_ui(ui, &format!("{prefix}.from_stage"));
    if let StrategyKind::ModelRouting { to, .. } = &mut strategy.kind {
        row(ui, "easy calls go to", |ui| super::cards::model_choice_ui(ui, scenario, "easy calls go to", to));
        fields.problem_ui(ui, &format!("{prefix}.to"));
    }
    let names: Vec<(&'static str, Domain)> =
        strategy.kind.estimates().into_iter().map(|(name, _, domain)| (name, domain)).collect();
    for ((name, domain), estimate) in names.into_iter().zip(strategy.kind.estimates_mut()) {
        let label = field_label(name);
        EstimateField { label, path: format!("{prefix}.{name}"), domain }.show(ui, fields, estimate);
    }
    let common = [
        ("setup_cost", &mut strategy.setup_cost, Domain::NonNegative),
        ("monthly_cost", &mut strategy.monthly_cost, Domain::NonNegative),
        ("quality_loss", &mut strategy.quality_loss, Domain::Share),
    ];
    for (name, estimate, domain) in common {
        EstimateField { label: field_label(name), path: format!("{prefix}.{name}"), domain }.show(ui, fields, estimate);
    }
    let remove = format!("{} Remove {}", icon::REMOVE, in_sentence(strategy.kind.tag().name()));
    let response = ui.add(Button::new(RichText::new(remove).small()));
    let name = format!("Remove {}", strategy.kind.tag().name());
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    response.clicked()
}

fn field_label(name: &str) -> &'static str {
    match name {
        "hit_rate" => "hit rate",
        "eligible" => "share of requests eligible",
        "wrong_hit_rate" => "share of hits that are wrong",
        "lookup_cost" => "money per look-up",
        "share" => "share",
        "escalation" => "share that comes back",
        "router_cost" => "money per routed call",
        "saving" => "share of tokens saved",
        "output" => "share of output saved",
        "reasoning" => "share of reasoning saved",
        "throughput_gain" => "throughput, times today’s",
        "setup_cost" => "set-up, once",
        "monthly_cost" => "money a month",
        "quality_loss" => "share of outcomes lost",
        _ => "value",
    }
}

/// Buttons for the kinds that are not listed yet.
fn missing_ui(ui: &mut Ui, scenario: &mut Scenario) {
    let listed: Vec<StrategyTag> = scenario.strategies.iter().map(|strategy| strategy.kind.tag()).collect();
    let missing: Vec<StrategyTag> = StrategyTag::ALL.into_iter().filter(|tag| !listed.contains(tag)).collect();
    if missing.is_empty() {
        return;
    }
    ui.separator();
    let button = Button::new(format!("{} Add strategy", icon::ADD));
    egui::containers::menu::MenuButton::from_button(button).ui(ui, |ui| {
        for tag in missing {
            if ui.button(tag.name()).clicked() {
                let model = scenario.models.keys().last().cloned().unwrap_or_default();
                scenario.strategies.push(Strategy::typical(tag, &model, scenario.plan.target_stage));
                ui.close();
            }
        }
    });
}
