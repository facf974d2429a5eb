# SPDX-License-Identifier: MIT
# Every picture made: grid, filters, viewer, what each cost.
set(GALLERY_SOURCES gallery/gallerypanelacts.cpp)
foreach(part galleryactions gallerybar gallerycanvas gallerydelegate gallerydetails gallerygrid galleryimages
        gallerymenu gallerymodel gallerypanel galleryprices galleryshelf gallerythumbs galleryviewer gallerywords)
    list(APPEND GALLERY_SOURCES gallery/${part}.h gallery/${part}.cpp)
endforeach()
