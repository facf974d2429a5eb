// SPDX-License-Identifier: MIT
#pragma once

#include "ui/icons.h"

#include <QBasicTimer>
#include <QPushButton>

#include <optional>

enum class ButtonRole { Primary, Secondary, Outlined, Quiet, Danger };
enum class ButtonSize { Small, Normal, Main }; // 28, 36, 44 high

// The buttons of look.md. Busy shows an arc after 100 ms and takes no further clicks; done shows a tick and
// its own words for 4 s. Off keeps its place and says why in a tooltip.
class Button : public QPushButton {
    Q_OBJECT

public:
    explicit Button(QWidget *parent = nullptr);
    Button(const QString &text, ButtonRole role, QWidget *parent = nullptr);

    void setRole(ButtonRole role);
    ButtonRole role() const { return m_role; }
    void setButtonSize(ButtonSize size);
    void setIconName(IconName name, Ink ink);
    void setIconName(IconName name); // in the colour of the words
    void setTrailingIcon(IconName name); // "Try the example →"
    void setKeyHint(const QString &keys); // "Ctrl ↵" in a small frame after the words

    void startBusy();
    void stopBusy();
    bool isBusy() const { return m_busy; }
    void showDone(const QString &words); // "Created", 4 s
    void setOffReason(const QString &why); // empty: on again

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void timerEvent(QTimerEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    QString shownText() const;
    QFont shownFont() const;
    QColor fill() const;
    QColor frame() const;
    QColor inkColour() const;
    int lead() const; // width before the words: icon, arc or tick
    int trail() const;
    void paintLead(QPainter &painter, const QRectF &box);

    ButtonRole m_role = ButtonRole::Secondary;
    ButtonSize m_size = ButtonSize::Normal;
    IconName m_icon = IconName::None;
    std::optional<Ink> m_iconInk;
    IconName m_trailing = IconName::None;
    QString m_keys;
    QString m_done;
    bool m_busy = false;
    bool m_arcShown = false;
    int m_arcAngle = 0;
    QBasicTimer m_arcDelay;
    QBasicTimer m_arcTurn;
    QBasicTimer m_doneEnd;
};
