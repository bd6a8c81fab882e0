#include "platform/screen.h"

#include <GLES2/gl2.h>
#include <SDL.h>
#include <emscripten/html5.h>

#include <cmath>
#include <utility>

#include "imgui.h"
#include "imgui_impl_opengl3.h"
#include "platform/gl_state_shim.h"

namespace platform {
namespace {

SDL_Window* window = nullptr;
SDL_GLContext context = nullptr;
bool lost = false;
bool clears_white = false;

// Dear ImGui leaves black, transparent texels between glyphs; linear filtering then darkens the edges of light text.
// White, transparent ones do not show. Only what is about to be uploaded is walked.
void whiten_gaps(const ImDrawData& data) {
  for (ImTextureData* texture : *data.Textures) {
    if (texture->Format != ImTextureFormat_RGBA32) continue;
    ImTextureRect part = texture->UpdateRect;
    if (texture->Status == ImTextureStatus_WantCreate)
      part = {0, 0, static_cast<unsigned short>(texture->Width), static_cast<unsigned short>(texture->Height)};
    else if (texture->Status != ImTextureStatus_WantUpdates)
      continue;
    for (int y = part.y; y < part.y + part.h; ++y) {
      auto* row = static_cast<unsigned*>(texture->GetPixelsAt(part.x, y));
      for (int x = 0; x < part.w; ++x)
        if ((row[x] & IM_COL32_A_MASK) == 0) row[x] = IM_COL32_WHITE & ~IM_COL32_A_MASK;
    }
  }
}

}  // namespace

bool open_screen(int newest_gl) {
  SDL_SetHint(SDL_HINT_EMSCRIPTEN_KEYBOARD_ELEMENT, "#canvas");
  if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
  for (int version = newest_gl; version >= 2 && !context; --version) {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, version);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    SDL_GL_SetAttribute(SDL_GL_DEPTH_SIZE, 0);
    if (!window)
      window =
          SDL_CreateWindow("", 0, 0, 300, 150, SDL_WINDOW_OPENGL | SDL_WINDOW_RESIZABLE | SDL_WINDOW_ALLOW_HIGHDPI);
    if (!window) return false;
    context = SDL_GL_CreateContext(window);
  }
  if (!context) return false;
  // SDL's own listeners prevent the browser's wheel, touch and keys: the page has its own (shell/pointer.js, keys.js).
  emscripten_html5_remove_all_event_listeners();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  return ImGui_ImplOpenGL3_Init("#version 100");
}

void begin_draw() {
  // The browser tells of a loss only after the frames already asked for: nothing can be made in such a context.
  if (!lost && emscripten_is_webgl_context_lost(emscripten_webgl_get_current_context())) screen_lost();
  if (!lost) ImGui_ImplOpenGL3_NewFrame();
}

void end_draw(bool visible) {
  ImDrawData* data = ImGui::GetDrawData();
  if (!visible || lost || !data) return;
  if (data->Textures) whiten_gaps(*data);
  glViewport(0, 0, static_cast<int>(std::lround(data->DisplaySize.x)),
             static_cast<int>(std::lround(data->DisplaySize.y)));
  if (!std::exchange(clears_white, true)) glClearColor(1, 1, 1, 1);
  glClear(GL_COLOR_BUFFER_BIT);
  ImGui_ImplOpenGL3_RenderDrawData(data);
}

void screen_lost() {
  lost = true;
  ImGui_ImplOpenGL3_DestroyDeviceObjects();
  gl_state_shim::forget();
  clears_white = false;
}

void screen_restored() { lost = false; }

unsigned make_texture(int w, int h, const void* rgba) {
  if (lost) return 0;
  GLuint texture = 0;
  glGenTextures(1, &texture);
  glBindTexture(GL_TEXTURE_2D, texture);
  // Of any size: WebGL 1 repeats only powers of two.
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA, w, h, 0, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
  return texture;
}

void drop_texture(unsigned texture) {
  if (!lost) glDeleteTextures(1, &texture);
}

void resize_screen(int backing_w, int backing_h) {
  emscripten_set_canvas_element_size("#canvas", backing_w, backing_h);
}

}  // namespace platform
