// SPDX-License-Identifier: MIT
#include "ui/outbox/askfile.h"

#include <QCoreApplication>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

AskListFile askListFile()
{
    return [](QWidget *parent, const QString &suggested, const QString &filters,
               const std::function<void(const QString &)> &chosen) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        auto *dialog = new QFileDialog(
            parent, QCoreApplication::translate("OutboxSheet", "Write the list to a file"), folder, filters);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setAcceptMode(QFileDialog::AcceptSave);
        dialog->setDefaultSuffix(QFileInfo(suggested).suffix());
        dialog->selectFile(suggested);
        QObject::connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString &filter) {
            dialog->setDefaultSuffix(filter.mid(filter.indexOf(u"*."_s) + 2).chopped(1));
        });
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        dialog->open();
    };
}
