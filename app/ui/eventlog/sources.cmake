# SPDX-License-Identifier: MIT
# The Event log page.
set(EVENTLOG_SOURCES)
foreach(part bar card completer detail exchange empty export page pane payload rows send sendwords table
        verdict words)
    list(APPEND EVENTLOG_SOURCES eventlog/eventlog${part}.h eventlog/eventlog${part}.cpp)
endforeach()
