//! The colours of light pictures and decks, as `0xRRGGBB`: one colour has one meaning wherever a chart goes.
//!
//! Here and not in `paint`, which is not there without a window. Absent: dark and high contrast, which are for screens.

use crate::charts::ColorRole;
use crate::economics::Verdict;
use crate::scenario::Category;

/// What each colour is for.
#[derive(Debug)]
pub struct Palette {
    /// Behind everything.
    pub surface: u32,
    /// Behind what stands apart.
    pub canvas: u32,
    /// Grid lines.
    pub grid: u32,
    /// What matters.
    pub text: u32,
    /// What explains it.
    pub muted: u32,
    /// Links.
    pub focus: u32,
    /// What the plan costs.
    pub cost: u32,
    /// What it brings.
    pub value: u32,
    /// The best net.
    pub floor: u32,
    /// Without strategies.
    pub baseline: u32,
    /// What somebody would have thought; losses.
    pub forecast: u32,
    /// What it costs today.
    pub today: u32,
    /// What could be bought instead.
    pub alternative: u32,
    /// Background, border and text of each verdict.
    pub verdicts: [(u32, u32, u32); 5],
    /// Of each category.
    pub categories: [u32; Category::COUNT],
}

/// On white.
pub const LIGHT: Palette = Palette {
    surface: 0xFFFFFF,
    canvas: 0xF3F5F8,
    grid: 0xE6E9EF,
    text: 0x12141C,
    muted: 0x5F6775,
    focus: 0x3B62E3,
    cost: 0x3B62E3,
    value: 0x0B7F58,
    floor: 0x8E2FA8,
    baseline: 0x6A7281,
    forecast: 0xD1242F,
    today: 0x8A5A00,
    alternative: 0xB0256F,
    verdicts: [
        (0xE4F5ED, 0xA6DCC4, 0x0A6B4A),
        (0xFFF3DC, 0xF2D79B, 0x8F5200),
        (0xFFEBDD, 0xF5C3A0, 0xA33F00),
        (0xFBE6F0, 0xEDB6D2, 0x9C1F62),
        (0xFDE7E7, 0xF2B8B8, 0xA61B1B),
    ],
    categories: [
        0x3A64E8, 0x008DA1, 0xA96200, 0xE65F33, 0xB92573, 0x576377, 0x5E8B20, 0x8E6F4F, 0x1C6EA6, 0x878991, 0x9F3149,
    ],
};

impl Palette {
    /// The colour of a line or a bar.
    pub fn role(&self, role: ColorRole) -> u32 {
        match role {
            ColorRole::Cost => self.cost,
            ColorRole::Value => self.value,
            ColorRole::Floor => self.floor,
            ColorRole::Baseline => self.baseline,
            ColorRole::Forecast | ColorRole::Loss => self.forecast,
            ColorRole::Actual | ColorRole::Net => self.text,
            ColorRole::Today => self.today,
            ColorRole::Alternative => self.alternative,
            ColorRole::Category(category) => self.categories[category as usize],
        }
    }

    /// What a verdict is written and drawn in.
    pub fn verdict(&self, verdict: Verdict) -> u32 {
        self.verdicts[verdict as usize].2
    }
}
