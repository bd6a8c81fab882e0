// A card of a board as a sticky note: its colour, the shape that goes with it for those who do not tell colours apart,
// its words, who wrote it and what it was given.
#pragma once

#include <string>
#include <string_view>

#include "ui/ui.h"

namespace draw {

// Of a key of the list "note"; the first for what is none.
const ui::tokens::NoteStyle& note_style(std::string_view colour);

void note_shape(ui::Ui& ui, std::string_view colour, ui::Point center, float radius);

struct Note {
  std::string_view text, detail;  // beside the shape, at the foot
  std::string_view colour;
  bool hidden = false;            // face down: a ground of its own; whoever asks says what stands on it
  bool selected = false;          // drawn with a strong outline
  std::string_view picture = {};  // a photograph, over its words
};

// The ground: fill, and an outline where fills do not tell.
void note_ground(ui::Ui& ui, const ui::Rect& rect, const Note& note, float radius);

// A photograph (ui/images.h) in `rect`; its place, while it is not here.
void photo(ui::Ui& ui, const ui::Rect& rect, std::string_view picture, ui::Detail detail, float radius);

// The height of a note that shows all its words.
float note_height(ui::Ui& ui, const Note& note, float width);
void note(ui::Ui& ui, const ui::Rect& rect, const Note& note);

}  // namespace draw
