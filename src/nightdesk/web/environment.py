"""The settings that an operator may set, typed; every one is documented in docs/run/settings.md."""

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """What ``NIGHTDESK_…`` says. A secret may stand in a file instead: ``NIGHTDESK_SECRET_KEY_FILE``."""

    model_config = SettingsConfigDict(env_prefix="NIGHTDESK_")

    data: Path = Path("data")
    database_url: str = ""
    secret_key: str = ""
    secret_key_file: Path | None = None
    hosts: str = Field(default="", description="Extra host names of the newsroom, comma separated.")
    debug: bool = False
    is_checkpointer: bool = False
    keep_repeats_days: int = Field(default=30, ge=0)
    newsroom_url: str = "http://localhost:8000"
    is_behind_proxy: bool = False
    hsts_s: int = Field(default=0, ge=0, lt=10**9, description="Seconds for which browsers keep to TLS; 0: unsaid.")

    def folder(self, name: str) -> Path:
        """Return a folder of the state folder, made when it is not there."""
        path = self.data.absolute() / name
        path.mkdir(parents=True, exist_ok=True)
        return path
