// SPDX-License-Identifier: MIT
#include "walker.h"

using namespace Qt::StringLiterals;

// The same ten minutes by keys alone: they go to whatever has the focus.
class TestGuideKeys : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theWholeWalkByKeyboard();
};

void TestGuideKeys::theWholeWalkByKeyboard()
{
    ThemeHost themes(*qApp);
    themes.setMotion(ThemeHost::Motion::Reduced);
    const Bench bench;
    const GuideWindow screen(bench, themes);
    Keys keys(screen);
    QVERIFY(tabTo(u"startGuide"_s));
    key(Qt::Key_Space);
    QTRY_VERIFY(screen.panel()->isVisible());
    Walker walker(screen, keys);
    walker.at(u"more"_s, [&] {
        QTRY_COMPARE(screen.text(u"usage"_s), u"12 images · 10 free · 2 billable"_s);
        QTRY_COMPARE(screen.text(u"billAmount"_s), u"$0.10"_s);
    });
    walker.walk();
    if (QTest::currentTestFailed())
        return;
    walker.sayItBack();
    keys.press(u"openReadiness"_s);
    const auto *sheet = screen.window().findChild<QWidget *>(u"readinessSheet"_s);
    QVERIFY(sheet);
    QTRY_VERIFY2(sheet->isVisible(), qPrintable(called(focus())));
}

QTEST_MAIN(TestGuideKeys)

#include "tst_guidekeys.moc"
