# SPDX-License-Identifier: MIT
# Every picture made: grid, filters, viewer, what each cost.
set(GALLERY_SOURCES)
foreach(part gallerydelegate gallerygrid gallerymodel gallerypanel galleryprices gallerythumbs gallerywords)
    list(APPEND GALLERY_SOURCES gallery/${part}.h gallery/${part}.cpp)
endforeach()
