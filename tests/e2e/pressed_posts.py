"""The posts of the journal in which every key is pressed."""

from __future__ import annotations

from typing import Final

_FILLER = "\n\n".join(f"Line {number} of many that are read." for number in range(50))
_WIDE = "x" * 30 + " = " + " + ".join(f"part_{number}" for number in range(30)) + "  # the end"
_ALPHA = f"""
Alpha leads to [beta](/beta/) and to [the web](https://example.org/page).

The formula $\\alpha_1 + \\beta$ stands here.

```python
{_WIDE}
```

<details><summary>It folds</summary>Folded inside.</details>

## First part

{_FILLER}

```python
second_code = 2
```

### Inner part

needle in the middle.

{_FILLER}

## Second part

needle at the end.

{_FILLER}
"""
_QUESTIONS = """
Q. What is asked first?

A. The first answer.

Q. What is asked last?

A. The last answer.

Alpha is [here](/alpha/).
"""
_TASKS = """
Gamma is short.

- [ ] Water the plants
- [x] Sweep the floor
"""
POSTS: Final = {
    "2021-09-12-alpha.md": ("title: Alpha\ncategories: [work]\ntags: [red, blue]", _ALPHA),
    "2021-09-11-beta.md": ("title: Beta\ncategories: [work]\ntags: [red]", _QUESTIONS),
    "2021-09-10-gamma.md": ("title: Gamma\ncategories: [rest]\ntags: [blue]", _TASKS),
    "2021-09-09-bad.md": ("title: Bad\ntags: [never closed", "It is read all the same."),
    **{
        f"2019-01-{day:02}-n{day:02}.md": (f"title: Note {day:02}\ncategories: [old]", "A note.")
        for day in range(1, 31)
    },
    **{
        f"2019-03-{day:02}-m{day:02}.md": (f"title: Memo {day:02}\ncategories: [old]", "A memo.")
        for day in range(1, 31)
    },
}
