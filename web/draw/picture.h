// Draws the kit's drawings (the scene, the sign) from the generated shape lists.
#pragma once

#include "generated/art.h"
#include "ui/ui.h"

namespace draw {

// `origin`: where the view box's corner goes; `scale`: layout px per view box unit. Shapes may reach outside: clip.
void picture(ui::Ui& ui, const ui::art::Picture& picture, ui::Point origin, float scale, bool dark);

}  // namespace draw
