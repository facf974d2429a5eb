// SPDX-License-Identifier: MIT
#include "ui/parts/jsonpathbar.h"

#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"

#include <QHBoxLayout>
#include <QPainter>

using namespace Qt::StringLiterals;

JsonPathBar::JsonPathBar(QWidget *parent)
    : QWidget(parent)
    , m_path(new ElidedLabel({}, TextRole::MonoSmall, Ink::Dim, this))
{
    m_path->setObjectName(u"jsonPath"_s);
    m_path->setElideMode(Qt::ElideMiddle);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(16, 2, 8, 2);
    row->setSpacing(0);
    row->addWidget(m_path, 1);
    m_copyPath = addButton(tr("Copy path"), u"jsonCopyPath"_s);
    m_copyValue = addButton(tr("Copy value"), u"jsonCopyValue"_s);
    connect(m_copyPath, &QAbstractButton::clicked, this, [this] {
        Q_EMIT copyPathRequested();
        m_copyPath->showDone(tr("Copied"));
    });
    connect(m_copyValue, &QAbstractButton::clicked, this, [this] {
        Q_EMIT copyValueRequested();
        m_copyValue->showDone(tr("Copied"));
    });
}

Button *JsonPathBar::addButton(const QString &text, const QString &name)
{
    auto *button = new Button(text, ButtonRole::Quiet, this);
    button->setObjectName(name);
    button->setButtonSize(ButtonSize::Small);
    layout()->addWidget(button);
    return button;
}

// The outermost value has no path of its own.
void JsonPathBar::setPath(const QString &path)
{
    m_path->setText(path.isEmpty() ? tr("the whole body") : path);
    m_copyPath->setEnabled(!path.isEmpty());
}

void JsonPathBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().surface);
    painter.fillRect(QRect(0, 0, width(), 1), theme().line);
}
