//! What may be typed into the cells of prices and terms.

use std::collections::BTreeSet;
use std::path::Path;

use breakeven::export::workbook;
use breakeven::files::open_scenario;

use super::{CASES, Computed, part};

/// Terms that something is divided by, or of which a logarithm is taken, and the least of those that are counted.
const ABOVE_ZERO: [(&str, f64); 11] = [
    ("up to", 1e-12),
    ("what a unit holds", 1e-12),
    ("quantity that its cost is known at", 1e-12),
    ("a prompt is long above", 1e-12),
    ("share of a month that a prefix is kept", 1e-12),
    ("reads a second, each replica", 1e-12),
    ("writes a second, each replica", 1e-12),
    ("how busy a replica may be", 1e-12),
    ("a unit serves", 1e-12),
    ("units are bought by", 1.0),
    ("units at least", 1.0),
];

#[test]
fn no_term_may_be_what_the_engine_forbids() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cases");
    let mut met = BTreeSet::new();
    for name in CASES {
        let case = open_scenario(&folder.join(name).with_extension("ron")).expect("the case opens");
        let bytes = workbook(&Computed::of(case).content()).expect("a workbook");
        let names = part(&bytes, "xl/workbook.xml");
        let place =
            names.split("<sheet name=\"").skip(1).position(|sheet| sheet.starts_with("Prices")).expect("a sheet");
        let prices = part(&bytes, &format!("xl/worksheets/sheet{}.xml", place + 1));
        let words = part(&bytes, "xl/sharedStrings.xml");
        let words: Vec<&str> =
            words.split("</t></si>").map(|word| word.rsplit_once('>').map_or("", |(_, word)| word)).collect();
        let least = |row: &str| -> f64 {
            let own = prices
                .split("<dataValidation ")
                .find(|rule| rule.contains(&format!("sqref=\"D{row}\"")))
                .expect("a rule");
            let (_, least) = own.split_once("<formula1>").expect("a bound");
            least.split('<').next().expect("a number").parse().expect("a number")
        };
        for cell in prices.split("<c r=\"A").skip(1) {
            let (row, rest) = cell.split_once('"').expect("a row");
            let Some((_, word)) = rest.split_once("t=\"s\"><v>") else { continue };
            let word = words[word.split('<').next().expect("a place").parse::<usize>().expect("a place")];
            for (end, allowed) in ABOVE_ZERO {
                // Tiers are numbered.
                if word.ends_with(end) {
                    assert_eq!(least(row), allowed, "{name}: {word}");
                    met.insert(end);
                }
            }
        }
    }
    assert_eq!(met.len(), ABOVE_ZERO.len(), "{met:?}");
}
