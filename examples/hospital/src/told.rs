//! What a record tells of a finding.

use std::sync::LazyLock;

use nen_pathway::{Case, Finding};

use crate::{
    when::When,
    words::{Patterns, Words},
};

/// One thing that a record tells.
#[derive(Debug, Clone)]
pub(crate) struct Told {
    /// The finding of which it tells, if it is one.
    pub finding: Option<Finding>,
    /// What it says of it.
    pub says: Says,
    /// When it was so, where that is stated to the day.
    pub when: Option<When>,
    /// Whether the finding is inferred from something else, and so gives way to a record of the finding itself.
    pub inferred: bool,
    /// What it says of the kind of the neoplasm.
    pub hint: Hint,
    /// What was taken from it, or why nothing was.
    pub why: String,
}

/// What a record says of the kind of the neoplasm, by which the service knows whether it has anything to say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hint {
    /// Nothing.
    Nothing,
    /// That somebody measured how fast it grows, as is done in many neoplasms.
    Measured,
    /// That it is in the colon or rectum.
    Colorectal,
    /// That it is neuroendocrine.
    Neuroendocrine,
    /// That it is another one.
    Other,
}

impl Hint {
    /// What words say of it.
    #[must_use]
    pub(crate) fn of_words(said: &Words) -> Self {
        const SMALL: &str = "small bowel|small intest|dünndarm";
        let in_bowel =
            || said.have_any(&BOWEL) && (!said.have(SMALL) || said.without(SMALL).have_any(&BOWEL));
        match (said.have_any(&ELSEWHERE), said.have_any(&KIND)) {
            (false, true) => Self::Neuroendocrine,
            (true, true) if in_bowel() => Self::Neuroendocrine,
            (true, _) => Self::Other,
            (false, false) if in_bowel() => Self::Colorectal,
            (false, false) => Self::Nothing,
        }
    }
}

static BOWEL: LazyLock<Patterns> =
    LazyLock::new(|| Patterns::of("sigm|colo|kolo| rect| rekt|bowel|darm|large intest"));
static KIND: LazyLock<Patterns> = LazyLock::new(|| Patterns::of(NEUROENDOCRINE));
static ELSEWHERE: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::of(
        "adenocarcinoma|adenokarzinom|bronch|pulmon|breast|mamma| lung|lunge|prostat|pancrea|\
    pankrea|ileum|ileal|jejun|duoden|small bowel|small intest|dünndarm| anal | anus |stomach|gastric|magen|sophag|speiser|cervi|uter| testi|brain|ovar| renal|kidney|thyroid|bladder| skin|merkel|melanom|lymphom|leuk",
    )
});

/// Words of a neuroendocrine neoplasm.
pub(crate) const NEUROENDOCRINE: &str = "neuroend|neuroéndo|carcinoid|karzinoid| nec | nen | net g";

/// What a record says of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// These values, and nothing of the other findings.
    Values(Case),
    /// It settles nothing, and is at odds with all but these values.
    AtMost(Case),
    /// Something that is not understood: any value is possible.
    Anything,
    /// Nothing.
    Nothing,
}

impl Says {
    /// The values, if it says some.
    #[must_use]
    pub(crate) fn values(self) -> Option<Case> {
        match self {
            Self::Values(values) => Some(values),
            Self::AtMost(_) | Self::Anything | Self::Nothing => None,
        }
    }
}

impl Told {
    /// Values of a finding.
    pub(crate) fn values(finding: Finding, values: Case, why: impl Into<String>) -> Self {
        Self::new(Some(finding), Says::Values(values), why.into())
    }

    /// Something about a finding that is not understood, so that it stays open.
    pub(crate) fn unread(finding: Finding, why: impl Into<String>) -> Self {
        Self::new(Some(finding), Says::Anything, why.into())
    }

    /// A code that would be about a finding, of a system that is not known here.
    pub(crate) fn of_unknown_system(finding: Finding, code: &str) -> Self {
        Self::unread(finding, format!("the code {code} of a system that is not known here"))
    }

    /// Something about a finding that does not settle it.
    pub(crate) fn unsettled(finding: Finding, at_most: Case, why: impl Into<String>) -> Self {
        Self::new(Some(finding), Says::AtMost(at_most), why.into())
    }

    /// Nothing about any finding.
    pub(crate) fn nothing(why: impl Into<String>) -> Self {
        Self::new(None, Says::Nothing, why.into())
    }

    fn new(finding: Option<Finding>, says: Says, why: String) -> Self {
        let hint = match finding {
            Some(Finding::Ki67 | Finding::Mitoses) => Hint::Measured,
            _ => Hint::Nothing,
        };
        Self { finding, says, when: None, inferred: false, hint, why }
    }

    /// With another hint.
    #[must_use]
    pub(crate) fn hinting(mut self, hint: Hint) -> Self {
        self.hint = hint;
        self
    }

    /// Inferred from something else than a record of the finding.
    #[must_use]
    pub(crate) fn by_inference(mut self) -> Self {
        self.inferred = true;
        self
    }

    /// It told something, and does not count.
    pub(crate) fn set_aside(&mut self, why: &str) {
        self.says = Says::Nothing;
        self.why = format!("does not count, {why}: {}", self.why);
    }

    /// What was taken and why, or why nothing was.
    #[must_use]
    pub(crate) fn in_words(&self) -> String {
        match (self.finding, self.says) {
            (Some(finding), Says::Anything) => {
                format!("not understood: {}; {finding} stays open", self.why)
            }
            _ => self.why.clone(),
        }
    }
}
