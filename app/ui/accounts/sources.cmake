# SPDX-License-Identifier: MIT
# Where billing goes: keys, live mode, bringing objects over.
set(ACCOUNTS_SOURCES)
