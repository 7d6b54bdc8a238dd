"""Links that lead to no post and are nothing wrong, by the rules of the journal they stand in."""

from __future__ import annotations

import pytest

from index.journal import Journal
from tests.index.conftest import Read


def why_broken(journal: Journal, path: str) -> list[tuple[str, str]]:
    """What each link of a post is, and why it leads nowhere."""
    post = next(post for post in journal.posts if post.path == path)
    found = [journal.resolve(link, post) for link in journal.outline(path).links]
    return [(one.kind, one.reason.code if one.reason else "") for one in found]


@pytest.mark.parametrize(
    ("marker", "path", "is_problem"),
    [
        (".obsidian/app.json", "a.md", False),
        ("logseq/config.edn", "pages/a.md", False),
        ("hugo.toml", "content/a.md", False),
        ("_config.yml", "_posts/2024-01-01-a.md", True),
        ("b.md", "a.md", True),
    ],
)
def test_a_note_may_be_named_before_it_is_written_in_a_vault(
    read: Read, marker: str, path: str, is_problem: bool
) -> None:
    journal = read({marker: "", path: "글은 [[아직 없는 글]]로 이어진다.\n"})
    ((kind, reason),) = why_broken(journal, path)
    assert kind == "broken"
    assert reason == ("no-post-called" if is_problem else "note-unwritten")
    assert bool(journal.problems) is is_problem


def test_a_property_may_name_a_note_that_is_not_written(read: Read) -> None:
    journal = read({".obsidian/app.json": "", "a.md": '---\nseries: "[[없는 글]]"\n---\n글\n'})
    assert why_broken(journal, "a.md") == [("broken", "note-unwritten")]
    assert not journal.problems


def test_a_term_of_hugo_leads_to_its_entry_in_the_glossary(read: Read) -> None:
    journal = read(
        {
            "hugo.toml": "",
            "content/glossary/page-bundle.md": "# 글 묶음\n",
            "content/page.md": "[page bundles](g), [fields](g)와 [없는 곳](h)\n",
        }
    )
    page = next(post for post in journal.posts if post.path == "content/page.md")
    links = journal.outline(page.path).links
    assert [journal.resolve(link, page).kind for link in links] == ["post", "broken", "broken"]
    (problem,) = journal.problems
    assert dict(problem.message.fields)["target"] == "h"


def test_a_book_may_stand_beside_others(read: Read) -> None:
    journal = read(
        {
            "book.toml": "",
            "src/SUMMARY.md": "- [하나](one.md)\n",
            "src/one.md": "[밖](../std/index.html) [없음](none.html) [또](/gone.html)\n",
        }
    )
    assert why_broken(journal, "src/one.md") == [
        ("broken", "link-to-neighbour"),
        ("broken", "nothing-at-path"),
        ("broken", "nothing-at-path"),
    ]
    assert len(journal.problems) == 2


@pytest.mark.parametrize("target", ["{{% eturl alias %}}", "{{ page.source }}", "/{{ .Slug }}/x"])
def test_an_address_that_a_template_makes_is_no_problem(read: Read, target: str) -> None:
    journal = read({"hugo.toml": "", "content/a.md": f"[글]({target})\n"})
    assert not journal.problems


def test_a_known_address_of_the_site_is_looked_up_all_the_same(read: Read) -> None:
    text = "[글]({{ site.baseurl }}/gone/) [또]({{ '/lost/' | relative_url }})\n"
    journal = read({"_config.yml": "", "_posts/2024-01-01-a.md": text})
    assert len(journal.problems) == 2


def test_brackets_in_toggled_code_are_no_links(read: Read) -> None:
    text = "{{< code-toggle file=hugo >}}\n[[menus.main]]\n{{< /code-toggle >}}\n\n[[글]]\n"
    shown = "{{< code-toggle config=menus />}}\n\n뒤의 글\n"
    journal = read({"hugo.toml": "", "content/a.md": text, "content/b.md": shown})
    assert [link.target for link in journal.outline("content/a.md").links] == ["글"]
    assert "[[menus.main]]" in journal.document("content/a.md").code
    assert "뒤의 글" in journal.document("content/b.md").prose


def test_code_that_is_never_closed_is_no_code(read: Read) -> None:
    text = "{{< highlight go >}}\n\n뒤의 글\n"
    journal = read({"hugo.toml": "", "content/a.md": text})
    assert "뒤의 글" in journal.document("content/a.md").prose
