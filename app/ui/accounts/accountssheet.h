// SPDX-License-Identifier: MIT
#pragma once

#include "ui/desk.h"

#include <QDialog>

class AccountKey;
class Button;
class Field;
class MessageStrip;
class PrefixedEdit;
class QLabel;
class QScrollArea;
class Segments;

// The accounts that billing may go to: address, key, a check of it, and its use. A pasted key is tried with
// one harmless read before it is held; a live one is held untried until live mode is confirmed. Esc closes
// it.
class AccountsSheet : public QDialog {
    Q_OBJECT

public:
    using Mode = Destination::Mode;

    explicit AccountsSheet(const Desk &desk, QWidget *parent = nullptr);
    ~AccountsSheet() override;

    void showFor(Mode mode); // Sandbox: the mode in use, else test mode
    void showKey(Mode mode, const QString &trouble); // why the key has to be changed

Q_SIGNALS:
    void liveRequested(); // the key is there: now it wants confirming
    void connectionRequested(); // proxy, certificates, a test in steps
    void bringOverRequested(); // what the sandbox holds, after the first use

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    enum class Then { Nothing, Use };

    QWidget *makeContent();
    QLayout *makeHead();
    QWidget *makeAddress(QWidget *content);
    QLayout *makeFoot();
    void choose(Mode mode);
    void refresh();
    void submit(Then then);
    bool takeAddress();
    void tryKey(Then then);
    void tried(const QByteArray &key, const Result<void> &answer, Then then);
    void take(const QByteArray &key);
    bool mayTry() const;
    void use();
    void used(bool first);
    void say(const QString &title, const QString &text = {});
    void warn(const QString &title, const QString &text = {});
    void stop();
    bool isCustom() const { return m_mode == Mode::Custom; }

    Desk m_desk;
    Connections &m_connections;
    Mode m_mode = Mode::Test;
    QString m_knownUrl; // the custom address as it is set
    std::optional<Call<void>> m_call; // a key being tried
    int m_round = 0; // an answer of an earlier try is dropped
    QScrollArea *m_area = nullptr;
    Segments *m_modes = nullptr;
    QLabel *m_about = nullptr;
    QLabel *m_address = nullptr;
    Field *m_addressField = nullptr;
    Field *m_urlField = nullptr;
    PrefixedEdit *m_url = nullptr;
    AccountKey *m_key = nullptr;
    QLabel *m_readOnly = nullptr;
    MessageStrip *m_status = nullptr;
    Button *m_check = nullptr;
    Button *m_use = nullptr;
    QList<QWidget *> m_foot; // its buttons as they stand
};
