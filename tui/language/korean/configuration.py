"""What is said of the reader's configuration."""

from __future__ import annotations

from typing import Final

CONFIGURATION: Final[dict[str, str]] = {
    "Configuration": "설정",
    "none": "없음",
    "line {line}": "{line}번째 줄",
    "{value}, in the file": "{value} (설정 파일)",
    "line {line}: {message}": "{line}번째 줄: {message}",
    "and {count} more mistakes": "그 밖에 {count}개 더",
    "cannot be read: {reason}": "읽을 수 없음: {reason}",
    "is larger than a configuration can be": "설정 파일이라기에는 너무 큼",
    "is not UTF-8, and nothing of it holds": "UTF-8이 아니어서 모두 무시함",
    "is no TOML, and nothing of it holds: {reason}": "TOML이 아니어서 모두 무시함: {reason}",
    "has too many tables, or a key of too many parts, and nothing of it holds": (
        "표가 너무 많거나 키에 점이 너무 많아 모두 무시함"
    ),
    "has a number of too many digits, and nothing of it holds": (
        "자릿수가 너무 많은 수가 있어 모두 무시함"
    ),
    "version is a whole number from 1 on, not {value}": "version은 1 이상의 정수여야 함: {value}",
    "is of version {value}, for a newer ilgi; what is known of it holds": (
        "더 새로운 ilgi의 설정(버전 {value}): 아는 것만 따름"
    ),
    "{name} is a table: write [{name}] above its lines": (
        "{name}: 테이블이므로 위에 [{name}]이라고 쓸 것"
    ),
    "there is no {name}; did you mean {near}?": "{name}: 없는 항목. 혹시 {near}?",
    "there is no {name}; known are {known}": "{name}: 없는 항목. 쓸 수 있는 것: {known}",
    "a journal needs a name that can be read": "일기장에는 읽을 수 있는 이름이 필요함",
    "{name} is the path of a journal in quotes, not {value}": (
        "{name}: 따옴표로 묶은 일기장 경로여야 함: {value}"
    ),
    'keys: there is no command "{name}"; did you mean {near}?': (
        'keys: "{name}" 명령은 없음. 혹시 {near}?'
    ),
    'keys: there is no command "{name}"': 'keys: "{name}" 명령은 없음',
    '{name} is a key in quotes, or a list of them: ["s", "ctrl+f"]': (
        '{name}: 따옴표로 묶은 키 하나 또는 목록이어야 함: ["s", "ctrl+f"]'
    ),
    "{name} is true or false, not {value}": "{name}: true 또는 false여야 함: {value}",
    "{name} is 0 or a whole number from {least} to {most}, not {value}": (
        "{name}: 0 또는 {least}~{most} 사이의 정수여야 함: {value}"
    ),
    "commands: {name} needs run, a program with its arguments: {example}": (
        "commands: {name}에는 run, 곧 프로그램과 인자가 있어야 함: {example}"
    ),
    "commands: there can be {most}, and the others are left out": (
        "commands: {most}개까지이며 나머지는 쓰이지 않음"
    ),
    "commands: say of {name} is a line that may have {file} in it": (
        "commands: {name}의 say는 {file} 등이 들어갈 수 있는 한 줄이어야 함"
    ),
    'commands: {name} is to be two keys, such as "g o"': (
        'commands: {name}: "g o"처럼 키 두 개여야 함'
    ),
    "{name} is a program with {file} among its arguments, not {value}": (
        "{name}: 인자에 {file}이 있는 프로그램이어야 함: {value}"
    ),
    "{name} is one of {words}, not {value}": "{name}: {words} 중 하나여야 함: {value}",
    '"{key}" is {asked} now, and {other} has no key left': (
        '"{key}": 이제 {asked}의 키. {other}에는 남은 키가 없음'
    ),
    '"{key}" is {asked} in the {more}, where {other} has no other key': (
        '"{key}": {more}에서는 {asked}의 키. {other}에는 다른 키가 없음'
    ),
    '"{key}" is {other} already, so {asked} does not have it': (
        '"{key}": 이미 {other}의 키라서 {asked}에는 쓸 수 없음'
    ),
    '"{key}" is not {asked}: "{more}", which is {other}, begins with it': (
        '"{key}": "{more}"({other})의 첫 키라서 {asked}에는 쓸 수 없음'
    ),
    '"{key}" is not {asked}: its first key alone is {other}': (
        '"{key}": 첫 키가 {other}의 키라서 {asked}에는 쓸 수 없음'
    ),
    '"{key}" is no key: write it as "s", "?", "ctrl+o", "f2", "pagedown" or "g r"': (
        '"{key}": 없는 키. "s", "?", "ctrl+o", "f2", "pagedown", "g r"처럼 쓸 것'
    ),
    '"{key}" is text where {asked} holds: take a key such as ctrl+t': (
        '"{key}": {asked}에서는 글자로 입력됨. ctrl+t 같은 키를 쓸 것'
    ),
    '"{key}": of two keys, each is a letter or a sign': (
        '"{key}": 두 키를 이어 쓸 때는 글자나 기호만 됨'
    ),
    '"{key}" is typed with more than one key': '"{key}": 키 하나로 입력되지 않음',
    '"{key}" cannot be a key: write Shift and a letter as the capital letter': (
        '"{key}": 쓸 수 없는 키. Shift와 글자는 대문자로 쓸 것'
    ),
    '"{key}" cannot be a key: terminals send {sent} for it': (
        '"{key}": 쓸 수 없는 키. 터미널이 {sent} 키로 보냄'
    ),
    '"{key}" cannot be a key: {taker} takes it for itself': (
        '"{key}": 쓸 수 없는 키. {taker} 프로그램이 가로챔'
    ),
    '"{key}" cannot be a key: terminals do not send it': (
        '"{key}": 쓸 수 없는 키. 터미널이 보내지 않음'
    ),
}
