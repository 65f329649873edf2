//! Where a month stands in time, as formulas: its name, its fiscal year, how far it is into its stage.

use super::controls::Controls;
use super::sheets::column_name;
use super::written_rows::FIRST;
use crate::economics::{Parameter, Plan};

const NAMES: &str =
    "\"Jan\", \"Feb\", \"Mar\", \"Apr\", \"May\", \"Jun\", \"Jul\", \"Aug\", \"Sep\", \"Oct\", \"Nov\", \"Dec\"";

/// Writes them.
pub struct Timeline<'a> {
    pub controls: &'a Controls<'a>,
    pub plan: &'a Plan,
    /// Rows above the first part; the last of them numbers the months from 0.
    pub head: u32,
}

impl Timeline<'_> {
    /// The cell that numbers a month.
    fn number(&self, month: u32) -> String {
        format!("{}${}", column_name(FIRST + month as u16), self.head)
    }

    /// `Mar 2027` where the first month is known, else `Month 2`.
    pub fn month_name(&self, month: u32) -> String {
        let (first, number) = (self.controls.first_month(), self.number(month));
        // Not TEXT, whose patterns are written in the language of the spreadsheet.
        let day = format!("EDATE({first}, {number})");
        format!("IF({first}=\"\", \"Month \"&{number}, CHOOSE(MONTH({day}), {NAMES})&\" \"&YEAR({day}))")
    }

    /// `FY 2027` where the first month is known, else `Year 1`: named for the year in which it ends.
    pub fn fiscal_year(&self, month: u32) -> String {
        let (first, number) = (self.controls.first_month(), self.number(month));
        let begins = self.controls.fiscal_month();
        let day = format!("EDATE({first}, {number})");
        let later = format!("IF(AND({begins} > 1, MONTH({day}) >= {begins}), 1, 0)");
        format!("IF({first}=\"\", \"Year \"&(INT({number}/12)+1), \"FY \"&(YEAR({day})+{later}))")
    }

    /// A number that is another one in every month.
    pub fn formula(&self, parameter: Parameter, month: u32) -> String {
        let number = self.number(month);
        let stage = self.plan.stage_in_month(month).unwrap_or(0);
        let begins = self.controls.stage_month(stage);
        match parameter {
            Parameter::WayToNextStage => {
                format!("({number} - {begins}) / ({} - {begins})", self.controls.stage_month(stage + 1))
            }
            Parameter::MonthsInStage => format!("{number} - {begins}"),
            Parameter::Adoption => self.adoption(month, &number),
            // Which months those are is structure.
            Parameter::MonthsUnwatched => self.plan.months_unwatched(month).to_string(),
            _ => format!("{number} / 12"),
        }
    }

    /// As [`Plan::adoption_in`] has it.
    fn adoption(&self, month: u32, number: &str) -> String {
        let points = &self.controls.content.scenario.plan.adoption;
        let after = points.partition_point(|(at, _)| *at <= month);
        let point = |place| self.controls.adoption(place);
        match (after.checked_sub(1), points.get(after)) {
            (None, None) => "1".to_owned(),
            (None, Some(_)) => point(after)[1].clone(),
            (Some(before), None) => point(before)[1].clone(),
            (Some(before), Some(_)) => {
                let ([from, start], [to, end]) = (point(before), point(after));
                format!("{start} + ({end} - {start}) * ({number} - {from}) / ({to} - {from})")
            }
        }
    }
}
