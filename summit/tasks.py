"""Celery tasks: thin, they only wake the outbox."""
