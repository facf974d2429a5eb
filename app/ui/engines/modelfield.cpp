// SPDX-License-Identifier: MIT
#include "ui/engines/modelfield.h"

#include "ui/engines/enginewords.h"
#include "ui/parts/button.h"
#include "ui/parts/field.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QKeyEvent>
#include <QMenu>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ModelField::ModelField(QWidget *parent)
    : QWidget(parent)
    , m_provider(&provider("demo"))
    , m_edit(new PrefixedEdit(this))
    , m_open(new IconButton(IconName::ChevronDown, tr("Show the models"), m_edit))
    , m_menu(new QMenu(this))
    , m_mend(new Button({}, ButtonRole::Outlined, this))
{
    m_edit->lineEdit()->setObjectName(u"engineModel"_s);
    m_edit->lineEdit()->installEventFilter(this);
    m_edit->addInside(m_open);
    m_open->setObjectName(u"engineModels"_s);
    m_menu->setObjectName(u"engineModelMenu"_s);
    m_field = new Field(tr("Model"), m_edit, Field::Need::Optional, this);
    m_mend->setObjectName(u"engineModelMend"_s);
    m_mend->setButtonSize(ButtonSize::Small);
    m_mend->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(m_field);
    column->addWidget(m_mend, 0, Qt::AlignLeft);
    connect(m_open, &QAbstractButton::clicked, this, &ModelField::openMenu);
    connect(m_mend, &QAbstractButton::clicked, this, [this] {
        choose(m_replacement);
        m_edit->lineEdit()->setFocus(Qt::OtherFocusReason);
    });
    connect(m_edit, &PrefixedEdit::textEdited, this, [this] {
        showEnding();
        Q_EMIT modelChanged(model());
    });
}

void ModelField::setProvider(const Provider &provider, const QDate &today)
{
    m_provider = &provider;
    m_today = today;
    const bool own = provider.protocol != Provider::Protocol::OpenAi;
    m_edit->setPlaceholderText(own ? tr("The one the server has loaded") : tr("The model's name"));
}

void ModelField::setModels(const QList<ProviderModel> &models)
{
    m_models = models;
    m_open->setVisible(!models.isEmpty());
    showEnding();
}

void ModelField::setModel(const QString &model)
{
    if (m_edit->text() != model)
        m_edit->setText(model);
    showEnding();
}

QString ModelField::model() const
{
    return m_edit->text().trimmed();
}

const ProviderModel &ModelField::known(const QString &id) const
{
    const auto found = std::ranges::find(m_models, id, &ProviderModel::id);
    return found == m_models.end() ? m_provider->model(id) : *found;
}

// The server of one's own may pick; a service wants a name.
QString ModelField::problem() const
{
    if (!model().isEmpty() || m_provider->protocol != Provider::Protocol::OpenAi)
        return {};
    return m_models.isEmpty() ? tr("Write the model's name, or check first: the server may list them.")
                              : tr("Choose a model, or write its name.");
}

bool ModelField::check()
{
    if (const QString wrong = problem(); !wrong.isEmpty()) {
        m_field->setError(wrong);
        m_edit->lineEdit()->setFocus(Qt::OtherFocusReason);
        return false;
    }
    showEnding();
    return true;
}

void ModelField::showEnding()
{
    const enginewords::Ending ending = enginewords::endingOf(known(model()), *m_provider, m_today);
    m_replacement = ending.replacement;
    if (ending.text.isEmpty())
        m_field->clearNote();
    else
        m_field->setWarning(ending.text);
    m_mend->setText(tr("Use %1").arg(m_replacement));
    m_mend->setVisible(!m_replacement.isEmpty());
}

void ModelField::choose(const QString &model)
{
    setModel(model);
    Q_EMIT modelChanged(model);
}

void ModelField::openMenu()
{
    m_menu->clear();
    for (const ProviderModel &model : std::as_const(m_models)) {
        const QString life = enginewords::lifeText(model, m_today);
        const QString name = model.label.isEmpty() ? model.id : model.label;
        QAction *action = m_menu->addAction(life.isEmpty() ? name : tr("%1, %2").arg(name, life));
        action->setObjectName(model.id);
        connect(action, &QAction::triggered, this, [this, id = model.id] { choose(id); });
        if (model.id == this->model())
            m_menu->setActiveAction(action);
    }
    m_menu->setMinimumWidth(m_edit->width());
    m_menu->popup(m_edit->mapToGlobal(QPoint(0, m_edit->height() + 4)));
}

bool ModelField::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit->lineEdit() && event->type() == QEvent::KeyPress && !m_models.isEmpty()) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_F4) {
            openMenu();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}
