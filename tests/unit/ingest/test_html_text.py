"""HTML becomes the text that a person sees."""

import pytest

from curation.ingest.html_text import html_to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>One</p><p>Two<br>Three</p>", "One\n\nTwo\nThree"),
        ("<div>One</div><div><br></div><div>Two</div>", "One\n\nTwo"),
        ("a&nbsp;b &amp; &lt;c&gt;", "a b & <c>"),
        ("<ul><li>One<li>Two</ul>", "* One\n  * Two"),
        ("<ol><li>One<li>Two</ol>", "1. One\n 2. Two"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a  b\nc  d"),
        ("<table><tr><td><table><tr><td>Hello</table></table>", "Hello"),
        ("See <a href='https://example.com/a'>here</a>.", "See here (https://example.com/a)."),
        ("<a href='https://example.com/'>example.com</a>", "example.com"),
        ("<a href='mailto:a@example.com'>Ann</a>", "Ann"),
        ("no tags at all", "no tags at all"),
        ("", ""),
        ("<!-- only a comment -->", ""),
        ('<?xml version="1.0" encoding="UTF-8"?><html><body>Hi</body></html>', "Hi"),
        ("<p>unclosed <b>bold", "unclosed bold"),
    ],
)
def test_html_is_written_as_it_is_seen(html, text):
    assert html_to_text(html) == text


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>secret</script>",
        "<style>secret</style>",
        "<title>secret</title>",
        "<div style='display: none'>secret</div>",
        "<span style='visibility:hidden'>secret</span>",
        "<p hidden>secret</p>",
        "<template>secret</template>",
        "<!-- secret -->",
    ],
)
def test_what_cannot_be_seen_is_left_out(hidden):
    assert html_to_text(f"<div>One{hidden} two</div>").split() == ["One", "two"]


def test_no_margin_makes_empty_lines():
    assert html_to_text("<p style='margin-top:99999em'>a</p><br><br><br><br>b") == "a\n\n\nb"


def test_deeply_nested_html_keeps_its_text():
    assert "deep" in html_to_text("<div>" * 3000 + "deep" + "</div>" * 3000)


def test_our_own_signs_in_a_text_do_no_harm():
    assert html_to_text("a\ufdd0b\ufdd3\x00") == "a\ufffdb\ufffd\ufffd"
