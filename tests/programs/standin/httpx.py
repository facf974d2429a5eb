# SPDX-License-Identifier: MIT
"""What the official client answers with, as far as a copied request looks at it."""


class Response:
    def __init__(self, status_code, text):
        self.status_code = status_code
        self.text = text
