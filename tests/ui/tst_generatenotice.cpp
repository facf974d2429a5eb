// SPDX-License-Identifier: MIT
#include "imaging/imageerrors.h"
#include "stack.h"
#include "ui/pages/generatenotice.h"

using namespace Qt::StringLiterals;

namespace {

PictureTrack failedAt(const QByteArray &provider, const Error &error)
{
    PictureTrack track;
    track.order.provider = provider;
    track.stage = PictureTrack::Stage::Failed;
    track.failedAt = PictureTrack::Stage::Painting;
    track.error = error;
    return track;
}

} // namespace

// What a failed picture says, and the button that helps.
class TestGenerateNotice : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFailureHasItsRemedy_data();
    void everyFailureHasItsRemedy();
    void theRemedyIsAsked();
    void theDemoPainterIsOnlyTriedAgain();
    void aTimeoutSaysThatItMayBeCharged();
    void aCancelOfAPaidEngineSaysSoToo();
    void picturesOnlyKnowsNoEvents();
    void whatWasDeletedComesBack();

private:
    std::unique_ptr<GenerateNotice> m_notice;
};

void TestGenerateNotice::init()
{
    m_notice = std::make_unique<GenerateNotice>();
}

void TestGenerateNotice::everyFailureHasItsRemedy_data()
{
    QTest::addColumn<QString>("button");
    QTest::newRow("moderation_blocked") << u"changePrompt"_s;
    QTest::newRow("content_policy_violation") << u"changePrompt"_s;
    QTest::newRow("invalid_api_key") << u"changeKey"_s;
    QTest::newRow("key_missing") << u"changeKey"_s;
    QTest::newRow("model_not_found") << u"chooseModel"_s;
    QTest::newRow("tier_without_access") << u"chooseModel"_s;
    QTest::newRow("no_connection") << u"changeAddress"_s;
    QTest::newRow("insufficient_quota") << u"tryAgain"_s;
    QTest::newRow("rate_limit_exceeded") << u"tryAgain"_s;
    QTest::newRow("too_slow") << u"tryAgain"_s;
    QTest::newRow("server_fault") << u"tryAgain"_s;
    QTest::newRow("unsupported_country_region_territory") << u"showInLog"_s;
}

void TestGenerateNotice::everyFailureHasItsRemedy()
{
    QFETCH(QString, button);
    const Error error = imageError(QLatin1StringView(QTest::currentDataTag()), u"OpenAI"_s, u"x"_s);
    m_notice->showFailure(failedAt("openai", error));
    const auto buttons = m_notice->findChildren<Button *>();
    QVERIFY(!buttons.isEmpty());
    QCOMPARE(buttons.first()->objectName(), button);
    QVERIFY2(m_notice->text().startsWith(u"No picture was made"_s), qPrintable(m_notice->text()));
    QVERIFY(m_notice->text().contains(u"Your prompt is kept."_s));
    QVERIFY(!m_notice->title().endsWith(u'.'));
}

void TestGenerateNotice::theRemedyIsAsked()
{
    QSignalSpy prompt(m_notice.get(), &GenerateNotice::promptRequested);
    QSignalSpy engines(m_notice.get(), &GenerateNotice::enginesRequested);
    QSignalSpy model(m_notice.get(), &GenerateNotice::modelRequested);
    QSignalSpy again(m_notice.get(), &GenerateNotice::againRequested);
    const auto first = [this](const char *code) {
        m_notice->showFailure(failedAt("openai", imageError(QLatin1StringView(code), u"OpenAI"_s)));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete); // those of the one before
        m_notice->findChildren<Button *>().first()->click();
    };
    first("moderation_blocked");
    first("invalid_api_key");
    first("model_not_found");
    first("too_slow");
    QCOMPARE(prompt.size(), 1);
    QCOMPARE(engines.size(), 1);
    QCOMPARE(model.size(), 1);
    QCOMPARE(again.size(), 1);
}

void TestGenerateNotice::theDemoPainterIsOnlyTriedAgain()
{
    m_notice->showFailure(failedAt("demo", imageError("no_connection"_L1, u"127.0.0.1"_s)));
    QVERIFY(m_notice->findChild<Button *>(u"tryAgain"_s));
    QVERIFY(!m_notice->findChild<Button *>(u"changeAddress"_s));
}

void TestGenerateNotice::aTimeoutSaysThatItMayBeCharged()
{
    m_notice->showFailure(failedAt("openai", imageError("too_slow"_L1, u"OpenAI"_s)));
    QVERIFY2(m_notice->text().contains(u"may charge"_s), qPrintable(m_notice->text()));
    m_notice->showFailure(failedAt("openai", imageError("invalid_api_key"_L1, u"OpenAI"_s)));
    QVERIFY(!m_notice->text().contains(u"may charge"_s));
}

void TestGenerateNotice::aCancelOfAPaidEngineSaysSoToo()
{
    PictureOrder order; // of the demo painter
    m_notice->showMayBeCharged(order);
    QVERIFY(!m_notice->dismiss());
    order.provider = "openai";
    m_notice->showMayBeCharged(order);
    QCOMPARE(m_notice->text(), u"The provider may still charge."_s);
}

void TestGenerateNotice::picturesOnlyKnowsNoEvents()
{
    m_notice->setPicturesOnly(true);
    m_notice->showFailure(failedAt("openai", imageError("too_slow"_L1, u"OpenAI"_s)));
    QVERIFY(!m_notice->text().contains(u"event"_s));
    QVERIFY(!m_notice->text().contains(u"billed"_s));
    m_notice->showFailure(failedAt("demo", {.kind = Error::Kind::Refused, .message = {}}));
    QCOMPARE(m_notice->title(), u"This prompt is not painted."_s);
    ImageRow row;
    row.event = true;
    m_notice->showDeleted(row);
    QVERIFY(m_notice->text().isEmpty());
}

void TestGenerateNotice::whatWasDeletedComesBack()
{
    ImageRow row;
    row.event = true;
    m_notice->showDeleted(row);
    QCOMPARE(m_notice->title(), u"Picture deleted"_s);
    QCOMPARE(m_notice->text(), u"Its event stays billed."_s);
    QSignalSpy undo(m_notice.get(), &GenerateNotice::undoRequested);
    m_notice->findChild<Button *>(u"undoDelete"_s)->click();
    QCOMPARE(undo.size(), 1);
    QVERIFY(m_notice->dismiss());
    QVERIFY(!m_notice->dismiss());
}

QTEST_MAIN(TestGenerateNotice)
#include "tst_generatenotice.moc"
