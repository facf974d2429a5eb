// SPDX-License-Identifier: MIT
#include "ui/pages/generateearlier.h"

#include "ui/parts/inputframe.h"
#include "ui/theme.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype searchFrom = 10; // more than these are searched
constexpr int listWidth = 380;
constexpr int rowHeight = 30;
constexpr int mostRows = 10;

bool holdsAll(const QString &prompt, const QStringList &words)
{
    return std::ranges::all_of(
        words, [&](const QString &word) { return prompt.contains(word, Qt::CaseInsensitive); });
}

} // namespace

GenerateEarlier::GenerateEarlier(QWidget *anchor)
    : GeneratePopup(tr("Prompts used before"), anchor)
    , m_search(new PrefixedEdit(this))
    , m_list(new QListWidget(this))
{
    setObjectName(u"earlierPrompts"_s);
    m_search->setObjectName(u"earlierSearch"_s);
    m_search->setPlaceholderText(tr("Find a prompt"));
    m_search->lineEdit()->setAccessibleName(tr("Find a prompt"));
    m_list->setObjectName(u"earlierList"_s);
    m_list->setAccessibleName(tr("Prompts used before"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setUniformItemSizes(true);
    m_list->setFrameShape(QFrame::NoFrame);
    body()->addWidget(m_search);
    body()->addWidget(m_list);
    m_search->lineEdit()->installEventFilter(this);
    connect(m_search->lineEdit(), &QLineEdit::textChanged, this, &GenerateEarlier::narrow);
    connect(m_search->lineEdit(), &QLineEdit::returnPressed, this, &GenerateEarlier::choose);
    connect(m_list, &QListWidget::itemClicked, this, &GenerateEarlier::choose);
    connect(m_list, &QListWidget::itemActivated, this, &GenerateEarlier::choose);
}

void GenerateEarlier::setPrompts(const QStringList &prompts)
{
    m_prompts = prompts;
    m_prompts.removeDuplicates();
}

void GenerateEarlier::openList()
{
    const bool search = m_prompts.size() > searchFrom;
    m_search->setVisible(search);
    m_search->setText({});
    narrow({});
    const int rows = std::min(int(m_prompts.size()), mostRows);
    m_list->setFixedSize(scaled(listWidth), scaled(rowHeight) * rows + 4);
    open();
    (search ? static_cast<QWidget *>(m_search->lineEdit()) : m_list)->setFocus(Qt::PopupFocusReason);
}

void GenerateEarlier::narrow(const QString &words)
{
    m_list->clear();
    const QStringList wanted = words.split(u' ', Qt::SkipEmptyParts);
    for (const QString &prompt : std::as_const(m_prompts)) {
        if (!holdsAll(prompt, wanted))
            continue;
        auto *item = new QListWidgetItem(prompt.simplified(), m_list);
        item->setData(Qt::UserRole, prompt);
        item->setToolTip(prompt);
        item->setSizeHint({0, scaled(rowHeight)});
    }
    m_list->setCurrentRow(0);
}

void GenerateEarlier::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !isVisible()) // a click activates as well
        return;
    const QString prompt = item->data(Qt::UserRole).toString();
    hide();
    Q_EMIT chosen(prompt);
}

// The arrow keys walk the list while one types.
bool GenerateEarlier::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        const int by = key == Qt::Key_Down ? 1 : key == Qt::Key_Up ? -1 : 0;
        if (by != 0) {
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + by, 0, std::max(m_list->count() - 1, 0)));
            return true;
        }
    }
    return GeneratePopup::eventFilter(watched, event);
}
