// SPDX-License-Identifier: MIT
#include "ui/frame/filedrop.h"

#include "ui/fonts.h"
#include "ui/parts/paint.h"

#include <QAccessible>
#include <QApplication>
#include <QDropEvent>
#include <QFileInfo>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr auto readingTime = std::chrono::seconds(4); // as a button's done state
constexpr int margin = 32;

bool isPicture(const QString &path)
{
    static const QStringList endings{u"png"_s, u"jpg"_s, u"jpeg"_s, u"webp"_s};
    return endings.contains(QFileInfo(path).suffix().toLower());
}

} // namespace

FileDrop::FileDrop(QWidget *window)
    : QWidget(window)
    , m_window(window)
    , m_title(makeLabel({}, TextRole::CardTitle, Ink::Text, this))
    , m_text(makeLabel({}, TextRole::Body, Ink::Dim, this))
{
    setObjectName(u"dropVeil"_s);
    m_title->setObjectName(u"dropTitle"_s);
    m_text->setObjectName(u"dropText"_s);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(8);
    column->addStretch();
    for (QLabel *label : {m_title, m_text}) {
        label->setAlignment(Qt::AlignCenter);
        label->setWordWrap(true);
        column->addWidget(label);
    }
    column->addStretch();
    setAttribute(Qt::WA_TransparentForMouseEvents);
    hide();
    m_away.setSingleShot(true);
    m_away.setInterval(readingTime);
    connect(&m_away, &QTimer::timeout, this, &QWidget::hide);
    window->setAcceptDrops(true);
    qApp->installEventFilter(this); // fields inside the window take drops of their own
}

FileDrop::Read FileDrop::read(const QMimeData &data)
{
    if (!data.hasUrls() || data.urls().isEmpty())
        return {};
    const QList<QUrl> urls = data.urls();
    if (urls.size() > 1)
        return {.path = {}, .refusal = tr("One picture at a time. Drop a single file.")};
    const QString path = urls.first().toLocalFile();
    if (path.isEmpty())
        return {
            .path = {}, .refusal = tr("This is not a file of this computer. Save it first, then drop it.")};
    if (!QFileInfo(path).isFile())
        return {.path = {}, .refusal = tr("This is not a file. Drop a picture.")};
    if (!isPicture(path))
        return {.path = {}, .refusal = tr("This is no picture. PNG, JPEG and WebP can be opened.")};
    return {.path = path, .refusal = {}};
}

bool FileDrop::isOurs(const QObject *watched) const
{
    const auto *widget = qobject_cast<const QWidget *>(watched);
    return widget && widget->window() == m_window;
}

bool FileDrop::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::DragEnter:
    case QEvent::DragMove:
        return isOurs(watched) && drag(static_cast<QDropEvent *>(event));
    case QEvent::Drop:
        return isOurs(watched) && drop(static_cast<QDropEvent *>(event));
    case QEvent::DragLeave:
        if (isOurs(watched) && !m_away.isActive())
            m_away.start(0); // unless the drag goes on over the next widget
        return false;
    case QEvent::Resize:
        if (watched == m_window)
            resize(m_window->size());
        return false;
    default:
        return false;
    }
}

// A picture dragged out of this window goes elsewhere; it need not be opened here.
bool FileDrop::drag(QDropEvent *event)
{
    const Read found = read(*event->mimeData());
    if (event->source() || (found.path.isEmpty() && found.refusal.isEmpty()))
        return false;
    m_away.stop();
    showVeil(found);
    event->setDropAction(Qt::CopyAction); // taken either way, to say why it does nothing
    event->accept();
    return true;
}

bool FileDrop::drop(QDropEvent *event)
{
    const Read found = read(*event->mimeData());
    if (event->source() || (found.path.isEmpty() && found.refusal.isEmpty()))
        return false;
    event->setDropAction(Qt::CopyAction);
    event->accept();
    if (!found.refusal.isEmpty()) {
        showVeil(found);
        m_away.start(readingTime);
        return true;
    }
    m_away.stop();
    hide();
    Q_EMIT fileDropped(found.path);
    return true;
}

void FileDrop::showVeil(const Read &read)
{
    m_refused = !read.refusal.isEmpty();
    const QString title = m_refused ? tr("Nothing is opened") : tr("Drop it to see its bill");
    const QString text = m_refused
        ? read.refusal
        : tr("“%1” is read on this computer.").arg(QFileInfo(read.path).fileName());
    const bool same = isVisible() && m_title->text() == title && m_text->text() == text;
    m_title->setText(title);
    m_text->setText(text);
    setAccessibleName(title);
    setAccessibleDescription(text);
    setGeometry(m_window->rect());
    raise();
    show();
    update();
    if (same)
        return;
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

void FileDrop::paintEvent(QPaintEvent *)
{
    const Theme &t = theme();
    QPainter painter(this);
    QColor ground = t.ground;
    ground.setAlphaF(0.9F);
    painter.fillRect(rect(), ground);
    paintBox(painter, QRectF(rect()).adjusted(margin, margin, -margin, -margin), {},
        m_refused ? t.amber.ink : t.accent.ink, 10, 2, Stroke::Dashed);
}
