"""The forms of administration."""

from __future__ import annotations

from wtforms import EmailField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from casework.domain.administration import SYSTEM_ROLES
from casework.domain.organisations import CODE_SYSTEMS, ORGANISATION_KINDS
from casework.web.forms import (
    AtMost,
    CaseworkForm,
    DatePartsField,
    OneUseKeyField,
    Options,
    choices,
)

NO_ORGANISATION = "Not recorded"


class OrganisationForm(CaseworkForm):
    one_use_key = OneUseKeyField()
    name = StringField("Name", [InputRequired("Enter the organisation's name"), AtMost(200)])
    kind = SelectField(
        "Kind of organisation", [InputRequired("Choose what kind of organisation it is")],
        choices=choices(ORGANISATION_KINDS, "Choose one"),
    )  # fmt: skip
    code_system = RadioField("Code", choices=choices({**CODE_SYSTEMS, "": "No code"}), default="")
    code = StringField("The code itself", [AtMost(12)], render_kw={"width": 10},
                       description="Such as QKS or E10000016")  # fmt: skip
    valid_from = DatePartsField("First day", [Optional()], description="If it is known")
    valid_to = DatePartsField(
        "Last day", [Optional()], description="If it has ended or its end is fixed"
    )
    source = StringField("Where this comes from", [AtMost(300)])


class PersonForm(CaseworkForm):
    one_use_key = OneUseKeyField()
    name = StringField("Name", [InputRequired("Enter the person's name"), AtMost(200)],
                       render_kw={"autocomplete": "off"})  # fmt: skip
    email = EmailField("Email address", [AtMost(254)], render_kw={"autocomplete": "off"})
    organisation = SelectField("Organisation")
    job_title = StringField("Job title", [AtMost(200)])


class InvitationForm(CaseworkForm):
    email = EmailField(
        "Email address", [InputRequired("Enter the email address"), AtMost(254)],
        description="The invitation goes there, and the person signs in with it",
        render_kw={"autocomplete": "off"},
    )  # fmt: skip
    roles = Options(
        "System-wide roles", choices=choices(SYSTEM_ROLES),
        description="Most people need none: roles on a case are given in the case",
    )  # fmt: skip


class RolesForm(CaseworkForm):
    roles = Options("System-wide roles", choices=choices(SYSTEM_ROLES))


class ContactListForm(CaseworkForm):
    title = StringField("Title of the list", [InputRequired("Enter a title"), AtMost(200)])


class ContactForm(CaseworkForm):
    one_use_key = OneUseKeyField()
    name = StringField("Name", [InputRequired("Enter the contact's name"), AtMost(200)],
                       render_kw={"autocomplete": "off"})  # fmt: skip
    email = EmailField("Email address", [InputRequired("Enter the email address")],
                       render_kw={"autocomplete": "off"})  # fmt: skip
    organisation = SelectField("Organisation")
    contact_list = SelectField("Distribution list")
