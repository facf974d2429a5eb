// SPDX-License-Identifier: MIT
#include "ui/code/askfolder.h"

#include <QFileDialog>
#include <QStandardPaths>

AskFolder askFolderByDialog()
{
    return [](QWidget *parent, const QString &title, const std::function<void(const QString &)> &chosen) {
        const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
        auto *dialog = new QFileDialog(parent, title, folder);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->setFileMode(QFileDialog::Directory);
        dialog->setOption(QFileDialog::ShowDirsOnly);
        QObject::connect(dialog, &QFileDialog::fileSelected, parent, chosen);
        dialog->open();
    };
}
