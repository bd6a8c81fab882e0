#include "print/wall.h"

#include <cmath>
#include <cstdio>

#include "base/utf8.h"
#include "print/html.h"
#include "workshop/wall.h"

namespace print {
namespace {

constexpr double kLetter = 12, kLetterWidth = 6.4, kLine = 15, kMargin = 16, kShape = 5;  // px

constexpr NoteInk kInks[] = {
    {"genet", 0xFFE680, 0x7A5800}, {"ocean", 0xB9D7F8, 0x0F4590},    {"pin", 0xC6E5A8, 0x2A5A12},
    {"tuile", 0xFFC4A3, 0xA3301B}, {"bruyere", 0xD3BDEB, 0x4C2272},  {"huitre", 0xECEBE6, 0x3B4C50},
    {"rose", 0xFBCBDD, 0xA02560},  {"estuaire", 0x93D6D0, 0x06474F},
};

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string hex(std::uint32_t color) {
  char text[16];
  std::snprintf(text, sizeof text, "#%06X", color & 0xFFFFFFu);
  return text;
}

std::string box(const workshop::Box& at, const std::string& attributes) {
  return "<rect x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" width=\"" + number(at.w) + "\" height=\"" +
         number(at.h) + "\" " + attributes + "/>\n";
}

// As many lines as there is room for; the last one says that there was more.
std::vector<std::string> lines_of(std::string_view text, double width, std::size_t most) {
  const auto letters = static_cast<std::size_t>(width / kLetterWidth);
  std::vector<std::string> lines{""};
  const auto word = [&](std::string_view part) {
    std::string& last = lines.back();
    if (last.empty())
      last = part;
    else if (base::count_code_points(last) + 1 + base::count_code_points(part) <= letters)
      (last += ' ') += part;
    else
      lines.emplace_back(part);
  };
  while (!text.empty()) {
    const std::size_t end = text.find_first_of(" \n");
    if (end > 0) word(text.substr(0, end));
    if (end == std::string_view::npos) break;
    if (text[end] == '\n' && !lines.back().empty()) lines.emplace_back();
    text.remove_prefix(end + 1);
  }
  if (lines.size() <= most) return lines;
  lines.resize(most);
  lines.back() += " …";
  return lines;
}

std::string words(double x, double y, const std::vector<std::string>& lines, const char* attributes) {
  std::string out;
  for (const std::string& line : lines) {
    out += "<text x=\"" + number(x) + "\" y=\"" + number(y) + "\" " + attributes + ">" + escape(line) + "</text>\n";
    y += kLine;
  }
  return out;
}

// The shape that goes with a colour, as the screen has it (web/draw/note.h).
std::string shape(const NoteInk& ink, double x, double y) {
  const auto polygon = [&](std::initializer_list<workshop::Card::Spot> points) {
    std::string out = "<polygon points=\"";
    for (const auto& [px, py] : points) out += number(x + px * kShape) + ',' + number(y + py * kShape) + ' ';
    return out + "\" fill=\"" + hex(ink.mark) + "\"/>\n";
  };
  if (ink.key == "ocean") return polygon({{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}});
  if (ink.key == "pin") return polygon({{0, -1}, {1, 0.85}, {-1, 0.85}});
  if (ink.key == "tuile") return polygon({{0, -1.15}, {1.15, 0}, {0, 1.15}, {-1.15, 0}});
  if (ink.key == "bruyere")
    return polygon({{-0.36, -1},
                    {0.36, -1},
                    {0.36, -0.36},
                    {1, -0.36},
                    {1, 0.36},
                    {0.36, 0.36},
                    {0.36, 1},
                    {-0.36, 1},
                    {-0.36, 0.36},
                    {-1, 0.36},
                    {-1, -0.36},
                    {-0.36, -0.36}});
  if (ink.key == "rose") {
    std::string out = "<polygon points=\"";
    for (int i = 0; i < 10; ++i) {
      const double angle = -1.5707963 + i * 0.62831853, far = (i % 2 ? 0.5 : 1.2) * kShape;
      out += number(x + std::cos(angle) * far) + ',' + number(y + std::sin(angle) * far) + ' ';
    }
    return out + "\" fill=\"" + hex(ink.mark) + "\"/>\n";
  }
  const std::string place = number(x) + "\" cy=\"" + number(y) + "\" r=\"" + number(kShape);
  if (ink.key == "huitre")
    return "<circle cx=\"" + place + "\" fill=\"none\" stroke-width=\"2\" stroke=\"" + hex(ink.mark) + "\"/>\n";
  if (ink.key == "estuaire")
    return "<path d=\"M" + number(x - 6) + ' ' + number(y) +
           "q3 -5 6 0t6 0\" fill=\"none\" stroke-width=\"2\" stroke=\"" + hex(ink.mark) + "\"/>\n";
  return "<circle cx=\"" + place + "\" fill=\"" + hex(ink.mark) + "\"/>\n";
}

}  // namespace

std::span<const NoteInk> note_inks() { return kInks; }

std::string wall_svg(const workshop::Board& board, const Speech& speech) {
  const workshop::Wall wall = workshop::lay_out(board);
  const auto ink_of = [](std::string_view colour) -> const NoteInk& {
    for (const NoteInk& ink : kInks)
      if (ink.key == colour) return ink;
    return kInks[0];
  };
  workshop::Box all = wall.extent;
  for (const workshop::Stroke& stroke : board.strokes)
    for (const auto& [x, y] : stroke.points) {
      const double right = std::max(all.right(), x), bottom = std::max(all.bottom(), y);
      all.x = std::min(all.x, x), all.y = std::min(all.y, y);
      all.w = right - all.x, all.h = bottom - all.y;
    }
  constexpr double kHead = 36;
  all = {all.x - kMargin, all.y - kMargin - kHead, all.w + 2 * kMargin, all.h + 2 * kMargin + kHead};
  std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"" + number(all.x) + ' ' + number(all.y) + ' ' +
                    number(all.w) + ' ' + number(all.h) + "\" lang=\"" + escape(speech.language) +
                    "\" role=\"img\" font-size=\"" + number(kLetter) +
                    "\" font-family=\"Atkinson Hyperlegible Next, Verdana, sans-serif\" fill=\"#12292F\">\n<title>" +
                    escape(board.title) + "</title>\n" + box(all, "fill=\"#F2F0E8\"");
  out += words(all.x + kMargin, all.y + kMargin + 14, {board.title}, "font-size=\"20\" font-weight=\"700\"");
  for (std::size_t i = 0; i < wall.zones.size(); ++i) {
    const workshop::Box& at = wall.zones[i];
    out += box(at, "rx=\"14\" fill=\"#FFFFFF\" stroke=\"#CFCCBE\"");
    const std::string title = board.zones[i].id ? board.zones[i].title : speech.said({"board.beside", {}});
    out += words(at.x + workshop::kWallPadding, at.y + 28, lines_of(title, (at.w - 24) * 0.8, 1),
                 "font-size=\"15\" font-weight=\"700\"");
  }
  for (std::size_t i = 0; i < wall.groups.size(); ++i) {
    const workshop::Box& at = wall.groups[i];
    if (at.w <= 0) continue;
    out += box(at, "rx=\"10\" fill=\"none\" stroke=\"#6F7D7C\" stroke-width=\"1.5\" stroke-dasharray=\"6 4\"");
    out += words(at.x + 8, at.y - 3, {board.groups[i].title}, "font-weight=\"700\"");
  }
  for (const workshop::Tie& tie : board.ties) {
    const workshop::Box &from = wall.cards[tie.from], &to = wall.cards[tie.to];
    out += "<path d=\"M" + number(from.x + from.w / 2) + ' ' + number(from.y + from.h / 2) + 'L' +
           number(to.x + to.w / 2) + ' ' + number(to.y + to.h / 2) + "\" stroke=\"#0E5E6B\" stroke-width=\"2\"/>\n";
  }
  for (std::size_t i = 0; i < wall.cards.size(); ++i) {
    const workshop::Card& card = board.cards[i];
    const workshop::Box& at = wall.cards[i];
    const NoteInk& ink = ink_of(card.colour);
    out += box(at, "rx=\"6\" fill=\"" + hex(ink.fill) + "\"");
    const auto photos = workshop::photos_of(board, card.id);
    const std::string address = photos.empty() ? std::string() : picture_address(photos[0].picture, speech);
    if (!address.empty())
      out += "<image x=\"" + number(at.x) + "\" y=\"" + number(at.y) + "\" width=\"" + number(at.w) + "\" height=\"" +
             number(workshop::kCardPicture) + "\" preserveAspectRatio=\"xMidYMid slice\" href=\"" + address + "\"/>\n";
    const double down = address.empty() ? 0 : workshop::kCardPicture - 4;
    out += words(at.x + 10, at.y + 20 + down, lines_of(card.text, at.w - 20, address.empty() ? 5 : 1), "");
    out += shape(ink, at.x + 16, at.bottom() - 13);
    std::string foot = card.author;
    if (card.dots()) foot += (foot.empty() ? "" : " · ") + std::to_string(card.dots());
    out += words(at.x + 28, at.bottom() - 9, lines_of(foot, at.w - 40, 1), "font-size=\"10\"");
  }
  for (const workshop::Stroke& stroke : board.strokes) {
    out += "<polyline fill=\"none\" stroke-width=\"3\" stroke-linecap=\"round\" stroke-linejoin=\"round\" stroke=\"" +
           hex(ink_of(stroke.colour).mark) + "\" points=\"";
    for (const auto& [x, y] : stroke.points) out += number(x) + ',' + number(y) + ' ';
    out += "\"/>\n";
  }
  return out + "</svg>\n";
}

}  // namespace print
