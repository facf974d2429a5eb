// SPDX-License-Identifier: MIT
#include "ui/payload/payloadmany.h"

#include "session/payloadevents.h"
#include "session/payloadtree.h"
#include "ui/fonts.h"
#include "ui/parts/combobox.h"
#include "ui/payload/payloadwords.h"

#include <QGridLayout>
#include <QIntValidator>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr int previewed = 3;
constexpr int lettersOfId = 18;

QLineEdit *smallEdit(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(name);
    edit->setProperty("small", true);
    edit->setAccessibleName(accessible);
    return edit;
}

ComboBox *smallCombo(const QString &name, const QString &accessible, QWidget *parent)
{
    auto *combo = new ComboBox(parent);
    combo->setObjectName(name);
    combo->setAccessibleName(accessible);
    combo->setSmall();
    return combo;
}

QLabel *labelOf(const QString &text, QWidget *buddy)
{
    QLabel *label = makeLabel(text, TextRole::Small, Ink::Dim, buddy->parentWidget());
    label->setBuddy(buddy);
    return label;
}

} // namespace

PayloadMany::PayloadMany(QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(8);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 2);
    grid->setColumnStretch(3, 3);
    buildCount(grid);
    buildField(grid);
    column->addLayout(grid);
    m_preview = makeLabel({}, TextRole::MonoSmall, Ink::Mute, this);
    m_preview->setObjectName(u"manyPreview"_s);
    column->addWidget(m_preview);
    column->addStretch(1);
    for (QLineEdit *edit : {m_count, m_minutes, m_values}) {
        connect(edit, &QLineEdit::textChanged, this, &PayloadMany::refresh);
        connect(edit, &QLineEdit::returnPressed, this, &PayloadMany::submitted);
    }
    for (ComboBox *combo : {m_ids, m_times, m_field})
        connect(combo, &QComboBox::currentIndexChanged, this, &PayloadMany::refresh);
    fillFields();
    refresh();
}

void PayloadMany::buildCount(QGridLayout *grid)
{
    m_count = smallEdit(u"manyCount"_s, tr("How many"), this);
    m_count->setText(u"25"_s);
    m_count->setValidator(new QIntValidator(1, PayloadPattern::most, m_count));
    m_count->setAccessibleDescription(tr("1 to 10,000"));
    m_ids = smallCombo(u"manyIds"_s, tr("Event ids"), this);
    m_ids->addItems({tr("Numbered ids"), tr("Random ids")});
    m_times = smallCombo(u"manyTimes"_s, tr("Times"), this);
    m_times->addItems({tr("Now"), tr("Spread back")});
    m_minutes = smallEdit(u"manyMinutes"_s, tr("Minutes back"), this);
    m_minutes->setText(u"30"_s);
    m_minutes->setValidator(new QIntValidator(1, PayloadPattern::mostMinutes, m_minutes));
    m_minutes->setAccessibleDescription(tr("1 to 55. The service refuses what is an hour old."));
    grid->addWidget(labelOf(tr("How many"), m_count), 0, 0);
    grid->addWidget(m_count, 0, 1);
    grid->addWidget(labelOf(tr("with"), m_ids), 0, 2);
    grid->addWidget(m_ids, 0, 3);
    grid->addWidget(labelOf(tr("Times"), m_times), 1, 0);
    grid->addWidget(m_times, 1, 1);
    grid->addWidget(labelOf(tr("minutes"), m_minutes), 1, 2);
    grid->addWidget(m_minutes, 1, 3);
}

void PayloadMany::buildField(QGridLayout *grid)
{
    m_field = smallCombo(u"manyField"_s, tr("Field that varies"), this);
    m_values = smallEdit(u"manyValues"_s, tr("Values of the field"), this);
    m_values->setPlaceholderText(tr("standard, hd or 1..100"));
    grid->addWidget(labelOf(tr("Vary"), m_field), 2, 0);
    grid->addWidget(m_field, 2, 1);
    grid->addWidget(labelOf(tr("over"), m_values), 2, 2);
    grid->addWidget(m_values, 2, 3);
}

void PayloadMany::setEvent(const QString &event, TimePoint now)
{
    m_event = event;
    m_now = now;
    m_fields = payloadFields(event);
    fillFields();
    refresh();
}

// What was chosen stays chosen while it is there.
void PayloadMany::fillFields()
{
    QStringList names{tr("Nothing")};
    for (const PayloadField &each : std::as_const(m_fields))
        names.append(each.name);
    QStringList before;
    for (int i = 0; i < m_field->count(); ++i)
        before.append(m_field->itemText(i));
    if (names == before)
        return;
    const QSignalBlocker quiet(m_field);
    const QString chosen = m_field->currentText();
    m_field->clear();
    m_field->addItems(names);
    m_field->setCurrentIndex(std::max(0, m_field->findText(chosen)));
}

const PayloadField *PayloadMany::field() const
{
    const int at = m_field->currentIndex() - 1;
    return at >= 0 && at < int(m_fields.size()) ? &m_fields[at] : nullptr;
}

QString PayloadMany::wrong() const
{
    if (m_event.isEmpty())
        return tr("There is no event to repeat yet.");
    if (!m_count->hasAcceptableInput())
        return tr("Write how many, from 1 to 10,000.");
    if (m_times->currentIndex() == 1 && !m_minutes->hasAcceptableInput())
        return tr("Write how many minutes, from 1 to 55.");
    if (field() && payloadValues(m_values->text(), field()->text, 1).isEmpty())
        return tr("Write values, such as standard, hd or 1..100.");
    return {};
}

std::optional<PayloadPattern> PayloadMany::pattern() const
{
    if (!wrong().isEmpty())
        return std::nullopt;
    PayloadPattern out;
    out.count = m_count->text().toInt();
    out.ids = m_ids->currentIndex() == 0 ? PayloadPattern::Ids::Numbered : PayloadPattern::Ids::Random;
    out.times = m_times->currentIndex() == 0 ? PayloadPattern::Times::Now : PayloadPattern::Times::Spread;
    out.minutes = m_minutes->text().toInt();
    if (const PayloadField *varied = field()) {
        out.field = varied->name;
        out.values = payloadValues(m_values->text(), varied->text, out.count);
    }
    return out;
}

void PayloadMany::refresh()
{
    m_minutes->setEnabled(m_times->currentIndex() == 1);
    m_values->setEnabled(field() != nullptr);
    showPreview();
    Q_EMIT changed();
}

void PayloadMany::showPreview()
{
    const auto is = pattern();
    if (!is)
        return m_preview->setText({});
    SeededIds notTheirs(1); // the random ids that will go out are not known yet
    const PayloadRequest first = PayloadSeries(m_event, *is, notTheirs).take(0, previewed, m_now);
    QStringList lines;
    for (qsizetype i = 0; i < first.texts.size(); ++i) {
        const QString text = QString::fromUtf8(first.texts[i]);
        const QString id
            = is->ids == PayloadPattern::Ids::Random ? tr("new id") : QString::fromUtf8(first.ids[i]);
        const QString shown = id.size() > lettersOfId ? u'…' + id.right(lettersOfId - 1) : id;
        const PayloadTree tree = readPayload(text);
        const PayloadNode *at = tree.root.child(u"timestamp");
        QString line
            = shown.leftJustified(lettersOfId) + u"  "_s + (at ? text.mid(at->at + 12, 8) : QString());
        const QList<PayloadField> fields = payloadFields(text);
        const auto varied = std::ranges::find(fields, is->field, &PayloadField::name);
        if (varied != fields.end())
            line += u"  "_s + varied->value.left(lettersOfId);
        lines.append(line);
    }
    m_preview->setText(lines.join(u'\n'));
}
