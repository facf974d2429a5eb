#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Takes webhooks from Dodo Payments at POST /webhook: checks the signature, keeps the message, answers, then acts."""
import base64
import binascii
import hashlib
import hmac
import json
import os
import pathlib
import sys
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

INBOX = pathlib.Path("inbox")  # one file a message; a second one, .done, once it was handled
MOST_BYTES = 1024 * 1024
TOLERANCE_SECONDS = 300


def act(message_id, event):
    """What your program does with a message. After a crash it may see the same message again."""
    event = event if isinstance(event, dict) else {}
    data = event.get("data") or {}
    if event.get("type") == "subscription.active":
        said = f"subscription {data.get('subscription_id')} may use the product."
    elif event.get("type") == "payment.succeeded":
        said = f"payment {data.get('payment_id')} arrived."
    else:
        said = f"nothing to do for {json.dumps(event.get('type', 'no type'))}."
    print(f"handled {message_id}: {said}", flush=True)


def signature(key, message_id, timestamp, body):
    signed = b".".join([message_id.encode(), timestamp.encode(), body])
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()


def is_genuine(key, message_id, timestamp, signatures, body):
    """Several signatures may stand side by side while a secret is exchanged. Any one will do."""
    if not (message_id and timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(int(time.time()) - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    expected = ("v1," + signature(key, message_id, timestamp, body)).encode()
    given = signatures.encode("utf-8", "replace").split(b" ")
    return any([hmac.compare_digest(expected, one) for one in given])


def path_of(message_id, ending):
    """An id is anybody's text, so the file is named by its hash."""
    return INBOX / (hashlib.sha256(message_id.encode("utf-8", "replace")).hexdigest() + ending)


def keep(message_id, body):
    """False when the id came before: the sender repeats a message until it is answered. The message is whole on
    disk before it gets its name, so one that was cut off halfway is taken at the next try."""
    part = INBOX / f"{uuid.uuid4()}.part"
    with part.open("x", encoding="utf-8") as file:
        json.dump({"id": message_id, "event": json.loads(body)}, file)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(part, path_of(message_id, ".json"))
        return True
    except FileExistsError:
        return False
    finally:
        part.unlink()


def handle(message_id, event):
    try:
        act(message_id, event)
        path_of(message_id, ".done").touch()
    except Exception as problem:  # whatever went wrong, the message must not be lost
        print(f"{message_id} waits for the next start: {problem}", file=sys.stderr)


class Webhook(BaseHTTPRequestHandler):
    key = b""
    timeout = 15

    def do_POST(self):
        if self.path != "/webhook":
            return self.answer(404)
        length = self.headers.get("Content-Length", "")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return self.answer(413 if length.isdigit() else 411)
        # The signature covers the bytes as they came, so they are not parsed before it is checked.
        body = self.rfile.read(int(length))
        message_id, timestamp, signatures = (
            self.headers.get("webhook-" + name, "") for name in ("id", "timestamp", "signature")
        )
        if not is_genuine(self.key, message_id, timestamp, signatures, body):
            print("refused: the signature or the time is wrong", file=sys.stderr)
            return self.answer(401)
        try:
            event = json.loads(body)
            fresh = keep(message_id, body)
        except ValueError:
            return self.answer(400)
        self.answer(200)
        if fresh:
            threading.Thread(target=handle, args=(message_id, event)).start()

    def answer(self, status):
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        """One line a message is enough: act() writes it."""


def main():
    secret = os.environ.get("DODO_PAYMENTS_WEBHOOK_KEY", "").strip()
    try:
        Webhook.key = base64.b64decode(secret[6:] if secret.startswith("whsec_") else secret, validate=True)
    except binascii.Error:
        Webhook.key = b""
    if not Webhook.key:
        sys.exit("Set DODO_PAYMENTS_WEBHOOK_KEY: the endpoint's secret, whsec_ and more.")
    INBOX.mkdir(exist_ok=True)
    for path in sorted(INBOX.glob("*.json")):
        if not path.with_suffix(".done").exists():
            waiting = json.loads(path.read_text("utf-8"))
            handle(waiting["id"], waiting["event"])
    server = ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT") or "4020")), Webhook)
    print(f"POST http://127.0.0.1:{server.server_address[1]}/webhook", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
