# SPDX-License-Identifier: MIT
# What waits to be sent, what was sent compared with what is there, and every live call.
set(OUTBOX_PAGE_SOURCES outbox/comparepartbuild.cpp)
foreach(part askfile auditmodel auditpart comparemodel comparepart comparewords discardsheet outboxcard outboxsheet outboxtable
        queueactions queueedit queuehead queuemodel queuepart queuewords)
    list(APPEND OUTBOX_PAGE_SOURCES outbox/${part}.h outbox/${part}.cpp)
endforeach()
