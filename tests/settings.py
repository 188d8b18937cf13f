"""The project's settings for tests: a state folder of their own, quick passwords."""

import atexit
import os
import shutil
import tempfile

_FOLDER = tempfile.mkdtemp(prefix="nightdesk-test-")
atexit.register(shutil.rmtree, _FOLDER, ignore_errors=True)
os.environ["NIGHTDESK_DATA"] = _FOLDER
# The browser's driver leaves an event loop in the thread of the tests that follow it.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from nightdesk.web.settings import *  # noqa: E402, F403
from nightdesk.web.settings import DATABASES, ENVIRONMENT  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
if not ENVIRONMENT.database_url:
    DATABASES["default"]["TEST"] = {"NAME": f"{_FOLDER}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL;PRAGMA synchronous=OFF;"
