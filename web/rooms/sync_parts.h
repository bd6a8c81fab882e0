// What the parts of the sync room share. Private to sync.cpp, sync_changes.cpp and log.cpp.
#pragma once

#include "rooms/edit_parts.h"
#include "rooms/rooms.h"

namespace rooms::sync_parts {

// The files that a copy may be.
inline constexpr std::string_view kCopies = ".escale,.zip,application/zip";

// Fields that two people changed without knowing of each other: both versions, and a choice.
void conflicts(ui::Column& column, const Context& context, Commands& commands);
// Who did what, when: the last actions, from here and elsewhere.
void recent_actions(ui::Column& column, const Context& context, Commands& commands);
// What an action did, as a sentence begins; what a record is called.
std::string action_words(const i18n::Words& words, const std::string& command);
std::string name_of(const Context& context, const i18n::Words& words, base::Id record);

}  // namespace rooms::sync_parts
