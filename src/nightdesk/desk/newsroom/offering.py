"""Offering a story to sister stations, as an editor meets it: what can be done, and where each copy stands."""

from nightdesk.desk import facts, sharing
from nightdesk.desk.models import Handover, Offer, Story
from nightdesk.desk.staff.models import User
from nightdesk.kit import clock


def may_offer(story: Story) -> bool:
    """True when somebody could take the story and it is not offered yet."""
    return not _is_offered(story) and bool(sharing.wires_from(story.station_id))


def may_withdraw(story: Story) -> bool:
    return _is_offered(story)


def offer(story: Story, user: User, reason: str) -> str:
    sharing.offer(story, by=user, now=clock.now())
    if facts.may_run(story, clock.now()).ok:
        return "It is offered to sister stations, with every change to come."
    return "It is offered to sister stations. They get it when it runs, and hear nothing of it before."


def withdraw(story: Story, user: User, reason: str) -> str:
    sharing.withdraw(story, by=user, reason=reason, now=clock.now())
    return "The offer is taken back. The sister stations are asked not to use the story."


def standing(story: Story) -> list[str]:
    """Return, in sentences, where the story came from and what became of the offer."""
    said = [f"It comes from {story.agency_name or story.wire.sister}, a sister station."] if _is_copy(story) else []
    found = Offer.objects.filter(story=story).first()
    if found is None:
        return said
    said.append("Offered to sister stations." if found.is_open else "The offer to sister stations was taken back.")
    if found.fault:
        said.append(f"It could not be handed over: {found.fault}")
    handed = Handover.objects.filter(offer=found).select_related("station", "wire").order_by("station__name", "pk")
    return [*said, *(f"{one.station}: {_stands(one)}" for one in handed)]


def _stands(one: Handover) -> str:
    if one.reasons:
        return " ".join(one.reasons)
    return {"usable": f"has version {one.number}.", "canceled": "was told of the kill."}.get(
        one.said, "was asked not to use it."
    )


def _is_copy(story: Story) -> bool:
    return story.wire is not None and story.wire.kind == "sister"


def _is_offered(story: Story) -> bool:
    return Offer.objects.filter(story=story, is_open=True).exists()
