//! Nothing: what counts is in `counts.rs`.
