"""Random requests, seeded: whoever asks for whatever, the other side's words never come back.

A sample in `make test`, thousands in `make prove`. The seed is printed; RANDOM_SEED repeats a run.
"""

import os
import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from summit.admin import scoped_site
from summit.models import Account, Delegation, DelegationOwned
from summit.text import BilingualField
from tests.conftest import World
from tests.test_wall_models import MAKERS, share

SignIn = Callable[[Account], Client]
SEED = int(os.environ.get("RANDOM_SEED", random.randrange(10**6)))
WORDS = ("", "a", "Item", "Desk", "'", "%", "会")
PARAMETERS = ("q", "show", "state", "kind", "page", "day", "item", "meeting", "parent", "o", "next")
# Values with a form of their own, in which a canary could not be stored
SHAPED = {"time_zone", "website", "withdrawn_reason", "waived_reason", "address", "error"}


def canary(side: Delegation) -> str:
    """A word that stands in every internal text of one side and nowhere else."""
    return f"canary-of-{side.code.lower()}"


def fill(world: World, side: Delegation) -> dict[str, dict[str, Any]]:
    """Internal rows of every noun with the canary in every text, and shared ones without it."""
    made: dict[str, dict[str, Any]] = {"internal": {}, "shared": {}}
    with world.act(side):
        for label, maker in MAKERS.items():
            model: Any = apps.get_model(label)
            if label not in ("summit.Mail", "agenda.Position", "agenda.AgendaItem"):
                made["shared"][label] = _share_plain(model, maker(world, side))
            made["internal"][label] = _mark(model, maker(world, side), canary(side))
    return made


def _share_plain(model: Any, row: Any) -> Any:
    points_at_item = any(
        field.is_relation and field.related_model._meta.label == "agenda.AgendaItem"
        for field in model._meta.concrete_fields
    )
    # Item numbers would collide, and `share` gives each the same one
    return row.pk if points_at_item else share(model.objects.get(pk=row.pk)).pk


def _mark(model: Any, row: Any, word: str) -> Any:
    texts: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field.choices or field.name in SHAPED or field.name == "kind":
            continue
        if isinstance(field, BilingualField):
            texts[field.name] = {"en": word, "ja": word}
        elif isinstance(field, models.CharField | models.TextField):
            texts[field.name] = word
    if texts and model._meta.label != "summit.Mail":
        assert model.objects.filter(pk=row.pk).update(**texts) == 1
    return row.pk


def addresses() -> list[tuple[str, str | None]]:
    """Every address below a summit, with the noun of its id if it has one: from the resolver."""
    found: list[tuple[str, str | None]] = []
    for pattern in get_resolver().url_patterns:
        if isinstance(pattern, URLResolver) and str(pattern.pattern).startswith("s/<slug:slug>/"):
            found += _below(pattern, str(pattern.pattern).replace("<slug:slug>", "visit"))
    for model in scoped_site._registry:
        base = f"s/visit/admin/{model._meta.app_label}/{model._meta.model_name}/"
        label = model._meta.label
        found += [(base, None), (f"{base}add/", None)]
        found += [(f"{base}<uuid:pk>/{page}/", label) for page in ("change", "delete", "history")]
        for field in model._meta.concrete_fields:
            if field.is_relation:
                choice = f"app_label={model._meta.app_label}&model_name={model._meta.model_name}"
                query = f"term=&{choice}&field_name={field.name}"
                found.append((f"s/visit/admin/autocomplete/?{query}", None))
    return found


NOUNS = {
    "agenda": "agenda.AgendaItem",
    "programme": "agenda.Meeting",
    "deadlines": "agenda.Deadline",
    "stakeholders": "stakeholders.Organisation",
    "delegations": "summit.Member",
}


def _below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, str | None]]:
    for pattern in resolver.url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            noun = NOUNS.get(path.split("/")[2]) if "<uuid:pk>" in path else None
            assert noun or "<" not in path, f"{path}: which noun's id is that?"
            yield path, noun
        else:
            yield from _below(pattern, path)


@dataclass
class Asked:
    """One request, so that a failure can say what it was."""

    who: str
    method: str
    path: str
    data: dict[str, str]

    def send(self, client: Client) -> HttpResponse:
        send: Any = getattr(client, self.method)
        response: HttpResponse = send(self.path, self.data)
        return response


def told(response: HttpResponse) -> str:
    """All that a response says: body and headers."""
    headers = " ".join(f"{name}: {value}" for name, value in response.items())
    return (headers + " " + response.content.decode(errors="replace")).lower()


@pytest.mark.parametrize(
    "turns", [150, pytest.param(5000, marks=pytest.mark.prove)], ids=["sample", "full"]
)
def test_no_request_brings_back_the_other_sides_words(
    world: World, sign_in: SignIn, turns: int
) -> None:
    print(f"RANDOM_SEED={SEED}")
    dice = random.Random(SEED)
    rows = {side.code: fill(world, side) for side in (world.us, world.jp)}
    people = {
        "aide_us": (world.aide_us, [world.jp]),
        "lead_us": (world.lead_us, [world.jp]),
        "aide_jp": (world.aide_jp, [world.us]),
        "viewer_jp": (world.viewer_jp, [world.us]),
        "outsider": (world.outsider, [world.us, world.jp]),
        "platform": (world.platform, [world.us, world.jp]),
    }
    clients = {name: sign_in(account) for name, (account, _others) in people.items()}
    everywhere = addresses()
    statuses: Counter[int] = Counter()
    # The canaries are there to be seen, by their own side
    for name, (_account, others) in people.items():
        agenda = told(Asked(name, "get", "/s/visit/agenda/", {}).send(clients[name]))
        seen = [canary(side) in agenda for side in (world.us, world.jp)]
        assert seen == [world.us not in others, world.jp not in others], name
    for _turn in range(turns):
        who = dice.choice(list(people))
        path, noun = dice.choice(everywhere)
        hidden = False
        if noun:
            side = dice.choice([world.us, world.jp])
            kind = dice.choice(["internal", "internal", "shared"])
            pk = rows[side.code][kind].get(noun, uuid4())
            hidden = kind == "internal" and side in people[who][1]
        else:
            pk = None
        asked = Asked(who, dice.choice(["get", "get", "post", "head"]), "", _data(dice, rows))
        asked.path = "/" + path.replace("<uuid:pk>", str(pk))
        response = asked.send(clients[who])
        statuses[response.status_code] += 1
        assert response.status_code < 500, asked
        for other in people[who][1]:
            assert canary(other) not in told(response), asked
        if hidden:
            absent = Asked(who, asked.method, "/" + path.replace("<uuid:pk>", str(uuid4())), {})
            absent.data = asked.data
            nothing = absent.send(clients[who])
            alike = (nothing.status_code, nothing.headers.get("Location"), nothing.content)
            assert (
                response.status_code,
                response.headers.get("Location"),
                response.content,
            ) == alike, asked
    print(dict(statuses))
    # The requests really arrive
    assert statuses[200] > turns / 20


def _data(dice: random.Random, rows: dict[str, Any]) -> dict[str, str]:
    """Parameters for a query or a form: words, and ids of both sides where ids are expected."""
    ids = [str(pk) for side in rows.values() for kind in side.values() for pk in kind.values()]
    names = dice.sample(PARAMETERS, dice.randrange(4))
    data = {name: dice.choice([*WORDS, dice.choice(ids)]) for name in names}
    for name in ("item", "meeting", "engagement", "venue", "member", "responsible", "account"):
        if dice.random() < 0.2:
            data[name] = dice.choice(ids)
    if dice.random() < 0.3:
        data |= {"title_en": "Typed", "name_en": "Typed", "name": "Typed", "reason": "Typed"}
        data |= {"visibility": dice.choice(["internal", "shared"]), "post": "yes"}
    return data


def test_every_scoped_model_bears_the_canary(world: World) -> None:
    """The long test above would pass if nothing had been marked."""
    rows = fill(world, world.us)["internal"]
    bare = []
    with world.act(world.us):
        for label, pk in rows.items():
            model: Any = apps.get_model(label)
            values = model.objects.filter(pk=pk).values_list().get()
            assert issubclass(model, DelegationOwned)
            if canary(world.us) not in str(values):
                bare.append(label)
    # These hold no words of anybody's own
    assert set(bare) == {
        "summit.Mail",
        "agenda.ItemLead",
        "agenda.MeetingItem",
        "agenda.Participation",
        "agenda.Assignment",
    }
