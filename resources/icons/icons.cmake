# SPDX-License-Identifier: MIT
# Lucide shapes (ISC, resources/licenses/lucide.txt), found in the program as :/icons/NAME.svg.
file(GLOB ICON_FILES CONFIGURE_DEPENDS ${CMAKE_CURRENT_LIST_DIR}/*.svg)
qt_add_resources(app_ui icons PREFIX /icons BASE ${CMAKE_CURRENT_LIST_DIR} FILES ${ICON_FILES})
