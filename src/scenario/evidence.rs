//! What supports a number belongs to that number: a basis that was given for another one no longer supports it.
//!
//! Who is told of that, and what becomes of such a basis, is left to the layers above.

use std::collections::HashMap;

use super::{Basis, BasisKind, Estimate, EstimatePath, Field, Scenario};

/// Two numbers that differ by less than this, taken relatively, are one: a slider that is moved back rounds.
const ROUNDING: f64 = 1e-9;

impl Basis {
    /// Whether it supports an estimate, and was not given for another one.
    pub fn is_for(&self, estimate: &Estimate) -> bool {
        self.given_for.is_none_or(|given_for| are_same(&given_for, estimate))
    }

    /// How well it supports an estimate: as what it is where it was given for that, and not at all where it was measured or
    /// read for another one. Who corrects a judgement judges: such a number is a judgement still.
    pub fn kind_for(&self, estimate: &Estimate) -> Option<BasisKind> {
        (self.is_for(estimate) || self.kind == BasisKind::Judgement).then_some(self.kind)
    }
}

impl Scenario {
    /// How well the estimate at a path is supported. `None` where it has no basis, and where that was measured or read for
    /// another number.
    pub fn support(&self, path: &EstimatePath) -> Option<BasisKind> {
        let basis = self.bases.get(path)?;
        if basis.given_for.is_none() {
            return Some(basis.kind);
        }
        // Hardly ever asked: few bases say what they were given for.
        let field = self.every_field().into_iter().find(|field: &Field<'_>| field.path == *path)?;
        basis.kind_for(field.estimate)
    }

    /// Once an edit of `before` is complete, has each basis remember the estimate that it was given for, where that has
    /// changed or gone and the basis has not; and has it forget that again where the estimate is what it was.
    ///
    /// A basis that was itself edited, or given anew, is taken to be for what stands there now. One whose step, stage or
    /// card was renamed is still the same.
    pub fn keep_evidence(&mut self, before: &Self) {
        if self.bases.is_empty() {
            return;
        }
        let (then, now) = (before.every_field(), self.every_field());
        let [then_at, now_at] = [&then, &now].map(|fields| -> HashMap<&EstimatePath, usize> {
            fields.iter().enumerate().map(|(place, field)| (&field.path, place)).collect()
        });
        let field_before = |path: &EstimatePath| match then_at.get(path) {
            Some(&place) => Some(&then[place]),
            // It may have had another name: then it is where it was, and nothing has the old name.
            None if then.len() == now.len() => {
                now_at.get(path).map(|&place| &then[place]).filter(|field| !now_at.contains_key(&field.path))
            }
            None => None,
        };
        let mut changed = Vec::new();
        for (path, basis) in &self.bases {
            let is = now_at.get(path).map(|&place| now[place].estimate);
            if basis.given_for.is_some() {
                if is.is_some_and(|is| basis.is_for(is)) {
                    changed.push((path.clone(), None));
                }
            } else if let Some(field) = field_before(path)
                && before.bases.get(&field.path) == Some(basis)
                && !is.is_some_and(|is| are_same(field.estimate, is))
            {
                changed.push((path.clone(), Some(*field.estimate)));
            }
        }
        for (path, given_for) in changed {
            if let Some(basis) = self.bases.get_mut(&path) {
                basis.given_for = given_for;
            }
        }
    }
}

fn are_same(one: &Estimate, other: &Estimate) -> bool {
    let numbers = |estimate: &Estimate| [estimate.low(), estimate.base(), estimate.high()];
    let are_same = |(one, other): (f64, f64)| {
        one.to_bits() == other.to_bits() || (one - other).abs() <= ROUNDING * one.abs().max(other.abs())
    };
    numbers(one).into_iter().zip(numbers(other)).all(are_same)
}
