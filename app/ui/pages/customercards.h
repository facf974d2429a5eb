// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class RadioCards;

// Which test card pays: three rows with their numbers.
class CustomerCards : public QWidget {
    Q_OBJECT

public:
    explicit CustomerCards(QWidget *parent = nullptr);

    QByteArray card() const; // testcards::
    void chooseWorking();

private:
    RadioCards *m_rows;
};

QString cardInGroups(QByteArrayView number); // "4242 4242 4242 4242"
