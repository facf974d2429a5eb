// SPDX-License-Identifier: MIT
#include "ui/pages/aboutbox.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

// A static library's resources are linked only when asked for; the macro wants no namespace around it.
static void useLicences()
{
    Q_INIT_RESOURCE(ui_licences);
}

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("AboutBox", text);
}

QString licences()
{
    useLicences();
    QString all;
    const QDir folder(u":/licenses"_s);
    const QStringList names = folder.entryList(QDir::Files, QDir::Name);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            all += name.chopped(4) + u"\n\n"_s + QString::fromUtf8(file.readAll()) + u"\n\n"_s;
    }
    return all;
}

} // namespace

void showAbout(QWidget *parent)
{
    auto *box = new QDialog(parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setObjectName(u"aboutBox"_s);
    box->setWindowTitle(tr("About PixelMeter"));
    box->resize(720, 520);
    auto *title = new QLabel(tr("PixelMeter %1").arg(QCoreApplication::applicationVersion()));
    title->setProperty("role", u"title"_s);
    auto *text = new QLabel(
        tr("Shows usage-based billing from the first click to the invoice. MIT licence.\n"
           "The sandbox plays the payment service. No card is charged, nothing leaves this computer."));
    text->setWordWrap(true);
    auto *list = new QPlainTextEdit(licences());
    list->setReadOnly(true);
    list->setAccessibleName(tr("Licences of what this program ships with"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    QObject::connect(buttons, &QDialogButtonBox::rejected, box, &QDialog::close);
    auto *column = new QVBoxLayout(box);
    column->setContentsMargins(24, 20, 24, 20);
    column->setSpacing(12);
    column->addWidget(title);
    column->addWidget(text);
    column->addWidget(list, 1);
    column->addWidget(buttons);
    box->show();
}
