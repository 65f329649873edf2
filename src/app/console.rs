//! The console of Windows and the window: who asked for results gets them there, who asked for the window gets no console.
//!
//! Windows knows two kinds of programs. Of those with a console every shell waits for the end, shows what they say and learns
//! how they ended; those without one say nothing. This program is of the first kind, and its window opens apart from the
//! console, where there is one: newer systems start it without one on a double click (`breakeven.manifest`), for older ones
//! it is started once more. Absent: other systems, where none of this is needed.

use std::io::{self, IsTerminal as _};
use std::os::windows::process::CommandExt as _;
use std::process::{Command, Stdio};

use rfd::{MessageDialog, MessageLevel};

/// Starts the program with no console, on its own.
const DETACHED_PROCESS: u32 = 0x0000_0008;

/// Opens the window in a process of its own where this one has a console that nobody has sent elsewhere, so that it is free
/// again, or gone if it was made for this. Says whether that was done. Not while developing, which wants to see what is said.
pub fn opens_apart() -> bool {
    if cfg!(debug_assertions) || !io::stdout().is_terminal() {
        return false;
    }
    let Ok(program) = std::env::current_exe() else { return false };
    let mut again = Command::new(program);
    again.args(std::env::args_os().skip(1)).creation_flags(DETACHED_PROCESS);
    again.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().is_ok()
}

/// Says why there is no window to whoever has no console to read it in.
pub fn say(message: &str) {
    if !io::stderr().is_terminal() {
        let dialog = MessageDialog::new().set_level(MessageLevel::Error).set_title("Breakeven");
        dialog.set_description(message).show();
    }
}
