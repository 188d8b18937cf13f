"""The second factor: an app's code, a passkey or a recovery code, stored and checked by django-allauth's MFA.

A code is good once, in whichever process it is tried: the counter of the last one stands in the database.
"""

import base64
from datetime import date
from typing import Any

from allauth.core.internal.cryptokit import compare_user_code, normalize_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.crypto import salted_hmac
from wagtail.log_actions import log

from nightdesk.desk.staff.models import User

Type = Authenticator.Type
STRONG = (Type.TOTP, Type.WEBAUTHN)
_USED = "nightdesk_counter"


class Sealed(DefaultMFAAdapter):
    """Keeps the secrets unreadable to whoever has the database, or a backup of it, alone."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def get_totp_issuer(self) -> str:
        return settings.WAGTAIL_SITE_NAME

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": settings.WAGTAIL_SITE_NAME}


def _seal() -> Any:
    from cryptography.fernet import Fernet  # some MiB, for those who use a second factor alone

    key = salted_hmac("nightdesk.second-factor", settings.SECRET_KEY, algorithm="sha256").digest()
    return Fernet(base64.urlsafe_b64encode(key))


def has_one(user: User) -> bool:
    return Authenticator.objects.filter(user=user, type__in=STRONG).exists()


def all_of(user: User) -> list[Authenticator]:
    return list(Authenticator.objects.filter(user=user).order_by("pk"))


def must_have(user: User, today: date) -> bool:
    """Tell whether a station where the person works asks for a second factor from today or before."""
    return any(since <= today for since in user.asked_from)


def fits(user: User, code: str) -> Authenticator | None:
    """Return what a typed code belongs to, and use it up; None when it fits nothing, or was used."""
    code = normalize_user_code(code)
    with transaction.atomic():
        rows = Authenticator.objects.select_for_update().filter(user=user, type__in=(Type.TOTP, Type.RECOVERY_CODES))
        for row in rows.order_by("-type"):
            check = _is_counter_new if row.type == Type.TOTP else _is_code_new
            if check(row, code):
                row.record_usage()
                return row
    return None


def _is_counter_new(row: Authenticator, code: str) -> bool:
    counter = counter_of(Sealed().decrypt(row.data["secret"]), code)
    if counter is None or counter <= row.data.get(_USED, -1):
        return False
    row.data[_USED] = counter
    row.save(update_fields=["data"])
    return True


def _is_code_new(row: Authenticator, code: str) -> bool:
    return RecoveryCodes(row).validate_code(code)


def counter_of(secret: str, code: str) -> int | None:
    """Return the half minute to which an app's code belongs, when it is now's or a neighbour's."""
    for counter in yield_hotp_counters_from_time():
        if compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter))):
            return counter
    return None


def add_app(user: User, secret: str, code: str) -> bool:
    """Keep an authenticator app when its code shows that it has the secret; it takes the place of an older one."""
    counter = counter_of(secret, normalize_user_code(code))
    if counter is None:
        return False
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.TOTP).delete()
        row = TOTP.activate(user, secret).instance
        row.data[_USED] = counter
        row.save(update_fields=["data"])
        note(user, "factor", user, "an authenticator app was added")
    return True


def add_passkey(user: User, name: str, credential: Any) -> None:
    """Keep a passkey. Raises ValidationError when what the browser sent is no answer to what it was asked."""
    from allauth.mfa.webauthn.internal import auth  # fido2: 11 MiB, for those who use passkeys alone

    _need_object(credential)
    auth.parse_registration_response(credential)
    auth.complete_registration(credential)
    with transaction.atomic():
        auth.WebAuthn.add(user, name, credential)
        note(user, "factor", user, f"the passkey “{name}” was added")


def passkey_fits(user: User, credential: Any) -> Authenticator:
    """Return the passkey that answered. Raises ValidationError when none of the person's did."""
    from allauth.mfa.webauthn.internal import auth

    _need_object(credential)
    auth.parse_authentication_response(credential)
    row = auth.complete_authentication(user, credential)
    row.record_usage()
    return row


def _need_object(credential: Any) -> None:
    if not isinstance(credential, dict):
        raise ValidationError("The browser sent no passkey.")


def new_codes(user: User) -> list[str]:
    """Make ten recovery codes; the older ones are void."""
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).delete()
        codes = RecoveryCodes.activate(user).get_unused_codes()
        note(user, "factor", user, "recovery codes were made")
    return codes


def codes_left(user: User) -> int:
    row = Authenticator.objects.filter(user=user, type=Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(row).get_unused_codes()) if row else 0


def remove(user: User, authenticator_id: int) -> None:
    """Take one away; the recovery codes go with the last one."""
    with transaction.atomic():
        row = Authenticator.objects.filter(user=user, pk=authenticator_id, type__in=STRONG).first()
        if row is None:
            return
        what = "the authenticator app" if row.type == Type.TOTP else f"the passkey “{row.wrap().name}”"
        row.delete()
        if not has_one(user):
            Authenticator.objects.filter(user=user).delete()
        note(user, "factor", user, f"{what} was taken away")


def reset(user: User, *, by: User | None) -> None:
    """Take all of somebody's second factors away: the phone is lost, and the codes too."""
    with transaction.atomic():
        if Authenticator.objects.filter(user=user).delete()[0]:
            note(user, "factor", by, "all second factors were reset")


def note(user: User, what: str, by: User | None, says: str) -> None:
    log(user, f"nightdesk.person.{what}", user=by, data={"reason": says})


def digest_of(name: str) -> str:
    """Return what stands in the trail for a typed name: it may have been a password."""
    return salted_hmac("nightdesk.name", name.casefold(), algorithm="sha256").hexdigest()[:20]
