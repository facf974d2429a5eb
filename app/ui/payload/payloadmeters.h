// SPDX-License-Identifier: MIT
#pragma once

#include "billing/verdict.h"

#include <QScrollArea>

class QLabel;
class QVBoxLayout;

// Every live meter with what it would say of the event: those that would count first, then the nearest miss.
class PayloadMeters : public QScrollArea {
    Q_OBJECT

public:
    explicit PayloadMeters(QWidget *parent = nullptr);

    void showVerdict(const std::optional<Verdict> &verdict); // nullopt: the text holds no event

private:
    QWidget *row(int index);

    QVBoxLayout *m_column;
    QLabel *m_none;
    QList<QWidget *> m_rows; // kept, so that nothing flickers while typing
};
