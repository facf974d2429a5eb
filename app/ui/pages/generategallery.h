// SPDX-License-Identifier: MIT
#pragma once

#include "billing/ids.h"

#include <QObject>
#include <QPointer>

#include <functional>

class GalleryPanel;
class QStackedLayout;
struct PageActions;
class QWidget;

// Makes the gallery when it is first wanted.
using MakeGallery = std::function<GalleryPanel *(QWidget *parent)>;

// The gallery in the place of the page's columns, and the way back to where one was.
class GenerateGallery : public QObject {
    Q_OBJECT

public:
    GenerateGallery(QStackedLayout &places, QWidget *page);

    void setMaker(MakeGallery make) { m_make = std::move(make); }
    bool canOpen() const { return m_panel || m_make; }
    bool isOpen() const;
    PageActions *keys() const; // the panel's; null when it has none

    void open();
    void openPicture(const EventId &id); // large
    void openFile(const QString &path); // a dropped file
    void close();

Q_SIGNALS:
    void made(GalleryPanel *panel); // once: to be connected
    void closed();

private:
    bool show();

    QStackedLayout &m_places;
    QWidget *m_page;
    MakeGallery m_make;
    GalleryPanel *m_panel = nullptr;
    QPointer<QWidget> m_before; // had the focus
};
