# SPDX-License-Identifier: MIT
# The receiver of webhooks on this computer.
set(WEBHOOKS_SOURCES)
