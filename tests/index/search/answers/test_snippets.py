"""The line that is shown under a hit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.post import Document, Heading, Outline, Post
from index.reading.markdown.outline import Scan
from index.results import Snippet
from index.search.answers.highlights import spelled_out, terms_in
from index.search.answers.snippets import of_note, snippet
from index.search.query.fields import TextField
from index.search.query.nodes import And, Initials, Node, Not, NoteFilter, Regex, Text


def document(prose: str, *, code: str = "", lead: str = "처음 문장") -> Document:
    post = Post("a.md", "t", "a", None, None, (), (), "/a/", "", lead, 0, 1, (), ())
    headings = (Heading(2, "a", "개요", 5), Heading(3, "b", "손실", 7), Heading(2, "c", "끝", 9))
    return Document(post, Outline(headings=headings), "", prose, 5, prose, code)


def snippet_of(found: Document, node: Node) -> Snippet:
    headings = found.outline.headings
    body = Scan(headings, (), (), found.prose, found.code, (), first_line=found.body_line)
    return snippet(found.post, body, node)


def shown(
    found: Document, *texts: str, prefix: bool = False, field: TextField | None = None
) -> Snippet:
    return snippet_of(found, And(tuple(Text(text, prefix=prefix, field=field) for text in texts)))


def marked(found: Snippet) -> list[str]:
    return [found.text[start:end] for start, end in found.ranges]


def test_the_line_with_most_matches_is_shown_with_its_headings() -> None:
    found = shown(document("개요\n손실 이야기\n손실\n손실 Loss 함수\n끝"), "손실", "loss")
    assert found.text == "손실 Loss 함수"
    assert marked(found) == ["손실", "Loss"]
    assert (found.line, found.heading) == (8, ("개요", "손실"))
    assert shown(document("개요\n손실 이야기\n손실\n손실\n끝"), "끝").heading == ("끝",)


def test_code_is_looked_at_after_prose_and_metadata_last() -> None:
    assert shown(document("아무것도", code="\nimport torch"), "torch").line == 6
    found = shown(document("아무것도"), "없는말")
    assert (found.text, found.line, found.ranges) == ("처음 문장", 0, ())


def test_prose_and_code_are_looked_at_together() -> None:
    found = document("loss alone", code="\nloss = model(x)")
    assert shown(found, "loss", "model").line == 6
    assert shown(found, "loss").line == 5


def test_of_lines_with_as_much_the_densest_is_shown() -> None:
    lines = "loss and very much later the model\nloss of a model\nloss, then the model"
    assert shown(document(lines), "loss", "model").text == "loss of a model"


def test_the_title_is_not_said_again() -> None:
    assert shown(document("t\nwhat t means"), "t").text == "what t means"
    assert shown(document("t\nsomething else"), "t").text == "t"


def test_what_a_post_was_found_by_beside_its_body_is_shown() -> None:
    post = document("아무것도").post
    tagged = replace(post, tags=("red", "손실"), about="a summary of momentum")
    found = snippet(tagged, None, Text("손실"))
    assert (found.text, marked(found), found.line) == ("#red #손실", ["손실"], 0)
    assert marked(snippet(tagged, None, Text("momentum"))) == ["momentum"]
    assert snippet(replace(tagged, title="손실"), None, Text("손실")).text == "처음 문장"


def test_a_post_whose_file_cannot_be_read_shows_its_lead() -> None:
    found = snippet(document("손실").post, None, Text("손실"))
    assert (found.text, found.line, found.ranges) == ("처음 문장", 0, ())


def test_a_text_of_one_field_is_shown_where_that_field_stands() -> None:
    found = document("loss in prose\n", code="\nloss = 1")
    assert shown(found, "loss", field="code").line == 6
    assert shown(found, "loss", field="body").line == 5
    assert shown(found, "loss", field="title").line == 0


def test_a_long_line_is_cut_around_the_match() -> None:
    found = shown(document("앞말 " * 200 + "경사 하강법 " + "뒷말 " * 200), "경사하강법")
    assert marked(found) == ["경사 하강법"]
    assert found.text.startswith("…앞말")
    assert found.text.endswith("뒷말…")
    assert len(found.text) < 80


def test_a_line_without_blanks_is_cut_too() -> None:
    found = shown(document("a" * 100_000 + "가나다" + "b" * 100_000), "가나다")
    assert marked(found) == ["가나다"]
    assert len(found.text) < 130


def test_a_letter_keeps_the_marks_upon_it() -> None:
    found = shown(document("손실" + "q\u0323\u0304" * 200), "손실")
    assert found.text.endswith("q\u0323\u0304…")
    assert found.text.count("q") == 114


def test_letters_that_fold_to_several_are_marked_whole() -> None:
    found = shown(document("Ein Spaß! Straße"), "strasse")
    assert marked(found) == ["Straße"]


def test_a_word_that_is_still_being_typed_is_marked() -> None:
    assert marked(shown(document("the gradient"), "grad", prefix=True)) == ["grad"]


def test_a_phrase_over_two_lines_shows_its_words() -> None:
    assert marked(shown(document("gradient\ndescent"), "gradient descent"))[0] == "gradient"


@pytest.mark.parametrize(
    ("node", "words"),
    [
        (Regex("l.ss"), ["loss"]),
        (Regex("l.ss", "code"), []),
        (Initials("ㅅㅅ"), ["손실"]),
        (Text("loss 함수", quoted=True, slop=2), ["loss", "함수"]),
    ],
)
def test_whatever_was_looked_for_is_marked(node: Node, words: list[str]) -> None:
    assert marked(snippet_of(document("머리말\n손실 loss 의 함수\n"), node)) == words


def test_an_expression_that_would_not_end_leaves_the_post_readable() -> None:
    found = snippet_of(document("a" * 40 + "!"), Regex("(a|aa)+$"))
    assert (found.line, found.text) == (0, "처음 문장")


def test_a_post_says_what_an_expression_and_consonants_match_in_it() -> None:
    found = document("Loss, LASS\n", code="less")
    assert terms_in(found, And((Text("x"), Regex("l.ss")))) == ("x", "Loss", "LASS", "less")
    assert terms_in(found, Initials("ㄱㅇ")) == ("개요",)


def test_words_that_were_found_for_one_like_them_are_marked() -> None:
    node = spelled_out(Text("lass", edits=1), ["loss", "less"])
    assert marked(snippet_of(document("a loss\nno less loss"), node)) == ["less", "loss"]


def test_the_line_of_the_note_that_was_asked_for_is_shown() -> None:
    notes = ("다른 메모", "첫 줄\n여기 손실 함수가 있다", "손실")
    found = of_note(And((Text("x"), NoteFilter("손실 함수"))), notes)
    assert found is not None
    assert (found.note, found.text, marked(found)) == (1, "여기 손실 함수가 있다", ["손실 함수"])
    over_lines = of_note(NoteFilter("첫줄여기"), notes)
    assert over_lines is not None
    assert (over_lines.note, over_lines.text) == (1, "첫 줄")
    anything = of_note(NoteFilter(""), ("", *notes))
    assert anything is not None
    assert anything.note == 1


def test_no_note_is_shown_where_none_was_asked_for() -> None:
    assert of_note(Text("손실"), ("손실",)) is None
    assert of_note(Not(NoteFilter("손실")), ("손실",)) is None
    assert of_note(NoteFilter("없는 것"), ("손실",)) is None
