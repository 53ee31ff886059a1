"""When a work was handed in, as the LMS's download says.

Must never take a file's own date for it: that is when it was copied.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from autograder.submissions.identity import Identity

# Blackboard's own date, on the LMS's clock; Gradescope's `created_at`, with its zone.
_BLACKBOARD = re.compile(r"\d{4}-\d\d-\d\d-\d\d-\d\d-\d\d")
_ISO = re.compile(r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)\s?(Z|UTC|[+-]\d\d:?\d\d)?")


def handed_in_at(identity: Identity | None, zone: tzinfo) -> datetime | None:
    """Return when a work was handed in; None where nobody told. ``zone`` is the class's."""
    text = identity.attempt if identity else ""
    try:
        if date := _BLACKBOARD.search(text):
            return datetime.strptime(date[0], "%Y-%m-%d-%H-%M-%S").replace(tzinfo=zone)
        if match := _ISO.search(text):
            day, time, offset = match.groups()
            found = datetime.fromisoformat(f"{day}T{time}")
            if offset in (None, "Z", "UTC"):
                return found.replace(tzinfo=UTC if offset else zone)
            return datetime.strptime(f"{day}T{time[:8]}{offset}", "%Y-%m-%dT%H:%M:%S%z")
    except ValueError:
        pass
    return None
