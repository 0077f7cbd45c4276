"""The page that reading is timed on everywhere alike: 65 kB, 17 posts, in the markup that phpBB 3.3 writes.

The text is ours; nothing in it was said on a board.
"""

from __future__ import annotations

SIZE, POSTS = 65_000, 17

_HEAD = """<!DOCTYPE html>
<html dir="ltr" lang="nl"><head><meta charset="utf-8"><title>Hoe zit het met mijn uren - Pagina 2 - Werkbord</title>
<link rel="canonical" href="https://board.example/viewtopic.php?t=31&amp;start=17">
<link href="./styles/prosilver/theme/stylesheet.css" rel="stylesheet"></head>
<body id="phpbb" class="nojs notouch section-viewtopic ltr"><div id="wrap" class="wrap">
<ul id="nav-main" class="nav-main linklist" role="menubar"><li><a href="./app.php/help/faq" rel="help">Help</a></li>
<li><a href="./ucp.php?mode=login&amp;redirect=viewtopic.php%3Ft%3D31">Aanmelden</a></li></ul>
<ul id="nav-breadcrumbs" class="nav-breadcrumbs linklist navlinks"><li class="breadcrumbs">
<span class="crumb"><a href="./index.php" accesskey="h"><span itemprop="title">Forumoverzicht</span></a></span>
<span class="crumb"><a href="./viewforum.php?f=4"><span itemprop="title">Uitkeringen</span></a></span></li></ul>
<p class="right responsive-center time">Het is momenteel 21 nov 2026, 20:21</p>
<div id="page-body" class="page-body"><h2 class="topic-title"><a href="./viewtopic.php?t=31&amp;start=17">
Hoe zit het met mijn uren</a></h2><div class="action-bar bar-top">
<a href="./posting.php?mode=reply&amp;t=31" class="button" title="Plaats een reactie"><span>Plaats reactie</span></a>
<div class="pagination">51 berichten <ul>
<li class="arrow previous"><a class="button" href="./viewtopic.php?t=31" rel="prev">Vorige</a></li>
<li><a class="button" href="./viewtopic.php?t=31">1</a></li><li class="active"><span>2</span></li>
<li><a class="button" href="./viewtopic.php?t=31&amp;start=34">3</a></li>
<li class="arrow next"><a class="button" href="./viewtopic.php?t=31&amp;start=34" rel="next">Volgende</a></li>
</ul></div></div>
"""
_POST = """<div id="p{id}" class="post has-profile bg2"><div class="inner">
<dl class="postprofile" id="profile{id}"><dt class="has-profile-rank no-avatar"><div class="avatar-container"></div>
<a href="./memberlist.php?mode=viewprofile&amp;u={id}" class="username">lid_{id}</a></dt>
<dd class="profile-rank">Vaste bezoeker</dd>
<dd class="profile-posts"><strong>Berichten:</strong> <a href="./search.php?author_id={id}&amp;sr=posts">24</a></dd>
<dd class="profile-joined"><strong>Lid geworden op:</strong> 10 dec 2022, 04:57</dd>
<dd class="profile-contact"><strong>Contacteer:</strong><div class="dropdown-container dropdown-left">
<a href="#" class="dropdown-trigger" title="Contacteer lid_{id}"><i class="icon fa-commenting-o fa-fw icon-lg"></i>
<span class="sr-only">Contacteer lid_{id}</span></a></div></dd></dl>
<div class="postbody"><div id="post_content{id}"><h3><a href="./viewtopic.php?p={id}#p{id}">Re: Mijn uren</a></h3>
<ul class="post-buttons"><li><a href="./posting.php?mode=quote&amp;p={id}" title="Reageer met citaat"
class="button">
<i class="icon fa-quote-left fa-fw"></i><span class="sr-only">Citeer</span></a></li></ul>
<p class="author"><a class="unread" href="./viewtopic.php?p={id}#p{id}" title="Bericht">
<i class="icon fa-file fa-fw icon-lightgray icon-md" aria-hidden="true"></i><span class="sr-only">Bericht</span></a>
<span class="responsive-hide">door <strong><a href="./memberlist.php?mode=viewprofile&amp;u={id}" class="username">
lid_{id}</a></strong> » </span><time datetime="2026-11-{day}T08:14:42+00:00">{day} nov 2026, 09:14</time></p>
<div class="content">{quote}{words}</div>{notice}
<div id="sig{id}" class="signature">Groeten uit Assen,<br>lid_{id}</div></div></div>
<div class="back2top"><a href="#top" class="top" title="Omhoog"><i class="icon fa-chevron-circle-up fa-fw"></i>
<span class="sr-only">Omhoog</span></a></div></div></div><hr class="divider">
"""
_QUOTE = """<blockquote><div><cite><a href="./memberlist.php?mode=viewprofile&amp;u=7">lid_7</a> schreef:
<a href="./viewtopic.php?p=7#p7" data-post-id="7">↑</a><span class="responsive-hide">20 nov 2026, 11:02</span></cite>
Geef je uren gewoon door, dan klopt het.</div></blockquote>
"""
_NOTICE = """
<div class="notice">Laatst gewijzigd door <a href="./memberlist.php?mode=viewprofile&amp;u=7" class="username">lid_7</a>
op 20 nov 2026, 12:10, 1 keer totaal gewijzigd.</div>"""
_OPENING = """Ik werk sinds kort <strong>acht uur</strong> bij. <img class="smilies"
src="./images/smilies/icon_e_smile.gif" alt=":)" title="Smile"> Zie
<a href="https://www.example.org/uren/opgeven/uitleg" class="postlink">https://www.example.org/uren/ ... /uitleg</a><br>
<br>
"""
_WORDS = """Elke maand geef ik mijn uren op, maar het bedrag dat ik daarna krijg klopt niet met de berekening.<br>
"""
_FOOT = (
    '<div id="page-footer" class="page-footer"><a href="./index.php">Forumoverzicht</a></div></div></div></body></html>'
)


def thread_page() -> bytes:
    """The page; its posts have as many words as fill it."""
    room = (SIZE - len(_page(0))) // POSTS
    return _page(round(room / len(_WORDS)))


def _page(lines: int) -> bytes:
    posts = [
        _POST.format(
            id=300 + number,
            day=f"{number + 1:02}",
            quote=_QUOTE if number % 3 == 1 else "",
            notice=_NOTICE if number % 5 == 2 else "",
            words=_OPENING + _WORDS * lines,
        )
        for number in range(POSTS)
    ]
    return f"{_HEAD}{''.join(posts)}{_FOOT}".encode()
