"""The forms of signing in and of one's own account."""

from __future__ import annotations

from wtforms import EmailField, PasswordField, RadioField, StringField
from wtforms.validators import EqualTo, InputRequired

from casework.domain.passwords import SHORTEST
from casework.web.forms import CaseworkForm

ADVICE = f"At least {SHORTEST} characters. Three words that do not belong together are good."


class SignInForm(CaseworkForm):
    email = EmailField(
        "Email address", [InputRequired("Enter your email address")],
        render_kw={"autocomplete": "username"},
    )  # fmt: skip
    password = PasswordField("Password", [InputRequired("Enter your password")])


class DemoSignInForm(CaseworkForm):
    person = RadioField(
        "Role", [InputRequired("Choose a role")], validate_choice=False, choices=[],
        render_kw={"label_size": "m"},
    )  # fmt: skip
    demo_password = StringField(
        "Password", [InputRequired("Enter the password shown above")],
        render_kw={"width": 20, "autocomplete": "off"},
    )  # fmt: skip


class CodeForm(CaseworkForm):
    code = StringField(
        "Code", [InputRequired("Enter the code")],
        description="Six digits from your authenticator app, or one of your recovery codes",
        render_kw={"width": 10, "autocomplete": "one-time-code", "spellcheck": False},
    )  # fmt: skip


class SetUpForm(CaseworkForm):
    present = PasswordField("Present password")
    code = StringField(
        "Code", [InputRequired("Enter the code")], description="Six digits from the app",
        render_kw={"width": 10, "autocomplete": "one-time-code", "inputmode": "numeric"},
    )  # fmt: skip


class RenewCodesForm(CaseworkForm):
    present = PasswordField(
        "Present password", [InputRequired("Enter your present password")],
        render_kw={"autocomplete": "current-password", "width": 20},
    )  # fmt: skip


class NewPasswordForm(CaseworkForm):
    password = PasswordField(
        "New password", [InputRequired("Enter a password")], description=ADVICE,
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip
    password_again = PasswordField(
        "New password again", [EqualTo("password", "The two passwords are not the same")],
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class ChangePasswordForm(CaseworkForm):
    present = PasswordField("Present password", [InputRequired("Enter your present password")])
    new = PasswordField(
        "New password", [InputRequired("Enter a new password")], description=ADVICE,
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip
    new_again = PasswordField(
        "New password again", [EqualTo("new", "The two passwords are not the same")],
        render_kw={"autocomplete": "new-password"},
    )  # fmt: skip


class ResetForm(CaseworkForm):
    email = EmailField(
        "Email address", [InputRequired("Enter your email address")],
        render_kw={"autocomplete": "username"},
    )  # fmt: skip

