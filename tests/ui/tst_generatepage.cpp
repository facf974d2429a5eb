// SPDX-License-Identifier: MIT
#include "generatebench.h"

#include <QRegularExpression>

class TestGeneratePage : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void aPictureReachesTheBill();
    void aDraftIsSaidNotToCountBeforeAndAfter();
    void withoutACustomerThePictureIsMadeAndNotBilled();
    void severalPicturesMakeAGrid();
    void picturesOnlyHidesTheMoney();
    void picturesOnlyKnowsNoMeterWord();
    void theSwitchForSavedSettingsIsTheWorkspaces();
    void worksByKeyboardAlone();
};

void TestGeneratePage::aPictureReachesTheBill()
{
    QVERIFY(makeExample());
    QCOMPARE(text("customerPrice"), u"free (1 of 10)"_s);
    QSignalSpy announced(chain(), &Chain::announced);
    order(u"A calm lake in the mountains"_s);
    QVERIFY(!idle());
    QVERIFY(control(*m_page, "generate")->isVisible()); // another order may follow
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
    QCOMPARE(text("notCountedNote"), u"Draft is not counted: this meter counts “standard” or “hd”."_s);
    order(u"A meadow"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::Counted), State::NotCounted, patience);
    QCOMPARE(chain()->node(Chain::Counted).name, u"Not counted"_s);
    QCOMPARE(chain()->node(Chain::Counted).fact, u"quality is “draft”"_s);
    QCOMPARE(chain()->node(Chain::Counted).detail, u"this meter counts “standard” or “hd”"_s);
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

// Everything a person can read or have read to them.
void TestGeneratePage::picturesOnlyKnowsNoMeterWord()
{
    QVERIFY(makeExample());
    order(u"A calm lake"_s);
    QTRY_COMPARE_WITH_TIMEOUT(state(Chain::OnTheBill), State::Done, patience);
    m_page->setPicturesOnly(true);
    const auto check = [this] {
        QStringList words;
        for (const QWidget *part : m_page->findChildren<QWidget *>()) {
            if (!part->isVisible())
                continue;
            words << part->accessibleName() << part->accessibleDescription() << part->toolTip();
            if (const auto *label = qobject_cast<const QLabel *>(part))
                words << label->text();
            if (const auto *button = qobject_cast<const QAbstractButton *>(part))
                words << button->text();
        }
        static const QRegularExpression meter(
            u"\\b(meter|event|billed|billable|bill|counted|customer|invoice|unit|free)s?\\b"_s,
            QRegularExpression::CaseInsensitiveOption);
        for (const QString &text : std::as_const(words))
            QVERIFY2(!text.contains(meter), qPrintable(text));
    };
    check();
    order(u"A snowy forest"_s);
    QTRY_VERIFY_WITH_TIMEOUT(control<PictureView>(*m_page, "picture")->showsProgress(), patience);
    check();
    QTRY_VERIFY_WITH_TIMEOUT(idle(), patience);
    check();
    QVERIFY(control(*m_page, "spent")->isVisible());
}

void TestGeneratePage::theSwitchForSavedSettingsIsTheWorkspaces()
{
    m_page.reset();
    m_studio->setWithMetadata(false); // as the gallery leaves it, or an earlier run
    makePage();
    const auto *keeps = m_page->findChild<QAction *>(u"keepSettings"_s);
    QVERIFY(keeps && !keeps->isChecked());
    m_page->hide();
    m_studio->setWithMetadata(true);
    m_page->show();
    QVERIFY(keeps->isChecked());
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
    QVERIFY(m_page->focusWidget() == control(*m_page, "generate"));
    QVERIFY(tabTo("cancelGenerate"));
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

QTEST_MAIN(TestGeneratePage)
#include "tst_generatepage.moc"
