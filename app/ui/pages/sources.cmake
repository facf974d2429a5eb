# SPDX-License-Identifier: MIT
# One line a page: set(PAGE_SOURCES ... pages/meterpage.h pages/meterpage.cpp ...), and in PAGE_USES the layers they need.
set(PAGE_SOURCES)
set(PAGE_USES)

# Shared by the pages with a form and a side column.
list(APPEND PAGE_SOURCES pages/cataloguelist.h pages/cataloguelist.cpp pages/cataloguerow.h pages/cataloguerow.cpp pages/formcolumns.h pages/formcolumns.cpp
    pages/catalogueitems.h pages/catalogueitems.cpp pages/playedproduct.h pages/playedproduct.cpp
    pages/iconmark.h pages/iconmark.cpp pages/failurestrip.h pages/failurestrip.cpp)
# Meter
list(APPEND PAGE_SOURCES
    pages/meterexample.h pages/meterexample.cpp pages/meterfilteredit.h pages/meterfilteredit.cpp
    pages/meterfiltergroup.h pages/meterfiltergroup.cpp pages/meterfilterrow.h pages/meterfilterrow.cpp
    pages/meterfilterwords.h pages/meterfilterwords.cpp pages/meterform.h pages/meterform.cpp
    pages/meternamecheck.h pages/meternamecheck.cpp pages/meterpage.h pages/meterpage.cpp
    pages/meterpayload.h pages/meterpayload.cpp pages/metersummary.h pages/metersummary.cpp
    pages/namecheckwords.h pages/namecheckwords.cpp)
# Product
list(APPEND PAGE_SOURCES
    pages/productadvanced.h pages/productadvanced.cpp pages/productamounts.h pages/productamounts.cpp
    pages/productform.h pages/productform.cpp pages/productmeterpanel.h pages/productmeterpanel.cpp
    pages/productmeters.h pages/productmeters.cpp pages/productpage.h pages/productpage.cpp
    pages/productpreview.h pages/productpreview.cpp pages/productpricing.h pages/productpricing.cpp
    pages/productsummary.h pages/productsummary.cpp pages/productwork.cpp)
list(APPEND PAGE_USES app_session)
# Usage & invoice
list(APPEND PAGE_SOURCES
    pages/paperline.h pages/paperline.cpp pages/usageclock.h pages/usageclock.cpp
    pages/usagecustomers.h pages/usagecustomers.cpp pages/usagedays.h pages/usagedays.cpp pages/usagedraw.cpp
    pages/usagepage.h pages/usagepage.cpp pages/usagepaid.h pages/usagepaid.cpp
    pages/usagepaidlist.h pages/usagepaidlist.cpp pages/usagepaper.h pages/usagepaper.cpp
    pages/usageperiods.h pages/usageperiods.cpp pages/usagewords.h pages/usagewords.cpp)
list(APPEND PAGE_USES app_eventlog)
# Connect my own program
list(APPEND PAGE_SOURCES
    pages/connectlamp.h pages/connectlamp.cpp pages/connectlines.h pages/connectlines.cpp
    pages/connectpanel.h pages/connectpanel.cpp pages/connecttally.h pages/connecttally.cpp
    pages/connectwatch.h pages/connectwatch.cpp pages/connectwords.h pages/connectwords.cpp)
# About
list(APPEND PAGE_SOURCES pages/aboutbox.h pages/aboutbox.cpp)
# Generate
foreach(part columns earlier engine event files forecast form gallery history images link moneys notice options
        orders page picture picturebar popup progress prompt queue receipt rows run settings size spent trail words)
    list(APPEND PAGE_SOURCES pages/generate${part}.h pages/generate${part}.cpp)
endforeach()
list(APPEND PAGE_SOURCES pages/generateprice.cpp pages/generatework.cpp pages/pictureevents.h pages/pictureevents.cpp)
list(APPEND PAGE_USES app_session)
# Customer
list(APPEND PAGE_SOURCES
    pages/customercards.h pages/customercards.cpp pages/customerform.h pages/customerform.cpp
    pages/customerpage.h pages/customerpage.cpp pages/customerpeople.h pages/customerpeople.cpp
    pages/customerstates.cpp pages/customerwaiting.h pages/customerwaiting.cpp pages/customerstep.h pages/customerstep.cpp
    pages/customersteps.h pages/customersteps.cpp pages/customersubscription.h pages/customersubscription.cpp
    pages/customerwords.h pages/customerwords.cpp pages/customerwork.cpp)
