// SPDX-License-Identifier: MIT
#include "programs/template.h"

#include <QTest>

class TestTemplate : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void fills_data();
    void fills();
    void whatWasPutInIsNotReadAgain();
};

void TestTemplate::fills_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("filled");
    QTest::newRow("marks") << QByteArray("a {{x}} b {{x}}{{y}}") << QByteArray("a 1 b 12");
    QTest::newRow("unknown marks stay") << QByteArray("{{z}} {{x}}") << QByteArray("{{z}} 1");
    QTest::newRow("an open mark stays") << QByteArray("a {{x") << QByteArray("a {{x");
    QTest::newRow("a brace after a mark") << QByteArray("${1:-{{x}}}") << QByteArray("${1:-1}");
    QTest::newRow("lines keep the indentation")
        << QByteArray("  f({{lines}})") << QByteArray("  f(p\n    q\n  r)");
    QTest::newRow("a section stays") << QByteArray("a\n{{#on}}\nb\n{{/on}}\nc") << QByteArray("a\nb\nc");
    QTest::newRow("a section goes") << QByteArray("a\n{{#off}}\n{{x}}\n{{/off}}\nc") << QByteArray("a\nc");
    QTest::newRow("sections within") << QByteArray("{{#off}}\n{{#on}}\na\n{{/on}}\nb\n{{/off}}\nc")
                                     << QByteArray("c");
}

void TestTemplate::fills()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, filled);
    TemplateValues with;
    with.values = {{"x", "1"}, {"y", "2"}, {"lines", "p\n  q\nr"}};
    with.sections = {"on"};
    QCOMPARE(fillIn(text, with), filled);
}

void TestTemplate::whatWasPutInIsNotReadAgain()
{
    TemplateValues with;
    with.values = {{"x", "{{y}}"}, {"y", "{{x}}"}, {"section", "{{#off}}"}};
    QCOMPARE(fillIn("{{x}} {{y}}\n{{section}}\nstays", with), QByteArray("{{y}} {{x}}\n{{#off}}\nstays"));
}

QTEST_GUILESS_MAIN(TestTemplate)
#include "tst_template.moc"
