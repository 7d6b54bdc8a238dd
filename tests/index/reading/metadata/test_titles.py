from __future__ import annotations

from pathlib import Path

import pytest

from index.reading.files.kinds.kind import SourceKind
from index.reading.files.site import Site
from index.reading.files.walk import SourceFile
from index.reading.metadata.titles import file_name
from index.reading.read import read


def named(path: str, kind: SourceKind = "note") -> tuple[str, str]:
    """The date and the slug of a file name."""
    name = file_name(SourceFile(path, path, 0, 0, kind))
    return name.date, name.slug


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2024-01-06.md", "2024-01-06"),
        ("2024-01-06-day.md", "2024-01-06"),
        ("2024-01-06 저녁.md", "2024-01-06"),
        ("2024_01_06.md", "2024-01-06"),
        ("2024.01.06.md", "2024-01-06"),
        ("2024_1_6 메모.md", "2024-01-06"),
        ("20240106.md", "2024-01-06"),
        ("20240106-day.md", "2024-01-06"),
        ("24-01-06.md", "2024-01-06"),
        ("24-01-06 day.md", "2024-01-06"),
        ("2024/01/06.md", "2024-01-06"),
        ("log/2024/01-06-day.md", "2024-01-06"),
        ("2024-01/06.md", "2024-01-06"),
        ("2024/01/06/day.md", "2024-01-06"),
        ("2024/01/06/index.md", "2024-01-06"),
        ("2024년 1월 6일.md", "2024-01-06"),
        ("2024년1월6일 일기.md", "2024-01-06"),
        ("daily.journal.2024.01.06.md", "2024-01-06"),
        ("TIL-2024-01-06.md", "2024-01-06"),
        ("TIL_20240106_git.md", "2024-01-06"),
        ("202401061234.md", "2024-01-06"),
        ("20240106123456 zettel.md", "2024-01-06"),
        ("03-25-2023.md", "2023-03-25"),
        ("25.03.2023 walk.md", "2023-03-25"),
        ("collection-05-16-2022.md", "2022-05-16"),
        ("TIL/2023/04/04-08-2023.md", "2023-04-08"),
        ("TIL/2023/04/08-04-2023.md", "2023-04-08"),
        ("log/04-04-2023.md", "2023-04-04"),
    ],
)
def test_the_date_of_a_note_s_name(path: str, date: str) -> None:
    assert named(path)[0] == date


@pytest.mark.parametrize(
    "path",
    [
        "202401069999.md",
        "2024010612.md",
        "1202401061.md",
        "20241306.md",
        "2024_02_30.md",
        "12345678.md",
        "010-1234-5678.md",
        "24-01-06-07.md",
        "chapter 24-01-06.md",
        "v1.2.3.md",
        "2024-01_06.md",
        "2024/13/06.md",
        "2024/topic/06.md",
        "x2024/01/06.md",
        "log/04-08-2023.md",
        "log/2024/01-06-2023.md",
        "13-14-2023.md",
        "04-08-20231.md",
    ],
)
def test_what_looks_like_a_date_in_a_name_and_is_none(path: str) -> None:
    assert named(path)[0] == ""


def test_a_name_of_jekyll_has_its_date_first() -> None:
    assert named("_posts/2021-9-5-day-29.md", "post") == ("2021-9-5", "day-29")
    assert named("_posts/day-2021-09-05.md", "post") == ("", "day-2021-09-05")


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("2023-09-30.md", "2023-09-30"),
        ("2024_01_06.md", "2024_01_06"),
        ("20240106.md", "20240106"),
        ("2024/01/06.md", "2024-01-06"),
        ("2024/01/06-two-parts.md", "06 two parts"),
        ("2024-01-06-two-parts.md", "two parts"),
    ],
)
def test_a_title_that_is_nothing_but_the_date_stays_as_it_is(
    tmp_path: Path, path: str, title: str
) -> None:
    assert title_of(tmp_path, path) == title


@pytest.mark.parametrize(
    ("path", "title"),
    [
        ("CKS.md", "CKS"),
        ("iOS-gRPC.md", "iOS gRPC"),
        ("README.md", "README"),
        ("git/ssh_config-basics.md", "ssh config basics"),
        ("쿠버네티스-CKS-정리.md", "쿠버네티스 CKS 정리"),
        ("2024-01-06-macOS.md", "macOS"),
        ("a-b c_d.md", "a-b c_d"),
        ("__init__.md", "init"),
        ("---.md", "---"),
        ("_posts/2024-01-06-iOS-tips.md", "Ios Tips"),
    ],
)
def test_the_title_of_a_note_s_name_keeps_its_letters(
    tmp_path: Path, path: str, title: str
) -> None:
    assert title_of(tmp_path, path) == title


def title_of(tmp_path: Path, path: str) -> str:
    """The title of a file without one."""
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("- 오늘\n", encoding="utf-8")
    site = Site.load(tmp_path)
    kind: SourceKind = "post" if path.startswith("_posts") else "note"
    return read(SourceFile(path, str(file), 0, 6, kind), site).post.title


@pytest.mark.parametrize(
    ("journal", "path", "date"),
    [
        ("dates", "jekyll-date-zone-only.md", "2018-12-21T00:00:00+09:00"),
        ("dates", "compact-date.md", "2024-08-08T00:00:00+09:00"),
        ("dates", "ko-date-spaces.md", "2024-08-08T00:00:00+09:00"),
        ("dates", "short-time.md", "2024-08-08T09:05:00+09:00"),
        ("names", "2024_01_06.md", "2024-01-06T00:00:00+09:00"),
        ("names", "daily.journal.2024.01.06.md", "2024-01-06T00:00:00+09:00"),
        ("names", "20240106.md", "2024-01-06T00:00:00+09:00"),
        ("names", "2024/01/06.md", "2024-01-06T00:00:00+09:00"),
        ("names", "2024년 1월 6일.md", "2024-01-06T00:00:00+09:00"),
        ("vault", "evening.md", "2024-05-06T23:30:00+09:00"),
    ],
)
def test_dates_of_the_shared_cases(
    shared: Path, monkeypatch: pytest.MonkeyPatch, journal: str, path: str, date: str
) -> None:
    monkeypatch.setenv("TZ", "Asia/Seoul")
    folder = shared / "cases" / journal
    found = read(SourceFile(path, str(folder / path), 0, 100), Site.load(folder)).post.date
    assert found is not None
    assert found.isoformat() == date
