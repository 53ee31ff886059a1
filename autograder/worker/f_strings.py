"""F-strings of Python 3.12 (PEP 701) with the quotes that an older Python needs.

Since 3.12 a field may hold its string's own quotes, comments and lines: `f"{p["W1"]}"`. Other
quotes say the same. Works on the text alone; must never move anything to another line.
"""

from __future__ import annotations

import ast

_QUOTES = ("'", '"', "'''", '"""')
_PREFIX = "rRbBuUfF"


class _NotTold(Exception):
    """It cannot be said with other quotes, or is no Python at all."""


def with_older_quotes(source: str) -> str:
    """Return ``source`` with f-strings that Python 3.11 reads; as it is where there is no way."""
    try:
        return _Reader(source).code((), "")
    except (_NotTold, RecursionError):
        return source


def _spelt_out(literal: str) -> str:
    """Return a plain string with an escape in it, which had no place in a field, as its letters."""
    try:
        value = ast.literal_eval(literal)
    except (ValueError, SyntaxError):
        value = None
    if not isinstance(value, str) or "\n" in literal:
        raise _NotTold
    return f"str().join(map(chr, {[*map(ord, value)]}))"


class _Reader:
    """Reads a source from ``at`` on; ``outside`` are the quotes of the f-strings around that."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def _next(self, size: int = 1) -> str:
        text = self._source[self._at : self._at + size]
        if not text:
            raise _NotTold
        self._at += size
        return text

    def code(self, outside: tuple[str, ...], stops: str) -> str:
        """Return code as it is to be written, up to one of ``stops`` outside of brackets."""
        made, depth = "", 0
        while self._at < len(self._source):
            char = self._source[self._at]
            if char in "'\"":
                plain = made.rstrip(_PREFIX)
                prefix = made[len(plain) :]
                if len(prefix) > 2 or plain[-1:].isalnum() or plain[-1:] == "_":
                    plain, prefix = made, ""
                made = plain + self._string(prefix, outside)
                continue
            if char == "#":
                end = self._source.find("\n", self._at)
                comment = self._next((end if end >= 0 else len(self._source)) - self._at)
                made += "" if outside else comment
                continue
            is_unequal = self._source.startswith("!=", self._at)
            if char in stops and not depth and not is_unequal:
                return made
            depth += (char in "([{") - (char in ")]}")
            made += self._next(2 if is_unequal else 1)
        if stops:
            raise _NotTold
        return made

    def _string(self, prefix: str, outside: tuple[str, ...]) -> str:
        char, start = self._source[self._at], self._at
        own = char * (3 if self._source.startswith(char * 3, start) else 1)
        for quote in (own, *(other for other in _QUOTES if other != own)):
            if any(quote[0] == each or quote == each for each in outside):
                continue  # it would end the f-string around it
            self._at = start + len(own)
            try:
                body = self._body(prefix.lower(), own, (*outside, quote))
            except _NotTold:
                continue
            is_told = quote == own or quote not in body and not body.endswith(quote[0])
            if is_told and not (outside and "\\" in body) and (len(quote) > 1 or "\n" not in body):
                return f"{prefix}{quote}{body}{quote}"
        return _spelt_out(self._source[start - len(prefix) : self._at])

    def _body(self, prefix: str, end: str, inside: tuple[str, ...]) -> str:
        """Return what is between the quotes, and go past the last."""
        made = ""
        while not self._source.startswith(end, self._at):
            if self._source[self._at : self._at + 1] == "\\":
                made += self._next(2)
                if made.endswith("\\N") and "r" not in prefix and "f" in prefix:
                    made += self._up_to("}")
            elif "f" in prefix and self._source[self._at : self._at + 2] in ("{{", "}}"):
                made += self._next(2)
            elif "f" in prefix and self._source[self._at : self._at + 1] == "{":
                made += self._field(inside)
            else:
                made += self._next()
        self._at += len(end)
        return made

    def _up_to(self, char: str) -> str:
        end = self._source.find(char, self._at)
        return self._next(end + 1 - self._at if end >= 0 else 0)

    def _field(self, inside: tuple[str, ...]) -> str:
        made = self._next() + self.code(inside, "!:}")
        if self._source.startswith("!", self._at):
            made += self._next(2)
        if self._source.startswith(":", self._at):
            made += self._next()
            while not self._source.startswith("}", self._at):
                is_field = self._source.startswith("{", self._at)
                made += self._field(inside) if is_field else self._next()
        return made + self._next()
