"""All drawn sheets: those that are read, and those that are not."""

from tests.recognise.callbacks import CALLBACKS
from tests.recognise.complaints import COMPLAINTS
from tests.recognise.deliveries import DELIVERIES
from tests.recognise.jobs import JOBS
from tests.recognise.money import MONEY
from tests.recognise.no_logs import UNREAD as NO_LOGS
from tests.recognise.office import OFFICE
from tests.recognise.other_sheets import OTHER_SHEETS
from tests.recognise.staff_logs import STAFF_LOGS
from tests.recognise.stock import STOCK
from tests.recognise.visits import VISITS

READ = (*CALLBACKS, *COMPLAINTS, *VISITS, *DELIVERIES, *JOBS, *STAFF_LOGS, *STOCK, *MONEY, *OFFICE)
UNREAD = (*NO_LOGS, *OTHER_SHEETS)

__all__ = ["OTHER_SHEETS", "READ", "UNREAD"]
