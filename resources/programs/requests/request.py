#!/usr/bin/env python3
# One recorded request. It prints the answer's status and body.
{{#sdk}}
#   python3 request.py      (pip install {{package}}: then the official client sends it)
{{/sdk}}
{{#plain}}
#   python3 request.py
{{/plain}}
# {{what}}
{{#again}}
# An event whose id was sent before is accepted again and billed once.
{{/again}}
{{#fresh}}
# The same events with new ids, at the time they arrive: they bill anew.
{{/fresh}}
{{#json}}
import json
{{/json}}
import os
import sys
import urllib.error
import urllib.request
{{#fresh}}
import uuid
{{/fresh}}
{{#sdk}}

try:
{{#httpx}}
    import httpx
{{/httpx}}
    import {{package}}
except ImportError:
    {{package}} = None  # not installed: the same request goes out without it
{{/sdk}}

BASE = (os.environ.get("{{address_name}}") or {{address}}).rstrip("/")
KEY = os.environ.get("{{key_name}}") or sys.exit("Set {{key_name}}.")
{{#body}}
BODY = {{body}}
{{/body}}
{{#sdk}}


def with_client():
    client = {{package}}.{{client}}({{python_key}}=KEY, base_url=BASE, max_retries=0)
    try:
        answer = {{call}}
    except {{package}}.APIStatusError as refused:
        answer = refused.response
    return answer.status_code, answer.text
{{/sdk}}


def without_package():
{{#json}}
    data = json.dumps(BODY).encode()
{{/json}}
{{#text}}
    data = BODY.encode()
{{/text}}
{{#nobody}}
    data = {{empty}}
{{/nobody}}
    request = urllib.request.Request(BASE + {{target}}, data, method="{{method}}")
    request.add_header("Authorization", "Bearer " + KEY)
{{#accept}}
    request.add_header("Accept", {{accept_value}})
{{/accept}}
{{#body}}
    request.add_header("Content-Type", {{content_value}})
{{/body}}
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode("utf-8", "replace")


try:
{{#sdk}}
    status, text = with_client() if {{package}} else without_package()
{{/sdk}}
{{#plain}}
    status, text = without_package()
{{/plain}}
except Exception as problem:
    sys.exit(f"No answer: {problem}")
print(status, text)
sys.exit(0 if status < 400 else 1)
