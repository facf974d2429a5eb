// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/cataloguerow.h"
#include "ui/parts/card.h"

class Button;
class PrefixedEdit;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;
class SkeletonRows;

// A card that lists a service's objects, live ones or on request archived ones, with how many of the most
// there may be. A long list is searched over what is loaded; rows are made as they are asked for, and what
// the service still holds is read page by page.
class CatalogueList : public Card {
    Q_OBJECT

public:
    using State = CatalogueItem::State;
    static constexpr int rowsAtOnce = 50; // made for one look; "Show more" makes as many again

    CatalogueList(const QString &title, IconName icon, QWidget *parent = nullptr);

    void setItems(const QList<CatalogueItem> &live, const QList<CatalogueItem> &archived, int most = 0);
    void setMore(bool live, bool archived); // whether the service holds more than was given
    void setLoading(); // still rows until the first items come
    void stopLoading(); // a page was not read
    void setEmptyText(const QString &text);
    void setCurrent(const QString &id); // empty: none
    void setRowsShown(int rows); // more scroll inside the card
    void setRowMenus(CatalogueRow::Menu menus); // before the first items
    void setSearchHint(const QString &words); // what may be searched for
    void focusSearch();
    CatalogueRow *row(const QString &id) const;
    qsizetype shownRows() const { return m_shown.size(); }
    QLineEdit *search() const;
    QWidget *firstFocus() const; // the search, or the first row

Q_SIGNALS:
    void chosen(const QString &id);
    void archiveRequested(const QString &id);
    void unarchiveRequested(const QString &id);
    void moreRequested(CatalogueItem::State of); // one page more
    void searchChanged(const QString &words);

private:
    void buildSearch();
    void buildFoot();
    void nameParts();
    const QList<CatalogueItem> &items() const;
    bool moreHeld() const;
    QList<CatalogueItem> found() const;
    void rebuild();
    void showRows();
    void showFoot();
    void showSub();
    void fitHeight();
    CatalogueRow *makeRow();
    void step(CatalogueRow *from, int by);
    void showMore();
    void loadRest();

    IconName m_icon;
    CatalogueRow::Menu m_menus = CatalogueRow::Menu::Shown;
    QList<CatalogueItem> m_live;
    QList<CatalogueItem> m_archived;
    int m_most = 0;
    bool m_moreLive = false;
    bool m_moreArchived = false;
    bool m_rest = false; // "Load the rest" was asked for
    int m_limit = rowsAtOnce;
    QList<CatalogueItem> m_shown;
    QList<CatalogueRow *> m_rows; // the first m_shown.size() of them stand for these
    QString m_current;
    int m_rowsShown = 6;
    Button *m_showArchived;
    QString m_emptyText;
    PrefixedEdit *m_search;
    QWidget *m_searchRow;
    QLabel *m_empty;
    QScrollArea *m_area;
    QWidget *m_content;
    QVBoxLayout *m_column;
    QWidget *m_foot;
    QLabel *m_footWords;
    Button *m_more;
    SkeletonRows *m_skeleton;
};
