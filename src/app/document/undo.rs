//! Undo and redo: past and future states of the scenario, a drag or a typed number as one step that is told in words.

/// Past and future states of one document.
#[derive(Clone, Debug)]
pub struct History<T> {
    current: T,
    past: Vec<UndoStep<T>>,
    future: Vec<UndoStep<T>>,
    /// What makes the first into the second, in words.
    tell: fn(&T, &T) -> String,
    /// What an edit of the first, once it is complete, entails in the second.
    complete: fn(&T, &mut T),
}

/// A state, and the edit between it and the one nearer to now.
#[derive(Clone, Debug)]
struct UndoStep<T> {
    state: T,
    edit: String,
}

const MOST_STEPS: usize = 500;

impl<T: Clone + PartialEq> History<T> {
    /// A document that has no past, words for an edit of it, and what an edit entails.
    pub fn new(current: T, tell: fn(&T, &T) -> String, complete: fn(&T, &mut T)) -> Self {
        Self { current, past: Vec::new(), future: Vec::new(), tell, complete }
    }

    /// Notes the state at the end of a frame, with what the edit entails. Nothing is noted in the middle of a gesture, so
    /// that a drag is one step.
    pub fn observe(&mut self, state: &mut T, mid_gesture: bool) {
        if mid_gesture || *state == self.current {
            return;
        }
        (self.complete)(&self.current, state);
        self.observe_whole(state);
    }

    /// Notes a state that was brought back as a whole: it entails nothing.
    pub fn observe_whole(&mut self, state: &T) {
        if *state == self.current {
            return;
        }
        let edit = (self.tell)(&self.current, state);
        self.past.push(UndoStep { state: std::mem::replace(&mut self.current, state.clone()), edit });
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

    /// The edit that a step back takes away; none while another is in progress.
    pub fn last_edit(&self, state: &T) -> Option<&str> {
        self.past.last().filter(|_| *state == self.current).map(|step| step.edit.as_str())
    }

    /// The edit that a step forward makes again; none while another is in progress.
    pub fn next_edit(&self, state: &T) -> Option<&str> {
        self.future.last().filter(|_| *state == self.current).map(|step| step.edit.as_str())
    }

    /// One step back; an edit in progress is finished first, so that it can be redone. Returns what that changed.
    pub fn undo(&mut self, state: &mut T) -> Option<String> {
        self.observe(state, false);
        let previous = self.past.pop()?;
        Some(self.step(state, previous, |history| &mut history.future))
    }

    /// One step forward. Returns what that changed.
    pub fn redo(&mut self, state: &mut T) -> Option<String> {
        self.observe(state, false);
        let next = self.future.pop()?;
        Some(self.step(state, next, |history| &mut history.past))
    }

    /// To a neighbouring state; the one that is left goes where it can be found again.
    fn step(&mut self, state: &mut T, to: UndoStep<T>, left_in: fn(&mut Self) -> &mut Vec<UndoStep<T>>) -> String {
        let UndoStep { state: next, edit } = to;
        let left = std::mem::replace(&mut self.current, next.clone());
        let changed = (self.tell)(&left, &next);
        left_in(self).push(UndoStep { state: left, edit });
        *state = next;
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn history() -> History<i32> {
        History::new(0, |from, to| format!("{from} → {to}"), |_, _| ())
    }

    #[test]
    fn a_drag_is_one_step() {
        let mut history = history();
        let mut state = 0;
        for value in 1..=5 {
            state = value;
            history.observe(&mut state, true);
        }
        history.observe(&mut state, false);
        history.undo(&mut state);
        assert_eq!((state, history.can_undo(&state)), (0, false));
        history.redo(&mut state);
        assert_eq!((state, history.can_redo()), (5, false));
    }

    #[test]
    fn undo_in_the_middle_of_an_edit_can_be_redone() {
        let mut history = history();
        let mut state = 7;
        history.observe(&mut state, true);
        history.undo(&mut state);
        assert_eq!(state, 0);
        history.redo(&mut state);
        assert_eq!(state, 7);
    }

    #[test]
    fn a_new_edit_drops_what_was_undone() {
        let mut history = history();
        let mut state = 1;
        history.observe(&mut state, false);
        history.undo(&mut state);
        state = 2;
        history.observe(&mut state, false);
        assert!(!history.can_redo());
        history.undo(&mut state);
        assert_eq!(state, 0);
    }

    #[test]
    fn what_an_edit_entails_is_part_of_its_step() {
        // An edit is rounded up to the next ten.
        let mut history = History::new(0, |_, _| String::new(), |_, state| *state = (*state + 9) / 10 * 10);
        let mut state = 3;
        history.observe(&mut state, true);
        assert_eq!(state, 3, "not in the middle of it");
        history.observe(&mut state, false);
        assert_eq!(state, 10);
        state = 14;
        history.observe_whole(&state);
        history.observe(&mut state, false);
        assert_eq!(state, 14, "what was brought back stays as it was");
        state = 17;
        history.undo(&mut state);
        assert_eq!(state, 14);
        history.redo(&mut state);
        assert_eq!(state, 20, "an edit in progress is completed first");
        history.undo(&mut state);
        history.undo(&mut state);
        assert_eq!(state, 10);
    }

    #[test]
    fn steps_are_told_in_words() {
        let mut history = history();
        let mut state = 0;
        for value in [3, 8] {
            state = value;
            history.observe(&mut state, false);
        }
        assert_eq!((history.last_edit(&state), history.next_edit(&state)), (Some("3 → 8"), None));
        assert_eq!(history.undo(&mut state).as_deref(), Some("8 → 3"));
        assert_eq!((history.last_edit(&state), history.next_edit(&state)), (Some("0 → 3"), Some("3 → 8")));
        assert_eq!(history.last_edit(&5), None, "an edit in progress has no words yet");
        assert_eq!(history.redo(&mut state).as_deref(), Some("3 → 8"));
        assert_eq!(history.redo(&mut state), None);
    }
}
