// What happened to a record, newest first, and the way back to before any of it.
#include <algorithm>
#include <cctype>
#include <map>

#include "rooms/edit_parts.h"

namespace rooms {
namespace {

using Revisions = std::vector<session::Revision>;

// The writes that give every field touched since `first` (included) the value it had before it. Being there or not is
// no field: it is not taken back.
std::vector<records::Change> back_to_before(const Revisions& newest_first, std::size_t first, base::Id record) {
  std::map<std::string, oplog::Value> before;
  for (std::size_t i = 0; i <= first; ++i)
    for (std::size_t c = 0; c < newest_first[i].changes.size(); ++c)
      before.insert_or_assign(newest_first[i].changes[c].key, newest_first[i].before[c]);
  std::vector<records::Change> changes;
  for (auto& [key, value] : before)
    if (!key.starts_with('_')) changes.push_back({record, key, std::move(value)});
  return changes;
}

bool creates(const session::Revision& revision) {
  for (std::size_t i = 0; i < revision.changes.size(); ++i)
    if (revision.changes[i].key == "_kind" && oplog::is_null(revision.before[i])) return true;
  return false;
}

// One line for each field changed; the members of a set together, under their field's name.
void changes_of(ui::Column& column, const session::Revision& revision, const records::Kind& kind) {
  const i18n::Words& words = column.ui.words();
  struct Field {
    const records::Field* declared = nullptr;
    records::Values before, after;
    std::vector<std::string> said;
  };
  std::vector<std::pair<std::string, Field>> fields;
  const auto entry = [&](std::string_view key) -> Field& {
    for (auto& [name, field] : fields)
      if (name == key) return field;
    return fields.emplace_back(std::string(key), Field{}).second;
  };
  for (std::size_t i = 0; i < revision.changes.size(); ++i) {
    const std::string& key = revision.changes[i].key;
    const oplog::Value &before = revision.before[i], &after = revision.changes[i].value;
    if (key == "_kind") continue;
    if (key == "_del") {
      const bool* removed = std::get_if<bool>(&after);
      entry(key).said.push_back(words.tr(removed && *removed ? "history.removed" : "history.restored"));
      continue;
    }
    const std::size_t slash = key.find('/');
    const bool member = slash != std::string::npos && !key.starts_with(records::kExtraPrefix);
    Field& field = entry(member ? std::string_view(key).substr(0, slash) : std::string_view(key));
    field.declared = records::find_field(kind, member ? key.substr(0, slash) : key);
    if (member) {
      const oplog::Value value = key.substr(slash + 1);
      if (!oplog::is_null(before)) field.before.push_back(value);
      if (!oplog::is_null(after)) field.after.push_back(value);
    } else {
      if (!oplog::is_null(before)) field.before.push_back(before);
      if (!oplog::is_null(after)) field.after.push_back(after);
    }
  }
  const ui::Tall terms(column, "changes", "dl");
  const bool created = creates(revision);
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto& [key, field] = fields[i];
    if (i) column.gap(10);
    std::vector<std::string> lines = field.said;
    if (lines.empty() && created)
      lines.push_back(value_words(words, field.declared, field.after));
    else if (lines.empty())
      lines = change_lines(words, field.declared, field.before, field.after);
    described_lines(column, key, field_label(words, kind, key), lines);
  }
}

void revision_card(ui::Column& column, const Context& context, const Revisions& newest_first, std::size_t index,
                   const records::Kind& kind, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const session::Revision& revision = newest_first[index];
  const std::string key = to_hex(revision.actor) + "/" + std::to_string(newest_first.size() - index);
  const ui::Tall item(column, key, "item");
  ui::Card card(column, ui.layout() == ui::Layout::kPhone ? ui::tokens::kSpace4 : ui::tokens::kSpace5);
  const std::string command = "history.command." + revision.command;
  std::string what = words.tr(words.knows(command) ? command : std::string("history.command.other"));
  // The catalogue's words also stand inside sentences.
  if (!what.empty()) what[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(what[0])));
  ui::heading(card.inside, "what", what, 2, ui::Type::kCard);
  card.inside.gap(4);
  const std::string when = revision.wall_ms ? words.day_and_time(revision.wall_ms) : words.tr("date.unknown");
  const std::string who = revision.mine ? words.tr("history.mine")
                                        : words.tr("history.other", {{"id", to_hex(revision.actor).substr(0, 4)}});
  ui::paragraph(card.inside, "when", words.tr("history.when-who", {{"when", when}, {"who", who}}),
                {.color = ui.theme().muted});
  card.inside.gap(16);
  changes_of(card.inside, revision, kind);
  if (creates(revision)) return;  // nothing was there before
  std::vector<records::Change> back = back_to_before(newest_first, index, context.record);
  if (back.empty()) return;
  card.inside.gap(16);
  ui::Flow flow(card.inside);
  if (ui::button(flow, "restore",
                 {.label = words.tr("history.restore"), .icon = ui::tokens::kIconUndo2, .description = when}))
    commands.push_back(Restore{context.record, std::move(back)});
  flow.into(card.inside);
}

}  // namespace

void history(ui::Ui& ui, const Context& context, const HistoryState& state, const ui::Rect& area, Commands& commands) {
  const records::Kind* kind = records::find_kind(context.state.kind_of(context.record));
  if (!kind) kind = records::find_kind("place");
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "history");
  if (ui.shortcut("Escape")) commands.push_back(GoBack{});
  const bool current = state.asked && state.record == context.record;
  if (!current) commands.push_back(AskHistory{context.record});

  const std::string name(context.state.text(context.record, "nom"));
  // A long name in large words would leave no room for what happened: it then stands in the part that scrolls.
  const bool phone = ui.layout() == ui::Layout::kPhone;
  const ui::Rect under = room_title(ui, area, ui.tr("room.atlas"),
                                    phone ? words.tr("place.history") : words.tr("history.title", {{"name", name}}));
  ui::ScrollArea scroll(ui, "revisions", under, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.w = std::min(column.w, kTextColumn);
  column.y -= ui.margin() - 4;
  if (phone) {
    ui::paragraph(column, "name", name, {.bold = true});
    column.gap(8);
  }
  {
    ui::Flow flow(column);
    if (ui::button(flow, "back",
                   {.label = ui.tr("history.back"), .icon = ui::tokens::kIconArrowLeft, .look = ui::Look::kQuiet}))
      commands.push_back(GoBack{});
    flow.into(column);
  }
  column.gap(12);

  if (current && !state.failure.key.empty()) {
    if (ui::banner(column, "failure", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert,
                   words.tr("history.failed", {{"reason", words.tr(state.failure)}}), ui.tr("history.retry")))
      commands.push_back(AskHistory{context.record});
    return;
  }
  if (!current || !state.ready) {
    ui::paragraph(column, "loading", ui.tr("history.loading"), {.color = ui.theme().muted});
    return;
  }
  if (state.revisions.empty()) {
    ui::Card card(column, ui::tokens::kSpace5);
    ui::heading(card.inside, "empty-title", ui.tr("history.empty-title"), 2, ui::Type::kCard);
    card.inside.gap(8);
    ui::paragraph(card.inside, "empty", ui.tr("history.empty"));
    return;
  }
  Revisions newest_first(state.revisions.rbegin(), state.revisions.rend());
  const ui::Tall list(column, "list", "list", words.plural("history.count", newest_first.size()));
  for (std::size_t i = 0; i < newest_first.size(); ++i) {
    if (i) column.gap(16);
    revision_card(column, context, newest_first, i, *kind, commands);
  }
}

}  // namespace rooms
