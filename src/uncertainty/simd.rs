//! Loops over columns with the widest registers that the machine has.

/// Runs `work`, compiled for each kind of machine, as the one at hand has it.
///
/// Only what is inlined into it gains. The numbers are the same on every machine: nothing is fused or reordered.
#[inline(always)]
pub(super) fn wide<R>(work: impl FnOnce() -> R) -> R {
    pulp::Arch::new().dispatch(work)
}
