// SPDX-License-Identifier: MIT
#include "generatebench.h"
#include "ui/pages/generateengine.h"
#include "ui/pages/generateform.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QMenu>

// What the form asks for, by engine.
class TestGenerateOptions : public QObject, private GenerateBench {
    Q_OBJECT

private Q_SLOTS:
    void init() { open(); }
    void cleanup() { close(); }

    void theDemoPainterShowsNoModel();
    void setUpAnotherLeadsAway();
    void theKeyboardNeverLeavesThePage();
    void eachEngineHasItsFields_data();
    void eachEngineHasItsFields();
    void whatAnEngineDoesNotTakeIsNotOrdered();
    void aModelThatStopsSaysWhen();
    void aModelThatStoppedNamesAnother();
    void anyModelMayBeTyped();
    void otherSizesAreInTheCombo();
    void aTransparentPictureIsNoJpeg();
    void whatIsOpenedComesIntoSight();
    void tabGoesAsOneReads();
    void theDraftIsKept();
    void aPicturesSettingsFillTheForm();

private:
    void choose(const QByteArray &provider);
    bool shown(const char *name) const;
    PictureOrder value() const { return m_page->form()->value(); }
};

void TestGenerateOptions::choose(const QByteArray &id)
{
    Engines &engines = m_stack->engines();
    engines.setKey(id, "sk-test-0123456789abcdef", KeyKeep::ThisRun);
    engines.setUp(id, provider(id).baseUrl, engines.engine(id).model);
    engines.choose(id);
    QCOMPARE(engines.current().provider, id);
    if (auto *more = control<QAbstractButton>(*m_page, "moreOptions"); more->isVisible())
        more->setChecked(true);
}

bool TestGenerateOptions::shown(const char *name) const
{
    const auto *found = m_page->findChild<QWidget *>(QString::fromLatin1(name));
    return found && found->isVisible();
}

void TestGenerateOptions::theDemoPainterShowsNoModel()
{
    const auto *engine = control<QComboBox>(*m_page, "engine");
    QCOMPARE(engine->count(), 2);
    QCOMPARE(engine->currentText(), u"Demo painter (offline, not AI)"_s);
    QCOMPARE(engine->itemText(1), u"Set up another…"_s);
    QVERIFY(!shown("modelField"));
    QVERIFY(shown("styleVivid"));
    QVERIFY(shown("seed"));
    QVERIFY(!shown("negative"));
    QCOMPARE(value().provider, QByteArray("demo"));
    QCOMPARE(value().model, u"demo-painter"_s);
    QCOMPARE(value().size, QSize(1024, 1024));
}

void TestGenerateOptions::setUpAnotherLeadsAway()
{
    auto *engine = control<QComboBox>(*m_page, "engine");
    QSignalSpy asked(m_page.get(), &GeneratePage::enginesRequested);
    engine->setCurrentIndex(1);
    Q_EMIT engine->activated(1);
    QCOMPARE(asked.size(), 1);
    QCOMPARE(engine->currentIndex(), 0); // the one in use stays chosen
}

void TestGenerateOptions::theKeyboardNeverLeavesThePage()
{
    auto *engine = control<QComboBox>(*m_page, "engine");
    QSignalSpy asked(m_page.get(), &GeneratePage::enginesRequested);
    engine->setFocus();
    QTest::keyClick(engine, Qt::Key_Down);
    QVERIFY(asked.isEmpty());
    QVERIFY(engine->view()->isVisible()); // there it can be chosen
    engine->hidePopup();
}

void TestGenerateOptions::eachEngineHasItsFields_data()
{
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QStringList>("absent");
    const QStringList always{u"qualityDraft"_s, u"qualityStandard"_s, u"qualityHd"_s, u"sizeSquare"_s,
        u"howMany"_s, u"modelField"_s};
    QTest::newRow("openai") << always + QStringList{u"formatPNG"_s}
                            << QStringList{u"styleVivid"_s, u"seed"_s, u"negative"_s};
    QTest::newRow("webui") << always + QStringList{u"seed"_s, u"negative"_s}
                           << QStringList{u"styleVivid"_s, u"formatPNG"_s, u"transparent"_s};
    QTest::newRow("localai") << always + QStringList{u"negative"_s}
                             << QStringList{u"seed"_s, u"styleVivid"_s, u"transparent"_s};
    QTest::newRow("compatible") << always + QStringList{u"seed"_s}
                                << QStringList{u"negative"_s, u"styleVivid"_s, u"transparent"_s};
}

void TestGenerateOptions::eachEngineHasItsFields()
{
    QFETCH(QStringList, there);
    QFETCH(QStringList, absent);
    choose(QTest::currentDataTag());
    for (const QString &name : there)
        QVERIFY2(shown(name.toLatin1()), qPrintable(name));
    for (const QString &name : absent)
        QVERIFY2(!shown(name.toLatin1()), qPrintable(name));
}

void TestGenerateOptions::whatAnEngineDoesNotTakeIsNotOrdered()
{
    choose("webui");
    control<QLineEdit>(*m_page, "negative")->setText(u"rain"_s);
    QCOMPARE(value().negative, u"rain"_s);
    choose("openai");
    QCOMPARE(value().negative, QString());
    m_stack->engines().choose("webui");
    QCOMPARE(value().negative, u"rain"_s); // kept for the engine that takes it
}

void TestGenerateOptions::aModelThatStopsSaysWhen()
{
    choose("openai");
    const QList<ProviderModel> &models = provider("openai").models;
    const auto closing = std::ranges::find_if(
        models, [](const ProviderModel &model) { return model.shutdown && !model.replacement.isEmpty(); });
    QVERIFY(closing != models.end());
    GenerateEngine *engine = m_page->form()->engine();
    engine->setToday(closing->shutdown->addDays(-20));
    engine->select("openai", closing->id);
    QVERIFY(shown("modelNote"));
    QVERIFY2(text("modelNote").contains(u" stops on "_s), qPrintable(text("modelNote")));
    engine->setToday(closing->shutdown->addDays(-200));
    QVERIFY(!shown("modelNote"));
}

void TestGenerateOptions::aModelThatStoppedNamesAnother()
{
    choose("openai");
    GenerateEngine *engine = m_page->form()->engine();
    engine->setToday({2026, 11, 21});
    type(*m_page, "model", u"dall-e-3"_s);
    QTest::keyClick(control(*m_page, "model"), Qt::Key_Return);
    QCOMPARE(text("modelNote"), u"“dall-e-3” stopped on 12 May 2026."_s);
    press(*m_page, "modelInstead");
    QVERIFY(!shown("modelNote"));
    const ProviderModel *now = provider("openai").listed(value().model);
    QVERIFY(now);
    QVERIFY(now->life({2026, 11, 21}) == ProviderModel::Life::Living);
    QCOMPARE(m_stack->engines().engine("openai").model, now->id); // kept
}

void TestGenerateOptions::anyModelMayBeTyped()
{
    choose("compatible");
    type(*m_page, "model", u"my-own-model"_s);
    QCOMPARE(value().model, u"my-own-model"_s);
    QTest::keyClick(control(*m_page, "model"), Qt::Key_Return);
    QCOMPARE(m_stack->engines().engine("compatible").model, u"my-own-model"_s);
    press(*m_page, "models");
    auto *menu = m_page->findChild<QMenu *>(u"modelMenu"_s);
    QTRY_VERIFY(menu->isVisible());
    menu->close();
}

void TestGenerateOptions::otherSizesAreInTheCombo()
{
    QVERIFY(!shown("otherSize"));
    press(*m_page, "sizeOther");
    QVERIFY(shown("otherSize"));
    auto *other = control<QComboBox>(*m_page, "otherSize");
    const int index = other->findText(u"512 × 512"_s);
    QVERIFY(index >= 0);
    other->setCurrentIndex(index);
    Q_EMIT other->activated(index);
    QCOMPARE(value().size, QSize(512, 512));
    press(*m_page, "sizeTall");
    QCOMPARE(value().size, QSize(1024, 1536));
    QVERIFY(!shown("otherSize"));
}

void TestGenerateOptions::aTransparentPictureIsNoJpeg()
{
    choose("openai");
    const QList<ProviderModel> &models = provider("openai").models;
    const auto clear = std::ranges::find_if(models, &ProviderModel::transparent);
    QVERIFY(clear != models.end());
    m_page->form()->engine()->select("openai", clear->id);
    QVERIFY(shown("transparent"));
    press(*m_page, "formatJPEG");
    QCOMPARE(value().format, QByteArray("jpeg"));
    press(*m_page, "transparent");
    QVERIFY(value().transparent);
    QCOMPARE(value().format, QByteArray("png"));
    press(*m_page, "formatJPEG");
    QVERIFY(!value().transparent);
}

void TestGenerateOptions::whatIsOpenedComesIntoSight()
{
    m_page->resize(1280, 623);
    control(*m_page, "moreOptions")->setProperty("checked", false);
    press(*m_page, "moreOptions");
    const QWidget *last = control(*m_page, "howMany");
    QTRY_COMPARE(last->visibleRegion().boundingRect(), last->rect());
}

void TestGenerateOptions::tabGoesAsOneReads()
{
    choose("webui"); // rows were made anew
    m_page->resize(1280, 623); // and moved
    control(*m_page, "moreOptions")->setProperty("checked", true);
    control(*m_page, "promptEdit")->setFocus();
    const QStringList wanted{u"engine"_s, u"model"_s, u"models"_s, u"qualityStandard"_s, u"sizeSquare"_s,
        u"moreOptions"_s, u"seed"_s, u"newSeed"_s, u"howMany"_s, u"negative"_s, u"generate"_s};
    QStringList met;
    for (int i = 0; i < 40 && !met.contains(u"generate"_s); ++i) {
        QTest::keyClick(m_page->focusWidget(), Qt::Key_Tab);
        met.append(m_page->focusWidget()->objectName());
    }
    met.removeIf([&](const QString &name) { return !wanted.contains(name); });
    QCOMPARE(met, wanted);
}

void TestGenerateOptions::theDraftIsKept()
{
    m_page->findChild<GeneratePrompt *>()->setText(u"A lighthouse"_s);
    press(*m_page, "qualityHd");
    press(*m_page, "sizeWide");
    press(*m_page, "styleNatural");
    type(*m_page, "seed", u"77"_s);
    control<QSpinBox>(*m_page, "howMany")->setValue(4);
    const PictureOrder before = value();
    m_page.reset();
    makePage();
    QCOMPARE(value(), before);
    QCOMPARE(value().seed, quint64(77));
}

void TestGenerateOptions::aPicturesSettingsFillTheForm()
{
    ImageRow row;
    row.prompt = u"A fox in the snow"_s;
    row.tier = "hd";
    row.size = {1024, 1536};
    row.style = "natural";
    row.seed = 4'294'967'295; // a WebUI's
    row.provider = "demo";
    m_page->use(row);
    const PictureOrder order = value();
    QCOMPARE(order.prompt, row.prompt);
    QCOMPARE(order.tier, row.tier);
    QCOMPARE(order.size, row.size);
    QCOMPARE(order.style, row.style);
    QCOMPARE(order.seed, row.seed);
    QCOMPARE(order.count, 1);
}

QTEST_MAIN(TestGenerateOptions)
#include "tst_generateoptions.moc"
