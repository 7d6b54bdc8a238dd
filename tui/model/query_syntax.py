"""What a query may hold, as tables for the help: how it is written, and what it finds."""

from __future__ import annotations

from tui.language import translatable

Row = tuple[str, str]

WORDS: tuple[Row, ...] = (
    ("손실 함수", translatable("posts with both words, wherever they stand")),
    ('"경사 하강법"', translatable("the phrase; blanks between Hangul may differ")),
    ("-tag:BOJ", translatable("without it; NOT says the same")),
    ("분산 OR 병렬", translatable("either; | says the same")),
    ("(분산 OR 병렬) loss", translatable("brackets hold together what belongs together")),
    ("grad*", translatable("words that begin so; the last word typed always may go on")),
    ("recieve~", translatable("words a letter apart; ~2 for two")),
    ('"loss function"~3', translatable("the words with up to three others between them")),
    ("/colou?r/", translatable("a regular expression")),
    ("ㄱㅅㅎㄱ ㄱㅅ하강", translatable("initial consonants, in titles, tags and headings")),
)
"""Words and what joins them."""

FIELDS: tuple[Row, ...] = (
    ("title: 제목:", translatable("in the title")),
    ("heading: 소제목:", translatable("in a heading")),
    ("body: 본문:", translatable("in the text")),
    ("code: 코드:", translatable("in code")),
    ("tag: 태그: #", translatable("with the tag, or one under it: #study finds study/math")),
    ("cat: 분류: in:", translatable("in the category, or one under it")),
    ("person: 사람: by:", translatable("naming the person")),
    ("series: 시리즈:", translatable("of the series")),
    ("lang: 언어:", translatable("with code in the language")),
    ("date: 날짜: on:", translatable("written then")),
    ("updated: 수정:", translatable("changed then")),
    ("after: 이후:", translatable("written then or later")),
    ("before: 이전:", translatable("written earlier than that")),
    ("path: 경로: file:", translatable("with that in the path of its file")),
    ("link: 링크:", translatable("with a link to that")),
    ("note: 메모:", translatable("with that in a note of yours")),
    ("has:", "image code math link table note notice toc question answer task"),
    ("", "그림 코드 수식 링크 표 메모 알림 목차 질문 답"),
    ("is:", "read unread bookmarked untagged uncategorised broken draft future"),
    ("", "question unanswered todo done"),
    ("", "읽음 안읽음 책갈피 태그없음 분류없음 오류 초안 앞날 답없음"),
    ("sort: 정렬:", "relevance new old updated title length"),
    ("", "관련순 최신순 오래된순 수정순 제목순 길이순"),
    ("status:done", translatable("with a key of front matter that says so; rating:>6 too")),
)
"""Fields, with their other names."""

VALUES: tuple[Row, ...] = (
    ("tag:BOJ,PyTorch", translatable("either of them")),
    ("tag:Py*", translatable("values that begin so")),
    ('tag:"손실 함수"', translatable("a value with a blank in it")),
    ("date:2021-09", translatable("a month; 2021 and 2021-09-10 too")),
    (
        "date:2021-01..2021-06",
        translatable("from the beginning of the one to the end of the other"),
    ),
    ("date:>2021-09", translatable("after it has ended; >= < <= likewise")),
    ("date:7d", translatable("the last seven days; 2w 3m 1y likewise")),
    ("date:9월", translatable("September of the latest year with posts then; sep 2021 too")),
    ("date:2021-Q3", translatable("a quarter; 2021년 3분기 too")),
    ("날짜:최근 7일", translatable("the last seven days; last 2 weeks, 최근 3개월 likewise")),
    ("날짜:지난달", translatable("today, yesterday, last week, 오늘, 어제, 지난주, 작년 …")),
)
"""What stands after a field's name."""

EXAMPLES: tuple[Row, ...] = (
    ("#PyTorch 분산 OR 병렬", translatable("either word, in posts with the tag")),
    ("title:Day18 학습기록", translatable("Day18 in the title, 학습기록 anywhere")),
    (
        "is:unanswered person:오하은",
        translatable("questions that still wait, in posts that name her"),
    ),
    ("lang:python after:2021-08", translatable("posts with Python code since August")),
)
"""Whole queries."""
