//! Which file imports from which, read from the `use` lines of a folder of Rust. A name is followed to the file that
//! defines it, through whatever re-exports it; re-exports themselves and unit tests count for nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::Source;

/// Files by their module, and what each imports.
pub struct Imports {
    files: BTreeMap<Vec<String>, String>,
    /// Of each file: the files that it takes names from, and the names.
    pub edges: BTreeMap<String, BTreeMap<String, BTreeSet<String>>>,
    /// Of each file: the files that it names, whether they define what it takes or hand it on.
    pub named: BTreeMap<String, BTreeSet<String>>,
}

/// A `use` line: whether it hands its names on, and the paths that it names.
struct UseLine {
    is_public: bool,
    paths: Vec<Vec<String>>,
}

impl Imports {
    /// Of the files of a crate, by their paths from its `src` on.
    pub fn of(sources: &[Source]) -> Self {
        let library = || sources.iter().filter(|source| source.path != "main.rs" && !source.path.starts_with("cli/"));
        let files = library().map(|source| (module(&source.path), source.path.clone())).collect();
        let mut imports = Self { files, edges: BTreeMap::new(), named: BTreeMap::new() };
        let lines: BTreeMap<&str, Vec<UseLine>> =
            library().map(|source| (source.path.as_str(), use_lines(source.shipped()))).collect();
        let mut handed_on: BTreeMap<(Vec<String>, String), Vec<String>> = BTreeMap::new();
        for (path, lines) in &lines {
            for named in lines.iter().filter(|line| line.is_public).flat_map(|line| &line.paths) {
                if let (Some(target), Some(name)) = (imports.absolute(path, named), named.last()) {
                    handed_on.insert((module(path), name.clone()), target);
                }
            }
        }
        for (path, lines) in &lines {
            for named in lines.iter().filter(|line| !line.is_public).flat_map(|line| &line.paths) {
                let Some(target) = imports.absolute(path, named) else { continue };
                if let Some(file) = imports.file_of(&target).map(|(_, file)| file.to_owned()) {
                    imports.named.entry((*path).to_owned()).or_default().insert(file);
                }
                let Some((file, name)) = imports.definer(target, &handed_on) else { continue };
                if file != *path {
                    let from = imports.edges.entry((*path).to_owned()).or_default();
                    from.entry(file).or_default().insert(name);
                }
            }
        }
        imports
    }

    /// A path from the root of the crate on; none where it is of another crate.
    fn absolute(&self, file: &str, path: &[String]) -> Option<Vec<String>> {
        let mut base = module(file);
        match path.first()?.as_str() {
            "crate" => Some(path[1..].to_vec()),
            "super" | "self" => {
                let supers = path.iter().take_while(|name| *name == "super").count();
                base.truncate(base.len().checked_sub(supers)?);
                base.extend(path.iter().skip_while(|name| *name == "super" || *name == "self").cloned());
                Some(base)
            }
            first => {
                base.push(first.to_owned());
                self.files.contains_key(&base).then(|| [&base, &path[1..]].concat())
            }
        }
    }

    /// The file that defines what a path leads to, and its name there.
    fn definer(
        &self,
        mut path: Vec<String>,
        handed_on: &BTreeMap<(Vec<String>, String), Vec<String>>,
    ) -> Option<(String, String)> {
        for _ in 0..8 {
            let (module, rest) = path.split_at(self.file_of(&path)?.0);
            match rest.first() {
                Some(name) => match handed_on.get(&(module.to_vec(), name.clone())) {
                    Some(target) => path = [target, &rest[1..]].concat(),
                    None => return Some((self.files[module].clone(), name.clone())),
                },
                None => return Some((self.files[module].clone(), module.last().cloned().unwrap_or_default())),
            }
        }
        None
    }

    /// The file that the beginning of a path leads to, and how much of it that is.
    fn file_of(&self, path: &[String]) -> Option<(usize, &str)> {
        (0..=path.len()).rev().find_map(|length| Some((length, self.files.get(&path[..length])?.as_str())))
    }

    /// Groups of files each of which leads to every other, the largest first.
    pub fn circles(&self) -> Vec<BTreeSet<&str>> {
        let reached: BTreeMap<&str, BTreeSet<&str>> =
            self.edges.keys().map(|file| (file.as_str(), self.reached_from(file))).collect();
        let mut circles = BTreeSet::new();
        for (file, others) in &reached {
            let leads_back = |other: &&&str| reached.get(**other).is_some_and(|back| back.contains(file));
            let circle: BTreeSet<&str> = others.iter().filter(leads_back).copied().collect();
            if 1 < circle.len() {
                circles.insert(circle);
            }
        }
        let mut circles: Vec<_> = circles.into_iter().collect();
        circles.sort_by_key(|circle| std::cmp::Reverse(circle.len()));
        circles
    }

    fn reached_from(&self, file: &str) -> BTreeSet<&str> {
        let mut reached = BTreeSet::new();
        let mut open = vec![file];
        while let Some(file) = open.pop() {
            for next in self.edges.get(file).into_iter().flat_map(BTreeMap::keys) {
                if reached.insert(next.as_str()) {
                    open.push(next);
                }
            }
        }
        reached
    }
}

fn module(path: &str) -> Vec<String> {
    let path = path.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    path.split('/').filter(|name| *name != "lib").map(str::to_owned).collect()
}

/// Every `use` line of a text.
fn use_lines(text: &str) -> Vec<UseLine> {
    let mut lines = Vec::new();
    let mut rest = text;
    while let Some(line) = rest.lines().next() {
        let statement = line.trim_start();
        let is_public = statement.starts_with("pub");
        let after = match statement.split_once("use ") {
            Some((before, _)) if matches!(before.trim_end(), "" | "pub" | "pub(crate)" | "pub(super)") => {
                let start = rest.find("use ").expect("it was found") + "use ".len();
                let end = start + rest[start..].find(';').expect("a use line ends");
                lines.push(UseLine { is_public, paths: paths(&rest[start..end]) });
                end + 1
            }
            _ => line.len(),
        };
        rest = &rest[after..];
        rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
    lines
}

/// Every path of a tree such as `a::{b, c::{self, d as e}}`.
fn paths(tree: &str) -> Vec<Vec<String>> {
    let tree = tree.trim();
    let Some(open) = tree.find('{') else {
        let path = tree.split(" as ").next().unwrap_or(tree);
        return vec![path.split("::").map(|name| name.trim().to_owned()).collect()];
    };
    let prefix: Vec<String> =
        tree[..open].split("::").map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    let inner = tree[open + 1..].trim_end().strip_suffix('}').expect("a bracket is closed");
    let mut depth = 0;
    let parts = inner.split(|letter| {
        depth += match letter {
            '{' => 1,
            '}' => -1,
            _ => 0,
        };
        letter == ',' && depth == 0
    });
    let parts = parts.filter(|part| !part.trim().is_empty());
    parts
        .flat_map(paths)
        .map(|path| prefix.iter().cloned().chain(path).filter(|name| name != "self").collect())
        .collect()
}

#[test]
fn names_are_followed_to_where_they_are_defined() {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let sources = [
        source("lib.rs", "pub mod a;\npub mod b;"),
        source("a/mod.rs", "mod x;\nmod y;\npub use x::{One, Two as Three};"),
        source("a/x.rs", "use super::y::{self, Deep};\nuse std::fmt;"),
        source("a/y.rs", "use super::One;\nuse crate::b::Other;"),
        source("b.rs", "use crate::{a::{One, y}, b};\n#[cfg(test)]\nmod tests {\n    use crate::a::y::Late;\n}"),
    ];
    let imports = Imports::of(&sources);
    let taken = |from: &str, to: &str| imports.edges[from].get(to).cloned().unwrap_or_default();
    assert_eq!(taken("a/x.rs", "a/y.rs"), BTreeSet::from(["y".to_owned(), "Deep".to_owned()]));
    assert_eq!(taken("a/y.rs", "a/x.rs"), BTreeSet::from(["One".to_owned()]), "not mod.rs, which hands it on");
    assert_eq!(imports.named["a/y.rs"], BTreeSet::from(["a/mod.rs".to_owned(), "b.rs".to_owned()]));
    assert_eq!(taken("b.rs", "a/y.rs"), BTreeSet::from(["y".to_owned()]), "what tests import does not count");
    assert_eq!(imports.circles(), [BTreeSet::from(["a/x.rs", "a/y.rs", "b.rs"])]);
}
