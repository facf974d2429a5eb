// SPDX-License-Identifier: MIT
#pragma once

#include "ui/pages/generatepicture.h"

class GenerateRun;
class Session;
struct PictureOrder;

// The order being made, worded for the panel over the picture.
namespace generate {

GeneratePicture::Painting progressOf(const GenerateRun &run, const Session &session, bool picturesOnly);
QString cancelNote(const PictureOrder &order, bool picturesOnly); // what a cancel costs

} // namespace generate
