//! The page that holds the whole workbench: where it is, and a scenario in it.

use std::path::Path;
#[cfg(not(target_arch = "wasm32"))]
use std::path::PathBuf;
use std::sync::Arc;

#[cfg(not(target_arch = "wasm32"))]
use crate::disk::fs;
use crate::export::scenario_page;
use crate::files::write_scenario;
use crate::language::tr;
use crate::reference::file_stem;
use crate::scenario::Scenario;

/// What the page is called.
const PAGE: &str = "breakeven.html";

/// The page itself, from a file, or from where it is installed with the program.
///
/// # Errors
/// That it is not there, and where to get it.
pub fn workbench_page(file: Option<&Path>) -> Result<Arc<str>, String> {
    #[cfg(target_arch = "wasm32")]
    {
        let _ = file;
        let page = crate::disk::page::call("itself", &[]).map_err(|error| error.to_string())?;
        page.as_string().map(Arc::from).ok_or_else(|| tr!("the page cannot be read").to_owned())
    }
    #[cfg(not(target_arch = "wasm32"))]
    {
        let places = file.map_or_else(places, |file| vec![file.to_owned()]);
        let found = places.iter().find_map(|place| fs::read_to_string(place).ok());
        found.map(Arc::from).ok_or_else(|| match file {
            Some(file) => tr!(
                "{} cannot be read: it must be the page {page}, which is part of each release",
                file.display(),
                page = PAGE
            ),
            None => tr!(
                "the page of the workbench is not there: put {page}, which is part of each release, beside the program, or \
                 give --page",
                page = PAGE
            ),
        })
    }
}

/// Where the page is beside an installed program.
#[cfg(not(target_arch = "wasm32"))]
fn places() -> Vec<PathBuf> {
    let program = std::env::current_exe().and_then(fs::canonicalize).unwrap_or_default();
    let Some(folder) = program.parent() else { return Vec::new() };
    vec![folder.join(PAGE), folder.join("../share/breakeven").join(PAGE)]
}

/// A scenario in the page.
pub(super) fn page_of(scenario: &Scenario, page: Option<&str>) -> Result<Vec<u8>, String> {
    let page = page.ok_or_else(|| tr!("the page of the workbench was not read"))?;
    let name = format!("{}.ron", file_stem(&scenario.name));
    let sent = scenario_page(page, &name, &write_scenario(scenario));
    sent.map(String::into_bytes).ok_or_else(|| tr!("what was given for {page} is another page", page = PAGE))
}
