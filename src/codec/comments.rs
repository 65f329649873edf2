//! Whether people have written comments into a file: they go when the program writes it.

/// Whether a RON text has comments, what is quoted not counted.
pub(crate) fn has_comments(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, bytes.get(at + 1)) {
            (b'/', Some(b'/' | b'*')) => return true,
            (b'"', _) => at = after_string(bytes, at + 1),
            (b'r', Some(b'"' | b'#')) => at = after_raw_string(text, at + 1),
            (b'\'', _) => at = after_character(bytes, at + 1),
            _ => at += 1,
        }
    }
    false
}

fn after_string(bytes: &[u8], mut at: usize) -> usize {
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    at
}

/// `at` is behind the `r`. What turns out to be no raw string is left to be looked at.
fn after_raw_string(text: &str, at: usize) -> usize {
    let hashes = text[at..].bytes().take_while(|&byte| byte == b'#').count();
    let quoted = at + hashes;
    if text.as_bytes().get(quoted) != Some(&b'"') {
        return at;
    }
    let end = format!("\"{}", "#".repeat(hashes));
    text[quoted + 1..].find(&end).map_or(text.len(), |length| quoted + 1 + length + end.len())
}

fn after_character(bytes: &[u8], at: usize) -> usize {
    let start = if bytes.get(at) == Some(&b'\\') { at + 2 } else { at };
    let end = bytes.iter().skip(start).position(|&byte| byte == b'\'');
    end.map_or(bytes.len(), |length| start + length + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_are_found_and_quoted_slashes_are_not() {
        for (text, expected) in [
            ("(name: \"plain\", share: 0.5)", false),
            ("(name: \"a\") // why", true),
            ("( /* inside */ name: \"a\")", true),
            ("(url: \"https://example.org/*\")", false),
            ("(url: \"quo\\\"te // not\")", false),
            ("(url: r\"back\\\") // comment", true),
            ("(url: r#\"quo\" // te\"#)", false),
            ("(letter: '\"', url: \"//\")", false),
            ("(letter: '\\'', url: \"//\")", false),
            ("(letter: '/') // comment", true),
            ("(half: \"open // string", false),
            ("(r#name: 1) // comment", true),
            ("(größer: 1, r: 2)//", true),
            ("/", false),
            ("r#", false),
            ("'", false),
            ("\"\\", false),
            ("r###\"", false),
        ] {
            assert_eq!(has_comments(text), expected, "{text}");
        }
    }
}
