// SPDX-License-Identifier: MIT
#pragma once

#include "session/engines.h"
#include "session/purse.h"

#include <QDialog>

class Button;
class EngineList;
class EnginePanel;
class EngineSpending;
class QScrollArea;
class QStackedWidget;

// Where pictures come from: choose a source, set it up from the pasted key to the first answer, see what a
// picture costs there, and set the most that may be spent. Back to the demo painter is one press. Esc
// closes it.
class EnginesSheet : public QDialog {
    Q_OBJECT

public:
    // Both must outlive it.
    EnginesSheet(Engines &engines, Purse &purse, QWidget *parent = nullptr);

    void showEngines(const QByteArray &provider = {}); // empty: the one in use
    void showSpending();
    void setToday(const QDate &today); // what models' last days are held against

protected:
    void showEvent(QShowEvent *event) override;
    void changeEvent(QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeRight();
    QLayout *makeFoot();
    QScrollArea *makeArea(QWidget *content, const QString &name);
    void choose(const QByteArray &id);
    void comeForward();
    void refresh();
    void refreshRows();

    Engines &m_engines;
    Purse &m_purse;
    QWidget *m_side = nullptr;
    EngineList *m_list = nullptr;
    QScrollArea *m_listArea = nullptr;
    QStackedWidget *m_right = nullptr;
    EnginePanel *m_panel = nullptr;
    EngineSpending *m_spending = nullptr;
    Button *m_demo = nullptr;
    Button *m_use = nullptr;
};
