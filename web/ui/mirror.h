// The semantic mirror: the tree of nodes a frame declares, and what changed since the page last heard of it.
// The page makes real elements of it (shell/mirror.js); the contract is shell/BRIDGE.md.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ui/geometry.h"

namespace ui {

using NodeId = std::uint32_t;  // 0: the page

enum Flag : std::uint32_t {
  kDisabled = 1,
  kChecked = 2,
  kExpanded = 4,
  kSelected = 8,
  kInvalid = 16,
  kRequired = 32,
  kPressed = 64,
  kCurrent = 128,
  kCollapsed = 256,
  kReadOnly = 512,
  kRoving = 1024,
  kBusy = 2048,
  kToggle = 4096,
};

struct Node {
  NodeId id = 0;
  NodeId parent = 0;
  const char* role = "";  // a role of BRIDGE.md
  std::string name, description, value;
  Rect box;  // relative to the parent's box or scrolled content; CSS px
  std::uint32_t flags = 0;
  std::string extra;  // members of "x" as JSON text without braces: "\"href\":\"tel:...\""
};

struct PageState {
  std::string lang, title, theme;
  std::string chosen;  // the theme as chosen: its name, or "system"; the page remembers it for its next start
  float text_scale = 1;
  bool operator==(const PageState&) const = default;
};

enum class Politeness { kPolite, kAssertive };

class Mirror {
 public:
  void begin_frame();
  // Declares a node under the current parent (top of the stack). Asserts that the id was not declared this frame.
  void add(Node node);
  void push_parent(NodeId id) { parents_.push_back(id); }
  void pop_parent() { parents_.pop_back(); }
  NodeId parent() const { return parents_.empty() ? 0 : parents_.back(); }

  void set_page(PageState page) { page_ = std::move(page); }
  void say(Politeness how, std::string text) { said_.emplace_back(how, std::move(text)); }
  void focus(NodeId id) { focus_ = id; }

  // The changes as the JSON of BRIDGE.md; empty when nothing changed. Cost grows with what changed, apart from one
  // hash per node (300 nodes: about 0.1 ms in wasm).
  std::string take_changes();

  const std::vector<Node>& nodes() const { return nodes_; }  // this frame's, in order of declaration
  const Node* find(NodeId id) const;

 private:
  std::vector<Node> nodes_;
  std::vector<NodeId> parents_;
  std::unordered_map<NodeId, std::uint32_t> index_;  // this frame
  std::unordered_map<NodeId, std::uint64_t> sent_;   // hash of what the page has
  std::unordered_map<NodeId, std::vector<NodeId>> sent_order_;
  PageState page_, sent_page_;
  std::vector<std::pair<Politeness, std::string>> said_;
  NodeId focus_ = 0;
};

std::string json_quote(std::string_view text);

}  // namespace ui
