// The sync room's lists: what two people changed at once, and what happened lately.
#include <algorithm>
#include <cctype>

#include "rooms/sync_parts.h"

namespace rooms::sync_parts {
namespace {

// A field's or a member's value alone, in words.
std::string register_words(const i18n::Words& words, const records::Kind& kind, std::string_view key,
                           const oplog::Value& value) {
  if (oplog::is_null(value)) return words.tr("sync.conflict.empty");
  const std::size_t slash = key.find('/');
  if (slash != std::string_view::npos && !key.starts_with(records::kExtraPrefix))
    return value_words(words, records::find_field(kind, key.substr(0, slash)), {std::string(key.substr(slash + 1))});
  if (key == records::kRemovedKey) {
    const bool* removed = std::get_if<bool>(&value);
    return words.tr(removed && *removed ? "history.removed" : "history.restored");
  }
  return value_words(words, records::find_field(kind, key), {value});
}

void conflict_card(ui::Column& column, const Context& context, const session::Conflict& conflict, std::size_t index,
                   Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const records::Kind* kind = records::find_kind(context.state.kind_of(conflict.record));
  if (!kind) kind = records::find_kind("place");
  const std::string label = conflict.key == records::kRemovedKey ? words.tr("sync.conflict.presence")
                                                                 : field_label(words, *kind, conflict.key);
  const ui::Tall item(column, base::to_hex(conflict.record) + conflict.key, "item");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "name", name_of(context, words, conflict.record), 3, ui::Type::kBody);
  inside.gap(4);
  ui::paragraph(inside, "field", label, {.color = ui.theme().muted});
  inside.gap(12);
  const std::string mine = register_words(words, *kind, conflict.key, conflict.mine),
                    theirs = register_words(words, *kind, conflict.key, conflict.theirs);
  {
    const ui::Tall versions(inside, "versions", "dl");
    ui::described(inside, "mine", words.tr(conflict.mine_stands ? "sync.conflict.here-shown" : "sync.conflict.here"),
                  mine, nullptr);
    inside.gap(8);
    ui::described(
        inside, "theirs",
        words.tr(conflict.mine_stands ? "sync.conflict.there" : "sync.conflict.there-shown",
                 {{"when", conflict.wall_ms ? words.day_and_time(conflict.wall_ms) : words.tr("date.unknown")}}),
        theirs, nullptr);
  }
  inside.gap(12);
  ui::Flow flow(inside);
  if (ui::button(flow, "keep-mine", {.label = words.tr("sync.conflict.keep-here"), .description = mine}))
    commands.push_back(Settle{index, true});
  if (ui::button(flow, "keep-theirs", {.label = words.tr("sync.conflict.keep-there"), .description = theirs}))
    commands.push_back(Settle{index, false});
  flow.into(inside);
}

}  // namespace

std::string name_of(const Context& context, const i18n::Words& words, base::Id record) {
  for (const char* field : {"nom", "title", "name", "text"})
    if (const std::string_view name = context.state.text(record, field); !name.empty()) return std::string(name);
  return words.tr("sync.unnamed");
}

std::string action_words(const i18n::Words& words, const std::string& command) {
  const std::string key = "history.command." + command;
  std::string text = words.tr(words.knows(key) ? key : std::string("history.command.other"));
  if (!text.empty()) text[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(text[0])));
  return text;
}

void conflicts(ui::Column& column, const Context& context, Commands& commands) {
  const auto& all = context.session.conflicts();
  if (all.empty()) return;
  ui::Ui& ui = column.ui;
  const ui::Scope scope(ui, "conflicts");
  ui::heading(column, "title", ui.words().plural("sync.conflicts", all.size()), 2, ui::Type::kCard);
  column.gap(4);
  ui::paragraph(column, "about", ui.tr("sync.conflicts-about"), {.color = ui.theme().muted});
  column.gap(12);
  {
    const ui::Tall list(column, "list", "list", ui.words().plural("sync.conflicts", all.size()));
    constexpr std::size_t kShown = 20;  // the next ones take their place as these are settled
    for (std::size_t i = 0; i < std::min(all.size(), kShown); ++i) {
      if (i) column.gap(12);
      conflict_card(column, context, all[i], i, commands);
    }
  }
  column.gap(ui::tokens::kSpace5);
}

void recent_actions(ui::Column& column, const Context& context, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "recent");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("sync.recent"), 2, ui::Type::kCard);
  inside.gap(8);
  const auto& actions = context.exchange.recent;
  if (actions.empty()) {
    ui::paragraph(inside, "empty", words.tr("sync.recent-none"), {.color = ui.theme().muted});
    return;
  }
  {
    const ui::Tall list(inside, "list", "list", words.tr("sync.recent"));
    constexpr std::size_t kListed = 30;
    for (std::size_t i = 0; i < std::min(actions.size(), kListed); ++i) {
      const session::Action& action = actions[i];
      if (i) {
        inside.gap(10);
        ui::divider(inside);
        inside.gap(10);
      }
      const ui::Tall item(inside, base::to_hex(action.actor) + "/" + std::to_string(action.n), "item");
      ui::paragraph(inside, "what", action_sentence(context, words, action));
      const std::string when = action.wall_ms ? words.day_and_time(action.wall_ms) : words.tr("date.unknown");
      const std::string who = action.mine ? words.tr("history.mine")
                                          : words.tr("history.other", {{"id", to_hex(action.actor).substr(0, 4)}});
      ui::paragraph(inside, "who", words.tr("history.when-who", {{"when", when}, {"who", who}}),
                    {.type = ui::Type::kLegend, .color = ui.theme().muted});
    }
  }
  inside.gap(12);
  ui::Flow flow(inside);
  if (ui::button(flow, "all", {.label = words.tr("log.open"), .look = ui::Look::kQuiet}))
    commands.push_back(GoTo{Screen::kLog, {}});
  flow.into(inside);
}

}  // namespace rooms::sync_parts

std::string rooms::action_sentence(const Context& context, const i18n::Words& words, const session::Action& action) {
  const std::string what = sync_parts::action_words(words, action.command);
  if (!action.record) return what;
  std::string name = sync_parts::name_of(context, words, action.record);
  if (action.several) name = words.tr("sync.action-several", {{"name", name}});
  return words.tr("sync.action-on", {{"action", what}, {"name", name}});
}
