// The export card: which file, what it holds, and what a strict format leaves out.
#include <algorithm>

#include "formats/export.h"
#include "rooms/files_parts.h"

namespace rooms::files_parts {
namespace {

constexpr std::size_t kExamples = 3;

void gather(std::vector<FilesState::LeftOut>& groups, const formats::Remark& remark) {
  auto group = std::find_if(groups.begin(), groups.end(), [&](const FilesState::LeftOut& known) {
    return known.column == remark.column && known.reason.key == remark.reason.key;
  });
  if (group == groups.end()) group = groups.insert(groups.end(), {remark.column, remark.reason, 0, {}});
  ++group->count;
  if (group->examples.size() < kExamples && !remark.value.empty()) group->examples.push_back(on_one_line(remark.value));
}

// Writes the whole file to know what it leaves out: once per revision while the card
// shows it.
FilesState::ExportCheck check(const Context& context, const std::string& format) {
  std::vector<records::Draft> drafts;
  drafts.reserve(context.places.size());
  for (const std::uint32_t number : context.places.by_name())
    drafts.push_back(context.state.draft(context.places.all()[number].id));
  const formats::Export written = formats::find_export_format(format)->write(drafts);
  FilesState::ExportCheck check{format, context.state.revision(), written.written, written.left_out, {}, {}};
  for (const formats::Remark& remark : written.remarks)
    if (remark.level != formats::Remark::Level::kNote)  // said once, of the format
      gather(remark.level == formats::Remark::Level::kRejected ? check.places : check.values, remark);
  const auto by_count = [](const FilesState::LeftOut& a, const FilesState::LeftOut& b) { return a.count > b.count; };
  std::stable_sort(check.places.begin(), check.places.end(), by_count);
  std::stable_sort(check.values.begin(), check.values.end(), by_count);
  return check;
}

void left_out_list(ui::Column& column, std::string_view key, std::string_view title,
                   const std::vector<FilesState::LeftOut>& groups) {
  if (groups.empty()) return;
  ui::Ui& ui = column.ui;
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, key);
  column.gap(ui::tokens::kSpace4);
  ui::heading(column, "title", words.tr(title), 3, ui::Type::kBody);
  column.gap(4);
  const ui::Tall list(column, "list", "list", words.tr(title));
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const FilesState::LeftOut& group = groups[i];
    std::string reason;
    if (!group.column.empty()) reason = column_words(words, group.column) + " \u00b7 ";
    reason += reason_words(words, group.reason);
    std::string examples;
    for (const std::string& name : group.examples) examples += (examples.empty() ? "" : ", ") + name;
    std::string text = words.plural("files.export.group", group.count, {{"reason", reason}});
    if (!examples.empty()) text += " " + words.tr("files.export.examples", {{"names", examples}});
    bullet(column, std::to_string(i), text, {.type = ui::Type::kLegend});
  }
}

}  // namespace

void export_card(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands) {
  const i18n::Words& words = ui.words();
  const ui::Scope scope(ui, "export");
  ui::Card card(column);
  ui::Column& inside = card.inside;
  ui::heading(inside, "title", words.tr("files.export.title"), 2, ui::Type::kCard);
  inside.gap(8);
  const std::size_t places = context.places.size();
  if (places == 0) {
    ui::paragraph(inside, "empty", words.tr("files.export.empty"));
    return;
  }
  ui::paragraph(inside, "intro", words.tr("files.export.intro"));
  inside.gap(12);
  ui::Options choices{{"escale-json", words.tr("files.export.escale-json")}};
  for (const formats::ExportFormat& format : formats::export_formats())
    choices.emplace_back(std::string(format.name), words.tr("files.export." + std::string(format.name)));
  ui::select_field(inside, "format", {.label = words.tr("files.export.format")}, choices, state.export_format);
  inside.gap(8);
  ui::paragraph(inside, "about", words.tr("files.export.about-" + state.export_format), {.color = ui.theme().muted});
  inside.gap(12);

  const bool strict = state.export_format != "escale-json";
  std::size_t written = places;
  if (strict) {
    if (!state.export_check || state.export_check->format != state.export_format ||
        state.export_check->revision != context.state.revision())
      state.export_check = check(context, state.export_format);
    written = state.export_check->written;
  } else {
    state.export_check.reset();
  }
  ui::paragraph(inside, "written", words.plural("files.export.written", written), {.bold = true});
  if (strict && state.export_check->left_out > 0) {
    inside.gap(4);
    ui::paragraph(inside, "left-out", words.plural("files.export.left-out", state.export_check->left_out));
  }
  inside.gap(12);
  ui::Flow flow(inside);
  if (press(flow, "save",
            {.label = words.tr("files.export.save"), .icon = ui::tokens::kIconDownload, .disabled = written == 0}))
    commands.push_back(Export{state.export_format});
  flow.into(inside);
  if (strict) {
    left_out_list(inside, "places", "files.export.places-out", state.export_check->places);
    left_out_list(inside, "values", "files.export.values-out", state.export_check->values);
  }
}

}  // namespace rooms::files_parts
