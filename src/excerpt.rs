//! The offending text of an error, kept without an allocator.

use core::fmt::{self, Debug, Display, Write};

const LIMIT: usize = 60;

/// The text an error speaks of: whole up to 60 bytes, then cut and closed with `…`.
///
/// ```
/// use nen_pathway::Differentiation;
///
/// let error = "high".parse::<Differentiation>().unwrap_err();
/// assert_eq!(error.text().as_str(), "high");
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Excerpt {
    // INVARIANT: the first `len` bytes are UTF-8.
    bytes: [u8; LIMIT],
    len: u8,
    cut: bool,
}

impl Excerpt {
    pub(crate) fn new(text: &str) -> Self {
        Self::of(&text)
    }

    /// The text of something that can be displayed.
    pub(crate) fn of(value: &dyn Display) -> Self {
        let mut excerpt = Self { bytes: [0; LIMIT], len: 0, cut: false };
        // Writing here never fails: what is beyond the limit is cut.
        let _ = write!(Writer(&mut excerpt), "{value}");
        excerpt
    }

    /// The text, or its beginning.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let bytes = self.bytes.get(..self.len.into()).unwrap_or_default();
        core::str::from_utf8(bytes).unwrap_or_default()
    }

    /// Whether the text was longer than what is kept.
    #[must_use]
    pub const fn is_cut(&self) -> bool {
        self.cut
    }
}

struct Writer<'e>(&'e mut Excerpt);

impl Write for Writer<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let Excerpt { bytes, len, cut } = &mut *self.0;
        let room = bytes.get_mut(usize::from(*len)..).unwrap_or_default();
        let fits = if *cut { 0 } else { text.floor_char_boundary(room.len()) };
        room.iter_mut().zip(text.as_bytes()).take(fits).for_each(|(to, from)| *to = *from);
        *len = len.saturating_add(u8::try_from(fits).unwrap_or(u8::MAX));
        *cut |= fits < text.len();
        Ok(())
    }
}

impl Display for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())?;
        f.write_str(if self.cut { "…" } else { "" })
    }
}

impl Debug for Excerpt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Debug::fmt(self.as_str(), f)
    }
}
