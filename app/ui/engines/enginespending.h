// SPDX-License-Identifier: MIT
#pragma once

#include "session/purse.h"
#include "ui/engines/captext.h"

#include <QWidget>

class Button;
class Field;
class FigureTile;
class MessageStrip;
class PrefixedEdit;
class QGridLayout;
class QLabel;

// The provider's money: spent today and this month, by model, and the most that may be spent.
class EngineSpending : public QWidget {
    Q_OBJECT

public:
    explicit EngineSpending(Purse &purse, QWidget *parent = nullptr);

    void refresh();
    void focusCaps();

private:
    struct Cap {
        PrefixedEdit *edit = nullptr;
        Field *field = nullptr;
    };

    QLayout *makeFigures();
    QLayout *makeCaps();
    Cap makeCap(const QString &label, const char *name);
    void keepCaps();
    void showCaps();
    void showReached();
    void showModels();

    Purse &m_purse;
    FigureTile *m_today = nullptr;
    FigureTile *m_month = nullptr;
    MessageStrip *m_reached;
    Cap m_day;
    Cap m_monthCap;
    Button *m_keep = nullptr;
    QGridLayout *m_models;
    QLabel *m_none;
    QList<QWidget *> m_cells;
};
