// The whole log: every action in the order in which it came, the state as it was after any of them, and what sets this
// device apart from a copy. For whoever looks for a fault.
#include <algorithm>

#include "rooms/sync_parts.h"

namespace rooms {
namespace {

using sync_parts::action_words;
using sync_parts::name_of;

constexpr std::size_t kLineShown = 2000;  // bytes of the line as it was written

// An action in one sentence, and who made it when.
void entry(ui::Column& column, const Context& context, const session::LogEntry& entry, std::size_t place) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Tall item(column, std::to_string(place), "item");
  std::string what = words.tr("log.unreadable");
  if (entry.readable) {
    what = action_words(words, entry.command);
    if (entry.record)
      what = words.tr("sync.action-on", {{"action", what}, {"name", name_of(context, words, entry.record)}});
  }
  ui::paragraph(column, "what", words.tr("log.entry", {{"n", words.number(place)}, {"what", what}}));
  if (!entry.readable) return;
  const std::string when = entry.wall_ms ? words.day_and_time(entry.wall_ms) : words.tr("date.unknown");
  ui::paragraph(column, "who",
                words.tr("log.who", {{"when", when},
                                     {"id", base::to_hex(entry.actor).substr(0, 4)},
                                     {"writes", words.plural("log.writes", entry.writes)}}),
                {.type = ui::Type::kLegend, .color = ui.theme().muted});
}

void entries(ui::Column& column, const Context& context, std::string_view key, std::string_view name,
             const std::vector<session::LogEntry>& all, std::size_t first) {
  const ui::Tall list(column, key, "list", name);
  for (std::size_t i = all.size(); i > 0; --i) {  // the latest on top
    if (i < all.size()) {
      column.gap(8);
      ui::divider(column);
      column.gap(8);
    }
    entry(column, context, all[i - 1], first + i - 1);
  }
}

void replay_card(ui::Column& column, const Context& context, LogState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const LogView& log = context.log;
  const ui::Scope scope(ui, "replay");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("log.replay"), 2, ui::Type::kCard);
  inside.gap(8);
  ui::progress_bar(inside, "at", words.tr("log.after"),
                   words.tr("log.of", {{"n", words.number(log.at)}, {"total", words.number(log.total)}}),
                   log.total ? static_cast<float>(log.at) / static_cast<float>(log.total) : 1);
  inside.gap(12);
  {
    ui::Flow flow(inside);
    const struct {
      const char* key;
      const char* label;
      std::size_t to;
      bool useful;
    } steps[] = {{"first", "log.first", 0, log.at > 0},
                 {"before", "log.before", log.at - (log.at > 0), log.at > 0},
                 {"next", "log.next", log.at + 1, log.at < log.total},
                 {"last", "log.last", log.total, log.at < log.total}};
    for (const auto& step : steps)
      if (ui::button(flow, step.key, {.label = words.tr(step.label), .disabled = !step.useful}))
        commands.push_back(ReplayLog{step.to});
    flow.into(inside);
  }
  inside.gap(12);
  ui::text_field(inside, "to", {.label = words.tr("log.to"), .role = "number", .max_length = 9}, state.to);
  inside.gap(8);
  {
    std::size_t to = 0;
    for (const char digit : state.to)
      to = digit >= '0' && digit <= '9' ? to * 10 + static_cast<std::size_t>(digit - '0') : to;
    ui::Flow flow(inside);
    if (ui::button(flow, "go", {.label = words.tr("log.go"), .disabled = state.to.empty()}))
      commands.push_back(ReplayLog{std::min(to, log.total)});
    flow.into(inside);
  }
  inside.gap(16);
  {
    const ui::Tall facts(inside, "facts", "dl");
    ui::described(inside, "records", words.tr("log.records"), words.number(log.records), nullptr);
    inside.gap(8);
    ui::described(inside, "digest", words.tr("log.digest"), log.digest, nullptr);
    if (!log.line.empty()) {
      inside.gap(8);
      ui::described(inside, "line", words.tr("log.line"), log.line.substr(0, kLineShown), nullptr);
    }
  }
}

void compare_card(ui::Column& column, const Context& context) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const LogView& log = context.log;
  const ui::Scope scope(ui, "compare");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("log.compare"), 2, ui::Type::kCard);
  inside.gap(8);
  ui::paragraph(inside, "about", words.tr("log.compare-about"));
  inside.gap(12);
  {
    ui::Flow flow(inside);
    ui::file_button(flow, "open", {.label = words.tr("log.compare-open"), .icon = ui::tokens::kIconUpload},
                    sync_parts::kCopies);
    flow.into(inside);
  }
  if (!log.compare_failure.key.empty()) {
    inside.gap(12);
    ui::banner(inside, "failed", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert, words.tr(log.compare_failure));
  }
  if (!log.apart) return;
  const LogView::Apart& apart = *log.apart;
  inside.gap(12);
  const bool equal = apart.digest_here == apart.digest_there;
  ui::banner(inside, "outcome", equal ? ui::Tone::kSuccess : ui::Tone::kWarning,
             equal ? ui::tokens::kIconCircleCheck : ui::tokens::kIconTriangleAlert,
             words.tr(equal ? "log.same" : "log.apart", {{"file", apart.file}}));
  inside.gap(8);
  {
    const ui::Tall facts(inside, "facts", "dl");
    ui::described(inside, "here", words.tr("log.digest-here"), apart.digest_here, nullptr);
    inside.gap(8);
    ui::described(inside, "there", words.tr("log.digest-there"), apart.digest_there, nullptr);
    inside.gap(8);
    std::string names;
    for (const base::Id record : apart.records) names += (names.empty() ? "" : ", ") + name_of(context, words, record);
    ui::described(inside, "records", words.tr("log.differing"),
                  apart.differing
                      ? words.tr("log.differing-names", {{"n", words.number(apart.differing)}, {"names", names}})
                      : words.number(0),
                  nullptr);
  }
  const struct {
    const char* key;
    const char* title;
    const std::vector<session::LogEntry>& entries;
    std::size_t count;
  } sides[] = {{"only-here", "log.only-here", apart.only_here, apart.here},
               {"only-there", "log.only-there", apart.only_there, apart.there}};
  for (const auto& side : sides) {
    inside.gap(16);
    const ui::Scope part(ui, side.key);
    const std::string title = words.plural(side.title, side.count);
    ui::heading(inside, "title", title, 3, ui::Type::kBody);
    inside.gap(8);
    if (!side.entries.empty()) entries(inside, context, "list", title, side.entries, 1);
  }
}

}  // namespace

void log(ui::Ui& ui, const Context& context, LogState& state, const ui::Rect& area, Commands& commands) {
  const i18n::Words& words = ui.words();
  const LogView& log = context.log;
  const ui::Scope scope(ui, "log");
  if (log.step == LogView::Step::kNone ||
      (log.step == LogView::Step::kReady && log.revision != context.state.revision()))
    commands.push_back(ReadLog{});
  ui::ScrollArea scroll(ui, "scroll", area, ui.margin(), true);
  ui::Column& column = scroll.column();
  column.y -= ui.margin() - 4;  // the header already left its space
  column.w = std::min(column.w, 1240.f);
  ui::paragraph(column, "intro", words.tr("log.intro"), {.color = ui.theme().muted});
  column.gap(16);
  if (log.step == LogView::Step::kFailed) {
    ui::banner(column, "failed", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert, words.tr(log.failure));
    return;
  }
  if (log.step != LogView::Step::kReady) {
    ui::progress_bar(column, "reading", words.tr("log.reading"), "", -1);
    return;
  }
  const bool beside = column.w >= 860 * ui.text_scale();
  ui::Column left = column, right = column;
  if (beside) {
    left.w = right.w = (column.w - ui::tokens::kSpace4) / 2;
    right.x = left.x + left.w + ui::tokens::kSpace4;
  }
  replay_card(left, context, state, commands);
  if (!beside) {
    left.gap(ui::tokens::kSpace4);
    right.y = left.y;
  }
  {
    const ui::Scope part(ui, "entries");
    ui::Card card(right);
    ui::heading(card.inside, "title", words.tr("log.entries"), 2, ui::Type::kCard);
    card.inside.gap(8);
    if (log.page.empty())
      ui::paragraph(card.inside, "none", words.tr(log.total ? "log.before-all" : "sync.recent-none"),
                    {.color = ui.theme().muted});
    else
      entries(card.inside, context, "list", words.tr("log.entries"), log.page, log.at - log.page.size() + 1);
  }
  if (!beside) left.y = right.y;
  left.gap(ui::tokens::kSpace4);
  compare_card(left, context);
  column.y = std::max(left.y, right.y);
}

}  // namespace rooms
