from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.messages import Message
from index.reading.decode import clean, clean_line, decode

_KOREAN = "오늘은 파이썬 자료형과 반복문을 배웠다. 내일은 함수를 정리하자.\n"
_JAPANESE = "今日はプログラミングを勉強しました。明日も頑張ります。\n"


@pytest.mark.parametrize(
    ("data", "text", "encoding"),
    [
        (b"\xef\xbb\xbfa", "a", "utf-8"),
        ("한글".encode("utf-16"), "한글", "utf-16-le"),
        (b"\xfe\xff" + "한글".encode("utf-16-be"), "한글", "utf-16-be"),
        (_KOREAN.encode("cp949"), _KOREAN, "cp949"),
        (_JAPANESE.encode("cp932"), _JAPANESE, "cp932"),
        ("un café très bon".encode("latin-1"), "un café très bon", "cp1252"),
        (b"a\r\nb\rc\n", "a\nb\nc\n", "utf-8"),
    ],
)
def test_text_in_many_encodings(data: bytes, text: str, encoding: str) -> None:
    found = decode(data)
    assert (found.text, found.encoding) == (text, encoding)


def test_damaged_utf8_keeps_what_is_whole_and_says_where() -> None:
    found = decode("첫 줄\n둘째 ".encode() + b"\xff" + " 줄\n".encode())
    assert found.text == "첫 줄\n둘째 \ufffd 줄\n"
    assert found.problem == Message.of("byte-undecodable", encoding="UTF-8", line=2)
    assert found.line == 2


def test_what_a_terminal_would_obey_is_shown_and_not_sent() -> None:
    assert clean("\x1b[31m\x07\x00\x7f\x9b\x85") == "␛[31m␇␀␡\ufffd\ufffd"
    assert clean("a\u202eb\u2066c\u200fd\u061ce") == "abcde"
    assert clean("a\tb\nc\u2028d") == "a\tb\nc d"
    assert clean("가족 👨‍👩‍👧 \u200b") == "가족 👨‍👩‍👧 \u200b"
    assert clean_line(" 두\n\n줄\t과\u00a0빈칸 ") == "두 줄 과 빈칸"


@given(st.binary(max_size=200))
def test_any_bytes_become_clean_text(data: bytes) -> None:
    text = decode(data).text
    assert clean(text) == text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


@given(st.text(alphabet=st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp", "Cn"])))
def test_utf8_is_read_as_it_is(text: str) -> None:
    found = decode(text.encode())
    assert found.encoding == "utf-8"
    assert found.problem is None
    assert found.text == clean(text.removeprefix("\ufeff"))
