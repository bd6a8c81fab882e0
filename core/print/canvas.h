// A picture as marks in the colours of its parts: drawn on the screen by web/draw, written as SVG here. Whoever paints
// says where things lie and what they are; the colours are whoever shows it's.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace print {

// kSequence + 0 to 5: little to much. kGrade + 0 to 5: of an air index, kGradeInk what is written on it. kLine + 0 to
// 4: series beside each other, the first the one in question.
enum class Ink : std::uint8_t {
  kText,
  kAxis,
  kGrid,
  kBand,
  kLimit,
  kPaper,
  kLine = 16,
  kSequence = 32,
  kGrade = 48,
  kGradeInk = 64
};
inline Ink step(Ink first, int by) { return static_cast<Ink>(static_cast<int>(first) + by); }
inline constexpr int kInks = 80;

enum class Anchor : std::uint8_t { kStart, kMiddle, kEnd };

struct Place {
  double x = 0, y = 0;  // px from the upper left
};

struct Mark {
  enum class Kind : std::uint8_t { kLine, kArea, kDisc, kWords } kind = Kind::kLine;
  std::vector<Place> places;  // of a disc its middle; of words where they are anchored, in the middle of their height
  Ink ink = Ink::kText;
  double width = 1;  // of a line; a disc's radius
  bool dashed = false, bold = false;
  Anchor anchor = Anchor::kMiddle;
  std::string words;
};

struct CanvasSize {
  double width, height;  // px
  double line_height;    // of words
  std::function<double(std::string_view)> width_of;
};

// The first line of a text, as much of it as fits.
std::string cut(const CanvasSize& canvas, std::string_view text, double width);

class Canvas : public CanvasSize {
 public:
  explicit Canvas(CanvasSize size) : CanvasSize(std::move(size)) {}

  void line(std::vector<Place> places, Ink ink, double thick = 1, bool dashed = false);
  void area(std::vector<Place> convex, Ink ink);
  void box(double x, double y, double across, double down, Ink ink);
  void disc(Place at, double radius, Ink ink);
  // Words that lie over what is painted already, on paper.
  void label(Place at, Anchor anchor, Ink ink, std::string text);
  void words(Place at, Anchor anchor, Ink ink, std::string text, bool bold = false);

  const std::vector<Mark>& marks() const { return marks_; }

 private:
  std::vector<Mark> marks_;
};

// A canvas for a file, of letters that are 13 px high.
Canvas paper(double width, double height);
// `color` gives 0xRRGGBB; `title` says what the picture shows.
std::string canvas_svg(const Canvas& canvas, std::string_view title, const std::function<std::uint32_t(Ink)>& color);

}  // namespace print
