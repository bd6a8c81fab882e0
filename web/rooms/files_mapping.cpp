// The mapping step of an import: what would be kept, then the file's columns with the field each fills.
#include <algorithm>

#include "rooms/files_parts.h"

namespace rooms::files_parts {
namespace {

using How = formats::Rule::How;

constexpr std::size_t kRowsSearched = 200;  // for an example of a column's values
constexpr std::size_t kFirstRemarks = 5;
constexpr std::size_t kMoreColumns = 60;

bool reads(const formats::Rule& rule, std::string_view column) {
  return std::find(rule.columns.begin(), rule.columns.end(), column) != rule.columns.end();
}

bool joins_columns(const records::Field& field) {
  return field.type == records::Type::kText || field.type == records::Type::kLongText ||
         records::is_multiple(field.type);
}

std::string example_of(const i18n::Words& words, const formats::Table& table, std::size_t column) {
  const std::size_t searched = std::min(kRowsSearched, table.rows.size());
  for (std::size_t i = 0; i < searched; ++i) {
    const std::vector<std::string>& cells = table.rows[i].cells;
    if (column < cells.size() && !cells[column].empty())
      return words.tr("files.mapping.example", {{"value", on_one_line(cells[column])}});
  }
  return words.plural("files.mapping.no-example", searched);
}

// Labels of the required fields that no rule fills, as one text; empty when there is none.
std::string unfilled(const i18n::Words& words, const records::Kind& kind, const formats::Mapping& mapping) {
  std::string labels;
  for (const records::Field& field : kind.fields) {
    if (field.need != records::Need::kRequired) continue;
    const auto fills = [&](const formats::Rule& rule) { return rule.field == field.key; };
    if (std::any_of(mapping.rules.begin(), mapping.rules.end(), fills)) continue;
    if (!labels.empty()) labels += ", ";
    labels += words.tr(field.label);
  }
  return labels;
}

// "Médiathèque du Bois Fleuri · Lormont · 44,8791 ; -0,5217"
std::string sample_words(const i18n::Words& words, const records::Draft& draft) {
  std::string text = on_one_line(draft.text("nom"));
  const auto add = [&](const std::string& part) {
    if (part.empty()) return;
    text += " \u00b7 ";
    text += part;
  };
  add(on_one_line(draft.text("commune")));
  const auto degrees = [&](std::string_view field) -> std::string {
    const auto found = draft.fields.find(field);
    if (found == draft.fields.end() || found->second.empty()) return {};
    const oplog::Value& value = found->second.front();
    if (const auto* real = std::get_if<double>(&value)) return words.decimal(*real, 4);
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return words.decimal(static_cast<double>(*whole), 4);
    return {};
  };
  const std::string latitude = degrees("latitude"), longitude = degrees("longitude");
  add(latitude.empty() || longitude.empty()
          ? words.tr("files.mapping.no-position")
          : words.tr("files.mapping.position", {{"latitude", latitude}, {"longitude", longitude}}));
  return text;
}

void summary(ui::Ui& ui, const Context& context, ui::Column& column) {
  const i18n::Words& words = ui.words();
  const formats::Report& preview = context.importing.preview;
  ui::paragraph(column, "kept", words.plural("files.mapping.kept", preview.kept), {.bold = true});
  if (preview.rejected > 0) {
    column.gap(4);
    ui::paragraph(column, "rejected", words.plural("files.mapping.rejected", preview.rejected));
  }
  if (!context.importing.sample.empty()) {
    column.gap(ui::tokens::kSpace4);
    ui::heading(column, "sample-title", words.tr("files.mapping.sample"), 3, ui::Type::kBody);
    column.gap(4);
    const ui::Tall list(column, "sample", "list", words.tr("files.mapping.sample"));
    for (std::size_t i = 0; i < context.importing.sample.size(); ++i)
      bullet(column, std::to_string(i), sample_words(words, context.importing.sample[i]));
  }
}

// One column of the file: its name, an example and the field it fills; side by side where there is room.
bool column_row(ui::Column& column, std::string_view name, const std::string& example, const ui::Options& options,
                std::string& choice) {
  ui::Ui& ui = column.ui;
  const bool beside = column.w >= 520 * ui.text_scale();
  const float words_width = beside ? column.w * 0.5f - 12 : column.w;
  const std::string label = on_one_line(name);
  const float name_height = ui.measure({.bold = true}, label, words_width).y;
  const float example_height = ui.measure({.type = ui::Type::kLegend}, example, words_width).y;
  const float select_height = ui.control(52);
  const ui::Rect said{column.x, column.y, words_width, name_height + example_height};
  if (ui.visible(said)) {
    ui.text({said.x, said.y}, {.bold = true}, label, words_width);
    ui.text({said.x, said.y + name_height}, {.type = ui::Type::kLegend, .color = ui.theme().muted}, example,
            words_width);
  }
  ui::Rect box{column.x, said.bottom() + 6, column.w, select_height};
  if (beside) box = {column.x + column.w * 0.5f, column.y, column.w * 0.5f, select_height};
  column.y = std::max(said.bottom(), box.bottom()) + 12;
  const bool changed = ui::bare_select_at(ui, "field", box, {.label = label, .help = example}, options, choice);
  ui::divider(column);
  column.gap(12);
  return changed;
}

void columns_form(ui::Ui& ui, const Context& context, FilesState& state, const records::Kind& kind, ui::Column& column,
                  Commands& commands) {
  const i18n::Words& words = ui.words();
  const Importing& importing = context.importing;
  ui::heading(column, "columns-title", words.tr("files.mapping.columns"), 3, ui::Type::kBody);
  column.gap(4);
  ui::paragraph(column, "columns-help", words.tr("files.mapping.columns-help"));
  const auto by_terms =
      static_cast<std::size_t>(std::count_if(importing.mapping.rules.begin(), importing.mapping.rules.end(),
                                             [](const formats::Rule& rule) { return rule.how == How::kTerms; }));
  if (by_terms > 0) {
    column.gap(8);
    ui::paragraph(column, "terms", words.plural("files.mapping.terms", by_terms));
  }
  column.gap(12);
  ui::Flow files(column);
  choose_file(files, "mapping-file", {.label = words.tr("files.mapping.use-file"), .icon = ui::tokens::kIconFileInput});
  files.into(column);
  column.gap(ui::tokens::kSpace6);

  ui::Options options{{"", words.tr("files.mapping.aside")}};
  for (const records::Field& field : kind.fields) options.emplace_back(std::string(field.key), words.tr(field.label));
  const std::size_t count = std::min(importing.table.columns.size(), state.columns_shown);
  {
    const ui::Tall form(column, "columns", "group", words.tr("files.mapping.columns"));
    for (std::size_t i = 0; i < count; ++i) {
      const ui::Scope scope(ui, std::to_string(i));
      const std::string& name = importing.table.columns[i];
      std::string choice = choice_of(importing.mapping, name);
      const bool shared = choice == kShared;
      if (shared) options.emplace_back(std::string(kShared), words.tr("files.mapping.shared"));
      if (column_row(column, name, example_of(words, importing.table, i), options, choice) && choice != kShared)
        commands.push_back(UseMapping{with_choice(importing.mapping, importing.table, name, choice)});
      if (shared) options.pop_back();
    }
  }
  ui::Flow more(column);
  if (count < importing.table.columns.size() &&
      press(more, "more-columns",
            {.label = words.plural("files.mapping.more-columns", importing.table.columns.size() - count)}))
    state.columns_shown += kMoreColumns;
  if (press(
          more, "to-summary",
          {.label = words.tr("files.mapping.to-summary"), .icon = ui::tokens::kIconArrowUp, .look = ui::Look::kQuiet}))
    ui.focus(ui.id("title"));
  more.into(column);
}

}  // namespace

std::string choice_of(const formats::Mapping& mapping, std::string_view column) {
  std::string field;
  for (const formats::Rule& rule : mapping.rules) {
    if (rule.how == How::kTerms || !reads(rule, column)) continue;
    if (rule.how == How::kPart || !field.empty()) return std::string(kShared);
    field = rule.field;
  }
  return field;
}

formats::Mapping with_choice(formats::Mapping mapping, const formats::Table& table, const std::string& column,
                             const std::string& field) {
  std::erase_if(mapping.rules, [&](formats::Rule& rule) {
    if (rule.how == How::kTerms) return false;
    const bool emptied = std::erase(rule.columns, column) > 0 && rule.columns.empty();
    return emptied || (rule.how == How::kPart && rule.field == field);
  });
  if (field.empty()) return mapping;
  const records::Kind* kind = records::find_kind(mapping.kind);
  const records::Field* declared = kind ? records::find_field(*kind, field) : nullptr;
  if (!declared) return mapping;
  const auto fed = std::find_if(mapping.rules.begin(), mapping.rules.end(), [&](const formats::Rule& rule) {
    return rule.how == How::kColumn && rule.field == field;
  });
  if (fed == mapping.rules.end()) {
    formats::Rule rule;
    rule.field = field;
    rule.columns = {column};
    if (records::is_multiple(declared->type)) rule.separator = '|';
    mapping.rules.push_back(std::move(rule));
  } else if (!joins_columns(*declared)) {
    fed->columns = {column};
  } else {
    fed->columns.push_back(column);
    const auto place = [&](const std::string& name) {
      return std::find(table.columns.begin(), table.columns.end(), name);
    };
    std::stable_sort(fed->columns.begin(), fed->columns.end(),
                     [&](const std::string& a, const std::string& b) { return place(a) < place(b); });
  }
  return mapping;
}

void mapping_step(ui::Ui& ui, const Context& context, FilesState& state, ui::Column& column, Commands& commands) {
  const i18n::Words& words = ui.words();
  const Importing& importing = context.importing;
  ui::heading(column, "title", words.tr("import.confirm-mapping"), 2, ui::Type::kCard);
  column.gap(8);
  ui::paragraph(
      column, "file",
      words.plural("files.mapping.file", importing.table.rows.size(), {{"file", on_one_line(importing.file_name)}}),
      {.color = ui.theme().muted});
  if (!importing.mapping_file.empty()) {
    column.gap(12);
    ui::banner(column, "mapping-file-used", ui::Tone::kInfo, ui::tokens::kIconFileText,
               words.tr("files.mapping.from-file", {{"file", on_one_line(importing.mapping_file)}}));
  } else if (importing.remembered) {
    column.gap(12);
    ui::banner(column, "remembered", ui::Tone::kSuccess, ui::tokens::kIconCheck, words.tr("files.mapping.remembered"));
  }
  column.gap(12);
  summary(ui, context, column);
  column.gap(ui::tokens::kSpace4);

  const records::Kind* kind = records::find_kind(importing.mapping.kind);
  std::string why_not;
  if (const std::string lacking = kind ? unfilled(words, *kind, importing.mapping) : std::string(); !lacking.empty())
    why_not = words.tr("files.mapping.lacking", {{"fields", lacking}});
  else if (importing.preview.kept == 0)
    why_not = words.tr("files.mapping.nothing-to-keep");
  else if (context.session.read_only())
    why_not = words.tr("files.mapping.read-only");
  if (!why_not.empty()) {
    ui::banner(column, "why-not", ui::Tone::kWarning, ui::tokens::kIconTriangleAlert, why_not);
    column.gap(12);
  }
  ui::Flow flow(column);
  const ui::ButtonSpec keep{.label = words.plural("files.mapping.keep", importing.preview.kept),
                            .icon = ui::tokens::kIconCheck,
                            .look = ui::Look::kPrimary,
                            .disabled = !why_not.empty(),
                            .description = why_not};
  if (press(flow, "keep", keep)) commands.push_back(KeepImport{});
  if (press(flow, "cancel", {.label = words.tr("action.cancel"), .look = ui::Look::kQuiet}))
    commands.push_back(CancelImport{});
  flow.into(column);

  flag_list(column, context, importing.preview);
  remark_lists(column, importing.preview, kFirstRemarks);
  column.gap(ui::tokens::kSpace6);
  if (kind) columns_form(ui, context, state, *kind, column, commands);
}

}  // namespace rooms::files_parts
