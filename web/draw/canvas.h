// Draws what was painted on a canvas (print/canvas.h) in the colours of the theme.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "print/canvas.h"
#include "ui/ui.h"

namespace draw {

// 0xAABBGGRR, as all colours of a theme.
std::uint32_t ink_color(const ui::tokens::Theme& theme, print::Ink ink);

// A canvas of that size as the screen writes on it: in legends' letters, or in letters of `size` layout px.
print::CanvasSize canvas_size(const ui::Ui& ui, float width, float height, float size = 0);

// Paints on a canvas as large as `rect` and draws it; `name` says what it shows.
void canvas(ui::Ui& ui, std::string_view key, const ui::Rect& rect, std::string_view name,
            const std::function<void(print::Canvas&)>& paint, float size = 0);

// The same picture as a file, in the light theme.
std::string canvas_file(double width, double height, std::string_view name,
                        const std::function<void(print::Canvas&)>& paint);

}  // namespace draw
