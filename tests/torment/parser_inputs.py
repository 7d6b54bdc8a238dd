"""Inputs that are made to be costly for parsers: nested, unclosed, repeated, in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

Input = Callable[[int], str]
"""Gives a text of about so many characters."""


def _repeated(piece: str, before: str = "", after: str = "") -> Input:
    """An input that is one piece over and over, between two others."""

    def made(size: int) -> str:
        times = max(1, (size - len(before) - len(after)) // len(piece))
        return f"{before}{piece * times}{after}"

    return made


def _numbered(pattern: str, before: str = "") -> Input:
    """An input of pieces that are numbered, so that each is another."""

    def pieces(size: int) -> Iterator[str]:
        left, number = size - len(before), 0
        while left > 0:
            piece = pattern.replace("#", f"{number}")
            left -= len(piece)
            number += 1
            yield piece

    return lambda size: before + "".join(pieces(size))


def _halves(first: str, second: str) -> Input:
    """An input of one piece over and over, then as much of another."""
    return lambda size: _repeated(first)(size // 2) + _repeated(second)(size // 2)


def _merges(size: int) -> str:
    keys = "".join(f"  k{number}: 1\n" for number in range(size // 24))
    return f"a: &a\n{keys}b:\n  <<: [{'*a,' * (size // 6)}]\n"


def _aliases(size: int) -> str:
    """Lists of the list before, nine times over: so many that a walk through them would not end."""
    lines = (
        f"a{number}: &a{number} [{','.join([f'*a{number - 1}'] * 9)}]"
        for number in range(1, size // 50)
    )
    return "\n".join(["a0: &a0 [x]", *lines])


def _picture(kind: str, mode: str, size: int, **how: bool) -> str:
    """A picture of one colour of as many pixels as are read, a million for each KB of ``size``."""
    import io

    from PIL import Image

    side = int(min(size / 1024 * 1_000_000, 40_000_000) ** 0.5)
    file = io.BytesIO()
    Image.new(mode, (side, side)).save(file, kind, **how)
    return file.getvalue().decode("latin-1")


_DEEP_LINE: Final = f"#.{'.'.join('a' * 62)}=1\n"


def _footnotes(size: int) -> str:
    marks = "".join(f"[^{number}] " for number in range(size // 24))
    return marks + "\n\n" + "".join(f"[^{number}]: a\n\n" for number in range(size // 24))


def _references(size: int) -> str:
    definitions = "".join(f"[a{number}]: b\n" for number in range(size // 24))
    return definitions + "\n" + "".join(f"[a{number}] " for number in range(size // 24))


def _wide_table(size: int) -> str:
    return "a|" * (size // 4) + "\n" + "-|" * (size // 4) + "\n"


def _square_table(size: int) -> str:
    columns = int(size**0.5)
    return "a|" * columns + "\n" + "-|" * columns + "\n" + "a\n" * (size // 2)


def _deeper_lines(before: str) -> Input:
    """An input of lines that are each indented one more than the line before."""
    return lambda size: "".join(
        " " * number + before + "\n" for number in range(int((2 * size) ** 0.5))
    )


def _rising(mark: str) -> Input:
    """An input of runs of a mark, each one longer than the run before."""
    return lambda size: " ".join(mark * length for length in range(1, int((2 * size) ** 0.5)))


def _nested(before: str, inner: str, after: str, around: str = "$$") -> Input:
    """An input of formulas within each other."""

    def made(size: int) -> str:
        times = size // (len(before) + len(after))
        return around + before * times + inner + after * times + around

    return made


def _square_matrix(size: int) -> str:
    side = int((size / 2) ** 0.5)
    return "$$\\begin{matrix}" + ("a&" * side + "\\\\") * side + "\\end{matrix}$$"


MARKUP: Final[Mapping[str, Mapping[str, Input]]] = {
    "markdown": {
        "stars": _repeated("*"),
        "open emphasis": _repeated("*a "),
        "stars within words": _repeated("*a**b"),
        "alternating emphasis": _repeated("*a _b "),
        "emphasis, then its ends": _halves("*a ", "a* "),
        "open strikes": _repeated("~~a "),
        "open marks": _repeated("==a"),
        "open brackets": _repeated("["),
        "pairs of brackets": _repeated("[]"),
        "brackets, then their ends": _halves("[", "]"),
        "links": _repeated("[a](b) "),
        "open links": _repeated("[a]("),
        "links within a link": _halves("[", "](a)"),
        "brackets, then links": _halves("[", "[a](b)"),
        "pictures": _repeated("![a](b) "),
        "open pictures": _repeated("!["),
        "pictures within pictures": _halves("![", "](a)"),
        "pictures, then links": _halves("![", "[a](b)"),
        "open linked pictures": _repeated("[![", "", "a"),
        "linked pictures within linked pictures": _halves("[![", "](a)](b)"),
        "open titles": _repeated('[a](b "'),
        "open addresses": _repeated("[a](<b"),
        "parentheses": _repeated("(", "[a]("),
        "references": _references,
        "repeated definition": _repeated("[a]: b\n"),
        "definitions of links": _numbered("[a#]: b\n"),
        "open definitions": _repeated("[a]:\n"),
        "open titles of definitions": _repeated("[a]: b 'c\n"),
        "backticks": _repeated("`"),
        "longer backticks": _rising("`"),
        "code spans": _repeated("`a` "),
        "odd code spans": _repeated("`a ``b "),
        "quotes": _repeated("> "),
        "lines of a quote": _repeated("> a\n"),
        "lazy lines of a quote": _repeated("> a\nb\n"),
        "lists in quotes": _repeated("> - "),
        "callouts": _repeated("> [!NOTE]- a\n> > [!TIP]+ b\n"),
        "items": _repeated("- a\n"),
        "items apart": _repeated("- a\n\n"),
        "items within items": _repeated("- "),
        "deeper items": _deeper_lines("- a"),
        "empty items": _repeated("-\n"),
        "items with code": _repeated("- a\n\n      b\n"),
        "lists of two kinds": _repeated("- a\n+ a\n"),
        "deeper lines": _deeper_lines("a"),
        "fences": _repeated("```\n"),
        "open fences": _repeated("```a\n"),
        "fences of two kinds": _repeated("~~~\n```\n"),
        "underlined lines": _repeated("a\n===\n"),
        "lines, underlined once": _repeated("a\n", "", "==="),
        "rules": _repeated("---\n"),
        "headings": _repeated("# a\n"),
        "headings with ids": _numbered("# a {#b#}\n"),
        "number signs": _repeated("#"),
        "rows of a table": _repeated("|a|b|\n", "|a|b|\n|-|-|\n"),
        "rows without a header": _repeated("|a|b|\n"),
        "tables": _repeated("a|b\n-|-\n"),
        "wide table": _wide_table,
        "short rows of a wide table": _square_table,
        "pipes": _repeated("|"),
        "definitions in one line": _repeated(": b", "a\n"),
        "definitions of one term": _repeated(": b\n", "a\n"),
        "definitions": _repeated("a\n:   b\n\n    c\n"),
        "footnotes": _footnotes,
        "references to one footnote": _repeated("[^a] ", "[^a]: b\n\n"),
        "open footnotes": _repeated("[^"),
        "open footnotes in text": _repeated("^[a "),
        "footnotes within footnotes": _halves("^[", "]"),
        "open attributes": _repeated("{: "),
        "attributes": _repeated("{: .a}\n"),
        "attributes of text": _repeated("a{: .b} "),
        "notices": _repeated("a\n{: .notice}\n\n"),
        "contents": _repeated("{:toc}\n"),
        "open comments": _repeated("{::comment}\n"),
        "open comments in text": _repeated("{::comment} "),
        "comments that end wrong": _repeated("{::comment} ", "", "{:/x"),
        "abbreviations": _numbered("*[A#]: b\n"),
        "wiki links": _repeated("[[a]] "),
        "open wiki links": _repeated("[["),
        "open embeds": _repeated("![["),
        "addresses": _repeated("http://a "),
        "address in address": _repeated("http://"),
        "parentheses in an address": _repeated("(", "http://a"),
        "open autolinks": _repeated("<http://a"),
        "backslashes": _repeated("\\"),
        "line breaks": _repeated("a  \n"),
        "one line": _repeated("a"),
        "one paragraph": _repeated("a\n"),
        "paragraphs": _repeated("a\n\n"),
        "line feeds": _repeated("\n"),
        "syllables": _repeated("가"),
        "marks without width": _repeated("\u0301", "a"),
        "joined emoji": _repeated("👩\u200d"),
        "tags": _repeated("#a "),
        "questions": _repeated("Q. a\nA. b\n\n"),
    },
    "html": {
        "less-than signs": _repeated("<"),
        "open tags": _repeated("<b>"),
        "nested lists": _repeated("<ul><li>"),
        "nested tables": _repeated("<table><tr><td>"),
        "open attributes": _repeated("<a href='"),
        "attributes": _numbered(" a#=b", "<a"),
        "comments": _repeated("<!--"),
        "declarations": _repeated("<!a "),
        "instructions": _repeated("<?"),
        "scripts": _repeated("<script>"),
        "closing tags": _repeated("</b>"),
        "blocks": _repeated("<div>\n\n"),
        "line breaks in code": _repeated("a<br>", "<pre>"),
        "spans of Markdown": _repeated('<div markdown="1">\n'),
        "details in one line": _repeated("<details>"),
        "rows of a table": _repeated("<tr><td>a", "<table>"),
        "spans": _repeated("<span>a</span>"),
        "closings of others": _repeated("<b><i></b></i>"),
        "scripts with ends": _repeated("<script></script>"),
        "headings": _repeated("<h2>a</h2>\n"),
        "details": _repeated("<details><summary>a\n\n"),
        "pictures": _repeated("<img src=a alt='b c'>"),
        "entities": _repeated("&lt;b&gt; "),
    },
    "liquid": {
        "open tags": _repeated("{% "),
        "open values": _repeated("{{ "),
        "tags": _repeated("{% a %} "),
        "values": _repeated("{{ site.title }} "),
        "raw": _repeated("{% raw %}"),
        "comments": _repeated("{% comment %}\n"),
        "raw with ends": _repeated("{% raw %}a{% endraw %}"),
        "comments with ends": _repeated("{% comment %}a{% endcomment %}"),
        "highlights": _repeated("{% highlight c %}\n"),
        "shortcodes": _repeated("{{< a "),
        "inclusions": _repeated("{% include a.html b='"),
        "blanks": _repeated(" ", "{%"),
    },
    "tex": {
        "dollars": _repeated("$"),
        "open formulas": _repeated("$a "),
        "formulas": _numbered("$a_{#}$ "),
        "blocks": _numbered("$$\\frac{a}{#}$$\n\n"),
        "open braces": _repeated("{", "$$", "$$"),
        "fractions": _repeated("\\frac", "$$", "$$"),
        "grids": _repeated("&\\\\", "$$", "$$"),
        "fences": _repeated("\\left(", "$$", "$$"),
        "definitions": _numbered("\\newcommand{\\a#}{b}", "$$"),
        "open definitions": _repeated("\\def\\a{"),
        "doubling definitions": _repeated("$\\a\\a$ ", "$\\def\\b{cc}\\def\\a{\\b\\b}\\a$ "),
        "endless definition": _repeated("$\\a$ ", "$\\def\\a{\\a\\a}\\a$ "),
        "environments": _repeated("\\begin{matrix}"),
        "brackets": _repeated("\\[ "),
        "open parentheses": _repeated("\\("),
        "parentheses": _repeated("\\(a\\) "),
        "double dollars": _repeated("$$a$$ "),
        "open double dollars": _repeated("$$a "),
        "nested fractions": _nested("\\frac{a}{", "a", "}"),
        "nested roots": _nested("\\sqrt{", "a", "}"),
        "nested hats": _nested("\\hat{", "a", "}"),
        "nested fences": _nested("\\left(", "a", "\\right)"),
        "nested matrices": _nested("\\begin{matrix}a&", "a", "\\end{matrix}"),
        "square matrix": _square_matrix,
        "columns": _repeated("a&", "$$\\begin{matrix}", "\\end{matrix}$$"),
        "long sum": _repeated("a+b+", "$$", "$$"),
        "primes": _repeated("'", "$$a", "$$"),
        "superscripts": _repeated("^", "$$", "$$"),
        "open text": _repeated("\\text{", "$$", "$$"),
        "definitions with parameters": _repeated("$\\a{b}{c}$ ", "$\\def\\a#1#2{#1#2#1#2}$ "),
    },
}
"""What the readers of a body are given, by groups."""

_BODIES: Final = {
    f"{group}: {name}": made for group, inputs in MARKUP.items() for name, made in inputs.items()
}

_LINES: Final = {
    "one line": _repeated("a"),
    "one line of words": _repeated("a "),
    "one line of syllables": _repeated("가"),
    "marks without width": _repeated("\u0301", "a"),
    "lines of a paragraph": _repeated("a\n"),
    "broken lines": _repeated("a  \n"),
    "paragraphs": _repeated("a\n\n"),
    "items": _repeated("- a\n"),
    "lines of a quote": _repeated("> a\n"),
    "nested quotes": _repeated("> " * 40 + "a\n\n"),
    "headings": _repeated("# a\n"),
    "lines of code": _repeated("a\n", "```\n"),
    "one line of code": _repeated("a ", "```\n"),
    "empty lines of code": _repeated("\n", "```\n", "a"),
    "rows of a table": _repeated("|a|b|\n", "|a|b|\n|-|-|\n"),
    "wide table": _wide_table,
    "short rows of a wide table": _square_table,
    "links": _repeated("[a](b) "),
    "rules": _repeated("---\n"),
    "formulas": _repeated("$a$ "),
    "blocks of formulas": _repeated("$$a$$\n\n"),
    "footnotes": _footnotes,
    "items of definitions": _repeated("a\n: b\n\n"),
    "details": _repeated("<details><summary>a</summary>b</details>\n\n"),
}
"""What pages are laid out from: many lines of one character, and long ones."""

_HTML: Final = {
    **MARKUP["html"],
    "paragraphs": _repeated("<p>a</p>\n"),
    "line breaks": _repeated("a<br>\n"),
    "links": _repeated("<a href='b'>a</a> "),
    "open links": _repeated("<a href=b>"),
    "linked pictures": _repeated("<a href=b><img src=c alt=d></a>"),
    "items": _repeated("<li>a"),
    "code": _repeated("<pre><code class='language-c'>a</code></pre>\n"),
    "open code": _repeated("<pre><code>"),
    "liquid": _repeated("{% raw %}<b>{% endraw %}"),
    "highlights": _repeated("{% highlight c %}a{% endhighlight %}\n"),
    "text": _repeated("a "),
    "conditional comments": _repeated("<!--[if a]><![endif]-->"),
    "data": _repeated("<![CDATA["),
    "quoted signs": _repeated("<a b='>' c=\"<\">"),
}
"""What the readers of posts in HTML are given."""

_TEMPLATES: Final = {
    "open blocks": _repeated("{% if a %}"),
    "open loops": _repeated("{% for a in (1..9) %}"),
    "nested blocks": lambda size: "{% if true %}" * (size // 24) + "{% endif %}" * (size // 24),
    "captures": _repeated("{% capture a %}{{ a }}a{% endcapture %}"),
    "texts that double": _repeated("{% assign a = a | append: a %}", "{% assign a = 'a' %}"),
    "lists that double": _repeated(
        "{% assign a = a | concat: a %}", "{% assign a = 'a' | split: '' %}"
    ),
    "numbers that grow": _repeated("{% assign a = a | times: a %}", "{% assign a = 9 %}"),
    "replacements": _repeated("{% assign a = a | replace: 'a', a %}", "{% assign a = 'aa' %}"),
    "loops": _repeated("{% for a in (1..999999) %}a{% endfor %}"),
    "loops in loops": _repeated("{% for a in (1..9) %}", "", "{% endfor %}" * 40),
    "filters": _repeated("| upcase ", "{{ 'a' ", "}}"),
    "conditions": _repeated("a == b and ", "{% if ", "c %}{% endif %}"),
    "steps of a name": _repeated(".a", "{{ page", "}}"),
    "brackets of a name": _repeated("[page", "{{ page", "}}"),
    "includes": _repeated("{% include a.html b='c' %}"),
    "values": _repeated("{{ page.title }}"),
    "ends": _repeated("}} {{ a "),
    "marks of code": _repeated("{{ '{{' }}"),
    "Markdown": _repeated("*", "{{ '", "' | markdownify }}"),
}
"""What templates of a site of Jekyll are given."""

INPUTS: Final[Mapping[str, Mapping[str, Input]]] = {
    "templates": _TEMPLATES,
    "yaml": {
        "pairs": _numbered("key#: value\n"),
        "list in brackets": _repeated("1,", "a: [", "1]"),
        "list of items": _repeated("- a\n", "a:\n"),
        "numbers": _repeated("1 ", "a: "),
        "empty mappings": _repeated("{},", "a: [", "{}]"),
        "open brackets": _repeated("[", "a: "),
        "open braces": _repeated("{a: ", "a: "),
        "nested items": _repeated("- "),
        "questions": _repeated("? "),
        "merges": _merges,
        "aliases": _aliases,
        "anchors": _numbered("a#: &a# b\n"),
        "open quote": _repeated("x\n", 'a: "'),
        "escapes": _repeated("\\x41", 'a: "', '"'),
        "blanks": _repeated(" ", "a:"),
        "line feeds": _repeated("\n", "a: |\n"),
        "comments": _repeated("#\n"),
        "tags": _repeated("!x "),
        "repeated key": _repeated("a: b\n"),
        "broken lines": _repeated("a: [\n"),
        "broken line": _repeated("a: b: ", "title: "),
        "colons": _repeated(":"),
        "documents": _repeated("--- a\n", "a: b\n"),
    },
    "toml": {
        "dotted key": _repeated("a.", "", "a=1"),
        "dotted quoted key": _repeated("'a b' . ", "", "a=1"),
        "dotted key in braces": _repeated("a.", "x = {", "a=1}"),
        "dotted key in a table": _repeated("a.", "[", "a]\n"),
        "deep keys": _numbered(_DEEP_LINE),
        "deep tables": _numbered("[a.b.c.#.d.e.f.g.h.i.j.k]\n"),
        "tables": _numbered("[a#]\n"),
        "arrays of tables": _repeated("[[a]]\n"),
        "pairs": _numbered("a#=1\n"),
        "numbers": _repeated("1,", "a=[", "1]"),
        "floats": _repeated("1.5,", "a=[", "1]"),
        "dates": _repeated("2024-01-01,", "a=[", "1]"),
        "empty tables": _repeated("{},", "a=[", "1]"),
        "small tables": _repeated("{a=1},", "a=[", "1]"),
        "open brackets": _repeated("[", "a="),
        "open braces": _repeated("{a=", "a="),
        "long number": _repeated("1", "a="),
        "underscores": _repeated("1_", "a="),
        "open string": _repeated('\\"', 'a="'),
        "open text": _repeated("x\n", 'a="""'),
        "quotes": _repeated('"', 'a="""'),
        "comments": _repeated("#\n"),
        "blanks": _repeated(" ", "a="),
    },
    "json": {
        "open brackets": _repeated("[", '{"a": '),
        "open braces": _repeated('{"a":'),
        "numbers": _repeated("1,", '{"a": [', "1]}\n"),
        "empty lists": _repeated("[],", '{"a": [', "1]}\n"),
        "empty mappings": _repeated("{},", '{"a": [', "1]}\n"),
        "pairs": _numbered('"a#":1,', "{"),
        "long number": _repeated("1", '{"a": '),
        "open string": _repeated("\\u0041", '{"a": "'),
        "line feeds": _repeated("\n", '{"a": '),
        "nested lists": _halves("[", "]"),
        "lists in text": _repeated("[", '{"a": "', '"}\n'),
        "objects in lists": _repeated('{"a":[', "", "1"),
    },
    "entities": {
        "ampersands": _repeated("&"),
        "unknown": _repeated("&aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"),
        "without semicolon": _repeated("&lt"),
        "numbers": _repeated("&#65;"),
        "long number": _repeated("9", "&#"),
        "nested": _repeated("&amp;", "", "lt;"),
    },
    "regexes": {
        "groups": _repeated("("),
        "closed groups": _repeated("(a|b)"),
        "repeats": _repeated("a{99}"),
        "nested repeats": _repeated("(?:a{9}", "", "){9}"),
        "sets": _repeated("[a-z&&[^b]]"),
        "classes": _repeated("\\p{L}+"),
        "alternatives": _repeated("a|"),
        "doubled": _repeated("(a+)+", "", "$"),
    },
    "queries": {
        "groups": _repeated("("),
        "words": _numbered("w# "),
        "quotes": _repeated('"'),
        "open phrase": _repeated("\\", '"'),
        "fields": _repeated("tag:"),
        "exclusions": _repeated("-"),
        "expressions": _repeated("/(a+)+$/ "),
        "dates": _repeated("date:2021..2022 "),
        "initials": _repeated("ㄱ"),
        "syllables": _repeated("가"),
        "marks": _repeated("e\u0301"),
        "commas": _repeated("tag:a,b,"),
        "properties": _repeated("[a:b] "),
        "open properties": _repeated("[a:"),
        "comparisons": _numbered("rating:># "),
        "alternatives": _repeated("a OR "),
        "distances": _repeated('"a b"~3 '),
        "like words": _repeated("abcdef~ "),
        "open expressions": _repeated("/a"),
    },
    "configuration": {
        "dotted key": _repeated("a.", "", "a=1"),
        "dotted key in braces": _repeated("'a b'.", "x = {", "a=1}"),
        "tables": _numbered("[a#]\n"),
        "pairs": _numbered("a#=1\n"),
        "long list": _repeated("1,\n", "a=[\n", "1]"),
        "lists": _repeated("a=[\n"),
        "keys": _numbered('"a#" = "j"\n', "[keys]\n"),
        "open text": _repeated("x\n", 'a="""'),
        "comments": _repeated("#\n"),
        "journals": _numbered('a# = "~/b"\n', "[journals]\n"),
    },
    "records": {
        "open brackets": _repeated("["),
        "lines": _numbered(
            '{"kind":"read","key":"#","values":{},"when":"2024-01-01T00:00:00+00:00"}\n'
        ),
        "one record": _repeated(
            '{"kind":"read","key":"a","values":{},"when":"2024-01-01T00:00:00+00:00"}\n'
        ),
        "values": _repeated("[],", '{"kind":"a","key":"b","values":{"a":[', '[]]},"when":""}'),
        "line feeds": _repeated("\n"),
        "no records": _repeated("x\n"),
    },
    "properties": {
        "keys": _numbered("k#: v\n"),
        "list of texts": _numbered("  - a#\n", "aliases:\n"),
        "list in brackets": _repeated("a, ", "aliases: [", "a]\n"),
        "nested lists": _repeated("[", "a: ", "x"),
        "lists in lists": _repeated("[a], ", "a: [", "a]\n"),
        "mappings": _repeated("  - {a: b}\n", "a:\n"),
        "mappings in mappings": _numbered("  k#: {a: b}\n", "a:\n"),
        "wiki links": _repeated("[[a]] ", "a: '", "'\n"),
        "open wiki links": _repeated("[[a|", "a: '", "'\n"),
        "links": _repeated("[a](b) ", "a: '", "'\n"),
        "open links": _repeated("[a](", "a: '", "'\n"),
        "open brackets in text": _repeated("[", "a: '", "'\n"),
        "dates": _repeated("  - 2024-01-01\n", "a:\n"),
        "numbers": _repeated("  - 1_000\n", "a:\n"),
        "tags": _numbered("  - a#/b\n", "tags:\n"),
        "commas of tags": _repeated("a,", "tags: '", "a'\n"),
        "authors": _repeated("  - {name: a}\n", "author:\n"),
        "text": _repeated("a ", "description: '", "'\n"),
        "marks without width": _repeated("\u0301", "a: '", "'\n"),
    },
    "index of HTML": _HTML,
    "page of HTML": _HTML,
    "layout": _LINES,
    "source": {
        "one line": _repeated("가"),
        "lines": _repeated("a\n"),
        "line feeds": _repeated("\n"),
        "tabs": _repeated("\t"),
        "words": _repeated("a "),
        "marks without width": _repeated("\u0301", "a"),
        "joined emoji": _repeated("👩\u200d"),
    },
    "index of a body": _BODIES,
    "page of a body": _BODIES,
    "encodings": {
        "bytes of no encoding": _repeated("\xff\xfe\xfd "),
        "carriage returns": _repeated("\r"),
        "control characters": _repeated("\x1b\x00"),
        "half a syllable": _repeated("\xea\xb0"),
    },
    "gitignore": {
        "stars": _repeated("*a" * 400 + "b\n"),
        "two stars": _repeated("a**" * 300 + "b\n"),
        "folders": _repeated("**/a/" * 180 + "b\n"),
        "sets": _repeated("[[:alpha:]]*" * 80 + "!\n"),
        "open sets": _repeated("[" * 900 + "\n"),
        "one pattern": _repeated("*a"),
        "patterns": _numbered("*#*.md\n"),
        "names": _numbered("a#\n"),
        "blanks": _repeated("a " * 450 + "\n"),
        "comments": _repeated("#\n"),
    },
    "site": {
        "excluded": _numbered("  - '*a#*b*c'\n", "exclude:\n"),
        "stars": _repeated("*a" * 400 + "b, ", "exclude: [", "a]\n"),
        "scopes": _numbered("  - {scope: {path: '**/a#*/*'}, values: {b: #}}\n", "defaults:\n"),
        "collections": _numbered("  c#: {output: true}\n", "collections:\n"),
        "broken": _repeated("a: [\n"),
    },
    "code": {
        "Python": _repeated("a = (1, 'b')  # c\n"),
        "open strings": _repeated('"""'),
        "open comments": _repeated("/*\n"),
        "brackets": _repeated("(" * 79 + "\n"),
        "one line": _repeated("a + "),
    },
    "pictures": {
        "PNG of one colour": lambda size: _picture("PNG", "RGB", size),
        "PNG in greys": lambda size: _picture("PNG", "L", size),
        "PNG in 16 bits": lambda size: _picture("PNG", "I;16", size),
        "PNG with alpha": lambda size: _picture("PNG", "RGBA", size),
        "GIF": lambda size: _picture("GIF", "P", size),
        "WEBP": lambda size: _picture("WEBP", "RGB", size),
        "JPEG": lambda size: _picture("JPEG", "RGB", size),
        "progressive JPEG": lambda size: _picture("JPEG", "RGB", size, progressive=True),
        "JPEG in four inks": lambda size: _picture("JPEG", "CMYK", size),
    },
    "dates": {
        "digits": _repeated("1"),
        "blanks": _repeated(" ", "2024-01-01"),
        "fraction": _repeated("0", "2024-01-01 10:00:00."),
        "letters": _repeated("a", "jan"),
    },
}
"""What each parser is given, by the names of the parsers and of the inputs."""
