# SPDX-License-Identifier: MIT
# How the network is reached, and a test of it step by step.
set(CONNECTION_SOURCES)
