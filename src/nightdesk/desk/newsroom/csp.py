"""What a browser may run in the newsroom: our own files, and the few inline lines of Wagtail's, each by its hash.

Should text of a wire ever be shown as markup, it still could run nothing and send nothing anywhere.
"""

import hashlib
from base64 import b64encode

_DAYS = '{"dayOfWeekStart": 0, "format": "Y-m-d"}'

# To the letter as Wagtail writes them; a test finds every inline script of the newsroom's pages in here.
INLINE = (
    'new ImageChooser("id_lead_picture", {"modalUrl": "/newsroom/images/chooser/"});',
    'new ImageChooser("id_picture", {"modalUrl": "/newsroom/images/chooser/"});',
    f'initDateChooser("id_timestamp_0", {_DAYS});',
    f'initDateChooser("id_timestamp_1", {_DAYS});',
    f'initDateChooser("id_locked_at_0", {_DAYS});',
    f'initDateChooser("id_locked_at_1", {_DAYS});',
)


def _hash(script: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


NEWSROOM = (
    f"default-src 'self'; script-src 'self' {' '.join(map(_hash, INLINE))}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'self'"
)

# A reader's page shown in the editing room: styles and pictures, no script at all, no form, no frame.
PREVIEW = (
    "default-src 'self'; script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'; "
    "frame-src 'none'; connect-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "frame-ancestors 'self'"
)
