// SPDX-License-Identifier: MIT
#pragma once

#include "billing/namecheck.h"

#include <QWidget>

// The typed name over the program's name, letter under letter, the odd ones marked.
class NamePair : public QWidget {
    Q_OBJECT

public:
    explicit NamePair(QWidget *parent = nullptr);
    void setNames(const NameCheck &check);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int labelWidth() const;

    NameCheck m_check;
};
