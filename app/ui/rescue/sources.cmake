# SPDX-License-Identifier: MIT
# The strip that carries on in the sandbox when a real service does not answer.
set(RESCUE_SOURCES)
foreach(part rescuestrip rescuewords)
    list(APPEND RESCUE_SOURCES rescue/${part}.h rescue/${part}.cpp)
endforeach()
