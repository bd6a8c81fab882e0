// What is here, what is elsewhere, and the roads between: a hub, a file.
#include <algorithm>
#include <array>

#include "draw/rivers.h"
#include "rooms/sync_parts.h"

namespace rooms {
namespace sync_parts {
namespace {

using exchange::Phase;

// What can be said of the hub, in one sentence.
std::string hub_words(const i18n::Words& words, const Exchange& exchange) {
  const exchange::Client& client = *exchange.client;
  const base::Message& trouble = client.trouble();
  if (!trouble.key.empty()) return words.tr(trouble);
  const exchange::Counts counts = client.counts();
  switch (client.phase(exchange.now_ms)) {
    case Phase::kConnecting:
      return words.tr("sync.state.connecting");
    case Phase::kCopying:
      return words.tr("sync.state.copying",
                      {{"send", words.number(counts.to_send)}, {"fetch", words.number(counts.to_fetch)}});
    case Phase::kUpToDate:
      return words.tr(client.may_only_read() ? "sync.state.only-reads" : "sync.up-to-date");
    case Phase::kWaiting:
    case Phase::kRefused:
      break;
  }
  return words.tr("sync.state.waiting");
}

bool flows(const Exchange& exchange) {
  return exchange.client && exchange.client->trouble().key.empty() &&
         exchange.client->phase(exchange.now_ms) != Phase::kConnecting;
}

// Where the work is: a drawing with its words.
void whereabouts(ui::Column& column, const Context& context) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const Exchange& exchange = context.exchange;
  const ui::Scope scope(ui, "where");
  ui::Card card(column, ui.layout() == ui::Layout::kPhone ? ui::tokens::kSpace4 : ui::tokens::kSpace5);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("sync.title"), 2, ui::Type::kCard);
  inside.gap(4);
  ui::paragraph(inside, "intro", words.tr("sync.intro"), {.color = ui.theme().muted});
  inside.gap(16);

  struct Source {
    const char* key;
    std::string name, state;
    std::uint32_t color;
    bool arrived;
  };
  const std::size_t unshared = context.session.saving().unshared;
  const Source sources[] = {
      {"device", words.tr("sync.here"),
       unshared ? words.plural("sync.not-copied", unshared) : words.tr("sync.all-copied"), ui.theme().primary, true},
      {"hub", exchange.client ? std::string(exchange::host_of(exchange.client->place().url)) : words.tr("sync.hub"),
       exchange.client ? hub_words(words, exchange) : words.tr("sync.no-hub"), ui.theme().info, flows(exchange)},
      {"file", words.tr("sync.file"),
       exchange.bundle_ms ? words.tr("sync.last-copy", {{"date", words.day_and_time(exchange.bundle_ms)}})
                          : words.tr("sync.no-copy"),
       ui.theme().success, exchange.bundle_ms != 0},
  };
  const bool drawn = inside.w >= 300 * ui.text_scale();
  const float share = inside.w >= 440 * ui.text_scale() ? 0.56f : 0.68f;
  const float wide = drawn ? inside.w * share : inside.w;
  std::array<draw::River, std::size(sources)> springs;
  {
    const ui::Tall list(inside, "sources", "dl", words.tr("sync.title"));
    for (std::size_t i = 0; i < std::size(sources); ++i) {
      const Source& source = sources[i];
      const float top = inside.y;
      ui::Column said{ui, inside.x, inside.y, wide - 32};
      ui::described(said, source.key, source.name, source.state, nullptr);
      springs[i] = {(top + said.y) / 2, source.color, source.arrived};
      inside.y = said.y + 20;
    }
  }
  if (drawn) draw::rivers(ui, springs, inside.x + wide, inside.x + inside.w);
}

// ---- the roads

void hub_card(ui::Column& column, const Context& context, SyncState& state, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const Exchange& exchange = context.exchange;
  const ui::Scope scope(ui, "hub");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("sync.hub"), 2, ui::Type::kCard);
  inside.gap(8);
  if (!exchange.client) {
    ui::paragraph(inside, "about", words.tr("sync.hub-about"));
    inside.gap(12);
    ui::text_field(inside, "link",
                   {.label = words.tr("sync.link"),
                    .help = words.tr("sync.link-help"),
                    .error = exchange.link_failure.key.empty() ? std::string() : words.tr(exchange.link_failure),
                    .role = "url",
                    .max_length = 2000,
                    .autocomplete = "off"},
                   state.link);
    inside.gap(12);
    ui::Flow flow(inside);
    if (ui::button(flow, "connect", {.label = words.tr("sync.connect"), .icon = ui::tokens::kIconWifi}))
      commands.push_back(Connect{state.link});
    flow.into(inside);
    return;
  }
  const Phase phase = exchange.client->phase(exchange.now_ms);
  const bool trouble = phase == Phase::kWaiting || phase == Phase::kRefused;
  if (trouble) {
    if (ui::banner(inside, "trouble", ui::Tone::kWarning, ui::tokens::kIconTriangleAlert, hub_words(words, exchange),
                   words.tr("sync.try-now")))
      commands.push_back(TrySharing{});
  } else {
    ui::paragraph(inside, "state", hub_words(words, exchange));
  }
  if (exchange.arriving) {
    inside.gap(8);
    ui::paragraph(inside, "arriving", words.tr("sync.arriving"), {.bold = true});
  }
  if (exchange.complete_ms) {
    inside.gap(4);
    ui::paragraph(inside, "complete", words.tr("sync.last", {{"date", words.day_and_time(exchange.complete_ms)}}),
                  {.color = ui.theme().muted});
  }
  if (const std::size_t aside = exchange.client->set_aside().size()) {
    inside.gap(8);
    ui::paragraph(inside, "aside",
                  words.plural("sync.aside", aside) + " " + words.tr(exchange.client->set_aside().begin()->second));
  }
  inside.gap(12);
  ui::Flow flow(inside);
  if (ui::button(flow, "invite", {.label = words.tr("sync.invite"), .icon = ui::tokens::kIconQrCode}))
    state.inviting = true;
  if (ui::button(flow, "leave", {.label = words.tr("sync.disconnect"), .look = ui::Look::kQuiet}))
    commands.push_back(Disconnect{});
  flow.into(inside);
}

void file_card(ui::Column& column, const Context& context, Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const Exchange& exchange = context.exchange;
  const ui::Scope scope(ui, "file");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("sync.file"), 2, ui::Type::kCard);
  inside.gap(8);
  ui::paragraph(inside, "about", words.tr("sync.file-about"));
  inside.gap(12);
  using Step = Exchange::BundleStep;
  const bool busy = exchange.bundle == Step::kWriting || exchange.bundle == Step::kReading;
  if (busy) {
    const float fraction = exchange.total ? static_cast<float>(exchange.done) / static_cast<float>(exchange.total) : -1;
    ui::progress_bar(inside, "progress", words.tr(exchange.bundle == Step::kWriting ? "sync.writing" : "sync.reading"),
                     words.number(exchange.done), fraction);
    inside.gap(12);
  } else if (exchange.bundle == Step::kRead) {
    const session::BundleReport& report = exchange.report;
    ui::banner(inside, "read", report.damaged ? ui::Tone::kWarning : ui::Tone::kSuccess, ui::tokens::kIconCircleCheck,
               words.plural("sync.received", report.actions));
    if (report.damaged + report.refused > 0) {
      inside.gap(8);
      ui::paragraph(inside, "damaged", words.plural("sync.damaged", report.damaged + report.refused));
    }
    if (report.later > 0) {
      inside.gap(8);
      ui::paragraph(inside, "later", words.plural("sync.later", report.later));
    }
    if (!exchange.own.empty()) {
      inside.gap(8);
      if (ui::banner(inside, "own", ui::Tone::kInfo, ui::tokens::kIconLock,
                     words.plural("sync.own-there", exchange.own.records.size() + exchange.own.settings.size()),
                     words.tr("sync.own-take")))
        commands.push_back(TakeOwn{});
    }
    inside.gap(12);
  } else if (exchange.bundle == Step::kFailed) {
    ui::banner(inside, "failed", ui::Tone::kDanger, ui::tokens::kIconTriangleAlert, words.tr(exchange.bundle_failure));
    inside.gap(12);
  }
  ui::Flow flow(inside);
  if (ui::button(flow, "save",
                 {.label = words.tr("sync.save-copy"),
                  .icon = ui::tokens::kIconDownload,
                  .look = ui::Look::kPrimary,
                  .disabled = busy}))
    commands.push_back(SaveBundle{});
  if (context.session.has_own() && ui::button(flow, "own",
                                              {.label = words.tr("sync.save-own"),
                                               .icon = ui::tokens::kIconLock,
                                               .disabled = busy,
                                               .description = words.tr("sync.own-about")}))
    commands.push_back(SaveBundle{session::Copy::kOfThisDevice});
  ui::file_button(flow, "open",
                  {.label = words.tr("sync.open-copy"), .icon = ui::tokens::kIconUpload, .disabled = busy}, kCopies);
  flow.into(inside);
  if (!context.session.has_own()) return;
  inside.gap(8);
  ui::paragraph(inside, "own-about", words.tr("sync.own-about"), {.color = ui.theme().muted});
}

// ---- questions

void ask(ui::Ui& ui, const Context& context, Commands& commands) {
  const i18n::Words& words = ui.words();
  const Exchange& exchange = context.exchange;
  ui::Dialog dialog(ui, "ask", words.tr("sync.ask.title"), 480);
  const std::string host(exchange::host_of(exchange.asked->url));
  ui::paragraph(dialog.inside, "what", words.tr("sync.ask.what", {{"host", host}}));
  if (exchange.asked_other_space) {
    dialog.inside.gap(8);
    ui::paragraph(dialog.inside, "other", words.tr("sync.ask.other-space"), {.bold = true});
  }
  dialog.inside.gap(16);
  ui::Flow flow(dialog.inside);
  if (ui::button(flow, "yes", {.label = words.tr("sync.ask.yes"), .look = ui::Look::kPrimary}))
    commands.push_back(AnswerLink{true});
  if (ui::button(flow, "no", {.label = words.tr("sync.ask.no")}) || dialog.dismissed())
    commands.push_back(AnswerLink{false});
  flow.into(dialog.inside);
}

void invite(ui::Ui& ui, const Context& context, SyncState& state, Commands& commands) {
  const i18n::Words& words = ui.words();
  ui::Dialog dialog(ui, "invite", words.tr("sync.invite"), 440);
  ui::Column& inside = dialog.inside;
  ui::paragraph(inside, "how", words.tr("sync.invite-how"));
  inside.gap(12);
  qr_code(inside, context);
  ui::paragraph(inside, "link", context.exchange.link, {.type = ui::Type::kLegend});
  inside.gap(16);
  ui::Flow flow(inside);
  if (ui::button(flow, "copy", {.label = words.tr("sync.copy-link"), .icon = ui::tokens::kIconCopy}))
    commands.push_back(CopyText{context.exchange.link});
  if (ui::button(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kPrimary}) || dialog.dismissed())
    state.inviting = false;
  flow.into(inside);
}

}  // namespace
}  // namespace sync_parts

void qr_code(ui::Column& column, const Context& context) {
  const QrCode& code = context.exchange.code;
  if (code.size == 0 || code.text != context.exchange.link) return;
  ui::Ui& ui = column.ui;
  constexpr float kQuiet = 4;  // modules of white around, which readers need
  const float side = std::min(column.w, 280.f), module = side / (static_cast<float>(code.size) + 2 * kQuiet);
  const ui::Rect rect{column.x + (column.w - side) / 2, column.y, side, side};
  // Black on white whatever the theme: cameras expect it.
  constexpr std::uint32_t kWhite = 0xffffffff, kBlack = 0xff000000;
  ui.node(ui.id("code"), "img", rect, {.name = ui.tr("sync.code")});
  ui.fill(rect, kWhite, 8);
  for (int y = 0; y < code.size; ++y)
    for (int x = 0; x < code.size;) {
      if (!code.dark[static_cast<std::size_t>(y * code.size + x)]) {
        ++x;
        continue;
      }
      int end = x + 1;
      while (end < code.size && code.dark[static_cast<std::size_t>(y * code.size + end)]) ++end;
      ui.fill({rect.x + (static_cast<float>(x) + kQuiet) * module, rect.y + (static_cast<float>(y) + kQuiet) * module,
               static_cast<float>(end - x) * module, module + 0.5f},
              kBlack);
      x = end;
    }
  column.gap(side + 12);
}

void sync(ui::Ui& ui, const Context& context, SyncState& state, const ui::Rect& area, Commands& commands) {
  using namespace sync_parts;
  const ui::Scope scope(ui, "sync");
  if (!context.exchange.recent_asked || context.exchange.recent_revision != context.state.revision())
    commands.push_back(AskRecent{});
  {
    ui::ScrollArea scroll(ui, "scroll", area, ui.margin(), true);
    ui::Column& column = scroll.column();
    column.y -= ui.margin() - 4;  // the header already left its space
    constexpr float kRoads = 360;
    const bool beside = column.w >= (kRoads + 480) * ui.text_scale();
    column.w = std::min(column.w, beside ? 1240.f : 720.f);
    ui::Column left = column, right = column;
    if (beside) {
      left.w = column.w - kRoads * ui.text_scale() - ui::tokens::kSpace4;
      right.x = left.x + left.w + ui::tokens::kSpace4;
      right.w = kRoads * ui.text_scale();
    }
    whereabouts(left, context);
    if (!beside) {
      left.gap(ui::tokens::kSpace4);
      right.y = left.y;
    }
    file_card(right, context, commands);
    right.gap(ui::tokens::kSpace4);
    hub_card(right, context, state, commands);
    if (!beside) left.y = right.y;
    left.gap(ui::tokens::kSpace4);
    conflicts(left, context, commands);
    recent_actions(left, context, commands);
    column.y = std::max(left.y, right.y);
  }
  if (context.exchange.asked)
    ask(ui, context, commands);
  else if (state.inviting && context.exchange.client)
    invite(ui, context, state, commands);
}

}  // namespace rooms
