// SPDX-License-Identifier: MIT
#pragma once

#include "session/bringover.h"

#include <QWidget>

class Chip;
class Disclosure;
class JsonView;
class QCheckBox;
class QLabel;

// One call of the list: a tick box, what it makes, how it stands, and unfolded the call itself.
class BringOverRow : public QWidget {
    Q_OBJECT

public:
    BringOverRow(int number, QWidget *parent = nullptr); // its place in the list, for names

    void show(const BringOverCall &call, const ApiRequest &request, bool locked);

Q_SIGNALS:
    void wantedChanged(bool wanted);

private:
    void showStanding(const BringOverCall &call);

    QCheckBox *m_wanted;
    QLabel *m_name;
    Chip *m_chip;
    QLabel *m_note;
    Disclosure *m_unfold;
    JsonView *m_call;
    QByteArray m_body; // shown last
};
