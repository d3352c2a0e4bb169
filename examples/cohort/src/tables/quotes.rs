//! What a reader of CSV would pass over in silence: a quote that is never closed takes every row after it into one cell,
//! and a line without anything is no row.

use std::{
    fs::File,
    io::{self, BufRead, BufReader},
    path::Path,
};

/// What is wrong, and in which line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wrong {
    /// The quote that begins a cell in this line is never closed.
    Open(u64),
    /// A cell goes on behind the quote that closes it.
    Behind(u64),
    /// Nothing, where a cell without anything may be meant: the file has one column.
    Empty(u64),
}

/// Where the reader is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Row,
    /// Behind a carriage return, which ends a row with or without a line feed.
    Return,
    Cell,
    Text,
    Quoted,
    Quote,
}

#[derive(Debug)]
struct Scan {
    at: At,
    line: u64,
    /// The line of the last quote that begins a cell.
    opened: u64,
    empty: Option<u64>,
    has_one_column: bool,
}

/// Reads a file of CSV to its end; it keeps nothing.
pub(super) fn check(path: &Path) -> io::Result<Option<Wrong>> {
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let mut scan = Scan { at: At::Row, line: 1, opened: 1, empty: None, has_one_column: true };
    // The mark that some programs begin a file of text with.
    let mark = file.fill_buf()?.starts_with(b"\xef\xbb\xbf");
    file.consume(if mark { 3 } else { 0 });
    loop {
        let bytes = file.fill_buf()?;
        if let Some(wrong) = scan.read(bytes) {
            return Ok(Some(wrong));
        }
        let length = bytes.len();
        if length == 0 {
            return Ok(scan.end());
        }
        file.consume(length);
    }
}

impl Scan {
    fn read(&mut self, bytes: &[u8]) -> Option<Wrong> {
        // Most of a file has no quotes, and its last byte says where it ends.
        let is_plain = !self.has_one_column && !matches!(self.at, At::Quoted | At::Quote);
        let last = bytes.last().filter(|_| is_plain && !bytes.contains(&b'"'));
        if let Some(last) = last {
            let lines = bytes.iter().map(|byte| u64::from(*byte == b'\n')).sum();
            self.line = self.line.saturating_add(lines);
            self.at = unquoted(*last);
            return None;
        }
        bytes.iter().find_map(|byte| self.step(*byte))
    }

    fn step(&mut self, byte: u8) -> Option<Wrong> {
        let is_end = matches!(byte, b'\r' | b'\n');
        let next = match (self.at, byte) {
            (At::Return, b'\n') => At::Row,
            (At::Row | At::Return, _) if is_end => {
                self.empty = self.empty.or(Some(self.line));
                unquoted(byte)
            }
            (At::Row | At::Return | At::Cell, b'"') => {
                self.opened = self.line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Quote,
            (At::Quoted, _) | (At::Quote, b'"') => At::Quoted,
            (At::Quote, _) if !is_end && byte != b',' => return Some(Wrong::Behind(self.line)),
            _ => unquoted(byte),
        };
        self.has_one_column &= next != At::Cell;
        self.line = self.line.saturating_add(u64::from(byte == b'\n'));
        self.at = next;
        None
    }

    fn end(&self) -> Option<Wrong> {
        match self.at {
            At::Quoted => Some(Wrong::Open(self.opened)),
            _ if self.has_one_column => self.empty.map(Wrong::Empty),
            _ => None,
        }
    }
}

/// Behind a byte that is in no quotes.
const fn unquoted(byte: u8) -> At {
    match byte {
        b',' => At::Cell,
        b'\n' => At::Row,
        b'\r' => At::Return,
        _ => At::Text,
    }
}
