//! HTML that is escaped by the way it is made: names are fixed, and whatever else comes in is text.

use std::fmt::Display;

use crate::sheet::{coded, escaped};

/// A piece of HTML.
#[derive(Default)]
pub(crate) struct Html(String);

/// The attributes of an element: fixed names, values of any kind.
pub(crate) type Attributes<'a> = &'a [(&'static str, &'a str)];

impl Html {
    /// An element with what is made inside it.
    pub(crate) fn element(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        inside: impl FnOnce(&mut Self),
    ) {
        self.void(name, attributes);
        inside(self);
        self.0.extend(["</", name, ">"]);
    }

    /// An element with nothing but text.
    pub(crate) fn leaf(
        &mut self,
        name: &'static str,
        attributes: Attributes<'_>,
        text: &dyn Display,
    ) {
        self.element(name, attributes, |html| html.text(text));
    }

    /// An element that holds nothing and is not closed.
    pub(crate) fn void(&mut self, name: &'static str, attributes: Attributes<'_>) {
        self.0.extend(["<", name]);
        for (name, value) in attributes {
            self.0.extend([" ", name, "=\""]);
            self.text(value);
            self.0.push('"');
        }
        self.0.push('>');
    }

    /// Text.
    pub(crate) fn text(&mut self, text: &dyn Display) {
        self.0 += &escaped(&text.to_string());
    }

    /// Text in which backticks set code apart.
    pub(crate) fn prose(&mut self, text: &str) {
        self.drawn(&coded(text));
    }

    /// What the library or its sheet drew; they escape their texts themselves.
    pub(crate) fn drawn(&mut self, html: &dyn Display) {
        self.0 += &html.to_string();
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}
