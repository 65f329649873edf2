//! The tornado: which estimate swings a month at the target most, and what knowing it would be worth.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, RowLine, even_steps};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::economics::{Choice, Plan, Results};
use crate::format::{Money, is_nothing};
use crate::language::tr;
use crate::prose::{EstimateName, ResultKind, actions_in_words, article, name_of};
use crate::scenario::Scenario;
use crate::uncertainty::{Swing, ValueOfInformation};

/// The most estimates that get a bar of their own.
const MOST_ROWS: usize = 12;
/// Break-even is drawn where it lies no further off than this many times what the bars span.
const NEAR: f64 = 0.75;

/// How far each uncertain estimate swings net at the target, the widest of `swings` first.
pub fn sensitivity_chart(
    scenario: &Scenario,
    plan: &Plan,
    results: &Results,
    swings: &[Swing],
    worth: Option<&ValueOfInformation>,
) -> Chart {
    let stage = &scenario.stages[plan.target].name;
    let context = SensitivityContext {
        scenario,
        plan,
        worth,
        money: Money::new(&scenario.currency),
        net: results.stages[plan.target].planned.net,
        month: tr!("{stage} month", stage),
        stage,
    };
    let title = context.title(swings.first());
    let rows: Vec<Row> = swings.iter().take(MOST_ROWS).map(|swing| context.row(swing)).collect();
    let axis = context.axis(&swings[..rows.len()]);
    let notes = context.notes(swings, &axis);
    let mut said: Vec<String> = rows.iter().take(5).map(|row| row.sentence.clone()).collect();
    said.extend(notes.iter().cloned());
    Chart {
        head: ChartHead {
            key: ChartKind::Sensitivity.into(),
            summary: format!("{title}. {}.", said.join(". ")),
            title,
            subtitle: tr!(
                "net a month in {}, each estimate alone from its low to its high: 8 in 10 futures lie between",
                scenario.currency
            ),
            table: context.table(swings),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: if worth.is_some() { vec![tr!("worth measuring").to_owned()] } else { Vec::new() },
            omitted: (0..=rows.len()).map(|shown| context.omitted(swings, shown)).collect(),
            axis,
            rows,
            notes,
        }),
    }
}

struct SensitivityContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    worth: Option<&'a ValueOfInformation>,
    money: Money,
    /// With every estimate at its base value.
    net: f64,
    month: String,
    stage: &'a str,
}

impl SensitivityContext<'_> {
    fn name(&self, swing: &Swing) -> EstimateName {
        name_of(self.scenario, &self.plan.inputs[swing.input.index()].path)
    }

    fn title(&self, widest: Option<&Swing>) -> String {
        let Some(swing) = widest else {
            return tr!(
                "No estimate swings {article} {month}: every number that moves it is taken as known",
                article = article(&self.month),
                month = self.month
            );
        };
        let name = self.name(swing);
        let (low, high) = ordered(swing.net);
        let range = tr!("{from} to {to}", from = self.money.change(low), to = self.money.change(high));
        let (is_plural, name) = (name.is_plural(), name.first_in_sentence_about(self.stage));
        let (article, month) = (article(&self.month), &self.month);
        match is_plural {
            true => tr!("{name} swing {article} {month} most: {range}", name, article, month, range),
            false => tr!("{name} swings {article} {month} most: {range}", name, article, month, range),
        }
    }

    /// `+$15k`, `−$521`: short, with its sign.
    fn short(&self, net: f64) -> String {
        if 0.0 < net { format!("+{}", self.money.short(net)) } else { self.money.short(net) }
    }

    fn row(&self, swing: &Swing) -> Row {
        let name = self.name(swing);
        let end = |index: usize| RowEnd {
            at: swing.net[index],
            value: name.short(&self.money, swing.range[index]),
            figure: self.short(swing.net[index]),
        };
        let mut ends = vec![end(0), end(1)];
        ends.sort_by(|left, right| left.at.total_cmp(&right.at));
        let bar = |net: f64| {
            let role = if self.net < net { ColorRole::Value } else { ColorRole::Loss };
            RowBar { from: self.net, to: net, role, is_outline: false }
        };
        let worth = self.worth_of(swing);
        let [low, high] = swing.range.map(|value| name.short(&self.money, value));
        let [at_low, at_high] = swing.net.map(|net| self.short(net));
        let pilot = worth.map_or(String::new(), |worth| tr!("; a pilot is worth {}", self.at_most(worth)));
        // The longer bar first: where both lie on one side, the shorter one stays visible.
        let mut bars = swing.net.map(bar).to_vec();
        bars.sort_by(|a, b| (b.to - b.from).abs().total_cmp(&(a.to - a.from).abs()));
        Row {
            path: self.plan.inputs[swing.input.index()].path.to_string(),
            sentence: tr!(
                "{} {low}–{high}: {at_low} to {at_high} a month{pilot}",
                name.label(),
                low,
                high,
                at_low,
                at_high,
                pilot
            ),
            name: name.label(),
            before: Vec::new(),
            explains: Some(ResultKind::Net.at_stage(self.plan.target)),
            ghost: None,
            share: None,
            band: None,
            bars,
            link: None,
            mark: None,
            ends,
            after: match (self.worth, worth) {
                (None, _) => Vec::new(),
                (_, Some(worth)) => vec![self.at_most(worth)],
                _ => vec!["–".to_owned()],
            },
        }
    }

    /// `at most $1,310`, `nothing`.
    fn at_most(&self, worth: f64) -> String {
        let said = self.money.or_nothing(worth);
        if is_nothing(worth) { said } else { tr!("at most {worth}", worth = said) }
    }

    fn worth_of(&self, swing: &Swing) -> Option<f64> {
        self.worth?.inputs.iter().find(|worth| worth.input == swing.input).map(|worth| worth.worth)
    }

    fn axis(&self, shown: &[Swing]) -> RowAxis {
        let ends = shown.iter().flat_map(|swing| swing.net).chain([self.net]);
        let (low, high) =
            ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), net| (low.min(net), high.max(net)));
        // A single value spans nothing; then anything does.
        let span = if low < high { high - low } else { self.net.abs().max(1.0) };
        let mut lines = vec![RowLine { at: self.net, label: tr!("planned {}", self.short(self.net)), is_solid: true }];
        let (mut low, mut high) = (low, high);
        if low - NEAR * span <= 0.0 && 0.0 <= high + NEAR * span {
            lines.push(RowLine { at: 0.0, label: tr!("breaks even").to_owned(), is_solid: false });
            (low, high) = (low.min(0.0), high.max(0.0));
        }
        if high <= low {
            (low, high) = (low - span / 2.0, high + span / 2.0);
        }
        lines.sort_by(|left, right| left.at.total_cmp(&right.at));
        let ticks = even_steps(low, high).map(|net| (net, self.money.short(net))).collect();
        let label = tr!("net a month, {}", self.scenario.currency);
        RowAxis { label, range: (low, high), ticks, lines }
    }

    fn omitted(&self, swings: &[Swing], shown: usize) -> String {
        match swings.get(shown) {
            None => String::new(),
            Some(next) => {
                let width = self.money.full(next.width());
                match swings.len() - shown {
                    1 => tr!("And 1 more, which swings it by {width}", width),
                    more => tr!("And {more} more, none of which swings it by more than {width}", more, width),
                }
            }
        }
    }

    fn notes(&self, swings: &[Swing], axis: &RowAxis) -> Vec<String> {
        let mut notes = Vec::new();
        if swings.is_empty() {
            notes.push(tr!("Give an estimate a low and a high, and what it swings is drawn here").to_owned());
        }
        let (low, high) = axis.range;
        if !swings.is_empty() && (0.0 < low || high < 0.0) {
            let note = match 0.0 < low {
                true => tr!(
                    "No estimate alone, within its range, makes it lose money: break-even lies outside this picture"
                ),
                false => tr!("No estimate alone, within its range, makes it pay: break-even lies outside this picture"),
            };
            notes.push(note.to_owned());
        }
        if let Some(worth) = self.worth {
            let full = |amount: f64| self.money.full(amount);
            let criteria = worth.expected_with_kill_criteria;
            let criteria = criteria
                .map_or(String::new(), |payoff| tr!(", or {} where it stops at the limits that say so", full(payoff)));
            let others = worth.actions.iter().filter_map(|outlook| match outlook.action {
                Choice::Alternative(place) => {
                    Some(tr!(", “{}” {}", self.scenario.alternatives[place].name, full(outlook.mean)))
                }
                Choice::Plan | Choice::Nothing => None,
            });
            let others: String = others.collect();
            notes.push(tr!(
                "Knowing everything before deciding is worth {}; on average, building it brings {}{criteria}{others}",
                self.at_most(worth.all),
                full(worth.expected),
                criteria,
                others
            ));
            notes.extend(actions_in_words(self.scenario, &worth.actions));
        }
        notes
    }

    fn table(&self, swings: &[Swing]) -> Table {
        let mut headings: Vec<String> =
            [tr!("Estimate"), tr!("Low"), tr!("High"), tr!("Net at low"), tr!("Net at high"), tr!("Swing")]
                .map(str::to_owned)
                .to_vec();
        headings.extend(self.worth.map(|_| tr!("Worth measuring, at most").to_owned()));
        let row = |swing: &Swing| {
            let name = self.name(swing);
            let amount = |amount| TableCell::amount(&self.money, amount);
            let mut cells = vec![name.label().into()];
            cells.extend(swing.range.map(|value| TableCell::number(name.full(&self.money, value), value)));
            cells.extend(swing.net.map(amount));
            cells.push(amount(swing.width()));
            cells.extend(self.worth.map(|_| match self.worth_of(swing) {
                Some(worth) => TableCell { text: self.money.or_nothing(worth), ..amount(worth) },
                None => TableCell::dash(),
            }));
            cells
        };
        Table { headings, rows: swings.iter().map(row).collect(), ..Table::default() }
    }
}

fn ordered([first, second]: [f64; 2]) -> (f64, f64) {
    (first.min(second), first.max(second))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, Preset};
    use crate::uncertainty::{ActionOutlook, Distribution, EstimateWorth, tornado};

    fn chart(scenario: &Scenario, worth: impl Fn(&[Swing]) -> Option<ValueOfInformation>) -> (ChartHead, BarChart) {
        let plan = Plan::new(scenario).unwrap();
        let distributions: Vec<_> =
            plan.inputs.iter().map(|field| Distribution::new(&field.estimate, field.domain)).collect();
        let swings = tornado(&plan, &distributions);
        let chart = sensitivity_chart(scenario, &plan, &Results::of(&plan), &swings, worth(&swings).as_ref());
        let Chart { head, body: ChartBody::Bars(bars) } = chart else { panic!("it has bars") };
        (head, bars)
    }

    /// As if somebody had computed it.
    fn made_up_worth(swings: &[Swing]) -> Option<ValueOfInformation> {
        let inputs = swings.iter().take(3).zip([4200.0, 1310.0, 260.0]);
        Some(ValueOfInformation {
            all: 9800.0,
            inputs: inputs.map(|(swing, worth)| EstimateWorth { input: swing.input, worth }).collect(),
            expected: 31_400.0,
            expected_with_kill_criteria: Some(38_900.0),
            actions: Vec::new(),
        })
    }

    #[test]
    fn titles_say_what_swings_most() {
        let cases = [
            ("support_assistant", "Requests swing a Production month most: −$1,015 to +$13,613"),
            ("coding_agent", "Value per merged change swings a Production month most: −$21,806 to +$194,996"),
            ("trap_950x", "No estimate swings a Production month: every number that moves it is taken as known"),
        ];
        for (preset, title) in cases {
            assert_eq!(chart(&Preset::by_key(preset).unwrap().scenario(), |_| None).0.title, title);
        }
    }

    #[test]
    fn rows_say_their_range_and_what_follows() {
        let (_, chart) = chart(&Preset::by_key("support_assistant").unwrap().scenario(), |_| None);
        assert_eq!(chart.rows[0].sentence, "Production · requests 120k–400k: −$1k to +$14k a month");
        let left = &chart.rows[3].ends[0];
        assert_eq!((left.value.as_str(), left.figure.as_str()), ("$10.00", "−$1.2k"), "higher is worse");
        assert_eq!(chart.rows.len(), MOST_ROWS);
        assert!(chart.omitted[MOST_ROWS].starts_with("And 12 more, none of which swings it by more than $9"));
        assert_eq!(chart.omitted[0], "And 24 more, none of which swings it by more than $14,629");
        assert!(chart.after.is_empty() && chart.notes.is_empty());
    }

    #[test]
    fn a_pilot_says_what_it_is_worth() {
        let (_, chart) = chart(&Preset::by_key("support_assistant").unwrap().scenario(), made_up_worth);
        assert!(chart.rows[0].sentence.ends_with("a month; a pilot is worth at most $4,200"));
        assert_eq!((chart.rows[0].after[0].as_str(), chart.rows[5].after[0].as_str()), ("at most $4,200", "–"));
        let all = "Knowing everything before deciding is worth at most $9,800; on average, building it brings \
                   $31,400, or $38,900 where it stops at the limits that say so";
        assert_eq!(chart.notes, [all]);
    }

    #[test]
    fn what_could_be_bought_is_told_beside_building() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases/research_agent.ron");
        let scenario = crate::codec::parse_scenario(&std::fs::read_to_string(path).unwrap()).unwrap();
        let chance = |share: f64| crate::uncertainty::Chance { share, error: 0.0 };
        let outlook = |action, mean, share| ActionOutlook { action, mean, is_best: chance(share) };
        let worth = |swings: &[Swing]| {
            let actions = vec![
                outlook(Choice::Plan, 31_400.0, 0.62),
                outlook(Choice::Alternative(0), 20_000.0, 0.3),
                outlook(Choice::Nothing, 0.0, 0.08),
            ];
            Some(ValueOfInformation { actions, expected_with_kill_criteria: None, ..made_up_worth(swings)? })
        };
        let (_, chart) = chart(&scenario, worth);
        let notes: Vec<String> = chart.notes.iter().map(|note| note.replace('\u{a0}', " ")).collect();
        assert!(
            notes.iter().any(|note| note.ends_with("brings $31,400, “Buy seats of a product” $20,000")),
            "{notes:?}"
        );
        let best = "Building is best in 62 % of futures, “Buy seats of a product” in 30 %, neither in 8 %";
        assert_eq!(notes.last().unwrap(), best);
    }

    #[test]
    fn what_rounding_leaves_behind_is_worth_nothing() {
        let rounding = |swings: &[Swing]| {
            let worth = made_up_worth(swings)?;
            let inputs = worth.inputs.into_iter().map(|found| EstimateWorth { worth: 5.8e-11, ..found }).collect();
            Some(ValueOfInformation { all: 5.8e-11, inputs, ..worth })
        };
        let (head, chart) = chart(&Preset::by_key("support_assistant").unwrap().scenario(), rounding);
        assert_eq!(chart.rows[0].after, ["nothing"]);
        assert_eq!(head.table.rows[0].last().unwrap().text, "nothing");
        assert!(chart.rows[0].sentence.ends_with("a pilot is worth nothing"), "{}", chart.rows[0].sentence);
        assert!(
            chart.notes[0].starts_with("Knowing everything before deciding is worth nothing;"),
            "{:?}",
            chart.notes
        );
        assert!(!head.summary.contains("e-"), "{}", head.summary);
    }

    #[test]
    fn every_preset_has_sound_rows() {
        for preset in PRESETS {
            let (head, chart) = chart(&preset.scenario(), |_| None);
            let (low, high) = chart.axis.range;
            assert!(low < high, "{}", preset.key);
            for row in &chart.rows {
                assert!(row.ends.iter().all(|end| low <= end.at && end.at <= high), "{}: {}", preset.key, row.name);
            }
            assert_eq!(chart.omitted.len(), chart.rows.len() + 1);
            assert!(chart.rows.is_empty() || 2 < chart.axis.ticks.len(), "{}: {:?}", preset.key, chart.axis.ticks);
            assert!(head.table.rows.iter().all(|row| row.len() == head.table.headings.len()));
        }
    }
}
