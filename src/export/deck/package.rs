//! Parts, what they refer to, and the archive of all of them: always the same bytes for the same parts.

use std::io::{Cursor, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::Element;

/// What kinds of parts and references are called, after this.
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
/// The kind of a reference that is the archive's own rather than an office document's.
const CORE: &str = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

/// A file of the archive.
#[derive(Clone, Debug)]
pub struct Part {
    /// From the root on, without a leading slash.
    path: String,
    /// What it is; none for what its ending says.
    content: Option<String>,
    bytes: Vec<u8>,
    references: Vec<Reference>,
}

/// From a part to another.
#[derive(Clone, Debug)]
pub struct Reference {
    kind: &'static str,
    path: String,
}

impl Reference {
    /// To the part at a path: a `slide`, a `chart`.
    pub fn new(kind: &'static str, path: impl Into<String>) -> Self {
        Self { kind, path: path.into() }
    }
}

/// An archive that is being filled.
#[derive(Debug, Default)]
pub struct Package {
    parts: Vec<Part>,
    /// Of the archive itself.
    references: Vec<Reference>,
}

impl Package {
    /// Adds a document, which knows what it refers to by `rId1`, `rId2` and so on.
    pub fn document(&mut self, path: &str, content: &str, document: &Element, references: Vec<Reference>) {
        let content = Some(format!("application/vnd.openxmlformats-{content}+xml"));
        self.parts.push(Part { path: path.to_owned(), content, bytes: document.document(), references });
    }

    /// Adds a workbook.
    pub fn workbook(&mut self, path: &str, bytes: Vec<u8>) {
        self.parts.push(Part { path: path.to_owned(), content: None, bytes, references: Vec::new() });
    }

    /// Adds a reference of the archive itself.
    pub fn refer(&mut self, kind: &'static str, path: &str) {
        self.references.push(Reference::new(kind, path));
    }

    /// The archive.
    ///
    /// # Errors
    /// If it grows beyond what an archive can hold.
    pub fn bytes(self) -> Result<Vec<u8>, ZipError> {
        let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
        let mut write = |path: &str, bytes: &[u8]| {
            let options = SimpleFileOptions::default()
                .compression_method(CompressionMethod::Deflated)
                .last_modified_time(DateTime::default())
                .unix_permissions(0o644);
            archive.start_file(path, options)?;
            archive.write_all(bytes).map_err(ZipError::from)
        };
        write("[Content_Types].xml", &self.content_types().document())?;
        write("_rels/.rels", &references(&self.references, "").document())?;
        for part in &self.parts {
            write(&part.path, &part.bytes)?;
            if !part.references.is_empty() {
                let (folder, name) = part.path.rsplit_once('/').unwrap_or(("", &part.path));
                let path = format!("{folder}/_rels/{name}.rels");
                write(&path, &references(&part.references, folder).document())?;
            }
        }
        Ok(archive.finish()?.into_inner())
    }

    fn content_types(&self) -> Element {
        let usual = [
            ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
            ("xml", "application/xml"),
            ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ];
        let usual = usual
            .map(|(ending, content)| Element::new("Default").with("Extension", ending).with("ContentType", content));
        let own = self.parts.iter().filter_map(|part| {
            let content = part.content.as_ref()?;
            Some(Element::new("Override").with("PartName", format!("/{}", part.path)).with("ContentType", content))
        });
        Element::new("Types").with("xmlns", format!("{PACKAGE}/content-types")).children(usual).children(own)
    }
}

/// What a part in a folder refers to.
fn references(references: &[Reference], folder: &str) -> Element {
    let listed = references.iter().enumerate().map(|(place, reference)| {
        let kind = match reference.kind {
            "core-properties" => CORE.to_owned(),
            kind => format!("{OFFICE}/{kind}"),
        };
        Element::new("Relationship")
            .with("Id", format!("rId{}", place + 1))
            .with("Type", kind)
            .with("Target", relative(folder, &reference.path))
    });
    Element::new("Relationships").with("xmlns", format!("{PACKAGE}/relationships")).children(listed)
}

/// A path as it is seen from a folder.
fn relative(folder: &str, path: &str) -> String {
    let mut from: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let mut to: Vec<&str> = path.split('/').collect();
    while 1 < to.len() && from.first() == to.first() {
        from.remove(0);
        to.remove(0);
    }
    "../".repeat(from.len()) + &to.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_where_they_are_told() {
        let cases = [
            ("", "ppt/presentation.xml", "ppt/presentation.xml"),
            ("ppt", "ppt/slides/slide1.xml", "slides/slide1.xml"),
            ("ppt/slides", "ppt/charts/chart1.xml", "../charts/chart1.xml"),
            ("ppt/slides", "ppt/slides/slide2.xml", "slide2.xml"),
        ];
        for (folder, path, expected) in cases {
            assert_eq!(relative(folder, path), expected);
        }
    }
}
