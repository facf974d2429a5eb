// SPDX-License-Identifier: MIT
#include "accountsbench.h"
#include "ui/accounts/billingkeytext.h"
#include "ui/parts/segments.h"

// Keys, addresses and the switch of where billing goes, in the window.
class TestAccounts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_bench.reset(); }
    void aPastedKeyIsCleaned_data();
    void aPastedKeyIsCleaned();
    void testModeWithoutAKeyAsksForOne();
    void aKeyOfAnotherModeIsRefusedAndGone();
    void aWrongKeyIsNeitherKeptNorUsed();
    void aRightKeyIsHeldUsedAndShownNowhere();
    void theSandboxIsOfferedTheFirstTimeOnly();
    void aCustomAddressIsChecked();
    void theSwitchByKeysAlone();
    void anEntrySaysWhetherItsKeyIsThere();
    void eachAddressHasItsOwnFirstTime();
    void aLiveKeyIsNotTriedBeforeItsWords();
    void theEnvironmentIsOfferedByName();
    void theEnvironmentsLiveKeyIsOfferedAndNotUsed();
    void theEnvironmentsAddressIsShown();
    void aForgottenKeyGoesBackToTheSandbox();
    void aClosedSheetForgetsWhatWasPasted();
    void aRefusalShowsAStripWithWaysOut();
    void nothingOfTheOldWorldStays();
    void theSheetInBothThemes();

private:
    void openCustom() const
    {
        m_bench->accounts().showFor(Destination::Mode::Custom);
        auto *url = m_bench->part<QLineEdit>("accountUrl");
        url->setText(m_bench->otherUrl());
    }

    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<AccountsBench> m_bench;
};

void TestAccounts::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestAccounts::init()
{
    m_bench = std::make_unique<AccountsBench>(*m_themes);
    QVERIFY(m_bench->ready());
}

void TestAccounts::aPastedKeyIsCleaned_data()
{
    QTest::addColumn<QString>("pasted");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<bool>("refused");
    const QByteArray key = "dodo_test_0123456789abcdef";
    const QString plain = QString::fromLatin1(key);
    QTest::newRow("nothing") << QString() << QByteArray() << false;
    QTest::newRow("plain") << plain << key << false;
    QTest::newRow("spaces") << u"  %1\n"_s.arg(plain) << key << false;
    QTest::newRow("quotes") << u"\"%1\","_s.arg(plain) << key << false;
    QTest::newRow("name") << u"DODO_PAYMENTS_API_KEY=%1"_s.arg(plain) << key << false;
    QTest::newRow("export") << u"export DODO_PAYMENTS_API_KEY='%1'"_s.arg(plain) << key << false;
    QTest::newRow("header") << u"Authorization: Bearer %1"_s.arg(plain) << key << false;
    QTest::newRow("a file") << u"PORT=3000\nDODO_PAYMENTS_API_KEY=%1\nOTHER=x"_s.arg(plain) << key << false;
    QTest::newRow("ends with equals") << u"abcdefgh012345=="_s << QByteArray("abcdefgh012345==") << false;
    QTest::newRow("live") << u"dodo_live_0123456789"_s << QByteArray() << true;
    QTest::newRow("webhook") << u"whsec_0123456789"_s << QByteArray() << true;
    QTest::newRow("bullets") << u"dodo_test_••••abcd"_s << QByteArray() << true;
    QTest::newRow("two lines") << u"first\nsecond"_s << QByteArray() << true;
    QTest::newRow("inner space") << u"dodo_test_01 23"_s << QByteArray() << true;
}

void TestAccounts::aPastedKeyIsCleaned()
{
    QFETCH(QString, pasted);
    QFETCH(QByteArray, key);
    QFETCH(bool, refused);
    const BillingKeyText read = billingKeyFromText(pasted, Destination::Mode::Test);
    QCOMPARE(read.key, key);
    QCOMPARE(!read.refusal.isEmpty(), refused);
    QVERIFY(!read.refusal.contains(u"0123"_s) && !read.note.contains(u"0123"_s));
}

void TestAccounts::testModeWithoutAKeyAsksForOne()
{
    m_bench->entry("billingTest")->trigger();
    QVERIFY(m_bench->accounts().isVisible());
    QCOMPARE(m_bench->part<Segments>("accountModes")->current(), 0);
    QCOMPARE(m_bench->text("accountAddress"), u"https://test.dodopayments.com"_s);
    QVERIFY(m_bench->text("accountAbout").contains(u"one harmless read"_s));
    QVERIFY(m_bench->noteOf("accountKey").contains(u"Developer, API keys"_s));
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox);
    QVERIFY(m_bench->entry("billingSandbox")->isChecked());
    m_bench->press("useAccount");
    QCOMPARE(m_bench->noteOf("accountKey"), u"Paste the key first."_s);
}

void TestAccounts::aKeyOfAnotherModeIsRefusedAndGone()
{
    m_bench->accounts().showFor(Destination::Mode::Test);
    m_bench->paste(QString::fromLatin1(AccountsBench::liveKey));
    QVERIFY(m_bench->part<QLineEdit>("accountKey")->text().isEmpty());
    QVERIFY(m_bench->noteOf("accountKey").startsWith(u"This is a live key."_s));
}

void TestAccounts::aWrongKeyIsNeitherKeptNorUsed()
{
    openCustom();
    m_bench->paste(u"dodo_test_wrong_0123456789"_s);
    m_bench->press("useAccount");
    QTRY_COMPARE_WITH_TIMEOUT(
        m_bench->status(), u"The key was not accepted. Nothing is kept or switched."_s, patience);
    QVERIFY(!m_bench->part("accountStatus")->accessibleDescription().isEmpty());
    QVERIFY(!m_bench->connections().hasKey(Destination::Mode::Custom));
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox);
}

void TestAccounts::aRightKeyIsHeldUsedAndShownNowhere()
{
    openCustom();
    m_bench->paste(u"DODO_PAYMENTS_API_KEY=%1\n"_s.arg(QString::fromLatin1(m_bench->otherKey())));
    QVERIFY(!m_bench->everyWord().contains(QString::fromLatin1(m_bench->otherKey())));
    m_bench->press("checkAccountKey");
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->status(), u"The key works."_s, patience);
    QVERIFY(m_bench->part<QLineEdit>("accountKey")->text().isEmpty());
    QVERIFY(m_bench->connections().hasKey(Destination::Mode::Custom));
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox); // checking switches nothing
    m_bench->press("useAccount");
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Custom);
    QVERIFY(!m_bench->accounts().isVisible()); // the sandbox is empty: nothing to bring over
    QVERIFY(m_bench->part<BillingBadge>("billingBadge")->shownText().startsWith(u"CUSTOM"_s)); // folds
    QVERIFY(m_bench->part("billingBadge")->accessibleName().contains(m_bench->otherHost()));
    QCOMPARE(m_bench->window().windowTitle(), u"CUSTOM · PixelMeter"_s);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, patience);
    const QString words = m_bench->everyWord();
    QVERIFY(!words.contains(QString::fromLatin1(m_bench->otherKey())));
}

void TestAccounts::theSandboxIsOfferedTheFirstTimeOnly()
{
    QVERIFY(m_bench->makeExample());
    openCustom();
    m_bench->paste(QString::fromLatin1(m_bench->otherKey()));
    m_bench->press("useAccount");
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->status(), u"Billing goes to this address now."_s, patience);
    QTRY_VERIFY(m_bench->part("bringOver")->isVisible());
    m_bench->press("closeAccounts");
    m_bench->entry("billingSandbox")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_bench->session().state().meters.isEmpty(), patience);
    m_bench->accounts().showFor(Destination::Mode::Custom);
    m_bench->press("useAccount");
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Custom);
    QVERIFY(!m_bench->accounts().isVisible());
}

void TestAccounts::aCustomAddressIsChecked()
{
    m_bench->entry("billingCustom")->trigger();
    QVERIFY(m_bench->accounts().isVisible());
    auto *url = m_bench->part<QLineEdit>("accountUrl");
    QVERIFY(AccountsBench::front(m_bench->accounts()));
    QCOMPARE(focus(), url);
    const QString help = m_bench->noteOf("accountUrl");
    QVERIFY(help.contains(u"https"_s));
    for (const QString &wrong :
        {u"ftp://example.com"_s, u"http://example.com"_s, u"test.dodopayments.com"_s}) {
        url->setText(wrong);
        m_bench->paste(u"any-key-0123456789"_s);
        m_bench->press("useAccount");
        QVERIFY2(m_bench->noteOf("accountUrl") != help, qPrintable(wrong));
        QVERIFY(m_bench->connections().baseUrl(Destination::Mode::Custom).isEmpty());
    }
}

// From the badge to somebody's own service and back, without a mouse.
void TestAccounts::theSwitchByKeysAlone()
{
    QVERIFY(tabTo(u"billingBadge"_s));
    key(Qt::Key_Space);
    auto *menu = m_bench->window().topBar()->billingMenu();
    QTRY_VERIFY(menu->isVisible());
    for (int down = 0; down < 4; ++down)
        key(Qt::Key_Down);
    QCOMPARE(menu->activeAction(), m_bench->entry("billingCustom"));
    key(Qt::Key_Return);
    QTRY_VERIFY(m_bench->accounts().isVisible());
    QVERIFY(AccountsBench::front(m_bench->accounts()));
    write(m_bench->otherUrl());
    QVERIFY(tabTo(u"accountKey"_s));
    write(QString::fromLatin1(m_bench->otherKey()));
    key(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_bench->connections().current(), Destination::Mode::Custom, patience);
    QVERIFY(AccountsBench::front(m_bench->window()));
    QVERIFY(tabTo(u"billingBadge"_s));
    key(Qt::Key_Return);
    QTRY_VERIFY(menu->isVisible());
    key(Qt::Key_Down);
    key(Qt::Key_Return);
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox);
    QCOMPARE(m_bench->window().windowTitle(), u"PixelMeter"_s);
}

void TestAccounts::anEntrySaysWhetherItsKeyIsThere()
{
    QCOMPARE(m_bench->entry("billingTest")->text(), u"Test mode…\tno key yet"_s);
    QCOMPARE(m_bench->entry("billingCustom")->text(), u"Custom base URL…\tno address yet"_s);
    m_bench->connections().setKey(Destination::Mode::Test, "dodo_test_0123456789", KeyKeep::ThisRun);
    QCOMPARE(m_bench->entry("billingTest")->text(), u"Test mode\tkey is there"_s);
    QVERIFY(m_bench->useOther());
    QCOMPARE(m_bench->entry("billingCustom")->text(),
        u"Custom base URL\t%1, key is there"_s.arg(m_bench->otherHost()));
    QVERIFY(m_bench->entry("billingCustom")->isChecked() && !m_bench->entry("billingSandbox")->isChecked());
}

void TestAccounts::eachAddressHasItsOwnFirstTime()
{
    QVERIFY(m_bench->makeExample());
    for (const QString &address : {m_bench->otherHost(), m_bench->otherUrl() + u"/"_s}) {
        m_bench->accounts().showFor(Destination::Mode::Custom);
        m_bench->part<QLineEdit>("accountUrl")->setText(address); // once without a scheme
        m_bench->paste(QString::fromLatin1(m_bench->otherKey()));
        m_bench->press("useAccount");
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->connections().current(), Destination::Mode::Custom, patience);
        const bool first = address == m_bench->otherHost();
        QTRY_COMPARE(m_bench->accounts().isVisible(), first);
        m_bench->accounts().close();
        m_bench->entry("billingSandbox")->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_bench->session().state().meters.isEmpty(), patience);
    }
    Outbox &outbox = m_bench->session().outbox();
    QCOMPARE(outbox.setting(u"used@custom:"_s + m_bench->otherHost()), u"yes"_s);
    QVERIFY(outbox.setting(u"used@custom:127.0.0.1:9"_s).isEmpty());
}

// Nothing reaches the live host: the key is held, and the words are asked for.
void TestAccounts::aLiveKeyIsNotTriedBeforeItsWords()
{
    m_bench->accounts().showFor(Destination::Mode::Live);
    m_bench->paste(QString::fromLatin1(AccountsBench::liveKey));
    QVERIFY(!m_bench->part("checkAccountKey")->isEnabled());
    QVERIFY(m_bench->part("checkAccountKey")->toolTip().contains(u"confirmed"_s));
    m_bench->press("useAccount");
    QVERIFY(m_bench->connections().hasKey(Destination::Mode::Live));
    QVERIFY(m_bench->live().isVisible());
    QVERIFY(m_bench->session().inSandbox());
    m_bench->live().reject();
    const auto calls = resultOf(m_bench->session().outbox().audit(10));
    QVERIFY(calls && calls->isEmpty());
}

void TestAccounts::theEnvironmentsLiveKeyIsOfferedAndNotUsed()
{
    m_bench = std::make_unique<AccountsBench>(*m_themes,
        QHash<QString, QString>{{u"DODO_PAYMENTS_API_KEY"_s, QString::fromLatin1(AccountsBench::liveKey)}});
    QVERIFY(m_bench->ready());
    m_bench->entry("billingLive")->trigger();
    QVERIFY(m_bench->accounts().isVisible() && m_bench->part("accountOffer")->isVisible());
    m_bench->press("useOfferedAccountKey");
    QCOMPARE(m_bench->connections().keyFrom(Destination::Mode::Live), KeyFrom::Environment);
    QVERIFY(m_bench->session().inSandbox() && !m_bench->connections().live().isOpen());
    m_bench->press("useAccount");
    QVERIFY(m_bench->live().isVisible() && m_bench->session().inSandbox());
}

void TestAccounts::theEnvironmentIsOfferedByName()
{
    const QString key = u"dodo_test_environment_0123456789"_s;
    m_bench = std::make_unique<AccountsBench>(
        *m_themes, QHash<QString, QString>{{u"DODO_PAYMENTS_API_KEY"_s, key}});
    QVERIFY(m_bench->ready());
    m_bench->accounts().showFor(Destination::Mode::Test);
    QCOMPARE(m_bench->text("accountOfferWords"), u"DODO_PAYMENTS_API_KEY is set in your environment."_s);
    QVERIFY(!m_bench->connections().hasKey(Destination::Mode::Test)); // never unasked
    m_bench->press("useOfferedAccountKey");
    QVERIFY(m_bench->connections().hasKey(Destination::Mode::Test));
    QVERIFY(m_bench->text("accountKeyHeld").endsWith(u"from your environment."_s));
    QVERIFY(!m_bench->everyWord().contains(key));
}

// It comes with the key: what stood in the field before must not be taken in its place.
void TestAccounts::theEnvironmentsAddressIsShown()
{
    const QString address = u"http://127.0.0.1:9/v1"_s;
    m_bench = std::make_unique<AccountsBench>(*m_themes,
        QHash<QString, QString>{{u"DODO_PAYMENTS_API_KEY"_s, u"dodo_test_environment_0123456789"_s},
            {u"DODO_PAYMENTS_BASE_URL"_s, address}});
    QVERIFY(m_bench->ready());
    m_bench->accounts().showFor(Destination::Mode::Custom);
    QVERIFY(m_bench->part<QLineEdit>("accountUrl")->text().isEmpty());
    m_bench->press("useOfferedAccountKey");
    QCOMPARE(m_bench->part<QLineEdit>("accountUrl")->text(), address);
    m_bench->press("useAccount");
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Custom);
    QVERIFY(m_bench->connections().hasKey(Destination::Mode::Custom));
}

void TestAccounts::aForgottenKeyGoesBackToTheSandbox()
{
    QVERIFY(m_bench->useOther());
    m_bench->accounts().showFor(Destination::Mode::Custom);
    m_bench->press("forgetAccountKey");
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox);
    QVERIFY(!m_bench->connections().hasKey(Destination::Mode::Custom));
}

void TestAccounts::aClosedSheetForgetsWhatWasPasted()
{
    m_bench->accounts().showFor(Destination::Mode::Test);
    m_bench->paste(u"dodo_test_0123456789abcdef"_s);
    QVERIFY(!m_bench->part<QLineEdit>("accountKey")->text().isEmpty());
    m_bench->press("closeAccounts");
    QVERIFY(m_bench->part<QLineEdit>("accountKey")->text().isEmpty());
}

void TestAccounts::aRefusalShowsAStripWithWaysOut()
{
    QVERIFY(m_bench->connections().setCustomUrl(m_bench->otherUrl()));
    m_bench->connections().setKey(Destination::Mode::Custom, "dodo_test_wrong_0123456789", KeyKeep::ThisRun);
    QVERIFY(m_bench->connections().use(Destination::Mode::Custom));
    auto *strip = m_bench->part("billingStrip");
    QTRY_VERIFY_WITH_TIMEOUT(strip->isVisible(), patience);
    m_bench->press("stripChangeKey");
    QVERIFY(m_bench->accounts().isVisible());
    m_bench->press("closeAccounts");
    looks::keep(m_bench->window(), u"refused"_s);
    m_bench->press("stripSandbox");
    QCOMPARE(m_bench->connections().current(), Destination::Mode::Sandbox);
    QVERIFY(!strip->isVisible());
}

void TestAccounts::nothingOfTheOldWorldStays()
{
    QVERIFY(m_bench->makeExample());
    QTRY_COMPARE(m_bench->part<QLabel>("billAmount")->text().isEmpty(), false);
    const QString customer = m_bench->session().state().customer()->is.name;
    QVERIFY(m_bench->part("customerCell")->accessibleName().contains(customer));
    QVERIFY(m_bench->useOther());
    QVERIFY(m_bench->part("customerCell")->accessibleName().contains(u"No customer yet"_s));
    QCOMPARE(m_bench->text("usage"), u"Nothing billed yet"_s);
    QVERIFY(!m_bench->part("returnToToday")->isVisible());
    for (const char *name : {"menuExample", "menuReset", "menuUndoReset"}) {
        const auto *action = m_bench->window().findChild<QAction *>(QLatin1StringView(name));
        QVERIFY(!action->isEnabled() && action->text().endsWith(u"only in the sandbox"_s));
    }
    QVERIFY(m_bench->connections().use(Destination::Mode::Sandbox));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->part("customerCell")->accessibleName().contains(customer), patience);
}

void TestAccounts::theSheetInBothThemes()
{
    m_bench->press("billingBadge");
    auto *menu = m_bench->window().topBar()->billingMenu();
    QTRY_VERIFY(menu->isVisible());
    if (!qEnvironmentVariableIsEmpty("PIXELMETER_SHOTS"))
        looks::keep(*menu, u"menu"_s);
    menu->hide();
    for (const Theme::Kind kind : {Theme::Kind::Light, Theme::Kind::Dark}) {
        m_themes->setKind(kind);
        for (const auto mode :
            {Destination::Mode::Test, Destination::Mode::Live, Destination::Mode::Custom}) {
            m_bench->accounts().showFor(mode);
            QCoreApplication::processEvents();
            QVERIFY2(looks::clipped(m_bench->accounts()).isEmpty(),
                qPrintable(looks::clipped(m_bench->accounts())));
            looks::keep(m_bench->accounts(),
                u"accounts-%1-%2"_s.arg(int(mode)).arg(kind == Theme::Kind::Dark ? u"dark"_s : u"light"_s));
        }
    }
}

QTEST_MAIN(TestAccounts)
#include "tst_accounts.moc"
