#include "records/validation.h"

#include <algorithm>

#include "base/utf8.h"
#include "oplog/batch.h"

namespace records {
namespace {

// Types whose stored form is one spelling only.
bool is_canonical(Type type) {
  return type == Type::kDate || type == Type::kPostcode || type == Type::kInsee || type == Type::kPivot ||
         type == Type::kChoice || type == Type::kChoices;
}

std::string shown(const oplog::Value& value) {
  return std::holds_alternative<std::string>(value) ? std::string(oplog::text(value)) : oplog::to_json(value);
}

// What the type says of something that is not of it.
std::string_view reason(Type type) {
  switch (type) {
    case Type::kDate:
      return "check.date";
    case Type::kPostcode:
      return "check.postcode";
    case Type::kInsee:
      return "check.insee";
    case Type::kPivot:
      return "check.pivot";
    case Type::kChoice:
    case Type::kChoices:
      return "check.list";
    case Type::kNumber:
    case Type::kLatitude:
    case Type::kLongitude:
      return "check.number";
    default:
      return "check.text";
  }
}

}  // namespace

std::vector<Problem> check_field(const Field& field, const Values& values) {
  std::vector<Problem> problems;
  const Severity unusable = field.need == Need::kRequired ? Severity::kError : Severity::kWarning;
  const auto add = [&](std::string_view key, const oplog::Value& value) {
    problems.push_back({unusable, std::string(field.key), {std::string(key), {{"value", shown(value)}}}});
  };
  if (!is_multiple(field.type) && values.size() > 1) add("check.one-value", values[1]);
  for (const oplog::Value& value : values) {
    if (oplog::is_null(value)) continue;
    const bool number = std::holds_alternative<std::int64_t>(value) || std::holds_alternative<double>(value);
    if (is_number(field.type) ? !number : !std::holds_alternative<std::string>(value)) {
      add(reason(field.type), value);
      continue;
    }
    const std::string written = shown(value);
    Reading reading = read_value(field, written);
    if (reading.problems.empty() && is_canonical(field.type) && oplog::text(reading.value) != written)
      add(reason(field.type), value);
    for (Problem& problem : reading.problems) {
      if (problem.severity == Severity::kFlag) problem.severity = unusable;  // a spelling that should have been mended
      problems.push_back(std::move(problem));
    }
  }
  return problems;
}

std::vector<Problem> check(const Kind& kind, const Draft& draft) {
  std::vector<Problem> problems;
  for (const Field& field : kind.fields) {
    const auto held = draft.fields.find(field.key);
    const bool present = held != draft.fields.end() && std::ranges::any_of(held->second, [](const oplog::Value& value) {
                           return !oplog::is_null(value) && !(std::holds_alternative<std::string>(value) &&
                                                              base::trim(oplog::text(value)).empty());
                         });
    if (present) {
      for (Problem& problem : check_field(field, held->second)) problems.push_back(std::move(problem));
    } else if (field.need == Need::kRequired) {
      problems.push_back({Severity::kError, std::string(field.key), {"check.required", {}}});
    } else if (field.need == Need::kExpected) {
      problems.push_back({Severity::kFlag, std::string(field.key), {"check.expected", {}}});
    }
  }
  for (const auto& [key, values] : draft.fields) {
    if (find_field(kind, key)) continue;
    for (const oplog::Value& value : values)
      if (!oplog::fits(key, value)) problems.push_back({Severity::kWarning, key, {"log.limit", {{"field", key}}}});
  }
  return problems;
}

}  // namespace records
