// SPDX-License-Identifier: MIT
#include "ui/parts/steadybar.h"

#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTest>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// Wrapped text in a column at every height around the one where it just fits.
class TestSteadyBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void textKeepsItsWidth();
};

void TestSteadyBar::textKeepsItsWidth()
{
    QScrollArea area;
    area.setWidgetResizable(true);
    area.setFrameShape(QFrame::NoFrame);
    auto *label = new QLabel(u"words that wrap at the end of the line, "_s.repeated(40));
    label->setWordWrap(true);
    auto *content = new QWidget;
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(label);
    column->addStretch();
    area.setWidget(content);
    keepRoomForBar(&area);
    area.resize(300, 100);
    area.show();
    QVERIFY(QTest::qWaitForWindowExposed(&area));
    const int width = label->width();
    const int fits = label->heightForWidth(width);
    QVERIFY(area.verticalScrollBar()->isEnabled());
    for (int height = fits - 20; height <= fits + 20; ++height) {
        area.resize(300, height);
        QCoreApplication::sendPostedEvents();
        QCOMPARE(label->width(), width);
        QCOMPARE(area.verticalScrollBar()->isEnabled(), height < fits);
    }
}

QTEST_MAIN(TestSteadyBar)
#include "tst_steadybar.moc"
