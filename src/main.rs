//! Breakeven: the command line and the window; in a page the window alone.

#[cfg(not(target_arch = "wasm32"))]
mod cli;

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    cli::CommandLine::read().run()
}

#[cfg(target_arch = "wasm32")]
fn main() {
    breakeven::app::start();
}
