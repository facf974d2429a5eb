// SPDX-License-Identifier: MIT
// Renders the parts and the frame to PNG files, to be laid beside the pictures of the target look:
// gallery FOLDER [PICTURE].
#include "ui/fonts.h"
#include "ui/frame/mainwindow.h"
#include "ui/frame/tabbar.h"
#include "ui/frame/topbar.h"
#include "ui/frame/welcomepage.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"
#include "ui/parts/chain.h"
#include "ui/parts/charts.h"
#include "ui/parts/chip.h"
#include "ui/parts/combobox.h"
#include "ui/parts/disclosure.h"
#include "ui/parts/emptystate.h"
#include "ui/parts/field.h"
#include "ui/parts/figuretile.h"
#include "ui/parts/historystrip.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/jsonview.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/namediff.h"
#include "ui/parts/pagehead.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/pixelrow.h"
#include "ui/parts/progresspanel.h"
#include "ui/parts/radiocards.h"
#include "ui/parts/segments.h"
#include "ui/parts/slider.h"
#include "ui/parts/toggle.h"
#include "ui/theme.h"

#include <QApplication>
#include <QDeadlineTimer>
#include <QHBoxLayout>
#include <QLabel>
#include <QPixmap>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

QImage samplePicture(const QString &file)
{
    QImage picture(file);
    if (!picture.isNull())
        return picture;
    picture = QImage(512, 512, QImage::Format_RGB32);
    for (int y = 0; y < 512; ++y)
        for (int x = 0; x < 512; ++x)
            picture.setPixelColor(x, y, QColor::fromHsv((x / 4 + y / 3) % 360, 140, 120 + y / 5));
    return picture;
}

QVBoxLayout *column(QHBoxLayout *row)
{
    auto *made = new QVBoxLayout;
    made->setSpacing(12);
    row->addLayout(made, 1);
    return made;
}

QWidget *inRow(const QList<QWidget *> &widgets, Qt::Alignment align = Qt::AlignLeft)
{
    auto *holder = new QWidget;
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *widget : widgets)
        row->addWidget(widget);
    if (align & Qt::AlignLeft)
        row->addStretch();
    return holder;
}

void addInputs(QVBoxLayout *to)
{
    auto *name = new QLineEdit(u"image generated"_s);
    auto *warned = new Field(u"Event Name"_s, name, Field::Need::Required);
    warned->setWarning(u"A space instead of the point. This program sends image.generated."_s);
    to->addWidget(warned);
    auto *price = new PrefixedEdit;
    price->setPrefix(u"$"_s);
    price->setText(u"0,05"_s);
    price->setUnits({u"per 1"_s, u"per 1,000"_s}, u"Units"_s);
    auto *wrong = new Field(u"Price per unit"_s, price, Field::Need::Required);
    wrong->setError(u"Not a number that the API reads. Write 0.05."_s);
    to->addWidget(wrong);
    auto *off = new QLineEdit;
    off->setPlaceholderText(u"totalTokens"_s);
    off->setEnabled(false);
    auto *offField = new Field(u"Over Property"_s, off);
    offField->setHelp(u"Off: Count needs none."_s);
    auto *combo = new ComboBox;
    combo->addItems({u"Count"_s, u"Sum"_s});
    auto *type = new Field(u"Aggregation Type"_s, combo, Field::Need::Required);
    type->setHelp(u"Each matching event adds 1."_s);
    to->addWidget(inRow({type, offField}, Qt::AlignJustify));
}

void addButtons(QVBoxLayout *to)
{
    for (const auto role : {ButtonRole::Primary, ButtonRole::Secondary, ButtonRole::Outlined,
             ButtonRole::Quiet, ButtonRole::Danger}) {
        QList<QWidget *> row;
        for (int i = 0; i < 4; ++i) {
            auto *button = new Button(u"Create"_s, role);
            button->setButtonSize(i == 3 ? ButtonSize::Normal : ButtonSize::Small);
            if (i == 1)
                button->setOffReason(u"Fill the name first."_s);
            if (i == 2)
                button->startBusy();
            row.append(button);
        }
        to->addWidget(inRow(row));
    }
    auto *done = new Button(u"Create Meter"_s, ButtonRole::Primary);
    done->showDone(u"Created"_s);
    auto *large = new Button(u"Generate"_s, ButtonRole::Primary);
    large->setButtonSize(ButtonSize::Main);
    large->setIconName(IconName::Sparkles);
    large->setKeyHint(u"Ctrl ↵"_s);
    to->addWidget(inRow({done, large}));
}

void addChoices(QVBoxLayout *to)
{
    auto *quality = new Segments;
    for (const auto &text : {u"Draft"_s, u"Standard"_s, u"HD"_s})
        quality->addSegment(text);
    quality->setCurrent(1);
    auto *size = new Segments;
    size->addSegment(u"Square"_s, IconName::Square);
    size->addSegment(u"Wide"_s, IconName::RectangleHorizontal);
    size->addSegment(u"Tall"_s, IconName::RectangleVertical);
    auto *on = new Toggle;
    on->setChecked(true);
    auto *spin = new SteppedSpin;
    spin->setRange(1, 10);
    to->addWidget(quality);
    to->addWidget(size);
    to->addWidget(inRow({on, new Toggle, spin}));
    auto *cards = new RadioCards;
    cards->addCard(u"Single Payment"_s, u"Charge a one-time fee"_s);
    cards->addCard(u"Usage Based Billing"_s, u"Charge for what was used"_s);
    cards->setCurrent(1);
    to->addWidget(cards);
    auto *rows = new RadioCards(RadioCard::Look::Row);
    rows->addCard(u"Card works"_s, u"4242 4242 4242 4242"_s)->setMonoText();
    rows->addCard(u"Card is declined"_s, u"4000 0000 0000 0002"_s)->setMonoText();
    to->addWidget(rows);
    auto *slider = new Slider;
    slider->setRange(0, 50);
    slider->setValue(12);
    slider->setMark(24);
    to->addWidget(slider);
}

void addMessages(QVBoxLayout *to, const QImage &picture)
{
    auto *failed = new MessageStrip(MessageStrip::Kind::Failure);
    failed->setMessage(u"The image server did not answer in 60 s"_s,
        u"No picture was made, no event was sent and nothing is billed. Your prompt is kept."_s);
    failed->addButton(u"Try again"_s);
    failed->addButton(u"Use the demo painter"_s);
    failed->addButton(u"Show in log"_s);
    to->addWidget(failed);
    auto *offline = new MessageStrip(MessageStrip::Kind::Offline);
    offline->setMessage(u"No connection to test.dodopayments.com"_s,
        u"3 events wait on this computer, the oldest for 2 min. Each is sent once when the line is back. "
        "After 60 min the service refuses it."_s);
    offline->addButton(u"Send now"_s);
    offline->addButton(u"Show the 3"_s);
    to->addWidget(offline);
    auto *view = new PictureView;
    view->showProgress(picture, u"Painting"_s, u"Layer 5 of 8: mountains, lake"_s, 64);
    view->progressPanel()->setElapsed(u"0.3 s"_s);
    view->setFixedSize(300, 300);
    to->addWidget(inRow({view}));
}

void addRest(QVBoxLayout *to)
{
    auto *empty = new EmptyState;
    empty->setContent(
        IconName::Scroll, u"No events yet"_s, u"Generate a picture, or point an SDK at this sandbox."_s);
    empty->addButton(u"Generate"_s);
    empty->addButton(u"Copy base URL"_s, ButtonRole::Quiet)->setIconName(IconName::Copy);
    to->addWidget(empty);
    auto *loading = new Card;
    loading->body()->setContentsMargins(0, 0, 0, 0);
    loading->body()->addWidget(new SkeletonRows);
    to->addWidget(loading);
    using Kind = ChipLook::Kind;
    to->addWidget(inRow({new Chip({Kind::Counted, u"$0.05"_s}), new Chip({Kind::Free, u"Free 7 of 10"_s}),
        new Chip({Kind::NotCounted, u"quality is “draft”"_s}), new Chip({Kind::Done, u"Active"_s})}));
    to->addWidget(inRow({new Chip({Kind::Refused, u"Customer unknown"_s}),
        new Chip({Kind::SentBefore, u"Sent before at 10:14:22"_s}),
        new Chip({Kind::Queued, u"Queued, try 2"_s})}));
}

void addChain(QVBoxLayout *to)
{
    using State = ChainNode::State;
    auto *chain = new Chain;
    chain->setTotal(u"0.44 s"_s);
    chain->setNode(Chain::Prompt,
        {.fact = u"A friendly dragon reading a book in a library"_s,
            .detail = u"standard, 1024 × 1024, vivid"_s,
            .time = u"10:14:22.108"_s,
            .state = State::Done});
    chain->setNode(Chain::Picture,
        {.fact = u"Painting"_s,
            .detail = u"Layer 5 of 8"_s,
            .time = u"+412 ms"_s,
            .state = State::Running,
            .percent = 64});
    chain->setNode(Chain::EventSent,
        {.fact = u"image.generated"_s,
            .detail = u"Queued, try 2 in 4 s"_s,
            .state = State::Queued,
            .factFont = ChainNode::FactFont::Mono});
    chain->setNode(Chain::Counted,
        {.fact = u"quality is “draft”"_s, .detail = u"Image Generation Meter"_s, .state = State::NotCounted});
    chain->setNode(Chain::OnTheBill,
        {.lead = u"+ $0.05"_s,
            .fact = u", now $0.10"_s,
            .detail = u"unit 12 is beyond the 10 free ones"_s,
            .time = u"+11 ms"_s,
            .state = State::Done});
    to->addWidget(chain);
    auto *bill = new Card(u"Receipt"_s);
    bill->setSub(u"img_7f3a9c41e2d8"_s);
    auto *show = new Button(u"Show event"_s, ButtonRole::Quiet);
    show->setButtonSize(ButtonSize::Small);
    bill->addHeadWidget(show);
    auto *facts = new FactRows;
    facts->setRow(0, u"Event id"_s, u"img_7f3a9c41e2d8"_s, FactRows::Look::Mono);
    facts->setRow(1, u"Price"_s, u"$0.05"_s, FactRows::Look::Bold);
    bill->body()->addWidget(facts);
    auto *pixels = new PixelRow;
    pixels->setUnits(10, 2, 1);
    bill->body()->addWidget(pixels);
    auto *bar = new PixelRow;
    bar->setUnits(10, 90);
    bill->body()->addWidget(bar);
    to->addWidget(bill);
}

void addDiffAndJson(QVBoxLayout *to)
{
    auto *diff = new NameDiff;
    NameCheck check{.kind = NameCheck::Kind::Case,
        .typed = u"Image.generated"_s,
        .expected = u"image.generated"_s,
        .oddInTyped = {0},
        .oddInExpected = {0},
        .oddName = {},
        .wantedName = {},
        .otherMeter = {}};
    diff->setDifference(check, u"One letter differs: a capital “I”"_s,
        u"This program sends image.generated. Yours has a capital I, so nothing would be counted."_s,
        u"Use image.generated"_s);
    to->addWidget(diff);
    auto *match = new NameDiff;
    match->setMatch(u"The name this program sends."_s);
    to->addWidget(match);
    auto *card = new Card(u"Event Payload Example"_s);
    auto *json = new JsonView;
    json->setJson(R"({"event_id":"<UNIQUE_ID>","customer_id":"<CUSTOMER_ID>","event_name":"Image.generated",
        "timestamp":"2026-11-21T09:04:11.306Z","metadata":{"quality":"draft","n":12,"paid":true}})");
    json->setComments(
        {{u"event_id"_s, u"sent twice, counts once"_s}, {u"metadata.quality"_s, u"read by the filter"_s}});
    json->setMarks({{u"event_name"_s, 0, 1}, {u"metadata.quality"_s}});
    json->fitHeight();
    card->body()->setContentsMargins(0, 0, 0, 0);
    card->body()->addWidget(json);
    to->addWidget(card);
}

void addCharts(QVBoxLayout *to)
{
    auto *card = new Card(u"Bill preview"_s);
    card->setSub(u"one customer, one month"_s);
    auto *price = new PriceChart;
    price->setLine({{0, 0}, {10, 0}, {50, 2}});
    price->setAmounts({{1, u"$1.00"_s}, {2, u"$2.00"_s}});
    price->setThreshold(AxisMark{10, u"10 free"_s});
    price->setDot(QPointF(12, 0.1));
    card->body()->addWidget(price);
    to->addWidget(card);
    auto *quantity = new Card(u"Quantity"_s);
    auto *usage = new UsageChart;
    usage->setBars({{u"21 Nov"_s, 4, 0, u"4"_s}, {u"22"_s, 3, 0, u"3"_s}, {u"23"_s}, {u"24"_s, 3, 0, u"3"_s},
        {u"25"_s, 0, 2, u"2"_s}, {.label = u"26"_s, .past = false}, {.label = u"27"_s, .past = false}});
    usage->setMarks({{0, u"0"_s}, {4, u"4"_s}, {8, u"8"_s}, {12, u"12"_s}});
    usage->setThreshold(AxisMark{10, u"10 free, $0.05 each above"_s});
    usage->setLastLabel(u"12 so far"_s);
    quantity->body()->addWidget(usage);
    to->addWidget(quantity);
    auto *tile = new FigureTile(u"Bill so far"_s);
    tile->setFigure(u"$0.10"_s, u"period ends 21 Dec 2026"_s, Ink::Accent);
    auto *used = new FigureTile(u"Used this period"_s);
    used->setFigure(u"12 images"_s, u"all time 12"_s);
    to->addWidget(inRow({used, tile}, Qt::AlignJustify));
    auto *more = new Disclosure(u"More options"_s, Disclosure::Look::Leading);
    more->setSub(u"vivid, seed 7, 1 picture"_s);
    to->addWidget(more);
    auto *advanced = new Disclosure(u"Advanced settings"_s, Disclosure::Look::Section);
    advanced->setSub(u"trial period, tax inclusive"_s);
    to->addWidget(advanced);
}

void fillBar(TopBar &bar, BillingMode mode)
{
    bar.setMode(mode);
    bar.setPictures(u"demo painter"_s);
    bar.setAddress(u"127.0.0.1:4010"_s, u"http://127.0.0.1:4010"_s);
    bar.setCustomer(u"Test customer"_s);
    bar.setDate(u"Wed 25 Nov 2026"_s, u"10:14"_s, TopBar::ReturnArrow::Shown);
    bar.setBill(u"12 images · 10 free · 2 billable"_s, u"$0.10"_s);
}

QWidget *partsPage(const QImage &picture)
{
    auto *page = new QWidget;
    page->setProperty("ground", u"page"_s);
    auto *row = new QHBoxLayout(page);
    row->setContentsMargins(24, 24, 24, 24);
    row->setSpacing(24);
    QVBoxLayout *first = column(row);
    addInputs(first);
    addButtons(first);
    addChoices(first);
    QVBoxLayout *second = column(row);
    addMessages(second, picture);
    addDiffAndJson(second);
    QVBoxLayout *third = column(row);
    addRest(third);
    addChain(third);
    QVBoxLayout *fourth = column(row);
    addCharts(fourth);
    for (QVBoxLayout *each : {first, second, third, fourth})
        each->addStretch();
    return page;
}

void shoot(QWidget &widget, const QString &file)
{
    const QDeadlineTimer settled(250); // layouts, and the busy arc that shows after 100 ms
    while (!settled.hasExpired())
        QApplication::processEvents(QEventLoop::AllEvents, 20);
    widget.grab().save(file);
}

} // namespace

int main(int argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication app(argc, argv);
    const QString folder = app.arguments().value(1, u"."_s);
    const QImage picture = samplePicture(app.arguments().value(2));
    ThemeHost themes(app);
    themes.setMotion(ThemeHost::Motion::Reduced);
    for (const auto kind : {Theme::Kind::Dark, Theme::Kind::Light}) {
        themes.setKind(kind);
        const QString suffix = kind == Theme::Kind::Dark ? u"-dark.png"_s : u"-light.png"_s;
        std::unique_ptr<QWidget> page(partsPage(picture));
        page->resize(1900, 1240);
        page->show();
        shoot(*page, folder + u"/parts"_s + suffix);
        MainWindow window(themes, {});
        fillBar(*window.topBar(), BillingMode::Sandbox);
        for (int i = 0; i < 4; ++i)
            window.tabs()->setTick(i, TabBar::Tick::Present);
        window.welcome()->setPicture(picture);
        window.show();
        window.showPage(MainWindow::Generate);
        shoot(window, folder + u"/frame"_s + suffix);
        window.resize(1280, 720);
        shoot(window, folder + u"/frame-1280"_s + suffix);
        fillBar(*window.topBar(), BillingMode::Live);
        window.topBar()->setQueue(u"3 events queued, next try in 4 s"_s);
        shoot(window, folder + u"/live"_s + suffix);
        fillBar(*window.topBar(), BillingMode::Sandbox);
        window.topBar()->setQueue({});
        window.topBar()->setCustomer({});
        window.topBar()->setBill({}, {});
        window.showWelcome();
        shoot(window, folder + u"/welcome-1280"_s + suffix);
        window.resize(1440, 900);
        shoot(window, folder + u"/welcome"_s + suffix);
    }
    return 0;
}
