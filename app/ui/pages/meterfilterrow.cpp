// SPDX-License-Identifier: MIT
#include "ui/pages/meterfilterrow.h"

#include "ui/parts/combobox.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace {

bool needsNumber(Operator op)
{
    return op == Operator::GreaterThan || op == Operator::GreaterThanOrEquals || op == Operator::LessThan
        || op == Operator::LessThanOrEquals;
}

bool needsText(Operator op)
{
    return op == Operator::Contains || op == Operator::DoesNotContain;
}

} // namespace

MeterFilterRow::MeterFilterRow(QWidget *parent)
    : QWidget(parent)
    , m_key(new QLineEdit(this))
    , m_operator(new ComboBox(this))
    , m_type(new ComboBox(this))
    , m_value(new QLineEdit(this))
    , m_boolean(new ComboBox(this))
    , m_remove(new IconButton(IconName::X, tr("Remove condition"), this))
{
    fillCombos();
    build();
    const auto touched = [this] {
        clearMarks();
        Q_EMIT changed();
    };
    connect(m_key, &QLineEdit::textChanged, this, touched);
    connect(m_value, &QLineEdit::textChanged, this, touched);
    connect(m_boolean, &QComboBox::currentIndexChanged, this, touched);
    connect(m_operator, &QComboBox::currentIndexChanged, this, &MeterFilterRow::operatorChosen);
    connect(m_type, &QComboBox::currentIndexChanged, this, &MeterFilterRow::typeChosen);
    connect(m_remove, &QAbstractButton::clicked, this, &MeterFilterRow::removeRequested);
}

void MeterFilterRow::fillCombos()
{
    const std::pair<Operator, QString> operators[]{{Operator::Equals, tr("equals")},
        {Operator::NotEquals, tr("not equals")}, {Operator::GreaterThan, tr("greater than")},
        {Operator::GreaterThanOrEquals, tr("greater than or equals")}, {Operator::LessThan, tr("less than")},
        {Operator::LessThanOrEquals, tr("less than or equals")}, {Operator::Contains, tr("contains")},
        {Operator::DoesNotContain, tr("does not contain")}};
    for (const auto &[op, text] : operators)
        m_operator->addItem(text, int(op));
    m_type->addItem(tr("String"), int(MetaValue::Type::Text));
    m_type->addItem(tr("Number"), int(MetaValue::Type::Number));
    m_type->addItem(tr("Boolean"), int(MetaValue::Type::Boolean));
    m_boolean->addItem(u"true"_s);
    m_boolean->addItem(u"false"_s);
}

void MeterFilterRow::build()
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(m_key, 8);
    row->addWidget(m_operator, 7); // "equals" stays whole in a narrow form
    row->addWidget(m_type, 0);
    row->addWidget(m_value, 8);
    row->addWidget(m_boolean, 8);
    row->addWidget(m_remove);
    m_boolean->hide();
    m_key->setMinimumWidth(80);
    m_value->setMinimumWidth(80);
    m_key->setMaxLength(100);
    m_key->setPlaceholderText(tr("property"));
    m_value->setPlaceholderText(tr("value"));
    m_remove->setExtent(36);
}

void MeterFilterRow::setNumbers(int group, int row)
{
    const auto name = [&](QWidget *widget, const char *what, const QString &spoken) {
        widget->setObjectName(u"filterGroup%1%2%3"_s.arg(group).arg(QLatin1StringView(what)).arg(row));
        widget->setAccessibleName(tr("Group %1, condition %2: %3").arg(group).arg(row).arg(spoken));
    };
    name(m_key, "Key", tr("property"));
    name(m_operator, "Operator", tr("operator"));
    name(m_type, "Type", tr("type"));
    name(m_value, "Value", tr("value"));
    name(m_boolean, "Boolean", tr("value"));
    name(m_remove, "Remove", tr("remove"));
}

Operator MeterFilterRow::op() const
{
    return Operator(m_operator->currentData().toInt());
}

MetaValue::Type MeterFilterRow::type() const
{
    return MetaValue::Type(m_type->currentData().toInt());
}

void MeterFilterRow::operatorChosen()
{
    if (needsNumber(op()))
        m_type->setCurrentIndex(m_type->findData(int(MetaValue::Type::Number)));
    if (needsText(op()))
        m_type->setCurrentIndex(m_type->findData(int(MetaValue::Type::Text)));
    clearMarks();
    Q_EMIT changed();
}

void MeterFilterRow::typeChosen()
{
    const bool possible = !(needsNumber(op()) && type() != MetaValue::Type::Number)
        && !(needsText(op()) && type() != MetaValue::Type::Text);
    if (!possible)
        m_operator->setCurrentIndex(m_operator->findData(int(Operator::Equals)));
    m_boolean->setVisible(type() == MetaValue::Type::Boolean);
    m_value->setVisible(type() != MetaValue::Type::Boolean);
    clearMarks();
    Q_EMIT changed();
}

Condition MeterFilterRow::condition() const
{
    Condition condition{.key = m_key->text(), .op = op(), .value = {}};
    if (type() == MetaValue::Type::Boolean) {
        condition.value = MetaValue::ofBoolean(m_boolean->currentIndex() == 0);
    } else if (type() == MetaValue::Type::Number) {
        condition.value = MetaValue::ofNumber(m_value->text().trimmed().toUtf8());
    } else {
        condition.value = MetaValue::ofText(m_value->text());
    }
    return condition;
}

void MeterFilterRow::setCondition(const Condition &condition)
{
    m_key->setText(condition.key);
    m_type->setCurrentIndex(m_type->findData(int(condition.value.type)));
    m_operator->setCurrentIndex(m_operator->findData(int(condition.op)));
    if (condition.value.type == MetaValue::Type::Boolean)
        m_boolean->setCurrentIndex(condition.value.text == "true" ? 0 : 1);
    else
        m_value->setText(condition.value.string());
}

bool MeterFilterRow::keyMissing() const
{
    return m_key->text().trimmed().isEmpty();
}

QString MeterFilterRow::problem() const
{
    if (keyMissing())
        return tr("Write the property that the condition reads.");
    if (type() == MetaValue::Type::Number && !condition().value.number())
        return tr("Not a number that the API reads. Write 6 or 0.5.");
    if (type() == MetaValue::Type::Text && m_value->text().isEmpty())
        return tr("Write the value that “%1” is compared with.").arg(m_key->text());
    return {};
}

bool MeterFilterRow::showProblem()
{
    if (problem().isEmpty())
        return false;
    QLineEdit *wrong = keyMissing() ? m_key : m_value;
    setInputState(wrong, InputState::Error);
    wrong->setAccessibleDescription(problem());
    return true;
}

void MeterFilterRow::focusFirst()
{
    (keyMissing() || problem().isEmpty() ? m_key : m_value)->setFocus(Qt::OtherFocusReason);
}

QList<QWidget *> MeterFilterRow::tabStops() const
{
    return {m_key, m_operator, m_type, m_value, m_boolean, m_remove};
}

void MeterFilterRow::clearMarks()
{
    for (QLineEdit *edit : {m_key, m_value}) {
        setInputState(edit, InputState::Plain);
        edit->setAccessibleDescription({});
    }
}
