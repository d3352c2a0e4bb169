//! When something was so.

use jiff::{Timestamp, ToSpan, civil::Date};

/// A day, and the moment if it was given with its zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct When {
    day: Date,
    moment: Option<Timestamp>,
}

impl When {
    /// Reads a `dateTime` or `instant` of FHIR, if it is given to the day.
    #[must_use]
    pub(crate) fn of(text: &str) -> Option<Self> {
        let (day, time) = text.split_at_checked(10)?;
        let is_day = day.chars().enumerate().all(|(place, letter)| match place {
            4 | 7 => letter == '-',
            _ => letter.is_ascii_digit(),
        });
        let day = day.parse().ok().filter(|_| is_day)?;
        let moment = if time.is_empty() { None } else { Some(text.parse().ok()?) };
        Some(Self { day, moment })
    }

    /// Whether it certainly came before another.
    #[must_use]
    pub(crate) fn is_before(self, other: Self) -> bool {
        match (self.moment, other.moment) {
            (Some(one), Some(two)) => one < two,
            (None, None) => self.day < other.day,
            // A day of an unknown zone may begin and end a day from where it does here.
            _ => self.is_days_before(1, other),
        }
    }

    /// Whether more than so many days lie between it and another that is later.
    #[must_use]
    pub(crate) fn is_days_before(self, days: i32, other: Self) -> bool {
        self.day.checked_add(days.days()).is_ok_and(|end| end < other.day)
    }
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
            ("2026-02-04T00:30:00+01:00", "2026-02-03T23:30:00-05:00"),
            ("2026-02-03", "2026-02-05T00:30:00+01:00"),
        ] {
            assert!(is_before(one, two) && !is_before(two, one), "{one} {two}");
        }
        for (one, two) in
            [("2026-02-04", "2026-02-04"), ("2026-02-03", "2026-02-04T00:30:00+01:00")]
        {
            assert!(!is_before(one, two) && !is_before(two, one), "{one} {two}");
        }
    }

    #[test]
    fn only_whole_days_are_read() {
        for text in [
            "",
            "2026",
            "2026-02",
            "2026-02-30",
            "12/31/2026",
            "2026-2-3",
            "20260204T1",
            "unknown date",
            "2026-02-04T10:00:00",
            "2026-02-04 and later",
            "+026-02-04",
        ] {
            assert_eq!(When::of(text), None, "{text}");
        }
    }
}
