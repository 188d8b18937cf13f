"""Run the web server over the baked files, with the newsroom behind them."""

from nightdesk.kit import leash


def serve(*, host: str, port: int, workers: int) -> int:
    """Serve until the process is told to stop."""
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    leash.follow()
    Granian(
        "nightdesk.web.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=2,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        log_access=False,
        websockets=False,
    ).serve()
    return 0
