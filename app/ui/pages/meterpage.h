// SPDX-License-Identifier: MIT
#pragma once

#include "billing/meter.h"
#include "session/session.h"
#include "ui/frame/pageactions.h"

#include <QTimer>
#include <QWidget>

class Button;
class CatalogueList;
class CopyButton;
class ElidedLabel;
class FormColumns;
class MessageStrip;
class MeterForm;
class MeterPayload;
class MeterSummary;
class PageHead;
class QLabel;

// Tab 1: the New Meter form with its live payload example, the meters there are, and after Create the
// summary, because a meter cannot be changed, only archived.
class MeterPage : public QWidget, public PageActions {
    Q_OBJECT

public:
    explicit MeterPage(Session &session, QWidget *parent = nullptr);

    void primaryAction() override; // Create Meter, or New meter
    void focusQuery() override; // the list's
    bool cancel() override; // from the summary back to the form

    void showForm(const NewMeter &meter); // filled, nothing sent
    void showMeter(const MeterId &id); // its summary
    bool holdsDraft() const; // something typed is in sight: it gives way to nothing that was not asked for

Q_SIGNALS:
    void created(const Meter &meter);
    void codeRequested(const MeterId &meter);
    void keysRequested(); // where keys and connections are

protected:
    void showEvent(QShowEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Mode { Form, Summary };

    void buildHead();
    void buildForm();
    void buildSide();
    void connectSession();
    void leaveWorld();
    void enterWorld();
    void setMode(Mode mode);
    void fillForm(const NewMeter &meter);
    void endCreated();
    void refreshState();
    void refreshPayload();
    void refreshSummary();
    void loadEvents();
    void create();
    void showCreated(const Meter &meter);
    void createFailed(const Error &error);
    void setArchived(const MeterId &id, Listing to);
    void fail(const QString &title, const Error &error, const std::function<void()> &again);
    void refreshList();
    const Meter *find(const MeterId &id, const QList<Meter> &meters) const;

    Session &m_session;
    Mode m_mode = Mode::Form;
    std::optional<Meter> m_shown; // in the summary
    bool m_shownArchived = false;
    bool m_loadingEvents = false;
    bool m_moved = false; // to another service
    QByteArray m_place; // the world that the form is for
    QHash<QByteArray, NewMeter> m_drafts; // typed, and left for another world
    int m_world = 0; // an answer of an older one is not shown

    PageHead *m_head;
    Button *m_cancel;
    Button *m_create;
    Button *m_archive;
    Button *m_new;
    ElidedLabel *m_createdId;
    CopyButton *m_copyId;
    QTimer m_createdEnd;
    FormColumns *m_columns;
    MessageStrip *m_strip;
    MeterForm *m_form;
    MeterSummary *m_summary;
    MeterPayload *m_payload;
    CatalogueList *m_list;
    QLabel *m_once;
};
