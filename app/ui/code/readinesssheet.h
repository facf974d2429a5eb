// SPDX-License-Identifier: MIT
#pragma once

#include "guide/readiness.h"

#include <QDialog>

class Button;
class QLabel;
class QScrollArea;

// The sheet at the end of the guide: what was shown to work here, what is left before going live. Nothing on
// it can be ticked by hand. Esc closes it.
class ReadinessSheet : public QDialog {
    Q_OBJECT

public:
    explicit ReadinessSheet(QWidget *parent = nullptr);

    void setReadiness(const Readiness &readiness);
    void showFor(const Readiness &readiness); // the same, and comes forward
    void setVisible(bool visible) override; // opens as large as its content, where the screen has the room

Q_SIGNALS:
    void codeRequested(); // "In your own code"

private:
    void fitContent();
    QLayout *makeHead();
    QLayout *makeFoot();
    void fill();
    QLayout *makeColumn(const QString &title, const QList<ReadinessLine> &lines);
    void copy();

    Readiness m_readiness;
    QLabel *m_count;
    QScrollArea *m_area;
    Button *m_copy;
};
