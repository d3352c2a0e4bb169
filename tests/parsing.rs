//! Texts and numbers: what is read, exactly, and what is refused, with the whole message.

use nen_pathway::{
    Case, Differentiation, Ecog, Excerpt, Grade, Hundredths, Ki67, MitoticRate, PrimarySite,
    RangeError, RangeProblem, Therapy,
};

const KI67: &str = "accepted: `N%`, `<N%`, `<=N%`, `>N%`, `>=N%` or `N-M%`, N and M from 0 to 100 with at \
                    most two decimals";
const MITOSES: &str = "accepted: `N/2mm2`, `<N/2mm2`, `<=N/2mm2`, `>N/2mm2`, `>=N/2mm2` or `N-M/2mm2`, N and \
                       M from 0 to 600 with at most two decimals";

fn ki67(text: &str) -> Result<(u32, u32), RangeError> {
    text.parse::<Ki67>().map(|ki67| (ki67.lowest().0, ki67.highest().0))
}

fn mitoses(text: &str) -> Result<(u32, u32), RangeError> {
    text.parse::<MitoticRate>().map(|rate| (rate.lowest().0, rate.highest().0))
}

#[test]
fn ki67_texts_are_read_exactly() {
    for (text, range) in [
        ("80%", (8_000, 8_000)),
        ("0%", (0, 0)),
        ("100%", (10_000, 10_000)),
        ("100.00%", (10_000, 10_000)),
        ("20.01%", (2_001, 2_001)),
        ("20.1%", (2_010, 2_010)),
        ("0020%", (2_000, 2_000)),
        ("<3%", (0, 299)),
        ("<=20%", (0, 2_000)),
        ("≤20%", (0, 2_000)),
        (">20%", (2_001, 10_000)),
        (">90%", (9_001, 10_000)),
        (">=55%", (5_500, 10_000)),
        ("≥ 55 %", (5_500, 10_000)),
        ("20-30%", (2_000, 3_000)),
        ("20%-30%", (2_000, 3_000)),
        ("  20 % – 30 %  ", (2_000, 3_000)),
        ("20-20%", (2_000, 2_000)),
        ("<100%", (0, 9_999)),
        ("<0.01%", (0, 0)),
        (">99.99%", (10_000, 10_000)),
        ("<=0%", (0, 0)),
        (">=100%", (10_000, 10_000)),
        (">  20  %", (2_001, 10_000)),
    ] {
        assert_eq!(ki67(text), Ok(range), "{text}");
    }
}

#[test]
fn mitoses_texts_are_read_exactly() {
    for (text, range) in [
        ("45/2mm2", (4_500, 4_500)),
        ("45 /2 mm2", (4_500, 4_500)),
        ("45/2mm²", (4_500, 4_500)),
        (" 45 /2 mm² ", (4_500, 4_500)),
        ("<2/2mm2", (0, 199)),
        (">20/2mm2", (2_001, 60_000)),
        ("2-20/2mm2", (200, 2_000)),
        ("2/2mm2-20/2 mm²", (200, 2_000)),
        ("600/2mm2", (60_000, 60_000)),
        ("0.5/2mm2", (50, 50)),
    ] {
        assert_eq!(mitoses(text), Ok(range), "{text}");
    }
}

#[test]
fn refused_ki67_texts_say_what_is_wrong() {
    for (text, problem) in [
        ("80", "the unit is missing"),
        ("0.8", "the unit is missing"),
        (">20", "the unit is missing"),
        ("20%-30", "the unit is missing"),
        ("20-30", "the unit is missing"),
        ("", "not one of the accepted forms"),
        ("%", "not one of the accepted forms"),
        (".5%", "not one of the accepted forms"),
        ("3.%", "not one of the accepted forms"),
        ("3,5%", "not one of the accepted forms"),
        ("-3%", "not one of the accepted forms"),
        ("+3%", "not one of the accepted forms"),
        ("1e1%", "not one of the accepted forms"),
        ("80%%", "not one of the accepted forms"),
        ("80% high", "not one of the accepted forms"),
        ("high", "not one of the accepted forms"),
        ("< =3%", "not one of the accepted forms"),
        ("=<3%", "not one of the accepted forms"),
        ("<20-30%", "not one of the accepted forms"),
        ("20-30-40%", "not one of the accepted forms"),
        ("20—30%", "not one of the accepted forms"),
        ("20−30%", "not one of the accepted forms"),
        ("80\u{a0}%", "not one of the accepted forms"),
        ("80\t%", "not one of the accepted forms"),
        ("80%\n", "not one of the accepted forms"),
        ("٨٠%", "not one of the accepted forms"),
        ("８０%", "not one of the accepted forms"),
        ("8 0%", "not one of the accepted forms"),
        ("3 .5%", "not one of the accepted forms"),
        ("80percent", "not one of the accepted forms"),
        ("3.000%", "more than two decimals"),
        ("20.001%", "more than two decimals"),
        ("100.01%", "beyond the highest possible value"),
        ("101%", "beyond the highest possible value"),
        ("<101%", "beyond the highest possible value"),
        ("99999999999999999999%", "beyond the highest possible value"),
        ("20-101%", "beyond the highest possible value"),
        ("<0%", "no value lies in that range"),
        (">100%", "no value lies in that range"),
        ("30-20%", "no value lies in that range"),
    ] {
        let message = ki67(text).map_err(|error| error.to_string());
        assert_eq!(message, Err(format!("ki67 `{text}`: {problem}; {KI67}")));
    }
}

#[test]
fn refused_mitoses_texts_say_what_is_wrong() {
    const FIELD: &str = "a count per high-power field says nothing without the area of the fields";
    for (text, problem) in [
        ("45", "the unit is missing"),
        ("45/10 HPF", FIELD),
        (">50/10hpf", FIELD),
        ("12 per high-power field", FIELD),
        ("45/mm2", "not one of the accepted forms"),
        ("45/ 2mm2", "not one of the accepted forms"),
        ("45/2  mm2", "not one of the accepted forms"),
        ("45/2mm", "not one of the accepted forms"),
        ("45/2MM2", "not one of the accepted forms"),
        ("45/2mm2/2mm2", "not one of the accepted forms"),
        ("45%", "not one of the accepted forms"),
        ("600.01/2mm2", "beyond the highest possible value"),
        ("<0/2mm2", "no value lies in that range"),
        (">600/2mm2", "no value lies in that range"),
    ] {
        let message = mitoses(text).map_err(|error| error.to_string());
        assert_eq!(message, Err(format!("mitoses `{text}`: {problem}; {MITOSES}")));
    }
}

#[test]
fn constructors_agree_with_the_texts_and_refuse_the_same() {
    let pairs = [
        (Ki67::exactly(Hundredths(8_000)), "80%"),
        (Ki67::below(Hundredths(300)), "<3%"),
        (Ki67::at_most(Hundredths(2_000)), "<=20%"),
        (Ki67::above(Hundredths(2_000)), ">20%"),
        (Ki67::at_least(Hundredths(5_500)), ">=55%"),
        (Ki67::between(Hundredths(2_000), Hundredths(3_000)), "20-30%"),
        (Ki67::exactly(Hundredths(10_001)), "100.01%"),
        (Ki67::below(Hundredths(0)), "<0%"),
        (Ki67::above(Hundredths(10_000)), ">100%"),
        (Ki67::between(Hundredths(3_000), Hundredths(2_000)), "30-20%"),
    ];
    for (built, text) in pairs {
        assert_eq!(built, text.parse(), "{text}");
    }
    let pairs = [
        (MitoticRate::exactly(Hundredths(60_000)), "600/2mm2"),
        (MitoticRate::below(Hundredths(200)), "<2/2mm2"),
        (MitoticRate::at_most(Hundredths(2_000)), "<=20/2mm2"),
        (MitoticRate::above(Hundredths(2_000)), ">20/2mm2"),
        (MitoticRate::at_least(Hundredths(2_000)), ">=20/2mm2"),
        (MitoticRate::between(Hundredths(200), Hundredths(2_000)), "2-20/2mm2"),
        (MitoticRate::exactly(Hundredths(60_001)), "600.01/2mm2"),
        (MitoticRate::above(Hundredths(65_535)), ">655.35/2mm2"),
    ];
    for (built, text) in pairs {
        assert_eq!(built, text.parse(), "{text}");
    }
    assert_eq!(Ki67::percent::<0>(), Ki67::exactly(Hundredths(0)).unwrap());
    assert_eq!(MitoticRate::per_2mm2::<600>(), MitoticRate::exactly(Hundredths(60_000)).unwrap());
}

/// A small generator of numbers, so that a failure can be repeated.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % below
    }
}

#[test]
fn print_then_parse_is_the_identity() {
    let ranges = |highest: u32| {
        let mut numbers = Numbers(u64::from(highest));
        let bounds = (0..=highest).flat_map(move |n| [(n, n), (0, n), (n, highest)]);
        let inner = std::iter::from_fn(move || {
            let (a, b) = (numbers.next(highest.into()), numbers.next(highest.into()));
            Some((u32::try_from(a.min(b)).ok()?, u32::try_from(a.max(b)).ok()?))
        });
        bounds.chain(inner.take(100_000))
    };
    for (lowest, highest) in ranges(10_000) {
        let ki67 = Ki67::between(Hundredths(lowest), Hundredths(highest)).unwrap();
        assert_eq!(ki67.to_string().parse(), Ok(ki67));
    }
    for (lowest, highest) in ranges(60_000) {
        let mitoses = MitoticRate::between(Hundredths(lowest), Hundredths(highest)).unwrap();
        assert_eq!(mitoses.to_string().parse(), Ok(mitoses));
    }
}

/// Random texts over the letters of the grammar: none panics, and what is accepted prints and reads back.
#[test]
fn no_text_panics() {
    const LETTERS: [&str; 20] = [
        "0", "1", "2", "9", "00", "6", ".", "%", "<", ">", "=", "≤", "≥", "–", "-", " ", "/2mm2",
        "/2 mm²", "é", "hpf",
    ];
    let mut numbers = Numbers(7);
    for _ in 0..1_000_000 {
        let length = numbers.next(8);
        let text: String =
            (0..length).map(|_| LETTERS[usize::try_from(numbers.next(20)).unwrap()]).collect();
        if let Ok(ki67) = text.parse::<Ki67>() {
            assert!(ki67.lowest() <= ki67.highest() && ki67.highest().0 <= 10_000, "{text}");
            assert_eq!(ki67.to_string().parse(), Ok(ki67), "{text}");
        }
        if let Ok(mitoses) = text.parse::<MitoticRate>() {
            assert!(
                mitoses.lowest() <= mitoses.highest() && mitoses.highest().0 <= 60_000,
                "{text}"
            );
            assert_eq!(mitoses.to_string().parse(), Ok(mitoses), "{text}");
        }
    }
}

/// The range of a count encloses the exact rate, is at most one step wide, and lies on the rate's side
/// of 2 and of 20. Compared as fractions, in whole numbers.
#[test]
fn a_count_over_an_area_is_enclosed() {
    let mut numbers = Numbers(20);
    let round = [1, 2, 100, 999_999, 1_000_000, 1_000_500, 1_999_999, 2_000_000, 2_370_000];
    let mut accepted = 0;
    for n in 0..400_000_u64 {
        let count = numbers.next(700);
        let area = match n % 3 {
            0 => round[usize::try_from(numbers.next(9)).unwrap()],
            1 => 1_000_000 + numbers.next(4_000),
            _ => 1 + numbers.next(4_000_000_000),
        };
        let rate = MitoticRate::from_count(count.try_into().unwrap(), area.try_into().unwrap());
        // count / area µm² = (count · 2·10⁸ / area) hundredths per 2 mm²
        let exact = |hundredths: u64| (count * 200_000_000).cmp(&(hundredths * area));
        let Ok(rate) = rate else {
            assert!(exact(60_000).is_gt(), "{count} over {area} is refused");
            continue;
        };
        accepted += 1;
        let (lowest, highest) = (u64::from(rate.lowest().0), u64::from(rate.highest().0));
        assert!(highest - lowest <= 1);
        assert!(exact(highest).is_le() || (lowest, highest) == (199, 199), "{count} over {area}");
        assert!(
            exact(lowest).is_ge() || (lowest, highest) == (2_001, 2_001),
            "{count} over {area}"
        );
        assert_eq!(exact(200).is_lt(), highest < 200, "{count} over {area} is {rate}");
        assert_eq!(exact(2_000).is_gt(), lowest > 2_000, "{count} over {area} is {rate}");
        assert_eq!(exact(lowest).is_eq() && lowest == highest, exact(lowest).is_eq());
    }
    assert!(accepted > 100_000);
    let error = MitoticRate::from_count(3, 0).unwrap_err();
    assert_eq!(error.problem(), RangeProblem::Area);
    assert_eq!(
        error.to_string(),
        format!("mitoses `3 mitoses over 0 µm²`: the area is zero; {MITOSES}")
    );
}

#[test]
fn refused_names_list_what_is_accepted() {
    for (error, message) in [
        (
            "Poor".parse::<Differentiation>().unwrap_err(),
            "differentiation `Poor`: not one of its values; accepted: `well`, `moderate`, `poor`, `mixed`",
        ),
        (
            "".parse::<PrimarySite>().unwrap_err(),
            "primary site ``: not one of its values; accepted: `sigmoid_colon`, `other_colorectal`, `elsewhere`",
        ),
        (
            "5".parse::<Ecog>().unwrap_err(),
            "ECOG performance status `5`: not one of its values; accepted: `0`, `1`, `2`, `3`, `4`",
        ),
        (
            "high".parse::<Grade>().unwrap_err(),
            "grade `high`: not one of its values; accepted: `g1`, `g2`, `g3`",
        ),
    ] {
        assert_eq!(error.to_string(), message);
    }
    assert!("TACE".parse::<Therapy>().is_err());
}

#[test]
fn an_excerpt_is_cut_at_a_letter() {
    let long = "é".repeat(40);
    let excerpt: Excerpt = *long.parse::<Therapy>().unwrap_err().text();
    assert_eq!(excerpt.as_str(), "é".repeat(30));
    assert_eq!(excerpt.to_string(), format!("{}…", "é".repeat(30)));
    assert!(excerpt.is_cut());
    assert_eq!(format!("{excerpt:?}"), format!("{:?}", "é".repeat(30)));
    for short in ["", "é", &"é".repeat(30)] {
        let excerpt = *short.parse::<Therapy>().unwrap_err().text();
        assert!(!excerpt.is_cut() && excerpt.as_str() == short, "{short}");
    }
}

#[test]
fn a_stated_grade_enters_the_bounds_it_implies() {
    for (grade, text) in [
        (Grade::G1, "ki67 <3%, mitoses <2/2mm2"),
        (Grade::G2, "ki67 <=20%, mitoses <=20/2mm2"),
        (Grade::G3, "ki67 >20%"),
    ] {
        assert_eq!(Case::NOT_ASSESSED.with_grade(grade).to_string(), text);
    }
    let counted = Case::NOT_ASSESSED.with_mitoses("5/2mm2".parse().unwrap());
    assert_eq!(counted.with_grade(Grade::G1).to_string(), "ki67 <3%, mitoses 5/2mm2");
    assert_eq!(counted.with_grade(Grade::G2).to_string(), "ki67 <=20%, mitoses 5/2mm2");
    assert_eq!(counted.with_grade(Grade::G3).to_string(), "mitoses 5/2mm2");
    let stained = Case::NOT_ASSESSED.with_ki67("15%".parse().unwrap());
    assert_eq!(stained.with_grade(Grade::G1).to_string(), "ki67 15%, mitoses <2/2mm2");
    assert_eq!(stained.with_grade(Grade::G2).to_string(), "ki67 15%, mitoses <=20/2mm2");
    assert_eq!(stained.with_grade(Grade::G3).to_string(), "ki67 15%");
    let net = counted.with_net_grade(Grade::G2).unwrap();
    assert_eq!(net.to_string(), "differentiation well, ki67 <=20%, mitoses 5/2mm2");
    let poor = Case::NOT_ASSESSED.with_differentiation(Differentiation::Poor);
    assert_eq!(
        poor.with_net_grade(Grade::G2).unwrap_err().to_string(),
        "the reports contradict each other: differentiation poor against differentiation well",
    );
}
