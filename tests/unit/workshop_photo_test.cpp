// Photographs of a board: which are read, and what they become in print.
#include "workshop/photo.h"

#include <catch2/catch_test_macros.hpp>

#include "base/base64.h"
#include "oplog/blob.h"
#include "print/documents.h"
#include "print/slides.h"
#include "print/wall.h"
#include "support/written_state.h"
#include "workshop/board.h"

namespace {

const std::string kBytes = "\xFF\xD8\xFF of a picture";
const std::string kHash(oplog::blob_hash(oplog::text(oplog::blob_value(kBytes))));

struct Written : support::WrittenState {
  std::string board = base::to_hex(keep("board", 1, {{"title", "Académie"}}));
  std::string zone = base::to_hex(keep("zone", 2, {{"board", board}, {"title", "Besoins"}}));
  std::string card = base::to_hex(keep("card", 3, {{"board", board}, {"zone", zone}, {"text", "Un bus"}}));
  void photo(std::uint64_t id, const std::string& on, const std::string& text, const std::string& hash = kHash) {
    records::Draft draft = workshop::photo(base::Id{*base::from_hex(on)}, hash);
    draft.id = base::Id{id};
    draft.set("text", text);
    keep(draft);
  }
  workshop::Board read(const std::set<base::Id>& hidden = {}) const {
    return workshop::read_shared_board(state, base::Id{1}, hidden);
  }
};

print::Speech speech(bool there) {
  return {"fr", [](const base::Message& message) { return message.key; },
          [](std::string_view iso) { return std::string(iso); },
          [there](std::string_view hash) { return there && hash == kHash ? kBytes : std::string(); }};
}

std::size_t count(const std::string& in, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = in.find(what); at != std::string::npos; at = in.find(what, at + 1)) ++n;
  return n;
}

}  // namespace

TEST_CASE("a board has the photographs of itself, its zones and its cards, in order", "[workshop]") {
  Written written;
  written.photo(12, written.board, "second");
  written.photo(11, written.board, "third");
  written.photo(13, written.zone, "");
  written.photo(14, written.card, "le bus");
  written.photo(15, base::to_hex(base::Id{77}), "of another board");
  written.photo(16, written.board, "without a blob", "not a hash");
  const workshop::Board board = written.read();
  REQUIRE(workshop::photos_of(board, base::Id{1}).size() == 2);
  CHECK(workshop::photos_of(board, base::Id{1})[0].text == "second");
  CHECK(workshop::photos_of(board, base::Id{1})[0].picture == kHash);
  CHECK(workshop::photos_of(board, base::Id{2}).size() == 1);
  CHECK(workshop::photos_of(board, base::Id{3}).size() == 1);
  CHECK(board.photos.size() == 3);
  // Of a card that others do not see, they see none either.
  CHECK(workshop::photos_of(written.read({base::Id{3}}), base::Id{3}).empty());
}

TEST_CASE("photographs are printed with their words, and their words where they are not here", "[workshop]") {
  Written written;
  written.photo(11, written.board, "Le mur \"du\" matin");
  written.photo(12, written.zone, "");
  written.photo(13, written.card, "le bus");
  const std::string source = "src=\"data:image/jpeg;base64," + base::to_base64(kBytes) + "\"";
  const std::string here = print::recueil(written.read(), speech(true));
  CHECK(count(here, source) == 3);
  CHECK(count(here, "alt=\"Le mur &quot;du&quot; matin\"") == 1);
  CHECK(count(here, "alt=\"photo.unsaid\"") == 1);
  CHECK(count(here, "id=\"photos\"") == 1);
  const std::string absent = print::recueil(written.read(), speech(false));
  CHECK(count(absent, "<img") == 0);
  CHECK(count(absent, "Le mur &quot;du&quot; matin") == 1);
  CHECK(count(print::wall_svg(written.read(), speech(true)), "<image ") == 1);
  std::vector<std::string> shown;
  for (const print::Slide& slide : print::slides(written.read(), speech(true)))
    if (slide.picture == kHash) shown.push_back(slide.small + ": " + slide.title);
  CHECK(shown == std::vector<std::string>{"Besoins: photo.unsaid", "photo.wall: Le mur \"du\" matin"});
  CHECK(count(print::wall_svg(written.read(), speech(false)), "<image ") == 0);
}
