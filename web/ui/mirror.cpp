#include "ui/mirror.h"

#include <cassert>
#include <cmath>
#include <cstdio>
#include <string_view>

namespace ui {
namespace {

std::uint64_t mix(std::uint64_t hash, const void* bytes, std::size_t count) {
  const auto* at = static_cast<const unsigned char*>(bytes);
  for (std::size_t i = 0; i < count; ++i) hash = (hash ^ at[i]) * 1099511628211ull;
  return hash;
}
std::uint64_t mix(std::uint64_t hash, std::string_view text) {
  const std::size_t size = text.size();
  return mix(mix(hash, &size, sizeof size), text.data(), text.size());
}

// Positions are sent with a tenth of a px: finer changes are not worth an update.
float tenth(float v) { return std::round(v * 10) / 10; }

std::uint64_t hash_of(const Node& node) {
  std::uint64_t hash = 1469598103934665603ull;
  hash = mix(hash, node.role);
  hash = mix(hash, node.name);
  hash = mix(hash, node.description);
  hash = mix(hash, node.value);
  hash = mix(hash, node.extra);
  const float box[4] = {tenth(node.box.x), tenth(node.box.y), tenth(node.box.w), tenth(node.box.h)};
  hash = mix(hash, box, sizeof box);
  hash = mix(hash, &node.flags, sizeof node.flags);
  return mix(hash, &node.parent, sizeof node.parent);
}

void write_node(std::string& out, const Node& node) {
  char head[200];
  std::snprintf(head, sizeof head, "{\"i\":%u,\"p\":%u,\"r\":\"%s\",\"b\":[%.1f,%.1f,%.1f,%.1f]", node.id, node.parent,
                node.role, static_cast<double>(node.box.x), static_cast<double>(node.box.y),
                static_cast<double>(node.box.w), static_cast<double>(node.box.h));
  out += head;
  const auto member = [&](const char* key, const std::string& text) {
    if (!text.empty()) out.append(",\"").append(key).append("\":").append(json_quote(text));
  };
  member("n", node.name);
  member("d", node.description);
  member("v", node.value);
  if (node.flags != 0) out += ",\"f\":" + std::to_string(node.flags);
  if (!node.extra.empty()) out += ",\"x\":{" + node.extra + "}";
  out += '}';
}

void write_ids(std::string& out, const std::vector<NodeId>& ids) {
  out += '[';
  for (std::size_t i = 0; i < ids.size(); ++i) {
    if (i) out += ',';
    out += std::to_string(ids[i]);
  }
  out += ']';
}

// Appends `,"key":` or `"key":` and returns where the value goes.
std::string& member(std::string& out, const char* key) {
  if (out.size() > 1) out += ',';
  return out.append("\"").append(key).append("\":");
}

}  // namespace

std::string json_quote(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", static_cast<unsigned>(c));
      out += escape;
    } else {
      out += c;
    }
  }
  return out += '"';
}

void Mirror::begin_frame() {
  nodes_.clear();
  parents_.clear();
  index_.clear();
}

void Mirror::add(Node node) {
  node.parent = parent();
  [[maybe_unused]] const bool fresh = index_.emplace(node.id, static_cast<std::uint32_t>(nodes_.size())).second;
  assert(fresh && "two nodes of one frame share an id: give them different keys");
  nodes_.push_back(std::move(node));
}

const Node* Mirror::find(NodeId id) const {
  const auto found = index_.find(id);
  return found == index_.end() ? nullptr : &nodes_[found->second];
}

std::string Mirror::take_changes() {
  std::unordered_map<NodeId, std::uint64_t> now;
  std::unordered_map<NodeId, std::vector<NodeId>> order;
  now.reserve(nodes_.size());
  std::string up;
  for (const Node& node : nodes_) {
    const std::uint64_t hash = hash_of(node);
    now.emplace(node.id, hash);
    order[node.parent].push_back(node.id);
    const auto before = sent_.find(node.id);
    if (before != sent_.end() && before->second == hash) continue;
    if (!up.empty()) up += ',';
    write_node(up, node);
  }
  std::vector<NodeId> removed;
  for (const auto& [id, hash] : sent_)
    if (!now.contains(id)) removed.push_back(id);

  std::string out = "{";
  if (!up.empty()) member(out, "up").append("[").append(up).append("]");
  if (!removed.empty()) write_ids(member(out, "rm"), removed);
  std::string orders;
  for (const auto& [parent, children] : order) {
    const auto before = sent_order_.find(parent);
    if (before != sent_order_.end() && before->second == children) continue;
    orders += orders.empty() ? "[" : ",[";
    orders += std::to_string(parent) + ',';
    write_ids(orders, children);
    orders += ']';
  }
  if (!orders.empty()) member(out, "order").append("[").append(orders).append("]");
  if (page_ != sent_page_) {
    char scale[32];
    std::snprintf(scale, sizeof scale, "%.3g", static_cast<double>(page_.text_scale));
    member(out, "page") += "{\"lang\":" + json_quote(page_.lang) + ",\"title\":" + json_quote(page_.title) +
                           ",\"theme\":" + json_quote(page_.theme) + ",\"chosen\":" + json_quote(page_.chosen) +
                           ",\"textScale\":" + scale + "}";
    sent_page_ = page_;
  }
  if (!said_.empty()) {
    std::string& list = member(out, "say");
    for (std::size_t i = 0; i < said_.size(); ++i) {
      list += i ? ",[" : "[[";
      list += said_[i].first == Politeness::kPolite ? "\"polite\"," : "\"assertive\",";
      list += json_quote(said_[i].second) + "]";
    }
    list += ']';
    said_.clear();
  }
  if (focus_ != 0) {
    member(out, "focus") += std::to_string(focus_);
    focus_ = 0;
  }
  sent_ = std::move(now);
  sent_order_ = std::move(order);
  return out.size() > 1 ? out + "}" : std::string();
}

}  // namespace ui
