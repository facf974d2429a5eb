// SPDX-License-Identifier: MIT
#include "guide/guidebook.h"

#include "guide/onlykeys.h"
#include "guide/unroll.h"
#include "support/strictjson.h"

#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useResources()
{
    Q_INIT_RESOURCE(guide_data);
}

namespace {

constexpr qint64 mostBytes = 512 * 1024;

QString textIn(JsonReader &in, QLatin1StringView key)
{
    return in.optionalString(key).value_or(QString());
}

QStringList textsIn(JsonReader &in, QLatin1StringView key)
{
    QStringList texts;
    const QJsonArray values = in.optionalArray(key).value_or(QJsonArray());
    for (const QJsonValue &value : values) {
        if (!value.isString())
            in.fail(key, u"must be a list of texts"_s);
        texts.append(value.toString());
    }
    return texts;
}

std::optional<Criterion> criterionIn(JsonReader &in, QLatin1StringView key)
{
    const auto json = in.optionalObject(key);
    if (!json)
        return std::nullopt;
    return in.take(criterionFromJson(*json, in.path(key)));
}

QList<PlayStep> stepsIn(JsonReader &in, QLatin1StringView key)
{
    const QJsonArray steps = in.optionalArray(key).value_or(QJsonArray());
    for (const QJsonValue &step : steps)
        onlyKeys(in, step.toObject(), {"name"_L1, "do"_L1, "on"_L1, "with"_L1, "until"_L1});
    return in.take(playStepsFromJson(steps));
}

Result<WrongTurn> wrongTurnFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    onlyKeys(in, json, {"id"_L1, "when"_L1, "say"_L1, "button"_L1, "mend"_L1});
    const WrongTurn turn{.id = in.string("id"_L1),
        .when = in.take(criterionFromJson(in.object("when"_L1), in.path("when"_L1))),
        .say = in.string("say"_L1),
        .button = in.string("button"_L1),
        .mend = stepsIn(in, "mend"_L1)};
    if (turn.mend.isEmpty())
        in.fail("mend"_L1, u"must hold a step"_s);
    return in.finish(turn);
}

Result<Blank> blankFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    onlyKeys(in, json, {"before"_L1, "choices"_L1, "answer"_L1});
    const Blank blank{.before = textIn(in, "before"_L1),
        .choices = textsIn(in, "choices"_L1),
        .answer = in.string("answer"_L1)};
    if (!blank.choices.contains(blank.answer))
        in.fail("answer"_L1, u"must be one of the choices"_s);
    return in.finish(blank);
}

GuideStep::Kind kindIn(JsonReader &in)
{
    const QString kind = in.optionalString("kind"_L1).value_or(u"do"_s);
    if (kind == "do"_L1)
        return GuideStep::Kind::Do;
    if (kind == "sayBack"_L1)
        return GuideStep::Kind::SayBack;
    if (kind != "read"_L1)
        in.fail("kind"_L1, u"must be do, read or sayBack"_s);
    return GuideStep::Kind::Read;
}

Result<GuideStep> guideStepFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    onlyKeys(in, json,
        {"id"_L1, "kind"_L1, "say"_L1, "todo"_L1, "on"_L1, "fill"_L1, "until"_L1, "blanks"_L1, "terms"_L1,
            "stops"_L1});
    GuideStep step{.kind = kindIn(in),
        .id = in.string("id"_L1),
        .say = in.string("say"_L1),
        .todo = textIn(in, "todo"_L1),
        .on = textIn(in, "on"_L1),
        .fill = stepsIn(in, "fill"_L1),
        .until = criterionIn(in, "until"_L1),
        .blanks = {},
        .terms = textsIn(in, "terms"_L1),
        .stops = in.optionalBoolean("stops"_L1).value_or(false)};
    if (in.has("blanks"_L1))
        step.blanks = in.list<Blank>("blanks"_L1, blankFromJson);
    const bool isDo = step.kind == GuideStep::Kind::Do;
    if (isDo != step.until.has_value())
        in.fail("until"_L1, u"must stand in a step to do, and only there"_s);
    if (isDo && step.todo.isEmpty())
        in.fail("todo"_L1, u"must say what to do"_s);
    if ((step.kind == GuideStep::Kind::SayBack) == step.blanks.isEmpty())
        in.fail("blanks"_L1, u"must stand in the step that is said back, and only there"_s);
    return in.finish(step);
}

Result<Chapter> chapterFromJson(const QJsonObject &json, const QString &path)
{
    JsonReader in(json, path);
    onlyKeys(in, json,
        {"id"_L1, "title"_L1, "tab"_L1, "why"_L1, "steps"_L1, "done"_L1, "doneText"_L1, "wrongTurns"_L1,
            "terms"_L1});
    Chapter chapter{.id = in.string("id"_L1),
        .title = in.string("title"_L1),
        .tab = textIn(in, "tab"_L1),
        .why = in.string("why"_L1),
        .steps = in.list<GuideStep>("steps"_L1, guideStepFromJson),
        .done = criterionIn(in, "done"_L1),
        .doneText = in.string("doneText"_L1),
        .wrongTurns = {},
        .terms = textsIn(in, "terms"_L1)};
    if (in.has("wrongTurns"_L1))
        chapter.wrongTurns = in.list<WrongTurn>("wrongTurns"_L1, wrongTurnFromJson);
    if (chapter.steps.isEmpty())
        in.fail("steps"_L1, u"must hold a step"_s);
    if (chapter.done && !chapter.done->readsFacts())
        in.fail("done"_L1, u"must ask the service, not the screen"_s);
    return in.finish(chapter);
}

} // namespace

Result<Guidebook> guidebookFromJson(const QJsonObject &json)
{
    JsonReader in(json);
    onlyKeys(in, json, {"id"_L1, "chapters"_L1, "wrongTurns"_L1});
    Guidebook book{.id = in.string("id"_L1),
        .chapters = in.list<Chapter>("chapters"_L1, chapterFromJson),
        .wrongTurns = {}};
    if (in.has("wrongTurns"_L1))
        book.wrongTurns = in.list<WrongTurn>("wrongTurns"_L1, wrongTurnFromJson);
    if (book.chapters.isEmpty())
        in.fail("chapters"_L1, u"must hold a chapter"_s);
    return in.finish(book);
}

Result<QJsonObject> readGuidebook(const QString &name)
{
    useResources();
    QFile file(u":/guide/%1.json"_s.arg(name));
    if (!file.open(QIODevice::ReadOnly))
        return Error{.kind = Error::Kind::NotFound, .message = u"There is no guide “%1”."_s.arg(name)};
    return readObject(file.read(mostBytes + 1), {.maxBytes = mostBytes});
}

Result<Guidebook> loadGuidebook(const QString &name, const QJsonObject &plan)
{
    return readGuidebook(name).andThen(
        [&plan](const QJsonObject &json) { return guidebookFromJson(unrolled(json, plan)); });
}
