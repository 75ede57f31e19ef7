"""The page of a gate of a case, and what people do there: sign, check, set aside, defer, answer."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("gates", __name__, url_prefix="/cases/<reference>/gates/<gate>")

from casework.web.gates import answering, exceptions, signing, views  # noqa: E402, F401  (adds the views)
