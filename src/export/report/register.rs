//! Every assumption with its basis and source, the models with their prices, and how the figures come about.

use super::{Grid, ReportBlock, ReportColumn, or_dash};
use crate::advice::StartingPoint;
use crate::day::local_day;
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::prose::{ResultKind, ResultsInput, capitalised, explain, kind_in_words, listed, name_of, outdated};
use crate::scenario::{Basis, Pricing, Scenario};

/// All of it.
pub fn register(input: ResultsInput<'_>) -> Vec<ReportBlock> {
    let mut blocks = vec![ReportBlock::Heading(tr!("Every assumption").to_owned())];
    let start = StartingPoint::of(&input.scenario.bases);
    blocks.extend(start.map(|start| ReportBlock::Paragraph(borrowed(input, start))));
    blocks.push(ReportBlock::Table(assumptions(input, start)));
    blocks.extend(switched_off(input.scenario).map(ReportBlock::Paragraph));
    let models = models(input);
    if !models.rows.is_empty() {
        blocks.extend([ReportBlock::Heading(tr!("Models and their prices").to_owned()), ReportBlock::Table(models)]);
    }
    blocks.push(ReportBlock::Heading(tr!("How the figures come about").to_owned()));
    blocks.push(ReportBlock::Points(HOW.map(|told| text(told).to_owned()).to_vec()));
    let target = input.plan.target;
    let all = [
        ResultKind::Cost.at_stage(target),
        ResultKind::Value.at_stage(target),
        ResultKind::CostPerOutcome.at_stage(target),
        ResultKind::Multiple.at_stage(target),
    ];
    for figure in all {
        if let Some(told) = explain(input.scenario, input.plan, &input.uncertainty.distributions, figure) {
            blocks.push(ReportBlock::Subheading(told.title.clone()));
            let lines: Vec<String> = told.formulas.iter().cloned().chain(told.moved_most()).collect();
            blocks.push(ReportBlock::Paragraph(lines.join("\n")));
        }
    }
    blocks
}

/// The model in short; sections 4 to 10.
const HOW: [&str; 9] = [
    tr_noop!(
        "Stages say how requests, context, calls, retries and peaks grow. A card is on the bill from its stage on, so the \
         cost steps where a stage begins."
    ),
    tr_noop!(
        "Requests that no cache answers reach a model. Each call has prompt, retrieved and history tokens and an answer; \
         strategies change the tokens and calls that they touch, never the total."
    ),
    tr_noop!(
        "Tokens are priced by model, self-hosted models by whole replicas sized for the peak, and every other line by what \
         drives it: months, requests, outcomes, retrievals, tokens or peak load."
    ),
    tr_noop!(
        "Outcomes are requests answered without a wrong cached answer, times the success rate. Value is outcomes times what \
         one is worth times the share that becomes money, less the cost of harmful answers. Net is value less cost."
    ),
    tr_noop!(
        "The floor is the best net that the listed strategies can reach, at their favourable bounds; its cost may lie above \
         the plan’s. Viable means that value clears the hurdle and pays for the building, Marginal that it covers the running \
         cost, Fixable that it does at the floor, Too small that it would at a greater volume, Broken that it does at none."
    ),
    tr_noop!(
        "What a strategy saves is its Shapley value: its share of what all of them save together, so the shares add up."
    ),
    tr_noop!(
        "Cash is value less cost less what is paid once, month by month; NPV discounts it, and payback is the first month \
         from which what has come in stays above what has gone out."
    ),
    tr_noop!(
        "Every estimate with a range is drawn anew in each future, at the requests of the stage. Single figures stand at the \
         middle of each range."
    ),
    tr_noop!(
        "Sensitivity moves one estimate at a time over 8 in 10 of its futures. What must be true is the value of one estimate \
         at which a month breaks even while all others stay."
    ),
];

/// Whose the sources are that came with the example.
fn borrowed(input: ResultsInput<'_>, start: &StartingPoint) -> String {
    let given = input.scenario.bases.iter().filter(|(path, basis)| start.gave(path, basis)).count();
    let of_all = match input.scenario.bases.len() {
        all if all == given => tr!("The sources below").to_owned(),
        all => tr!("{given} of the {all} sources below", given, all),
    };
    tr!(
        "{of_all} came with the starting point “{}” and speak of that example, until somebody replaces them.",
        start.name,
        of_all
    )
}

/// The cards that are off, whose numbers are not listed.
fn switched_off(scenario: &Scenario) -> Option<String> {
    let off: Vec<String> =
        scenario.components.iter().filter(|card| !card.enabled).map(|card| card.name.clone()).collect();
    (!off.is_empty()).then(|| tr!("Switched off, so not listed: {}.", listed(&off, off.len())))
}

/// Over what stands on no card, no stage and no strategy.
const AS_A_WHOLE: &str = tr_noop!("The use case as a whole");

fn assumptions(input: ResultsInput<'_>, start: Option<&StartingPoint>) -> Grid {
    let money = Money::new(&input.scenario.currency);
    let mut rows = Vec::new();
    let mut group = None;
    for field in input.scenario.fields().into_iter().filter(|field| input.scenario.takes_part(&field.path)) {
        let name = name_of(input.scenario, &field.path);
        let over = name.of.clone().unwrap_or_else(|| text(AS_A_WHOLE).to_owned());
        if group.as_ref() != Some(&over) {
            rows.push(vec![over.clone()]);
            group = Some(over);
        }
        let value = |value: f64| name.full(&money, value);
        let range = if field.estimate.is_uncertain() {
            format::interval([field.estimate.low(), field.estimate.high()], value)
        } else {
            tr!("exact").to_owned()
        };
        let basis = input.scenario.bases.get(&field.path);
        rows.push(vec![
            capitalised(&name.what),
            value(field.estimate.base()),
            range,
            basis.map_or("–".to_owned(), |basis| kind_in_words(basis, field.estimate)),
            basis.map_or("–".to_owned(), |basis| {
                let was = outdated(basis, field.estimate).map(|was| name.estimate(&money, was));
                let is_given = start.is_some_and(|start| start.gave(&field.path, basis));
                source(basis, was, is_given)
            }),
        ]);
    }
    Grid {
        rows,
        columns: vec![
            ReportColumn::text(tr!("Assumption"), 2.25),
            ReportColumn::figure(tr!("of an assumption"; "Value"), 1.15),
            ReportColumn::figure(tr!("Low to high"), 1.55),
            ReportColumn::text(tr!("Basis"), 1.15),
            ReportColumn::text(tr!("Source and date"), 3.4),
        ],
    }
}

/// What somebody relies on and since when, for which number where it is another one now, and below it where to read that.
fn source(basis: &Basis, was: Option<String>, is_given: bool) -> String {
    let filled = |parts: [&str; 2], between: &str| {
        let parts: Vec<&str> = parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).collect();
        parts.join(between)
    };
    let said = filled([&basis.source, &local_day(&basis.date)], ", ");
    let said = was.map_or(said.clone(), |was| filled([&tr!("was: {said}", said), &tr!("for {was}", was)], ", "));
    let said = filled([&said, if is_given { tr!("from the starting point") } else { "" }], " · ");
    or_dash(&filled([&said, &basis.url], "\n"))
}

fn models(input: ResultsInput<'_>) -> Grid {
    let dollars = Money::new("USD");
    let rows = input.scenario.models.values().map(|model| {
        let price = price(&model.pricing, &dollars);
        vec![model.name.clone(), or_dash(&model.provider), price, or_dash(&local_day(&model.as_of))]
    });
    Grid {
        rows: rows.collect(),
        columns: vec![
            ReportColumn::text(tr!("Model"), 2.0),
            ReportColumn::text(tr!("Provider"), 1.2),
            ReportColumn::text(tr!("Price in US dollars"), 3.2),
            ReportColumn::text(tr!("Read on"), 1.0),
        ],
    }
}

/// What a model charges, and how; of what is neutral, nothing.
fn price(pricing: &Pricing, dollars: &Money) -> String {
    let mut said = Vec::new();
    match pricing {
        Pricing::Tokens {
            input, output, cache_read, cache_write_long, cache_min, long, multiplier, meters, ..
        } => {
            let cached = cache_read.map_or(String::new(), |price| tr!(", {} read from cache", dollars.price(price)));
            let (input, output) = (dollars.price(*input), dollars.price(*output));
            said.push(tr!("{input} in, {output} out a million tokens{cached}", input, output, cached));
            said.extend(cache_write_long.map(|price| tr!("{} written to be kept for an hour", dollars.price(price))));
            said.extend(
                (0.0 < *cache_min).then(|| tr!("prefixes are cached from {} tokens", format::count(*cache_min))),
            );
            said.extend(long.map(|long| {
                let prices =
                    [(long.input, tr!("in")), (long.output, tr!("out")), (long.cache_read, tr!("read from cache"))];
                let prices = prices.into_iter().chain([(long.cache_write, tr!("written to it"))]);
                let prices = prices.filter_map(|(price, what)| Some(format!("{} {what}", dollars.price(price?))));
                let above = format::count(long.above);
                tr!("prompts above {above} tokens: {}", prices.collect::<Vec<_>>().join(", "), above)
            }));
            said.extend((*multiplier != 1.0).then(|| tr!("all times {}", format::plain(*multiplier))));
            said.extend(meters.iter().map(|(name, price)| tr!("{name}: {} a unit", dollars.price(*price), name)));
        }
        Pricing::Provisioned { unit_hour, tokens_per_minute, output_weight, larger, increment, min_units } => {
            said.push(tr!("{} an hour of a unit", dollars.price(*unit_hour)));
            let rule = if *larger { tr!(", whichever is more, read or written") } else { "" };
            said.push(tr!("a unit serves {} tokens a minute{rule}", format::count(*tokens_per_minute), rule));
            said.push(tr!("a written token counts as {}", format::plain(*output_weight)));
            said.extend((1 < *increment).then(|| tr!("bought by {increment}", increment)));
            said.extend((1 < *min_units).then(|| tr!("at least {min_units}", min_units)));
        }
        Pricing::SelfHosted { gpu_hour, gpus_per_replica, idle, .. } => {
            let gpus = format::count(*gpus_per_replica);
            said.push(tr!("{} a GPU hour, {gpus} GPUs a replica", dollars.price(*gpu_hour), gpus));
            said.extend((*idle != 1.0).then(|| tr!("{} of idle hours are paid", format::percent(*idle))));
        }
    }
    said.join("; ")
}
