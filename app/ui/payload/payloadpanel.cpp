// SPDX-License-Identifier: MIT
#include "ui/payload/payloadpanel.h"

#include "session/payloadevents.h"
#include "ui/fonts.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/segments.h"
#include "ui/payload/payloadfoot.h"
#include "ui/payload/payloadmany.h"
#include "ui/payload/payloadmeters.h"
#include "ui/payload/payloadtemplates.h"
#include "ui/payload/payloadtext.h"
#include "ui/payload/payloadwatch.h"
#include "ui/payload/payloadwords.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr auto typingPause = 150ms;
constexpr qsizetype longestKept = 200'000; // letters, over a restart
constexpr int sideWidth = 416;
constexpr int narrowBelow = 900;
constexpr int otherHeights = 440; // of the page: bar, four rows, the detail, and the rest of the panel
constexpr int lineHeight = 18;
constexpr int fewestLines = 4;
constexpr int mostLines = 16;

// Segments; the text is one of them only where there is no room beside it.
constexpr int textSide = 0;
constexpr int metersSide = 1;
constexpr int manySide = 2;

const QString draftKey = u"payload"_s;

Button *smallButton(const QString &text, const QString &name, QWidget *parent)
{
    auto *made = new Button(text, ButtonRole::Secondary, parent);
    made->setObjectName(name);
    made->setButtonSize(ButtonSize::Small);
    return made;
}

} // namespace

PayloadPanel::PayloadPanel(Session &session, EventLog &log, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_templates(new PayloadTemplates(session, log, this))
    , m_watch(new PayloadWatch(session, log, this))
    , m_left(new QWidget(this))
    , m_side(new QWidget(this))
    , m_rule(makeRule(this))
{
    setObjectName(u"payloadPanel"_s);
    m_row = new QBoxLayout(QBoxLayout::LeftToRight, this);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(0);
    auto *left = new QVBoxLayout(m_left);
    left->setContentsMargins(12, 10, 12, 12);
    left->setSpacing(8);
    buildText(left);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(12, 10, 12, 12);
    side->setSpacing(8);
    buildSide(side);
    m_rule->setFixedWidth(1);
    m_rule->setMinimumHeight(0);
    m_rule->setMaximumHeight(QWIDGETSIZE_MAX);
    m_row->addWidget(m_left, 1);
    m_row->addWidget(m_rule);
    m_row->addWidget(m_side);
    m_wait.setSingleShot(true);
    m_wait.setInterval(typingPause);
    connectAll();
    enterWorld();
    showSide();
}

void PayloadPanel::buildText(QVBoxLayout *column)
{
    m_from = smallButton(tr("Start from"), u"payloadFrom"_s, m_left);
    m_from->setTrailingIcon(IconName::ChevronDown);
    m_format = smallButton(tr("Format"), u"payloadFormat"_s, m_left);
    m_newId = smallButton(tr("New id"), u"payloadNewId"_s, m_left);
    m_text = new PayloadText(m_left);
    m_text->setObjectName(u"payloadText"_s);
    m_text->setAccessibleName(tr("Event as JSON"));
    m_mark = new QLabel(m_left);
    m_remark = new ElidedLabel({}, TextRole::Small, Ink::Dim, m_left);
    m_remark->setObjectName(u"payloadRemark"_s);
    m_mend = smallButton({}, u"payloadMend"_s, m_left);
    m_mend->setIconName(IconName::WandSparkles);
    m_mend->hide();
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(makeLabel(tr("Payload editor"), TextRole::SmallStrong, Ink::Text, m_left));
    head->addStretch(1);
    for (Button *each : {m_from, m_format, m_newId})
        head->addWidget(each);
    auto *foot = new QHBoxLayout;
    foot->setSpacing(8);
    foot->addWidget(m_mark);
    foot->addWidget(m_remark, 1);
    foot->addWidget(m_mend);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addLayout(foot);
    column->addStretch(1);
    QSizePolicy kept = m_mend->sizePolicy(); // the line keeps its height
    kept.setRetainSizeWhenHidden(true);
    m_mend->setSizePolicy(kept);
}

void PayloadPanel::buildSide(QVBoxLayout *column)
{
    m_which = new Segments(m_side);
    m_which->setObjectName(u"payloadWhich"_s);
    m_which->setAccessibleName(tr("What to see"));
    m_which->setSize(Segments::Size::Small);
    m_which->addSegment(tr("Event"));
    m_which->addSegment(tr("Meters"));
    m_which->addSegment(tr("Send many"));
    m_which->setCurrent(metersSide);
    m_close = new IconButton(IconName::X, tr("Close"), m_side);
    m_close->setObjectName(u"payloadClose"_s);
    auto *head = new QHBoxLayout;
    head->addWidget(m_which);
    head->addStretch(1);
    head->addWidget(m_close);

    m_pages = new QWidget(m_side);
    auto *meters = new QWidget(m_pages);
    auto *list = new QVBoxLayout(meters);
    list->setContentsMargins(0, 0, 0, 0);
    list->setSpacing(6);
    m_would = new ElidedLabel({}, TextRole::SmallMedium, Ink::Text, meters);
    m_would->setObjectName(u"payloadWould"_s);
    m_meters = new PayloadMeters(meters);
    list->addWidget(m_would);
    list->addWidget(m_meters, 1);
    m_many = new PayloadMany(m_pages);
    m_stack = new QStackedLayout(m_pages);
    m_stack->addWidget(meters);
    m_stack->addWidget(m_many);
    m_foot = new PayloadFoot(m_side);
    column->addLayout(head);
    column->addWidget(m_pages, 1);
    column->addWidget(m_foot);
}

void PayloadPanel::connectAll()
{
    connect(m_text, &QPlainTextEdit::textChanged, this, [this] { m_wait.start(); });
    connect(m_text, &PayloadText::submitted, this, &PayloadPanel::submitted);
    connect(&m_wait, &QTimer::timeout, this, &PayloadPanel::check);
    connect(m_from, &QAbstractButton::clicked, this, &PayloadPanel::showTemplates);
    connect(m_format, &QAbstractButton::clicked, this, [this] { setText(formatted(m_text->toPlainText())); });
    connect(m_newId, &QAbstractButton::clicked, this, &PayloadPanel::giveNewId);
    connect(m_mend, &QAbstractButton::clicked, this, &PayloadPanel::mendFirst);
    connect(m_which, &Segments::currentChanged, this, &PayloadPanel::showSide);
    connect(m_close, &QAbstractButton::clicked, this, &PayloadPanel::closeRequested);
    connect(m_many, &PayloadMany::changed, this, &PayloadPanel::showSend);
    connect(m_many, &PayloadMany::submitted, this, &PayloadPanel::submitted);
    connect(&m_session, &Session::changed, this, [this] {
        if (!isVisible())
            return;
        if (m_session.state().loaded && !m_early.isEmpty()
            && std::exchange(m_early, {}) == m_text->toPlainText())
            setText(m_templates->first()); // the customer is known by now
        check();
    });
    connect(&m_session, &Session::modeChanged, this, &PayloadPanel::showSide);
    connect(&m_session, &Session::modeChanged, this, &PayloadPanel::enterWorld);
    connect(m_watch, &PayloadWatch::formed, this, &PayloadPanel::showOpinion);
}

void PayloadPanel::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    check();
}

void PayloadPanel::setText(const QString &text)
{
    if (text != m_text->toPlainText())
        m_text->replaceAll(text);
    check();
}

void PayloadPanel::startIfEmpty()
{
    if (!m_text->toPlainText().trimmed().isEmpty())
        return;
    setText(m_templates->first());
    m_early = m_session.state().loaded ? QString() : m_text->toPlainText();
}

void PayloadPanel::focusText()
{
    m_text->setFocus(Qt::OtherFocusReason);
}

// Each place has its own text: it names a customer of that place.
void PayloadPanel::enterWorld()
{
    if (!m_draft.isEmpty())
        keep();
    m_draft = m_session.inSandbox() ? draftKey : draftKey + u'/' + QString::fromUtf8(m_session.world());
    m_text->setPlainText(m_session.outbox().draft(m_draft));
    if (isVisible())
        startIfEmpty();
}

void PayloadPanel::keep()
{
    const QString text = m_text->toPlainText();
    if (text.size() <= longestKept && text != m_session.outbox().draft(m_draft))
        m_session.outbox().setDraft(m_draft, text);
}

void PayloadPanel::showTemplates()
{
    auto *menu = new QMenu(m_from);
    menu->setObjectName(u"payloadTemplates"_s);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const eventlogsend::Choice &choice : m_templates->choices())
        connect(menu->addAction(choice.title), &QAction::triggered, this,
            [this, choice] { setText(m_templates->like(choice)); });
    menu->addSeparator();
    QAction *last = menu->addAction(tr("The last event of the log"));
    last->setEnabled(m_templates->hasLast());
    connect(last, &QAction::triggered, this,
        [this] { m_templates->askLast([this](const QString &text) { setText(text); }); });
    connect(menu->addAction(tr("An empty event")), &QAction::triggered, this,
        [this] { setText(m_templates->empty()); });
    menu->popup(m_from->mapToGlobal(QPoint(0, m_from->height() + 2)));
}

void PayloadPanel::giveNewId()
{
    const QString text = m_text->toPlainText();
    const PayloadTree tree = readPayload(text);
    const auto items = tree.fault ? QList<PayloadItem>() : payloadItems(text, tree.root).valueOr({});
    QString out = text;
    for (auto item = items.crbegin(); item != items.crend();
         ++item) { // from the end, so that places stay true
        PayloadMend mend{.kind = PayloadMend::Kind::NewId};
        if (const PayloadNode *id = item->node->child(u"event_id")) {
            mend.at = id->at;
            mend.length = id->length;
            out = mendedText(
                out, mend, QString::fromUtf8(newPayloadId(m_session.client().transport().ids())));
        }
    }
    setText(out);
}

void PayloadPanel::mendFirst()
{
    if (opinion().remarks.isEmpty() || !opinion().remarks.first().mend)
        return;
    const PayloadMend mend = *opinion().remarks.first().mend;
    QString value;
    if (mend.kind == PayloadMend::Kind::NewId)
        value = QString::fromUtf8(newPayloadId(m_session.client().transport().ids()));
    else if (mend.kind == PayloadMend::Kind::Now)
        value = QString::fromLatin1(toIso(std::chrono::floor<milliseconds>(m_session.now())));
    setText(mendedText(m_text->toPlainText(), mend, value));
    if (!m_mend->isVisible())
        focusText();
}

void PayloadPanel::check()
{
    m_wait.stop();
    keep(); // whoever asked: nothing typed waits any longer
    m_watch->check(m_text->toPlainText());
    if (m_watch->waits())
        showSend();
}

const PayloadOpinion &PayloadPanel::opinion() const
{
    return m_watch->opinion();
}

void PayloadPanel::showOpinion()
{
    const PayloadOpinion &is = m_watch->opinion();
    m_text->setRemarks(is.remarks);
    const bool none = is.verdicts.isEmpty();
    m_meters->showVerdict(none ? std::nullopt : std::optional(is.verdicts.first()));
    m_would->setText(payloadwords::wouldCount(is));
    m_would->setInk(is.countedOn() > 0 ? Ink::Accent : Ink::Amber);
    m_many->setEvent(is.sendable() ? first() : QString(), m_session.now());
    showRemark();
    showSend();
}

void PayloadPanel::showRemark()
{
    const bool none = opinion().remarks.isEmpty();
    const PayloadRemark remark = none ? PayloadRemark{} : opinion().remarks.first();
    const bool error = remark.kind == PayloadRemark::Kind::Error;
    const Ink ink = none ? Ink::Dim : error ? Ink::Red : Ink::Amber;
    const IconName shape = none ? IconName::Check : error ? IconName::OctagonX : IconName::TriangleAlert;
    m_mark->setPixmap(
        iconPixmap(shape, scaled(16), theme().ink(none ? Ink::Accent : ink), devicePixelRatioF()));
    const qsizetype more = opinion().remarks.size() - 1;
    QString said = none ? tr("The service would accept it.") : remark.sentence;
    if (more > 0)
        said += u' ' + tr("%1 more.").arg(payloadwords::number(more));
    m_remark->setText(said);
    m_remark->setInk(ink);
    if (remark.mend)
        m_mend->setText(payloadwords::mend(*remark.mend));
    m_mend->setVisible(remark.mend.has_value());
    m_text->setAccessibleDescription(said);
}

void PayloadPanel::showSend()
{
    Button *send = m_foot->primary();
    if (m_watch->waits()) // or what stood here before would go out
        return send->setOffReason(tr("This text is still being read."));
    const auto pattern = m_many->pattern();
    const bool live = m_session.isLive();
    if (live && (many() || opinion().texts.size() > 1))
        return send->setOffReason(tr("Live mode sends one event at a time."));
    if (many()) {
        send->setText(pattern ? tr("Send %1").arg(payloadwords::number(pattern->count)) : tr("Send many"));
        send->setOffReason(m_many->wrong());
        return;
    }
    send->setText(payloadwords::send(opinion()));
    send->setOffReason(opinion().texts.isEmpty() ? tr("There is no event to send yet.") : QString());
}

bool PayloadPanel::many() const
{
    return m_which->current() == manySide;
}

std::optional<PayloadPattern> PayloadPanel::pattern() const
{
    return m_many->pattern();
}

QString PayloadPanel::first() const
{
    return QString::fromUtf8(opinion().texts.value(0));
}

void PayloadPanel::setRunning(bool running)
{
    m_running = running;
    m_foot->setRunning(running);
    running ? m_foot->primary()->startBusy() : m_foot->primary()->stopBusy();
    if (!running)
        check();
}

void PayloadPanel::fit(const QSize &page)
{
    const int lines = (page.height() - scaled(otherHeights)) / scaled(lineHeight);
    m_text->setLines(std::clamp(lines, fewestLines, mostLines));
    m_narrow = page.width() < scaled(narrowBelow);
    showSide();
}

void PayloadPanel::showSide()
{
    m_which->segment(textSide)->setVisible(m_narrow);
    if (!m_narrow && m_which->current() == textSide)
        m_which->setCurrent(metersSide);
    const bool live = m_session.isLive();
    m_which->segment(manySide)->setEnabled(!live);
    m_which->segment(manySide)->setToolTip(live ? tr("Not in live mode.") : QString());
    if (live && many())
        m_which->setCurrent(metersSide);
    m_stack->setCurrentIndex(many() ? 1 : 0);
    const bool text = m_which->current() == textSide;
    m_left->setVisible(!m_narrow || text);
    m_pages->setVisible(!m_narrow || !text);
    m_rule->setVisible(!m_narrow);
    m_row->setDirection(m_narrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_side->setMinimumWidth(m_narrow ? 0 : scaled(sideWidth));
    m_side->setMaximumWidth(m_narrow ? QWIDGETSIZE_MAX : scaled(sideWidth));
    showSend();
}
