//! A plan in sentences, to be read aloud: what it costs, why, what it is worth, how sure that is, what would change the
//! verdict, and what to do. Its figures and most of its sentences are those of charts, headlines and the report.

use crate::charts::{ChartKind, what_must_change};
use crate::economics::Verdict;
use crate::format::{self, Money};
use crate::language::{in_sentence, tr};
use crate::prose::{
    BreakEven, EvidenceSummary, Payback, ResultsInput, above_zero, actions_in_words, article, capitalised,
    choice_clause, confidence_line, meaning, month_pays, more_at_risk, price_dates, range_and_median, ratio_clause,
    recommendation,
};

/// So many estimates are named that would change the answer.
const MOST_CHANGES: usize = 3;

/// A question that somebody asks of a plan, and the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// As it is asked: `What does it cost?`
    pub question: &'static str,
    /// In whole sentences.
    pub sentences: Vec<String>,
}

/// All of them, in the order in which they are asked.
pub fn passages(input: ResultsInput<'_>) -> Vec<Passage> {
    let told = Told { input, money: Money::new(&input.scenario.currency) };
    let answers = [
        (tr!("What does it cost?"), told.cost()),
        (tr!("Why that much?"), told.causes()),
        (tr!("What is it worth?"), told.worth()),
        (tr!("How sure is that?"), told.sureness()),
        (tr!("What would change the answer?"), told.changes()),
        (tr!("What is to be done?"), told.advice()),
    ];
    let passage = |(question, sentences): (_, Vec<String>)| Passage {
        question,
        sentences: sentences.iter().map(|sentence| ended(sentence)).collect(),
    };
    answers.into_iter().map(passage).filter(|passage| !passage.sentences.is_empty()).collect()
}

/// Under the name of the plan, each question on a line of its own, its answer below.
pub fn as_text(name: &str, passages: &[Passage]) -> String {
    let answered = |passage: &Passage| format!("\n{}\n{}\n", passage.question, passage.sentences.join(" "));
    format!("{name}\n{}", passages.iter().map(answered).collect::<String>())
}

/// With a capital and a full stop.
fn ended(sentence: &str) -> String {
    let sentence = capitalised(sentence.trim());
    if sentence.ends_with(['.', '?', '!']) { sentence } else { format!("{sentence}.") }
}

/// What is told of.
struct Told<'a> {
    input: ResultsInput<'a>,
    money: Money,
}

impl Told<'_> {
    fn stage(&self) -> &str {
        &self.input.scenario.stages[self.input.plan.target].name
    }

    /// What a chart finds, where it has anything to say.
    fn finding(&self, key: ChartKind) -> Option<String> {
        key.has_finding(self.input.scenario).then(|| key.chart(self.input).head.title)
    }

    fn cost(&self) -> Vec<String> {
        let ResultsInput { scenario, plan, results, uncertainty, .. } = self.input;
        let (money, month) = (&self.money, &results.stages[plan.target].planned);
        let outcome = in_sentence(&scenario.outcome.name);
        let each = month
            .cost_per_outcome()
            .map_or(String::new(), |cost| tr!(": {} for each {outcome}", money.full(cost), outcome));
        let requests = format::count(month.volume);
        let stage = self.stage();
        let mut said = vec![tr!(
            "{a} {stage} month costs {} for {requests} requests, everything included{each}",
            money.full(month.cost),
            stage,
            requests,
            each,
            a = article(stage)
        )];
        let cost = &uncertainty.outlook.cost;
        said.extend((money.full(cost.p10) != money.full(cost.p90)).then(|| range_and_median(cost, money, tr!("cost"))));
        said.extend(self.finding(ChartKind::Multiple));
        said
    }

    fn causes(&self) -> Vec<String> {
        [ChartKind::NotTokens, ChartKind::Savings].into_iter().filter_map(|key| self.finding(key)).collect()
    }

    fn worth(&self) -> Vec<String> {
        let ResultsInput { scenario, plan, results, uncertainty, .. } = self.input;
        let (money, month) = (&self.money, &results.stages[plan.target].planned);
        let each = month
            .value_per_outcome()
            .map(|value| tr!("Each {} is worth {}", in_sentence(&scenario.outcome.name), money.full(value)));
        let net = match month.net {
            net if format::is_nothing(net) => tr!("a month neither brings nor loses anything").to_owned(),
            net if net < 0.0 => tr!("a month loses {}", money.full(-net)),
            net => tr!("{} are left of a month", money.full(net)),
        };
        let months = plan.horizon_months;
        let npv = tr!(
            "it {}, and over {months} months it is worth {} (net present value)",
            Payback::of(plan, results).in_words(),
            money.full(results.months.npv),
            months
        );
        let mut said: Vec<String> = each.into_iter().collect();
        said.extend([format!("{}; {net}", ratio_clause(plan, results)), npv]);
        said.extend(more_at_risk(results, &uncertainty.cash, money));
        said.extend(choice_clause(scenario, results, money));
        said
    }

    fn sureness(&self) -> Vec<String> {
        let ResultsInput { scenario, uncertainty, .. } = self.input;
        let outlook = &uncertainty.outlook;
        let mut said = vec![
            tr!("{}, and NPV is {}", month_pays(outlook.pays.share), above_zero(&uncertainty.cash.npv_positive)),
            tr!("The single numbers hold: {}", confidence_line(outlook)),
        ];
        said.extend(actions_in_words(scenario, &uncertainty.pilot.actions));
        said.extend(self.finding(ChartKind::Sensitivity));
        let prices = price_dates(scenario);
        let prices = if prices.is_empty() { String::new() } else { format!("; {prices}") };
        said.push(tr!("All of it rests on {}{prices}", EvidenceSummary::of(scenario).sentence(), prices));
        said
    }

    fn changes(&self) -> Vec<String> {
        let ResultsInput { scenario, plan, results, uncertainty, .. } = self.input;
        let requirements = uncertainty.what_must_be_true(plan);
        let mut said: Vec<String> =
            what_must_change(scenario, plan, results, requirements, MOST_CHANGES).into_iter().collect();
        said.extend(BreakEven::of(results).finding(plan, results, self.stage()));
        said.extend(self.finding(ChartKind::Floor));
        said
    }

    fn advice(&self) -> Vec<String> {
        let ResultsInput { scenario, plan, results, uncertainty, .. } = self.input;
        let mut said = vec![recommendation(scenario, plan, results, uncertainty)];
        if results.verdict != Verdict::Viable {
            said.push(meaning(plan, results, &self.money).sentence);
        }
        let decided = scenario.decisions.iter().map(|decision| match decision.owner.trim() {
            "" => tr!("Decided: {}", decision.decision),
            owner => tr!("Decided: {} ({owner})", decision.decision.trim_end_matches('.'), owner),
        });
        said.extend(decided);
        said
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::economics::Plan;
    use crate::reference::PRESETS;
    use crate::uncertainty::Simulation;

    #[test]
    fn every_preset_is_told_in_whole_sentences() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            let (results, uncertainty) = Simulation::new(200, 1).with_results(&plan);
            let told = passages(ResultsInput::of(&scenario, &plan, &results, &uncertainty));
            let questions: Vec<&str> = told.iter().map(|passage| passage.question).collect();
            assert_eq!(questions.len(), 6, "{}: {questions:?}", scenario.name);
            for sentence in told.iter().flat_map(|passage| &passage.sentences) {
                let first = sentence.chars().next().unwrap();
                assert!(!first.is_lowercase() && sentence.ends_with(['.', '?', '!']), "{sentence}");
                assert!(![" .", "..", "  ", "–;", "NaN", "inf"].iter().any(|bad| sentence.contains(bad)), "{sentence}");
            }
            let text = as_text(&scenario.name, &told);
            let target = &results.stages[plan.target].planned;
            assert!(text.contains(&Money::new(&scenario.currency).full(target.cost)), "{text}");
        }
    }
}
