// SPDX-License-Identifier: MIT
#pragma once

#include <QAbstractButton>
#include <QWidget>

class QBoxLayout;
class QButtonGroup;

// One choice: a dot, a title, a second text. Chosen has the accent border.
class RadioCard : public QAbstractButton {
    Q_OBJECT

public:
    enum class Look {
        Card,
        Row
    }; // Card: dot at the right, text below; Row: dot at the left, text at the right

    RadioCard(const QString &title, const QString &text, Look look, QWidget *parent = nullptr);
    void setMonoText(); // the second text in the mono font: card numbers
    bool fits() const; // all words, at the width it has
    void setBrief(bool brief); // a card's title alone, on two lines where it needs them
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void paintDot(QPainter &painter, const QPointF &centre) const;
    void paintCard(QPainter &painter) const;
    void paintRow(QPainter &painter) const;

    QString m_text;
    Look m_look;
    bool m_mono = false;
    bool m_brief = false;
};

// A group of them; arrow keys move the choice; one Tab stop. Where the words of one do not fit, the group
// shows titles alone.
class RadioCards : public QWidget {
    Q_OBJECT

public:
    explicit RadioCards(QWidget *parent = nullptr);
    explicit RadioCards(RadioCard::Look look, QWidget *parent = nullptr);
    RadioCard *addCard(const QString &title, const QString &text);
    int current() const;
    void setCurrent(int index); // does not signal
    RadioCard *card(int index) const;

Q_SIGNALS:
    void currentChanged(int index); // by the user

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool event(QEvent *event) override;

private:
    RadioCard::Look m_look;
    QBoxLayout *m_box;
    QButtonGroup *m_group;
};
