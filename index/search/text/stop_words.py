"""English and Korean words that stand in any text and say nothing of what it is about."""

from __future__ import annotations

_ENGLISH = (
    "about after again all also although always am an and any are as at back be because "
    "been before being below between both but by can could did do does doing done down each "
    "either else etc even every few first for from further get gets getting give given goes "
    "going gone had has have having he her here him his how however http https if in into "
    "is it its itself just keep know last least less let lets like made make makes making "
    "many may me might more most much must my need never new next no not nothing now of off "
    "on once one only or other our ours out over own per put really same see seen several "
    "she should since so some something still such take than that the their them then there "
    "these they thing things this those though through to too two under until up us use "
    "used uses using very vs want was way we well went were what when where whether which "
    "while who whole whose why will with within without would www you your yours"
)
_KOREAN = (
    "그리고 그래서 그러나 그런데 그러면 하지만 때문 때문에 경우 경우에 통해 통하여 대해 대한 "
    "위해 위한 따라 따른 따라서 같이 같은 이런 그런 저런 이러한 그러한 어떤 모든 여러 여러가지 "
    "다른 정말 너무 매우 아주 조금 많이 다시 먼저 이제 지금 오늘 내일 어제 그냥 우리 여기 "
    "거기 무엇 이것 그것 하나 있어 없이 함께 대로 정도 이후 이전 다음 사용 하기 하는 가지 "
    "관련 관한 의해 의한 인한 바로 또는 혹은 만약 만약에 역시 특히 가장 이렇게 그렇게 어떻게 "
    "아니라 위와 아래 부분 이번 것들 내용"
)
STOP_WORDS = frozenset(f"{_ENGLISH} {_KOREAN}".split())
"""Such words, folded."""
