"""Templates as Liquid 4.0.3 renders them; what only the site's program knows stays as it stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pytest

from index.post import Post
from index.reading.files.site import Site
from index.reading.front_matter.dates import DateRules, read_date
from index.reading.liquid import expansion
from index.reading.liquid.rendering import literal, render
from index.reading.liquid.template import is_literal
from index.reading.liquid.values import UNKNOWN, LiquidError, TooMuchError

_ITEMS = [
    {"name": "b", "n": 2, "on": True, "tags": ["x", "y"]},
    {"name": "a", "n": 10, "on": False},
    {"name": "C"},
]
_SITE = {"title": "T", "data": {"items": _ITEMS, "empty": []}, "posts": UNKNOWN}
_PAGE = {"title": "P", "n": 3, "tags": ["a", "b"]}
_INCLUDES = {
    "b.html": "<b>{{ include.x }}</b>{% if include.y %}y{% endif %}",
    "circle.md": "a{% include circle.md %}b",
    "to.md": "{% include fro.md %}",
    "fro.md": "{% include to.md %}",
    "deep.md": "{% if true %}",
}


class Given:
    """The names of a small site."""

    def __init__(self, includes: Mapping[str, str] = _INCLUDES) -> None:
        self.names: dict[str, object] = {"site": _SITE, "page": _PAGE}
        self.includes = includes

    def named(self, name: str) -> object:
        return self.names.get(name)

    def defines(self, name: str) -> bool:
        return name in self.names

    def setting(self, key: str) -> str:
        return "/b" if key == "baseurl" else "https://x.org"

    def moment(self, value: object) -> datetime | None:
        return read_date(value, DateRules())

    def included(self, name: str) -> str | None:
        return self.includes.get(name)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("{{ '<i>a</i><!-- b --><script>c</script> < d<style' | strip_html }}", "a < d<style"),
        ("{% assign x = 'a' %}{{ x }}-{{ 'b' | append: x | upcase }}", "a-BA"),
        ("{% for i in (1..5) reversed limit:2 offset:1 %}{{ i }},{% endfor %}", "3,2,"),
        ("{% for i in site.data.empty %}x{% else %}none{% endfor %}", "none"),
        ("{{ site.data.items | where: 'on', true | map: 'name' | join: '/' }}", "b"),
        ("{{ site.data.items | where: 'tags', 'y' | map: 'name' | join }}", "b"),
        ("{{ site.data.items | sort: 'name' | map: 'name' | join }}", "C a b"),
        ("{{ site.data.items | sort_natural: 'name' | map: 'name' | join: ',' }}", "a,b,C"),
        ("{{ site.data.items | sort: 'n' | map: 'n' | join: ',' }}", ",2,10"),
        ("{{ site.data.items | where_exp: 'i', 'i.n > 5' | map: 'name' | join }}", "a"),
        ("{% for g in site.data.items | group_by: 'n' %}{% endfor %}", ""),
        ("{{ site.data.items[1].name }}{{ site.data.items.last.name }}", "aC"),
        ("{{ site.data.items | size }}{{ site.data.items.size }}", "33"),
        ("{% if page.title == 'P' and page.n > 2 or false %}yes{% else %}no{% endif %}", "yes"),
        ("{% if page.tags contains 'a' %}1{% endif %}{% if nil %}2{% endif %}", "1"),
        ("{% if '' %}1{% endif %}{% if site.data.empty == empty %}2{% endif %}", "12"),
        ("{% if page.no.thing %}a{% elsif page.n != 3 %}b{% else %}c{% endif %}", "c"),
        ("{% unless page.n == 3 %}a{% else %}b{% endunless %}", "b"),
        ("{% case page.n %}{% when 1 %}one{% when 2, 3 %}two{% else %}x{% endcase %}", "two"),
        ("{% case 'q' %}{% when 'a' or 'b' %}one{% else %}else{% endcase %}", "else"),
        ("{% capture c %}a{{ page.n }}b{% endcapture %}{{ c | size }}{{ c }}", "3a3b"),
        ("a {%- if true -%}   b   {%- endif -%} c", "abc"),
        ("{% for i in (1..9) %}{% if i == 3 %}{% break %}{% endif %}{{ i }}{% endfor %}", "12"),
        ("{% for i in (1..3) %}{% cycle 'a', 'b' %}{{ forloop.rindex }}{% endfor %}", "a3b2a1"),
        ("{{ 7 | divided_by: 2 }} {{ 7 | divided_by: 2.0 }} {{ 7.456 | round: 2 }}", "3 3.5 7.46"),
        ("{{ 'Hello World' | truncate: 8 }} {{ 'a b c' | truncatewords: 2 }}", "Hello... a b..."),
        ("{{ 'héllo wörld' | slugify }} {{ '<a>&' | escape }}", "héllo-wörld &lt;a&gt;&amp;"),
        ("{{ '2021-09-05' | date: '%Y/%-m/%e %b' }}", "2021/9/ 5 Sep"),
        ("{{ '2021-09-05' | date_to_long_string }}", "05 September 2021"),
        ("{{ '0033-01-04' | date: '%Y %G %F' }}", "0033 0033 0033-01-04"),
        ("{{ '/x' | relative_url }} {{ 'x' | absolute_url }}", "/b/x https://x.org/b/x"),
        ("{{ 'https://a.b' | relative_url }}", "https://a.b"),
        ("{{ page.missing | default: 'd' }}", "d"),
        ("{% increment n %}{% increment n %}{% decrement m %}", "01-1"),
        (
            "{{ page.tags | array_to_sentence_string }} {{ 'a,b,,' | split: ',' | size }}",
            "a and b 2",
        ),
        (
            "{% include b.html x='1' y=page.n %}{% include b.html x=page.title %}",
            "<b>1</b>y<b>P</b>",
        ),
        ("{% assign f = 'b' %}{% include {{ f }}.html x=\"q\" %}", "<b>q</b>"),
        ("{{ '**b**' | markdownify }}", "<p><strong>b</strong></p>\n"),
    ],
)
def test_a_template_reads_as_liquid_renders_it(source: str, expected: str) -> None:
    assert render(source, Given()).text == expected


@pytest.mark.parametrize(
    "source",
    [
        "{% raw %}{{ page.title }}{% endraw %}",
        "{% comment %}{{ page.title }}{% endcomment %}",
        "{% highlight ruby %}\nputs\n{% endhighlight %}",
        "{% post_url 2021-09-10-day %}{% gist a/b %}{% note a %}",
        "{{ site.posts.size }}{{ page.title | plugin_filter }}",
        "{{ item.title }}",
        "{% include absent.html %}",
        "{% include figure image_path='/a.png' alt='가' %}",
        "{{ never closed",
        "{% never closed",
    ],
)
def test_what_only_the_program_of_the_site_knows_stays(source: str) -> None:
    assert render(source, Given()).text == source


@pytest.mark.parametrize(
    "source",
    [
        "[하루]({% post_url 2024-08-08-day %}) 뒤",
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n",
        "{%link _posts/a.md%} {% gist 1 %} { {",
    ],
)
def test_a_text_with_tags_of_jekyll_alone_stays_without_being_rendered(source: str) -> None:
    assert is_literal(source)
    assert render(source, Given()).text == source


def test_a_post_with_tags_of_jekyll_alone_is_not_rendered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def post() -> Post:
        raise AssertionError

    monkeypatch.delattr(expansion, "render")
    site = Site.load(tmp_path)
    assert expansion.expanded("{% post_url a %}", site, {}, post, "a.md") == (None, ())


@pytest.mark.parametrize(
    "source",
    [
        "{% post_url a %} {{ page.title }}",
        "{% links %}",
        "{%- link a %}",
        "{% link a -%} b",
        "{% link a %}{% post_url b -%} c",
        "{% link never closed",
        "{% raw %}{% link a %}{% endraw %}",
    ],
)
def test_a_text_with_any_other_mark_is_rendered(source: str) -> None:
    assert not is_literal(source)


def test_a_loop_over_what_is_not_known_is_its_tag_alone() -> None:
    source = "a{% for post in site.posts %}{{ post.title }}{% endfor %}b"
    assert render(source, Given()).text == "a{% for post in site.posts %}b"


def test_a_value_that_looks_like_a_template_is_none() -> None:
    made = render("{{ '{{' }}a }} {{ '{% if %}' }}", Given()).text
    assert made == "{% raw %}{{{% endraw %}a }} {% raw %}{% if %}{% endraw %}"


def test_lines_come_from_their_lines_and_never_go_back() -> None:
    source = "one\n{% for i in (1..2) %}\n{{ i }}\n{% endfor %}\nlast {% include b.html %}\nend"
    made = render(source, Given({"b.html": "a\nb\nc"}))
    rows = [*zip(made.lines, made.text.split("\n"), strict=True)]
    assert [row for row in rows if row[1]] == [
        *((0, "one"), (2, "1"), (3, "2"), (4, "last a"), (4, "b"), (4, "c"), (5, "end")),
    ]
    assert [*made.lines] == sorted(made.lines)


def test_a_body_that_is_not_rendered_shows_its_tags() -> None:
    assert literal("a {{ b }} c {% if %}") == (
        "a {% raw %}{{ b }}{% endraw %} c {% raw %}{% if %}{% endraw %}"
    )


@pytest.mark.parametrize("name", ["circle.md", "to.md"])
def test_includes_in_a_circle_end_with_their_tag(name: str) -> None:
    made = render(f"{{% include {name} %}}", Given()).text
    assert made.count("{% include ") == 1


@pytest.mark.parametrize(
    "source",
    [
        "{% if a %}",
        "{% endif %}",
        "{% for %}{% endfor %}",
        "{% if a %}{% endfor %}",
        "{% raw %}",
        "{% if a %}" * 3_000 + "{% endif %}" * 3_000,
    ],
)
def test_what_is_no_whole_template_is_told(source: str) -> None:
    with pytest.raises(LiquidError):
        render(source, Given())


_DOUBLED = "{% assign a = a | append: a %}"


@pytest.mark.parametrize(
    "source",
    [
        "{% for i in (1..1000000) %}.{% endfor %}",
        "{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}",
        "{% assign a = 'aaaaaaaaaa' %}" + _DOUBLED * 40,
        "{% assign a = 'aaaaaaaaaa' | split: '' %}" + "{% assign a = a | concat: a %}" * 40,
        "{% assign a = 9 %}" + "{% assign a = a | times: a %}" * 40,
        "{% assign a = (1..900000) | join: ',' %}",
        "{% assign a = 'a' %}" + _DOUBLED * 18 + "{{ a | replace: 'a', a }}",
        "{% raw %}{% endraw %}" * 40_000,
        "{% assign a = 'x' %}" + _DOUBLED * 20 + "{% for i in (1..90000) %}{{ a }}{% endfor %}",
    ],
)
def test_what_takes_too_much_is_refused(source: str) -> None:
    with pytest.raises(TooMuchError):
        render(source, Given())


@pytest.mark.parametrize("sign", ["{{", "{%", "}} {{ a"])
def test_openings_without_end_take_linear_time(sign: str) -> None:
    source = sign * 30_000
    made = render(source, Given())
    assert len(made.text) == len(source)


@pytest.mark.parametrize("opening", ["<script", "<!--"])
def test_scripts_and_comments_without_end_are_looked_for_once(opening: str) -> None:
    source = opening * 60_000
    made = render(f"{{% capture a %}}{source}{{% endcapture %}}{{{{ a | strip_html }}}}", Given())
    assert made.text == source


def test_a_far_end_is_looked_for_once() -> None:
    made = render("{{" * 300_000 + " page.title | upcase }}", Given())
    assert len(made.text) > 500_000
