// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"

#include <QObject>

class Button;
class Engines;
class GenerateRows;
class IconButton;
class PrefixedEdit;
class QComboBox;
class QLabel;
class QMenu;

// Who makes the pictures: one of the engines that are set up, and its model, chosen or typed. A model that
// stops says when, one that stopped says what to take instead. The demo painter shows no model.
class GenerateEngine : public QObject {
    Q_OBJECT

public:
    GenerateEngine(Engines &engines, GenerateRows &rows);

    const Provider &profile() const;
    QByteArray provider() const;
    QString model() const; // as typed; the profile's first living one while the field is empty
    void select(const QByteArray &provider, const QString &model); // where that engine is set up
    void openModels();
    void setToday(const QDate &today); // tests

Q_SIGNALS:
    void changed();
    void enginesRequested();

private:
    void buildEngine(GenerateRows &rows);
    void buildModel(GenerateRows &rows);
    void showEngines();
    void showModel();
    void engineChosen(int index);
    void fillModels();
    void takeModel(const QString &model);
    void explainModel();
    QDate today() const;

    Engines &m_engines;
    QDate m_today; // null: the computer's

    QComboBox *m_engine = nullptr;
    QWidget *m_modelHolder = nullptr;
    PrefixedEdit *m_model = nullptr;
    IconButton *m_open = nullptr;
    QMenu *m_models = nullptr;
    QWidget *m_note = nullptr;
    QLabel *m_noteText = nullptr;
    Button *m_instead = nullptr;
    QString m_replacement;
    GenerateRows &m_rows;
};
