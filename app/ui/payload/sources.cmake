# SPDX-License-Identifier: MIT
# The payload editor of the Event log page.
set(PAYLOAD_SOURCES)
foreach(part colours editor foot many meters panel replay templates text watch words)
    list(APPEND PAYLOAD_SOURCES payload/payload${part}.h payload/payload${part}.cpp)
endforeach()
