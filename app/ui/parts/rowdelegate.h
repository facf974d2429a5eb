// SPDX-License-Identifier: MIT
#pragma once

#include "ui/fonts.h"

#include <QStyledItemDelegate>

// What a table model may answer beside Qt::DisplayRole, for RowDelegate.
enum RowRole {
    ChipRole = Qt::UserRole + 100, // ChipLook: painted instead of the text
    MarksRole, // QList<int>: positions of odd letters, dark on amber
    InkRole, // int of Ink; default Text
    FontRole, // int of TextRole; default Small
    IconRole, // int of IconName: before the text
    TintRole, // qreal 0..1: a new row's accent tint, fading
    FoundRole, // QStringList: words that were looked for, dark on amber where they stand
    // Asked of a row's first visible cell:
    EdgeRole, // QColor: a bar at the row's left edge
    BranchRole, // int of Branch: a chevron before the words
    // Asked of its last visible cell, at the right end:
    TrailIconsRole, // QList<int> of IconName
    TrailTextRole, // QString: muted words before them
};

enum class Branch { None, Closed, Open, Leaf }; // Leaf: a line, below what is open

// Paints table cells: chips, marked letters, hover, the selected row with its 3 px bar, and the ring of the
// row that has the keyboard. Elides ids (mono text) in the middle, other text at the end.
class RowDelegate : public QStyledItemDelegate {
    Q_OBJECT

public:
    enum class Height { Log, Table }; // 28, 32
    explicit RowDelegate(Height height, QObject *parent = nullptr);
    void setMargin(int px) { m_margin = px; } // left and right inside a cell; default 12
    void setFirstMargin(int px) { m_firstMargin = px; } // left of a row's first words; default: as the others
    static QRect branchRect(const QRect &firstCell); // where its chevron takes a click

    void paint(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintGround(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintText(QPainter &painter, const QRect &box, const QStyleOptionViewItem &option,
        const QModelIndex &index) const;
    void paintLead(QPainter &painter, const QRect &cell, const QModelIndex &index) const;
    int paintTrail(QPainter &painter, const QRect &box, int used, const QModelIndex &index) const;

    Height m_height;
    int m_margin = 12;
    int m_firstMargin = -1;
};

class QTableView;
// Row height, no grid, no word wrap, whole-row selection, plain header: as qt-facts.md and look.md want it.
void prepareTable(QTableView *table, RowDelegate::Height height);

// Text with odd letters dark on amber; a space is drawn as a filled box with a bracket. Returns the width
// used.
int paintMarked(
    QPainter &painter, const QRect &box, const QString &text, const QList<int> &marks, const QColor &ink);

// Text shortened to its box, with every place of `words` in it dark on amber, whatever the letters' case.
void paintFound(QPainter &painter, const QRect &box, const QString &text, const QStringList &words,
    TextRole role, const QColor &ink, Qt::Alignment alignment);
