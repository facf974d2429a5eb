// SPDX-License-Identifier: MIT
#include "memorykeychain.h"
#include "session/keystore.h"

#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const QString openai = u"pictures/openai"_s;
const QByteArray secret = "sk-canary-0123456789";

template<typename T>
Result<T> resultOf(const Call<T> &call)
{
    if (!QTest::qWaitFor([&] { return call.future().isFinished(); }, 20000))
        return Error{.kind = Error::Kind::Timeout, .message = u"no answer in 20 s"_s};
    return call.future().result();
}

} // namespace

class TestKeyStore : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aHeldKeyIsKnownForThisRun();
    void withoutAKeychainTheKeyIsHeldAllTheSame();
    void aKeptKeyIsThereAfterARestart();
    void aLockedKeychainIsToldAndTheKeyHeld();
    void loadingPutsNoOlderKeyOverOneJustGiven();
    void loadingBringsNoForgottenKeyBack();
    void forgettingReachesTheKeychain();
    void aSystemWithoutSecretServiceFailsAtOnce();
};

void TestKeyStore::aHeldKeyIsKnownForThisRun()
{
    KeyStore keys(KeyStore::Backend::None);
    QSignalSpy changed(&keys, &KeyStore::changed);
    QCOMPARE(keys.from(openai), KeyFrom::Nowhere);
    keys.hold(openai, secret, KeyFrom::Environment);
    QCOMPARE(keys.key(openai), secret);
    QCOMPARE(keys.from(openai), KeyFrom::Environment);
    QCOMPARE(changed.size(), 1);
    KeyStore next(KeyStore::Backend::None);
    QVERIFY(next.key(openai).isEmpty());
}

void TestKeyStore::withoutAKeychainTheKeyIsHeldAllTheSame()
{
    KeyStore keys(KeyStore::Backend::None);
    QVERIFY(!keys.canKeep());
    const auto kept = resultOf(keys.keep(openai, secret));
    QVERIFY(!kept);
    QVERIFY(!kept.error().message.contains(QString::fromLatin1(secret)));
    QCOMPARE(keys.key(openai), secret);
    QCOMPARE(keys.from(openai), KeyFrom::ThisRun);
    QVERIFY(resultOf(keys.load(openai)));
}

void TestKeyStore::aKeptKeyIsThereAfterARestart()
{
    KeychainContent content;
    {
        KeyStore keys(std::make_unique<MemoryKeychain>(content));
        QVERIFY(keys.canKeep());
        QVERIFY(resultOf(keys.keep(openai, secret)));
        QCOMPARE(keys.from(openai), KeyFrom::Keychain);
    }
    KeyStore keys(std::make_unique<MemoryKeychain>(content));
    QVERIFY(keys.key(openai).isEmpty()); // not before it is asked for
    QVERIFY(resultOf(keys.load(openai)));
    QCOMPARE(keys.key(openai), secret);
    QCOMPARE(keys.from(openai), KeyFrom::Keychain);
    QVERIFY(resultOf(keys.load(u"pictures/xai"_s))); // not there is no error
    QCOMPARE(keys.from(u"pictures/xai"_s), KeyFrom::Nowhere);
}

void TestKeyStore::aLockedKeychainIsToldAndTheKeyHeld()
{
    KeychainContent content{.secrets = {}, .locked = true};
    KeyStore keys(std::make_unique<MemoryKeychain>(content));
    const auto kept = resultOf(keys.keep(openai, secret));
    QVERIFY(!kept);
    QVERIFY(!keys.canKeep());
    QCOMPARE(keys.key(openai), secret);
    QCOMPARE(keys.from(openai), KeyFrom::ThisRun);
    content.locked = false; // unlocked meanwhile: another try may succeed
    QVERIFY(resultOf(keys.keep(openai, secret)));
    QVERIFY(keys.canKeep());
    QCOMPARE(keys.from(openai), KeyFrom::Keychain);
}

void TestKeyStore::loadingPutsNoOlderKeyOverOneJustGiven()
{
    KeychainContent content{.secrets = {{openai, "sk-older"}}};
    KeyStore keys(std::make_unique<MemoryKeychain>(content));
    const Call<void> loading = keys.load(openai);
    keys.hold(openai, secret, KeyFrom::ThisRun);
    QVERIFY(resultOf(loading));
    QCOMPARE(keys.key(openai), secret);
    QCOMPARE(keys.from(openai), KeyFrom::ThisRun);
}

void TestKeyStore::loadingBringsNoForgottenKeyBack()
{
    KeychainContent content{.secrets = {{openai, "sk-older"}}};
    KeyStore keys(std::make_unique<MemoryKeychain>(content));
    const Call<void> loading = keys.load(openai); // has read it, and has not told yet
    QVERIFY(resultOf(keys.forget(openai)));
    QVERIFY(resultOf(loading));
    QVERIFY(keys.key(openai).isEmpty());
}

void TestKeyStore::forgettingReachesTheKeychain()
{
    KeychainContent content;
    KeyStore keys(std::make_unique<MemoryKeychain>(content));
    QVERIFY(resultOf(keys.keep(openai, secret)));
    QVERIFY(resultOf(keys.forget(openai)));
    QVERIFY(keys.key(openai).isEmpty());
    QVERIFY(content.secrets.isEmpty());
}

// main() leaves this process no user bus, so that nobody's own keychain is touched.
void TestKeyStore::aSystemWithoutSecretServiceFailsAtOnce()
{
    KeyStore keys(KeyStore::Backend::System);
    if (!keys.canKeep())
        QSKIP("this build knows no keychain");
    const auto kept = resultOf(keys.keep(openai, secret));
    QVERIFY(!kept);
    QCOMPARE(kept.error().kind, Error::Kind::Storage);
    QVERIFY(!kept.error().message.contains(QString::fromLatin1(secret)));
    QVERIFY(!keys.canKeep());
    QCOMPARE(keys.key(openai), secret);
}

int main(int argc, char **argv)
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    QCoreApplication app(argc, argv);
    TestKeyStore test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_keystore.moc"
