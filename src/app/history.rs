//! Undo and redo: past and future states of the scenario, a drag or a typed number as one step.

/// Past and future states of one document.
#[derive(Clone, Debug)]
pub struct History<T> {
    current: T,
    past: Vec<T>,
    future: Vec<T>,
}

const MOST_STEPS: usize = 500;

impl<T: Clone + PartialEq> History<T> {
    /// A document that has no past.
    pub fn new(current: T) -> Self {
        Self { current, past: Vec::new(), future: Vec::new() }
    }

    /// Notes the state at the end of a frame. Nothing is noted in the middle of a gesture, so that a drag is one step.
    pub fn observe(&mut self, state: &T, mid_gesture: bool) {
        if mid_gesture || *state == self.current {
            return;
        }
        self.past.push(std::mem::replace(&mut self.current, state.clone()));
        self.future.clear();
        if MOST_STEPS < self.past.len() {
            self.past.remove(0);
        }
    }

    /// Whether there is a step back, an edit in progress counted.
    pub fn can_undo(&self, state: &T) -> bool {
        !self.past.is_empty() || *state != self.current
    }

    /// Whether there is a step forward.
    pub fn can_redo(&self) -> bool {
        !self.future.is_empty()
    }

    /// One step back; an edit in progress is finished first, so that it can be redone.
    pub fn undo(&mut self, state: &mut T) {
        self.observe(state, false);
        if let Some(previous) = self.past.pop() {
            self.future.push(std::mem::replace(&mut self.current, previous.clone()));
            *state = previous;
        }
    }

    /// One step forward.
    pub fn redo(&mut self, state: &mut T) {
        self.observe(state, false);
        if let Some(next) = self.future.pop() {
            self.past.push(std::mem::replace(&mut self.current, next.clone()));
            *state = next;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drag_is_one_step() {
        let mut history = History::new(0);
        let mut state = 0;
        for value in 1..=5 {
            state = value;
            history.observe(&state, true);
        }
        history.observe(&state, false);
        history.undo(&mut state);
        assert_eq!((state, history.can_undo(&state)), (0, false));
        history.redo(&mut state);
        assert_eq!((state, history.can_redo()), (5, false));
    }

    #[test]
    fn undo_in_the_middle_of_an_edit_can_be_redone() {
        let mut history = History::new(0);
        let mut state = 7;
        history.observe(&state, true);
        history.undo(&mut state);
        assert_eq!(state, 0);
        history.redo(&mut state);
        assert_eq!(state, 7);
    }

    #[test]
    fn a_new_edit_drops_what_was_undone() {
        let mut history = History::new(0);
        let mut state = 1;
        history.observe(&state, false);
        history.undo(&mut state);
        state = 2;
        history.observe(&state, false);
        assert!(!history.can_redo());
        history.undo(&mut state);
        assert_eq!(state, 0);
    }
}
