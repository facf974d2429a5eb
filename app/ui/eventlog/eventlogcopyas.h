// SPDX-License-Identifier: MIT
#pragma once

#include "programs/requestcode.h"

#include <QWidget>

#include <optional>

class Button;
class IconButton;
class QAction;
class QMenu;
class Session;

// "Copy as Python" with a menu beside it: the chosen exchange as a program. The button copies in the language
// chosen last, which the workspace remembers; the menu has every language.
class EventLogCopyAs : public QWidget {
    Q_OBJECT

public:
    explicit EventLogCopyAs(Session &session, QWidget *parent = nullptr);

    void setExchange(const std::optional<Exchange> &exchange); // none: off, and says why
    CodeKind kind() const { return m_kind; }
    EventIds ids() const;

Q_SIGNALS:
    void copied(CodeKind kind);

protected:
    bool event(QEvent *event) override;

private:
    void fillMenu();
    void openMenu();
    void choose(CodeKind kind);
    void copy();
    void say();
    QString address() const;

    Session &m_session;
    CodeKind m_kind;
    std::optional<Exchange> m_exchange;
    Button *m_copy;
    IconButton *m_more;
    QMenu *m_menu;
    QAction *m_newIds = nullptr;
};
