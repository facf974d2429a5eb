// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "imaging/provider.h"
#include "ui/pages/generateengine.h"
#include "ui/pages/generateform.h"

#include <QAction>

// The page in its states, at the sizes and in the rooms it must hold: nothing is cut off. The pictures are
// kept where PIXELMETER_SHOTS names a folder.
class TestGenerateLook : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void looksRight();
    void aQueueAndAFailureLookRight();
    void anotherEngineLooksRight();
};

void TestGenerateLook::looksRight()
{
    tight::renderAll(*m_page, *m_themes, u"generate-nobody"_s);
    QVERIFY(makeExample());
    tight::renderAll(*m_page, *m_themes, u"generate-empty"_s);
    const QList<PictureOrder> pictures = loadScenario(pixelgen)->pictures;
    for (PictureOrder order : pictures.first(11)) {
        order.size = {256, 256};
        const auto jobs = m_studio->order(order);
        QTRY_VERIFY_WITH_TIMEOUT(jobs->first()->finished(), patience);
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
    tight::renderAll(*m_page, *m_themes, u"generate"_s);
    press(*m_page, "qualityDraft");
    tight::renderAll(*m_page, *m_themes, u"generate-draft"_s);

    m_page->resize(1440, 803);
    press(*m_page, "qualityStandard");
    press(*m_page, "sizeWide");
    control<QSpinBox>(*m_page, "howMany")->setValue(3);
    order(u"A robot on a beach at sunset"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QTRY_COMPARE(control<PictureView>(*m_page, "picture")->count(), 3);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    looks::keep(*m_page, u"generate-several"_s);
}

void TestGenerateLook::aQueueAndAFailureLookRight()
{
    QVERIFY(makeExample());
    order(u"A cute robot painting a landscape"_s);
    order(u"A forest by the sea at night"_s);
    order(u"A rainbow over a meadow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(chain()->node(Chain::Picture).percent > 20, patience);
    looks::keep(*m_page, u"generate-queue"_s);
    press(*m_page, "queueLine");
    QTRY_VERIFY(control(*m_page, "queueList")->isVisible());
    looks::keep(*control(*m_page, "queueList"), u"generate-queuelist"_s);
    control(*m_page, "queueList")->hide();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    m_page->findChild<QAction *>(u"showSettings"_s)->trigger();
    looks::keep(*control(*m_page, "settingsCard"), u"generate-settings"_s);
    control(*m_page, "settingsCard")->hide();
    press(*m_page, "promptHistory");
    looks::keep(*control(*m_page, "earlierPrompts"), u"generate-earlier"_s);
    control(*m_page, "earlierPrompts")->hide();
    m_stack->stopServer();
    order(u"A lake"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control(*m_page, "generateFailure")->isVisible(), patience);
    QCoreApplication::processEvents();
    looks::keep(*m_page, u"generate-failed"_s);
}

void TestGenerateLook::anotherEngineLooksRight()
{
    QVERIFY(makeExample());
    Engines &engines = m_stack->engines();
    engines.setKey("openai", "sk-test-0123456789abcdef", KeyKeep::ThisRun);
    engines.choose("openai");
    m_stack->purse().setCaps(Decimal(1), Decimal(10));
    m_page->findChild<GeneratePrompt *>()->setText(u"A lighthouse on a cliff in a storm"_s);
    tight::renderAll(*m_page, *m_themes, u"generate-openai"_s);
    m_page->form()->engine()->select("openai", u"dall-e-3"_s);
    control<QSpinBox>(*m_page, "howMany")->setValue(10);
    m_stack->purse().setCaps(Decimal::fromText("0.01"), Decimal(10));
    press(*m_page, "generate");
    tight::renderAll(*m_page, *m_themes, u"generate-refused"_s);
    engines.setUp("webui", provider("webui").baseUrl, {});
    engines.choose("webui");
    m_page->setPicturesOnly(true);
    tight::renderAll(*m_page, *m_themes, u"generate-pictures"_s);
}

QTEST_MAIN(TestGenerateLook)
#include "tst_generatelook.moc"
