# SPDX-License-Identifier: MIT
# Every picture made: grid, filters, viewer, what each cost.
set(GALLERY_SOURCES)
