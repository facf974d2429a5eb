// SPDX-License-Identifier: MIT
#include "ui/pages/generatenotice.h"

#include "imaging/imageerrors.h"
#include "ui/parts/sendingmark.h"

#include <QApplication>

using namespace Qt::StringLiterals;

namespace {

QString asTitle(QString sentence)
{
    while (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

bool byDemoPainter(const PictureTrack &track)
{
    return track.order.provider == "demo";
}

} // namespace

GenerateNotice::GenerateNotice(QWidget *parent)
    : MessageStrip(Kind::Failure, parent)
{
    setObjectName(u"generateFailure"_s);
    hide();
}

void GenerateNotice::setPicturesOnly(bool on)
{
    m_picturesOnly = on;
    if (auto *again = findChild<Button *>(u"tryAgain"_s))
        on ? unmarkSending(again) : markSending(again);
}

void GenerateNotice::showFailure(const PictureTrack &track)
{
    const Error error = track.error.value_or(Error{});
    const bool refused = error.kind == Error::Kind::Refused;
    clearButtons();
    setKind(refused ? Kind::Info : Kind::Failure);
    if (refused && byDemoPainter(track)) {
        setMessage(m_picturesOnly ? tr("This prompt is not painted.")
                                  : tr("This prompt is not painted, and nothing is billed."),
            {});
    } else {
        QStringList text{lost(track), chargeNote(error, provider(track.order.provider))};
        if (!byDemoPainter(track))
            text.append(nextStep(error));
        text.removeAll(QString());
        setMessage(asTitle(error.message), text.join(u' '));
    }
    addRemedy(byDemoPainter(track) && !refused ? Error{.kind = Error::Kind::Server, .message = error.message}
                                               // it is part of this program
                                               : error);
    show();
}

QString GenerateNotice::lost(const PictureTrack &track) const
{
    const bool painted = track.failedAt == PictureTrack::Stage::Saving;
    if (m_picturesOnly)
        return painted ? tr("The picture was not kept. Your prompt is kept.")
                       : tr("No picture was made. Your prompt is kept.");
    return painted
        ? tr("The picture was not kept, no event was sent and nothing is billed. Your prompt is kept.")
        : tr("No picture was made, no event was sent and nothing is billed. Your prompt is kept.");
}

void GenerateNotice::addRemedy(const Error &error)
{
    const auto add = [this](const QString &text, const QString &name, auto signal) {
        Button *button = addButton(text);
        button->setObjectName(name);
        if (name == "tryAgain"_L1 && !m_picturesOnly) // makes the picture, and bills it
            markSending(button);
        connect(button, &QAbstractButton::clicked, this, signal);
    };
    switch (remedyFor(error)) {
    case ImageRemedy::ChangePrompt:
        return add(tr("Change the prompt"), u"changePrompt"_s, &GenerateNotice::promptRequested);
    case ImageRemedy::ChangeKey:
        add(tr("Change the key"), u"changeKey"_s, &GenerateNotice::enginesRequested);
        break;
    case ImageRemedy::ChangeAddress: // or the server was not running yet
        add(tr("Change the address"), u"changeAddress"_s, &GenerateNotice::enginesRequested);
        return add(tr("Try again"), u"tryAgain"_s, &GenerateNotice::againRequested);
    case ImageRemedy::ChooseModel:
        add(tr("Choose a model"), u"chooseModel"_s, &GenerateNotice::modelRequested);
        break;
    case ImageRemedy::None:
        break;
    default: // after a while, or once the account is mended
        add(tr("Try again"), u"tryAgain"_s, &GenerateNotice::againRequested);
    }
    add(tr("Show in log"), u"showInLog"_s, &GenerateNotice::logRequested);
}

void GenerateNotice::showMayBeCharged(const PictureOrder &order)
{
    if (provider(order.provider).charges == Provider::Charges::Nothing)
        return;
    clearButtons();
    setKind(Kind::Info);
    setMessage(tr("Cancelled"), tr("The provider may still charge."));
    show();
}

void GenerateNotice::showDeleted(const ImageRow &row)
{
    clearButtons();
    setKind(Kind::Info);
    setMessage(
        tr("Picture deleted"), row.event && !m_picturesOnly ? tr("Its event stays billed.") : QString());
    Button *undo = addButton(tr("Undo"));
    undo->setObjectName(u"undoDelete"_s);
    connect(undo, &QAbstractButton::clicked, this, &GenerateNotice::undoRequested);
    show();
}

void GenerateNotice::report(const QString &what, const Error &error)
{
    setKind(Kind::Failure);
    clearButtons();
    setMessage(what, tr("%1 The picture is still kept here.").arg(error.message));
    show();
}

bool GenerateNotice::undo()
{
    auto *button = isVisible() ? findChild<Button *>(u"undoDelete"_s) : nullptr;
    if (button)
        button->click();
    return button;
}

void GenerateNotice::setVisible(bool visible)
{
    const bool focused = !visible && isAncestorOf(QApplication::focusWidget());
    MessageStrip::setVisible(visible);
    if (focused)
        Q_EMIT focusLeft();
}

void GenerateNotice::leavePlace()
{
    if (!findChild<Button *>(u"undoDelete"_s))
        dismiss();
}

bool GenerateNotice::dismiss()
{
    const bool shown = !isHidden();
    hide();
    return shown;
}
