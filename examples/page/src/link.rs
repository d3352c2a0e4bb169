//! The link that carries a case: its canonical JSON, percent-encoded, behind the `#`.

use nen_pathway::Case;

/// The case in canonical JSON.
pub(crate) fn json(case: &Case) -> String {
    // A case has no key and no value that JSON cannot hold.
    serde_json::to_string(case).unwrap_or_default()
}

/// The link to a case, from the page itself.
pub(crate) fn to(case: &Case) -> String {
    let mut link = String::from("#");
    for byte in json(case).bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.!~*'()".contains(&byte) {
            link.push(byte.into());
        } else {
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            let digit = |half: u8| DIGITS.get(usize::from(half)).map_or('0', |it| char::from(*it));
            link.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    link
}
