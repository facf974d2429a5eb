// SPDX-License-Identifier: MIT
#include "ui/pages/generatespent.h"

#include "billing/money.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QKeyEvent>
#include <QPainter>

namespace {

constexpr int gap = 12;

// To the cent, as an account is kept; a price shows more.
QString dollars(const Decimal &usd)
{
    const auto cents = usd.shifted(2);
    const auto whole = cents ? cents->rounded() : std::nullopt;
    return displayMoney(Decimal(whole.value_or(0)), "USD");
}

} // namespace

GenerateSpent::GenerateSpent(QWidget *parent)
    : QAbstractButton(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setToolTip(tr("Set a cap for a day and a month"));
    setRingRadius(this, 6);
}

void GenerateSpent::setSums(const Sums &sums)
{
    const auto of = [&](const Decimal &spent, const std::optional<Decimal> &cap) {
        return cap ? tr("%1 of %2").arg(dollars(spent), dollars(*cap)) : dollars(spent);
    };
    m_today = tr("Today %1").arg(of(sums.today, sums.dayCap));
    m_month = sums.exact ? tr("this month %1").arg(of(sums.month, sums.monthCap))
                         : tr("this month about %1").arg(of(sums.month, sums.monthCap));
    setText(tr("Spent at the provider: %1, %2").arg(m_today.toLower(), m_month));
    setAccessibleName(text());
    updateGeometry();
    update();
}

QSize GenerateSpent::sizeHint() const
{
    return {widthOf(m_today, TextRole::Help) + gap + widthOf(m_month, TextRole::Help), scaled(28)};
}

QSize GenerateSpent::minimumSizeHint() const
{
    return {scaled(120), scaled(28)};
}

void GenerateSpent::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    const QColor ink = underMouse() ? t.text : t.mute;
    const QString spent = tr("Spent %1").arg(m_today.at(0).toLower() + m_today.mid(1));
    const int month = widthOf(m_month, TextRole::Help);
    const bool roomy = widthOf(spent, TextRole::Help) + gap + month <= width();
    paintWords(painter, rect(), roomy ? spent : m_today, TextRole::Help, ink);
    paintWords(painter, rect(), m_month, TextRole::Help, ink, Qt::AlignRight | Qt::AlignVCenter);
}

void GenerateSpent::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        click();
    else
        QAbstractButton::keyPressEvent(event);
}
