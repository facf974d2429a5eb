// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QAbstractButton>

class Chip;
class ElidedLabel;
class IconButton;
class QLabel;

// One object of the service in a list: a name over a second line, two short texts at the right.
struct CatalogueItem {
    enum class State { Live, Archived };
    enum class Use { Other, Played }; // Played: what this program sends, or sells
    QString id = {};
    QString name = {};
    QString second = {}; // mono: an event name, or an id
    QString right = {};
    QString rightSecond = {};
    State state = State::Live;
    Use use = Use::Other;

    bool matches(const QString &words) const; // name, second line or id, whatever the letters' case
    friend bool operator==(const CatalogueItem &, const CatalogueItem &) = default;
};

// A row that can be chosen, with a menu: Archive or Unarchive, Copy id. Up and Down go to its neighbours. It
// is filled again with another item rather than made anew.
class CatalogueRow : public QAbstractButton {
    Q_OBJECT

public:
    enum class Menu { Shown, None };

    CatalogueRow(IconName icon, Menu menu, QWidget *parent = nullptr);
    void setItem(const CatalogueItem &item);
    const CatalogueItem &item() const { return m_item; }
    IconButton *menuButton() const { return m_menu; }
    QSize sizeHint() const override;
    static int rowHeight(); // at this text size

Q_SIGNALS:
    // With the item that the menu was opened on: the row may show another one by then.
    void archiveRequested(const QString &id);
    void unarchiveRequested(const QString &id);
    void stepped(int by);

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(IconName icon);
    void openMenu();

    CatalogueItem m_item;
    ElidedLabel *m_name;
    ElidedLabel *m_second;
    Chip *m_played;
    QLabel *m_right;
    QLabel *m_rightSecond;
    IconButton *m_menu;
};
