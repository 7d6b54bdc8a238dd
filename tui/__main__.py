"""The command line's front: ``ilgi`` opens the browser, ``ilgi COMMAND`` prints.

Textual is imported for the browser only, so that what prints starts in the time of a small script.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, cast

from tui.cli import WRONG, CommandError
from tui.cli.arguments import Arguments, parse

if TYPE_CHECKING:
    from index.errors import JournalError
    from tui.cli.opening import JournalStart
    from tui.cli.output import Output

_OUT = 1
_INTERRUPTED = 130
_NOBODY_READS = 141
_SECONDS_TO_BE_HELD_UP = 0.0005
"""How long a key may wait each time that a thread is at work; Python's own is ten times as long."""


def main(words: Sequence[str] | None = None) -> int:
    """Run ilgi with ``words``, those of the command line unless given, and return its exit code.

    0 found, 1 nothing found, 2 wrong use or a journal that cannot be read, with one line on
    standard error.
    """
    gc.disable()  # what starting makes stays; in the browser collecting begins with the first paint
    missing = _open_streams()
    threading.excepthook = _tell_of_thread
    try:
        arguments = sys.argv[1:] if words is None else words
        code = _run(arguments)
        if sys.stdout is missing.get(_OUT):
            _warn("standard output is closed: nothing was printed")
            return WRONG
        return code
    except SystemExit as ended:  # help, or the version, was printed
        if not ended.code and sys.stdout is missing.get(_OUT):
            _warn("standard output is closed: nothing was printed")
            return WRONG
        raise
    except KeyboardInterrupt:
        return _INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return _NOBODY_READS
    except MemoryError:
        _warn("there is not enough memory")
        _drop_output()
        return WRONG
    except Exception as error:
        from . import failure_reports

        failure_reports.tell(error, failure_reports.write(error))
        _drop_output()
        return failure_reports.FAILED


def _open_streams() -> dict[int, TextIO]:
    """Open what is closed of standard input, output and error, and return it by its number.

    Python has no stream for what is closed, and the next file to be opened would have the number
    that a child process, or a library, prints to.
    """
    opened: dict[int, TextIO] = {}
    for number, name, mode in ((0, "stdin", "r"), (_OUT, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is None:
            with suppress(OSError):
                os.fstat(number)
                continue
            handle = os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
            file = os.fdopen(handle, mode, encoding="utf-8", closefd=False)
            opened[number] = cast("TextIO", file)
            setattr(sys, name, opened[number])
    return opened


def _tell_of_thread(args: threading.ExceptHookArgs) -> None:
    """Tell of a thread that has failed as of any failure: without a traceback and its values."""
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        from . import failure_reports

        failure_reports.tell(args.exc_value, failure_reports.write(args.exc_value))


def _run(words: Sequence[str]) -> int:
    try:
        arguments = parse(words)
    except BrokenPipeError:
        raise
    except OSError as error:  # help that cannot be printed
        return _unprinted(error)
    # Numpy would start a thread for each processor, of which nothing here makes use.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

    from index.errors import JournalError

    try:
        code = _print(arguments) if arguments.command else _browse(arguments)
        sys.stdout.flush()
    except CommandError as error:
        _warn(f"{error}")
        return error.code
    except JournalError as error:
        _warn(_worded(error))
        return WRONG
    except BrokenPipeError:
        raise
    except OSError as error:
        return _unprinted(error)
    return code


def _unprinted(error: OSError) -> int:
    """Tell what could not be printed or read, and return the exit code."""
    _drop_output()
    _warn(f"{error}")
    return WRONG


def _worded(error: JournalError) -> str:
    """What is wrong with a journal, and what may have been meant where none is there."""
    from .language.wording import in_english

    meant = ""
    if error.message.code == "path-missing":
        from .cli.suggestions import meant_by

        meant = meant_by(f"{dict(error.message.fields)['path']}")
    return f"{in_english(error.message)}{meant}"


def _drop_output() -> None:
    """What is left in the buffer goes nowhere, or the interpreter complains on its way out."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _print(arguments: Arguments) -> int:
    from tui.cli import run

    return run(arguments, _output(arguments))


def _output(arguments: Arguments) -> Output:
    from tui.cli.output import Output

    return Output.standard(color=arguments.color, width=arguments.width, paged=arguments.paged)


def _warn(text: str) -> None:
    from tui.cli.output import Output

    with suppress(OSError):  # there is nowhere to say it
        Output.standard().warn(text)


def _browse(arguments: Arguments) -> int:
    from tui.cli.standard_input import is_page

    takes_keys, is_seen = sys.stdin.isatty(), sys.stdout.isatty()
    is_piped = is_seen and not takes_keys and not arguments.words and is_page()
    if arguments.words == ("-",) or is_piped:
        return _show_standard_input(arguments)
    from tui.cli.opening import place_to_open

    here = arguments.opening.here
    place = place_to_open(arguments.words, arguments.path, _warn, here=here)
    if not (takes_keys and is_seen):
        from tui.cli.suggestions import meant_by

        meant = meant_by(os.path.abspath(place.post)) if place.post else ""  # noqa: PTH100  keeps the dots
        raise CommandError(f"the browser needs a terminal: in a pipe, try `ilgi list`{meant}")
    return _browse_at(place, arguments)


def _show_standard_input(arguments: Arguments) -> int:
    """Show standard input as a page: in the browser, or printed where that has no terminal."""
    from tempfile import TemporaryDirectory

    from tui.cli.opening import JournalStart
    from tui.cli.standard_input import kept_page, take_keys_from_terminal

    temporary = TemporaryDirectory(prefix="ilgi-")
    with temporary as folder:
        page = kept_page(Path(folder))
        if not sys.stdout.isatty():
            from tui.cli import run

            shown = Arguments("show", f"{page}", (page.name,), opening=arguments.opening)
            return run(shown, _output(shown))
        take_keys_from_terminal()
        return _browse_at(JournalStart(page), arguments, at_end=temporary.cleanup)


def _browse_at(
    place: JournalStart, arguments: Arguments, at_end: Callable[[], None] = lambda: None
) -> int:
    """Browse a journal from a place on, and call ``at_end`` once it is closed."""
    sys.setswitchinterval(_SECONDS_TO_BE_HELD_UP)

    from index.journal import Journal
    from tui import heap
    from tui.cli.opening import starting_place
    from tui.cli.system_limits import check_for_browsing
    from tui.configuration.journal_kinds import configured_kind

    heap.limit_heaps()  # before there are threads, each of which would have one of its own
    check_for_browsing()
    journal = Journal.open(place.root, kind=configured_kind(place.root))
    try:
        start = starting_place(journal, place, arguments.opening, _output(arguments))
        journal.look_ahead()
        _set_up_textual()
        from tui.app import run as browse

        return browse(journal, place.others, start, at_end=at_end)
    finally:
        journal.close()


def _set_up_textual() -> None:
    """Tell Textual, before it is imported, what it only takes from the environment.

    It paints at most so many times a second, and what a key changes waits for its turn: 17 ms at
    the 60 it has by itself. And the keyboard mode is left alone in which iTerm2 loses what an
    input method composes.
    """
    os.environ.setdefault("TEXTUAL_FPS", "240")
    if "iTerm" in os.environ.get("TERM_PROGRAM", "") + os.environ.get("LC_TERMINAL", ""):
        os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")


if __name__ == "__main__":
    sys.exit(main())
