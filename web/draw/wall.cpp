#include "draw/wall.h"

#include <algorithm>
#include <cmath>

#include "draw/note.h"

namespace draw {
namespace {

constexpr double kUnits = 1048576;                       // of the world's side
constexpr double kNaturalZoom = 12;                      // 256 * 2^12 px for 2^20 units
constexpr double kLeastZoom = 7, kMostZoom = 14.5;       // 1/32 to 5.6 px a unit
constexpr float kText = 15, kSmall = 12.5, kTitle = 17;  // px at 100 %
constexpr float kLeastText = 6;                          // px: smaller words are bars
constexpr float kPad = 10;

// Sizes of letters in steps of an eighth: each size that was ever drawn has glyphs of its own.
float stepped(float size) { return static_cast<float>(std::exp2(std::floor(std::log2(size) * 8) / 8)); }

struct Painter {
  ui::Ui& ui;
  const WallSpec& spec;
  const WallView& view;
  const ui::Rect& rect;
  const WallHand& hand;
  float k;
  workshop::Box seen;  // what of the plane is on the screen: most cards are told away by it, before any other sum

  bool carried(std::size_t card) const {
    return hand.card && (card == *hand.card || (spec.selected.contains(spec.board.cards[*hand.card].id) &&
                                                spec.selected.contains(spec.board.cards[card].id)));
  }
  bool is_seen(const workshop::Box& box) const {
    return box.x < seen.x + seen.w && seen.x < box.x + box.w && box.y < seen.y + seen.h && seen.y < box.y + box.h;
  }
  workshop::Box box_of(std::size_t card) const {
    workshop::Box box = spec.wall.cards[card];
    if (carried(card)) box.x += static_cast<double>(hand.dx), box.y += static_cast<double>(hand.dy);
    return box;
  }

  void zone(std::size_t at) const {
    const ui::Rect box = view.to_screen(spec.wall.zones[at], rect);
    if (!ui.visible(box)) return;
    const workshop::Zone& zone = spec.board.zones[at];
    ui.fill(box, ui.theme().raised, 12 * k);
    ui.stroke(box, ui.theme().border, 1, 12 * k);
    if (kTitle * k < kLeastText) return;
    const std::string count = ui.words().number(zone.cards.size());
    const ui::TextStyle title{.bold = true, .size = stepped(kTitle * k)},
        small{.color = ui.theme().muted, .size = stepped(kSmall * k)};
    float right = ui.text_width(small, count);
    ui.excerpt({box.right() - 14 * k - right, box.y + 17 * k}, small, count, right + 1, 1);
    if (const auto photos = workshop::photos_of(spec.board, zone.id); !photos.empty()) {
      right += 48 * k;
      photo(ui, {box.right() - 14 * k - right, box.y + 9 * k, 40 * k, 30 * k}, photos[0].picture, ui::Detail::kSmall,
            5 * k);
    }
    const std::string name = zone.id ? zone.title : ui.tr("board.beside");
    ui.excerpt({box.x + 14 * k, box.y + 14 * k}, title, name, box.w - 40 * k - right, 1);
    if (zone.cards.empty() && small.size >= kLeastText)
      ui.excerpt({box.x + 14 * k, box.y + 46 * k}, small, zone.prompt, box.w - 28 * k, 4);
  }

  void group(std::size_t at) const {
    const workshop::Box& around = spec.wall.groups[at];
    ui::Rect box = view.to_screen(around, rect).inset(-6 * k);
    if (around.w == 0 || !ui.visible(box)) return;
    ui.stroke(box, ui.theme().primary, 2, 12 * k);
    if (kSmall * k < kLeastText) return;
    const ui::TextStyle style{.bold = true, .color = ui.theme().on_primary, .size = stepped(kSmall * k)};
    const std::string& name = spec.board.groups[at].title;
    const float width = std::min(ui.text_width(style, name) + 16 * k, box.w - 16 * k), height = 20 * k;
    const ui::Rect label{box.x + 10 * k, box.y - height / 2, width, height};
    ui.fill(label, ui.theme().primary, height / 2);
    ui.excerpt({label.x + 8 * k, label.y + (height - style.size * ui::tokens::kLineHeightTitle) / 2}, style, name,
               width - 15 * k, 1);
  }

  void tie(const workshop::Tie& tie) const {
    const workshop::Box a = box_of(tie.from), b = box_of(tie.to);
    const ui::Point from = view.to_screen(a.x + a.w / 2, a.y + a.h / 2, rect),
                    to = view.to_screen(b.x + b.w / 2, b.y + b.h / 2, rect);
    ui.line(from, to, ui.theme().text, std::max(1.f, 2.5f * k));
  }

  void stroke(const std::vector<workshop::Card::Spot>& points, std::string_view colour) const {
    const std::uint32_t ink = note_style(colour).mark[ui.theme_id()];
    for (std::size_t i = 0; i + 1 < points.size(); ++i)
      ui.line(view.to_screen(points[i].x, points[i].y, rect), view.to_screen(points[i + 1].x, points[i + 1].y, rect),
              ink, std::max(1.f, 4 * k));
  }

  void card(std::size_t at) const {
    const workshop::Box place = box_of(at);
    if (!is_seen(place)) return;
    const ui::Rect box = view.to_screen(place, rect);
    const workshop::Card& card = spec.board.cards[at];
    const bool current = spec.current == at;
    if (carried(at)) ui.shadow(box, 10 * k);
    note_ground(ui, box, {{}, {}, card.colour, card.hidden, spec.selected.contains(card.id) || current}, 9 * k);
    const float size = kText * k;
    const auto photos = workshop::photos_of(spec.board, card.id);
    if (!photos.empty())
      photo(ui, {box.x + 3 * k, box.y + 3 * k, box.w - 6 * k, static_cast<float>(workshop::kCardPicture) * k},
            photos[0].picture, ui::Detail::kSmall, 7 * k);
    const bool dimmed = spec.searching && !spec.found.contains(at);
    if (size < kLeastText) {
      if (!photos.empty()) return;
      // A card seen from afar: two bars for its words.
      const std::uint32_t ink = (ui.theme().text & 0x00FFFFFFu) | 0x66000000u;
      if (box.w > 12) {
        ui.fill({box.x + kPad * k, box.y + 16 * k, box.w - 2 * kPad * k, std::max(1.f, 6 * k)}, ink);
        ui.fill({box.x + kPad * k, box.y + 38 * k, (box.w - 2 * kPad * k) * 0.6f, std::max(1.f, 6 * k)}, ink);
      }
    } else {
      const std::string_view words = card.hidden ? std::string_view(spec.hidden_words) : card.text;
      const ui::TextStyle text{.color = card.hidden ? ui.theme().muted : 0, .size = stepped(size)},
          small{.size = stepped(kSmall * k)};
      const float wrap = box.w - 2 * kPad * k;
      const float down = photos.empty() ? 0 : static_cast<float>(workshop::kCardPicture) * k - 4 * k;
      ui.excerpt({box.x + kPad * k, box.y + kPad * k + down}, text, words, wrap, photos.empty() ? 3 : 1);
      const float foot = box.bottom() - 17 * k;
      if (card.hidden)
        ui.icon({box.x + (kPad + 7) * k, foot}, ui::tokens::kIconEyeOff, 15 * k, ui.theme().muted);
      else
        note_shape(ui, card.colour, {box.x + (kPad + 6) * k, foot}, 5.5f * k);
      std::string detail = card.author;
      const auto add = [&](std::size_t count, std::string_view sign) {
        if (count) detail += (detail.empty() ? "" : "  ") + std::string(sign) + std::to_string(count);
      };
      add(card.dots(), "\u25cf");
      add(card.comments, "\u201d");
      ui.excerpt({box.x + (kPad + 18) * k, foot - small.size * ui::tokens::kLineHeightTitle / 2}, small, detail,
                 wrap - 18 * k, 1);
    }
    if (dimmed) ui.fill(box, (ui.theme().raised & 0x00FFFFFFu) | 0xB8000000u, 9 * k);
  }
};

}  // namespace

float WallView::scale() const { return static_cast<float>(std::exp2(map.zoom - kNaturalZoom)); }

ui::Point WallView::to_screen(double x, double y, const ui::Rect& rect) const {
  return map.to_screen(0.5 + x / kUnits, 0.5 + y / kUnits, rect);
}

workshop::Card::Spot WallView::to_wall(ui::Point at, const ui::Rect& rect) const {
  const geo::Point world = map.to_world(at, rect);
  return {(world.x - 0.5) * kUnits, (world.y - 0.5) * kUnits};
}

ui::Rect WallView::to_screen(const workshop::Box& box, const ui::Rect& rect) const {
  const ui::Point corner = to_screen(box.x, box.y, rect);
  return {corner.x, corner.y, static_cast<float>(box.w) * scale(), static_cast<float>(box.h) * scale()};
}

void WallView::keep_framed(const workshop::Box& extent, const ui::Rect& rect, float most) {
  const bool same = framed.w == rect.w && framed.h == rect.h && framed.x == rect.x && framed.y == rect.y;
  if (extent.w <= 0 || moved || same) return;
  framed = rect;
  const double fit = std::min(static_cast<double>(rect.w - 32) / extent.w, static_cast<double>(most));
  map.stop();
  map.zoom = std::clamp(kNaturalZoom + std::log2(std::max(fit, 1e-3)), kLeastZoom, kMostZoom);
  const double tall = static_cast<double>(rect.h) / static_cast<double>(scale()) - 24;
  map.x = 0.5 + (extent.x + extent.w / 2) / kUnits;
  map.y = 0.5 + (extent.y + std::min(extent.h, tall) / 2) / kUnits;
}

WallEvents wall(ui::Ui& ui, std::string_view key, const ui::Rect& rect, WallView& view, WallHand& hand,
                const WallSpec& spec) {
  const ui::NodeId node = ui.id(key);
  ui.node(node, "map", rect, {.name = spec.name, .radius = 0});
  ui::Gesture gesture = ui.surface(node, rect, true);
  WallEvents events;

  if (gesture.pressed) {
    hand = {};
    const auto at = view.to_wall(gesture.pressed_at, rect);
    if (!spec.pen.empty())
      hand.stroke.push_back(at);
    else if (!spec.fixed)
      hand.card = workshop::card_at(spec.wall, at.x, at.y);
  }
  if (gesture.zoom != 1) hand = {};  // two fingers move the wall
  const bool busy = hand.card || !hand.stroke.empty();
  if (busy) {
    hand.dx += gesture.pan_x / view.scale();
    hand.dy += gesture.pan_y / view.scale();
    if (!hand.stroke.empty() && (gesture.pan_x != 0 || gesture.pan_y != 0))
      hand.stroke.push_back(
          {hand.stroke.front().x + static_cast<double>(hand.dx), hand.stroke.front().y + static_cast<double>(hand.dy)});
    gesture.pan_x = gesture.pan_y = gesture.speed_x = gesture.speed_y = 0;
  }
  if (gesture.tap) {
    const auto at = view.to_wall(gesture.tap_at, rect);
    events.tapped = workshop::card_at(spec.wall, at.x, at.y);
    if (!events.tapped) events.bare = at;
  }
  if (gesture.released && busy) {
    if (hand.card && (hand.dx != 0 || hand.dy != 0)) {
      events.moved = hand.card;
      events.dx = hand.dx, events.dy = hand.dy;
    }
    if (hand.stroke.size() > 1) events.stroke = std::move(hand.stroke);
    hand = {};
  }
  if (gesture.double_tap && (events.tapped || !spec.pen.empty())) gesture.double_tap = false;
  if (ui.focused(node)) {
    const bool plus = ui.shortcut("+"), shifted = ui.shortcut("+", ui::kShift), equals = ui.shortcut("=");
    const bool minus = ui.shortcut("-");
    if (plus || shifted || equals) view.map.fly_zoom(0.5);
    if (minus) view.map.fly_zoom(-0.5);
    view.moved = view.moved || plus || shifted || equals || minus;
  }
  if (gesture.pan_x != 0 || gesture.pan_y != 0 || gesture.zoom != 1 || gesture.wheel_y != 0 || gesture.double_tap)
    view.moved = true;
  view.map.follow(gesture, rect);
  if (view.map.step(ui.now(), ui.reduced_motion)) ui.wake(1);
  view.map.zoom = std::clamp(view.map.zoom, kLeastZoom, kMostZoom);

  ui.push_clip(rect);
  ui.fill(rect, ui.theme().surface);
  const float k = view.scale();
  const auto corner = view.to_wall({rect.x, rect.y}, rect);
  const Painter paint{ui,
                      spec,
                      view,
                      rect,
                      hand,
                      k,
                      {corner.x, corner.y, static_cast<double>(rect.w / k), static_cast<double>(rect.h / k)}};
  for (std::size_t i = 0; i < spec.wall.zones.size(); ++i) paint.zone(i);
  for (const workshop::Tie& tie : spec.board.ties) paint.tie(tie);
  for (std::size_t i = 0; i < spec.wall.cards.size(); ++i)
    if (!paint.carried(i)) paint.card(i);
  for (std::size_t i = 0; i < spec.wall.groups.size(); ++i) paint.group(i);
  for (const workshop::Stroke& stroke : spec.board.strokes) paint.stroke(stroke.points, stroke.colour);
  if (!hand.stroke.empty()) paint.stroke(hand.stroke, spec.pen);
  if (hand.card)
    for (std::size_t i = 0; i < spec.wall.cards.size(); ++i)
      if (paint.carried(i)) paint.card(i);
  ui.pop_clip();
  return events;
}

}  // namespace draw
