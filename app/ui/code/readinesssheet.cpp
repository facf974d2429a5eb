// SPDX-License-Identifier: MIT
#include "ui/code/readinesssheet.h"

#include "ui/eventlog/eventlogwords.h"
#include "ui/fonts.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/card.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QLabel>
#include <QScreen>
#include <QScrollArea>
#include <QScrollBar>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int sheetWidth = 920;
constexpr int margin = 24;

QLabel *makeWords(const QString &text, TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel(logwords::rich(text), role, ink, parent);
    label->setTextFormat(Qt::RichText);
    label->setWordWrap(true);
    return label;
}

// A tick, or an empty square: what stands there is a fact, not a box to press.
QWidget *makeLine(const ReadinessLine &line, QWidget *parent)
{
    auto *row = new QWidget(parent);
    row->setObjectName(u"ready_"_s + line.id);
    row->setAccessibleName(line.done ? ReadinessSheet::tr("Done: %1").arg(line.title)
                                     : ReadinessSheet::tr("Open: %1").arg(line.title));
    row->setAccessibleDescription(logwords::plain(line.proof));
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    words->addWidget(makeWords(line.title, TextRole::Medium, Ink::Text, row));
    words->addWidget(makeWords(line.proof, TextRole::Small, Ink::Dim, row));
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(12);
    layout->addWidget(new IconMark(line.done ? IconName::Check : IconName::Square,
                          line.done ? Ink::Accent : Ink::Mute, IconMark::Look::Bare, row),
        0, Qt::AlignTop);
    layout->addLayout(words, 1);
    return row;
}

} // namespace

ReadinessSheet::ReadinessSheet(QWidget *parent)
    : QDialog(parent)
    , m_count(makeLabel({}, TextRole::Small, Ink::Dim, this))
    , m_area(new QScrollArea(this))
    , m_copy(new Button(tr("Copy as text"), ButtonRole::Primary, this))
{
    setObjectName(u"readinessSheet"_s);
    setWindowTitle(tr("Ready to go live"));
    m_area->setObjectName(u"readinessLines"_s);
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::StrongFocus); // the arrow keys scroll it where it is long
    m_area->setAccessibleName(tr("What works, and what is left"));
    m_copy->setObjectName(u"copyReadiness"_s);
    m_copy->setIconName(IconName::Copy);
    m_copy->setShortcut(Qt::CTRL | Qt::Key_Return);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(margin, 20, margin, 16);
    column->setSpacing(16);
    column->addLayout(makeHead());
    column->addWidget(m_area, 1);
    column->addLayout(makeFoot());
    connect(m_copy, &QAbstractButton::clicked, this, &ReadinessSheet::copy);
    fill();
}

QLayout *ReadinessSheet::makeHead()
{
    m_count->setObjectName(u"readinessCount"_s);
    auto *words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(tr("Ready to go live"), TextRole::Title, Ink::Text, this));
    words->addWidget(m_count);
    return words;
}

QLayout *ReadinessSheet::makeFoot()
{
    auto *code = new Button(tr("In your own code"), ButtonRole::Quiet, this);
    code->setObjectName(u"readinessCode"_s);
    code->setIconName(IconName::Code);
    connect(code, &QAbstractButton::clicked, this, &ReadinessSheet::codeRequested);
    auto *done = new Button(tr("Close"), ButtonRole::Secondary, this);
    done->setObjectName(u"closeReadiness"_s);
    connect(done, &QAbstractButton::clicked, this, &QDialog::close);
    auto *row = new QHBoxLayout;
    row->setSpacing(8);
    row->addWidget(code);
    row->addStretch();
    row->addWidget(m_copy);
    row->addWidget(done);
    setTabOrder(code, m_copy);
    setTabOrder(m_copy, done);
    return row;
}

void ReadinessSheet::setReadiness(const Readiness &readiness)
{
    if (readiness.shown == m_readiness.shown && readiness.left == m_readiness.left)
        return;
    m_readiness = readiness;
    fill();
}

void ReadinessSheet::fill()
{
    auto *content = new QWidget(m_area);
    content->setProperty("scrolled", true);
    auto *columns = new QHBoxLayout(content);
    columns->setContentsMargins(0, 0, 16, 0); // beside the scroll bar
    columns->setSpacing(24);
    for (const bool shown : {true, false}) {
        columns->addLayout(makeColumn(shown ? tr("Shown to work here") : tr("Left before going live"),
                               shown ? m_readiness.shown : m_readiness.left),
            1);
    }
    m_area->setWidget(content);
    m_count->setText(tr("%1 of %2 shown to work here, %3 left before going live.")
                         .arg(m_readiness.proven())
                         .arg(m_readiness.shown.size())
                         .arg(m_readiness.left.size()));
}

QLayout *ReadinessSheet::makeColumn(const QString &title, const QList<ReadinessLine> &lines)
{
    auto *column = new QVBoxLayout;
    column->setSpacing(16);
    column->addWidget(makeLabel(title, TextRole::Section, Ink::Text, m_area));
    for (const ReadinessLine &line : lines)
        column->addWidget(makeLine(line, m_area));
    column->addStretch();
    return column;
}

void ReadinessSheet::copy()
{
    QGuiApplication::clipboard()->setText(asText(m_readiness));
    m_copy->setMinimumWidth(m_copy->width());
    m_copy->showDone(tr("Copied"));
}

void ReadinessSheet::showFor(const Readiness &readiness)
{
    setReadiness(readiness);
    show();
    raise();
    activateWindow();
}

// Before the window is there: a size given to a window already asked for may be lost to its first one.
void ReadinessSheet::setVisible(bool visible)
{
    if (visible && !isVisible())
        fitContent();
    QDialog::setVisible(visible);
}

void ReadinessSheet::fitContent()
{
    ensurePolished();
    const auto parts = findChildren<QWidget *>();
    for (const QWidget *part : parts)
        part->ensurePolished(); // sizes come from the style sheet
    const QSize most = screen()->availableSize() * 9 / 10;
    const int wide = std::min(scaled(sheetWidth), most.width());
    const int rest = layout()->sizeHint().height() - m_area->sizeHint().height();
    // As if the scroll bar stood there: it goes only where the lines fit beside it.
    const int bar = m_area->verticalScrollBar()->sizeHint().width();
    const int high = m_area->widget()->layout()->heightForWidth(wide - 2 * margin - bar);
    resize(wide, std::min(high + rest + margin, most.height()));
}
