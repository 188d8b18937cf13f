"""What readers meet in a real browser: no barrier, no shift, no stranger, and all of it without JavaScript."""

import json
import subprocess
from contextlib import contextmanager

import pytest

from tests.reader import sheets, stories

pytestmark = pytest.mark.browser
STORY = stories.CALL.card.path
COLLECT = """addEventListener('securitypolicyviolation', e => (window.refused ??= []).push(e.violatedDirective));
window.shifted = 0;
new PerformanceObserver(list => { for (const one of list.getEntries()) window.shifted += one.value; })
  .observe({type: 'layout-shift', buffered: true});"""


@contextmanager
def opened(chromium, root, path, *, width=1280, scheme="light", **options):
    """Hand out a page at its address; everything it asked for is in ``page.asked``, its complaints in ``page.said``."""
    page = chromium.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=False, **options)
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.add_init_script(COLLECT)
    page.set_default_timeout(10_000)
    try:
        page.goto(root + path, wait_until="load")
        yield page, asked, said
    finally:
        page.close()


def test_the_markup_is_valid(vnu, tmp_path):
    every = [data for station in stories.STATIONS for data in sheets.pages(station).values()]
    for number, data in enumerate(every):
        (tmp_path / f"{number:02}.html").write_bytes(data)
    command = [*vnu, "--format", "json", "--stdout", str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    messages = json.loads(ran.stdout)["messages"]
    assert [(one["url"][-7:], one["message"], one.get("extract")) for one in messages if one["type"] == "error"] == []


def test_nothing_comes_from_strangers_nothing_is_refused_and_nothing_shifts(chromium, site):
    station, root = site
    for path in sheets.pages(station):
        with opened(chromium, root, path, width=390) as (page, asked, said):
            page.evaluate(sheets.ALL_PICTURES)
            page.evaluate("scrollTo({top: document.body.scrollHeight, behavior: 'instant'})")
            page.wait_for_timeout(60)
            assert [url for url in asked if not url.startswith(root)] == []
            assert (said, page.evaluate("window.refused ?? []"), page.evaluate("window.shifted")) == ([], [], 0), path


def test_structured_data_is_read_under_the_policy(chromium, site):
    _, root = site
    with opened(chromium, root, STORY) as (page, _, _):
        data = json.loads(page.inner_text("script[type='application/ld+json']"))
    assert data["@type"] == "NewsArticle"
    assert data["datePublished"].startswith("2026-11-23T")
    assert data["creditText"] == "Coastline"
    assert data["image"][0]["creditText"] == "Iria Solene/Meridian Wire/Halden Images/via Coastline"


def test_the_skip_link_is_the_first_stop_and_moves_focus(chromium, site):
    _, root = site
    with opened(chromium, root, STORY) as (page, _, _):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").bounding_box()["y"] >= 0
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_every_stop_of_the_keyboard_can_be_seen(chromium, site):
    _, root = site
    with opened(chromium, root, STORY) as (page, _, _):
        unseen = page.evaluate("""() => [...document.querySelectorAll('a[href], [tabindex="0"]')].filter(one => {
          one.focus({focusVisible: true}); const style = getComputedStyle(one);
          return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 }).map(one => one.outerHTML)""")
    assert unseen == []


# A word that no line can hold, where a story's words stand; and whether two things of the masthead lie on one another.
LONG_WORDS = """() => { for (const one of document.querySelectorAll('.headline a, h1, .deck, figcaption b, .agency'))
  one.textContent = 'Donaudampfschifffahrtsgesellschaft'.repeat(2); }"""
OVERLAID = """() => { const boxes = [...document.querySelectorAll('.wordmark .name, .wordmark .call, .find')]
    .map(one => one.getBoundingClientRect()).filter(one => one.width);
  return boxes.some((one, at) => boxes.slice(at + 1).some(other => one.left < other.right && other.left < one.right
    && one.top < other.bottom && other.top < one.bottom)) }"""


def test_no_page_scrolls_sideways_down_to_320_pixels(chromium, site):
    """320 wide is 1280 at 400 % zoom. Nor with words longer than a page; and nothing lies on the station's name."""
    station, root = site
    for path in sheets.pages(station):
        with opened(chromium, root, path) as (page, _, _):
            for width in (1280, 768, 390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert not page.evaluate(OVERLAID), (path, width)
            page.evaluate(LONG_WORDS)
            for width in (320, 390, 768, 1280):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)


def test_the_measure_is_60_to_75_characters(chromium, site):
    _, root = site
    with opened(chromium, root, STORY) as (page, _, _):
        longest = page.evaluate("""() => { const p = document.querySelectorAll('.body > p')[1], range = new Range();
          const node = p.firstChild; let lines = [], top = null, count = 0;
          for (let i = 0; i < node.length; i++) { range.setStart(node, i); range.setEnd(node, i + 1);
            const y = range.getBoundingClientRect().top;
            if (top !== null && y > top + 4) { lines.push(count); count = 0; }
            top = y; count++; } return Math.max(...lines, count); }""")
    assert 52 <= longest <= 76


def test_the_story_is_whole_without_javascript(chromium, site):
    _, root = site
    with opened(chromium, root, STORY, java_script_enabled=False) as (page, _, _):
        assert page.locator("h1").inner_text() == stories.CALL.card.headline
        assert page.locator(".published time").inner_text().startswith("Nov. 23, 2026")
        assert page.locator("button").count() == 0


def test_on_paper_there_is_the_story_and_no_furniture(chromium, site):
    _, root = site
    with opened(chromium, root, STORY) as (page, _, _):
        page.emulate_media(media="print")
        assert page.locator("h1").is_visible()
        assert not page.locator(".sections").is_visible()
        assert not page.locator(".comments").is_visible()
        assert page.locator(".copyright").is_visible()


SPACED = """() => { const sheet = new CSSStyleSheet(); sheet.replaceSync(`* { line-height: 1.5 !important;
  letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet]; }"""
CUT_OFF = """() => [...document.querySelectorAll('h1, h2, h3, p, li, a, dt, dd, figcaption, button')].filter(one => {
  const style = getComputedStyle(one); return style.overflow !== 'visible' && !one.classList.contains('unseen') &&
    style.clipPath === 'none' && one.scrollHeight > one.clientHeight + 1 }).map(one => one.outerHTML.slice(0, 90))"""


def test_text_can_be_spaced_wider_and_nothing_is_cut_off(chromium, site):
    """WCAG 1.4.12, on a page at 400 % too."""
    station, root = site
    for path in sheets.pages(station):
        with opened(chromium, root, path) as (page, _, _):
            page.evaluate(SPACED)
            for width in (1280, 320):
                page.set_viewport_size({"width": width, "height": 900})
                assert page.evaluate("document.documentElement.scrollWidth") <= width, path
                assert page.evaluate(CUT_OFF) == [], path


def test_who_wants_no_motion_and_their_own_colours_gets_them(chromium, site):
    _, root = site
    with opened(chromium, root, STORY, reduced_motion="reduce", forced_colors="active") as (page, _, _):
        assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        moving = """() => document.getAnimations().length + [...document.querySelectorAll('*')].filter(one =>
          parseFloat(getComputedStyle(one).transitionDuration) > 0).length"""
        assert page.evaluate(moving) == 0
        ground = "getComputedStyle(document.body).color !== getComputedStyle(document.documentElement).backgroundColor"
        assert page.evaluate(ground)
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_paper_cuts_no_table_and_shows_no_search(chromium, site):
    _, root = site
    with opened(chromium, root, STORY, width=816) as (page, _, _):
        page.evaluate("""for (const row of document.querySelectorAll('.table tr'))
          for (let at = 0; at < 12; at++) row.append(row.lastElementChild.cloneNode(true))""")
        assert page.evaluate("(box => box.scrollWidth > box.clientWidth)(document.querySelector('.table'))")
        page.emulate_media(media="print")
        assert page.evaluate("(box => box.scrollWidth <= box.clientWidth)(document.querySelector('.table'))")
        assert not page.locator(".find").is_visible()


def test_where_one_stands_is_seen_in_ones_own_colours_too(chromium, site):
    """A transparent line is drawn in forced colours, so that every section looked like the one that is open."""
    _, root = site
    with opened(chromium, root, STORY, forced_colors="active") as (page, _, _):
        line = "one => getComputedStyle(one).borderBottomColor"
        here, other = page.locator(".sections [aria-current]"), page.locator(".sections a:not([aria-current])").first
        assert here.evaluate(line) != other.evaluate(line)
