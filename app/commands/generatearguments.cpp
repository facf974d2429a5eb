// SPDX-License-Identifier: MIT
#include "commands/generatearguments.h"

#include "commands/workspacelock.h"
#include "imaging/picturefile.h"
#include "imaging/provider.h"

#include <QCommandLineParser>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int shortestEdge = 256;
constexpr int longestEdge = 3840; // the demo painter stops earlier
constexpr int longestDemoEdge = 2048;

Error wrong(const QString &sentence)
{
    return {.kind = Error::Kind::Invalid, .message = sentence};
}

QStringList providerIds()
{
    QStringList ids;
    for (const Provider &one : providers())
        ids.append(QString::fromLatin1(one.id));
    return ids;
}

Result<QString> oneOf(const QCommandLineParser &parser, const QString &option, const QStringList &allowed)
{
    const QString value = parser.isSet(option) ? parser.value(option) : allowed.first();
    if (!allowed.contains(value))
        return wrong(u"--%1 takes %2."_s.arg(option, allowed.join(u", "_s)));
    return value;
}

Result<QSize> sizeFrom(const QString &text, bool demo)
{
    const int longest = demo ? longestDemoEdge : longestEdge;
    const QStringList parts = text.split(u'x');
    const QSize size(parts.value(0).toInt(), parts.value(1).toInt());
    const auto fits = [longest](int edge) { return edge >= shortestEdge && edge <= longest; };
    if (parts.size() != 2 || !fits(size.width()) || !fits(size.height()))
        return wrong(
            u"--size takes width and height from %1 to %2, for example 1024x1024."_s.arg(shortestEdge)
                .arg(longest));
    return size;
}

Result<qint64> numberFrom(
    const QCommandLineParser &parser, const QString &option, qint64 otherwise, qint64 min, qint64 max)
{
    if (!parser.isSet(option))
        return otherwise;
    bool ok = false;
    const qint64 value = parser.value(option).toLongLong(&ok);
    if (!ok || value < min || value > max)
        return wrong(u"--%1 takes a whole number from %2 to %3."_s.arg(option).arg(min).arg(max));
    return value;
}

// Keys come from the environment alone, so an address may not hold one either.
Result<QUrl> urlFrom(const QCommandLineParser &parser, const Provider &provider)
{
    if (!parser.isSet(u"base-url"_s))
        return QUrl();
    const QUrl url(parser.value(u"base-url"_s));
    const bool web = url.scheme() == "http"_L1 || url.scheme() == "https"_L1;
    if (!url.isValid() || !web || url.host().isEmpty())
        return wrong(u"--base-url takes an address such as http://127.0.0.1:8080/v1."_s);
    if (!url.userInfo().isEmpty() || url.hasQuery())
        return wrong(u"--base-url takes no user, password or query."_s);
    if (provider.urlFixed)
        return wrong(u"--base-url does not go with %1. Use --provider compatible."_s.arg(provider.name));
    return url;
}

Result<std::optional<Decimal>> capFrom(const QCommandLineParser &parser)
{
    if (!parser.isSet(u"cap"_s))
        return std::optional<Decimal>();
    const auto cap = Decimal::fromText(parser.value(u"cap"_s).toLatin1());
    if (!cap || cap->isNegative())
        return wrong(u"--cap takes US dollars, for example 0.50."_s);
    return cap;
}

const Error *firstOf(std::initializer_list<const Error *> errors)
{
    const auto found = std::ranges::find_if(errors, [](const Error *error) { return error != nullptr; });
    return found == errors.end() ? nullptr : *found;
}

template<typename T>
const Error *errorOf(const Result<T> &result)
{
    return result ? nullptr : &result.error();
}

GenerateArguments::List listFrom(const QCommandLineParser &parser)
{
    if (parser.isSet(u"list-providers"_s))
        return GenerateArguments::List::Providers;
    return parser.isSet(u"list-models"_s) ? GenerateArguments::List::Models : GenerateArguments::List::None;
}

Result<PictureOrder> orderFrom(const QCommandLineParser &parser, bool demo)
{
    const auto count = numberFrom(parser, u"count"_s, 1, 1, 10);
    const auto seed = numberFrom(parser, u"seed"_s, 1, 0, std::numeric_limits<qint64>::max());
    const auto quality = oneOf(parser, u"quality"_s, {u"standard"_s, u"draft"_s, u"hd"_s});
    const auto style = oneOf(parser, u"style"_s, {u"vivid"_s, u"natural"_s});
    const auto format = oneOf(parser, u"format"_s, {u"png"_s, u"jpeg"_s, u"webp"_s});
    const auto size = sizeFrom(parser.isSet(u"size"_s) ? parser.value(u"size"_s) : u"1024x1024"_s, demo);
    if (const Error *error = firstOf({errorOf(count), errorOf(seed), errorOf(quality), errorOf(style),
            errorOf(format), errorOf(size)}))
        return *error;
    PictureOrder order;
    order.model = parser.value(u"model"_s);
    order.tier = quality->toLatin1();
    order.size = *size;
    order.style = style->toLatin1();
    order.seed = quint64(*seed);
    order.count = int(*count);
    order.negative = parser.value(u"negative"_s).trimmed();
    order.format = format->toLatin1();
    order.transparent = parser.isSet(u"transparent"_s);
    return order;
}

} // namespace

void addGenerateArguments(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"Makes pictures from a prompt and sends a usage event for each. A server's key is read from the"
        " environment variable that --list-providers names."_s);
    parser.addHelpOption();
    parser.addPositionalArgument(u"PROMPT"_s, u"What to paint; asked for when it is missing."_s);
    parser.addOptions({{u"provider"_s, u"Where pictures come from (default demo)."_s, u"ID"_s},
        {u"base-url"_s, u"The server's address, for one that anybody may run."_s, u"URL"_s},
        {u"model"_s, u"The model's name (default: the provider's first)."_s, u"M"_s},
        {u"count"_s, u"How many, 1 to 10 (default 1)."_s, u"N"_s},
        {u"quality"_s, u"draft, standard (default) or hd."_s, u"Q"_s},
        {u"size"_s, u"Width and height, for example 1024x1024 (default)."_s, u"S"_s},
        {u"style"_s, u"vivid (default) or natural."_s, u"S"_s},
        {u"negative"_s, u"What should not be seen."_s, u"TEXT"_s},
        {u"format"_s, u"png (default), jpeg or webp, as the server makes it."_s, u"F"_s},
        {u"transparent"_s, u"Leave the background out."_s},
        {u"seed"_s, u"The first picture's seed; the next ones count up (default 1)."_s, u"N"_s},
        {u"out"_s, u"Also write the picture to this file: .png, .jpg or .webp."_s, u"FILE"_s},
        {u"no-metadata"_s, u"Leave prompt, settings and bill out of that file."_s},
        {u"no-bill"_s, u"Make pictures only; no event is sent."_s},
        {u"cap"_s, u"Stop before sending when it may cost more at the provider."_s, u"USD"_s},
        {u"json"_s, u"One JSON object a picture."_s},
        {u"example"_s, u"Make the PixelGen meter, product and customer first if there is none."_s},
        {u"list-providers"_s, u"Name the providers and where their keys are read from."_s},
        {u"list-models"_s, u"Ask the provider for its models."_s},
        {u"workspace"_s, u"Keep everything in this folder."_s, u"DIR"_s}});
}

Result<GenerateArguments> generateArgumentsFrom(const QCommandLineParser &parser)
{
    const auto id = oneOf(parser, u"provider"_s, providerIds());
    if (!id)
        return id.error();
    const Provider &chosen = provider(id->toLatin1());
    const auto order = orderFrom(parser, chosen.id == "demo");
    const auto url = urlFrom(parser, chosen);
    const auto cap = capFrom(parser);
    if (const Error *error = firstOf({errorOf(order), errorOf(url), errorOf(cap)}))
        return *error;
    GenerateArguments out{.order = *order,
        .baseUrl = *url,
        .workspace = parser.isSet(u"workspace"_s) ? parser.value(u"workspace"_s) : defaultWorkspace(),
        .out = parser.value(u"out"_s),
        .capUsd = *cap,
        .named = parser.optionNames(),
        .list = listFrom(parser),
        .json = parser.isSet(u"json"_s),
        .example = parser.isSet(u"example"_s),
        .metadata = !parser.isSet(u"no-metadata"_s),
        .billing = !parser.isSet(u"no-bill"_s)};
    out.order.provider = chosen.id;
    if (!out.out.isEmpty() && formatForFile(out.out).isEmpty())
        return wrong(u"--out takes a file that ends in .png, .jpg or .webp."_s);
    if (!out.metadata && out.out.isEmpty())
        return wrong(u"--no-metadata needs --out, because the workspace keeps its own file."_s);
    return out;
}

Result<void> checkOffer(const Provider &provider, const GenerateArguments &options, const QDate &today)
{
    const QString &model = options.order.model;
    const ProviderModel &facts = provider.model(model);
    const QString who = model.isEmpty() ? provider.name : u"%1 (%2)"_s.arg(provider.name, model);
    const auto lacks = [&](const char *option, bool offered) {
        return options.named.contains(QLatin1StringView(option)) && !offered;
    };
    const auto takesNone = [&](const char *option) {
        return wrong(u"%1 takes no --%2."_s.arg(who, QLatin1StringView(option)));
    };
    if (const ProviderModel *listed = provider.listed(model);
        listed && listed->life(today) == ProviderModel::Life::Gone)
        return wrong(u"--model: "_s + lifeNote(provider, model, today));
    if (lacks("style", provider.has(Provider::Style, model)))
        return takesNone("style");
    if (lacks("seed", provider.has(Provider::Seed, model)))
        return takesNone("seed");
    if (lacks("negative", provider.has(Provider::Negative, model)))
        return takesNone("negative");
    if (lacks("transparent", provider.has(Provider::Background, model) && facts.transparent))
        return takesNone("transparent");
    const QString format = QString::fromLatin1(options.order.format);
    if (lacks("format", facts.formats.contains(format)))
        return wrong(u"%1 makes no %2. --format takes %3."_s.arg(who, format, facts.formats.join(u", "_s)));
    return {};
}
