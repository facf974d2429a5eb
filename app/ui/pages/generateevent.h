// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

#include <array>

class ElidedLabel;

// The event beside its picture: the five fields as sent, each with a line on what it is for. Before the first
// picture the lines stand alone.
class GenerateEvent : public QWidget {
    Q_OBJECT

public:
    struct Content {
        QString eventId;
        QString customer;
        QString name;
        QString timestamp; // as sent, UTC
        QString metadata; // "quality: draft, …"
        friend bool operator==(const Content &, const Content &) = default;
    };

    explicit GenerateEvent(QWidget *parent = nullptr);
    void setContent(const Content &content);

private:
    std::array<ElidedLabel *, 5> m_values;
};
