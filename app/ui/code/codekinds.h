// SPDX-License-Identifier: MIT
#pragma once

#include "programs/program.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

bool isWebhook(ProgramKind kind);

// The kinds of programs, those that send events over those that receive webhooks. Arrow keys move the choice;
// one Tab stop.
class CodeKinds : public QWidget {
    Q_OBJECT

public:
    explicit CodeKinds(QWidget *parent = nullptr);
    ProgramKind current() const;
    void setCurrent(ProgramKind kind); // does not signal

Q_SIGNALS:
    void currentChanged(ProgramKind kind); // by the user

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addKind(QVBoxLayout *column, const QString &title);
    void step(int by);

    QList<ProgramKind> m_kinds;
    QButtonGroup *m_group;
};
