"""The weekly as a web page, in real Chromium: one file, no request, filter and sort, usable on a telephone."""

import re
import shutil
from collections.abc import Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, sync_playwright

from reports.edition import web_page
from reports.journal import Journal
from reports.period import week
from reports.weekly import weekly
from tests.reporting.builder import MONDAY, ZONE, World, local

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (apt-get install chromium)")
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> str:
    world = World(tmp_path_factory.mktemp("html"), ["welderforum", "fok"])
    for source in world.sources:
        world.daily_runs(MONDAY - timedelta(weeks=1), MONDAY + timedelta(days=6), source)
    for n in range(24):
        source = world.sources[n % 2]
        at = local(MONDAY + timedelta(days=n % 5), 8 + n / 5)
        title = "Reïntegratie en WW" if n % 6 == 0 else f"<b>Vraag</b> {n} over de WW"
        world.question(at, str(n), source, thread_title=title, url=f"https://{source}.example.nl/p{n}")
        world.thread(str(n), source, views=37 * n % 1000)
    world.write()
    return web_page(weekly(str(world.root / "data"), Journal(), world.profile(), week("2026-W46", ZONE), {}))


@pytest.fixture(scope="module")
def page(html: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    path = tmp_path_factory.mktemp("page") / "week.html"
    path.write_text(html, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": 1200, "height": 900})
        opened.problems = []  # type: ignore[attr-defined]
        opened.on("console", lambda m: opened.problems.append(m.text) if m.type in {"error", "warning"} else None)  # type: ignore[attr-defined]
        opened.on(
            "request", lambda r: opened.problems.append(r.url) if not r.url.startswith(("file:", "data:")) else None
        )  # type: ignore[attr-defined]
        opened.goto(path.as_uri())
        opened.evaluate("document.fonts.ready")
        yield opened
        browser.close()


def shown(page: Page) -> list[str]:
    return page.locator("#open-table tbody tr:visible .tt").all_inner_texts()


def test_the_page_needs_no_other_file(html: str) -> None:
    assert not re.findall(r'<(?:link|img|iframe|object)\b|src="http|url\((?!data:)|@import', html)
    assert "default-src 'none'" in html
    assert html.count("data:font/woff2;base64,") == 4
    assert '<html lang="nl">' in html


@needs_chromium
def test_it_opens_without_an_error_or_a_request(page: Page) -> None:
    assert page.problems == []  # type: ignore[attr-defined]
    assert page.evaluate("document.fonts.check('16px \"Fira Sans\"')")
    assert page.locator("h1").count() == 1
    assert page.locator("#open-table tbody tr").count() == 24


@needs_chromium
def test_open_questions_are_filtered_by_words_and_source(page: Page) -> None:
    page.fill("#filter-text", "reintegratie")
    assert shown(page) == ["Reïntegratie en WW"] * 4
    assert page.inner_text("#filter-count") == "4 van 24 vragen"
    page.fill("#filter-text", "")
    page.select_option("#filter-source", "Fok.nl")
    assert len(shown(page)) == 12
    page.select_option("#filter-source", "")
    assert len(shown(page)) == 24


@needs_chromium
@pytest.mark.parametrize("order", ["wait", "views", "asked"])
def test_open_questions_are_sorted(page: Page, order: str) -> None:
    page.select_option("#filter-order", order)
    values = page.eval_on_selector_all("#open-table tbody tr", f"rows => rows.map(row => Number(row.dataset.{order}))")
    assert values == sorted(values, reverse=True)
    page.select_option("#filter-order", "urgency")
    anchors = page.eval_on_selector_all("#open-table tbody tr", "rows => rows.map(row => row.id)")
    assert anchors == [f"open-{n}" for n in range(1, 25)]


@needs_chromium
def test_every_control_has_a_name_and_takes_the_keyboard(page: Page) -> None:
    names = page.eval_on_selector_all(
        "#filter input, #filter select", "all => all.map(one => one.labels[0].textContent.trim())"
    )
    assert all(names)
    assert len(names) == 3
    page.focus("#filter-text")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "filter-source"
    unnamed = page.eval_on_selector_all(
        "svg", "all => all.filter(one => !one.querySelector('title').textContent).length"
    )
    assert unnamed == 0


@needs_chromium
def test_a_telephone_shows_it_without_scrolling_sideways(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    box = page.locator("#open-table tbody tr").first.bounding_box()
    assert box
    assert box["width"] <= 375
    target = page.locator("#filter-order").bounding_box()
    assert target
    assert target["height"] >= 44
    assert page.locator("#open-table tbody tr").first.evaluate("row => row.getAttribute('role')") == "row"
    page.set_viewport_size({"width": 1200, "height": 900})


@needs_chromium
def test_a_telephone_filters_and_its_charts_can_be_read(page: Page) -> None:
    page.set_viewport_size({"width": 375, "height": 740})
    page.fill("#filter-text", "reintegratie")
    assert shown(page) == ["Reïntegratie en WW"] * 4
    page.fill("#filter-text", "")
    heights = page.eval_on_selector_all(
        "svg.dayplot text", "all => all.map(one => one.getCTM().a * parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(heights) >= 10
    page.set_viewport_size({"width": 1200, "height": 900})


@needs_chromium
def test_print_keeps_the_grounds_that_words_and_legends_stand_on(page: Page) -> None:
    page.emulate_media(media="print")
    kept = page.eval_on_selector_all(
        ".strip, .legend i, .tag, mark", "all => all.map(one => getComputedStyle(one).printColorAdjust)"
    )
    assert set(kept) == {"exact"}
    assert not page.locator("#filter").is_visible()
    page.emulate_media(media="screen")


CONTRAST = """all => all.map(one => {
  const light = (colour) => colour.match(/[0-9.]+/g).slice(0, 3).map(part => part / 255)
    .map(part => part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4)
    .reduce((sum, part, n) => sum + part * [.2126, .7152, .0722][n], 0);
  let under = one;
  while (under && /, 0\\)$/.test(getComputedStyle(under).backgroundColor)) under = under.parentElement;
  const ground = under ? light(getComputedStyle(under).backgroundColor) : 1;
  const [more, less] = [light(getComputedStyle(one).color), ground].sort((a, b) => b - a);
  return (more + .05) / (less + .05);
})"""
"""How far the colour of every element stands from the ground under it (WCAG 2.2, contrast ratio)."""


@needs_chromium
def test_words_are_large_and_dark_enough_to_read(page: Page) -> None:
    sizes = page.eval_on_selector_all(
        "main p, main td, main th, main li", "all => all.map(one => parseFloat(getComputedStyle(one).fontSize))"
    )
    assert min(sizes) >= 12.5
    contrasts = page.eval_on_selector_all("p, td, th, li, h1, h2, h3, a, span, mark, label, caption", CONTRAST)
    assert len(contrasts) > 200
    assert min(contrasts) >= 4.5
