from __future__ import annotations

from pathlib import Path

import pytest

from tui.terminal.clipboard import clipboard_command, copy_by_system


@pytest.fixture
def programs(tmp_path: Path) -> Path:
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("pbcopy", "wl-copy", "xsel", "clip.exe"):
        (folder / name).write_text(f"#!/bin/sh\ncat > {tmp_path}/copied\n")
        (folder / name).chmod(0o755)
    return folder


@pytest.mark.parametrize(
    ("environment", "platform", "program"),
    [
        ({}, "darwin", "pbcopy"),
        ({"WAYLAND_DISPLAY": "wayland-0", "DISPLAY": ":0"}, "linux", "wl-copy"),
        ({"DISPLAY": ":0"}, "linux", "xsel"),
        ({"WSL_DISTRO_NAME": "Debian"}, "linux", "clip.exe"),
        ({}, "linux", None),
        ({"DISPLAY": ":0", "SSH_CONNECTION": "1 2 3 4"}, "linux", None),
    ],
)
def test_the_program_that_the_system_copies_with(
    programs: Path, environment: dict[str, str], platform: str, program: str | None
) -> None:
    command = clipboard_command(
        environment={**environment, "PATH": f"{programs}"}, platform=platform
    )
    assert (command and Path(command[0]).name) == program


def test_a_text_goes_to_the_program_as_it_is(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SSH_CONNECTION", "SSH_TTY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr("tui.terminal.clipboard._PLATFORM", "linux")
    monkeypatch.setenv("PATH", f"{programs}:/usr/bin:/bin")
    assert copy_by_system("손실 $(touch x)\n둘째")
    assert (tmp_path / "copied").read_text("utf-8") == "손실 $(touch x)\n둘째"
    (programs / "wl-copy").write_text("#!/bin/sh\nexit 1\n")
    assert not copy_by_system("다시")
