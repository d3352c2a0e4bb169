//! draft
#![no_std]
#![cfg_attr(docsrs, feature(doc_cfg))]

mod case;
mod divergence;
mod excerpt;
mod gap;
mod grade;
mod name;
mod pathway;
mod reading;
mod rules;
mod set;
mod source;
mod therapy;
mod vocabulary;

pub use self::{
    case::*,
    divergence::{Citation, Divergence},
    excerpt::Excerpt,
    gap::Gap,
    grade::Grade,
    name::NameError,
    pathway::Pathway,
    reading::Reading,
    rules::*,
    set::{Possible, Set},
    source::*,
    therapy::*,
    vocabulary::Vocabulary,
};
