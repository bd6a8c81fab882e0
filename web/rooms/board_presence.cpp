// Who else writes in this dossier now, as far as what they wrote has come here. Nothing more is asked of anybody: no
// device says that it merely looks.
#include <algorithm>

#include "rooms/board_parts.h"

namespace rooms {
namespace {

constexpr std::int64_t kNowMs = 10 * 60'000;  // who wrote since then is there

}  // namespace

void hear_others(const Context& context, BoardState& state, Commands& commands) {
  const Exchange& exchange = context.exchange;
  if (!exchange.client) return state.heard.clear();
  if (!exchange.recent_asked || exchange.recent_revision != context.state.revision()) commands.push_back(AskRecent{});
  if (state.heard_of == exchange.recent_edition) return;
  const bool first = state.heard_of == 0;
  state.heard_of = exchange.recent_edition;
  const std::string own = context.session.setting(kOwnActorsSetting);
  for (const session::Action& action : exchange.recent) {  // the latest first
    if (action.mine || own.find(base::to_hex(action.actor)) != std::string::npos) continue;
    const auto [at, fresh] = state.heard.try_emplace(action.actor);
    if (!fresh && at->second.action.n >= action.n) continue;
    // Clocks of devices differ: what comes while one looks on was written now.
    at->second = {action, first ? std::min(action.wall_ms, context.now_ms) : context.now_ms};
  }
}

std::vector<const Heard*> others_here(const Context& context, const BoardState& state) {
  std::vector<const Heard*> here;
  for (const auto& [actor, heard] : state.heard)
    if (context.now_ms - heard.at_ms < kNowMs) here.push_back(&heard);
  std::ranges::sort(here, std::ranges::greater(), [](const Heard* heard) { return heard->at_ms; });
  return here;
}

void others_button(ui::Flow& flow, const Context& context, BoardState& state) {
  const std::size_t count = others_here(context, state).size();
  if (count == 0) return;
  if (ui::button(flow, "others",
                 {.label = flow.ui.words().tr("presence.count", {{"count", std::to_string(count)}}),
                  .icon = ui::tokens::kIconUsersRound,
                  .look = ui::Look::kQuiet}))
    state.hearing = true;
}

void others_dialog(ui::Ui& ui, const Context& context, BoardState& state) {
  if (!state.hearing) return;
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "others", words.tr("presence.title"), 520);
  ui::Column& inside = dialog.inside;
  ui::paragraph(inside, "about", words.tr("presence.about"), {.color = ui.theme().muted});
  const std::vector<const Heard*> here = others_here(context, state);
  if (here.empty()) {
    inside.gap(12);
    ui::paragraph(inside, "none", words.tr("presence.none"));
  }
  for (const Heard* heard : here) {
    const session::Action& action = heard->action;
    const ui::Scope scope(ui, base::to_hex(action.actor));
    inside.gap(12);
    ui::paragraph(inside, "who", words.tr("history.other", {{"id", base::to_hex(action.actor).substr(0, 4)}}),
                  {.bold = true});
    ui::paragraph(inside, "what",
                  words.tr("history.when-who", {{"when", words.day_and_time(heard->at_ms)},
                                                {"who", action_sentence(context, words, action)}}));
  }
  inside.gap(16);
  ui::Flow flow(inside);
  if (ui::button(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kPrimary}) || dialog.dismissed())
    state.hearing = false;
  flow.into(inside);
}

}  // namespace rooms
