// SPDX-License-Identifier: MIT
#include "imaging/pathpeer.h"
#include "memorykeychain.h"
#include "outbox/outbox.h"
#include "session/engines.h"

#include <QDirIterator>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace Qt::StringLiterals;

namespace {

const QByteArray secret = "sk-canary-0123456789";
const ImageDestination demo{
    .provider = "demo", .baseUrl = QUrl(u"http://127.0.0.1:4010/v1"_s), .key = "dodo_test_1"};

} // namespace

class TestEngines : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyStartIsOnTheDemoPainter();
    void anAddressMakesALocalServerReady();
    void aKeyMakesAServiceReady();
    void aBorrowedAddressLeavesNoTrace();
    void onlyAReadyOneIsChosen();
    void theEnvironmentIsOfferedAndNotTaken();
    void theEnvironmentsAddressGoesWithItsKeyOnly();
    void aServerOfOnesOwnStaysWhereItIs();
    void aKeyThatCannotBeKeptIsHeldAndTold();
    void aKeptKeyIsThereAtTheNextStart();
    void aForgottenKeyLeavesTheEngine();
    void aKeyTheKeychainDoesNotLetGoIsTold();
    void aKeyDoesNotFollowToAnotherServer();
    void keysAreMasked_data();
    void keysAreMasked();
    void anAddressKeepsNoSecret();
    void modelsOfTheServerJoinTheProfiles();
    void modelsOfAnEarlierAddressAreNotTaken();
    void noFileOfTheWorkspaceHoldsAKey();

private:
    void open(const QProcessEnvironment &environment = {});
    const Engine &engine(const char *id) const { return m_engines->engine(QByteArrayView(id)); }

    std::unique_ptr<QTemporaryDir> m_folder;
    FrozenClock m_clock{*timeFromIso("2026-11-25T10:14:00Z")};
    SeededIds m_ids{1};
    KeychainContent m_keychain;
    std::unique_ptr<Outbox> m_outbox;
    std::unique_ptr<ImageClient> m_images;
    std::unique_ptr<KeyStore> m_keys;
    std::unique_ptr<Engines> m_engines;
};

void TestEngines::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_keychain = {};
    open();
}

// As at a start of the program: what was set up before is read again.
void TestEngines::open(const QProcessEnvironment &environment)
{
    cleanup();
    m_outbox = *Outbox::open(m_folder->path(), m_clock);
    m_images = std::make_unique<ImageClient>(demo, m_ids, m_clock, nullptr, quickLimits());
    m_keys = std::make_unique<KeyStore>(std::make_unique<MemoryKeychain>(m_keychain));
    m_engines = std::make_unique<Engines>(*m_outbox, *m_images, *m_keys, m_clock, demo, environment);
}

void TestEngines::cleanup()
{
    m_engines.reset();
    m_keys.reset();
    m_images.reset();
    m_outbox.reset();
}

void TestEngines::everyStartIsOnTheDemoPainter()
{
    QCOMPARE(m_engines->all().size(), providers().size());
    QCOMPARE(m_engines->all().first().provider, "demo"_ba);
    m_engines->setUp("webui", QUrl(u"http://127.0.0.1:7860"_s), u"dream"_s);
    m_engines->choose("webui");
    QCOMPARE(m_engines->current().provider, "webui"_ba);
    QCOMPARE(m_images->destination().provider, "webui"_ba);
    open();
    QCOMPARE(m_engines->current().provider, "demo"_ba);
    QCOMPARE(m_engines->currentName(), u"Demo painter"_s);
    QCOMPARE(m_engines->destination("demo"), demo);
    QVERIFY(engine("webui").ready); // offered all the same
    QCOMPARE(engine("webui").model, u"dream"_s);
}

void TestEngines::anAddressMakesALocalServerReady()
{
    QVERIFY(!engine("compatible").ready);
    QVERIFY(!engine("compatible").baseUrl.isEmpty()); // where such a server usually listens
    m_engines->setUp("compatible", QUrl(u"http://10.0.0.5:9000/v1"_s), u"flux"_s);
    QVERIFY(engine("compatible").ready);
    const ImageDestination to = m_engines->destination("compatible");
    QCOMPARE(to.baseUrl, QUrl(u"http://10.0.0.5:9000/v1"_s));
    QVERIFY(to.key.isEmpty());
    QCOMPARE(m_engines->name("compatible"), u"10.0.0.5:9000"_s);
    m_engines->setUp("compatible", QUrl(u"file:///etc/passwd"_s), u"flux"_s);
    QCOMPARE(engine("compatible").baseUrl, QUrl(u"http://10.0.0.5:9000/v1"_s));
}

void TestEngines::aKeyMakesAServiceReady()
{
    QVERIFY(!engine("openai").ready);
    QSignalSpy changed(m_engines.get(), &Engines::changed);
    m_engines->setKey("openai", secret, KeyKeep::ThisRun);
    QVERIFY(!changed.isEmpty());
    QVERIFY(engine("openai").ready);
    QCOMPARE(m_engines->destination("openai").key, secret);
    m_engines->setUp("openai", QUrl(u"https://elsewhere.example/v1"_s), u"gpt-image-2"_s);
    QCOMPARE(engine("openai").baseUrl, provider("openai").baseUrl); // its key goes nowhere else
    QCOMPARE(m_engines->keyFrom("openai"), KeyFrom::ThisRun);
    open();
    QVERIFY(!engine("openai").ready);
}

void TestEngines::aBorrowedAddressLeavesNoTrace()
{
    m_engines->setUp("compatible", QUrl(u"http://10.0.0.5:9000/v1"_s), u"flux"_s);
    m_engines->setKey("compatible", secret, KeyKeep::ThisRun);
    const QString before = m_outbox->setting(u"engine_compatible"_s);
    m_engines->borrow("compatible", QUrl(u"http://10.0.0.9:9000/v1"_s), u"other"_s);
    QCOMPARE(m_engines->destination("compatible").baseUrl, QUrl(u"http://10.0.0.9:9000/v1"_s));
    QVERIFY(m_engines->destination("compatible").key.isEmpty());
    m_engines->borrow("webui", QUrl(u"http://127.0.0.1:7861"_s), {});
    QVERIFY(engine("webui").ready);
    QCOMPARE(m_outbox->setting(u"engine_compatible"_s), before);
    QVERIFY(m_outbox->setting(u"engine_webui"_s).isEmpty());
    open();
    QCOMPARE(engine("compatible").model, u"flux"_s);
    QVERIFY(!engine("webui").ready);
}

void TestEngines::onlyAReadyOneIsChosen()
{
    QSignalSpy current(m_engines.get(), &Engines::currentChanged);
    m_engines->choose("openai");
    m_engines->choose("nobody");
    QCOMPARE(m_engines->current().provider, "demo"_ba);
    QVERIFY(current.isEmpty());
    m_engines->setKey("openai", secret, KeyKeep::ThisRun);
    m_engines->choose("openai");
    QCOMPARE(current.size(), 1);
    QCOMPARE(m_engines->currentName(), u"OpenAI"_s);
    QCOMPARE(m_images->destination().key, secret);
}

void TestEngines::theEnvironmentIsOfferedAndNotTaken()
{
    QProcessEnvironment environment;
    environment.insert(u"OPENAI_API_KEY"_s, QString::fromLatin1(secret));
    open(environment);
    QCOMPARE(m_engines->offeredVariable("openai"), u"OPENAI_API_KEY"_s);
    QVERIFY(m_engines->offeredVariable("xai").isEmpty());
    QVERIFY(m_engines->offeredVariable("demo").isEmpty());
    QVERIFY(!engine("openai").ready);
    QVERIFY(m_engines->destination("openai").key.isEmpty());
    m_engines->takeOffered("openai");
    QVERIFY(engine("openai").ready);
    QCOMPARE(m_engines->keyFrom("openai"), KeyFrom::Environment);
    QVERIFY(m_engines->offeredVariable("openai").isEmpty());
    QVERIFY(m_keychain.secrets.isEmpty());
    open();
    QVERIFY(!engine("openai").ready);
}

void TestEngines::theEnvironmentsAddressGoesWithItsKeyOnly()
{
    QProcessEnvironment environment;
    environment.insert(u"OPENAI_API_KEY"_s, QString::fromLatin1(secret));
    environment.insert(u"OPENAI_BASE_URL"_s, u"http://127.0.0.1:4999/v1"_s);
    open(environment);
    QCOMPARE(m_engines->destination("openai").baseUrl, provider("openai").baseUrl);
    m_engines->takeOffered("openai");
    QCOMPARE(m_engines->destination("openai").baseUrl, QUrl(u"http://127.0.0.1:4999/v1"_s));
    QCOMPARE(m_engines->name("openai"), u"127.0.0.1:4999"_s);
    m_engines->setKey("openai", "sk-another-0123456789", KeyKeep::ThisRun);
    QCOMPARE(m_engines->destination("openai").baseUrl, provider("openai").baseUrl);
    QCOMPARE(m_engines->name("openai"), u"OpenAI"_s);
}

void TestEngines::aServerOfOnesOwnStaysWhereItIs()
{
    const QString variable = provider("compatible").keyVariable;
    QVERIFY(!variable.isEmpty());
    QProcessEnvironment environment;
    environment.insert(variable, QString::fromLatin1(secret));
    m_engines->setUp("compatible", QUrl(u"http://10.0.0.5:9000/v1"_s), u"flux"_s);
    open(environment);
    m_engines->takeOffered("compatible");
    const ImageDestination to = m_engines->destination("compatible");
    QCOMPARE(to.baseUrl, QUrl(u"http://10.0.0.5:9000/v1"_s));
    QCOMPARE(to.key, secret);
}

void TestEngines::aKeyThatCannotBeKeptIsHeldAndTold()
{
    m_keychain.locked = true;
    QSignalSpy notKept(m_engines.get(), &Engines::keyNotKept);
    m_engines->setKey("openai", secret, KeyKeep::Keychain);
    QVERIFY(engine("openai").ready); // at once
    QTRY_COMPARE(notKept.size(), 1);
    QCOMPARE(notKept.first().first().toByteArray(), "openai"_ba);
    QCOMPARE(m_engines->keyFrom("openai"), KeyFrom::ThisRun);
    QVERIFY(!m_engines->canKeepKeys());
}

void TestEngines::aKeptKeyIsThereAtTheNextStart()
{
    m_engines->setKey("openai", secret, KeyKeep::Keychain);
    QTRY_COMPARE(m_engines->keyFrom("openai"), KeyFrom::Keychain);
    open();
    QTRY_VERIFY(engine("openai").ready);
    QCOMPARE(m_engines->destination("openai").key, secret);
    QCOMPARE(m_engines->current().provider, "demo"_ba);
    m_engines->forgetKey("openai");
    QTRY_VERIFY(!m_outbox->setting(u"engine_openai"_s).contains("true"_L1));
    QVERIFY(m_keychain.secrets.isEmpty());
    m_keychain.secrets.insert(u"pictures/openai"_s, secret); // not asked for any more
    open();
    QCoreApplication::processEvents();
    QCOMPARE(m_engines->keyFrom("openai"), KeyFrom::Nowhere);
}

void TestEngines::aForgottenKeyLeavesTheEngine()
{
    m_engines->setKey("openai", secret, KeyKeep::ThisRun);
    m_engines->choose("openai");
    QSignalSpy current(m_engines.get(), &Engines::currentChanged);
    m_engines->forgetKey("openai");
    QCOMPARE(current.size(), 1);
    QCOMPARE(m_engines->current().provider, "demo"_ba);
    QCOMPARE(m_images->destination(), demo);
}

void TestEngines::aKeyTheKeychainDoesNotLetGoIsTold()
{
    m_engines->setKey("openai", secret, KeyKeep::Keychain);
    QTRY_COMPARE(m_engines->keyFrom("openai"), KeyFrom::Keychain);
    // Held is said a moment before it is remembered that the keychain has it.
    QTRY_VERIFY(m_outbox->setting(u"engine_openai"_s).contains(u"key_kept"_s));
    m_keychain.locked = true;
    QSignalSpy notForgotten(m_engines.get(), &Engines::keyNotForgotten);
    m_engines->forgetKey("openai");
    QTRY_COMPARE(notForgotten.size(), 1);
    QCOMPARE(notForgotten.first().first().toByteArray(), "openai"_ba);
    QVERIFY(!engine("openai").ready);
    m_keychain.locked = false;
    open();
    QTRY_COMPARE(m_engines->keyFrom("openai"), KeyFrom::Keychain); // it can be forgotten again
    m_engines->forgetKey("openai");
    QTRY_VERIFY(!m_outbox->setting(u"engine_openai"_s).contains("true"_L1));
    QVERIFY(m_keychain.secrets.isEmpty());
}

void TestEngines::aKeyDoesNotFollowToAnotherServer()
{
    m_engines->setUp("compatible", QUrl(u"https://10.0.0.5/v1"_s), u"flux"_s);
    m_engines->setKey("compatible", secret, KeyKeep::Keychain);
    QTRY_COMPARE(m_engines->keyFrom("compatible"), KeyFrom::Keychain);
    QSignalSpy left(m_engines.get(), &Engines::keyLeft);
    m_engines->setUp("compatible", QUrl(u"https://10.0.0.5:443/v2"_s), u"flux"_s); // the same server
    QCOMPARE(m_engines->destination("compatible").key, secret);
    const QStringList others{
        u"https://10.0.0.6/v1"_s, u"https://10.0.0.6:8443/v1"_s, u"http://10.0.0.6:8443/v1"_s};
    for (const QString &other : others) {
        m_engines->setUp("compatible", QUrl(other), u"flux"_s);
        QCOMPARE(m_engines->destination("compatible").baseUrl, QUrl(other));
        QVERIFY(m_engines->destination("compatible").key.isEmpty());
        QTRY_VERIFY(m_keychain.secrets.isEmpty());
        m_engines->setKey("compatible", secret, KeyKeep::ThisRun);
    }
    QCOMPARE(left.size(), 3);
}

void TestEngines::keysAreMasked_data()
{
    QTest::addColumn<QByteArray>("provider");
    QTest::addColumn<QByteArray>("key");
    QTest::addColumn<QString>("shown");
    QTest::newRow("none") << "openai"_ba
                          << ""_ba << QString();
    QTest::newRow("with its kind") << "openai"_ba
                                   << "sk-proj-0123456789a1b2"_ba << u"sk-…a1b2"_s;
    QTest::newRow("without") << "together"_ba
                             << "0123456789abcdef"_ba << u"…cdef"_s;
    QTest::newRow("too short to show any of it") << "openai"_ba
                                                 << "sk-12345"_ba << u"…"_s;
    QTest::newRow("a password") << "webui"_ba
                                << "someone:correct horse"_ba << u"…"_s;
}

void TestEngines::keysAreMasked()
{
    QFETCH(QByteArray, provider);
    QFETCH(QByteArray, key);
    QFETCH(QString, shown);
    m_engines->setKey(provider, key, KeyKeep::ThisRun);
    QCOMPARE(m_engines->maskedKey(provider), shown);
}

void TestEngines::anAddressKeepsNoSecret()
{
    m_engines->setUp("webui", QUrl(u"http://me:canary@127.0.0.1:7860/?token=canary#canary"_s), {});
    QCOMPARE(engine("webui").baseUrl, QUrl(u"http://127.0.0.1:7860/"_s));
    QVERIFY(!m_outbox->setting(u"engine_webui"_s).contains("canary"_L1));
}

void TestEngines::modelsOfTheServerJoinTheProfiles()
{
    PathPeer peer;
    peer.on("/v1/models",
        {PathPeer::json("{\"data\":[{\"id\":\"gpt-image-9\"},{\"id\":\"gpt-5\"},"
                        "{\"id\":\"gpt-image-2\",\"shutdown_date\":\"2026-12-10\"}]}")});
    QProcessEnvironment environment;
    environment.insert(u"OPENAI_API_KEY"_s, QString::fromLatin1(secret));
    environment.insert(u"OPENAI_BASE_URL"_s, peer.url().toString() + u"/v1"_s);
    open(environment);
    m_engines->takeOffered("openai");
    const auto call = m_engines->refreshModels("openai");
    FINISHED(call);
    QVERIFY(call.future().result());
    QCOMPARE(m_images->destination(), demo); // asking does not choose
    QTRY_VERIFY(m_engines->models("openai").size() == provider("openai").models.size() + 1);
    const QList<ProviderModel> models = m_engines->models("openai");
    const QDate today(2026, 11, 25);
    QVERIFY(std::ranges::is_sorted(
        models, {}, [&](const ProviderModel &model) { return int(model.life(today)); }));
    const auto added = std::ranges::find(models, u"gpt-image-9"_s, &ProviderModel::id);
    QVERIFY(added != models.end());
    QCOMPARE(added->qualities, provider("openai").other.qualities);
    const auto closing = std::ranges::find(models, u"gpt-image-2"_s, &ProviderModel::id);
    QCOMPARE(closing->life(today), ProviderModel::Life::Closing);
    QVERIFY(std::ranges::find(models, u"gpt-5"_s, &ProviderModel::id) == models.end());
}

void TestEngines::modelsOfAnEarlierAddressAreNotTaken()
{
    PathPeer peer;
    peer.on("/v1/models", {PathPeer::json("{\"data\":[{\"id\":\"theirs\"}]}")});
    m_engines->setUp("compatible", QUrl(peer.url().toString() + u"/v1"_s), {});
    const auto call = m_engines->refreshModels("compatible");
    m_engines->setUp("compatible", QUrl(u"http://127.0.0.1:9/v1"_s), {});
    FINISHED(call);
    QVERIFY(call.future().result());
    QCoreApplication::processEvents();
    QVERIFY(m_engines->models("compatible").isEmpty());
    m_engines->setUp("compatible", QUrl(peer.url().toString() + u"/v1"_s), {});
    const auto again = m_engines->refreshModels("compatible");
    FINISHED(again);
    QTRY_COMPARE(m_engines->models("compatible").size(), 1);
}

// Whatever is done with a key, the workspace's files and its settings hold nothing of it.
void TestEngines::noFileOfTheWorkspaceHoldsAKey()
{
    PathPeer peer;
    peer.on("/v1/models", {PathPeer::json("{\"error\":{\"message\":\"no\"}}", "401 Unauthorized")});
    m_engines->setUp("compatible", QUrl(peer.url().toString() + u"/v1"_s), u"flux"_s);
    m_engines->setKey("compatible", secret, KeyKeep::Keychain);
    QTRY_COMPARE(m_engines->keyFrom("compatible"), KeyFrom::Keychain);
    m_engines->choose("compatible");
    const auto call = m_engines->refreshModels("compatible");
    FINISHED(call);
    QVERIFY(peer.requests("/v1/models").first().contains(secret)); // the one place it goes to
    QVERIFY(!call.future().result().error().message.contains(QString::fromLatin1(secret)));
    cleanup();
    int files = 0;
    QDirIterator each(m_folder->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QFile file(each.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!file.readAll().contains("canary"), qPrintable(file.fileName()));
        ++files;
    }
    QVERIFY(files > 0);
}

QTEST_GUILESS_MAIN(TestEngines)

#include "tst_engines.moc"
