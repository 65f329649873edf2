//! What was typed into a dialog that was left with neither yes nor no, for the next time it is asked for.

use super::Dialog;
use super::tools::Tool;
use crate::language::tr_noop;

/// Dialogs and tools with work in them, each about another thing.
#[derive(Default)]
pub(crate) struct DialogDrafts {
    pub dialogs: Vec<Dialog>,
    pub tools: Vec<Tool>,
}

/// Said when something is set aside.
pub(crate) const KEPT: &str = tr_noop!("What you put in is kept for the next time that you ask for it");
