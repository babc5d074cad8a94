"""Rules of random inspection (双随机、一公开): sealed draws by ticket that anybody can re-run.

>>> import json, double_random
>>> double_random.wire(json.dumps({"verb": "quota", "args": {"size": 101, "ratio": "7%"}}))
'{"ok":{"quota":8}}'
"""

from ._door import wire

__all__ = ["wire"]
