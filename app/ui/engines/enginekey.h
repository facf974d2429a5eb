// SPDX-License-Identifier: MIT
#pragma once

#include "session/engines.h"

#include <QWidget>

class Button;
class Card;
class Field;
class IconMark;
class PrefixedEdit;
class QLabel;
class Segments;

// The key of one picture source: pasted and cleaned, offered by the environment, kept or held, forgotten.
// What is pasted stays masked and leaves the field as soon as it is taken; a kept key is never shown.
class EngineKey : public QWidget {
    Q_OBJECT

public:
    explicit EngineKey(Engines &engines, QWidget *parent = nullptr);

    void setProvider(const Provider &provider); // one of providers(); empties the field
    void refresh(); // where the key is
    bool hasKey() const; // pasted or held
    bool check(); // says what was pasted when it is no key; false then
    void take(); // hands what was pasted and is a key to the engines
    bool want(); // says that there is none; false then
    void focusField();

Q_SIGNALS:
    void edited();
    void submitted(); // Enter
    void offerTaken(); // the environment's key is in use now

private:
    QWidget *makeOffer();
    QWidget *makeKeep();
    QWidget *makeHeld();
    void paste();
    void absorb(const QString &pasted);
    void refuse(const QString &sentence);
    void typed(const QString &text);
    void showHelp(const QString &note = {});
    void notKept(const QByteArray &id, const Error &error);
    void notForgotten(const QByteArray &id);
    void left(const QByteArray &id);
    QString text() const;

    Engines &m_engines;
    const Provider *m_provider;
    bool m_refusedKeeping = false; // the keychain took it not
    qsizetype m_letters = 0; // in the field; one more is typing, several are a paste
    Card *m_offer = nullptr;
    QLabel *m_offerWords = nullptr;
    PrefixedEdit *m_edit;
    Field *m_field;
    QWidget *m_keepRow = nullptr;
    Segments *m_keep = nullptr;
    QLabel *m_noKeychain = nullptr;
    QWidget *m_heldRow = nullptr;
    IconMark *m_heldMark = nullptr;
    QLabel *m_held = nullptr;
};
