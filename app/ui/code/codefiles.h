// SPDX-License-Identifier: MIT
#pragma once

#include "programs/program.h"
#include "ui/code/askfolder.h"
#include "ui/parts/card.h"

class Button;
class CodeTabs;
class CodeView;
class CopyButton;
class ElidedLabel;
class MessageStrip;

// A program's files: which one, its text, Copy, and "Save as a folder" with where it went.
class CodeFiles : public Card {
    Q_OBJECT

public:
    explicit CodeFiles(QWidget *parent = nullptr);

    // `folder` names the folder it is saved as. The same program keeps its file, place and answer.
    void setProgram(const Program &program, const QString &folder);
    void setAskFolder(AskFolder ask) { m_ask = std::move(ask); }
    QString shownText() const;

Q_SIGNALS:
    void saved(const QString &folder);

private:
    QWidget *makeSavedRow();
    void showNames();
    void showFile(int index);
    void copy();
    void save(const QString &parent);

    Program m_program;
    QString m_folder;
    AskFolder m_ask;
    Button *m_copy;
    Button *m_save;
    CodeTabs *m_tabs;
    CodeView *m_view;
    QWidget *m_saved;
    ElidedLabel *m_where;
    CopyButton *m_copyWhere;
    MessageStrip *m_failure;
};
