//! Opening what is on the disk: files, and nothing else. A pipe waits for whoever writes to it, a device may have no end.

use std::io::{self, ErrorKind, Read as _};
use std::path::Path;

use super::FileError;
use super::windows_names::is_device;
use crate::disk::fs::{self, File, FileType, OpenOptions};
use crate::language::tr;

/// The largest file that is read: far beyond any scenario, small enough not to fill the memory.
const LARGEST_FILE: u64 = 16 * 1024 * 1024;

/// Opens a file to read it.
///
/// # Errors
/// What the disk said, or what stands there in place of a file.
pub(crate) fn open_file(path: &Path) -> io::Result<File> {
    open_with(File::options().read(true), path)
}

/// Opens a file as asked, and waits for nobody where it turns out to be none.
///
/// # Errors
/// What the disk said, or what stands there in place of a file.
pub(crate) fn open_with(options: &mut OpenOptions, path: &Path) -> io::Result<File> {
    if cfg!(windows) && path.file_name().and_then(|name| name.to_str()).is_some_and(is_device) {
        return Err(io::Error::new(ErrorKind::InvalidInput, tr!("this is a device, not a file")));
    }
    // Asked before, since opening a device may set it going already.
    match fs::metadata(path) {
        Ok(data) => must_be_file(data.file_type())?,
        // It may be about to be made.
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => return Err(error),
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        // What has taken its place meanwhile is not waited for either.
        options.custom_flags(libc::O_NONBLOCK | libc::O_NOCTTY);
    }
    let file = options.open(path)?;
    must_be_file(file.metadata()?.file_type())?;
    Ok(file)
}

/// Reads a text, but no more than a scenario can have.
pub(crate) fn read_text(path: &Path) -> Result<String, FileError> {
    String::from_utf8(read(path)?).map_err(|_| FileError::NotText { file: path.to_owned() })
}

/// Reads a file, but no more than a scenario can have.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, FileError> {
    let io = |error| FileError::Io { file: path.to_owned(), error };
    let mut bytes = Vec::new();
    open_file(path).map_err(io)?.take(LARGEST_FILE + 1).read_to_end(&mut bytes).map_err(io)?;
    if LARGEST_FILE < bytes.len() as u64 {
        return Err(FileError::TooLarge { file: path.to_owned(), megabytes: LARGEST_FILE / 1024 / 1024 });
    }
    Ok(bytes)
}

/// Refuses what is no file, in words.
///
/// # Errors
/// What it is instead.
pub(crate) fn must_be_file(kind: FileType) -> io::Result<()> {
    if kind.is_file() {
        return Ok(());
    }
    Err(io::Error::new(ErrorKind::InvalidInput, tr!("this is {}, not a file", name(kind))))
}

fn name(kind: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        if kind.is_fifo() {
            return tr!("a pipe");
        }
        if kind.is_char_device() || kind.is_block_device() {
            return tr!("a device");
        }
        if kind.is_socket() {
            return tr!("a socket");
        }
    }
    if kind.is_dir() { tr!("a folder") } else { tr!("something else") }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::{Autosave, Backups, RecoveredWork, Replace, open_scenario, save_bytes, save_into};
    use crate::reference::FileKind;
    use crate::reference::{Library, PRESETS, cards, open_card, open_catalogue};

    fn pipe(path: &Path) {
        let made = std::process::Command::new("mkfifo").arg(path).status().unwrap();
        assert!(made.success());
    }

    /// Before, the first of these waited for ever.
    #[test]
    fn what_is_no_file_is_named_and_never_waited_for() {
        let folder = tempfile::tempdir().unwrap();
        let fifo = folder.path().join("pipe.ron");
        pipe(&fifo);
        let socket = folder.path().join("socket.ron");
        let _listening = std::os::unix::net::UnixListener::bind(&socket).unwrap();
        let device = Path::new("/dev/zero");
        for (path, what) in
            [(&*fifo, "a pipe"), (&*socket, "a socket"), (device, "a device"), (folder.path(), "a folder")]
        {
            let expected = format!("{}: this is {what}, not a file", path.display());
            assert_eq!(open_scenario(path).unwrap_err().to_string(), expected);
            assert_eq!(open_card(path).unwrap_err().to_string(), expected);
            // Folders are read for usage.
            let kind = if path.is_dir() { FileKind::Usage } else { FileKind::Scenario };
            assert_eq!(FileKind::of(path), kind);
            let prices = open_catalogue(path, |_| String::new()).unwrap_err().to_string();
            assert_eq!(format!("{}: {prices}", path.display()), expected);
            for replace in [Replace::Anything, Replace::Nothing] {
                assert_eq!(save_into(b"new", path, replace).unwrap_err().to_string(), expected, "nor replaced");
            }
            assert!(!fs::metadata(path).unwrap().is_file());
        }
    }

    #[test]
    fn pipes_among_what_is_kept_hold_nothing_up() {
        let folder = tempfile::tempdir().unwrap();
        let library = Library::new(folder.path().join("cards"));
        library.save(&cards()[0]).unwrap();
        pipe(&folder.path().join("cards/pipe.ron"));
        let (own, errors) = library.read();
        assert_eq!((own.len(), errors.len()), (1, 1));
        assert!(errors[0].to_string().ends_with("this is a pipe, not a file"), "{}", errors[0]);

        let scenario = PRESETS[0].scenario();
        Autosave::new(folder.path()).unwrap().keep(&scenario, None).unwrap();
        for name in ["1-1.ron", "1-2.lock", "1-2.ron"] {
            pipe(&folder.path().join("autosave").join(name));
        }
        assert_eq!(RecoveredWork::all(folder.path()).len(), 1);

        let plan = folder.path().join("plan.ron");
        save_bytes(b"old", &plan).unwrap();
        let backups = Backups::new(folder.path());
        backups.keep(&plan, 1).unwrap();
        let kept = backups.of(&plan).remove(0).path;
        pipe(&kept.with_file_name("2.ron"));
        assert_eq!(backups.of(&plan).len(), 1, "a pipe is no backup");
        backups.keep(&plan, 3).unwrap();
        fs::remove_file(&plan).unwrap();
        pipe(&plan);
        backups.keep(&plan, 4).expect("a pipe has nothing to keep");
    }
}
