// SPDX-License-Identifier: MIT
#include "ui/demo/demoplayer.h"

#include "support/strictjson.h"
#include "ui/demo/demohand.h"
#include "ui/theme.h"

#include <QWidget>

using namespace Qt::StringLiterals;

namespace {
constexpr auto longestWait = 10s;
constexpr auto pollEvery = 15ms;
} // namespace

DemoPlayer::DemoPlayer(
    QWidget &window, ThemeHost &themes, Studio &studio, const QString &folder, Themes wanted)
    : m_window(window)
    , m_themes(themes)
    , m_studio(studio)
    , m_folder(folder)
    , m_wanted(wanted)
{
    m_poll.setInterval(pollEvery);
    connect(&m_poll, &QTimer::timeout, this, &DemoPlayer::poll);
}

void DemoPlayer::play(const QList<PlayStep> &steps)
{
    m_steps = steps;
    next();
}

void DemoPlayer::next()
{
    if (++m_at >= m_steps.size()) {
        Q_EMIT finished();
        return;
    }
    // A turn of the event loop, so that layouts have settled before the next control is looked for.
    QTimer::singleShot(0, this, &DemoPlayer::act);
}

void DemoPlayer::act()
{
    m_since.start();
    m_lastSeen.clear();
    if (const auto done = perform(m_steps[m_at]); !done)
        return conclude(false, done.error().message);
    m_poll.start();
}

Result<void> DemoPlayer::perform(const PlayStep &step)
{
    switch (step.action) {
    case PlayStep::Do::Click:
        return demohand::click(m_window, step.on);
    case PlayStep::Do::Type:
        return demohand::type(m_window, step.on, step.with);
    case PlayStep::Do::Choose:
        return demohand::choose(m_window, step.on, step.with);
    case PlayStep::Do::Switch:
        return demohand::switchTo(m_window, step.on, step.with == "on"_L1);
    case PlayStep::Do::Nothing:
        break;
    }
    return {};
}

QString DemoPlayer::expected() const
{
    const auto &until = m_steps[m_at].until;
    if (!until)
        return {};
    if (until->idle)
        return u"idle"_s;
    if (!until->shown.isEmpty())
        return until->shown + u" is shown"_s;
    return until->equals.toVariant().toString();
}

void DemoPlayer::poll()
{
    const auto &until = m_steps[m_at].until;
    if (!until)
        return conclude(true, {});
    if (m_since.elapsed() > milliseconds(longestWait).count())
        return conclude(false, m_lastSeen.isEmpty() ? u"nothing in 10 s"_s : m_lastSeen);
    if (!until->get.isEmpty())
        return ask();
    if (until->idle)
        return judge(m_studio.idle() ? u"idle"_s : u"busy"_s);
    if (!until->shown.isEmpty()) {
        const auto control = demohand::find(m_window, until->shown);
        return judge(control && (*control)->isEnabled() ? expected() : u"not shown"_s);
    }
    const auto control = demohand::find(m_window, until->on);
    judge(control ? demohand::textOf(**control) : control.error().message);
}

void DemoPlayer::judge(const QString &got)
{
    m_lastSeen = got;
    if (got == expected())
        conclude(true, got);
}

// "/subscriptions/{subscription}/usage-history": names in braces are what the session plays with.
QByteArrayList DemoPlayer::segmentsOf(const QString &target) const
{
    const ServiceState &state = m_studio.session().state();
    QString filled = target;
    filled.replace("{subscription}"_L1, state.subscription ? state.subscription->id.string() : u"none"_s);
    filled.replace("{customer}"_L1, state.customer() ? state.customer()->id.string() : u"none"_s);
    QByteArrayList out;
    const QStringList parts = filled.split(u'/', Qt::SkipEmptyParts);
    for (const QString &part : parts)
        out.append(part.toUtf8());
    return out;
}

void DemoPlayer::ask()
{
    if (m_asking)
        return;
    m_asking = true;
    ApiRequest request{.method = "GET",
        .segments = segmentsOf(m_steps[m_at].until->get),
        .query = {},
        .body = {},
        .events = {}};
    whenDone(
        m_studio.session().client().transport().send(request), this, [this](const Result<ApiAnswer> &answer) {
            m_asking = false;
            if (!m_poll.isActive())
                return;
            const auto body = answer ? readObject(answer->body) : Result<QJsonObject>(answer.error());
            judge(body ? at(*body, m_steps[m_at].until->path).toVariant().toString() : body.error().message);
        });
}

void DemoPlayer::conclude(bool ok, const QString &got)
{
    m_poll.stop();
    m_outcomes.append({m_steps[m_at].name, ok, m_since.elapsed(), expected(), got});
    Q_EMIT stepped();
    if (ok && !m_steps[m_at].shot.isEmpty()) {
        ++m_shots;
        return QTimer::singleShot(0, this, [this] { shoot(0); });
    }
    next();
}

// One picture a theme; a turn of the event loop lies between changing the theme and the picture.
void DemoPlayer::shoot(int round)
{
    const QList<Theme::Kind> kinds = m_wanted == Themes::Both
        ? QList{Theme::Kind::Dark, Theme::Kind::Light}
        : QList{m_wanted == Themes::Light ? Theme::Kind::Light : Theme::Kind::Dark};
    if (round == kinds.size()) {
        m_themes.setKind(kinds.first());
        return next();
    }
    m_themes.setKind(kinds[round]);
    QTimer::singleShot(0, this, [this, round, kind = kinds[round]] {
        const QString file = u"%1/%2-%3-%4.png"_s.arg(m_folder)
                                 .arg(m_shots, 2, 10, QLatin1Char('0'))
                                 .arg(m_steps[m_at].shot, kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s);
        if (!m_window.grab().save(file))
            m_outcomes.append({u"save "_s + file, false, 0, {}, u"The file cannot be written."_s});
        shoot(round + 1);
    });
}
