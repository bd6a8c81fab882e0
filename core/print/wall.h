// The wall of a workshop as a picture: zones, cards where they lie, links and what was drawn by hand.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include "print/recueil.h"

namespace print {

// The colours of cards on paper: 0xRRGGBB, those of the light theme (assets/design/tokens.json, "notes").
struct NoteInk {
  std::string_view key;
  std::uint32_t fill, mark;
};
std::span<const NoteInk> note_inks();

std::string wall_svg(const workshop::Board& board, const Speech& speech);

}  // namespace print
