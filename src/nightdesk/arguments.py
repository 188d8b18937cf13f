"""What each command takes."""

import argparse
from pathlib import Path

ROLES = ("editor", "producer", "copy-chief", "moderator", "counsel", "administrator", "none")  # none: not any more


def parser() -> argparse.ArgumentParser:
    """Return the command line of Nightdesk."""
    top = argparse.ArgumentParser(prog="nightdesk", description="The wire desk for a local newsroom.")
    top.add_argument("--data", metavar="DIR", help="the state folder (NIGHTDESK_DATA; default ./data)")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, says: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=says, description=says)
        one.add_argument("--data", metavar="DIR", default=argparse.SUPPRESS, help="the state folder")
        return one

    _line(command)
    _house(command)
    _desk(command)
    return top


def _line(command) -> None:  # noqa: ANN001
    one = command("parse", "Print the items of documents as ninjs 3.1, one JSON object a line.")
    one.add_argument("files", nargs="+", metavar="FILE", help="a document, or - for standard input")
    one = command("check", "Print the copy desk's questions about documents.")
    one.add_argument("files", nargs="+", metavar="FILE", help="a document or plain text, or - for standard input")
    one.add_argument("--json", action="store_true", help="one object an item: questions with spans and edits")
    one.add_argument("--apply", action="store_true", help="write FILE.cleaned.json and FILE.edits.json")
    one.add_argument("--to", default="", metavar="DIR", help="where --apply writes; beside the document by default")
    one.add_argument("--all", action="store_true", help="ask the checks that are off by default too")
    one = command("quotations", "Print the quotations of stories and who says them.")
    one.add_argument("files", nargs="+", metavar="FILE", help="plain text or a wire document, or - for standard input")
    one.add_argument("--json", action="store_true", help="one JSON object for each story")
    one = command("times", "Print the time expressions of stories and what they mean.")
    one.add_argument("files", nargs="+", metavar="FILE", help="plain text or a wire document, or - for standard input")
    one.add_argument("--json", action="store_true", help="one JSON object for each story")
    one.add_argument("--published", metavar="ISO", help="when the story was published, for text that does not say")
    one.add_argument("--zone", default="UTC", metavar="Z", help="the station's zone, for example America/Chicago")
    one = command("ingest", "File documents through the same door as a wire.")
    one.add_argument("files", nargs="+", metavar="FILE")
    one.add_argument("--wire", required=True, metavar="NAME")
    one.add_argument("--json", action="store_true", help="one JSON object for each item")


def _house(command) -> None:  # noqa: ANN001
    one = command("up", "Set everything up and run site, newsroom, intake and press.")
    one.add_argument("--port", type=_port, default=8000)
    one.add_argument("--host", default="127.0.0.1", help="the address to listen on")
    one.add_argument("--no-demo", dest="demo", action="store_false", help="one plain station, no wires, no copy")
    one = command("set-up", "Create or migrate the database and what a first start needs.")
    one.add_argument("--no-demo", dest="demo", action="store_false")
    one.add_argument("--url", default="http://localhost:8000", help="where readers will reach the first station")
    one = command("serve", "Serve the baked site, the newsroom and push.")
    one.add_argument("--port", type=_port, default=8000)
    one.add_argument("--host", default="127.0.0.1")
    one.add_argument("--workers", type=int, default=1, help="processes of the newsroom")
    one = command("newsroom", "Run the newsroom and push alone, on a socket; serve starts it when somebody asks.")
    one.add_argument("--socket", type=Path, required=True, metavar="PATH")
    one.add_argument("--workers", type=int, default=1, help="processes")
    command("work", "Run intake, darkroom and press.")
    one = command("test", "Run all tests.")
    one.add_argument("only", nargs=argparse.REMAINDER, help="what to hand to pytest instead of everything")


def _desk(command) -> None:  # noqa: ANN001
    one = command("wires", "List the wires.")
    one.add_argument("--json", action="store_true")
    one = command("wire", "Add a wire.")
    one.add_argument("verb", choices=("add",))
    one.add_argument("name")
    one.add_argument("--station", required=True, action="append", help="slug of a station; may be said again")
    kind = one.add_mutually_exclusive_group(required=True)
    kind.add_argument("--folder", metavar="DIR")
    kind.add_argument("--poll", metavar="URL")
    kind.add_argument("--push", action="store_true", help="prints the token, once")
    kind.add_argument("--sister", metavar="STATION", help="takes what this station offers")
    one.add_argument("--credit", default="", metavar="LINE", help="said when an item gives no credit")
    one.add_argument("--canonical", action="store_true", help="the canonical address is the agency's, or the sister's")
    one.add_argument("--markets", default="", metavar="LIST", help="where it may run, comma separated")
    one.add_argument("--shareable", action="store_true", help="its stories may be offered to sister stations")
    one.add_argument("--policy", default="hold", choices=("hold", "run-clean", "run-unless-blocked"))
    one.add_argument("--max-age-days", type=int, metavar="N", help="older items are held as archive")
    one.add_argument("--every", type=int, default=60, metavar="SECONDS", help="between two polls")
    one = command("bake", "Bake sheets again.")
    one.add_argument("addresses", nargs="*", metavar="ADDRESS", help="station:/path/")
    one.add_argument("--all", action="store_true")
    one = command("why", "Tell what happened to a story or sheet: its causes, who decided, what it showed.")
    one.add_argument("address", metavar="ADDRESS", help="station:/path/, the page's URL, or a story's number")
    one.add_argument("--json", action="store_true", help="the same for machines")
    one = command("kill", "Take a story down everywhere, now and for good.")
    one.add_argument("story", metavar="STORY", help="its number, station:/path/, or the page's URL")
    one.add_argument("--reason", required=True, metavar="TEXT", help="kept in its history, never shown to readers")
    one = command("unkill", "Undo a kill in the name of somebody who may; the story is then held.")
    one.add_argument("story", metavar="STORY", help="its number, station:/path/, or the page's URL")
    one.add_argument("--reason", required=True, metavar="TEXT")
    one.add_argument("--by", required=True, metavar="USER", help="the name they sign in with; they must have the right")
    one = command("person", "Take somebody on, give a role, set a new password, send away, let in again; or list.")
    one.add_argument("verb", choices=("add", "role", "list", "reset", "away", "back"))
    one.add_argument("name", nargs="?", default="", metavar="NAME", help="the name they sign in with")
    one.add_argument("--station", metavar="S", help="slug of the station, for add and role")
    one.add_argument(
        "--role",
        choices=ROLES,
        help="as what they work there; none: not any more",
    )
    one.add_argument("--second-factor", action="store_true", help="reset that instead of the password")
    one.add_argument("--json", action="store_true", help="the list for machines")
    one = command("settle", "Wait until intake and press are idle.")
    one.add_argument("--timeout", type=float, default=60.0, metavar="S")
    one = command("status", "Count deliveries, stories, takes and sheets.")
    one.add_argument("--json", action="store_true")
    command("doctor", "Look for what is wrong or unsafe in this installation.")


def _port(text: str) -> int:
    port = int(text)
    if not 0 < port < 65536:
        raise argparse.ArgumentTypeError("a port is a number from 1 to 65535")
    return port
