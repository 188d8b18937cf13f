"""Every command. The pure ones (``parse``, ``check``, ``quotations``, ``times``) never load Django.

Standard output is for machines, standard error for people. Exit codes: 0 done · 1 there is something to
look at · 2 wrong use · 3 cannot be read · 4 not in time · 5 no such wire, station, story or
address · 6 the person named has no right to it.
"""

import argparse
import errno
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from nightdesk.arguments import parser
from nightdesk.kit.refused import WRONG_USE, Refused


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    _settle_streams()
    arguments = parser().parse_args(argv)
    if arguments.data:
        os.environ["NIGHTDESK_DATA"] = str(Path(arguments.data).absolute())
    try:
        code = COMMANDS[arguments.command](arguments) or 0
        sys.stdout.flush()  # a reader that has gone shows now and not when Python ends
        return code
    except Refused as fault:
        print(f"nightdesk: {fault}", file=sys.stderr)
        return fault.code
    except BrokenPipeError:
        _write_nowhere()
        return 0
    except OSError as fault:
        if fault.errno != errno.ENOSPC:
            raise
        print(f"nightdesk: nothing more can be written: {fault.strerror}", file=sys.stderr)
        _write_nowhere()
        return 1
    except KeyboardInterrupt:
        return 130


def _write_nowhere() -> None:
    """Send what Python still holds for standard output nowhere, so that it ends quietly."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _settle_streams() -> None:
    """Write UTF-8 whatever the locale says, and nowhere when there is no standard output or error."""
    for name in ("stdout", "stderr"):
        if (stream := getattr(sys, name)) is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 it stays open
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _django() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "nightdesk.web.settings")
    django.setup()


def _parse(arguments: argparse.Namespace) -> int:
    from nightdesk.wire.command import parse_files

    return parse_files(arguments.files, sys.stdout, sys.stderr)


def _check(arguments: argparse.Namespace) -> int:
    from nightdesk.copydesk.command import Wish, check_files

    wish = Wish(arguments.json, arguments.apply, arguments.to, arguments.all)
    return check_files(arguments.files, sys.stdout, sys.stderr, wish)


def _quotations(arguments: argparse.Namespace) -> int:
    from nightdesk.copydesk.quotations.command import quotations_of

    return quotations_of(arguments.files, sys.stdout, sys.stderr, as_json=arguments.json)


def _times(arguments: argparse.Namespace) -> int:
    from nightdesk.copydesk.times.command import times_of

    published, zone = arguments.published, arguments.zone
    return times_of(arguments.files, sys.stdout, sys.stderr, published=published, zone=zone, as_json=arguments.json)


def _up(arguments: argparse.Namespace) -> int:
    from nightdesk.web import up

    return up.up(host=arguments.host, port=arguments.port, demo=arguments.demo)


def _set_up(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import first_start

    return first_start.first_start(demo=arguments.demo, url=arguments.url)


def _serve(arguments: argparse.Namespace) -> int:
    from nightdesk.web import serve

    return serve.serve(host=arguments.host, port=arguments.port, workers=arguments.workers)


def _newsroom(arguments: argparse.Namespace) -> int:
    from nightdesk.web import serve

    return serve.newsroom(path=arguments.socket, workers=arguments.workers)


def _work(arguments: argparse.Namespace) -> int:
    os.environ["NIGHTDESK_IS_CHECKPOINTER"] = "1"
    _django()
    from nightdesk.web import work

    return work.work()


def _ingest(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import ingest

    return ingest.ingest(arguments.files, arguments.wire, as_json=arguments.json)


def _wires(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import wires

    return wires.show(as_json=arguments.json)


def _wire(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import wires

    return wires.add(arguments)


def _bake(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import pressroom

    return pressroom.bake(arguments.addresses, everything=arguments.all)


def _why(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import pressroom

    return pressroom.why(arguments.address, as_json=arguments.json)


def _kill(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import kills

    return kills.kill(arguments.story, reason=arguments.reason)


def _unkill(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import kills

    return kills.unkill(arguments.story, reason=arguments.reason, by=arguments.by)


def _person(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import persons

    return persons.run(arguments)


def _settle(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import status

    return status.settle(timeout_s=arguments.timeout)


def _status(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import status

    return status.show(as_json=arguments.json)


def _doctor(arguments: argparse.Namespace) -> int:
    _django()
    from nightdesk.web import doctor

    return doctor.examine()


def _test(arguments: argparse.Namespace) -> int:
    runner = Path(__file__).parents[2] / "tests" / "run.py"
    if not runner.exists():
        raise Refused("the tests are in a checkout, not in an installed package.", WRONG_USE)
    os.execv(sys.executable, [sys.executable, str(runner), *arguments.only])  # noqa: S606 - our own runner


COMMANDS = {
    "parse": _parse,
    "check": _check,
    "quotations": _quotations,
    "times": _times,
    "up": _up,
    "set-up": _set_up,
    "serve": _serve,
    "newsroom": _newsroom,
    "work": _work,
    "ingest": _ingest,
    "wires": _wires,
    "wire": _wire,
    "bake": _bake,
    "why": _why,
    "kill": _kill,
    "unkill": _unkill,
    "person": _person,
    "settle": _settle,
    "status": _status,
    "doctor": _doctor,
    "test": _test,
}

if __name__ == "__main__":
    sys.exit(main())
