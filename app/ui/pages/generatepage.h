// SPDX-License-Identifier: MIT
#pragma once

#include "session/studio.h"
#include "ui/frame/pageactions.h"
#include "ui/pages/generatepicture.h"

#include <QPointer>
#include <QWidget>

class Button;
class GenerateColumns;
class GenerateForm;
class GenerateHistory;
class GenerateMoneys;
class GenerateRun;
class GenerateTrail;

// Tab 4: prompt and options, both moneys, the picture while it is painted and after, its way from prompt to
// bill, its receipt, and the pictures made before.
class GeneratePage : public QWidget, public PageActions {
    Q_OBJECT

public:
    GeneratePage(Session &session, Studio &studio, QWidget *parent = nullptr);

    void primaryAction() override; // Generate
    bool cancel() override; // what is being painted, or the failure shown

    void setPicturesOnly(bool on); // "Just make pictures": no customer's money, no chain, no events
    void use(const ImageRow &row); // fills the form with what made this picture
    void setAskFile(AskFile ask);

Q_SIGNALS:
    void showEventRequested(const EventId &id); // in the event log
    void showBillRequested();
    void customerRequested();
    void enginesRequested(); // where picture sources are set up
    void capRequested(); // where the provider's money is limited
    void galleryRequested(); // every picture made
    void viewerRequested(const EventId &id); // that picture, large

protected:
    void showEvent(QShowEvent *event) override;

private:
    void buildOptions();
    void buildPicture();
    void buildTrail();
    void buildHistory();
    void connectSession();
    void setCompact(bool compact);

    void generate();
    void start(const PictureOrder &order);
    void runChanged();
    void runMade();
    void jobStored(PictureJob *job);
    void jobEnded(PictureJob *job);
    void showPicture(const EventId &id);
    void showRow(const ImageRow &row);
    void remove(const EventId &id);
    void sayFailure();

    void refreshForecast();
    void refreshButtons();
    void refreshProgress();
    void refreshShown(); // chain and receipt
    PictureJob *job(const EventId &id) const;
    std::optional<PictureTrack> shownTrack() const;

    Session &m_session;
    Studio &m_studio;
    GenerateRun *m_run = nullptr; // the last order
    QHash<EventId, QPointer<PictureJob>> m_jobs; // of this run of the program
    EventId m_shown; // what chain and receipt tell about
    EventId m_before; // shown before the order under way
    PictureOrder m_failed; // what to try again
    std::optional<PictureTrack> m_failure; // of the order under way; said when it is over
    bool m_following = false; // the order under way is shown

    GenerateColumns *m_columns;
    GenerateForm *m_form;
    GenerateMoneys *m_moneys;
    Button *m_generate;
    Button *m_cancel;
    GeneratePicture *m_picture;
    GenerateTrail *m_trail;
    GenerateHistory *m_history;
};
