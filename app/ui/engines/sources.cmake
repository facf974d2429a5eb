# SPDX-License-Identifier: MIT
# Where pictures come from: choosing an engine, its key, its models, the caps.
set(ENGINE_SOURCES)
