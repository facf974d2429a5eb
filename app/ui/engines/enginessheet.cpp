// SPDX-License-Identifier: MIT
#include "ui/engines/enginessheet.h"

#include "ui/engines/captext.h"
#include "ui/engines/enginelist.h"
#include "ui/engines/enginepanel.h"
#include "ui/engines/enginespending.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QShowEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 24;
constexpr int listWidth = 276;
constexpr QSize wanted(1140, 680);
constexpr QSize around(64, 40); // of the screen that stays free
const QByteArray spendingRow = "spending";

EngineRow::Standing standingOf(enginewords::State state)
{
    switch (state) {
    case enginewords::State::InUse:
        return EngineRow::Standing::InUse;
    case enginewords::State::Ready:
        return EngineRow::Standing::Ready;
    default:
        return EngineRow::Standing::Plain;
    }
}

} // namespace

EnginesSheet::EnginesSheet(Engines &engines, Purse &purse, QWidget *parent)
    : QDialog(parent)
    , m_engines(engines)
    , m_purse(purse)
{
    setObjectName(u"enginesSheet"_s);
    setWindowTitle(tr("Picture engines"));
    auto *body = new QHBoxLayout;
    body->setSpacing(margin);
    body->addWidget(makeList());
    body->addWidget(makeRight(), 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 20, 8, 16); // the right column has its own end
    column->setSpacing(16);
    column->addLayout(body, 1);
    column->addLayout(makeFoot());
    connect(m_list, &EngineList::chosen, this, &EnginesSheet::choose);
    connect(m_panel, &EnginePanel::used, this, &QDialog::close);
    connect(m_panel, &EnginePanel::busyChanged, this, &EnginesSheet::refresh);
    connect(&m_engines, &Engines::changed, this, &EnginesSheet::refresh);
    connect(&m_engines, &Engines::currentChanged, this, &EnginesSheet::refresh);
    connect(&m_purse, &Purse::changed, this, &EnginesSheet::refreshRows);
    choose(m_engines.current().provider);
}

QScrollArea *EnginesSheet::makeArea(QWidget *content, const QString &name)
{
    auto *area = new QScrollArea(this);
    area->setObjectName(name);
    area->setWidget(content);
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    return area;
}

QWidget *EnginesSheet::makeList()
{
    m_list = new EngineList(this);
    m_list->setObjectName(u"engineList"_s);
    for (const Provider &provider : providers())
        m_list->addRow(provider.id, provider.name, enginewords::lineOf(provider));
    m_list->addGap();
    m_list->addRow(spendingRow, tr("Spending and caps"), {});
    m_listArea = makeArea(m_list, u"engineListArea"_s);
    m_side = new QWidget(this);
    m_side->setFixedWidth(scaled(listWidth));
    auto *column = new QVBoxLayout(m_side);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Where pictures come from"), TextRole::Section, Ink::Text, m_side));
    column->addWidget(m_listArea, 1);
    return m_side;
}

QWidget *EnginesSheet::makeRight()
{
    m_panel = new EnginePanel(m_engines, this);
    m_spending = new EngineSpending(m_purse, this);
    m_right = new QStackedWidget(this);
    m_right->addWidget(makeArea(m_panel, u"engineArea"_s));
    m_right->addWidget(makeArea(m_spending, u"spendingArea"_s));
    return m_right;
}

QLayout *EnginesSheet::makeFoot()
{
    m_demo = new Button(tr("Back to the demo painter"), ButtonRole::Quiet, this);
    m_demo->setObjectName(u"useDemoPainter"_s);
    m_demo->setIconName(IconName::Undo);
    connect(m_demo, &QAbstractButton::clicked, this, [this] {
        m_list->setCurrent("demo");
        m_list->row("demo")->setFocus(Qt::OtherFocusReason); // this button goes
        choose("demo");
        m_engines.choose("demo");
    });
    m_use = new Button(tr("Use for pictures"), ButtonRole::Primary, this);
    m_use->setObjectName(u"useEngine"_s);
    m_use->setShortcut(Qt::CTRL | Qt::Key_Return);
    connect(m_use, &QAbstractButton::clicked, m_panel, &EnginePanel::use);
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeEngines"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(m_demo);
    row->addStretch();
    row->addWidget(m_use);
    row->addWidget(done);
    return row;
}

void EnginesSheet::setToday(const QDate &today)
{
    m_panel->setToday(today);
}

void EnginesSheet::choose(const QByteArray &id)
{
    m_list->setCurrent(id);
    m_listArea->ensureWidgetVisible(m_list->row(id), 0, 8);
    const bool spending = id == spendingRow;
    if (spending)
        m_panel->cancel();
    else if (m_panel->shown() != id)
        m_panel->showProvider(id);
    m_right->setCurrentIndex(spending ? 1 : 0);
    refresh();
}

void EnginesSheet::refresh()
{
    refreshRows();
    const bool spending = m_list->current() == spendingRow;
    m_use->setVisible(!spending);
    if (m_panel->busy() && !m_use->isBusy())
        m_use->startBusy();
    else if (!m_panel->busy() && m_use->isBusy())
        m_use->stopBusy();
    m_demo->setVisible(m_engines.current().provider != "demo");
}

void EnginesSheet::refreshRows()
{
    for (const Provider &provider : providers()) {
        const enginewords::State state = enginewords::stateOf(m_engines, provider);
        m_list->row(provider.id)->setStanding(standingOf(state), enginewords::stateText(state));
    }
    m_list->row(spendingRow)
        ->setLine(tr("Today %1, this month %2").arg(usdText(m_purse.today()), usdText(m_purse.month())));
}

void EnginesSheet::showEngines(const QByteArray &provider)
{
    choose(provider.isEmpty() ? m_engines.current().provider : provider);
    comeForward();
    m_list->row(m_list->current())->setFocus(Qt::OtherFocusReason);
}

void EnginesSheet::showSpending()
{
    choose(spendingRow);
    comeForward();
    m_spending->focusCaps();
}

void EnginesSheet::comeForward()
{
    show();
    raise();
    activateWindow();
}

// As large as is comfortable to read, as far as the screen allows.
void EnginesSheet::showEvent(QShowEvent *event)
{
    if (!event->spontaneous())
        resize(QSize(scaled(wanted.width()), scaled(wanted.height()))
                   .boundedTo(screen()->availableSize() - around));
    QDialog::showEvent(event);
}

void EnginesSheet::changeEvent(QEvent *event)
{
    if (event->type() == QEvent::StyleChange && m_side)
        m_side->setFixedWidth(scaled(listWidth));
    QDialog::changeEvent(event);
}

void EnginesSheet::hideEvent(QHideEvent *event)
{
    if (!event->spontaneous())
        m_panel->cancel(); // nobody reads its answer
    QDialog::hideEvent(event);
}
