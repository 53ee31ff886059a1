"""The image of the service: it is built, answers, and grades as the compose file has it."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from engine import BASE_IMAGE, Engine, NoEngine, base_image, engine
from harness import ROOT

pytestmark = pytest.mark.docker
# Debian's own Python takes no packages but in an environment.
_WITH_PYTHON = """FROM {base}
RUN apt-get update && apt-get install -y --no-install-recommends python3 python3-venv
RUN python3 -m venv /python
ENV PATH=/python/bin:$PATH
"""


@pytest.fixture(scope="module")
def image(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Engine, str]]:
    try:
        with engine() as found:
            base = base_image(found)
            if base == BASE_IMAGE:
                place = tmp_path_factory.mktemp("base")
                (place / "Dockerfile").write_text(_WITH_PYTHON.format(base=base), "utf-8")
                base = "gradkit-test-python"
                found.docker("build", "--network", "host", "-t", base, place, seconds=900)
            words = ["--network", "host", "--build-arg", f"BASE={base}"]
            file = ROOT / "deploy" / "Containerfile"
            found.docker("build", *words, "-t", "gradkit", "-f", file, ROOT, seconds=1800)
            yield found, "gradkit"
    except NoEngine as why:
        pytest.skip(f"no Docker engine: the service's image is NOT tested: {why}")
    except subprocess.CalledProcessError as error:
        pytest.fail(f"{error.cmd}: {(error.stdout or '')[-1500:]}\n{(error.stderr or '')[-1500:]}")


def test_the_image_serves_without_root_and_grades_where_nobody_reads_the_solutions(
    image: tuple[Engine, str], tmp_path: Path
) -> None:
    found, name = image
    address = ["--address", "https://homework.example"]
    running = found.docker("run", "-d", name, *address, "--graders", "0")
    try:
        ask = "import urllib.request as r, urllib.error as e\n"
        ask += "try: r.urlopen('http://127.0.0.1:8000/s/x/')\n"
        ask += "except e.HTTPError as x: print(x.code)"
        said = ""
        end = time.monotonic() + 120
        while said != "403" and time.monotonic() < end:
            time.sleep(2)
            try:
                said = found.docker("exec", running, "python3", "-c", ask)
            except subprocess.CalledProcessError:
                continue
        assert said == "403"
        assert found.docker("exec", running, "id", "-u") == "1000"
    finally:
        found.docker("rm", "-f", running)
    level = "from autograder.sandbox.levels import choose; print(choose('auto'))"
    once = ["run", "--rm", "--user", "root", "--entrypoint", "python3", name, "-c"]
    assert found.docker(*once, level) == "setuid"
    peek = "import os; os.setuid(4242); os.listdir('/gradkit/solutions')"
    with pytest.raises(subprocess.CalledProcessError) as refused:
        found.docker(*once, peek)
    assert "PermissionError" in refused.value.stderr
