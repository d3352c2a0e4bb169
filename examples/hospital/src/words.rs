//! Words of records: no finding is taken from them, and what they may speak of is not passed over.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

/// Words in lower case, a blank before and after each; a blank in a pattern is the border of a word, and without one
/// `metasta` is found in `lebermetastasen` too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Words(String);

/// Patterns that are looked for often, all at once.
#[derive(Debug)]
pub(crate) struct Patterns {
    all: Vec<String>,
    /// None, if there are more than it takes.
    automaton: Option<AhoCorasick>,
}

impl Patterns {
    /// Patterns as [`Words::have`] takes them.
    pub(crate) fn of(text: &str) -> Self {
        Self::of_all(text.split('|').map(str::to_owned).collect())
    }

    /// Each of these.
    pub(crate) fn of_all(all: Vec<String>) -> Self {
        Self { automaton: AhoCorasick::new(&all).ok(), all }
    }
}

impl Words {
    /// All words of some texts.
    #[must_use]
    pub(crate) fn of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = " ".to_owned();
        for text in texts {
            all.reserve(text.len().saturating_add(1));
            for letter in text.chars() {
                if letter.is_ascii_alphanumeric() {
                    all.push(letter.to_ascii_lowercase());
                } else if letter.is_alphanumeric() {
                    all.extend(letter.to_lowercase());
                } else if !all.ends_with(' ') {
                    all.push(' ');
                }
            }
            if !all.ends_with(' ') {
                all.push(' ');
            }
        }
        Self(all)
    }

    /// Whether there are none.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.0.trim().is_empty()
    }

    /// Whether any of the patterns is in them: `metasta| mets `.
    #[must_use]
    pub(crate) fn have(&self, patterns: &str) -> bool {
        patterns.split('|').any(|pattern| self.0.contains(pattern))
    }

    /// Whether any of the patterns is in them.
    #[must_use]
    pub(crate) fn have_any(&self, patterns: &Patterns) -> bool {
        match &patterns.automaton {
            Some(automaton) => automaton.is_match(&self.0),
            None => patterns.all.iter().any(|pattern| self.0.contains(pattern)),
        }
    }

    /// The patterns that are in them, by their places.
    pub(crate) fn found(&self, patterns: &Patterns) -> impl Iterator<Item = usize> {
        let found: Vec<usize> = match &patterns.automaton {
            Some(automaton) => {
                automaton.find_overlapping_iter(&self.0).map(|it| it.pattern().as_usize()).collect()
            }
            None => (0..patterns.all.len())
                .filter(|place| patterns.all.get(*place).is_some_and(|it| self.0.contains(it)))
                .collect(),
        };
        found.into_iter()
    }

    /// Whether they may say that something is not so.
    #[must_use]
    pub(crate) fn deny(&self) -> bool {
        self.have(
            "exclu|absen| no | not | non | without | never | none | negative | inactive | rule| kein| nicht | ohne | sans ",
        )
    }

    /// Whether they deny any of the patterns: right before it.
    #[must_use]
    pub(crate) fn deny_any(&self, patterns: &str) -> bool {
        const DENIALS: &str =
            " no | not | never | without | denies | kein | keine | ohne | sans | aucun | aucune ";
        static ANY: LazyLock<Patterns> = LazyLock::new(|| Patterns::of(DENIALS));
        let denies = |pattern: &str| {
            DENIALS.split('|').any(|no| self.0.contains(&format!("{no}{}", pattern.trim_start())))
        };
        self.have_any(&ANY) && patterns.split('|').any(denies)
    }

    /// Whether they may say that something is not so, was once, is of somebody else, or is only thought of.
    #[must_use]
    pub(crate) fn doubt(&self) -> bool {
        const OF: &str = "liver|hepat|metast|lebermet|sigm|colon|colorect|cancer|carcinom|karzinom|malign|tumor|tumour|neoplas|\
            neuroend|multiple|solitary|single";
        static DOUBTS: LazyLock<Patterns> = LazyLock::new(|| {
            Patterns::of(
                "no evidence|rule out|ruled out| r o |suspect|suspicio|verdacht|verdächtig| v a |ausschlu|family|history of| kein|\
            probable|question|negative for|absence of|zustand nach| z n | nicht | possible | not confirmed| absent | none |\
            free of| resected |complete response| mother | father | sister | brother | mutter | vater ",
            )
        });
        self.have_any(&DOUBTS) || self.0.ends_with(" no ") || self.deny_any(OF)
    }

    /// Whether they begin with these.
    #[must_use]
    pub(crate) fn begin(&self, words: &str) -> bool {
        self.0.starts_with(words)
    }

    /// They without some phrases.
    #[must_use]
    pub(crate) fn without(&self, phrases: &str) -> Self {
        let strip = |said: String, phrase: &str| said.replace(phrase, " ");
        Self(phrases.split('|').fold(self.0.clone(), strip))
    }

    /// Each.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.split_whitespace()
    }
}
