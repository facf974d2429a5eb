// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>

// A row that opens what stands below it: "More options  vivid, seed 7, 1 picture". Checked is open.
class Disclosure : public QAbstractButton {
    Q_OBJECT

public:
    enum class Look {
        Leading,
        Section
    }; // chevron before the words, or section words with the chevron at the end

    explicit Disclosure(QWidget *parent = nullptr);
    Disclosure(const QString &text, Look look, QWidget *parent = nullptr);
    void setSub(const QString &text);
    void setTarget(QWidget *target); // shown while open
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    Look m_look = Look::Leading;
    QString m_sub;
};
