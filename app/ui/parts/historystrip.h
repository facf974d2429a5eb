// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QImage>
#include <QList>
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QScrollArea;

struct HistoryItem {
    QString id;
    QImage thumb; // any size; shown square
    QString name; // for a screen reader: the prompt
    QString price; // "free", "$0.05"
    Ink priceInk = Ink::Dim;
};

// The pictures made so far, oldest first; the chosen one has the accent frame. Arrow keys walk, Return
// chooses.
class HistoryStrip : public QWidget {
    Q_OBJECT

public:
    explicit HistoryStrip(QWidget *parent = nullptr);
    void setItems(const QList<HistoryItem> &items);
    void appendItem(const HistoryItem &item);
    void setItem(const QString &id, const HistoryItem &item); // replaces it where it stands
    void setCurrent(const QString &id);
    QString current() const { return m_current; }
    void setCaption(const QString &text); // "12 pictures"
    void setCompact(bool compact); // 72 high without prices
    void addSideWidget(QWidget *widget); // under the caption: "Gallery"

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    class Thumb;
    Thumb *thumb(const QString &id) const;
    void add(const HistoryItem &item);

    QList<Thumb *> m_thumbs;
    QString m_current;
    bool m_compact = false;
    QWidget *m_side;
    QLabel *m_caption;
    QScrollArea *m_area;
    QHBoxLayout *m_row;
};
