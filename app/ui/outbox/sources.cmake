# SPDX-License-Identifier: MIT
# What waits to be sent, what was sent compared with what is there, and every live call.
set(OUTBOX_PAGE_SOURCES)
