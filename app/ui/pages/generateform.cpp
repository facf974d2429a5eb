// SPDX-License-Identifier: MIT
#include "ui/pages/generateform.h"

#include "outbox/outbox.h"
#include "ui/fonts.h"
#include "ui/pages/generateprompt.h"
#include "ui/parts/combobox.h"
#include "ui/parts/disclosure.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/paint.h"
#include "ui/parts/segments.h"
#include "ui/parts/slider.h"

#include <QAbstractButton>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QRegularExpressionValidator>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr auto keepAfter = 400ms;
constexpr int mostPictures = 10;
constexpr int diceFaces = 10000;
constexpr quint64 largestSeed = 999'999'999;

const QByteArray tiers[] = {"draft", "standard", "hd"};
const QSize sizes[] = {{1024, 1024}, {1536, 1024}, {1024, 1536}};
const QByteArray styles[] = {"vivid", "natural"};

const QString promptKey = u"generate/prompt"_s;
const QString tierKey = u"generate/quality"_s;
const QString sizeKey = u"generate/size"_s;
const QString styleKey = u"generate/style"_s;
const QString seedKey = u"generate/seed"_s;
const QString countKey = u"generate/count"_s;

QGridLayout *rowsIn(QWidget *parent)
{
    auto *grid = new QGridLayout(parent);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(12);
    grid->setColumnStretch(1, 1);
    return grid;
}

void nameSegments(Segments *segments, const QString &name, const QString &label, const QStringList &names)
{
    segments->setObjectName(name);
    segments->setAccessibleName(label);
    for (int i = 0; i < segments->count(); ++i) {
        QAbstractButton *one = segments->segment(i);
        one->setObjectName(name + names.value(i));
        one->setAccessibleName(u"%1: %2"_s.arg(label, one->text()));
    }
}

} // namespace

GenerateForm::GenerateForm(Outbox &outbox, QWidget *parent)
    : QWidget(parent)
    , m_outbox(outbox)
    , m_prompt(new GeneratePrompt(this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(12);
    column->addWidget(m_prompt);
    auto *fixed = new QWidget(this);
    m_fixed = rowsIn(fixed);
    column->addWidget(fixed);
    buildFixed();
    m_more = new Disclosure(tr("More options"), Disclosure::Look::Leading, this);
    m_more->setObjectName(u"moreOptions"_s);
    m_moreBody = new QWidget(this);
    column->addWidget(m_more);
    column->addWidget(m_moreBody);
    buildMore();
    column->addStretch();
    restore();
    setDensity(Density::Roomy);

    m_keep.setSingleShot(true);
    m_keep.setInterval(keepAfter);
    connect(&m_keep, &QTimer::timeout, this, &GenerateForm::keep);
    connect(m_more, &QAbstractButton::toggled, m_moreBody, &QWidget::setVisible);
    connect(m_prompt, &GeneratePrompt::changed, this, &GenerateForm::edited);
    for (Segments *segments : {m_quality, m_size, m_style})
        connect(segments, &Segments::currentChanged, this, &GenerateForm::edited);
    connect(m_count, &QSpinBox::valueChanged, this, &GenerateForm::edited);
    connect(m_seed, &QLineEdit::textEdited, this, [this] {
        m_seedTyped = true;
        edited();
    });
}

GenerateForm::~GenerateForm()
{
    if (m_keep.isActive())
        keep();
}

void GenerateForm::addRow(QGridLayout *grid, const QString &label, QWidget *editor, QWidget *buddy)
{
    QLabel *words = makeLabel(label, TextRole::Small, Ink::Dim, this);
    words->setBuddy(buddy);
    const int row = grid->rowCount();
    grid->addWidget(words, row, 0);
    grid->addWidget(editor, row, 1);
}

void GenerateForm::buildFixed()
{
    auto *engine = new ComboBox(this);
    engine->setObjectName(u"engine"_s);
    engine->setAccessibleName(tr("Engine"));
    engine->addItem(tr("Demo painter (offline, not AI)"));
    addRow(m_fixed, tr("Engine"), engine, engine);

    m_quality = new Segments(this);
    for (const QString &tier : {tr("Draft"), tr("Standard"), tr("HD")})
        m_quality->addSegment(tier);
    nameSegments(m_quality, u"quality"_s, tr("Quality"), {u"Draft"_s, u"Standard"_s, u"Hd"_s});
    addRow(m_fixed, tr("Quality"), m_quality, m_quality->segment(1));

    m_size = new Segments(this);
    m_size->addSegment(tr("Square"), IconName::Square);
    m_size->addSegment(tr("Wide"), IconName::RectangleHorizontal);
    m_size->addSegment(tr("Tall"), IconName::RectangleVertical);
    for (int i = 0; i < m_size->count(); ++i)
        m_size->segment(i)->setToolTip(u"%1 × %2"_s.arg(sizes[i].width()).arg(sizes[i].height()));
    nameSegments(m_size, u"size"_s, tr("Size"), {u"Square"_s, u"Wide"_s, u"Tall"_s});
    addRow(m_fixed, tr("Size"), m_size, m_size->segment(0));
}

void GenerateForm::buildMore()
{
    QGridLayout *grid = rowsIn(m_moreBody);
    m_style = new Segments(this);
    m_style->addSegment(tr("Vivid"));
    m_style->addSegment(tr("Natural"));
    nameSegments(m_style, u"style"_s, tr("Style"), {u"Vivid"_s, u"Natural"_s});
    addRow(grid, tr("Style"), m_style, m_style->segment(0));
    QWidget *seed = seedRow();
    addRow(grid, tr("Seed"), seed, m_seed);
    QWidget *count = countRow();
    addRow(grid, tr("How many"), count, m_count);
    // One label column for both grids, whatever the language makes of it.
    int widest = 0;
    for (QGridLayout *rows : {m_fixed, grid}) {
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (QLayoutItem *item = rows->itemAtPosition(row, 0))
                widest = std::max(
                    widest, widthOf(static_cast<QLabel *>(item->widget())->text(), TextRole::Small));
        }
    }
    for (QGridLayout *rows : {m_fixed, grid})
        rows->setColumnMinimumWidth(0, widest);
}

QWidget *GenerateForm::seedRow()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_seed = new QLineEdit(holder);
    m_seed->setObjectName(u"seed"_s);
    m_seed->setAccessibleName(tr("Seed"));
    m_seed->setToolTip(tr("The same prompt and seed give the same picture."));
    m_seed->setValidator(new QRegularExpressionValidator(QRegularExpression(u"[0-9]{0,9}"_s), m_seed));
    auto *dice = new IconButton(IconName::Dices, tr("New seed"), holder);
    dice->setObjectName(u"newSeed"_s);
    dice->setLook(IconButton::Look::Raised);
    dice->setExtent(36);
    connect(dice, &QAbstractButton::clicked, this, &GenerateForm::newSeed);
    row->addWidget(m_seed, 1);
    row->addWidget(dice);
    return holder;
}

QWidget *GenerateForm::countRow()
{
    auto *holder = new QWidget(this);
    auto *row = new QHBoxLayout(holder);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    m_count = new SteppedSpin(holder);
    m_count->setObjectName(u"howMany"_s);
    m_count->setAccessibleName(tr("How many"));
    m_count->setRange(1, mostPictures);
    m_count->setFixedWidth(scaled(86)); // 10 beside its arrows
    m_countHelp = makeLabel({}, TextRole::Help, Ink::Mute, holder);
    row->addWidget(m_count);
    row->addWidget(m_countHelp, 1);
    setPicturesOnly(false);
    return holder;
}

void GenerateForm::setPicturesOnly(bool on)
{
    m_countHelp->setText(on ? tr("1 to 10 pictures") : tr("1 to 10, each is one event"));
    m_count->setAccessibleDescription(m_countHelp->text());
}

PictureOrder GenerateForm::value() const
{
    return {.prompt = m_prompt->text(),
        .tier = tiers[m_quality->current()],
        .size = sizes[m_size->current()],
        .style = styles[m_style->current()],
        .seed = seed(),
        .count = m_count->value()};
}

void GenerateForm::use(const ImageRow &row)
{
    const auto choose = [](Segments *among, const auto &values, const auto &value) {
        if (const auto found = std::ranges::find(values, value); found != std::end(values))
            among->setCurrent(int(found - std::begin(values)));
    };
    m_prompt->setText(row.prompt);
    choose(m_quality, tiers, row.tier);
    choose(m_size, sizes, row.size);
    choose(m_style, styles, row.style);
    setSeed(row.seed);
    m_seedTyped = true; // the same picture, unless something is changed
    edited();
}

bool GenerateForm::check()
{
    if (m_prompt->check())
        return true;
    m_prompt->edit()->setFocus(Qt::OtherFocusReason);
    return false;
}

quint64 GenerateForm::seed() const
{
    return m_seed->text().isEmpty() ? 1 : m_seed->text().toULongLong();
}

void GenerateForm::setSeed(quint64 seed)
{
    m_seed->setText(QString::number(seed > largestSeed ? 1 : seed));
}

void GenerateForm::ordered()
{
    if (!m_seedTyped)
        setSeed(seed() + quint64(m_count->value()));
    edited();
}

void GenerateForm::newSeed()
{
    setSeed(quint64(QRandomGenerator::global()->bounded(1, diceFaces)));
    m_seedTyped = false;
    edited();
}

void GenerateForm::edited()
{
    const QString style = m_style->segment(m_style->current())->text().toLower();
    const int count = m_count->value();
    m_more->setSub(count == 1 ? tr("%1, seed %2, 1 picture").arg(style).arg(seed())
                              : tr("%1, seed %2, %3 pictures").arg(style).arg(seed()).arg(count));
    m_keep.start();
    Q_EMIT changed();
}

void GenerateForm::setDensity(Density density)
{
    const bool compact = density == Density::Compact;
    m_prompt->setBoxHeight(compact ? 98 : 124);
    m_more->setVisible(compact);
    m_moreBody->setVisible(!compact || m_more->isChecked());
}

void GenerateForm::restore()
{
    const auto index = [this](const QString &key, int otherwise, int count) {
        bool read = false;
        const int kept = m_outbox.draft(key).toInt(&read);
        return read && kept >= 0 && kept < count ? kept : otherwise;
    };
    m_quality->setCurrent(index(tierKey, 1, m_quality->count()));
    m_size->setCurrent(index(sizeKey, 0, m_size->count()));
    m_style->setCurrent(index(styleKey, 0, m_style->count()));
    m_count->setValue(index(countKey, 1, mostPictures + 1));
    setSeed(std::max<quint64>(m_outbox.draft(seedKey).toULongLong(), 1));
    m_prompt->setText(m_outbox.draft(promptKey));
    edited();
    m_keep.stop();
}

void GenerateForm::keep()
{
    const auto set = [this](const QString &key, const QString &text) {
        if (m_outbox.draft(key) != text)
            m_outbox.setDraft(key, text);
    };
    set(promptKey, m_prompt->edit()->toPlainText());
    set(tierKey, QString::number(m_quality->current()));
    set(sizeKey, QString::number(m_size->current()));
    set(styleKey, QString::number(m_style->current()));
    set(seedKey, m_seed->text());
    set(countKey, QString::number(m_count->value()));
}
