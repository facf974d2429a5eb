// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "ui/pages/generateorders.h"

// Orders given while a picture is made.
class TestGenerateQueue : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void anOrderJoinsTheQueue();
    void oneThatWaitsIsCancelled();
    void allThatWaitAreCancelled();
    void escCancelsWhatIsMade();
    void cancelIsThereAtOnce();
    void twoClicksAreOneOrder();
    void aPictureChosenMeanwhileStays();
    void aFailureDoesNotHoldTheQueue();

private:
    bool shown(const char *name) const;
    QStringList prompts();
};

bool TestGenerateQueue::shown(const char *name) const
{
    const auto *found = m_page->findChild<QWidget *>(QString::fromLatin1(name));
    return found && found->isVisible();
}

QStringList TestGenerateQueue::prompts()
{
    QStringList prompts;
    const auto rows = answerOf(m_stack->session().outbox().images());
    for (const ImageRow &row : rows.valueOr({}))
        prompts.prepend(row.prompt);
    return prompts;
}

void TestGenerateQueue::anOrderJoinsTheQueue()
{
    QVERIFY(!shown("queueLine"));
    order(u"A lake"_s);
    QVERIFY(shown("generate") && shown("cancelGenerate"));
    QVERIFY(!shown("queueLine")); // it is being made
    order(u"A forest"_s);
    QCOMPARE(control<QAbstractButton>(*m_page, "queueLine")->text(), u"1 order waits"_s);
    order(u"A beach"_s);
    QCOMPARE(control<QAbstractButton>(*m_page, "queueLine")->text(), u"2 orders wait"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(!shown("queueLine"));
    QCOMPARE(prompts(), QStringList({u"A lake"_s, u"A forest"_s, u"A beach"_s})); // in their order
    QTRY_COMPARE(chain()->node(Chain::Prompt).fact, u"A beach"_s);
}

void TestGenerateQueue::oneThatWaitsIsCancelled()
{
    order(u"A lake"_s);
    order(u"A forest"_s);
    order(u"A beach"_s);
    press(*m_page, "queueLine");
    QTRY_VERIFY(shown("queueList"));
    press(*m_page, "cancelOrder1");
    QCOMPARE(control<QAbstractButton>(*m_page, "queueLine")->text(), u"1 order waits"_s);
    QVERIFY(shown("queueList"));
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(!shown("queueList"));
    QCOMPARE(prompts(), QStringList({u"A lake"_s, u"A beach"_s}));
}

void TestGenerateQueue::allThatWaitAreCancelled()
{
    order(u"A lake"_s);
    order(u"A forest"_s);
    order(u"A beach"_s);
    press(*m_page, "queueLine");
    press(*m_page, "cancelQueue");
    QVERIFY(!shown("queueLine"));
    QVERIFY(!idle()); // the one being made goes on
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(prompts(), QStringList({u"A lake"_s}));
}

void TestGenerateQueue::escCancelsWhatIsMade()
{
    control<QSpinBox>(*m_page, "howMany")->setValue(2);
    order(u"A lake"_s);
    control<QSpinBox>(*m_page, "howMany")->setValue(1);
    order(u"A forest"_s);
    QVERIFY(m_page->cancel());
    QVERIFY(!shown("queueLine")); // its turn has come
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(prompts(), QStringList({u"A forest"_s}));
    QVERIFY(!m_page->cancel()); // nothing is left to cancel or close
}

void TestGenerateQueue::cancelIsThereAtOnce()
{
    order(u"A stormy sea"_s);
    QTRY_VERIFY_WITH_TIMEOUT(state(Chain::Picture) == State::Running, patience);
    press(*m_page, "cancelGenerate");
    QVERIFY(idle()); // without waiting for the server
    QVERIFY(!control<PictureView>(*m_page, "picture")->showsProgress());
    QVERIFY(m_studio->session().outbox().counts().queued == 0);
    QCOMPARE(images(), 0);
}

void TestGenerateQueue::twoClicksAreOneOrder()
{
    m_page->findChild<GeneratePrompt *>()->setText(u"A lake"_s);
    QTest::mouseClick(control(*m_page, "generate"), Qt::LeftButton);
    QTest::mouseClick(control(*m_page, "generate"), Qt::LeftButton);
    m_page->primaryAction(); // a key held down
    QVERIFY(!shown("queueLine"));
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(images(), 1);
}

void TestGenerateQueue::aPictureChosenMeanwhileStays()
{
    order(u"A lake"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    const EventId first = answerOf(m_stack->session().outbox().images())->first().id;
    order(u"A forest"_s);
    auto *thumb = m_page->findChild<QAbstractButton *>(u"history_"_s + first.string());
    QVERIFY(thumb);
    QTest::mouseClick(thumb, Qt::LeftButton);
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A lake"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QCOMPARE(chain()->node(Chain::Prompt).fact, u"A lake"_s);
    QVERIFY(!control<PictureView>(*m_page, "picture")->showsProgress());
}

void TestGenerateQueue::aFailureDoesNotHoldTheQueue()
{
    order(u"A gory murder"_s);
    order(u"A meadow"_s);
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    QVERIFY(shown("generateFailure"));
    QCOMPARE(prompts(), QStringList({u"A meadow"_s}));
}

QTEST_MAIN(TestGenerateQueue)
#include "tst_generatequeue.moc"
