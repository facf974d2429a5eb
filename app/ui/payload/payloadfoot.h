// SPDX-License-Identifier: MIT
#pragma once

#include "ui/theme.h"

#include <QWidget>

#include <functional>

class Button;
class ProgressLine;
class QLabel;

// Under what is to be sent: what became of it, real progress with Cancel, and the buttons that send. Before a
// live account it asks first.
class PayloadFoot : public QWidget {
    Q_OBJECT

public:
    explicit PayloadFoot(QWidget *parent = nullptr);

    Button *primary() const { return m_primary; }
    Button *second() const { return m_second; } // hidden until it is given words

    void say(const QString &words, Ink ink = Ink::Dim);
    void setRunning(bool running);
    void setPercent(int percent);
    void askLive(const std::function<void()> &go); // nothing happens until the person says so
    bool asks() const { return bool(m_go); }
    void stopAsking();

Q_SIGNALS:
    void cancelled();

private:
    void showButtons();

    ProgressLine *m_line;
    QLabel *m_words;
    Button *m_primary;
    Button *m_second;
    Button *m_cancel;
    Button *m_live;
    Button *m_notNow;
    std::function<void()> m_go;
    bool m_running = false;
};
