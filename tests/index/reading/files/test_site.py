from __future__ import annotations

from pathlib import Path

import pytest

from index.messages import Message
from index.reading.files.globs import MOST
from index.reading.files.site import Site


def site(root: Path, config: str | bytes, name: str = "_config.yml") -> Site:
    (root / "_posts").mkdir(exist_ok=True)
    (root / name).write_bytes(config.encode() if isinstance(config, str) else config)
    return Site.load(root)


def test_settings(tmp_path: Path) -> None:
    found = site(
        tmp_path,
        'title: "일기"\nurl: https://example.org/\nbaseurl: /blog\ntimezone: Asia/Tokyo\n'
        "permalink: pretty\nexcerpt_separator: <!--cut-->\nwords_per_minute: 250\n",
    )
    assert (found.title, found.url, found.baseurl) == ("일기", "https://example.org", "/blog")
    assert f"{found.timezone}" == "Asia/Tokyo"
    assert (found.permalink, found.excerpt_separator) == ("pretty", "<!--cut-->")
    assert found.words_per_minute == 250
    assert found.problems == ()


def test_without_a_time_zone_the_machine_s_counts(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    assert f"{site(tmp_path, '').timezone}" == "Europe/Paris"


@pytest.mark.parametrize(
    ("config", "line"),
    [
        ("timezone: Mars/Olympus\n", None),
        ("timezone: ../../etc/passwd\n", None),
        ("title: a\n\ttabs: b\n", 2),
        ("title: a\ntitle: b\n", 2),
        ("---\ntitle: a\ntitle: b\n", 3),
        ("defaults: nonsense\n", None),
        ("permalink: [a]\n", None),
        ("just words\n", 1),
        (b"title: \xff\n", None),
    ],
)
def test_settings_that_make_no_sense_are_a_problem_and_stop_nothing(
    tmp_path: Path, config: str | bytes, line: int | None
) -> None:
    found = site(tmp_path, config)
    assert found.kind.name == "jekyll"
    assert [(one.path, one.kind) for one in found.problems] == [("_config.yml", "config")]
    assert found.problems[0].line == line


def test_the_fingerprint_changes_with_the_settings(tmp_path: Path) -> None:
    first = site(tmp_path, "title: a\n").fingerprint
    assert site(tmp_path, "title: a\n").fingerprint == first
    assert site(tmp_path, "title: b\n").fingerprint != first


def test_of_too_many_entries_the_first_are_used(tmp_path: Path) -> None:
    entries = "".join(f"  - x{number}\n" for number in range(MOST + 1))
    sets = "".join(f"  - values: {{a: {number}}}\n" for number in range(MOST + 1))
    found = site(tmp_path, f"exclude:\n{entries}defaults:\n{sets}")
    assert len(found.exclude) == len(found.defaults) == MOST
    told = [problem.message for problem in found.problems]
    assert told == [
        Message.of("too-many-settings", key=key, most=MOST) for key in ("exclude", "defaults")
    ]
