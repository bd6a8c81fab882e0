// What a frame of a workshop's wall costs the processor, everything but the graphics card's part: 2,000 and 10,000
// cards in nine zones, a tie to every tenth and a group to every fifth card, at 1920 x 1080; the view moves a little
// each frame, as under a finger. Then what a change costs once: the board read from the records, and laid out. Check:
// the cards, and how many are laid out.
#include <string>

#include "../../support/ui_fixture.h"
#include "../../support/written_state.h"
#include "../row.h"
#include "draw/wall.h"
#include "workshop/board.h"

namespace {

constexpr base::Id kBoard{1};
constexpr std::size_t kZones = 9;

records::State board_of(std::size_t cards) {
  support::WrittenState written;
  const std::string board = written.keep("board", kBoard.bits, {{"title", "Académie"}}) ? base::to_hex(kBoard) : "";
  for (std::uint64_t i = 0; i < kZones; ++i) {
    records::Draft zone{"zone", base::Id{10 + i}, {}};
    zone.set("board", board);
    zone.set("title", "Zone " + std::to_string(i + 1));
    zone.set("order", records::Values{static_cast<std::int64_t>(i)});
    written.keep(zone);
  }
  for (std::uint64_t i = 0; i < 8; ++i)
    written.keep("group", 100 + i, {{"board", board}, {"title", "Groupe " + std::to_string(i)}});
  constexpr const char* kColours[] = {"genet", "ocean", "pin", "tuile", "bruyere", "huitre", "rose", "estuaire"};
  for (std::uint64_t i = 0; i < cards; ++i)
    written.keep("card", 1'000 + i,
                 {{"board", board},
                  {"zone", base::to_hex(base::Id{10 + i % kZones})},
                  {"text", "Idée " + std::to_string(i) + " : aller vers les personnes que personne ne voit"},
                  {"author", "Table " + std::to_string(i % 12)},
                  {"colour", kColours[i % 8]},
                  {"group", i % 5 == 0 ? base::to_hex(base::Id{100 + i / 5 % 8}) : ""}});
  for (std::uint64_t i = 0; i + 9 < cards; i += 10)
    written.keep("link", 1'000'000 + i,
                 {{"from", base::to_hex(base::Id{1'000 + i})},
                  {"to", base::to_hex(base::Id{1'009 + i})},
                  {"relation", "goes-with"}});
  return std::move(written.state);
}

}  // namespace

int main() {
  support::UiFixture fixture(1920, 1080);
  for (const std::size_t count : {std::size_t{2'000}, std::size_t{10'000}}) {
    const records::State state = board_of(count);
    const workshop::Board board = workshop::read_board(state, kBoard, {});
    const workshop::Wall laid = workshop::lay_out(board);
    for (const double farther : {0.0, 2.0, 4.0}) {
      draw::WallView view;
      draw::WallHand hand;
      view.keep_framed(laid.extent, {0, 0, 1920, 1080}, 1.25f);
      view.map.zoom -= farther;
      view.moved = true;
      const auto frame = [&] {
        view.map.pan(3, 2);
        fixture.frame([&](ui::Ui& ui) {
          draw::wall(ui, "wall", ui.screen(), view, hand,
                     {.name = "Mur", .board = board, .wall = laid, .selected = {}, .hidden_words = "Cachée"});
        });
      };
      for (int i = 0; i < 5; ++i) frame();
      bench::row(("wall frame " + std::to_string(count) + " farther " + std::to_string(farther).substr(0, 1)).c_str(),
                 [&] {
                   frame();
                   return static_cast<double>(board.cards.size());
                 });
    }
    bench::row(("wall read " + std::to_string(count)).c_str(), [&] {
      const workshop::Board read = workshop::read_board(state, kBoard, {});
      return static_cast<double>(workshop::lay_out(read).cards.size());
    });
  }
}
