//! Native file dialogs, without holding up the window; where there is none, the window asks for a path itself.

use std::path::PathBuf;
#[cfg(not(target_arch = "wasm32"))]
use std::pin::Pin;
use std::sync::mpsc;
use std::time::Duration;

use strum::VariantArray as _;
use web_time::Instant;

use crate::app::command::files::Purpose;
use crate::language::tr;
use crate::reference::FileKind;

/// What became of a question.
#[derive(Debug, PartialEq, Eq)]
pub enum FileDialogAnswer {
    /// This file.
    File(PathBuf),
    /// None.
    Cancelled,
    /// There is no dialog to be had here.
    NoDialog,
}

/// A dialog that is open.
pub struct FileDialog {
    /// What it asks.
    pub purpose: Purpose,
    answer: mpsc::Receiver<Option<PathBuf>>,
    opened: Instant,
}

/// Nobody cancels a dialog faster than this: it never came up.
const FASTEST_PERSON: Duration = Duration::from_millis(if cfg!(target_arch = "wasm32") { 0 } else { 300 });

impl FileDialog {
    /// Opens a dialog for a purpose, with a file name to start from. `wake` is called when it has been answered.
    pub fn open(purpose: Purpose, file_name: &str, wake: impl FnOnce() + Send + 'static) -> Self {
        let answer = ask(&purpose, file_name, wake);
        Self { purpose, answer, opened: Instant::now() }
    }

    /// The answer, once there is one.
    pub fn poll(&self) -> Option<FileDialogAnswer> {
        match self.answer.try_recv() {
            Ok(Some(path)) => Some(FileDialogAnswer::File(path)),
            Ok(None) if self.opened.elapsed() < FASTEST_PERSON => Some(FileDialogAnswer::NoDialog),
            Ok(None) => Some(FileDialogAnswer::Cancelled),
            Err(mpsc::TryRecvError::Empty) => None,
            Err(mpsc::TryRecvError::Disconnected) => Some(FileDialogAnswer::NoDialog),
        }
    }
}

/// Asks the system.
#[cfg(not(target_arch = "wasm32"))]
fn ask(purpose: &Purpose, file_name: &str, wake: impl FnOnce() + Send + 'static) -> mpsc::Receiver<Option<PathBuf>> {
    let (sender, answer) = mpsc::channel();
    let mut dialog = rfd::AsyncFileDialog::new();
    if let Some(folders) = directories::UserDirs::new() {
        dialog = dialog.set_directory(folders.document_dir().unwrap_or(folders.home_dir()));
    }
    for (name, endings) in filters(purpose) {
        dialog = dialog.add_filter(name, &endings);
    }
    if purpose.is_folder() {
        dialog = dialog.set_title(tr!("Export everything into a folder"));
    }
    // Made here, because some systems insist on the main thread; waited for elsewhere.
    let chosen: Pin<Box<dyn Future<Output = Option<rfd::FileHandle>> + Send>> = match purpose {
        Purpose::Open(_) => Box::pin(dialog.pick_file()),
        Purpose::ExportEverything | Purpose::ExportPortfolio => Box::pin(dialog.pick_folder()),
        Purpose::Save | Purpose::SaveCard(_) | Purpose::Export(_) | Purpose::SavePortfolioPicture(..) => {
            Box::pin(dialog.set_file_name(file_name).save_file())
        }
    };
    let waiting = std::thread::Builder::new().name("file dialog".to_owned()).spawn(move || {
        let file = pollster::block_on(chosen);
        // Whoever asked may have gone.
        let _ = sender.send(file.map(|file| file.path().to_owned()));
        wake();
    });
    // Without a thread nobody answers, which reads as no dialog.
    drop(waiting);
    answer
}

/// Asks the page for files to open. What is saved is downloaded under its name, so nobody is asked where to; under which
/// name a scenario is saved the window asks itself.
#[cfg(target_arch = "wasm32")]
fn ask(purpose: &Purpose, file_name: &str, wake: impl FnOnce() + Send + 'static) -> mpsc::Receiver<Option<PathBuf>> {
    let (sender, answer) = mpsc::channel();
    match purpose {
        Purpose::Open(_) => {
            let endings = filters(purpose).swap_remove(0).1;
            let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
            wasm_bindgen_futures::spawn_local(async move {
                let path = chosen(&endings.join(",")).await;
                // Whoever asked may have gone.
                let _ = sender.send(path);
                wake();
            });
        }
        // Nobody answers, which reads as no dialog.
        Purpose::Save => {}
        Purpose::SaveCard(_)
        | Purpose::Export(_)
        | Purpose::SavePortfolioPicture(..)
        | Purpose::ExportEverything
        | Purpose::ExportPortfolio => {
            let _ = sender.send(Some(PathBuf::from(file_name)));
        }
    }
    answer
}

/// The first of the files that somebody chooses in the page; all of them are put on its disk.
#[cfg(target_arch = "wasm32")]
async fn chosen(endings: &str) -> Option<PathBuf> {
    use js_sys::{Array, Promise, Reflect, Uint8Array};
    use wasm_bindgen::JsCast as _;

    use crate::disk::{self, page};

    let choice: Promise = page::call("choose", &[&endings.into()]).ok()?.dyn_into().ok()?;
    let files: Array = wasm_bindgen_futures::JsFuture::from(choice).await.ok()?.dyn_into().ok()?;
    let file = |file: wasm_bindgen::JsValue| {
        let bytes: Uint8Array = Reflect::get(&file, &"bytes".into()).ok()?.dyn_into().ok()?;
        let name = Reflect::get(&file, &"name".into()).ok()?.as_string()?;
        Some(disk::put(&name, bytes.to_vec()))
    };
    let paths: Vec<PathBuf> = files.iter().filter_map(file).collect();
    paths.into_iter().next()
}

/// Which files a dialog offers, by the name that it shows and their endings: each of these in turn, the first at once.
fn filters(purpose: &Purpose) -> Vec<(String, Vec<&'static str>)> {
    let of_kind = |kind: FileKind| (kind.name().to_owned(), kind.endings().to_vec());
    match purpose {
        Purpose::Open(None) => {
            let mut endings: Vec<&str> = FileKind::VARIANTS.iter().flat_map(|kind| kind.endings()).copied().collect();
            endings.sort_unstable();
            endings.dedup();
            let all = (tr!("All that Breakeven opens").to_owned(), endings);
            std::iter::once(all).chain(FileKind::VARIANTS.iter().copied().map(of_kind)).collect()
        }
        Purpose::Open(Some(kind)) => vec![of_kind(*kind)],
        Purpose::SaveCard(_) => vec![of_kind(FileKind::Card)],
        Purpose::Save => vec![of_kind(FileKind::Scenario)],
        Purpose::Export(artifact) => vec![(artifact.name(), vec![artifact.ending()])],
        Purpose::SavePortfolioPicture(kind, format) => vec![(kind.name().to_owned(), vec![format.ending()])],
        Purpose::ExportEverything | Purpose::ExportPortfolio => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn opening_offers_every_kind_of_file_and_asking_for_one_only_that() {
        let offered = filters(&Purpose::Open(None));
        for kind in FileKind::VARIANTS {
            let own = (kind.name().to_owned(), kind.endings().to_vec());
            assert!(offered[0].1.contains(&kind.ending()), "{kind:?}: whatever opens is shown at once");
            assert!(offered[1..].contains(&own), "{kind:?}");
            assert_eq!(filters(&Purpose::Open(Some(*kind))), [own], "{kind:?}");
        }
        assert_eq!(filters(&Purpose::Save), filters(&Purpose::Open(Some(FileKind::Scenario))));
        assert_eq!(filters(&Purpose::SaveCard(String::new())), filters(&Purpose::Open(Some(FileKind::Card))));
    }
}
