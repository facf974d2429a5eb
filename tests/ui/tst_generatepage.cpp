// SPDX-License-Identifier: MIT
#include "looks.h"
#include "stack.h"

#include "imaging/receipt.h"
#include "session/example.h"
#include "session/studio.h"
#include "ui/pages/generateforecast.h"
#include "ui/pages/generatehistory.h"
#include "ui/pages/generatepage.h"
#include "ui/pages/generateprompt.h"
#include "ui/pages/generatewords.h"
#include "ui/parts/button.h"
#include "ui/parts/chain.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/messagestrip.h"
#include "ui/parts/pictureview.h"
#include "ui/parts/segments.h"

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QMenu>
#include <QSpinBox>

#include <ctime>

using namespace Qt::StringLiterals;
using State = ChainNode::State;

namespace {

constexpr int patience = 20000; // a busy machine paints slowly

// Measures the processor time of each event the window handles: what a person would feel as a stutter,
// without what other programs take.
class WatchedApplication : public QApplication {
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        const qint64 from = now();
        ++m_depth;
        const int type = event->type();
        const bool done = QApplication::notify(receiver, event);
        --m_depth;
        if (m_depth <= watchDepth && now() - from > longest) {
            longest = now() - from;
            longestType = type;
        }
        return done;
    }

    qint64 longest = 0; // nanoseconds
    int longestType = 0; // QEvent::Type
    int watchDepth = -1;

private:
    static qint64 now()
    {
#ifdef Q_OS_LINUX
        timespec at{};
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &at);
        return qint64(at.tv_sec) * 1'000'000'000 + at.tv_nsec;
#else
        return 0;
#endif
    }

    int m_depth = 0;
};

BillSoFar billOf(qint64 consumed)
{
    const MeterUsage usage{.id = {"mtr_1"},
        .name = u"Image Generation Meter"_s,
        .consumedUnits = Decimal(consumed),
        .freeThreshold = 10,
        .chargeableUnits = Decimal(std::max<qint64>(consumed - 10, 0)),
        .pricePerUnit = Decimal(5),
        .currency = "USD",
        .totalPrice = std::max<qint64>(consumed - 10, 0) * 5};
    return {.meters = {usage}, .unit = u"images"_s, .period = {}};
}

Meter imageMeter()
{
    Meter meter;
    meter.id = {"mtr_1"};
    meter.is = {.name = u"Image Generation Meter"_s,
        .eventName = u"image.generated"_s,
        .measurementUnit = u"images"_s,
        .aggregation = {},
        .description = {},
        .filter = Filter{Conjunction::Or,
            {Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(u"standard"_s)}},
                Clause{Condition{u"quality"_s, Operator::Equals, MetaValue::ofText(u"hd"_s)}}}}};
    return meter;
}

} // namespace

class TestGeneratePage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void moneysFollowTheBill_data();
    void moneysFollowTheBill();
    void aPictureReachesTheBill();
    void aDraftIsSaidNotToCountBeforeAndAfter();
    void withoutACustomerThePictureIsMadeAndNotBilled();
    void severalPicturesMakeAGrid();
    void cancelledLeavesNothing();
    void aRefusedPromptIsOneSentence();
    void aFailureKeepsThePromptAndTriesAgain();
    void anEmptyPromptIsAskedFor();
    void savesCopiesVariesAndDeletes();
    void historyShowsAnEarlierPictureAndLeavesTheForm();
    void picturesOnlyHidesTheMoney();
    void closesWhilePainting();
    void worksByKeyboardAlone();
    void paintsWithoutHoldingTheWindow();
    void looksRight();

private:
    void makePage();
    bool makeExample();
    void order(const QString &prompt);
    bool idle() const { return !control(*m_page, "cancelGenerate")->isVisible(); }
    Chain *chain() const { return control<Chain>(*m_page, "chain"); }
    State state(Chain::Step step) const { return chain()->node(step).state; }
    QString text(const char *label) const { return control<QLabel>(*m_page, label)->text(); }
    qsizetype images() { return answerOf(m_stack->session().outbox().images()).valueOr({}).size(); }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<Stack> m_stack;
    std::unique_ptr<SeededIds> m_ids;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<Studio> m_studio;
    std::unique_ptr<GeneratePage> m_page;
};

void TestGeneratePage::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestGeneratePage::init()
{
    m_stack = std::make_unique<Stack>();
    m_ids = std::make_unique<SeededIds>(2);
    const Destination &service = m_stack->transport().destination();
    QUrl images = service.baseUrl;
    images.setPath(u"/v1"_s);
    ImageLimits limits;
    limits.backoff.first = 1ms;
    m_images = std::make_unique<ImageClient>(
        ImageDestination{ImageDestination::Profile::DemoPainter, images, service.key, {}}, *m_ids,
        *m_stack->clock, nullptr, limits);
    m_studio = std::make_unique<Studio>(m_stack->session(), *m_images, *m_ids);
    QVERIFY(m_stack->load());
    m_stack->session().outbox().setDestination(m_stack->session().world());
    makePage();
}

void TestGeneratePage::makePage()
{
    m_page = std::make_unique<GeneratePage>(m_stack->session(), *m_studio);
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestGeneratePage::cleanup()
{
    if (QTest::currentTestFailed() && m_page) { // how far it came
        for (int i = 0; i < Chain::StepCount; ++i) {
            const ChainNode node = chain()->node(Chain::Step(i));
            qInfo() << node.name << int(node.state) << node.lead << node.fact << node.detail << node.time;
        }
    }
    m_page.reset();
    m_studio.reset();
    m_images.reset();
    m_stack.reset();
}

bool TestGeneratePage::makeExample()
{
    Example example(m_stack->session(), *loadScenario(pixelgen));
    QSignalSpy finished(&example, &Example::finished);
    example.start();
    return finished.wait(20000) && m_stack->load() && m_stack->session().bill();
}

void TestGeneratePage::order(const QString &prompt)
{
    m_page->findChild<GeneratePrompt *>()->setText(prompt);
    press(*m_page, "generate");
}

void TestGeneratePage::moneysFollowTheBill_data()
{
    QTest::addColumn<qint64>("consumed");
    QTest::addColumn<QByteArray>("tier");
    QTest::addColumn<int>("count");
    QTest::addColumn<QString>("price");
    QTest::addColumn<QString>("used");
    QTest::addColumn<QString>("note");
    QTest::addColumn<QString>("provider");
    const QByteArray standard = "standard";
    QTest::newRow("first") << qint64(0) << standard << 1 << u"free (1 of 10)"_s << QString() << QString()
                           << u"$0.040, not spent here"_s;
    QTest::newRow("seventh") << qint64(6) << standard << 1 << u"free (7 of 10)"_s << QString() << QString()
                             << u"$0.040, not spent here"_s;
    QTest::newRow("three") << qint64(6) << standard << 3 << u"free (7 to 9 of 10)"_s << QString() << QString()
                           << u"$0.120, not spent here"_s;
    QTest::newRow("two of three paid") << qint64(9) << standard << 3 << u"$0.10"_s << u"9 of 10 free used"_s
                                       << QString() << u"$0.120, not spent here"_s;
    QTest::newRow("thirteenth") << qint64(12) << standard << 1 << u"$0.05"_s << u"10 of 10 free used"_s
                                << QString() << u"$0.040, not spent here"_s;
    QTest::newRow("hd costs the same") << qint64(12) << QByteArray("hd") << 1 << u"$0.05"_s
                                       << u"10 of 10 free used"_s << QString() << u"$0.080, not spent here"_s;
    QTest::newRow("draft") << qint64(12) << QByteArray("draft") << 1 << u"not billed"_s << QString()
                           << u"Draft is not counted by this meter."_s << u"$0.006, not spent here"_s;
}

void TestGeneratePage::moneysFollowTheBill()
{
    QFETCH(qint64, consumed);
    QFETCH(QByteArray, tier);
    QFETCH(int, count);
    PictureOrder order;
    order.prompt = u"A lake"_s;
    order.tier = tier;
    order.count = count;
    const GenerateForecast made = forecast(
        {.bill = billOf(consumed), .meters = {imageMeter()}, .eventName = u"image.generated"_s}, order);
    QTEST(made.price, "price");
    QTEST(made.freeUsed, "used");
    QTEST(made.note, "note");
    QTEST(made.provider, "provider");
}

void TestGeneratePage::aPictureReachesTheBill()
{
    QVERIFY(makeExample());
    QCOMPARE(text("customerPrice"), u"free (1 of 10)"_s);
    QSignalSpy announced(chain(), &Chain::announced);
    order(u"A calm lake in the mountains"_s);
    QVERIFY(!idle());
    QVERIFY(!control(*m_page, "generate")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Picture), State::Running, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QVERIFY(idle());
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A calm lake in the mountains"_s);
    QCOMPARE(chain()->node(Chain::Prompt).detail, u"standard, 1024 × 1024, vivid"_s);
    QCOMPARE(chain()->node(Chain::Picture).fact, u"Painted and decoded"_s);
    QVERIFY(chain()->node(Chain::Picture).detail.startsWith(u"PNG, 1024 × 1024, "_s));
    QCOMPARE(chain()->node(Chain::EventSent).fact, u"image.generated"_s);
    QCOMPARE(chain()->node(Chain::EventSent).detail, u"accepted: 200, ingested 1"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QCOMPARE(chain()->node(Chain::Counted).detail, u"Image Generation Meter"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).fact, u"Free 1 of 10, now $0.00"_s);
    QVERIFY(text("chainTotal").endsWith(u" s"_s));
    QCOMPARE(announced.size(), 1);
    QCOMPARE(announced.first().first().toString(), u"Picture 1 counted, free, bill $0.00"_s);

    QCOMPARE(control<ElidedLabel>(*m_page, "receiptCustomer")->text(), u"Test customer"_s);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 1"_s);
    QVERIFY(control<ElidedLabel>(*m_page, "receiptPeriod")->text().startsWith(u"21 Nov to 21 Dec"_s));
    QCOMPARE(control<ElidedLabel>(*m_page, "pictureMaker")->text(),
        u"By the demo painter, not AI. Every word was used."_s);
    QCOMPARE(control<QLineEdit>(*m_page, "seed")->text(), u"2"_s); // the next one, unless a person typed one
    QCOMPARE(text("customerPrice"), u"free (2 of 10)"_s);
    QCOMPARE(images(), 1);

    QSignalSpy shown(m_page.get(), &GeneratePage::showEventRequested);
    press(*m_page, "showEvent");
    QTest::mouseClick(control(*m_page, "chainCounted"), Qt::LeftButton);
    QCOMPARE(shown.size(), 2);
    QCOMPARE(shown[0][0].value<EventId>().string(), control<ElidedLabel>(*m_page, "receiptEventId")->text());
}

void TestGeneratePage::aDraftIsSaidNotToCountBeforeAndAfter()
{
    QVERIFY(makeExample());
    press(*m_page, "qualityDraft");
    QVERIFY(control(*m_page, "notCountedNote")->isVisible());
    QCOMPARE(text("notCountedNote"), u"Draft is not counted by this meter."_s);
    order(u"A meadow"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Counted), State::NotCounted, patience);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"quality is “draft”"_s);
    QTRY_COMPARE(chain()->node(Chain::OnTheBill).detail, u"the bill stays $0.00"_s);
    QCOMPARE(state(Chain::EventSent), State::Done); // accepted is not counted
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptPrice")->text(), u"not counted"_s);
}

void TestGeneratePage::withoutACustomerThePictureIsMadeAndNotBilled()
{
    QVERIFY(control(*m_page, "buyFirst")->isVisible());
    order(u"A forest"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Picture), State::Done, patience);
    QVERIFY(idle());
    QVERIFY(!control(*m_page, "chainEventSent")->isVisible());
    QCOMPARE(images(), 1);
    QCOMPARE(answerOf(m_stack->session().outbox().entries(Outbox::Show::All))->size(), 0);
    QSignalSpy customer(m_page.get(), &GeneratePage::customerRequested);
    press(*m_page, "buyFirst");
    QCOMPARE(customer.size(), 1);
}

void TestGeneratePage::severalPicturesMakeAGrid()
{
    QVERIFY(makeExample());
    control<QSpinBox>(*m_page, "howMany")->setValue(2);
    QCOMPARE(text("customerPrice"), u"free (1 to 2 of 10)"_s);
    order(u"A snowy forest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    auto *view = control<PictureView>(*m_page, "picture");
    QTRY_COMPARE(view->count(), 2);
    QCOMPARE(view->selected(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 2"_s);
    view->setFocus();
    QTest::keyClick(view, Qt::Key_Left);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 1"_s);
    QCOMPARE(control<QLineEdit>(*m_page, "seed")->text(), u"3"_s);
}

void TestGeneratePage::cancelledLeavesNothing()
{
    QVERIFY(makeExample());
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    order(u"A stormy sea"_s);
    press(*m_page, "cancelGenerate");
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(control(*m_page, "generate")->isVisible());
    QVERIFY(!control<PictureView>(*m_page, "picture")->showsProgress());
    QCOMPARE(images(), 0);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A stormy sea"_s);
    QVERIFY(!control(*m_page, "generateFailure")->isVisible());
}

void TestGeneratePage::aRefusedPromptIsOneSentence()
{
    QVERIFY(makeExample());
    order(u"A gory murder"_s);
    auto *strip = control<MessageStrip>(*m_page, "generateFailure");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
    QCOMPARE(strip->title(), u"This prompt is not painted, and nothing is billed."_s);
    QVERIFY(strip->text().isEmpty());
    QVERIFY(idle());
    QCOMPARE(images(), 0);
    QVERIFY(m_page->cancel()); // Esc closes it
    QVERIFY(!strip->isVisible());
}

void TestGeneratePage::aFailureKeepsThePromptAndTriesAgain()
{
    QVERIFY(makeExample());
    m_stack->stopServer();
    order(u"A lake"_s);
    auto *strip = control<MessageStrip>(*m_page, "generateFailure");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
    QVERIFY(strip->text().startsWith(u"No picture was made, no event was sent and nothing is billed."_s));
    QCOMPARE(state(Chain::Picture), State::Failed);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A lake"_s);
    press(*m_page, "tryAgain");
    QVERIFY(!idle());
    QTRY_VERIFY_WITH_TIMEOUT(idle() && strip->isVisible(), patience);
    QSignalSpy log(m_page.get(), &GeneratePage::showEventRequested);
    press(*m_page, "showInLog");
    QCOMPARE(log.size(), 1);
}

void TestGeneratePage::anEmptyPromptIsAskedFor()
{
    m_page->primaryAction();
    QVERIFY(idle());
    QCOMPARE(text("promptNote"), u"Describe a picture first."_s);
    press(*m_page, "promptChip0");
    QVERIFY(!control(*m_page, "promptNote")->isVisible());
    QCOMPARE(text("promptCount"), u"42 characters"_s);
}

void TestGeneratePage::savesCopiesVariesAndDeletes()
{
    QVERIFY(makeExample());
    order(u"A green meadow"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    const QString id = control<ElidedLabel>(*m_page, "receiptEventId")->text();

    QTemporaryDir folder;
    QString suggested;
    m_page->setAskFile([&](QWidget *, const QString &name, const std::function<void(const QString &)> &to) {
        suggested = name;
        to(folder.filePath(name));
    });
    press(*m_page, "savePicture");
    QVERIFY(suggested.startsWith(u"a-green-meadow-"_s));
    QFile saved(folder.filePath(suggested));
    QTRY_VERIFY(saved.exists());
    QVERIFY(saved.open(QIODevice::ReadOnly));
    QCOMPARE(QString::fromUtf8(receiptOf(saved.readAll())->eventId), id);

    press(*m_page, "copyPicture");
    QTRY_COMPARE(QGuiApplication::clipboard()->image().size(), QSize(1024, 1024));

    press(*m_page, "varyPicture");
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QCOMPARE(control<ElidedLabel>(*m_page, "receiptEngine")->text(), u"Demo painter, seed 2"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);

    auto *confirm = m_page->findChild<QAction *>(u"confirmDelete"_s);
    QVERIFY(confirm);
    confirm->trigger();
    QTRY_COMPARE(images(), 1);
    QTRY_COMPARE(control<ElidedLabel>(*m_page, "receiptEventId")->text(), id);
    QVERIFY(m_stack->load());
    QCOMPARE(m_stack->session().bill()->consumed(), Decimal(2)); // its event stays billed
}

void TestGeneratePage::historyShowsAnEarlierPictureAndLeavesTheForm()
{
    QVERIFY(makeExample());
    order(u"A lake at dawn"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    order(u"A beach at sunset"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    m_page.reset();
    makePage(); // as after a restart: only what is kept
    auto *view = control<PictureView>(*m_page, "picture");
    QTRY_COMPARE(view->count(), 1);
    QTRY_COMPARE(chain()->node(Chain::Counted).fact, u"Unit 2"_s);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A beach at sunset"_s); // the draft

    const auto *history = control<GenerateHistory>(*m_page, "history");
    const auto rows = answerOf(m_stack->session().outbox().images());
    const ImageRow oldest = rows->last();
    auto *thumb = m_page->findChild<QAbstractButton *>(u"history_"_s + oldest.id.string());
    QVERIFY(thumb);
    QTRY_COMPARE(thumb->accessibleDescription(), u"free"_s);
    QTest::mouseClick(thumb, Qt::LeftButton);
    QCOMPARE(history->current(), oldest.id.string());
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A lake at dawn"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"Unit 1"_s);
    QTRY_COMPARE(view->accessibleDescription(), u"A lake at dawn"_s);
    QCOMPARE(control<PromptEdit>(*m_page, "promptEdit")->toPlainText(), u"A beach at sunset"_s);
}

void TestGeneratePage::picturesOnlyHidesTheMoney()
{
    QVERIFY(makeExample());
    m_page->setPicturesOnly(true);
    QVERIFY(!control(*m_page, "customerPrice")->isVisible());
    QVERIFY(!chain()->isVisible());
    QVERIFY(control(*m_page, "providerPrice")->isVisible());
    order(u"A starry sky"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTRY_COMPARE(images(), 1);
    QCOMPARE(answerOf(m_stack->session().outbox().entries(Outbox::Show::All))->size(), 0);
    QVERIFY(control(*m_page, "receipt")->isVisible());
    QVERIFY(!control(*m_page, "receiptPrice")->isVisible());
}

void TestGeneratePage::closesWhilePainting()
{
    QVERIFY(makeExample());
    order(u"A rainbow over a meadow"_s);
    m_page.reset();
    QTRY_VERIFY_WITH_TIMEOUT(!m_studio->busy(), patience);
    QTRY_COMPARE(images(), 1); // the picture and its event are kept all the same
    makePage();
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
}

void TestGeneratePage::worksByKeyboardAlone()
{
    QVERIFY(makeExample());
    const auto press = [this](int key) { QTest::keyClick(m_page->focusWidget(), Qt::Key(key)); };
    const auto tabTo = [&](const char *name) {
        const QWidget *wanted = control(*m_page, name);
        for (int i = 0; i < 40 && m_page->focusWidget() != wanted; ++i)
            press(Qt::Key_Tab);
        return m_page->focusWidget() == wanted;
    };
    control(*m_page, "promptEdit")->setFocus();
    QTest::keyClicks(m_page->focusWidget(), u"A snowy mountain"_s);
    QVERIFY(tabTo("promptChip0"));
    QVERIFY(tabTo("engine"));
    QVERIFY(tabTo("qualityStandard"));
    press(Qt::Key_Right);
    QCOMPARE(control<Segments>(*m_page, "quality")->current(), 2);
    QVERIFY(tabTo("sizeSquare"));
    QVERIFY(tabTo("styleVivid"));
    QVERIFY(tabTo("seed"));
    QTest::keyClicks(m_page->focusWidget(), u"2"_s);
    QVERIFY(tabTo("newSeed"));
    QVERIFY(tabTo("howMany"));
    QVERIFY(tabTo("generate"));
    press(Qt::Key_Space);
    QVERIFY(m_page->focusWidget() == control(*m_page, "cancelGenerate"));
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QVERIFY(m_page->focusWidget() == control(*m_page, "generate"));
    QVERIFY(tabTo("picture"));
    QVERIFY(tabTo("savePicture"));
    QVERIFY(tabTo("chainPrompt"));
    QVERIFY(tabTo("showEvent"));
    QSignalSpy shown(m_page.get(), &GeneratePage::showEventRequested);
    press(Qt::Key_Space);
    QCOMPARE(shown.size(), 1);
}

void TestGeneratePage::paintsWithoutHoldingTheWindow()
{
    QVERIFY(makeExample());
    order(u"A lake"_s); // fonts and icons are loaded by then
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    auto *watch = static_cast<WatchedApplication *>(qApp);
    watch->watchDepth = 0;
    order(u"A forest by the sea at night"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 2"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    watch->watchDepth = -1;
    const double ms = double(watch->longest) / 1e6;
    qInfo("longest event: %.1f ms, type %d", ms, watch->longestType);
    QVERIFY2(ms < 16, qPrintable(QString::number(ms)));
}

void TestGeneratePage::looksRight()
{
    looks::renderAll(*m_page, *m_themes, u"generate-nobody"_s);
    QVERIFY(makeExample());
    looks::renderAll(*m_page, *m_themes, u"generate-empty"_s);
    const QList<PictureOrder> pictures = loadScenario(pixelgen)->pictures;
    for (PictureOrder order : pictures.first(11)) {
        order.size = {256, 256};
        const auto jobs = m_studio->order(order);
        QTRY_VERIFY_WITH_TIMEOUT(jobs.first()->finished(), patience);
    }
    order(u"A sunset over mountains with purple clouds"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control<PictureView>(*m_page, "picture")->progressPanel(), patience);
    QTRY_VERIFY_WITH_TIMEOUT(chain()->node(Chain::Picture).percent > 20, patience);
    looks::keep(*m_page, u"generate-busy"_s);
    QTRY_COMPARE_WITH_TIMEOUT(chain()->node(Chain::Counted).fact, u"Unit 12"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    QCOMPARE(chain()->node(Chain::OnTheBill).lead, u"+ $0.05"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).fact, u", now $0.10"_s);
    QCOMPARE(chain()->node(Chain::OnTheBill).detail, u"unit 12 is beyond the 10 free ones"_s);
    looks::renderAll(*m_page, *m_themes, u"generate"_s);
    press(*m_page, "qualityDraft");
    looks::renderAll(*m_page, *m_themes, u"generate-draft"_s);

    m_page->resize(1440, 803);
    press(*m_page, "qualityStandard");
    press(*m_page, "sizeWide");
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    order(u"A robot on a beach at sunset"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTRY_COMPARE(control<PictureView>(*m_page, "picture")->count(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    looks::keep(*m_page, u"generate-several"_s);
    m_stack->stopServer();
    order(u"A lake"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control(*m_page, "generateFailure")->isVisible(), patience);
    QCoreApplication::processEvents();
    looks::keep(*m_page, u"generate-failed"_s);
}

int main(int argc, char *argv[])
{
    WatchedApplication app(argc, argv);
    TestGeneratePage test;
    QTEST_SET_MAIN_SOURCE_PATH
    return QTest::qExec(&test, argc, argv);
}

#include "tst_generatepage.moc"
