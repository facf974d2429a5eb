// SPDX-License-Identifier: MIT
#pragma once

#include "session/picturejob.h"
#include "ui/pages/pictureevents.h"
#include "ui/parts/chain.h"

#include <array>

// One picture on its way, worded for the chain, the caption, the receipt and the history. A picture of an
// earlier run has no PictureJob; trackOf() makes its track from what is stored.
namespace generate {

struct Place { // where the track stands
    QString eventName; // what this program sends
    int waitsBehind = 0; // pictures to be made before it
};

using ChainNodes = std::array<ChainNode, Chain::StepCount>;
ChainNodes chainNodes(const PictureTrack &track, const Place &place);
QString chainTotal(const PictureTrack &track); // "0.44 s"; empty until it has ended
QString endSentence(const PictureTrack &track); // for a screen reader, once it has ended

PictureOrder orderOf(const ImageRow &row); // what was asked for, for one picture

// `event` is null while nothing is known of it.
PictureTrack trackOf(
    const ImageRow &row, const std::optional<Verdict> &verdict, const PictureEvents::Known *event);

QString painted(const ImageRow &row); // "Painted: mountains, lake"
QString byWhom(const ImageRow &row); // "By the demo painter, not AI."
QString wordsNote(const ImageRow &row); // "Every word was used."; "Words not known: robot, painting"
QString engineName(const ImageRow &row); // "Demo painter"

// Where it was billed when that is not the present place: "Billed in the sandbox". Empty: here, or nowhere.
QString elsewhere(const PictureTrack &track, const QByteArray &present);

// What it cost the customer: "free", "$0.05", "not counted", "not billed", "sending", "parked".
struct PriceTag {
    QString text;
    Ink ink = Ink::Dim;
};
PriceTag priceTag(const PictureTrack &track);
PriceTag priceTag(const PictureTrack &track, const QByteArray &present); // elsewhere: "TEST MODE"

// What the provider took for it: "$0.0512", beside its estimate where they differ; empty where it takes
// nothing.
QString providerCost(const ImageRow &row);

// “standard” or “hd”: what a filter on one property lets through, where the event failed it.
QString acceptedValues(const MeterVerdict &meter);

QString sizeText(const QSize &size); // "1024 × 1024"
QString bytesText(qint64 bytes); // "1.4 MB"
QString milliseconds(int ms); // "412 ms"; "1.20 s"
QString seconds(int ms); // "0.3 s"
QString periodText(const Period &period); // "21 Nov to 21 Dec 2026"

} // namespace generate
