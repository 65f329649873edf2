//! What models charge and the plan leaves out.

use super::{Finding, RuleContext};
use crate::economics::PromptLength;
use crate::format;
use crate::language::tr;
use crate::reference::Catalogue;
use crate::scenario::{Model, Pricing, path};

/// A prompt this near to where a model gets dearer may cross it: calls differ.
const NEAR: f64 = 0.8;

/// A step counts something that a model has no price for (model, section 3).
pub(super) fn meter_without_price(context: &RuleContext<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for step in &context.scenario.workload.steps {
        for (meter, units) in step.meters.iter().filter(|(_, units)| 0.0 < units.base()) {
            let has_price = |model: &&Model| match &model.pricing {
                Pricing::Tokens { meters, .. } => meters.contains_key(meter),
                Pricing::SelfHosted { .. } | Pricing::Provisioned { .. } => false,
            };
            for model in context.all_models_of(step).into_iter().filter(|model| !has_price(model)) {
                let sentence = tr!(
                    "{step} counts {units} of {meter} a call, and {model} has no price for it, so it costs nothing \
                     there: add the price to the model, or remove the meter",
                    step = step.name,
                    units = format::count(units.base()),
                    model = model.name,
                    meter
                );
                findings.push(Finding::problem(path::meter(&step.name, meter), sentence));
            }
        }
    }
    findings
}

/// Prompts reach where a model is known to get dearer, and the plan has one price for all.
pub(super) fn long_prompts_left_out(context: &RuleContext<'_>) -> Vec<Finding> {
    let lengths: Vec<Vec<PromptLength>> =
        (0..context.scenario.stages.len()).map(|stage| PromptLength::at_stage(context.plan, stage)).collect();
    let mut findings = Vec::new();
    for (place, step) in context.scenario.workload.steps.iter().enumerate() {
        let longest = lengths.iter().map(|steps| steps[place].whole).enumerate().max_by(|a, b| a.1.total_cmp(&b.1));
        let Some((stage, length)) = longest else { continue };
        for model in context.all_models_of(step) {
            let Pricing::Tokens { input, long: None, .. } = model.pricing else { continue };
            let Some(listed) = Catalogue::bundled().find(&model.name, &model.provider) else { continue };
            let Some(tier) = listed.tiers.first().filter(|tier| NEAR * tier.above as f64 <= length) else { continue };
            let sentence = tr!(
                "At {stage} a prompt of {step} has {tokens} tokens on average, and beyond {limit} tokens {model} \
                 charges ${dearer} a million in place of ${price}, which the plan leaves out: give the model its price \
                 of long prompts",
                stage = context.scenario.stages[stage].name,
                step = step.name,
                tokens = format::count(length),
                limit = format::count(tier.above as f64),
                model = model.name,
                dearer = format::plain(tier.price.input),
                price = format::plain(input)
            );
            let at = path::step(&step.name);
            let is_beyond = (tier.above as f64) < length;
            findings.push(if is_beyond { Finding::problem(at, sentence) } else { Finding::note(at, sentence) });
        }
    }
    findings
}
