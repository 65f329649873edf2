//! Work on a thread of its own, or at once where there are no threads: in a page.

use std::thread::JoinHandle;

/// Begins work that waits for nobody. `None` where it has been done at once, or where the system has no thread left: then
/// it is dropped.
pub fn begin(name: &str, work: impl FnOnce() + Send + 'static) -> Option<JoinHandle<()>> {
    #[cfg(target_arch = "wasm32")]
    {
        let _ = name;
        work();
        None
    }
    #[cfg(not(target_arch = "wasm32"))]
    std::thread::Builder::new().name(name.to_owned()).spawn(work).ok()
}
