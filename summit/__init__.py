"""The kernel: who may see what, the outgoing mail, and the site around it."""

from .celery import app as celery_app

__all__ = ["celery_app"]
