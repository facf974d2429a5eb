// SPDX-License-Identifier: MIT
#pragma once

#include "session/studio.h"
#include "guide/playstep.h"

#include <QElapsedTimer>
#include <QTimer>

class QWidget;
class ThemeHost;

// Plays steps on the window, one after another: act, wait for the condition, save a picture. No nested loop,
// no sleep.
class DemoPlayer : public QObject {
    Q_OBJECT
public:
    struct Outcome {
        QString name;
        bool ok = false;
        qint64 ms = 0;
        QString expected;
        QString got;
    };
    enum class Themes { Dark, Light, Both };

    DemoPlayer(QWidget &window, ThemeHost &themes, Studio &studio, const QString &folder, Themes wanted);

    void play(const QList<PlayStep> &steps);
    const QList<Outcome> &outcomes() const { return m_outcomes; }

Q_SIGNALS:
    void stepped(); // after each step, done or failed
    void finished();

private:
    void next();
    void act();
    void poll();
    void ask();
    void judge(const QString &got);
    void conclude(bool ok, const QString &got);
    void shoot(int round);
    Result<void> perform(const PlayStep &step);
    QString expected() const;
    QByteArrayList segmentsOf(const QString &target) const;

    QWidget &m_window;
    ThemeHost &m_themes;
    Studio &m_studio;
    QString m_folder;
    Themes m_wanted;
    QList<PlayStep> m_steps;
    QList<Outcome> m_outcomes;
    QTimer m_poll;
    QElapsedTimer m_since;
    QString m_lastSeen;
    qsizetype m_at = -1;
    int m_shots = 0;
    bool m_asking = false;
};
