//! Where things lie on a slide, and how much room a text takes.

use super::xml::Element;

/// Units of length in a pixel of a slide of 1280 × 720.
const A_PIXEL: f64 = 9525.0;
/// Pixels in a point.
const A_POINT: f64 = 4.0 / 3.0;

/// A rectangle on a slide of 1280 × 720 pixels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Area {
    pub left: f64,
    pub top: f64,
    pub width: f64,
    pub height: f64,
}

impl Area {
    pub const fn new(left: f64, top: f64, width: f64, height: f64) -> Self {
        Self { left, top, width, height }
    }

    /// What is left of it where so much is taken from below; and what was taken.
    pub fn above(self, taken: f64) -> [Self; 2] {
        let height = (self.height - taken).max(0.0);
        [Self { height, ..self }, Self { top: self.top + height, height: self.height - height, ..self }]
    }

    /// What is left of it where so much is taken from the right; and what was taken.
    pub fn beside(self, taken: f64) -> [Self; 2] {
        let width = (self.width - taken).max(0.0);
        [Self { width, ..self }, Self { left: self.left + width, width: self.width - width, ..self }]
    }

    /// A part of it as shares: left, top, width, height.
    pub fn shares(self, left: f64, top: f64, right: f64, bottom: f64) -> [f64; 4] {
        let (width, height) = ((self.width - left - right).max(40.0), (self.height - top - bottom).max(40.0));
        [left / self.width, top / self.height, width / self.width, height / self.height]
    }

    /// How much of it lies on another.
    pub fn shared(self, other: Self) -> f64 {
        let along = |start: f64, length: f64, from: f64, room: f64| {
            ((start + length).min(from + room) - start.max(from)).max(0.0)
        };
        along(self.left, self.width, other.left, other.width) * along(self.top, self.height, other.top, other.height)
    }

    /// The place and the size of a shape.
    pub fn transform(self, name: &'static str) -> Element {
        Element::new(name)
            .child(Element::new("a:off").with("x", units(self.left)).with("y", units(self.top)))
            .child(Element::new("a:ext").with("cx", units(self.width)).with("cy", units(self.height)))
    }
}

/// Pixels in the units of files.
pub fn units(pixels: f64) -> i64 {
    (A_PIXEL * pixels).round() as i64
}

/// About how wide a text is, in pixels, whose size is in hundredths of a point. Never less than Inter makes it by much.
pub fn width(text: &str, size: u32) -> f64 {
    let letters: f64 = text.chars().map(|letter| if (letter as u32) < 0x1100 { 0.56 } else { 1.0 }).sum();
    letters * A_POINT * f64::from(size) / 100.0
}

/// About how many lines a text takes within so many pixels.
pub fn lines(text: &str, size: u32, room: f64) -> usize {
    ((width(text, size) / room.max(1.0)).ceil() as usize).max(1)
}

/// How high a line of text is, in pixels.
pub fn line_height(size: u32) -> f64 {
    1.25 * A_POINT * f64::from(size) / 100.0
}

/// Places for labels of one height along a line, in the order of what they want, moved apart as little as it takes.
pub fn spread(wanted: &[f64], height: f64, from: f64, to: f64) -> Vec<f64> {
    let mut order: Vec<usize> = (0..wanted.len()).collect();
    order.sort_by(|one, other| wanted[*one].total_cmp(&wanted[*other]));
    let mut places = wanted.to_vec();
    // Down from the top, then up from the bottom: what was pushed out comes back.
    let mut least = from;
    for &at in &order {
        places[at] = places[at].max(least);
        least = places[at] + height;
    }
    let mut most = to;
    for &at in order.iter().rev() {
        places[at] = places[at].min(most);
        most = places[at] - height;
    }
    places
}

/// So many letters of the name of a stage are written over a plot, and so many lines of names.
pub const LONGEST_NAME: usize = 30;
pub const MOST_SHELVES: usize = 7;

/// Labels on as few lines as it takes for none to lie on another, the first line on top.
#[derive(Debug, Default)]
pub struct Shelves {
    taken: Vec<Vec<[f64; 2]>>,
}

impl Shelves {
    /// The line, counted from 0, on which a label finds room from here to there.
    pub fn place(&mut self, from: f64, to: f64) -> usize {
        let is_free = |shelf: &Vec<[f64; 2]>| shelf.iter().all(|[start, end]| *end <= from || to <= *start);
        let level = self.taken.iter().position(is_free).unwrap_or(self.taken.len());
        if level == self.taken.len() {
            self.taken.push(Vec::new());
        }
        self.taken[level].push([from, to]);
        level
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_lie_on_no_other() {
        let mut shelves = Shelves::default();
        let levels = [[0.0, 50.0], [40.0, 90.0], [60.0, 70.0], [0.0, 100.0]].map(|[from, to]| shelves.place(from, to));
        assert_eq!(levels, [0, 1, 0, 2]);
    }

    #[test]
    fn labels_keep_apart_within_their_limits() {
        for (wanted, expected) in [
            (vec![20.0, 60.0], vec![20.0, 60.0]),
            (vec![50.0, 50.0], vec![50.0, 60.0]),
            (vec![99.0, 98.0, 97.0], vec![100.0, 90.0, 80.0]),
        ] {
            assert_eq!(spread(&wanted, 10.0, 0.0, 100.0), expected, "{wanted:?}");
        }
    }
}
