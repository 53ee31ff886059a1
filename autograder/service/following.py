"""How far attempts are, told to browsers as it changes: server-sent events.

One look at the database serves all that watch. Must never say of a check what came of it.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import asdict

from starlette.concurrency import run_in_threadpool

from autograder.base.errors import GradkitError
from autograder.service import queue
from autograder.service.queue import Place
from autograder.service.site import Site

_LOOK_SECONDS = 0.4
_SILENCE_SECONDS = 15.0
"""A proxy that hears nothing for longer may end the connection."""
_MOST_SECONDS = 600.0
_MOST_WATCHERS, _MOST_OF_ONE = 5_000, 8


class Following:
    """All that watch an attempt, and the one task that looks for them."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._watchers: dict[int, set[asyncio.Queue[Place]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    async def events(self, submission: int) -> AsyncIterator[str]:
        """Yield where an attempt stands whenever that changes, until it is graded."""
        every = sum(map(len, self._watchers.values()))
        if every >= _MOST_WATCHERS or len(self._watchers.get(submission, ())) >= _MOST_OF_ONE:
            return  # the browser asks again in a few seconds
        own: asyncio.Queue[Place] = asyncio.Queue()
        self._watchers[submission].add(own)
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._look())
        end = asyncio.get_running_loop().time() + _MOST_SECONDS
        last: Place | None = None
        try:
            while asyncio.get_running_loop().time() < end:
                try:
                    place = await asyncio.wait_for(own.get(), _SILENCE_SECONDS)
                except TimeoutError:
                    yield ": still here\n\n"
                    continue
                if place != last:
                    yield f"data: {json.dumps(asdict(place))}\n\n"
                    last = place
                if place.state == "done":
                    return
        finally:
            self._watchers[submission].discard(own)
            if not self._watchers[submission]:
                del self._watchers[submission]

    async def _look(self) -> None:
        """Look for all watchers, as long as there are any."""
        while self._watchers:
            watched = list(self._watchers)
            places: dict[int, Place] = {}
            with suppress(GradkitError):
                places = await run_in_threadpool(queue.places, self._site.engine, watched)
            for submission, place in places.items():
                for each in self._watchers.get(submission, ()):
                    each.put_nowait(place)
            await asyncio.sleep(_LOOK_SECONDS)
