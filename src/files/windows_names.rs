//! What Windows makes of names and paths: which names it keeps for itself, and the form of a path that it gives back.
//!
//! Functions of text alone, so that they are tested on every system. Whoever calls them says where they hold.

use std::borrow::Cow;

use crate::language::tr;

/// Letters that no name may have: they separate, or stand for something.
const NEVER: [char; 9] = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];
/// Longer paths are only understood in the form that [`as_people_write`] takes away.
const LONGEST: usize = 259;

/// Why a file that is called so cannot be made there, or would be another one than it says.
pub(super) fn refusal(name: &str) -> Option<String> {
    if let Some(letter) = name.chars().find(|letter| NEVER.contains(letter) || letter.is_ascii_control()) {
        return Some(tr!("Windows allows no {} in the name of a file", letter.escape_debug()));
    }
    if is_device(name) {
        return Some(tr!("Windows keeps this name for a device").to_owned());
    }
    // Windows drops them without a word: the file would be another one.
    name.ends_with(['.', ' ']).then(|| tr!("Windows allows no dot and no space at the end of a name").to_owned())
}

/// Whether a name stands for a device, whatever ending it has: `CON`, `nul.ron`, `COM1`.
pub(super) fn is_device(name: &str) -> bool {
    let stem = name.split(['.', ':']).next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |of: &str| stem.strip_prefix(of).is_some_and(|number| "123456789¹²³".contains(number));
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        _ => stem.chars().count() == 4 && (numbered("COM") || numbered("LPT")),
    }
}

/// A name for a file that is made of what people call something: with `what` it is where the name alone is a device's.
pub fn not_a_device(name: String, what: &str) -> String {
    if is_device(&name) { format!("{name}_{what}") } else { name }
}

/// A path as people write it, of the form that Windows gives back where it is asked for the path of a file:
/// `\\?\C:\plans` is `C:\plans`, and `\\?\UNC\server\plans` is `\\server\plans`. What means another file without that form
/// keeps it.
pub fn as_people_write(path: &str) -> Cow<'_, str> {
    let Some(rest) = path.strip_prefix(r"\\?\") else { return path.into() };
    let short: Cow<'_, str> = match rest.strip_prefix(r"UNC\") {
        Some(share) => format!(r"\\{share}").into(),
        None => rest.into(),
    };
    let is_drive = matches!(rest.as_bytes(), [letter, b':', b'\\', ..] if letter.is_ascii_alphabetic());
    let names = short.trim_start_matches('\\').split('\\').skip(usize::from(is_drive));
    let is_plain = names.clone().all(|name| name != ".." && (name.is_empty() || refusal(name).is_none()));
    let is_short = short.encode_utf16().count() <= LONGEST;
    if is_plain && is_short && (is_drive || rest.starts_with(r"UNC\")) { short } else { path.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_windows_keeps_for_itself_are_refused_with_the_reason() {
        for name in
            ["plan.ron", "console.ron", "COM10", "com", "LPT.ron", "nul_scenario.ron", "Größe.ron", ".ron", "a b"]
        {
            assert_eq!(refusal(name), None, "{name}");
        }
        for name in ["con", "CON.ron", "Nul", "aux.portfolio.ron", "COM1.ron", "lpt9", "com¹.ron", "prn .ron", "conin$"]
        {
            assert_eq!(refusal(name).as_deref(), Some("Windows keeps this name for a device"), "{name}");
        }
        for name in ["plan.ron.", "plan ", ".."] {
            assert_eq!(
                refusal(name).as_deref(),
                Some("Windows allows no dot and no space at the end of a name"),
                "{name}"
            );
        }
        for (name, letter) in [("v1:draft.ron", ":"), ("what?.ron", "?"), ("a\nb", "\\n"), ("a|b", "|")] {
            let expected = format!("Windows allows no {letter} in the name of a file");
            assert_eq!(refusal(name), Some(expected), "{name}");
        }
    }

    #[test]
    fn what_is_called_like_a_device_gets_a_file_that_is_none() {
        for (name, file) in
            [("con", "con_scenario"), ("nul", "nul_scenario"), ("console", "console"), ("com1", "com1_scenario")]
        {
            assert_eq!(not_a_device(name.to_owned(), "scenario"), file);
            assert!(!is_device(file));
        }
    }

    #[test]
    fn paths_are_shown_as_people_write_them_where_that_is_the_same_file() {
        let long = format!(r"\\?\C:\{}", "a".repeat(300));
        let cases = [
            (r"\\?\C:\plans\a b.ron", r"C:\plans\a b.ron"),
            (r"\\?\C:\", r"C:\"),
            (r"\\?\UNC\server\share\plan.ron", r"\\server\share\plan.ron"),
            (r"C:\plans\plan.ron", r"C:\plans\plan.ron"),
            (r"\\server\share\plan.ron", r"\\server\share\plan.ron"),
            ("/home/plan.ron", "/home/plan.ron"),
            // These would be other files, or none.
            (r"\\?\C:\plans\nul.ron", r"\\?\C:\plans\nul.ron"),
            (r"\\?\C:\plans.\plan.ron", r"\\?\C:\plans.\plan.ron"),
            (r"\\?\C:\plans\..\plan.ron", r"\\?\C:\plans\..\plan.ron"),
            (r"\\?\Volume{b75e2c83}\plan.ron", r"\\?\Volume{b75e2c83}\plan.ron"),
            (&long, &long),
        ];
        for (path, written) in cases {
            assert_eq!(as_people_write(path), written);
        }
    }
}
