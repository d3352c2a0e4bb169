//! A case in one machine word.

use core::fmt::{self, Debug, Display, Write};

use crate::{
    Case, Finding, Hundredths, Ki67, MitoticRate,
    cells::{KI67_CELLS, MitosesBand, bits, has_hole, hull},
};

/// A case in one machine word, exact as to every answer: its report is that of the case. The numbers are not kept, so that a
/// text that tells them, such as a receipt, may differ.
///
/// A case of a table, a registry or a message that is answered a million times a second. Hundredths are not kept: Ki-67
/// and mitoses are in the cells within which no answer changes.
///
/// # Layout
///
/// A bit for each value or cell that is possible, lowest bit first, in the order of the vocabulary, here by their names in
/// JSON. It stays as it is as long as the findings do.
///
/// | bits | finding | values or cells |
/// |---|---|---|
/// | 0–2 | primary site | `sigmoid_colon`, `other_colorectal`, `elsewhere` |
/// | 3–5 | liver metastases | `absent`, `solitary`, `multiple` |
/// | 6–9 | differentiation | `well`, `moderate`, `poor`, `mixed` |
/// | 10–16 | Ki-67 index | below 3 %, 3 % to below 10 %, 10 % to below 20 %, 20 %, above 20 % to below 55 %, 55 %, above 55 % |
/// | 17–19 | mitoses per 2 mm² | below 2, 2 to 20, above 20 |
/// | 20–24 | ECOG performance status | 0, 1, 2, 3, 4 |
/// | 25–30 | primary tumour | `resected`, `uncomplicated`, `complication_imminent`, `obstructing`, `bleeding`, `perforation_risk` |
/// | 31–34 | first platinum doublet | `not_started`, `under_way`, `indolent_after`, `progressed_after` |
/// | 35–38 | platinum the patient can receive | `either`, `cisplatin_only`, `carboplatin_only`, `neither` |
///
/// Every finding has a bit; all of its bits: not assessed. The bits of Ki-67 and of mitoses have no hole.
///
/// ```
/// use nen_pathway::*;
///
/// let case = Case::NOT_ASSESSED
///     .with_primary_site(PrimarySite::SigmoidColon)
///     .with_ki67("80%".parse()?);
/// let packed = PackedCase::from(&case);
/// assert_eq!(packed.bits(), 0x7f_ffff_03f9);
/// assert_eq!(PackedCase::from_bits(packed.bits())?, packed);
/// assert_eq!(Case::from(packed).to_string(), "primary_site sigmoid_colon, ki67 >55%");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PackedCase(
    // INVARIANT: every field has a bit, those of Ki-67 and mitoses have no hole, and there is no bit past them.
    u64,
);

/// How many bits a case has.
const BITS: u32 = 39;

impl PackedCase {
    /// Nothing is known.
    pub const NOT_ASSESSED: Self = Self(ones(BITS));

    /// The word.
    #[must_use]
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// The case of a word.
    ///
    /// # Errors
    /// A finding without a bit, a hole in Ki-67 or mitoses, a bit past the last finding:
    ///
    /// ```
    /// use nen_pathway::PackedCase;
    ///
    /// let refused = PackedCase::from_bits(0x7f_ffff_fff8).map_err(|error| error.to_string());
    /// assert_eq!(refused, Err("primary_site `000`: no value is possible; accepted: one bit or more".to_owned()));
    /// ```
    pub fn from_bits(bits: u64) -> Result<Self, PackedError> {
        if bits & !ones(BITS) != 0 {
            return Err(PackedError::Past { bits });
        }
        let this = Self(bits);
        Finding::ALL.iter().try_for_each(|finding| {
            let (finding, bits) = (*finding, this.cells(*finding));
            let is_range = matches!(finding, Finding::Ki67 | Finding::Mitoses);
            match bits {
                0 => Err(PackedError::Empty { finding }),
                _ if is_range && has_hole(bits) => Err(PackedError::Hole { finding, bits }),
                _ => Ok(()),
            }
        })?;
        Ok(this)
    }

    /// The same case with these cells of a finding.
    #[expect(clippy::as_conversions, reason = "a byte widens in const")]
    pub(crate) const fn with(self, finding: Finding, cells: u8) -> Self {
        let (place, size) = field(finding);
        let others = self.0 & !ones(size).wrapping_shl(place);
        Self(others | (cells as u64 & ones(size)).wrapping_shl(place))
    }

    /// The bits of findings that follow each other, from one to another.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "a place in a table, of far less than 32 bits"
    )]
    #[inline]
    pub(crate) const fn part(self, first: Finding, last: Finding) -> usize {
        let ((from, _), (place, size)) = (field(first), field(last));
        let bits = place.wrapping_add(size).wrapping_sub(from);
        (self.0.wrapping_shr(from) & ones(bits)) as usize
    }

    /// The bits of a finding.
    #[expect(
        clippy::as_conversions,
        clippy::cast_possible_truncation,
        reason = "no finding has more than eight"
    )]
    pub(crate) const fn cells(self, finding: Finding) -> u8 {
        let (place, size) = field(finding);
        (self.0.wrapping_shr(place) & ones(size)) as u8
    }
}

/// The place of a finding's lowest bit, and how many it has.
const fn field(finding: Finding) -> (u32, u32) {
    match finding {
        Finding::PrimarySite => (0, 3),
        Finding::LiverMetastases => (3, 3),
        Finding::Differentiation => (6, 4),
        Finding::Ki67 => (10, 7),
        Finding::Mitoses => (17, 3),
        Finding::Ecog => (20, 5),
        Finding::PrimaryTumour => (25, 6),
        Finding::Chemotherapy => (31, 4),
        Finding::Platinum => (35, 4),
    }
}

const fn ones(count: u32) -> u64 {
    1_u64.wrapping_shl(count).wrapping_sub(1)
}

impl Ki67 {
    /// The cells it reaches into.
    pub(crate) fn cells(self) -> u8 {
        bits(&KI67_CELLS, self.lowest(), self.highest())
    }
}

impl MitoticRate {
    /// The cells it reaches into.
    pub(crate) fn cells(self) -> u8 {
        bits(&MitosesBand::BOUNDS, self.lowest(), self.highest())
    }
}

impl From<&Case> for PackedCase {
    #[inline]
    fn from(case: &Case) -> Self {
        case.packed()
    }
}

/// The widest case within the cells.
impl From<PackedCase> for Case {
    fn from(packed: PackedCase) -> Self {
        let ki67 = hull(&KI67_CELLS, packed.cells(Finding::Ki67))
            .and_then(|(from, to)| Ki67::between(Hundredths(from), Hundredths(to)).ok());
        let mitoses = hull(&MitosesBand::BOUNDS, packed.cells(Finding::Mitoses))
            .and_then(|(from, to)| MitoticRate::between(Hundredths(from), Hundredths(to)).ok());
        Self::unpacked(
            packed,
            ki67.unwrap_or(Ki67::NOT_ASSESSED),
            mitoses.unwrap_or(MitoticRate::NOT_ASSESSED),
        )
    }
}

/// The word, and the case that it is.
impl Debug for PackedCase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PackedCase({:#x}: {})", self.0, Case::from(*self))
    }
}

/// Why a word is no case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PackedError {
    /// A finding without a possible value.
    #[error("{finding} `{}`: no value is possible; accepted: one bit or more", Field(*finding, 0))]
    Empty {
        /// The finding.
        finding: Finding,
    },
    /// A range with a hole.
    #[error("{finding} `{}`: a hole; accepted: bits that follow each other", Field(*finding, *bits))]
    Hole {
        /// Ki-67 or mitoses.
        finding: Finding,
        /// Its bits.
        bits: u8,
    },
    /// A bit that belongs to no finding.
    #[error("bits `{bits:#x}`: past the last finding; accepted: `0x7fffffffff` or less")]
    Past {
        /// The word.
        bits: u64,
    },
}

/// The bits of a finding, the highest first.
struct Field(Finding, u8);

impl Display for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(finding, bits) = *self;
        let (_, size) = field(finding);
        (0..size).rev().try_for_each(|place| {
            f.write_char(if bits.wrapping_shr(place) & 1 == 0 { '0' } else { '1' })
        })
    }
}
