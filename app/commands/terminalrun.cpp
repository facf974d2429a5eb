// SPDX-License-Identifier: MIT
#include "commands/terminalrun.h"

#include "commands/generatereport.h"
#include "support/strictjson.h"

#include <QFile>
#include <QFileInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr auto patience = 90s; // for all pictures and their events
}

TerminalRun::TerminalRun(Workbench &bench, Options options, QObject *parent)
    : QObject(parent)
    , m_bench(bench)
    , m_options(std::move(options))
{
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &TerminalRun::giveUp);
    connect(&bench.session(), &Session::failed, this, [this](const Error &error) {
        if (!m_begun)
            fail(error);
    });
}

void TerminalRun::start()
{
    m_patience.start(patience);
    connect(&m_bench.session(), &Session::changed, this, [this] {
        if (m_bench.session().state().loaded && !m_begun)
            begin();
    });
    m_bench.session().refresh();
}

void TerminalRun::begin()
{
    m_begun = true;
    if (m_options.example && !m_bench.session().state().subscription)
        makeExample();
    else
        order();
}

void TerminalRun::makeExample()
{
    auto scenario = loadScenario(pixelgen);
    if (!scenario)
        return fail(scenario.error());
    m_example = std::make_unique<Example>(m_bench.session(), *scenario);
    connect(m_example.get(), &Example::failed, this, &TerminalRun::fail);
    connect(&m_bench.session(), &Session::changed, this, [this] {
        if (m_bench.session().state().subscription && m_jobs.isEmpty())
            order();
    });
    m_example->start();
}

void TerminalRun::order()
{
    const auto ordered = m_bench.studio().order(m_options.order);
    if (!ordered)
        return fail(ordered.error());
    m_jobs = *ordered;
    m_open = int(m_jobs.size());
    for (PictureJob *job : m_jobs) {
        connect(job, &PictureJob::ended, this, [this, job] { ended(job); });
        if (job->finished())
            ended(job);
    }
}

void TerminalRun::ended(PictureJob *job)
{
    say(*job);
    const PictureTrack &track = job->track();
    if (track.stage == PictureTrack::Stage::Failed && track.error)
        m_code = exitFor(*track.error);
    if (--m_open == 0)
        Q_EMIT finished(m_code);
}

void TerminalRun::giveUp()
{
    for (PictureJob *job : std::as_const(m_jobs)) {
        if (!job->finished())
            say(*job);
    }
    complain(u"No answer in %1 s. What was made is kept and sent at the next start."_s.arg(patience.count()));
    Q_EMIT finished(Exit::NoAnswer);
}

void TerminalRun::fail(const Error &error)
{
    complain(u"pixelmeter generate: "_s + error.message);
    Q_EMIT finished(exitFor(error));
}

void TerminalRun::say(const PictureJob &job)
{
    const GenerateReport report{.track = job.track(),
        .file = copyOut(job.track()),
        .bill = m_bench.session().bill(),
        .eventName = m_bench.session().eventName()};
    print(m_options.json ? QString::fromUtf8(compact(toJson(report))) : toText(report));
}

// The workspace's own file, or the copy asked for.
QString TerminalRun::copyOut(const PictureTrack &track)
{
    if (track.row.file.isEmpty())
        return {};
    const QString own = m_bench.outbox().files().path(track.row.file);
    if (m_options.out.isEmpty())
        return own;
    const auto index = m_jobs.indexOf(
        *std::ranges::find_if(m_jobs, [&](PictureJob *job) { return job->track().id == track.id; }));
    const QFileInfo wanted(m_options.out);
    const QString file = index == 0 ? wanted.filePath()
                                    : u"%1/%2-%3.%4"_s.arg(wanted.path(), wanted.completeBaseName())
                                          .arg(index + 1)
                                          .arg(wanted.suffix().isEmpty() ? u"png"_s : wanted.suffix());
    QFile::remove(file);
    if (!QFile::copy(own, file)) {
        complain(u"%1 cannot be written. The picture is at %2."_s.arg(file, own));
        m_code = Exit::Wrong;
        return own;
    }
    return file;
}
