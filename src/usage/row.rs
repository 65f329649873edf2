//! A row: a text, and which parts of it stand below which names. Cells of a table and fields of an object on a line are the
//! same here; nothing is copied but what was written with escapes.

use serde_json::Value;

use super::fields::Field;
use super::layout::Layout;

/// A row with the names of its cells.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    /// The names.
    pub layout: &'a Layout,
    /// One for each name, in their order.
    pub cells: &'a [Cell],
    /// What cells are parts of.
    pub text: &'a str,
    /// Cells that were written with escapes, without them.
    pub unescaped: &'a str,
    /// Lists, and maps that a reader looks into.
    pub nested: &'a [Value],
    /// Whether it is an object on a line, and no row of a table.
    pub is_json: bool,
    /// Whether decimals may stand after a comma: only where a comma does not separate the cells of a table.
    pub has_decimal_comma: bool,
}

/// Where a cell is, and what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// What it is a part of.
    pub kind: CellKind,
    /// Its first byte; of something nested its place.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
}

/// What a cell is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellKind {
    /// A part of the text.
    Text,
    /// A part of what was unescaped.
    Unescaped,
    /// A number of JSON, as it is written.
    Number,
    /// `true`
    True,
    /// `false`
    False,
    /// `null`, or something that no reader looks into.
    Null,
    /// A list or a map.
    Nested,
}

static TRUE: Value = Value::Bool(true);
static FALSE: Value = Value::Bool(false);

impl<'a> Row<'a> {
    /// The field below a name; `None` where there is no such name.
    #[inline(always)]
    pub fn field(&self, name: &str) -> Option<Field<'a>> {
        self.layout.place(name).map(|place| self.at(place))
    }

    /// The field at a place of the layout.
    #[inline]
    pub fn at(&self, place: usize) -> Field<'a> {
        let Some(cell) = self.cells.get(place) else { return Field::Missing };
        let part = |text: &'a str| text.get(cell.start as usize..cell.end as usize).unwrap_or_default();
        match cell.kind {
            CellKind::Text => Field::Cell(part(self.text), self.has_decimal_comma),
            CellKind::Unescaped => Field::Cell(part(self.unescaped), self.has_decimal_comma),
            CellKind::Number => Field::Number(part(self.text)),
            CellKind::True => Field::Json(&TRUE),
            CellKind::False => Field::Json(&FALSE),
            CellKind::Null => Field::Missing,
            CellKind::Nested => self.nested.get(cell.start as usize).map_or(Field::Missing, Field::Json),
        }
    }

    /// What stands at a place of an object, written as JSON.
    pub fn json_at(&self, place: usize) -> String {
        match self.at(place) {
            Field::Missing => Value::Null.to_string(),
            Field::Cell(text, _) => Value::from(text).to_string(),
            Field::Number(number) => serde_json::from_str(number).unwrap_or(Value::Null).to_string(),
            Field::Json(value) => value.to_string(),
        }
    }
}

impl Cell {
    /// A part of a text.
    #[inline]
    pub fn new(kind: CellKind, start: usize, end: usize) -> Self {
        let limit = |place: usize| u32::try_from(place).unwrap_or(u32::MAX);
        Self { kind, start: limit(start), end: limit(end) }
    }
}
