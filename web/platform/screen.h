// The WebGL context (made by SDL) and Dear ImGui's renderer on it.
#pragma once

namespace platform {

bool open_screen(int newest_gl);  // 3: WebGL 2 first, then 1. False: none
void begin_draw();                // before a frame
void end_draw(bool visible);      // after it; `visible` false while the context is lost
void screen_lost();
void screen_restored();
// RGBA, a row after the other. 0: not now, the context is lost.
unsigned make_texture(int w, int h, const void* rgba);
void drop_texture(unsigned texture);
void resize_screen(int backing_w, int backing_h);

}  // namespace platform
