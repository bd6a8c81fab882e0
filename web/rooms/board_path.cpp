// What comes of a workshop: what was decided about its cards, and what its tables give back.
#include "print/path.h"
#include "print/vote.h"
#include "rooms/board_parts.h"

namespace rooms {
namespace {

ui::Tone tone_of(std::string_view decision) {
  return decision == "rejected"   ? ui::Tone::kDanger
         : decision == "deferred" ? ui::Tone::kWarning
         : decision == "amended"  ? ui::Tone::kInfo
                                  : ui::Tone::kSuccess;
}

Compose edit_of(const Context& context, base::Id record) { return {context.state.draft(record)}; }

Compose new_choice(base::Id card) {
  records::Draft draft{"choice", {}, {}};
  draft.set("on", base::to_hex(card));
  return {std::move(draft)};
}

WriteBoard taken_away(const char* command, base::Id record) {
  return {command, {{record, std::string(records::kRemovedKey), true}}};
}

}  // namespace

Compose new_report(const i18n::Words& words, const workshop::Board& board) {
  records::Draft draft{"report", {}, {}};
  draft.set("board", base::to_hex(board.id));
  draft.set("title", words.tr("report.nth", {{"n", std::to_string(board.reports.size() + 1)}}));
  return {std::move(draft)};
}

void choice_of_card(ui::Column& column, const Context& context, const BoardState& state, base::Id card,
                    Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const workshop::Choice* choice = workshop::choice_about(state.board, card);
  const ui::Scope scope(ui, "choice-" + base::to_hex(card));
  std::string about;
  for (const workshop::Card& each : state.board.cards)
    if (each.id == card) about = each.text;
  if (choice) {
    ui::Flow tags(column);
    ui::tag(tags, "decision", words.tr("list.decision." + choice->decision), ui::tokens::kIconScale,
            tone_of(choice->decision));
    tags.into(column);
    column.gap(4);
    if (!choice->why.empty()) {
      ui::paragraph(column, "why", choice->why);
      column.gap(2);
    }
    ui::paragraph(column, "credit", print::choice_credit(*choice, speech_of(words)), {.color = ui.theme().muted});
    column.gap(8);
  }
  if (!workshop::decides(state.role)) return;
  ui::Flow flow(column);
  if (!choice && ui::button(flow, "decide",
                            {.label = words.tr("path.decide"), .icon = ui::tokens::kIconScale, .description = about}))
    commands.push_back(new_choice(card));
  if (choice && ui::button(flow, "change",
                           {.label = words.tr("path.change"), .icon = ui::tokens::kIconPencil, .description = about}))
    commands.push_back(edit_of(context, choice->id));
  if (choice && ui::button(flow, "take-back",
                           {.label = words.tr("path.take-back"),
                            .icon = ui::tokens::kIconTrash2,
                            .look = ui::Look::kQuiet,
                            .description = about}))
    commands.push_back(taken_away("choice.remove", choice->id));  // a command, not a key
  flow.into(column);
}

void path_card(ui::Column& column, const Context& context, const BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  if (board.cards.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "path");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", words.tr("path.title"), 2, ui::Type::kCard);
  inside.gap(4);
  ui::paragraph(inside, "what", words.tr("path.what"), {.color = ui.theme().muted});
  const std::vector<workshop::Step> steps = workshop::path(board);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const workshop::Step& step = steps[i];
    const workshop::Card& card = board.cards[step.card];
    const ui::Scope row(ui, base::to_hex(card.id));
    inside.gap(12);
    ui::divider(inside);
    inside.gap(12);
    ui::heading(inside, "card", card.text, 3, ui::Type::kBody);
    inside.gap(4);
    if (step.place) {
      ui::paragraph(inside, "vote",
                    words.tr("path.place", {{"n", std::to_string(step.place)},
                                            {"score", print::score(board, step.card, speech_of(words))}}),
                    {.color = ui.theme().muted});
      inside.gap(4);
    }
    if (!step.with.empty()) {
      std::string with;
      for (const std::size_t other : step.with) with += (with.empty() ? "" : " ; ") + board.cards[other].text;
      ui::paragraph(inside, "with", words.tr("path.goes-with", {{"cards", with}}), {.color = ui.theme().muted});
      inside.gap(4);
    }
    choice_of_card(inside, context, state, card.id, commands);
  }
}

void reports_card(ui::Column& column, const Context& context, const BoardState& state, Commands& commands) {
  const workshop::Board& board = state.board;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "reports");
  ui::Card outline(column);
  ui::Column& inside = outline.inside;
  ui::heading(inside, "title", words.tr("report.title"), 2, ui::Type::kCard);
  inside.gap(4);
  ui::paragraph(inside, "what", words.tr("report.what"), {.color = ui.theme().muted});
  inside.gap(12);
  if (const auto all = workshop::keywords(board.reports); !all.empty()) {
    ui::heading(inside, "keywords", words.tr("report.keywords"), 3, ui::Type::kBody);
    inside.gap(6);
    ui::Flow tags(inside);
    for (std::size_t i = 0; i < all.size(); ++i)
      ui::tag(tags, "word-" + std::to_string(i),
              all[i].reports.size() > 1
                  ? words.tr("report.said-by", {{"word", all[i].word}, {"n", std::to_string(all[i].reports.size())}})
                  : all[i].word,
              nullptr, all[i].reports.size() > 1 ? ui::Tone::kPlace : ui::Tone::kNeutral);
    tags.into(inside);
    inside.gap(12);
  }
  for (const workshop::Report& report : board.reports) {
    const ui::Scope one(ui, base::to_hex(report.id));
    ui::heading(inside, "name", report.title, 3, ui::Type::kBody);
    inside.gap(4);
    if (!report.keywords.empty()) {
      ui::paragraph(inside, "keywords", print::joined(report.keywords), {.bold = true});
      inside.gap(4);
    }
    for (const auto& [key, said] : {std::pair("text", &report.text), std::pair("questions", &report.questions)})
      if (!said->empty()) {
        ui::paragraph(inside, key, *said);
        inside.gap(4);
      }
    if (const std::string credit = print::report_credit(report, speech_of(words)); !credit.empty()) {
      ui::paragraph(inside, "by", credit, {.color = ui.theme().muted});
      inside.gap(4);
    }
    if (!workshop::reports(state.role)) {
      inside.gap(12);
      continue;
    }
    ui::Flow flow(inside);
    if (ui::button(flow, "change",
                   {.label = words.tr("report.change"), .icon = ui::tokens::kIconPencil, .description = report.title}))
      commands.push_back(edit_of(context, report.id));
    if (ui::button(flow, "remove",
                   {.label = words.tr("report.remove"),
                    .icon = ui::tokens::kIconTrash2,
                    .look = ui::Look::kQuiet,
                    .description = report.title}))
      commands.push_back(taken_away("report.remove", report.id));  // a command, not a key
    flow.into(inside);
    inside.gap(12);
  }
  ui::Flow flow(inside);
  if (workshop::reports(state.role) &&
      ui::button(flow, "add", {.label = words.tr("report.add"), .icon = ui::tokens::kIconMegaphone}))
    commands.push_back(new_report(words, board));
  if (ui::button(flow, "present", {.label = words.tr("present.open"), .icon = ui::tokens::kIconPlay}))
    commands.push_back(GoTo{Screen::kPresent, board.id});
  flow.into(inside);
}

}  // namespace rooms
