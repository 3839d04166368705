"""Celery tasks: thin, they only wake the outbox."""

from celery import shared_task

from . import outbox


@shared_task
def tick() -> None:
    """Plan and send what is due."""
    outbox.tick()


@shared_task
def sweep() -> None:
    """Once an hour: look at everything again, for ladders, zones and seats that changed."""
    outbox.sweep()
