from __future__ import annotations

import subprocess
import sys

import pytest

from tests.tui.language.texts import fields_of, said_otherwise, texts_said
from tui.language import choose_language, is_korean, translate, translate_count
from tui.language.korean import TEXTS


@pytest.fixture
def korean(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")


def test_every_text_has_a_korean_one() -> None:
    missing = [f"{place}: {text!r}" for text, place in texts_said().items() if text not in TEXTS]
    assert not missing, "\n".join(missing)


def test_notices_titles_and_empty_fields_are_said_by_say() -> None:
    assert not said_otherwise()


def test_korean_texts_have_the_fields_of_the_english_ones() -> None:
    assert {text: fields_of(text) for text in TEXTS} == {
        text: fields_of(korean) for text, korean in TEXTS.items()
    }


def test_no_korean_text_is_left_over() -> None:
    assert not TEXTS.keys() - texts_said().keys()


def test_fields_are_filled_in() -> None:
    assert translate("{count:,} posts of {name}", count=1204, name="{x}") == "1,204 posts of {x}"
    assert translate("{{}} and { alone") == "{{}} and { alone"


def test_english_knows_one_and_many() -> None:
    assert translate_count(1, "{count} day", "{count} days") == "1 day"
    assert translate_count(0, "{count} day", "{count} days") == "0 days"


@pytest.mark.usefixtures("korean")
def test_korean_is_said_where_the_environment_is_korean() -> None:
    assert translate("On this page") == "목차"
    assert translate("no such text") == "no such text"


def test_what_is_chosen_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    choose_language("ko")
    assert is_korean()
    monkeypatch.setenv("LC_ALL", "ko_KR.UTF-8")
    choose_language("en")
    assert translate("On this page") == "On this page"
    choose_language("auto")
    assert translate("On this page") == "목차"


def test_english_needs_no_korean() -> None:
    code = (
        "import sys, tui.language as it; it.translate('x'); "
        "print('tui.language.korean' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, env={"LANG": "en_GB"})
    assert ran.stdout == b"False\n"
