// SPDX-License-Identifier: MIT
#pragma once

#include "eventlog/log.h"
#include "session/payloadcheck.h"
#include "session/payloadpattern.h"

#include <QTimer>
#include <QWidget>

class Button;
class ElidedLabel;
class IconButton;
class PayloadFoot;
class PayloadMany;
class PayloadMeters;
class PayloadTemplates;
class PayloadText;
class PayloadWatch;
class QBoxLayout;
class QLabel;
class QStackedLayout;
class QVBoxLayout;
class Segments;

// The text of an event with what the service would say of it and which meters would count it, told while it
// is typed; and what is to be sent of it: the text as it stands, or many like it. The text outlives a
// restart.
class PayloadPanel : public QWidget {
    Q_OBJECT

public:
    PayloadPanel(Session &session, EventLog &log, QWidget *parent = nullptr);

    void setText(const QString &text);
    void startIfEmpty(); // from the first template
    void focusText();
    void check(); // at once
    const PayloadOpinion &opinion() const; // of the text when it was last checked
    bool many() const;
    std::optional<PayloadPattern> pattern() const;
    QString first() const; // the event a pattern repeats
    PayloadFoot *foot() const { return m_foot; }
    void setRunning(bool running);
    void keep(); // the text, in the workspace
    void fit(const QSize &page);

Q_SIGNALS:
    void submitted();
    void closeRequested();

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildText(QVBoxLayout *column);
    void buildSide(QVBoxLayout *column);
    void connectAll();
    void showTemplates();
    void giveNewId();
    void showOpinion();
    void showRemark();
    void showSend();
    void showSide();
    void mendFirst();
    void enterWorld();

    Session &m_session;
    QString m_draft; // where its text is kept
    QString m_early; // a template that was given before the place was read
    PayloadTemplates *m_templates;
    PayloadWatch *m_watch;
    QTimer m_wait; // for a pause in the typing
    bool m_running = false;
    bool m_narrow = false;

    QBoxLayout *m_row;
    QWidget *m_left;
    QWidget *m_side;
    QWidget *m_rule;
    Button *m_from;
    Button *m_format;
    Button *m_newId;
    PayloadText *m_text;
    QLabel *m_mark;
    ElidedLabel *m_remark;
    Button *m_mend;
    Segments *m_which;
    IconButton *m_close;
    QWidget *m_pages;
    QStackedLayout *m_stack;
    ElidedLabel *m_would;
    PayloadMeters *m_meters;
    PayloadMany *m_many;
    PayloadFoot *m_foot;
};
