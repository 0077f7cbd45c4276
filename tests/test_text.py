"""The markup of a post, read block by block."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from crawler import text


def body(markup: str) -> LexborNode:
    node = LexborHTMLParser(f"<body><div id=post>{markup}</div></body>").css_first("#post")
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("ik bel<br>UWV", "ik bel\nUWV"),
        ("<p>ik bel</p><p>UWV</p>", "ik bel\n\nUWV"),
        ("een<div>UWV</div>twee", "een\nUWV\ntwee"),
        ("<ul><li>een<li>twee</ul>drie", "een\n\ntwee\n\ndrie"),
        ("<table><tr><td>a<td>b<tr><td>c</table>", "a\n\nb\n\nc"),
        ("een<hr>twee", "een\ntwee"),
        ("<h3>Kop</h3>tekst", "Kop\ntekst"),
        ("<b>W</b>IA en <i>W</i><u>W</u>", "WIA en WW"),
        ("a<br><br><br><br>b", "a\n\nb"),
        ("  veel \n\t spaties&nbsp;&nbsp;hier ", "veel spaties hier"),
        ("over\nde regel", "over de regel"),
        ("<pre>een\n  twee</pre>", "een\ntwee"),
        ("voor<script>UWV()</script><style>.uwv{}</style><noscript>UWV</noscript>na", "voorna"),
        ("voor<!-- UWV -->na", "voorna"),
        ("<select><option>UWV</select><textarea>UWV</textarea><button>UWV</button>", ""),
        ("a &lt;b&gt; &amp; c", "a <b> & c"),
        ("nul\x00teken\x07", "nulteken"),
        ("", ""),
    ],
)
def test_blocks_are_lines_and_inline_markup_is_none(markup: str, words: str) -> None:
    assert text.own_words(body(markup)) == words


def test_no_node_has_no_words() -> None:
    assert text.own_words(None) == ""


@pytest.mark.parametrize(
    ("image", "words"),
    [
        ('<img src="a.gif" alt=":)">', "hoi :)"),
        ('<img class="smilies" src="smilies/sad.gif" alt=":(" title="Sad">', "hoi :("),
        ('<img class="smilies" src="smilies/sad.gif" alt="Sad">', "hoi :sad:"),
        ('<img src="smilies/x.gif" alt="Thumbs Up">', "hoi :thumbs_up:"),
        ('<img class="emoji" src="1f600.png" alt="😀">', "hoi 😀"),
        ('<img src="foto.jpg" alt="foto.jpg">', "hoi"),
        ('<img src="foto.jpg">', "hoi"),
        ('<img src="foto.jpg" alt="een lange omschrijving van wat er op de foto staat">', "hoi"),
    ],
)
def test_smilies_speak_and_pictures_are_silent(image: str, words: str) -> None:
    assert text.own_words(body(f"hoi {image}")) == words


@pytest.mark.parametrize(
    ("link", "words"),
    [
        ('<a href="https://www.uwv.nl/particulieren/ww/aanvragen">https://www.uwv.nl/parti...aanvragen</a>',
         "https://www.uwv.nl/particulieren/ww/aanvragen"),
        ('<a href="https://www.uwv.nl/particulieren">www.uwv.nl/parti…</a>', "https://www.uwv.nl/particulieren"),
        ('<a href="https://www.uwv.nl/">deze site</a>', "deze site"),
        ('<a href="https://x.test/">wacht even...</a>', "wacht even..."),
        ('<a href="/lokaal">lokaal...</a>', "lokaal..."),
        ('<a href="javascript:x">https://...</a>', "https://..."),
    ],
)  # fmt: skip
def test_shortened_address_is_written_out(link: str, words: str) -> None:
    assert text.own_words(body(link)) == words


def test_nodes_that_are_cut_leave_no_word() -> None:
    node = body("eigen <blockquote>UWV <blockquote>dieper</blockquote></blockquote> woorden<div class=sig>UWV</div>")
    quotes = text.inside(node, "blockquote")
    assert len(quotes) == 1, "a quote within a quote belongs to the outer one"
    cut = text.mem_ids([*quotes, *node.css(".sig")])
    assert text.own_words(node, cut) == "eigen\nwoorden"
    assert "UWV" in text.own_words(node)


def test_words_around_a_quote_that_is_cut_stay_apart() -> None:
    node = body("Zie hieronder<blockquote>citaat</blockquote>UWV belde<br><blockquote>nog een</blockquote>terug")
    cut = text.mem_ids(node.css("blockquote"))
    assert text.own_words(node, cut) == "Zie hieronder\nUWV belde\nterug"


def test_quotes_side_by_side_are_two() -> None:
    node = body("<blockquote>a</blockquote><div><blockquote>b</blockquote></div>")
    assert [text.own_words(quote) for quote in text.inside(node, "blockquote")] == ["a", "b"]


def test_line_folds_titles_names_and_dates() -> None:
    assert text.line("  Re:\n\tWajong\u00a0 en\x00 werk ") == "Re: Wajong en werk"


def test_deep_nesting_is_read_without_recursion_and_in_time() -> None:
    begun = time.process_time()
    assert text.own_words(body("<div>" * 5_000 + "UWV" + "</div>" * 5_000)) == "UWV"
    assert time.process_time() - begun < 5


@given(st.lists(st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8), min_size=1, max_size=8))
def test_no_word_is_lost_or_glued_over_blocks(words: list[str]) -> None:
    for markup in ("{}<br>", "<p>{}</p>", "<hr>{}", "<div>{}</div>", "<ul><li>{}</ul>", "<table><tr><td>{}</table>"):
        assert text.own_words(body("".join(markup.format(word) for word in words))).split() == words


@given(st.text(max_size=60))
def test_tidy_twice_is_tidy_once(value: str) -> None:
    assert text.tidy(text.tidy(value)) == text.tidy(value)
