// SPDX-License-Identifier: MIT
#include "outbox/manyimages.h"
#include "outbox/outboxbench.h"

#include <QElapsedTimer>
#include <QSignalSpy>

using namespace Qt::StringLiterals;

namespace {

QList<QByteArray> texts(const Result<QList<EventId>> &ids)
{
    QList<QByteArray> out;
    for (const EventId &id : ids.valueOr({}))
        out.append(id.text);
    return out;
}

} // namespace

// The workspace's pictures: found, paged, hidden, brought back and gone for good.
class TestOutboxImages : public QObject, private OutboxBench {
    Q_OBJECT
private Q_SLOTS:
    void init() { begin(); }
    void cleanup() { end(); }
    void everyMemberComesBack();
    void newestFirstByPages();
    void eachMemberNarrows_data();
    void eachMemberNarrows();
    void facetsNameWhatThereIs();
    void hiddenOnesAreInNoListAndComeBack();
    void hiddenOnesGoForGoodAtTheNextOpen();
    void changesAreTold();
    void picturesWithoutARowGoAtStart();
    void aFileOfTheFirstVersionIsSteppedUp();
    void fiftyThousandAreListedAtOnce();

private:
    void addFour();
    QList<QByteArray> found(const ImageQuery &query) { return texts(waited(m_outbox->imageIds(query))); }
};

void TestOutboxImages::everyMemberComesBack()
{
    ImageRow whole = image("img_1");
    whole.provider = "openai";
    whole.negative = u"text, “blur”\nрамка"_s;
    whole.format = "webp";
    whole.estimateUsd = Decimal::fromText("0.053");
    whole.costUsd = Decimal::fromText("0.05268");
    whole.event = false;
    QVERIFY(waited(m_outbox->enqueue(std::nullopt, whole)));
    QCOMPARE(*waited(m_outbox->image({"img_1"})), std::optional(whole));
    QCOMPARE(*waited(m_outbox->image({"img_2"})), std::optional<ImageRow>());
    enqueue("img_2"); // with the defaults: no money is not known money
    QCOMPARE(*waited(m_outbox->image({"img_2"})), std::optional(image("img_2")));
}

void TestOutboxImages::newestFirstByPages()
{
    for (int i = 1; i <= 5; ++i)
        enqueue("img_" + QByteArray::number(i));
    const auto page = [this](int limit, int offset) {
        QList<QByteArray> ids;
        for (const ImageRow &row : waited(m_outbox->images(ImageQuery(), limit, offset)).valueOr({}))
            ids.append(row.id.text);
        return ids;
    };
    QCOMPARE(page(2, 0), (QList<QByteArray>{"img_5", "img_4"}));
    QCOMPARE(page(2, 2), (QList<QByteArray>{"img_3", "img_2"}));
    QCOMPARE(page(2, 4), (QList<QByteArray>{"img_1"}));
    QVERIFY(page(2, 6).isEmpty());
    QCOMPARE(found({}), (QList<QByteArray>{"img_5", "img_4", "img_3", "img_2", "img_1"}));
    QCOMPARE(waited(m_outbox->images())->size(), 5);
}

void TestOutboxImages::addFour()
{
    const auto add = [this](const QByteArray &id, const QString &prompt, const QByteArray &provider,
                         const QByteArray &customer) {
        ImageRow row = image(id);
        row.prompt = prompt;
        row.caption = u"Sea, %1"_s.arg(QString::fromLatin1(provider));
        row.provider = provider;
        row.model = provider == "demo" ? u"demo-painter"_s : u"gpt-image-2"_s;
        row.customer = {customer};
        QVERIFY(waited(m_outbox->enqueue(std::nullopt, row)));
        m_clock.advance(std::chrono::hours{24});
    };
    add("img_1", u"A lake at SUNSET"_s, "demo", "cus_1");
    add("img_2", u"Ein Café in ZÜRICH"_s, "openai", "cus_2");
    add("img_3", u"Ein Haus am See, 100% blau"_s, "openai", "");
    add("img_4", u"A lake in the rain"_s, "demo", "cus_2");
}

void TestOutboxImages::eachMemberNarrows_data()
{
    const TimePoint start{std::chrono::hours{500'000}};
    const std::chrono::hours day{24};
    QTest::addColumn<ImageQuery>("query");
    QTest::addColumn<QList<QByteArray>>("ids");
    const auto row = [](const char *name, const ImageQuery &query, const QList<QByteArray> &ids) {
        QTest::newRow(name) << query << ids;
    };
    row("nothing", {}, {"img_4", "img_3", "img_2", "img_1"});
    row("a word", {.text = u"lake"_s}, {"img_4", "img_1"});
    row("in any case", {.text = u"sunset"_s}, {"img_1"});
    row("letters beyond ASCII in any case", {.text = u"zürich CAFÉ"_s}, {"img_2"});
    row("letters put together from two", {.text = u"zu\u0308rich"_s}, {"img_2"});
    row("the sharp s is two", {.text = u"Cafe\u0301 ein"_s}, {"img_2"});
    row("every word, anywhere", {.text = u"rain lake"_s}, {"img_4"});
    row("a word of the caption", {.text = u"openai sea"_s}, {"img_3", "img_2"});
    row("a part of a word", {.text = u"set"_s}, {"img_1"});
    row("no pattern", {.text = u"100%"_s}, {"img_3"});
    row("nor another", {.text = u"l_ke"_s}, {});
    row("blanks", {.text = u"  \n "_s}, {"img_4", "img_3", "img_2", "img_1"});
    row("a provider", {.provider = "openai"}, {"img_3", "img_2"});
    row("a model", {.model = u"demo-painter"_s}, {"img_4", "img_1"});
    row("a customer", {.customer = {"cus_2"}}, {"img_4", "img_2"});
    row("from", {.from = start + 2 * day}, {"img_4", "img_3"});
    row("until, which is not in it", {.until = start + 2 * day}, {"img_2", "img_1"});
    row("a day", {.from = start + day, .until = start + 2 * day}, {"img_2"});
    row("all together",
        {.text = u"zürich"_s,
            .provider = "openai",
            .model = u"gpt-image-2"_s,
            .customer = {"cus_2"},
            .from = start,
            .until = start + 4 * day},
        {"img_2"});
    row("more words than an expression holds",
        {.text = u"lake "_s +
                [] {
                    QString words;
                    for (int i = 0; i < 2000; ++i)
                        words += u" word%1"_s.arg(i);
                    return words;
                }()},
        {});
}

void TestOutboxImages::eachMemberNarrows()
{
    QFETCH(ImageQuery, query);
    QFETCH(QList<QByteArray>, ids);
    addFour();
    const auto all = waited(m_outbox->imageIds(query));
    QVERIFY2(all, all ? "" : qPrintable(all.error().message));
    QCOMPARE(texts(all), ids);
    QList<QByteArray> rows;
    for (const ImageRow &row : waited(m_outbox->images(query, 100)).valueOr({}))
        rows.append(row.id.text);
    QCOMPARE(rows, ids);
}

void TestOutboxImages::facetsNameWhatThereIs()
{
    const auto none = waited(m_outbox->imageFacets());
    QCOMPARE(none->pictures, 0);
    QCOMPARE(none->oldest, TimePoint());
    const TimePoint start = m_clock.now();
    addFour();
    const auto facets = waited(m_outbox->imageFacets());
    QCOMPARE(facets->pictures, 4);
    QCOMPARE(facets->oldest, start);
    QCOMPARE(facets->providers, (QList<QByteArray>{"demo", "openai"}));
    QCOMPARE(facets->models, (QStringList{u"demo-painter"_s, u"gpt-image-2"_s}));
    QCOMPARE(facets->customers, (QList<CustomerId>{{"cus_2"}, {"cus_1"}}));
    QVERIFY(waited(m_outbox->hideImages({{"img_1"}})));
    QCOMPARE(waited(m_outbox->imageFacets())->customers, QList<CustomerId>{{"cus_2"}});
    QCOMPARE(waited(m_outbox->imageFacets())->oldest, start + std::chrono::hours{24});
}

void TestOutboxImages::hiddenOnesAreInNoListAndComeBack()
{
    for (const QByteArray &id : {"img_1"_ba, "img_2"_ba, "img_3"_ba}) {
        QVERIFY(m_outbox->files().write({id}, "PNG"));
        enqueue(id);
    }
    QVERIFY(waited(m_outbox->hideImages({{"img_1"}, {"img_3"}})));
    QCOMPARE(found({}), QList<QByteArray>{"img_2"});
    QCOMPARE(found({.text = u"sea"_s}), QList<QByteArray>{"img_2"});
    QCOMPARE(waited(m_outbox->images())->size(), 1);
    QCOMPARE(*waited(m_outbox->image({"img_1"})), std::optional<ImageRow>());
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued); // its event still goes
    QVERIFY(waited(m_outbox->restoreImages({{"img_3"}})));
    QCOMPARE(found({}), (QList<QByteArray>{"img_3", "img_2"}));
    QCOMPARE(*waited(m_outbox->image({"img_3"})), std::optional(image("img_3")));
}

void TestOutboxImages::hiddenOnesGoForGoodAtTheNextOpen()
{
    for (const QByteArray &id : {"img_1"_ba, "img_2"_ba}) {
        QVERIFY(m_outbox->files().write({id}, "PNG"));
        enqueue(id);
    }
    QVERIFY(waited(m_outbox->hideImages({{"img_1"}})));
    reopen();
    QVERIFY(waited(m_outbox->restoreImages({{"img_1"}})));
    QCOMPARE(found({}), QList<QByteArray>{"img_2"});
    QVERIFY(!QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_2.png"_s)));
    QCOMPARE(entry("img_1").state, OutboxEntry::State::Queued);
}

void TestOutboxImages::changesAreTold()
{
    QSignalSpy changed(m_outbox.get(), &Outbox::imagesChanged);
    enqueue("img_1");
    QTRY_COMPARE(changed.count(), 1);
    m_outbox->hideImages({{"img_1"}});
    QTRY_COMPARE(changed.count(), 2);
    m_outbox->restoreImages({{"img_1"}});
    QTRY_COMPARE(changed.count(), 3);
    Event other = newEvent("img_1"); // an id that is known already
    other.customer = {"cus_2"};
    QVERIFY(!waited(m_outbox->enqueue(other, image("img_1"))));
    QVERIFY(waited(m_outbox->flushed()));
    QCOMPARE(changed.count(), 3);
}

void TestOutboxImages::picturesWithoutARowGoAtStart()
{
    QVERIFY(m_outbox->files().write({"img_1"}, "PNG"));
    QVERIFY(m_outbox->files().write({"img_lost"}, "PNG"));
    enqueue("img_1");
    reopen();
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
    QVERIFY(!QFile::exists(m_outbox->files().path(u"img_lost.png"_s)));
    // Without a workspace nobody can know whose they are, so none goes.
    m_outbox.reset();
    for (const QString &suffix : {u""_s, u"-wal"_s, u"-shm"_s})
        QFile::remove(m_dir->filePath(u"workspace.db"_s + suffix));
    open();
    QVERIFY(QFile::exists(m_outbox->files().path(u"img_1.png"_s)));
}

void TestOutboxImages::aFileOfTheFirstVersionIsSteppedUp()
{
    const QTemporaryDir dir;
    {
        const auto first
            = SqlFile::open(dir.filePath(u"workspace.db"_s), Durability::Full, workspaceSchema().first(1));
        QVERIFY(first);
        QVERIFY((*first)->run(
            u"INSERT INTO images(id, file, prompt, caption, unknown, engine, model, tier, provider_quality,"
            " style, width, height, seed, at, bytes, paint_ms, customer, event) VALUES(X'696d675f31',"
            " 'img_1.png', 'Ein Café', 'A sea', '', 'demo', 'demo-painter', X'6864', X'68696768', X'',"
            " 512, 512, 7, 1000000, 5, 400, X'', 0)"_s));
        QVERIFY((*first)->run(u"INSERT INTO settings(key, value) VALUES('theme', 'light')"_s));
    }
    const auto opened = Outbox::open(dir.path(), m_clock);
    QVERIFY2(opened, opened ? "" : qPrintable(opened.error().message));
    Outbox &outbox = **opened;
    const auto row = waited(outbox.image({"img_1"}));
    QVERIFY(row && *row);
    QCOMPARE((*row)->prompt, u"Ein Café"_s);
    QCOMPARE((*row)->provider, "demo"_ba);
    QCOMPARE((*row)->format, "png"_ba);
    QCOMPARE((*row)->negative, QString());
    QVERIFY(!(*row)->costUsd && !(*row)->estimateUsd);
    QCOMPARE(texts(waited(outbox.imageIds({.text = u"CAFÉ sea"_s}))), QList<QByteArray>{"img_1"});
    QCOMPARE(outbox.setting(u"theme"_s), u"light"_s);
    QVERIFY(waited(outbox.spending(TimePoint()))->isEmpty());
    QVERIFY(QFile::exists(dir.filePath(u"workspace.db.v1"_s)));
    const auto before
        = SqlFile::open(dir.filePath(u"workspace.db.v1"_s), Durability::Full, workspaceSchema().first(1));
    QVERIFY(before); // the copy is still of the first version
}

void TestOutboxImages::fiftyThousandAreListedAtOnce()
{
    const QTemporaryDir dir;
    const ManyImages some{.count = 60, .pixels = {32, 24}, .kinds = 3};
    const auto filled = some.fill(dir.path());
    QVERIFY2(filled, filled ? "" : qPrintable(filled.error().message));
    QCOMPARE(QImage(dir.filePath(u"images/img_many000059.png"_s)).size(), QSize(32, 24));
    {
        const auto file
            = SqlFile::open(dir.filePath(u"workspace.db"_s), Durability::Normal, workspaceSchema());
        ImageIndex index(**file);
        const ManyImages all{.count = 50'000};
        QVERIFY((*file)->transaction([&]() -> Result<void> {
            for (int n = some.count; n < all.count; ++n) {
                if (const auto added = index.insert(all.row(n), all.newest); !added)
                    return added;
            }
            return {};
        }));
    }
    const auto opened = Outbox::open(dir.path(), m_clock);
    QVERIFY(opened);
    const auto took = [](auto ask) {
        QElapsedTimer timer;
        timer.start();
        const auto answer = ask();
        return std::pair(answer, timer.elapsed());
    };
    const auto [ids, idsMs] = took([&] { return waited((*opened)->imageIds({})); });
    const auto [words, wordsMs]
        = took([&] { return waited((*opened)->imageIds({.text = u"ZÜRICH number 49"_s})); });
    const auto [bought, boughtMs] = took([&] { return waited((*opened)->imageIds({.provider = "openai"})); });
    const auto [page, pageMs] = took([&] { return waited((*opened)->images({}, 60, 40'000)); });
    const auto [facets, facetsMs] = took([&] { return waited((*opened)->imageFacets()); });
    qInfo("50,000: ids %lld ms, words %lld ms, provider %lld ms, page %lld ms, facets %lld ms", idsMs,
        wordsMs, boughtMs, pageMs, facetsMs);
    QCOMPARE(ids->size(), 50'000);
    QCOMPARE(ids->first().text, "img_many049999"_ba);
    QVERIFY(words->size() > 100 && words->size() < 1000);
    QCOMPARE(bought->size(), 10'000);
    QCOMPARE(page->first().id.text, "img_many009999"_ba);
    QCOMPARE(facets->pictures, 50'000);
    for (const qint64 ms : {idsMs, wordsMs, boughtMs, pageMs, facetsMs})
        QVERIFY2(ms < 2000, "far above what was measured on a quiet machine");
}

QTEST_GUILESS_MAIN(TestOutboxImages)
#include "tst_outboximages.moc"
