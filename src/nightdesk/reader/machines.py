"""What is said to machines apart from feeds and sitemaps: robots.txt, text and data mining, where to report a hole."""

import json
from datetime import datetime

from nightdesk.reader import addresses
from nightdesk.reader.addresses import FEED_KINDS
from nightdesk.reader.cards import StationView

# Crawlers of makers of language models: the name to ask by, who sends it, what it fetches for ("training", "search" for
# an index of answers, "asked" for by a person), and where its maker says so. Makers change their names: look before
# you rely on one.
_OPENAI = "https://developers.openai.com/api/docs/bots"
_ANTHROPIC = "https://support.claude.com/en/articles/8896518"
_GOOGLE = "https://developers.google.com/search/docs/crawling-indexing/google-common-crawlers"
_META = "https://developers.facebook.com/docs/sharing/webmasters/web-crawlers"
_PERPLEXITY = "https://docs.perplexity.ai/guides/bots"
CRAWLERS = (
    ("GPTBot", "OpenAI", "training", _OPENAI),
    ("ClaudeBot", "Anthropic", "training", _ANTHROPIC),
    ("Google-Extended", "Google", "training", _GOOGLE),  # a word for robots.txt alone: Googlebot fetches
    ("Applebot-Extended", "Apple", "training", "https://support.apple.com/en-us/119829"),  # so is this
    ("meta-externalagent", "Meta", "training", _META),
    ("CCBot", "Common Crawl", "training", "https://commoncrawl.org/ccbot"),  # an archive from which many train
    ("Bytespider", "ByteDance", "training", ""),  # its maker says nothing of it
    ("Amazonbot", "Amazon", "training", "https://developer.amazon.com/amazonbot"),  # and search: both in one
    ("cohere-training-data-crawler", "Cohere", "training", ""),  # says it by its name
    ("AI2Bot", "Allen Institute for AI", "training", "https://allenai.org/crawler"),
    ("OAI-SearchBot", "OpenAI", "search", _OPENAI),
    ("Claude-SearchBot", "Anthropic", "search", _ANTHROPIC),
    ("PerplexityBot", "Perplexity", "search", _PERPLEXITY),
    ("ChatGPT-User", "OpenAI", "asked", _OPENAI),
    ("Claude-User", "Anthropic", "asked", _ANTHROPIC),
    ("Perplexity-User", "Perplexity", "asked", _PERPLEXITY),
    ("meta-externalfetcher", "Meta", "asked", _META),
    ("DuckAssistBot", "DuckDuckGo", "asked", "https://duckduckgo.com/duckduckgo-help-pages/results/duckassistbot"),
    ("MistralAI-User", "Mistral AI", "asked", "https://docs.mistral.ai/robots"),
)
AWAY = {"allow": (), "no-training": ("training",), "none": ("training", "search", "asked")}
CLOSED = ("/newsroom/", "/wires/", "/search/")


def robots_txt(station: StationView) -> bytes:
    """Return robots.txt (RFC 9309): what crawlers leave alone, who is asked to stay away, where the sitemaps are."""
    purposes = AWAY.get(station.crawlers, AWAY["none"])
    away = [name for name, _, purpose, _ in CRAWLERS if purpose in purposes]
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    if away:
        lines += [*(f"User-agent: {name}" for name in away), "Disallow: /", ""]
    maps = (addresses.SITEMAP_INDEX, addresses.SITEMAP_NEWS)
    lines += [f"Sitemap: {addresses.absolute(station.url, path)}" for path in maps]
    return "\n".join([*lines, ""]).encode()


def mining(station: StationView) -> bytes:
    """Return the station's reservation of text and data mining (W3C community group's TDMRep, May 2024).

    What a page says of itself goes before this file. Feeds and data can say nothing, and carry stories of agencies:
    they are reserved here though the station's own words are free.
    """
    places = ("/",) if is_reserved(station) else (f"{addresses.MACHINES}*", *(f"/*feed.{one}" for one in FEED_KINDS))
    rules: list[dict[str, str | int]] = [{"location": place, "tdm-reservation": 1} for place in places]
    if not is_reserved(station):
        rules.append({"location": "/", "tdm-reservation": 0})
    if station.terms_path:
        rules = [rule | {"tdm-policy": addresses.absolute(station.url, station.terms_path)} for rule in rules]
    return json.dumps(rules, indent=1).encode() + b"\n"


def is_reserved(station: StationView, agency: str = "") -> bool:
    """Tell whether mining is reserved: by the station, and for what an agency wrote always."""
    return station.crawlers != "allow" or bool(agency)


def security_txt(station: StationView, expires_at: datetime) -> bytes | None:
    """Return where to report a hole (RFC 9116), or None when the station has said nowhere."""
    if not station.security_contact:
        return None
    lines = [
        f"Contact: {station.security_contact}",
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {station.language.partition('-')[0]}",
    ]
    if station.url.startswith("https://"):  # the RFC knows no other address
        lines.append(f"Canonical: {addresses.absolute(station.url, addresses.SECURITY)}")
    return "\n".join([*lines, ""]).encode()
