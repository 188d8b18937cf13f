"""What two engines say of every page kind: nothing. They look for different things, so both are asked."""

import pytest

from tests.reader import sheets, stories
from tests.reader.test_in_the_browser import opened

pytestmark = pytest.mark.browser
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
BARRIERS = """tags => axe.run({runOnly: tags, resultTypes: ['violations'], preload: false})
  .then(told => told.violations)"""
FAULTS = """() => new ace.Checker().check(document, ['IBM_Accessibility', 'WCAG_2_2']).then(told => told.results
  .filter(one => one.value[0] === 'VIOLATION' && one.value[1] === 'FAIL')
  .map(one => [one.ruleId, one.message, one.snippet, one.path.dom]))"""
SEEN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"  # the new size has been heard of
OPEN_ALL = "document.querySelectorAll('details').forEach(one => one.open = true)"


def test_axe_finds_no_barrier(chromium, axe, site):
    """Every page kind in every look, light and dark, at a desk and in a hand."""
    station, root = site
    found = {}
    for path in sheets.pages(station):
        with opened(chromium, root, path) as (page, _, _):
            page.evaluate(axe)  # the engine is handed in by the debugger, so the page's CSP stays on
            for scheme, width in (("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390)):
                page.emulate_media(color_scheme=scheme)
                page.set_viewport_size({"width": width, "height": 900})
                page.evaluate(SEEN)
                for one in page.evaluate(BARRIERS, TAGS):
                    found.setdefault(one["id"], []).append((path, scheme, width, one["nodes"][0]["failureSummary"]))
    assert found == {}


def test_ibms_checker_finds_no_barrier_either(chromium, ace):
    """Every page kind of one station: what looks differ in is colour, and that axe has measured."""
    station, found = stories.HARBOR, {}
    with sheets.served(station) as root:
        for path in sheets.pages(station):
            with opened(chromium, root, path) as (page, _, _):
                page.evaluate(f"{ace}; window.ace = ace; {OPEN_ALL}")
                for one in page.evaluate(FAULTS):
                    found.setdefault(one[0], []).append((path, *one[1:]))
    assert found == {}
