// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"
#include "ui/parts/card.h"

#include <QAbstractButton>

class Button;
class ElidedLabel;
class IconButton;
class QScrollArea;
class QVBoxLayout;
class SkeletonRows;

// One object of the service in a list: a name over a second line, two short texts at the right.
struct CatalogueItem {
    enum class State { Live, Archived };
    QString id;
    QString name;
    QString second; // mono: an event name, or an id
    QString right;
    QString rightSecond;
    State state = State::Live;

    friend bool operator==(const CatalogueItem &, const CatalogueItem &) = default;
};

// A row that can be chosen, with a menu: Archive or Unarchive, Copy id.
class CatalogueRow : public QAbstractButton {
    Q_OBJECT

public:
    CatalogueRow(const CatalogueItem &item, IconName icon, QWidget *parent = nullptr);
    const CatalogueItem &item() const { return m_item; }
    IconButton *menuButton() const { return m_menu; }
    QSize sizeHint() const override;

Q_SIGNALS:
    void archiveRequested();
    void unarchiveRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build(IconName icon);
    void openMenu();

    CatalogueItem m_item;
    IconButton *m_menu;
};

// A card that lists them, live ones or on request archived ones, with how many of the most there may be.
class CatalogueList : public Card {
    Q_OBJECT

public:
    CatalogueList(const QString &title, IconName icon, QWidget *parent = nullptr);

    void setItems(const QList<CatalogueItem> &live, const QList<CatalogueItem> &archived, int most = 0);
    void setLoading(); // still rows until the first items come
    void setEmptyText(const QString &text);
    void setCurrent(const QString &id); // empty: none
    void setRowsShown(int rows); // more scroll inside the card
    CatalogueRow *row(const QString &id) const;

Q_SIGNALS:
    void chosen(const QString &id);
    void archiveRequested(const QString &id);
    void unarchiveRequested(const QString &id);

private:
    void rebuild();
    void fitHeight();
    void addRow(const CatalogueItem &item);

    IconName m_icon;
    QList<CatalogueItem> m_live;
    QList<CatalogueItem> m_archived;
    QList<CatalogueRow *> m_rows;
    QString m_current;
    int m_rowsShown = 6;
    Button *m_showArchived;
    QString m_emptyText;
    QLabel *m_empty;
    QScrollArea *m_area;
    QWidget *m_content;
    QVBoxLayout *m_column;
    SkeletonRows *m_skeleton;
};
