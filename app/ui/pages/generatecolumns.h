// SPDX-License-Identifier: MIT
#pragma once

#include <QWidget>

class QScrollArea;
class QVBoxLayout;

// The frame of the Generate page (look.md, "Pages"): options 344 (320 where it is narrow), a square picture
// as large as the height allows, the chain at least 340 with the rest; below them the history. Options and
// chain scroll each for itself over a foot that stays. Beside the guide's panel the chain has 300 at least.
class GenerateColumns : public QWidget {
    Q_OBJECT

public:
    explicit GenerateColumns(QWidget *parent = nullptr);

    QVBoxLayout *options() const { return m_options.body; } // scrolls
    QVBoxLayout *optionsFoot() const { return m_options.foot; } // stays
    QVBoxLayout *chain() const { return m_chain.body; }
    QVBoxLayout *chainFoot() const { return m_chain.foot; }
    void setPicture(QWidget *column);
    void setHistory(QWidget *strip);
    void setEvent(QWidget *fields); // below the picture, where that leaves it large enough
    void setEventWanted(bool wanted);
    bool isCompact() const { return m_compact; }

Q_SIGNALS:
    void compactChanged(bool compact);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    struct Column {
        QWidget *whole = nullptr;
        QScrollArea *area = nullptr;
        QVBoxLayout *body = nullptr;
        QVBoxLayout *foot = nullptr;
    };
    Column makeColumn(const QString &name);
    enum class EventPlace { None, Picture, Chain };

    void place();
    int pictureSide(int high, int most) const;
    int sideAboveEvent(int high, int side) const;
    void putEvent(EventPlace place);

    Column m_options;
    Column m_chain;
    QWidget *m_picture = nullptr;
    QWidget *m_history = nullptr;
    QWidget *m_event = nullptr;
    bool m_eventWanted = false;
    EventPlace m_eventPlace = EventPlace::None;
    bool m_compact = false;
};
