//! Which correlations can hold together (model, section 10).

use std::collections::{HashMap, HashSet};

use super::{EstimatePath, Problem, Scenario};
use crate::language::tr;

/// The lower triangle L of a correlation matrix, L·Lᵀ, row by row.
pub type Triangle = Vec<Vec<f64>>;

/// Decomposes the normal correlations that rank correlations stand for, between estimates numbered from 0.
///
/// A rank correlation rho is a normal correlation of 2·sin(π·rho/6). `None` where the matrix is not positive
/// semi-definite: no futures could have all of these correlations at once.
pub fn triangle(estimates: usize, pairs: &[(usize, usize, f64)]) -> Option<Triangle> {
    const ALMOST_ZERO: f64 = 1e-9;
    let mut matrix = vec![vec![0.0; estimates]; estimates];
    for (index, row) in matrix.iter_mut().enumerate() {
        row[index] = 1.0;
    }
    for &(first, second, rho) in pairs {
        let normal = 2.0 * libm::sin(std::f64::consts::PI * rho / 6.0);
        matrix[first][second] = normal;
        matrix[second][first] = normal;
    }
    let mut triangle: Triangle = vec![vec![0.0; estimates]; estimates];
    for row in 0..estimates {
        for column in 0..=row {
            let shared: f64 = (0..column).map(|k| triangle[row][k] * triangle[column][k]).sum();
            let rest = matrix[row][column] - shared;
            let pivot = triangle[column][column];
            triangle[row][column] = if row == column && -ALMOST_ZERO <= rest {
                libm::sqrt(rest.max(0.0))
            } else if row != column && ALMOST_ZERO < pivot * pivot {
                rest / pivot
            } else if row != column && rest.abs() <= libm::sqrt(ALMOST_ZERO) {
                0.0
            } else {
                return None;
            };
        }
    }
    Some(triangle)
}

/// What is wrong with a scenario's correlations. Those of known numbers are ignored, as the draws do.
pub(super) fn problems(scenario: &Scenario) -> Vec<Problem> {
    let fields = scenario.every_field();
    let known: HashSet<&EstimatePath> = fields.iter().map(|field| &field.path).collect();
    let uncertain = fields.iter().filter(|field| field.estimate.is_uncertain());
    let numbers: HashMap<&EstimatePath, usize> =
        uncertain.enumerate().map(|(number, field)| (&field.path, number)).collect();
    let mut members: HashMap<usize, usize> = HashMap::new();
    let (mut pairs, mut seen, mut problems) = (Vec::new(), HashSet::new(), Vec::new());
    for (index, (first, second, rho)) in scenario.correlations.iter().enumerate() {
        let mut report = |message: String| problems.push(Problem { path: format!("correlations[{index}]"), message });
        let before = pairs.len();
        for name in [first, second].into_iter().filter(|name| !known.contains(name)) {
            report(tr!("`{name}` is not an estimate of this scenario", name));
        }
        if !(-1.0..=1.0).contains(rho) {
            report(tr!("a correlation of {rho}: it must be between −1 and 1", rho));
        } else if first == second {
            report(tr!("`{first}` is correlated with itself: name two estimates", first));
        } else if !seen.insert(if first < second { (first, second) } else { (second, first) }) {
            report(tr!("`{first}` and `{second}` are correlated twice: keep one of the two", first, second));
        } else if let (Some(&a), Some(&b)) = (numbers.get(first), numbers.get(second)) {
            let mut member = |number| {
                let next = members.len();
                *members.entry(number).or_insert(next)
            };
            pairs.push((member(a), member(b), *rho));
        }
        if before < pairs.len() && triangle(members.len(), &pairs).is_none() {
            pairs.pop();
            report(tr!(
                "a correlation of {rho} between `{first}` and `{second}` contradicts those before it: no future could have all of them; bring it nearer to what the others imply, or remove one",
                rho,
                first,
                second
            ));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_can_hold_together() {
        let cases = [
            (vec![], true),
            (vec![(0, 1, 0.9), (1, 2, 0.9), (0, 2, 0.9)], true),
            (vec![(0, 1, 0.9), (1, 2, 0.9), (0, 2, -0.9)], false),
            (vec![(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)], true),
            (vec![(0, 1, 1.0), (1, 2, 0.5), (0, 2, 0.5)], true),
            (vec![(0, 1, 1.0), (1, 2, 0.5), (0, 2, -0.5)], false),
        ];
        for (pairs, possible) in cases {
            assert_eq!(triangle(3, &pairs).is_some(), possible, "{pairs:?}");
        }
    }

    #[test]
    fn the_triangle_multiplies_to_the_matrix() {
        let triangle = triangle(2, &[(0, 1, 0.5)]).expect("it is possible");
        let normal = 2.0 * (std::f64::consts::PI / 12.0).sin();
        assert!((triangle[1][0] * triangle[0][0] - normal).abs() < 1e-15);
        assert!((triangle[1][0].powi(2) + triangle[1][1].powi(2) - 1.0).abs() < 1e-15);
    }
}
