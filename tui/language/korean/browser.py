"""What the browser says: its bars, its panes, the page, and notices."""

from __future__ import annotations

from typing import Final

BROWSER: Final[dict[str, str]] = {
    "On this page": "목차",
    "Journal": "일기장",
    "Posts": "글",
    "Problems": "문제",
    "Nothing found": "결과 없음",
    "config": "사이트 설정",
    "front matter": "머리말",
    "encoding": "인코딩",
    "name": "파일 이름",
    "link": "링크",
    "unreadable": "읽지 못함",
    "size": "크기",
    "markdown": "마크다운",
    "reference": "끊긴 링크",
    "Nothing found.": "찾은 글이 없습니다.",
    "Categories": "분류",
    "Tags": "태그",
    "Dates": "날짜",
    "People": "사람",
    "Series": "연재",
    "uncategorised": "분류 없음",
    "untagged": "태그 없음",
    "undated": "날짜 없음",
    "draft": "초안",
    "future": "미래 날짜",
    "unpublished": "비공개",
    "broken": "읽기 문제",
    "by count": "글 수 순",
    "so far": "지금까지",
    "oldest first": "오래된 순",
    "last changed first": "최근 수정순",
    "by title": "제목순",
    "One pane fills the screen.": "한 칸이 화면을 가득 채우고 있습니다.",
    "no preview": "미리 보기 끔",
    "did you mean": "혹시 이것을 찾으셨나요?",
    "other keyboard layout": "한/영 자판을 바꿈",
    "spelled as in the journal": "일기장에 나오는 낱말",
    "Nothing found; {step}": "찾은 글이 없습니다. {step}",
    "most words": "낱말 대부분",
    "close in meaning": "뜻이 가까운 글",
    "close in meaning, or with most of the words": "뜻이 가깝거나 낱말 대부분이 든 글",
    "as text": "글자 그대로",
    "{count:,} similar": "비슷한 글 {count:,}개",
    "0 exactly": "꼭 맞는 글 없음",
    "Besides, {step}": "그 밖에 {step}",
    "the text as it stands": "적은 글자 그대로",
    "spelled as in the journal, {query}": "일기장에 나오는 낱말로, {query}",
    "most of the words": "낱말 대부분이 든 글",
    "without {filter}": "{filter} 없이",
    "name in the journal": "일기장에 있는 이름",
    "similar": "비슷한 낱말",
    "{count:,} posts": "글 {count:,}개",
    "{count:,} hits": "{count:,}개 찾음",
    "{count:,} without a hit": "결과 없음 {count:,}개",
    "scanning": "살피는 중",
    "reading": "읽는 중",
    "indexing": "색인하는 중",
    "post {number}": "글 {number}",
    "match {match}": "일치 {match}",
    "no match": "일치 없음",
    "Beside the list is no room for contents.": "목록 옆에는 목차를 둘 자리가 없습니다.",
    "find in the post": "글에서 찾기",
    "No headings.": "소제목이 없습니다.",
    "No problems: every file was read whole.": "문제 없음: 모든 파일을 다 읽었습니다.",
    "not all of it could be saved": "일부는 살리지 못함",
    "Reading the journal…": "일기장을 읽는 중…",
    "No posts here yet.": "아직 글이 없습니다.",
    "ilgi shows the Markdown files (.md, .markdown, …) of a folder and the folders in it; "
    "of a Jekyll site, those in _posts, _drafts and its collections.": (
        "ilgi는 폴더와 그 안의 폴더에 있는 마크다운 파일(.md, .markdown, …)을 보여 줍니다. "
        "Jekyll 사이트에서는 _posts, _drafts와 컬렉션의 글을 보여 줍니다."
    ),
    "{journal_reindex} reads the folder again.": "{journal_reindex} 키로 폴더를 다시 읽습니다.",
    "{count} min": "{count}분",
    "This page could not be made ({reason}); below is its source.": (
        "글을 펼쳐 보일 수 없어 원문을 그대로 보입니다. ({reason})"
    ),
    "Details": "자세히",
    "… cut here: too many lines, the rest as it is written": (
        "… 줄이 너무 많아 여기부터는 원문 그대로"
    ),
    "… cut here: too many blocks, the rest as it is written": (
        "… 문단이 너무 많아 여기부터는 원문 그대로"
    ),
    "… cut here: nested too deep, the rest as it is written": (
        "… 너무 깊이 겹쳐 여기부터는 원문 그대로"
    ),
    "picture": "그림",
    "Note": "참고",
    "tip": "도움말",
    "success": "성공",
    "hint": "힌트",
    "info": "정보",
    "important": "중요",
    "primary": "중요",
    "warning": "경고",
    "caution": "주의",
    "danger": "위험",
    "error": "오류",
    "bug": "버그",
    "failure": "실패",
    "attention": "주의",
    "{path}, a file of the journal": "{path}, 일기장의 파일",
    "This post has no heading #{anchor}.": "이 글에 #{anchor} 소제목이 없습니다.",
    "No link is marked: {viewer_next_link} marks the next, {viewer_previous_link} the previous.": (
        "고른 링크가 없습니다. 다음 링크는 {viewer_next_link}, "
        "이전 링크는 {viewer_previous_link} 키로 고릅니다."
    ),
    "No link is in sight.": "보이는 링크가 없습니다.",
    "{number} %": "{number} %",
    "line {number}": "{number}번째 줄",
    "Go there in the post: a line of its file, or a part of it with %": (
        "글의 그곳으로 가기: 파일의 줄, %를 붙이면 글에서의 비율"
    ),
    "No more links.": "링크가 더 없습니다.",
    "{key} does nothing here; {app_help} lists the keys.": (
        "{key}: 여기서는 쓰지 않는 키입니다. 키 목록은 {app_help}"
    ),
    "Keys take no counts. {app_palette}50 goes to line 50.": (
        "키 앞에 횟수를 붙일 수 없습니다. 50행으로 가려면 {app_palette}50"
    ),
    "The file ends at line {last}.": "파일은 {last}행까지입니다.",
    "No more headings.": "소제목이 더 없습니다.",
    "No more code.": "코드가 더 없습니다.",
    "The query is not taken in any other way.": "느슨하게 찾을 다른 방법이 없습니다.",
    "No more matches: {viewer_find} finds in the post.": (
        "일치하는 곳이 더 없습니다. {viewer_find} 키로 글에서 찾습니다."
    ),
    "Nothing more on this side.": "이쪽으로는 더 없습니다.",
    "This is the last post of the list.": "목록의 마지막 글입니다.",
    "This is the first post of the list.": "목록의 첫 글입니다.",
    "No post is older.": "더 오래된 글이 없습니다.",
    "No post is newer.": "더 새로운 글이 없습니다.",
    "No post was read before this.": "이 글보다 먼저 읽은 글이 없습니다.",
    "No post was read after this.": "이 글 다음에 읽은 글이 없습니다.",
    "Pictures need Pillow: pip install 'ilgi[images]'.": (
        "그림을 보려면 Pillow가 필요합니다: pip install 'ilgi[images]'"
    ),
    "This post has no pictures.": "이 글에는 그림이 없습니다.",
    "Pictures in tables are not drawn.": "표 안의 그림은 그리지 않습니다.",
    "No picture here can be drawn.": "이 글에는 그릴 수 있는 그림이 없습니다.",
    "Other posts show theirs.": "다른 글에서는 그림을 보입니다.",
    "Other posts hide theirs.": "다른 글에서는 그림을 숨깁니다.",
    "Nothing on this page folds.": "이 글에는 접히는 곳이 없습니다.",
    "No formula here; formulas of other posts are drawn.": (
        "여기에는 수식이 없습니다. 다른 글의 수식은 그립니다."
    ),
    "No formula here; formulas of other posts are shown as TeX.": (
        "여기에는 수식이 없습니다. 다른 글의 수식은 TeX로 보입니다."
    ),
    "Lines of up to {cells} cells, where the page is wider.": (
        "화면이 더 넓으면 한 줄은 {cells}칸까지입니다."
    ),
    "Lines of the full width, where the page is wider.": (
        "화면이 더 넓으면 한 줄이 그 너비를 다 씁니다."
    ),
    "No question here; answers in other posts are hidden.": (
        "여기에는 질문이 없습니다. 다른 글의 답은 숨깁니다."
    ),
    "No question here; answers in other posts are shown.": (
        "여기에는 질문이 없습니다. 다른 글의 답은 보여 줍니다."
    ),
    "No question is in sight that has an answer.": "보이는 곳에 답이 있는 질문이 없습니다.",
    "{added:,} new, {changed:,} changed, {removed:,} gone": (
        "새 글 {added:,}개, 바뀐 글 {changed:,}개, 없어진 글 {removed:,}개"
    ),
    "{path} has gone.": "{path}: 파일이 없어졌습니다.",
    "No post is shown.": "보고 있는 글이 없습니다.",
    "The post is still being opened.": "글을 아직 여는 중입니다.",
    "Bookmark removed.": "책갈피를 뺐습니다.",
    "Bookmarked: {where}": "책갈피를 꽂았습니다: {where}",
    "No search to save: {search_open} searches the journal.": (
        "저장할 검색이 없습니다. {search_open} 키로 검색합니다."
    ),
    "Saved as {name}: {bookmark_list} leads back to it.": (
        "저장했습니다: {name}. {bookmark_list} 키로 다시 찾습니다."
    ),
    "Note removed.": "메모를 지웠습니다.",
    "No notes or bookmarks yet.": "아직 메모도 책갈피도 없습니다.",
    "Copied {count} notes and bookmarks as Markdown; ilgi export prints them.": (
        "메모와 책갈피 {count}개를 마크다운으로 복사했습니다. ilgi export로도 볼 수 있습니다."
    ),
    "So that they are not lost, these are your last notes:": (
        "잃지 않도록 마지막 메모를 보여 드립니다:"
    ),
    "{key} quits.": "{key} 키로 끝냅니다.",
    "{editor} ended with an error ({code}).": "{editor}: 오류로 끝났습니다({code}).",
    "That did not work": "문제가 생겼습니다",
    "{journal_reindex} reads the journal again; "
    "if it stays, `ilgi index --rebuild` makes the index anew.": (
        "{journal_reindex} 키로 일기장을 다시 읽습니다. "
        "그래도 안 되면 `ilgi index --rebuild`로 색인을 새로 만드세요."
    ),
    "The index is damaged, and is made anew.": "색인이 손상되어 새로 만듭니다.",
    "The folder could not be read: {reason}\n{journal_reindex} tries again.": (
        "폴더를 읽지 못했습니다: {reason}\n{journal_reindex} 키로 다시 해 봅니다."
    ),
    "{count} lines of {path} cannot be read, and stay as they are.": (
        "{path}에 읽을 수 없는 줄이 {count}개 있어 그대로 둡니다."
    ),
    "The last change was not saved: {path}: {reason}": (
        "마지막에 한 일을 저장하지 못했습니다: {path}: {reason}"
    ),
    "What you do is remembered only until you quit: {path}: {reason}": (
        "끝낼 때까지만 기억합니다: {path}: {reason}"
    ),
    "This terminal cannot be handed to an editor.": "이 터미널에서는 편집기를 열 수 없습니다.",
    "{program} has ended.": "{program} 실행이 끝났습니다.",
    "{program} is still running.": "{program}: 아직 실행 중입니다.",
    "{program} took too long and was ended.": "{program}: 너무 오래 걸려 끝냈습니다.",
    "{program} did not start: {error}": "{program}: 시작하지 못했습니다: {error}",
    "The editor did not start: {error}": "편집기를 시작하지 못했습니다: {error}",
    # Ends that nobody asked for
    "{count} notes were not saved when ilgi ended: {note_list} lists them, "
    "and {note_write} on their posts goes on with them.": (
        "ilgi가 끝날 때 저장하지 못한 메모가 {count}개 있습니다. {note_list} 키로 찾아보고, "
        "그 글에서 {note_write} 키로 이어 씁니다."
    ),
    "{path} has gone. What was not saved is among your notes.": (
        "{path}: 파일이 없어졌습니다. 저장하지 못한 글은 메모 목록에 넣었습니다."
    ),
    "not saved": "저장 안 됨",
    "A report without any text of the journal: {path}": (
        "오류 보고서(일기 내용은 들어 있지 않음): {path}"
    ),
    "ilgi: it has failed unexpectedly ({kind}).": (
        "ilgi: 예상하지 못한 오류로 끝났습니다({kind})."
    ),
    "ilgi: it has failed unexpectedly ({kind}). A report of that, without "
    "any text of the journal, is in {path}": (
        "ilgi: 예상하지 못한 오류로 끝났습니다({kind}). "
        "오류 보고서(일기 내용은 들어 있지 않음): {path}"
    ),
    "A path of that name is here, and is what is open; the journal is {path}.": (
        "같은 이름의 경로가 여기 있어 그것을 열었습니다. 그 이름의 일기장: {path}"
    ),
    "{folder} is a part of this journal; with --here it is opened alone": (
        "{folder}: 이 일기장에 든 폴더입니다. --here를 붙이면 이 폴더만 엽니다."
    ),
}
