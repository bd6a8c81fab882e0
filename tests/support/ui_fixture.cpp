#include "support/ui_fixture.h"

#include <algorithm>
#include <cstdarg>
#include <fstream>
#include <iterator>
#include <span>
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
  ui_->recording = true;
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

std::vector<std::string> layout_faults(const ui::Ui& ui) {
  std::vector<std::string> faults;
  const ui::Mirror& mirror = ui.mirror();
  // A question lies over everything: what is under it takes no part.
  const auto dialog = std::find_if(mirror.nodes().begin(), mirror.nodes().end(),
                                   [](const ui::Node& node) { return std::string_view(node.role) == "dialog"; });
  const auto inside = [&](const ui::Node* node) {
    if (dialog == mirror.nodes().end()) return true;
    while (node && node->id != dialog->id) node = mirror.find(node->parent);
    return node != nullptr;
  };
  ui::Rect stage = ui.screen();
  for (const auto& placed : ui.placed())
    if (dialog != mirror.nodes().end() && placed.node == dialog->id) stage = placed.rect;
  const auto shown = [&](const ui::Rect& rect, const ui::Rect& clip) { return rect.intersect(clip).intersect(stage); };
  const auto say = [](const ui::Rect& r) {
    char text[80];
    std::snprintf(text, sizeof text, " (%.0f %.0f %.0f %.0f)", static_cast<double>(r.x), static_cast<double>(r.y),
                  static_cast<double>(r.w), static_cast<double>(r.h));
    return std::string(text);
  };
  constexpr float kSlack = 2;

  // A question is drawn over what lies under it, its title first.
  const std::vector<ui::Ui::Drawn>& drawn_texts = ui.texts();
  auto first = drawn_texts.begin();
  if (dialog != mirror.nodes().end())
    for (auto at = drawn_texts.begin(); at != drawn_texts.end(); ++at)
      if (at->text == dialog->name) first = at;
  std::vector<const ui::Ui::Drawn*> texts;
  for (const ui::Ui::Drawn& drawn : std::span(first, drawn_texts.end())) {
    const bool under = dialog != mirror.nodes().end() && drawn.clip.intersect(stage) != drawn.clip;
    if (under || drawn.text.empty() || shown(drawn.rect, drawn.clip).h <= kSlack) continue;
    texts.push_back(&drawn);
    // A row of a long list is one line; its sheet has the whole name.
    const bool row = std::any_of(mirror.nodes().begin(), mirror.nodes().end(), [&](const ui::Node& node) {
      return std::string_view(node.role) == "row" &&
             (node.name + "\n" + node.description).find(drawn.text) != std::string::npos;
    });
    // A field scrolls along its line.
    const bool field = std::any_of(mirror.nodes().begin(), mirror.nodes().end(),
                                   [&](const ui::Node& node) { return pressable(node) && node.value == drawn.text; });
    if (field) continue;
    if (drawn.cut && !row) faults.push_back("cut: " + drawn.text);
    const ui::Rect across = drawn.clip.intersect(stage);
    if (drawn.rect.x < across.x - kSlack || drawn.rect.right() > across.right() + kSlack)
      faults.push_back("beyond its sides: " + drawn.text + say(drawn.rect));
    if (drawn.clip == ui.screen() && drawn.rect.bottom() > stage.bottom() + kSlack)
      faults.push_back("below the screen: " + drawn.text + say(drawn.rect));
  }
  for (std::size_t i = 0; i < texts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const ui::Rect both = shown(texts[i]->rect, texts[i]->clip).intersect(shown(texts[j]->rect, texts[j]->clip));
      // Lines are taller than their letters: a brush of two boxes is no overlap.
      if (both.w > kSlack && both.h > 6)
        faults.push_back("over each other: " + texts[j]->text + " / " + texts[i]->text);
    }

  std::vector<std::pair<const ui::Node*, ui::Rect>> controls;
  for (const auto& [id, rect, clip] : ui.placed()) {
    const ui::Node* node = mirror.find(id);
    if (!node || !inside(node)) continue;
    if (std::string_view(node->role) == "scroll" && rect.h < 44) faults.push_back("no room to scroll in" + say(rect));
    if (!pressable(*node)) continue;
    if (rect.x < clip.x - kSlack || rect.right() > clip.right() + kSlack)
      faults.push_back("beyond its sides: " + std::string(node->role) + " " + node->name + say(rect));
    if (clip == ui.screen() && (rect.y < -kSlack || rect.bottom() > ui.height() + kSlack))
      faults.push_back("off the screen: " + std::string(node->role) + " " + node->name + say(rect));
    controls.emplace_back(node, shown(rect, clip));
  }
  for (std::size_t i = 0; i < controls.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      const ui::Rect both = controls[i].second.intersect(controls[j].second);
      if (both.w > kSlack && both.h > kSlack)
        faults.push_back("over each other: " + controls[j].first->name + " / " + controls[i].first->name);
    }
  return faults;
}

std::vector<std::string> mirror_faults(const ui::Ui& ui) {
  const ui::Mirror& mirror = ui.mirror();
  std::vector<std::string> faults;
  const auto& nodes = mirror.nodes();
  for (const auto& [text, rect, clip, cut] : ui.texts()) {
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
