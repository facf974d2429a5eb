// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QImage>
#include <QList>
#include <QWidget>

class HistoryThumb;
class QButtonGroup;
class QHBoxLayout;
class QLabel;
class QScrollArea;
class QVBoxLayout;

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
    enum class Density { Roomy, Compact }; // Compact: 72 high without prices (1280×720)

    explicit HistoryStrip(QWidget *parent = nullptr);
    void setItems(const QList<HistoryItem> &items);
    void appendItem(const HistoryItem &item);
    void setItem(const QString &id, const HistoryItem &item); // replaces it where it stands
    void setCurrent(const QString &id);
    QString current() const { return m_current; }
    void setCaption(const QString &text); // "12 pictures"
    void setDensity(Density density);
    void addSideWidget(QWidget *widget); // under the caption: "Gallery"

Q_SIGNALS:
    void activated(const QString &id);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void wheelEvent(QWheelEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    bool event(QEvent *event) override;

private:
    HistoryThumb *thumb(const QString &id) const;
    void add(const HistoryItem &item);
    void step(int by);
    void applyDensity();

    QList<HistoryThumb *> m_thumbs;
    QButtonGroup *m_group;
    QString m_current;
    Density m_density = Density::Roomy;
    QVBoxLayout *m_side;
    QLabel *m_caption;
    QScrollArea *m_area;
    QHBoxLayout *m_row;
};
