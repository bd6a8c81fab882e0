#include <algorithm>

#include "rooms/files_parts.h"

namespace rooms::files_parts {
namespace {

constexpr std::size_t kRemarksShown = 200;

void cancel_button(ui::Flow& flow, Commands& commands) {
  if (press(flow, "cancel", {.label = flow.ui.tr("action.cancel"), .look = ui::Look::kQuiet}))
    commands.push_back(CancelImport{});
}

// A title, how far it is, a way out. `amount` says it in full under the bar: the bar's own line has room for a
// percentage.
void progress(ui::Column& column, std::string_view title, std::string_view amount, std::size_t done, std::size_t total,
              Commands& commands) {
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  ui::heading(column, "title", title, 2, ui::Type::kCard);
  column.gap(12);
  const float fraction = total > 0 ? std::min(1.f, static_cast<float>(done) / static_cast<float>(total)) : -1.f;
  const auto percent = static_cast<std::size_t>(std::max(0.f, fraction) * 100);
  ui::progress_bar(column, "progress", words.tr("files.progress"),
                   fraction < 0 ? std::string() : words.tr("files.percent", {{"n", words.number(percent)}}), fraction);
  column.gap(8);
  ui::paragraph(column, "amount", amount, {.color = ui.theme().muted});
  column.gap(12);
  ui::Flow flow(column);
  cancel_button(flow, commands);
  flow.into(column);
}

void waiting_step(ui::Ui& ui, const Context& context, ui::Column& column) {
  ui::heading(column, "title", ui.tr("files.import.title"), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(column, "formats", ui.tr("files.import.formats"));
  column.gap(8);
  ui::paragraph(column, "kept", ui.tr("files.import.kept"));
  column.gap(12);
  ui::Flow flow(column);
  const bool first = context.places.size() == 0;
  choose_file(flow, "choose",
              {.label = ui.tr("files.import.choose"),
               .icon = ui::tokens::kIconFolderOpen,
               .look = first ? ui::Look::kPrimary : ui::Look::kSecondary});
  flow.into(column);
  column.gap(8);
  ui::paragraph(column, "drop", ui.tr("files.import.drop"), {.type = ui::Type::kLegend, .color = ui.theme().muted});
}

void done_step(ui::Ui& ui, const Context& context, ui::Column& column, Commands& commands) {
  const i18n::Words& words = ui.words();
  const formats::Report& report = context.importing.report;
  ui::heading(column, "title", words.plural("files.done.title", report.kept), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(column, "file", words.tr("files.done.file", {{"file", on_one_line(context.importing.file_name)}}),
                {.color = ui.theme().muted});
  column.gap(8);
  ui::paragraph(
      column, "outcome",
      report.rejected == 0 ? words.tr("files.done.all-kept") : words.plural("files.done.rejected", report.rejected));
  column.gap(12);
  ui::Flow flow(column);
  if (press(flow, "see",
            {.label = words.tr("files.done.see"), .icon = ui::tokens::kIconMap, .look = ui::Look::kPrimary}))
    commands.push_back(GoTo{Screen::kAtlas, {}});
  if (press(flow, "report", {.label = words.tr("files.done.report"), .icon = ui::tokens::kIconDownload}))
    commands.push_back(SaveReport{});
  if (press(flow, "finish", {.label = words.tr("action.finish"), .look = ui::Look::kQuiet}))
    commands.push_back(CancelImport{});
  flow.into(column);
  flag_list(column, context, report);
  remark_lists(column, report, kRemarksShown);
}

void failed_step(ui::Ui& ui, const Context& context, ui::Column& column, Commands& commands) {
  const i18n::Words& words = ui.words();
  ui::heading(column, "title", words.tr("files.failed.title"), 2, ui::Type::kCard);
  column.gap(12);
  ui::banner(column, "what", ui::Tone::kDanger, ui::tokens::kIconCircleAlert,
             reason_words(words, context.importing.failure));
  column.gap(12);
  const std::size_t places = context.places.size();
  ui::paragraph(column, "kept",
                places == 0 ? words.tr("files.failed.kept-none") : words.plural("files.failed.kept", places));
  column.gap(8);
  ui::paragraph(column, "todo", words.tr("files.failed.todo"));
  column.gap(12);
  ui::Flow flow(column);
  choose_file(
      flow, "again",
      {.label = words.tr("files.failed.again"), .icon = ui::tokens::kIconFolderOpen, .look = ui::Look::kPrimary});
  if (press(flow, "close", {.label = words.tr("action.close"), .look = ui::Look::kQuiet}))
    commands.push_back(CancelImport{});
  flow.into(column);
}

}  // namespace

void flag_list(ui::Column& column, const Context& context, const formats::Report& report) {
  ui::Ui& ui = column.ui;
  const records::Kind* kind = records::find_kind(context.importing.mapping.kind);
  const bool complete =
      std::all_of(report.flags.begin(), report.flags.end(), [](const auto& flag) { return flag.second == 0; });
  if (complete || !kind) return;
  const i18n::Words& words = ui.words();
  column.gap(ui::tokens::kSpace4);
  ui::heading(column, "flags-title", words.tr("files.flags.title"), 3, ui::Type::kBody);
  column.gap(4);
  const ui::Tall list(column, "flags", "list", words.tr("files.flags.title"));
  for (const auto& [field, count] : report.flags)
    if (count > 0)
      bullet(column, field, words.plural("files.flag", count, {{"field", field_label(words, *kind, field)}}));
}

void remark_lists(ui::Column& column, const formats::Report& report, std::size_t limit) {
  using Level = formats::Remark::Level;
  static constexpr struct {
    Level level;
    std::string_view key, title;
  } kGroups[] = {{Level::kRejected, "rejected", "files.remarks.rejected"},
                 {Level::kWarning, "warnings", "files.remarks.warnings"},
                 {Level::kNote, "notes", "files.remarks.notes"}};
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  std::size_t shown = 0;
  for (const auto& group : kGroups) {
    const auto belongs = [&](const formats::Remark& remark) { return remark.level == group.level; };
    if (shown == limit || std::none_of(report.remarks.begin(), report.remarks.end(), belongs)) continue;
    const ui::Scope scope(ui, group.key);
    column.gap(ui::tokens::kSpace4);
    ui::heading(column, "title", words.tr(group.title), 3, ui::Type::kBody);
    column.gap(4);
    const ui::Tall list(column, "list", "list", words.tr(group.title));
    for (std::size_t i = 0; i < report.remarks.size() && shown < limit; ++i)
      if (belongs(report.remarks[i])) {
        bullet(column, std::to_string(i), remark_words(words, report.remarks[i]), {.type = ui::Type::kLegend});
        ++shown;
      }
  }
  if (report.remarks.size() > shown) {
    column.gap(8);
    ui::paragraph(column, "more-remarks", words.plural("files.remarks.more", report.remarks.size() - shown),
                  {.color = ui.theme().muted});
  }
}

void import_card(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands) {
  const Importing& importing = context.importing;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "import");
  if (state.shown_step != importing.step) {
    // What had focus is gone with the step: reading goes on from the new step's title.
    state.shown_step = importing.step;
    state.columns_shown = FilesState().columns_shown;
    ui.focus(ui.id("title"));
  }
  ui::Card card(column);
  switch (importing.step) {
    case Importing::Step::kNone:
      waiting_step(ui, context, card.inside);
      break;
    case Importing::Step::kReading: {
      // The bytes first, then what they say.
      const std::size_t rows = importing.table.rows.size();
      progress(card.inside, words.tr("files.reading.title", {{"file", on_one_line(importing.file_name)}}),
               rows > 0 ? words.plural("files.reading.rows", rows, {{"done", words.number(importing.rows_read)}})
                        : words.tr("files.reading.amount", {{"done", words.bytes(importing.bytes_read)},
                                                            {"total", words.bytes(importing.bytes)}}),
               rows > 0 ? importing.rows_read : importing.bytes_read, rows > 0 ? rows : importing.bytes, commands);
      break;
    }
    case Importing::Step::kMapping:
      mapping_step(ui, context, state, card.inside, commands);
      break;
    case Importing::Step::kKeeping:
      progress(card.inside, words.tr("files.keeping.title"),
               words.plural("files.keeping.amount", importing.total, {{"done", words.number(importing.kept)}}),
               importing.kept, importing.total, commands);
      break;
    case Importing::Step::kDone:
      done_step(ui, context, card.inside, commands);
      break;
    case Importing::Step::kFailed:
      failed_step(ui, context, card.inside, commands);
      break;
  }
}

}  // namespace rooms::files_parts
