//! What the browser keeps of a page from one start to the next: texts under names, a few megabytes of them.

use std::io::{Error, Result};

use web_sys::Storage;

use crate::language::tr;

/// Begins the name of everything that is kept here. What the window remembers stands beside it, under other names.
const PREFIX: &str = "breakeven:";

fn storage() -> Result<Storage> {
    let refused = || Error::other(tr!("the browser keeps nothing for this page"));
    web_sys::window().and_then(|window| window.local_storage().ok()?).ok_or_else(refused)
}

/// The text of a name.
pub(super) fn read(name: &str) -> Option<String> {
    storage().ok()?.get_item(&format!("{PREFIX}{name}")).ok()?
}

/// Keeps a text.
///
/// # Errors
/// That there is no room, or that the browser keeps nothing.
pub(super) fn write(name: &str, text: &str) -> Result<()> {
    let full = || Error::other(tr!("the browser keeps no more than a few megabytes for this page"));
    storage()?.set_item(&format!("{PREFIX}{name}"), text).map_err(|_| full())
}

/// Keeps a text no longer.
pub(super) fn remove(name: &str) {
    if let Ok(storage) = storage() {
        // What is not there need not be removed.
        let _ = storage.remove_item(&format!("{PREFIX}{name}"));
    }
}

/// The names of all that is kept.
pub(super) fn names() -> Vec<String> {
    let Ok(storage) = storage() else { return Vec::new() };
    let keys = (0..storage.length().unwrap_or(0)).filter_map(|index| storage.key(index).ok()?);
    keys.filter_map(|key| key.strip_prefix(PREFIX).map(str::to_owned)).collect()
}
