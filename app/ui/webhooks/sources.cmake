# SPDX-License-Identifier: MIT
# The receiver of webhooks on this computer.
set(WEBHOOKS_SOURCES)
foreach(part webhooklist webhookmodel webhooksetup webhooksheet)
    list(APPEND WEBHOOKS_SOURCES webhooks/${part}.h webhooks/${part}.cpp)
endforeach()
