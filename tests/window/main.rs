//! The whole window, without a display: pictures to look at, and what must not change without a look.

mod pictures;
