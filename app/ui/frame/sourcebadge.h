// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

// The quiet badge that says where pictures come from, and opens the choice. Amber with its reason while that
// place takes no orders. Too narrow: the detail goes, the name stays.
class SourceBadge : public QAbstractButton {
    Q_OBJECT

public:
    enum class Bar { Plain, Live }; // Live: on the red-tinted bar

    explicit SourceBadge(QWidget *parent = nullptr);
    void setSource(const QString &name, const QString &detail); // "OpenAI", "gpt-image-2"
    void setTrouble(const QString &sentence); // empty: none
    void setBar(Bar bar);
    void setBrief(bool brief);
    QString shownText() const;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    void describe();

    QString m_name;
    QString m_detail;
    QString m_trouble;
    Bar m_bar = Bar::Plain;
    bool m_brief = false;
};
