// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/customerwords.h"
#include "ui/parts/button.h"

#include <QWidget>

class Chip;
class ElidedLabel;
class QHBoxLayout;
class QLabel;
class QVBoxLayout;

// One step of the purchase: number or tick, what happened, the request it took, and the line down to the
// next.
class CustomerStep : public QWidget {
    Q_OBJECT

public:
    enum class Position { Inner, Last };
    enum class Density { Roomy, Compact, Narrow }; // Narrow: the buttons have a line of their own

    CustomerStep(int number, Position position, QWidget *parent = nullptr);

    void setLook(const customer::StepLook &look);
    const customer::StepLook &look() const { return m_look; }
    void setDensity(Density density); // Compact: closer, and without the time
    Button *addButton(const QString &text, IconName icon); // at the right end of the title's line
    QVBoxLayout *below() const { return m_below; } // for what belongs to this step

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void buildTitleLine();
    void showFacts();
    void showTime();
    void placeButtons();
    QString stateWord() const;
    QRectF circle() const;

    int m_number;
    Position m_position;
    customer::StepLook m_look;
    Density m_density = Density::Roomy;

    QWidget *m_line; // title, request, status, time, buttons
    QHBoxLayout *m_lineRow;
    QWidget *m_buttonLine;
    QHBoxLayout *m_buttonRow;
    QList<Button *> m_buttons;
    QLabel *m_title;
    ElidedLabel *m_request;
    Chip *m_status;
    QLabel *m_time;
    ElidedLabel *m_mono;
    QLabel *m_note; // beside it
    QLabel *m_problem; // below it, when the step failed
    QVBoxLayout *m_below;
};
