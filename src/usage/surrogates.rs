//! Halves of surrogate pairs in texts of JSON: `\ud83d` without the escape that belongs to it. JavaScript writes one where it
//! cuts a text in the middle of a sign; the grammar of JSON allows it, but it stands for no letter, and no parser of texts
//! takes it. It becomes `\ufffd`, which is as long: the letter for what is no letter.

use std::borrow::Cow;
use std::io::{self, BufRead, Read};

use memchr::memchr;

/// A text of JSON without halves of pairs.
pub fn without_halves(text: &[u8]) -> Cow<'_, [u8]> {
    let (halves, _) = halves(text);
    if halves.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut text = text.to_owned();
    mend(&mut text, &halves);
    Cow::Owned(text)
}

/// A source of JSON without halves of pairs.
pub struct WithoutHalves<R> {
    source: R,
    buffer: Vec<u8>,
    /// What was handed on.
    at: usize,
    /// What can be handed on. What follows depends on what has not been read yet.
    decided: usize,
}

impl<R> WithoutHalves<R> {
    /// Reads through to a source.
    pub fn new(source: R) -> Self {
        Self { source, buffer: Vec::new(), at: 0, decided: 0 }
    }
}

/// So much of a source is looked at in one go: it may have a whole document at hand.
const AT_ONCE: usize = 1 << 14;

impl<R: BufRead> BufRead for WithoutHalves<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        while self.at == self.decided {
            self.buffer.drain(..self.decided);
            (self.at, self.decided) = (0, 0);
            let more = self.source.fill_buf()?;
            let length = more.len().min(AT_ONCE);
            if length == 0 {
                self.decided = self.buffer.len();
                break;
            }
            self.buffer.extend_from_slice(&more[..length]);
            self.source.consume(length);
            let (halves, decided) = halves(&self.buffer);
            mend(&mut self.buffer, &halves);
            self.decided = decided;
        }
        Ok(&self.buffer[self.at..self.decided])
    }

    fn consume(&mut self, length: usize) {
        self.at += length;
    }
}

impl<R: BufRead> Read for WithoutHalves<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(buffer)?;
        self.consume(length);
        Ok(length)
    }
}

/// So long is `\ud83d`.
const LENGTH: usize = 6;

/// Where halves of pairs begin, and how much of the text is decided: of an escape that breaks off nobody knows what it is.
fn halves(text: &[u8]) -> (Vec<usize>, usize) {
    let (mut halves, mut at) = (Vec::new(), 0);
    while let Some(length) = memchr(b'\\', &text[at..]) {
        let start = at + length;
        match &text[start..] {
            [_, b'u', _, _, _, _, ..] => {}
            [_] | [_, b'u', ..] => return (halves, start),
            _ => {
                at = start + 2;
                continue;
            }
        }
        at = start + LENGTH;
        match unit(&text[start..]) {
            Some(0xdc00..=0xdfff) => halves.push(start),
            Some(0xd800..=0xdbff) => match unit(&text[at..]) {
                Some(0xdc00..=0xdfff) => at += LENGTH,
                None if breaks_off(&text[at..]) => return (halves, start),
                _ => halves.push(start),
            },
            Some(_) => {}
            None => at = start + 2,
        }
    }
    (halves, text.len())
}

/// What an escape at the start of a text stands for.
fn unit(text: &[u8]) -> Option<u16> {
    let digits = text.strip_prefix(b"\\u")?.get(..LENGTH - 2)?;
    let digits = digits.iter().map(|digit| char::from(*digit).to_digit(16));
    digits.into_iter().try_fold(0, |unit, digit| Some(unit << 4 | digit? as u16))
}

/// Whether an escape may begin with what is there.
fn breaks_off(text: &[u8]) -> bool {
    text.len() < LENGTH && text.iter().zip(b"\\u").all(|(found, expected)| found == expected)
}

fn mend(text: &mut [u8], halves: &[usize]) {
    for start in halves {
        text[*start..*start + LENGTH].copy_from_slice(b"\\ufffd");
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use super::*;

    #[test]
    fn halves_become_what_is_no_letter_wherever_a_text_is_cut() {
        for (text, expected) in [
            (r#""\ud83d""#, r#""\ufffd""#),
            (r#""\uD83D\uDE00 \ude00""#, r#""\uD83D\uDE00 \ufffd""#),
            (r#""\ud83d\ud83d\ude00\ud83d\n""#, r#""\ufffd\ud83d\ude00\ufffd\n""#),
            (r#""\\ud83d \\\ud83d\\ude00""#, r#""\\ud83d \\\ufffd\\ude00""#),
            (r#""\ud83d\u0041\u00e9\uffff""#, r#""\ufffd\u0041\u00e9\uffff""#),
            (r#""\ud8zz\u+d83\u""#, r#""\ud8zz\u+d83\u""#),
            (r#""\ud83d\ude0"#, r#""\ud83d\ude0"#),
            (r#""\ud83"#, r#""\ud83"#),
            (r#""\"#, r#""\"#),
        ] {
            assert_eq!(&*without_halves(text.as_bytes()), expected.as_bytes(), "{text}");
            for room in 1..=text.len() {
                let mut read = String::new();
                let mut source = WithoutHalves::new(BufReader::with_capacity(room, text.as_bytes()));
                source.read_to_string(&mut read).expect("it is in memory");
                assert_eq!(read, expected, "{room} at a time");
            }
        }
    }

    #[test]
    fn little_of_a_source_is_held() {
        let text = r#""\u00e9 \ud83d\ude00 \ud83d""#.repeat(100_000);
        let (mut read, mut source) = (String::new(), WithoutHalves::new(text.as_bytes()));
        source.read_to_string(&mut read).expect("it is in memory");
        assert_eq!(read, text.replace(r#"\ud83d""#, r#"\ufffd""#));
        assert!(source.buffer.capacity() <= 2 * AT_ONCE, "{}", source.buffer.capacity());
    }
}
