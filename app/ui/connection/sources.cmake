# SPDX-License-Identifier: MIT
# How the network is reached, and a test of it step by step.
set(CONNECTION_SOURCES)
foreach(part connectionsheet connectionsteps connectionwords networkform)
    list(APPEND CONNECTION_SOURCES connection/${part}.h connection/${part}.cpp)
endforeach()
