// The whole application without a screen, over real SQLite: a page around it that answers from this repository's own
// files, and a person who presses, types and looks.
#pragma once

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>

#include "rooms/app.h"
#include "store/sqlite_executor.h"
#include "support/time_and_chance.h"
#include "support/ui_fixture.h"

namespace support {

inline std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A page around the application that answers from this repository's own files.
struct Page : rooms::Host {
  std::vector<std::string> asked;
  std::vector<std::pair<std::string, std::string>> downloads;
  bool woken = false;                                   // another frame was asked for since the last one began
  std::vector<std::pair<std::string, bool>> addresses;  // fragment, pushed
  int reloads = 0, located = 0, next_pieces = 0;
  struct HubRequest {
    int id;
    exchange::Request request;
    std::string body;
  };
  std::vector<HubRequest> requests;
  struct Decoding {
    std::string name;
    int longest;
    std::string bytes;
  };
  std::vector<Decoding> decoding;
  std::vector<std::uint64_t> dropped;
  void download(const std::string& name, std::string_view, std::string_view bytes) override {
    downloads.emplace_back(name, bytes);
  }
  void fetch_asset(const std::string& name) override { asked.push_back(name); }
  void reload() override { ++reloads; }
  void take_over() override {}
  void persist() override {}
  void hub_send(int id, const exchange::Request& request, std::string_view body) override {
    requests.push_back({id, request, std::string(body)});
  }
  void next_piece() override { ++next_pieces; }
  void qr(const std::string&) override {}
  void copy(const std::string&) override {}
  void decode(const std::string& name, int longest, std::string_view bytes) override {
    decoding.push_back({name, longest, std::string(bytes)});
  }
  void drop_texture(std::uint64_t texture) override { dropped.push_back(texture); }
  void locate() override { ++located; }
  void set_address(const std::string& fragment, bool push) override { addresses.emplace_back(fragment, push); }
  void wake() override { woken = true; }
  void wake_in(int) override {}
};

inline i18n::LocalTime noon(std::int64_t) { return {2026, 11, 23, 12, 0, 1}; }

class Stage {
 public:
  Stage()
      : executor_(std::move(*store::SqliteExecutor::open(":memory:"))),
        catalogues_{read_file(std::string(ESCALE_BUILD_DIR) + "/i18n/fr.cat"),
                    read_file(std::string(ESCALE_BUILD_DIR) + "/i18n/en.cat")} {
    clock.ms = 1'795'431'600'000;  // noon() in France
    reopen();
  }

  // The page as it starts, over what the store holds.
  void reopen() {
    app_ = std::make_unique<rooms::App>(page, *executor_, clock, base::system_random(), screen_.fonts());
    app_->words().local_time = noon;
    app_->words().add("fr", std::as_bytes(std::span(catalogues_[0])));
    app_->words().add("en", std::as_bytes(std::span(catalogues_[1])));
    app_->ui().recording = true;
    app_->environment(R"({"lang":"fr-FR","storage":"opfs","online":true,"version":"test"})");
    resize(1024, 768);
    settle();
  }

  void resize(float w, float h) { app_->ui().resize(w, h, w); }
  // One frame; how many more are wanted at once.
  int step() {
    now_ += 16;
    clock.ms += 16;
    support::UiFixture::start_frame();
    const int wanted = app_->frame(now_);
    support::UiFixture::finish_frame();
    const std::vector<std::string> asked = std::move(page.asked);
    page.asked.clear();
    for (const std::string& name : asked) app_->asset(name, read_file("assets/" + name), true);
    return wanted;
  }
  void settle(int frames = 8) {
    constexpr int kMost = 500;  // work that goes on for longer is no longer waited for
    for (int i = 0; i < frames || (page.woken && i < kMost); ++i) {
      page.woken = false;
      step();
    }
  }
  const ui::Node* node(std::string_view role, std::string_view name) {
    for (const ui::Node& node : app_->ui().mirror().nodes())
      if (node.role == role && std::string_view(node.name).find(name) != std::string_view::npos) return &node;
    return nullptr;
  }
  std::size_t count(std::string_view role, std::string_view name) {
    return static_cast<std::size_t>(std::ranges::count_if(app_->ui().mirror().nodes(), [&](const ui::Node& node) {
      return node.role == role && std::string_view(node.name).find(name) != std::string_view::npos;
    }));
  }
  // Where a node is on the screen, while nothing is scrolled.
  ui::Rect place(const ui::Node& node) {
    ui::Rect rect = node.box;
    for (ui::NodeId parent = node.parent; parent != 0;) {
      const auto& nodes = app_->ui().mirror().nodes();
      const auto above = std::ranges::find(nodes, parent, &ui::Node::id);
      if (above == nodes.end()) break;
      rect.x += above->box.x;
      rect.y += above->box.y;
      parent = above->parent;
    }
    return rect;
  }
  void press(std::string_view role, std::string_view name) {
    INFO(role << " " << name);
    const ui::Node* found = node(role, name);
    REQUIRE(found);
    app_->ui().act(found->id, ui::Act::kActivate, "", 0);
    settle();
  }
  // What a question offers comes last in the tree.
  void press_last(std::string_view role, std::string_view name) {
    const auto& nodes = app_->ui().mirror().nodes();
    const auto found =
        std::find_if(nodes.rbegin(), nodes.rend(), [&](const ui::Node& n) { return n.role == role && n.name == name; });
    REQUIRE(found != nodes.rend());
    app_->ui().act(found->id, ui::Act::kActivate, "", 0);
    settle();
  }
  void type(std::string_view role, std::string_view name, const std::string& text) {
    INFO(role << " " << name);
    const ui::Node* found = node(role, name);
    REQUIRE(found);
    app_->ui().act(found->id, ui::Act::kValue, text, 0);
    settle();
  }
  std::vector<std::string> faults() { return support::mirror_faults(app_->ui()); }
  void check_sizes(const std::string& screen) {
    for (const auto& [w, h] : {std::pair{360.f, 640.f}, {768.f, 1024.f}, {1024.f, 768.f}, {1920.f, 1080.f}}) {
      resize(w, h);
      settle();
      INFO(screen << " at " << w << " x " << h);
      std::string all;
      for (const std::string& fault : faults()) all += fault + "\n";
      CHECK(all == "");
    }
    resize(1024, 768);
    settle();
  }
  // Every width people use, by every text size and in both languages.
  void check_layout(const std::string& screen) {
    for (const auto& [w, h] : {std::pair{320.f, 640.f},
                               {360.f, 640.f},
                               {768.f, 1024.f},
                               {1024.f, 768.f},
                               {1080.f, 1920.f},
                               {1920.f, 1080.f}}) {
      resize(w, h);
      for (const int percent : {80, 100, 200, 300})
        for (const char* language : {"fr", "en"}) {
          app_->show_as(language, percent);
          settle();
          std::string all;
          for (const std::string& fault : support::layout_faults(app_->ui())) all += fault + "\n";
          for (const std::string& fault : faults())
            if (fault.starts_with("small target")) all += fault + "\n";
          INFO(screen << " at " << w << " x " << h << ", " << percent << " %, " << language);
          CHECK(all == "");
        }
    }
    app_->show_as("fr", 100);
    resize(1024, 768);
    settle();
  }
  rooms::App& app() { return *app_; }

  Page page;
  FakeClock clock;

 private:
  support::UiFixture screen_;
  std::unique_ptr<store::SqliteExecutor> executor_;
  std::vector<std::string> catalogues_;
  std::unique_ptr<rooms::App> app_;
  double now_ = 0;
};

}  // namespace support
