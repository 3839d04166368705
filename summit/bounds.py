"""The years in which Summit works: far enough for any meeting, and safe to count days with."""

import datetime as dt

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_DAY, LAST_DAY = dt.date(1950, 1, 1), dt.date(2149, 12, 31)
FIRST_INSTANT = dt.datetime(1950, 1, 1, tzinfo=dt.UTC)
LAST_INSTANT = dt.datetime(2150, 1, 1, tzinfo=dt.UTC)

DAY_VALIDATORS = [MinValueValidator(FIRST_DAY), MaxValueValidator(LAST_DAY)]
INSTANT_VALIDATORS = [MinValueValidator(FIRST_INSTANT), MaxValueValidator(LAST_INSTANT)]


def between(name: str, *fields: str, days: bool = False) -> models.CheckConstraint:
    """The constraint that goes with the validators: it refuses infinity too."""
    span = (FIRST_DAY, LAST_DAY) if days else (FIRST_INSTANT, LAST_INSTANT)
    condition = models.Q()
    for field in fields:
        condition &= models.Q(**{f"{field}__range": span})
    return models.CheckConstraint(
        name=name,
        condition=condition,
        violation_error_message=_("Choose a date between 1950 and 2149."),
    )
