//! `breakeven diff`: what makes one plan into another, and what that does to verdict, cost, value and chances, for a
//! terminal, a mail or a pull request.

use super::table::TextTable;
use crate::advice::{Warning, warnings_with_futures};
use crate::format::{self, Money};
use crate::language::{text, tr};
use crate::prose::{Difference, EIGHT_IN_TEN, Payback, PlanSummary, ResultsInput, changes, points};
use crate::uncertainty::Quantiles;

const LABEL_WIDTH: usize = 30;
const FIGURE_WIDTH: usize = 20;

/// Two plans side by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanDiff {
    /// What the plan is called now.
    pub name: String,
    /// What the two are called, the earlier one first.
    pub versions: [String; 2],
    /// What makes the earlier into the later, a sentence a lever; empty where they are the same plan.
    pub changes: Vec<String>,
    /// What they cost, bring and risk.
    pub figures: Vec<FigureDiff>,
    /// What there is to mind now and was not before, and what there no longer is: crossed kill criteria, warnings.
    pub events: Vec<String>,
}

/// One result of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FigureDiff {
    /// What it is.
    pub label: String,
    /// Of the earlier one and of the later one.
    pub figures: [String; 2],
    /// What became of it; empty where both cannot be compared.
    pub change: String,
    /// Whether it is the net present value.
    pub is_npv: bool,
}

impl PlanDiff {
    /// What makes `before` into `after`, which are called `versions`.
    pub fn between(before: ResultsInput<'_>, after: ResultsInput<'_>, versions: [String; 2]) -> Self {
        Self {
            name: after.scenario.name.clone(),
            versions,
            changes: changes(&before.scenario.plan_alone(), &after.scenario.plan_alone()),
            figures: figures([before, after]),
            events: events([before, after]),
        }
    }

    /// In a sentence: `From Viable to Marginal: NPV $40,000 → $31,000`.
    pub fn finding(&self) -> String {
        // The verdict stands first.
        let verdict = self.figures.first().map_or(String::new(), |verdict| match &verdict.figures {
            [before, after] if before == after => tr!("Still {after}", after),
            [before, after] => tr!("From {before} to {after}", before, after),
        });
        let npv = self.figures.iter().find(|figure| figure.is_npv);
        let npv = npv.map_or(String::new(), |npv| match &npv.figures {
            [before, after] if before == after => tr!("the same NPV, {after}", after),
            [before, after] => tr!("NPV {before} → {after}", before, after),
        });
        format!("{verdict}: {npv}")
    }

    /// For a terminal.
    pub fn text(&self) -> String {
        let mut table = TextTable::default();
        table.title(&self.name);
        table.line(&self.finding());
        let row = |label: &str, [before, after]: &[String; 2], change: &str| {
            let row = format!("{label:<LABEL_WIDTH$}{before:>FIGURE_WIDTH$}{after:>FIGURE_WIDTH$}  {change}");
            row.trim_end().to_owned()
        };
        table.title("What it does");
        table.line(&row("", &self.versions.clone().map(|name| shortened(&name)), ""));
        for FigureDiff { label, figures, change, .. } in &self.figures {
            table.line(&row(label, figures, change));
        }
        self.events.iter().for_each(|event| table.line(event));
        table.title("What changed");
        if self.changes.is_empty() {
            table.line("nothing: both are the same plan");
        }
        self.changes.iter().for_each(|change| table.line(change));
        table.text
    }

    /// For a pull request or a mail, as Markdown. What people wrote cannot become markup, a link or a mention.
    pub fn markdown(&self) -> String {
        let [before, after] = self.versions.each_ref().map(|name| markdown_text(name));
        let mut lines = vec![
            format!("## {}", markdown_text(&self.name)),
            String::new(),
            format!("**{}**", markdown_text(&self.finding())),
            String::new(),
            format!("| | {before} | {after} | {} |", tr!("change")),
            "|:--|--:|--:|:--|".to_owned(),
        ];
        for FigureDiff { label, figures, change, .. } in &self.figures {
            let cells = [label, &figures[0], &figures[1], change].map(|cell| markdown_text(cell));
            lines.push(format!("| {} |", cells.join(" | ")));
        }
        let list = |title: &str, entries: &[String]| {
            let entries = entries.iter().map(|entry| format!("- {}", markdown_text(entry)));
            [String::new(), format!("### {title}"), String::new()].into_iter().chain(entries).collect::<Vec<_>>()
        };
        if !self.events.is_empty() {
            lines.extend(list(tr!("To mind"), &self.events));
        }
        let nothing = [tr!("nothing: both are the same plan").to_owned()];
        lines.extend(list(tr!("What changed"), if self.changes.is_empty() { &nothing } else { &self.changes }));
        lines.join("\n") + "\n"
    }
}

/// A name that fits over its column.
fn shortened(name: &str) -> String {
    let most = FIGURE_WIDTH - 2;
    match name.chars().count() {
        count if count <= most => name.to_owned(),
        count => std::iter::once('…').chain(name.chars().skip(count - most + 1)).collect(),
    }
}

fn figures(versions: [ResultsInput<'_>; 2]) -> Vec<FigureDiff> {
    let summaries = versions.map(|ResultsInput { scenario, plan, results, uncertainty, .. }| {
        PlanSummary::of(scenario, plan, results, uncertainty)
    });
    let [before, after] = &summaries;
    let monies = summaries.each_ref().map(|summary| Money::new(&summary.currency));
    let is_comparable = before.currency == after.currency;
    let plain = |label: &str, [before, after]: [String; 2]| FigureDiff {
        label: label.to_owned(),
        change: String::new(),
        figures: [before, after],
        is_npv: false,
    };
    let amount = |label: &str, [before, after]: [Option<f64>; 2]| {
        let write = |money: &Money, amount: Option<f64>| {
            amount.filter(|amount| amount.is_finite()).map_or("–".to_owned(), |amount| money.full(amount))
        };
        let change = match [before, after] {
            [Some(before), Some(after)] if is_comparable && before.is_finite() && after.is_finite() => {
                let money = &monies[1];
                Difference::between(after, before, |amount| money.full(amount), |by| money.change(by)).in_words()
            }
            _ => String::new(),
        };
        let figures = [write(&monies[0], before), write(&monies[1], after)];
        FigureDiff { label: label.to_owned(), figures, change, is_npv: false }
    };
    let chance = |label: &str, [before, after]: [f64; 2]| FigureDiff {
        label: label.to_owned(),
        figures: [before, after].map(format::chance),
        change: points(after, before).unwrap_or_else(|| tr!("the same").to_owned()),
        is_npv: false,
    };
    let of = |figure: fn(&PlanSummary) -> Option<f64>| [figure(before), figure(after)];
    let range = |label: &str, quantiles: [&Quantiles; 2]| {
        let ends = [0, 1].map(|place| {
            let Quantiles { p10, p90, .. } = quantiles[place];
            format::interval([*p10, *p90], |amount| monies[place].short(amount))
        });
        plain(label, ends)
    };
    let target = |place: usize| &versions[place].results.stages[versions[place].plan.target].planned;
    let verdicts = [before, after].map(|summary| summary.verdict.name().to_owned());
    let npv = match [before.months, after.months] {
        [before, after] if before == after => tr!("NPV over {after} months", after),
        [before, after] => tr!("NPV over {before} → {after} months", before, after),
    };
    let paybacks = versions.map(|version| match Payback::of(version.plan, version.results) {
        Payback::In(months) => tr!("{} months", format::decimals(months, 1)),
        Payback::NotWithin(months) => tr!("not within {months}", months),
    });
    let indented = format!("  {}", text(EIGHT_IN_TEN));
    let mut rows = vec![plain(tr!("Verdict"), verdicts)];
    if before.stage != after.stage {
        rows.push(plain(tr!("Target stage"), [before.stage.clone(), after.stage.clone()]));
    }
    rows.extend([
        amount(tr!("Cost a month"), of(|summary| Some(summary.cost))),
        range(&indented, versions.map(|version| &version.uncertainty.outlook.cost)),
        amount(tr!("Value a month"), [Some(target(0).value), Some(target(1).value)]),
        amount(tr!("Net a month"), of(|summary| Some(summary.net))),
        amount(tr!("Cost per outcome"), of(|summary| summary.cost_per_outcome)),
        amount(tr!("Value per outcome"), of(|summary| summary.value_per_outcome)),
        chance(tr!("Chance that a month pays"), [before.pays, after.pays]),
        FigureDiff { is_npv: true, ..amount(&npv, of(|summary| Some(summary.npv))) },
        range(&indented, versions.map(|version| &version.uncertainty.cash.npv_quantiles)),
        chance(tr!("Chance of an NPV above 0"), versions.map(|version| version.uncertainty.cash.npv_positive.share)),
        plain(tr!("Payback"), paybacks),
        amount(tr!("Most that is tied up"), of(|summary| Some(summary.cash_at_risk))),
        plain(
            tr!("Cost from the first stage"),
            of(|summary| summary.multiple).map(|multiple| multiple.map_or("–".to_owned(), format::factor)),
        ),
    ]);
    rows
}

/// What there is to mind of the later plan that was not of the earlier one, and the other way round.
fn events(versions: [ResultsInput<'_>; 2]) -> Vec<String> {
    let [before, after] = versions.map(|ResultsInput { scenario, plan, results, uncertainty, .. }| {
        warnings_with_futures(scenario, plan, results, uncertainty)
    });
    // By what they are about: their figures are other ones in every plan.
    let news = |of: &[Warning], others: &[Warning], sign: &str| {
        let is_new =
            |warning: &&Warning| !others.iter().any(|other| (other.rule, &other.at) == (warning.rule, &warning.at));
        of.iter().filter(is_new).map(|warning| format!("{sign}: {}", warning.sentence)).collect::<Vec<_>>()
    };
    [news(&after, &before, tr!("New")), news(&before, &after, tr!("No longer"))].concat()
}

/// Text that stays text in Markdown, on one line.
fn markdown_text(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '|' | '~' => written.extend(['\\', letter]),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '&' => written.push_str("&amp;"),
            '@' => written.push_str("&#64;"),
            letter if letter.is_control() => written.push(' '),
            letter => written.push(letter),
        }
    }
    // No link either.
    written.replace("://", ":&#47;/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::{Plan, Results};
    use crate::reference::PRESETS;
    use crate::scenario::Scenario;
    use crate::uncertainty::Simulation;

    fn difference(before: &Scenario, after: &Scenario) -> PlanDiff {
        let [before, after] = [before, after].map(|scenario| {
            let plan = Plan::new(scenario).unwrap();
            let (results, uncertainty) = Simulation::new(500, 1).with_results(&plan);
            (scenario, plan, results, uncertainty)
        });
        let inputs = [&before, &after]
            .map(|(scenario, plan, results, uncertainty)| ResultsInput::of(scenario, plan, results, uncertainty));
        PlanDiff::between(inputs[0], inputs[1], ["main", "branch"].map(str::to_owned))
    }

    fn figure<'a>(diff: &'a PlanDiff, label: &str) -> &'a FigureDiff {
        diff.figures.iter().find(|figure| figure.label == label).unwrap()
    }

    #[test]
    fn a_cheaper_plan_says_what_it_saves() {
        let before = PRESETS[0].scenario();
        let mut after = before.clone();
        for card in &mut after.components {
            card.enabled = false;
        }
        let diff = difference(&before, &after);
        let [old, new] = [&before, &after].map(|scenario| {
            let plan = Plan::new(scenario).unwrap();
            Results::of(&plan).stages[plan.target].planned.cost
        });
        let money = Money::new("USD");
        let cost = figure(&diff, "Cost a month");
        assert_eq!(cost.figures, [money.full(old), money.full(new)]);
        assert!(cost.change.starts_with(&money.change(new - old)), "{}", cost.change);
        assert_eq!(diff.changes, changes(&before.plan_alone(), &after.plan_alone()));
        assert!(diff.events.iter().any(|event| event.starts_with("New: ")), "what is missing is minded");
        let back = difference(&after, &before);
        assert_eq!(
            back.events.iter().filter(|event| event.starts_with("No longer: ")).count(),
            diff.events.iter().filter(|event| event.starts_with("New: ")).count()
        );
    }

    #[test]
    fn one_plan_twice_is_the_same() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let diff = difference(&scenario, &scenario);
            assert!(diff.changes.is_empty() && diff.events.is_empty());
            assert!(diff.figures.iter().all(|figure| figure.figures[0] == figure.figures[1]));
            let is_quiet = |figure: &&FigureDiff| ["", "the same"].contains(&figure.change.as_str());
            assert!(diff.figures.iter().all(|figure| is_quiet(&figure)), "{}", preset.key);
            assert!(diff.text().contains("nothing: both are the same plan"));
            assert!(diff.finding().starts_with("Still "));
        }
    }

    #[test]
    fn amounts_of_two_currencies_are_told_side_by_side() {
        let before = PRESETS[0].scenario();
        let mut after = before.clone();
        after.currency = "EUR".to_owned();
        let diff = difference(&before, &after);
        let cost = figure(&diff, "Cost a month");
        assert!(cost.change.is_empty() && cost.figures[0].starts_with('$') && !cost.figures[1].starts_with('$'));
    }

    #[test]
    fn what_people_wrote_is_no_markup() {
        let mut before = PRESETS[0].scenario();
        before.components[0].name = "old | name".to_owned();
        let mut after = before.clone();
        after.name = "*bold* <script>alert(1)</script> @everyone # heading".to_owned();
        after.components[0].name = "[a link](https://example.org) `code` | cell".to_owned();
        let written = difference(&before, &after).markdown();
        for bad in ["<script", "@everyone", "https://", " `code`"] {
            assert!(!written.contains(bad), "{bad} in\n{written}");
        }
        assert!(written.contains("\\[a link\\](https:&#47;/example.org)"), "no link: {written}");
        let rows = written.lines().filter(|line| line.starts_with('|'));
        assert!(rows.map(|row| row.replace("\\|", "").matches('|').count()).all(|count| count == 5), "{written}");
    }
}
