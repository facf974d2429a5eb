// SPDX-License-Identifier: MIT
#pragma once

#include "ui/engines/enginewords.h"

#include <QSet>
#include <QWidget>

class Button;
class Chip;
class ConnectLamp;
class EngineKey;
class Field;
class ModelField;
class PrefixedEdit;
class PriceGrid;
class QBoxLayout;
class QLabel;

// One picture source: what it is, its address and key, whether it answers, its model and what a picture
// costs there. Nothing is sent before Check or Use is pressed.
class EnginePanel : public QWidget {
    Q_OBJECT

public:
    explicit EnginePanel(Engines &engines, QWidget *parent = nullptr);

    void setToday(const QDate &today);
    void showProvider(const QByteArray &id);
    QByteArray shown() const { return m_provider->id; }
    void use(); // checks first where something changed; used() when it may go
    void cancel(); // a check under way
    bool busy() const { return m_call.has_value(); }

Q_SIGNALS:
    void used(const QByteArray &provider);
    void busyChanged();

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    struct Draft {
        QString address;
        QString model;
    };

    QLayout *makeHead();
    QWidget *makeSetup();
    QWidget *makeModel();
    void refresh();
    void check();
    bool keep(); // what was typed; false when something is wrong with it
    void answered(const Result<QList<ModelInfo>> &models);
    void changedByHand();
    void showAddress();
    void showResult();
    void showPrices();
    void finishUse();

    Engines &m_engines;
    const Provider *m_provider;
    QDate m_today = QDate::currentDate();
    QHash<QByteArray, Draft> m_drafts;
    QHash<QByteArray, enginewords::Check> m_results; // of this window's life, until something is changed
    QSet<QByteArray> m_unproven; // changed since they were last asked
    std::optional<Call<QList<ModelInfo>>> m_call;
    bool m_using = false; // the check under way is for Use
    QBoxLayout *m_columns = nullptr;
    QLabel *m_name = nullptr;
    Chip *m_state = nullptr;
    QLabel *m_hint = nullptr;
    QWidget *m_setup = nullptr;
    PrefixedEdit *m_address = nullptr;
    Field *m_addressField = nullptr;
    EngineKey *m_key = nullptr;
    Button *m_check = nullptr;
    ConnectLamp *m_result = nullptr;
    ModelField *m_model = nullptr;
    PriceGrid *m_prices = nullptr;
};
