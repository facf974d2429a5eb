// SPDX-License-Identifier: MIT
#include "ui/engines/enginespending.h"

#include "imaging/provider.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/field.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/paint.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QString leftText(const Decimal &spent, const std::optional<Decimal> &cap)
{
    if (!cap)
        return EngineSpending::tr("no cap");
    const auto left = Decimal::subtract(*cap, spent);
    return left && !left->isNegative() && !left->isZero()
        ? EngineSpending::tr("%1 left of %2").arg(usdText(*left), usdText(*cap))
        : EngineSpending::tr("cap of %1 reached").arg(usdText(*cap));
}

bool reached(const Decimal &spent, const std::optional<Decimal> &cap)
{
    return cap && spent >= *cap;
}

} // namespace

EngineSpending::EngineSpending(Purse &purse, QWidget *parent)
    : QWidget(parent)
    , m_purse(purse)
    , m_reached(new MessageStrip(MessageStrip::Kind::Warning, this))
    , m_models(new QGridLayout)
    , m_none(makeLabel({}, TextRole::Small, Ink::Mute, this))
{
    setProperty("scrolled", true);
    m_reached->setObjectName(u"capReached"_s);
    m_none->setObjectName(u"nothingSpent"_s);
    m_none->setWordWrap(true);
    QLabel *hint = makeLabel(tr("What picture services charge you. It is not what your customer pays."),
        TextRole::Body, Ink::Dim, this);
    hint->setWordWrap(true);
    auto *head = new QVBoxLayout;
    head->setSpacing(6);
    head->addWidget(makeLabel(tr("Spending"), TextRole::Title, Ink::Text, this));
    head->addWidget(hint);
    m_models->setHorizontalSpacing(20);
    m_models->setVerticalSpacing(8);
    m_models->setColumnStretch(0, 1);
    auto *inside = new QVBoxLayout;
    inside->setSpacing(16);
    inside->addLayout(head);
    inside->addWidget(m_reached);
    inside->addLayout(makeFigures());
    inside->addLayout(makeCaps());
    inside->addSpacing(4);
    inside->addWidget(makeLabel(tr("This month by model"), TextRole::Section, Ink::Text, this));
    inside->addLayout(m_models);
    inside->addWidget(m_none);
    inside->addStretch();
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(3, 0, 16, 4);
    row->addLayout(inside);
    connect(&m_purse, &Purse::changed, this, &EngineSpending::refresh);
    showCaps();
    refresh();
}

QLayout *EngineSpending::makeFigures()
{
    m_today = new FigureTile(tr("Today"), this);
    m_today->setObjectName(u"spentToday"_s);
    m_month = new FigureTile(tr("This month"), this);
    m_month->setObjectName(u"spentThisMonth"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_today, 1);
    row->addWidget(m_month, 1);
    return row;
}

EngineSpending::Cap EngineSpending::makeCap(const QString &label, const char *name)
{
    Cap cap;
    cap.edit = new PrefixedEdit(this);
    cap.edit->setPrefix(u"$"_s);
    cap.edit->setPlaceholderText(tr("no cap"));
    cap.edit->lineEdit()->setObjectName(QLatin1StringView(name));
    cap.field = new Field(label, cap.edit, Field::Need::Optional, this);
    cap.field->setCheck([edit = cap.edit] {
        const CapText read = capFromText(edit->text());
        return read.refusal.isEmpty() ? FieldNote{} : FieldNote{FieldNote::Kind::Error, read.refusal};
    });
    connect(cap.edit, &PrefixedEdit::textEdited, this,
        [this, cap] { cap.field->setHelp(capFromText(cap.edit->text()).note); });
    connect(cap.edit->lineEdit(), &QLineEdit::returnPressed, this, &EngineSpending::keepCaps);
    return cap;
}

QLayout *EngineSpending::makeCaps()
{
    m_day = makeCap(tr("Most per day"), "capPerDay");
    m_monthCap = makeCap(tr("Most per month"), "capPerMonth");
    m_keep = new Button(tr("Set caps"), ButtonRole::Secondary, this);
    m_keep->setObjectName(u"setCaps"_s);
    connect(m_keep, &QAbstractButton::clicked, this, &EngineSpending::keepCaps);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_day.field, 1, Qt::AlignTop);
    row->addWidget(m_monthCap.field, 1, Qt::AlignTop);
    auto *button = new QVBoxLayout; // beside the lines, not their labels
    button->addSpacing(lineHeightOf(TextRole::Small) + 6);
    button->addWidget(m_keep);
    auto *holder = new QWidget(this);
    button->setContentsMargins(0, 0, 0, 0);
    holder->setLayout(button);
    row->addWidget(holder, 0, Qt::AlignTop);
    QLabel *help
        = makeLabel(tr("An order that would pass a cap is not sent. Its reason is shown. Empty: no cap."),
            TextRole::Help, Ink::Mute, this);
    help->setWordWrap(true);
    auto *column = new QVBoxLayout;
    column->setSpacing(8);
    column->addLayout(row);
    column->addWidget(help);
    return column;
}

void EngineSpending::focusCaps()
{
    m_day.edit->lineEdit()->setFocus(Qt::OtherFocusReason);
}

void EngineSpending::keepCaps()
{
    const bool right = m_day.field->check() & m_monthCap.field->check();
    if (!right) {
        const bool day = m_day.field->note().kind == FieldNote::Kind::Error;
        (day ? m_day : m_monthCap).edit->lineEdit()->setFocus(Qt::OtherFocusReason);
        return;
    }
    const CapText day = capFromText(m_day.edit->text());
    const CapText month = capFromText(m_monthCap.edit->text());
    m_purse.setCaps(day.usd, month.usd);
    showCaps();
    m_day.field->setHelp(day.note);
    m_monthCap.field->setHelp(month.note);
    m_keep->setMinimumWidth(m_keep->width()); // the shorter word must not move the fields
    m_keep->showDone(tr("Set"));
    refresh();
}

void EngineSpending::showCaps()
{
    m_day.edit->setText(capFieldText(m_purse.dayCap()));
    m_monthCap.edit->setText(capFieldText(m_purse.monthCap()));
}

void EngineSpending::refresh()
{
    const QString basis = m_purse.exact() ? QString() : tr("with estimates, ");
    m_today->setFigure(usdText(m_purse.today()), leftText(m_purse.today(), m_purse.dayCap()),
        reached(m_purse.today(), m_purse.dayCap()) ? Ink::Amber : Ink::Text);
    m_month->setFigure(usdText(m_purse.month()), basis + leftText(m_purse.month(), m_purse.monthCap()),
        reached(m_purse.month(), m_purse.monthCap()) ? Ink::Amber : Ink::Text);
    showReached();
    showModels();
}

void EngineSpending::showReached()
{
    const bool month = reached(m_purse.month(), m_purse.monthCap());
    const bool day = reached(m_purse.today(), m_purse.dayCap());
    m_reached->setVisible(day || month);
    if (!day && !month)
        return;
    m_reached->setMessage(month ? tr("This month's cap of %1 is reached").arg(usdText(*m_purse.monthCap()))
                                : tr("Today's cap of %1 is reached").arg(usdText(*m_purse.dayCap())),
        month ? tr("No picture that costs is ordered until next month. Raise the cap, or use a free one.")
              : tr("No picture that costs is ordered until tomorrow. Raise the cap, or use a free one."));
}

void EngineSpending::showModels()
{
    qDeleteAll(m_cells);
    m_cells.clear();
    const QList<Purse::Sum> sums = m_purse.byModel();
    m_none->setVisible(sums.isEmpty());
    m_none->setText(tr("Nothing with a known price this month."));
    const auto add = [this](int row, int column, QWidget *cell, Qt::Alignment where = {}) {
        m_models->addWidget(cell, row, column, where);
        m_cells.append(cell);
        cell->show();
    };
    for (int row = 0; row < int(sums.size()); ++row) {
        const Purse::Sum &sum = sums[row];
        const QString name = sum.model.isEmpty() ? provider(sum.provider).name
                                                 : tr("%1, %2").arg(provider(sum.provider).name, sum.model);
        add(row, 0, new ElidedLabel(name, TextRole::Small, Ink::Dim, this));
        add(row, 1,
            makeLabel(sum.pictures == 1 ? tr("1 picture") : tr("%1 pictures").arg(sum.pictures),
                TextRole::Small, Ink::Mute, this),
            Qt::AlignRight);
        add(row, 2, makeLabel(usdText(sum.usd), TextRole::SmallMedium, Ink::Text, this), Qt::AlignRight);
    }
}
