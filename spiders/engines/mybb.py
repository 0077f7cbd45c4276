"""MyBB 1.6 and 1.8, with query addresses, ``thread-5-page-2.html`` and ``Thread-title`` ones."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from crawler import numbers, text
from spiders.engines.engine import REPLY, SESSION, Engine, query_value, without
from spiders.engines.markup import counts, date_in
from spiders.engines.page import (
    Board,
    ListedThread,
    Page,
    PageKind,
    Position,
    Shown,
    ShownPost,
    attribute,
    number_in,
    words,
)
from spiders.engines.reading import above, numbered_pages, page_after, same_site

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

THREAD = r"\btid=(\d+)|\bthread-(\d+)"
BOARD = re.compile(r"forumdisplay\.php[?%]|(?:^|/)forum-\d+(?:\.html)?$|(?:^|/)Forum-[^/?]+$")
PAGED = re.compile(r"-page-\d+\.html")
LISTED = frozenset({"page", "pid", "action", "mode", "datecut", "prefix", "sortby", "order", "my_post_key"})
PAGER = ".pagination:not(.pagination_breadcrumb)"
ROW = "span[id^=tid_] a[href], a[id^=tid_]"
CODE = ".codeblock > .title, .codeblock .title, fieldset"
HIDDEN = re.compile(r"permission|toestemming|bevoegd|rechten|berechtig|autoris", re.IGNORECASE)


class Mybb(Engine):
    """MyBB 1.6 and 1.8 in the default theme or one made from it, in any language.

    Set ``url`` (the board index), ``timezone`` and ``date_order``: no date carries a zone, many boards print one offset
    all year (``Etc/GMT-1``), and English ones write ``11-21-2026``. Recognise it by ``showthread.php?tid=`` addresses,
    ``div#pid_N.post_body`` and ``span#tid_N``. It merges two quick posts of one author into one, which grows.
    """

    name = "mybb"
    posts_per_page = 10
    signs: ClassVar[dict[str, str]] = {
        "#pid_N.post_body": ".post_body[id^=pid_]",
        "span#tid_N to a thread": ROW,
        "forumdisplay.php?fid=": 'a[href*="forumdisplay.php?fid="], a[href*="forumdisplay.php%3Ffid="]',
        "#mark_read_N": "[id^=mark_read_]",
        "MyBB quick login": '[onclick*="MyBB."], #quick_login_username, input[name=quick_username]',
    }

    def page_kind(self, page: Page) -> PageKind:
        """Posts, rows and boards first; the quick login that is on every guest page says nothing."""
        if page.first(".post_body[id^=pid_]"):
            return PageKind("thread")
        if page.first(ROW):
            return PageKind("listing")
        if page.first('form[action*="member.php"] input[name=username]'):
            return PageKind("login", "login_wall")
        if page.first('a[href*="sortby=lastpost"]'):
            hidden = HIDDEN.search(page.words("td.trow1[colspan]"))
            return PageKind("login", "login_wall") if hidden else PageKind("listing", "empty_board")
        if _board_links(page):
            return PageKind("index")
        return PageKind("error", "information") if page.first(".navigation .active") else PageKind("unknown")

    def boards(self, page: Page) -> list[Board]:
        """Boards and sub-boards with what moved there last; not the headings of categories nor the breadcrumbs."""
        found: dict[str, Board] = {}
        for link in _board_links(page):
            url = self.canonical(page.link(link))
            if same_site(url, page.url):
                found.setdefault(url, Board(url, words(link), _moved_last(link)))
        return list(found.values())

    def threads(self, page: Page) -> list[ListedThread]:
        """The rows of a listing; a moved thread's shadow row carries the real thread's id."""
        rows: dict[str, ListedThread] = {}
        for link in page.all(ROW):
            row = above(link, lambda node: node.tag == "tr")
            listed = self._listed(page, link, row) if row is not None else None
            if listed and listed.thread_id:
                rows.setdefault(listed.thread_id, listed)
        return list(rows.values())

    def _listed(self, page: Page, link: LexborNode, row: LexborNode) -> ListedThread:
        holder = above(link, lambda node: (node.id or "").startswith("tid_"))
        marks = row.css("td, td img, .thread_status, [class*=folder]")
        look = " ".join(f"{attribute(mark, 'class')} {attribute(mark, 'src')}" for mark in marks)
        replies, views = _counts(row, link)
        started = row.css_first(".thread_start_datetime")
        return ListedThread(
            thread_id=((holder.id if holder else link.id) or "").removeprefix("tid_"),
            url=self.canonical(page.link(link)),
            title=words(link),
            replies=replies,
            views=views,
            last_post=_dated(row.css_first(".lastpost")),
            author=words(row.css_first(".author a") or row.css_first(".author")),
            started=_dated(started) if started else None,
            sticky="forumdisplay_sticky" in look,
            closed="lockfolder" in look or "closefolder" in look,
            moved="movefolder" in look,
        )

    def posts(self, page: Page) -> list[ShownPost]:
        """The posts; their number is printed beside them."""
        return [self._post(page, body) for body in page.all(".post_body[id^=pid_]")]

    def _post(self, page: Page, body: LexborNode) -> ShownPost:
        post_id = (body.id or "").removeprefix("pid_")
        node = above(body, lambda n: n.id == f"post_{post_id}") or above(body, lambda n: n.tag == "table") or body
        quotes = text.inside(body, "blockquote")
        link = next((a for a in node.css("a[href]") if re.fullmatch(r"#[\d.,]+", words(a))), None)
        return ShownPost(
            post_id=post_id,
            author=_author(node),
            posted=_posted(node),
            text=text.own_words(body, text.mem_ids([*quotes, *body.css(CODE)])),
            url=without(page.link(link), SESSION, fragment=True) or f"{page.url.split('#')[0]}#pid{post_id}",
            position=numbers.read(words(link)),
            quotes=[_quoted(quote) for quote in quotes],
            signature=text.own_words(node.css_first(".signature")) or None,
            edited=_edited(node.css_first(".edited_post")),
        )

    def title(self, page: Page) -> str:
        """The last of the breadcrumbs, else the bar above the posts or rows, else the ``<title>``, which is no more."""
        places = (".navigation .active", "td.thead > div > strong", ".breadcrumb .active", "title")
        return REPLY.sub("", next((shown for place in places if (shown := page.words(place))), ""))

    def thread_id(self, page: Page) -> str:
        """From the links around the posts, else the page's address."""
        if not page.first(".post_body[id^=pid_]"):
            return number_in(THREAD, page.url)
        links = [attribute(a, "href") for a in page.all('a[href*="newreply.php"], a[href*="printthread.php"], .post a')]
        rating = (getattr(page.first("[id^=rating_thread_]"), "id", "") or "").removeprefix("rating_thread_")
        return number_in(THREAD, page.url) or rating or next((t for url in links if (t := number_in(THREAD, url))), "")

    def board(self, page: Page) -> str:
        """The last board of the breadcrumbs."""
        paged = text.mem_ids(page.all(".navigation .pagination a"))
        links = [a for a in page.all(".navigation a[href]") if a.mem_id not in paged]
        boards = [name for a in links if BOARD.search(self.canonical(page.link(a))) and (name := words(a))]
        return boards[-1] if boards else ""

    def page_position(self, page: Page) -> Position:
        """The page marked as current, and the highest number in the pager."""
        return numbered_pages(page.first(PAGER), "a[href]:not(.pagination_current)", ".pagination_current")

    def next_page(self, page: Page) -> str | None:
        """The pager's link to the next number."""
        return page_after(page, page.first(PAGER), "a[href]", self.page_position(page).page)

    def canonical(self, url: str) -> str:
        """First page of the thread or board, without session, post or sort order."""
        return PAGED.sub(".html", without(url, SESSION | LISTED))

    def page_url(self, thread_url: str, page: int, per_page: int) -> str:
        """Pages are numbered from 1."""
        url = self.canonical(thread_url)
        if page < 2:
            return url
        if query_value(url, "tid") or query_value(url, "fid"):
            return f"{url}&page={page}"
        return re.sub(r"\.html$", f"-page-{page}.html", url) if url.endswith(".html") else f"{url}?page={page}"


def _board_links(page: Page) -> list[LexborNode]:
    outside = text.mem_ids(page.all(".navigation a, .pagination a, .thead a, td.tcat a, #panel a, #footer a"))
    links = [link for link in page.all("td a[href], dd a[href]") if link.mem_id not in outside]
    return [link for link in links if BOARD.search(without(page.link(link), SESSION | LISTED))]


def _dated(node: LexborNode | None) -> Shown:
    """The first line of a date's element; a relative day or age has the date in a ``title`` beside it."""
    if node is None:
        return Shown()
    notes = text.mem_ids(node.css(".post_edit, .edited_post, [id^=edited_by_], a"))
    lines = text.own_words(node, notes).split("\n")
    titled = next((n for n in node.css("span[title]") if not _within(n, notes)), None)
    return Shown(next((line for line in lines if re.search(r"\d", line)), ""), attribute(titled, "title") or None)


def _posted(node: LexborNode) -> Shown:
    """The date's element, which came with 1.8; before it the first small print outside the words that holds a date."""
    if date := node.css_first(".post_date"):
        return _dated(date)
    small = (_dated(line) for line in node.css(".tcat .smalltext, .post_buttons .smalltext, .tcat"))
    return next((shown for shown in small if date_in(shown.text)), Shown())


def _within(node: LexborNode, ids: set[int]) -> bool:
    return above(node, lambda parent: parent.mem_id in ids) is not None


def _author(node: LexborNode) -> str:
    """The name in bold in the author's block; the avatar's link before it has no words."""
    names = node.css(".author_information strong, .largetext, .post_author strong, .post_author a")
    return next((shown for name in names if (shown := words(name.css_first("a") or name))), "")


def _quoted(quote: LexborNode) -> str:
    link = quote.css_first("cite a[href]")
    return number_in(r"\bpid=?(\d+)|post-(\d+)\.html", attribute(link, "href"))


def _edited(note: LexborNode | None) -> Shown | None:
    """The date in "(This post was last modified: DATE by X.)"."""
    if note is None:
        return None
    titled = attribute(note.css_first("span[title]"), "title")
    shown = date_in(text.own_words(note, text.mem_ids(note.css("a"))))
    return Shown(shown or titled, titled or None) if shown or titled else None


def _counts(row: LexborNode, title: LexborNode) -> tuple[int | None, int | None]:
    """Replies stand in the cell that opens "who posted?", views in the next or on the next line.

    A theme that took that link away leaves two cells with nothing but a count.
    """
    cell = next((td for td in row.css("td") if td.css_first('a[href*="hoposted"], a[href*="hoPosted"]')), None)
    if cell is None:
        replies, views, *_ = [*counts(row, title), None, None]
        return (replies, views) if views is not None else (None, None)
    lines = [line for line in text.own_words(cell).split("\n") if line.strip()]
    following = cell.next
    while following is not None and following.tag != "td":
        following = following.next
    shown = [*lines, words(following)]
    return numbers.read(shown[0]), numbers.read(shown[1]) if len(shown) > 1 else None


def _moved_last(link: LexborNode) -> Shown | None:
    """What moved last in a board: the last cell of its row; a sub-board named in the row has none of its own."""
    row = above(link, lambda node: node.tag == "tr")
    if row is None or link.parent is None or link.parent.tag != "strong":
        return None
    cells = row.css("td")
    shown = _dated(cells[-1]) if cells else Shown()
    return shown if shown.text else None
