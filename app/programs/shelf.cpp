// SPDX-License-Identifier: MIT
#include "programs/shelf.h"

#include <QFile>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when somebody asks for them; the macro wants no namespace
// around it.
static void useResources()
{
    Q_INIT_RESOURCE(programs);
}

namespace {

QStringList usage(const QStringList &more = {})
{
    return QStringList{u"DODO_PAYMENTS_BASE_URL"_s, u"DODO_PAYMENTS_API_KEY"_s, u"DODO_CUSTOMER_ID"_s} + more;
}

// What every folder holds beside its program.
QList<ShelfFile> folder(const QString &shelf, const QString &env)
{
    return {{u"README.md"_s, shelf + u"/README.md"_s}, {u".env.example"_s, u"shared/"_s + env},
        {u".gitignore"_s, u"shared/gitignore"_s}};
}

// The same for programs that npm installs; `lock` names the lock file they share.
QList<ShelfFile> npmFolder(const QString &shelf, const QString &env, const QString &lock)
{
    return QList<ShelfFile>{{u"package.json"_s, shelf + u"/package.json"_s},
               {u"package-lock.json"_s, u"locks/%1.json"_s.arg(lock)},
               {u"tsconfig.json"_s, u"shared/tsconfig.json"_s}}
    + folder(shelf, env);
}

// In a shell, in the saved folder: its settings first.
QStringList run(const QStringList &lines)
{
    return QStringList{u"[ -f .env ] || cp .env.example .env"_s, u"set -a && . ./.env && set +a"_s} + lines;
}

QStringList npmRun()
{
    return run({u"npm ci"_s, u"npm start"_s});
}

QStringList webhook()
{
    return {u"DODO_PAYMENTS_WEBHOOK_KEY"_s, u"PORT"_s};
}

ShelfProgram typeScript()
{
    return {ProgramKind::TypeScript, u"TypeScript"_s,
        QList<ShelfFile>{
            {u"src/main.ts"_s, u"typescript/main.ts"_s}, {u"src/usage.ts"_s, u"shared/usage.ts"_s}}
            + npmFolder(u"typescript"_s, u"usage.env"_s, u"usage"_s),
        npmRun(), usage()};
}

ShelfProgram pictureTerminal()
{
    return {ProgramKind::TypeScript, u"TypeScript"_s,
        QList<ShelfFile>{{u"src/main.ts"_s, u"pictures/main.ts"_s},
            {u"src/pictures.ts"_s, u"pictures/pictures.ts"_s}, {u"src/stats.ts"_s, u"pictures/stats.ts"_s},
            {u"src/usage.ts"_s, u"shared/usage.ts"_s}}
            + npmFolder(u"pictures"_s, u"pictures.env"_s, u"pictures"_s),
        npmRun(),
        usage({u"DODO_SUBSCRIPTION_ID"_s, u"OPENAI_BASE_URL"_s, u"OPENAI_API_KEY"_s, u"IMAGE_MODEL"_s})};
}

ShelfProgram nextRoute()
{
    return {ProgramKind::NextRoute, u"Next.js route"_s,
        QList<ShelfFile>{{u"app/api/generate/route.ts"_s, u"next/route.ts"_s},
            {u"lib/usage.ts"_s, u"shared/usage.ts"_s}, {u"try.ts"_s, u"next/try.ts"_s}}
            + npmFolder(u"next"_s, u"usage.env"_s, u"usage"_s),
        npmRun(), usage({u"PORT"_s})};
}

ShelfProgram expressMiddleware()
{
    return {ProgramKind::ExpressMiddleware, u"Express middleware"_s,
        QList<ShelfFile>{{u"src/middleware.ts"_s, u"express/middleware.ts"_s},
            {u"src/server.ts"_s, u"express/server.ts"_s}, {u"src/usage.ts"_s, u"shared/usage.ts"_s}}
            + npmFolder(u"express"_s, u"usage.env"_s, u"express"_s),
        npmRun(), usage({u"PORT"_s})};
}

ShelfProgram webhookTypeScript()
{
    return {ProgramKind::WebhookTypeScript, u"Webhook handler, TypeScript"_s,
        QList<ShelfFile>{{u"src/webhook.ts"_s, u"webhook-typescript/webhook.ts"_s},
            {u"src/inbox.ts"_s, u"webhook-typescript/inbox.ts"_s}}
            + npmFolder(u"webhook-typescript"_s, u"webhook.env"_s, u"usage"_s),
        npmRun(), webhook()};
}

ShelfProgram single(ProgramKind kind, const QString &title, const QString &shelf, const QString &file,
    const QString &start, const QString &env, const QStringList &environment)
{
    return {kind, title, QList<ShelfFile>{{file, shelf + u'/' + file}} + folder(shelf, env), run({start}),
        environment};
}

ShelfProgram go()
{
    ShelfProgram out
        = single(ProgramKind::Go, u"Go"_s, u"go"_s, u"main.go"_s, u"go run ."_s, u"usage.env"_s, usage());
    out.files.insert(1, {u"go.mod"_s, u"go/module"_s});
    return out;
}

} // namespace

ShelfProgram shelfProgram(ProgramKind kind, bool pictures)
{
    switch (kind) {
    case ProgramKind::TypeScript:
        return pictures ? pictureTerminal() : typeScript();
    case ProgramKind::Python:
        return single(
            kind, u"Python"_s, u"python"_s, u"main.py"_s, u"python3 main.py"_s, u"usage.env"_s, usage());
    case ProgramKind::Go:
        return go();
    case ProgramKind::Curl:
        return single(kind, u"cURL"_s, u"curl"_s, u"send.sh"_s, u"bash send.sh"_s, u"usage.env"_s, usage());
    case ProgramKind::NextRoute:
        return nextRoute();
    case ProgramKind::ExpressMiddleware:
        return expressMiddleware();
    case ProgramKind::WebhookTypeScript:
        return webhookTypeScript();
    case ProgramKind::WebhookPython:
        break;
    }
    return single(ProgramKind::WebhookPython, u"Webhook handler, Python"_s, u"webhook-python"_s,
        u"webhook.py"_s, u"python3 webhook.py"_s, u"webhook.env"_s, webhook());
}

QByteArray shelfText(const QString &from)
{
    useResources();
    QFile file(u":/programs/"_s + from);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}
