"""A backup that is restored, and a person who is forgotten, on both databases."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from service_site import KIM, LEE, RIGHT, judged, launched, notebook, opened_small
from sqlalchemy import func, select

from autograder.base.errors import GradkitError
from autograder.records.database import check, reading
from autograder.records.schema import Base, now
from autograder.records.work import TOTAL, Change
from autograder.service import forgetting
from autograder.service.backup import back_up, restore
from autograder.service.intake import Upload, take_in
from autograder.service.site import KEYS, Site


def filled(site: Site) -> None:
    """Have two students with graded work, and a person's word on one."""
    for who, code in ((KIM, RIGHT), (LEE, RIGHT), (LEE, "kept = 'by Lee alone'")):
        visit = launched(site, replace(who, line_item="https://lms.example/1"))
        judged(site, visit, 10, code)
    records = site.records(visit.class_id)
    for work in records.works():
        change = Change("adjust", TOTAL, {"set": 3}, f"talk to {work.title}", "Park", now())
        records.change(replace(change, work=work.id))
    keys = site.folder / KEYS
    keys.mkdir(mode=0o700)
    (keys / "key.pem").write_bytes(b"a private key")


def rows(site: Site) -> dict[str, list[dict[str, object]]]:
    with reading(site.engine) as session:
        return {
            table.name: [
                dict(row)
                for row in session.execute(select(table).order_by(*table.primary_key)).mappings()
            ]
            for table in Base.metadata.sorted_tables
        }


def test_a_backup_is_restored_whole_and_the_service_goes_on(
    site: Site, tmp_path: Path, empty_database: Callable[[], str]
) -> None:
    filled(site)
    target = tmp_path / "backup.gz"
    count = back_up(site.engine, site.folder, target)
    assert stat.S_IMODE(target.stat().st_mode) == 0o600
    with opened_small(tmp_path, database=empty_database(), data="restored") as again:
        assert restore(again.engine, again.folder, target) == count
        assert rows(again) == rows(site)
        assert (again.folder / KEYS / "key.pem").read_bytes() == b"a private key"
        visit = launched(again, KIM)  # the numbers go on after those that were restored
        assert take_in(again, visit, Upload("hw.ipynb", notebook("a = 1"))).number == 2
        with pytest.raises(GradkitError, match="not empty"):
            restore(again.engine, again.folder, target)


def test_half_a_backup_is_none(
    site: Site, tmp_path: Path, empty_database: Callable[[], str]
) -> None:
    filled(site)
    target = tmp_path / "backup.gz"
    back_up(site.engine, site.folder, target)
    content = target.read_bytes()
    with opened_small(tmp_path, database=empty_database(), data="restored") as again:
        before = rows(again)
        for share in (0.2, 0.6, 0.98):
            target.write_bytes(content[: int(len(content) * share)])
            with pytest.raises(GradkitError):
                restore(again.engine, again.folder, target)
        assert rows(again) == before


def test_nothing_of_a_forgotten_student_is_left_and_nothing_of_others_is_gone(site: Site) -> None:
    filled(site)
    with pytest.raises(GradkitError, match="nobody"):
        forgetting.found(site.engine, "20269999")
    people = forgetting.found(site.engine, LEE.number)
    before = rows(site)
    forgetting.forget(site.engine, site.folder, people)
    after = rows(site)
    text = json.dumps(after, default=repr)
    for sign in (LEE.user, LEE.name, LEE.number):
        assert sign not in text
    kims = [row for row in before["submissions"] if KIM.number in str(row["name"])]
    assert [row for row in after["submissions"]] == kims
    assert [row["id"] for row in after["people"]] == [
        row["id"] for row in before["people"] if row["name"] == KIM.name
    ]
    assert len(after["files"]) == 1  # the one that both had handed in is Kim's too
    assert check(site.engine) == "ok"
    if site.engine.dialect.name == "sqlite":
        site.engine.dispose()
        for path in site.folder.glob("class.db*"):
            for sign in (LEE.user, LEE.name, LEE.number):
                assert sign.encode() not in path.read_bytes(), path.name
    with reading(site.engine) as session:
        tables = Base.metadata.tables
        assert session.scalar(select(func.count()).select_from(tables["results"])) == 1
