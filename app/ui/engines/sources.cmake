# SPDX-License-Identifier: MIT
# Where pictures come from: choosing an engine, its key, its models, the caps.
set(ENGINE_SOURCES)
foreach(part addresstext captext enginekey enginelist enginepanel enginespending enginessheet enginewords keytext
        modelfield pricegrid pricetable)
    list(APPEND ENGINE_SOURCES engines/${part}.h engines/${part}.cpp)
endforeach()
