// SPDX-License-Identifier: MIT
#include "sandbox/paintjobs.h"

#include <algorithm>
#include <atomic>

namespace {

constexpr qsizetype mostWaiting = 8; // a WebUI client's request holds a thread of the server while it waits
constexpr qsizetype endedKept = 8; // jobs whose pictures can still be had
constexpr qsizetype forgottenKept = 1000; // ids only
constexpr milliseconds glance = 20ms;

bool hasEnded(PaintJobs::State state)
{
    return state != PaintJobs::State::Queued && state != PaintJobs::State::Painting;
}

} // namespace

struct PaintJobs::Job {
    View view;
    std::atomic<bool> cancelled = false;
    std::chrono::steady_clock::time_point startedAt;
};

// Notes the painter's stages where they can be asked for.
class PaintJobs::Easel : public PaintMonitor {
public:
    Easel(PaintJobs &jobs, Job &job)
        : m_jobs(jobs)
        , m_job(job)
    {
    }

    void stage(const QString &, int done, int total, const QImage &preview) override
    {
        const std::lock_guard lock(m_jobs.m_mutex);
        m_job.view.stage = done;
        m_job.view.stages = total;
        m_job.view.preview = preview;
    }
    bool cancelled() const override { return m_job.cancelled; }

private:
    PaintJobs &m_jobs;
    Job &m_job;
};

double PaintJobs::View::progress() const
{
    if (state == State::Done)
        return 1;
    const double ofThis = stages > 0 ? double(stage) / stages : 0;
    return std::min(1.0, (made + ofThis) / order.count);
}

PaintJobs::PaintJobs(PaintFunction paint, const Clock &clock, IdSource &ids)
    : m_paint(paint ? std::move(paint) : PaintFunction(::paint))
    , m_clock(clock)
    , m_ids(ids)
    , m_thread([this] { loop(); })
{
}

PaintJobs::~PaintJobs()
{
    stop();
    m_thread.join();
}

Result<QByteArray> PaintJobs::add(Order order)
{
    const std::lock_guard lock(m_mutex);
    const auto waiting
        = std::ranges::count_if(m_jobs, [](const auto &job) { return !hasEnded(job->view.state); });
    if (waiting >= mostWaiting || m_stop) {
        return Error{.kind = Error::Kind::RateLimited,
            .message = QStringLiteral("%1 orders wait already. Try again when one is done.").arg(waiting),
            .status = 429};
    }
    auto job = std::make_shared<Job>();
    job->view.id = "job_" + m_ids.next(Prefix::Token).mid(prefixText(Prefix::Token).size());
    job->view.order = std::move(order);
    job->view.created = m_clock.now();
    m_jobs.push_back(job);
    m_change.notify_all();
    return job->view.id;
}

std::optional<PaintJobs::View> PaintJobs::await(const QByteArray &id, const std::function<bool()> &givenUp)
{
    std::unique_lock lock(m_mutex);
    for (;;) {
        const Job *job = lookUp(id);
        if (!job || hasEnded(job->view.state))
            return job ? std::optional(viewOf(*job)) : std::nullopt;
        m_change.wait_for(lock, glance);
        lock.unlock();
        if (givenUp && givenUp()) // looks at a connection: not under the lock
            cancel(id);
        lock.lock();
    }
}

std::optional<PaintJobs::View> PaintJobs::find(const QByteArray &id) const
{
    const std::lock_guard lock(m_mutex);
    const Job *job = lookUp(id);
    return job ? std::optional(viewOf(*job)) : std::nullopt;
}

std::optional<PaintJobs::View> PaintJobs::current() const
{
    const std::lock_guard lock(m_mutex);
    for (const auto &job : m_jobs) {
        if (job->view.state == State::Painting)
            return viewOf(*job);
    }
    return {};
}

bool PaintJobs::wasHere(const QByteArray &id) const
{
    const std::lock_guard lock(m_mutex);
    return m_forgotten.contains(id);
}

bool PaintJobs::cancel(const QByteArray &id)
{
    const std::lock_guard lock(m_mutex);
    Job *job = lookUp(id);
    if (!job || hasEnded(job->view.state))
        return false;
    job->cancelled = true;
    if (job->view.state == State::Queued)
        end(*job, State::Cancelled);
    return true;
}

void PaintJobs::interrupt()
{
    const std::lock_guard lock(m_mutex);
    for (const auto &job : m_jobs) {
        if (job->view.state == State::Painting)
            job->cancelled = true;
    }
}

void PaintJobs::stop()
{
    const std::lock_guard lock(m_mutex);
    m_stop = true;
    const auto jobs = m_jobs; // ending one may drop another
    for (const auto &job : jobs) {
        job->cancelled = true;
        if (job->view.state == State::Queued)
            end(*job, State::Cancelled);
    }
    m_change.notify_all();
}

void PaintJobs::loop()
{
    std::unique_lock lock(m_mutex);
    while (!m_stop) {
        const auto next
            = std::ranges::find_if(m_jobs, [](const auto &job) { return job->view.state == State::Queued; });
        if (next == m_jobs.end()) {
            m_change.wait(lock);
            continue;
        }
        const std::shared_ptr<Job> job = *next;
        job->view.state = State::Painting;
        job->view.started = m_clock.now();
        job->startedAt = std::chrono::steady_clock::now();
        lock.unlock();
        paintAll(*job);
        lock.lock();
    }
}

void PaintJobs::paintAll(Job &job)
{
    Easel easel(*this, job);
    const Order order = job.view.order; // written by no other thread
    PaintRequest request = order.first;
    for (int i = 0; i < order.count; ++i, ++request.seed) {
        Result<Painting> painting = m_paint(request, easel);
        const QString text = order.infotext ? order.infotext(request.seed) : QString();
        const Result<QByteArray> file = painting.andThen(
            [&](const Painting &made) { return encoded(made, order.format, order.compression, text); });
        const std::lock_guard lock(m_mutex);
        const bool stopped = !file && file.error().kind == Error::Kind::Cancelled;
        if (!file)
            return stopped ? end(job, State::Cancelled) : end(job, State::Failed, file.error());
        job.view.pictures.append({std::move(*painting), *file, request.seed});
        job.view.made = i + 1;
        job.view.stage = 0;
    }
    const std::lock_guard lock(m_mutex);
    end(job, State::Done);
}

void PaintJobs::end(Job &job, State state, const std::optional<Error> &error)
{
    job.view.state = state;
    job.view.error = error;
    job.view.ended = m_clock.now();
    job.view.preview = {};
    for (PaintedPicture &picture : job.view.pictures)
        picture.painting.image = {}; // the file says it all
    forgetOldest();
    m_change.notify_all();
}

// Those that wait or are painted stay, however old.
void PaintJobs::forgetOldest()
{
    auto ended = std::ranges::count_if(m_jobs, [](const auto &job) { return hasEnded(job->view.state); });
    for (; ended > endedKept; --ended) {
        const auto oldest
            = std::ranges::find_if(m_jobs, [](const auto &job) { return hasEnded(job->view.state); });
        m_forgotten.append((*oldest)->view.id);
        m_jobs.erase(oldest);
    }
    if (m_forgotten.size() > forgottenKept)
        m_forgotten.removeFirst();
}

PaintJobs::Job *PaintJobs::lookUp(const QByteArray &id) const
{
    const auto found = std::ranges::find_if(m_jobs, [&](const auto &job) { return job->view.id == id; });
    return found == m_jobs.end() ? nullptr : found->get();
}

PaintJobs::View PaintJobs::viewOf(const Job &job) const
{
    View out = job.view;
    if (!hasEnded(out.state))
        out.pictures.clear();
    if (out.state == State::Painting)
        out.took = std::chrono::duration_cast<milliseconds>(std::chrono::steady_clock::now() - job.startedAt);
    for (const auto &other : m_jobs) {
        if (out.state == State::Queued && other->view.state == State::Queued)
            ++out.position;
        if (other.get() == &job)
            break;
    }
    return out;
}
