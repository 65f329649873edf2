//! What is wrong with a portfolio by itself, whatever its scenarios hold.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::Date;

use super::file::{Portfolio, file_and_path};
use crate::language::tr;
use crate::scenario::{EstimatePath, Problem, Snapshot};

impl Portfolio {
    /// Every problem, each with its place; empty where there is none.
    pub fn check(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut report = |path: String, message: String| problems.push(Problem { path, message });
        let is_amount = |amount: f64| amount.is_finite() && 0.0 < amount;
        if let Some(budget) = self.budget.filter(|budget| !is_amount(*budget)) {
            report("budget".to_owned(), tr!("{budget} is no budget: it is more than 0, or left out", budget));
        }
        if !is_amount(self.usd_rate) {
            report("usd_rate".to_owned(), tr!("{} is no rate: it is more than 0", self.usd_rate));
        }
        if self.currency.len() != 3 || !self.currency.bytes().all(|letter| letter.is_ascii_uppercase()) {
            report("currency".to_owned(), tr!("\"{}\" is no currency: write it as USD or EUR", self.currency));
        }
        if self.scenarios.is_empty() {
            report("scenarios".to_owned(), tr!("it lists no scenario").to_owned());
        }
        if !self.start.is_empty() && self.first_month().is_none() {
            report("start".to_owned(), tr!("\"{}\" is no month: write it as 2027-01", self.start));
        }
        let known: BTreeSet<&str> = self.scenarios.iter().map(String::as_str).collect();
        let mut must_be_listed = |at: String, file: &str| {
            if !known.contains(file) {
                report(at, tr!("\"{file}\" is not among the scenarios: name it as the list does", file));
            }
        };
        for (list, files) in [("must", &self.must), ("excluded", &self.excluded)] {
            files.iter().enumerate().for_each(|(place, file)| must_be_listed(format!("{list}[{place}]"), file));
        }
        for (place, (file, other)) in self.needs.iter().enumerate() {
            [file, other].into_iter().for_each(|file| must_be_listed(format!("needs[{place}]"), file));
        }
        let mut unreadable = Vec::new();
        for (place, snapshot) in self.snapshots.iter().enumerate() {
            let number = snapshot.number;
            if let Some(budget) = snapshot.budget.filter(|budget| !is_amount(*budget)) {
                let message = tr!("{budget} is no budget: it is more than 0, or left out", budget);
                unreadable.push((format!("snapshots[{place}].budget"), message));
            }
            let is_taken = self.snapshots[..place].iter().any(|other| other.number == number);
            if is_taken || !Snapshot::NUMBERS.contains(&number) {
                let message = tr!("{number} is no number of its own from 1 to 9", number);
                unreadable.push((format!("snapshots[{place}].number"), message));
            }
        }
        for (list, shared) in [("shared", &self.shared), ("shared_setup", &self.shared_setup)] {
            for (place, (_, estimates)) in shared.iter().enumerate() {
                for (number, text) in estimates.iter().enumerate() {
                    let at = format!("{list}[{place}].1[{number}]");
                    match file_and_path(text) {
                        Some((file, EstimatePath::Unknown(path))) => {
                            must_be_listed(at.clone(), file);
                            unreadable.push((at, tr!("\"{path}\" is no path of an estimate", path)));
                        }
                        Some((file, path)) => {
                            must_be_listed(at.clone(), file);
                            if list == "shared_setup" && !path.without_names().ends_with(".setup_cost") {
                                unreadable.push((at, tr!("\"{path}\" is no set-up cost", path)));
                            }
                        }
                        None => {
                            unreadable.push((at, tr!("\"{text}\" names no estimate: write file.ron#path", text)));
                        }
                    }
                }
            }
        }
        unreadable.into_iter().for_each(|(path, message)| report(path, message));
        for (at, text, twice) in twice(&self.shared_setup) {
            report(
                at,
                match twice {
                    Twice::Estimate => tr!("\"{text}\" is named twice: it can be paid once only once", text),
                    Twice::File => {
                        tr!("\"{text}\" is of a use case that the list has already: give it a list of its own", text)
                    }
                },
            );
        }
        problems
    }

    /// The first day of a month of it, counted from 0; `None` where it does not say when it begins, and after the last year
    /// of the calendar.
    pub fn first_day(&self, month: u32) -> Option<Date> {
        let (year, first) = self.first_month()?;
        Date::new(year, first, 1).ok()?.checked_add(Span::new().try_months(i64::from(month)).ok()?).ok()
    }

    /// The month in which all use cases begin, as year and month; `None` where that is open or no month.
    pub fn first_month(&self) -> Option<(i16, i8)> {
        let (year, month) = self.start.split_once('-')?;
        let is_number = |text: &str| text.bytes().all(|digit| digit.is_ascii_digit());
        let is_written = year.len() == 4 && month.len() == 2 && is_number(year) && is_number(month);
        let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
        Some((year.parse().ok().filter(|year| is_written && 1900 <= *year)?, month))
    }
}

/// How an estimate is named once too often.
enum Twice {
    /// The same estimate stands elsewhere.
    Estimate,
    /// Another estimate of the same use case stands in the same list.
    File,
}

/// Set-ups that are named once too often, with their places.
fn twice(lists: &[(String, Vec<String>)]) -> Vec<(String, &str, Twice)> {
    let (mut estimates, mut found) = (BTreeSet::new(), Vec::new());
    for (place, (_, texts)) in lists.iter().enumerate() {
        let mut files = BTreeSet::new();
        for (number, text) in texts.iter().enumerate() {
            let at = format!("shared_setup[{place}].1[{number}]");
            let is_new_file = file_and_path(text).is_none_or(|(file, _)| files.insert(file.to_owned()));
            if !estimates.insert(text.as_str()) {
                found.push((at, text.as_str(), Twice::Estimate));
            } else if !is_new_file {
                found.push((at, text.as_str(), Twice::File));
            }
        }
    }
    found
}
