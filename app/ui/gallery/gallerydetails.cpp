// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerydetails.h"

#include "ui/gallery/gallerywords.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/sendingmark.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QScrollBar>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int margin = 16;

QLabel *makeWords(const char *name, TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel({}, role, ink, parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

GalleryDetails::GalleryDetails(Session &session, GalleryPrices &prices, QWidget *parent)
    : QScrollArea(parent)
    , m_session(session)
    , m_prices(prices)
{
    setObjectName(u"galleryDetails"_s);
    setAccessibleName(tr("Details"));
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto *inside = new QWidget(this);
    inside->setProperty("scrolled", true);
    setWidget(inside);
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(margin, 12, margin, margin);
    column->setSpacing(12);
    makeWords(column);
    column->addWidget(makeRule(inside));
    m_money = new QWidget(inside);
    auto *money = new QVBoxLayout(m_money);
    money->setContentsMargins(0, 0, 0, 0);
    money->setSpacing(12);
    makeMoney(money);
    money->addWidget(makeRule(m_money));
    column->addWidget(m_money);
    makeLines(column, Made, LineCount);
    makeActions(column);
    column->addStretch();
    connect(&session.outbox(), &Outbox::sent, this, [this](const QList<EventId> &ids) {
        if (ids.contains(m_row.id))
            ask();
    });
    connect(&session, &Session::worldChanged, this, [this] {
        m_verdict.reset();
        ask();
    });
    connect(&prices, &GalleryPrices::priced, this, [this](const QList<EventId> &ids) {
        if (ids.contains(m_row.id))
            showMoney();
    });
}

void GalleryDetails::makeWords(QVBoxLayout *column)
{
    m_prompt = ::makeWords("galleryPrompt", TextRole::Medium, Ink::Text, widget());
    m_copyPrompt = new CopyButton(tr("Copy the prompt"), widget());
    m_copyPrompt->setObjectName(u"galleryCopyPrompt"_s);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_prompt, 1);
    row->addWidget(m_copyPrompt, 0, Qt::AlignTop);
    column->addLayout(row);
    m_negativeHead = makeLabel(tr("Not to be seen"), TextRole::Help, Ink::Mute, widget());
    m_negative = ::makeWords("galleryNegative", TextRole::Small, Ink::Dim, widget());
    auto *negative = new QVBoxLayout;
    negative->setSpacing(2);
    negative->addWidget(m_negativeHead);
    negative->addWidget(m_negative);
    column->addLayout(negative);
}

Button *GalleryDetails::makeButton(const char *name, const QString &text, IconName icon)
{
    auto *button = new Button(text, ButtonRole::Secondary, widget());
    button->setObjectName(QLatin1StringView(name));
    button->setButtonSize(ButtonSize::Small);
    button->setIconName(icon, Ink::Dim);
    return button;
}

QHBoxLayout *GalleryDetails::makeEventLine()
{
    auto *event = new QHBoxLayout;
    event->setSpacing(4);
    event->addWidget(makeLabel(tr("Event id"), TextRole::Help, Ink::Mute, widget()));
    m_id = new ElidedLabel({}, TextRole::MonoSmall, Ink::Text, widget());
    m_id->setObjectName(u"galleryEventId"_s);
    m_id->setElideMode(Qt::ElideMiddle);
    m_id->setAlignment(Qt::AlignRight);
    event->addWidget(m_id, 1);
    m_copyId = new CopyButton(tr("Copy the event id"), widget());
    m_copyId->setObjectName(u"galleryCopyId"_s);
    event->addWidget(m_copyId);
    return event;
}

void GalleryDetails::makeMoney(QVBoxLayout *column)
{
    auto *head = new QHBoxLayout;
    head->addWidget(makeLabel(tr("To your customer"), TextRole::Small, Ink::Dim, widget()));
    head->addStretch();
    m_price = makeLabel({}, TextRole::CardBill, Ink::Text, widget());
    m_price->setObjectName(u"galleryPrice"_s);
    head->addWidget(m_price);
    m_why = ::makeWords("galleryWhy", TextRole::Help, Ink::Mute, widget());
    auto *money = new QVBoxLayout;
    money->setSpacing(4);
    money->addLayout(head);
    money->addWidget(m_why);
    column->addLayout(money);
    makeLines(column, Provider, Made);
    column->addLayout(makeEventLine());
    m_event = makeButton("galleryShowEvent", tr("Show event"), IconName::Scroll);
    m_bill = makeButton("galleryShowBill", tr("Show bill"), IconName::ReceiptText);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(m_event, 1);
    row->addWidget(m_bill, 1);
    column->addLayout(row);
    connect(m_event, &QAbstractButton::clicked, this, &GalleryDetails::eventRequested);
    connect(m_bill, &QAbstractButton::clicked, this, &GalleryDetails::billRequested);
}

void GalleryDetails::makeLines(QVBoxLayout *column, int from, int to)
{
    const std::pair<QString, const char *> names[LineCount] = {{tr("Provider charged"), "galleryProvider"},
        {tr("Estimated before"), "galleryEstimate"}, {tr("Customer"), "galleryBuyer"},
        {tr("Period"), "galleryPeriod"}, {tr("Made"), "galleryMade"}, {tr("Engine"), "galleryMaker"},
        {tr("Model"), "galleryModelName"}, {tr("Quality"), "galleryQuality"}, {tr("Size"), "gallerySize"},
        {tr("Style"), "galleryStyle"}, {tr("Seed"), "gallerySeed"}, {tr("Time taken"), "galleryTook"},
        {tr("File"), "galleryFormat"}, {tr("Words not known"), "galleryUnknown"}};
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    for (int i = from; i < to; ++i) {
        auto *value = new ElidedLabel({}, TextRole::Small, Ink::Text, widget());
        value->setObjectName(QLatin1StringView(names[i].second));
        value->setAlignment(Qt::AlignRight);
        m_lines[size_t(i)] = {makeLabel(names[i].first, TextRole::Help, Ink::Mute, widget()), value};
        grid->addWidget(m_lines[size_t(i)].label, i - from, 0);
        grid->addWidget(value, i - from, 1);
    }
    column->addLayout(grid);
}

void GalleryDetails::makeActions(QVBoxLayout *column)
{
    Button *use = makeButton("galleryUse", tr("Use these settings"), IconName::SquarePen);
    use->setButtonSize(ButtonSize::Normal);
    Button *vary = makeButton("galleryVary", tr("Vary"), IconName::Shuffle);
    Button *seed = makeButton("galleryNewSeed", tr("New seed"), IconName::Dices);
    Button *again = makeButton("galleryAgain", tr("Again"), IconName::Refresh);
    column->addSpacing(4);
    column->addWidget(use);
    auto *rows = new QGridLayout; // two beside each other, also with the word LIVE on both
    rows->setSpacing(8);
    rows->addWidget(vary, 0, 0);
    rows->addWidget(seed, 0, 1);
    rows->addWidget(again, 1, 0, 1, 2);
    m_making = {vary, seed, again};
    setSending(true);
    column->addLayout(rows);
    connect(use, &QAbstractButton::clicked, this, &GalleryDetails::useRequested);
    connect(vary, &QAbstractButton::clicked, this, &GalleryDetails::varyRequested);
    connect(seed, &QAbstractButton::clicked, this, &GalleryDetails::newSeedRequested);
    connect(again, &QAbstractButton::clicked, this, &GalleryDetails::againRequested);
}

void GalleryDetails::setPicture(const ImageRow &row, Origin origin)
{
    const bool other = m_row.id != row.id;
    m_row = row;
    m_origin = origin;
    if (other) {
        m_verdict.reset();
        m_asking = false;
        verticalScrollBar()->setValue(0);
    }
    m_prompt->setText(row.prompt);
    m_copyPrompt->setContent(row.prompt);
    m_negative->setText(row.negative);
    m_negativeHead->setVisible(!row.negative.isEmpty());
    m_negative->setVisible(!row.negative.isEmpty());
    m_money->setVisible(!row.id.isEmpty()); // a picture of another program has none
    m_id->setText(row.id.string());
    m_copyId->setContent(row.id.string());
    showSettings();
    showMoney();
    m_prices.look(row);
    ask();
}

void GalleryDetails::show(Line line, const QString &text)
{
    const Shown &shown = m_lines[line];
    shown.value->setText(text);
    shown.label->setVisible(!text.isEmpty());
    shown.value->setVisible(!text.isEmpty());
}

void GalleryDetails::showSettings()
{
    show(Made, m_row.at == TimePoint{} ? QString() : gallery::moment(m_row.at));
    show(Engine, generate::engineName(m_row));
    show(Model, m_row.model);
    const QString asked = QString::fromLatin1(m_row.providerQuality);
    const QString tier = gallery::tierName(m_row.tier);
    show(Quality, asked.isEmpty() ? tier : tr("%1, asked as %2").arg(tier, asked));
    show(Size, m_row.size.isEmpty() ? QString() : generate::sizeText(m_row.size));
    show(Style, QString::fromLatin1(m_row.style));
    show(Seed, m_row.seed > 0 ? QString::number(m_row.seed) : QString());
    show(Took, m_row.paintMs > 0 ? generate::milliseconds(m_row.paintMs) : QString());
    show(Format, m_row.bytes > 0 ? u"PNG, %1"_s.arg(generate::bytesText(m_row.bytes)) : QString());
    show(Unknown, m_row.unknown.join(u", "_s));
}

void GalleryDetails::showMoney()
{
    const PictureTrack track = m_prices.track(m_row, m_verdict);
    const QString elsewhere = m_prices.elsewhere(m_row);
    const generate::PriceTag tag = elsewhere.isEmpty() ? generate::priceTag(track) : generate::PriceTag{};
    const bool waits = track.stage == PictureTrack::Stage::Sending;
    const bool unknown = tag.text.isEmpty() && (!m_asking || !elsewhere.isEmpty());
    m_price->setText(unknown ? tr("not known") : tag.text);
    setInk(m_price, unknown ? Ink::Mute : tag.ink);
    setTextRole(m_price, tag.ink == Ink::Accent ? TextRole::CardBill : TextRole::Section);
    m_why->setText(!elsewhere.isEmpty() ? tr("%1. Its event is not in this place.").arg(elsewhere)
            : track.stage == PictureTrack::Stage::Failed ? track.error->message
            : m_asking && !m_verdict                     ? QString()
            : waits                                      ? tr("Its event waits here and is sent by itself.")
                                                         : gallery::whyPrice(m_row, m_verdict));
    show(Provider, m_origin == Origin::File ? QString() : gallery::providerMoney(m_row));
    show(Estimate, gallery::estimate(m_row));
    show(Customer, gallery::customerName(m_session, m_row.customer));
    show(Period, elsewhere.isEmpty() ? gallery::period(m_verdict) : QString());
    showWays(elsewhere);
}

// Log and bill are those of the present place.
void GalleryDetails::showWays(const QString &elsewhere)
{
    const QString away = elsewhere.isEmpty() ? QString() : tr("%1, not in this place.").arg(elsewhere);
    m_event->setOffReason(m_row.event ? away : tr("No event was sent for this picture."));
    m_bill->setOffReason(m_row.event ? away : tr("This picture is on no bill."));
}

void GalleryDetails::setSending(bool sending)
{
    for (Button *button : std::as_const(m_making))
        sending ? markSending(button) : unmarkSending(button);
}

void GalleryDetails::ask()
{
    if (!m_row.event)
        return;
    m_asking = true;
    showMoney();
    const auto call = m_session.verdicts({m_row.id});
    whenDone(
        call, this, [this, id = m_row.id, world = m_session.world()](const Result<QList<Verdict>> &verdicts) {
            // Another one is shown by now; or another place was asked, which may know the same id.
            if (id != m_row.id || world != m_session.world())
                return;
            m_asking = false;
            m_verdict.reset();
            if (verdicts && !verdicts->isEmpty()) {
                m_verdict = verdicts->first();
                m_prices.take(m_row, *m_verdict);
            }
            showMoney();
        });
}

void GalleryDetails::paintEvent(QPaintEvent *)
{
    QPainter(viewport()).fillRect(viewport()->rect(), theme().surface);
}
