// SPDX-License-Identifier: MIT
#include "ui/pages/generateengine.h"

#include "session/engines.h"
#include "ui/fonts.h"
#include "ui/pages/generaterows.h"
#include "ui/parts/button.h"
#include "ui/parts/combobox.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/inputframe.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using Life = ProviderModel::Life;

namespace {

constexpr int longestChain = 5; // of models that replaced each other

// Down at the last engine opens the list: its last entry leaves the page and is never met by walking.
class EngineCombo : public ComboBox {
public:
    using ComboBox::ComboBox;

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool last = currentIndex() + 2 >= count();
        const int key = event->key();
        if (last && (key == Qt::Key_Down || key == Qt::Key_PageDown || key == Qt::Key_End))
            showPopup();
        else if (key == Qt::Key_PageDown || key == Qt::Key_End)
            event->ignore();
        else
            ComboBox::keyPressEvent(event);
    }
};

QString dayText(const QDate &day)
{
    return QLocale(QLocale::English).toString(day, u"d MMM yyyy"_s);
}

QString labelOf(const ProviderModel &model)
{
    return model.label.isEmpty() ? model.id : model.label;
}

// The nearest living model that takes this one's place; empty when the profile names none.
QString livingInstead(const Provider &profile, const ProviderModel &model, const QDate &today)
{
    const ProviderModel *next = &model;
    for (int i = 0; i < longestChain; ++i) {
        const QString id = next->replacement;
        next = profile.listed(id);
        if (!next)
            return id;
        if (next->life(today) == Life::Living)
            return id;
    }
    return {};
}

} // namespace

GenerateEngine::GenerateEngine(Engines &engines, GenerateRows &rows)
    : QObject(&rows)
    , m_engines(engines)
    , m_rows(rows)
{
    buildEngine(rows);
    buildModel(rows);
    showEngines();
    showModel();
    connect(&engines, &Engines::changed, this, [this] {
        showEngines();
        if (!m_model->lineEdit()->hasFocus()) // what is typed stays
            showModel();
    });
    connect(&engines, &Engines::currentChanged, this, [this] {
        showEngines();
        showModel();
        Q_EMIT changed();
    });
}

void GenerateEngine::buildEngine(GenerateRows &rows)
{
    m_engine = new EngineCombo(&rows);
    m_engine->setObjectName(u"engine"_s);
    m_engine->setAccessibleName(tr("Engine"));
    m_engine->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    rows.add(tr("Engine"), m_engine, m_engine);
    connect(m_engine, &QComboBox::activated, this, &GenerateEngine::engineChosen);
}

void GenerateEngine::buildModel(GenerateRows &rows)
{
    m_modelHolder = new QWidget(&rows);
    auto *column = new QVBoxLayout(m_modelHolder);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    m_model = new PrefixedEdit(m_modelHolder);
    m_model->setObjectName(u"modelField"_s);
    m_model->setFocusProxy(nullptr); // its line is the stop: Tab would come back to it through the frame
    m_model->setFocusPolicy(Qt::NoFocus);
    m_model->lineEdit()->setObjectName(u"model"_s);
    m_model->lineEdit()->setAccessibleName(tr("Model"));
    m_open = new IconButton(IconName::ChevronDown, tr("Models"), m_model);
    m_open->setObjectName(u"models"_s);
    m_model->addInside(m_open);
    m_models = new QMenu(m_open);
    m_models->setObjectName(u"modelMenu"_s);
    column->addWidget(m_model);

    m_note = new QWidget(m_modelHolder);
    auto *note = new QVBoxLayout(m_note);
    note->setContentsMargins(0, 0, 0, 0);
    note->setSpacing(6);
    m_noteText = makeLabel({}, TextRole::Help, Ink::Amber, m_note);
    m_noteText->setObjectName(u"modelNote"_s);
    m_noteText->setWordWrap(true);
    m_instead = new Button({}, ButtonRole::Outlined, m_note);
    m_instead->setObjectName(u"modelInstead"_s);
    m_instead->setButtonSize(ButtonSize::Small);
    note->addWidget(m_noteText);
    note->addWidget(m_instead, 0, Qt::AlignLeft);
    column->addWidget(m_note);
    rows.add(tr("Model"), m_modelHolder, m_model->lineEdit());

    connect(m_open, &QAbstractButton::clicked, this, &GenerateEngine::openModels);
    connect(m_model->lineEdit(), &QLineEdit::textEdited, this, [this] {
        explainModel();
        Q_EMIT changed();
    });
    connect(m_model->lineEdit(), &QLineEdit::editingFinished, this, [this] { takeModel(m_model->text()); });
    connect(m_instead, &QAbstractButton::clicked, this, [this] {
        m_model->lineEdit()->setFocus(Qt::OtherFocusReason);
        takeModel(m_replacement);
    });
}

QByteArray GenerateEngine::provider() const
{
    return m_engines.current().provider;
}

const Provider &GenerateEngine::profile() const
{
    return ::provider(provider());
}

QString GenerateEngine::model() const
{
    const QString typed = m_model->text().trimmed();
    if (!typed.isEmpty() && provider() != "demo")
        return typed;
    const ProviderModel *usual = profile().defaultModel(today());
    return usual ? usual->id : QString();
}

QDate GenerateEngine::today() const
{
    return m_today.isValid() ? m_today : QDate::currentDate();
}

void GenerateEngine::setToday(const QDate &today)
{
    m_today = today;
    explainModel();
}

void GenerateEngine::showEngines()
{
    m_engine->clear();
    for (const Engine &engine : m_engines.all()) {
        if (!engine.ready)
            continue;
        const QString name = engine.provider == "demo" ? tr("Demo painter (offline, not AI)")
                                                       : m_engines.name(engine.provider);
        m_engine->addItem(name, engine.provider);
        if (engine.provider == m_engines.current().provider)
            m_engine->setCurrentIndex(m_engine->count() - 1);
    }
    m_engine->addItem(tr("Set up another…"));
}

void GenerateEngine::engineChosen(int index)
{
    const QByteArray chosen = m_engine->itemData(index).toByteArray();
    if (chosen.isEmpty()) {
        showEngines(); // the one in use stays chosen
        Q_EMIT enginesRequested();
        return;
    }
    if (chosen != provider())
        m_engines.choose(chosen);
}

void GenerateEngine::showModel()
{
    const Engine &engine = m_engines.current();
    const bool shown = engine.provider != "demo";
    m_model->setText(shown ? engine.model : QString());
    const ProviderModel *usual = profile().defaultModel(today());
    m_model->setPlaceholderText(usual ? usual->id : tr("The server's own"));
    m_rows.setShown(m_modelHolder, shown);
    explainModel();
}

void GenerateEngine::openModels()
{
    fillModels();
    m_model->lineEdit()->setFocus(Qt::PopupFocusReason);
    m_models->popup(m_model->mapToGlobal(QPoint(0, m_model->height() + 4)));
}

// The day a model stops stands at the right, where a menu has its keys.
void GenerateEngine::fillModels()
{
    m_models->clear();
    const QList<ProviderModel> known = m_engines.models(provider());
    for (const ProviderModel &model : known) {
        QString words = labelOf(model).replace(u'&', "&&"_L1);
        if (model.life(today()) == Life::Closing)
            words += u'\t' + tr("stops on %1").arg(dayText(*model.shutdown));
        else if (model.life(today()) == Life::Gone)
            words += u'\t' + tr("stopped on %1").arg(dayText(*model.shutdown));
        m_models->addAction(words, this, [this, id = model.id] { takeModel(id); });
    }
    if (known.isEmpty())
        m_models->addAction(tr("No list of models. Type a name."))->setEnabled(false);
}

void GenerateEngine::takeModel(const QString &model)
{
    const QString named = model.trimmed();
    m_model->setText(named);
    const Engine engine = m_engines.current();
    if (engine.provider != "demo" && engine.model != named)
        m_engines.setUp(engine.provider, engine.baseUrl, named);
    explainModel();
    Q_EMIT changed();
}

void GenerateEngine::explainModel()
{
    const ProviderModel *known = provider() == "demo" ? nullptr : profile().listed(model());
    const Life life = known ? known->life(today()) : Life::Living;
    m_note->setVisible(life != Life::Living);
    if (life == Life::Living)
        return;
    m_noteText->setText((life == Life::Gone ? tr("“%1” stopped on %2.") : tr("“%1” stops on %2."))
                            .arg(labelOf(*known), dayText(*known->shutdown)));
    m_replacement = livingInstead(profile(), *known, today());
    m_instead->setText(tr("Use %1").arg(m_replacement));
    m_instead->setVisible(!m_replacement.isEmpty());
}

void GenerateEngine::select(const QByteArray &provider, const QString &model)
{
    if (!m_engines.engine(provider).ready)
        return;
    if (provider != this->provider())
        m_engines.choose(provider);
    if (provider != "demo")
        takeModel(model);
}
