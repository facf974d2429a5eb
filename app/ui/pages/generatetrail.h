// SPDX-License-Identifier: MIT
#pragma once

#include "session/session.h"
#include "ui/pages/generatewords.h"

class Button;
class Chain;
class GenerateColumns;
class GenerateEvent;
class GenerateReceipt;

// The right column: the chain from prompt to bill of one picture, and its receipt. Without a customer the
// last three nodes are one line with the way to the purchase. Those of a picture that was billed in another
// place are one line that names it.
class GenerateTrail : public QObject {
    Q_OBJECT

public:
    GenerateTrail(Session &session, GenerateColumns &columns);

    void setTrack(const std::optional<PictureTrack> &track, int waitsBehind);
    void announceEnd(const PictureTrack &track);
    void setCompact(bool compact);
    void setPicturesOnly(bool on); // no chain; the receipt without the customer's money
    void setSavedInside(bool inside); // the receipt lies in the PNG

Q_SIGNALS:
    void eventRequested();
    void billRequested();
    void customerRequested();
    void promptRequested();
    void pictureRequested();

private:
    void open(int step);
    void showChain(int waitsBehind);
    void showReceipt();
    void showEvent();
    QString madeBy(const ImageRow &row) const;
    QString period() const;

    Session &m_session;
    std::optional<PictureTrack> m_track;
    QString m_elsewhere; // where it was billed, when that is not here
    GenerateColumns &m_columns;
    Chain *m_chain;
    Button *m_buy;
    GenerateReceipt *m_receipt;
    GenerateEvent *m_event;
    bool m_picturesOnly = false;
};
