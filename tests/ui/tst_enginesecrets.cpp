// SPDX-License-Identifier: MIT
#include "enginebench.h"

#include <QAccessible>
#include <QDirIterator>

namespace {

// Every word a widget holds, shown or said.
QStringList wordsOf(QWidget &window)
{
    QStringList all;
    QList<QWidget *> widgets = window.findChildren<QWidget *>();
    widgets.append(&window);
    for (QWidget *widget : std::as_const(widgets)) {
        all << widget->toolTip() << widget->accessibleName() << widget->accessibleDescription()
            << widget->windowTitle() << widget->statusTip() << widget->whatsThis() << widget->objectName();
        if (const auto *label = qobject_cast<QLabel *>(widget))
            all << label->text();
        if (const auto *button = qobject_cast<QAbstractButton *>(widget))
            all << button->text();
        if (const auto *edit = qobject_cast<QLineEdit *>(widget))
            all << edit->displayText() << edit->placeholderText();
        if (const auto *menu = qobject_cast<QMenu *>(widget)) {
            for (const QAction *action : menu->actions())
                all << action->text();
        }
        if (QAccessibleInterface *said = QAccessible::queryAccessibleInterface(widget)) {
            for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
                all << said->text(kind);
        }
    }
    return all;
}

bool holdsPartOf(const QString &text, const QString &key)
{
    constexpr int telling = 4; // letters
    for (qsizetype at = 0; at + telling <= key.size(); ++at) {
        if (text.contains(QStringView(key).mid(at, telling)))
            return true;
    }
    return false;
}

} // namespace

// A key is sent where it was meant to go, kept where it was meant to stay, and nowhere else.
class TestEngineSecrets : public QObject, private EngineBench {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init() { open(); }
    void cleanup() { close(); }
    void nothingIsSentUnasked();
    void aBillingKeyIsRefused();
    void pastedKeysAreCleanedInSight();
    void aKeyIsForgotten();
    void aKeyDoesNotGoToAnotherServer();
    void theEnvironmentIsOfferedNotTaken();
    void aKeyIsNowhereInSight();
    void aKeyIsInNoPicture();
    void aKeyIsInNoFile();

private:
    std::unique_ptr<ThemeHost> m_themes;
};

void TestEngineSecrets::initTestCase()
{
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
}

void TestEngineSecrets::nothingIsSentUnasked()
{
    const auto before = m_bench->engines().engine("compatible");
    setUpOther();
    choose("openai");
    paste(QString::fromLatin1(secret));
    choose("demo");
    choose("compatible");
    QCOMPARE(m_bench->engines().engine("compatible"), before);
    QCOMPARE(engines().keyFrom("openai"), KeyFrom::Nowhere);
    QCOMPARE(part<QLineEdit>("engineKey")->text(), QString()); // nor kept in a field out of sight
    QCOMPARE(part<QLineEdit>("engineAddress")->text(), otherUrl()); // the rest is
}

void TestEngineSecrets::aBillingKeyIsRefused()
{
    choose("openai");
    for (const QString &key :
        {u"dodo_test_Ab12Cd34Ef56"_s, u"DODO_PAYMENTS_API_KEY=dodo_live_Ab12Cd34Ef56"_s}) {
        paste(key);
        QCOMPARE(note("engineKey"), u"This is a key for billing, not for pictures. It was not kept."_s);
        QCOMPARE(part<QLineEdit>("engineKey")->text(), QString());
        QTest::keyClick(part("engineKey"), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(part<QLineEdit>("engineKey")->text(), QString());
        press("checkEngine");
        QCOMPARE(resultHead(), u"Not checked yet"_s);
        QCOMPARE(note("engineKey"), u"Paste the key first."_s);
        QCOMPARE(engines().keyFrom("openai"), KeyFrom::Nowhere);
    }
    choose("compatible"); // whatever its address
    fill("engineKey", u"dodo_live_Ab12Cd34Ef56"_s); // typed letter by letter
    press("checkEngine");
    QCOMPARE(note("engineKey"), u"This is a key for billing, not for pictures. It was not kept."_s);
    QCOMPARE(engines().keyFrom("compatible"), KeyFrom::Nowhere);
}

void TestEngineSecrets::pastedKeysAreCleanedInSight()
{
    choose("openai");
    paste(u"export OPENAI_API_KEY=\""_s + QLatin1StringView(secret) + u"\"\n"_s);
    QCOMPARE(note("engineKey"), u"Taken off around the key: the name before it and the quotes."_s);
    QCOMPARE(part<QLineEdit>("engineKey")->text(), QLatin1StringView(secret));
    auto *edit = part<QLineEdit>("engineKey");
    edit->clear();
    QGuiApplication::clipboard()->setText(u"Bearer "_s + QLatin1StringView(secret));
    QTest::keyClick(edit, Qt::Key_V, Qt::ControlModifier); // by its keys, too
    QCOMPARE(edit->text(), QLatin1StringView(secret));
    QCOMPARE(note("engineKey"), u"Taken off around the key: the word “Bearer”."_s);
}

void TestEngineSecrets::aKeyIsForgotten()
{
    setUpOther();
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    QCOMPARE(text("engineKeyHeld"), u"The key is held for this run only."_s);
    QVERIFY(!part("keepEngineKey")->isVisible());
    press("forgetEngineKey");
    QTRY_COMPARE(engines().keyFrom("compatible"), KeyFrom::Nowhere);
    QVERIFY(!part("engineKeyHeld")->isVisible());
    QVERIFY(part("noKeychain")->isVisible()); // the truth where none is
    QVERIFY(!part("keepInKeychain")->isEnabled());
}

void TestEngineSecrets::aKeyDoesNotGoToAnotherServer()
{
    setUpOther();
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    fill("engineAddress", u"http://127.0.0.1:9/v1"_s);
    press("checkEngine");
    QCOMPARE(engines().keyFrom("compatible"), KeyFrom::Nowhere);
    QCOMPARE(note("engineKey"), u"The address changed, so its key is forgotten. Paste the new one."_s);
    setUpOther(); // address and key together
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
}

void TestEngineSecrets::theEnvironmentIsOfferedNotTaken()
{
    close();
    open({{u"OPENAI_API_KEY"_s, QLatin1StringView(secret)}});
    QCOMPARE(engines().keyFrom("openai"), KeyFrom::Nowhere);
    choose("openai");
    QVERIFY(part("engineOffer")->isVisible());
    QCOMPARE(text("engineOfferWords"), u"OPENAI_API_KEY is set in your environment."_s);
    QCOMPARE(engines().keyFrom("openai"), KeyFrom::Nowhere);
    engines().takeOffered("openai"); // what its button does before it asks OpenAI
    QCOMPARE(text("engineKeyHeld"), u"The key comes from OPENAI_API_KEY, for this run."_s);
    QVERIFY(!part("engineOffer")->isVisible());
    QCOMPARE(part("engine_openai")->accessibleName(), u"OpenAI, ready"_s);
    QCOMPARE(engines().current().provider, "demo");
}

void TestEngineSecrets::aKeyIsNowhereInSight()
{
    const auto clean = [this] {
        for (const QString &words : wordsOf(sheet())) {
            if (holdsPartOf(words, QLatin1StringView(secret)))
                return false;
        }
        return true;
    };
    setUpOther();
    QVERIFY(clean());
    press("checkEngine");
    QVERIFY(clean());
    QCOMPARE(part<QLineEdit>("engineKey")->text(), QString()); // taken
    QTRY_COMPARE_WITH_TIMEOUT(resultHead(), u"The key works."_s, patience);
    QVERIFY(clean());
    paste(QLatin1StringView(secret) + u"x y"_s); // refused
    QVERIFY(clean());
    stopOther();
    press("checkEngine");
    QTRY_COMPARE_WITH_TIMEOUT(resultText(), u"Start the server, or check the port."_s, patience);
    QVERIFY(clean());
    choose("openai");
    paste(QLatin1StringView(secret));
    QVERIFY(clean());
}

void TestEngineSecrets::aKeyIsInNoPicture()
{
    const auto grabbed = [this] {
        part("closeEngines")->setFocus();
        for (int turns = 0; turns < 10; ++turns) // layouts inside scroll areas settle one by one
            QCoreApplication::processEvents();
        return sheet().grab().toImage();
    };
    QList<QImage> pasted;
    QList<QImage> held;
    for (const QString &key : {u"sk-aaaaaaaaaaaa"_s, u"sk-zzzzzzzzzzzz"_s}) {
        choose("compatible");
        paste(key);
        pasted << grabbed();
        engines().setKey("compatible", key.toLatin1(), KeyKeep::ThisRun);
        choose("demo");
        choose("compatible");
        held << grabbed();
        engines().forgetKey("compatible");
    }
    QCOMPARE(pasted[0], pasted[1]);
    QCOMPARE(held[0], held[1]);
}

void TestEngineSecrets::aKeyIsInNoFile()
{
    setUpOther();
    press("useEngine");
    QTRY_VERIFY_WITH_TIMEOUT(sheet().isHidden(), patience);
    QVERIFY(picture().stored);
    const QString folder = m_bench->folder();
    const auto flushed = m_bench->outbox().flushed();
    QTRY_VERIFY(flushed.future().isFinished());
    int files = 0;
    for (QDirIterator all(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories); all.hasNext();) {
        QFile file(all.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        ++files;
        QVERIFY2(!file.readAll().contains(secret), qPrintable(file.fileName()));
    }
    QVERIFY(files > 1);
}

QTEST_MAIN(TestEngineSecrets)
#include "tst_enginesecrets.moc"
