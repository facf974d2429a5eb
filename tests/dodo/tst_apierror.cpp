// SPDX-License-Identifier: MIT
#include "dodo/apierror.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Kind = Error::Kind;

namespace {

const ApiRequest safe{.segments = {"meters"}};
const ApiRequest unsafe{.method = "POST", .segments = {"meters"}, .repeat = ApiRequest::Repeat::Unsafe};
const Destination there{Destination::Mode::Custom, QUrl(u"https://pay.example"_s), "dodo_test_secret"};

} // namespace

class ApiErrorTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void repeatedOnlyWhereItMayBe_data();
    void repeatedOnlyWhereItMayBe();
    void retriesRunOut();
    void bodyOrStatusSaysWhatIsWrong_data();
    void bodyOrStatusSaysWhatIsWrong();
    void messageNamesTheField();
};

void ApiErrorTest::repeatedOnlyWhereItMayBe_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<bool>("lost");
    QTest::addColumn<QByteArray>("told");
    QTest::addColumn<bool>("whenSafe");
    QTest::addColumn<bool>("whenUnsafe");
    const QByteArray nothing;
    for (const int status : {408, 409, 429})
        QTest::addRow("%d", status) << status << false << nothing << true << true;
    for (const int status : {500, 502, 503})
        QTest::addRow("%d", status) << status << false << nothing << true << false;
    for (const int status : {301, 400, 401, 403, 404, 410, 413, 422})
        QTest::addRow("%d", status) << status << false << nothing << false << false;
    QTest::newRow("no answer") << 0 << true << nothing << true << false;
    QTest::newRow("cut answer") << 200 << true << nothing << true << false;
    QTest::newRow("not trusted") << 0 << false << nothing << false << false;
    QTest::newRow("409, told not to") << 409 << false << QByteArray("false") << false << false;
    QTest::newRow("500, told not to") << 500 << false << QByteArray("false") << false << false;
    QTest::newRow("500, told to") << 500 << false << QByteArray("true") << true << true;
    QTest::newRow("400, told to") << 400 << false << QByteArray("true") << true << true;
}

void ApiErrorTest::repeatedOnlyWhereItMayBe()
{
    QFETCH(int, status);
    QFETCH(bool, lost);
    QFETCH(QByteArray, told);
    QFETCH(bool, whenSafe);
    QFETCH(bool, whenUnsafe);
    FailedTry failed{.status = status, .head = {}, .lost = lost};
    if (!told.isEmpty())
        failed.head.emplaceBack("x-should-retry", told);
    QCOMPARE(waitBeforeRetry(safe, failed, 0, {}, {}, 1000).has_value(), whenSafe);
    QCOMPARE(waitBeforeRetry(unsafe, failed, 0, {}, {}, 1000).has_value(), whenUnsafe);
}

void ApiErrorTest::retriesRunOut()
{
    const FailedTry failed{.status = 503, .head = {{"retry-after-ms", "20"}}};
    QCOMPARE(waitBeforeRetry(safe, failed, 1, {}, {}, 1000), std::optional(20ms));
    QCOMPARE(waitBeforeRetry(safe, failed, 2, {}, {}, 1000), std::nullopt);
}

void ApiErrorTest::bodyOrStatusSaysWhatIsWrong_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QString>("code");
    const QByteArray none;
    const QByteArray body = R"({"code":"SOME_CODE","message":"Some sentence."})";
    QTest::newRow("400") << 400 << body << Kind::Invalid << u"SOME_CODE"_s;
    QTest::newRow("401") << 401 << body << Kind::Unauthorized << u"SOME_CODE"_s;
    QTest::newRow("403 without body") << 403 << none << Kind::Unauthorized << QString();
    QTest::newRow("404") << 404 << body << Kind::NotFound << u"SOME_CODE"_s;
    QTest::newRow("409") << 409 << body << Kind::Conflict << u"SOME_CODE"_s;
    QTest::newRow("410") << 410 << body << Kind::Conflict << u"SOME_CODE"_s;
    QTest::newRow("413") << 413 << none << Kind::Invalid << QString();
    QTest::newRow("422") << 422 << body << Kind::Invalid << u"SOME_CODE"_s;
    QTest::newRow("429") << 429 << QByteArray(R"({"code":"TOO_MANY_REQUESTS"})") << Kind::RateLimited
                         << u"TOO_MANY_REQUESTS"_s;
    QTest::newRow("502 in HTML") << 502 << QByteArray("<html>") << Kind::Server << QString();
    QTest::newRow("redirect") << 302 << none << Kind::Protocol << QString();
    QTest::newRow("message of another type")
        << 400 << QByteArray(R"({"message":{}})") << Kind::Invalid << QString();
}

void ApiErrorTest::bodyOrStatusSaysWhatIsWrong()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(Kind, kind);
    QFETCH(QString, code);
    const Error error = errorOf(status, {}, body, {.segments = {"meters"}}, there);
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.code, code);
    QCOMPARE(error.status, status);
    QVERIFY(!error.message.isEmpty());
    QVERIFY(!error.message.contains(u'<'));
}

void ApiErrorTest::messageNamesTheField()
{
    const QByteArray named = R"({"code":"X","message":"events[3].customer_id is missing."})";
    QCOMPARE(errorOf(422, {}, named, {.segments = {"meters"}}, there).field, u"events[3].customer_id"_s);
    const QByteArray plain = R"({"code":"X","message":"The customer is missing."})";
    QCOMPARE(errorOf(422, {}, plain, {.segments = {"meters"}}, there).field, QString());
}

QTEST_GUILESS_MAIN(ApiErrorTest)
#include "tst_apierror.moc"
