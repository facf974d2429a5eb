# SPDX-License-Identifier: MIT
# Where pictures come from: choosing an engine, its key, its models, the caps.
set(ENGINE_SOURCES)
foreach(part addresstext captext keytext)
    list(APPEND ENGINE_SOURCES engines/${part}.h engines/${part}.cpp)
endforeach()
