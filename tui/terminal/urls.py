"""Addresses outside the journal: what they really name, and how the system opens them."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from unicodedata import name
from urllib.parse import quote, urlsplit

from index.lazy_pattern import lazy_pattern
from tui.language import translate

_SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = lazy_pattern(r"[A-Za-z][A-Za-z0-9+.-]*:")
_IN_TERMINALS = frozenset({"w3m", "lynx", "links", "links2", "elinks", "browsh", "www-browser"})
"""Browsers that draw into the terminal they are started from."""
_SECONDS_TO_FAIL = 5.0
_PLATFORM = sys.platform


class NotOpenedError(Exception):
    """An address was not opened; the text says why."""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where an address leads: its ``host`` (or the mailbox), and what is odd about that."""

    host: str
    warnings: tuple[str, ...] = ()


def has_scheme(address: str) -> bool:
    """Whether an address says of itself how it is to be opened."""
    return _SCHEME.match(address.strip()) is not None


def is_openable(address: str) -> bool:
    """Whether an address is one of the web or of a mailbox; no other is ever opened."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return False
    if not address.isprintable() or parts.scheme not in _SCHEMES:
        return False
    return bool(parts.path) if parts.scheme == "mailto" else bool(host)


def destination(address: str) -> Destination:
    """What an address names, with what could be mistaken in it said plainly."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        return Destination("", (translate("this is not a web address"),))
    if parts.scheme == "mailto":
        return Destination(parts.path)
    warnings = []
    if parts.username is not None:
        said = translate("the part before @ is not the host: this leads to {host}", host=host)
        warnings.append(said)
    shown = _unicode(host)
    if not shown.isascii():
        scripts = ", ".join(sorted({name(c, "?").split()[0] for c in shown if not c.isascii()}))
        said = translate(
            "{host} has {scripts} letters, which may look like others", host=shown, scripts=scripts
        )
        warnings.append(said)
        warnings.append(translate("in plain letters it is {host}", host=_ascii(host)))
    return Destination(host, tuple(warnings))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return ascii(host).strip("'")


def _unicode(host: str) -> str:
    """A host as browsers show it, in the letters of its language."""
    try:
        shown = host.encode("ascii").decode("idna")
    except UnicodeError:
        return host
    return shown if shown.isprintable() else host


def opener(address: str, *, environment: Mapping[str, str], platform: str) -> list[str]:
    """The program and the one argument that open an address, to run without a shell.

    Only a program that opens windows is used: one that drew into this terminal would spoil it.
    Of those that ``$BROWSER`` names the first that is such a program comes before the system's own.
    ``xdg-open`` is used only where there is a display, because without one it looks for such
    programs.

    Args:
        address: The address.
        environment: The environment variables.
        platform: ``sys.platform``.

    Raises:
        NotOpenedError: The address is not of the web or of a mailbox, or nothing can open it here.
    """
    if not is_openable(address):
        raise NotOpenedError(translate("only http, https and mailto addresses are opened"))
    exact = quote(address, safe="!#$%&'()*+,/:;=?@[]~")
    if (chosen := _chosen_browser(exact, environment)) is not None:
        return chosen
    if platform == "darwin":
        program = "open"
    elif "WSL_DISTRO_NAME" in environment:
        program = "wslview"
    elif environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"):
        program = "xdg-open"
    else:
        far = "SSH_CONNECTION" in environment
        where = translate("over SSH") if far else translate("on this terminal")
        raise NotOpenedError(translate("there is no browser {where}", where=where))
    found = shutil.which(program, path=environment.get("PATH"))
    if found is None:
        raise NotOpenedError(translate("there is no {program} here", program=program))
    return [found, exact]


def _chosen_browser(address: str, environment: Mapping[str, str]) -> list[str] | None:
    """The command of the first browser of ``$BROWSER`` that is there and opens windows."""
    for entry in environment.get("BROWSER", "").split(os.pathsep):
        try:
            words = shlex.split(entry)
        except ValueError:
            continue
        if not words or Path(words[0]).name in _IN_TERMINALS:
            continue
        found = shutil.which(words[0], path=environment.get("PATH"))
        if found is not None:
            told = [word.replace("%s", address) for word in words[1:]]
            return [found, *told, *(() if "%s" in entry else (address,))]
    return None


def open_outside(address: str) -> None:
    """Open an address with the system's own program; takes up to five seconds.

    Raises:
        NotOpenedError: It is none of the web or of a mailbox, or it could not be opened.
    """
    command = opener(address, environment=os.environ, platform=_PLATFORM)
    nothing = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603  an argument list, the address checked
            command, stdin=nothing, stdout=nothing, stderr=nothing, start_new_session=True
        )
        code = process.wait(_SECONDS_TO_FAIL)
    except subprocess.TimeoutExpired:
        return
    except OSError as error:
        raise NotOpenedError(str(error)) from error
    if code != 0:
        program = Path(command[0]).name
        raise NotOpenedError(translate("{program} ended with {code}", program=program, code=code))
