// SPDX-License-Identifier: MIT
#include "ui/pages/generateprompt.h"

#include "ui/fonts.h"
#include "ui/pages/generateearlier.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"
#include "ui/parts/paint.h"
#include "ui/style.h"

#include <QAbstractButton>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLocale>
#include <QPainter>
#include <QResizeEvent>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {

constexpr int chipGap = 8;

struct Sample {
    QString chip;
    QString prompt;
};

QList<Sample> samples()
{
    return {{GeneratePrompt::tr("Painting robot"), u"A cute robot painting a landscape"_s},
        {GeneratePrompt::tr("Purple sunset"), u"A sunset over mountains with purple clouds"_s},
        {GeneratePrompt::tr("Calm lake"), u"A calm lake in the mountains at dawn"_s},
        {GeneratePrompt::tr("Snowy forest"), u"A snowy forest at night"_s},
        {GeneratePrompt::tr("Stormy sea"), u"A stormy sea at dusk"_s}};
}

// A small outlined button in quiet letters, 28 high.
class PromptChip : public QAbstractButton {
public:
    PromptChip(const Sample &sample, QWidget *parent)
        : QAbstractButton(parent)
    {
        setText(sample.chip);
        setToolTip(sample.prompt);
        setAccessibleName(sample.chip);
        setAccessibleDescription(sample.prompt);
        setFocusPolicy(Qt::StrongFocus);
        setAttribute(Qt::WA_Hover);
        setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        setRingRadius(this, 6);
    }
    QSize sizeHint() const override { return {widthOf(text(), TextRole::Help) + 18, scaled(28)}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        const Theme &t = theme();
        QPainter painter(this);
        paintBox(painter, QRectF(rect()).adjusted(0, 1, 0, -1), isDown() ? t.hover : QColor(), t.control, 6);
        paintWords(painter, rect(), text(), TextRole::Help, underMouse() ? t.text : t.dim, Qt::AlignCenter);
    }
    void keyPressEvent(QKeyEvent *event) override
    {
        if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
            click();
        else
            QAbstractButton::keyPressEvent(event);
    }
};

} // namespace

PromptEdit::PromptEdit(QWidget *parent)
    : QPlainTextEdit(parent)
    , m_count(makeLabel({}, TextRole::Help, Ink::Mute, this))
{
    setProperty("input", true);
    setOwnRing(this);
    setTabChangesFocus(true);
    setPlaceholderText(tr("Describe a picture."));
    setAccessibleName(tr("Prompt"));
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_count->setObjectName(u"promptCount"_s);
    m_count->setAttribute(Qt::WA_TransparentForMouseEvents);
    connect(this, &QPlainTextEdit::textChanged, this, &PromptEdit::placeCount);
    placeCount();
}

void PromptEdit::placeCount()
{
    const qsizetype letters = toPlainText().size();
    m_count->setText(letters == 0 ? QString()
            : letters == 1        ? tr("1 character")
                                  : tr("%1 characters").arg(QLocale::c().toString(letters)));
    m_count->adjustSize();
    m_count->move(width() - m_count->width() - 12, height() - m_count->height() - 10);
}

void PromptEdit::resizeEvent(QResizeEvent *event)
{
    QPlainTextEdit::resizeEvent(event);
    placeCount();
}

bool PromptEdit::event(QEvent *event)
{
    const bool done = QPlainTextEdit::event(event);
    if (event->type() == QEvent::StyleChange || event->type() == QEvent::Polish) {
        setViewportMargins(0, 0, 0, scaled(20)); // the count's line
        placeCount();
    }
    return done;
}

GeneratePrompt::GeneratePrompt(QWidget *parent)
    : QWidget(parent)
    , m_edit(new PromptEdit(this))
    , m_note(makeLabel({}, TextRole::Help, Ink::Red, this))
{
    m_edit->setObjectName(u"promptEdit"_s);
    m_note->setObjectName(u"promptNote"_s);
    m_note->setWordWrap(true);
    m_note->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(m_edit);
    column->addWidget(m_note);
    column->addSpacing(6);
    column->addWidget(makeChips());
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed);
    setBoxHeight(m_boxHeight);
    connect(m_edit, &QPlainTextEdit::textChanged, this, [this] {
        setNote({});
        Q_EMIT changed();
    });
}

QWidget *GeneratePrompt::makeChips()
{
    auto *holder = new QWidget(this);
    holder->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed); // fitChips() keeps them inside
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(chipGap);
    const QList<Sample> all = samples();
    for (qsizetype i = 0; i < all.size(); ++i) {
        auto *chip = new PromptChip(all[i], holder);
        chip->setObjectName(u"promptChip%1"_s.arg(i));
        connect(chip, &QAbstractButton::clicked, this, [this, prompt = all[i].prompt] { setText(prompt); });
        row->addWidget(chip);
        m_chips.append(chip);
    }
    row->addStretch();
    m_history = new IconButton(IconName::History, tr("Prompts used before"), holder);
    m_history->setObjectName(u"promptHistory"_s);
    m_history->hide();
    m_earlier = new GenerateEarlier(m_history);
    connect(m_history, &QAbstractButton::clicked, m_earlier, &GenerateEarlier::openList);
    connect(m_earlier, &GenerateEarlier::chosen, this, &GeneratePrompt::setText);
    row->addWidget(m_history);
    return holder;
}

QString GeneratePrompt::text() const
{
    return m_edit->toPlainText().trimmed();
}

// Through the cursor, so that Ctrl+Z brings the old words back.
void GeneratePrompt::setText(const QString &text)
{
    QTextCursor cursor(m_edit->document());
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    m_edit->setTextCursor(cursor);
}

void GeneratePrompt::setEarlier(const QStringList &prompts)
{
    m_earlier->setPrompts(prompts);
    m_history->setVisible(!prompts.isEmpty());
    fitChips();
}

void GeneratePrompt::setBoxHeight(int px)
{
    m_boxHeight = px;
    m_edit->setFixedHeight(scaled(px));
}

void GeneratePrompt::setNote(const QString &sentence)
{
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
    m_edit->setAccessibleDescription(sentence);
    setInputState(m_edit, sentence.isEmpty() ? InputState::Plain : InputState::Error);
}

bool GeneratePrompt::check()
{
    const qsizetype letters = text().size();
    setNote(letters == 0        ? tr("Describe a picture first.")
            : letters > longest ? tr("A prompt has at most 32,000 characters.")
                                : QString());
    return letters > 0 && letters <= longest;
}

// Chips that do not fit whole are left out; narrow columns and large text keep the first ones.
void GeneratePrompt::fitChips()
{
    int left = width() - (m_history->isVisibleTo(this) ? m_history->sizeHint().width() + chipGap : 0);
    for (QWidget *chip : std::as_const(m_chips)) {
        left -= chip->sizeHint().width();
        chip->setVisible(left >= 0);
        left -= chipGap;
    }
}

void GeneratePrompt::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitChips();
}

bool GeneratePrompt::event(QEvent *event)
{
    if (event->type() == QEvent::StyleChange) {
        setBoxHeight(m_boxHeight);
        fitChips();
    }
    return QWidget::event(event);
}
