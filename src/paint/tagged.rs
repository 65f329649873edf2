//! What is on a page, for those who have it read to them: runs of shapes with their roles, made into the tags of a PDF.

use crate::language::Language;
use std::num::NonZeroU16;
use std::ops::Range;

use krilla::tagging::{
    Artifact, ArtifactType, ContentTag, Identifier, ListNumbering, SpanTag, TableHeaderScope, Tag, TagGroup, TagTree,
};

/// What something on a page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Role {
    /// Nothing to be read: a rule, a background, what is repeated on every page.
    Decoration,
    /// A heading; 1 is the title.
    Heading(u16),
    /// Running text.
    Paragraph,
    /// An entry of a list.
    Point,
    /// A picture, in words.
    Figure(String),
    /// A cell of a table: the number of the table and of the row within the document, and whether it is a heading.
    Cell {
        /// Counted from 0.
        table: usize,
        /// Counted from 0 through all tables.
        row: usize,
        /// Whether it stands over a column.
        is_heading: bool,
    },
}

/// Shapes of a page that belong together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TaggedRun {
    /// Which of the picture's shapes.
    pub shapes: Range<usize>,
    /// What they are.
    pub role: Role,
}

impl Role {
    /// What its content is marked as; `text` is what it says, whose lines end between words.
    pub(super) fn content<'a>(&'a self, text: Option<&'a str>) -> ContentTag<'a> {
        match self {
            Self::Decoration => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
            Self::Figure(_) => ContentTag::Other,
            _ => ContentTag::Span(SpanTag::empty().with_actual_text(text)),
        }
    }
}

/// The tree of a document in reading order, from its marked content.
pub(super) fn tag_tree(content: Vec<(Role, Identifier)>) -> TagTree {
    let mut tree = TagTree::new().with_lang(Some(Language::current().code().to_owned()));
    let mut content = content.into_iter().peekable();
    while let Some((role, identifier)) = content.next() {
        match role {
            Role::Decoration => {}
            Role::Heading(level) => {
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                tree.push(leaf(Tag::Hn(level, None), identifier));
            }
            Role::Paragraph => tree.push(leaf(Tag::P, identifier)),
            Role::Figure(words) => tree.push(leaf(Tag::Figure(Some(words)), identifier)),
            Role::Point => {
                let mut list = TagGroup::new(Tag::L(ListNumbering::Disc));
                let mut entry = Some(identifier);
                while let Some(identifier) = entry {
                    let mut item = TagGroup::new(Tag::LI);
                    item.push(leaf(Tag::LBody, identifier));
                    list.push(item);
                    entry = content.next_if(|(role, _)| *role == Role::Point).map(|(_, identifier)| identifier);
                }
                tree.push(list);
            }
            Role::Cell { table, mut row, is_heading } => {
                let mut whole = TagGroup::new(Tag::Table);
                let mut cells = TagGroup::new(Tag::TR);
                cells.push(cell(is_heading, identifier));
                let is_of_it = |role: &Role| matches!(role, Role::Cell { table: of, .. } if *of == table);
                while let Some((Role::Cell { row: next, is_heading, .. }, identifier)) =
                    content.next_if(|(role, _)| is_of_it(role))
                {
                    if next != row {
                        whole.push(std::mem::replace(&mut cells, TagGroup::new(Tag::TR)));
                        row = next;
                    }
                    cells.push(cell(is_heading, identifier));
                }
                whole.push(cells);
                tree.push(whole);
            }
        }
    }
    tree
}

fn leaf(tag: impl Into<krilla::tagging::TagKind>, identifier: Identifier) -> TagGroup {
    let mut group = TagGroup::new(tag);
    group.push(identifier);
    group
}

fn cell(is_heading: bool, identifier: Identifier) -> TagGroup {
    if is_heading { leaf(Tag::TH(TableHeaderScope::Column), identifier) } else { leaf(Tag::TD, identifier) }
}
