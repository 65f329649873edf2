//! What only its user may read, whatever new files are open to otherwise: unsaved work, and what files held before.

use std::io;
use std::path::Path;

use super::save::{Manner, save_over};
use super::{FileError, Replace};
use crate::disk::fs::{self, Permissions};

/// Saves bytes as a file that only its user may read, in place of whatever is there.
///
/// # Errors
/// What stands in the way; the old file is then as it was.
pub(super) fn save_private(bytes: &[u8], path: &Path) -> Result<(), FileError> {
    save_over(bytes, path, Manner { is_private: true, ..Replace::Anything.into() })
}

/// Makes a folder that only its user may enter, and closes one that is there. Those above it are as they are.
///
/// # Errors
/// What stands in the way of making it.
pub(super) fn private_folder(folder: &Path) -> Result<(), FileError> {
    make(folder).map_err(|error| FileError::of_saving(folder, error))?;
    if let Some(permissions) = owner_only(0o700) {
        // A folder that is somebody else's cannot be closed; the files in it are closed still.
        let _ = fs::set_permissions(folder, permissions);
    }
    Ok(())
}

fn make(folder: &Path) -> io::Result<()> {
    if let Some(above) = folder.parent() {
        fs::create_dir_all(above)?;
    }
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    // One that is there is no error in this.
    builder.recursive(true).create(folder)
}

/// What the owner alone may do; `None` where the system grants things otherwise.
pub(super) fn owner_only(mode: u32) -> Option<Permissions> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        Some(Permissions::from_mode(mode))
    }
    #[cfg(not(unix))]
    {
        let _ = mode;
        None
    }
}
