"""What a query may hold."""

from __future__ import annotations

from typing import Final

QUERY: Final[dict[str, str]] = {
    "Query syntax": "검색 문법",
    "Words": "낱말",
    "Fields": "항목",
    "Values": "값",
    "Examples": "보기",
    "posts with both words, wherever they stand": "어디에 있든 두 낱말이 모두 있는 글",
    "the phrase; blanks between Hangul may differ": "이어진 말 그대로, 한글 띄어쓰기는 달라도 됨",
    "without it; NOT says the same": "그것이 없는 글, NOT도 같음",
    "either; | says the same": "둘 중 하나, |도 같음",
    "brackets hold together what belongs together": "괄호로 함께 묶기",
    "words that begin so; the last word typed always may go on": (
        "그렇게 시작하는 낱말, 마지막 낱말은 늘 이어질 수 있음"
    ),
    "words a letter apart; ~2 for two": "한 글자 다른 낱말, ~2는 두 글자",
    "the words with up to three others between them": "사이에 다른 낱말이 세 개까지 있는 두 낱말",
    "a regular expression": "정규식",
    "initial consonants, in titles, tags and headings": "제목, 태그, 소제목의 초성",
    "in the title": "제목에서",
    "in a heading": "소제목에서",
    "in the text": "본문에서",
    "in code": "코드에서",
    "with the tag, or one under it: #study finds study/math": (
        "그 태그나 그 아래 태그: #study는 study/math도 찾음"
    ),
    "in the category, or one under it": "그 분류나 그 아래 분류",
    "naming the person": "그 사람이 나오는 글",
    "of the series": "그 연재의 글",
    "with code in the language": "그 언어의 코드가 있는 글",
    "written then": "그때 쓴 글",
    "changed then": "그때 고친 글",
    "written then or later": "그때나 그 뒤에 쓴 글",
    "written earlier than that": "그보다 먼저 쓴 글",
    "with that in the path of its file": "파일 경로에 그것이 있는 글",
    "with a link to that": "그리로 가는 링크가 있는 글",
    "with that in a note of yours": "내 메모에 그것이 있는 글",
    "either of them": "둘 중 하나",
    "values that begin so": "그렇게 시작하는 값",
    "a value with a blank in it": "띄어쓰기가 있는 값",
    "a month; 2021 and 2021-09-10 too": "한 달, 2021이나 2021-09-10도 됨",
    "from the beginning of the one to the end of the other": "앞의 시작부터 뒤의 끝까지",
    "after it has ended; >= < <= likewise": "그것이 끝난 뒤, >= < <=도 됨",
    "the last seven days; 2w 3m 1y likewise": "지난 7일, 2w 3m 1y도 됨",
    "September of the latest year with posts then; sep 2021 too": (
        "글이 있는 가장 가까운 해의 9월, sep 2021도 됨"
    ),
    "a quarter; 2021년 3분기 too": "한 분기, 2021년 3분기도 됨",
    "the last seven days; last 2 weeks, 최근 3개월 likewise": (
        "지난 7일, last 2 weeks나 최근 3개월도 됨"
    ),
    "with a key of front matter that says so; rating:>6 too": (
        "머리말의 키가 그런 글, rating:>6도 됨"
    ),
    "today, yesterday, last week, 오늘, 어제, 지난주, 작년 …": (
        "오늘, 어제, 지난주, 작년, today, last week …"
    ),
    "either word, in posts with the tag": "그 태그의 글에서 둘 중 한 낱말",
    "Day18 in the title, 학습기록 anywhere": "제목에 Day18, 어디든 학습기록",
    "questions that still wait, in posts that name her": "그 사람이 나오는 글의 답 없는 질문",
    "posts with Python code since August": "8월부터 파이썬 코드가 있는 글",
}
