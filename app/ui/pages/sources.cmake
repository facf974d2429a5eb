# SPDX-License-Identifier: MIT
# One line a page: set(PAGE_SOURCES ... pages/meterpage.h pages/meterpage.cpp ...), and in PAGE_USES the layers they need.
set(PAGE_SOURCES)
set(PAGE_USES)

# Shared by the pages with a form and a side column.
list(APPEND PAGE_SOURCES pages/cataloguelist.h pages/cataloguelist.cpp pages/formcolumns.h pages/formcolumns.cpp
    pages/iconmark.h pages/iconmark.cpp)
# Meter
list(APPEND PAGE_SOURCES
    pages/meterexample.h pages/meterexample.cpp pages/meterfilteredit.h pages/meterfilteredit.cpp
    pages/meterfiltergroup.h pages/meterfiltergroup.cpp pages/meterfilterrow.h pages/meterfilterrow.cpp
    pages/meterfilterwords.h pages/meterfilterwords.cpp pages/meterform.h pages/meterform.cpp
    pages/meternamecheck.h pages/meternamecheck.cpp pages/meterpage.h pages/meterpage.cpp
    pages/meterpayload.h pages/meterpayload.cpp pages/metersummary.h pages/metersummary.cpp
    pages/namecheckwords.h pages/namecheckwords.cpp)
list(APPEND PAGE_USES app_session)
