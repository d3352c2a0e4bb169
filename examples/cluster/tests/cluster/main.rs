//! Clusters on loopback: what they answer, and what a kill does.

mod answers;
mod kills;
mod support;
