"""What is said to machines apart from feeds and sitemaps: robots.txt, text and data mining, where to report a hole."""

import json
from datetime import datetime

from nightdesk.reader import addresses
from nightdesk.reader.cards import StationView

# Crawlers of makers of language models, by what each fetches for, as their makers say (November 2026). One that reads
# for training is asked to stay away unless the station allows it; the others only where it wants none of them.
TRAINING = (
    "GPTBot",  # OpenAI
    "ClaudeBot",  # Anthropic
    "Google-Extended",  # Google: a word for robots.txt alone; Googlebot fetches
    "Applebot-Extended",  # Apple: as above
    "meta-externalagent",  # Meta
    "CCBot",  # Common Crawl, from which many train
    "Bytespider",  # ByteDance
    "Amazonbot",  # Amazon: search and training
    "cohere-training-data-crawler",
    "AI2Bot",  # Allen Institute
)
ANSWERING = (
    "OAI-SearchBot",  # OpenAI: its search index
    "ChatGPT-User",  # OpenAI: asked for by a person
    "Claude-SearchBot",  # Anthropic
    "Claude-User",
    "PerplexityBot",
    "Perplexity-User",
    "meta-externalfetcher",  # Meta: asked for by a person
    "DuckAssistBot",
    "MistralAI-User",
)
CLOSED = ("/newsroom/", "/wires/", "/search/")


def robots_txt(station: StationView) -> bytes:
    """Return robots.txt (RFC 9309): what crawlers leave alone, who is asked to stay away, where the sitemaps are."""
    away = {"allow": (), "no-training": TRAINING, "none": (*TRAINING, *ANSWERING)}.get(station.crawlers, TRAINING)
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    if away:
        lines += [*(f"User-agent: {name}" for name in away), "Disallow: /", ""]
    maps = (addresses.SITEMAP_INDEX, addresses.SITEMAP_NEWS)
    lines += [f"Sitemap: {addresses.absolute(station.url, path)}" for path in maps]
    return "\n".join([*lines, ""]).encode()


def mining(station: StationView) -> bytes:
    """Return the station's reservation of text and data mining (W3C community group's TDMRep)."""
    rule = {"location": "/", "tdm-reservation": int(is_reserved(station))}
    if station.terms_path:
        rule["tdm-policy"] = addresses.absolute(station.url, station.terms_path)
    return json.dumps([rule], indent=1).encode() + b"\n"


def is_reserved(station: StationView, agency: str = "") -> bool:
    """Tell whether mining is reserved: by the station, and for what an agency wrote always."""
    return station.crawlers != "allow" or bool(agency)


def security_txt(station: StationView, expires_at: datetime) -> bytes | None:
    """Return where to report a hole (RFC 9116), or None when the station has said nowhere."""
    if not station.security_contact:
        return None
    lines = (
        f"Contact: {station.security_contact}",
        f"Expires: {expires_at:%Y-%m-%dT%H:%M:%SZ}",
        f"Preferred-Languages: {station.language.partition('-')[0]}",
        f"Canonical: {addresses.absolute(station.url, addresses.SECURITY)}",
    )
    return "\n".join([*lines, ""]).encode()
