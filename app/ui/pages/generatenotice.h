// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"
#include "ui/parts/messagestrip.h"

// Over the picture: what went wrong, what was lost and the one button that helps; and what was deleted, with
// the way back.
class GenerateNotice : public MessageStrip {
    Q_OBJECT

public:
    explicit GenerateNotice(QWidget *parent = nullptr);

    void setPicturesOnly(bool on); // no word of events and bills
    void showFailure(const PictureTrack &track);
    void showMayBeCharged(const PictureOrder &order); // a cancelled one; nothing where nothing is charged
    void showDeleted(const ImageRow &row);
    void report(const QString &what, const Error &error); // something with a kept picture did not work
    bool dismiss(); // false when nothing was shown
    void leavePlace(); // billing goes elsewhere: what went wrong is not there to be seen or tried again
    bool undo(); // as its button does; false when there is none

    void setVisible(bool visible) override;

Q_SIGNALS:
    void againRequested();
    void promptRequested(); // to be changed
    void modelRequested(); // another one
    void enginesRequested(); // key or address
    void logRequested();
    void undoRequested();
    void focusLeft(); // it goes while one of its buttons has the focus

private:
    void addRemedy(const Error &error);
    QString lost(const PictureTrack &track) const;

    bool m_picturesOnly = false;
};
