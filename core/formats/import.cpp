#include "formats/import.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "base/id.h"
#include "base/utf8.h"
#include "formats/features.h"
#include "formats/import_address.h"
#include "formats/import_position.h"
#include "formats/import_values.h"
#include "formats/remarks.h"
#include "oplog/batch.h"
#include "records/validation.h"

namespace formats {

namespace {

using Level = Remark::Level;

// A rule with its names resolved against the table and the kind.
struct Bound {
  const Rule* rule = nullptr;
  const records::Field* field = nullptr;
  std::vector<std::size_t> columns;
  std::vector<std::string> terms, except;  // folded
};

// What a row holds for a field that takes one value, before it is read.
struct Written {
  std::string text, column;
};

std::size_t find_column(const Table& table, std::string_view name) {
  const auto same = [&](const std::string& column) { return base::trim(column) == base::trim(name); };
  return static_cast<std::size_t>(std::find_if(table.columns.begin(), table.columns.end(), same) -
                                  table.columns.begin());
}

// The row's cells for a report: those that hold something.
std::string summary(const Row& row) {
  std::string out;
  for (const std::string& cell : row.cells) {
    if (cell.empty()) continue;
    if (!out.empty()) out += " | ";
    out += cell;
    if (out.size() > kRemarkValueBytes) break;
  }
  return out;
}

std::string content_of(const records::Draft& draft) {
  std::string out;
  for (const auto& [key, values] : draft.fields) {
    oplog::append_json_text(out, key);
    for (const oplog::Value& value : values) oplog::append_json(out += ',', value);
    out += ';';
  }
  return out;
}

}  // namespace

struct DraftReader::Impl {
  Impl(const Table& table_read, const Mapping& mapping);

  void bind(const Rule& rule);
  void add_row(const Row& row);
  std::string text_of(const Bound& bound, const Row& row) const;
  bool holds_term(const Bound& bound, const Row& row);
  void read_fields(const Row& row, records::Draft& draft);
  void check_position(std::size_t line, std::vector<Written>& written, records::Draft& draft);
  void find_postcode(std::size_t line, records::Draft& draft);
  bool identify(const Row& row, std::string_view address, records::Draft& draft);
  void keep(records::Draft& draft, std::string_view column, std::string_view text) const;
  std::size_t place_of(std::string_view field) const;

  const Table& table;
  const records::Kind* kind;
  std::vector<Bound> rules;
  std::optional<std::size_t> record;  // the column of records' numbers, in a file of our own
  std::vector<bool> taken;            // columns whose whole cell goes to a field: the others are kept beside
  std::vector<std::string> folded;    // the current row's cells, folded when a term was looked for in them
  std::vector<bool> is_folded;
  std::vector<Written> written;  // by the kind's field order
  RemarkList remarks;
  Import out;
  std::size_t next = 0;        // the row to read next
  std::size_t unreadable = 0;  // rows the table reader refused

  struct Seen {
    std::size_t count = 0;
    std::unordered_map<base::Id, std::size_t> lines;  // of the whole content -> the line that said it first
  };
  std::unordered_map<base::Id, Seen> seen;
  std::unordered_set<base::Id> numbers;  // of records, that rows of this file gave
};

DraftReader::Impl::Impl(const Table& table_read, const Mapping& mapping)
    : table(table_read), kind(records::find_kind(mapping.kind)), taken(table.columns.size()) {
  for (const Remark& remark : table.remarks) remarks.add(remark);
  unreadable = remarks.rejected();
  if (const std::size_t column = find_column(table, kRecordColumn); column < table.columns.size()) {
    record = column;
    taken[column] = true;
    // The layers of our own files are made when writing.
    if (const std::size_t layer = find_column(table, kLayerColumn); layer < table.columns.size()) taken[layer] = true;
  }
  if (!kind) {
    remarks.add(Level::kRejected, 0, "", mapping.kind, {"import.unknown-kind", {}});
    next = table.rows.size();
    return;
  }
  for (const records::Field& field : kind->fields)
    if (field.need == records::Need::kExpected) out.report.flags.emplace_back(field.key, 0);
  for (const records::Field& field : kind->fields)
    for (const Rule& rule : mapping.rules)
      if (rule.field == field.key) bind(rule);
  for (const records::Field& field : kind->fields) {
    const auto feeds = [&](const Bound& bound) { return bound.field == &field; };
    if (field.need != records::Need::kRequired || std::any_of(rules.begin(), rules.end(), feeds)) continue;
    std::string names;
    for (const std::string& column : table.columns) {
      if (names.size() > kRemarkValueBytes) break;
      names += (names.empty() ? "" : ", ") + column;
    }
    remarks.add(Level::kRejected, 0, field.key, names, {"import.no-column", {}});
    next = table.rows.size();
  }
}

void DraftReader::Impl::bind(const Rule& rule) {
  Bound bound{&rule, records::find_field(*kind, rule.field), {}, {}, {}};
  for (const std::string& name : rule.columns) {
    const std::size_t column = find_column(table, name);
    if (column < table.columns.size())
      bound.columns.push_back(column);
    else
      remarks.add(Level::kNote, 0, rule.field, name, {"import.column-absent", {{"column", name}}});
  }
  if (!rule.columns.empty() && bound.columns.empty()) return;
  if (rule.how == Rule::How::kTerms) {
    if (oplog::is_null(records::read_value(*bound.field, rule.target).value)) {
      remarks.add(Level::kWarning, 0, rule.field, rule.target, {"mapping.not-understood", {}});
      return;
    }
    for (const std::string& term : rule.terms) bound.terms.push_back(base::fold(term));
    for (const std::string& term : rule.except) bound.except.push_back(base::fold(term));
  } else {
    for (const std::size_t column : bound.columns) taken[column] = taken[column] || rule.how == Rule::How::kColumn;
  }
  rules.push_back(std::move(bound));
}

std::size_t DraftReader::Impl::place_of(std::string_view field) const {
  const records::Field* found = records::find_field(*kind, field);
  return found ? static_cast<std::size_t>(found - kind->fields.data()) : kind->fields.size();
}

std::string DraftReader::Impl::text_of(const Bound& bound, const Row& row) const {
  std::string text;
  if (bound.rule->how == Rule::How::kPart) {
    std::size_t piece = 0;
    const std::string_view cell = row.cells[bound.columns.front()];
    for (std::size_t from = 0; from < cell.size();) {
      const std::size_t to = std::min(cell.find(bound.rule->separator, from), cell.size());
      const std::string_view part = base::trim(cell.substr(from, to - from));
      if (!part.empty() && piece++ == bound.rule->part) return std::string(part);
      from = to + bound.rule->separator.size();
    }
    return text;
  }
  for (const std::size_t column : bound.columns) {
    const std::string_view cell = base::trim(row.cells[column]);
    if (!cell.empty() && !text.empty()) text += bound.rule->separator;
    text += cell;
  }
  return text;
}

bool DraftReader::Impl::holds_term(const Bound& bound, const Row& row) {
  if (bound.columns.empty()) return true;
  return std::any_of(bound.columns.begin(), bound.columns.end(), [&](std::size_t column) {
    if (!is_folded[column]) folded[column] = base::fold(row.cells[column]);
    is_folded[column] = true;
    const std::string_view cell = folded[column];
    const auto inside = [&](const std::string& term) { return cell.find(term) != std::string_view::npos; };
    if (std::any_of(bound.except.begin(), bound.except.end(), inside)) return false;
    return bound.terms.empty() ? !cell.empty() : std::any_of(bound.terms.begin(), bound.terms.end(), inside);
  });
}

// Keeps beside the record what no field holds. Two texts under one column stand one after the other.
void DraftReader::Impl::keep(records::Draft& draft, std::string_view column, std::string_view text) const {
  const bool prefixed = column.starts_with(records::kExtraPrefix);
  const std::string key = (prefixed ? "" : std::string(records::kExtraPrefix)) + shorten(column);
  const std::string_view held = draft.text(key);
  if (text.empty() || held == text) return;
  std::string kept = held.empty() ? std::string(text) : std::string(held) + "|" + std::string(text);
  if (kept.size() <= oplog::kMaxTextBytes) draft.set(key, std::move(kept));
}

void DraftReader::Impl::read_fields(const Row& row, records::Draft& draft) {
  written.assign(kind->fields.size(), {});
  folded.resize(row.cells.size());
  is_folded.assign(row.cells.size(), false);
  for (const Bound& bound : rules) {
    const records::Field& field = *bound.field;
    std::string text;
    std::string column;
    if (bound.rule->how == Rule::How::kTerms) {
      if (!holds_term(bound, row)) continue;
      text = bound.rule->target;
    } else {
      text = text_of(bound, row);
      column = table.columns[bound.columns.front()];
    }
    if (text.empty()) continue;
    if (!records::is_multiple(field.type)) {
      Written& held = written[place_of(field.key)];
      if (held.text.empty())
        held = {std::move(text), std::move(column)};
      else if (!column.empty())
        keep(draft, column, text);
      continue;
    }
    CellReading reading = read_cell(field, text, row.line, column, remarks);
    records::Values values;
    if (const auto held = draft.fields.find(field.key); held != draft.fields.end()) values = held->second;
    for (oplog::Value& value : reading.values)
      if (std::find(values.begin(), values.end(), value) == values.end()) values.push_back(std::move(value));
    draft.set(field.key, std::move(values));
    for (const std::string& unused : reading.unused) keep(draft, column.empty() ? field.key : column, unused);
  }
}

// A pair that lies outside every plausible box while its mirror lies inside one: told, kept beside, never turned round.
void DraftReader::Impl::check_position(std::size_t line, std::vector<Written>& texts, records::Draft& draft) {
  const std::size_t latitude = place_of("latitude"), longitude = place_of("longitude");
  if (latitude >= texts.size() || longitude >= texts.size()) return;
  const auto problem = position_problem(texts[latitude].text, texts[longitude].text);
  if (!problem) return;
  remarks.add(Level::kWarning, line, texts[latitude].column, texts[latitude].text + " / " + texts[longitude].text,
              *problem);
  for (const std::size_t place : {latitude, longitude}) {
    keep(draft, texts[place].column.empty() ? kind->fields[place].key : std::string_view(texts[place].column),
         texts[place].text);
    texts[place] = {};
  }
}

void DraftReader::Impl::find_postcode(std::size_t line, records::Draft& draft) {
  const records::Field* field = records::find_field(*kind, "code_postal");
  if (!field || draft.has("code_postal") || !written[place_of("code_postal")].text.empty()) return;
  const std::string address(draft.text("adresse"));
  const auto tail = find_address_tail(address);
  if (!tail) return;
  const bool same_town = names_commune(tail->town, draft.text("commune"));
  if (tail->before.empty() && !same_town) return;  // "12345 rue de la Paix"
  const records::Reading reading = records::read_value(*field, tail->postcode);
  if (oplog::is_null(reading.value)) return;
  draft.set("code_postal", records::Values{reading.value});
  if (same_town && !tail->before.empty()) draft.set("adresse", std::string(base::trim(tail->before)));
  remarks.add(Level::kNote, line, written[place_of("adresse")].column, address,
              {"import.postcode-from-address", {{"value", std::string(tail->postcode)}}});
}

// Gives the draft its id. False for a row that says again all that an earlier one said.
bool DraftReader::Impl::identify(const Row& row, std::string_view address, records::Draft& draft) {
  if (record && row.cells[*record].size() == 16) {
    const base::Id number{base::from_hex(row.cells[*record]).value_or(0)};
    if (number && numbers.insert(number).second) {
      draft.id = number;
      return true;
    }
  }
  std::string basis = draft.kind + "|";
  if (const std::string_view id = draft.text("id"); !id.empty()) {
    basis += id;
  } else if (draft.has("nom")) {
    basis += base::fold(draft.text("nom")) + "|" + base::fold(draft.text("commune")) + "|" + base::fold(address);
  } else {
    basis += content_of(draft);
  }
  Seen& same = seen[base::id_from_content(basis)];
  const auto [earlier, is_new] = same.lines.emplace(base::id_from_content(content_of(draft)), row.line);
  if (!is_new) {
    remarks.add(Level::kRejected, row.line, "", draft.text("nom"),
                {"import.reason-duplicate-id", {{"line", std::to_string(earlier->second)}}});
    return false;
  }
  ++same.count;
  if (same.count > 1) {
    basis += "#" + std::to_string(same.count);
    remarks.add(Level::kWarning, row.line, "", draft.text(draft.has("id") ? "id" : "nom"),
                {"import.duplicate-in-file", {}});
  }
  draft.id = base::id_from_content(basis);
  return true;
}

void DraftReader::Impl::add_row(const Row& row) {
  records::Draft draft;
  draft.kind = kind->key;
  read_fields(row, draft);
  check_position(row.line, written, draft);
  const std::size_t address_place = place_of("adresse");
  const std::string address = address_place < written.size() ? written[address_place].text : "";
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i].text.empty()) continue;
    CellReading reading = read_cell(kind->fields[i], written[i].text, row.line, written[i].column, remarks);
    draft.set(kind->fields[i].key, std::move(reading.values));
    for (const std::string& unused : reading.unused)
      keep(draft, written[i].column.empty() ? kind->fields[i].key : std::string_view(written[i].column), unused);
  }
  find_postcode(row.line, draft);
  for (std::size_t i = 0; i < row.cells.size(); ++i)
    if (!taken[i]) keep(draft, table.columns[i], base::trim(row.cells[i]));

  // Every value was read by its field: what is left to find is a required one that is absent.
  const auto lacks = [&](const records::Field& field) {
    return field.need == records::Need::kRequired && !draft.has(field.key);
  };
  if (std::any_of(kind->fields.begin(), kind->fields.end(), lacks)) {
    for (records::Problem& problem : records::check(*kind, draft))
      if (problem.severity == records::Severity::kError)
        remarks.add(Level::kRejected, row.line, problem.field, summary(row), std::move(problem.reason));
    return;
  }
  if (!identify(row, address, draft)) return;
  for (auto& [field, absent] : out.report.flags) absent += !draft.has(field);
  out.drafts.push_back(std::move(draft));
}

DraftReader::DraftReader(const Table& table, const Mapping& mapping) : impl_(std::make_unique<Impl>(table, mapping)) {}
DraftReader::~DraftReader() = default;
DraftReader::DraftReader(DraftReader&&) noexcept = default;
DraftReader& DraftReader::operator=(DraftReader&&) noexcept = default;

bool DraftReader::step(std::size_t rows) {
  for (; rows > 0 && impl_->next < impl_->table.rows.size(); --rows) impl_->add_row(impl_->table.rows[impl_->next++]);
  return impl_->next < impl_->table.rows.size();
}

std::size_t DraftReader::done() const { return impl_->next; }

Import DraftReader::finish() {
  Import out = std::move(impl_->out);
  out.report.rows = impl_->next + impl_->unreadable;
  out.report.kept = out.drafts.size();
  out.report.rejected = out.report.rows - out.report.kept;
  out.report.remarks = impl_->remarks.take();
  return out;
}

Import to_drafts(const Table& table, const Mapping& mapping) {
  DraftReader reader(table, mapping);
  reader.step(table.rows.size());
  return reader.finish();
}

}  // namespace formats
