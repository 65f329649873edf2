//! A scenario in the page that holds the whole workbench, to be sent as one file.

use serde_json::json;

/// What stands before the place of the scenario in the page, and after it.
const PLACE: (&str, &str) = (r#"<script id="scenario" type="application/json">"#, "</script>");

/// The page with the text of a scenario file in its place, under a name. `None` of what is no page of ours.
///
/// Nothing in the text ends its place: what begins or ends an element in HTML is escaped as JSON escapes it.
pub fn scenario_page(page: &str, file_name: &str, text: &str) -> Option<String> {
    let (before, rest) = page.split_once(PLACE.0)?;
    let after = &rest[rest.find(PLACE.1)?..];
    let held = escaped(&json!({ "name": file_name, "text": text }).to_string());
    Some([before, PLACE.0, &held, after].concat())
}

fn escaped(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => escaped.push_str(&format!("\\u{:04x}", letter as u32)),
            letter => escaped.push(letter),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str =
        "<body><script id=\"scenario\" type=\"application/json\"></script><script>let a = 1;</script></body>";

    #[test]
    fn no_text_breaks_out_of_its_place() {
        for hostile in [
            "</script><script>alert(1)</script>",
            "</SCRIPT >",
            "<!-- <script>",
            "-->",
            "]]>",
            "\u{2028}\u{2029}\u{0}\\\"'`${alert(1)}",
            "@PROGRAM@ &lt;/script&gt; $1 \\u003c/script",
        ] {
            let page = scenario_page(PAGE, hostile, hostile).expect("it has the place");
            let (before, rest) = page.split_once(PLACE.0).expect("it is there still");
            let (held, after) = rest.split_once("</script>").expect("it ends");
            assert_eq!((before, after), ("<body>", "<script>let a = 1;</script></body>"), "{hostile}");
            assert!(!held.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{held}");
            let read: serde_json::Value = serde_json::from_str(held).expect("it is JSON");
            assert_eq!(read, json!({ "name": hostile, "text": hostile }));
            assert_eq!(
                scenario_page(&page, "b", "c"),
                scenario_page(PAGE, "b", "c"),
                "a page that was sent can be sent on"
            );
        }
    }

    #[test]
    fn what_is_no_page_takes_nothing() {
        assert_eq!(scenario_page("<html></html>", "a", "b"), None);
    }
}
