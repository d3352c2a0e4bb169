//! Any bytes as a Bundle, and as what every hook is sent: no panic, and what is read is accounted for.

#![no_main]

use libfuzzer_sys::fuzz_target;
use nen_pathway_hospital::{Json, Read, Records, SERVICES, cards, out};

fuzz_target!(|bytes: &[u8]| {
    let Ok(json) = Json::parse(bytes) else { return };
    if let Ok(records) = Records::of(&json) {
        let read = Read::of(&records);
        for resource in records.resources() {
            assert!(
                read.account.iter().any(|it| it.resource == resource.name && !it.why.is_empty())
            );
        }
        assert!(out::bundle(&read).is_object());
    }
    let Ok(text) = str::from_utf8(bytes) else { return };
    for service in &SERVICES {
        let request = format!(
            r#"{{"hook":"{}","hookInstance":"1","context":{{"userId":"1","patientId":"example",
            "selections":["MedicationRequest/oxaliplatin"],"draftOrders":{text}}},"prefetch":{{"conditions":{text},
            "observations":{text},"ordered":{text},"given":null}}}}"#,
            service.hook
        );
        if let Ok(request) = Json::parse(request.as_bytes())
            && let Ok(cards) = cards(service, &request)
        {
            assert!(cards.iter().all(|it| it.summary.chars().count() < 140));
        }
    }
});
