// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class ComboBox;
class RadioCards;

// Which test card pays: three rows with their numbers, or one combo where there is little room.
class CustomerCards : public QWidget {
    Q_OBJECT

public:
    enum class Density { Rows, Combo };

    explicit CustomerCards(QWidget *parent = nullptr);

    QByteArray card() const; // testcards::
    void chooseWorking();
    void setDensity(Density density);

private:
    RadioCards *m_rows;
    ComboBox *m_combo;
};
