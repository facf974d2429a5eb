// SPDX-License-Identifier: MIT
#pragma once

#include "outbox/imagequery.h"

#include <QTimer>
#include <QWidget>

class Button;
class ComboBox;
class ElidedLabel;
class IconButton;
class PrefixedEdit;
class QDateEdit;
class QLabel;
class Segments;
class Session;

// The two rows above the pictures: words to search for with the count, the size of the pictures; below them
// what else narrows the list, and the day in sight. A choice with nothing to choose from is not shown.
class GalleryBar : public QWidget {
    Q_OBJECT

public:
    explicit GalleryBar(const Session &session, QWidget *parent = nullptr);

    ImageQuery query() const;
    bool narrows() const; // anything at all
    void setFacets(const ImageFacets &facets);
    void setCount(int shown); // "1,204 pictures"
    void setDay(const QString &day); // of the first picture in sight
    void setTiles(int size); // 0 small, 1 medium, 2 large
    void clear(); // all of it
    void focusSearch();

Q_SIGNALS:
    void changed();
    void tilesChanged(int size);
    void left(); // from the search field into the pictures
    void closeRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *makeSearch();
    QWidget *makeFilters();
    ComboBox *makeChoice(const char *name, const QString &label, QWidget *parent);
    void fill(ComboBox *choice, const QString &all, const QList<std::pair<QString, QByteArray>> &values);
    void dayChosen();
    void say(); // changed(), and what goes with it
    std::pair<QDate, QDate> days() const; // both included; either may be invalid

    const Session &m_session;
    PrefixedEdit *m_search;
    QLabel *m_count;
    IconButton *m_empty;
    Segments *m_tiles;
    ComboBox *m_engine;
    ComboBox *m_model;
    ComboBox *m_days;
    ComboBox *m_customer;
    QWidget *m_pick;
    QDateEdit *m_from;
    QDateEdit *m_until;
    Button *m_clear;
    ElidedLabel *m_day;
    QTimer m_typing;
};
