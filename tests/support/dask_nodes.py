"""A Dask cluster on this machine: a real scheduler and real worker processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path


class Nodes:
    """Processes of Dask's own command lines, each in a session of its own."""

    def __init__(self, place: Path, workers: int = 2, threads: int = 1) -> None:
        self._place = place
        self._file = place / "scheduler.json"
        self._running = [self._start("scheduler", "--port", "0", "--no-dashboard")]
        self.workers = [self.add(threads) for _ in range(workers)]

    def _start(self, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        if words[0] == "scheduler":
            command += ["--host", "127.0.0.1"]
        log = open(self._place / "dask.log", "ab")  # noqa: SIM115 - the process writes to it
        with log:
            return subprocess.Popen(
                [*command, "--scheduler-file", str(self._file)],
                cwd=self._place,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def add(self, threads: int) -> subprocess.Popen[bytes]:
        """Start a worker process with so many threads."""
        words = ["--no-nanny", "--nthreads", str(threads), "--no-dashboard"]
        worker = self._start("worker", *words)
        self._running.append(worker)
        return worker

    @property
    def address(self) -> str:
        """The scheduler's, once it has one."""
        deadline = time.monotonic() + 60
        while not self._file.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        return str(json.loads(self._file.read_text(encoding="utf-8"))["address"])

    def wait(self) -> None:
        """Wait until all workers are there."""
        from distributed import Client

        with Client(self.address, timeout=60) as client:
            client.wait_for_workers(len(self.workers), timeout=60)

    def close(self) -> None:
        """Kill all that is left."""
        for process in reversed(self._running):
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
