#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Does one piece of work and sends its usage event to Dodo Payments, once.

{{#count}}
python3 main.py         does the work and sends its event
{{/count}}
{{#measured}}
python3 main.py AMOUNT  does the work and sends its event; {{amount}} when left out
{{/measured}}
python3 main.py send    only sends what is still queued
"""
# Meter: {{meter}}, unit: {{unit}}.
import email.utils
import http.client
import json
{{#measured}}
import math
{{/measured}}
import os
import pathlib
import random
import sys
import time
import urllib.error
import urllib.request
import uuid
from datetime import datetime, timezone

EVENT_NAME = {{event_name}}  # the meter's event name, letter for letter
QUEUE = pathlib.Path("queue")  # one file an event, until the service has accepted it
REFUSED = QUEUE / "refused"
MOST_PER_REQUEST = 1000
TRIES = 4


class Refused(Exception):
    """The request is at fault. Sending it again cannot help."""


# What you charge for happens here. It returns what the meter reads.
{{#count}}
def work():
    return {{metadata}}
{{/count}}
{{#measured}}
def work(amount):
    return {{metadata}}


def amount_from(text):
    amount = int(text) if text.lstrip("-").isdigit() else float(text)
    if not math.isfinite(amount):
        raise ValueError(f"“{text}” is not a number.")
    return amount
{{/measured}}


def setting(name, because=""):
    value = os.environ.get(name, "").strip()
    if not value:
        raise LookupError(f"Set {name}{because and ': ' + because}.")
    return value


def record(event):
    """On disk before it returns: whatever fails after this, the event is sent at the next start."""
    part = QUEUE / (event["event_id"] + ".part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(event, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path_of(event))


def path_of(event, folder=QUEUE):
    return folder / (event["event_id"] + ".json")


def queued():
    return sorted(QUEUE.glob("*.json"))


def wait_before(attempt, hint):
    """Growing waits with chance in them; a wait the service asks for, up to a minute, comes first."""
    if hint and hint.strip().isdigit():
        asked = float(hint)
    elif hint and email.utils.parsedate_tz(hint):
        asked = email.utils.parsedate_to_datetime(hint).timestamp() - time.time()
    else:
        asked = 0
    if 0 < asked <= 60:
        return asked
    return min(0.5 * 2**attempt, 8) * random.uniform(0.75, 1)


def post(events, base, key):
    """One request, repeated with the same ids. Returns how many events were new."""
    headers = {
        "Authorization": "Bearer " + key,
        "Content-Type": "application/json",
        "User-Agent": "usage-python/1.0",
    }
    body = json.dumps({"events": events}).encode()
    request = urllib.request.Request(base.rstrip("/") + "/events/ingest", body, headers)
    for attempt in range(TRIES):
        hint = None
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["ingested_count"]
        except urllib.error.HTTPError as error:
            said = error.read().decode("utf-8", "replace")
            if error.code in (400, 413, 422):
                raise Refused(said) from None
            failure = f"{error.code} {said}"
            if error.code not in (408, 409, 429) and error.code < 500:
                break
            hint = error.headers.get("Retry-After")
        except (OSError, http.client.HTTPException) as error:
            failure = str(error)
        if attempt + 1 < TRIES:
            time.sleep(wait_before(attempt, hint))
    raise ConnectionError(f"{len(queued())} queued for the next start: {failure}")


def send_batch(events, base, key, sent):
    try:
        fresh = post(events, base, key)
    except Refused as refusal:
        # One bad event fails the whole request, so the batch is halved until the bad one stands alone.
        half = (len(events) + 1) // 2
        if len(events) > 1:
            send_batch(events[:half], base, key, sent)
            send_batch(events[half:], base, key, sent)
            return
        # Kept, not lost: it can be mended and put back into the queue by hand.
        print(f"Event {events[0]['event_id']} was refused: {refusal}", file=sys.stderr)
        path_of(events[0]).replace(path_of(events[0], REFUSED))
        sent["refused"] += 1
        return
    for event in events:
        path_of(event).unlink(missing_ok=True)
    sent["accepted"] += len(events)
    sent["new"] += fresh  # fewer than sent: the service had the others already


def main(argument):
    base = setting("DODO_PAYMENTS_BASE_URL", "without the address line the official client talks to live")
    key = setting("DODO_PAYMENTS_API_KEY")
    customer = setting("DODO_CUSTOMER_ID")
    REFUSED.mkdir(parents=True, exist_ok=True)
    if argument != "send":
        event_id = str(uuid.uuid4())  # before the work: repeating it cannot bill twice
{{#count}}
        metadata = work()
{{/count}}
{{#measured}}
        metadata = work(amount_from(argument or "{{amount}}"))
{{/measured}}
        record({
            "event_id": event_id,
            "customer_id": customer,
            "event_name": EVENT_NAME,
            "timestamp": datetime.now(timezone.utc).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "metadata": metadata,
        })
    sent = {"accepted": 0, "new": 0, "refused": 0}
    while batch := queued()[:MOST_PER_REQUEST]:
        send_batch([json.loads(path.read_text("utf-8")) for path in batch], base, key, sent)
    print(f"{sent['accepted']} accepted, {sent['new']} of them new, {sent['refused']} refused, {len(queued())} queued.")
    return 1 if sent["refused"] else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
    except (ConnectionError, LookupError, ValueError) as problem:
        sys.exit(str(problem))
