"""The closed list of endpoints that answer a stranger. Every other one asks for sign-in first."""

from __future__ import annotations

PUBLIC_ENDPOINTS = frozenset(
    {
        "static",
        "identity.sign_in",
        "identity.sign_in_to_demo",
        "identity.second_factor",
        "identity.accept_invitation",
        "identity.ask_for_reset",
        "identity.reset_password",
        # A share opened with a code: the code, or the browser that has entered it, is the key.
        "share.enter_code",
        "share.show_opened",
        "share.download_opened",
        # A person's calendar: its address is the key, for programs that cannot sign in.
        "feeds.read",
    }
)

# What a person who still has to set up their second factor may reach besides.
BEFORE_SECOND_FACTOR = frozenset(
    {
        "static",
        "identity.set_up_second_factor",
        "identity.sign_out",
    }
)
