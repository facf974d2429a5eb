// SPDX-License-Identifier: MIT
#include "ui/guide/guideending.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"

#include <QLabel>
#include <QVBoxLayout>

GuideEnding::GuideEnding(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 4, 0, 0);
    column->setSpacing(8);
    column->addWidget(makeLabel(tr("Where to go from here"), TextRole::Help, Ink::Mute, this));
    add(tr("In your own code"), "openCode", &GuideEnding::codeRequested);
    m_month = add(tr("Move a month on"), "moveMonth", &GuideEnding::monthRequested);
    add(tr("Readiness sheet"), "openReadiness", &GuideEnding::readinessRequested);
    add(tr("Save this guide"), "saveGuide", &GuideEnding::saveRequested);
}

Button *GuideEnding::add(const QString &text, const char *name, void (GuideEnding::*signal)())
{
    auto *button = new Button(text, ButtonRole::Secondary, this);
    button->setObjectName(QLatin1StringView(name));
    connect(button, &QAbstractButton::clicked, this, signal);
    layout()->addWidget(button);
    return button;
}
