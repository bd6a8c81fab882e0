#include "draw/chart.h"

#include <algorithm>
#include <cmath>

namespace draw {
namespace {

constexpr int kMostMarks = 20;
constexpr ui::TextStyle kSmall{.type = ui::Type::kLegend};

ui::TextStyle small(std::uint32_t color, bool bold = false) { return {ui::Type::kLegend, bold, color}; }

// Where time and value lie on the screen.
struct Frame {
  ui::Rect plot;
  double from, until;
  float low, high;
  float x(double time) const { return plot.x + static_cast<float>((time - from) / (until - from)) * plot.w; }
  float y(float value) const { return plot.bottom() - (value - low) / (high - low) * plot.h; }
  double time(float at) const { return from + static_cast<double>((at - plot.x) / plot.w) * (until - from); }
};

template <class Spec>
void scale_lines(ui::Ui& ui, const Spec& spec, const Frame& frame) {
  const ui::tokens::Chart& colors = ui.theme().chart;
  const float line = ui.line_height(ui::Type::kLegend);
  ui.decoration({frame.plot.x - 8 - ui.text_width(kSmall, spec.unit) / 2, frame.plot.y - line}, small(colors.axis),
                spec.unit, 0, 0);
  for (std::size_t i = 0; i < spec.marks.size(); ++i) {
    const float value = spec.low + static_cast<float>(i) * spec.step, y = frame.y(value);
    if (value > spec.high + spec.step / 2) break;
    ui.line({frame.plot.x, y}, {frame.plot.right(), y}, colors.grid, 1);
    ui.decoration({frame.plot.x - 8 - ui.text_width(kSmall, spec.marks[i]) / 2, y}, small(colors.axis), spec.marks[i],
                  0, 0);
  }
}

void time_marks(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  const ui::tokens::Chart& colors = ui.theme().chart;
  const float y = frame.plot.bottom();
  float last = frame.plot.x - 1000;
  for (const ChartTick& tick : spec.ticks) {
    const float begin = frame.x(tick.at), end = frame.x(tick.until);
    if (begin > frame.plot.x + 1 && begin < frame.plot.right()) ui.line({begin, y}, {begin, y + 6}, colors.axis, 1);
    const float left = std::max(begin, frame.plot.x), right = std::min(end, frame.plot.right());
    const float width = ui.text_width(kSmall, tick.words), middle = (left + right) / 2;
    // Words that would touch their neighbours, or reach beyond the chart, are left out.
    if (middle - width / 2 < last + 8 || width > frame.plot.w || right - left < std::min(width, end - begin) - 1)
      continue;
    ui.decoration({middle, y + 10 + ui.line_height(ui::Type::kLegend) / 2}, small(colors.axis), tick.words, 0, 0);
    last = middle + width / 2;
  }
}

// One strip: neighbours share an edge, and a curve of single values, which span nothing, has none.
void fill_band(ImDrawList& list, std::span<const ImVec2> highs, std::span<const ImVec2> lows, std::uint32_t color) {
  const bool any = std::ranges::mismatch(highs, lows, {}, &ImVec2::y, &ImVec2::y).in1 != highs.end();
  if (highs.size() < 2 || !any) return;
  const auto count = static_cast<int>(highs.size());
  const ImVec2 uv = ImGui::GetFontTexUvWhitePixel();
  list.PrimReserve(6 * (count - 1), 2 * count);
  const auto base = static_cast<ImDrawIdx>(list._VtxCurrentIdx);
  for (std::size_t i = 0; i < highs.size(); ++i) {
    list.PrimWriteVtx(highs[i], uv, color);
    list.PrimWriteVtx(lows[i], uv, color);
  }
  for (int i = 0; i + 1 < count; ++i)
    for (const int corner : {0, 2, 1, 1, 2, 3}) list.PrimWriteIdx(static_cast<ImDrawIdx>(base + 2 * i + corner));
}

// The means as a line and what they span as a band, a piece for each stretch without silence.
void draw_points(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  const ui::tokens::Chart& colors = ui.theme().chart;
  ImDrawList& list = ui.list();
  std::vector<ImVec2> means, lows, highs;
  const auto finish = [&] {
    fill_band(list, highs, lows, colors.band);
    if (means.size() == 1) list.AddCircleFilled(means[0], 2.5f * ui.scale(), colors.line1);
    means.clear(), lows.clear(), highs.clear();
  };
  struct Piece {
    std::vector<ImVec2> line;
  };
  std::vector<Piece> pieces;
  const auto begin = std::ranges::lower_bound(spec.points, spec.from - spec.longest, {}, &ChartPoint::from);
  double last = -1e300;
  for (auto point = begin; point != spec.points.end() && point->from < spec.until + spec.longest; ++point) {
    if (std::isnan(point->mean)) continue;
    const double middle = (point->from + point->until) / 2;
    if (middle - last > spec.longest && !means.empty()) {
      pieces.push_back({means});
      finish();
    }
    last = middle;
    const float x = frame.x(middle);
    means.push_back(ui.at(x, frame.y(point->mean)));
    lows.push_back(ui.at(x, frame.y(std::clamp(point->low, spec.low, spec.high))));
    highs.push_back(ui.at(x, frame.y(std::clamp(point->high, spec.low, spec.high))));
  }
  pieces.push_back({means});
  finish();
  // Over all bands.
  for (const Piece& piece : pieces)
    if (piece.line.size() > 1)
      list.AddPolyline(piece.line.data(), static_cast<int>(piece.line.size()), colors.line1, ImDrawFlags_None,
                       2.5f * ui.scale());
}

struct LineStyle {
  std::uint32_t color;
  float dash, space;  // px; 0: whole
};
LineStyle line_style(const ui::Ui& ui, int number) {
  const ui::tokens::Chart& colors = ui.theme().chart;
  constexpr float kDashes[][2] = {{0, 0}, {10, 4}, {4, 4}, {14, 8}};
  const std::uint32_t inks[] = {colors.line3, colors.line4, ui.theme().text, colors.line2};
  const auto at = static_cast<std::size_t>(number - 1) % 4;
  return {inks[at], kDashes[at][0], kDashes[at][1]};
}

// `along`: how far the dashes have come.
void styled_line(ui::Ui& ui, ui::Point a, ui::Point b, const LineStyle& style, float& along) {
  if (style.dash == 0) return ui.line(a, b, style.color, 2);
  const float length = std::hypot(b.x - a.x, b.y - a.y), turn = style.dash + style.space;
  for (float at = 0; at < length;) {
    const float phase = std::fmod(along + at, turn), rest = (phase < style.dash ? style.dash : turn) - phase;
    const float end = std::min(at + std::max(rest, 0.1f), length);
    if (phase < style.dash)
      ui.line({a.x + (b.x - a.x) * at / length, a.y + (b.y - a.y) * at / length},
              {a.x + (b.x - a.x) * end / length, a.y + (b.y - a.y) * end / length}, style.color, 2);
    at = end;
  }
  along = std::fmod(along + length, turn);
}

void others(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  for (std::size_t i = 0; i < spec.others.size(); ++i) {
    const LineStyle style = line_style(ui, static_cast<int>(i) + 1);
    std::optional<ui::Point> last;
    double last_at = 0;
    float along = 0;
    for (const ChartPoint& point : spec.others[i]) {
      if (std::isnan(point.mean)) continue;
      const double middle = (point.from + point.until) / 2;
      const ui::Point at{frame.x(middle), frame.y(point.mean)};
      if (last && middle - last_at <= spec.longest) styled_line(ui, *last, at, style, along);
      last = at;
      last_at = middle;
    }
    if (last)
      ui.decoration({std::min(last->x - 6, frame.plot.right() - 8), last->y - 10}, small(style.color, true),
                    std::to_string(i + 1), ui.theme().raised, 3);
  }
}

// A bracket above the stretch that somebody knows something of.
void notes(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  for (const ChartSpec::Note& note : spec.notes) {
    if (note.until <= spec.from || note.from >= spec.until) continue;
    const float left = std::max(frame.x(note.from), frame.plot.x),
                right = std::max(std::min(frame.x(note.until), frame.plot.right()), left + 4);
    const float y = frame.plot.bottom() - 3;
    ui.line({left, y}, {right, y}, ui.theme().accent, 5);
    ui.disc({(left + right) / 2, y - 12}, 10, ui.theme().text);
    ui.decoration({(left + right) / 2, y - 12}, small(ui.theme().raised, true), note.words, 0, 0);
  }
}

// Over the curve, so that its ends show: a veil, and a rail with a grip at each end.
void marked(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  if (!spec.marked || spec.marked->until <= spec.from || spec.marked->from >= spec.until) return;
  const ui::tokens::Theme& theme = ui.theme();
  const float left = std::max(frame.x(spec.marked->from), frame.plot.x),
              right = std::min(frame.x(spec.marked->until), frame.plot.right());
  ui.fill({left, frame.plot.y, right - left, frame.plot.h}, (theme.accent & 0x00ffffffu) | 0x33000000u, 0);
  const auto edge = [&](float x) {
    ui.line({x, frame.plot.y}, {x, frame.plot.bottom()}, theme.accent, 2);
    ui.fill({x - 4, frame.plot.center().y - 14, 8, 28}, theme.accent, 4);
  };
  if (spec.marked->from >= spec.from) edge(left);
  if (spec.marked->until <= spec.until) edge(right);
}

void guides(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  const ui::tokens::Theme& theme = ui.theme();
  for (const ChartGuide& guide : spec.guides) {
    if (guide.value <= spec.low || guide.value > spec.high) continue;
    const float y = frame.y(guide.value);
    for (float dash = frame.plot.x; dash < frame.plot.right(); dash += 12)
      ui.line({dash, y}, {std::min(dash + 7, frame.plot.right()), y}, theme.chart.limit, 2);
    const float width = ui.text_width(kSmall, guide.words), line = ui.line_height(ui::Type::kLegend);
    const float above = y - line / 2 - 2 > frame.plot.y ? y - line / 2 - 2 : y + line / 2 + 2;
    // Away from the words of what is chosen.
    const bool at_left = spec.chosen && frame.x((spec.chosen->from + spec.chosen->until) / 2) > frame.plot.center().x;
    const float x = at_left ? frame.plot.x + width / 2 + 4 : frame.plot.right() - width / 2 - 2;
    ui.decoration({x, above}, small(theme.chart.limit), guide.words, theme.raised, 2);
  }
}

void chosen(ui::Ui& ui, const ChartSpec& spec, const Frame& frame) {
  if (!spec.chosen || spec.chosen->until <= spec.from || spec.chosen->from >= spec.until) return;
  const ChartSpec::Chosen& chosen = *spec.chosen;
  const ui::tokens::Theme& theme = ui.theme();
  const float left = std::max(frame.x(chosen.from), frame.plot.x),
              right = std::min(frame.x(chosen.until), frame.plot.right());
  const ui::Point at{(left + right) / 2, std::isnan(chosen.value) ? frame.plot.bottom() : frame.y(chosen.value)};
  const float line = ui.line_height(ui::Type::kLegend);
  const float width = std::max(ui.text_width(kSmall, chosen.when), ui.text_width(small(0, true), chosen.what)) + 24;
  const float height = 2 * line + 14;
  const ui::Rect box{std::clamp(at.x - width / 2, frame.plot.x, std::max(frame.plot.x, frame.plot.right() - width)),
                     frame.plot.y - 4, width, height};
  ui.line({at.x, box.bottom()}, at, theme.text, 1.5f);
  if (!std::isnan(chosen.value)) {
    ui.line({left, at.y}, {right, at.y}, theme.text, 4);
    ui.disc(at, 8, theme.text);
    ui.disc(at, 5.5f, theme.accent);
  }
  ui.fill(box, theme.text, 8);
  const auto words = [&](float y, const ui::TextStyle& style, const std::string& text) {
    ui.decoration({box.x + 12 + ui.text_width(style, text) / 2, y}, style, text, 0, 0);
  };
  words(box.y + 7 + line / 2, small(theme.raised), chosen.when);
  words(box.y + 7 + line * 1.5f, small(theme.raised, true), chosen.what);
}

// What the words at the left and below leave.
ui::Rect plot_of(const ui::Ui& ui, const ui::Rect& rect, const std::string& unit,
                 const std::vector<std::string>& marks) {
  float widest = ui.text_width(kSmall, unit);
  for (const std::string& mark : marks) widest = std::max(widest, ui.text_width(kSmall, mark));
  const float line = ui.line_height(ui::Type::kLegend);
  return {rect.x + widest + 8, rect.y + line * 1.5f, rect.w - widest - 10, rect.h - line * 2.5f - 16};
}

}  // namespace

std::vector<double> Scale::marks() const {
  std::vector<double> marks;
  const double count = std::round((static_cast<double>(high) - static_cast<double>(low)) / static_cast<double>(step));
  for (int i = 0; i <= count && i <= kMostMarks; ++i)
    marks.push_back(static_cast<double>(low) + i * static_cast<double>(step));
  return marks;
}

Scale round_scale(float low, float high, int lines) {
  if (!std::isfinite(low) || !std::isfinite(high)) return {0, 1, 1, 0};
  constexpr float kLargest = 1e30f;  // beyond it, steps would leave the floats
  low = std::clamp(low, -kLargest, kLargest);
  high = std::clamp(high, -kLargest, kLargest);
  const float least = std::max(std::abs(low), std::abs(high)) * 1e-5f;
  if (!(high > low)) high = low + std::max(1.f, std::abs(low) * 0.1f);
  high = std::max(high, low + least);
  const double rough = (static_cast<double>(high) - low) / std::max(1, lines);
  const double power = std::pow(10, std::floor(std::log10(rough)));
  const double times = rough / power;
  const double step = power * (times <= 1 ? 1 : times <= 2 ? 2 : times <= 5 ? 5 : 10);
  Scale scale;
  scale.step = static_cast<float>(step);
  scale.low = static_cast<float>(std::floor(low / step) * step);
  scale.high = static_cast<float>(std::ceil(high / step) * step);
  scale.digits = std::clamp(static_cast<int>(-std::floor(std::log10(step) + 1e-9)), 0, 6);
  return scale;
}

int sequence_step(double value, double low, double high) {
  if (std::isnan(value)) return kNoData;
  return high > low ? static_cast<int>(std::clamp((value - low) / (high - low) * 6, 0.0, 5.0)) : 0;
}

void line_sample(ui::Ui& ui, ui::Point left, int number) {
  float along = 0;
  styled_line(ui, left, {left.x + 40, left.y}, line_style(ui, number), along);
}

ChartAnswer chart(ui::Ui& ui, std::string_view key, const ui::Rect& rect, const ChartSpec& spec) {
  const ui::NodeId node = ui.id(key);
  ui.node(node, "img", rect, {.name = spec.name});
  const Frame frame{plot_of(ui, rect, spec.unit, spec.marks), spec.from, spec.until, spec.low, spec.high};
  ChartAnswer answer;
  if (!(spec.until > spec.from) || frame.plot.w < 20 || frame.plot.h < 20) return answer;
  if (ui.visible(rect)) {
    scale_lines(ui, spec, frame);
    time_marks(ui, spec, frame);
    ui.push_clip(frame.plot.inset(0, -2).intersect(ui.clip()));
    draw_points(ui, spec, frame);
    others(ui, spec, frame);
    notes(ui, spec, frame);
    marked(ui, spec, frame);
    ui.pop_clip();
    guides(ui, spec, frame);
    chosen(ui, spec, frame);
  }
  // Across, it moves in time; along, the page moves.
  const ui::Gesture& gesture = ui.surface(node, frame.plot, true);
  if (gesture.tap) answer.picked = frame.time(gesture.tap_at.x);
  const double per_px = (spec.until - spec.from) / static_cast<double>(frame.plot.w);
  if (gesture.pressed) answer.pressed = frame.time(gesture.pressed_at.x);
  const double across = static_cast<double>(gesture.pan_x) * per_px;
  (spec.marked && gesture.zoom == 1 ? answer.dragged : answer.moved) =
      spec.marked && gesture.zoom == 1 ? across : -across;
  answer.about = frame.time(gesture.center.x);
  answer.zoomed = static_cast<double>(gesture.zoom);
  answer.scrolled = gesture.wheel_y - gesture.pan_y;
  return answer;
}

}  // namespace draw
