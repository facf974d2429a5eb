// SPDX-License-Identifier: MIT
#pragma once

#include "ui/eventlog/eventlogheads.h"
#include "ui/eventlog/eventlogpane.h"

class CopyButton;
class IconButton;
class JsonView;

// A pane that shows one side of an exchange: its head, its body as JSON, Copy, and a menu to find and fold.
class EventLogPaneBody : public EventLogPane {
    Q_OBJECT

public:
    EventLogPaneBody(const QString &title, QWidget *parent);

    void showSide(const logheads::Heads &heads, const logheads::Body &body);
    void clear();
    JsonView *json() const { return m_json; }

protected:
    // Copy and the menu, after what else stands in the head, and the view by this name under it: made in the
    // order the Tab key goes.
    void addView(const QString &name);

private:
    void openMenu();

    JsonView *m_json = nullptr;
    CopyButton *m_copy = nullptr;
    IconButton *m_more = nullptr;
    bool m_others = false; // there are headers to unfold
};
