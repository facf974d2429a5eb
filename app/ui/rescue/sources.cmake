# SPDX-License-Identifier: MIT
# Carrying on in the sandbox when the network goes.
set(RESCUE_SOURCES)
