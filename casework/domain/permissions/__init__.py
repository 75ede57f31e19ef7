"""Who may do what on a case: pairs of `can_x`, for pages, and `check_can_x`, for verbs.

Roles on the case are read from its facts, on the date judged. Nothing is permitted by default,
and administrators are not exempt: administering users gives no sight of any case.
"""

from casework.domain.permissions.acting import (
    DOCUMENT_APPROVERS,
    can_act_as,
    can_decide_as,
    check_can_act_as,
    check_can_decide_as,
    deciding_roles,
)
from casework.domain.permissions.people import (
    KEPT_BY_GOVERNANCE,
    MOST_FOR_THE_OPENER,
    PEOPLE_KEEPERS,
    can_keep_people,
    check_can_keep_people,
    check_can_open_with,
    check_role_suits,
    is_governance,
)
from casework.domain.permissions.privilege import (
    PRIVILEGED_READERS,
    can_read_privileged,
    can_read_record,
    classifications_of,
    is_privileged,
)
from casework.domain.permissions.recording import (
    CLERK_KINDS,
    COUNCIL_ROLES,
    THEIR_WORDS,
    can_record,
    can_replace,
    check_can_record,
    check_can_replace,
    recorder_held,
    spoke_for_a_council,
    spoke_for_its_body,
)
from casework.domain.permissions.seeing import (
    OVERSIGHT,
    can_view_case,
    can_work_on,
    check_can_view_case,
    check_can_work_on,
    check_knows_case,
    roles_on,
    speaks_for,
)
from casework.domain.permissions.signing import (
    can_sign_for,
    check_can_sign_for,
    check_four_eyes,
)

__all__ = [
    "CLERK_KINDS",
    "COUNCIL_ROLES",
    "DOCUMENT_APPROVERS",
    "KEPT_BY_GOVERNANCE",
    "MOST_FOR_THE_OPENER",
    "OVERSIGHT",
    "PEOPLE_KEEPERS",
    "PRIVILEGED_READERS",
    "THEIR_WORDS",
    "can_act_as",
    "can_decide_as",
    "can_keep_people",
    "can_read_privileged",
    "can_read_record",
    "can_record",
    "can_replace",
    "can_sign_for",
    "can_view_case",
    "can_work_on",
    "check_can_act_as",
    "check_can_decide_as",
    "check_can_keep_people",
    "check_can_open_with",
    "check_can_record",
    "check_can_replace",
    "check_can_sign_for",
    "check_can_view_case",
    "check_can_work_on",
    "check_four_eyes",
    "check_knows_case",
    "check_role_suits",
    "classifications_of",
    "deciding_roles",
    "is_governance",
    "is_privileged",
    "recorder_held",
    "roles_on",
    "speaks_for",
    "spoke_for_a_council",
    "spoke_for_its_body",
]
