from __future__ import annotations

import pytest

from index.reading.front_matter.front_matter import read_front_matter
from index.reading.front_matter.scalars import Scalar, as_boolean, flatten, line_of
from index.reading.front_matter.yaml_loader import YamlError, load
from tui.language.wording import in_english


@pytest.mark.parametrize(
    ("text", "values", "body", "line"),
    [
        ("---\na: b\n---\nbody\n", {"a": "b"}, "body\n", 4),
        ("--- \na: b\n... \nbody", {"a": "b"}, "body", 4),
        ("---\na: b\n---", {"a": "b"}, "", 3),
        ("---\n---\n\nbody", {}, "\nbody", 3),
        ("---\na: |\n  ---\n  b\n---\n", {"a": "---\nb\n"}, "", 6),
        ('+++\na = "b"\n+++\nbody\n', {"a": "b"}, "body\n", 4),
        ('{\n"a": "b"\n}\nbody\n', {"a": "b"}, "body\n", 4),
    ],
)
def test_front_matter_is_taken_off(text: str, values: dict[str, str], body: str, line: int) -> None:
    found = read_front_matter(text)
    assert (found.values, found.body, found.body_line) == (values, body, line)
    assert found.present
    assert not found.faults


@pytest.mark.parametrize(
    "text",
    ["", "body", "\n---\na: b\n---\n", "----\na: b\n----\n", "{% include x %}\n", "{: .a}\n"],
)
def test_what_is_no_front_matter_is_body(text: str) -> None:
    found = read_front_matter(text)
    assert found.body == text
    assert not found.present
    assert not found.faults


def test_scalars_keep_how_they_were_written() -> None:
    found = load("[2021, 3.10, 0123, no, 12:30:45, 2021-09-10, ~, 'no', !!str 5, x]").value
    texts = ["2021", "3.10", "0123", "no", "12:30:45", "2021-09-10", "no", "5", "x"]
    assert flatten(found) == (texts, True)
    assert [as_boolean(value) for value in found if as_boolean(value) is not None] == [False]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ([], "[]"),
        (["a", ["b", Scalar("1", "int")]], "[a, [b, 1]]"),
        ({"a": "b", "c": None, "d": {}}, "{a: b, c, d: {}}"),
        ("two\nlines", "two lines"),
        (None, ""),
    ],
)
def test_any_value_in_one_line(value: object, expected: str) -> None:
    assert line_of(value) == expected


def test_the_last_of_a_repeated_key_wins_and_a_merge_only_fills_gaps() -> None:
    found = load("base: &base {a: 1, b: 1}\npost: {<<: *base, b: 2}\npost2: {c: 3, c: 4}\n")
    assert line_of(found.value["post"]) == "{b: 2, a: 1}"
    assert line_of(found.value["post2"]) == "{c: 4}"
    assert found.repeated == (("c", 2),)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_depth_is_refused_before_it_costs_anything(opening: str) -> None:
    with pytest.raises(YamlError, match="deep"):
        load(opening * 50_000)


def test_endless_aliases_give_an_end() -> None:
    layers = "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 12))
    _, whole = flatten(load(f"a0: &a0 []\n{layers}").value["a11"])
    assert not whole


def test_broken_front_matter_gives_back_each_key_that_is_whole() -> None:
    text = (
        "---\ntitle: [Python] 리스트: 정리\nlayout: post\ntags:\n- 파이썬\n- '리스트'\n"
        "categories: [알고리즘, @자료\ndate: 2021-09-10\n---\n본문\n"
    )
    found = read_front_matter(text)
    assert found.broken
    assert found.body == "본문\n"
    assert line_of(found.values["title"]) == "[Python] 리스트: 정리"
    assert found.values["tags"] == ["파이썬", "리스트"]
    assert found.values["categories"] == ["알고리즘", "@자료"]
    assert found.values["date"] == Scalar("2021-09-10", "timestamp")
    assert [(fault.line, fault.column) for fault in found.faults] == [(2, 17)]


@pytest.mark.parametrize(
    "text", ["+++\n1a = x\ntitle = [글]\n+++\n", '{"1": x,\n"title": "글",\n}\n']
)
def test_of_broken_toml_and_json_the_pairs_are_read_line_by_line(text: str) -> None:
    found = read_front_matter(text)
    assert found.broken
    assert line_of(found.values["title"]).strip("[]") == "글"


def test_a_number_of_too_many_digits_hides_nothing_else_of_the_front_matter() -> None:
    digits = "9" * 4_301
    for text in (
        f"+++\ntitle = 'a'\nn = {digits}\n+++\n",
        f"---\ntitle: a\nn: {digits}\n---\n",
        f'{{\n"title": "a",\n"n": {digits}\n}}\n',
    ):
        found = read_front_matter(text + "body")
        assert found.body == "body"
        assert found.values["title"] == "a"
        assert not any("set_int_max" in f"{fault.message}" for fault in found.faults)


def test_a_dotted_key_of_many_parts_is_refused() -> None:
    found = read_front_matter("+++\ntitle = 'a'\n" + "a." * 50_000 + "a = 1\n+++\nbody")
    assert found.broken
    assert (found.values["title"], found.body) == ("a", "body")


@pytest.mark.parametrize(
    ("front", "reason"),
    [
        (f"+++\ntitle = '글'\n{'a.' * 5_000}a=1\n+++\n", "key of too many parts"),
        (
            f"+++\ntitle = '글'\nb = {{ {chr(39)}a b{chr(39)}{'.c' * 99} = 1 }}\n+++\n",
            "too many parts",
        ),
        (f"---\ntitle: 글\na: [{'1,' * 100_001}1]\n---\n", "more than 100,000 values"),
        (
            f"---\ntitle: 글\na: &a {{{'b: 1,'}}}\nc:\n  <<: [{'*a,' * 60_000}]\n---\n",
            "100,000 values",
        ),
        (f"---\ntitle: 글\n# {'x' * 1_000_000}\n---\n", "longer than 1,000,000"),
    ],
    ids=["dots", "dots in braces", "values", "merged", "long"],
)
def test_what_would_take_too_much_memory_is_saved_line_by_line(front: str, reason: str) -> None:
    found = read_front_matter(f"{front}body")
    assert found.values["title"] == "글"
    assert found.broken
    assert found.body == "body"
    (fault,) = found.faults
    assert reason in in_english(fault.message)
