//! Several threads read the parts of one text; what they read is taken in the order of the parts, by whichever thread has
//! just finished one. So the result is the same with any number of threads, and no thread waits while there is work.

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use super::chunks::{Chunk, Chunks};
use super::source::SourceError;

/// Reads all parts.
///
/// `reader` makes what reads parts, once for each thread; `take` gets what was read, in order; `is_wanted` is asked before
/// each part whether to go on. With one thread, everything happens on the one that calls.
///
/// # Errors
/// The text cannot be read on. What was read before has been taken.
pub fn read_parts<P: Send, R: FnMut(&Chunk) -> P>(
    threads: usize,
    mut chunks: Chunks,
    reader: impl Fn() -> R + Sync,
    mut take: impl FnMut(P) + Send,
    is_wanted: impl Fn() -> ControlFlow<()> + Sync,
) -> Result<ControlFlow<()>, SourceError> {
    if threads < 2 {
        let mut read = reader();
        let mut chunk = Chunk::default();
        loop {
            if is_wanted().is_break() {
                return Ok(ControlFlow::Break(()));
            }
            let Some(next) = chunks.next(chunk)? else { return Ok(ControlFlow::Continue(())) };
            take(read(&next));
            chunk = next;
        }
    }
    let unread = Mutex::new(Unread { chunks, used: Vec::new(), end: None });
    let parts = Mutex::new(Parts { read: BTreeMap::new(), next: 0, is_taking: false, is_stopped: false });
    let (taken, take) = (Condvar::new(), Mutex::new(take));
    let work = || {
        let _stopping = Stopping { parts: &parts, taken: &taken };
        let mut read = reader();
        loop {
            let chunk = {
                let mut unread = lock(&unread);
                if unread.end.is_some() {
                    return;
                }
                if is_wanted().is_break() || lock(&parts).is_stopped {
                    unread.end = Some(Ok(ControlFlow::Break(())));
                    return;
                }
                let used = unread.used.pop().unwrap_or_default();
                match unread.chunks.next(used) {
                    Ok(Some(chunk)) => chunk,
                    Ok(None) => {
                        unread.end = Some(Ok(ControlFlow::Continue(())));
                        return;
                    }
                    Err(error) => {
                        unread.end = Some(Err(error));
                        return;
                    }
                }
            };
            let (place, part) = (chunk.place, read(&chunk));
            lock(&unread).used.push(chunk);
            let mut waiting = lock(&parts);
            waiting.read.insert(place, part);
            // Whoever is far ahead waits, so that little waits to be taken: until somebody has taken some, or has read the
            // next one. Who reads that one does not wait before they have put it here, and then it is taken.
            while waiting.is_far_ahead(threads) && !waiting.is_stopped {
                waiting = taken.wait(waiting).unwrap_or_else(PoisonError::into_inner);
            }
            if waiting.is_taking {
                continue;
            }
            // All whose turn it is, while the others go on reading.
            waiting.is_taking = true;
            loop {
                let next = waiting.next;
                let Some(part) = waiting.read.remove(&next) else { break };
                waiting.next += 1;
                drop(waiting);
                taken.notify_all();
                lock(&take)(part);
                waiting = lock(&parts);
            }
            waiting.is_taking = false;
            taken.notify_all();
        }
    };
    thread::scope(|scope| {
        for _ in 1..threads {
            scope.spawn(work);
        }
        work();
    });
    unread.into_inner().unwrap_or_else(PoisonError::into_inner).end.unwrap_or(Ok(ControlFlow::Continue(())))
}

struct Unread {
    chunks: Chunks,
    /// Chunks whose buffers can be used again.
    used: Vec<Chunk>,
    /// Why nothing more is read.
    end: Option<Result<ControlFlow<()>, SourceError>>,
}

struct Parts<P> {
    /// Those that wait for one before them.
    read: BTreeMap<u64, P>,
    next: u64,
    is_taking: bool,
    is_stopped: bool,
}

impl<P> Parts<P> {
    /// Whether as much waits to be taken as should, and it is not for the one that asks to take it.
    fn is_far_ahead(&self, threads: usize) -> bool {
        2 * threads <= self.read.len() && (self.is_taking || !self.read.contains_key(&self.next))
    }
}

/// Lets no thread wait for one that has failed.
struct Stopping<'s, P> {
    parts: &'s Mutex<Parts<P>>,
    taken: &'s Condvar,
}

impl<P> Drop for Stopping<'_, P> {
    fn drop(&mut self) {
        if thread::panicking() {
            lock(self.parts).is_stopped = true;
            self.taken.notify_all();
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU64, Ordering};
    use std::time::{Duration, Instant};

    use super::*;
    use crate::usage::chunks::RowsEnd;
    use crate::usage::source::Source;

    fn chunks(folder: &tempfile::TempDir, lines: usize) -> Chunks {
        let file = folder.path().join("lines");
        std::fs::write(&file, "1234567\n".repeat(lines)).expect("it can be written");
        let source = Source::open(&file).expect("it is there");
        Chunks::new(source, RowsEnd::WithLine, Vec::new(), 1, 8)
    }

    #[test]
    fn a_slow_first_part_is_waited_for_with_little_in_hand() {
        const LINES: usize = 2_000;
        let folder = tempfile::tempdir().expect("a folder");
        for threads in [2, 3, 8] {
            let (read, most) = (AtomicU64::new(0), AtomicU64::new(0));
            let reader = || {
                |chunk: &Chunk| {
                    if chunk.place != 0 {
                        read.fetch_add(1, Ordering::SeqCst);
                        return chunk.place;
                    }
                    // Until the others have stood still for a while, however slow the machine is.
                    let (mut before, mut since) = (0, Instant::now());
                    while before == 0 || since.elapsed() < Duration::from_millis(100) {
                        let now = read.load(Ordering::SeqCst);
                        if now != before {
                            (before, since) = (now, Instant::now());
                        }
                        thread::yield_now();
                    }
                    most.store(before, Ordering::SeqCst);
                    chunk.place
                }
            };
            let mut taken = Vec::new();
            let done = read_parts(
                threads,
                chunks(&folder, LINES),
                reader,
                |place| taken.push(place),
                || ControlFlow::Continue(()),
            );
            assert!(matches!(done, Ok(ControlFlow::Continue(()))));
            assert_eq!(taken, (0..LINES as u64).collect::<Vec<_>>(), "{threads}");
            let most = most.into_inner();
            assert!(most <= 3 * threads as u64, "{most} parts were read before the first on {threads}");
        }
    }
}
