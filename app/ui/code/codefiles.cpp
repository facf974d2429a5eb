// SPDX-License-Identifier: MIT
#include "ui/code/codefiles.h"

#include "guide/story.h"
#include "ui/code/codetabs.h"
#include "ui/code/codeview.h"
#include "ui/pages/iconmark.h"
#include "ui/parts/button.h"
#include "ui/parts/elidedlabel.h"
#include "ui/parts/iconbutton.h"
#include "ui/parts/messagestrip.h"

#include <QClipboard>
#include <QDir>
#include <QGuiApplication>
#include <QHBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

QStringList namesOf(const Program &program)
{
    QStringList names;
    for (const ProgramFile &file : program.files)
        names << file.name;
    return names;
}

bool sameText(const Program &a, const Program &b)
{
    return std::ranges::equal(a.files, b.files,
        [](const ProgramFile &x, const ProgramFile &y) { return x.name == y.name && x.text == y.text; });
}

} // namespace

CodeFiles::CodeFiles(QWidget *parent)
    : Card(parent)
    , m_ask(askFolderByDialog())
    , m_copy(new Button(tr("Copy"), ButtonRole::Primary, this))
    , m_save(new Button(tr("Save as a folder"), ButtonRole::Secondary, this))
    , m_tabs(new CodeTabs(this))
    , m_view(new CodeView(this))
    , m_saved(makeSavedRow())
    , m_failure(new MessageStrip(MessageStrip::Kind::Failure, this))
{
    m_copy->setObjectName(u"copyProgram"_s);
    m_copy->setButtonSize(ButtonSize::Small);
    m_copy->setIconName(IconName::Copy);
    m_copy->setShortcut(Qt::CTRL | Qt::Key_Return);
    m_save->setObjectName(u"saveProgram"_s);
    m_save->setButtonSize(ButtonSize::Small);
    m_save->setIconName(IconName::FolderOpen);
    m_view->setObjectName(u"programText"_s);
    addHeadWidget(m_copy);
    addHeadWidget(m_save);
    auto *around = new QVBoxLayout;
    around->setContentsMargins(12, 8, 12, 8);
    around->setSpacing(8);
    around->addWidget(m_tabs);
    around->addWidget(m_saved);
    around->addWidget(m_failure);
    body()->setContentsMargins(0, 0, 0, 1);
    body()->setSpacing(0);
    body()->addLayout(around);
    body()->addWidget(makeRule(this));
    body()->addWidget(m_view, 1);
    m_saved->hide();
    m_failure->hide();
    connect(m_tabs, &CodeTabs::currentChanged, this, &CodeFiles::showFile);
    connect(m_copy, &QAbstractButton::clicked, this, &CodeFiles::copy);
    connect(m_save, &QAbstractButton::clicked, this, [this] {
        m_ask(this, tr("Save the program in a new folder in"), [this](const QString &in) { save(in); });
    });
}

QWidget *CodeFiles::makeSavedRow()
{
    auto *row = new QWidget(this);
    m_where = new ElidedLabel({}, TextRole::Small, Ink::Text, row);
    m_where->setObjectName(u"savedWhere"_s);
    m_where->setElideMode(Qt::ElideMiddle);
    m_copyWhere = new CopyButton(tr("Copy the folder's path"), row);
    m_copyWhere->setObjectName(u"copySavedPath"_s);
    auto *layout = new QHBoxLayout(row);
    layout->setContentsMargins(4, 0, 0, 0);
    layout->setSpacing(8);
    layout->addWidget(new IconMark(IconName::Check, Ink::Accent, IconMark::Look::Bare, row));
    layout->addWidget(m_where, 1);
    layout->addWidget(m_copyWhere);
    return row;
}

void CodeFiles::setProgram(const Program &program, const QString &folder)
{
    m_folder = folder;
    if (sameText(program, m_program) && program.title == m_program.title)
        return;
    const bool sameFiles = namesOf(program) == namesOf(m_program) && program.title == m_program.title;
    m_program = program;
    setTitle(program.title);
    m_saved->hide();
    m_failure->hide();
    if (!sameFiles)
        showNames();
    showFile(m_tabs->current());
}

// The tabs are newer than what stands below them; Tab goes as one reads.
void CodeFiles::showNames()
{
    m_tabs->setNames(namesOf(m_program));
    QWidget *before = m_save;
    for (int i = 0; QWidget *tab = m_tabs->tab(i); ++i) {
        setTabOrder(before, tab);
        before = tab;
    }
    setTabOrder(before, m_copyWhere);
    setTabOrder(m_copyWhere, m_view);
}

QString CodeFiles::shownText() const
{
    return m_view->toPlainText();
}

void CodeFiles::showFile(int index)
{
    const ProgramFile file = m_program.files.value(index);
    m_view->setCode(file.name, file.text);
}

void CodeFiles::copy()
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(m_program.files.value(m_tabs->current()).text));
    m_copy->setMinimumWidth(m_copy->width());
    m_copy->showDone(tr("Copied"));
}

void CodeFiles::save(const QString &parent)
{
    const QString folder = newFolderPath(parent, m_folder);
    const auto done = saveProgram(m_program, folder);
    m_saved->setVisible(done.ok());
    m_failure->setVisible(!done);
    if (!done) {
        m_failure->setMessage(tr("The program is not saved"), done.error().message);
        return;
    }
    const QString path = QDir::toNativeSeparators(folder);
    m_where->setText(tr("Saved in %1").arg(path));
    m_copyWhere->setContent(path);
    Q_EMIT saved(folder);
}
