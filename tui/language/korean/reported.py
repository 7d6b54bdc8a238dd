"""What the index reports: problems of files, links that lead nowhere, hints about a query."""

from __future__ import annotations

from typing import Final

REPORTED: Final[dict[str, str]] = {
    # Files and folders
    "{root}: there is no such folder or file": "{root}: 그런 폴더나 파일이 없습니다",
    "{root} is neither a folder nor a file": "{root}: 폴더도 파일도 아닙니다",
    "{root} may not be read: see its permissions": "{root}: 읽을 권한이 없습니다",
    "the journal has no file {path}": "일기장에 {path} 파일이 없습니다",
    "{path} is larger than {most} bytes": "{path}: {most}바이트보다 큽니다",
    "{path} has gone": "{path}: 없어졌습니다",
    "it cannot be read: {reason}": "읽을 수 없음: {reason}",
    "{path} cannot be opened: {reason}": "{path}: 열 수 없습니다: {reason}",
    "{path} cannot be read: {reason}": "{path}: 읽을 수 없습니다: {reason}",
    "only its first {size} MB are read": "처음 {size}MB만 읽음",
    "it leads out of the journal and is not followed": "일기장 밖으로 이어져서 따라가지 않음",
    "it leads nowhere": "가리키는 곳이 없음",
    "{path} belongs to somebody else, or is a symbolic link": (
        "{path}: 다른 사람의 것이거나 심볼릭 링크입니다"
    ),
    # Front matter
    "“{key}” stands twice; the last one counts": "“{key}”: 두 번 나와서 뒤의 것을 따름",
    "its front matter is never closed: end it with a line {mark}": (
        "글머리가 닫히지 않음: {mark} 줄로 끝낼 것"
    ),
    "its front matter is broken: {reason}": "글머리가 잘못됨: {reason}",
    "its front matter is broken": "글머리가 잘못됨",
    "it is broken": "잘못됨",
    "its values stand too deep in each other": "값이 너무 깊이 겹침",
    "its values stand more than {most} deep in each other": "값이 {most}겹보다 깊이 겹침",
    "it is no mapping of keys to values": "이름과 값의 짝이 아님",
    "lists or mappings stand more than {most} deep in each other": (
        "목록이나 짝이 {most}겹보다 깊이 겹침"
    ),
    "the front matter is longer than {most} characters": "글머리가 {most}글자보다 긺",
    "quote a value that has “: ” in it": "“: ”가 든 값은 따옴표로 묶을 것",
    "quote a value that begins with a sign, and indent without tabs": (
        "기호로 시작하는 값은 따옴표로 묶고, 탭 없이 들여 쓸 것"
    ),
    "indent with blanks in place of tabs": "탭 대신 빈칸으로 들여 쓸 것",
    "no value goes on here: quote all of it": "값이 여기서 끊김: 전체를 따옴표로 묶을 것",
    "close the bracket [ with ]": "대괄호 [를 ]로 닫을 것",
    "close the brace {{ with }}": "중괄호 {{를 }}로 닫을 것",
    "close the quote": "따옴표를 닫을 것",
    "put a colon and a blank between key and value": "이름과 값 사이에 쌍점과 빈칸을 둘 것",
    "it is no YAML": "YAML이 아님",
    "defaults are no list of scopes and values; what makes no sense is left out": (
        "defaults가 범위와 값의 목록이 아님: 알 수 없는 것은 뺌"
    ),
    # Dates, names, encodings
    "“{text}” is no date that can be read: write 2021-09-10": (
        "“{text}”: 읽을 수 없는 날짜, 2021-09-10처럼 쓸 것"
    ),
    "there is no day {day}, as its name has it": "파일 이름의 {day}: 없는 날짜",
    "a post is named by its date: 2021-09-10-its-title.md": (
        "글의 파일 이름은 날짜로 시작함: 2021-09-10-its-title.md"
    ),
    "there is no time zone “{name}”; the machine's is used": (
        "“{name}” 시간대가 없어 컴퓨터의 시간대를 씀"
    ),
    "only {most} of its tags are kept": "태그는 {most}개까지만 씀",
    "only {most} of its categories are kept": "분류는 {most}개까지만 씀",
    "it is not UTF-8: it was read as {encoding}": "UTF-8이 아니어서 {encoding}(으)로 읽음",
    "{count} bytes are no {encoding}, the first on line {line}": (
        "{encoding}에 없는 바이트 {count}개, 처음은 {line}번째 줄"
    ),
    "a byte on line {line} is no {encoding}": "{line}번째 줄에 {encoding}에 없는 바이트가 있음",
    "the code fence {mark} is never closed: all that follows is code": (
        "코드 울타리 {mark}(이)가 닫히지 않음: 뒤가 모두 코드임"
    ),
    # Links
    "{name}: addresses are not opened": "{name}: 이런 주소는 열지 않음",
    "no post and no file is at {path}": "{path}: 글도 파일도 없음",
    "no post is called {name}": "{name}: 그런 글이 없음",
    "no post is named {name}": "{name}: 그런 이름의 글이 없음",
    "the link has no address": "링크에 주소가 없음",
    "the address is data, not a place": "주소가 아니라 데이터임",
    "this site has no post there": "이 사이트의 그 자리에 글이 없음",
    "it leads out of the journal": "일기장 밖으로 나감",
    # Hints about a query
    '"{text}" holds no letter or digit and was passed over': '"{text}": 글자도 숫자도 없어 지나침',
    "/{text}/ is no regular expression: {reason}. Searched as text": (
        "/{text}/: 정규식이 아니어서 글자로 찾음({reason})"
    ),
    "/{text}/ is no regular expression: {reason}": "/{text}/: 정규식이 아님({reason})",
    "it has more than {most} characters": "{most}글자가 넘음",
    "it calls a part of itself": "자기 일부를 다시 부름",
    "it repeats too often": "너무 많이 되풀이함",
    "it is nested too deeply": "너무 깊이 겹침",
    "{name}: takes no regular expression: {text} is the value itself": (
        "{name}: 정규식을 쓸 수 없어 {text} 그대로 찾음"
    ),
    "{name}: takes no ~: {text} is searched as it stands": (
        "{name}: ~를 쓸 수 없어 {text} 그대로 찾음"
    ),
    "initial consonants are looked for in titles, tags and headings alike": (
        "초성은 제목, 태그, 소제목에서 함께 찾음"
    ),
    '"{text}" is no date: try {forms}': '"{text}": 날짜가 아님, 2021-09-03, 7일, 지난주처럼 쓸 것',
    "{text} is not known: {reason}": "{text}: 모르는 값, {reason}",
    "did you mean {near}?": "혹시 {near}?",
    "known are {words}": "쓸 수 있는 것은 {words}",
    'no field "{name}": {reason}': '"{name}": 없는 항목, {reason}',
    "{name}: needs a value": "{name}: 값이 필요함",
    'no field "{name}"': '"{name}": 없는 항목',
    "only the first {most} characters are searched for": "처음 {most}글자만 찾음",
    "only the first {most} words are searched for": "처음 {most}낱말만 찾음",
    "brackets more than {most} deep are passed over": "{most}겹보다 깊은 괄호는 지나침",
    "{text} takes long: {left} of {all} posts are not looked at yet. "
    "Search again to go on, or add words to narrow the search": (
        "{text}: 오래 걸려서 {all}개 글 가운데 {left}개를 아직 보지 못함. "
        "다시 검색하면 이어서 찾고, 낱말을 더하면 좁혀짐"
    ),
    "there is no index to use yet: only titles, tags and people were searched": (
        "아직 색인이 없어 제목, 태그, 사람만 찾음"
    ),
    "no index can be kept in {folder}: {reason}. "
    "This run uses a temporary one, made anew each time": (
        "{folder}: 색인을 둘 수 없어 임시 색인을 씀({reason})"
    ),
    "an index can be written nowhere: {reason}": "색인을 쓸 곳이 없음: {reason}",
    # Days
    "from {day}": "{day}부터",
    "before {day}": "{day} 전",
    "{day} to {last}": "{day}~{last}",
    "any day": "아무 때나",
    "no such year": "없는 해",
}
