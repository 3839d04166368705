"""Whether this instance can work."""

import psycopg
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from redis.exceptions import RedisError

CONNECT_SECONDS = 2


@never_cache
@require_safe
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL and Redis answer; 503 and which one when not. GET and HEAD only.

    HealthMiddleware calls it before there is a session, which would need PostgreSQL itself.
    """
    state = {
        "postgresql": "ok" if postgresql_answers() else "unreachable",
        "redis": "ok" if redis_answers() else "unreachable",
    }
    healthy = set(state.values()) == {"ok"}
    return JsonResponse(state, status=200 if healthy else 503)


def postgresql_answers() -> bool:
    """Whether it lets the application in. A connection of its own: the pool waits far longer."""
    parameters = {**connection.get_connection_params(), "connect_timeout": CONNECT_SECONDS}
    try:
        psycopg.connect(**parameters).close()
    except psycopg.Error:
        return False
    return True


def redis_answers() -> bool:
    """Whether Redis answers within the time that settings.CACHES allows it."""
    try:
        cache.get("healthz")
    except RedisError:
        return False
    return True
