"""All drawn sheets: those that are read, and those that are not."""

from tests.recognise.callbacks import CALLBACKS
from tests.recognise.complaints import COMPLAINTS
from tests.recognise.deliveries import DELIVERIES
from tests.recognise.no_logs import UNREAD
from tests.recognise.visits import VISITS

READ = (*CALLBACKS, *COMPLAINTS, *VISITS, *DELIVERIES)

__all__ = ["READ", "UNREAD"]
