//! The services that are offered, and the searches that they ask for.

use serde::Serialize;

use crate::records::Scope;

/// A service that is offered for a hook.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Service {
    /// When it is called.
    pub hook: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// What it does.
    pub description: &'static str,
    /// Its name in addresses.
    pub id: &'static str,
    /// The searches that it asks for.
    #[serde(serialize_with = "templates")]
    prefetch: [Search; 5],
    /// What it needs.
    #[serde(rename = "usageRequirements")]
    usage_requirements: &'static str,
}

/// A search whose result is prefetched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Search {
    pub(crate) key: &'static str,
    template: &'static str,
    /// Of what it may tell.
    pub(crate) of: Scope,
    /// Whether nothing can be said without it.
    pub(crate) necessary: bool,
}

impl Search {
    /// What its result is called where it is not as it should be.
    pub(crate) fn path(&self) -> String {
        format!("prefetch.{}", self.key)
    }

    /// The kind of what it finds.
    pub(crate) fn kind(&self) -> &'static str {
        self.template.split('?').next().unwrap_or(self.template)
    }
}

/// What every service asks for.
pub(crate) const PREFETCH: [Search; 5] = [
    Search {
        key: "conditions",
        of: Scope::Conditions,
        template: "Condition?patient={{context.patientId}}",
        necessary: true,
    },
    Search {
        key: "observations",
        of: Scope::Everything,
        template: "Observation?patient={{context.patientId}}&code=http://loinc.org|29593-1,http://loinc.org|31206-6,\
            http://loinc.org|59847-4,http://loinc.org|89247-1,http://loinc.org|97509-4,http://snomed.info/sct|1098951000119108,\
            http://snomed.info/sct|1287652008,urn:nen-pathway:finding|",
        necessary: true,
    },
    Search {
        key: "ordered",
        of: Scope::Medications,
        template: "MedicationRequest?patient={{context.patientId}}",
        necessary: false,
    },
    Search {
        key: "given",
        of: Scope::Medications,
        template: "MedicationAdministration?patient={{context.patientId}}",
        necessary: false,
    },
    Search {
        key: "stated",
        of: Scope::Medications,
        template: "MedicationStatement?patient={{context.patientId}}",
        necessary: false,
    },
];

const REQUIREMENTS: &str = "Needs the prefetched conditions and observations; it never calls a FHIR server. It says what one \
    unreviewed text says, supports clinicians and decides nothing for them.";

/// The services, one for each hook.
pub const SERVICES: [Service; 3] = [
    Service {
        hook: "patient-view",
        title: "Neuroendocrine neoplasm of the colon: what the pathway says",
        description: "Shows what a written pathway says of a metastatic neuroendocrine neoplasm of the colon, or which \
            finding to obtain next.",
        id: "nen-pathway-view",
        prefetch: PREFETCH,
        usage_requirements: REQUIREMENTS,
    },
    Service {
        hook: "order-select",
        title: "Neuroendocrine neoplasm of the colon: selected orders",
        description: "Compares selected orders with what a written pathway says of a metastatic neuroendocrine neoplasm of \
            the colon.",
        id: "nen-pathway-select",
        prefetch: PREFETCH,
        usage_requirements: REQUIREMENTS,
    },
    Service {
        hook: "order-sign",
        title: "Neuroendocrine neoplasm of the colon: orders to be signed",
        description: "Compares orders before they are signed with what a written pathway says of a metastatic \
            neuroendocrine neoplasm of the colon.",
        id: "nen-pathway-sign",
        prefetch: PREFETCH,
        usage_requirements: REQUIREMENTS,
    },
];

impl Service {
    /// The one with an id.
    #[must_use]
    pub fn of_id(id: &str) -> Option<&'static Self> {
        SERVICES.iter().find(|it| it.id == id)
    }
}

fn templates<S: serde::Serializer>(
    searches: &[Search; 5],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.collect_map(searches.iter().map(|it| (it.key, it.template)))
}
