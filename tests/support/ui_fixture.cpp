#include "support/ui_fixture.h"

#include <algorithm>
#include <cstdarg>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "imgui_internal.h"

namespace {

std::set<ImGuiID> items_of_frame;

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

bool pressable(const ui::Node& node) {
  for (const std::string_view role : {"button", "link", "checkbox", "switch", "radio", "tab", "text", "searchbox",
                                      "textarea", "email", "url", "tel", "number", "date", "select", "file", "row"})
    if (node.role == role) return true;
  return false;
}

i18n::LocalTime noon(std::int64_t) { return {2026, 11, 23, 12, 0, 1}; }

}  // namespace

// Dear ImGui tells these of every item (IMGUI_ENABLE_TEST_ENGINE).
void ImGuiTestEngineHook_ItemAdd(ImGuiContext* context, ImGuiID id, const ImRect&, const ImGuiLastItemData*) {
  // Dear ImGui's own windows lay out items too (their borders).
  const bool ours = context->CurrentWindow && std::string_view(context->CurrentWindow->Name) == "stage";
  if (id != 0 && ours) items_of_frame.insert(id);
}
void ImGuiTestEngineHook_ItemInfo(ImGuiContext*, ImGuiID, const char*, ImGuiItemStatusFlags) {}
void ImGuiTestEngineHook_Log(ImGuiContext*, const char*, ...) {}
const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext*, ImGuiID) { return nullptr; }

namespace support {

UiFixture::UiFixture(float width, float height, std::string_view language) {
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
  GImGui->TestEngineHookItems = true;
  for (const char* name : {"atkinson-400", "atkinson-700", "companion-400", "icons"})
    files_.push_back(read_file(std::string("assets/fonts/") + name + ".ttf"));
  for (const char* name : {"fr", "en"})
    files_.push_back(read_file(std::string(ESCALE_BUILD_DIR) + "/i18n/" + name + ".cat"));
  const auto load = [&](std::size_t at, float scale, bool merge) {
    ImFontConfig config;
    config.FontDataOwnedByAtlas = false;
    config.MergeMode = merge;
    return io.Fonts->AddFontFromMemoryTTF(files_[at].data(), static_cast<int>(files_[at].size()), 18 * scale, &config);
  };
  fonts_.text = load(0, 1.3f, false);
  load(2, 1.21f, true);
  fonts_.bold = load(1, 1.3f, false);
  load(2, 1.21f, true);
  fonts_.icons = load(3, 1, false);
  words_.local_time = noon;
  words_.add("fr", std::as_bytes(std::span(files_[4])));
  words_.add("en", std::as_bytes(std::span(files_[5])));
  words_.use(language);
  ui_ = std::make_unique<ui::Ui>(fonts_);
  ui_->record_texts = true;
  resize(width, height);
}

UiFixture::~UiFixture() { ImGui::DestroyContext(); }

void UiFixture::start_frame() { items_of_frame.clear(); }

void UiFixture::finish_frame() {
  if (ImDrawData* data = ImGui::GetDrawData(); data && data->Textures)
    for (ImTextureData* texture : *data->Textures) {
      if (texture->Status == ImTextureStatus_WantCreate || texture->Status == ImTextureStatus_WantUpdates) {
        texture->SetTexID(1);
        texture->SetStatus(ImTextureStatus_OK);
      } else if (texture->Status == ImTextureStatus_WantDestroy) {
        texture->SetTexID(ImTextureID_Invalid);
        texture->SetStatus(ImTextureStatus_Destroyed);
      }
    }
}

void UiFixture::frame(const std::function<void(ui::Ui&)>& draw) {
  start_frame();
  now_ += 16;
  ui_->begin(now_, words_, ui::tokens::kLight, 1);
  draw(*ui_);
  ui_->end();
  finish_frame();
}

void UiFixture::settle(const std::function<void(ui::Ui&)>& draw, int most) {
  for (int i = 0; i < most; ++i) frame(draw);
}

const ui::Node* UiFixture::node(std::string_view role, std::string_view name) const {
  for (const ui::Node& node : ui_->mirror().nodes())
    if (node.role == role && node.name == name) return &node;
  return nullptr;
}

std::vector<std::string> mirror_faults(const ui::Ui& ui) {
  const ui::Mirror& mirror = ui.mirror();
  std::vector<std::string> faults;
  const auto& nodes = mirror.nodes();
  for (const std::string& text : ui.texts()) {
    const bool told =
        text.empty() || std::any_of(nodes.begin(), nodes.end(), [&](const ui::Node& node) {
          return node.name.find(text) != std::string::npos || node.description.find(text) != std::string::npos ||
                 node.value.find(text) != std::string::npos || node.extra.find(text) != std::string::npos ||
                 (!node.name.empty() && text.find(node.name) == 0);  // a label and its mark of a required field
        });
    if (!told) faults.push_back("drawn, not declared: " + text);
  }
  for (const ImGuiID item : items_of_frame)
    if (!mirror.find(item) && !ImGui::FindWindowByID(item))
      faults.push_back("item without a node: " + std::to_string(item));
  for (const ui::Node& node : nodes) {
    if (!pressable(node)) continue;
    if (node.name.empty()) faults.push_back(std::string("no name: ") + node.role);
    if (node.box.w < 43.5f || node.box.h < 43.5f)
      faults.push_back("small target: " + std::string(node.role) + " " + node.name + " " + std::to_string(node.box.w) +
                       " x " + std::to_string(node.box.h));
    for (const ui::Node& other : nodes)
      if (&other < &node && other.parent == node.parent && pressable(other) &&
          node.box.inset(1).overlaps(other.box.inset(1)))
        faults.push_back("overlap: " + node.name + " / " + other.name);
  }
  return faults;
}

}  // namespace support
