//! Addresses of pages in running text, and where they stand once it is laid out.

use std::ops::Range;

use egui::{Galley, Pos2, Rect};

/// The bytes of each address in a text, without the punctuation after it.
pub fn addresses_in(text: &str) -> impl Iterator<Item = Range<usize>> {
    let starts = text.match_indices("http").map(|(start, _)| start);
    starts.filter_map(move |start| {
        let rest = &text[start..];
        let end = rest.find(char::is_whitespace).unwrap_or(rest.len());
        let address = rest[..end].trim_end_matches([',', '.', ';', ')']);
        let name = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
        (!name.is_empty()).then(|| start..start + address.len())
    })
}

/// Each address in a laid out text whose corner is `at`, once for every line that it is on.
pub fn addresses(at: Pos2, galley: &Galley) -> Vec<(Rect, String)> {
    let text = galley.text();
    let mut found = Vec::new();
    for bytes in addresses_in(text) {
        let first = text[..bytes.start].chars().count();
        let letters = first..first + text[bytes.clone()].chars().count();
        let mut before = 0;
        for row in &galley.rows {
            let inside = row.glyphs.iter().enumerate().filter(|(place, _)| letters.contains(&(before + place)));
            let area = inside.map(|(_, glyph)| glyph.logical_rect()).reduce(Rect::union);
            let corner = at.to_vec2() + row.pos.to_vec2();
            found.extend(area.map(|area| (area.translate(corner), text[bytes.clone()].to_owned())));
            before += row.glyphs.len() + usize::from(row.ends_with_newline);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_ends_before_the_punctuation_after_it() {
        let text = "Prices, https://example.org/a-b?c=1, 2026; (http://é.org/x). https:// and httpd are none";
        let found: Vec<&str> = addresses_in(text).map(|bytes| &text[bytes]).collect();
        assert_eq!(found, ["https://example.org/a-b?c=1", "http://é.org/x"]);
    }
}
