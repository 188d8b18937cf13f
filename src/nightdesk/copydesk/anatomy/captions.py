"""Pictures as readers see them: the caption without the credit, the credit in its parts."""

import html
import re

from nightdesk.copydesk.anatomy.paper import Paper, sameness
from nightdesk.copydesk.copy import Cutline
from nightdesk.copydesk.query import Edit
from nightdesk.wire.item import Picture

_TAG = re.compile(
    r"</?(?:a|abbr|b|big|br|center|cite|code|div|em|figcaption|figure|font|h[1-6]|hr|i|img|li|ol|p|q|s|small|span|"
    r"strike|"
    r"strong|sub|sup|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_LEADING = re.compile(r"\s*<(i|em|b|strong)>([^<>]{2,200})</\1>\s*(?:<br\s*/?>|\n)\s*", re.IGNORECASE)
_TRAILING_TAGGED = re.compile(r"(?:<br\s*/?>|\n)\s*<(i|em)>([^<>]{2,200})</\1>\s*$", re.IGNORECASE)
_LIBRARY = (
    r"(?:Getty Images|AP|AP Photo|AFP|Reuters|REUTERS|Shutterstock|iStock|iStockphoto|Bloomberg|EPA|EPA-EFE|"
    r"ZUMA(?: Press)?|Redux|"
    r"Anadolu(?: Agency)?|Pool|Handout|Alamy|Adobe Stock|Xinhua|dpa|CNN|USA TODAY Sports|Imagn Images|NurPhoto|SIPA|"
    r"Sipa USA|Corbis)"
)
_BRACKETED = re.compile(
    r"\s*\(((?:[A-Z][\w.&]{0,20} )?(?:Photos?|Images?|Courtesy|Credit|Source|Handout|Illustration|Screenshot|"
    r"Graphic)\b[^()]{0,160}|"
    rf"[^()/]{{2,60}}/[^()]{{2,120}}|[^()]{{2,60}} via [^()]{{2,80}}|{_LIBRARY}|[KW][A-Z]{{2,3}}(?:-TV)?)\)\s*$"
)
_LABELLED = re.compile(
    r"\s*(?:(?:Photo|Photos|Credit|Picture|Image|Photograph|Photo credit|Photo by|Source|PHOTO|CREDIT)\s*(?:by )?:\s*|"
    r"(?<=[.!?”\"]) ?(?:Photos? (?:by|courtesy(?: of)?)|(?:Image |Photo )?[Cc]ourtesy(?: of)?) )([^.\n]{2,120})\.?\s*$"
)
_TRAILING = re.compile(
    r"(?<=[.!?”\"])\s+((?:REUTERS|AP Photo|AFP PHOTO|EPA)/[A-Z][\w .'’/-]{2,60}|[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}"
    rf"/[A-Z][\w .&'’/-]{{1,80}}|{_LIBRARY})\.?\s*$"
)
_CREDIT_LABEL = re.compile(
    r"(?:(?:Photo credit|Photos?|Credit|Source|Picture|Courtesy of|Courtesy|Image|Image credit)\s*:\s*|"
    r"Photos? (?:by|courtesy of|courtesy) (?!:)|Photo by\s*:\s*)",
    re.IGNORECASE,
)
_SIGNED = re.compile(r"\s*[©®]\s*([A-Z][^©\n]{2,100}?)\s*$")  # “… of Serena © Pia Lopez / AFP”
_MANDATORY = re.compile(
    r"\s*(?:Mandatory )?Credit:?(?: Photo by)? ([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}/[A-Z][^.\n]{1,80})\.\s+(?=[A-Z])"
)
_NAME_LINE = re.compile(r"\s*([A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3}/[A-Z][^.\n]{1,120})\n\s*")
_STRAY_CREDIT = re.compile(
    rf"[(\[]?(?:(?:AP Photo|AFP PHOTO|REUTERS|EPA)/[A-Z][^.\n]{{2,60}}|"
    rf"[A-Z][^.\n/]{{1,60}}/(?:[^.\n]{{1,60}}/)?{_LIBRARY}(?:/[A-Z][a-z]+)?"
    rf"(?: via .{{2,40}})?|(?:Photo|Photos|Photo credit|Image|Image credit|Picture|PHOTO)(?: by|"
    rf" courtesy(?: of)?)?\s*: ?[^.\n]{{2,80}}|"
    r"(?:Photos?|PHOTOS?) (?:by|BY|via|courtesy(?: of)?) [A-Z][^.\n]{2,80}|(?:Credit|Courtesy|CREDIT|"
    r"COURTESY): ?[^.\n]{2,80}|"
    rf"[A-Z][\w’-]+(?: [A-Z][\w’-]+){{1,2}} / {_LIBRARY}|"
    r"[A-Z][^.\n/]{2,60} via (?:AP|Getty Images|Reuters|REUTERS|"
    r"CNN Newsource|Storyful))"
    r"[)\]]?\.?$"
)
_STRAY_CAPTION = re.compile(
    r"\((?:(?:AP Photo|AFP|REUTERS|EPA|Photo by)\b[^()]{2,80}|[A-Z][^()/]{2,50}/[^()]{2,60}|[^()]{2,60} via (?:AP|"
    r"Getty Images|REUTERS|Reuters))"
    r"\)\.?$|(?<=[.!?0-9]) ?(?:REUTERS|AP Photo|AFP PHOTO)/[A-Z][\w .'’/-]{2,60}$"
)
_STRAY_FILE = re.compile(r"(?:FILE(?: PHOTO)?|File photo)\s*(?:[-—–_:]|\()")
_FILE = re.compile(r"FILE\s*(?:PHOTO)?\s*[-—–_:]|\bfile (?:photo|photograph|picture|image)\b|\(FILE\)", re.IGNORECASE)

_FILED = re.compile(r"(?:^|[/,(] ?)(?:FILE|File)(?: (?:photo|Photo|PHOTO))?(?= via |[),/]|$)")


def read_cutlines(paper: Paper) -> tuple[Cutline, ...]:
    """Return one cutline for each picture of the item, in the item's order."""
    return tuple(_cutline(paper, number, picture) for number, picture in enumerate(paper.item.pictures))


def _cutline(paper: Paper, number: int, picture: Picture) -> Cutline:
    caption, credit = split_credit(picture.caption)
    credit = _settle(picture.credit) or credit or _settle(picture.byline)
    if caption != picture.caption:
        why = "The credit, markup or a repetition taken out of the caption"
        paper.edits.append(Edit("caption", number, 0, picture.caption, caption, why, of="item"))
    if picture.caption:
        paper.note("cutlines", "caption", number, picture.caption)
    if picture.credit:
        paper.note("cutlines", "credit", number, picture.credit)
    return Cutline(
        picture=picture,
        caption=caption,
        credit=credit,
        credit_parts=parts_of(credit),
        alt=picture.alt.strip(),
        is_file_photo=bool(_FILE.search(picture.caption[:400]) or _FILED.search(credit)),
    )


def split_credit(words: str) -> tuple[str, str]:
    """Return (caption, credit) of a caption as a wire sends it, without markup and without repetition."""
    credit = ""
    text = _entities(words.replace("\r\n", "\n"))
    for pattern in (_LEADING, _TRAILING_TAGGED):
        if not credit and (
            found := pattern.search(text, max(0, len(text) - 300))
            if pattern is _TRAILING_TAGGED
            else pattern.match(text)
        ):
            credit, text = found[2], text[: found.start()] + text[found.end() :]
    text = _TAG.sub(lambda found: "\n" if found[0][1:3].lower() in ("br", "p>", "/p") else "", text).strip()
    for pattern in (_MANDATORY, _NAME_LINE, _BRACKETED, _LABELLED, _TRAILING, _SIGNED):
        is_front = pattern in (_MANDATORY, _NAME_LINE)
        found = pattern.match(text) if is_front else pattern.search(text, max(0, len(text) - 240))
        if found and (not credit or sameness(credit) == sameness(found[1])):
            credit = credit or found[1]
            text = (text[: found.start()] + text[found.end() :]).strip()
    if not credit and len(text) < 110 and _STRAY_CREDIT.match(text):
        credit, text = text, ""
    text = _once(text, credit)
    return " ".join(text.split(" ")).replace("\n", " ").strip(), _settle(credit)


def _entities(text: str) -> str:
    return html.unescape(text) if "&" in text else text


def _settle(credit: str) -> str:
    """Return a credit without markup, brackets and its own label."""
    credit = _TAG.sub("", _entities(credit)).strip()
    if credit.startswith("(") and credit.endswith(")"):
        credit = credit[1:-1]
    label = _CREDIT_LABEL.match(credit.strip())
    return credit.strip()[label.end() :].strip() if label else credit.strip()


def _once(text: str, credit: str) -> str:
    """Return a caption that is printed twice once, and without a credit printed again at its end."""
    if credit and text.endswith(credit) and len(text) > len(credit):
        text = text[: -len(credit)].rstrip(" -–—|")
    middle = len(text) // 2
    for cut in (middle, middle + 1):
        if middle > 10 and sameness(text[:cut]) == sameness(text[cut:]) and text[cut : cut + 1].strip():
            return text[:cut].strip()
        if middle > 10 and text[cut : cut + 1].isspace() and sameness(text[:cut]) == sameness(text[cut:]):
            return text[:cut].strip()
    return text


def parts_of(credit: str) -> tuple[str, ...]:
    """Return the parts of “Name/Agency/Library via Distributor”: photographer, agency, library, distributor."""
    if not credit:
        return ()
    front, _, distributor = credit.partition(" via ")
    name, comma, agency = front.partition(", ")
    if comma and "/" not in front and (agency.isupper() or agency.endswith(("Press", "News", "Wire", "Images"))):
        front = f"{name}/{agency}"
    return tuple(part.strip() for part in (*front.split("/"), distributor) if part.strip())


def drop_repeated_captions(paper: Paper, cutlines: tuple[Cutline, ...]) -> None:
    """Take a caption or credit that is printed again as a paragraph out of the body."""
    wanted = {sameness(words) for cut in cutlines for words in (cut.caption, cut.credit, cut.picture.caption) if words}
    wanted |= {sameness(cut.caption + cut.credit) for cut in cutlines} | {
        sameness(cut.credit + cut.caption) for cut in cutlines
    }
    wanted = {words for words in wanted if len(words) > 12}
    if not wanted:
        return
    longest = 2 * max(map(len, wanted)) + 20
    for line in [line for line in paper.lines if line.is_prose and len(line.block.text) < longest]:
        if sameness(line.text) in wanted:
            paper.take(line, "A caption or credit, printed again in the body")


def take_stray_captions(paper: Paper) -> None:
    """Take captions and credits that were printed as paragraphs, without their picture, out of the body."""
    for line in [line for line in paper.lines if line.is_prose and len(line.block.text) < 600]:
        text = line.text
        if len(text) < 110 and _STRAY_CREDIT.match(text):
            paper.take(line, "A photo credit without its picture")
        elif (
            (text.endswith((")", ").")) or "/" in text[-60:])
            and _STRAY_CAPTION.search(text, max(0, len(text) - 120))
            or _STRAY_FILE.match(text)
        ):
            paper.take(line, "A caption without its picture")
