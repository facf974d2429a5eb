// SPDX-License-Identifier: MIT
#include "commands/terminalrun.h"

#include "commands/generatereport.h"
#include "imaging/picturefile.h"
#include "support/strictjson.h"

#include <QFileInfo>

using namespace Qt::StringLiterals;

namespace {

using std::chrono::seconds;

// For all pictures and their events. A server that makes them one by one may take 6 minutes for each.
seconds patienceFor(const PictureOrder &order)
{
    return order.provider == "demo" ? 90s : 90s + 370s * order.count;
}

} // namespace

TerminalRun::TerminalRun(Workbench &bench, GenerateArguments options, QObject *parent)
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
    m_patience.start(patienceFor(m_options.order));
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
    for (PictureJob *job : std::as_const(m_jobs)) {
        connect(job, &PictureJob::ended, this, [this, job] { ended(job); });
        if (job->finished())
            ended(job);
    }
}

void TerminalRun::ended(PictureJob *job)
{
    if (m_known.contains(job))
        return;
    m_known.insert(job);
    m_toSay.append(job);
    const PictureTrack &track = job->track();
    if (track.stage == PictureTrack::Stage::Failed && track.error)
        m_code = exitFor(*track.error);
    if (m_toSay.size() == 1)
        sayNext();
}

void TerminalRun::giveUp()
{
    complain(u"No answer in %1 s. What was made is kept and sent at the next start."_s.arg(
        m_patience.intervalAsDuration() / 1s));
    m_code = Exit::NoAnswer;
    if (m_jobs.isEmpty())
        return Q_EMIT finished(m_code);
    for (PictureJob *job : std::as_const(m_jobs))
        ended(job);
}

void TerminalRun::fail(const Error &error)
{
    complain(u"pixelmeter generate: "_s + error.message);
    Q_EMIT finished(exitFor(error));
}

GenerateReport TerminalRun::reportOf(const PictureJob &job) const
{
    const PictureTrack &track = job.track();
    return {.track = track,
        .file = track.stored ? m_bench.outbox().files().path(track.row.file) : QString(),
        .bill = m_bench.session().bill(),
        .eventName = m_bench.session().eventName(),
        .estimateUsd = m_bench.purse().estimate(track.order),
        .billing = m_options.billing};
}

// One picture after another, so that lines stand in the order the pictures were made.
void TerminalRun::sayNext()
{
    PictureJob *job = m_toSay.first();
    GenerateReport report = reportOf(*job);
    if (report.file.isEmpty() || m_options.out.isEmpty())
        return say(report);
    const SaveOrder order{.source = report.file,
        .target = target(job),
        .format = QFileInfo(m_options.out).suffix().isEmpty() ? m_options.order.format : QByteArray(),
        .text = m_options.metadata ? PictureText::Inside : PictureText::LeftOut,
        .bill = receiptBill(report)};
    whenDone(savePicture(order), this, [this, order, report](const Result<void> &saved) {
        GenerateReport told = report;
        if (saved) {
            told.file = order.target;
        } else {
            complain(u"%1 cannot be written. The picture is at %2. %3"_s.arg(
                order.target, report.file, saved.error().message));
            m_code = Exit::Wrong;
        }
        say(told);
    });
}

void TerminalRun::say(const GenerateReport &report)
{
    print(m_options.json ? QString::fromUtf8(compact(toJson(report))) : toText(report));
    m_toSay.removeFirst();
    if (!m_toSay.isEmpty())
        sayNext();
    else if (m_known.size() == m_jobs.size())
        Q_EMIT finished(m_code);
}

// The file asked for; the pictures after the first get -2, -3 before the ending.
QString TerminalRun::target(const PictureJob *job) const
{
    const QFileInfo wanted(m_options.out);
    const auto index = m_jobs.indexOf(job);
    if (index == 0)
        return wanted.filePath();
    const QString ending = wanted.suffix().isEmpty() ? QString() : u'.' + wanted.suffix();
    return u"%1/%2-%3%4"_s.arg(wanted.path(), wanted.completeBaseName()).arg(index + 1).arg(ending);
}
