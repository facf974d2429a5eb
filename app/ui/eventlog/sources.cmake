# SPDX-License-Identifier: MIT
# The Event log page.
set(EVENTLOG_SOURCES)
foreach(part bar card completer detail exchange empty export page pane payload rows send sendwords table
        verdict words)
    list(APPEND EVENTLOG_SOURCES eventlog/eventlog${part}.h eventlog/eventlog${part}.cpp)
endforeach()
# The chosen request as a program.
list(APPEND EVENTLOG_SOURCES eventlog/eventlogcopyas.h eventlog/eventlogcopyas.cpp)
# What the page is built of: the chosen row, the layout, the window of its own.
foreach(part choice columnlist columns import keeping marks note saved split tableactions tablehead window)
    list(APPEND EVENTLOG_SOURCES eventlog/eventlog${part}.h eventlog/eventlog${part}.cpp)
endforeach()
# Why it counted or not, and what would mend it.
foreach(part mend mendcalls mendcard names)
    list(APPEND EVENTLOG_SOURCES eventlog/eventlog${part}.h eventlog/eventlog${part}.cpp)
endforeach()
list(APPEND EVENTLOG_SOURCES eventlog/eventlogpagebuild.cpp)
# The chosen exchange, and the way of its event.
foreach(part batch heads links panebody timeline timelinerow timelinesteps tries)
    list(APPEND EVENTLOG_SOURCES eventlog/eventlog${part}.h eventlog/eventlog${part}.cpp)
endforeach()
list(APPEND EVENTLOG_SOURCES eventlog/eventlogverdictmend.cpp)
