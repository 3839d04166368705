"""History of scoped rows, written by triggers: ORM, bulk, admin and plain SQL alike.

Each scoped model has an event table with the same owner and visibility columns, under the same
read policies. What was internal at the time stays internal: an event keeps its own visibility.
"""

from collections.abc import Callable, Iterable

import pghistory
from django.db import models

# Machinery, not content: a change of these alone is not an event.
UNTRACKED = ("created_at", "updated_at")


def tracked(*, exclude: Iterable[str] = ()) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: record every insert, update and delete of a scoped model.

    The acting account stands in `pgh_context` as `{"account": "<uuid>"}`; `summit.scope` sets it
    in the same round trip as the role. `exclude` names fields that are not recorded.
    """
    decorator: Callable[[type[models.Model]], type[models.Model]] = pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        exclude=[*UNTRACKED, *exclude],
        obj_field=pghistory.ObjForeignKey(related_name="events"),
        context_field=pghistory.ContextJSONField(),
        # Says None is allowed, and means it: our context needs no id.
        context_id_field=None,  # type: ignore[arg-type]
    )
    return decorator
