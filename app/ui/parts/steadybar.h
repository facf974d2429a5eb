// SPDX-License-Identifier: MIT
#pragma once

class QScrollArea;

// Room for the vertical scroll bar whether it is needed or not; one that is not needed is not to be seen. A
// bar that comes and goes changes the width of wrapped text, which can change whether it is needed, for ever.
void keepRoomForBar(QScrollArea *area);
