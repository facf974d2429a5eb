// SPDX-License-Identifier: MIT
#include "ui/gallery/gallerybar.h"

#include "session/session.h"
#include "ui/gallery/gallerywords.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/segments.h"

#include <QAction>
#include <QDateEdit>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr auto typingTime = 120ms; // between two letters

enum Days { AllDays, Today, Week, Month, Pick };

QDateEdit *makeDate(const char *name, const QString &label, QWidget *parent)
{
    auto *edit = new QDateEdit(parent);
    edit->setObjectName(QLatin1StringView(name));
    edit->setAccessibleName(label);
    edit->setLocale(QLocale(QLocale::English));
    edit->setDisplayFormat(u"d MMM yyyy"_s);
    edit->setProperty("small", true);
    edit->setButtonSymbols(QAbstractSpinBox::NoButtons);
    return edit;
}

TimePoint startOf(const QDate &date)
{
    return fromDateTime(date.startOfDay());
}

} // namespace

GalleryBar::GalleryBar(const Session &session, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 12, 24, 8);
    column->setSpacing(8);
    column->addWidget(makeSearch());
    column->addWidget(makeFilters());
    m_typing.setSingleShot(true);
    m_typing.setInterval(typingTime);
    connect(&m_typing, &QTimer::timeout, this, &GalleryBar::say);
}

QWidget *GalleryBar::makeSearch()
{
    auto *line = new QWidget(this);
    auto *back = new Button(tr("Generate"), ButtonRole::Quiet, line);
    back->setObjectName(u"galleryClose"_s);
    back->setIconName(IconName::ArrowLeft, Ink::Dim);
    back->setAccessibleDescription(tr("Goes back to the form"));
    m_search = new PrefixedEdit(line);
    QLineEdit *edit = m_search->lineEdit();
    edit->setObjectName(u"gallerySearch"_s);
    edit->setAccessibleName(tr("Search"));
    edit->setAccessibleDescription(tr("Words of the prompt, or of what was painted"));
    edit->addAction(icon(IconName::Search, Ink::Mute), QLineEdit::LeadingPosition);
    edit->installEventFilter(this);
    m_search->setPlaceholderText(tr("Search the prompts"));
    m_count = new QLabel(line);
    setTextRole(m_count, TextRole::Help);
    setInk(m_count, Ink::Mute);
    m_count->setObjectName(u"galleryCount"_s);
    m_empty = new IconButton(IconName::X, tr("Empty the search"), line);
    m_empty->setObjectName(u"gallerySearchClear"_s);
    m_empty->hide();
    m_search->addInside(m_count);
    m_search->addInside(m_empty);
    m_tiles = new Segments(line);
    m_tiles->setObjectName(u"galleryTiles"_s);
    m_tiles->setAccessibleName(tr("Size of the pictures"));
    for (const QString &size : {tr("Small"), tr("Medium"), tr("Large")})
        m_tiles->addSegment(size);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(back);
    row->addWidget(m_search, 1);
    row->addWidget(m_tiles);
    connect(back, &QAbstractButton::clicked, this, &GalleryBar::closeRequested);
    connect(edit, &QLineEdit::textChanged, this, [this](const QString &text) {
        m_empty->setVisible(!text.isEmpty());
        m_typing.start();
    });
    connect(m_empty, &QAbstractButton::clicked, this, [edit] {
        edit->clear();
        edit->setFocus(Qt::OtherFocusReason);
    });
    connect(m_tiles, &Segments::currentChanged, this, &GalleryBar::tilesChanged);
    return line;
}

ComboBox *GalleryBar::makeChoice(const char *name, const QString &label, QWidget *parent)
{
    auto *choice = new ComboBox(parent);
    choice->setObjectName(QLatin1StringView(name));
    choice->setAccessibleName(label);
    choice->setSmall();
    choice->hide();
    connect(choice, &QComboBox::activated, this, &GalleryBar::say);
    return choice;
}

QWidget *GalleryBar::makeFilters()
{
    auto *line = new QWidget(this);
    m_engine = makeChoice("galleryEngine", tr("Engine"), line);
    m_model = makeChoice("galleryModel", tr("Model"), line);
    m_days = makeChoice("galleryDays", tr("Days"), line);
    m_days->addItems({tr("All days"), tr("Today"), tr("Last 7 days"), tr("This month"), tr("Pick days")});
    m_days->show();
    disconnect(m_days, nullptr, this, nullptr);
    connect(m_days, &QComboBox::activated, this, &GalleryBar::dayChosen);
    m_customer = makeChoice("galleryCustomer", tr("Customer"), line);
    m_pick = new QWidget(line);
    m_from = makeDate("galleryFrom", tr("First day"), m_pick);
    m_until = makeDate("galleryUntil", tr("Last day"), m_pick);
    m_pick->hide();
    auto *pick = new QHBoxLayout(m_pick);
    pick->setContentsMargins(0, 0, 0, 0);
    pick->setSpacing(6);
    pick->addWidget(m_from);
    pick->addWidget(makeLabel(tr("to"), TextRole::Help, Ink::Mute, m_pick));
    pick->addWidget(m_until);
    for (QDateEdit *edit : {m_from, m_until})
        connect(edit, &QDateEdit::dateChanged, this, [this] { m_typing.start(); });
    m_clear = new Button(tr("Clear all"), ButtonRole::Quiet, line);
    m_clear->setObjectName(u"galleryClear"_s);
    m_clear->setButtonSize(ButtonSize::Small);
    m_clear->setIconName(IconName::X, Ink::Dim);
    m_clear->hide();
    m_day = new ElidedLabel({}, TextRole::SmallMedium, Ink::Dim, line);
    m_day->setObjectName(u"galleryDay"_s);
    m_day->setAlignment(Qt::AlignRight);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    for (QWidget *part : std::initializer_list<QWidget *>{m_days, m_pick, m_engine, m_model, m_customer})
        row->addWidget(part);
    row->addWidget(m_clear);
    row->addWidget(m_day, 1);
    connect(m_clear, &QAbstractButton::clicked, this, &GalleryBar::clear);
    return line;
}

// Keeps what is chosen, also when there is nothing of it any more.
void GalleryBar::fill(
    ComboBox *choice, const QString &all, const QList<std::pair<QString, QByteArray>> &values)
{
    const QByteArray chosen = choice->currentData().toByteArray();
    const QString name = choice->currentText();
    choice->clear();
    choice->addItem(all, QByteArray());
    for (const auto &[text, value] : values)
        choice->addItem(text, value);
    if (!chosen.isEmpty() && choice->findData(chosen) < 0)
        choice->addItem(name, chosen);
    choice->setCurrentIndex(std::max(choice->findData(chosen), 0));
    choice->setVisible(choice->count() > 2);
}

void GalleryBar::setFacets(const ImageFacets &facets)
{
    QList<std::pair<QString, QByteArray>> engines;
    for (const QByteArray &one : facets.providers)
        engines.append({gallery::providerName(one), one});
    fill(m_engine, tr("All engines"), engines);
    QList<std::pair<QString, QByteArray>> models;
    for (const QString &one : facets.models)
        models.append({one, one.toUtf8()});
    fill(m_model, tr("All models"), models);
    QList<std::pair<QString, QByteArray>> customers;
    for (const CustomerId &one : facets.customers)
        customers.append({gallery::customerName(m_session, one), one.text});
    fill(m_customer, tr("All customers"), customers);
    if (facets.pictures > 0 && m_days->currentIndex() != Pick) {
        const QSignalBlocker first(m_from);
        const QSignalBlocker last(m_until);
        m_from->setDate(toDateTime(facets.oldest).toLocalTime().date());
        m_until->setDate(toDateTime(m_session.now()).toLocalTime().date());
    }
}

void GalleryBar::dayChosen()
{
    m_pick->setVisible(m_days->currentIndex() == Pick);
    if (m_days->currentIndex() == Pick)
        m_from->setFocus(Qt::OtherFocusReason);
    say();
}

std::pair<QDate, QDate> GalleryBar::days() const
{
    const QDate today = toDateTime(m_session.now()).toLocalTime().date();
    switch (m_days->currentIndex()) {
    case Today:
        return {today, today};
    case Week:
        return {today.addDays(-6), today};
    case Month:
        return {QDate(today.year(), today.month(), 1), today};
    case Pick:
        return {std::min(m_from->date(), m_until->date()), std::max(m_from->date(), m_until->date())};
    default:
        return {};
    }
}

ImageQuery GalleryBar::query() const
{
    ImageQuery query{.text = m_search->text().simplified(),
        .provider = m_engine->currentData().toByteArray(),
        .model = QString::fromUtf8(m_model->currentData().toByteArray()),
        .customer = {m_customer->currentData().toByteArray()}};
    if (const auto [from, until] = days(); from.isValid()) {
        query.from = startOf(from);
        query.until = startOf(until.addDays(1));
    }
    return query;
}

bool GalleryBar::narrows() const
{
    return query() != ImageQuery{};
}

void GalleryBar::say()
{
    m_typing.stop();
    m_clear->setVisible(narrows());
    Q_EMIT changed();
}

void GalleryBar::clear()
{
    const QSignalBlocker quiet(m_search->lineEdit());
    m_search->lineEdit()->clear();
    m_empty->hide();
    for (ComboBox *choice : {m_engine, m_model, m_days, m_customer})
        choice->setCurrentIndex(0);
    m_pick->hide();
    say();
    focusSearch();
}

void GalleryBar::setCount(int shown)
{
    m_count->setText(gallery::count(shown));
}

void GalleryBar::setDay(const QString &day)
{
    if (m_day->text() != day)
        m_day->setText(day);
}

void GalleryBar::setTiles(int size)
{
    m_tiles->setCurrent(size);
}

void GalleryBar::focusSearch()
{
    m_search->lineEdit()->setFocus(Qt::ShortcutFocusReason);
    m_search->lineEdit()->selectAll();
}

bool GalleryBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter) {
        say(); // at once
        return true;
    }
    if (key != Qt::Key_Down)
        return QWidget::eventFilter(watched, event);
    Q_EMIT left();
    return true;
}
