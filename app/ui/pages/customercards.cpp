// SPDX-License-Identifier: MIT
#include "ui/pages/customercards.h"

#include "dodo/sandboxcontrols.h"
#include "ui/parts/radiocards.h"

#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace {

struct Choice {
    const char *name;
    const char *words;
    QByteArrayView number;
};

constexpr std::array testCards{
    Choice{"payWorks", QT_TRANSLATE_NOOP("CustomerCards", "Card works"), testcards::works},
    Choice{"payDeclined", QT_TRANSLATE_NOOP("CustomerCards", "Card is declined"), testcards::declined},
    Choice{"payNoFunds", QT_TRANSLATE_NOOP("CustomerCards", "No funds"), testcards::noFunds},
};

} // namespace

QString cardInGroups(QByteArrayView number)
{
    QStringList groups;
    for (qsizetype at = 0; at < number.size(); at += 4)
        groups.append(QString::fromLatin1(number.sliced(at, 4)));
    return groups.join(u' ');
}

CustomerCards::CustomerCards(QWidget *parent)
    : QWidget(parent)
    , m_rows(new RadioCards(RadioCard::Look::Row, this))
{
    for (const Choice &choice : testCards) {
        RadioCard *row = m_rows->addCard(tr(choice.words), cardInGroups(choice.number));
        row->setObjectName(QLatin1StringView(choice.name));
        row->setMonoText();
    }
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_rows);
    setObjectName(u"pay"_s);
}

QByteArray CustomerCards::card() const
{
    return testCards.at(size_t(std::max(m_rows->current(), 0))).number.toByteArray();
}

void CustomerCards::chooseWorking()
{
    m_rows->setCurrent(0);
}
