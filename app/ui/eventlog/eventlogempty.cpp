// SPDX-License-Identifier: MIT
#include "ui/eventlog/eventlogempty.h"

#include "session/session.h"
#include "ui/parts/button.h"

#include <QClipboard>
#include <QGuiApplication>

using namespace Qt::StringLiterals;

EventLogEmpty::EventLogEmpty(const Session &session, QWidget *parent)
    : EmptyState(parent)
{
    setObjectName(u"logEmpty"_s);
    setContent(
        IconName::Scroll, tr("No events yet"), tr("Generate a picture, or point an SDK at this sandbox."));
    Button *generate = addButton(tr("Generate"));
    generate->setObjectName(u"logGoToGenerate"_s);
    Button *copy = addButton(tr("Copy base URL"), ButtonRole::Quiet);
    copy->setObjectName(u"logCopyBaseUrl"_s);
    copy->setIconName(IconName::Copy, Ink::Dim);
    connect(generate, &QAbstractButton::clicked, this, &EventLogEmpty::generateRequested);
    connect(copy, &QAbstractButton::clicked, this, [&session, copy] {
        const QUrl base = session.client().transport().destination().baseUrl;
        QGuiApplication::clipboard()->setText(base.toString(QUrl::StripTrailingSlash));
        copy->showDone(tr("Copied"));
    });
}
