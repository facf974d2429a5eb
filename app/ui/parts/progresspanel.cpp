// SPDX-License-Identifier: MIT
#include "ui/parts/progresspanel.h"

#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/paint.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

ProgressLine::ProgressLine(QWidget *parent)
    : QWidget(parent)
{
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Progress"));
}

void ProgressLine::setPercent(int percent)
{
    m_percent = percent;
    setAccessibleDescription(percent < 0 ? QString() : tr("%1 %").arg(percent));
    update();
}

QSize ProgressLine::sizeHint() const
{
    return {scaled(160), 4};
}

void ProgressLine::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().hover, {}, 2);
    if (m_percent > 0)
        paintBox(painter, QRectF(0, 0, width() * std::min(m_percent, 100) / 100.0, height()),
            theme().accent.ink, {}, 2);
}

ProgressPanel::ProgressPanel(QWidget *parent)
    : QWidget(parent)
    , m_stage(makeLabel({}, TextRole::Medium, Ink::Text, this))
    , m_detail(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_line(new ProgressLine(this))
    , m_percent(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_elapsed(makeLabel({}, TextRole::Help, Ink::Mute, this))
    , m_cancel(new Button(tr("Cancel"), ButtonRole::Secondary, this))
    , m_note(makeLabel(tr("Cancelled is not billed."), TextRole::Help, Ink::Mute, this))
{
    m_cancel->setButtonSize(ButtonSize::Small);
    m_cancel->setObjectName(QStringLiteral("cancelProgress"));
    auto *figures = new QHBoxLayout;
    figures->addWidget(m_percent);
    figures->addStretch();
    figures->addWidget(m_elapsed);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_cancel);
    foot->addWidget(m_note);
    foot->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(6);
    column->addWidget(m_stage);
    column->addWidget(m_detail);
    column->addSpacing(4);
    column->addWidget(m_line);
    column->addLayout(figures);
    column->addSpacing(2);
    column->addLayout(foot);
    connect(m_cancel, &QAbstractButton::clicked, this, &ProgressPanel::cancelled);
}

void ProgressPanel::setStage(const QString &stage, const QString &detail, int percent)
{
    m_stage->setText(stage);
    m_detail->setText(detail);
    m_detail->setVisible(!detail.isEmpty());
    m_line->setPercent(percent);
    m_percent->setText(percent < 0 ? QString() : tr("%1 %").arg(percent));
    setAccessibleName(stage);
    setAccessibleDescription(detail);
}

void ProgressPanel::setElapsed(const QString &time)
{
    m_elapsed->setText(time);
}

void ProgressPanel::setCancelNote(const QString &sentence)
{
    m_note->setText(sentence);
}

void ProgressPanel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().surface, theme().line, 10);
}
