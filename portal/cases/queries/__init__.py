"""Questions about cases. Nothing here changes anything; every list is ordered to the last tie."""

from portal.cases.queries.desk import (
    Counters,
    QueuePage,
    by_number,
    case_for_desk,
    counters,
    decided_on,
    duplicates_of,
    full_timeline,
    has_duplicates,
    newest_publication,
    next_in_queue,
    objection,
    oldest_waiting,
    open_objections,
    provisionally_due,
    queue,
    several,
    waiting_count,
)
from portal.cases.queries.identity import (
    code_fits,
    code_hash,
    code_of,
    digits,
    grouped,
    new_key,
    slip_address,
    submission_hash,
)
from portal.cases.queries.nearby import (
    distance,
    grid_cell,
    position_of,
    similar_nearby,
    street_of,
)
from portal.cases.queries.public import by_number_published, has_thanked
from portal.cases.queries.reporter import (
    all_of_person,
    by_submission,
    contact_to_erase,
    export_of,
    get,
    objection_by_key,
    objection_by_submission,
    objection_of_form,
    objectors_to_erase,
    of_person,
    reporter_timeline,
    run_out,
    slip,
)

__all__ = [
    "Counters", "QueuePage", "all_of_person", "by_number", "by_number_published",
    "by_submission", "case_for_desk", "code_fits", "code_hash", "code_of", "contact_to_erase",
    "counters", "decided_on", "digits", "distance", "duplicates_of", "export_of",
    "full_timeline", "get", "grid_cell", "grouped", "has_duplicates", "has_thanked", "new_key",
    "newest_publication", "next_in_queue", "objection", "objection_by_key",
    "objection_by_submission", "objection_of_form", "objectors_to_erase", "of_person",
    "oldest_waiting", "open_objections", "position_of", "provisionally_due", "queue",
    "reporter_timeline", "run_out", "several", "similar_nearby", "slip", "slip_address",
    "street_of", "submission_hash", "waiting_count",
]  # fmt: skip
