//! What a report is printed on.

use clap::ValueEnum;

/// A size of paper, upright.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Paper {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8½ × 11 inches, as in North America.
    Letter,
}

impl Paper {
    /// Width and height in points.
    pub fn size(self) -> [f32; 2] {
        match self {
            Self::A4 => [595.0, 842.0],
            Self::Letter => [612.0, 792.0],
        }
    }
}
