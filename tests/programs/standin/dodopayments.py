# SPDX-License-Identifier: MIT
"""The official client's names, for machines it cannot be installed on: each call and the request it makes.

Positional arguments are the path's ids, named ones the query of a GET, else the body.
"""
import json
import urllib.error
import urllib.parse
import urllib.request

import httpx

CALLS = {
    "checkout_sessions.create": "POST /checkouts",
    "checkout_sessions.retrieve": "GET /checkouts/{}",
    "customers.create": "POST /customers",
    "customers.list": "GET /customers",
    "customers.retrieve": "GET /customers/{}",
    "customers.update": "PATCH /customers/{}",
    "invoices.payments.retrieve": "GET /invoices/payments/{}",
    "meters.archive": "DELETE /meters/{}",
    "meters.create": "POST /meters",
    "meters.list": "GET /meters",
    "meters.retrieve": "GET /meters/{}",
    "meters.unarchive": "POST /meters/{}/unarchive",
    "payments.list": "GET /payments",
    "payments.retrieve": "GET /payments/{}",
    "payments.retrieve_line_items": "GET /payments/{}/line-items",
    "products.archive": "DELETE /products/{}",
    "products.create": "POST /products",
    "products.list": "GET /products",
    "products.retrieve": "GET /products/{}",
    "products.unarchive": "POST /products/{}/unarchive",
    "products.update": "PATCH /products/{}",
    "subscriptions.change_plan": "POST /subscriptions/{}/change-plan",
    "subscriptions.list": "GET /subscriptions",
    "subscriptions.retrieve": "GET /subscriptions/{}",
    "subscriptions.retrieve_usage_history": "GET /subscriptions/{}/usage-history",
    "subscriptions.update": "PATCH /subscriptions/{}",
    "usage_events.ingest": "POST /events/ingest",
    "usage_events.list": "GET /events",
    "usage_events.retrieve": "GET /events/{}",
    "webhooks.create": "POST /webhooks",
    "webhooks.delete": "DELETE /webhooks/{}",
    "webhooks.headers.update": "PATCH /webhooks/{}/headers",
    "webhooks.list": "GET /webhooks",
    "webhooks.retrieve": "GET /webhooks/{}",
    "webhooks.retrieve_secret": "GET /webhooks/{}/secret",
    "webhooks.update": "PATCH /webhooks/{}",
}
WITHOUT_BODY = ("unarchive", "archive", "delete")


class APIStatusError(Exception):
    def __init__(self, response):
        super().__init__(f"Error code: {response.status_code}")
        self.response = response


class RawAnswer:
    def __init__(self, response):
        self.http_response = response


class Resource:
    def __init__(self, client, name):
        self._client = client
        self._name = name

    def __getattr__(self, name):
        return Resource(self._client, f"{self._name}.{name}")

    def __call__(self, *ids, **named):
        call = self._name.replace(".with_raw_response", "")
        assert call != self._name, "the status comes with the raw answer alone"
        method, path = CALLS[call].split(" ")
        assert path.count("{}") == len(ids) and all(ids)
        path = path.format(*(urllib.parse.quote(one, safe=":@$&'()*+,;=!~") for one in ids))
        if method == "GET" and named:
            words = {True: "true", False: "false"}
            pairs = [(key, words[value] if isinstance(value, bool) else value) for key, value in named.items()]
            return RawAnswer(self._client.send(method, f"{path}?{urllib.parse.urlencode(pairs)}"))
        bare = method == "GET" or call.endswith(WITHOUT_BODY)
        assert bare != bool(named)
        return RawAnswer(self._client.send(method, path, named or None))


class DodoPayments:
    def __init__(self, *, bearer_token, base_url, max_retries):
        assert bearer_token and max_retries == 0
        self._key = bearer_token
        self._base = base_url.rstrip("/")

    def __getattr__(self, name):
        if name in ("get", "post", "put", "patch", "delete"):
            return lambda path, *, cast_to, body=None: self.send(name.upper(), path, body)
        return Resource(self, name)

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body, ensure_ascii=False).encode()
        if data is None and method == "POST":
            data = b""
        request = urllib.request.Request(self._base + path, data, method=method)
        request.add_header("Authorization", f"Bearer {self._key}")
        request.add_header("User-Agent", "DodoPayments/Python 1.123.0")
        request.add_header("X-Stainless-Lang", "python")
        request.add_header("X-Stainless-Package-Version", "1.123.0")
        if body is not None:
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return httpx.Response(answer.status, answer.read().decode("utf-8", "replace"))
        except urllib.error.HTTPError as refused:
            raise APIStatusError(httpx.Response(refused.code, refused.read().decode("utf-8", "replace"))) from None
