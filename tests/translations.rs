//! The tables of translations hold each text that the source has, and nothing else.
//!
//! `UPDATE_TEXTS=1` puts new texts in the tables, empty, and takes out those that are gone.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::BufWriter;
use std::path::PathBuf;

use breakeven::language::Language;
use polib::catalog::Catalog;
use polib::message::Message;
use polib::metadata::CatalogMetadata;
use polib::po_file::{POParseOptions, parse_with_option};
use proc_macro2::{TokenStream, TokenTree};
use strum::VariantArray;

use crate::tidy::sources;

/// Places that are English grammar, which other languages need not have.
const GRAMMAR: [&str; 3] = ["a", "article", "verb"];

/// A text with its context, and the file that has it first.
struct Text {
    context: Option<String>,
    english: String,
    path: String,
}

/// Every text within `tr!` and `tr_noop!`, in the order of the files.
fn texts() -> Vec<Text> {
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    let mut sources = sources();
    sources.sort_by(|one, other| one.path.cmp(&other.path));
    for source in sources.iter().filter(|source| !source.is_test() && source.path != "language.rs") {
        let tokens: TokenStream = source.text.parse().expect("the source is Rust");
        let mut add = |context: Option<String>, english: String| {
            if known.insert((context.clone(), english.clone())) {
                found.push(Text { context, english, path: format!("src/{}", source.path) });
            }
        };
        collect(tokens, &mut add);
    }
    found
}

fn collect(tokens: TokenStream, add: &mut impl FnMut(Option<String>, String)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (place, token) in tokens.iter().enumerate() {
        let TokenTree::Group(group) = token else { continue };
        if let Some([TokenTree::Ident(name), TokenTree::Punct(mark)]) =
            place.checked_sub(2).map(|at| &tokens[at..place])
            && mark.as_char() == '!'
            && (name == "tr" || name == "tr_noop")
        {
            let inside: Vec<TokenTree> = group.stream().into_iter().take(3).collect();
            match inside.as_slice() {
                [context, TokenTree::Punct(mark), english] if mark.as_char() == ';' => {
                    add(Some(literal(context)), literal(english));
                }
                [english, ..] => add(None, literal(english)),
                [] => panic!("{name}! has no text"),
            }
        }
        collect(group.stream(), add);
    }
}

fn literal(token: &TokenTree) -> String {
    match token {
        TokenTree::Literal(literal) => match syn::Lit::new(literal.clone()) {
            syn::Lit::Str(text) => text.value(),
            _ => panic!("{literal} is no text"),
        },
        other => panic!("{other} is no literal"),
    }
}

fn path(language: Language) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(format!("assets/texts/{}.po", language.code()))
}

fn translated() -> impl Iterator<Item = Language> {
    Language::VARIANTS.iter().copied().filter(|language| *language != Language::English)
}

/// The table of a language; before there is one, an empty one.
fn table(language: Language) -> Catalog {
    let path = path(language);
    if path.exists() {
        let options = POParseOptions { message_body_only: true, ..POParseOptions::default() };
        return parse_with_option(&path, &options).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let mut metadata = CatalogMetadata::new();
    metadata.project_id_version = "breakeven".to_owned();
    metadata.mime_version = "1.0".to_owned();
    metadata.content_type = "text/plain; charset=UTF-8".to_owned();
    metadata.content_transfer_encoding = "8bit".to_owned();
    metadata.language = language.code().to_owned();
    Catalog::new(metadata)
}

/// Writes a table anew: the texts of the source with what was translated before.
fn update(language: Language, texts: &[Text]) {
    let before = table(language);
    let mut after = Catalog::new(before.metadata.clone());
    for text in texts {
        let known = before.find_message(text.context.as_deref(), &text.english, None);
        let translation = known.and_then(|known| known.msgstr().ok()).unwrap_or_default();
        let mut message = Message::build_singular();
        message.with_msgid(text.english.clone()).with_msgstr(translation.to_owned()).with_source(text.path.clone());
        message.with_msgctxt(text.context.clone().unwrap_or_default());
        after.append_or_update(message.done());
    }
    let file = File::create(path(language)).expect("the table can be written");
    polib::po_file::write(&after, &mut BufWriter::new(file)).expect("the table is written");
}

/// What stands between braces, each once: names, and how many come in order.
fn places(text: &str) -> BTreeMap<String, usize> {
    let bare = text.replace("{{", "").replace("}}", "");
    let mut places = BTreeMap::new();
    for piece in bare.split('{').skip(1) {
        let (name, _) = piece.split_once('}').unwrap_or_else(|| panic!("a brace is open in {text:?}"));
        *places.entry(name.to_owned()).or_default() += 1;
    }
    places
}

#[test]
fn texts_have_plain_places() {
    let is_plain = |name: &String| name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_');
    let wrong: Vec<String> =
        texts().into_iter().map(|text| text.english).filter(|text| !places(text).keys().all(is_plain)).collect();
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn each_table_has_every_text_and_no_other() {
    let texts = texts();
    if std::env::var_os("UPDATE_TEXTS").is_some() {
        translated().for_each(|language| update(language, &texts));
    }
    let expected: BTreeSet<_> = texts.iter().map(|text| (text.context.as_deref(), text.english.as_str())).collect();
    for language in translated() {
        let table = table(language);
        let messages: Vec<_> = table.messages().collect();
        let held: BTreeSet<_> = messages.iter().map(|message| (message.msgctxt(), message.msgid())).collect();
        let new: Vec<_> = expected.difference(&held).collect();
        let gone: Vec<_> = held.difference(&expected).collect();
        assert!(new.is_empty() && gone.is_empty(), "{language:?}: UPDATE_TEXTS=1 adds {new:#?} and removes {gone:#?}");
        let untranslated = messages.iter().filter(|message| message.msgstr().is_ok_and(str::is_empty));
        let empty: Vec<_> = untranslated.map(|message| message.msgid()).collect();
        assert!(empty.is_empty(), "{language:?}: {} texts have no translation: {empty:#?}", empty.len());
    }
}

#[test]
fn translations_have_places_of_their_texts_only() {
    for language in translated() {
        for message in table(language).messages() {
            let (english, translation) = (message.msgid(), message.msgstr().expect("it has one form"));
            let (expected, found) = (places(english), places(translation));
            let in_order = |places: &BTreeMap<String, usize>| places.get("").copied().unwrap_or_default();
            assert!(
                translation.is_empty() || in_order(&expected) == in_order(&found),
                "{language:?}: {english:?} → {translation:?}"
            );
            let unknown: Vec<_> = found.keys().filter(|name| !expected.contains_key(*name)).collect();
            assert!(unknown.is_empty(), "{language:?}: {english:?} has no {unknown:?} of {translation:?}");
            let is_lost = |name: &&String| !found.contains_key(*name) && !GRAMMAR.contains(&name.as_str());
            let lost: Vec<_> = expected.keys().filter(is_lost).collect();
            assert!(translation.is_empty() || lost.is_empty(), "{language:?}: {translation:?} lacks {lost:?}");
            let edges = |text: &str| (text.starts_with(char::is_whitespace), text.ends_with(char::is_whitespace));
            assert_eq!(edges(english), edges(translation), "{language:?}: spaces around {english:?} → {translation:?}");
        }
    }
}
