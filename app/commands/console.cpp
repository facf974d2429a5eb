// SPDX-License-Identifier: MIT
#include "commands/console.h"

#include <QCommandLineParser>
#include <QTextStream>

#include <cstdio>
#include <optional>

using namespace Qt::StringLiterals;

Exit exitFor(const Error &error)
{
    switch (error.kind) {
    case Error::Kind::Network:
    case Error::Kind::Timeout:
        return Exit::NoAnswer;
    case Error::Kind::Unauthorized:
    case Error::Kind::NotFound:
    case Error::Kind::Conflict:
    case Error::Kind::RateLimited:
    case Error::Kind::Server:
    case Error::Kind::Refused:
        return Exit::Refused;
    case Error::Kind::Invalid:
        return error.status >= 400 ? Exit::Refused : Exit::Usage;
    case Error::Kind::Cancelled:
    case Error::Kind::Protocol:
    case Error::Kind::Storage:
        break;
    }
    return Exit::Wrong;
}

void print(const QString &line)
{
    QTextStream out(stdout);
    out << line << Qt::endl;
}

void complain(const QString &line)
{
    QTextStream out(stderr);
    out << line << Qt::endl;
}

Result<void> readArguments(
    QCommandLineParser &parser, const QStringList &arguments, const QString &command, Words words)
{
    QString wrong;
    if (!parser.parse(arguments))
        wrong = parser.errorText(); // a sentence with its full stop
    else if (words == Words::Refused && !parser.positionalArguments().isEmpty())
        wrong = u"“%1” is no option."_s.arg(parser.positionalArguments().first());
    if (wrong.isEmpty())
        return {};
    return Error{.message = u"%1 See %2 --help."_s.arg(wrong, command)};
}

QString helpOf(const QCommandLineParser &parser, const QString &command)
{
    const QString text = parser.helpText();
    const qsizetype options = text.indexOf("[options]"_L1);
    return options < 0 ? text : u"Usage: %1 %2"_s.arg(command, text.mid(options));
}

std::optional<QString> ask(const QString &question)
{
    QTextStream out(stderr);
    out << question << ' ' << Qt::flush;
    QTextStream in(stdin);
    const QString line = in.readLine();
    return line.isNull() ? std::nullopt : std::optional(line);
}
