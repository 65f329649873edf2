//! XML as a tree, written by quick-xml: names and values are escaped, and what XML cannot hold is left out.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

/// An element with what is in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Element {
    /// With its prefix.
    pub name: &'static str,
    /// In order.
    pub attributes: Vec<(&'static str, String)>,
    /// Elements in it, in the order that the schema wants.
    pub children: Vec<Element>,
    /// Its text, where it has no elements.
    pub text: String,
}

impl Element {
    /// An empty one.
    pub fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new(), text: String::new() }
    }

    /// One that only says a value: `<c:idx val="0"/>`.
    pub fn val(name: &'static str, value: impl ToString) -> Self {
        Self::new(name).with("val", value)
    }

    /// The same with an attribute.
    pub fn with(mut self, name: &'static str, value: impl ToString) -> Self {
        self.attributes.push((name, value.to_string()));
        self
    }

    /// The same with an element more in it.
    pub fn child(mut self, child: Self) -> Self {
        self.children.push(child);
        self
    }

    /// The same with some elements more in it.
    pub fn children(mut self, children: impl IntoIterator<Item = Self>) -> Self {
        self.children.extend(children);
        self
    }

    /// The same with a text.
    pub fn saying(mut self, text: impl Into<String>) -> Self {
        self.text = text.into();
        self
    }

    /// A whole document.
    pub fn document(&self) -> Vec<u8> {
        let mut writer = Writer::new(Vec::new());
        let declaration = BytesDecl::new("1.0", Some("UTF-8"), Some("yes"));
        // A `Vec` takes all that is written.
        let written = writer.write_event(Event::Decl(declaration)).and_then(|()| self.write(&mut writer));
        written.expect("memory takes it");
        writer.into_inner()
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> std::io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (name, value) in &self.attributes {
            start.push_attribute((*name, &*allowed(value).replace('\n', " ")));
        }
        if self.children.is_empty() && self.text.is_empty() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        for child in &self.children {
            child.write(writer)?;
        }
        if !self.text.is_empty() {
            writer.write_event(Event::Text(BytesText::new(&allowed(&self.text))))?;
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// A text without what XML 1.0 cannot hold, even escaped.
fn allowed(text: &str) -> String {
    let is_allowed = |letter: &char| match letter {
        '\t' | '\n' => true,
        '\u{fffe}' | '\u{ffff}' => false,
        letter => ' ' <= *letter,
    };
    text.chars().filter(is_allowed).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_escaped_and_cleaned() {
        let element = Element::new("a:t").with("descr", "a<b & \"c\"\nd").saying("x\u{0}\u{1b}<y>&'\u{ffff}z");
        let written = String::from_utf8(element.document()).unwrap();
        let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\
            <a:t descr=\"a&lt;b &amp; &quot;c&quot; d\">x&lt;y&gt;&amp;&apos;z</a:t>";
        assert_eq!(written, expected);
    }
}
