# SPDX-License-Identifier: MIT
"""samevalues.py BODIES.json: says which pairs of bodies hold other values, with digits of any size."""
import json
import sys
from decimal import Decimal


def values(text):
    options = {"parse_int": Decimal, "parse_float": Decimal}
    try:
        return json.loads(text, object_pairs_hook=lambda pairs: ("object", sorted(pairs, key=repr)), **options)
    except (ValueError, RecursionError):
        return ("text", text)


def main(path):
    with open(path, encoding="utf-8") as file:
        pairs = json.load(file)
    other = [pair["name"] for pair in pairs if values(pair["now"]) != values(pair["then"])]
    print("\n".join(other))
    return 1 if other or not pairs else 0


sys.exit(main(sys.argv[1]))
