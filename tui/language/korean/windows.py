"""What the windows say that lie over the browser."""

from __future__ import annotations

from typing import Final

WINDOWS: Final[dict[str, str]] = {
    # Feet of windows
    "{app_cancel} closes · {text_filter} filter": "{app_cancel} 닫기 · {text_filter} 거르기",
    "{related_filter} filter": "{related_filter} 거르기",
    "{statistics_filter} filter": "{statistics_filter} 거르기",
    "{jump_choose} goes · {jump_close} closes": "{jump_choose} 가기 · {jump_close} 닫기",
    "{jump_choose} opens · {jump_close} closes": "{jump_choose} 열기 · {jump_close} 닫기",
    "{jump_choose} narrows · {jump_close} closes": "{jump_choose} 좁히기 · {jump_close} 닫기",
    "{save_search_save} saves · {save_search_close} closes": (
        "{save_search_save} 저장 · {save_search_close} 닫기"
    ),
    "{theme_choose} chooses · {app_cancel} goes back": (
        "{theme_choose} 선택 · {app_cancel} 되돌리기"
    ),
    "{picker_choose} goes there": "{picker_choose} 가기",
    "{picker_choose} reads it": "{picker_choose} 읽기",
    "{picker_choose} searches": "{picker_choose} 검색",
    "{picker_choose} opens it": "{picker_choose} 열기",
    "{picker_close} closes": "{picker_close} 닫기",
    "{picker_forget} removes": "{picker_forget} 지우기",
    "A letter copies · {app_cancel} closes": "글자나 Enter 복사 · {app_cancel} 닫기",
    "{address_copy} copies · {app_cancel} closes": "{address_copy} 복사 · {app_cancel} 닫기",
    "{address_open} opens · {address_copy} copies · {app_cancel} closes": (
        "{address_open} 열기 · {address_copy} 복사 · {app_cancel} 닫기"
    ),
    "{related_choose} goes · {related_close} closes · {related_copy} copies its address": (
        "{related_choose} 가기 · {related_close} 닫기 · {related_copy} 주소 복사"
    ),
    "{statistics_choose} lists · {statistics_close} closes": (
        "{statistics_choose} 글 보기 · {statistics_close} 닫기"
    ),
    "{calendar_choose} opens": "{calendar_choose} 열기",
    "{calendar_mark} lists": "{calendar_mark} 글 보기",
    "{calendar_mark} marks": "{calendar_mark} 표시",
    "The calendar already lists all posts.": "달력에 이미 모든 글이 있습니다.",
    "{calendar_all} {which}": "{calendar_all} {which}",
    "{counted} {shades} · {calendar_measure} {other} · {calendar_close} closes": (
        "{counted} {shades} · {calendar_measure} {other} · {calendar_close} 닫기"
    ),
    # Help
    "Help": "도움말",
    "Moving, in every pane": "움직이기 (모든 칸)",
    "Everywhere": "어디서나",
    "Tree": "트리",
    "List": "목록",
    "Where nothing is found": "결과가 없을 때",
    "Viewer": "본문",
    "Contents": "목차",
    "Search": "검색",
    "Bookmarks, saved and earlier searches, what was read": (
        "책갈피, 저장한 검색, 이전 검색, 읽은 글"
    ),
    "Going to a post, a tag or a date": "글, 태그, 날짜로 가기",
    "Around a post": "관련 글",
    "Review of questions": "질문 복습",
    "Filtering a window": "창 안에서 거르기",
    "Help, and what is known of a post": "도움말과 글 정보",
    "Tasks": "할 일",
    "Versions of a post": "글의 변경 이력",
    "A version of a post": "글의 한 버전",
    "Naming a search": "검색에 이름 붙이기",
    "Writing a note": "메모 쓰기",
    "Labels of links": "링크에 붙인 글자",
    "Themes": "테마",
    "An address outside the journal": "일기장 밖의 주소",
    # Jumps and the calendar
    "Calendar": "달력",
    "No posts.": "글이 없습니다.",
    "before: {day}": "이전: {day}",
    "after: {day}": "다음: {day}",
    "before": "이전",
    "after": "다음",
    "category": "분류",
    "title": "제목",
    "title, or its initial consonants": "제목이나 초성",
    "tag or category": "태그나 분류",
    "2021-09-10, Sep 2021, last week, 7d": "2021-09-10, 지난주, 7일, last week",
    "A day: 2021-09-10, 20210910, Sep 10 2021, 10 September 2021": (
        "날: 2021-09-10, 20210910, 2021년 9월 10일, 9월 10일"
    ),
    "A month or a year: 2021-09, 9/2021, Sep 2021, September, 2021": (
        "달이나 해: 2021-09, 9/2021, 2021년 9월, 9월, 2021"
    ),
    "By name: today, yesterday, last week, this month": "이름: 오늘, 어제, 지난주, 이번 달, 작년",
    "The last so many: 7d, 2w, 3m, 1y": "지난 얼마 동안: 7일, 3개월, 7d, 2w, 3m, 1y",
    "Korean, too: 2021년 9월, 어제, 지난주, 7일": "영어로도: Sep 10 2021, today, last week",
    "From one to another: 2021-09..2021-11, 2021-09.., >2021-09, <=2020": (
        "언제부터 언제까지: 2021-09..2021-11, 2021-09.., >2021-09, <=2020"
    ),
    "Go to a post": "글로 가기",
    "Go to a tag or category": "태그나 분류로 가기",
    "Go to a date · no date yet": "날짜로 가기 · 아직 날짜가 아님",
    "No title matches.": "맞는 제목이 없습니다.",
    "No tag or category matches.": "맞는 태그나 분류가 없습니다.",
    "No tags or categories here.": "태그나 분류가 없습니다.",
    "No post has a date.": "날짜가 있는 글이 없습니다.",
    "no posts": "글 없음",
    "no posts, but near": "글 없음, 가까운 글",
    "On this day, {day:%m-%d}": "이날의 글, {day:%m-%d}",
    "No post of this day in another year.": "다른 해 이날에 쓴 글이 없습니다.",
    "{count} years before": "{count}년 전",
    "{count} years after": "{count}년 뒤",
    # What is remembered
    "Bookmarks and saved searches": "책갈피와 저장한 검색",
    "Nothing yet: {bookmark_toggle} bookmarks the place you read, "
    "{search_save} saves the search.": (
        "아직 없습니다. {bookmark_toggle} 키로 읽는 자리에 책갈피를 꽂고, "
        "{search_save} 키로 검색을 저장합니다."
    ),
    "Nothing matches.": "맞는 것이 없습니다.",
    "Read before": "읽은 글",
    "No post was read yet.": "아직 읽은 글이 없습니다.",
    "Earlier searches": "이전 검색",
    "No searches yet.": "아직 검색한 것이 없습니다.",
    "saved search": "저장한 검색",
    "Save this search as": "검색 저장",
    "a letter, or a name": "글자나 이름",
    "in place of {query}": "바뀌는 검색: {query}",
    "Journals": "일기장",
    "No journals yet.": "아직 일기장이 없습니다.",
    "shown": "보는 중",
    "A note of your own": "내 메모",
    "Your notes": "내 메모",
    "the whole post": "글 전체",
    "{note_save} saves · {note_close} closes": "{note_save} 저장 · {note_close} 닫기",
    "{note_undo} undoes · {note_next_line} {note_previous_line} another line": (
        "{note_undo} 되돌리기 · {note_next_line} {note_previous_line} 다른 줄"
    ),
    "Not saved": "저장 안 됨",
    "{note_save} saves · {note_close} again discards it": (
        "{note_save} 저장 · {note_close} 한 번 더 누르면 버림"
    ),
    "No notes yet: {note_write} writes one on the line at the top of the page.": (
        "아직 메모가 없습니다. {note_write} 키로 화면 맨 윗줄에 메모를 씁니다."
    ),
    # A post
    "Post": "글 정보",
    "file": "파일",
    "updated": "고친 날",
    "categories": "분류",
    "tags": "태그",
    "people": "사람",
    "file name": "파일 이름",
    "and {count:,} more": "그 밖에 {count:,}개 더",
    "estimate: first commit of the file": "추정: 파일의 첫 커밋",
    "estimate: last change of the file": "추정: 파일의 마지막 수정",
    "headings": "소제목",
    "links": "링크",
    "languages": "언어",
    "marks": "표시",
    "code": "코드",
    "image": "그림",
    "math": "수식",
    "table": "표",
    "notice": "알림",
    "question": "질문",
    "an answer": "답",
    "unanswered question": "답 없는 질문",
    "a task": "할 일",
    "a task to do": "남은 할 일",
    "a task that is done": "마친 일",
    "problem": "문제",
    "line {line}: ": "{line}번째 줄: ",
    "Copy": "복사",
    "quote with its source": "출처를 단 인용",
    "none in sight": "보이는 것 없음",
    "There is no {name} in sight.": "화면에 보이지 않습니다: {name}",
    "Copied the {name}: {text}": "복사했습니다({name}): {text}",
    "Copied: {address}": "복사했습니다: {address}",
    "Theme": "테마",
    "Related": "관련 글",
    "Linked from": "이 글을 가리키는 글",
    "By date": "날짜순 앞뒤 글",
    "Author": "글쓴이",
    "Permalink": "고유 주소",
    "No related posts.": "관련 글이 없습니다.",
    "tags {names}": "같은 태그 {names}",
    "categories {names}": "같은 분류 {names}",
    "words {names}": "같은 낱말 {names}",
    "series {names}": "같은 연재 {names}",
    "tag {names}": "같은 태그 {names}",
    "category {names}": "같은 분류 {names}",
    "word {names}": "같은 낱말 {names}",
    "No post links here.": "이 글을 가리키는 글이 없습니다.",
    # Questions
    "Questions": "질문",
    "Unanswered questions": "답 없는 질문",
    "Answered questions": "답 있는 질문",
    "by post": "글 제목순",
    "by date": "날짜순",
    "looking…": "찾는 중…",
    "No question matches.": "맞는 질문이 없습니다.",
    "No post asks anything: a line that begins with Q. or 질문: does.": (
        "질문이 없습니다. Q.이나 질문:으로 시작하는 줄이 질문입니다."
    ),
    "Tasks to do": "남은 할 일",
    "Tasks done": "마친 일",
    "All tasks": "모든 할 일",
    "No task matches.": "맞는 할 일이 없습니다.",
    "No post has a task: an item that begins with [ ] is one.": (
        "할 일이 없습니다. [ ]로 시작하는 항목이 할 일입니다."
    ),
    # Versions
    "Versions of {title}": "{title}의 변경 이력",
    "not committed yet": "아직 커밋하지 않음",
    "renamed from {path}": "{path}에서 이름 바뀜",
    "No version matches.": "맞는 버전이 없습니다.",
    "{versions_choose} reads · {versions_close} closes · {versions_changes} changes": (
        "{versions_choose} 읽기 · {versions_close} 닫기 · {versions_changes} 바뀐 점"
    ),
    "{versions_mark} mark · {versions_filter} filter": (
        "{versions_mark} 표시 · {versions_filter} 거르기"
    ),
    "This is the oldest version.": "가장 오래된 버전입니다.",
    "This is the newest version.": "가장 새로운 버전입니다.",
    "{version_changes} changes · {version_close} closes": (
        "{version_changes} 바뀐 점 · {version_close} 닫기"
    ),
    "{version_older} older · {version_newer} newer": (
        "{version_older} 이전 버전 · {version_newer} 다음 버전"
    ),
    "Changes": "바뀐 점",
    "…and more": "…그 밖에도 더 있음",
    "No line changed.": "바뀐 줄이 없습니다.",
    # Tasks
    "{tasks_choose} opens · {tasks_close} closes": "{tasks_choose} 열기 · {tasks_close} 닫기",
    "{tasks_state} which · {tasks_filter} filter": (
        "{tasks_state} 가려 보기 · {tasks_filter} 거르기"
    ),
    "There is no question to ask.": "물을 질문이 없습니다.",
    "{questions_choose} opens · {questions_close} closes · {questions_review} review": (
        "{questions_choose} 열기 · {questions_close} 닫기 · {questions_review} 복습"
    ),
    "{questions_state} which · {questions_order} order · {questions_filter} filter": (
        "{questions_state} 골라 보기 · {questions_order} 순서 · {questions_filter} 거르기"
    ),
    "not answered yet · {review_answer} goes on": "아직 답 없음 · {review_answer} 계속",
    "{review_answer} goes on": "{review_answer} 계속",
    "{review_answer} answers": "{review_answer} 답 보기",
    "{review_close} closes · {review_next} next · {review_previous} before": (
        "{review_close} 닫기 · {review_next} 다음 · {review_previous} 이전"
    ),
    "{review_shuffle} at random · {review_open} opens": (
        "{review_shuffle} 무작위 · {review_open} 열기"
    ),
    "That was the last question.": "마지막 질문이었습니다.",
    "This is the first question.": "첫 질문입니다.",
    # Statistics
    "Statistics": "통계",
    "Counting…": "세는 중…",
    "{count:,} days": "{count:,}일",
    "{days}, {first} to {last}": "{days}, {first}~{last}",
    "1 column = {count} months": "한 칸 = {count}개월",
    "1 column = {count} years": "한 칸 = {count}년",
    "{posts}, {undated:,} without a date": "{posts}, 날짜 없는 글 {undated:,}",
    "Posts by month": "달별 글 수",
    "Words by month": "달별 낱말 수",
    "Years": "연도",
    "Weekdays": "요일",
    "median post": "글 길이 중앙값",
    "longest post": "가장 긴 글",
    "{words:,.0f} words": "낱말 {words:,.0f}개",
    "{words:,} words": "낱말 {words:,}개",
    "days": "날",
    "{days:,} with a post": "글 쓴 날 {days:,}일",
    "longest streak": "가장 긴 연속 기록",
    "current streak": "현재 연속 기록",
    "Tags over time": "기간별 태그",
    "Longest streaks": "긴 연속 기록",
    # Addresses
    "Leads out of the journal": "일기장 밖으로 가는 링크",
    "A file of the journal": "일기장의 파일",
    "leads to  {host}": "가는 곳  {host}",
    "This is shown only: {address_copy} copies it.": (
        "보여 주기만 합니다. {address_copy} 키로 복사합니다."
    ),
    "Copied, where the terminal lets programs copy (OSC 52).": (
        "복사했습니다(터미널이 OSC 52를 허락하는 경우)."
    ),
    "Not opened: {reason}.": "열지 못했습니다: {reason}.",
    "this is not a web address": "웹 주소가 아님",
    "the part before @ is not the host: this leads to {host}": (
        "@ 앞은 주소가 아님: 실제로 가는 곳은 {host}"
    ),
    "{host} has {scripts} letters, which may look like others": (
        "{host}: 다른 글자와 헷갈릴 수 있는 {scripts} 글자가 있음"
    ),
    "in plain letters it is {host}": "보통 글자로는 {host}",
    "only http, https and mailto addresses are opened": "http, https, mailto 주소만 열 수 있음",
    "over SSH": "SSH",
    "on this terminal": "이 터미널",
    "there is no browser {where}": "브라우저 없음({where})",
    "there is no {program} here": "{program} 프로그램이 없음",
    "{program} ended with {code}": "{program} 실패({code})",
}
