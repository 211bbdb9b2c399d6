"""What all tests share; the fixtures themselves live in `tests/support`, a module per subject."""

from tests.support.memory import prefer_memory
from tests.support.network import refuse_other_hosts

pytest_plugins = [
    "tests.support.application",
    "tests.support.engines",
    "tests.support.factories",
    "tests.support.people",
]

prefer_memory()
refuse_other_hosts()
