// The report of an import as a file a person can keep: every remark by line, field and reason.
#include <string>

#include "formats/import.h"
#include "oplog/value.h"

namespace formats {

namespace {

void append_member(std::string& out, std::string_view name, std::string_view text) {
  if (out.back() != '{') out += ',';
  oplog::append_json_text(out, name);
  out += ':';
  oplog::append_json_text(out, text);
}

std::string_view level_name(Remark::Level level) {
  return level == Remark::Level::kNote ? "note" : level == Remark::Level::kWarning ? "warning" : "rejected";
}

}  // namespace

std::string report_json(const Report& report) {
  std::string out = "{\"rows\":" + std::to_string(report.rows) + ",\"kept\":" + std::to_string(report.kept) +
                    ",\"rejected\":" + std::to_string(report.rejected) + ",\"flags\":{";
  for (const auto& [field, count] : report.flags) {
    if (out.back() != '{') out += ',';
    oplog::append_json_text(out, field);
    out += ':' + std::to_string(count);
  }
  out += "},\"remarks\":[";
  for (const Remark& remark : report.remarks) {
    out += out.back() == '[' ? "\n{" : ",\n{";
    append_member(out, "level", level_name(remark.level));
    out += ",\"line\":" + std::to_string(remark.line);
    append_member(out, "column", remark.column);
    append_member(out, "value", remark.value);
    append_member(out, "reason", remark.reason.key);
    out += ",\"args\":{";
    for (const auto& [name, value] : remark.reason.args) append_member(out, name, value);
    out += "}}";
  }
  return out + "]}\n";
}

}  // namespace formats
