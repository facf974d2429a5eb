# SPDX-License-Identifier: MIT
# The payload editor of the Event log page.
set(PAYLOAD_SOURCES)
foreach(part editor)
    list(APPEND PAYLOAD_SOURCES payload/payload${part}.h payload/payload${part}.cpp)
endforeach()
