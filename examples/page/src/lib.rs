//! A page to explore the pathway: the library itself in a browser. JavaScript hands over the form as JSON and
//! shows what comes back; every word and every answer is made here.
// Bad input is answered: no way to panic.
#![deny(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::unreachable,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod beside;
mod boundary;
#[path = "../../tumour_board/conditions.rs"]
mod conditions;
mod form;
mod html;
mod link;
mod next;
#[path = "../../input/place.rs"]
mod place;
#[path = "../../input/plain.rs"]
mod plain;
mod request;
#[path = "../../sheet/html.rs"]
mod sheet;
mod summary;
mod therapies;
mod view;
mod what_if;

pub use request::answer;
