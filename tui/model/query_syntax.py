"""What a query may hold, as tables for the help: how it is written, and what it finds."""

from __future__ import annotations

from tui.language import later

Row = tuple[str, str]

WORDS: tuple[Row, ...] = (
    ("손실 함수", later("posts with both words, wherever they stand")),
    ('"경사 하강법"', later("the phrase; blanks between Hangul may differ")),
    ("-tag:BOJ", later("without it; NOT says the same")),
    ("분산 OR 병렬", later("either; | says the same")),
    ("(분산 OR 병렬) loss", later("brackets hold together what belongs together")),
    ("grad*", later("words that begin so; the last word typed always may go on")),
    ("recieve~", later("words a letter apart; ~2 for two")),
    ('"loss function"~3', later("the words with up to three others between them")),
    ("/colou?r/", later("a regular expression")),
    ("ㄱㅅㅎㄱ", later("initial consonants, in titles, tags and headings")),
)
"""Words and what joins them."""

FIELDS: tuple[Row, ...] = (
    ("title: 제목:", later("in the title")),
    ("heading: 소제목:", later("in a heading")),
    ("body: 본문:", later("in the text")),
    ("code: 코드:", later("in code")),
    ("tag: 태그: #", later("with the tag, or one under it: #study finds study/math")),
    ("cat: 분류: in:", later("in the category, or one under it")),
    ("person: 사람: by:", later("naming the person")),
    ("series: 시리즈:", later("of the series")),
    ("lang: 언어:", later("with code in the language")),
    ("date: 날짜: on:", later("written then")),
    ("updated: 수정:", later("changed then")),
    ("after: 이후:", later("written then or later")),
    ("before: 이전:", later("written earlier than that")),
    ("path: 경로:", later("with that in the path of its file")),
    ("link: 링크:", later("with a link to that")),
    ("note: 메모:", later("with that in a note of yours")),
    ("has:", "image code math link table note notice toc question answer"),
    ("is:", "read unread bookmarked untagged uncategorised broken draft future"),
    ("", "question unanswered"),
    ("sort: 정렬:", "relevance new old updated title length"),
)
"""Fields, with their other names."""

VALUES: tuple[Row, ...] = (
    ("tag:BOJ,PyTorch", later("either of them")),
    ("tag:Py*", later("values that begin so")),
    ('tag:"손실 함수"', later("a value with a blank in it")),
    ("date:2021-09", later("a month; 2021 and 2021-09-10 too")),
    ("date:2021-01..2021-06", later("from the beginning of the one to the end of the other")),
    ("date:>2021-09", later("after it has ended; >= < <= likewise")),
    ("date:7d", later("the last seven days; 2w 3m 1y likewise")),
    ("날짜:지난달", later("today, yesterday, last week, 오늘, 어제, 지난주, 작년 …")),
)
"""What stands after a field's name."""

EXAMPLES: tuple[Row, ...] = (
    ("#PyTorch 분산 OR 병렬", later("either word, in posts with the tag")),
    ("title:Day18 학습기록", later("Day18 in the title, 학습기록 anywhere")),
    ("is:unanswered person:오하은", later("questions that still wait, in posts that name her")),
    ("lang:python after:2021-08", later("posts with Python code since August")),
)
"""Whole queries."""
