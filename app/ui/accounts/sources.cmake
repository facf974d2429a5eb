# SPDX-License-Identifier: MIT
# Where billing goes: keys, live mode, bringing objects over.
set(ACCOUNTS_SOURCES)
foreach(part accountkey accountssheet accountwords billingkeytext billingstrip billingswitch bringoverrow bringoversheet livesheet)
    list(APPEND ACCOUNTS_SOURCES accounts/${part}.h accounts/${part}.cpp)
endforeach()
