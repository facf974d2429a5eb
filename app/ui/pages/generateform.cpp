// SPDX-License-Identifier: MIT
#include "ui/pages/generateform.h"

#include "outbox/outbox.h"
#include "ui/pages/generateengine.h"
#include "ui/pages/generateoptions.h"
#include "ui/pages/generateprompt.h"
#include "ui/pages/generaterows.h"
#include "ui/parts/disclosure.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto keepAfter = 400ms;

const QString promptKey = u"generate/prompt"_s;
const QString tierKey = u"generate/tier"_s;
const QString sizeKey = u"generate/pixels"_s;
const QString styleKey = u"generate/style"_s;
const QString seedKey = u"generate/seed"_s;
const QString countKey = u"generate/count"_s;
const QString negativeKey = u"generate/negative"_s;
const QString formatKey = u"generate/format"_s;
const QString transparentKey = u"generate/transparent"_s;

QString sizeDraft(const QSize &size)
{
    return u"%1x%2"_s.arg(size.width()).arg(size.height());
}

QSize sizeOf(const QString &draft)
{
    return {draft.section(u'x', 0, 0).toInt(), draft.section(u'x', 1, 1).toInt()};
}

// What Tab can reach, in the order it was made; the popups of combos are windows of their own.
QList<QWidget *> stopsIn(QWidget &part)
{
    QList<QWidget *> stops;
    if (part.focusPolicy() != Qt::NoFocus && !part.focusProxy())
        stops.append(&part);
    for (QObject *child : part.children()) {
        auto *inside = qobject_cast<QWidget *>(child);
        const bool whole = qobject_cast<QAbstractSpinBox *>(&part) || qobject_cast<QComboBox *>(&part);
        if (inside && !inside->isWindow() && !whole)
            stops += stopsIn(*inside);
    }
    return stops;
}

} // namespace

GenerateForm::GenerateForm(Outbox &outbox, Engines &engines, QWidget *parent)
    : QWidget(parent)
    , m_outbox(outbox)
    , m_prompt(new GeneratePrompt(this))
    , m_fixed(new GenerateRows(this))
    , m_open(new Disclosure(tr("More options"), Disclosure::Look::Leading, this))
    , m_more(new GenerateRows(this))
    , m_extra(new GenerateRows(this))
    , m_engine(new GenerateEngine(engines, *m_fixed))
    , m_options(new GenerateOptions(*m_fixed, *m_more, *m_extra))
{
    GenerateRows::align({m_fixed, m_more, m_extra});
    m_open->setObjectName(u"moreOptions"_s);
    m_column = new QVBoxLayout(this);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(12);
    for (QWidget *part : std::initializer_list<QWidget *>{m_prompt, m_fixed, m_more, m_open, m_extra})
        m_column->addWidget(part);
    m_column->addStretch();
    engineChanged();
    restore();

    m_keep.setSingleShot(true);
    m_keep.setInterval(keepAfter);
    connect(&m_keep, &QTimer::timeout, this, &GenerateForm::keep);
    connect(m_open, &QAbstractButton::toggled, this, &GenerateForm::showMore);
    connect(m_open, &QAbstractButton::toggled, this, &GenerateForm::bringMoreIntoSight, Qt::QueuedConnection);
    connect(m_prompt, &GeneratePrompt::changed, this, &GenerateForm::edited);
    connect(m_engine, &GenerateEngine::changed, this, &GenerateForm::engineChanged);
    connect(m_options, &GenerateOptions::changed, this, &GenerateForm::edited);
}

GenerateForm::~GenerateForm()
{
    if (m_keep.isActive())
        keep();
}

PictureOrder GenerateForm::value() const
{
    PictureOrder order{
        .prompt = m_prompt->text(), .provider = m_engine->provider(), .model = m_engine->model()};
    m_options->fill(order);
    return order;
}

// The engine only where it is set up: a picture of another one is asked of the one in use.
void GenerateForm::use(const ImageRow &row)
{
    PictureOrder order = value();
    order.tier = row.tier;
    order.size = row.size;
    order.style = row.style;
    order.negative = row.negative;
    m_engine->select(row.provider, row.model);
    m_prompt->setText(row.prompt);
    m_options->use(order);
    if (row.seed > 0) // else none was asked for
        m_options->useSeed(row.seed); // the same picture, unless something is changed
    edited();
}

bool GenerateForm::check()
{
    if (m_prompt->check())
        return true;
    m_prompt->edit()->setFocus(Qt::OtherFocusReason);
    return false;
}

void GenerateForm::ordered()
{
    m_options->ordered();
    edited();
}

void GenerateForm::engineChanged()
{
    m_options->setProfile(m_engine->profile(), m_engine->model());
    orderTabs();
    showMore();
    edited();
}

void GenerateForm::edited()
{
    m_open->setSub(m_compact ? m_options->summary() : QString());
    m_keep.start();
    Q_EMIT changed();
}

void GenerateForm::setDensity(Density density)
{
    m_compact = density == Density::Compact;
    m_prompt->setBoxHeight(m_compact ? 98 : 124);
    m_options->setCompact(m_compact);
    placeMore();
    showMore();
    m_open->setSub(m_compact ? m_options->summary() : QString());
}

void GenerateForm::setPicturesOnly(bool on)
{
    m_options->setPicturesOnly(on);
}

// In a low window what was opened lies below the fold.
void GenerateForm::bringMoreIntoSight(bool opened)
{
    if (!opened)
        return;
    const QWidget *last = m_extra->isHidden() ? m_more : m_extra;
    for (QWidget *around = parentWidget(); around; around = around->parentWidget()) {
        auto *area = qobject_cast<QScrollArea *>(around);
        if (!area)
            continue;
        area->widget()->adjustSize();
        const int end = last->mapTo(area->widget(), QPoint(0, last->height())).y();
        const int start = m_open->mapTo(area->widget(), QPoint(0, 0)).y();
        area->ensureVisible(0, end, 0, 0);
        area->ensureVisible(0, start, 0, 0);
    }
}

// "More options" stands over what it opens.
void GenerateForm::placeMore()
{
    m_column->removeWidget(m_open);
    m_column->insertWidget(m_column->indexOf(m_compact ? m_more : m_extra), m_open);
    orderTabs();
}

// As one reads: rows are made anew for another engine, and move with the window's size.
void GenerateForm::orderTabs()
{
    const QList<QWidget *> parts = m_compact ? QList<QWidget *>{m_prompt, m_fixed, m_open, m_more, m_extra}
                                             : QList<QWidget *>{m_prompt, m_fixed, m_more, m_open, m_extra};
    QWidget *last = nullptr;
    for (QWidget *part : parts) {
        const QList<QWidget *> stops = stopsIn(*part);
        for (QWidget *stop : stops) {
            if (last)
                setTabOrder(last, stop);
            last = stop;
        }
    }
}

void GenerateForm::showMore()
{
    const bool extra = m_extra->anyShown();
    m_open->setVisible(m_compact || extra);
    m_more->setVisible(!m_compact || m_open->isChecked());
    m_extra->setVisible(extra && m_open->isChecked());
}

void GenerateForm::restore()
{
    const auto kept = [this](const QString &key, const QByteArray &otherwise) {
        const QByteArray text = m_outbox.draft(key).toLatin1();
        return text.isEmpty() ? otherwise : text;
    };
    PictureOrder order;
    order.tier = kept(tierKey, order.tier);
    order.style = kept(styleKey, order.style);
    order.format = kept(formatKey, order.format);
    order.transparent = m_outbox.draft(transparentKey) == "yes"_L1;
    order.negative = m_outbox.draft(negativeKey);
    order.seed = m_outbox.draft(seedKey).toULongLong();
    order.count = std::max(m_outbox.draft(countKey).toInt(), 1);
    if (const QSize size = sizeOf(m_outbox.draft(sizeKey)); !size.isEmpty())
        order.size = size;
    m_options->use(order);
    m_prompt->setText(m_outbox.draft(promptKey));
    edited();
    m_keep.stop();
}

void GenerateForm::keep()
{
    const auto set = [this](const QString &key, const QString &text) {
        if (m_outbox.draft(key) != text)
            m_outbox.setDraft(key, text);
    };
    PictureOrder order;
    m_options->fill(order, GenerateOptions::Of::All);
    set(promptKey, m_prompt->edit()->toPlainText());
    set(tierKey, QString::fromLatin1(order.tier));
    set(sizeKey, sizeDraft(order.size));
    set(styleKey, QString::fromLatin1(order.style));
    set(seedKey, QString::number(order.seed));
    set(countKey, QString::number(order.count));
    set(negativeKey, order.negative);
    set(formatKey, QString::fromLatin1(order.format));
    set(transparentKey, order.transparent ? u"yes"_s : QString());
}
