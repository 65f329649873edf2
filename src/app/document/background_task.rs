//! Reading on a thread of its own: a slow disk, or a share that is gone, holds the window up for a moment and no longer.

use std::sync::mpsc::{self, RecvTimeoutError, TryRecvError};
use std::time::Duration;

use super::thread;

/// Something that is being read.
#[derive(Debug)]
pub struct BackgroundTask<T> {
    answer: mpsc::Receiver<T>,
}

/// How long whoever asked waits before the window goes on without the answer. Disks that are well take milliseconds.
pub const PATIENCE: Duration = Duration::from_secs(2);
/// How often the window looks whether there is an answer.
pub const GLANCE: Duration = Duration::from_millis(100);

impl<T: Send + 'static> BackgroundTask<T> {
    /// Begins to read.
    pub fn begin(read: impl FnOnce() -> T + Send + 'static) -> Self {
        let (sender, answer) = mpsc::channel();
        let work = move || {
            // Whoever asked may have gone.
            let _ = sender.send(read());
        };
        // Without a thread there is no answer, which is said as soon as somebody asks for it.
        drop(thread::begin("reading", work));
        Self { answer }
    }

    /// The answer, if it comes in time.
    ///
    /// # Errors
    /// That there is none yet, or that none will come.
    pub fn wait(&self, patience: Duration) -> Result<T, TryRecvError> {
        match self.poll() {
            // Where there are no threads there is no clock to wait by either, and the answer is there already.
            Err(TryRecvError::Empty) => self.answer.recv_timeout(patience).map_err(|error| match error {
                RecvTimeoutError::Timeout => TryRecvError::Empty,
                RecvTimeoutError::Disconnected => TryRecvError::Disconnected,
            }),
            answer => answer,
        }
    }

    /// The answer, if there is one.
    ///
    /// # Errors
    /// That there is none yet, or that none will come.
    pub fn poll(&self) -> Result<T, TryRecvError> {
        self.answer.try_recv()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_takes_long_comes_later_and_what_fails_is_said() {
        let (go_on, stop) = mpsc::channel::<()>();
        let slow = BackgroundTask::begin(move || stop.recv().is_ok());
        assert_eq!(slow.wait(Duration::ZERO), Err(TryRecvError::Empty));
        go_on.send(()).unwrap();
        assert_eq!(slow.wait(Duration::MAX), Ok(true));
        let bad: BackgroundTask<()> = BackgroundTask::begin(|| std::panic::resume_unwind(Box::new(())));
        assert_eq!(bad.wait(Duration::MAX), Err(TryRecvError::Disconnected));
        assert_eq!(bad.poll(), Err(TryRecvError::Disconnected));
    }
}
