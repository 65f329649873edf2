//! The disk as the rest of the program sees it: that of the system, and in a page, which has none, one in memory, of
//! which the browser keeps a part. Both have the names of [`std::fs`], so nobody else needs to know on which one it is.
//!
//! Knows nothing else. Absent: what files mean.

#[cfg(target_arch = "wasm32")]
mod browser_storage;
#[cfg(target_arch = "wasm32")]
pub mod fs;
#[cfg(target_arch = "wasm32")]
pub mod page;
#[cfg(target_arch = "wasm32")]
pub mod tempfile;
#[cfg(target_arch = "wasm32")]
mod virtual_disk;

#[cfg(not(target_arch = "wasm32"))]
pub use std::fs;
use std::path::{Path, PathBuf};

#[cfg(not(target_arch = "wasm32"))]
pub use tempfile;
#[cfg(target_arch = "wasm32")]
pub use virtual_disk::{DOWNLOADS, KEPT, put, take_finished};

/// Whether something is there, links followed.
pub fn exists(path: &Path) -> bool {
    fs::exists(path).unwrap_or(false)
}

/// Whether a folder is there, links followed.
pub fn is_dir(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|data| data.is_dir())
}

/// The same path from the root on, links in it as they are.
///
/// # Errors
/// That the folder which it starts from is gone.
pub fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    #[cfg(target_arch = "wasm32")]
    return Ok(virtual_disk::absolute(path));
    #[cfg(not(target_arch = "wasm32"))]
    std::path::absolute(path)
}

/// Whether a path begins at a root.
pub fn is_absolute(path: &Path) -> bool {
    // In a page there are no drives, and the standard library takes no path for absolute.
    if cfg!(target_arch = "wasm32") { path.has_root() } else { path.is_absolute() }
}

/// A number that no other window which is open has: the process, or what a page has drawn by lot.
pub fn window_number() -> u32 {
    #[cfg(target_arch = "wasm32")]
    return page::number();
    #[cfg(not(target_arch = "wasm32"))]
    std::process::id()
}
