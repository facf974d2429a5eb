// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/generatepopup.h"

#include <QStringList>

class PrefixedEdit;
class QListWidget;

// The prompts used before, newest first; found by words once there are more than ten.
class GenerateEarlier : public GeneratePopup {
    Q_OBJECT

public:
    explicit GenerateEarlier(QWidget *anchor);
    void setPrompts(const QStringList &prompts);
    const QStringList &prompts() const { return m_prompts; }
    void openList();

    bool eventFilter(QObject *watched, QEvent *event) override;

Q_SIGNALS:
    void chosen(const QString &prompt);

private:
    void narrow(const QString &words);
    void choose();

    QStringList m_prompts;
    PrefixedEdit *m_search;
    QListWidget *m_list;
};
