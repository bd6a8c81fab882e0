// The exports of BRIDGE.md, and the host calls the application makes through them.
#include <emscripten.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "platform/module.h"
#include "platform/screen.h"

// clang-format off
EM_JS(void, host_wake, (int frames), { Module.host.wake(frames); });
EM_JS(void, host_wake_in, (int ms), { Module.host.wake_in(ms); });
EM_JS(void, host_fetch_asset, (const char* name), { Module.host.fetch_asset(UTF8ToString(name)); });
EM_JS(void, host_download, (const char* name, const char* mime, const char* bytes, int size), {
  Module.host.download(UTF8ToString(name), UTF8ToString(mime), bytes, size);
});
EM_JS(void, host_reload, (), { Module.host.reload(); });
EM_JS(void, host_take_over, (), { Module.host.take_over(); });
EM_JS(void, host_persist, (), { Module.host.persist(); });
EM_JS(void, host_next_piece, (), { Module.host.next_piece(); });
EM_JS(void, host_hub_send, (int id, const char* request, const char* body, int size), {
  Module.host.hub_send(id, UTF8ToString(request), body, size);
});
EM_JS(void, host_qr, (const char* text), { Module.host.qr(UTF8ToString(text)); });
EM_JS(void, host_copy, (const char* text), { Module.host.copy(UTF8ToString(text)); });
EM_JS(void, host_decode, (const char* name, int longest, const char* bytes, int size), {
  Module.host.decode(UTF8ToString(name), longest, bytes, size);
});
EM_JS(void, host_locate, (), { Module.host.locate(); });
EM_JS(void, host_set_address, (const char* fragment, int push), {
  Module.host.set_address(UTF8ToString(fragment), push === 1);
});
EM_JS(void, host_local_time, (double ms, int* out), {
  const d = new Date(ms);
  HEAP32.set([d.getFullYear(), d.getMonth() + 1, d.getDate(), d.getHours(), d.getMinutes(), d.getDay() || 7], out >> 2);
});
// clang-format on

namespace platform {
namespace {

struct PageHost : rooms::Host {
  void download(const std::string& name, std::string_view mime, std::string_view bytes) override {
    host_download(name.c_str(), std::string(mime).c_str(), bytes.data(), static_cast<int>(bytes.size()));
  }
  void fetch_asset(const std::string& name) override { host_fetch_asset(name.c_str()); }
  void reload() override { host_reload(); }
  void take_over() override { host_take_over(); }
  void persist() override { host_persist(); }
  void next_piece() override { host_next_piece(); }
  void hub_send(int id, const exchange::Request& request, std::string_view body) override {
    nlohmann::json headers = nlohmann::json::object();
    for (const auto& [name, value] : request.headers) headers[name] = value;
    const nlohmann::json told{{"method", request.method},
                              {"url", request.url},
                              {"headers", std::move(headers)},
                              {"timeout", request.timeout_ms},
                              {"limit", request.limit}};
    host_hub_send(id, told.dump().c_str(), body.data(), static_cast<int>(body.size()));
  }
  void qr(const std::string& text) override { host_qr(text.c_str()); }
  void copy(const std::string& text) override { host_copy(text.c_str()); }
  void decode(const std::string& name, int longest, std::string_view bytes) override {
    host_decode(name.c_str(), longest, bytes.data(), static_cast<int>(bytes.size()));
  }
  void drop_texture(std::uint64_t texture) override { platform::drop_texture(static_cast<unsigned>(texture)); }
  void locate() override { host_locate(); }
  void set_address(const std::string& fragment, bool push) override {
    host_set_address(fragment.c_str(), push ? 1 : 0);
  }
  void wake() override { host_wake(1); }
  void wake_in(int ms) override { host_wake_in(ms); }
};

i18n::LocalTime local_time(std::int64_t unix_ms) {
  int parts[6] = {};
  host_local_time(static_cast<double>(unix_ms), parts);
  return {parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]};
}

PageHost host;
ui::Fonts fonts;
std::unique_ptr<rooms::App> instance;
std::string chunk, answer;

// Dear ImGui sizes a font by ascent - descent; these make each face's em the same.
constexpr float kBase = 18;
constexpr float kFaceScale[] = {1.3f, 1.3f, 1.2099609f, 1.0f};

ImFont* load(const std::vector<std::pair<const void*, int>>& faces, std::size_t first, bool companion) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  const auto add = [&](std::size_t slot, bool merge) {
    ImFontConfig config;
    config.MergeMode = merge;
    config.FontDataOwnedByAtlas = false;
    if (merge) config.GlyphOffset.y = kBase * (0.984f - 0.96875f);  // the companion's baseline on Atkinson's
    return atlas->AddFontFromMemoryTTF(const_cast<void*>(faces[slot].first), faces[slot].second,
                                       kBase * kFaceScale[slot], &config);
  };
  ImFont* font = add(first, false);
  if (companion) add(2, true);
  return font;
}

}  // namespace

rooms::App* app() { return instance.get(); }
void wake(int frames) { host_wake(frames); }

}  // namespace platform

namespace {

using platform::app;

std::vector<std::pair<const void*, int>> faces(4);

void start_when_complete() {
  for (const auto& [bytes, size] : faces)
    if (!bytes) return;
  platform::fonts.text = platform::load(faces, 0, true);
  platform::fonts.bold = platform::load(faces, 1, true);
  platform::fonts.icons = platform::load(faces, 3, false);
  platform::instance = std::make_unique<rooms::App>(platform::host, platform::storage(), base::system_clock(),
                                                    base::system_random(), platform::fonts);
  app()->words().local_time = platform::local_time;
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE int boot(int newest_gl) { return platform::open_screen(newest_gl) ? 1 : 0; }

EMSCRIPTEN_KEEPALIVE void add_font(const void* bytes, int size, int slot) {
  faces.at(static_cast<std::size_t>(slot)) = {bytes, size};
  start_when_complete();
}

EMSCRIPTEN_KEEPALIVE void add_catalogue(const char* language, const std::byte* bytes, int size) {
  app()->add_catalogue(language, {bytes, static_cast<std::size_t>(size)});
}

EMSCRIPTEN_KEEPALIVE void environment(const char* json) { app()->environment(json); }
EMSCRIPTEN_KEEPALIVE void update_ready() { app()->update_ready(); }
EMSCRIPTEN_KEEPALIVE void away() { app()->away(); }

EMSCRIPTEN_KEEPALIVE void resize(float w, float h, int backing_w, int backing_h) {
  platform::resize_screen(backing_w, backing_h);
  app()->ui().resize(w, h, static_cast<float>(backing_w));
}

EMSCRIPTEN_KEEPALIVE int frame(double now_ms, int visible) {
  if (visible) platform::begin_draw();
  const int wanted = app()->frame(now_ms);
  platform::end_draw(visible != 0);
  return wanted;
}

EMSCRIPTEN_KEEPALIVE const char* take_mirror() {
  platform::answer = app()->take_mirror();
  return platform::answer.c_str();
}

EMSCRIPTEN_KEEPALIVE void act(unsigned node, int kind, const char* text, double number) {
  app()->ui().act(node, static_cast<ui::Act>(kind), text, number);
}

EMSCRIPTEN_KEEPALIVE void pointer(int phase, int id, float x, float y, int button, int device) {
  app()->ui().pointer(
      {static_cast<ui::PointerPhase>(phase), id, {x, y}, button, static_cast<ui::PointerDevice>(device)});
}

EMSCRIPTEN_KEEPALIVE void wheel(float x, float y, float dx, float dy) { app()->ui().wheel({x, y}, dx, dy); }
EMSCRIPTEN_KEEPALIVE int key(const char* name, int mods) { return app()->ui().key(name, mods) ? 1 : 0; }
EMSCRIPTEN_KEEPALIVE void db_reply(int request, int ok, const char* json) {
  platform::storage_reply(request, ok != 0, json);
}
EMSCRIPTEN_KEEPALIVE int file_begin(unsigned, const char* name, double size) {
  return app()->file_begin(name, static_cast<std::size_t>(size)) ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE char* file_buffer(int size) {
  platform::chunk.resize(static_cast<std::size_t>(size));
  return platform::chunk.data();
}

EMSCRIPTEN_KEEPALIVE int file_chunk(int size) {
  return app()->file_chunk({platform::chunk.data(), static_cast<std::size_t>(size)});
}

EMSCRIPTEN_KEEPALIVE void file_end(int ok) {
  app()->file_end(ok != 0);
  std::string().swap(platform::chunk);
}

EMSCRIPTEN_KEEPALIVE void hub_reply(int id, int status, const char* about, const char* bytes, int size) {
  const auto said = nlohmann::json::parse(about, nullptr, false);
  exchange::Reply reply{.status = status};
  if (said.is_object()) {
    reply.type = said.value("type", "");
    reply.next = said.value("next", "");
    reply.boot = said.value("boot", "");
  }
  reply.body.assign(bytes, static_cast<std::size_t>(size));
  app()->hub_reply(id, std::move(reply));
}

EMSCRIPTEN_KEEPALIVE void qr_reply(const char* text, const char* modules) { app()->qr_reply(text, modules); }

EMSCRIPTEN_KEEPALIVE void asset(const char* name, const char* bytes, int size, int ok) {
  app()->asset(name, {bytes, static_cast<std::size_t>(size)}, ok != 0);
}

EMSCRIPTEN_KEEPALIVE void address(const char* fragment) { app()->address(fragment); }
EMSCRIPTEN_KEEPALIVE void located(int found, int refused, double latitude, double longitude) {
  app()->located(found != 0, refused != 0, latitude, longitude);
}

EMSCRIPTEN_KEEPALIVE void context_lost() { platform::screen_lost(); }
EMSCRIPTEN_KEEPALIVE void context_restored() {
  platform::screen_restored();
  app()->ui().images.forget();
}
// The answer to `decode`; no pixels: it is no picture that this browser knows.
EMSCRIPTEN_KEEPALIVE void image(const char* name, int longest, int w, int h, const void* rgba) {
  app()->image(name, longest, {rgba ? platform::make_texture(w, h, rgba) : 0u, w, h}, rgba == nullptr);
}

EMSCRIPTEN_KEEPALIVE const char* debug_state() {
  platform::answer = app()->debug_state();
  return platform::answer.c_str();
}
}
