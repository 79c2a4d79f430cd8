"""What Prometheus is told: read from the database when it asks, whatever replicas and restarts there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Gauge, ProcessCollector, generate_latest

from db.backlog import Backlog

MEDIA_TYPE = CONTENT_TYPE_LATEST


def exposition(backlog: Backlog, now: datetime) -> bytes:
    """The metrics in Prometheus's text format."""
    registry = CollectorRegistry()
    ProcessCollector(registry=registry)
    _by_state(registry, "pufa_updates", "Updates in the inbox.", backlog.updates)
    _by_state(registry, "pufa_reminders", "Reminders, from due to sent.", backlog.reminders)
    _one(registry, "pufa_answers_waiting", "Answers that wait to be sent.", backlog.answers)
    waited = (now - backlog.oldest).total_seconds() if backlog.oldest else 0.0
    _one(registry, "pufa_oldest_update_seconds", "How long the oldest unapplied update has waited.", waited)
    return generate_latest(registry)


def _by_state(registry: CollectorRegistry, name: str, what: str, counts: Mapping[str, int]) -> None:
    gauge = Gauge(name, what, ["state"], registry=registry)
    for state, count in sorted(counts.items()):
        gauge.labels(state).set(count)


def _one(registry: CollectorRegistry, name: str, what: str, value: float) -> None:
    Gauge(name, what, registry=registry).set(value)
