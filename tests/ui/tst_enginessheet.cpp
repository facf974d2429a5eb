// SPDX-License-Identifier: MIT
#include "enginebench.h"
#include "keyboard.h"
#include "looks.h"

class TestEnginesSheet : public QObject, private EngineBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { close(); }
    void opensOnTheEngineInUse();
    void fromPasteToPicture();
    void aWrongKeyIsToldAndMended();
    void aWrongAddressIsToldAndMended();
    void aServerThatIsGone();
    void anAddressIsCheckedOnLeaving();
    void backToTheDemoPainterIsOnePress();
    void aClosingModelOffersTheNearest();
    void modelsAreFilledByTheServer();
    void capsAreKept();
    void aReachedCapIsSaid();
    void byKeyboardAlone();
    void closingWhileCheckingIsSafe();
    void looks();

private:
    std::unique_ptr<ThemeHost> m_themes;
};

void TestEnginesSheet::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEnginesSheet::init()
{
    open();
}

void TestEnginesSheet::opensOnTheEngineInUse()
{
    QCOMPARE(part<EngineList>("engineList")->current(), "demo");
    QCOMPARE(text("engineName"), u"Demo painter"_s);
    QCOMPARE(part("engine_demo")->accessibleName(), u"Demo painter, in use"_s);
    QCOMPARE(part("engine_openai")->accessibleName(), u"OpenAI, needs a key"_s);
    QCOMPARE(part("engine_webui")->accessibleName(), u"Stable Diffusion WebUI, not set up"_s);
    QVERIFY(!part("engineAddress")->isVisible());
    QVERIFY(!part("useDemoPainter")->isVisible());
}

void TestEnginesSheet::fromPasteToPicture()
{
    setUpOther();
    press("useEngine");
    QTRY_VERIFY_WITH_TIMEOUT(sheet().isHidden(), patience);
    QCOMPARE(engines().current().provider, "compatible");
    QCOMPARE(engines().keyFrom("compatible"), KeyFrom::ThisRun);
    QVERIFY(!engines().current().model.isEmpty());
    const PictureTrack made = picture();
    QVERIFY2(made.stored, made.error ? qPrintable(made.error->message) : "not stored");
    QCOMPARE(made.row.provider, "compatible");
    QVERIFY(made.paintMs >= 0);
}

void TestEnginesSheet::aWrongKeyIsToldAndMended()
{
    setUpOther();
    paste(u"sk-test-another-one"_s);
    press("checkEngine");
    QTRY_VERIFY_WITH_TIMEOUT(!part<Button>("checkEngine")->isBusy(), patience);
    QVERIFY2(resultHead().contains(u"key"_s), qPrintable(resultHead()));
    QVERIFY(!resultText().isEmpty());
    press("useEngine"); // asks again, and stays
    QTRY_VERIFY_WITH_TIMEOUT(!part<Button>("useEngine")->isBusy(), patience);
    QVERIFY(sheet().isVisible());
    QCOMPARE(engines().current().provider, "demo");
    paste(QString::fromLatin1(secret));
    QCOMPARE(resultHead(), u"Not checked yet"_s);
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
}

void TestEnginesSheet::aWrongAddressIsToldAndMended()
{
    setUpOther();
    fill("engineAddress", QString(otherUrl()).replace(u"/v1"_s, u"/v9"_s));
    press("checkEngine");
    QTRY_VERIFY_WITH_TIMEOUT(!part<Button>("checkEngine")->isBusy(), patience);
    QCOMPARE(resultText(), u"Check how the address ends. Most servers want /v1."_s);
    fill("engineAddress", otherUrl());
    QTest::keyClick(part("engineAddress"), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
}

void TestEnginesSheet::aServerThatIsGone()
{
    setUpOther();
    stopOther();
    press("useEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultText(), u"Start the server, or check the port."_s, patience);
    QVERIFY2(resultHead().contains(QUrl(otherUrl()).authority()), qPrintable(resultHead()));
    QVERIFY(sheet().isVisible());
    QCOMPARE(engines().current().provider, "demo");
}

void TestEnginesSheet::anAddressIsCheckedOnLeaving()
{
    choose("compatible");
    fill("engineAddress", u"http://ada:secret@127.0.0.1:8080"_s);
    QTest::keyClick(part("engineAddress"), Qt::Key_Tab);
    QCOMPARE(
        note("engineAddress"), u"No user and no password in the address. Write them in the field below."_s);
    press("checkEngine");
    QCOMPARE(resultHead(), u"Not checked yet"_s);
    QVERIFY(!engines().engine("compatible").ready);
    fill("engineAddress", u"http://192.168.1.20:8080"_s);
    paste(QString::fromLatin1(secret));
    press("checkEngine");
    QCOMPARE(note("engineAddress"), u"A key goes over https only. Write https://, or forget the key."_s);
    QCOMPARE(resultHead(), u"Not checked yet"_s);
    QCOMPARE(engines().keyFrom("compatible"), KeyFrom::Nowhere);
}

void TestEnginesSheet::backToTheDemoPainterIsOnePress()
{
    setUpOther();
    press("useEngine");
    QTRY_VERIFY_WITH_TIMEOUT(sheet().isHidden(), patience);
    sheet().showEngines();
    QCOMPARE(part("engine_compatible")->accessibleName(), u"OpenAI-compatible, in use"_s);
    QVERIFY(part("useDemoPainter")->isVisible());
    press("useDemoPainter");
    QCOMPARE(engines().current().provider, "demo");
    QCOMPARE(text("engineName"), u"Demo painter"_s);
    choose("compatible");
    press("useEngine"); // set up and unchanged: no further question
    QVERIFY(sheet().isHidden());
    QCOMPARE(engines().current().provider, "compatible");
}

void TestEnginesSheet::aClosingModelOffersTheNearest()
{
    choose("openai");
    fill("engineModel", u"dall-e-3"_s);
    QVERIFY2(note("engineModel").contains(u"standard becomes medium, hd becomes high"),
        qPrintable(note("engineModel")));
    QVERIFY(part("engineModelMend")->isVisible());
    press("engineModelMend");
    QVERIFY(part<QLineEdit>("engineModel")->text() != u"dall-e-3"_s);
    QVERIFY(!part("engineModelMend")->isVisible());
    QVERIFY(part("enginePrices")->accessibleDescription().contains(u"Standard: $"));
    fill("engineModel", u"my-own-model"_s);
    QVERIFY(part("enginePrices")->accessibleDescription().contains(u"Standard: unknown"));
}

void TestEnginesSheet::modelsAreFilledByTheServer()
{
    setUpOther();
    QVERIFY(!part("engineModels")->isVisible());
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    QTRY_VERIFY(part("engineModels")->isVisible());
    QVERIFY(!part<QLineEdit>("engineModel")->text().isEmpty());
    press("engineModels");
    const auto *menu = part<QMenu>("engineModelMenu");
    QTRY_VERIFY(menu->isVisible());
    QCOMPARE(menu->actions().size(), engines().models("compatible").size());
    menu->actions().last()->trigger();
    QCOMPARE(part<QLineEdit>("engineModel")->text(), engines().models("compatible").last().id);
}

void TestEnginesSheet::capsAreKept()
{
    sheet().showSpending();
    QVERIFY(part("capPerDay")->hasFocus());
    fill("capPerDay", u"0,5"_s);
    QCOMPARE(note("capPerDay"), u"Read as $0.50."_s);
    fill("capPerMonth", u"1,000"_s);
    press("setCaps");
    QCOMPARE(note("capPerMonth"), u"Is that 1000 or 1.000? Write it without a comma."_s);
    QVERIFY(!m_bench->purse().dayCap());
    fill("capPerMonth", u"20"_s);
    QTest::keyClick(part("capPerMonth"), Qt::Key_Return);
    QCOMPARE(m_bench->purse().dayCap(), Decimal::fromText("0.5"));
    QCOMPARE(m_bench->purse().monthCap(), Decimal(20));
    QCOMPARE(part<QLineEdit>("capPerDay")->text(), u"0.50"_s);
    QCOMPARE(part("spentToday")->accessibleDescription(), u"$0.00, $0.50 left of $0.50"_s);
    fill("capPerDay", QString());
    press("setCaps");
    QVERIFY(!m_bench->purse().dayCap());
    QCOMPARE(m_bench->purse().monthCap(), Decimal(20));
}

void TestEnginesSheet::aReachedCapIsSaid()
{
    m_bench->purse().setCaps(Decimal::fromText("0.2"), {});
    m_bench->purse().mayBeCharged({.id = EventId::of(u"img_1"_s),
        .at = m_bench->clock().now(),
        .provider = "openai",
        .model = u"gpt-image-2"_s,
        .usd = *Decimal::fromText("0.211"),
        .basis = SpendingRow::Basis::Possible});
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->purse().today(), *Decimal::fromText("0.211"), patience);
    sheet().showSpending();
    QTRY_VERIFY(part("capReached")->isVisible());
    QCOMPARE(part("capReached")->accessibleName(), u"Today's cap of $0.20 is reached"_s);
    QVERIFY(part("engine_spending")->accessibleDescription().contains(u"Today $0.211"));
    fill("capPerDay", u"5"_s);
    press("setCaps");
    QTRY_VERIFY(!part("capReached")->isVisible());
}

void TestEnginesSheet::byKeyboardAlone()
{
    QVERIFY(tabTo(u"engine_demo"_s));
    key(Qt::Key_Down);
    QCOMPARE(focus()->objectName(), u"engine_openai"_s);
    key(Qt::Key_Down);
    QCOMPARE(text("engineName"), u"OpenAI-compatible"_s);
    QVERIFY(tabTo(u"engineAddress"_s));
    key(Qt::Key_A, Qt::ControlModifier);
    write(otherUrl());
    QVERIFY(tabTo(u"engineKey"_s));
    QGuiApplication::clipboard()->setText(QLatin1StringView(secret));
    key(Qt::Key_V, Qt::ControlModifier);
    key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    QVERIFY(tabTo(u"engineModel"_s));
    key(Qt::Key_Down);
    auto *menu = part<QMenu>("engineModelMenu");
    QTRY_VERIFY(menu->isVisible());
    QTest::keyClick(menu, Qt::Key_Escape);
    sheet().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&sheet()));
    for (const auto *name :
        {"checkEngine", "forgetEngineKey", "useEngine", "closeEngines", "engine_compatible"})
        QVERIFY(tabTo(QLatin1StringView(name)));
    key(Qt::Key_End);
    QVERIFY(tabTo(u"capPerDay"_s) && tabTo(u"setCaps"_s));
    QVERIFY(tabTo(u"engine_spending"_s));
    for (int up = 0; up < 20 && focus()->objectName() != u"engine_compatible"_s; ++up)
        key(Qt::Key_Up);
    key(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(sheet().isHidden(), patience);
    QCOMPARE(engines().current().provider, "compatible");
    sheet().showEngines();
    QVERIFY(QTest::qWaitForWindowActive(&sheet()));
    QVERIFY(tabTo(u"useDemoPainter"_s));
    key(Qt::Key_Space);
    QCOMPARE(engines().current().provider, "demo");
    key(Qt::Key_Escape);
    QVERIFY(sheet().isHidden());
}

void TestEnginesSheet::closingWhileCheckingIsSafe()
{
    setUpOther();
    press("useEngine");
    QVERIFY(part<Button>("useEngine")->isBusy());
    sheet().close();
    QVERIFY(!part<Button>("useEngine")->isBusy());
    QCOMPARE(engines().current().provider, "demo");
    sheet().showEngines("compatible");
    press("checkEngine");
    m_sheet.reset();
    QCOMPARE(engines().current().provider, "demo");
}

void TestEnginesSheet::looks()
{
    const auto keep = [this](const QString &name) {
        for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
            m_themes->setKind(kind);
            for (const QSize &size : {QSize(1140, 664), QSize(1140, 760)}) {
                sheet().resize(size);
                for (int turns = 0; turns < 10; ++turns) // layouts inside scroll areas settle one by one
                    QCoreApplication::processEvents();
                ::looks::keep(sheet(),
                    u"engines-%1-%2-%3"_s.arg(name)
                        .arg(size.height())
                        .arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
                const QStringList clipped = clippedIn(sheet());
                QVERIFY2(clipped.isEmpty(), qPrintable(name + u": "_s + clipped.join(u'\n')));
            }
        }
    };
    keep(u"demo"_s);
    choose("openai");
    keep(u"openai"_s);
    fill("engineModel", u"dall-e-3"_s);
    paste(u"dodo_test_Ab12Cd34Ef56"_s);
    keep(u"refused"_s);
    setUpOther();
    keep(u"pasted"_s);
    press("checkEngine");
    keep(u"checking"_s);
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    keep(u"ready"_s);
    stopOther();
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultText(), u"Start the server, or check the port."_s, patience);
    keep(u"failed"_s);
    choose("webui");
    keep(u"webui"_s);
    sheet().showSpending();
    keep(u"spending"_s);
    close();
    open({{u"OPENAI_API_KEY"_s, QLatin1StringView(secret)}});
    choose("openai");
    keep(u"offered"_s);
    m_themes->setTextPercent(150);
    keep(u"large"_s);
    m_themes->setTextPercent(100);
}

QTEST_MAIN(TestEnginesSheet)
#include "tst_enginessheet.moc"
