// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagerow.h"
#include "ui/desk.h"

#include <QWidget>

class EmptyState;

// Every picture ever made: found by words, engine, day and customer, seen large, with what it was made of,
// what it cost and what it was billed.
class GalleryPanel : public QWidget {
    Q_OBJECT

public:
    explicit GalleryPanel(const Desk &desk, QWidget *parent = nullptr);

    void reload(); // from the workspace
    void openPicture(const EventId &id); // large
    void openFile(const QString &path); // a dropped file: its picture, settings, event and bill

Q_SIGNALS:
    void useSettings(const ImageRow &row); // into the form
    void varyRequested(const ImageRow &row); // the same with the next seed
    void newSeedRequested(const ImageRow &row); // the same with another seed
    void againRequested(const ImageRow &row); // exactly the same
    void eventRequested(const EventId &id); // in the event log
    void billRequested();
    void closed(); // back to where the gallery was opened

private:
    Desk m_desk;
    EmptyState *m_empty;
};
