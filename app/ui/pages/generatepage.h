// SPDX-License-Identifier: MIT
#pragma once

#include "session/studio.h"
#include "ui/frame/pageactions.h"
#include "ui/pages/generatefiles.h"
#include "ui/pages/generategallery.h"

#include <QElapsedTimer>
#include <QTimer>
#include <QWidget>

class Button;
class GalleryPanel;
class GenerateColumns;
class GenerateForm;
class GenerateHistory;
class GenerateMoneys;
class GenerateOrders;
class GeneratePicture;
class GenerateQueue;
class GenerateRun;
class GenerateTrail;

// Tab 4: prompt and options, both moneys, the picture while it is painted and after, its way from prompt to
// bill, its receipt, and the pictures made before. Orders given while one is made wait in a queue.
class GeneratePage : public QWidget, public PageActions {
    Q_OBJECT

public:
    GeneratePage(Session &session, Studio &studio, QWidget *parent = nullptr);

    void primaryAction() override; // Generate
    void focusQuery() override; // the gallery's
    bool cancel() override; // the gallery, what is being made, or the message shown

    void setPicturesOnly(bool on); // "Just make pictures": no customer's money, no chain, no events
    void use(const ImageRow &row); // fills the form with what made this picture
    void vary(const ImageRow &row); // the same with the next seed
    void newSeed(const ImageRow &row); // the same with any other seed
    void again(const ImageRow &row); // exactly the same
    void openFile(const QString &path); // a picture file: its settings and its bill
    void setGallery(MakeGallery make);
    void setAskFile(AskFile ask);
    void setStartDrag(StartDrag start);
    GenerateForm *form() const { return m_form; }

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
    void buildButtons();
    void buildPicture();
    void connectNotice();
    void showSwitch();
    void buildTrail();
    void buildHistory();
    void connectGallery();
    void joinGallery(GalleryPanel *panel);
    void connectOrders();
    void connectSession();
    void setCompact(bool compact);

    void generate();
    bool start(const PictureOrder &order); // false: it may not go, and the page says why
    bool isRepeat(const PictureOrder &order);
    void refuse(const Error &error);
    void ordersChanged();
    void runOver(GenerateRun *run);
    void showMade(GenerateRun *run);
    void jobStored(PictureJob *job);
    void jobEnded(PictureJob *job);
    void historyLoaded();
    void showPicture(const EventId &id);
    void showRow(const ImageRow &row);
    void remove(const ImageRow &row);
    void restore();

    void refreshForecast();
    void refreshSpent();
    void refreshButtons();
    void refreshProgress();
    void refreshShown(); // chain and receipt
    std::optional<PictureTrack> shownTrack() const;

    Session &m_session;
    Studio &m_studio;
    GenerateOrders *m_orders;
    EventId m_shown; // what chain and receipt tell about
    EventId m_before; // shown before the order being made
    EventId m_deleted; // what Undo brings back
    EventId m_wanted; // shown once the history is read
    PictureOrder m_failed; // what to try again
    PictureOrder m_last; // the order before
    QElapsedTimer m_lastAt;
    bool m_following = false; // the order being made is shown
    bool m_picturesOnly = false;
    bool m_capRefused = false; // the last order, by a cap
    bool m_unreadRefused = false; // the last order, until its account is read
    QTimer m_tick; // time goes on while a server says nothing

    GenerateColumns *m_columns;
    GenerateGallery *m_gallery = nullptr;
    GenerateForm *m_form = nullptr;
    GenerateMoneys *m_moneys = nullptr;
    GenerateQueue *m_queue = nullptr;
    Button *m_generate = nullptr;
    Button *m_cancel = nullptr;
    GeneratePicture *m_picture = nullptr;
    GenerateTrail *m_trail = nullptr;
    GenerateHistory *m_history = nullptr;
};
