//! Copies of the source.

use nen_pathway::{SOURCE, SourceText, Statement};

use super::refusal;

/// Copies of the source: none but the one edition is accepted, and every statement that is not there is told.
pub fn source(bytes: &[u8]) {
    match SourceText::check(bytes) {
        Ok(copy) => {
            assert_eq!(bytes.len(), SOURCE.bytes);
            assert!(Statement::ALL.iter().all(|statement| !copy.sentence(*statement).is_empty()));
        }
        Err(error) => {
            let beyond = |it: &&Statement| it.entry().span.end > bytes.len();
            let mut beyond = Statement::ALL.iter().filter(beyond);
            assert!(beyond.all(|statement| error.failed().contains(*statement)));
            let message = error.to_string();
            refusal::accepted(&message);
            assert!(message.contains(SOURCE.sha256));
        }
    }
}
