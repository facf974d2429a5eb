// SPDX-License-Identifier: MIT
#pragma once

#include "guide/playstep.h"
#include "session/studio.h"

#include <QPointer>

class DemoPlayer;
class QWidget;
class ThemeHost;

// Fills in and mends on the window, by the hand the demo uses: one key and click after another, and the
// window stays usable meanwhile.
class GuideHand : public QObject {
    Q_OBJECT

public:
    // All must outlive it.
    GuideHand(QWidget &window, ThemeHost &themes, Studio &studio);
    ~GuideHand() override;

    void play(const QList<PlayStep> &steps); // while it plays: nothing
    void stop(); // the rest is not done
    bool playing() const { return m_player != nullptr; }

Q_SIGNALS:
    void stepped();
    // `filled`: the objectNames of controls that were written, chosen or pressed. `trouble`: what could not
    // be done, or empty.
    void finished(const QStringList &filled, const QString &trouble);

private:
    void conclude();

    QWidget &m_window;
    ThemeHost &m_themes;
    Studio &m_studio;
    QList<PlayStep> m_steps;
    std::unique_ptr<DemoPlayer> m_player;
};
