// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class IconButton;
class QLabel;
class QLineEdit;

// The field that looks for words in a JsonView: Return and Shift+Return step, Esc closes.
class JsonFind : public QWidget {
    Q_OBJECT

public:
    explicit JsonFind(QWidget *parent);

    QString text() const;
    void take(const QString &text); // to start from
    void setResult(int at, int count, bool more); // more: there are even more than counted

Q_SIGNALS:
    void wanted(const QString &text);
    void stepped(int by);
    void closed();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QLineEdit *m_edit;
    QLabel *m_count;
    IconButton *m_before;
    IconButton *m_after;
};
