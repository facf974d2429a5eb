// SPDX-License-Identifier: MIT
#include "ui/fonts.h"
#include "ui/icons.h"
#include "ui/theme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QSignalSpy>
#include <QTest>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {

// WCAG 2 relative luminance and contrast.
double luminance(const QColor &colour)
{
    const auto linear
        = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF())
        + 0.0722 * linear(colour.blueF());
}

double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a);
    const double lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

} // namespace

class TestTheme : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void wordsAreLegible_data();
    void wordsAreLegible();
    void edgesAreVisible_data();
    void edgesAreVisible();
    void sheetIsFilledIn();
    void textSizesScaleAll();
    void textStepsStayInRange();
    void changingTheThemeRecoloursIcons();
    void reducedMotionIsInstant();
    void packedFontsAreUsed();

private:
    std::unique_ptr<ThemeHost> m_host;
};

void TestTheme::init()
{
    m_host.reset();
    m_host = std::make_unique<ThemeHost>(*qApp);
}

void TestTheme::wordsAreLegible_data()
{
    QTest::addColumn<QColor>("ink");
    QTest::addColumn<QColor>("on");
    for (const Theme &t : {Theme::dark(), Theme::light()}) {
        const QByteArray kind = t.kind == Theme::Kind::Dark ? "dark " : "light ";
        const auto row = [&kind](const QByteArray &name, const QColor &ink, const QColor &on) {
            QTest::newRow(kind + name) << ink << on;
        };
        const std::pair<QByteArray, QColor> grounds[] = {{" on ground", t.ground}, {" on surface", t.surface},
            {" on raised", t.raised}, {" on select", t.select}};
        for (const auto &[where, on] : grounds) {
            row("text" + where, t.text, on);
            row("dim" + where, t.dim, on);
            row("mute" + where, t.mute, on);
            row("accent" + where, t.accent.ink, on);
        }
        row("mute on hover", t.mute, t.hover);
        row("accent on tint", t.accent.ink, t.accent.tint);
        row("amber on tint", t.amber.ink, t.amber.tint);
        row("red on tint", t.red.ink, t.red.tint);
        row("red on its hover", t.red.ink, t.redHover);
        row("red on its press", t.red.ink, t.redPressed);
        row("blue on tint", t.blue.ink, t.blue.tint);
        row("dim on red tint", t.dim, t.red.tint);
        row("mute on amber tint", t.mute, t.amber.tint);
        row("primary", t.onPrimary, t.primary);
        row("primary hover", t.onPrimary, t.primaryHover);
        row("primary pressed", t.onPrimary, t.primaryPressed);
        row("marked letter", t.markInk, t.markFill);
        row("live badge", t.liveInk, t.liveFill);
        row("live bar", t.liveBarText, t.liveBar);
        row("key", t.json.key, t.surface);
        row("string", t.json.string, t.surface);
        row("number", t.json.number, t.surface);
        row("literal", t.json.literal, t.surface);
        row("comment", t.json.comment, t.surface);
        row("paper", t.paperInk, t.paper);
    }
}

void TestTheme::wordsAreLegible()
{
    QFETCH(QColor, ink);
    QFETCH(QColor, on);
    QVERIFY2(contrast(ink, on) >= 4.5, QByteArray::number(contrast(ink, on)).constData());
}

void TestTheme::edgesAreVisible_data()
{
    QTest::addColumn<QColor>("edge");
    QTest::addColumn<QColor>("on");
    for (const Theme &t : {Theme::dark(), Theme::light()}) {
        const QByteArray kind = t.kind == Theme::Kind::Dark ? "dark " : "light ";
        QTest::newRow(kind + "control on ground") << t.control << t.ground;
        QTest::newRow(kind + "control on surface") << t.control << t.surface;
        QTest::newRow(kind + "control on field") << t.control << t.field;
        QTest::newRow(kind + "ring on ground") << t.ring << t.ground;
        QTest::newRow(kind + "ring on surface") << t.ring << t.surface;
        QTest::newRow(kind + "ring on raised") << t.ring << t.raised;
        QTest::newRow(kind + "error border") << t.red.ink << t.field;
        QTest::newRow(kind + "warning border") << t.amber.ink << t.field;
    }
}

void TestTheme::edgesAreVisible()
{
    QFETCH(QColor, edge);
    QFETCH(QColor, on);
    QVERIFY2(contrast(edge, on) >= 3.0, QByteArray::number(contrast(edge, on)).constData());
}

void TestTheme::sheetIsFilledIn()
{
    for (const Theme &t : {Theme::dark(), Theme::light()}) {
        const QString sheet = styleSheetOf(t, 150);
        QVERIFY(!sheet.contains(u'%'));
        QVERIFY(!sheet.contains(u'~'));
        QVERIFY(sheet.contains(t.ground.name()));
        QVERIFY(sheet.contains("font-size: 21px"_L1));
        QVERIFY(!sheet.contains(": ;"_L1));
    }
}

void TestTheme::textSizesScaleAll()
{
    QCOMPARE(fontOf(TextRole::Body).pixelSize(), 14);
    QSignalSpy changed(m_host.get(), &ThemeHost::changed);
    m_host->setTextPercent(200);
    QCOMPARE(changed.count(), 1);
    QCOMPARE(fontOf(TextRole::Body).pixelSize(), 28);
    QCOMPARE(QApplication::font().pixelSize(), 28);
    QCOMPARE(scaled(36), 72);
}

void TestTheme::textStepsStayInRange()
{
    m_host->stepText(-1);
    QCOMPARE(m_host->textPercent(), 100);
    m_host->stepText(2);
    QCOMPARE(m_host->textPercent(), 125);
    m_host->stepText(10);
    QCOMPARE(m_host->textPercent(), 200);
    m_host->setTextPercent(1);
    QCOMPARE(m_host->textPercent(), 100);
}

void TestTheme::changingTheThemeRecoloursIcons()
{
    const QIcon shown = icon(IconName::Square, Ink::Text);
    const auto inkOf = [&shown] {
        const QImage image = shown.pixmap(QSize(24, 24)).toImage();
        for (int x = 0; x < image.width(); ++x)
            if (image.pixelColor(x, 12).alpha() > 200)
                return image.pixelColor(x, 12).lightness();
        return -1;
    };
    QVERIFY(inkOf() > 200);
    m_host->setKind(Theme::Kind::Light);
    const int dark = inkOf();
    QVERIFY(dark >= 0 && dark < 60);
}

void TestTheme::reducedMotionIsInstant()
{
    using namespace std::chrono_literals;
    m_host->setMotion(ThemeHost::Motion::Reduced);
    QCOMPARE(motionTime(160ms).count(), 0);
}

void TestTheme::packedFontsAreUsed()
{
    if (!QFile::exists(u":/fonts/Inter-Regular.otf"_s))
        QSKIP("Built without the fonts");
    QCOMPARE(fontOf(TextRole::Body).family(), u"Inter"_s);
    QCOMPARE(fontOf(TextRole::Mono).family(), u"JetBrains Mono"_s);
    QVERIFY(QFontDatabase::hasFamily(u"Inter"_s));
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
