// SPDX-License-Identifier: MIT
#pragma once

#include "billing/namecheck.h"

#include <QWidget>

class Button;
class NamePair;
class QBoxLayout;
class QLabel;

// Both names one over the other in mono with the odd letters marked, one bold line, one sentence, one mend
// button. A match is one muted line with a tick.
class NameDiff : public QWidget {
    Q_OBJECT

public:
    explicit NameDiff(QWidget *parent = nullptr);
    void setMatch(const QString &line); // "The name this program sends."
    void setDifference(
        const NameCheck &check, const QString &title, const QString &sentence, const QString &mend);
    Button *mendButton() const { return m_mend; }
    QString title() const;

Q_SIGNALS:
    void mendRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    void showIcon();

    bool m_match = true;
    QBoxLayout *m_row;
    NamePair *m_names;
    QLabel *m_icon;
    QLabel *m_title;
    QLabel *m_sentence;
    Button *m_mend;
};
