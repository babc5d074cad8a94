"""The same deadlines by numpy: called by deadlines.rs, prints one line of JSON.

On standard input {"working": [days since 1970 of all working days], "events": [days since 1970], "count", "runs", "out"}.
The last days go to the file `out` as 32-bit numbers.
"""

import json
import sys
import time

import numpy as np

asked = json.load(sys.stdin)
events = np.array(asked["events"], np.int32)
working = np.array(asked["working"], np.int32)
count = asked["count"]
seconds = []
for _ in range(asked["runs"]):
    start = time.process_time()
    last_days = working[np.searchsorted(working, events, side="right") + (count - 1)]
    seconds.append(time.process_time() - start)
last_days.astype("<i4").tofile(asked["out"])
print(json.dumps({"seconds": sorted(seconds)[len(seconds) // 2], "version": np.__version__}))
