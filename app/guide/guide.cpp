// SPDX-License-Identifier: MIT
#include "guide/guide.h"

#include "eventlog/logmodel.h"
#include "guide/facts.h"
#include "guide/filledstep.h"
#include "guide/plan.h"
#include "guide/typedfacts.h"
#include "guide/walk.h"

#include <QElapsedTimer>
#include <QTimer>

using namespace Qt::StringLiterals;

namespace {

const QString firstRecipe = u"images"_s;

} // namespace

struct Guide::Private {
    Private(Guide &guide, Studio &pictureStudio, const LogModel &logModel, const Screen &window)
        : q(guide)
        , studio(pictureStudio)
        , log(logModel)
        , screen(window)
    {
    }

    Guide &q;
    Studio &studio;
    const LogModel &log;
    const Screen &screen;
    WalkMemory memory;
    Recipe recipe;
    Guidebook book;
    QSet<QString> typed; // controls whose text the book repeats
    QList<ImageRow> pictures;
    QJsonObject facts;
    WalkLook look;
    std::optional<int> shown; // a step gone back to
    std::optional<GuideStep> current; // filled in
    bool nextBegun = false; // the first step of the next chapter was so at the last look
    QTimer soon;
    QElapsedTimer sinceLook;

    Outbox &outbox() const { return studio.session().outbox(); }
    WalkState &walk() { return memory.walks[recipe.id]; }
    const Chapter &chapter() const { return book.chapters[chapterNumber()]; }
    int chapterNumber() const { return memory.walks.value(recipe.id).chapter; }
    int step() const { return shown.value_or(look.step); }
    void keep() { keepWalk(outbox(), memory); }

    bool read(const QString &id);
    void forgetForms();
    void play();
    void readPictures();
    void lookNow();
    QJsonObject factsNow() const;
    void showStep();
    bool goesOn();
};

bool Guide::Private::read(const QString &id)
{
    const Result<Recipe> wanted = loadRecipe(id);
    const Result<QJsonObject> pages
        = wanted.andThen([](const Recipe &found) { return readGuidebook(found.chapters); });
    const Result<Guidebook> chapters
        = wanted.andThen([](const Recipe &found) { return loadGuidebook(found.chapters, planOf(found)); });
    if (!chapters)
        return false;
    recipe = *wanted;
    book = *chapters;
    typed = typedIn(*pages);
    if (!memory.walks.contains(id))
        memory.walks.insert(
            id, {.chapter = 0, .passed = {}, .saidBack = false, .since = studio.session().now()});
    walk().chapter = qBound(0, walk().chapter, int(book.chapters.size()) - 1);
    forgetForms();
    look = {};
    shown.reset();
    nextBegun = true; // only what happens from now on goes on
    return true;
}

// A form that was half filled in is empty again after a pause: what was read stays passed, what the screen
// showed is looked for anew.
void Guide::Private::forgetForms()
{
    for (const Chapter &one : std::as_const(book.chapters)) {
        for (const GuideStep &step : one.steps) {
            if (step.kind == GuideStep::Kind::Do)
                walk().passed.remove(stepKey(one, step));
        }
    }
}

// The other recipes send their own names; the pictures' is the field of tab 1.
void Guide::Private::play()
{
    const bool ownField = recipe.chapters == "pictures"_L1;
    studio.session().setRecipeNames(ownField ? QStringList() : eventNames(recipe));
}

void Guide::Private::readPictures()
{
    whenDone(outbox().images(), &q, [this](const Result<QList<ImageRow>> &images) {
        if (!images || *images == pictures)
            return;
        pictures = *images;
        q.look();
    });
}

QJsonObject Guide::Private::factsNow() const
{
    QJsonObject all = factsOf(studio, log, recipe, pictures, memory.walks.value(recipe.id).since);
    const QJsonObject onScreen = typedFacts(screen, studio.session(), typed);
    for (auto it = onScreen.begin(); it != onScreen.end(); ++it)
        all.insert(it.key(), it.value());
    return all;
}

void Guide::Private::showStep()
{
    const auto &steps = chapter().steps;
    current = step() < steps.size() ? std::optional(filledStep(steps[step()], facts)) : std::nullopt;
}

// Whether the reader has begun the next chapter by himself: this one is ticked, and its first step became so.
bool Guide::Private::goesOn()
{
    const int next = chapterNumber() + 1;
    if (next >= book.chapters.size())
        return false;
    const GuideStep &first = book.chapters[next].steps.first();
    const bool begun = first.until && holds(*first.until, facts, screen);
    const bool before = std::exchange(nextBegun, begun);
    return begun && !before && look.ticked[next - 1] && !look.ticked[next]
        && look.step >= chapter().steps.size();
}

void Guide::Private::lookNow()
{
    sinceLook.start();
    const WalkLook before = look;
    const QJsonObject factsBefore = facts;
    const QSet<QString> passed = walk().passed;
    facts = factsNow();
    look = lookAt(book, walk(), before, facts, screen);
    if (look.step != before.step)
        shown.reset();
    if (walk().passed != passed)
        keep();
    showStep();
    for (qsizetype i = 0; i < look.ticked.size() && i < before.ticked.size(); ++i) {
        if (look.ticked[i] && !before.ticked[i])
            Q_EMIT q.tickedChapter(int(i));
    }
    if (goesOn())
        return q.goTo(chapterNumber() + 1);
    if (!(look == before) || facts != factsBefore)
        Q_EMIT q.changed();
}

Guide::Guide(Studio &studio, const LogModel &log, const Screen &screen, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, studio, log, screen))
{
    d->memory = readWalk(d->outbox());
    if (d->memory.recipe.isEmpty() || !d->read(d->memory.recipe)) {
        if (!d->read(firstRecipe))
            qFatal("the packed recipe is not readable");
    }
    d->facts = d->factsNow();
    d->look = lookAt(d->book, d->walk(), {}, d->facts, screen);
    d->showStep();
    d->soon.setSingleShot(true);
    connect(&d->soon, &QTimer::timeout, this, &Guide::lookAtOnce); // billing may go elsewhere by now
    const Session &session = studio.session();
    for (const auto signal : {&Session::changed, &Session::usageChanged, &Session::worldChanged})
        connect(&session, signal, this, &Guide::look);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&log, signal, this, &Guide::look);
    connect(&log, &QAbstractItemModel::modelReset, this, &Guide::look);
    connect(&log, &QAbstractItemModel::dataChanged, this, &Guide::look);
    connect(&studio, &Studio::pictureStored, this, [this] { d->readPictures(); });
    d->readPictures();
}

Guide::~Guide() = default;

bool Guide::open() const
{
    return d->memory.open;
}

void Guide::setOpen(bool open)
{
    if (open == d->memory.open)
        return;
    d->memory.open = open;
    if (open && d->memory.recipe.isEmpty()) {
        d->memory.recipe = d->recipe.id;
        d->play();
    }
    d->keep();
    if (open) {
        d->nextBegun = true;
        lookAtOnce();
        Q_EMIT chapterShown(chapter());
    }
    Q_EMIT changed();
}

const Recipe &Guide::recipe() const
{
    return d->recipe;
}

void Guide::choose(const QString &recipe)
{
    if (recipe == d->recipe.id && recipe == d->memory.recipe)
        return;
    if (!d->read(recipe))
        return;
    d->memory.recipe = recipe;
    d->keep();
    d->play();
    d->lookNow();
    Q_EMIT chapterShown(chapter());
    Q_EMIT changed();
}

const Guidebook &Guide::book() const
{
    return d->book;
}

int Guide::chapter() const
{
    return d->chapterNumber();
}

const Chapter &Guide::current() const
{
    return d->chapter();
}

void Guide::goTo(int chapter)
{
    d->walk().chapter = qBound(0, chapter, int(d->book.chapters.size()) - 1);
    d->look.done.clear();
    d->shown.reset();
    d->nextBegun = true;
    d->keep();
    d->lookNow();
    Q_EMIT chapterShown(this->chapter());
    Q_EMIT changed();
}

void Guide::skip()
{
    goTo(chapter() + 1);
}

bool Guide::ticked(int chapter) const
{
    return d->look.ticked.value(chapter, false);
}

bool Guide::finished() const
{
    return !d->look.ticked.contains(false) && d->memory.walks.value(d->recipe.id).saidBack;
}

int Guide::step() const
{
    return d->step();
}

const GuideStep *Guide::currentStep() const
{
    return d->current ? &*d->current : nullptr;
}

bool Guide::done(int step) const
{
    return d->look.done.value(step, false);
}

void Guide::next()
{
    const auto &steps = d->chapter().steps;
    if (d->step() >= steps.size())
        return;
    const GuideStep &step = steps[d->step()];
    if (step.kind == GuideStep::Kind::Read)
        d->walk().passed.insert(stepKey(d->chapter(), step));
    const int after = d->step() + 1;
    d->keep();
    d->lookNow();
    if (d->shown) {
        d->shown = after < d->look.step ? std::optional(after) : std::nullopt;
        d->showStep();
    }
    Q_EMIT changed();
}

void Guide::back()
{
    if (d->step() == 0)
        return;
    d->shown = d->step() - 1;
    d->showStep();
    Q_EMIT changed();
}

// Up to the step that only the reader can do, or that is to be read on what was filled in before it.
QList<PlayStep> Guide::toFillIn() const
{
    QList<PlayStep> open;
    const auto &steps = d->chapter().steps;
    for (int i = 0; i < steps.size(); ++i) {
        if (done(i) || (steps[i].kind == GuideStep::Kind::Read && !steps[i].stops))
            continue;
        if (steps[i].fill.isEmpty())
            break;
        open += filledSteps(steps[i].fill, d->facts);
    }
    return open;
}

QList<int> Guide::wrongBlanks(const QStringList &choices) const
{
    return ::wrongBlanks(d->chapter(), d->facts, choices);
}

bool Guide::answer(const QStringList &choices)
{
    for (const GuideStep &step : d->chapter().steps) {
        if (step.kind != GuideStep::Kind::SayBack)
            continue;
        if (choices.size() != step.blanks.size() || !wrongBlanks(choices).isEmpty())
            return false;
        d->walk().saidBack = true;
        d->keep();
        d->lookNow();
        Q_EMIT changed();
        return true;
    }
    return false;
}

std::optional<WrongTurn> Guide::wrongTurn() const
{
    return d->look.wrong ? std::optional(filledTurn(*d->look.wrong, d->facts)) : std::nullopt;
}

QString Guide::text(const QString &raw) const
{
    return filledIn(raw, d->facts);
}

const QJsonObject &Guide::facts() const
{
    return d->facts;
}

void Guide::look()
{
    // The walk is the sandbox's: what a real account holds ticks nothing.
    if (!open() || d->soon.isActive() || !d->studio.session().inSandbox())
        return;
    const milliseconds since(d->sinceLook.isValid() ? d->sinceLook.elapsed() : lookAtMost.count());
    d->soon.start(std::max(lookAtMost - since, 0ms));
}

void Guide::lookAtOnce()
{
    if (open() && d->studio.session().inSandbox())
        d->lookNow();
}

void Guide::startOver()
{
    d->memory.walks.remove(d->recipe.id);
    d->read(d->recipe.id);
    d->keep();
    d->lookNow();
    Q_EMIT chapterShown(chapter());
    Q_EMIT changed();
}
