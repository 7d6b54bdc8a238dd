"""What of a page can be hidden behind a line of it: details, folded callouts, answers.

A page is laid out whole; what is shut is then left out of its lines.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from index.post import Question
from tui.render.blocks.blocks import FOLD, Block, Heading, Paragraph, Roles, Span, Spans
from tui.render.blocks.question_answer import named_speaker

from .layout import Layout
from .lines import Line, finished, line_list

Kind = Literal["details", "answer"]
_SUMMARY: Roles = frozenset({"summary"})
_ANSWER = Span("A.", frozenset({"answer"}))
_OPEN, _SHUT = "▾", "▸"


@dataclass(frozen=True, slots=True)
class Fold:
    """Blocks ``[first, end)``, which are hidden behind block ``head`` where the fold is shut.

    ``name`` stays the same when the page is laid out or its post saved again, ``href`` is what the
    spans that fold and unfold it lead to, and ``shut`` tells how it is found at first.
    """

    name: str
    href: str
    kind: Kind
    head: int
    first: int
    end: int
    shut: bool


def folds_of(blocks: Sequence[Block], questions: Iterable[Question] = ()) -> tuple[Fold, ...]:
    """All that folds, in order, what holds before what is held; ``questions`` are the post's."""
    seen: Counter[str] = Counter()
    folds: list[Fold] = []
    for kind, href, head, first, end, shut in sorted(
        (*_details(blocks), *_answers(blocks, questions)), key=lambda fold: fold[2:4]
    ):
        text = f"{kind}: {_text(blocks[head])}"
        seen[text] += 1
        folds.append(Fold(f"{text} {seen[text]}", href, kind, head, first, end, shut))
    return tuple(folds)


def with_handles(blocks: tuple[Block, ...], folds: Sequence[Fold]) -> tuple[Block, ...]:
    """``blocks`` in which the label of each answer leads to its fold, as summaries do."""
    answers = {fold.first: fold.href for fold in folds if fold.kind == "answer"}
    if not answers:
        return blocks
    told = list(blocks)
    for number, href in answers.items():
        block = told[number]
        spans = block.spans if isinstance(block, Paragraph) else ()
        if not _speaks(block, "answer"):
            spans = named_speaker(spans)
        if isinstance(block, Paragraph) and spans and "answer" in spans[0].roles:
            label = replace(spans[0], href=href)
            told[number] = replace(block, spans=(label, *spans[1:]))
    return tuple(told)


_Found = tuple[Kind, str, int, int, int, bool]


def _details(blocks: Sequence[Block]) -> Iterator[_Found]:
    spans: dict[int, list[int]] = {}
    shut: dict[int, bool] = {}
    for number, block in enumerate(blocks):
        for frame in block.frames:
            if frame.fold:
                spans.setdefault(frame.serial, [number, number])[1] = number + 1
                shut[frame.serial] = frame.fold == "shut"
    for serial, (head, end) in spans.items():
        if end > head + 1:
            yield "details", f"{FOLD}{serial}", head, head + 1, end, shut[serial]


def _answers(blocks: Sequence[Block], questions: Iterable[Question]) -> Iterator[_Found]:
    """The answer of each question: from the block on its line to the next question or heading."""
    answered = [question for question in questions if question.answer_line is not None]
    if not answered:
        return
    asked = {block.line: n for n, block in enumerate(blocks) if _speaks(block, "question")}
    for question in sorted(answered, key=lambda question: question.line):
        line, answer_line = question.line, question.answer_line or 0
        head = asked.get(line)
        if head is None:
            continue
        first = end = 0
        for number in range(head + 1, len(blocks)):
            block = blocks[number]
            if isinstance(block, Heading) or _speaks(block, "question"):
                break
            if not first and (block.line >= answer_line or _speaks(block, "answer")):
                first = number
            end = number + 1
        if first:
            yield "answer", f"{FOLD}answer {line}", head, first, end, False


def _speaks(block: Block, role: Literal["question", "answer"]) -> bool:
    return isinstance(block, Paragraph) and role in block.spans[0].roles


def _text(block: Block) -> str:
    spans = block.spans if isinstance(block, Paragraph | Heading) else ()
    return "".join(span.text for span in spans)


def folded(layout: Layout, folds: Sequence[Fold], shut: Collection[str]) -> Layout:
    """A layout without the lines that folds hide.

    Args:
        layout: All lines.
        folds: What folds, from the top.
        shut: The names of the folds that are shut.
    """
    if not shut:
        return layout
    lines = line_list(len(layout.lines))
    kept = array("i", bytes(4 * (len(layout.lines) + 1)))
    at = 0
    for fold in folds:
        if fold.name not in shut or fold.first >= len(layout.begins):
            continue
        begin, end = hidden_lines(layout, fold)
        if begin < at:
            continue
        kept[at:begin] = array("i", range(len(lines), len(lines) + begin - at))
        lines.extend(layout.lines[at:begin])
        if fold.kind == "answer":
            lines.append(_stub(layout.lines[begin], fold))
        else:
            head = len(lines) - (begin - layout.begins[fold.head])
            lines[head] = _with_sign(lines[head])
        kept[begin:end] = array("i", [-1]) * (end - begin)
        at = end
    kept[at:] = array("i", range(len(lines), len(lines) + len(kept) - at))
    lines.extend(layout.lines[at:])
    return replace(
        layout,
        lines=finished(lines),
        headings=tuple(kept[line] for line in layout.headings if kept[line] >= 0),
        codes=tuple(kept[line] for line in layout.codes if kept[line] >= 0),
        anchors={to: kept[line] for to, line in layout.anchors.items() if kept[line] >= 0},
        noted={_in_sight(layout, kept, line): source for line, source in layout.noted.items()},
    )


def _in_sight(layout: Layout, kept: Sequence[int], number: int) -> int:
    """Where a line is among those that are kept, or else the one that it is hidden behind."""
    if kept[number] < 0:
        while number and (kept[number] < 0 or not layout.lines[number].text.strip()):
            number -= 1
    return max(kept[number], 0)


def hidden_lines(layout: Layout, fold: Fold) -> tuple[int, int]:
    """``[begin, end)`` of the lines that a fold hides."""
    if fold.kind == "answer":
        return layout.begins[fold.first], layout.ends[fold.end - 1]
    return layout.ends[fold.head], layout.ends[fold.end - 1]


def _with_sign(line: Line) -> Line:
    """The first line of what is shut, with the sign that it is."""
    for spans in (line.gutter, line.spans):
        for index in range(len(spans) - 1, -1, -1):
            if spans[index].text == f"{_OPEN} ":
                signed = (
                    *spans[:index],
                    replace(spans[index], text=f"{_SHUT} "),
                    *spans[index + 1 :],
                )
                return (
                    replace(line, gutter=signed)
                    if spans is line.gutter
                    else replace(line, spans=signed)
                )
    return line


def _stub(line: Line, fold: Fold) -> Line:
    """What stands for an answer that is hidden: its label and the sign."""
    label = line.spans[0] if line.spans else _ANSWER
    label = label if "answer" in label.roles else _ANSWER
    spans: Spans = (
        Span(label.text.rstrip() + " ", label.roles, fold.href, label.line),
        Span(f"{_SHUT} …", _SUMMARY, fold.href, label.line),
    )
    return Line(line.gutter, spans, line.source, line.block)
