// SPDX-License-Identifier: MIT
#pragma once

#include "session/connections.h"

#include <QWidget>

class Button;
class Card;
class Field;
class IconMark;
class PrefixedEdit;
class QLabel;
class Segments;

// The key of one billing mode: pasted and cleaned, offered by the environment, kept or held, forgotten. What
// is pasted stays masked and leaves the field as soon as it is taken; of a held key only the end is shown.
class AccountKey : public QWidget {
    Q_OBJECT

public:
    using Mode = Destination::Mode;

    explicit AccountKey(Connections &connections, QWidget *parent = nullptr);

    void setMode(Mode mode); // empties the field
    void refresh(); // where the key is
    bool isEmpty() const; // nothing pasted
    QByteArray pasted(); // empty, with the reason under the field, when it is no key
    KeyKeep keep() const;
    void taken(); // the connections have it
    void refuse(const QString &sentence); // under the field; what stands there stays
    void warnNotKept(); // the keychain refused
    void focusField();

Q_SIGNALS:
    void edited();
    void submitted(); // Enter

private:
    QWidget *makeOffer();
    QWidget *makeKeep();
    QWidget *makeHeld();
    void paste();
    void absorb(const QString &text);
    void drop(const QString &sentence);
    void typed(const QString &text);
    void forget();

    Connections &m_connections;
    Mode m_mode = Mode::Test;
    bool m_notKept = false;
    qsizetype m_letters = 0; // in the field; one more is typing, several are a paste
    Card *m_offer = nullptr;
    QLabel *m_offerWords = nullptr;
    PrefixedEdit *m_edit = nullptr;
    Field *m_field;
    QWidget *m_keepRow = nullptr;
    Segments *m_keep = nullptr;
    QLabel *m_noKeychain = nullptr;
    QWidget *m_heldRow = nullptr;
    IconMark *m_heldMark = nullptr;
    QLabel *m_held = nullptr;
};
