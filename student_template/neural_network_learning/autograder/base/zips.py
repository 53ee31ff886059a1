"""Zips that have the same bytes for the same files.

Must never put a clock time, or anything of the machine, into one.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Collection, Mapping

# Zip archives know no time before this one.
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes], programs: Collection[str] = ()) -> bytes:
    """Return a zip of files by their names; ``programs`` are those that can be run."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.create_system = 3
            entry.external_attr = (0o100755 if name in programs else 0o100644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, files[name])
    return content.getvalue()
