// SPDX-License-Identifier: MIT
#pragma once

#include "imaging/provider.h"

#include <QWidget>

class Button;
class Field;
class IconButton;
class PrefixedEdit;
class QMenu;

// A model's name: typed, or chosen from those the profile and the server name. One that stops says when and
// offers the nearest that lives.
class ModelField : public QWidget {
    Q_OBJECT

public:
    explicit ModelField(QWidget *parent = nullptr);

    // The profile must outlive it: one of providers().
    void setProvider(const Provider &provider, const QDate &today);
    void setModels(const QList<ProviderModel> &models);
    void setModel(const QString &model);
    QString model() const;
    bool check(); // says what is wrong

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void modelChanged(const QString &model);

private:
    void openMenu();
    void choose(const QString &model);
    void showEnding();
    QString problem() const;
    const ProviderModel &known(const QString &id) const;

    const Provider *m_provider;
    QDate m_today;
    QList<ProviderModel> m_models;
    QString m_replacement;
    PrefixedEdit *m_edit;
    IconButton *m_open;
    Field *m_field;
    QMenu *m_menu;
    Button *m_mend;
};
