// SPDX-License-Identifier: MIT
#include "ui/pages/meterform.h"

#include "ui/fonts.h"
#include "ui/pages/meterfilteredit.h"
#include "ui/pages/meternamecheck.h"
#include "ui/parts/combobox.h"
#include "ui/parts/field.h"
#include "ui/parts/inputframe.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

QHBoxLayout *pair(QWidget *left, QWidget *right)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(left, 1, Qt::AlignTop);
    row->addWidget(right, 1, Qt::AlignTop);
    return row;
}

std::function<FieldNote()> notEmpty(QLineEdit *edit, const QString &sentence)
{
    return [edit, sentence] {
        return edit->text().trimmed().isEmpty() ? FieldNote{FieldNote::Kind::Error, sentence} : FieldNote{};
    };
}

} // namespace

MeterForm::MeterForm(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_description(new QLineEdit)
    , m_eventName(new QLineEdit)
    , m_aggregation(new ComboBox)
    , m_property(new QLineEdit)
    , m_unit(new QLineEdit)
    , m_filter(new MeterFilterEdit)
    , m_nameCheck(new MeterNameCheck)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(16);
    buildBasics(column);
    buildAggregation(column);
    column->addWidget(m_filter);
    column->addStretch(1);
    connectAll();
    aggregationChosen();
    checkEventName();
}

void MeterForm::buildBasics(QVBoxLayout *column)
{
    m_name->setObjectName(u"meterName"_s);
    m_description->setObjectName(u"meterDescription"_s);
    m_eventName->setObjectName(u"eventName"_s);
    m_nameField = new Field(tr("Meter Name"), m_name, Field::Need::Required, this);
    m_nameField->setHelp(tr("A clear name that you will recognise on an invoice."));
    m_nameField->setCheck(notEmpty(m_name, tr("Write a name for the meter.")));
    auto *description = new Field(tr("Description"), m_description, Field::Need::Optional, this);
    description->setHelp(tr("What this meter tracks."));
    m_eventField = new Field(tr("Event Name"), m_eventName, Field::Need::Required, this);

    column->addWidget(makeLabel(tr("Basic Information"), TextRole::Section, Ink::Text, this));
    column->addLayout(pair(m_nameField, description));
    auto *event = new QVBoxLayout;
    event->setSpacing(6);
    event->addWidget(m_eventField);
    event->addWidget(m_nameCheck);
    column->addLayout(event);
}

void MeterForm::buildAggregation(QVBoxLayout *column)
{
    m_aggregation->setObjectName(u"aggregationType"_s);
    m_property->setObjectName(u"overProperty"_s);
    m_property->setPlaceholderText(u"totalTokens"_s);
    m_unit->setObjectName(u"measurementUnit"_s);
    m_unit->setPlaceholderText(tr("images"));
    const std::pair<Aggregation::Type, QString> types[]{{Aggregation::Type::Count, tr("Count")},
        {Aggregation::Type::Sum, tr("Sum")}, {Aggregation::Type::Max, tr("Max")},
        {Aggregation::Type::Last, tr("Last")}};
    for (const auto &[type, text] : types)
        m_aggregation->addItem(text, int(type));

    m_aggregationField = new Field(tr("Aggregation Type"), m_aggregation, Field::Need::Required, this);
    m_unitField = new Field(tr("Measurement Unit"), m_unit, Field::Need::Required, this);
    m_unitField->setHelp(tr("The unit that usage and invoices are written in."));
    m_unitField->setCheck(notEmpty(m_unit, tr("Write the unit, such as images.")));
    m_propertyField = new Field(tr("Over Property"), m_property, Field::Need::Required, this);
    m_propertyField->setHelp(tr("The number in the metadata that is read. Text is not read."));
    m_propertyField->setCheck(notEmpty(m_property, tr("Write the property that holds the number.")));

    column->addWidget(makeLabel(tr("Aggregation Settings"), TextRole::Section, Ink::Text, this));
    column->addLayout(pair(m_aggregationField, m_unitField));
    column->addWidget(m_propertyField);
    setTabOrder(m_aggregation, m_unit);
    setTabOrder(m_unit, m_property);
    setTabOrder(m_property, m_filter);
}

void MeterForm::connectAll()
{
    for (QLineEdit *edit : {m_name, m_description, m_property, m_unit})
        connect(edit, &QLineEdit::textChanged, this, &MeterForm::changed);
    connect(m_eventName, &QLineEdit::textChanged, this, [this] {
        m_nameTouched = true;
        checkEventName();
        Q_EMIT changed();
    });
    m_eventName->installEventFilter(this);
    connect(m_aggregation, &QComboBox::currentIndexChanged, this, &MeterForm::aggregationChosen);
    connect(m_filter, &MeterFilterEdit::changed, this, &MeterForm::changed);
    connect(m_nameCheck, &MeterNameCheck::mendRequested, this, [this] {
        m_eventName->setText(m_check.expected);
        m_eventName->setFocus(Qt::OtherFocusReason);
    });
    connect(m_nameCheck, &MeterNameCheck::sendRequested, this, [this] {
        m_eventName->setFocus(Qt::OtherFocusReason);
        Q_EMIT sendNameRequested(m_eventName->text());
    });
}

bool MeterForm::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_eventName && event->type() == QEvent::FocusOut && m_eventName->isModified()) {
        m_nameTouched = true;
        checkEventName();
    }
    return QWidget::eventFilter(watched, event);
}

void MeterForm::setKnown(const QStringList &sentNames, const QList<NamedMeter> &liveMeters)
{
    m_sentNames = sentNames;
    m_sentNames.removeAll(QString());
    m_liveMeters = liveMeters;
    checkEventName();
}

void MeterForm::checkEventName()
{
    m_check = checkNames(m_eventName->text(), m_sentNames, m_liveMeters);
    const bool silent = m_sentNames.isEmpty() || (m_eventName->text().isEmpty() && !m_nameTouched);
    m_nameCheck->setVisible(!silent);
    m_eventField->setHelp(
        silent ? tr("The word your program sends each time, letter for letter.") : QString());
    if (silent) {
        m_check = {};
        setInputState(m_eventName, InputState::Plain);
        return;
    }
    QString twin;
    for (const NamedMeter &meter : std::as_const(m_liveMeters)) {
        if (meter.eventName == m_eventName->text() && twin.isEmpty())
            twin = meter.name;
    }
    m_nameCheck->show(m_check, twin);
    setInputState(m_eventName, m_check.same() ? InputState::Plain : InputState::Warning);
    m_eventName->setAccessibleDescription(m_nameCheck->sentence());
}

Aggregation::Type MeterForm::aggregationType() const
{
    return Aggregation::Type(m_aggregation->currentData().toInt());
}

void MeterForm::aggregationChosen()
{
    const Aggregation::Type type = aggregationType();
    m_propertyField->setVisible(type != Aggregation::Type::Count);
    if (type == Aggregation::Type::Count)
        m_propertyField->clearNote();
    m_aggregationField->setHelp(type == Aggregation::Type::Count ? tr("Each matching event adds 1.")
            : type == Aggregation::Type::Sum ? tr("Adds up a number of each matching event.")
            : type == Aggregation::Type::Max ? tr("Keeps the highest number of the period.")
                                             : tr("Keeps the latest number of the period."));
    Q_EMIT changed();
}

NewMeter MeterForm::value() const
{
    const QString description = m_description->text().trimmed();
    const Aggregation::Type type = aggregationType();
    return {.name = m_name->text().trimmed(),
        .eventName = m_eventName->text(),
        .measurementUnit = m_unit->text().trimmed(),
        .aggregation
        = {.type = type, .key = type == Aggregation::Type::Count ? QString() : m_property->text().trimmed()},
        .description = description.isEmpty() ? std::nullopt : std::optional(description),
        .filter = m_filter->filter()};
}

void MeterForm::setValue(const NewMeter &meter)
{
    m_name->setText(meter.name);
    m_description->setText(meter.description.value_or(QString()));
    m_aggregation->setCurrentIndex(m_aggregation->findData(int(meter.aggregation.type)));
    m_property->setText(meter.aggregation.key);
    m_unit->setText(meter.measurementUnit);
    m_filter->setFilter(meter.filter);
    m_eventName->setText(meter.eventName);
    m_nameTouched = !meter.eventName.isEmpty();
    checkEventName();
    for (Field *field : {m_nameField, m_eventField, m_aggregationField, m_propertyField, m_unitField})
        field->clearNote();
    checkEventName();
    Q_EMIT changed();
}

void MeterForm::clear()
{
    setValue({});
}

bool MeterForm::check()
{
    QWidget *wrong = nullptr;
    const auto note = [&wrong](bool fine, QWidget *editor) {
        if (!fine && !wrong)
            wrong = editor;
    };
    note(m_nameField->check(), m_name);
    m_nameTouched = true;
    checkEventName();
    note(!m_eventName->text().isEmpty(), m_eventName);
    note(m_unitField->check(), m_unit);
    if (aggregationType() != Aggregation::Type::Count)
        note(m_propertyField->check(), m_property);
    if (wrong) {
        wrong->setFocus(Qt::OtherFocusReason);
        return false;
    }
    return m_filter->check();
}

bool MeterForm::showError(const Error &error)
{
    const std::pair<QLatin1StringView, Field *> fields[]{{"name"_L1, m_nameField},
        {"event_name"_L1, m_eventField}, {"measurement_unit"_L1, m_unitField},
        {"aggregation.key"_L1, m_propertyField}, {"aggregation"_L1, m_aggregationField}};
    for (const auto &[path, field] : fields) {
        if (error.field != path && !error.field.startsWith(path + u'.'))
            continue;
        field->setError(error.message);
        field->editor()->setFocus(Qt::OtherFocusReason);
        return true;
    }
    if (error.field.startsWith("filter"_L1)) {
        m_filter->showError(error.message);
        return true;
    }
    return false;
}

QWidget *MeterForm::firstField() const
{
    return m_name;
}
