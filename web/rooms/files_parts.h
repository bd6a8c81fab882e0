// What the cards of the files room share. Private to files.cpp, files_import.cpp, files_mapping.cpp and
// files_export.cpp.
#pragma once

#include <string>
#include <string_view>

#include "rooms/rooms.h"

namespace rooms::files_parts {

// A line of a list: an item that holds one paragraph, after a mark.
void bullet(ui::Column& column, std::string_view key, std::string_view text, ui::TextStyle style = {});

// A button that gives up its icon where both do not fit.
bool press(ui::Flow& flow, std::string_view key, ui::ButtonSpec spec);
// The same for a button that opens the file chooser.
void choose_file(ui::Flow& flow, std::string_view key, ui::ButtonSpec spec);

// Text of a file on one line: line breaks and tabs become spaces.
std::string on_one_line(std::string_view text);
// A column's name; a field of the standard appears under its label.
std::string column_words(const i18n::Words& words, std::string_view column);
// The reason in words; a field named in it appears under its label.
std::string reason_words(const i18n::Words& words, const base::Message& reason);
// "Ligne 214 · colonne · raison · « valeur »".
std::string remark_words(const i18n::Words& words, const formats::Remark& remark);

// How a mapping form shows a column: the field it fills, "" when it is kept aside, kShared when several fields or a
// piece of its cell are taken from it.
inline constexpr std::string_view kShared = "=";
std::string choice_of(const formats::Mapping& mapping, std::string_view column);
// The mapping once `column` fills `field` ("": nothing). Texts and fields of several values join the columns given to
// them, in the file's order; other fields take the last one given. Rules by terms are left as they are.
formats::Mapping with_choice(formats::Mapping mapping, const formats::Table& table, const std::string& column,
                             const std::string& field);

void import_card(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands);
void mapping_step(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands);
// Fields expected and absent, one line each.
void flag_list(ui::Column& column, const Context& context, const formats::Report& report);
// The first `limit` remarks, refused lines first, under a title for each level. Titles are h3.
void remark_lists(ui::Column& column, const formats::Report& report, std::size_t limit);
void export_card(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands);

}  // namespace rooms::files_parts
