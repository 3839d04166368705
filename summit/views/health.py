"""Whether this instance can work."""

from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError


@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when PostgreSQL and Redis answer; 503 and which one when not."""
    state = {"postgresql": "ok", "redis": "ok"}
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        state["postgresql"] = "unreachable"
    try:
        cache.get("healthz")
    except RedisError:
        state["redis"] = "unreachable"
    healthy = set(state.values()) == {"ok"}
    return JsonResponse(state, status=200 if healthy else 503)
