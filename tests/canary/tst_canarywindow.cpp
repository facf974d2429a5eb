// SPDX-License-Identifier: MIT
#include "commands/workbench.h"
#include "faults/standin.h"
#include "mark.h"
#include "ui/accounts/accountssheet.h"
#include "ui/frame/mainwindow.h"
#include "ui/shell.h"
#include "ui/theme.h"

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QDirIterator>
#include <QLineEdit>
#include <QMetaProperty>
#include <QMimeData>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

using namespace Qt::StringLiterals;
using Mode = Destination::Mode;

namespace {

constexpr int patience = 30000; // a busy machine
constexpr int mostRows = 200;

QByteArrayList said; // what the program wrote as messages

void keep(QtMsgType, const QMessageLogContext &, const QString &message)
{
    said.append(message.toUtf8());
}

// The masked field is where the key is typed: what it shows is looked at, not what it holds.
bool isSecret(const QObject &object, const char *property)
{
    const auto *own = qobject_cast<const QLineEdit *>(&object);
    const auto *line = own ? own : object.findChild<const QLineEdit *>(QString(), Qt::FindDirectChildrenOnly);
    return line && line->echoMode() == QLineEdit::Password && qstrcmp(property, "text") == 0;
}

QStringList propertiesOf(const QObject &object)
{
    QStringList out;
    const QMetaObject *meta = object.metaObject();
    for (int i = 0; i < meta->propertyCount(); ++i) {
        const QMetaProperty property = meta->property(i);
        if (!isSecret(object, property.name()))
            out.append(property.read(&object).toStringList().join(u'\n'));
    }
    const QByteArrayList others = object.dynamicPropertyNames();
    for (const QByteArray &name : others)
        out.append(object.property(name.constData()).toString());
    return out;
}

QStringList itemsOf(const QAbstractItemView &view)
{
    QStringList out;
    const QAbstractItemModel *model = view.model();
    for (int row = 0; model && row < std::min(mostRows, model->rowCount()); ++row) {
        for (int column = 0; column < model->columnCount(); ++column) {
            for (const int role : {Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole})
                out.append(model->index(row, column).data(role).toString());
        }
    }
    return out;
}

QStringList heardOf(QWidget &widget)
{
    QStringList out;
    if (QAccessibleInterface *heard = QAccessible::queryAccessibleInterface(&widget)) {
        for (const auto kind : {QAccessible::Name, QAccessible::Description, QAccessible::Value})
            out.append(heard->text(kind));
    }
    return out;
}

} // namespace

// A person pastes a marked key, checks it and works with it. Then the mark is looked for in all that the
// window says, shows and copies, and in what is left on the disk.
class TestCanaryWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theKeyIsPastedAndUsed();
    void theServiceSaysItBack();
    void nothingCopiedHoldsIt_data();
    void nothingCopiedHoldsIt();
    void noPictureOfTheFieldTellsIt();
    void noMessageHoldsIt();
    void noFileHoldsIt();

private:
    MainWindow &window() const { return static_cast<MainWindow &>(m_shell->window()); }
    template<typename T = QWidget>
    T &part(const char *name) const
    {
        T *found = window().findChild<T *>(QLatin1StringView(name));
        if (!found)
            qFatal("no control named %s", name);
        return *found;
    }
    void press(const char *name) const { part<QAbstractButton>(name).click(); }
    QString whoTells() const; // the first widget that says the mark; empty: none
    bool isOnTheClipboard() const;

    const Mark m_mark;
    QTemporaryDir m_service;
    QTemporaryDir m_folder;
    std::unique_ptr<ThemeHost> m_themes;
    std::unique_ptr<StandIn> m_standIn;
    std::unique_ptr<Workbench> m_bench;
    std::unique_ptr<Shell> m_shell;
};

void TestCanaryWindow::initTestCase()
{
    qInstallMessageHandler(keep);
    StandIn::Keys keys;
    keys.test = m_mark.key;
    auto standIn = StandIn::start(m_service.path(), keys);
    QVERIFY(standIn.ok());
    m_standIn = *std::move(standIn);
    WorkbenchOptions options;
    options.folder = m_folder.path();
    options.environment = QProcessEnvironment();
    options.keychain = [] { return std::unique_ptr<Keychain>(); };
    auto opened = Workbench::open(options);
    QVERIFY(opened.ok());
    m_bench = *std::move(opened);
    const auto set = m_bench->network().set({.proxy = NetworkOptions::Proxy::Http,
        .host = u"127.0.0.1"_s,
        .port = m_standIn->proxyPort(),
        .caFile = m_standIn->caFile()});
    QVERIFY(set.ok());
    m_themes = std::make_unique<ThemeHost>(*qApp);
    m_themes->setMotion(ThemeHost::Motion::Reduced);
    m_shell = std::make_unique<Shell>(m_bench->desk(), *m_themes, Shell::Memory::Keep);
    m_shell->show(QSize(1280, 720));
    QVERIFY(QTest::qWaitForWindowExposed(&window()));
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, patience);
}

QString TestCanaryWindow::whoTells() const
{
    const QList<QWidget *> all = QApplication::allWidgets();
    for (QWidget *widget : all) {
        QStringList words = propertiesOf(*widget) + heardOf(*widget);
        const QList<QAction *> actions = widget->actions();
        for (const QAction *action : actions)
            words += propertiesOf(*action);
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget))
            words += itemsOf(*view);
        if (m_mark.isIn(words.join(u'\n').toUtf8()))
            return QLatin1StringView(widget->metaObject()->className()) + u' ' + widget->objectName();
    }
    return {};
}

bool TestCanaryWindow::isOnTheClipboard() const
{
    const QMimeData *held = QGuiApplication::clipboard()->mimeData();
    const QStringList formats = held ? held->formats() : QStringList();
    return std::ranges::any_of(
        formats, [&](const QString &format) { return m_mark.isIn(held->data(format)); });
}

void TestCanaryWindow::theKeyIsPastedAndUsed()
{
    part<AccountsSheet>("accountsSheet").showFor(Mode::Test);
    QGuiApplication::clipboard()->setText(QString::fromLatin1(m_mark.key));
    QVERIFY(isOnTheClipboard()); // this is how it would be found
    press("pasteAccountKey");
    QGuiApplication::clipboard()->clear();
    QCOMPARE(part<QLineEdit>("accountKey").text().toLatin1(), m_mark.key);
    QCOMPARE(whoTells(), QString());
    window().setWindowTitle(QString::fromLatin1(m_mark.key));
    QVERIFY(!whoTells().isEmpty()); // and this is how it would be seen
    window().setWindowTitle(u"PixelMeter"_s);
    press("checkAccountKey");
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->connections().hasKey(Mode::Test), patience);
    QVERIFY(part<QLineEdit>("accountKey").text().isEmpty());
    QCOMPARE(whoTells(), QString());
    press("useAccount");
    QCOMPARE(m_bench->connections().current(), Mode::Test);
    QTRY_VERIFY_WITH_TIMEOUT(m_bench->session().state().loaded, patience);
    QCOMPARE(whoTells(), QString());
}

// In a header, a body and the sentence of its error, which the window shows.
void TestCanaryWindow::theServiceSaysItBack()
{
    const QByteArray body = "{\"code\":\"ODD\",\"message\":\"The key " + m_mark.key + " is odd.\"}";
    m_standIn->choose([this, body](const RelayedRequest &) {
        return Mishap{.bytes = "HTTP/1.1 422 Odd\r\nContent-Type: application/json\r\nX-Echo: Bearer "
                + m_mark.key + "\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body,
            .end = Mishap::End::Keep};
    });
    QSignalSpy failed(&m_bench->session(), &Session::failed);
    m_bench->session().refresh();
    QTRY_VERIFY_WITH_TIMEOUT(!failed.isEmpty(), patience);
    m_standIn->choose({});
    QVERIFY(!m_mark.isIn(failed.first().first().value<Error>().message.toUtf8()));
    for (int page = 0; page < MainWindow::PageCount; ++page) {
        window().showPage(page);
        QCoreApplication::processEvents();
        QCOMPARE(whoTells(), QString());
    }
}

void TestCanaryWindow::nothingCopiedHoldsIt_data()
{
    QTest::addColumn<int>("page");
    for (int page = 0; page < MainWindow::PageCount; ++page)
        QTest::addRow("page %d", page) << page;
}

// Every button and every entry of a menu that says “copy”.
void TestCanaryWindow::nothingCopiedHoldsIt()
{
    QFETCH(int, page);
    window().showPage(page);
    if (page == MainWindow::EventLog) {
        auto &table = part<QAbstractItemView>("logTable");
        QTRY_VERIFY_WITH_TIMEOUT(table.model()->rowCount() > 0, patience);
        table.setCurrentIndex(table.model()->index(0, 0));
        part<QAction>("menuCode").trigger(); // its window has things to copy too
        QCoreApplication::processEvents();
    }
    int copied = 0;
    const auto look = [&](const QString &name) {
        QCoreApplication::processEvents();
        ++copied;
        QVERIFY2(!isOnTheClipboard(), qPrintable(name));
    };
    const auto copies = [](const QString &words) { return words.contains(u"copy"_s, Qt::CaseInsensitive); };
    const QList<QAbstractButton *> buttons = window().findChildren<QAbstractButton *>();
    for (QAbstractButton *button : buttons) {
        const QString words = button->objectName() + button->text() + button->accessibleName();
        if (!button->isVisible() || !button->isEnabled() || !copies(words))
            continue;
        button->click();
        look(words);
    }
    const QList<QAction *> actions = window().findChildren<QAction *>();
    for (QAction *action : actions) {
        if (!action->isEnabled() || !copies(action->text() + action->objectName()))
            continue;
        action->trigger();
        look(action->text());
    }
    QVERIFY(page != MainWindow::EventLog || copied >= 2);
    QCOMPARE(whoTells(), QString());
}

// Two keys of one length look alike while they are typed.
void TestCanaryWindow::noPictureOfTheFieldTellsIt()
{
    auto &sheet = part<AccountsSheet>("accountsSheet");
    sheet.showFor(Mode::Test);
    auto &line = part<QLineEdit>("accountKey");
    line.clearFocus(); // no blinking cursor
    const auto shownWith = [&](const QByteArray &key) {
        line.setText(QString::fromLatin1(key));
        QCoreApplication::processEvents();
        return line.grab().toImage();
    };
    const QImage marked = shownWith(m_mark.key);
    QCOMPARE(marked, shownWith(QByteArray(m_mark.key.size(), 'x')));
    QVERIFY(marked != shownWith({}));
    sheet.close();
}

void TestCanaryWindow::noMessageHoldsIt()
{
    qWarning().noquote() << m_bench->transport().destination().baseUrl.toString()
                         << m_bench->connections().maskedKey(Mode::Test);
    QVERIFY(!said.isEmpty());
    for (const QByteArray &message : said)
        QVERIFY2(!m_mark.isIn(message), "a message holds it");
}

void TestCanaryWindow::noFileHoldsIt()
{
    m_shell.reset();
    m_bench.reset();
    QDirIterator files(m_folder.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int read = 0;
    while (files.hasNext()) {
        QFile file(files.next());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY2(!m_mark.isIn(file.readAll()), qPrintable(file.fileName()));
        ++read;
    }
    QVERIFY(read >= 3);
}

QTEST_MAIN(TestCanaryWindow)
#include "tst_canarywindow.moc"
