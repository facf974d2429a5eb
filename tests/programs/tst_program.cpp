// SPDX-License-Identifier: MIT
#include "programs/program.h"

#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

ProgramOrder orderFor(ProgramKind kind, Aggregation aggregation = {})
{
    ProgramOrder order;
    order.kind = kind;
    order.meter = {.name = u"Tokens"_s,
        .eventName = u"ai.tokens"_s,
        .measurementUnit = u"tokens"_s,
        .aggregation = std::move(aggregation),
        .description = {},
        .filter = {}};
    order.sample.customer = CustomerId{"cus_1"};
    order.sample.metadata
        = {{"model", MetaValue::ofText(u"small"_s)}, {"tokens", MetaValue::ofNumber("1200")}};
    return order;
}

const Aggregation sumOfTokens{Aggregation::Type::Sum, u"tokens"_s};

QByteArray fileOf(const Program &program, const QString &name)
{
    for (const ProgramFile &file : program.files) {
        if (file.name == name)
            return file.text;
    }
    return {};
}

QByteArray mainOf(const ProgramOrder &order)
{
    return writeProgram(order).files.first().text;
}

} // namespace

class TestProgram : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsWholeAndFilled_data();
    void everyKindIsWholeAndFilled();
    void environmentIsReadAndKeysAreNot_data() { everyKindIsWholeAndFilled_data(); }
    void environmentIsReadAndKeysAreNot();
    void readmeIsPlain_data() { everyKindIsWholeAndFilled_data(); }
    void readmeIsPlain();
    void measuredPropertyIsANumber();
    void missingPropertyIsAdded();
    void pictureProgramKeepsWhatTheFilterReads();
    void settingsAreTheSandboxs();
    void titlesDiffer();
};

void TestProgram::everyKindIsWholeAndFilled_data()
{
    QTest::addColumn<ProgramOrder>("order");
    for (const ProgramKind kind : programKinds()) {
        QTest::addRow("kind %d, count", int(kind)) << orderFor(kind);
        QTest::addRow("kind %d, sum", int(kind)) << orderFor(kind, sumOfTokens);
    }
    ProgramOrder pictures = orderFor(ProgramKind::TypeScript);
    pictures.pictures = true;
    QTest::newRow("pictures") << pictures;
}

void TestProgram::everyKindIsWholeAndFilled()
{
    QFETCH(ProgramOrder, order);
    const Program program = writeProgram(order);
    QVERIFY(!program.title.isEmpty());
    QVERIFY(!program.run.isEmpty());
    QVERIFY(!fileOf(program, u"README.md"_s).isEmpty());
    QVERIFY(!fileOf(program, u".env.example"_s).isEmpty());
    for (const ProgramFile &file : program.files) {
        QVERIFY2(!file.text.isEmpty(), qPrintable(file.name));
        QVERIFY2(!file.text.contains("{{"), qPrintable(file.name));
    }
    const bool npm = program.run.contains(u"npm ci"_s);
    QCOMPARE(!fileOf(program, u"package.json"_s).isEmpty(), npm);
    QCOMPARE(!fileOf(program, u"package-lock.json"_s).isEmpty(), npm);
}

void TestProgram::environmentIsReadAndKeysAreNot()
{
    QFETCH(ProgramOrder, order);
    const Program program = writeProgram(order);
    QByteArray code;
    for (const ProgramFile &file : program.files) {
        if (!file.name.endsWith(".md"_L1) && file.name != ".env.example"_L1)
            code += file.text;
    }
    for (const QString &name : program.environment)
        QVERIFY2(code.contains(name.toLatin1()), qPrintable(name));
    QVERIFY(!code.contains("dodo_test_"));
    QVERIFY(!code.contains("environment:"));
}

// The rule of every visible text: at most 15 words a sentence, no exclamation marks, no “please”.
void TestProgram::readmeIsPlain()
{
    QFETCH(ProgramOrder, order);
    static const QRegularExpression code(
        u"^    .*$|`[^`]*`|\\*\\*|^#+ |^- "_s, QRegularExpression::MultilineOption);
    static const QRegularExpression end(u"[.:;?](\\s|$)|\\n\\n|\\n(?=- )"_s);
    QString text = QString::fromUtf8(fileOf(writeProgram(order), u"README.md"_s));
    QVERIFY(!text.contains(u'!'));
    QVERIFY(!text.contains("please"_L1, Qt::CaseInsensitive));
    text.replace(u"\n- "_s, u"\n\n"_s).replace(code, u"x"_s);
    for (const QString &sentence : text.split(end, Qt::SkipEmptyParts)) {
        const auto words = sentence.simplified().split(u' ', Qt::SkipEmptyParts).size();
        QVERIFY2(words <= 15, qPrintable(sentence));
    }
}

void TestProgram::measuredPropertyIsANumber()
{
    ProgramOrder order = orderFor(ProgramKind::TypeScript, sumOfTokens);
    QVERIFY(mainOf(order).contains("return { model: \"small\", tokens: amount };"));
    QVERIFY(mainOf(order).contains("amountFrom(argument || \"1200\")"));
    // A text does not add up, so the program never sends one.
    order.sample.metadata[1].value = MetaValue::ofText(u"1200"_s);
    QVERIFY(mainOf(order).contains("tokens: amount"));
    QVERIFY(mainOf(order).contains("amountFrom(argument || \"1\")"));
    QVERIFY(!mainOf(orderFor(ProgramKind::TypeScript)).contains("amount"));
}

void TestProgram::missingPropertyIsAdded()
{
    ProgramOrder order = orderFor(ProgramKind::Python, {Aggregation::Type::Last, u"gb"_s});
    QVERIFY(mainOf(order).contains("return {\"model\": \"small\", \"tokens\": 1200, \"gb\": amount}"));
}

void TestProgram::pictureProgramKeepsWhatTheFilterReads()
{
    ProgramOrder order = orderFor(ProgramKind::TypeScript);
    order.pictures = true;
    order.sample.metadata = {{"quality", MetaValue::ofText(u"hd"_s)}, {"model", MetaValue::ofText(u"m"_s)},
        {"size", MetaValue::ofText(u"1x1"_s)}};
    order.meter.filter = Filter{
        Conjunction::And, {Clause{Condition{u"size"_s, Operator::Equals, MetaValue::ofText(u"1x1"_s)}}}};
    QVERIFY(mainOf(order).contains("METADATA: Metadata = { quality: \"hd\", size: \"1x1\" };"));
    // In another language it is a program like any other.
    order.kind = ProgramKind::Python;
    QVERIFY(mainOf(order).contains("\"model\": \"m\""));
}

void TestProgram::settingsAreTheSandboxs()
{
    ProgramOrder order = orderFor(ProgramKind::Curl);
    order.address = u"http://127.0.0.1:4011"_s;
    order.sample.customer = CustomerId{"cus 'x'"};
    const QByteArray settings = fileOf(writeProgram(order), u".env.example"_s);
    QVERIFY(settings.contains("\nDODO_PAYMENTS_BASE_URL=http://127.0.0.1:4011\n"));
    QVERIFY(settings.contains("\nDODO_CUSTOMER_ID='cus '\\''x'\\'''\n"));
}

void TestProgram::titlesDiffer()
{
    QSet<QString> titles;
    for (const ProgramKind kind : programKinds())
        titles.insert(writeProgram(orderFor(kind)).title);
    QCOMPARE(titles.size(), programKinds().size());
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
