// SPDX-License-Identifier: MIT
#include "ui/pages/generaterows.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>

GenerateRows::GenerateRows(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(12);
    m_grid->setVerticalSpacing(12);
    m_grid->setColumnStretch(1, 1);
}

void GenerateRows::add(const QString &label, QWidget *editor, QWidget *buddy)
{
    QLabel *words = makeLabel(label, TextRole::Small, Ink::Dim, this);
    words->setBuddy(buddy);
    words->setMinimumHeight(scaled(36)); // beside the first line of a higher editor
    const int row = int(m_rows.size());
    m_grid->addWidget(words, row, 0, Qt::AlignTop);
    m_grid->addWidget(editor, row, 1);
    m_rows.append({words, editor, true});
}

void GenerateRows::setShown(const QWidget *editor, bool shown)
{
    for (Row &row : m_rows) {
        if (row.editor != editor)
            continue;
        row.shown = shown;
        row.label->setVisible(shown);
        row.editor->setVisible(shown);
    }
}

bool GenerateRows::isShown(const QWidget *editor) const
{
    return std::ranges::any_of(m_rows, [&](const Row &row) { return row.editor == editor && row.shown; });
}

bool GenerateRows::anyShown() const
{
    return std::ranges::any_of(m_rows, &Row::shown);
}

void GenerateRows::setBuddy(const QWidget *editor, QWidget *buddy)
{
    for (const Row &row : std::as_const(m_rows)) {
        if (row.editor == editor)
            row.label->setBuddy(buddy);
    }
}

void GenerateRows::align(const QList<GenerateRows *> &grids)
{
    int widest = 0;
    for (const GenerateRows *grid : grids) {
        for (const Row &row : grid->m_rows)
            widest = std::max(widest, widthOf(row.label->text(), TextRole::Small));
    }
    for (const GenerateRows *grid : grids)
        grid->m_grid->setColumnMinimumWidth(0, widest);
}
