// SPDX-License-Identifier: MIT
#include "gallerydesk.h"
#include "ui/gallery/gallerymodel.h"

#include <QAbstractItemModelTester>

using namespace Qt::StringLiterals;

namespace {

constexpr int pictures = 250;

QString roleText(const GalleryModel &model, int row, int role)
{
    return model.data(model.index(row), role).toString();
}

} // namespace

class TestGalleryModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keepsTheContractOfModels();
    void fetchesWhatIsInSightAlone();
    void narrowsByEveryFilter();
    void newPicturesStandInFront();
    void takesDeletedOnesOut();
    void fetchesRowsOutOfSightInOrder();
    void tellsDaysAsOneSaysThem();
    void saysWhatWasNotBilled();
    void makesEachThumbnailOnce();
    void aBrokenFileIsSaidAndStopsNothing();
    void aPictureRemovedByAnotherProgramIsBroken();
    void forgottenThumbnailsLeaveTheDisk();
    void thumbnailsOfUnknownPicturesAreSweptAway();
    void whatIsScrolledPastIsNotMade();

private:
    bool list(const ImageQuery &query = {});
    bool thumbThere(int row) const
    {
        return !m_model->data(m_model->index(row), GalleryModel::ThumbRole).value<QImage>().isNull();
    }
    bool broken(int row) const
    {
        return m_model->data(m_model->index(row), GalleryModel::BrokenRole).toBool();
    }

    std::unique_ptr<GalleryDesk> m_desk;
    std::unique_ptr<GalleryThumbs> m_thumbs;
    std::unique_ptr<GalleryPrices> m_prices;
    std::unique_ptr<GalleryModel> m_model;
};

void TestGalleryModel::init()
{
    m_desk = std::make_unique<GalleryDesk>(pictures);
    Session &session = (*m_desk)->session();
    m_thumbs = std::make_unique<GalleryThumbs>(session.outbox().files());
    m_prices = std::make_unique<GalleryPrices>(session);
    m_model = std::make_unique<GalleryModel>(session, *m_thumbs, *m_prices);
}

void TestGalleryModel::cleanup()
{
    m_model.reset();
    m_prices.reset();
    m_thumbs.reset();
    m_desk.reset();
}

bool TestGalleryModel::list(const ImageQuery &query)
{
    QSignalSpy listed(m_model.get(), &GalleryModel::listed);
    m_model->setQuery(query);
    return listed.wait(patience);
}

void TestGalleryModel::keepsTheContractOfModels()
{
    const QAbstractItemModelTester tester(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    QVERIFY(list());
    QCOMPARE(m_model->rowCount(), pictures);
    m_model->setSight(0, 30);
    QTRY_VERIFY_WITH_TIMEOUT(thumbThere(30), patience);
    QVERIFY(list({.text = u"lake"_s}));
    m_model->remove({m_model->ids().first(), m_model->ids().last()});
    QVERIFY(list());
    QCOMPARE(m_model->rowCount(), pictures);
}

void TestGalleryModel::fetchesWhatIsInSightAlone()
{
    QVERIFY(list());
    m_model->setSight(200, 220);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->picture(220), patience);
    QCOMPARE(m_model->picture(205)->prompt, m_desk->row(205).prompt);
    QVERIFY(!m_model->picture(0));
    QVERIFY(!m_model->index(0).data().isValid());
    QCOMPARE(roleText(*m_model, 0, Qt::AccessibleTextRole), u"Loading"_s);
}

void TestGalleryModel::narrowsByEveryFilter()
{
    const auto expected = [this](const std::function<bool(const ImageRow &)> &fits) {
        qsizetype count = 0;
        for (int i = 0; i < pictures; ++i)
            count += fits(m_desk->row(i)) ? 1 : 0;
        return int(count);
    };
    QVERIFY(list({.text = u"ROBOT sunset"_s}));
    QCOMPARE(m_model->rowCount(), expected([](const ImageRow &row) {
        return row.prompt.contains(u"robot") && row.prompt.contains(u"sunset");
    }));
    QVERIFY(m_model->rowCount() > 0);
    QVERIFY(list({.provider = "openai"}));
    QCOMPARE(m_model->rowCount(), pictures / 5);
    QVERIFY(list({.customer = {"cus_2"}}));
    QCOMPARE(m_model->rowCount(), expected([](const ImageRow &row) { return row.customer.text == "cus_2"; }));
    const TimePoint from = m_desk->row(40).at;
    QVERIFY(list({.from = from, .until = m_desk->row(10).at}));
    QCOMPARE(m_model->rowCount(), 30);
    m_model->setSight(0, 29);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->picture(29), patience);
    QCOMPARE(m_model->picture(29)->at, from);
    QVERIFY(list({.text = u"zebra"_s}));
    QCOMPARE(m_model->rowCount(), 0);
}

void TestGalleryModel::newPicturesStandInFront()
{
    QVERIFY(list());
    ImageRow fresh = m_desk->row(3);
    fresh.id = {"img_fresh"};
    fresh.file = u"img_fresh.png"_s;
    QVERIFY(QFile::copy(m_desk->path(m_desk->ids[3]), m_desk->path(fresh.id)));
    QVERIFY(resultOf(m_desk->outbox().enqueue(std::nullopt, fresh)));
    QSignalSpy inserted(m_model.get(), &QAbstractItemModel::rowsInserted);
    QSignalSpy reset(m_model.get(), &QAbstractItemModel::modelReset);
    m_model->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), pictures + 1, patience);
    QCOMPARE(inserted.size(), 1); // what is chosen stays chosen
    QCOMPARE(reset.size(), 0);
    QCOMPARE(m_model->ids().first(), fresh.id);
}

void TestGalleryModel::takesDeletedOnesOut()
{
    QVERIFY(list());
    QSignalSpy removed(m_model.get(), &QAbstractItemModel::rowsRemoved);
    const QList<EventId> gone{m_desk->ids[4], m_desk->ids[5], m_desk->ids[9]};
    QVERIFY(resultOf(m_desk->outbox().hideImages(gone)));
    m_model->reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_model->rowCount(), pictures - 3, patience);
    QCOMPARE(removed.size(), 2); // two ranges
    for (const EventId &id : gone)
        QCOMPARE(m_model->rowOf(id), -1);
}

void TestGalleryModel::fetchesRowsOutOfSightInOrder()
{
    QVERIFY(list());
    m_model->setSight(0, 5);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->picture(5), patience);
    const QList<EventId> wanted{m_desk->ids[240], {"img_nobody"}, m_desk->ids[2], m_desk->ids[100]};
    QList<ImageRow> rows;
    m_model->fetch(wanted, [&rows](const QList<ImageRow> &found) { rows = found; });
    QTRY_COMPARE_WITH_TIMEOUT(rows.size(), 3, patience);
    QCOMPARE(rows[0].id, wanted[0]);
    QCOMPARE(rows[1].id, wanted[2]);
    QCOMPARE(rows[2].id, wanted[3]);
}

void TestGalleryModel::tellsDaysAsOneSaysThem()
{
    QVERIFY(list());
    m_desk->clock->set(m_desk->row(0).at + 1h);
    m_model->setSight(0, 249);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->picture(249), patience);
    const QDateTime newest = toDateTime(m_desk->row(0).at).toLocalTime();
    QCOMPARE(roleText(*m_model, 0, GalleryModel::DayRole),
        newest.date() == newest.addSecs(3600).date() ? u"Today"_s : u"Yesterday"_s);
    const QDate oldest = toDateTime(m_desk->row(249).at).toLocalTime().date();
    QCOMPARE(roleText(*m_model, 249, GalleryModel::DayRole),
        QLocale(QLocale::English).toString(oldest, u"d MMM"_s));
}

void TestGalleryModel::saysWhatWasNotBilled()
{
    QVERIFY(list());
    m_model->setSight(0, 20);
    QTRY_VERIFY_WITH_TIMEOUT(m_model->picture(20), patience);
    for (int row = 0; row < 20; ++row) {
        if (!m_desk->row(row).event)
            QCOMPARE(roleText(*m_model, row, GalleryModel::PriceRole), u"not billed"_s);
    }
}

void TestGalleryModel::makesEachThumbnailOnce()
{
    QVERIFY(list());
    m_thumbs->setSide(120);
    m_model->setSight(0, 3);
    QTRY_VERIFY_WITH_TIMEOUT(thumbThere(0) && thumbThere(3), patience);
    QCOMPARE(m_thumbs->find(m_desk->ids[0]).size(), QSize(120, 120));
    const QString kept = m_desk->thumb(m_desk->ids[0]);
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(kept), patience);
    // A second gallery reads it, and a larger size replaces it.
    GalleryThumbs second(m_desk->outbox().files());
    QVERIFY(QFile::exists(kept));
    const QDateTime written = QFileInfo(kept).lastModified();
    second.setSide(200);
    second.want({{m_desk->ids[0], m_desk->row(0).file}});
    QTRY_COMPARE_WITH_TIMEOUT(second.find(m_desk->ids[0]).width(), 200, patience);
    second.setSide(64);
    second.want({{m_desk->ids[0], m_desk->row(0).file}});
    QCOMPARE(second.find(m_desk->ids[0]).width(), 200); // until the other is there
    QTRY_COMPARE_WITH_TIMEOUT(second.find(m_desk->ids[0]).width(), 64, patience);
    QCOMPARE(QFileInfo(kept).lastModified(), written);
}

void TestGalleryModel::aBrokenFileIsSaidAndStopsNothing()
{
    QFile file(m_desk->path(m_desk->ids[1]));
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("no picture at all");
    file.close();
    QVERIFY(QDir(m_desk->folder.path()).mkpath(u"thumbs"_s));
    QFile half(m_desk->thumb(m_desk->ids[2])); // a thumbnail a crash left half written
    QVERIFY(half.open(QIODevice::WriteOnly));
    half.write("\xff\xd8\xff\xe0 cut off");
    half.close();
    QVERIFY(list());
    m_model->setSight(0, 4);
    QTRY_VERIFY_WITH_TIMEOUT(broken(1) && thumbThere(2) && thumbThere(4), patience);
    QVERIFY(!thumbThere(1));
    QVERIFY(!broken(2));
}

void TestGalleryModel::aPictureRemovedByAnotherProgramIsBroken()
{
    QVERIFY(list());
    m_model->setSight(0, 4);
    QTRY_VERIFY_WITH_TIMEOUT(thumbThere(1), patience);
    QVERIFY(QFile::remove(m_desk->path(m_desk->ids[1])));
    GalleryThumbs later(m_desk->outbox().files());
    later.want({{m_desk->ids[1], m_desk->row(1).file}});
    QTRY_VERIFY_WITH_TIMEOUT(later.broken(m_desk->ids[1]), patience); // though its thumbnail is there
}

void TestGalleryModel::forgottenThumbnailsLeaveTheDisk()
{
    QVERIFY(list());
    m_model->setSight(0, 4);
    const QString kept = m_desk->thumb(m_desk->ids[0]);
    QTRY_VERIFY_WITH_TIMEOUT(thumbThere(0) && QFile::exists(kept), patience);
    m_thumbs->forget({m_desk->ids[0]});
    QVERIFY(!thumbThere(0));
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(kept), patience);
}

void TestGalleryModel::thumbnailsOfUnknownPicturesAreSweptAway()
{
    QVERIFY(list());
    m_model->setSight(0, 1);
    QTRY_VERIFY_WITH_TIMEOUT(thumbThere(0) && thumbThere(1), patience);
    const QString kept = m_desk->thumb(m_desk->ids[0]);
    const QString stray = m_desk->thumb({"img_long_gone"});
    QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(kept), patience);
    QVERIFY(QFile::copy(kept, stray));
    m_thumbs->removeStrays(m_model->ids());
    QTRY_VERIFY_WITH_TIMEOUT(!QFile::exists(stray), patience);
    QVERIFY(QFile::exists(kept));
}

void TestGalleryModel::whatIsScrolledPastIsNotMade()
{
    QVERIFY(list());
    QList<GalleryThumbs::Wish> past;
    for (int i = 0; i < 200; ++i)
        past.append({m_desk->ids[i], m_desk->row(i).file});
    QSignalSpy loaded(m_thumbs.get(), &GalleryThumbs::loaded);
    m_thumbs->want(past);
    m_thumbs->want({{m_desk->ids[249], m_desk->row(249).file}});
    QTRY_VERIFY_WITH_TIMEOUT(!m_thumbs->find(m_desk->ids[249]).isNull(), patience);
    QTRY_COMPARE_WITH_TIMEOUT(m_thumbs->working(), 0, patience);
    QVERIFY2(loaded.size() <= 3, qPrintable(QString::number(loaded.size()))); // two were under way
}

QTEST_MAIN(TestGalleryModel)
#include "tst_gallerymodel.moc"
