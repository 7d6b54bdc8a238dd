"""Which ilgis run is told by locks; what killed ones left goes."""

from __future__ import annotations

from pathlib import Path

from tui.state.presence import Presence


def _names(folder: Path) -> set[str]:
    return {path.name for path in (folder / "running").iterdir()}


def test_files_of_killed_ones_are_removed_at_the_next_start_and_those_of_others_are_not(
    tmp_path: Path,
) -> None:
    one, other = Presence(tmp_path), Presence(tmp_path)
    one.hold()
    for number in range(30):
        (tmp_path / "running" / f"{number:016x}").write_text("4711\n")
    other.hold()
    assert _names(tmp_path) == {one.key, other.key}
    assert one.is_running(other.key)
    assert other.is_running(one.key)
    one.release()
    other.release()
    assert not _names(tmp_path)
