# SPDX-License-Identifier: MIT
# Packs Inter and JetBrains Mono (OFL) into the program as :/fonts/NAME where the system has their files. Where it has
# not, the window takes the system's own fonts.
set(FONT_FILES)
foreach(name Inter-Regular.otf Inter-Medium.otf Inter-SemiBold.otf JetBrainsMono-Regular.ttf JetBrainsMono-Medium.ttf)
    find_file(FONT_${name} ${name}
        PATHS /usr/share/fonts /usr/local/share/fonts /Library/Fonts
        PATH_SUFFIXES opentype/inter truetype/jetbrains-mono inter jetbrains-mono
        NO_DEFAULT_PATH)
    if(FONT_${name})
        set_source_files_properties(${FONT_${name}} PROPERTIES QT_RESOURCE_ALIAS ${name})
        list(APPEND FONT_FILES ${FONT_${name}})
    else()
        message(STATUS "${name} not found: the window uses a system font instead")
    endif()
    mark_as_advanced(FONT_${name})
endforeach()
if(FONT_FILES)
    qt_add_resources(app_ui fonts PREFIX /fonts FILES ${FONT_FILES})
endif()
