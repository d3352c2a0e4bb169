//! When something was so, as far as that is certain.

use jiff::{Timestamp, civil::Date};

/// The days from the first to the last on which it may have been; the moment, if it was given with its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct When {
    /// Days since 1970.
    first: i32,
    last: i32,
    moment: Option<Timestamp>,
}

impl When {
    /// Reads a `dateTime`, `date` or `instant` of FHIR: a year, a month, a day, or a moment.
    #[must_use]
    pub(crate) fn of(text: &str) -> Option<Self> {
        let is_date = text.chars().take(10).enumerate().all(|(place, letter)| match place {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        });
        let day = |text: &str| text.parse::<Date>().ok().filter(|_| is_date);
        let (first, last) = match text.len() {
            4 => (day(&format!("{text}-01-01"))?, day(&format!("{text}-12-31"))?),
            7 => {
                let first = day(&format!("{text}-01"))?;
                (first, first.last_of_month())
            }
            _ => (day(text.get(..10)?)?, day(text.get(..10)?)?),
        };
        let moment = if text.len() > 10 { Some(text.parse::<Timestamp>().ok()?) } else { None };
        Some(Self { first: days(first)?, last: days(last)?, moment })
    }

    /// From the beginning of one to the end of the other, or for ever.
    #[must_use]
    pub(crate) fn to(self, end: Option<Self>) -> Self {
        Self { last: end.map_or(i32::MAX, |end| end.last), moment: None, ..self }
    }

    /// Whether it certainly came before another.
    #[must_use]
    pub(crate) fn is_before(self, other: Self) -> bool {
        match (self.moment, other.moment) {
            (Some(one), Some(two)) => one < two,
            (None, None) => self.last < other.first,
            // A day of an unknown zone may begin and end a day from where it does here.
            _ => self.last < other.first.saturating_sub(1),
        }
    }

    /// The last of some; another is certainly before any of them if it is before one of these.
    pub(crate) fn latest(all: impl Iterator<Item = Self> + Clone) -> impl Iterator<Item = Self> {
        let moments = all.clone().filter(|it| it.moment.is_some());
        let by_moment = moments.max_by_key(|it| it.moment);
        let zoned = all.clone().filter(|it| it.moment.is_some()).max_by_key(|it| it.first);
        let plain = all.filter(|it| it.moment.is_none()).max_by_key(|it| it.first);
        [by_moment, zoned, plain].into_iter().flatten()
    }

    /// The first day on which it may have been, of those since 1970.
    #[must_use]
    pub(crate) const fn begin(self) -> i32 {
        self.first
    }

    /// Whether it began more than so many days before another.
    #[must_use]
    pub(crate) fn began_before(self, days: i32, other: Self) -> bool {
        self.first.saturating_add(days) < other.first
    }

    /// Whether no more than so many days lie between them.
    #[must_use]
    pub(crate) fn is_near(self, days: i32, other: Self) -> bool {
        self.last.saturating_add(days) >= other.first
            && other.last.saturating_add(days) >= self.first
    }
}

/// Days since 1970.
fn days(date: Date) -> Option<i32> {
    let since = Date::new(1970, 1, 1).ok()?.until(date).ok()?;
    Some(since.get_days())
}

#[cfg(test)]
mod tests {
    use super::When;

    #[test]
    fn only_what_is_certain_is_before() {
        let is_before = |one, two| {
            When::of(one).zip(When::of(two)).is_some_and(|(one, two)| one.is_before(two))
        };
        for (one, two) in [
            ("2026-02-03", "2026-02-04"),
            ("2025", "2026-01-01"),
            ("2025-12", "2026"),
            ("2026-02-04T00:30:00+01:00", "2026-02-03T23:30:00-05:00"),
            ("2026-02-03", "2026-02-05T00:30:00+01:00"),
        ] {
            assert!(is_before(one, two) && !is_before(two, one), "{one} {two}");
        }
        for (one, two) in [
            ("2026-02-04", "2026-02-04"),
            ("2026-02", "2026-02-04"),
            ("2026", "2026-02-04"),
            ("2026-02-03", "2026-02-04T00:30:00+01:00"),
        ] {
            assert!(!is_before(one, two) && !is_before(two, one), "{one} {two}");
        }
    }

    #[test]
    fn nothing_else_is_a_date() {
        for text in [
            "",
            "26",
            "2026-2",
            "2026-13",
            "2026-02-30",
            "12/31/2026",
            "2026-2-3",
            "20260204",
            "20260204T1",
            "unknown date",
            "2026-02-04T10:00:00",
            "2026-02-04 and later",
            "+026-02-04",
            "²026",
        ] {
            assert_eq!(When::of(text), None, "{text}");
        }
    }
}
