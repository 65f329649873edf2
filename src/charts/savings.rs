//! The waterfall: what each strategy takes off the bill, from none of them to all of the plan's, on an axis of what is saved;
//! how much of the whole bill that is stands above it as a thin bar.
//!
//! A strategy's step is its Shapley share, so the steps add up to the whole; what it would save as the only one is an
//! outline around it. Those figures do not add up, and a row of its own shows by how much. A step says in words whether it
//! saves or costs; plus and minus speak of net alone, and net decides the colour.

use super::bar_chart::{BarChart, Row, RowAxis, RowBar, RowEnd, RowLine, even_steps, omitted};
use super::chart::{Chart, ChartBody, ChartHead};
use super::chart_kind::ChartKind;
use super::color_role::ColorRole;
use super::table::{Table, TableCell};
use crate::economics::{Contribution, Plan, Results, Versions};
use crate::format::{self, Money};
use crate::language::{text, tr, tr_noop};
use crate::prose::{
    BestNet, ResultKind, earning_in_full, earning_in_words, is_losing, saving_in_words, value_in_words,
};
use crate::scenario::{EstimatePath, Scenario};

/// Shares of the saving below which two figures say the same.
const SAME: f64 = 0.005;
/// What the floor is called beside the others.
const FLOOR: &str = tr_noop!("Floor, best net");

/// From the baseline to the plan at the target, a step a strategy, and the best net that the listed ones could reach.
pub fn savings_chart(scenario: &Scenario, plan: &Plan, results: &Results) -> Chart {
    let money = Money::new(&scenario.currency);
    let context = SavingsContext {
        scenario,
        plan,
        best: BestNet::of(plan, results, &money),
        money: &money,
        stage: &scenario.stages[plan.target].name,
        target: &results.stages[plan.target],
        earners: earners(plan, &results.contributions),
    };
    let title = context.title();
    let rows = context.rows();
    let axis = context.axis(&rows);
    let notes = context.notes();
    let steps = rows.iter().map(|row| row.sentence.clone()).chain(notes.iter().cloned());
    Chart {
        head: ChartHead {
            key: ChartKind::Savings.into(),
            summary: format!("{title}. {}.", steps.collect::<Vec<_>>().join(". ")),
            title,
            subtitle: tr!(
                "what is taken off a month at {} in {}, each strategy by its fair share; outlined, what it would save alone; \
                 thin, the whole bill",
                context.stage,
                scenario.currency
            ),
            table: context.table(),
        },
        body: ChartBody::Bars(BarChart {
            before: Vec::new(),
            after: vec![tr!("alone").to_owned(), tr!("net a month").to_owned()],
            axis,
            omitted: (0..=rows.len()).map(|shown| omitted(rows.len() - shown)).collect(),
            rows,
            notes,
        }),
    }
}

/// A strategy that is on at the target.
struct Earner {
    place: usize,
    name: &'static str,
    earns: Contribution,
}

/// The strategies that are on at the target, those that save most first.
fn earners(plan: &Plan, contributions: &[Contribution]) -> Vec<Earner> {
    let active = plan.planned_mix().active_at(plan, plan.target);
    let earner =
        |place: usize| Earner { place, name: plan.strategies[place].kind.tag().name(), earns: contributions[place] };
    let mut earners: Vec<Earner> = active.places().map(earner).collect();
    earners.sort_by(|first, second| second.earns.share.total_cmp(&first.earns.share));
    earners
}

struct SavingsContext<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    money: &'a Money,
    best: BestNet<'a>,
    stage: &'a str,
    target: &'a Versions,
    earners: Vec<Earner>,
}

impl SavingsContext<'_> {
    fn saving(&self) -> f64 {
        self.target.baseline.cost - self.target.planned.cost
    }

    /// What the strategies would save alone, added up.
    fn claimed(&self) -> f64 {
        self.earners.iter().map(|earner| earner.earns.alone).sum()
    }

    /// Whether two amounts are the same beside the saving.
    fn is_same(&self, first: f64, second: f64) -> bool {
        (first - second).abs() <= SAME * self.saving().abs().max(first.abs())
    }

    fn title(&self) -> String {
        let (money, stage, saving) = (self.money, self.stage, self.saving());
        let Versions { baseline, planned, .. } = self.target;
        let only = match self.earners.as_slice() {
            [] => return self.title_without(),
            [only] => Some(only.name),
            _ => None,
        };
        if saving < 0.0 {
            let more = money.full(-saving);
            return match only {
                Some(who) => tr!("{who} costs {more} a month more than it saves at {stage}", who, more, stage),
                None => tr!("Strategies cost {more} a month more than they save at {stage}", more, stage),
            };
        }
        if saving == 0.0 {
            return match only {
                Some(who) => tr!("{who} saves nothing at {stage}", who, stage),
                None => tr!("Strategies save nothing at {stage}", stage),
            };
        }
        let (saved, share) = (money.full(saving), format::chance(saving / baseline.cost));
        let finding = match only {
            Some(who) => {
                tr!("{who} saves {saved} a month, {share} of what {stage} would cost", who, saved, share, stage)
            }
            None => tr!("Strategies save {saved} a month, {share} of what {stage} would cost", saved, share, stage),
        };
        let (net, claimed) = (planned.net - baseline.net, self.claimed());
        if net < 0.0 {
            let net = money.change(net);
            return match only {
                Some(_) => tr!("{finding}, but loses more in value: net {net}", finding, net),
                None => tr!("{finding}, but lose more in value: net {net}", finding, net),
            };
        }
        match claimed {
            claimed if self.is_same(claimed, saving) => finding,
            claimed if saving < claimed => tr!("{finding}; alone they claim {}", money.full(claimed), finding),
            claimed => tr!("{finding}; alone they would save only {}", money.full(claimed), finding),
        }
    }

    fn title_without(&self) -> String {
        let floor = &self.target.floor.evaluation;
        let planned = &self.target.planned;
        let cost = self.money.full(planned.cost);
        match floor.cost < planned.cost * (1.0 - SAME) {
            true => tr!(
                "No strategy is on at {}: it costs {cost} a month, and the listed ones could make that {}",
                self.stage,
                self.money.full(floor.cost),
                cost
            ),
            false => {
                tr!("No strategy is on at {}, and none that is listed would make {cost} a month less", self.stage, cost)
            }
        }
    }

    fn rows(&self) -> Vec<Row> {
        let Versions { baseline, planned, floor } = self.target;
        let money = self.money;
        // How far it lies below what no strategies cost, with what it costs.
        let whole = |name: &str, cost: f64, net: f64, role, sentence| Row {
            bars: vec![RowBar { from: 0.0, to: baseline.cost - cost, role, is_outline: false }],
            ends: vec![RowEnd {
                at: (baseline.cost - cost).max(0.0),
                value: saving_in_words(money, baseline.cost - cost),
                figure: tr!("costs {}", money.full(cost)),
            }],
            after: vec![String::new(), money.full(net)],
            ..Row::empty(name, sentence)
        };
        let says = |name: &str, cost: f64, net: f64| {
            tr!("{name}: {} a month, net {}", money.full(cost), money.full(net), name)
        };
        let mut rows = Vec::new();
        if !self.earners.is_empty() {
            let sentence = says(tr!("No strategies"), baseline.cost, baseline.net);
            let row = whole(tr!("No strategies"), baseline.cost, baseline.net, ColorRole::Baseline, sentence);
            let explains = Some(ResultKind::Cost.at_baseline(self.plan.target));
            let share = Some((self.saving() / baseline.cost).clamp(0.0, 1.0)).filter(|share| share.is_finite());
            let mut row = Row { bars: Vec::new(), share, link: Some(0.0), explains, ..row };
            row.ends[0].value = tr!("costs {}", money.full(baseline.cost));
            row.ends[0].figure = match share {
                Some(share) if 0.0 < share => tr!("of which {} saved", format::chance(share)),
                _ => String::new(),
            };
            rows.push(row);
        }
        let mut running = 0.0;
        for earner in &self.earners {
            let step = self.step(earner, running);
            running += earner.earns.share;
            rows.push(Row { link: Some(running), ..step });
        }
        let row = whole(
            tr!("Planned"),
            planned.cost,
            planned.net,
            ColorRole::Cost,
            says(tr!("Planned"), planned.cost, planned.net),
        );
        rows.push(Row { explains: Some(ResultKind::Cost.at_stage(self.plan.target)), ..row });
        rows.extend(self.claims());
        let best = &floor.evaluation;
        let sentence = tr!("{floor}: {} a month, {}", money.full(best.cost), self.best.in_words(), floor = text(FLOOR));
        let explains = Some(ResultKind::Cost.at_floor(self.plan.target));
        let mut row = whole(text(FLOOR), best.cost, best.net, ColorRole::Floor, sentence);
        row.ends[0].figure = format!("{}, {}", row.ends[0].figure, self.best.in_few_words());
        rows.push(Row { explains, ..row });
        rows
    }

    /// A strategy's share, going on from what is saved before it.
    fn step(&self, earner: &Earner, running: f64) -> Row {
        let Contribution { share, net, alone } = earner.earns;
        let money = self.money;
        let claims = saving_in_words(money, alone);
        let role = if is_losing(net) { ColorRole::Loss } else { ColorRole::Value };
        // The only one saves what it saves alone.
        let outline = RowBar { from: running, to: running + alone, role, is_outline: true };
        let outline = Some(outline).filter(|_| 1 < self.earners.len());
        Row {
            path: EstimatePath::strategy(self.plan.strategies[earner.place].kind.tag(), "setup_cost").to_string(),
            bars: std::iter::once(RowBar { from: running, to: running + share, role, is_outline: false })
                .chain(outline)
                .collect(),
            ends: vec![RowEnd {
                at: running.max(running + share).max(running + alone),
                value: earning_in_words(money, &earner.earns),
                figure: value_in_words(money, &earner.earns).unwrap_or_default(),
            }],
            after: vec![claims.clone(), money.change(net)],
            explains: Some(ResultKind::Saving(earner.place).at_stage(self.plan.target)),
            ..Row::empty(
                earner.name,
                tr!("{} {} a month; alone it {claims}", earner.name, earning_in_full(money, &earner.earns), claims),
            )
        }
    }

    /// The impossible sum, where there is one.
    fn claims(&self) -> Option<Row> {
        if self.earners.len() < 2 {
            return None;
        }
        let claimed = self.claimed();
        let role = if claimed < 0.0 { ColorRole::Loss } else { ColorRole::Value };
        let claims = saving_in_words(self.money, claimed);
        Some(Row {
            bars: vec![RowBar { from: 0.0, to: claimed, role, is_outline: true }],
            ends: vec![RowEnd { at: claimed.max(0.0), value: claims.clone(), figure: tr!("claimed").to_owned() }],
            after: vec![String::new(); 2],
            ..Row::empty(tr!("“Alone” added up"), tr!("“Alone” added up {claims} a month, which nobody gets", claims))
        })
    }

    fn axis(&self, rows: &[Row]) -> RowAxis {
        let bars = rows.iter().flat_map(|row| &row.bars).flat_map(|bar| [bar.from, bar.to]);
        let (low, high) = bars.fold((0.0_f64, 0.0_f64), |(low, high), at| (low.min(at), high.max(at)));
        let high = if low < high { high } else { 1.0 };
        let line = RowLine { at: self.saving(), label: tr!("planned").to_owned(), is_solid: false };
        RowAxis {
            label: tr!("{} saved a month", self.scenario.currency),
            range: (low, high),
            ticks: even_steps(low, high).map(|saved| (saved, self.money.short(saved))).collect(),
            lines: if self.earners.is_empty() { Vec::new() } else { vec![line] },
        }
    }

    fn notes(&self) -> Vec<String> {
        let money = self.money;
        let (saving, claimed) = (self.saving(), self.claimed());
        let mut notes = Vec::new();
        if 1 < self.earners.len() && !self.is_same(claimed, saving) {
            let difference = money.full((claimed - saving).abs());
            notes.push(match saving < claimed {
                true => tr!(
                    "“Alone” added up is {difference} more than they save together: what one has saved, \
                     the next cannot save again",
                    difference
                ),
                false => {
                    tr!("Together they save {difference} more than “alone” added up: they help each other", difference)
                }
            });
        }
        for Earner { name, earns, .. } in &self.earners {
            if 0.0 < earns.share && is_losing(earns.net) {
                notes.push(tr!("{name} {} a month", earning_in_full(money, earns), name));
            }
        }
        notes.push(tr!("{what}: {}", self.best.in_words(), what = text(FLOOR)));
        notes.extend(self.best.made_of());
        notes
    }

    fn table(&self) -> Table {
        let money = self.money;
        let headings = [
            tr!("of a waterfall"; "Step"),
            tr!("Cost a month"),
            tr!("Share of the saving"),
            tr!("Alone"),
            tr!("Net a month"),
        ];
        let saving = self.saving();
        // A saving is a cost that is less, so that costs and savings below each other add up.
        let saves = |amount| TableCell { text: saving_in_words(money, amount), ..TableCell::amount(money, -amount) };
        let whole = |name: &str, cost: f64, net: f64| {
            let amount = |amount| TableCell::amount(money, amount);
            vec![name.into(), amount(cost), TableCell::dash(), TableCell::dash(), amount(net)]
        };
        let Versions { baseline, planned, floor } = self.target;
        let step = |earner: &Earner| {
            let Contribution { share, net, alone } = earner.earns;
            let of_saving = share / saving;
            let of_saving = match 0.0 < saving {
                true => TableCell::share(format::whole_percent(of_saving), of_saving),
                false => TableCell::dash(),
            };
            let net = TableCell { text: money.change(net), ..TableCell::amount(money, net) };
            vec![earner.name.into(), saves(share), of_saving, saves(alone), net]
        };
        let mut rows = vec![whole(tr!("No strategies"), baseline.cost, baseline.net)];
        rows.extend(self.earners.iter().map(step));
        rows.push(whole(tr!("Planned"), planned.cost, planned.net));
        if 1 < self.earners.len() {
            let dash = TableCell::dash;
            rows.push(vec![tr!("“Alone” added up").into(), dash(), dash(), saves(self.claimed()), dash()]);
        }
        rows.push(whole(text(FLOOR), floor.evaluation.cost, floor.evaluation.net));
        let table = Table { headings: headings.map(str::to_owned).to_vec(), rows, ..Table::default() };
        let (target, last) = (self.plan.target, table.rows.len() - 1);
        table.explaining(|row, column| {
            let earner = row.checked_sub(1).and_then(|row| self.earners.get(row));
            match (earner, column) {
                (Some(earner), 1) => Some(ResultKind::Saving(earner.place).at_stage(target)),
                (Some(earner), 3) => Some(ResultKind::SavingAlone(earner.place).at_stage(target)),
                (None, 1) if row == last => Some(ResultKind::Cost.at_floor(target)),
                (None, 1) if row == 0 => Some(ResultKind::Cost.at_baseline(target)),
                (None, 1) if row == self.earners.len() + 1 => Some(ResultKind::Cost.at_stage(target)),
                (None, 4) if row == self.earners.len() + 1 => Some(ResultKind::Net.at_stage(target)),
                _ => None,
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::{PRESETS, Preset};
    use crate::scenario::{Estimate, StrategyKind};

    type Change = fn(&mut Scenario);

    fn chart(change: impl FnOnce(&mut Scenario)) -> (ChartHead, BarChart, Results) {
        let mut scenario = Preset::by_key("support_assistant").unwrap().scenario();
        change(&mut scenario);
        let plan = Plan::new(&scenario).unwrap();
        let results = Results::of(&plan);
        let (head, bars) = parts(savings_chart(&scenario, &plan, &results));
        (head, bars, results)
    }

    fn parts(chart: Chart) -> (ChartHead, BarChart) {
        let Chart { head, body: ChartBody::Bars(bars) } = chart else { panic!("it has bars") };
        (head, bars)
    }

    fn switch(scenario: &mut Scenario, wanted: impl Fn(&StrategyKind) -> bool) {
        for strategy in &mut scenario.strategies {
            strategy.enabled = wanted(&strategy.kind);
        }
    }

    #[test]
    fn titles_say_what_the_strategies_save() {
        let cases: [(Change, &str); 3] = [
            (
                |_| (),
                "Strategies save $7,064 a month, 31\u{a0}% of what Production would cost; alone they claim $9,465",
            ),
            (
                |scenario| switch(scenario, |kind| matches!(kind, StrategyKind::ModelRouting { .. })),
                "Model routing saves $5,085 a month, 22\u{a0}% of what Production would cost",
            ),
            (
                |scenario| switch(scenario, |_| false),
                "No strategy is on at Production: it costs $23,036 a month, and the listed ones could make that $12,021",
            ),
        ];
        for (change, title) in cases {
            assert_eq!(chart(change).0.title, title);
        }
    }

    #[test]
    fn steps_lead_exactly_from_the_baseline_to_the_plan() {
        for preset in PRESETS {
            let scenario = preset.scenario();
            let plan = Plan::new(&scenario).unwrap();
            let results = Results::of(&plan);
            let (_, chart) = parts(savings_chart(&scenario, &plan, &results));
            let Versions { baseline, planned, .. } = &results.stages[plan.target];
            let steps = chart.rows.iter().filter(|row| !row.path.is_empty());
            let end = steps.fold(0.0, |running, row| {
                assert!((row.bars[0].from - running).abs() <= 1e-9 * baseline.cost, "{} {}", preset.key, row.name);
                row.bars[0].to
            });
            let saved = baseline.cost - planned.cost;
            assert!((end - saved).abs() <= 1e-9 * baseline.cost, "{}: {end} {saved}", preset.key);
            let whole = chart.rows.iter().find_map(|row| row.share);
            assert!(whole.is_none_or(|share| (share - (saved / baseline.cost).max(0.0)).abs() <= 1e-9), "{whole:?}");
            let nets: f64 = results.contributions.iter().map(|earns| earns.net).sum();
            assert!((baseline.net + nets - planned.net).abs() <= 1e-6, "{}", preset.key);
        }
    }

    #[test]
    fn the_sum_of_alone_overshoots() {
        let (_, chart, _) = chart(|_| ());
        let planned = chart.axis.lines[0].at;
        let claims = chart.rows.iter().find(|row| row.name == "“Alone” added up").unwrap();
        assert!(claims.bars[0].is_outline && planned < claims.bars[0].to, "{claims:?}");
        assert_eq!(claims.ends[0].value, "saves $9,465");
        let note =
            "“Alone” added up is $2,401 more than they save together: what one has saved, the next cannot save again";
        assert_eq!(chart.notes[0], note);
    }

    #[test]
    fn a_cache_that_costs_leads_back_and_one_that_answers_wrongly_is_named() {
        let caching = |change: fn(&mut StrategyKind)| {
            move |scenario: &mut Scenario| {
                switch(scenario, |kind| matches!(kind, StrategyKind::SemanticCaching { .. }));
                scenario.strategies.iter_mut().for_each(|strategy| change(&mut strategy.kind));
            }
        };
        let (costly_head, costly, results) = chart(caching(|kind| {
            if let StrategyKind::SemanticCaching { lookup_cost, .. } = kind {
                *lookup_cost = Estimate::Exact(0.1);
            }
        }));
        let step = &costly.rows[1].bars[0];
        assert!(step.to < step.from && step.role == ColorRole::Loss, "{step:?}");
        let more = -results.contributions.iter().map(|earns| earns.share).sum::<f64>();
        let title =
            format!("Semantic caching costs {} a month more than it saves at Production", Money::new("USD").full(more));
        assert_eq!(costly_head.title, title);
        let (wrong_head, wrong, _) = chart(caching(|kind| {
            if let StrategyKind::SemanticCaching { wrong_hit_rate, .. } = kind {
                *wrong_hit_rate = Estimate::Exact(0.3);
            }
        }));
        assert!(wrong_head.title.contains(", but loses more in value: net −$"), "{}", wrong_head.title);
        assert!(wrong.notes[0].starts_with("Semantic caching saves $"), "{:?}", wrong.notes);
        let step = &wrong.rows[1];
        assert!(
            step.bars[0].role == ColorRole::Loss && step.bars[0].from < step.bars[0].to,
            "its net decides: {step:?}"
        );
        let said = &step.ends[0];
        assert!(said.value.starts_with("saves $") && said.value.contains(", net −$"), "{said:?}");
        assert!(said.figure.starts_with("loses $") && said.figure.ends_with(" of value"), "{said:?}");
        let floor = wrong.rows.last().unwrap();
        assert!(floor.ends[0].figure.contains(", nets $"), "{floor:?}");
    }

    #[test]
    fn without_strategies_there_are_plan_and_floor() {
        let (_, chart, _) = chart(|scenario| scenario.strategies.clear());
        let names: Vec<&str> = chart.rows.iter().map(|row| row.name.as_str()).collect();
        assert_eq!(names, ["Planned", FLOOR]);
        assert_eq!(
            chart.notes,
            ["Floor, best net: the plan as set has the best net that the listed strategies can reach"]
        );
    }
}
