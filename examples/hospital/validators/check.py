"""Every Bundle of these folders, validated by fhir.resources: `python check.py FOLDER…`"""

import json
import pathlib
import sys

from fhir.resources.R4B import get_fhir_model_class



def errors(resource):
    """What is wrong with a resource, by the model of its type."""
    try:
        get_fhir_model_class(resource["resourceType"]).model_validate(resource)
    except ValueError as error:
        return [str(error)]
    return []


# It sees a member that is missing, and one that is none.
sound = {"resourceType": "GuidanceResponse", "moduleUri": "urn:x", "status": "success"}
assert not errors(sound)
assert errors({name: sound[name] for name in ("resourceType", "moduleUri")})
assert errors({**sound, "moduleUrl": "urn:x"})

files = faults = 0
for folder in sys.argv[1:]:
    for file in sorted(pathlib.Path(folder).glob("*.bundle.json")):
        files += 1
        bundle = json.loads(file.read_text())
        # A Bundle that is valid may hold anything: each resource again, by the model of its own type.
        resources = [entry["resource"] for entry in bundle["entry"]]
        inside = [it for resource in resources for it in resource.get("contained", [])]
        found = [error for it in [bundle, *resources, *inside] for error in errors(it)]
        if found:
            faults += 1
            print(file.name, *found, file=sys.stderr)
print(f"fhir.resources: {files} Bundles, {faults} with errors")
sys.exit(0 if files and not faults else 1)
