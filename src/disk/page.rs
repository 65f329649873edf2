//! What the page around the program does for it, called by name: `breakeven` in `assets/page/loader.js`.

use std::io;

use js_sys::{Array, Function, Reflect};
use wasm_bindgen::{JsCast as _, JsValue};

use crate::language::tr;

/// A value that the page has under a name.
pub fn value(name: &str) -> JsValue {
    let page = Reflect::get(&js_sys::global(), &"breakeven".into()).unwrap_or_default();
    Reflect::get(&page, &name.into()).unwrap_or_default()
}

/// Tells the page something under a name.
pub fn tell(name: &str, value: &JsValue) {
    if let Ok(page) = Reflect::get(&js_sys::global(), &"breakeven".into()) {
        // A page that does not listen misses nothing else.
        let _ = Reflect::set(&page, &name.into(), value);
    }
}

/// Has the page do something.
///
/// # Errors
/// That it cannot, in its own words.
pub fn call(name: &str, arguments: &[&JsValue]) -> io::Result<JsValue> {
    let function: Function = value(name).dyn_into().map_err(|_| io::Error::from(io::ErrorKind::Unsupported))?;
    let arguments: Array = arguments.iter().copied().collect();
    function.apply(&JsValue::UNDEFINED, &arguments).map_err(|error| io::Error::other(in_words(&error)))
}

/// What a failure of the page says.
pub fn in_words(error: &JsValue) -> String {
    let message = Reflect::get(error, &"message".into()).ok().and_then(|message| message.as_string());
    message.or_else(|| error.as_string()).unwrap_or_else(|| tr!("the browser refuses").to_owned())
}

/// The name that this window has among all of this browser; it begins with when it was opened.
pub(super) fn name() -> String {
    value("tab").as_string().unwrap_or_default()
}

/// The second half of that name.
pub(super) fn number() -> u32 {
    name().split_once('-').and_then(|(_, number)| number.parse().ok()).unwrap_or_default()
}

/// Whether the window of a name is open. One that was opened later than this one is taken to be, since nobody has looked.
pub(super) fn is_open(name: &str) -> bool {
    let opened = |name: &str| name.split_once('-').and_then(|(opened, _)| opened.parse::<u64>().ok());
    let others: Array = value("others").dyn_into().unwrap_or_default();
    others.includes(&name.into(), 0) || opened(&self::name()) < opened(name)
}
