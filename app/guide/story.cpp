// SPDX-License-Identifier: MIT
#include "guide/story.h"

#include "billing/money.h"
#include "guide/facts.h"
#include "guide/guidebook.h"
#include "guide/storyfacts.h"

#include <QCoreApplication>
#include <QDir>
#include <QRegularExpression>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace {

struct Tale {
    Q_DECLARE_TR_FUNCTIONS(Tale)
};

void addMeter(QList<StoryValue> &values, const StoryMeter &meter)
{
    const NewMeter &is = meter.is;
    values << StoryValue{Tale::tr("Meter"), is.name} << StoryValue{Tale::tr("Event name"), is.eventName, true}
           << StoryValue{
                  Tale::tr("Counts"), Tale::tr("%1, in %2").arg(countingWords(is), is.measurementUnit)};
    if (is.filter)
        values << StoryValue{Tale::tr("Filter"), filterText(is)};
    if (meter.pricePerUnit)
        values << StoryValue{Tale::tr("Price per unit"), displayMoney(*meter.pricePerUnit, meter.currency)}
               << StoryValue{Tale::tr("Free threshold"),
                      displayUnits(Decimal(meter.freeThreshold), is.measurementUnit)};
    if (meter.usage)
        values << StoryValue{Tale::tr("This period"), billWords(meter)};
}

QList<StoryValue> valuesOf(const QJsonObject &facts)
{
    QList<StoryValue> values;
    for (const StoryMeter &meter : storyMeters(facts))
        addMeter(values, meter);
    if (const QString customer = customerId(facts); !customer.isEmpty())
        values << StoryValue{Tale::tr("Customer id"), customer, true};
    for (StoryValue &value : values)
        value.value = withoutSecrets(value.value);
    return values;
}

StoryChapter chapterOf(const Chapter &chapter, const QJsonObject &facts, const QImage &picture)
{
    const auto own = [&facts](const QString &text) { return withoutSecrets(filledIn(text, facts)); };
    StoryChapter told{.id = chapter.id,
        .title = own(chapter.title),
        .why = own(chapter.why),
        .steps = {},
        .done = own(chapter.doneText),
        .picture = picture};
    for (const GuideStep &step : chapter.steps) {
        const QString words = u"%1 %2"_s.arg(own(step.todo), own(step.say)).trimmed();
        if (!words.isEmpty())
            told.steps << words;
    }
    return told;
}

// Punctuation that Markdown or HTML would read; code in `backticks` stays.
QString escaped(const QString &text)
{
    static const QRegularExpression sign(u"([\\\\*_\\[\\]<>|~#])"_s);
    QStringList parts = QString(text).replace(u'\n', u' ').split(u'`');
    if (parts.size() % 2 == 0) // one backtick opens nothing
        return parts.join(u'\'').replace(sign, u"\\\\1"_s);
    for (qsizetype i = 0; i < parts.size(); i += 2)
        parts[i].replace(sign, u"\\\\1"_s);
    return parts.join(u'`');
}

QString cell(const StoryValue &value)
{
    const bool plain = !value.code || value.value.contains(u'`');
    if (plain)
        return escaped(value.value);
    return u"`%1`"_s.arg(QString(value.value).replace(u'\n', u' ').replace(u'|', u"\\|"_s));
}

QString table(const QList<StoryValue> &values)
{
    if (values.isEmpty())
        return {};
    QString text = u"## %1\n\n| | |\n| --- | --- |\n"_s.arg(Tale::tr("Your values"));
    for (const StoryValue &value : values)
        text += u"| %1 | %2 |\n"_s.arg(escaped(value.name), cell(value));
    return text + u'\n';
}

QString slug(const QString &name)
{
    static const QRegularExpression other(u"[^a-z0-9]+"_s);
    QString slug = name.toLower().replace(other, u"-"_s).left(60);
    while (slug.startsWith(u'-'))
        slug.remove(0, 1);
    while (slug.endsWith(u'-'))
        slug.chop(1);
    return slug.isEmpty() ? u"guide"_s : slug;
}

QString pictureName(const Story &story, qsizetype chapter)
{
    return u"images/%1-%2.png"_s.arg(int(chapter) + 1, 2, 10, QChar(u'0'))
        .arg(slug(story.chapters[chapter].id));
}

QString chapterText(const Story &story, qsizetype number)
{
    const StoryChapter &chapter = story.chapters[number];
    QString text = u"## %1\n\n%2\n\n"_s.arg(escaped(chapter.title), escaped(chapter.why));
    for (qsizetype i = 0; i < chapter.steps.size(); ++i)
        text += u"%1. %2\n"_s.arg(i + 1).arg(escaped(chapter.steps[i]));
    if (!chapter.steps.isEmpty())
        text += u'\n';
    if (!chapter.done.isEmpty())
        text += u"✓ %1\n\n"_s.arg(escaped(chapter.done));
    if (!chapter.picture.isNull())
        text += u"![%1](%2)\n\n"_s.arg(escaped(chapter.title), pictureName(story, number));
    return text;
}

Error cannot(const QString &path)
{
    return Error{.kind = Error::Kind::Storage,
        .message = Tale::tr("“%1” cannot be written.").arg(QDir::toNativeSeparators(path))};
}

Result<void> write(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return cannot(path);
    return {};
}

Result<void> writePictures(const Story &story, const QString &folder)
{
    for (qsizetype i = 0; i < story.chapters.size(); ++i) {
        const QString path = folder + u'/' + pictureName(story, i);
        if (!story.chapters[i].picture.isNull() && !story.chapters[i].picture.save(path, "PNG"))
            return cannot(path);
    }
    return {};
}

} // namespace

Story storyOf(const Guidebook &book, const QJsonObject &facts, const Walk &walk)
{
    const QString recipe = withoutSecrets(at(facts, u"recipe.title"_s).toString());
    Story story{.title = recipe.isEmpty() ? Tale::tr("Usage billing, step by step")
                                          : Tale::tr("%1, from meter to bill").arg(recipe),
        .summary = withoutSecrets(at(facts, u"recipe.summary"_s).toString()),
        .values = valuesOf(facts),
        .bill = billWords(facts),
        .chapters = {},
        .open = {}};
    for (int i = 0; i < int(book.chapters.size()); ++i) {
        const StoryChapter chapter = chapterOf(book.chapters[i], facts, walk.pictures.value(i));
        if (walk.ticked.contains(i))
            story.chapters << chapter;
        else
            story.open << chapter.title;
    }
    return story;
}

QByteArray asMarkdown(const Story &story)
{
    QString text = u"# %1\n\n"_s.arg(escaped(story.title));
    if (!story.summary.isEmpty())
        text += escaped(story.summary) + u"\n\n"_s;
    text += Tale::tr("Walked in the PixelMeter sandbox. No real money moved.") + u"\n\n"_s;
    text += table(story.values);
    if (!story.bill.isEmpty())
        text += u"**%1**\n\n"_s.arg(escaped(story.bill));
    for (qsizetype i = 0; i < story.chapters.size(); ++i)
        text += chapterText(story, i);
    if (!story.open.isEmpty())
        text += Tale::tr("Not walked yet: %1.").arg(escaped(story.open.join(u", "_s))) + u'\n';
    return withoutSecrets(text).toUtf8();
}

Result<QString> saveStory(const Story &story, const QString &parent)
{
    const QString folder = newFolderPath(parent, story.title);
    if (!QDir().mkpath(folder + u"/images"_s))
        return cannot(folder);
    if (const auto pictures = writePictures(story, folder); !pictures)
        return pictures.error();
    if (const auto text = write(folder + u"/guide.md"_s, asMarkdown(story)); !text)
        return text.error();
    return folder;
}

QString newFolderPath(const QString &parent, const QString &name)
{
    const QString first = QDir(parent).filePath(slug(name));
    QString path = first;
    for (int i = 2; QFileInfo::exists(path); ++i)
        path = u"%1-%2"_s.arg(first).arg(i);
    return path;
}
