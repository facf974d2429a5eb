// SPDX-License-Identifier: MIT
#include "placesdesk.h"
#include "ui/gallery/gallerypanel.h"
#include "ui/gallery/galleryviewer.h"
#include "ui/pages/generatehistory.h"
#include "ui/pages/generatenotice.h"
#include "ui/pages/generatepage.h"
#include "ui/parts/chain.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/historythumb.h"
#include "ui/parts/sendingmark.h"

#include <QLabel>

// A picture is billed in one place. When billing goes elsewhere, it says where its event is, and nothing of
// it opens the log or the bill of another place.
class TestPicturePlaces : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void aPictureSaysWhereItWasBilled();
    void soItDoesAfterARestart();
    void aSandboxThatWasResetIsAnEarlierOne();
    void theGalleryOpensNothingOfAnotherPlace();
    void aParkedEventIsSaidToBe();
    void onceItIsSentItIsParkedNoMore();
    void aStoppedOutboxSaysWhatItWaitsFor_data();
    void aStoppedOutboxSaysWhatItWaitsFor();
    void justMakingPicturesSendsNothing();

private:
    void makePage();
    void makePicture();
    std::optional<ImageRow> enqueueLate();
    HistoryThumb *late() const { return part<HistoryThumb>(*m_page, "history_img_late"); }
    QString line() const { return part<QLabel>(*m_page, "chainNotBilled")->text(); }
    QAbstractButton *thumb() const { return m_page->findChild<HistoryThumb *>(); }

    std::unique_ptr<PlacesDesk> m_desk;
    std::unique_ptr<GeneratePage> m_page;
};

void TestPicturePlaces::init()
{
    m_desk = std::make_unique<PlacesDesk>();
    QVERIFY(m_desk->makeExample());
    makePage();
    makePicture();
}

void TestPicturePlaces::cleanup()
{
    m_page.reset();
    m_desk.reset();
}

void TestPicturePlaces::makePage()
{
    m_page = std::make_unique<GeneratePage>(m_desk->session(), m_desk->desk().studio);
    m_page->resize(1440, 803);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
}

void TestPicturePlaces::makePicture()
{
    const PictureOrder small{.prompt = u"A lake"_s, .size = {256, 256}}; // quick to paint
    QVERIFY(m_desk->desk().studio.order(small));
    const auto *chain = m_page->findChild<Chain *>();
    QTRY_COMPARE_WITH_TIMEOUT(chain->node(Chain::OnTheBill).state, ChainNode::State::Done, patience);
    QVERIFY(part(*m_page, "showEvent")->isVisible());
}

// The other place even knows an event of the same id.
void TestPicturePlaces::aPictureSaysWhereItWasBilled()
{
    QVERIFY(m_desk->copyThere());
    QVERIFY(m_desk->goThere());
    QTRY_COMPARE_WITH_TIMEOUT(line(), u"Billed in the sandbox. Its event is not in this place."_s, patience);
    m_desk->shoot(*m_page, u"elsewhere"_s);
    for (const char *tile : {"chainEventSent", "chainCounted", "chainOnTheBill", "showEvent"})
        QVERIFY2(!part(*m_page, tile)->isVisible(), tile);
    QVERIFY(part(*m_page, "chainPicture")->isVisible());
    QCOMPARE(part<ElidedLabel>(*m_page, "receiptPrice")->text(), u"Billed in the sandbox"_s);
    QCOMPARE(thumb()->accessibleDescription(), u"SANDBOX"_s);
    QCOMPARE(thumb()->accessibleName(), u"A lake. Billed in the sandbox."_s);

    QVERIFY(m_desk->desk().connections.use(Destination::Mode::Sandbox));
    QTRY_VERIFY_WITH_TIMEOUT(part(*m_page, "chainOnTheBill")->isVisible(), patience);
    QVERIFY(part(*m_page, "showEvent")->isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(thumb()->accessibleDescription() != u"SANDBOX"_s, patience);
    QCOMPARE(thumb()->accessibleName(), u"A lake"_s);
}

// The picture is read from the workspace then.
void TestPicturePlaces::soItDoesAfterARestart()
{
    QVERIFY(m_desk->copyThere());
    QVERIFY(m_desk->goThere());
    makePage();
    QTRY_COMPARE_WITH_TIMEOUT(line(), u"Billed in the sandbox. Its event is not in this place."_s, patience);
    QVERIFY(!part(*m_page, "showEvent")->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(thumb()->accessibleDescription(), u"SANDBOX"_s, patience);
}

void TestPicturePlaces::aSandboxThatWasResetIsAnEarlierOne()
{
    QSignalSpy changed(&m_desk->session(), &Session::worldChanged);
    m_desk->session().reset();
    QVERIFY(changed.wait(patience));
    QTRY_COMPARE_WITH_TIMEOUT(
        line(), u"Billed in an earlier sandbox. Its event is not in this place."_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(thumb()->accessibleDescription(), u"earlier"_s, patience);
}

void TestPicturePlaces::theGalleryOpensNothingOfAnotherPlace()
{
    QVERIFY(m_desk->copyThere());
    GalleryPanel gallery(m_desk->desk());
    gallery.resize(1280, 623);
    gallery.show();
    const auto rows = resultOf(m_desk->desk().session.outbox().images());
    QVERIFY(rows && !rows->isEmpty());
    gallery.openPicture(rows->first().id);
    const auto why = [&gallery] { return part<QLabel>(gallery, "galleryWhy")->text(); };
    QTRY_VERIFY_WITH_TIMEOUT(part(gallery, "galleryShowEvent")->isEnabled(), patience);
    QVERIFY(m_desk->goThere());
    QTRY_COMPARE_WITH_TIMEOUT(why(), u"Billed in the sandbox. Its event is not in this place."_s, patience);
    m_desk->shoot(gallery, u"gallery-elsewhere"_s);
    for (const char *name : {"galleryShowEvent", "galleryShowBill"}) {
        QVERIFY2(!part(gallery, name)->isEnabled(), name);
        QCOMPARE(part(gallery, name)->toolTip(), u"Billed in the sandbox, not in this place."_s);
    }
    QCOMPARE(part<QLabel>(gallery, "galleryPrice")->text(), u"not known"_s);
    auto *menu = gallery.findChild<GalleryMenu *>();
    Q_EMIT menu->aboutToShow();
    QVERIFY(!part<QAction>(*menu, "galleryMenuEvent")->isEnabled());
    QVERIFY(!part<QAction>(*menu, "galleryMenuBill")->isEnabled());
    QVERIFY(m_desk->desk().connections.use(Destination::Mode::Sandbox));
    QTRY_VERIFY_WITH_TIMEOUT(part(gallery, "galleryShowBill")->isEnabled(), patience);
}

// A picture whose event is too late when it comes in.
std::optional<ImageRow> TestPicturePlaces::enqueueLate()
{
    const auto before = resultOf(m_desk->desk().session.outbox().images());
    if (!before || before->isEmpty())
        return std::nullopt;
    ImageRow row = before->first();
    row.id = {"img_late"};
    row.file = u"img_late.png"_s;
    const Event event{.id = row.id,
        .customer = row.customer,
        .name = "image.generated",
        .at = m_desk->session().now() - std::chrono::hours(2),
        .metadata = {}};
    const bool stored = resultOf(m_desk->desk().session.outbox().enqueue(event, row)).ok();
    return stored ? std::optional(row) : std::nullopt;
}

void TestPicturePlaces::aParkedEventIsSaidToBe()
{
    QVERIFY(enqueueLate());
    makePage();
    QTRY_VERIFY_WITH_TIMEOUT(m_page->findChildren<HistoryThumb *>().size() == 2, patience);
    QTRY_COMPARE_WITH_TIMEOUT(late()->accessibleDescription(), u"parked"_s, patience);
}

// Also when its picture was made in this run: the job ended when the event was parked.
void TestPicturePlaces::onceItIsSentItIsParkedNoMore()
{
    const auto row = enqueueLate();
    QVERIFY(row);
    PictureTrack track;
    track.id = row->id;
    track.row = *row;
    track.stored = true;
    track.billed = true;
    track.stage = PictureTrack::Stage::Sending;
    QImage picture(16, 16, QImage::Format_RGB32);
    picture.fill(Qt::white);
    auto *history = m_page->findChild<GenerateHistory *>();
    history->add(track, picture);
    track.stage = PictureTrack::Stage::Failed;
    history->price(track);
    QTRY_COMPARE_WITH_TIMEOUT(late()->accessibleDescription(), u"parked"_s, patience);
    QVERIFY(resultOf(m_desk->session().outbox().resolve({row->id}, LateChoice::SendNow)));
    const QStringList before{u"parked"_s, u"sending"_s, QString()};
    QTRY_VERIFY_WITH_TIMEOUT(!before.contains(late()->accessibleDescription()), patience);
}

void TestPicturePlaces::aStoppedOutboxSaysWhatItWaitsFor_data()
{
    QTest::addColumn<Error::Kind>("kind");
    QTest::addColumn<QString>("words");
    QTest::newRow("key") << Error::Kind::Unauthorized << u"Waiting for a key"_s;
    QTest::newRow("address") << Error::Kind::NotFound << u"Waiting for the address"_s;
}

// Nothing is tried again by itself, so no next try is promised.
void TestPicturePlaces::aStoppedOutboxSaysWhatItWaitsFor()
{
    QFETCH(Error::Kind, kind);
    QFETCH(QString, words);
    PictureTrack track;
    track.stored = true;
    track.billed = true;
    track.stage = PictureTrack::Stage::Sending;
    track.tries = 1;
    track.error = Error{.kind = kind, .message = u"It is refused."_s};
    const auto sent = [&track] { return generate::chainNodes(track, {})[Chain::EventSent]; };
    QCOMPARE(sent().fact, u"Queued, try 2"_s);
    track.stopped = true;
    for (const int tries : {0, 1}) {
        track.tries = tries;
        QCOMPARE(sent().fact, words);
        QCOMPARE(sent().detail, u"It is refused."_s);
        QCOMPARE(sent().state, ChainNode::State::Queued);
    }
    QCOMPARE(generate::priceTag(track).text, u"waiting"_s);
}

void TestPicturePlaces::justMakingPicturesSendsNothing()
{
    PictureTrack track;
    track.error = Error{.kind = Error::Kind::Network, .message = u"No answer."_s};
    auto *notice = m_page->findChild<GenerateNotice *>();
    notice->showFailure(track);
    const auto marked = [this] {
        QStringList names;
        for (const QAbstractButton *button : m_page->findChildren<QAbstractButton *>()) {
            if (isMarkedSending(button))
                names.append(button->objectName());
        }
        names.removeDuplicates();
        names.sort();
        return names;
    };
    const QStringList all{u"generate"_s, u"tryAgain"_s, u"varyPicture"_s};
    QCOMPARE(marked(), all);
    m_page->setPicturesOnly(true);
    QCOMPARE(marked(), QStringList());
    notice->showFailure(track);
    QCOMPARE(marked(), QStringList());
    m_page->setPicturesOnly(false);
    QCOMPARE(marked(), all);
}

QTEST_MAIN(TestPicturePlaces)
#include "tst_pictureplaces.moc"
