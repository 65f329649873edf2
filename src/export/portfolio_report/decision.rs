//! The decision: which use cases are funded, for how much, when, and how likely that pays.

use crate::export::portfolio_charts::portfolio_funding;
use crate::export::report::{Grid, ReportBlock, ReportColumn, ReportHeadline};
use crate::format::{self, Money};
use crate::language::{text, tr};
use crate::portfolio::{EvaluatedPortfolio, FundedUseCases, JointFutures};
use crate::prose::{
    EIGHT_IN_TEN, capitalised, eight_in_ten, funding_error_in_words, funding_in_words, portfolio_month,
    portfolio_month_in_sentence,
};
use crate::uncertainty::Quantiles;

/// The first page.
pub fn decision(evaluation: &EvaluatedPortfolio) -> Vec<ReportBlock> {
    let mut blocks = vec![ReportBlock::Lead(funding_in_words(evaluation))];
    blocks.push(ReportBlock::Figures(headlines(evaluation)));
    if let Ok(choice) = &evaluation.choice
        && let Some(joint) = &choice.joint
    {
        blocks.push(ReportBlock::Subheading(tr!("What is funded").to_owned()));
        blocks.push(ReportBlock::Table(funded(evaluation, choice, joint)));
        blocks.push(ReportBlock::Chart(Box::new(portfolio_funding(evaluation))));
    }
    blocks.push(ReportBlock::Paragraph(how_to_read(evaluation)));
    blocks.push(ReportBlock::Contents);
    blocks
}

fn headlines(evaluation: &EvaluatedPortfolio) -> Vec<ReportHeadline> {
    let portfolio = &evaluation.portfolio;
    let money = Money::new(&portfolio.currency);
    let full = |amount: f64| money.full(amount);
    let headline = |label: &str, figure: String, details: &[String]| {
        ReportHeadline::new(label, figure, details.iter().cloned().map(Some))
    };
    let all = evaluation.use_cases.len();
    let never = match evaluation.use_cases.iter().filter(|use_case| !use_case.never_build.is_empty()).count() {
        0 => tr!("none is ruled out").to_owned(),
        never => tr!("{never} never to be built", never),
    };
    let within = portfolio.budget.map_or(tr!("no budget").to_owned(), |budget| tr!("within {}", full(budget)));
    let choice = match &evaluation.choice {
        Ok(choice) => choice,
        Err(error) => {
            let why = funding_error_in_words(evaluation, error);
            return vec![headline(tr!("Use cases funded"), tr!("Not possible").to_owned(), &[why, never])];
        }
    };
    let funded =
        headline(tr!("Use cases funded"), tr!("{} of {all}", choice.funded.chosen.len(), all), &[within, never]);
    let Some(joint) = &choice.joint else { return vec![funded] };
    let range = |quantiles: &Quantiles| eight_in_ten([quantiles.p10, quantiles.p90], full);
    let bound = if choice.funded.is_exact() {
        tr!("no other choice is worth more").to_owned()
    } else {
        tr!("no other choice is worth more than {}", full(choice.funded.bound))
    };
    let exceeds = match (joint.exceeds_budget, portfolio.budget) {
        (Some(chance), Some(budget)) => headline(
            tr!("Chance of exceeding the budget"),
            format::chance(chance.share),
            &[
                tr!("of {} at any time", full(budget)),
                tr!("what is funded keeps to it in the mean of the futures").to_owned(),
            ],
        ),
        _ => headline(tr!("Budget"), tr!("None").to_owned(), &[tr!("whatever is worth it is funded").to_owned()]),
    };
    vec![
        funded,
        headline(tr!("Worth on average, NPV"), full(choice.funded.npv), &[range(&joint.npv_quantiles), bound]),
        headline(
            tr!("Tied up at most, in the mean of the futures"),
            full(choice.funded.peak_funding),
            &[tr!("in each future’s own worst month, {}", range(&joint.peak_funding))],
        ),
        exceeds,
        headline(
            tr!("Chance that all of it together pays"),
            format::chance(joint.pays.share),
            &[tr!("NPV above 0 in as many futures").to_owned()],
        ),
        when(evaluation, joint),
    ]
}

/// When it begins, when most is tied up, and when all of it is back.
fn when(evaluation: &EvaluatedPortfolio, joint: &JointFutures) -> ReportHeadline {
    let portfolio = &evaluation.portfolio;
    let month = |month: u32| portfolio_month_in_sentence(portfolio, month);
    let deepest =
        joint.cash.iter().filter(|month| month.mean < 0.0).min_by(|one, other| one.mean.total_cmp(&other.mean));
    let back = match joint.cash.iter().rposition(|month| month.mean < 0.0) {
        None => tr!("never short of money in the mean of the futures").to_owned(),
        Some(last) => match joint.cash.get(last + 1) {
            Some(then) => tr!("all of it back in {}", month(then.month)),
            None => tr!("not all of it back within the horizon").to_owned(),
        },
    };
    let most = deepest.map(|deepest| tr!("most is tied up in {}", month(deepest.month)));
    let (label, figure) = match portfolio.first_day(0) {
        Some(_) => (tr!("Begins"), portfolio_month(portfolio, 0)),
        None => (tr!("Begins"), capitalised(tr!("open"))),
    };
    let detail = most.into_iter().chain([back]).collect::<Vec<_>>().join(" · ");
    ReportHeadline { label: label.to_owned(), figure, detail }
}

/// What is funded, and all of it together.
fn funded(evaluation: &EvaluatedPortfolio, choice: &FundedUseCases, joint: &JointFutures) -> Grid {
    let money = Money::new(&evaluation.portfolio.currency);
    let full = |amount: f64| money.full(amount);
    let range = |quantiles: &Quantiles| format::interval([quantiles.p10, quantiles.p90], full);
    let month = |month: u32| portfolio_month(&evaluation.portfolio, month);
    let places = evaluation.ranking().into_iter().filter(|place| choice.funded.chosen.contains(place));
    // Most portfolios begin with all of their use cases, and say once when.
    let begins_later = |place: &usize| 0 < evaluation.use_cases[*place].plan.stages[0].month;
    let says_begin = choice.funded.chosen.iter().any(begins_later);
    let row = |place: usize| {
        let use_case = &evaluation.use_cases[place];
        let stages = &use_case.plan.stages;
        vec![
            evaluation.name(place).to_owned(),
            month(stages[0].month),
            month(stages[use_case.plan.target].month),
            full(use_case.mean_npv()),
            range(&Quantiles::of(&use_case.npv)),
            full(use_case.results.months.cash_at_risk * use_case.rate),
        ]
    };
    let mut rows: Vec<Vec<String>> = places.map(row).collect();
    if 1 < rows.len() {
        let [first, target] = [String::new(), String::new()];
        let (npv, peak) = (full(choice.funded.npv), full(choice.funded.peak_funding));
        rows.insert(0, vec![tr!("Together").to_owned(), first, target, npv, range(&joint.npv_quantiles), peak]);
    }
    let mut columns = vec![
        ReportColumn::text(tr!("Use case"), 2.3),
        ReportColumn::text(tr!("Begins"), 1.25),
        ReportColumn::text(tr!("At its target"), 1.25),
        ReportColumn::figure(tr!("Mean NPV"), 1.25),
        ReportColumn::figure(text(EIGHT_IN_TEN), 2.4),
        ReportColumn::figure(tr!("Peak funding"), 1.2),
    ];
    if !says_begin {
        columns.remove(1);
        rows.iter_mut().for_each(|row| _ = row.remove(1));
    }
    Grid { rows, columns }
}

fn how_to_read(evaluation: &EvaluatedPortfolio) -> String {
    let mut said = tr!(
        "Ranges say where 8 in 10 of {} futures lie, in which all use cases have the same exchange rates and price trends. \
         Peak funding is the most that is out of pocket at once",
        format::count(evaluation.options.count as f64)
    );
    if 1 < evaluation.funded().len() {
        said.push_str(tr!("; together it is the peak of the sum, not the sum of the peaks"));
    }
    if !evaluation.portfolio.shared_setup.is_empty() {
        said.push_str(tr!(", and a set-up that several share is paid once"));
    }
    said.push('.');
    said
}
