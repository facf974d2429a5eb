// SPDX-License-Identifier: MIT
#include "programs/program.h"

#include "programs/literal.h"
#include "programs/shelf.h"
#include "programs/template.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// What the picture program knows for itself; kept as a constant only where the meter's filter reads it.
constexpr QByteArrayView ownPictureKeys[] = {"provider_quality", "size", "style", "model"};

MetaEntry *entryOf(Metadata &metadata, const QByteArray &key)
{
    const auto found = std::ranges::find(metadata, key, &MetaEntry::key);
    return found == metadata.end() ? nullptr : &*found;
}

// The property the meter reads as a number, or empty: Count reads none.
QByteArray measuredKey(const NewMeter &meter)
{
    return meter.aggregation.type == Aggregation::Type::Count ? QByteArray() : meter.aggregation.key.toUtf8();
}

// The sample's metadata, with the measured property as a number whatever the sample holds.
Metadata metadataFor(const ProgramOrder &order)
{
    Metadata out = order.sample.metadata;
    const QByteArray key = measuredKey(order.meter);
    if (!key.isEmpty() && !entryOf(out, key))
        out.append({key, MetaValue::ofNumber("1")});
    for (MetaEntry &entry : out) {
        if (entry.key == key && !entry.value.number())
            entry.value = MetaValue::ofNumber("1");
    }
    if (!order.pictures || order.kind != ProgramKind::TypeScript)
        return out;
    const QList<QString> read = order.meter.filter ? keysOf(*order.meter.filter) : QList<QString>();
    out.removeIf([&](const MetaEntry &entry) {
        return std::ranges::find(ownPictureKeys, QByteArrayView(entry.key)) != std::end(ownPictureKeys)
            && entry.key != key && !read.contains(QString::fromUtf8(entry.key));
    });
    return out;
}

QByteArray measuredDigits(Metadata metadata, const QByteArray &key)
{
    const MetaEntry *entry = entryOf(metadata, key);
    return entry ? entry->value.text : QByteArray("1");
}

TemplateValues valuesFor(const ProgramOrder &order, const QString &title, Language language)
{
    const bool measured = order.meter.aggregation.type != Aggregation::Type::Count;
    const bool pictureProgram = order.pictures && order.kind == ProgramKind::TypeScript;
    const Metadata metadata = metadataFor(order);
    const QByteArray key = measuredKey(order.meter);
    const bool prose = language == Language::Markdown;
    const auto spoken = [&](const QString &text) { return spokenText(language, text); };
    const auto literal = [&](const QString &text) { return textLiteral(language, text); };
    TemplateValues out;
    out.values = {
        {"title", title.toUtf8()},
        {"event_name", prose ? codeSpan(order.meter.eventName) : literal(order.meter.eventName)},
        {"metadata", metadataLiteral(language, metadata, pictureProgram ? QByteArray() : key)},
        {"amount", numberLiteral(language, measuredDigits(metadata, key))},
        {"key", prose ? codeSpan(order.meter.aggregation.key) : spoken(order.meter.aggregation.key)},
        {"meter", spoken(order.meter.name)},
        {"meter_name", literal(order.meter.name)},
        {"unit", spoken(order.meter.measurementUnit)},
        {"customer", literal(order.sample.customer.string())},
        {"address", literal(order.address)},
        {"address_code", codeSpan(order.address)},
        {"image_address", literal(order.address + u"/v1"_s)},
    };
    out.sections = {measured ? "measured" : "count"};
    return out;
}

QByteArray filledFile(const ProgramOrder &order, const QString &title, const ShelfFile &file)
{
    const Language language = languageOf(file.name);
    if (language == Language::Plain)
        return shelfText(file.from);
    TemplateValues values = valuesFor(order, title, language);
    // Passages that every README shares; they are filled before they are put in.
    if (language == Language::Markdown) {
        for (const char *part : {"warnings", "words", "queue", "settings", "webhook"}) {
            const QByteArray text = shelfText(u"shared/%1.md"_s.arg(QLatin1StringView(part)));
            values.values.insert(part, fillIn(text, values).trimmed());
        }
    }
    return fillIn(shelfText(file.from), values);
}

} // namespace

Program writeProgram(const ProgramOrder &order)
{
    const ShelfProgram shelf = shelfProgram(order.kind, order.pictures);
    Program out{.title = shelf.title, .files = {}, .run = shelf.run, .environment = shelf.environment};
    for (const ShelfFile &file : shelf.files)
        out.files.append({file.name, filledFile(order, shelf.title, file)});
    return out;
}

QList<ProgramKind> programKinds()
{
    using enum ProgramKind;
    return {TypeScript, Python, Go, Curl, NextRoute, ExpressMiddleware, WebhookTypeScript, WebhookPython};
}
