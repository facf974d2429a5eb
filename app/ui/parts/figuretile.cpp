// SPDX-License-Identifier: MIT
#include "ui/parts/figuretile.h"

#include "ui/parts/elidedlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

FigureTile::FigureTile(QWidget *parent)
    : FigureTile(QString(), parent)
{
}

FigureTile::FigureTile(const QString &label, QWidget *parent)
    : Card(parent)
    , m_label(makeLabel(label, TextRole::Small, Ink::Dim, this))
    , m_figure(makeLabel({}, TextRole::Figure, Ink::Text, this))
    , m_sub(makeLabel({}, TextRole::Help, Ink::Mute, this))
{
    setAccessibleName(label);
    body()->setContentsMargins(15, 11, 15, 11);
    body()->setSpacing(2);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    body()->addWidget(m_label);
    body()->addWidget(m_figure);
    body()->addWidget(m_sub);
}

void FigureTile::setFigure(const QString &figure, const QString &sub, Ink ink)
{
    m_figure->setText(figure);
    setInk(m_figure, ink);
    m_sub->setText(sub);
    setAccessibleDescription(figure + QStringLiteral(", ") + sub);
}

QString FigureTile::figure() const
{
    return m_figure->text();
}

FactRows::FactRows(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(7);
    m_grid->setColumnStretch(1, 1);
}

void FactRows::setRow(int row, const QString &name, const QString &value, Look look)
{
    if (!m_grid->itemAtPosition(row, 0)) {
        m_grid->addWidget(makeLabel({}, TextRole::Small, Ink::Mute, this), row, 0);
        auto *right = new ElidedLabel({}, TextRole::Small, Ink::Text, this);
        right->setAlignment(Qt::AlignRight);
        right->setElideMode(Qt::ElideMiddle);
        m_grid->addWidget(right, row, 1);
    }
    static_cast<QLabel *>(m_grid->itemAtPosition(row, 0)->widget())->setText(name);
    auto *right = static_cast<ElidedLabel *>(m_grid->itemAtPosition(row, 1)->widget());
    right->setRole(look == Look::Mono ? TextRole::MonoSmall
            : look == Look::Bold      ? TextRole::SmallStrong
                                      : TextRole::Small);
    right->setText(value);
}

QString FactRows::value(int row) const
{
    QLayoutItem *item = m_grid->itemAtPosition(row, 1);
    return item ? static_cast<ElidedLabel *>(item->widget())->text() : QString();
}

void FactRows::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}
