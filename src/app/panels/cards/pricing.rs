//! How a model is paid for: by the token, by machines of one's own, or by units of throughput.

use egui::{RichText, Ui};
use indexmap::IndexMap;

use super::meters::{MeterRename, meters_ui};
use crate::app::widgets::{Fields, check_box_ui, fold_ui, number_ui, row, tell, whole_number_ui};
use crate::glossary::Term;
use crate::language::{text, tr, tr_noop};
use crate::paint::theme::{Tokens, semibold_font};
use crate::scenario::{Domain, LongPrices, Pricing};

/// The fold of what few models have.
const MORE: &str = tr_noop!("More prices");
/// The most units that can be asked for.
const MOST_UNITS: u32 = 1_000_000;

/// The ways to pay.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    ByToken,
    SelfHosted,
    Provisioned,
}

impl Way {
    const ALL: [(Self, &str); 3] = [
        (Self::ByToken, tr_noop!("by the token")),
        (Self::SelfHosted, tr_noop!("self-hosted")),
        (Self::Provisioned, tr_noop!("provisioned")),
    ];

    fn of(pricing: &Pricing) -> Self {
        match pricing {
            Pricing::Tokens { .. } => Self::ByToken,
            Pricing::SelfHosted { .. } => Self::SelfHosted,
            Pricing::Provisioned { .. } => Self::Provisioned,
        }
    }

    /// Something to begin with.
    fn typical(self) -> Pricing {
        match self {
            Self::ByToken => Pricing::by_token(1.0, 5.0, 0.5),
            Self::SelfHosted => Pricing::SelfHosted {
                gpu_hour: 2.5,
                gpus_per_replica: 1.0,
                prefill: 8000.0,
                decode: 400.0,
                target_utilization: 0.6,
                min_replicas: 1,
                idle: 1.0,
            },
            Self::Provisioned => Pricing::Provisioned {
                unit_hour: 1.0,
                tokens_per_minute: 3000.0,
                output_weight: 4.0,
                larger: false,
                increment: 5,
                min_units: 15,
            },
        }
    }

    fn unit(self) -> &'static str {
        match self {
            Self::ByToken => tr!("in US dollars, per million tokens"),
            Self::SelfHosted => tr!("in US dollars, per hour and second"),
            Self::Provisioned => tr!("in US dollars, per unit and hour"),
        }
    }
}

/// The price of the model with a key, edited in place; what meters were renamed is added to `renamed`.
pub fn pricing_ui(ui: &mut Ui, fields: Fields<'_>, key: &str, pricing: &mut Pricing, renamed: &mut Vec<MeterRename>) {
    let before = Way::of(pricing);
    let mut way = before;
    ui.horizontal_wrapped(|ui| {
        for (choice, name) in Way::ALL {
            tell(ui.selectable_value(&mut way, choice, text(name)), Term::of_label(name));
        }
    });
    if way != before {
        *pricing = way.typical();
    }
    ui.label(RichText::new(way.unit()).font(semibold_font(11.5)).color(Tokens::of(ui.ctx()).muted));
    let prices = Prices { fields, key };
    match pricing {
        Pricing::Tokens {
            input,
            output,
            cache_read,
            cache_write,
            batch_discount,
            cache_write_long,
            cache_min,
            long,
            multiplier,
            meters,
        } => {
            prices.number(ui, tr_noop!("input"), "input", input, Domain::NonNegative);
            prices.number(ui, tr_noop!("output"), "output", output, Domain::NonNegative);
            prices.own(ui, tr_noop!("cache read"), "cache_read", cache_read, *input);
            prices.own(ui, tr_noop!("cache write"), "cache_write", cache_write, *input);
            prices.number(ui, tr_noop!("batch discount, share"), "batch_discount", batch_discount, Domain::Share);
            let usual = cache_write.unwrap_or(*input);
            let rare = Rare { cache_write_long, cache_min, long, multiplier, meters };
            fold_ui(ui, text(MORE), rare.is_something(), |ui| {
                prices.rare_ui(ui, rare, [*input, *output, usual], renamed);
            });
        }
        Pricing::SelfHosted { gpu_hour, gpus_per_replica, prefill, decode, target_utilization, min_replicas, idle } => {
            prices.number(ui, tr_noop!("a GPU, an hour"), "gpu_hour", gpu_hour, Domain::NonNegative);
            prices.number(ui, tr_noop!("GPUs a replica"), "gpus_per_replica", gpus_per_replica, Domain::NonNegative);
            prices.number(ui, tr_noop!("reads, tokens a second"), "prefill", prefill, Domain::Positive);
            prices.number(ui, tr_noop!("writes, tokens a second"), "decode", decode, Domain::Positive);
            prices.number(ui, tr_noop!("busy at peak, share"), "target_utilization", target_utilization, Domain::Share);
            row(ui, tr!("replicas at least"), |ui| whole_number_ui(ui, min_replicas, [0, 10_000]));
            fold_ui(ui, text(MORE), *idle != 1.0, |ui| {
                prices.number(ui, tr_noop!("idle hours paid, share"), "idle", idle, Domain::Share);
            });
        }
        Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger, increment, min_units } => {
            prices.number(ui, tr_noop!("a unit, an hour"), "unit_hour", unit_hour, Domain::NonNegative);
            let served = tr_noop!("a unit serves, tokens a minute");
            prices.number(ui, served, "tokens_per_minute", tokens_per_minute, Domain::Positive);
            let weight = tr_noop!("a written token counts as");
            prices.number(ui, weight, "output_weight", output_weight, Domain::NonNegative);
            row(ui, tr!("sized by"), |ui| {
                // From right to left.
                for (choice, name) in [(true, tr_noop!("the larger")), (false, tr_noop!("their sum"))] {
                    tell(ui.selectable_value(larger, choice, text(name)), Term::of_label(name));
                }
            });
            prices.whole(ui, tr_noop!("units by"), "increment", increment);
            prices.whole(ui, tr_noop!("units at least"), "min_units", min_units);
        }
    }
}

/// What few models by the token have.
struct Rare<'a> {
    cache_write_long: &'a mut Option<f64>,
    cache_min: &'a mut f64,
    long: &'a mut Option<LongPrices>,
    multiplier: &'a mut f64,
    meters: &'a mut IndexMap<String, f64>,
}

impl Rare<'_> {
    /// Whether any of it changes a bill.
    fn is_something(&self) -> bool {
        let has_price = self.cache_write_long.is_some() || self.long.is_some() || !self.meters.is_empty();
        has_price || *self.cache_min != 0.0 || *self.multiplier != 1.0
    }
}

/// Fields of one model's price.
struct Prices<'a> {
    fields: Fields<'a>,
    key: &'a str,
}

impl Prices<'_> {
    fn problem(&self, ui: &mut Ui, field: &str) {
        self.fields.problem_ui(ui, &format!("models[\"{}\"].pricing.{field}", self.key));
    }

    fn number(&self, ui: &mut Ui, label: &'static str, field: &str, value: &mut f64, domain: Domain) {
        row(ui, text(label), |ui| number_ui(ui, value, domain));
        self.problem(ui, field);
    }

    fn whole(&self, ui: &mut Ui, label: &'static str, field: &str, value: &mut u32) {
        row(ui, text(label), |ui| whole_number_ui(ui, value, [1, MOST_UNITS]));
        self.problem(ui, field);
    }

    /// A price that a model need not have; `usual` is what is paid without it.
    fn own(&self, ui: &mut Ui, label: &'static str, field: &str, price: &mut Option<f64>, usual: f64) {
        let mut has_price = price.is_some();
        ui.horizontal(|ui| {
            let own = check_box_ui(ui, &mut has_price, tr!("{label} has its own price", label = text(label)));
            if tell(own, Term::of_label(label)).changed() {
                *price = has_price.then_some(usual);
            }
        });
        if let Some(price) = price {
            self.number(ui, label, field, price, Domain::NonNegative);
        }
    }

    /// `[input, output, write]` are the prices of short prompts.
    fn rare_ui(&self, ui: &mut Ui, rare: Rare<'_>, [input, output, write]: [f64; 3], renamed: &mut Vec<MeterRename>) {
        self.own(ui, tr_noop!("write for an hour"), "cache_write_long", rare.cache_write_long, write);
        self.number(ui, tr_noop!("least cached prefix, tokens"), "cache_min", rare.cache_min, Domain::NonNegative);
        let mut has_long = rare.long.is_some();
        let label = tr_noop!("long prompts cost more");
        if tell(check_box_ui(ui, &mut has_long, text(label)), Term::of_label(label)).changed() {
            // What most providers ask who have such prices: twice as much for input, half as much again for output.
            *rare.long = has_long.then_some(LongPrices {
                above: 200_000.0,
                input: Some(2.0 * input),
                output: Some(1.5 * output),
                cache_read: None,
                cache_write: None,
            });
        }
        if let Some(long) = rare.long {
            self.number(ui, tr_noop!("longer than, tokens"), "long.above", &mut long.above, Domain::Positive);
            self.own(ui, tr_noop!("long input"), "long.input", &mut long.input, input);
            self.own(ui, tr_noop!("long output"), "long.output", &mut long.output, output);
            let long_input = long.input.unwrap_or(input);
            self.own(ui, tr_noop!("long cache read"), "long.cache_read", &mut long.cache_read, long_input);
            self.own(ui, tr_noop!("long cache write"), "long.cache_write", &mut long.cache_write, long_input);
        }
        self.number(ui, tr_noop!("region, residency, times"), "multiplier", rare.multiplier, Domain::NonNegative);
        meters_ui(ui, self.fields, self.key, rare.meters, renamed);
    }
}
