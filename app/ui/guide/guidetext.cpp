// SPDX-License-Identifier: MIT
#include "ui/guide/guidetext.h"

#include "ui/eventlog/eventlogwords.h"

#include <QLabel>

namespace guidetext {

QLabel *make(TextRole role, Ink ink, QWidget *parent)
{
    QLabel *label = makeLabel({}, role, ink, parent);
    label->setWordWrap(true);
    label->setMinimumHeight(1); // its own least height is that of a narrower one; layouts ask for its width's
    label->hide();
    return label;
}

void set(QLabel *label, const QString &text)
{
    const bool code = text.contains(u'`');
    label->setTextFormat(code ? Qt::RichText : Qt::PlainText);
    label->setText(code ? logwords::rich(text) : text);
    label->setAccessibleName(logwords::plain(text));
    label->setVisible(!text.isEmpty());
}

} // namespace guidetext
