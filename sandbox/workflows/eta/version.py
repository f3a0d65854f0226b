"""Which of the three shapes of the training workflow this build registers."""

import os

NAMES = ("v1", "v2", "v3")

NAME = os.environ.get("ETA_VERSION", NAMES[-1])
if NAME not in NAMES:
    raise ValueError(f"ETA_VERSION={NAME!r} is none of {', '.join(NAMES)}")

NUMBER = NAMES.index(NAME) + 1
