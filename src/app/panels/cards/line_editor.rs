//! The lines of a card or of what bringing something in later takes: their names, drivers and factors.

use egui::{ComboBox, Ui};

use super::actions::{focus_place, takes_focus};
use super::tariff::tariff_ui;
use crate::app::widgets::{
    EstimateField, Fields, add_button, drop_down, icon, icon_button, name_field, name_group, row, small_add_button,
    take_focus_in, tell,
};
use crate::glossary::Term;
use crate::language::tr;
use crate::scenario::{
    Domain, Driver, Estimate, EstimatePath, Line, LineList, LinesOf, Scenario, ScenarioPart, free_name, path,
};

/// What was renamed and removed: bases, correlations and pins follow.
#[derive(Default)]
pub struct PathChanges {
    /// Each with its new name.
    renamed: Vec<(ScenarioPart, String)>,
    removed: Vec<ScenarioPart>,
}

impl PathChanges {
    /// Takes them over into the paths of a scenario.
    pub fn apply(self, scenario: &mut Scenario) {
        for (part, name) in self.renamed {
            scenario.rename_paths(&part, &name);
        }
        for part in self.removed {
            scenario.forget_paths(&part);
        }
    }
}

/// Edits lines in place.
pub struct LineEditor<'a> {
    /// What their fields need.
    pub fields: Fields<'a>,
    /// What has them.
    pub of: &'a LinesOf,
    /// The scenario's.
    pub currency: &'a str,
}

/// How tall the menu of drivers may be: all of them are seen at once.
const DRIVERS: f32 = 420.0;

/// The drivers as the menu has them: those that count the same kind of thing stand together.
const ORDER: [Driver; 11] = [
    Driver::Month,
    Driver::Request,
    Driver::Inference,
    Driver::Retrieval,
    Driver::Call,
    Driver::MillionTokens,
    Driver::Outcome,
    Driver::Miss,
    Driver::User,
    Driver::PeakRate,
    Driver::PeakCall,
];

impl LineEditor<'_> {
    /// Shows them, and a way to add one.
    pub fn show(&self, ui: &mut Ui, lines: &mut Vec<Line>, changes: &mut PathChanges) {
        let mut removed = None;
        let taken: Vec<String> = lines.iter().map(|line| line.name.clone()).collect();
        for (index, line) in lines.iter_mut().enumerate() {
            if 0 < index || !self.is_rework() {
                ui.separator();
            }
            ui.push_id(("line", index), |ui| {
                name_group(ui, &line.name);
                ui.horizontal(|ui| {
                    if let Some(name) = name_field(ui, tr!("Line"), &line.name, (ui.available_width() - 34.0).max(60.0))
                    {
                        changes.renamed.push((self.part(line), name.clone()));
                        line.name = name;
                    }
                    if icon_button(ui, icon::REMOVE, &tr!("Remove {}", line.name)).clicked() {
                        removed = Some(index);
                    }
                });
                if takes_focus(ui, &self.of.to_string(), index) {
                    take_focus_in(ui);
                }
                self.line_ui(ui, line, &taken, changes);
            });
        }
        if let Some(index) = removed {
            changes.removed.push(self.part(&lines.remove(index)));
        }
        self.fields.problem_ui(ui, &self.of.to_string());
        if !self.is_rework() {
            ui.separator();
        }
        let (add, name) =
            if self.is_rework() { (tr!("Add what it takes"), tr!("Rework")) } else { (tr!("Add a line"), tr!("Line")) };
        if add_button(ui, add).clicked() {
            focus_place(ui, &self.of.to_string(), lines.len());
            let name = free_name(name, |name| lines.iter().any(|line| line.name == name));
            lines.push(Line::monthly(name));
        }
    }

    /// Whether they are paid once, when something is brought in later.
    fn is_rework(&self) -> bool {
        matches!(self.of, LinesOf::Strategy(_) | LinesOf::Component(_, LineList::Rework))
    }

    fn part(&self, line: &Line) -> ScenarioPart {
        path::line_of(self.of.clone(), &line.name)
    }

    /// What a driver is called: what is due once a month is due once where all is paid once.
    fn charged(&self, driver: Driver) -> &'static str {
        if self.is_rework() && driver == Driver::Month { tr!("once") } else { driver.charged() }
    }

    /// One line; `taken` are the names of all of them.
    fn line_ui(&self, ui: &mut Ui, line: &mut Line, taken: &[String], changes: &mut PathChanges) {
        let renamed = row(ui, tr!("charged"), |ui| {
            let before = line.driver;
            let choices = ComboBox::from_id_salt("driver").selected_text(self.charged(line.driver));
            drop_down(ui, choices.wrap().height(DRIVERS), |ui| {
                for driver in ORDER {
                    let choice = ui.selectable_value(&mut line.driver, driver, self.charged(driver));
                    tell(choice, Term::of_label(driver.charged()));
                }
            });
            // A name that nobody has typed says what the line is charged by.
            let is_usual = line.name == usual_name(before) || is_numbered(&line.name, tr!("Line"));
            let usual = usual_name(line.driver);
            (before != line.driver && is_usual)
                .then(|| free_name(usual, |name| taken.iter().any(|taken| taken == name)))
        });
        if let Some(name) = renamed {
            changes.renamed.push((self.part(line), name.clone()));
            line.name = name;
        }
        self.factors_ui(ui, line, changes);
        tariff_ui(ui, self.fields, self.of, line, self.currency);
        let prefix = self.part(line).to_string();
        for place in [&prefix, &format!("{prefix}.factors"), &format!("{prefix}.tariff")] {
            self.fields.problem_ui(ui, place);
        }
    }

    fn factors_ui(&self, ui: &mut Ui, line: &mut Line, changes: &mut PathChanges) {
        let mut removed = None;
        let list = self.part(line).to_string();
        for (index, (name, factor)) in line.factors.iter_mut().enumerate() {
            ui.push_id(("factor", index), |ui| {
                name_group(ui, name);
                ui.horizontal(|ui| {
                    ui.label("×");
                    if let Some(new) = name_field(ui, tr!("Factor"), name, (ui.available_width() - 34.0).max(60.0)) {
                        changes.renamed.push((path::factor_of(self.of.clone(), &line.name, name), new.clone()));
                        *name = new;
                    }
                    if icon_button(ui, icon::REMOVE, &tr!("Remove {name}", name)).clicked() {
                        removed = Some(index);
                    }
                });
                if takes_focus(ui, &list, index) {
                    take_focus_in(ui);
                }
                let path = EstimatePath::factor_of(self.of, &line.name, name);
                EstimateField { label: name, path, domain: Domain::NonNegative }.show(ui, self.fields, factor);
            });
        }
        if let Some(index) = removed {
            let (name, _) = line.factors.remove(index);
            changes.removed.push(path::factor_of(self.of.clone(), &line.name, &name));
        }
        if small_add_button(ui, tr!("Add a factor")).clicked() {
            focus_place(ui, &self.part(line).to_string(), line.factors.len());
            let name = free_name(tr!("factor"), |name| line.factors.iter().any(|(taken, _)| taken == name));
            line.factors.push((name, Estimate::Exact(1.0)));
        }
    }
}

/// What a line is called until somebody types a name.
pub(crate) fn usual_name(driver: Driver) -> &'static str {
    match driver {
        Driver::Month => tr!("Monthly fee"),
        Driver::Request => tr!("Fee per request"),
        Driver::Inference => tr!("Fee per answered request"),
        Driver::Retrieval => tr!("Fee per retrieval"),
        Driver::MillionTokens => tr!("Fee per million tokens"),
        Driver::Outcome => tr!("Fee per outcome"),
        Driver::PeakRate => tr!("Fee for requests at peak"),
        Driver::Call => tr!("Fee per model call"),
        Driver::Miss => tr!("Fee per failed attempt"),
        Driver::User => tr!("Fee per person"),
        Driver::PeakCall => tr!("Fee for model calls at peak"),
    }
}

/// `Line`, `Line 2` and so on.
pub(super) fn is_numbered(name: &str, usual: &str) -> bool {
    let rest = name.strip_prefix(usual).map(str::trim_start);
    rest.is_some_and(|rest| rest.chars().all(|character| character.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_has_every_driver_once() {
        assert_eq!(ORDER.len(), Driver::ALL.len());
        assert!(Driver::ALL.iter().all(|driver| ORDER.contains(driver)));
    }
}
