"""What a query may hold, as tables for the help: how it is written, and what it finds."""

from __future__ import annotations

Row = tuple[str, str]

WORDS: tuple[Row, ...] = (
    ("손실 함수", "posts with both words, wherever they stand"),
    ('"경사 하강법"', "the phrase; blanks between Hangul may differ"),
    ("-tag:BOJ", "without it; NOT says the same"),
    ("분산 OR 병렬", "either; | says the same"),
    ("(분산 OR 병렬) loss", "brackets hold together what belongs together"),
    ("grad*", "words that begin so; the last word typed always may go on"),
    ("recieve~", "words a letter apart; ~2 for two"),
    ('"loss function"~3', "the words with up to three others between them"),
    ("/colou?r/", "a regular expression"),
    ("ㄱㅅㅎㄱ", "initial consonants, in titles, tags and headings"),
)
"""Words and what joins them."""

FIELDS: tuple[Row, ...] = (
    ("title: 제목:", "in the title"),
    ("heading: 소제목:", "in a heading"),
    ("body: 본문:", "in the text"),
    ("code: 코드:", "in code"),
    ("tag: 태그: #", "with the tag, or one under it: #study finds study/math"),
    ("cat: 분류: in:", "in the category, or one under it"),
    ("person: 사람: by:", "naming the person"),
    ("series: 시리즈:", "of the series"),
    ("lang: 언어:", "with code in the language"),
    ("date: 날짜: on:", "written then"),
    ("updated: 수정:", "changed then"),
    ("after: 이후:", "written then or later"),
    ("before: 이전:", "written earlier than that"),
    ("path: 경로:", "with that in the path of its file"),
    ("link: 링크:", "with a link to that"),
    ("note: 메모:", "with that in a note of yours"),
    ("has:", "image code math link table note notice toc question answer"),
    ("is:", "read unread bookmarked untagged uncategorised broken draft future"),
    ("", "question unanswered"),
    ("sort: 정렬:", "relevance new old updated title length"),
)
"""Fields, with their other names."""

VALUES: tuple[Row, ...] = (
    ("tag:BOJ,PyTorch", "either of them"),
    ("tag:Py*", "values that begin so"),
    ('tag:"손실 함수"', "a value with a blank in it"),
    ("date:2021-09", "a month; 2021 and 2021-09-10 too"),
    ("date:2021-01..2021-06", "from the beginning of the one to the end of the other"),
    ("date:>2021-09", "after it has ended; >= < <= likewise"),
    ("date:7d", "the last seven days; 2w 3m 1y likewise"),
    ("날짜:지난달", "today, yesterday, last week, 오늘, 어제, 지난주, 작년 …"),
)
"""What stands after a field's name."""

EXAMPLES: tuple[Row, ...] = (
    ("#PyTorch 분산 OR 병렬", "either word, in posts with the tag"),
    ("title:Day18 학습기록", "Day18 in the title, 학습기록 anywhere"),
    ("is:unanswered person:오하은", "questions that still wait, in posts that name her"),
    ("lang:python after:2021-08", "posts with Python code since August"),
)
"""Whole queries."""
