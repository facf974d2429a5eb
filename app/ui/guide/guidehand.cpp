// SPDX-License-Identifier: MIT
#include "ui/guide/guidehand.h"

#include "ui/demo/demoplayer.h"

GuideHand::GuideHand(QWidget &window, ThemeHost &themes, Studio &studio)
    : m_window(window)
    , m_themes(themes)
    , m_studio(studio)
{
}

GuideHand::~GuideHand() = default;

void GuideHand::play(const QList<PlayStep> &steps)
{
    if (m_player || steps.isEmpty())
        return;
    m_steps = steps;
    m_player
        = std::make_unique<DemoPlayer>(m_window, m_themes, m_studio, QString(), DemoPlayer::Themes::Dark);
    connect(m_player.get(), &DemoPlayer::stepped, this, &GuideHand::stepped);
    connect(m_player.get(), &DemoPlayer::finished, this, &GuideHand::conclude);
    m_player->play(steps);
}

void GuideHand::stop()
{
    if (!m_player)
        return;
    m_player->disconnect(this);
    m_player.release()->deleteLater(); // perhaps it is the sender
    Q_EMIT finished({}, {});
}

void GuideHand::conclude()
{
    QStringList filled;
    QString trouble;
    for (qsizetype i = 0; i < m_player->outcomes().size(); ++i) {
        const PlayStep &step = m_steps[i];
        const DemoPlayer::Outcome &outcome = m_player->outcomes()[i];
        if (!outcome.ok && trouble.isEmpty())
            trouble = outcome.got;
        if (outcome.ok && !filled.contains(step.on))
            filled << step.on;
    }
    m_player.release()->deleteLater(); // it is the sender
    Q_EMIT finished(filled, trouble);
}
